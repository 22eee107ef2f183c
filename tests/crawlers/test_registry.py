"""The registry of real sites: every file can be used, says where the site was seen, and starts."""

from __future__ import annotations

import asyncio
import csv
from collections.abc import AsyncIterator
from pathlib import Path
from typing import cast

import pytest
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.spiderloader import SpiderLoader
from scrapy.utils.project import get_project_settings

from crawlers.archive.root import PACKAGED_SITES, SHIPPED_REFERENCE
from crawlers.selection import clean_url
from crawlers.sites import endpoint, load_sites
from crawlers.spiders.base import SiteSpider


def test_every_packaged_site_has_something_to_fetch_and_says_where_it_was_seen() -> None:
    folder = load_sites(PACKAGED_SITES)
    assert folder.problems == ()
    assert len(folder) >= 300
    for site in folder:
        known = {*(column.url for column in site.columns), *(report.url for report in site.reports)}
        assert known, site.site_id
        assert site.status != "unverified" or set(site.evidence) & known, site.site_id


def test_the_registry_covers_every_province() -> None:
    with (SHIPPED_REFERENCE / "divisions.csv").open(encoding="utf-8") as file:
        divisions = {row["division_code"]: row["level"] for row in csv.DictReader(file)}
    sites = [site for site in load_sites(PACKAGED_SITES) if site.division]
    assert {site.division for site in sites if site.division} <= divisions.keys()
    provinces = {code[:2] for code, level in divisions.items() if level == "province"} - {"71", "81", "82"}
    assert provinces <= {site.division[:2] for site in sites if site.division}
    assert {"nation", "province", "prefecture", "county"} <= {
        divisions[site.division] for site in sites if site.division
    }


@pytest.mark.slow
def test_every_packaged_site_starts_with_requests_to_its_own_hosts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NIANBAO_ROOT", str(tmp_path))
    settings = get_project_settings()
    spiders = SpiderLoader.from_settings(settings)
    for site in load_sites(PACKAGED_SITES):
        family = cast(type[SiteSpider], spiders.load(site.family))
        spider = family.from_crawler(Crawler(family, settings), site=site.site_id, run="start")
        requests = asyncio.run(_all(spider.start()))
        spider.run.finish()
        first = {*(column.url for column in site.columns), *(report.url for report in site.reports)}
        assert {clean_url(url) for url in first} <= {clean_url(request.url) for request in requests}, site.site_id
        assert {endpoint(request.url) for request in requests} <= site.allowed_endpoints, site.site_id


async def _all(requests: AsyncIterator[Request]) -> list[Request]:
    return [request async for request in requests]
