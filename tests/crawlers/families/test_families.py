"""Every CMS family on small webs in its manner: what is brought, how it is named, and what is left alone.

The webs stand in `families/`; `test_sandbox_families.py` holds the same families to many sites that nobody has written by hand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from crawlers.archive import Archive, Capture, Root, RunSummary
from tests.crawlers.families import endpoints, links
from tests.crawlers.families.case import Case
from tests.crawlers.web import Web, crawl_together, title, write_site

pytestmark = pytest.mark.slow


CASES: dict[str, Callable[[], Case]] = {
    "vsb": links.vsb_counts_down,
    "vsb-dynamic": links.vsb_dynamic,
    "post": links.post_columns,
    "gkmlpt": endpoints.gkmlpt_directory,
    "gkmlpt-class": endpoints.gkmlpt_class,
    "epoint": lambda: endpoints.epoint_shell(wrapped=False),
    "epoint-params": lambda: endpoints.epoint_shell(wrapped=True),
    "epoint-form": endpoints.epoint_form,
    "epoint-action": endpoints.epoint_action,
    "epoint-search": endpoints.epoint_search,
    "hanweb-jpaas": endpoints.hanweb_jpaas,
    "hanweb-search": endpoints.hanweb_search,
    "hanweb-platform": endpoints.hanweb_platform,
    "trs-tree": links.trs_tree,
    "trs-stubs": links.trs_stubs,
    "generic-anhui": links.generic_anhui,
    "generic-hashes": links.generic_hashes,
    "generic-rules": links.generic_rules,
    "generic-shell": links.generic_shell,
    "one-agency": links.one_agencys_column,
    "other-host": links.frame_for_another_host,
}


@dataclass
class Crawled:
    case: Case
    summary: RunSummary
    web: Web
    captures: list[Capture]

    def paths(self, role: str) -> list[str]:
        return [
            (one.url or "").removeprefix(self.web.url) for one in self.captures if one.role == role and one.has_document
        ]


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Crawled]]:
    root = Root.open(tmp_path_factory.mktemp("families"), kind="sandbox")
    cases = {name: make() for name, make in CASES.items()}
    webs: dict[str, Web] = {}
    for name, case in cases.items():
        webs[name] = Web().__enter__()
        webs[name].pages = case.pages
    sites = []
    for name, case in cases.items():
        is_table = case.more.startswith("[")
        site = write_site(
            root.path / "sites", name, webs[name].url, case.family, case.column, more=case.more if is_table else ""
        )
        if case.more and not is_table:
            with (root.path / "sites" / f"{name}.toml").open("a", encoding="utf-8") as file:
                file.write(case.more)
        sites.append(site)
    summaries = crawl_together(root, sites)
    archive = Archive(root)
    yield {
        name: Crawled(case, summaries[name], webs[name], list(archive.captures(site_id=name)))
        for name, case in cases.items()
    }
    for web in webs.values():
        web.__exit__()


@pytest.mark.parametrize("name", CASES)
def test_every_report_is_brought_once_and_nothing_else(crawled: dict[str, Crawled], name: str) -> None:
    found = crawled[name]
    said = " ".join([found.summary.reason, *(error.message for error in found.summary.errors)])
    assert found.summary.outcome == found.case.outcome, said
    assert sorted(found.paths("report")) == sorted(found.case.wanted)
    assert sorted(found.paths("attachment")) == sorted(found.case.attachments)
    assert not set(found.case.never) & {hit.path for hit in found.web.hits}


def test_a_link_that_says_only_a_year_or_an_agency_is_told_with_its_listing(crawled: dict[str, Crawled]) -> None:
    anchors = {
        (one.url or "").rpartition("/")[2]: one.anchor for one in crawled["trs-tree"].captures if one.role == "report"
    }
    assert anchors["t20240120_2.html"] == "2023年 街道办事处 杏花街道"
    assert anchors["t20240120_3.shtml"] == "2023年 区政府部门 教育局"
    assert anchors["t20230120_1.html"] == title(1, 2022)
