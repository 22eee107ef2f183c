"""`nianbao site`: find a site's report columns and write its file, or say whether a file still works."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import click

from crawlers.archive import Root
from crawlers.sites import find_site, load_site
from pipeline.commands import output
from pipeline.looking import Event, look

_COLUMNS_SHOWN = 30
_WIDTH = 79
_VERDICTS = {"ok": "ok", "doubt": "look", "wrong": "wrong"}


@click.group()
def site() -> None:
    """Add a site from its home page, or check whether a site file still works."""


@site.command(short_help="Find a site's report columns, and write its file.")
@click.argument("url")
@click.option("--id", "site_id", metavar="ID", help="The file's name; default: host and port.")
@click.option("--yes", is_flag=True, help="Write the file without asking, and overwrite one that is there.")
@click.pass_context
def add(ctx: click.Context, url: str, site_id: str | None, yes: bool) -> None:
    """Find the report columns of the site at URL, its home page, and write ID.toml into the folder of site files.

    It looks at 60 pages at most, as politely as the crawl, and writes down what it saw; it asks first where it is unsure.
    Exit status 1 when no report column was found.
    """
    home = _home(url)
    site_id = _site_id(site_id, home)
    root = Root.from_environment()
    path = root.sites / f"{site_id}.toml"
    existing = _existing(root, site_id) or path
    if existing.exists() and not yes and not _asks(f"{existing} is there already. Look again, and overwrite it?"):
        raise click.ClickException(f"{existing} is there already; --yes overwrites it, --id writes another")
    found = look(root, "add", home, site_id, on_page=_print_page)
    if found["toml"] is None:
        _print_nothing(found)
        ctx.exit(1)
    _print_found(found)
    if found["doubts"] and not yes and not _asks(f"Write {existing} all the same?"):
        click.echo(found["toml"])
        raise click.ClickException("nothing was written: somebody should look first; --yes writes it all the same")
    _write(existing, found["toml"])
    click.echo(f"Wrote {existing}. Next: nianbao crawl --site {site_id}")


@site.command(short_help="Say whether a site's file still works.")
@click.argument("site_id", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help="JSON on standard output.")
@click.pass_context
def check(ctx: click.Context, site_id: str, as_json: bool) -> None:
    """Say field by field whether the file of site ID still works: robots.txt, home page, columns, one report.

    Exit status 1 when something in it does not.
    """
    root = Root.from_environment()
    find_site(root.sites, site_id)
    found = look(root, "check", site_id, on_page=None if as_json else _print_page)
    if as_json:
        output.print_json({name: value for name, value in found.items() if name != "event"})
    else:
        table = output.table("Field", "", "Found, and what to do")
        for finding in found["findings"]:
            said = f"{finding['found']}; {finding['to_do']}" if finding["to_do"] else finding["found"]
            table.add_row(finding["field"], _VERDICTS[finding["verdict"]], said)
        output.console().print(table)
        wrong = sum(finding["verdict"] == "wrong" for finding in found["findings"])
        click.echo(
            f"{site_id} works." if not wrong else f"{site_id}: {wrong} of {len(found['findings'])} fields are wrong."
        )
    ctx.exit(0 if found["works"] else 1)


def _home(url: str) -> str:
    """The address of a home page; raises a usage error where it is none."""
    home = url if "://" in url else f"http://{url}"
    try:
        parts = urlsplit(home)
        _ = parts.port
    except ValueError as error:
        raise click.BadParameter(f"{url!r} is no address: {error}", param_hint="'URL'") from error
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise click.BadParameter(f"{url!r} is not an http or https address", param_hint="'URL'")
    return home if parts.path else f"{home}/"


def _site_id(site_id: str | None, home: str) -> str:
    if site_id is None:
        return re.sub(r"[^a-z0-9]", "-", urlsplit(home).netloc.lower())
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]*", site_id) or site_id == "ingest":
        raise click.BadParameter("letters, digits, '.', '_' and '-', not 'ingest'", param_hint="'--id'")
    return site_id


def _existing(root: Root, site_id: str) -> Path | None:
    """The file of a site of this id, in whichever folder below the root's it stands."""
    return next(iter(sorted(root.sites.rglob(f"{site_id}.toml"))), None) if root.sites.is_dir() else None


def _write(path: Path, text: str) -> None:
    """Write a site file in one rename, once it is known that it can be read."""
    path.parent.mkdir(parents=True, exist_ok=True)
    folder = path.parent / f".{path.stem}.part"
    folder.mkdir(exist_ok=True)
    draft = folder / path.name
    try:
        draft.write_text(text, encoding="utf-8")
        load_site(draft)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
        folder.rmdir()


def _asks(question: str) -> bool:
    """The answer to a question; no, where nobody is there to give one."""
    return sys.stdin.isatty() and click.confirm(question, err=True)


def _print_page(event: Event) -> None:
    title = f"{event['title']}: " if event["title"] else ""
    output.note(_fitted(f"{event['number']:>3}/{event['of']} {_path(event['url'])}", f"  {title}{event['what']}"))


def _print_found(found: dict[str, Any]) -> None:
    where = f", division {found['division']}" if found["division"] else ""
    columns = f"{len(found['columns'])} column{'' if len(found['columns']) == 1 else 's'}"
    click.echo(
        f"\n{output.harmless(found['name'])}{where}, family {found['family']}: {found['reports']} reports in {columns}"
    )
    table = output.table("Reports", "Column", "Agency", right=("Reports",))
    for column in found["columns"][:_COLUMNS_SHOWN]:
        count = "not seen" if column["reports"] is None else str(column["reports"])
        table.add_row(count, _path(column["url"]), column["agency"] or "")
    output.console().print(table)
    if len(found["columns"]) > _COLUMNS_SHOWN:
        output.note(f"and {len(found['columns']) - _COLUMNS_SHOWN} more")
    for doubt in found["doubts"]:
        output.note(f"Doubtful: {doubt}")


def _print_nothing(found: dict[str, Any]) -> None:
    """What was seen where no column was found, so that a person can go on from there."""
    output.note("")
    output.note(f"No report column found after {found['requests']} requests.")
    if found["refused"]:
        output.note(f"The site stopped answering: {found['refused']}")
    for problem in found["problems"][:8]:
        output.note(f"  {problem['url']}: {problem['message']}")
    for text, urls in (
        ("Called report columns, but no family's spider finds a report there", found["empty"]),
        ("Forbidden by robots.txt", found["forbidden"]),
        ("Reports seem to stand on other sites; add those", list(found["elsewhere"])),
    ):
        if urls:
            output.note(f"{text}:")
            for url in urls[:8]:
                output.note(f"  {url}")
    if not found["pages"]:
        output.note("No page of it could be had: check the address, and whether it opens from here.")
        return
    titles = [page["title"] for page in found["pages"] if page["title"]]
    output.note(
        f"{output.counted(len(found['pages']), 'page')} looked at: {', '.join(titles[:12]) or 'none has a title'}"
    )


def _path(url: str) -> str:
    parts = urlsplit(url)
    return (
        (parts.path or "/")
        + (f"?{parts.query}" if parts.query else "")
        + (f"#{parts.fragment}" if parts.fragment else "")
    )


def _fitted(left: str, right: str) -> str:
    """Two parts on a line of 79 columns, Chinese taking two each; the left is cut first."""
    from rich.cells import cell_len, set_cell_size

    right = right if cell_len(right) <= _WIDTH // 2 else set_cell_size(right, _WIDTH // 2 - 1) + "…"
    room = _WIDTH - cell_len(right)
    return (left if cell_len(left) <= room else set_cell_size(left, room - 1) + "…") + right
