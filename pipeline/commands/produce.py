"""`nianbao build`, `publish`, `nightly` and `rebuild`: from the archive to what analysts open."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import click

from crawlers.archive import Archive, Root
from pipeline.commands import output, progress
from pipeline.lock import locked
from pipeline.visits import new_run_id

if TYPE_CHECKING:
    from pipeline.publish import PublishReport

_DIGEST_SHOWN = 16


@click.command()
def build() -> None:
    """Extract what is new, load everything into a fresh build file, model and test it.

    Nothing is published: `nianbao publish` does that.
    """
    from pipeline import builds

    root = Root.from_environment(create=False)
    with locked(root.path, "build"), progress.shown():
        build_file = builds.build(root, new_run_id(), workers=os.cpu_count() or 1)
    click.echo(f"Built {build_file}")


@click.command()
def publish() -> None:
    """Publish the last finished build, if it holds anything new."""
    from pipeline import builds
    from pipeline.publish import publish as publish_build

    root = Root.from_environment(create=False)
    with locked(root.path, "publish"):
        report = publish_build(root, builds.finished_build(root))
    print_published(root, report)


@click.command()
def nightly() -> None:
    """Crawl the verified sites, extract, load, model, test and publish: the whole night as a Prefect flow.

    It starts what it needs and leaves nothing running. Exit status 0 when something correct is published or nothing had
    to be.
    """
    from pipeline.commands.collect import print_runs
    from pipeline.night import run_night

    root = Root.from_environment()
    with progress.shown():
        report = run_night(root.runs / "prefect")
    for problem in report.unusable_site_files:
        output.note(f"Warning: {problem}")
    print_runs(root, report.run_id, report.sites)
    print_published(root, report.published)


@click.command()
@click.option("--json", "as_json", is_flag=True, help="JSON on standard output.")
def rebuild(as_json: bool) -> None:
    """Make everything again from the archive alone, and compare it with what is published.

    The index, the extractions and the build are made anew; a table is the same when its ordered digest is. What differs
    (a newer extractor, newer captures) is published as any build is.
    """
    from pipeline import builds
    from pipeline.publish import build_digests, published_digests
    from pipeline.publish import publish as publish_build

    root = Root.from_environment(create=False)
    with locked(root.path, "rebuild"), progress.shown():
        before = published_digests(root)
        shutil.rmtree(root.build, ignore_errors=True)
        archive = Archive(root)
        archive.recover()
        archive.reindex()
        build_file = builds.build(root, new_run_id(), workers=os.cpu_count() or 1)
        after = build_digests(build_file)
        report = publish_build(root, build_file)
    tables = [
        {
            "table": name,
            "rows": digest.row_count,
            "digest": digest.digest,
            "compared": "new" if name not in before else "same" if before[name] == digest else "changed",
        }
        for name, digest in after.items()
    ]
    if as_json:
        output.print_json({"outcome": report.outcome, "release": report.release.name, "tables": tables})
        return
    table = output.table("Table", "Rows", "Digest", "Compared", right=["Rows"])
    for row in tables:
        table.add_row(str(row["table"]), f"{row['rows']:,}", str(row["digest"])[:_DIGEST_SHOWN], str(row["compared"]))
    output.console().print(table)
    print_published(root, report)


def print_published(root: Root, report: PublishReport) -> None:
    """What a publish did, in one line."""
    reports = output.counted(report.report_count, "report")
    if report.outcome == "unchanged":
        click.echo(f"Nothing new to publish: {root.published} holds {reports}.")
        return
    lost = f", {report.reports_lost} lost as accepted" if report.reports_lost else ""
    click.echo(f"Published {reports}, {report.reports_new:,} new{lost}: {root.published}")
    if not report.reports_new:
        click.echo(f"Changed: {', '.join(report.changed)}")
