"""Whole nights on a small sandbox, as the flow runs them: over HTTP, with Prefect, dbt and a reader in between."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import duckdb
import pytest

from crawlers.archive import Archive
from crawlers.sandbox.server import Sandbox, serve

pytestmark = pytest.mark.slow

NIGHT = [sys.executable, "-m", "pipeline.cli", "nightly"]


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    path = tmp_path_factory.mktemp("nights") / "root"
    with serve(path, governments=2, bureaus=1, years=(2022, 2023), port=0) as served:
        yield served


def night(sandbox: Sandbox) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        NIGHT,
        env={**os.environ, **sandbox.environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


def kill_when(sandbox: Sandbox, reached: Callable[[], bool]) -> None:
    """Starts a night, and kills it without mercy as soon as it has got so far."""
    process = subprocess.Popen(NIGHT, env={**os.environ, **sandbox.environment}, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 200
    while not reached():
        assert process.poll() is None, "the night ended before it could be killed"
        assert time.monotonic() < deadline
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.wait()


def report_pages(sandbox: Sandbox, since: int = 0) -> list[str]:
    """The report pages that were sent with their body since the request of that number."""
    reports = {page for site in sandbox.sites for report in site.reports for page in [site.url(report)]}
    origins = {site.site_id: site.origin for site in sandbox.sites}
    sent = [origins[hit.site_id] + hit.target for hit in sandbox.hits[since:] if hit.status == 200]
    return [url for url in sent if url in reports]


def release_of(sandbox: Sandbox) -> Path:
    return sandbox.root.published.resolve()


def test_1_a_night_killed_while_crawling_publishes_nothing(sandbox: Sandbox):
    kill_when(sandbox, lambda: len(report_pages(sandbox)) >= 3)
    assert not sandbox.root.published.exists()


def test_2_the_next_night_completes_and_fetches_nothing_twice(sandbox: Sandbox):
    time.sleep(2)  # the killed night's spiders end by themselves
    archived = {capture.url for capture in Archive(sandbox.root).captures(roles={"report"}) if capture.has_document}
    assert archived
    before = len(sandbox.hits)
    result = night(sandbox)
    assert result.returncode == 0, result.stderr
    assert f"Published {len(sandbox.world.reports)} reports" in result.stdout
    assert "Traceback" not in result.stderr
    assert not archived & set(report_pages(sandbox, before))


def test_3_a_night_without_news_publishes_nothing_and_disturbs_no_reader(sandbox: Sandbox):
    release, before = release_of(sandbox), len(sandbox.hits)
    with closing(duckdb.connect(sandbox.root.published / "nianbao.duckdb", read_only=True)) as reader:
        count = reader.execute("select count(*) from marts.reports").fetchone()
        result = night(sandbox)
        assert reader.execute("select count(*) from marts.reports").fetchone() == count
    assert result.returncode == 0, result.stderr
    assert f"Sites: {len(sandbox.sites)} unchanged" in result.stdout
    assert "Nothing new to publish" in result.stdout
    assert release_of(sandbox) == release
    assert report_pages(sandbox, before) == []


def test_4_the_summary_is_kept_as_an_artifact(sandbox: Sandbox):
    with closing(sqlite3.connect(sandbox.root.runs / "prefect" / "prefect.db")) as connection:
        rows = connection.execute("select type, data from artifact where key = 'nightly-summary'").fetchall()
    assert {kind for kind, _ in rows} == {"markdown"}
    printed = " ".join(data for _, data in rows)
    assert "- Published: published" in printed
    assert "- Published: unchanged" in printed


@pytest.mark.parametrize("stage", ["*.duckdb*", "dbt/target/run_results.json"])
def test_5_a_night_killed_while_building_leaves_what_is_published(sandbox: Sandbox, stage: str):
    release = release_of(sandbox)
    for path in sandbox.root.build.glob(stage):
        path.unlink()
    kill_when(sandbox, lambda: any(sandbox.root.build.glob(stage)))
    assert release_of(sandbox) == release


def test_6_the_night_after_completes(sandbox: Sandbox):
    release = release_of(sandbox)
    result = night(sandbox)
    assert result.returncode == 0, result.stderr
    assert release_of(sandbox) == release
    assert not subprocess.run(
        ["pgrep", "-f", str(sandbox.root.path)], capture_output=True, text=True, check=False
    ).stdout, "nothing is left running"
