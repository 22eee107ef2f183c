"""Which CMS a page speaks for: addresses, generator, scripts and markers that the systems leave behind.

Facts come from the docstrings of the spiders and from the source of public pages. Nothing here decides alone: a mark
counts once a page and family, and what a family's spider reads of the columns counts first.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from scrapy.http import TextResponse

from crawlers.discovery.leads import Lead


class Mark(NamedTuple):
    """A sign of a family: what to say of it, where to look (`page`: its source, `link`: an address), weight."""

    family: str
    what: str
    where: str
    pattern: re.Pattern[str]
    weight: int


def _mark(family: str, weight: int, what: str, where: str, pattern: str) -> Mark:
    return Mark(family, what, where, re.compile(pattern, re.I | re.M), weight)


MARKS = (
    _mark("hanweb", 4, "articles /art/Y/M/D/art_N_N.html", "link", r"/art/\d{4}/\d{1,2}/\d{1,2}/art_\w+_\d+\.html?"),
    _mark("hanweb", 3, "columns /col/colN/", "link", r"/col/col\d+/"),
    _mark("hanweb", 4, "records in a <datastore>, or jpage", "page", r"<datastore>|\.jpage\(|jpage/dataproxy\.jsp"),
    _mark("hanweb", 4, "the annual report module", "link", r"/module/xxgk/"),
    _mark("hanweb", 4, "units of JPAAS", "page", r"jpaas-publish-server|jpaas-jpage|\bqueryData\s*="),
    _mark("hanweb", 3, "template marks <!--<$[", "page", r"<!--<\$\[|/jcms|大汉版通|hanweb"),
    _mark("trs", 4, "articles tYYYYMMDD_N.html", "link", r"/t(?:19|20)\d{6}_\d+(?:_\w+)?\.s?html?"),
    _mark("trs", 1, "a createPageHTML pager", "page", r"createPage(?:HTML)?\s*\(|createPageHTML"),
    _mark(
        "trs", 4, "TRS in the source", "page", r"TRS_Editor|TRS_UEDITOR|TRSWCM|<!--\s*TRS|trs\.com\.cn|trs_editor_view"
    ),
    _mark("trs", 1, "files P0… or W0…", "link", r"/[PW]020\d{6,}"),
    _mark("gkmlpt", 6, "the gkmlpt platform", "page", r"/gkmlpt/|gkmlpt"),
    _mark("gkmlpt", 4, "the platform's settings", "page", r"window\._CONFIG|_CONFIG\s*=\s*\{"),
    _mark("vsb", 4, "articles /info/N/N.htm", "link", r"/info/\d+/\d+\.htm\b|info/\d+/\d+\.htm$"),
    _mark(
        "vsb",
        5,
        "Visual SiteBuilder",
        "page",
        r"Visual SiteBuilder|VSB(?:cms|SITE)|_vsb_|v_news_content|/system/resource/|_sitegray|wbtreeid|wbnewsid",
    ),
    _mark(
        "vsb",
        3,
        "lists list.jsp?urltype",
        "link",
        r"urltype=(?:tree|news|egovinfo)|/(?:list|content)\.jsp\?(?:\S*&)?(?:urltype|wb\w+id|a\d+[tpc])=",
    ),
    _mark("post", 4, "articles /content/post_N.html", "link", r"/content/(?:mpost|post)_\d+\.html"),
    _mark("post", 2, "NFCMS", "page", r"NFCMS"),
    _mark("epoint", 5, "EpointWebBuilder", "page", r"Epoint|webbuilder|WebBuilderMis|新点软件"),
    _mark(
        "epoint",
        4,
        "the front end's REST services",
        "page",
        r"EWB[-_]?FRONT|ewb-|/rest/(?:\w+/)*(?:get|search|query)\w*|siteguid|categorynum",
    ),
    _mark(
        "epoint",
        3,
        "articles /NNNNNN/YYYYMMDD/guid.html",
        "link",
        r"/\d{6,}/(?:19|20)\d{6}/[0-9a-f]{8}-?[0-9a-f-]{20,}\.html",
    ),
    _mark(
        "epoint",
        2,
        "category folders or moreinfo.html",
        "link",
        r"/(?:\d{6}/)+(?:moreinfo|subpage|secondpage|index)?\w*(?:\.html)?$|moreinfo\.html",
    ),
)

ENOUGH = 3
"""Marks that a family needs where the spider for any site reads as much: a pager's script is copied from system to system."""


@dataclass(slots=True)
class Marks:
    """The marks seen so far: how many pages of the site bear each, and the first of those pages."""

    pages: Counter[Mark] = field(default_factory=Counter[Mark])
    first: dict[Mark, str] = field(default_factory=dict[Mark, str])

    def take(self, response: TextResponse, leads: Iterable[Lead]) -> None:
        """Take the marks of a page."""
        text = response.text
        addresses = "\n".join([response.url, *(lead.url for lead in leads)])
        for mark in MARKS:
            if re.search(mark.pattern, text if mark.where == "page" else addresses):
                self.pages[mark] += 1
                self.first.setdefault(mark, response.url)

    def scores(self) -> dict[str, int]:
        """How strongly the pages speak for each family: the weights of its marks, each once, more where many pages bear it."""
        found: Counter[str] = Counter()
        for mark, count in self.pages.items():
            found[mark.family] += mark.weight * (2 if count > 2 else 1)
        return dict(found)

    def leading(self) -> list[str]:
        """The families that the pages speak for clearly so far, those first that they speak for most."""
        scores = self.scores()
        clear = [family for family, score in scores.items() if score >= ENOUGH]
        return sorted(clear, key=lambda family: (-scores[family], family))

    def of(self, family: str) -> list[tuple[str, str, int]]:
        """The marks of a family: what, the first page that bears it, and how many do."""
        return [(mark.what, self.first[mark], count) for mark, count in self.pages.items() if mark.family == family]
