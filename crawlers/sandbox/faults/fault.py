"""A fault as an object, and the small responders that faults are made of."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from crawlers.archive.captures import Outcome
from crawlers.sandbox.exchange import Request, Responder, Response
from crawlers.sandbox.site import Site

FEW = 4
"""Reports that a site has to have for a fault to befall it, so that there are some that it spares."""


@dataclass(frozen=True, slots=True)
class Later:
    """What the second night has to come to."""

    outcome: Outcome
    revised: int = 0
    gone: int = 0


def _nothing(site: Site, sites: Sequence[Site]) -> None:
    """Leave the site as it is."""


def _as_it_is(site: Site, responder: Responder) -> Responder:
    return responder


def _none(site: Site) -> set[str]:
    return set()


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that goes wrong, and what has to come of it.

    `outcome` is that of the first night's run, `kind` that of its first error, or None for a run without one.
    `out_of_reach` gives the paths of the reports that cannot be had; `further` is the largest number of requests after the
    one that shows the fault, where it has to end the run. `later` is the second night. `families`: those it can befall.
    """

    name: str
    what: str
    outcome: Outcome
    kind: str | None = None
    wrap: Callable[[Site, Responder], Responder] = _as_it_is
    arrange: Callable[[Site, Sequence[Site]], None] = _nothing
    out_of_reach: Callable[[Site], set[str]] = _none
    later: Later | None = None
    further: int | None = None
    families: tuple[str, ...] = ()
    answers_conditions: bool = True

    def can_befall(self, site: Site) -> bool:
        """Whether the site is of the right family, and large enough."""
        return len(site.reports) >= FEW and (not self.families or site.family in self.families)

    def respond(self, site: Site) -> Responder:
        """The site's answers with the fault in them."""
        return self.wrap(site, site.respond)


class Counts:
    """How often each path was asked for, over all connections."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._counts: Counter[str] = Counter()

    def next(self, path: str) -> int:
        """1 for the first time."""
        with self._lock:
            self._counts[path] += 1
            return self._counts[path]


def victim(site: Site) -> str:
    """The path of the report that a fault of one page befalls: one in the middle."""
    return report_paths(site)[len(site.reports) // 2]


def report_paths(site: Site) -> list[str]:
    """The paths of a site's reports, in their order of publication."""
    return [site.locations[report.key] for report in site.reports]


def one_page(answer: Callable[[Request, Response, int], Response]) -> Callable[[Site, Responder], Responder]:
    """The fault of one report: `answer` gets what the site would say, and how often it was asked."""

    def wrap(site: Site, responder: Responder) -> Responder:
        path, counts = victim(site), Counts()

        def respond(request: Request) -> Response:
            response = responder(request)
            return answer(request, response, counts.next(path)) if request.path == path else response

        return respond

    return wrap


def every_page(answer: Callable[[Request, Response, int], Response]) -> Callable[[Site, Responder], Responder]:
    """The fault of every page but robots.txt; the number counts the requests of that page."""

    def wrap(site: Site, responder: Responder) -> Responder:
        counts = Counts()

        def respond(request: Request) -> Response:
            response = responder(request)
            if request.path == "/robots.txt":
                return response
            return answer(request, response, counts.next(request.path))

        return respond

    return wrap


def the_victim(site: Site) -> set[str]:
    """For `out_of_reach`: the one report that the fault befalls."""
    return {victim(site)}


def all_reports(site: Site) -> set[str]:
    """For `out_of_reach`: nothing can be had."""
    return set(report_paths(site))
