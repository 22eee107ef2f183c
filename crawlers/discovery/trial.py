"""What a family's own spider would make of a column: the reports that it would ask for, and the listings below it.

The spider's code is what runs, from `start` on, so that a column that discovery accepts is a column that the crawl can
read. Its requests are not sent from here: those for listings wait in `pending` until somebody has the answer.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from importlib import import_module
from typing import Any, cast

from scrapy import Request
from scrapy.http import Response

from crawlers.discovery.frontier import page_of
from crawlers.discovery.looking import LookRun, role_of
from crawlers.sites import Column, families
from crawlers.spiders.base import SiteSpider


class Trial:
    """One family's reading of one column: `reports` by address with their titles, `pending` the listings still to be read.

    `scope` are the pages of listings that the crawl of this column would read. `fault` says why the family cannot read it.
    What robots.txt forbids is no report that a crawl would bring.
    """

    def __init__(self, family: str, run: LookRun, url: str, agency: str | None = None) -> None:
        self.family = family
        self.reports: dict[str, str] = {}
        self.forbidden: set[str] = set()
        self.pending: list[Request] = []
        self.scope: set[str] = set()
        self.answers = 0
        self._run = LookRun(run.site, run.root, run.budget)
        self._run.robots = run.robots
        self._spider = _CLASSES[family]()
        self._spider.site = run.site.model_copy(update={"family": family, "columns": (Column(url=url, agency=agency),)})
        self._spider.run = self._run
        self._attempt(_all_of(self._spider.start()))

    @property
    def fault(self) -> str | None:
        """Why the family cannot read the column, or None."""
        return self._run.faults[0] if self._run.faults else None

    @property
    def losses(self) -> list[tuple[str, str]]:
        """What listings of reports state beyond what was read of them, by address."""
        return [*self._run.extents.losses()]

    def finish(self) -> None:
        """When nothing is pending any more: let the spider try for what listings state beyond that."""
        self._attempt(self._spider.guess_pages())

    def read(self, request: Request, response: Response) -> None:
        """Give the spider the answer to one of its pending requests."""
        self.answers += 1
        response = response.replace(request=request)
        callback = cast(Any, request.callback) or self._spider.parse
        self._attempt(callback(response, **request.cb_kwargs))

    def take_pending(self) -> list[Request]:
        """The listings that the spider asked for since the last time."""
        pending, self.pending = self.pending, []
        return pending

    def _attempt(self, made: Iterable[Any] | None) -> None:
        try:
            for request in made or ():
                if isinstance(request, Request):
                    self._take(request)
        except Exception as error:  # noqa: BLE001 - whatever a page does to a family's spider is that family's fault
            self._run.fault(None, f"{type(error).__name__}: {error}")

    def _take(self, request: Request) -> None:
        role = role_of(request)
        if role == "report":
            known = self.reports if self._run.may_fetch(request.url) else None
            if known is None:
                self.forbidden.add(request.url)
            else:
                known.setdefault(request.url, request.meta["provenance"].anchor or "")
        elif role != "attachment":
            self.scope.add(page_of(request))
            self.pending.append(request)


def _all_of(requests: AsyncIterator[Any]) -> Iterable[Any]:
    """What an asynchronous iterator that never waits yields: a spider's `start` does not."""
    iterator = requests.__aiter__()
    while True:
        step = iterator.__anext__()
        try:
            step.__await__().send(None)  # pyright: ignore[reportAttributeAccessIssue]
        except StopIteration as done:
            yield done.value
        except StopAsyncIteration:
            return


def _classes() -> dict[str, type[SiteSpider]]:
    found: dict[str, type[SiteSpider]] = {}
    for family in families():
        for value in vars(import_module(f"crawlers.spiders.{family}")).values():
            if isinstance(value, type) and issubclass(value, SiteSpider) and getattr(value, "name", None) == family:
                found[family] = value
    return found


_CLASSES = _classes()
FAMILIES = tuple(_CLASSES)
"""The families that there is a spider for."""
GENERIC = "generic"
"""The family for a site that no other fits."""


def spider_class(family: str) -> type[SiteSpider]:
    """The spider of a family."""
    return _CLASSES[family]


def is_article(url: str) -> bool:
    """Whether an address is that of an article in some CMS; of a site of no known CMS it says little."""
    spiders = [spider for family, spider in _CLASSES.items() if family != GENERIC]
    return any(spider.article.search(url) or spider.annual_report.search(url) for spider in spiders)
