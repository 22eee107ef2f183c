"""The command line `nianbao`: it strings the rooms together and hides none of them.

A command's module is imported when the command runs, so that asking the published data never waits for Prefect, dbt or
Scrapy. Errors of the rooms that a user can act on are one line on standard error, with exit status 1; usage errors have 2.
"""

from __future__ import annotations

import errno
import importlib
import os
import sys
from typing import NamedTuple

import click
from click.exceptions import NoArgsIsHelpError


class _Entry(NamedTuple):
    module: str
    help_line: str


_COMMANDS = {
    "crawl": _Entry("collect", "Fetch what is new on the verified sites into the archive."),
    "backfill": _Entry("collect", "Fetch reports that have left a site from public web archives."),
    "ingest": _Entry("collect", "Take documents that you already have into the archive."),
    "site": _Entry("site", "Add a site from its home page, or check a site file."),
    "archive": _Entry("collect", "Check the archive, index it anew, forget a document."),
    "extract": _Entry("extract", "Print what documents say, as JSON Lines."),
    "build": _Entry("produce", "Extract, load and model the archive into a fresh build file."),
    "publish": _Entry("produce", "Publish the last build, if it holds anything new."),
    "nightly": _Entry("produce", "Crawl, build and publish in one go."),
    "rebuild": _Entry("produce", "Make everything again from the archive alone, and compare."),
    "status": _Entry("status", "Say what is published, and what could not be read."),
    "compare": _Entry("compare", "Compare indicators across agencies and years."),
    "show": _Entry("show", "Print one report: figures, doubts, source, places."),
    "query": _Entry("query", "Ask the published data in SQL."),
    "checks": _Entry("checks", "List every check that figures go through."),
    "explore": _Entry("explore", "Open the published data in the browser."),
    "sandbox": _Entry("sandbox", "Serve a small government web with known figures."),
}


_OF_THE_MACHINE = frozenset({errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOSPC, errno.EDQUOT})
"""Errors that only who keeps the machine can mend: no permission, no room."""


class _Commands(click.Group):
    """The commands above, each imported when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        module = importlib.import_module(f"pipeline.commands.{_COMMANDS[cmd_name].module}")
        command: click.Command = getattr(module, cmd_name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, entry.help_line) for name, entry in _COMMANDS.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if name not in _COMMANDS and not name.startswith("-"):
            from pipeline.commands.matching import nearest

            near = nearest(name, list(_COMMANDS))
            hint = f" Nearest: {', '.join(near)}." if near else " `nianbao --help` lists them."
            raise click.UsageError(f"No such command {name!r}.{hint}", ctx)
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except NoArgsIsHelpError:
            raise  # a group of commands without one: its help is the answer
        except (click.MissingParameter, click.NoSuchOption) as error:
            command = error.ctx.command_path if error.ctx else ctx.command_path
            said = error.format_message().strip().rstrip(".")
            raise click.UsageError(f"{said}; `{command} --help` says what it takes") from error
        except click.UsageError as error:
            error.ctx = None  # one line that names the input, without the usage above it
            raise
        except _named_errors() as error:
            raise click.ClickException(str(error)) from error
        except OSError as error:
            if error.errno not in _OF_THE_MACHINE:
                raise
            where = f"{error.filename}: " if error.filename else ""
            raise click.ClickException(f"{where}{error.strerror}") from error


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="nianbao", message="%(prog)s %(version)s")
def cli() -> None:
    """Annual reports on government information disclosure, as data: agency, year, indicator, source.

    Data stand under NIANBAO_ROOT (default: data). A first try: `nianbao sandbox run`.
    """


def _named_errors() -> tuple[type[Exception], ...]:
    """The roots of the errors that say by themselves which input is wrong and what to do."""
    from crawlers.errors import CrawlError
    from pipeline.errors import PipelineError

    return PipelineError, CrawlError


def main() -> None:
    """The console script: a reader that closes the pipe early (`| head`) is no error.

    Processes that it starts import nothing from the working folder, which may hold what was downloaded.
    """
    os.environ["PYTHONSAFEPATH"] = "1"
    try:
        cli(prog_name="nianbao")
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)


if __name__ == "__main__":
    main()
