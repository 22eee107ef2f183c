"""What every family of sites has in common: listings in, reports and their attachments out, each asked for when it is due.

A family is a subclass of attributes: what its addresses look like, what marks its layout, and how its listings go on.
The spider yields no items. What it does is in the archive, and what came of it in the run's summary.
"""

from __future__ import annotations

import os
import re
from collections.abc import AsyncIterator, Iterable, Iterator
from datetime import UTC, datetime
from typing import Any, ClassVar, Protocol, Self, cast

from scrapy import Request, Selector, Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import (
    CannotResolveHostError,
    DontCloseSpider,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
    UsageError,
)
from scrapy.http import HtmlResponse, Response, TextResponse
from twisted.python.failure import Failure

from crawlers.addresses import REFUSED, AddressPolicy
from crawlers.archive import Capture, Provenance, Root
from crawlers.due import way_to_ask
from crawlers.errors import CrawlError
from crawlers.history import GONE
from crawlers.middlewares import PROVENANCE, Refused, archived_response
from crawlers.run import Budget, SiteRun
from crawlers.selection import (
    DOCUMENT_TYPES,
    IMAGE_TYPES,
    Link,
    clean_url,
    file_type,
    is_report_title,
    links_in,
    plain,
    year_in,
)
from crawlers.sites import Column, Site, endpoint, load_sites

DELAY_VARIABLE = "NIANBAO_DELAY"
SHORTEST_DELAY = 2.0
"""Seconds between requests to a public host, whatever NIANBAO_DELAY says."""

LISTING_PAGES = 200
"""Pages of one column; a government with all its bureaus has some hundred reports a year, 15 to 30 on a page."""
NEW = 5
"""Priority of pages that were never seen: before those that are asked for again, after listings, which have 10."""
ATTACHMENTS = 60
"""Attachments of one report: a scanned report may come as a picture a page."""
A_TEXT = 400
"""Characters: a report page with less text than this, and no table, is taken to be a frame for pictures."""

_NAMES_A_FILE = re.compile(rf"\.(?:{'|'.join(DOCUMENT_TYPES | IMAGE_TYPES)})\b", re.I)
_KINDS: tuple[tuple[type[BaseException], str], ...] = (
    (CannotResolveHostError, "dns"),
    (DownloadConnectionRefusedError, "connection"),
    (DownloadTimeoutError, "timeout"),
    (DownloadCancelledError, "too_large"),
    (ResponseDataLossError, "cut_short"),
    (DownloadFailedError, "connection"),
)
_MIDDLEWARE_KINDS = (("DOWNLOAD_MAXSIZE", "too_large"), ("max redirections", "redirects"))


class _HasRequest(Protocol):
    request: Request


class SiteSpider(Spider):
    """The base of all families. `scrapy crawl FAMILY -a site=ID [-a run=RUN]`; the run defaults to the time of its start."""

    layout: ClassVar[re.Pattern[str]]
    """What a listing of this family has somewhere in its source; a page without it has another layout, and is a fault."""
    article: ClassVar[re.Pattern[str]]
    """What the addresses of its articles look like."""
    annual_report: ClassVar[re.Pattern[str]] = re.compile(r"(?!)")
    """What addresses look like that are annual reports whatever the link's title says; nothing, unless a family has such."""
    listing: ClassVar[re.Pattern[str]]
    """What the addresses of its listings look like: a link to one is a menu, never a report."""
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
            found = load_sites(root.sites).find(site)
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
        self._pages_of: dict[str, set[tuple[str, Any]]] = {}
        self._unlisted_asked = False

    async def start(self) -> AsyncIterator[Request]:
        """Open the run, and ask for the first page of every column and for the reports that the site file names."""
        try:
            self.run.open()
        except CrawlError as error:
            self.run.fault(None, str(error))
            return
        for column in self.site.columns:
            for request in self.listing_request(column.url, column, is_first=True):
                yield request
        for report in self.site.reports:
            for request in self.ask(report.url, Provenance("report"), self.read_report):
                yield request

    # ---- What a family may do otherwise

    def fragments(self, response: TextResponse) -> Iterable[Selector]:
        """The parts of a listing in which its links stand; the page itself, unless a family keeps them elsewhere."""
        yield response.selector

    def more(self, response: TextResponse, column: Column) -> Iterator[Request]:
        """Requests for the further pages of a listing, each by `listing_request`."""
        yield from ()

    # ---- Listings

    def listing_request(
        self, url: str, column: Column, *, is_first: bool = False, may_miss: bool = False, **changes: Any
    ) -> Iterator[Request]:
        """Ask for a page of a listing, once, and unless the column has had as many pages as it may have.

        A page that `may_miss` may answer 404. `changes` are arguments of the request.
        """
        pages = self._pages_of.setdefault(column.url, set())
        page = (url, changes.get("body"))
        if page in pages or len(pages) > LISTING_PAGES:
            return
        pages.add(page)
        if len(pages) > LISTING_PAGES:
            self.run.bound(url, f"a listing goes on after {LISTING_PAGES} pages")
            return
        known = self.run.history.page(url) if "method" not in changes else None
        headers = {**(_conditions(known.document) if known else {}), **changes.pop("headers", {})}
        yield Request(
            url,
            headers=headers,
            priority=10,
            dont_filter=True,
            callback=self.read_listing,
            errback=self.listing_failed,
            cb_kwargs={"column": column, "is_first": is_first, "may_miss": may_miss},
            meta={PROVENANCE: Provenance("listing", via=column.url)},
            **changes,
        )

    def read_listing(self, response: Response, column: Column, is_first: bool, may_miss: bool) -> Iterator[Request]:
        """Ask for the reports that a listing page links to, and for the listing's further pages."""
        if response.status != 200:
            if not (may_miss and response.status in GONE):
                self._listing_answered(response, is_first)
            return
        if not isinstance(response, TextResponse) or (is_first and not self.layout.search(response.text)):
            self.run.fault(response.url, f"the listing {response.url} is not laid out as {self.name} sites are")
            return
        self.run.read_listing()
        for fragment in self.fragments(response):
            for link in links_in(fragment, response.url):
                if self.is_report(link):
                    yield from self.ask(
                        link.url, Provenance("report", via=column.url, anchor=link.title), self.read_report
                    )
        yield from self.more(response, column)

    def listing_failed(self, failure: Failure) -> None:
        """A listing could not be had: what that means depends on whether it was a column's first page."""
        request = cast(_HasRequest, failure).request
        kind, message = self.explain(failure, request)
        is_first = request.cb_kwargs["is_first"]
        if kind == "robots":
            self.run.forbid_listing(request.url, message)
        elif kind == "fault":
            self.run.fault(request.url, message)
        elif kind not in {"stopped", "refused"}:
            (self.run.fail_entrance if is_first else self.run.fail_page)(request.url, kind, message)

    def is_report(self, link: Link) -> bool:
        """Whether a link of a listing leads to an annual report, as far as its title and address can say."""
        if endpoint(link.url) not in self.site.allowed_endpoints:
            return False
        if self.annual_report.search(link.url):
            return True
        is_document = file_type(link.url) in DOCUMENT_TYPES
        if not is_document and self.listing.search(link.url):
            return False
        if not is_report_title(link.title):
            return False
        return is_document or bool(self.article.search(link.url)) or year_in(link.title) is not None

    # ---- Reports and attachments

    def ask(self, url: str, provenance: Provenance, callback: Any) -> Iterator[Request]:
        """Ask for a report or attachment if it is due; of a report that is not, the attachments are looked after."""
        if url in self.run.asked:
            return
        self.run.asked.add(url)
        history = self.run.history
        page = history.page(url)
        way = way_to_ask(url, history.visit(url), history.turn, report_year=self._report_year(url, provenance))
        document = page.document if page else None
        if way == "not_due":
            if document is not None and provenance.role == "report":
                self.run.unchanged()
                yield from self._attachments_of(document, provenance)
            return
        yield Request(
            url,
            dont_filter=True,  # `asked` has filtered it, and a redirect may not be dropped in silence
            headers=_conditions(document) if way == "on_condition" else {},
            priority=NEW if page is None else 0,
            callback=callback,
            errback=self.page_failed,
            meta={PROVENANCE: provenance},
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

    def read_report(self, response: Response) -> Iterator[Request]:
        """Ask for the attachments of a report."""
        if self._is_there(response):
            yield from self.attachments(response)

    def read_attachment(self, response: Response) -> None:
        """An attachment is archived; there is nothing in it to follow."""
        self._is_there(response)

    def page_failed(self, failure: Failure) -> None:
        """A report or attachment could not be had."""
        request = cast(_HasRequest, failure).request
        kind, message = self.explain(failure, request)
        if kind == "fault":
            self.run.fault(request.url, message)
        elif kind not in {
            "stopped",
            "refused",
            "known",
            "robots",
            "forgotten",
        }:  # what robots.txt forbids is left alone: no failure
            self.run.fail_page(request.url, kind, message)

    def attachments(self, response: Response) -> Iterator[Request]:
        """Ask for the files that a report links to, and for its pictures where there is little else on the page."""
        if not isinstance(response, HtmlResponse) or not _NAMES_A_FILE.search(response.text):
            return  # most reports link to no file: they need not be parsed
        links = [link for link in links_in(response.selector, response.url) if self.is_attachment(link)]
        if (pictures := list(self._pictures(response))) and _is_frame(response):
            links += [Link(url, "") for url in pictures]
        links = [link for link in dict.fromkeys(links) if endpoint(link.url) in self.site.allowed_endpoints]
        if len(links) > ATTACHMENTS:
            self.run.bound(response.url, f"a report has {len(links)} attachments, the first {ATTACHMENTS} are fetched")
        for link in links[:ATTACHMENTS]:
            provenance = Provenance("attachment", via=response.url, anchor=link.title or None)
            yield from self.ask(link.url, provenance, self.read_attachment)

    def is_attachment(self, link: Link) -> bool:
        """Whether a link of a report leads to a document, or to a picture that stands where pictures of pages do."""
        named = file_type(link.url)
        return named in DOCUMENT_TYPES or (named in IMAGE_TYPES and bool(self.page_image.search(link.url)))

    def ask_for_unlisted(self, spider: Spider) -> None:
        """When all is done, ask for the known reports that no listing names any more: they may be gone."""
        if self._unlisted_asked or not self.run.is_complete:
            return
        self._unlisted_asked = True
        requests: list[Request] = []
        for page in list(self.run.history.reports()):
            assert page.document is not None
            url, kept = page.document.url, page.document
            if url is None or url in self.run.asked:
                continue
            requests += self.ask(url, Provenance("report", via=kept.via, anchor=kept.anchor), self.read_report)
        for request in requests:
            self.crawler.engine.crawl(request)
        if requests:
            raise DontCloseSpider

    # ---- What went wrong

    def _is_there(self, response: Response) -> bool:
        if response.status in {200, 304}:
            return True
        if response.status not in GONE:
            self.run.fail_page(response.url, f"http_{response.status}", f"answers {response.status}")
        return False

    def _listing_answered(self, response: Response, is_first: bool) -> None:
        message = f"{response.url} answers {response.status}"
        if not is_first:
            self.run.fail_page(response.url, f"http_{response.status}", message)
        elif response.status >= 500 or response.status == 429:
            self.run.fail_entrance(response.url, f"http_{response.status}", message)
        else:
            self.run.fault(response.url, f"{message}: renew the column's address in {self.site.site_id}.toml")

    @staticmethod
    def explain(failure: Failure, request: Request) -> tuple[str, str]:
        """The kind of a failure, and what happened in a line; kind `fault` is an error of ours."""
        error = cast(BaseException, failure.value)  # pyright: ignore[reportUnknownMemberType]
        host = endpoint(request.url)[0]
        if address := REFUSED.get(host):
            return "address", f"{host} resolves to {address}, which may not be fetched"
        if isinstance(error, Refused):
            return error.kind, str(error)
        text = str(error) or type(error).__name__
        if isinstance(error, IgnoreRequest):
            return next((kind for mark, kind in _MIDDLEWARE_KINDS if mark in text), "ignored"), text
        kind = next((kind for type_, kind in _KINDS if isinstance(error, type_)), "fault")
        if kind == "connection" and "SSL" in text:
            kind = "tls"
        return kind, text if kind != "fault" else f"{type(error).__name__}: {text}"

    def _pictures(self, response: TextResponse) -> Iterator[str]:
        for source in response.xpath("//img/@src").getall():
            url = clean_url(response.urljoin(source.strip()))
            if file_type(url) in IMAGE_TYPES and self.page_image.search(url):
                yield url


def delay_for(site: Site, policy: AddressPolicy) -> float:
    """Return the seconds between two requests to a site's hosts.

    NIANBAO_DELAY counts below two seconds only when every host of the site is an address that NIANBAO_ALLOW_ADDRESSES
    names. Raises CrawlError when NIANBAO_DELAY is no number of seconds.
    """
    delay = asked_delay(site.allowed_endpoints, policy)
    return max(delay, site.overrides.delay.seconds) if site.overrides.delay else delay


def asked_delay(endpoints: Iterable[tuple[str, int]], policy: AddressPolicy) -> float:
    """Return the seconds that NIANBAO_DELAY asks for between two requests, at least two unless all hosts are allowed addresses."""
    named = os.environ.get(DELAY_VARIABLE, "").strip()
    try:
        delay = float(named) if named else SHORTEST_DELAY
    except ValueError as error:
        raise CrawlError(f"{DELAY_VARIABLE}: {named!r} is no number of seconds") from error
    if not 0 <= delay < float("inf"):
        raise CrawlError(f"{DELAY_VARIABLE}: {named!r} is no number of seconds from 0 up")
    return delay if all(policy.names(host) for host, _ in endpoints) else max(delay, SHORTEST_DELAY)


def _budget(site: Site, crawler: Crawler) -> Budget:
    override = site.overrides.budget
    requests, size = crawler.settings.getint("NIANBAO_BUDGET_REQUESTS"), crawler.settings.getint("NIANBAO_BUDGET_BYTES")
    return Budget(
        requests=(override and override.requests) or requests,
        bytes=override.megabytes * 2**20 if override and override.megabytes else size,
    )


def _conditions(document: Capture | None) -> dict[str, str]:
    """The headers that ask for a page only if it has changed since it was captured."""
    if document is None:
        return {}
    values = {"If-None-Match": document.etag, "If-Modified-Since": document.last_modified}
    return {name: value for name, value in values.items() if value}


def _is_frame(response: TextResponse) -> bool:
    """Whether a page is hardly more than a frame for pictures."""
    if response.xpath("boolean(//td)").get() == "1":
        return False
    text = "".join(response.xpath("//body//text()[not(ancestor::script or ancestor::style or ancestor::a)]").getall())
    return len(plain(text)) < A_TEXT
