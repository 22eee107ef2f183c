"""`nianbao sandbox`: a small government web on loopback, whose every figure is known, and a whole night on it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Generator
from contextlib import ExitStack, contextmanager
from typing import Any

import click

from crawlers.archive import Archive, Root
from crawlers.sandbox.faults import FAULTS
from crawlers.sandbox.past import everything_of, serve_past
from crawlers.sandbox.server import FIRST_PORT, Sandbox, serve
from pipeline.commands import output
from pipeline.commands.matching import parse_years

_DIFFERENCES_SHOWN = 20


def _parse_faults(context: click.Context, parameter: click.Parameter, value: str) -> tuple[str, ...]:
    names = tuple(name.strip() for name in value.split(",") if name.strip())
    if names == ("all",):
        return tuple(FAULTS)
    if unknown := [name for name in names if name not in FAULTS]:
        raise click.BadParameter(f"no fault {unknown[0]!r}; there are all, {', '.join(FAULTS)}")
    return names


@click.group(invoke_without_command=True)
@click.option("--seed", default=1, show_default=True, help="The same seed makes the same web.")
@click.option("--governments", default=12, show_default=True, type=click.IntRange(1), help="Governments to make.")
@click.option("--bureaus", default=5, show_default=True, type=click.IntRange(0), help="Bureaus of each.")
@click.option("--years", default="2019-2024", show_default=True, help="Report years.")
@click.option(
    "--port",
    default=FIRST_PORT,
    show_default=True,
    type=click.IntRange(0, 65535),
    help="First port, one a site; 0 for free ones.",
)
@click.option(
    "--faults",
    default="",
    callback=_parse_faults,
    help="What goes wrong, one fault a site: names with commas between them, or `all`; there are then sites enough.",
)
@click.option("--past", is_flag=True, help="Serve two web archives as well, which kept every page: for a backfill.")
@click.pass_context
def sandbox(
    ctx: click.Context,
    seed: int,
    governments: int,
    bureaus: int,
    years: str,
    port: int,
    faults: tuple[str, ...],
    past: bool,
) -> None:
    """Serve made-up governments on this machine, until interrupted. Its root is NIANBAO_ROOT (default: data/sandbox)."""
    ctx.obj = {
        "seed": seed,
        "faults": faults,
        "governments": max(governments, len(faults) + 3) if faults else governments,
        "bureaus": bureaus,
        "years": parse_years(years),
        "port": port,
    }
    if ctx.invoked_subcommand is not None:
        return
    with ExitStack() as stack:
        served = stack.enter_context(_serving(ctx.obj))
        _say_what_is_served(served)
        environment = dict(served.environment)
        if past:
            environment |= stack.enter_context(serve_past(everything_of(served.sites))).environment
        settings = " ".join(f"{name}={value}" for name, value in environment.items())
        output.note(f"In another terminal: {settings} nianbao nightly")
        if past:
            output.note(f"or, with the same settings: nianbao backfill --site {served.sites[0].site_id}")
        output.note("Ctrl-C ends it.")
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            ctx.exit(0)


@sandbox.command(short_help="A whole night on it, held against the truth.")
@click.pass_context
def run(ctx: click.Context) -> None:
    """Run a whole night on the sandbox, hold every published figure against the truth, and compare.

    Its options are those of `nianbao sandbox`, and stand before the word `run`: `nianbao sandbox --seed 2 run`.

    Exit status 1 when the night fails or a single figure differs. With faults, which take reports away, only the figures
    that differ are said; the exit status is 1 when a site's run did not come to what its fault has to come to.
    """
    started = time.monotonic()
    with _serving(ctx.obj) as served:
        _say_what_is_served(served)
        os.environ.update(served.environment)
        night = subprocess.run([sys.executable, "-m", "pipeline.cli", "nightly"], check=False)
        if served.faults:
            ctx.exit(0 if _print_outcomes(served) else 1)
    if night.returncode:
        ctx.exit(night.returncode)
    is_true = _print_verification(served.root)
    _print_comparisons()
    _print_paths(served.root)
    output.note(f"{time.monotonic() - started:.0f} s")
    ctx.exit(0 if is_true else 1)


@contextmanager
def _serving(options: dict[str, Any]) -> Generator[Sandbox]:
    """The sandbox while the context lasts; a number that it cannot make is a usage error."""
    with ExitStack() as stack:
        try:
            served = stack.enter_context(serve(Root.from_environment(kind="sandbox").path, **options))
        except (ValueError, OverflowError) as error:
            raise click.UsageError(str(error)) from error
        yield served


def _say_what_is_served(served: Sandbox) -> None:
    origins = [site.origin for site in served.sites]
    output.note(f"{len(served.world.reports)} reports on {len(origins)} sites, {origins[0]} to {origins[-1]}")


def _print_outcomes(served: Sandbox) -> bool:
    """Whether every site with a fault came to what it had to; says so either way."""
    found = {summary.site: summary.outcome for summary in Archive(served.root).summaries()}
    table = output.table("Site", "Fault", "Has to be", "Is")
    for site_id, fault in served.faults.items():
        table.add_row(site_id, fault.what, fault.outcome, found.get(site_id, "not crawled"))
    output.console().print(table)
    wrong = [site_id for site_id, fault in served.faults.items() if found.get(site_id) != fault.outcome]
    click.echo(f"{len(served.faults) - len(wrong)} of {len(served.faults)} faults came to what they have to")
    return not wrong


def _print_verification(root: Root) -> bool:
    """Whether every published figure equals the truth; says so either way."""
    from pipeline.truth import verify_figures

    verification = verify_figures(root)
    click.echo(f"\n{verification.equal_count:,} of {verification.figure_count:,} figures equal the truth")
    for table, count in verification.figures.items():
        click.echo(f"  {table}: {verification.equal[table]:,} of {count:,}")
    for difference in verification.differences[:_DIFFERENCES_SHOWN]:
        output.note(f"  {difference}")
    click.echo()
    return verification.figure_count > 0 and verification.equal_count == verification.figure_count


def _print_comparisons() -> None:
    """Disclosure volume, request outcomes and litigation of the governments, as `nianbao compare` prints them."""
    from pipeline.commands.compare import HEADLINES, print_comparison, read_definitions, read_figures
    from pipeline.commands.snapshot import snapshot

    with snapshot() as connection:
        figures = read_figures(connection, indicators=HEADLINES, agencies=["*人民政府"], years=[])
        print_comparison(figures, read_definitions(connection))


def _print_paths(root: Root) -> None:
    made = {
        "Snapshot": root.published / "nianbao.duckdb",
        "Parquet": root.published / "parquet",
        "Described": root.published / "datapackage.json",
        "Archive": root.archive,
        "Runs": root.runs,
    }
    for name, path in made.items():
        click.echo(f"{name:<10}{path}")
    name = "nianbao" if shutil.which("nianbao") else sys.argv[0]  # `make run` runs it without its folder on the PATH
    click.echo(f"\nLook around: NIANBAO_ROOT={root.path} {name} explore")
