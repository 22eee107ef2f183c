"""What is looked at next: best first, each address once, and parts of a kind only as often as that teaches something."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request

from crawlers.discovery.leads import Kind
from crawlers.discovery.words import BODY, HINT, OTHER, REPORTS
from crawlers.urls import without_state

SAMPLE = 3
"""After so many siblings have turned out alike, the others wait until more promising pages were looked at."""

ANSWERS_FIRST = 14
"""Pages of a column that are read before other columns are looked for; the rest of it only where there is no other."""

_INDEX = re.compile(r"/(?:index|default)\.(?:s?html?|jspx?|aspx?|php)$", re.I)


@dataclass(slots=True)
class Errand:
    """A page to look at: where it was named, as what, and what it promises.

    `inside`: it was named within a column of reports, or is a page of one; `siblings` are the links that it stands among, where
    they are parts of one; `beside` is the list of agencies in which it stands elsewhere;
    `request` is set where a family's spider has made it, and `trials` are the spiders' own
    requests that wait for the answer, each with its trial; `own` is what it promises as a link, without them;
    `depth` counts the links that led here on the shortest way, `deepest` those on the longest by which a trial came.
    """

    url: str
    titles: list[str]
    worth: int
    via: str | None = None
    kind: Kind = "link"
    inside: bool = False
    siblings: str = ""
    beside: str = ""
    depth: int = 0
    request: Request | None = None
    trials: list[Any] = field(default_factory=list[Any])
    order: int = 0
    own: int = 0
    deepest: int = 0

    def __post_init__(self) -> None:
        self.own = 0 if self.trials else self.worth
        self.deepest = self.depth if self.trials else 0


@dataclass(slots=True)
class Siblings:
    """What became of the links of one list: `right` led to reports of their own, `wrong` to none, `covered` to known ones."""

    right: int = 0
    wrong: int = 0
    covered: int = 0


@dataclass(slots=True)
class Frontier:
    """The errands that wait, and the addresses that were taken from it."""

    waiting: dict[str, Errand] = field(default_factory=dict[str, Errand])
    taken: dict[str, Errand] = field(default_factory=dict[str, Errand])
    siblings: dict[str, Siblings] = field(default_factory=dict[str, Siblings])
    _count: int = 0

    def add(self, errand: Errand) -> bool:
        """Put an errand in, or raise the one of the same page; false where the page was taken already."""
        key = errand_key(errand)
        known = self.taken.get(key) or self.waiting.get(key)
        if known is None:
            self._count += 1
            errand.order = self._count
            self.waiting[key] = errand
            return True
        known.titles += [title for title in errand.titles if title not in known.titles]
        if key in self.taken:
            return False
        if errand.trials:
            known.trials += errand.trials
            known.deepest = max(known.deepest, errand.deepest)
        known.depth = min(known.depth, errand.depth)
        known.request = known.request or errand.request
        if errand.own > known.own or (errand.worth > known.worth and not known.own):
            known.via, known.siblings, known.beside = errand.via, errand.siblings, errand.beside
            known.own = max(known.own, errand.own)
            known.inside = known.inside or errand.inside
        known.worth = max(known.worth, errand.worth)
        return True

    def knows(self, url: str) -> bool:
        """Whether an address waits or was taken."""
        key = key_of(url)
        return key in self.waiting or key in self.taken

    def take(self) -> Errand | None:
        """The most promising errand, or None."""
        if not self.waiting:
            return None
        key, errand = max(self.waiting.items(), key=lambda item: self._rank(item[1]))
        del self.waiting[key]
        self.taken[key] = errand
        return errand

    def _rank(self, errand: Errand) -> tuple[int, int, int]:
        """Of what promises as much, what a spider asks for deepest down comes first: there it finds what its column holds."""
        return self.promise(errand), errand.deepest, -errand.order

    def promise(self, errand: Errand) -> int:
        """What an errand promises now, given how its siblings turned out, and what the spiders that wait for it have found."""
        own = self._own_promise(errand)
        if not errand.trials:
            return own
        if not all(trial.reports for trial, _ in errand.trials):
            return max(own, errand.worth)
        is_early = any(trial.answers < ANSWERS_FIRST for trial, _ in errand.trials)
        return max(own, min(errand.worth, REPORTS - 3 if is_early else HINT - 6))

    def _own_promise(self, errand: Errand) -> int:
        known = self.siblings.get(errand.siblings) if errand.siblings else None
        if known is None:
            return errand.own
        if known.covered >= SAMPLE and not known.right:
            return min(errand.own, OTHER + 5)
        if known.right >= SAMPLE and not known.wrong:
            return min(errand.own, BODY - 3)
        return errand.own

    def learn(self, errand: Errand, how: str) -> None:
        """Take note of how an errand turned out: `right`, `wrong` or `covered`."""
        if errand.siblings:
            known = self.siblings.setdefault(errand.siblings, Siblings())
            setattr(known, how, getattr(known, how) + 1)


def key_of(url: str) -> str:
    """The address as it is told apart from others: a folder and its index page are one, as are http and https.

    >>> key_of("http://x.gov.cn/zwgk/index.html") == key_of("https://x.gov.cn/zwgk/")
    True
    """
    parts = urlsplit(url)
    path = _INDEX.sub("/", parts.path) or "/"
    mark = f"#{parts.fragment}" if parts.fragment else ""
    return f"{parts.netloc.lower()}{path}?{parts.query}{mark}"


OWN_INDEX = "own index"
"""Marks a request for the index page of a folder whose own page sends there: a splash, and what lies behind it, are two pages."""


def page_of(request: Request) -> str:
    """What tells one answer from another: the page, and what is sent to it, the state of the page that it is sent from aside."""
    sent = f" {request.method} {without_state(request.body.decode())!r}" if request.method != "GET" else ""
    own = f" {urlsplit(request.url).path}" if request.meta.get(OWN_INDEX) else ""
    return f"{key_of(request.url.partition('#')[0])}{sent}{own}"


def is_guess(request: Request | None) -> bool:
    """Whether a spider only tries whether a further page of a listing stands at an address: many a server answers page one."""
    return request is not None and request.cb_kwargs.get("tried") is not None


def errand_key(errand: Errand) -> str:
    """What an errand is told apart by: its page, and what is sent to it."""
    return page_of(errand.request) if errand.request is not None else key_of(errand.url)
