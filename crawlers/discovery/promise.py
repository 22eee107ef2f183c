"""What a link promises, given the page that it stands on: `words.worth` says what its title and address do, this the rest."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from crawlers.discovery.frontier import Frontier, key_of
from crawlers.discovery.leads import Lead
from crawlers.discovery.seen import Seen
from crawlers.discovery.trial import GENERIC, is_article, spider_class
from crawlers.discovery.words import (
    BODY,
    HINT,
    INSIDE,
    NEVER,
    OTHER,
    PLATFORM,
    REPORTS,
    is_body,
    is_other_column,
    is_part,
    is_report_column,
    worth,
)  # fmt: skip
from crawlers.selection import DOCUMENT_TYPES, file_type, is_report_title, plain, year_in

SCRIPTS, DATA = 6, 10
"""Scripts and script data that one look asks for."""
FEW_LINKS = 5
"""A page with fewer links is a shell or a splash."""

_TELLS_OF_MENUS = re.compile(r"nav|menu|tree|channel|column|catalog|categor|dept|bumen|xxgk|common|index|list", re.I)


@dataclass(slots=True)
class Around:
    """The page on which links stand: whether it is a column of reports, whether hardly a link of it can be read, and the lists
    of links in it that are parts of a column.
    """

    seen: Seen
    is_shell: bool
    is_column: bool
    parts: frozenset[str]

    @classmethod
    def of(cls, seen: Seen, leads: list[Lead], unread: int) -> Around:
        """What surrounds the links of a page; `unread` are those of which nobody knows where they lead."""
        links = sum(lead.kind == "link" for lead in leads)
        is_column = seen.is_column and bool(seen.errand.depth)
        parts = lists_of_parts(leads) if is_column else frozenset[str]()
        return cls(seen, links < FEW_LINKS or unread > 0, is_column, parts)


@dataclass(slots=True)
class Promises:
    """What links promise in one look: of what is known so far depends whether a script or an agency is worth a request."""

    frontier: Frontier
    seen: list[Seen]
    leading: Callable[[], list[str]]
    asked: dict[str, int] = field(default_factory=lambda: {"script": 0, "data": 0})

    def of(self, lead: Lead, around: Around) -> int:
        """The worth of a link, a frame, or what a script names."""
        errand = around.seen.errand
        above = errand.worth if errand.depth else PLATFORM
        if lead.kind in {"frame", "refresh"}:
            return max(worth("", lead.url), above - 1) if worth("", lead.url) else NEVER
        if lead.kind in {"script", "data"}:
            return self._of_code(lead, above, around.is_shell)
        is_class = lead.url.partition("#")[0] == around.seen.url.partition("#")[0]  # its address is the page's own
        value = worth(lead.title, "" if is_class else lead.url, above=above)
        if is_report_title(lead.title) and year_in(lead.title):
            return self._of_report(lead.url, value)
        if is_labelled(lead):
            return INSIDE
        if (
            around.is_column
            and not is_article(lead.url)
            and not self.frontier.knows(lead.url)
            and (is_part(lead.title) or lead.group in around.parts)
            and file_type(lead.url) not in DOCUMENT_TYPES
        ):
            return max(value, INSIDE) if not is_other_column(lead.title) else NEVER
        if is_article(lead.url) and (value < REPORTS - 5 or (around.is_column and is_report_title(lead.title))):
            return NEVER
        if value in {BODY, BODY - 20} and self._covers(lead.title):
            return OTHER
        if value == BODY - 20 and not errand.depth:
            return BODY - 4
        return value

    def _of_report(self, url: str, value: int) -> int:
        """What reads like a report is none to look at, unless its address is that of a listing: of one year, then."""
        if file_type(url) in DOCUMENT_TYPES or is_article(url):
            return NEVER
        leading = self.leading()
        is_listing = bool(leading) and leading[0] != GENERIC and bool(spider_class(leading[0]).listing.search(url))
        return min(value, INSIDE) if is_listing else OTHER

    def _of_code(self, lead: Lead, above: int, is_shell: bool) -> int:
        limit = SCRIPTS if lead.kind == "script" else DATA
        if worth("", lead.url) == NEVER or self.asked[lead.kind] >= limit or self.frontier.knows(lead.url):
            return NEVER
        if not is_shell and not _TELLS_OF_MENUS.search(lead.url.rpartition("/")[2] or lead.url):
            return OTHER
        self.asked[lead.kind] += 1
        return above - 1 if is_shell else HINT - 5

    def _covers(self, body: str) -> bool:
        """Whether reports of an agency are known already, by its name without the place before it."""
        stem = re.sub(r"^[市县区省州旗]", "", plain(body))
        return len(stem) > 2 and any(
            stem in title
            for seen in self.seen
            if seen.is_column
            for trial in seen.trials.values()
            for title in trial.reports.values()
        )


def is_labelled(lead: Lead) -> bool:
    """Whether a link stands under a label that names reports, as the part of a column that its own name says."""
    return (
        lead.kind == "link"
        and is_report_column(lead.label)
        and year_in(lead.label) is None
        and not is_article(lead.url)
        and not is_other_column(lead.title)
        and file_type(lead.url) not in DOCUMENT_TYPES
    )


def lists_of_parts(leads: list[Lead]) -> frozenset[str]:
    """The lists of links on a page of reports of which most are named like parts of it: then all are."""
    named: dict[str, list[bool]] = {}
    for lead in leads:
        if lead.kind == "link" and lead.group and not is_article(lead.url):
            named.setdefault(lead.group, []).append(is_part(lead.title))
    return frozenset(group for group, parts in named.items() if 1 < sum(parts) >= 0.6 * len(parts))


def is_behind(lead: Lead, seen: Seen) -> bool:
    """Whether a page sends on to the index page of the folder that it is the page of, or shows it in a frame."""
    return lead.kind in {"frame", "refresh"} and lead.url.rstrip("/") != seen.url.rstrip("/")


def siblings_of(lead: Lead, seen: Seen, inside: bool) -> str:
    """The links among which one stands, where they are parts of a column, or the same column of each agency; "" for any other."""
    if inside:
        return f"{key_of(seen.url)} {lead.group}"
    if is_report_column(lead.title) and any(is_body(title) for title in seen.errand.titles):
        return f"of an agency {plain(lead.title)}"
    return ""


def beside_of(lead: Lead, seen: Seen, inside: bool) -> str:
    """The list of agencies in which a link stands that is no part of a column; "" for any other link, and on the home page."""
    is_listed = lead.kind == "link" and not inside and bool(seen.errand.depth and lead.group) and is_body(lead.title)
    return f"{key_of(seen.url)} {lead.group}" if is_listed else ""
