"""Everything that goes wrong on the web, at once: each site comes to what it has to, and nothing that can be had is lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest

from crawlers.archive import Archive, Capture, RunSummary
from crawlers.sandbox import Sandbox, World, serve
from crawlers.sandbox.faults import FAULTS, Fault, assign
from crawlers.sandbox.faults.fault import report_paths, victim
from crawlers.sandbox.server import Hit
from crawlers.sandbox.site import Site, plan_sites
from crawlers.sites import load_sites
from tests.crawlers.web import crawl_together

pytestmark = pytest.mark.slow
GOVERNMENTS = len(FAULTS) + 3
LATER = [name for name, fault in FAULTS.items() if fault.later]


@dataclass
class Crawled:
    sandbox: Sandbox
    first: dict[str, RunSummary]
    second: dict[str, RunSummary]
    hits: dict[str, list[Hit]]
    captures: dict[str, list[Capture]]
    sites: dict[str, Site]

    def site(self, fault: str) -> Site:
        [site_id] = [site_id for site_id, one in self.sandbox.faults.items() if one.name == fault]
        return self.sites[site_id]

    def paths(self, site: Site) -> list[str]:
        """Of a site's pages, those that were asked for in the first night, in order."""
        return [hit.target for hit in self.hits[site.site_id]]


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawled]:
    folder = tmp_path_factory.mktemp("faults")
    years = (2022, 2023, 2024)
    with serve(folder, governments=GOVERNMENTS, bureaus=1, years=years, port=0, faults=[*FAULTS]) as sandbox:
        sites = list(load_sites(folder / "sites"))
        settings = {"DOWNLOAD_TIMEOUT": "3", "CONCURRENT_REQUESTS_PER_DOMAIN": "1"}
        first = crawl_together(sandbox.root, sites, run="n1", settings=settings)
        hits: dict[str, list[Hit]] = {site.site_id: [] for site in sandbox.sites}
        for hit in sandbox.hits:
            hits[hit.site_id].append(hit)
        captures = {site.site_id: list(Archive(sandbox.root).captures(site_id=site.site_id)) for site in sandbox.sites}
        again = [site for site in sites if (fault := sandbox.faults.get(site.site_id)) and fault.later]
        second = crawl_together(sandbox.root, again, run="n2", settings=settings)
        yield Crawled(sandbox, first, second, hits, captures, {site.site_id: site for site in sandbox.sites})


@pytest.mark.parametrize("name", FAULTS)
def test_each_fault_comes_to_its_outcome(crawled: Crawled, name: str) -> None:
    fault, site = FAULTS[name], crawled.site(name)
    summary = crawled.first[site.site_id]
    assert (summary.outcome, summary.errors[0].kind if summary.errors else None) == (fault.outcome, fault.kind), summary


@pytest.mark.parametrize("name", FAULTS)
def test_every_report_that_can_be_reached_is_archived_once(crawled: Crawled, name: str) -> None:
    fault, site = FAULTS[name], crawled.site(name)
    found = Counter(
        urlsplit(one.url or "").path.removeprefix("/moved")
        for one in crawled.captures[site.site_id]
        if one.role == "report" and one.has_document
    )
    wanted = set(report_paths(site)) - fault.out_of_reach(site)
    assert wanted <= set(found)
    assert {path: count for path, count in found.items() if count > 1} == {}
    if len(fault.out_of_reach(site)) == 1:
        assert victim(site) not in found


@pytest.mark.parametrize("name", LATER)
def test_the_second_night(crawled: Crawled, name: str) -> None:
    later, summary = FAULTS[name].later, crawled.second[crawled.site(name).site_id]
    assert later is not None
    assert (summary.outcome, summary.reports_revised, summary.reports_gone) == (
        later.outcome,
        later.revised,
        later.gone,
    )


def test_reports_that_moved_are_asked_for_on_condition_where_they_stand_now(crawled: Crawled) -> None:
    site_id = crawled.site("moved").site_id
    assert crawled.second[site_id].bytes <= 0.05 * crawled.first[site_id].bytes


@pytest.mark.parametrize("name", [name for name, fault in FAULTS.items() if fault.further is not None])
def test_a_refusal_ends_the_run(crawled: Crawled, name: str) -> None:
    fault, site = FAULTS[name], crawled.site(name)
    asked = crawled.paths(site)
    shown = "/robots.txt" if "robots" in name else victim(site)
    assert len(asked) - 1 - asked.index(shown) <= (fault.further or 0)


def test_sites_without_a_fault_are_crawled_whole(crawled: Crawled) -> None:
    sound = [site for site in crawled.sandbox.sites if site.site_id not in crawled.sandbox.faults]
    assert len(sound) >= 3
    for site in sound:
        assert (crawled.first[site.site_id].outcome, crawled.first[site.site_id].errors) == ("ok", [])
        assert crawled.first[site.site_id].reports_new >= len(site.reports)


def test_nothing_that_robots_txt_forbids_is_fetched(crawled: Crawled) -> None:
    for hit in crawled.sandbox.hits:
        assert not hit.target.startswith("/print/")
        fault = crawled.sandbox.faults.get(hit.site_id)
        if "/private/" in (crawled.sites[hit.site_id].robots or "") and not (fault and fault.name == "robots-refused"):
            assert not hit.target.startswith("/private/")
    some = crawled.site("robots-forbids-some")
    assert not FAULTS["robots-forbids-some"].out_of_reach(some) & set(crawled.paths(some))


def test_no_request_leaves_loopback(crawled: Crawled) -> None:
    """Every connection that was made is in the archive with its address."""
    for captures in crawled.captures.values():
        assert {urlsplit(one.url or "").hostname for one in captures} <= {"127.0.0.1"}
    assert sum(map(len, crawled.captures.values())) > 100


def test_the_archive_is_valid(crawled: Crawled) -> None:
    assert Archive(crawled.sandbox.root).verify() == []


def test_what_befell_whom_is_written_down(crawled: Crawled) -> None:
    lines = (crawled.sandbox.root.path / "truth" / "faults.csv").read_text().splitlines()
    assert len(lines) == 1 + len(FAULTS)
    site = crawled.site("deleted")
    assert any(line.startswith(f"{site.site_id},deleted,ok,unchanged,0,") for line in lines)


def test_a_fault_that_is_none_is_named() -> None:
    sites = plan_sites(World(governments=2, bureaus=1))
    with pytest.raises(ValueError, match="no fault 'flood'; there are server-error, "):
        assign(["flood"], sites)
    with pytest.raises(ValueError, match="no site is left for the fault"):
        assign([*FAULTS], sites)


def test_every_fault_says_what_it_is() -> None:
    faults: list[Fault] = list(FAULTS.values())
    assert len({fault.what for fault in faults}) == len(faults)
