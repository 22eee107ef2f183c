"""Reports that have left their site: had back from web archives, with the time at which these captured them."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crawlers.archive import Archive, Capture, Root, RunSummary
from crawlers.backfill.spider import INDEX_PAGES
from crawlers.backfill.web_archives import CommonCrawl, InternetArchive, Lookup, WebArchiveError
from crawlers.sandbox.past import Kept, Past, everything_of, serve_past
from crawlers.sandbox.server import serve
from crawlers.sites import load_sites
from pipeline.crawl import crawl_sites

HOST = "http://www.qinghe.gov.cn"
COLUMN = f"{HOST}/zwgk/nb/index.html"
OLD, NEW = f"{HOST}/zwgk/nb/202001/t20200120_11.html", f"{HOST}/zwgk/nb/202101/t20210119_12.html"
ELSEWHERE = f"{HOST}/zfxxgk/bm/202001/t20200122_13.html"
PDF = f"{HOST}/zwgk/nb/202001/P020200120.pdf"
SITE = f"""
name = "青禾市人民政府"
home = "{HOST}/"
family = "trs"
[[columns]]
url = "{COLUMN}"
"""


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # pyright: ignore[reportArgumentType]


def page(text: str) -> bytes:
    return f"<html><head><title>青禾市</title></head><body>{text}</body></html>".encode()


def report_page(year: int, figure: int, more: str = "") -> bytes:
    return page(f"<h1>青禾市{year}年政府信息公开工作年度报告</h1><p>主动公开政府信息{figure}条。</p>{more}")


LISTING = page(
    "<ul class='list'><li><a href='202001/t20200120_11.html'>青禾市2019年政府信息公开工作年度报告</a></li>"
    "<li><a href='/zfxxgk/bm/202001/t20200122_13.html'>青禾市教育局2019年政府信息公开工作年度报告</a></li>"
    "<li><a href='/zwgk/tz/202001/t20200101_1.html'>关于放假的通知</a></li></ul>"
    "<script>createPageHTML(1, 0, 'index', 'html');</script>"
)
KEPT = [
    Kept(COLUMN, at(2020, 4, 10, 3), LISTING),
    Kept(OLD, at(2020, 4, 10, 4, 5, 6), report_page(2019, 220, f"<a href='{PDF}'>附件.pdf</a>")),
    Kept(OLD, at(2021, 5, 1), report_page(2019, 221)),
    Kept(OLD, at(2021, 6, 1), report_page(2019, 221)),
    Kept(NEW, at(2021, 5, 1), report_page(2020, 300)),
    Kept(ELSEWHERE, at(2020, 4, 11), report_page(2019, 7), "text/html; charset=utf-8"),
    Kept(PDF, at(2020, 4, 10, 4, 6), b"%PDF-1.4 kept", "application/pdf"),
    Kept(f"{HOST}/zwgk/tz/202001/t20200101_1.html", at(2020, 4, 10), page("放假")),
]


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Root:
    (tmp_path / "sites").mkdir()
    (tmp_path / "sites" / "qinghe.toml").write_text(SITE, encoding="utf-8")
    for name, value in {
        "NIANBAO_SITES": str(tmp_path / "sites"),
        "NIANBAO_ROOT": str(tmp_path / "root"),
        "NIANBAO_ALLOW_ADDRESSES": "127.0.0.1/32",
        "NIANBAO_DELAY": "0",
    }.items():
        monkeypatch.setenv(name, value)
    return Root.open(tmp_path / "root", kind="sandbox")


def backfill(root: Root, past: Past, *arguments: str, run: str = "run1") -> RunSummary:
    os.environ.update(past.environment)
    site = load_sites(root.sites).find("qinghe")
    spider = ["backfill", *(part for argument in arguments for part in ("-a", argument))]
    return crawl_sites(root, [site], run_id=run, spider=spider)[0]


def documents(root: Root) -> Iterator[tuple[Capture, bytes]]:
    with Archive(root) as archive:
        yield from archive.bodies(archive.captures(site_id="qinghe", roles={"report", "attachment"}))


@pytest.mark.slow
@pytest.mark.parametrize("origin", ["internet_archive", "common_crawl"])
def test_what_an_archive_kept_is_archived_as_it_was(root: Root, origin: str) -> None:
    with serve_past(KEPT, page=2) as past:
        summary = backfill(root, past, f"archives={origin}")
        assert (summary.kind, summary.outcome, summary.errors) == ("backfill", "ok", [])
        found = {(capture.url, capture.fetched_at): (capture, body) for capture, body in documents(root)}
        wanted = {(kept.url, kept.captured_at): kept.body for kept in KEPT if kept.url in {OLD, NEW, ELSEWHERE, PDF}}
        del wanted[OLD, at(2021, 6, 1)]  # the same body again: the earlier capture is enough
        assert {key: body for key, (_, body) in found.items()} == wanted
        capture = found[OLD, at(2020, 4, 10, 4, 5, 6)][0]
        assert (capture.origin, capture.role, capture.status) == (origin, "report", 200)
        assert capture.source and capture.source.startswith(past.origin)
        assert found[ELSEWHERE, at(2020, 4, 11)][0].anchor == "青禾市教育局2019年政府信息公开工作年度报告"
        assert found[PDF, at(2020, 4, 10, 4, 6)][0].role == "attachment"
        assert summary.reports_known == 3

        before = len(past.hits)
        again = backfill(root, past, f"archives={origin}", run="run2")
        assert (again.outcome, again.reports_new) == ("unchanged", 0)
        assert not [hit for hit in past.hits[before:] if "id_/" in hit.target or "crawl-data" in hit.target]
    assert not Archive(root).verify()
    warcs = [str(path) for path in root.archive.rglob("*.warc.gz")]
    assert subprocess.run([sys.executable, "-m", "warcio.cli", "check", *warcs], check=False).returncode == 0


@pytest.mark.slow
def test_both_archives_are_one_history(root: Root) -> None:
    with serve_past(KEPT) as past:
        summary = backfill(root, past, "first=2020", "last=2020")
    assert summary.outcome == "ok"
    found = [(capture.url, capture.fetched_at) for capture, _ in documents(root)]
    assert len(found) == len(set(found)) == 3
    assert {moment.year for _, moment in found} == {2020}


@pytest.mark.slow
def test_an_index_that_goes_on_and_on_is_left_and_said(root: Root) -> None:
    kept = [
        KEPT[0],
        *(Kept(f"{HOST}/zwgk/nb/{n:02}.html", at(2020, 4, 10), page(str(n))) for n in range(INDEX_PAGES + 5)),
    ]
    with serve_past(kept, page=1) as past:
        summary = backfill(root, past, "archives=internet_archive")
    assert summary.outcome == "partial"
    assert "an index goes on after 10 answers" in [error.message for error in summary.errors]
    assert sum("resumeKey=" in hit.target for hit in past.hits) == INDEX_PAGES - 1


@pytest.mark.slow
def test_what_common_crawl_kept_in_part_is_said_and_not_taken(root: Root) -> None:
    kept = [*KEPT[:1], Kept(OLD, at(2020, 4, 10), report_page(2019, 220)[:60], is_cut=True)]
    with serve_past(kept) as past:
        summary = backfill(root, past, "archives=common_crawl")
    assert summary.outcome == "partial"
    assert [(error.kind, error.url) for error in summary.errors] == [("cut_short", OLD)]
    assert not list(documents(root))


@pytest.mark.slow
def test_a_site_of_the_sandbox_that_is_gone_is_had_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with serve(tmp_path / "root", governments=2, bureaus=1, years=(2020, 2021), port=0) as sandbox:
        site = next(site for site in sandbox.sites if site.family == "trs")
        kept = everything_of([site])
        for name, value in sandbox.environment.items():
            monkeypatch.setenv(name, value)
    with serve_past(kept) as past:
        for name, value in past.environment.items():
            monkeypatch.setenv(name, value)
        sites = [load_sites(sandbox.root.sites).find(site.site_id)]
        [summary] = crawl_sites(
            sandbox.root, sites, run_id="run1", spider=["backfill", "-a", "archives=internet_archive"]
        )
    assert summary.outcome == "ok"
    found = {capture.url for capture in Archive(sandbox.root).captures(site_id=site.site_id, roles={"report"})}
    assert {site.url(report) for report in site.reports} <= found


ARCHIVE = InternetArchive("https://web.archive.org", 2008, 2026)


def test_an_index_that_goes_on_says_with_which_key() -> None:
    rows = '[["timestamp","original","mimetype","statuscode","digest"],["20200410030000","http://a.cn:80/x","text/html","200","D"],[],["key"]]'
    captures, key = ARCHIVE.read_index(rows.encode())
    assert [(one.url, one.captured_at, one.replay) for one in captures] == [
        ("http://a.cn/x", at(2020, 4, 10, 3), "https://web.archive.org/web/20200410030000id_/http://a.cn:80/x")
    ]
    assert key == "key"
    assert ARCHIVE.read_index(b"[]") == ([], None)


@pytest.mark.parametrize("body", [b"<html>", b'[["timestamp"],["2020"]]', b"{}"])
def test_an_answer_that_is_no_index_is_named(body: bytes) -> None:
    with pytest.raises(WebArchiveError, match="answers"):
        ARCHIVE.read_index(body)


def test_common_crawl_is_asked_once_for_each_crawl() -> None:
    archive = CommonCrawl("https://index.commoncrawl.org", "https://data.commoncrawl.org").with_crawls(
        b'[{"id":"CC-MAIN-2024-51"},{"id":"CC-MAIN-2024-18"},{"id":"CC-MAIN-2024-10"},{"id":"CC-MAIN-2019-04"}]',
        2020,
        2026,
    )
    assert [address.partition("?")[0] for address in archive.index_addresses(Lookup("http://a.cn/", "prefix"))] == [
        "https://index.commoncrawl.org/CC-MAIN-2024-18-index",
        "https://index.commoncrawl.org/CC-MAIN-2024-51-index",
    ]
