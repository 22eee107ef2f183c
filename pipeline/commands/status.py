"""`nianbao status`: what is published, how the sites are, and what gave nothing, with the reason."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

import click

from crawlers.archive import Archive, Root, RunSummary
from crawlers.sites import Site, load_sites
from pipeline.commands import output
from pipeline.commands.snapshot import NothingPublishedError, rows, snapshot
from pipeline.run_page import advice, came_out_otherwise

_SHOWN = 20

_COUNTS = """
select
    (select count(*) from marts.reports) as reports,
    (select count(distinct agency_id) from marts.reports) as agencies,
    (select count(*) from marts.reports where is_doubtful) as doubtful_reports,
    (select min(report_year) from marts.reports) as first_year,
    (select max(report_year) from marts.reports) as last_year,
    (select count(*) from raw.documents) as documents,
    (select count(*) from raw.cells) as cells,
    (select count(*) from marts.unresolved) as unresolved,
    (select count(*) from marts.rejections) as rejections
"""

_QUALITY = """
select
    quality.code,
    any_value(check_definitions.name) as name,
    quality.severity,
    count(*) as findings,
    count(distinct quality.document_sha256) as documents
from marts.quality
left join raw.check_definitions on quality.code = check_definitions.check_code
where quality.finding_kind not in ('attribution', 'rejection')
group by quality.code, quality.severity
order by quality.severity = 'info', documents desc, quality.code
"""

_DOUBTFUL = """
select agency_id, agency_name, report_year, scope, report_id, doubts, document_sha256
from marts.reports
where is_doubtful
order by agency_id, report_year, scope
"""


@click.command()
@click.option("--sites", "with_sites", is_flag=True, help="Every site with its last outcome.")
@click.option("--json", "as_json", is_flag=True, help="JSON on standard output.")
def status(with_sites: bool, as_json: bool) -> None:
    """Say what is published, how the sites' last runs came out, what is doubtful, and what could not be read or placed.

    The last two with the reason; `nianbao checks` explains the codes.
    """
    root = Root.from_environment(create=False)
    found = {**_published(), **_sites(root)}
    if as_json:
        output.print_json(found if with_sites else {name: part for name, part in found.items() if name != "sites"})
    else:
        _print(found, with_sites=with_sites)


def _published() -> dict[str, Any]:
    """Counts, last build, findings, doubtful reports, unresolved documents and rejections; none before a first release."""
    try:
        with snapshot() as connection:
            return {
                "build": rows(connection, "select * exclude (counts) from meta.build")[0],
                "counts": rows(connection, _COUNTS)[0],
                "quality": rows(connection, _QUALITY),
                "doubtful": rows(connection, _DOUBTFUL),
                "unresolved": rows(
                    connection,
                    "select status, coalesce(source, url) as source, agency_name, report_year, reason, document_sha256"
                    " from marts.unresolved order by status, source",
                ),
                "rejections": rows(
                    connection,
                    "select code, coalesce(source, url) as source, message, document_sha256"
                    " from marts.rejections order by code, source",
                ),
            }
    except NothingPublishedError:
        return {"build": None, "counts": None, "quality": [], "doubtful": [], "unresolved": [], "rejections": []}


def _sites(root: Root) -> dict[str, Any]:
    """The last run of each site, from the archive, and the site files that cannot be used."""
    runs: dict[str, list[RunSummary]] = defaultdict(list)
    for summary in Archive(root).summaries():
        if summary.kind == "crawl":
            runs[summary.site].append(summary)
    folder = load_sites(root.sites)
    sites = [_site(site, runs[site.site_id]) for site in folder]
    return {
        "site_outcomes": dict(sorted(Counter(str(site["outcome"]) for site in sites).items())),
        "site_files_unusable": [str(problem) for problem in folder.problems],
        "sites": sites,
    }


def _site(site: Site, runs: Sequence[RunSummary]) -> dict[str, Any]:
    """How a site did the last time, and what to do where something is wrong."""
    last = runs[-1] if runs else None
    advised = advice(last) if last else ""
    if last is not None and last.reports_known < site.minimum_reports:
        advised = f"Fewer reports than the site file expects ({site.minimum_reports}). {advised}".strip()
    return {
        "site": site.site_id,
        "name": site.name,
        "status": site.status,
        "outcome": last.outcome if last else "never crawled",
        "outcome_before": runs[-2].outcome if len(runs) > 1 else None,
        "reason": last.reason if last else None,
        "first_error": last.first_error if last else None,
        "advice": advised or None,
        "run": last.run if last else None,
        "finished_at": last.finished_at if last else None,
        "reports_known": last.reports_known if last else 0,
        "minimum_reports": site.minimum_reports,
    }


def _print_sites(sites: Sequence[dict[str, Any]]) -> None:
    """A row for each site that was ever crawled, and a line for the others."""
    table = output.table("Site", "Outcome", "Reports", "Why, and what to do", right=["Reports"], title="Sites")
    crawled = [site for site in sites if site["run"]]
    for site in crawled:
        was = site["outcome_before"]
        outcome = site["outcome"] + (f"\n(was {was})" if was and came_out_otherwise(was, site["outcome"]) else "")
        why = f"{site['reason']}. {site['advice'] or ''}".strip()
        table.add_row(f"{site['site']}\n{site['name']}", outcome, str(site["reports_known"]), why)
    if crawled:
        output.console().print()
        output.console().print(table)
    if len(crawled) < len(sites):
        click.echo(f"Never crawled: {len(sites) - len(crawled)} sites; `nianbao status --sites --json` lists them")


def _print(found: dict[str, Any], *, with_sites: bool) -> None:
    build, counts = found["build"], found["counts"]
    if build is None:
        click.echo("Nothing is published yet.")
    else:
        when = f"{build['published_at']:%Y-%m-%d %H:%M} UTC"
        first, last = counts["first_year"], counts["last_year"]
        years = "" if first is None else f", {first}" + (f"-{last}" if last != first else "")
        agencies = f"{counts['agencies']:,} {'agency' if counts['agencies'] == 1 else 'agencies'}"
        click.echo(f"Published {when}: {output.counted(counts['reports'], 'report')} of {agencies}{years}")
        held = output.counted(counts["documents"], "document")
        click.echo(f"Build {build['build_id']}: {held}, {output.counted(counts['cells'], 'cell')}")
        doubtful = output.counted(counts["doubtful_reports"], "report")
        unplaced = output.counted(counts["unresolved"], "document")
        click.echo(f"{doubtful} with doubtful figures, {unplaced} without an agency, {counts['rejections']:,} rejected")
    outcomes = ", ".join(f"{count} {outcome}" for outcome, count in found["site_outcomes"].items())
    click.echo(f"Sites: {outcomes or 'none'}")
    for problem in found["site_files_unusable"]:
        click.echo(f"Unusable site file: {problem}")
    if with_sites:
        _print_sites(found["sites"])
    _print_quality(found["quality"], found["doubtful"])
    unresolved = [
        row | {"document": _document(row), "reason": f"{row['status']}: {row['reason']}"} for row in found["unresolved"]
    ]
    _print_rows("Not placed", unresolved, ("document", "reason"))
    _print_rows("Rejected", found["rejections"], ("code", "source", "message"), whole=("Code",))


def _document(row: dict[str, Any]) -> str:
    """Where a document comes from, and below it whose it says it is."""
    said = " ".join(str(part) for part in (row["agency_name"], row["report_year"]) if part is not None)
    return "\n".join(part for part in (row["source"], said) if part)


def _print_quality(quality: list[dict[str, Any]], doubtful: list[dict[str, Any]]) -> None:
    """Warnings by code, and the reports that they make doubtful; what is merely unusual is counted."""
    named = [row | {"what": row["name"] or ""} for row in quality if row["severity"] != "info"]
    _print_rows(
        "What is doubtful",
        named,
        ("code", "what", "findings", "documents"),
        right=("Findings", "Documents"),
        whole=("Code",),
    )
    unusual = sum(row["findings"] for row in quality if row["severity"] == "info")
    if unusual:
        click.echo(f"\n{unusual:,} more findings are unusual and doubt nothing; marts.quality has them all")
    reports = [
        {
            "agency": row["agency_name"] or row["agency_id"],
            "year": row["report_year"],
            "scope": row["scope"],
            "doubts": "\n".join(row["doubts"]),
        }
        for row in doubtful
    ]
    _print_rows("Doubtful reports", reports, ("agency", "year", "scope", "doubts"), whole=("Year", "Scope", "Doubts"))


def _print_rows(
    title: str,
    found: list[dict[str, Any]],
    columns: tuple[str, ...],
    *,
    limit: int = _SHOWN,
    right: tuple[str, ...] = (),
    whole: tuple[str, ...] = (),
) -> None:
    if not found:
        return
    names = [name.replace("_", " ").capitalize() for name in columns]
    table = output.table(*names, title=title, right=right, whole=whole)
    for row in found[: limit or None]:
        table.add_row(*("" if row[name] is None else str(row[name]) for name in columns))
    screen = output.console()
    screen.print()
    screen.print(table)
    if limit and len(found) > limit:
        output.note(f"{len(found) - limit} more: `nianbao status --json` prints all")
