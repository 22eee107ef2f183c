"""Reports and their attachments: each asked for once, when it is due, and followed to its files.

`ReportSpider` is what `spiders.base` builds on. It knows nothing of listings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any, ClassVar, Protocol, Self, cast

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import DontCloseSpider, UsageError
from scrapy.http import HtmlResponse, Response, TextResponse
from twisted.python.failure import Failure

from crawlers.addresses import AddressPolicy
from crawlers.archive import Capture, Provenance, Root
from crawlers.attachments import documents_in, may_have_attachments, pictures_in
from crawlers.due import way_to_ask
from crawlers.environment import asked_seconds
from crawlers.errors import CrawlError
from crawlers.failures import explain
from crawlers.following import redirect_in
from crawlers.history import GONE
from crawlers.middlewares import PROVENANCE, archived_response
from crawlers.run import Budget, SiteRun
from crawlers.scripts import scripts_of
from crawlers.selection import Link, plain, web_url, year_in
from crawlers.sites import Site, endpoint, find_site
from crawlers.urls import same_page

SHORTEST_DELAY = 2.0
"""Seconds between requests to a public host, whatever NIANBAO_DELAY says."""

ATTACHMENTS = 60
"""Attachments of one report: a scanned report may come as a picture a page."""
FILLS = 3
"""Requests that the script of an empty report page makes, and that are made as it would."""
HOPS = 3
"""Pages that do nothing but lead on to the next, by `meta refresh` or a script, before the report itself."""
NEW = 5
"""Priority of pages that were never seen: before those that are asked for again, after listings, which have 10."""
A_TEXT = 400
"""Characters: a report page with less text than this, and no table, is taken to be a frame for pictures."""

_NO_FAILURE = frozenset({"stopped", "refused", "known", "robots", "forgotten"})
"""Kinds of requests that were not made for good reason: what robots.txt forbids, say, is left alone."""


class HasRequest(Protocol):
    """A failure of a download, as Scrapy hands it to an errback."""

    request: Request


class ReportSpider(Spider):
    """The spider of one site: its run, its reports, their attachments."""

    page_image: ClassVar[re.Pattern[str]]
    """What the addresses of pictures inside an article look like, as opposed to those of its frame."""

    site: Site
    run: SiteRun

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, site: str = "", run: str = "", **kwargs: Any) -> Self:
        """Make the spider of one site, with the delay, budget and certificate rules that its TOML and the environment set.

        Raises UsageError when there is no such site, or its family is another.
        """
        try:
            root = Root.from_environment()
            found = find_site(root.sites, site)
            delay = delay_for(found, AddressPolicy.from_environment())
        except CrawlError as error:
            raise UsageError(str(error), print_help=False) from error
        if found.family != cls.name:
            raise UsageError(
                f"{site} is a {found.family} site: scrapy crawl {found.family} -a site={site}", print_help=False
            )
        settings = crawler.settings
        settings.set("DOWNLOAD_DELAY", delay, priority="spider")
        settings.set("AUTOTHROTTLE_ENABLED", delay > 0 and settings.getbool("AUTOTHROTTLE_ENABLED"), priority="spider")
        if found.overrides.tls:
            settings.set("DOWNLOAD_VERIFY_CERTIFICATES", found.overrides.tls.verify, priority="spider")
        spider = super().from_crawler(crawler, *args, **kwargs)
        spider.site = found
        spider.run = SiteRun(found, run or f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}", root, _budget(found, crawler))
        crawler.signals.connect(spider.ask_for_unlisted, signals.spider_idle)
        return spider

    def __init__(self, name: str | None = None, **kwargs: Any) -> None:
        super().__init__(name, **kwargs)
        self._unlisted_asked = False

    def ask(self, url: str, provenance: Provenance, callback: Any, **more: Any) -> Iterator[Request]:
        """Ask for a report or attachment if it is due; of a report that is not, the attachments are looked after."""
        if same_page(url) in self.run.asked:
            return
        self.run.asked.add(same_page(url))
        history = self.run.history
        page = history.page(url)
        way = way_to_ask(url, history.visit(url), history.turn, report_year=self._report_year(url, provenance))
        document, kept = (page.document, page.kept) if page else (None, None)
        if document is not None and document.role == "listing" and provenance.role == "report":
            # it was just read as a listing, and is a report itself: it has to be kept as one, unless it is already
            is_kept = kept is not None and kept.document_sha256 == document.document_sha256
            way = "not_due" if is_kept else "on_condition"
        if way == "not_due":
            if kept is not None and provenance.role == "report":
                self.run.unchanged()
                yield from self._attachments_of(kept, provenance)
            return
        yield Request(
            url,
            dont_filter=True,  # `asked` has filtered it, and a redirect may not be dropped in silence
            headers=page.conditions if page and way == "on_condition" else {},
            priority=NEW if page is None else 0,
            callback=callback,
            errback=self.page_failed,
            meta={PROVENANCE: provenance},
            cb_kwargs=more,
        )

    def _attachments_of(self, document: Capture, provenance: Provenance) -> Iterator[Request]:
        """Look after the attachments of a report that is not due; one that was read to its end need not be read again."""
        assert document.url is not None
        if not self.run.history.was_finished(document):
            asked = Request(document.url, meta={PROVENANCE: provenance})
            yield from self.attachments(archived_response(self.run, asked, document))
            return
        for known in self.run.history.attachments(document.url):
            if known.url is not None:
                of_report = Provenance("attachment", via=document.url, anchor=known.anchor)
                yield from self.ask(known.url, of_report, self.read_attachment)

    def _report_year(self, url: str, provenance: Provenance) -> int | None:
        """The year that a page reports on, as far as links and addresses say; an attachment's is that of its report."""
        report = self.run.history.page(provenance.via) if provenance.role == "attachment" and provenance.via else None
        anchor = report.last.anchor if report else provenance.anchor
        return year_in(anchor or "") or year_in(url)

    def read_report(self, response: Response, hops: int = 0) -> Iterator[Request]:
        """Ask for the attachments of a report, or for the page that it leads on to."""
        if not self._is_there(response):
            return
        target = redirect_in(response.text) if isinstance(response, TextResponse) else None
        led = web_url(target, response.url) if target else None
        if led and hops >= HOPS:
            self.run.bound(response.url, f"{HOPS} pages lead on one to the next, and this one leads on too")
        elif led and endpoint(led) in self.site.allowed_endpoints:
            provenance: Provenance = response.meta[PROVENANCE]
            yield from self.ask(led, provenance, self.read_report, hops=hops + 1)
            return
        asked = [*self.attachments(response)]
        yield from asked
        if not asked and isinstance(response, HtmlResponse) and is_frame(response):
            yield from self._filled_by(response)

    def _filled_by(self, response: HtmlResponse) -> Iterator[Request]:
        """Ask for what the script of an empty page fills it with."""
        for call in scripts_of(response.url, response.selector).calls(of_article=True)[:FILLS]:
            if call.body is None and not call.is_paged:
                provenance = Provenance("attachment", via=response.url)
                yield from self.ask(call.address(0), provenance, self.read_filling)

    def read_filling(self, response: Response) -> None:
        """What fills a page is archived, if it is there: a script may ask for anything."""

    def read_attachment(self, response: Response) -> None:
        """An attachment is archived; there is nothing in it to follow."""
        self._is_there(response)

    def page_failed(self, failure: Failure) -> None:
        """A report or attachment could not be had."""
        request = cast(HasRequest, failure).request
        kind, message = explain(failure, request)
        if kind == "fault":
            self.run.fault(request.url, message)
        elif kind not in _NO_FAILURE:
            self.run.fail_page(request.url, kind, message)

    def attachments(self, response: Response) -> Iterator[Request]:
        """Ask for the files that a report links to or shows, and for its pictures where there is little else on the page."""
        if not isinstance(response, HtmlResponse) or not may_have_attachments(response.text):
            return  # most reports link to no file: they need not be parsed
        found = self.attachment_links(response)
        links = [link for link in found if endpoint(link.url) in self.site.allowed_endpoints]
        if found and not links and is_frame(response):
            self.run.fail_page(
                found[0].url,
                "host",
                f"{response.url} is a frame for a file on another host; if it is this site's, name it under "
                f"[overrides.hosts] in {self.site.site_id}.toml",
            )
        if len(links) > ATTACHMENTS:
            self.run.bound(response.url, f"a report has {len(links)} attachments, the first {ATTACHMENTS} are fetched")
        for link in links[:ATTACHMENTS]:
            provenance = Provenance("attachment", via=response.url, anchor=link.title or None)
            yield from self.ask(link.url, provenance, self.read_attachment)

    def attachment_links(self, response: TextResponse) -> list[Link]:
        """The files of a report's page, on whatever host, each once; its pictures where it is a frame for them."""
        found = list(documents_in(response.selector, response.url))
        if is_frame(response):
            pictures = pictures_in(response.selector, response.url)
            found += [Link(url, "") for url in pictures if self.page_image.search(url)]
        titles: dict[str, str] = {}
        for link in found:
            titles[link.url] = max(titles.get(link.url, ""), link.title, key=len)
        return [Link(url, title) for url, title in titles.items()]

    def guess_pages(self) -> Iterator[Request]:
        """Requests for what listings state beyond what was read; a spider that reads listings has them."""
        yield from ()

    def ask_for_unlisted(self, spider: Spider) -> None:
        """When all is done, ask for further pages of listings that state more, and then for the known reports that no listing
        names any more: they may be gone.
        """
        further = [] if self.run.stopped else [*self.guess_pages()]
        for request in further:
            self.crawler.engine.crawl(request)
        if further:
            raise DontCloseSpider
        if self._unlisted_asked or not self.run.is_complete:
            return
        self._unlisted_asked = True
        requests: list[Request] = []
        for page in list(self.run.history.reports()):
            assert page.kept is not None
            url, kept = page.kept.url, page.kept
            if url is None or same_page(url) in self.run.asked:
                continue
            requests += self.ask(url, Provenance("report", via=kept.via, anchor=kept.anchor), self.read_report)
        for request in requests:
            self.crawler.engine.crawl(request)
        if requests:
            raise DontCloseSpider

    def _is_there(self, response: Response) -> bool:
        if response.status in {200, 304}:
            return True
        if response.status not in GONE:
            self.run.fail_page(response.url, f"http_{response.status}", f"answers {response.status}")
        return False


def delay_for(site: Site, policy: AddressPolicy) -> float:
    """Return the seconds between two requests to a site's hosts.

    NIANBAO_DELAY counts below two seconds only when every host of the site is an address that NIANBAO_ALLOW_ADDRESSES
    names. Raises SettingError when NIANBAO_DELAY is no number of seconds.
    """
    delay = asked_delay(site.allowed_endpoints, policy)
    return max(delay, site.overrides.delay.seconds) if site.overrides.delay else delay


def asked_delay(endpoints: Iterable[tuple[str, int]], policy: AddressPolicy) -> float:
    """Return the seconds that NIANBAO_DELAY asks for between two requests, at least two unless all hosts are allowed addresses."""
    asked = asked_seconds()
    delay = SHORTEST_DELAY if asked is None else asked
    return delay if all(policy.names(host) for host, _ in endpoints) else max(delay, SHORTEST_DELAY)


def _budget(site: Site, crawler: Crawler) -> Budget:
    override = site.overrides.budget
    requests, size = crawler.settings.getint("NIANBAO_BUDGET_REQUESTS"), crawler.settings.getint("NIANBAO_BUDGET_BYTES")
    return Budget(
        requests=(override and override.requests) or requests,
        bytes=override.megabytes * 2**20 if override and override.megabytes else size,
    )


def is_frame(response: TextResponse) -> bool:
    """Whether a page is hardly more than a frame for pictures."""
    if "<td" in response.text or response.xpath("boolean(//td)").get() == "1":  # most reports need not be parsed
        return False
    text = "".join(response.xpath("//body//text()[not(ancestor::script or ancestor::style or ancestor::a)]").getall())
    return len(plain(text)) < A_TEXT
