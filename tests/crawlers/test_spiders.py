"""Every family and every site file: what is there starts, and asks for what its file names."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

import pytest
from scrapy.spiderloader import SpiderLoader
from scrapy.utils.project import get_project_settings

from crawlers.archive import Root
from crawlers.asking import ReportSpider
from crawlers.run import Budget, SiteRun
from crawlers.sites import families, load_sites
from crawlers.spiders.base import SiteSpider

SITES = Path(__file__).resolve().parents[2] / "crawlers" / "sites"


def spider_of(family: str) -> type[SiteSpider]:
    return SpiderLoader.from_settings(get_project_settings()).load(family)  # type: ignore[return-value]


@pytest.mark.parametrize("family", families())
def test_a_family_says_what_its_pages_look_like(monkeypatch: pytest.MonkeyPatch, family: str) -> None:
    monkeypatch.setenv("SCRAPY_SETTINGS_MODULE", "crawlers.settings")
    spider = spider_of(family)
    assert issubclass(spider, ReportSpider)
    assert spider.name == family
    for attribute in ("layout", "article", "listing", "page_image"):
        assert isinstance(getattr(spider, attribute), re.Pattern), attribute
    assert (__import__(spider.__module__, fromlist=["x"]).__doc__ or "").count("`") > 8, "the evidence is named"


def test_every_sites_first_requests_are_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One column or report after the other, of every site file that comes with the program."""
    monkeypatch.setenv("SCRAPY_SETTINGS_MODULE", "crawlers.settings")
    root = Root.open(tmp_path, kind="real")
    folder = load_sites(SITES)
    assert folder.problems == ()

    async def first_requests(spider: SiteSpider) -> list[str]:
        return [request.url async for request in spider.start()]

    for site in folder:
        spider = spider_of(site.family)()
        spider.site, spider.run = site, SiteRun(site, "r1", root, Budget(1, 1))
        asked = asyncio.run(first_requests(spider))
        wanted = [column.url for column in site.columns] + [report.url for report in site.reports]
        assert len(asked) >= 1, site.site_id
        assert set(asked) <= set(wanted), site.site_id
        spider.run.finish()
