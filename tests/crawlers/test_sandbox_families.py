"""Every family on sites of the sandbox, in many templates and shapes that no spider was written after: the whole truth is brought.

Columns for all agencies, for each of them, and trees of years and agencies; listings in four manners with titles whole, cut, or of
a year alone; every fifth report as a file only. What is held: each report once, with its file, and nothing that robots.txt forbids.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from crawlers.archive import Archive, Capture, Root, RunSummary
from crawlers.sandbox import World
from crawlers.sandbox.exchange import conditional
from crawlers.sandbox.server import Hit, serve_one
from crawlers.sandbox.site import FAMILIES, Site, plan_sites
from crawlers.sandbox.truth import site_file
from crawlers.sites import load_sites
from tests.crawlers.web import crawl_together

pytestmark = pytest.mark.slow

SEEDS = (1, 2, 3)
GOVERNMENTS, BUREAUS, YEARS = 8, 3, tuple(range(2019, 2024))


@dataclass
class Crawled:
    site: Site
    summary: RunSummary
    hits: list[Hit]
    captures: list[Capture] = field(default_factory=list[Capture])

    def paths(self, role: str) -> Counter[str]:
        found = (one.url or "" for one in self.captures if one.role == role and one.has_document)
        return Counter(url.removeprefix(self.site.origin) for url in found)


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Crawled]]:
    folder: Path = tmp_path_factory.mktemp("families")
    root = Root.open(folder, kind="sandbox")
    (folder / "sites").mkdir()
    sites: dict[str, Site] = {}
    hits: list[Hit] = []
    families = list(dict.fromkeys(FAMILIES))
    with ExitStack() as stack:
        for seed in SEEDS:
            turned = families[seed:] + families[:seed]
            for site in plan_sites(World(seed, GOVERNMENTS, BUREAUS, YEARS), families=turned, attached=True):
                name = f"{site.family}-{seed}-{site.site_id}"
                port = stack.enter_context(serve_one(name, conditional(site.respond), hits))
                site.origin = f"http://127.0.0.1:{port}"
                (folder / "sites" / f"{name}.toml").write_text(site_file(site), encoding="utf-8")
                sites[name] = site
        summaries = crawl_together(root, list(load_sites(folder / "sites")))
    archive = Archive(root)
    yield {
        name: Crawled(
            site, summaries[name], [hit for hit in hits if hit.site_id == name], list(archive.captures(site_id=name))
        )
        for name, site in sites.items()
    }


def test_every_report_of_every_site_is_brought_once(crawled: dict[str, Crawled]) -> None:
    wrong: dict[str, object] = {}
    for name, found in crawled.items():
        wanted = set(found.site.locations.values())
        reports = found.paths("report")
        missing = wanted - set(reports)
        twice = {path for path, count in reports.items() if count > 1}
        if missing or twice or found.summary.outcome != "ok":
            about = (found.site.family, found.site.variant, found.site.shape)
            wrong[name] = (about, len(missing), len(wanted), twice, found.summary.outcome, found.summary.reason)
    assert wrong == {}, wrong


def test_the_files_of_reports_that_are_files_are_brought(crawled: dict[str, Crawled]) -> None:
    for name, found in crawled.items():
        files = found.paths("attachment") + found.paths("report")
        assert set(found.site.attachments.values()) - set(files) == set(), name
    assert sum(len(found.site.attachments) for found in crawled.values()) > 20


def test_what_is_no_report_is_mostly_left_alone_and_what_is_forbidden_always(crawled: dict[str, Crawled]) -> None:
    for name, found in crawled.items():
        asked = {hit.target for hit in found.hits}
        if "/private/" in (found.site.robots or ""):
            assert not {path for path in asked if path.startswith(("/private/", "/print/"))}, name
        others = set(found.paths("report")) - set(found.site.locations.values())
        assert len(others) <= 2, (name, others)


def test_all_shapes_and_templates_are_among_them(crawled: dict[str, Crawled]) -> None:
    sites = [found.site for found in crawled.values()]
    assert {site.shape for site in sites} == {"one", "each", "agencies", "years", "years-agencies"}
    for family in FAMILIES:
        assert len({site.variant % 4 for site in sites if site.family == family}) >= 2, family
