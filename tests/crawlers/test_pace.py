"""Politeness: how long a crawl waits, when it asks, and how much time and memory it may take, each shown to act on a real crawl."""

from __future__ import annotations

import itertools
from datetime import datetime
from pathlib import Path

import pytest

from crawlers.addresses import AddressPolicy
from crawlers.archive import Root
from crawlers.asking import delay_for
from crawlers.errors import CrawlError, SettingError
from crawlers.window import BEIJING, Window
from pipeline.crawl import crawl_sites
from tests.crawlers.web import (
    Answer,
    Web,
    crawl,
    flaky,
    loopback_allowed,
    robots,
    trs_article,
    trs_pages,
    write_site,
)


@pytest.mark.slow
class TestTime:
    def test_crawl_delay_is_kept(self, root: Root) -> None:
        with Web({**trs_pages(2), **robots("User-agent: *\nCrawl-delay: 0.7")}) as web:
            assert crawl(root, write_site(root.path / "sites", "a", web.url)).outcome == "ok"
        gaps = [later.at - earlier.at for earlier, later in itertools.pairwise(web.hits)]
        assert len(gaps) == 3
        assert min(gaps[1:]) >= 0.6  # an answer that was late shortens the gap that is seen

    def test_request_rate_is_kept(self, root: Root) -> None:
        with Web({**trs_pages(1), **robots("User-agent: *\nRequest-rate: 2/2s")}) as web:
            assert crawl(root, write_site(root.path / "sites", "a", web.url)).outcome == "ok"
        assert web.hits[2].at - web.hits[1].at >= 0.9

    def test_the_whole_host_waits_as_long_as_retry_after_says(self, root: Root) -> None:
        busy = flaky([Answer("", 429, {"Retry-After": "2"})])
        with Web({**trs_pages(3), trs_article(1): busy}) as web:
            site = write_site(root.path / "sites", "a", web.url)
            summary = crawl(root, site, "AUTOTHROTTLE_START_DELAY=0.05", delay="0.05")
        assert (summary.outcome, summary.reports_new) == ("ok", 3)
        [first] = [index for index, hit in enumerate(web.hits) if hit.path == trs_article(1)][:1]
        assert web.hits[first + 1].at - web.hits[first].at >= 1.9

    def test_the_default_delay_is_two_seconds_and_one_request_at_a_time(self, root: Root) -> None:
        with Web(trs_pages(1)) as web:
            assert crawl(root, write_site(root.path / "sites", "a", web.url), delay="2").outcome == "ok"
        assert min(later.at - earlier.at for earlier, later in itertools.pairwise(web.hits)) >= 1.9

    def test_a_slow_drip_is_ended(self, root: Root) -> None:
        with Web({**trs_pages(2), trs_article(1): Answer("x" * 1000, drip=0.1)}) as web:
            summary = crawl(root, write_site(root.path / "sites", "a", web.url), "DOWNLOAD_TIMEOUT=1")
        assert (summary.outcome, summary.errors[0].kind, summary.reports_new) == ("partial", "timeout", 1)

    def test_a_host_that_does_not_answer_is_unreachable(self, root: Root) -> None:
        with Web({"/robots.txt": Answer("", seconds=5)}) as web:
            summary = crawl(root, write_site(root.path / "sites", "a", web.url), "DOWNLOAD_TIMEOUT=1")
        assert summary.outcome == "unreachable"
        assert web.paths() == []

    def test_the_time_for_one_site_is_bounded(self, root: Root) -> None:
        pages = {path: Answer(str(page), seconds=0.3) for path, page in trs_pages(30).items()}
        with Web(pages) as web:
            summary = crawl(root, write_site(root.path / "sites", "a", web.url), "CLOSESPIDER_TIMEOUT=2")
        assert (summary.outcome, summary.reason) == ("partial", "the time for one site is spent")
        assert summary.reports_new < 30


@pytest.mark.slow
def test_outside_of_the_window_nothing_is_asked(root: Root, monkeypatch: pytest.MonkeyPatch) -> None:
    hour = datetime.now(BEIJING).hour
    monkeypatch.setenv("NIANBAO_WINDOW", f"{(hour + 2) % 24}:00-{(hour + 4) % 24}:00")
    with Web(trs_pages(1)) as web:
        summary = crawl(root, write_site(root.path / "sites", "a", web.url))
        assert (summary.outcome, summary.reason.partition(" asked ")[0]) == ("partial", "sites are")
        assert web.hits == []


@pytest.mark.parametrize("named", ["always", "22-6", "25:00-03:00", "22:00"])
def test_a_window_that_is_none_is_named(monkeypatch: pytest.MonkeyPatch, named: str) -> None:
    monkeypatch.setenv("NIANBAO_WINDOW", named)
    with pytest.raises(SettingError, match=f"NIANBAO_WINDOW: '{named}' is no window"):
        Window.from_environment()


@pytest.mark.slow
def test_two_site_files_of_one_host_are_crawled_one_after_the_other(root: Root) -> None:
    with (
        Web({path: Answer(str(page), seconds=0.05) for path, page in trs_pages(8).items()}) as web,
        loopback_allowed(root),
    ):
        sites = [write_site(root.path / "sites", name, web.url) for name in ("a", "b")]
        summaries = crawl_sites(root, sites, run_id="r1", workers=2)
    first, second = sorted(summaries, key=lambda summary: summary.started_at)
    assert [one.outcome for one in summaries] == ["ok", "ok"]
    assert first.finished_at <= second.started_at


@pytest.mark.parametrize(
    ("url", "named", "more", "seconds"),
    [
        ("http://127.0.0.1:1", "0", "", 0.0),
        ("http://127.0.0.1:1", "0.5", "", 0.5),
        ("http://127.0.0.1:1", "", "", 2.0),
        ("http://127.0.0.1:1", "5", "", 5.0),
        ("http://www.example.gov.cn", "0", "", 2.0),
        ("http://www.example.gov.cn", "0.5", "", 2.0),
        ("http://www.example.gov.cn", "9", "", 9.0),
        ("http://127.0.0.2:1", "0", "", 2.0),
        ("http://www.example.gov.cn", "", '[overrides.delay]\nseconds = 20\nreason = "a very small server"\n', 20.0),
    ],
)
def test_the_delay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, url: str, named: str, more: str, seconds: float
) -> None:
    monkeypatch.setenv("NIANBAO_ALLOW_ADDRESSES", "127.0.0.1/32")
    monkeypatch.setenv("NIANBAO_DELAY", named)
    assert delay_for(write_site(tmp_path, "a", url, more=more), AddressPolicy.from_environment()) == seconds


@pytest.mark.parametrize("named", ["soon", "-1", "nan", "inf"])
def test_a_delay_that_is_none_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named: str) -> None:
    monkeypatch.setenv("NIANBAO_DELAY", named)
    with pytest.raises(CrawlError, match=f"NIANBAO_DELAY: '{named}' is no number of seconds"):
        delay_for(write_site(tmp_path, "a", "http://www.example.gov.cn"), AddressPolicy())


def test_the_memory_of_the_process_that_starts_a_run_is_not_the_runs(tmp_path: Path) -> None:
    root = Root.open(tmp_path, kind="sandbox")
    ballast = bytearray(b"x" * (1 << 20)) * 800  # more than a run may have; its peak is passed on to what is started
    with Web(trs_pages(1)) as web:
        site = write_site(root.path / "sites", "a", web.url)
        free = crawl(root, site)
        bounded = crawl(root, site, "MEMUSAGE_LIMIT_MB=20", run="r2")
    assert len(ballast) > 700 << 20
    assert (free.outcome, free.reports_new) == ("ok", 1)
    assert bounded.reason == "the memory for one site is spent"
