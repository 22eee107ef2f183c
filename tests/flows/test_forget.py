"""What is forgotten on request leaves what is published, and does not come back by a crawl or from a disk."""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
import sys
from contextlib import closing
from datetime import date
from pathlib import Path

import duckdb
import pytest

from crawlers.archive import Archive, Root
from pipeline.builds import build
from pipeline.publish import publish
from pipeline.visits import new_run_id
from tests.conftest import Published
from tests.crawlers.web import Web, crawl, trs_article, trs_pages, write_site

pytestmark = pytest.mark.slow


def ask(root: Root, sql: str) -> list[tuple[object, ...]]:
    with closing(duckdb.connect(root.published / "nianbao.duckdb", read_only=True)) as connection:
        return connection.execute(sql).fetchall()


def nianbao(root: Root, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pipeline.cli", *arguments],
        env={**os.environ, "NIANBAO_ROOT": str(root.path)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_forgotten_report_leaves_what_is_published(published: Published, tmp_path: Path) -> None:
    shutil.copytree(published.root.path, tmp_path / "root", symlinks=True)
    root = Root.open(tmp_path / "root", kind="sandbox")
    reports = ask(root, "select report_id, url from marts.reports order by 1")
    report_id, url = str(reports[0][0]), str(reports[0][1])

    assert nianbao(root, "archive", "forget", url).returncode == 2  # without a reason
    assert nianbao(root, "archive", "forget", url + "x", "--reason", "asked").returncode == 1  # no such document
    done = nianbao(root, "archive", "forget", url, "--reason", "the agency asked for it: a citizen's name")
    assert (done.returncode, url in done.stdout) == (0, True)

    publish(root, build(root, new_run_id(), workers=1))
    assert ask(root, "select report_id, url from marts.reports order by 1") == reports[1:]
    assert ask(root, f"select count(*) from raw.captures where url = '{url}'") == [(0,)]
    assert ask(root, "select report_id, reason from meta.accepted_losses") == [
        (report_id, "taken out on request: the agency asked for it: a citizen's name")
    ]
    assert [path.name for path in root.releases.iterdir()] == [root.published.resolve().name]


def test_a_forgotten_report_is_not_fetched_and_not_taken_in_again(tmp_path: Path) -> None:
    root = Root.open(tmp_path, kind="sandbox")
    with Web(trs_pages(3)) as web:
        site = write_site(root.path / "sites", "a", web.url)
        assert crawl(root, site).reports_new == 3
        url = web.url + trs_article(2)
        with Archive(root) as archive:
            body = next(body for capture, body in archive.bodies(archive.captures()) if capture.url == url)
            archive.forget(url, "asked")
            again = archive.add_document(
                body, source="copy.html", media_type=None, url=None, obtained=date(2026, 1, 1), run_id="again"
            )
            assert again is None
            assert archive.verify() == []
        web.hits.clear()
        web.pages["/zwgk/nb/copy.html"] = body
        web.pages["/zwgk/nb/"] = str(web.pages["/zwgk/nb/"]).replace(
            "<ul", "<a href='/zwgk/nb/copy.html'>青禾市第2局2023年政府信息公开工作年度报告</a><ul"
        )
        summary = crawl(root, site, run="r2")
    assert trs_article(2) not in web.paths()
    assert (summary.reports_new, summary.reports_known, summary.errors) == (0, 2, [])
    with (root.reference / "forgotten.csv").open(encoding="utf-8") as file:
        assert [row["address"] for row in csv.DictReader(file)] == [url]
