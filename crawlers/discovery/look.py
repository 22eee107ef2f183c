"""The spider that looks at a site: home page, robots.txt, sitemap, and the pages that promise most, sixty in all.

One request at a time. Each page is read for where it leads, for the marks of CMS families, and by the families' own spiders
for the reports that they would find there. What was seen is judged afterwards, by `columns.py`.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any, Self, cast

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.http import HtmlResponse, Response, TextResponse
from twisted.python.failure import Failure

from crawlers.addresses import AddressPolicy
from crawlers.archive import Provenance, Root
from crawlers.asking import delay_for
from crawlers.discovery.frontier import OWN_INDEX, Errand, Frontier, is_guess, key_of, page_of
from crawlers.discovery.leads import Lead, breadcrumb, leads_of, title_parts, unread_clicks
from crawlers.discovery.lists import AgencyLists
from crawlers.discovery.looking import PROVENANCE, LookRun, say_nothing, site_of
from crawlers.discovery.marks import Marks
from crawlers.discovery.promise import Around, Promises, beside_of, is_behind, is_labelled, siblings_of
from crawlers.discovery.seen import Seen
from crawlers.discovery.trial import FAMILIES, GENERIC, Trial, is_article
from crawlers.discovery.unlinked import Sitemaps, named_errands
from crawlers.discovery.words import HINT, INSIDE, NEVER, OTHER, PLATFORM, REPORTS
from crawlers.middlewares import Refused
from crawlers.run import Budget
from crawlers.scripts.templates import Template, templates_in
from crawlers.selection import is_report_title, year_in

PAGES = 60
"""Requests of one look, robots.txt, sitemaps and redirects included."""
MEGABYTES = 60
ANSWERS = 600
"""Answers that one spider's reading of one column is given; most of them were fetched for another's."""
MOST_SCRIPT = 2_000_000
"""Characters of scripts that are kept."""
_ENOUGH = HINT - 2
"""Once there is a column, what promises less than this is left alone."""


class LookSpider(Spider):
    """Looks at the site behind `home`; what it saw stands in `seen`, `marks`, `frontier` and `run` when it is closed."""

    name = "look"
    run: LookRun

    @classmethod
    def from_crawler(
        cls, crawler: Crawler, *args: Any, home: str = "", site_id: str = "", tell: Any = None, **kwargs: Any
    ) -> Self:
        spider = super().from_crawler(crawler, *args, **kwargs)
        root = Root.from_environment()
        site = site_of(home, site_id)
        delay = delay_for(site, AddressPolicy.from_environment())
        crawler.settings.set("DOWNLOAD_DELAY", delay, priority="spider")
        crawler.settings.set("AUTOTHROTTLE_ENABLED", delay > 0, priority="spider")
        spider.run = LookRun(site, root, Budget(requests=PAGES, bytes=MEGABYTES * 2**20))
        spider.home = home
        spider.tell = tell or say_nothing
        crawler.signals.connect(spider.broke, signals.spider_error)
        return spider

    def __init__(self, name: str | None = None, **kwargs: Any) -> None:
        super().__init__(name, **kwargs)
        self.home = ""
        self.tell: Callable[..., None] = say_nothing
        self.frontier = Frontier()
        self.marks = Marks()
        self.seen: list[Seen] = []
        self.lists = AgencyLists()
        self.sitemaps = Sitemaps(self.frontier)
        self.promises = Promises(self.frontier, self.seen, self.marks.leading)
        self.front: TextResponse | None = None
        self.problems: list[tuple[str, str]] = []
        self.elsewhere: dict[str, str] = {}
        self._answers: dict[str, Response] = {}
        self._templates: list[Template] = []
        self._loaded = ""
        self._widened: set[str] = set()

    async def start(self) -> AsyncIterator[Request]:
        """Ask for the home page."""
        self.frontier.add(Errand(self.home, [], REPORTS, kind="refresh"))
        for request in self.next_request():
            yield request

    # ---- One page after the other

    def next_request(self) -> Iterator[Request]:
        """Ask for the most promising page, unless nothing more is worth it."""
        while not self.run.stopped and (errand := self.frontier.take() or self._named()) is not None:
            if self.frontier.promise(errand) < _ENOUGH and self.reports_found():
                return
            if not self.run.admits(errand.url) and not (errand.worth >= PLATFORM and self.run.admit(errand.url)):
                continue
            if not self.run.may_fetch(errand.url):
                self.run.forbidden.append(errand.url)
                continue
            if self.lists.covers(self, errand):
                continue
            answer = self._answers.get(page_of(errand.request or Request(errand.url)))
            if answer is None:
                yield self._request(errand)
                return
            self._digest(answer, errand)

    def _named(self) -> Errand | None:
        """Where all was looked at and no report found: the best of what pages and scripts only name, and of their own scripts."""
        if self.reports_found():
            return None
        for page, answer in list(self._answers.items()):
            if page in self._widened or not isinstance(answer, TextResponse) or answer.status != 200:
                continue
            self._widened.add(page)
            for errand in named_errands(answer):
                if self.run.admits(errand.url) and not self.frontier.knows(errand.url):
                    self.frontier.add(errand)
        return self.frontier.take()

    def reports_found(self) -> set[str]:
        """The addresses of reports that some column's page names."""
        return {url for seen in self.seen if seen.is_column for trial in seen.trials.values() for url in trial.reports}

    def followed(self) -> list[str]:
        """The families whose requests are sent: the two that most speaks for, or the one for any site."""
        return self.marks.leading()[:2] or [GENERIC]

    def _request(self, errand: Errand) -> Request:
        meta = {PROVENANCE: Provenance("other", via=errand.via), "errand": errand}
        if errand.request is not None:
            return errand.request.replace(
                callback=self.read, errback=self.failed, meta=meta, cb_kwargs={}, dont_filter=True
            )
        return Request(errand.url, callback=self.read, errback=self.failed, meta=meta, dont_filter=True)

    def read(self, response: Response) -> Iterator[Request]:
        """Take in one answer, and ask for the next."""
        errand = cast(Errand, response.meta["errand"])
        asked = errand.request or Request(errand.url)
        self._answers[page_of(cast(Request, response.request))] = self._answers[page_of(asked)] = response
        self._digest(response, errand)
        yield from self.next_request()

    def _digest(self, response: Response, errand: Errand) -> None:
        """Give an answer to the trials that wait for it, and read it as a page."""
        before = len(self.reports_found())
        for trial, request in errand.trials:
            self._answer(trial, request, errand)
        if response.status != 200:
            self._problem(errand, f"answers {response.status}")
        elif errand.kind == "sitemap":
            self._take_sitemap(response, errand)
        elif not isinstance(response, TextResponse):
            self._problem(errand, "is no page")
        elif errand.request is None or (isinstance(response, HtmlResponse) and not is_guess(errand.request)):
            self._take(response, errand)
        else:
            self._say(errand, f"{len(self.reports_found()) - before} more reports")

    def _answer(self, trial: Trial, request: Request, errand: Errand) -> None:
        """Give a trial the answer to its request, if it is there already; else the request is put on the list."""
        answer = self._answers.get(page_of(request))
        if answer is None:
            self._ask_for(trial, request, errand)
        elif trial.answers < ANSWERS:
            trial.read(request, answer)
            for asked in trial.take_pending():
                self._answer(trial, asked, errand)

    def replay(self, family: str, url: str, agency: str | None) -> Trial:
        """What a family's spider makes of a column that is said to be an agency's, from the answers that are there."""
        trial = Trial(family, self.run, url, agency)
        pending = trial.take_pending()
        while pending and trial.answers < ANSWERS:
            request = pending.pop(0)
            if (answer := self._answers.get(page_of(request))) is not None:
                trial.read(request, answer)
                pending += trial.take_pending()
            else:
                trial.pending.append(request)
        return trial

    def _ask_for(self, trial: Trial, request: Request, errand: Errand) -> None:
        if request.method == "GET" and is_article(request.url):
            return  # another family's spider takes it for a listing: reports are not asked for by a look
        self.frontier.add(
            Errand(
                request.url, [], REPORTS - 1, via=errand.url, inside=True, request=request, trials=[(trial, request)],
                depth=errand.depth + 1,
            )
        )  # fmt: skip

    def failed(self, failure: Failure) -> Iterator[Request]:
        """Note why a page could not be had, and ask for the next."""
        error = cast(BaseException, failure.value)  # pyright: ignore[reportUnknownMemberType]
        request = cast(Any, failure).request
        errand = cast(Errand, request.meta["errand"])
        if isinstance(error, Refused) and error.kind == "robots":
            self.run.forbidden.append(errand.url)
        if isinstance(error, Refused) and error.kind == "redirect" and self._moves(errand, request.url):
            yield from self.next_request()
            return
        self._problem(errand, str(error) or type(error).__name__)
        yield from self.next_request()

    def _moves(self, errand: Errand, url: str) -> bool:
        """Whether a page has sent on to a sibling host: it is looked at there, and where it was the home page, that is the home."""
        if not self.run.admit(url):
            return False
        if not errand.depth:
            self.home = url
        return self.frontier.add(
            Errand(
                url,
                errand.titles,
                errand.worth,
                via=errand.via,
                kind=errand.kind,
                inside=errand.inside,
                depth=errand.depth,
            )
        )

    def broke(self, failure: Failure, response: Response, spider: Spider) -> None:
        """An error of ours ends the look, and is said."""
        error = cast(BaseException, failure.value)  # pyright: ignore[reportUnknownMemberType]
        self.run.limit(f"{type(error).__name__} at {response.url}: {error}")

    # ---- What a page says

    def _take(self, response: TextResponse, errand: Errand) -> None:
        if self.front is None or (errand.kind == "refresh" and errand.depth <= 2):
            self.front = response
        self._templates += [made for made in templates_in(response.text) if made not in self._templates]
        leads = leads_of(response, self._templates, self._loaded)
        self.marks.take(response, leads)
        for lead in leads:
            if is_report_title(lead.title) and year_in(lead.title) and not self.run.admits(lead.url):
                self.run.admit(lead.url)  # reports of a column may stand on the platform's own host
        is_page = isinstance(response, HtmlResponse) and errand.kind not in {"script", "data"}
        seen = Seen(
            response.url,
            errand,
            self._title(response) if is_page else "",
            breadcrumb(response.selector) if is_page else "",
            len(leads),
            sum(is_article(lead.url) for lead in leads),
        )
        self.seen.append(seen)
        before = self.reports_found()
        is_address = errand.request is None or errand.request.method == "GET"
        if (
            is_page
            and is_address
            and errand.depth
            and not any(trial.family in self.marks.leading()[:1] for trial, _ in errand.trials)
        ):
            self._try(seen, response)
        self._follow(leads, seen, unread_clicks(response, self._loaded) if is_page else 0)
        if errand.kind == "script":
            self._read_again(response.text, errand.via)
        for one in self.seen:
            if one.asked and one.is_column:
                self._pursue(one)
        self._say(errand, self._found(seen))
        if errand.siblings:
            new = {url for trial in seen.trials.values() for url in trial.reports}
            if not (new <= before and (errand.trials or self._awaits(seen) or self._is_twin(seen, new))):
                # what a column's own spider reads says nothing of what it passes over, nor does a page without its list
                self.frontier.learn(errand, "wrong" if not new else "covered" if new <= before else "right")
        self._start_sitemaps()

    def _awaits(self, seen: Seen) -> bool:
        """Whether a page's list has not come yet: a spider that reads it waits for an answer."""
        mine = [seen.trials[family] for family in self.followed() if family in seen.trials]
        return any(trial in mine for errand in self.frontier.waiting.values() for trial, _ in errand.trials)

    def _is_twin(self, seen: Seen, reports: set[str]) -> bool:
        """Whether a page lists what another does and stands in the same folder: of the other agencies' pages that says nothing."""
        return bool(reports) and any(
            one is not seen
            and one.errand.siblings == seen.errand.siblings
            and one.url.partition("#")[0].rpartition("/")[0] == seen.url.partition("#")[0].rpartition("/")[0]
            and reports <= {url for trial in one.trials.values() for url in trial.reports}
            for one in self.seen
        )

    def _title(self, response: TextResponse) -> str:
        """What a page calls itself: the first part of its title that the home page's title does not have."""
        assert self.front is not None
        parts, site = title_parts(response.selector), set(title_parts(self.front.selector))
        return next((part for part in parts if part not in site), "")

    def _try(self, seen: Seen, response: Response) -> None:
        """Let every family's spider read a page as a column, and keep what they ask for besides."""
        for family in FAMILIES:
            trial = seen.trials[family] = Trial(family, self.run, seen.errand.url)
            for request in trial.take_pending():
                trial.read(request, response)
            seen.asked[family] = trial.take_pending()

    def _pursue(self, seen: Seen) -> None:
        """Ask for what the families' spiders want to see of a page, once something calls it a column.

        The families that the pages speak for ask first, the others only where those find nothing and ask for nothing.
        """
        asked, seen.asked = seen.asked, {}
        first = self.followed()
        if not any(seen.trials[family].reports or asked[family] for family in first):
            first = [family for family in FAMILIES if not seen.trials[family].fault]
        for family in first:
            for request in asked[family]:
                self._answer(seen.trials[family], request, seen.errand)

    def _follow(self, leads: list[Lead], seen: Seen, unread: int) -> None:
        errand = seen.errand
        around = Around.of(seen, leads, unread)
        reports = self._reports_of(seen)
        for named in leads:
            lead = named
            is_own = key_of(lead.url) == key_of(seen.url)
            if is_own and around.is_shell and lead.kind == "link":
                lead = lead._replace(kind="refresh")
            if lead.url in reports or (is_own and not is_behind(lead, seen)):
                continue
            value = self.promises.of(lead, around)
            if value == NEVER:
                continue
            if not self.run.admits(lead.url):
                if value >= REPORTS - 5:
                    self.elsewhere.setdefault(lead.url, lead.title)
                if value < PLATFORM:
                    continue
            is_within = around.is_column and (value >= INSIDE or value == errand.worth - 1) and value > OTHER
            inside = is_within or is_labelled(lead)
            self.frontier.add(
                Errand(
                    lead.url,
                    [lead.title] if lead.title else list(errand.titles) if lead.kind in {"frame", "refresh"} else [],
                    value,
                    via=seen.url,
                    kind=lead.kind,
                    inside=inside,
                    siblings=siblings_of(lead, seen, inside),
                    beside=beside_of(lead, seen, inside),
                    depth=errand.depth + 1,
                    request=Request(lead.url, meta={OWN_INDEX: True}) if is_own else None,
                )
            )

    def _read_again(self, script: str, via: str | None) -> None:
        """A script has come: what it says of clicks is of use on the page that loads it."""
        self._loaded = f"{self._loaded}\n{script}"[-MOST_SCRIPT:]
        answer = self._answers.get(page_of(Request(via))) if via else None
        if isinstance(answer, TextResponse):
            for seen in [seen for seen in self.seen if seen.url == via]:
                self._follow(leads_of(answer, self._templates, self._loaded), seen, 0)

    def _reports_of(self, seen: Seen) -> set[str]:
        return {url for trial in seen.trials.values() if not trial.fault for url in (*trial.reports, *trial.forbidden)}

    # ---- The sitemap

    def _start_sitemaps(self) -> None:
        if self.front is not None:
            self.sitemaps.start(self.home, self.run)

    def _take_sitemap(self, response: Response, errand: Errand) -> None:
        named, promising = self.sitemaps.take(response, self.run)
        self._say(errand, f"a sitemap of {named} addresses, {promising} of them promising")

    # ---- What is told

    def _found(self, seen: Seen) -> str:
        best = max(seen.trials.values(), key=lambda trial: len(trial.reports), default=None)
        if seen.is_column and best is not None and best.reports:
            return f"{len(best.reports)} reports"
        return f"{seen.links} links"

    def _problem(self, errand: Errand, what: str) -> None:
        if errand.request is None and errand.kind != "sitemap":
            self.problems.append((errand.url, what))
        self._say(errand, what)
        self.frontier.learn(errand, "wrong")
        self._start_sitemaps()

    def _say(self, errand: Errand, what: str) -> None:
        self.tell(
            event="page",
            number=self.run.requests,
            of=PAGES,
            url=errand.url,
            title=(errand.titles or [""])[0],
            what=what,
        )
