"""Every family says what its pages look like, and where that was seen."""

from __future__ import annotations

import re

import pytest
from scrapy.spiderloader import SpiderLoader
from scrapy.utils.project import get_project_settings

from crawlers.asking import ReportSpider
from crawlers.sites import families
from crawlers.spiders.base import SiteSpider


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
