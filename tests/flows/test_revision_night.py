"""Two nights, between which one figure of one report was changed in silence: what is published then shows both values."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import duckdb
import pytest

from crawlers.sandbox.server import Sandbox, serve
from pipeline.builds import build
from pipeline.crawl import crawl_sites
from pipeline.publish import publish
from pipeline.visits import new_run_id, sites_to_crawl

pytestmark = pytest.mark.slow


def night(sandbox: Sandbox) -> tuple[int, int, int]:
    """Crawl all sites; returns how many reports are new, revised and unchanged."""
    summaries = crawl_sites(sandbox.root, sites_to_crawl(sandbox.root)[0], run_id=new_run_id())
    counted = [(one.reports_new, one.reports_revised, one.reports_unchanged) for one in summaries]
    new, revised, unchanged = map(sum, zip(*counted, strict=True))
    return new, revised, unchanged


def test_a_silent_revision_is_published_with_both_values(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with serve(
        tmp_path / "root", governments=2, bureaus=0, years=(2022, 2023), port=0, faults=["silent-revision"]
    ) as sandbox:
        for name, value in sandbox.environment.items():
            monkeypatch.setenv(name, value)
        pages, *_ = first = night(sandbox)
        assert first == (pages, 0, 0)
        assert night(sandbox) == (0, 1, pages - 1)
        publish(sandbox.root, build(sandbox.root, new_run_id(), workers=1))
    with closing(duckdb.connect(sandbox.root.published / "nianbao.duckdb", read_only=True)) as published:
        revised = published.execute("select earlier_value, later_value from marts.revisions").fetchall()
        versions = published.execute("select report_year, versions_count from marts.reports order by all").fetchall()
    assert sorted(count for _, count in versions) == [1] * (len(versions) - 1) + [2]
    assert versions[-1] == (2023, 2)
    assert revised
    assert all((before + 1) % 10 == after % 10 for before, after in revised), revised
