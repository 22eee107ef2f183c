"""Discovery on whole sites: from the home page alone to the family, the columns and, by a crawl, the reports."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from contextlib import ExitStack
from datetime import date
from pathlib import Path

import pytest

from crawlers.archive import Archive, Root
from crawlers.discovery.look import MOST_SCRIPT, PAGES, LookSpider
from crawlers.sites import load_site
from tests.crawlers.discovery.minisites import build, serve
from tests.crawlers.discovery.sites import MiniSite, items
from tests.crawlers.web import Answer, Web, crawl_together, loopback_allowed

SITES = (
    "hanweb:platform",
    "trs:mapped",
    "gkmlpt:plain",
    "vsb:framed",
    "post:years",
    "epoint:scripted",
    "php:pictured",
)


def look(environment: dict[str, str], url: str) -> dict[str, object]:
    """The result of one look, as a subprocess tells it."""
    command = [sys.executable, "-m", "crawlers.discovery", "add", f"{url}/", "x"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False)
    return json.loads(done.stdout.splitlines()[-1])


@pytest.mark.slow
def test_from_the_home_page_to_the_reports(tmp_path: Path) -> None:
    """One site of each family, each with another way from the home page to the reports."""
    root = Root.open(tmp_path, kind="sandbox")
    root.sites.mkdir()
    sites: dict[str, tuple[MiniSite, Web]] = {}
    with ExitStack() as stack, loopback_allowed(root) as environment:
        for name in SITES:
            site_id, made = name.replace(":", "-"), build(*name.split(":"))
            web = stack.enter_context(serve(made))
            found = look(environment, web.url)
            assert found["toml"], (name, found)
            (root.sites / f"{site_id}.toml").write_text(str(found["toml"]), encoding="utf-8")
            sites[site_id] = made, web
        files = [load_site(root.sites / f"{site_id}.toml") for site_id in sites]
        assert {file.site_id: file.family for file in files} == {
            name: made.dialect.family for name, (made, _) in sites.items()
        }
        crawl_together(root, files)
        for site_id, (made, web) in sites.items():
            captures = [c for c in Archive(root).captures(site_id=site_id) if c.role == "report" and c.has_document]
            times = Counter(str(capture.url).removeprefix(web.url) for capture in captures)
            assert set(times) == set(made.reports), site_id
            assert set(times.values()) == {1}, site_id
            assert not [path for path in web.paths() if path.startswith(("/draft/", "/inner/"))], site_id


def test_no_more_than_sixty_requests(tmp_path: Path) -> None:
    """A site whose every page leads to ever more pages that promise something."""
    root = Root.open(tmp_path, kind="sandbox")
    root.sites.mkdir()
    pages = {
        f"/p{n}/": "<html><body>"
        + "".join(f"<a href='/p{n * 9 + k}/'>政府信息公开年报{k}</a>" for k in range(9))
        + "</body></html>"
        for n in range(500)
    }
    with Web({"/": "<html><a href='/p1/'>政务公开</a></html>", **pages}) as web, loopback_allowed(root) as environment:
        found = look(environment, web.url)
    assert found["toml"] is None
    assert len(web.hits) == PAGES


def test_of_scripts_that_never_end_the_last_part_is_kept() -> None:
    spider = LookSpider()
    for name in "abc":
        spider._read_again(name * (MOST_SCRIPT - 1), None)
    assert spider._loaded == "\n" + "c" * (MOST_SCRIPT - 1)


@pytest.mark.parametrize(
    ("front", "says"),
    [
        (Answer("<script>$_ts=window['$_ts'];</script>"), "a challenge page of River Security"),
        (Answer("no", 403), "answered 403"),
    ],
)
def test_a_refusal_ends_the_look(tmp_path: Path, front: Answer, says: str) -> None:
    root = Root.open(tmp_path, kind="sandbox")
    root.sites.mkdir()
    with Web({"/": front}) as web, loopback_allowed(root) as environment:
        found = look(environment, web.url)
    assert says in str(found["refused"])
    assert web.paths() == ["/"]


def test_what_robots_txt_forbids_is_not_looked_at_and_said(tmp_path: Path) -> None:
    root = Root.open(tmp_path, kind="sandbox")
    root.sites.mkdir()
    pages = {
        "/robots.txt": Answer("User-agent: *\nDisallow: /nb/\n", headers={"Content-Type": "text/plain"}),
        "/": "<html><a href='/nb/'>政府信息公开年报</a></html>",
        "/nb/": "<html>no</html>",
    }
    with Web(pages) as web, loopback_allowed(root) as environment:
        found = look(environment, web.url)
    assert (found["toml"], found["forbidden"]) == (None, [f"{web.url}/nb/"])
    assert "/nb/" not in web.paths()


def test_another_port_is_another_site(tmp_path: Path) -> None:
    root = Root.open(tmp_path, kind="sandbox")
    root.sites.mkdir()
    made = build("trs", "plain")
    with (
        serve(made) as other,
        Web({"/": f"<html><a href='{other.url}/zwgk/zfxxgknb/'>政府信息公开年报</a></html>"}) as web,
        loopback_allowed(root) as environment,
    ):
        found = look(environment, web.url)
    assert found["toml"] is None
    assert list(found["elsewhere"]) == [f"{other.url}/zwgk/zfxxgknb/"]  # type: ignore[call-overload]
    assert other.hits == []


def test_a_page_that_only_mentions_reports_is_no_column(tmp_path: Path) -> None:
    """News that lists one report among many articles, and nothing else."""
    root = Root.open(tmp_path, kind="sandbox")
    root.sites.mkdir()
    site = build("trs", "plain")
    news = site.listing("要闻动态", "xw")
    for n in range(6):
        site.article(news, f"县长调研第{n}站", date(2024, 2, 3))
    site.report(news, "临澄县人民政府", 2023)
    with (
        Web(
            {
                "/": site.frame("首页", "<a href='/xw/'>要闻动态</a>", menu=""),
                "/xw/": site.frame("要闻动态", items(news.entries)),
            }
        ) as web,
        loopback_allowed(root) as environment,
    ):
        found = look(environment, web.url)
    assert found["toml"] is None
