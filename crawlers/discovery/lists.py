"""Lists of agencies that each have pages of their own: a few of them are looked at, and where the list itself, read as a column,
leads to what those hold, it stands for them all.

A prefecture has a hundred agencies and townships, and a look sixty requests. A list as a column is read on by the crawl, and an
agency that is added to it later is found.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from scrapy import Request

from crawlers.discovery.frontier import SAMPLE, Errand, page_of
from crawlers.discovery.trial import GENERIC

if TYPE_CHECKING:
    from crawlers.discovery.look import LookSpider


@dataclass(slots=True)
class AgencyLists:
    """The pages whose lists of agencies stand for them, each with the agencies that were looked at and those that were left."""

    read: dict[str, list[Errand]] = field(default_factory=dict[str, list[Errand]])
    left: dict[str, list[Errand]] = field(default_factory=dict[str, list[Errand]])

    def covers(self, look: LookSpider, errand: Errand) -> bool:
        """Whether an agency need not be looked at, since the list in which it stands leads to what it holds."""
        page = errand.via
        if not errand.beside or page is None:
            return False
        if page not in self.read:
            alike = [
                one for one in look.frontier.taken.values() if one is not errand and one.via == page and one.beside
            ]
            if len(alike) < SAMPLE or len(alike) % SAMPLE or not _leads_to_all(look, page, [*alike, errand]):
                return False
            self.read[page] = alike
        self.left.setdefault(page, []).append(errand)
        return True


def _leads_to_all(look: LookSpider, page: str, agencies: list[Errand]) -> bool:
    """Whether a page, read as a column, leads to each of these agencies, and to all reports that were found there, in several."""
    family = (look.marks.leading() or [GENERIC])[0]
    told = look.replay(family, page, None)
    if told.fault or any(page_of(Request(agency.url)) not in told.scope for agency in agencies):
        return False
    found = [_found_at(look, family, agency) for agency in agencies]
    return sum(map(bool, found)) >= SAMPLE and all(reports <= told.reports.keys() for reports in found)


def _found_at(look: LookSpider, family: str, agency: Errand) -> set[str]:
    """The reports that were found on an agency's page, and on those to which it leads."""
    pages = {agency.url}
    for seen in look.seen:
        if seen.errand.via in pages:
            pages.add(seen.errand.url)
    return {
        url
        for seen in look.seen
        if seen.errand.url in pages and family in seen.trials
        for url in seen.trials[family].reports
    }
