"""`nianbao crawl`, `backfill`, `ingest` and `archive`: what goes into the archive, and whether it is sound."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, date, datetime

import click

from crawlers.archive import Archive, Root, RunSummary
from pipeline.commands import output, progress
from pipeline.commands.matching import parse_years, url_of_one
from pipeline.inputs import read_inputs
from pipeline.lock import locked
from pipeline.progress import reporter
from pipeline.run_page import PAGE, TROUBLED, advice, came_out_otherwise, previous_outcomes
from pipeline.visits import new_run_id, sites_to_crawl

ARCHIVES = ("internet_archive", "common_crawl")


def _day(_ctx: click.Context, _parameter: click.Parameter, value: str | None) -> date | None:
    """A day that was."""
    if value is None:
        return None
    try:
        day = date.fromisoformat(value)
    except ValueError as error:
        raise click.BadParameter(f"{value!r} is no day; write 2026-01-31") from error
    if day > datetime.now(UTC).date():
        raise click.BadParameter(f"{value} lies in the future")
    return day


@click.command()
@click.option("--site", "site_ids", multiple=True, metavar="ID", help="Only this site, verified or not; repeatable.")
@click.pass_context
def crawl(ctx: click.Context, site_ids: tuple[str, ...]) -> None:
    """Fetch what is new on the verified sites into the archive: one run.

    Each site's outcome stands in runs/RUN/ID/summary.json. Exit status 1 when no site could be read.
    """
    from pipeline.crawl import crawl_sites

    root = Root.from_environment()
    sites, problems = sites_to_crawl(root, site_ids)
    for problem in problems:
        output.note(f"Warning: {problem}")
    with locked(root.path, "crawl"), progress.shown():
        run_id = new_run_id()
        summaries = crawl_sites(root, sites, run_id=run_id, on_progress=reporter("crawl"))
    print_runs(root, run_id, summaries)
    ctx.exit(1 if summaries and all(summary.outcome in TROUBLED for summary in summaries) else 0)


@click.command()
@click.option("--site", "site_ids", multiple=True, required=True, metavar="ID", help="This site; repeatable.")
@click.option("--archive", "archives", multiple=True, type=click.Choice(ARCHIVES), help="Only this one; repeatable.")
@click.option("--years", metavar="FIRST-LAST", help="Captures of these years only.")
@click.pass_context
def backfill(ctx: click.Context, site_ids: tuple[str, ...], archives: tuple[str, ...], years: str | None) -> None:
    """Fetch reports that have left the live site from public web archives.

    The Internet Archive and Common Crawl are asked; what they kept is archived with its own address and time. The live site
    is not asked. Exit status 1 when no site's reports could be looked up.
    """
    from pipeline.crawl import crawl_sites

    root = Root.from_environment()
    sites, problems = sites_to_crawl(root, site_ids)
    for problem in problems:
        output.note(f"Warning: {problem}")
    asked = parse_years(years) if years else None
    spider = ["backfill", "-a", f"archives={','.join(archives or ARCHIVES)}"]
    if asked:
        spider += ["-a", f"first={asked[0]}", "-a", f"last={asked[-1]}"]
    with locked(root.path, "backfill"), progress.shown():
        run_id = new_run_id()
        summaries = crawl_sites(root, sites, run_id=run_id, workers=1, on_progress=reporter("backfill"), spider=spider)
    print_runs(root, run_id, summaries)
    ctx.exit(1 if all(summary.outcome in TROUBLED for summary in summaries) else 0)


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--url", help="Where the one document was published.")
@click.option("--obtained", metavar="DATE", callback=_day, help="When you obtained them, as 2026-01-31.")
@click.pass_context
def ingest(ctx: click.Context, paths: tuple[str, ...], url: str | None, obtained: date | None) -> None:
    """Take documents that you already have into the archive, once each by content.

    A folder is walked, a ZIP unpacked. `nianbao build` and `publish`, or the next night, do the rest. Exit status 1 when one
    or more inputs could not be read.
    """
    if url is not None:
        url_of_one(url, paths)
    root = Root.from_environment()
    run_id = new_run_id()
    added, known, failed, count = 0, 0, 0, 0
    with locked(root.path, "ingest"), Archive(root) as archive, progress.shown():
        report = reporter("ingest")
        for count, item in enumerate(read_inputs(paths), 1):
            report(count, 0)
            if item.body is None:
                assert item.reason is not None
                output.note(f"Error: {item.source}: {item.reason.message}")
                failed += 1
                continue
            capture = archive.add_document(
                item.body,
                source=item.source,
                media_type=None,
                url=url,
                obtained=obtained,
                run_id=run_id,
            )
            added, known = (added + 1, known) if capture else (added, known + 1)
    if not count:
        output.note(f"No document in {', '.join(paths)}")
        return
    output.note(f"{added} archived, {known} already there, {failed} not readable")
    ctx.exit(1 if failed else 0)


@click.group()
def archive() -> None:
    """Check the archive, rebuild its index, or take a document out of what is made of it."""


@archive.command(short_help="Check every record and index.")
@click.pass_context
def verify(ctx: click.Context) -> None:
    """Check every record's digest, and every index against its file. Exit status 1 when something is wrong."""
    problems = Archive(Root.from_environment(create=False)).verify()
    for problem in problems:
        place = problem.warc_file if problem.offset is None else f"{problem.warc_file}, offset {problem.offset}"
        click.echo(f"{place}: {problem.message}")
    output.note(output.counted(len(problems), "problem") if problems else "The archive is sound.")
    ctx.exit(1 if problems else 0)


@archive.command()
def reindex() -> None:
    """Rebuild every index from the WARC files alone."""
    root = Root.from_environment(create=False)
    with locked(root.path, "archive reindex"):
        count = Archive(root).reindex()
    output.note(f"{output.counted(count, 'capture')} indexed")


@archive.command(short_help="Take a document out of all that is made.")
@click.argument("address", metavar="URL")
@click.option("--reason", required=True, help="Who asked for it, and why; it is kept.")
def forget(address: str, reason: str) -> None:
    """Take a document out of everything published and out of later crawls, on request.

    URL is the address at which it was fetched, or the path from which it was taken in. Copies with the same content go with
    it. The decision stands in reference/forgotten.csv; the WARC files are not rewritten.
    """
    root = Root.from_environment(create=False)
    if not reason.strip():
        raise click.BadParameter("say who asked for it, and why", param_hint="'--reason'")
    with locked(root.path, "archive forget"):
        added = Archive(root).forget(address, " ".join(reason.split()))
    for entry in added:
        click.echo(f"forgotten: {entry.address} (document {entry.document_sha256[:12]})")
    output.note(
        "`nianbao build` and `nianbao publish`, or the next night, take it out of what is published, and remove the"
        " releases that hold it."
        if added
        else "It was forgotten already."
    )


def print_runs(root: Root, run_id: str, summaries: Sequence[RunSummary]) -> None:
    """How the sites' runs came out: a line of counts, a row for each that needs a look, and where all of it stands."""
    if not summaries:
        output.note(
            "No site to crawl: none is verified. `nianbao site check ID` says whether a site file works; its status ="
            ' "verified" lets the night take it, and `nianbao crawl --site ID` takes it as it is.'
        )
        return
    outcomes = Counter(summary.outcome for summary in summaries)
    new = sum(summary.reports_new for summary in summaries)
    revised = sum(summary.reports_revised for summary in summaries)
    sites = ", ".join(f"{count} {outcome}" for outcome, count in sorted(outcomes.items()))
    click.echo(f"Sites: {sites}. Reports: {new} new, {revised} revised.")
    before = previous_outcomes(root, run_id)
    changes = {s.site for s in summaries if s.site in before and came_out_otherwise(before[s.site].outcome, s.outcome)}
    worth = [s for s in summaries if s.outcome in (*TROUBLED, "empty") or s.site in changes]
    if worth:
        table = output.table("Site", "Outcome", "Why, and what to do")
        for summary in worth:
            changed = summary.site in changes
            was = f"\n(was {before[summary.site].outcome})" if changed else ""
            table.add_row(summary.site, summary.outcome + was, f"{summary.reason}. {advice(summary)}".strip())
        output.console().print(table)
    click.echo(f"Every site: {root.runs / run_id / PAGE}")
