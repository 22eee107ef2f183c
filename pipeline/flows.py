"""The night: crawl, extract, load, transform, publish. The only file that imports Prefect.

A thin flow: order, retries and the run's summary stand here, the work in plain functions that need no Prefect. Only what
may pass by itself is tried again (a full disk, a file in use, a worker process that died); a failed test of the data or a
refused publish stays refused. Killed at any moment, it leaves the published data as they were, and what was archived is
not fetched again by the next night.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
from prefect import flow, task
from prefect.artifacts import create_markdown_artifact
from prefect.cache_policies import NO_CACHE

from crawlers.archive import Archive, Root, RunSummary
from crawlers.sites import Site
from pipeline import builds, crawl, extractions, publish, transform, warehouse
from pipeline.lock import locked
from pipeline.progress import reporter
from pipeline.visits import new_run_id, sites_to_crawl

_MAY_PASS = (OSError, BrokenProcessPool, duckdb.IOException)


def _may_pass(_task: object, _run: object, state: Any) -> bool:
    """Whether a failed task is worth another try."""
    return isinstance(state.result(raise_on_failure=False), _MAY_PASS)


_RETRIES: dict[str, Any] = {
    "retries": 2,
    "retry_delay_seconds": [10, 60],
    "retry_condition_fn": _may_pass,
    "cache_policy": NO_CACHE,
}


@dataclass(frozen=True, slots=True)
class NightReport:
    """What a night did."""

    run_id: str
    unusable_site_files: Sequence[str]
    sites: Sequence[RunSummary]
    extraction: extractions.ExtractionReport
    published: publish.PublishReport


@task(name="crawl", **_RETRIES)
def crawl_task(root: Root, sites: list[Site], run_id: str) -> list[RunSummary]:
    """Crawl the sites; one that fails is told by its summary, and fails no task."""
    return crawl.crawl_sites(root, sites, run_id=run_id, on_progress=reporter("crawl"))


@task(name="extract", **_RETRIES)
def extract_task(root: Root) -> extractions.ExtractionReport:
    """Read what is archived and was not read yet."""
    return extractions.extract_archive(root, workers=os.cpu_count() or 1, on_progress=reporter("extract"))


@task(name="load", **_RETRIES)
def load_task(root: Root, build_id: str) -> Path:
    """Load everything into a fresh build file."""
    return warehouse.load(root, build_id)


@task(name="transform", **_RETRIES)
def transform_task(root: Root, build_file: Path) -> None:
    """Model and test the build, and mark it finished."""
    transform.transform(build_file)
    builds.finish(root, build_file)


@task(name="publish", **_RETRIES)
def publish_task(root: Root, build_file: Path) -> publish.PublishReport:
    """Publish the build, unless it holds nothing new."""
    return publish.publish(root, build_file)


@flow(name="nightly")
def nightly() -> NightReport:
    """One night on the root that NIANBAO_ROOT names; raises RootBusyError while another writes to it."""
    root = Root.from_environment()
    with locked(root.path, "nightly"):
        Archive(root).recover()
        run_id = new_run_id()
        sites, problems = sites_to_crawl(root)
        summaries = crawl_task(root, sites, run_id)
        extraction = extract_task(root)
        build_file = load_task(root, run_id)
        transform_task(root, build_file)
        published = publish_task(root, build_file)
        report = NightReport(run_id, problems, summaries, extraction, published)
        create_markdown_artifact(summary(report), key="nightly-summary", description=f"Night {run_id}")
    return report


def summary(report: NightReport) -> str:
    """The night in Markdown: what was crawled, read and published, and each site that needs a look."""
    outcomes = Counter(site.outcome for site in report.sites)
    lines = [
        f"# Night {report.run_id}",
        "",
        f"- Sites: {', '.join(f'{count} {outcome}' for outcome, count in sorted(outcomes.items())) or 'none'}",
        f"- Reports: {sum(site.reports_new for site in report.sites)} new,"
        f" {sum(site.reports_revised for site in report.sites)} revised,"
        f" {sum(site.reports_gone for site in report.sites)} gone",
        f"- Documents: {report.extraction.document_count} archived, {report.extraction.extracted_count} read now",
        f"- Published: {report.published.outcome}, {report.published.report_count} reports,"
        f" {report.published.reports_new} new, release `{report.published.release.name}`",
    ]
    lines += [f"- Unusable site file: {problem}" for problem in report.unusable_site_files]
    troubled = [site for site in report.sites if site.outcome not in ("ok", "unchanged")]
    if troubled:
        lines += ["", "| site | outcome | reason |", "| --- | --- | --- |"]
        lines += [f"| {site.site} | {site.outcome} | {site.reason} |" for site in troubled]
    return "\n".join(lines) + "\n"
