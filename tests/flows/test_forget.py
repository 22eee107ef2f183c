"""What is forgotten on request leaves what is published, and does not come back by a crawl or from a disk."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from contextlib import closing
from datetime import date
from pathlib import Path

import duckdb
import pytest

from crawlers.archive import Archive
from crawlers.sandbox.server import Sandbox, serve
from pipeline.builds import build
from pipeline.crawl import crawl_sites
from pipeline.publish import publish
from pipeline.visits import new_run_id, sites_to_crawl

pytestmark = pytest.mark.slow


def night(sandbox: Sandbox) -> None:
    crawl_sites(sandbox.root, sites_to_crawl(sandbox.root)[0], run_id=new_run_id())
    publish(sandbox.root, build(sandbox.root, new_run_id(), workers=2))


def published(sandbox: Sandbox, sql: str) -> list[tuple[object, ...]]:
    with closing(duckdb.connect(sandbox.root.published / "nianbao.duckdb", read_only=True)) as connection:
        return connection.execute(sql).fetchall()


def nianbao(sandbox: Sandbox, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pipeline.cli", *arguments],
        env={**os.environ, **sandbox.environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_forgotten_report_is_gone_and_stays_gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with serve(tmp_path / "root", governments=1, bureaus=1, years=(2020, 2021), port=0) as sandbox:
        for name, value in sandbox.environment.items():
            monkeypatch.setenv(name, value)
        night(sandbox)
        reports = published(sandbox, "select report_id, url from marts.reports order by 1")
        report_id, url = str(reports[0][0]), str(reports[0][1])
        with Archive(sandbox.root) as archive:
            body = next(body for capture, body in archive.bodies(archive.captures()) if capture.url == url)

        assert nianbao(sandbox, "archive", "forget", url).returncode == 2  # without a reason
        assert nianbao(sandbox, "archive", "forget", url + "x", "--reason", "asked").returncode == 1  # no such document
        done = nianbao(sandbox, "archive", "forget", url, "--reason", "the agency asked for it: a citizen's name")
        assert (done.returncode, url in done.stdout) == (0, True)

        asked_before = len(sandbox.hits)
        night(sandbox)
        asked = {hit.target for hit in sandbox.hits[asked_before:]}
        assert not any(url.endswith(target) for target in asked if target != "/")
        assert published(sandbox, "select report_id, url from marts.reports order by 1") == reports[1:]
        assert published(sandbox, f"select count(*) from raw.captures where url = '{url}'") == [(0,)]
        assert published(sandbox, "select report_id, reason from meta.accepted_losses") == [
            (report_id, "taken out on request: the agency asked for it: a citizen's name")
        ]
        assert [path.name for path in sandbox.root.releases.iterdir()] == [sandbox.root.published.resolve().name]

        with Archive(sandbox.root) as archive:
            again = archive.add_document(
                body, source="copy.html", media_type=None, url=None, obtained=date(2026, 1, 1), run_id="again"
            )
            assert again is None
            assert archive.verify() == []
        with (sandbox.root.reference / "forgotten.csv").open(encoding="utf-8") as file:
            assert [row["address"] for row in csv.DictReader(file)] == [url]
