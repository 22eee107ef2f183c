"""Whether a site file still works: robots.txt, the home page, the first page of every column, and one report.

Each field of the file gets a finding: `ok`, `doubt` (it works, and somebody should look) or `wrong`, with what to do.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import asdict, dataclass
from typing import Any, Literal, Self, cast
from urllib.parse import urlsplit

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.http import Response, TextResponse
from twisted.python.failure import Failure

from crawlers.addresses import AddressPolicy
from crawlers.archive import Provenance, Root
from crawlers.asking import delay_for
from crawlers.discovery.leads import leads_of
from crawlers.discovery.looking import PROVENANCE, LookRun, say_nothing
from crawlers.discovery.marks import Marks
from crawlers.discovery.trial import Trial
from crawlers.middlewares import ForbidsAll
from crawlers.run import Budget
from crawlers.sites import Column, Site, find_site

_NOT_HAD = "cannot be had"
REQUESTS_A_COLUMN = 4
"""The first page, and what a shell asks for before it shows a report."""

Verdict = Literal["ok", "doubt", "wrong"]


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found of one field of a site file, and what to do about it."""

    field: str
    verdict: Verdict
    found: str
    to_do: str = ""


class CheckSpider(Spider):
    """Asks for the home page, the first page of every column and one report; `findings` when it is closed."""

    name = "check"
    run: LookRun
    site: Site

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, site: str = "", tell: Any = None, **kwargs: Any) -> Self:
        spider = super().from_crawler(crawler, *args, **kwargs)
        root = Root.from_environment()
        spider.site = find_site(root.sites, site)
        settings = crawler.settings
        delay = delay_for(spider.site, AddressPolicy.from_environment())
        settings.set("DOWNLOAD_DELAY", delay, priority="spider")
        settings.set("AUTOTHROTTLE_ENABLED", delay > 0, priority="spider")
        if spider.site.overrides.tls:
            settings.set("DOWNLOAD_VERIFY_CERTIFICATES", spider.site.overrides.tls.verify, priority="spider")
        budget = Budget(requests=5 + REQUESTS_A_COLUMN * (1 + len(spider.site.columns)), bytes=100 * 2**20)
        spider.run = LookRun(spider.site, root, budget)
        spider.tell = tell or say_nothing
        return spider

    def __init__(self, name: str | None = None, **kwargs: Any) -> None:
        super().__init__(name, **kwargs)
        self.tell: Callable[..., None] = say_nothing
        self.home_finding: Finding | None = None
        self.report_finding: Finding | None = None
        self.marks = Marks()
        self.reports: dict[str, str] = {}
        self._trials: dict[str, Trial] = {}
        self._broken: dict[str, Finding] = {}
        self._left: list[Request] = []

    async def start(self) -> AsyncIterator[Request]:
        """Ask for the home page; every column and a report follow, one after the other."""
        for column in self.site.columns:
            trial = self._trials[column.url] = Trial(self.site.family, self.run, column.url, column.agency)
            self._left += [self._for_column(column, asked) for asked in trial.take_pending()]
        yield Request(self.site.home, self.read_home, dont_filter=True, errback=self.home_failed)

    def findings(self) -> list[Finding]:
        """A finding for every field."""
        columns = [self._broken.get(column.url) or self._column_finding(column) for column in self.site.columns]
        home = self.home_finding or Finding("home", "wrong", "was not asked for", "see the other findings")
        found = [home, self._robots(), self._family(columns), *columns]
        found += [self.report_finding] if self.report_finding else []
        return [*found, *self._others()]

    # ---- What comes back

    def read_home(self, response: Response) -> Iterator[Request]:
        """The home page answers, or not."""
        if response.status == 200 and isinstance(response, TextResponse):
            self.marks.take(response, leads_of(response))
            self.home_finding = Finding("home", "ok", "answers")
        else:
            self.home_finding = Finding(
                "home", "doubt", f"answers {response.status}", "look whether the site has moved"
            )
        yield from self._next(response.url)

    def home_failed(self, failure: Failure) -> Iterator[Request]:
        """The home page cannot be had."""
        self.home_finding = Finding("home", "wrong", _said(failure), "look whether the site has moved, or is down")
        yield from self._next(self.site.home, _NOT_HAD)

    def read_column(self, response: Response, column: Column, asked: Request) -> Iterator[Request]:
        """Let the family's spider read a page of a column, and what a shell asks for before it shows a report."""
        trial = self._trials[column.url]
        if response.status != 200 and not trial.answers:
            self._broken[column.url] = Finding(
                self._field(column),
                "wrong",
                f"answers {response.status}",
                "renew the column's address: `nianbao site add` finds it",
            )
        else:
            if isinstance(response, TextResponse):
                self.marks.take(response, leads_of(response))
            trial.read(asked, response)
            pending = trial.take_pending()
            if not trial.reports and trial.answers < REQUESTS_A_COLUMN:
                self._left[:0] = [self._for_column(column, request) for request in pending[: REQUESTS_A_COLUMN - 1]]
            self.reports.update(trial.reports)
        yield from self._next(response.url)

    def _for_column(self, column: Column, asked: Request) -> Request:
        return asked.replace(
            callback=self.read_column,
            errback=self.column_failed,
            cb_kwargs={"column": column, "asked": asked},
            meta={PROVENANCE: Provenance("other")},
            dont_filter=True,
        )

    def column_failed(self, failure: Failure) -> Iterator[Request]:
        """A column cannot be had."""
        request = cast(Any, failure).request
        column = cast(Column, request.cb_kwargs["column"])
        if self._trials[column.url].answers:
            yield from self._next(request.url, _NOT_HAD)
            return
        said = _said(failure)
        to_do = (
            "take the column out: it may not be fetched"
            if "robots.txt forbids" in said
            else "see whether the host answers"
        )
        self._broken[column.url] = Finding(self._field(column), "wrong", said, to_do)
        yield from self._next(request.url, _NOT_HAD)

    def read_report(self, response: Response) -> Iterator[Request]:
        """One report is there, or not."""
        if response.status == 200:
            self.report_finding = Finding("report", "ok", f"one was read, {len(response.body):,} bytes: {response.url}")
        else:
            self.report_finding = Finding(
                "report", "wrong", f"{response.url} answers {response.status}", "see whether the listing is out of date"
            )
        yield from self._next(response.url)

    def report_failed(self, failure: Failure) -> Iterator[Request]:
        """One report cannot be had."""
        url = cast(Any, failure).request.url
        self.report_finding = Finding(
            "report", "wrong", f"{url}: {_said(failure)}", "see why; a crawl would miss it too"
        )
        yield from self._next(url, _NOT_HAD)

    # ---- What is asked for

    def _next(self, url: str, what: str = "read") -> Iterator[Request]:
        self.tell(event="page", number=self.run.requests, of=self.run.budget.requests, url=url, title="", what=what)
        if self._left:
            yield self._left.pop(0)
        elif self.report_finding is None and self.reports:
            self.report_finding = Finding("report", "wrong", "was not read")
            url = next(iter(self.reports))
            meta = {PROVENANCE: Provenance("other")}
            yield Request(url, self.read_report, dont_filter=True, errback=self.report_failed, meta=meta)

    # ---- What it means, field by field

    def _field(self, column: Column) -> str:
        return f"columns.{self.site.columns.index(column) + 1}"

    def _column_finding(self, column: Column) -> Finding:
        field, trial = self._field(column), self._trials.get(column.url)
        if trial is None or not trial.answers:
            return Finding(
                field, "wrong", f"was not read: {self.run.stopped or 'is no page'}", "see the other findings"
            )
        if trial.fault:
            return Finding(
                field,
                "wrong",
                trial.fault,
                f"the layout has changed, or the family is another: `nianbao site add {self.site.home}`",
            )
        if not trial.reports:
            to_do = "see whether the reports have moved: `nianbao site add` looks for them"
            kept = f"; {len(trial.forbidden)} are forbidden by robots.txt" if trial.forbidden else ""
            return Finding(field, "wrong", f"no report on it{kept}", to_do)
        return Finding(field, "ok", f"{len(trial.reports)} reports on its first page")

    def _robots(self) -> Finding:
        if urlsplit(self.site.home).netloc not in self.run.robots:
            return Finding("robots", "doubt", "was not read", "")
        parser = self.run.robots[urlsplit(self.site.home).netloc]
        if parser is None:
            return Finding("robots", "ok", "there is none")
        if isinstance(parser, ForbidsAll):
            return Finding(
                "robots", "wrong", parser.message, "see whether the host answers; until then nothing is fetched"
            )
        forbidden = [column.url for column in self.site.columns if not self.run.may_fetch(column.url)]
        if forbidden:
            return Finding(
                "robots", "wrong", f"forbids {len(forbidden)} of {len(self.site.columns)} columns", "take them out"
            )
        return Finding("robots", "ok", "allows every column")

    def _family(self, columns: list[Finding]) -> Finding:
        scores = self.marks.scores()
        best = max(scores, key=lambda family: scores[family], default=self.site.family)
        own = scores.get(self.site.family, 0)
        if any(finding.verdict == "ok" for finding in columns):
            if best != self.site.family and scores[best] > 2 * own and self.site.family != "generic":
                return Finding(
                    "family",
                    "doubt",
                    f"{self.site.family} reads the columns, but the pages bear marks of {best}",
                    f"try family = {best!r}",
                )
            return Finding("family", "ok", f"{self.site.family} reads the columns")
        hint = (
            f"the pages bear marks of {best}: try it"
            if best != self.site.family and scores.get(best, 0) > own
            else "see the columns"
        )
        return (
            Finding("family", "wrong", f"{self.site.family} reads no column", hint)
            if columns
            else Finding("family", "ok", "not needed: there is no column")
        )

    def _others(self) -> Iterator[Finding]:
        if self.site.minimum_reports == 0 and self.reports:
            yield Finding(
                "minimum_reports",
                "doubt",
                f"is 0, and {len(self.reports)} are listed on first pages",
                f"set it to {len(self.reports) * 9 // 10}",
            )
        elif self.site.minimum_reports:
            yield Finding("minimum_reports", "ok", f"{self.site.minimum_reports}; first pages list {len(self.reports)}")
        if self.site.division is None:
            yield Finding("division", "doubt", "is not known", "add the code of GB/T 2260, if it is sure")
        overrides = self.site.overrides
        if overrides.hosts:
            used = {urlsplit(url).netloc for url in self.reports} | {
                urlsplit(column.url).netloc for column in self.site.columns
            }
            idle = [host for host in overrides.hosts.allow if host not in used]
            yield Finding(
                "overrides.hosts",
                "doubt" if idle else "ok",
                f"nothing leads to {', '.join(idle)}" if idle else "in use",
                "see whether it is still needed" if idle else "",
            )
        for name in ("delay", "budget", "tls"):
            if getattr(overrides, name):
                yield Finding(f"overrides.{name}", "ok", "set, with its reason")


def as_json(spider: CheckSpider) -> dict[str, Any]:
    """The findings for programs."""
    found = spider.findings()
    return {
        "site": spider.site.site_id,
        "works": all(finding.verdict != "wrong" for finding in found),
        "requests": spider.run.requests,
        "findings": [asdict(finding) for finding in found],
    }


def _said(failure: Failure) -> str:
    error = cast(BaseException, failure.value)  # pyright: ignore[reportUnknownMemberType]
    return str(error) or type(error).__name__
