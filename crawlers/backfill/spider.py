"""The spider that asks public web archives for what they kept of one site. `scrapy crawl backfill -a site=ID`.

First the columns: every listing page that an archive kept names reports, under titles that no index knows; what lies below a
column's address and looks like one of the family's articles is taken for a report too. Then the reports: those that these
listings name, those of the site file, and those that our own archive knows. Last the attachments that kept reports link to.
What is in our archive already, at the same address and time, is not asked for again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from datetime import UTC, datetime
from functools import partial
from typing import Any, Self, cast
from urllib.parse import urlsplit

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import DontCloseSpider, UsageError
from scrapy.http import HtmlResponse, Response, TextResponse
from scrapy.spiderloader import SpiderLoader
from twisted.python.failure import Failure

from crawlers.addresses import AddressPolicy
from crawlers.archive import Provenance, Role, Root
from crawlers.asking import asked_delay
from crawlers.backfill.web_archives import (
    CommonCrawl,
    InternetArchive,
    Lookup,
    PastCapture,
    WebArchive,
    web_archives,
)
from crawlers.errors import CrawlError
from crawlers.failures import explain
from crawlers.middlewares import PROVENANCE, UNWRAP
from crawlers.run import Budget, SiteRun
from crawlers.selection import links_in
from crawlers.sites import Site, endpoint, endpoints, find_site
from crawlers.spiders.base import SiteSpider

ARCHIVES = (InternetArchive.origin, CommonCrawl.origin)
FIRST_YEAR = 2008
"""The regulation is in force since 2008-05-01: nothing that is sought is older."""

VERSIONS = 20
"""Captures of one page, each with another body: what changes more often is a counter."""
LISTINGS = 60
"""Captures of listing pages below one column: three a year."""
TOGETHER = 3
"""Addresses of one folder that are looked up by their folder, in one request."""
ROUNDS = 3
"""Reports, their attachments, and what these lead to."""
INDEX_PAGES = 10
"""Answers of an index, one after the other, to one lookup."""
REPORTS = 5000
"""Addresses sought for one site."""


class BackfillSpider(Spider):
    """One site, asked of web archives: `-a archives=internet_archive,common_crawl -a first=2008 -a last=2026`."""

    name = "backfill"

    site: Site
    run: SiteRun
    family: SiteSpider
    archives: list[WebArchive]

    @classmethod
    def from_crawler(
        cls,
        crawler: Crawler,
        *args: Any,
        site: str = "",
        run: str = "",
        archives: str = ",".join(ARCHIVES),
        first: str = str(FIRST_YEAR),
        last: str = "",
        **kwargs: Any,
    ) -> Self:
        """Make the spider; raises UsageError when there is no such site, archive or year."""
        try:
            root = Root.from_environment()
            found = find_site(root.sites, site)
            years = int(first), int(last or datetime.now(UTC).year)
            asked = web_archives(archives.split(","), *years)
            hosts = frozenset[tuple[str, int]]().union(*(endpoints(home) for one in asked for home in one.homes))
            delay = asked_delay(hosts, AddressPolicy.from_environment())
        except (CrawlError, ValueError) as error:
            raise UsageError(str(error), print_help=False) from error
        settings = crawler.settings
        settings.set("DOWNLOAD_DELAY", delay, priority="spider")
        settings.set("AUTOTHROTTLE_ENABLED", delay > 0 and settings.getbool("AUTOTHROTTLE_ENABLED"), priority="spider")
        spider = super().from_crawler(crawler, *args, **kwargs)
        spider.site, spider.archives, spider.years = found, asked, years
        spider.family = cast(type[SiteSpider], SpiderLoader.from_settings(settings).load(found.family))()
        spider.family.site = found
        budget = Budget(settings.getint("NIANBAO_BUDGET_REQUESTS"), settings.getint("NIANBAO_BUDGET_BYTES"))
        spider.run = SiteRun(found, run or f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}", root, budget)
        spider.run.kind, spider.run.endpoints = "backfill", hosts
        crawler.signals.connect(spider.next_round, signals.spider_idle)
        return spider

    def __init__(self, name: str | None = None, **kwargs: Any) -> None:
        super().__init__(name, **kwargs)
        self.years = (FIRST_YEAR, FIRST_YEAR)
        self._roles: dict[str, Provenance] = {}  # every address sought, and how it was come by
        self._sought: set[str] = set()  # those that were looked up
        self._asked: set[tuple[str, datetime]] = set()
        self._listings: dict[str, int] = defaultdict(int)
        self._captures: dict[str, set[str]] = defaultdict(set)
        self._round = 0

    async def start(self) -> AsyncIterator[Request]:
        """Open the run; list the crawls where an archive has many; look the columns up."""
        try:
            self.run.open()
        except CrawlError as error:
            self.run.fault(None, str(error))
            return
        self._asked = {
            (capture.url, capture.fetched_at.replace(microsecond=0))
            for capture in self.run.archive.captures(site_id=self.site.site_id)
            if capture.url and capture.origin != "crawl"
        }
        for report in self.site.reports:
            self._seek(report.url, Provenance("report"))
        for page in self.run.history.reports():
            if page.document and page.document.url:
                self._seek(page.document.url, Provenance("report", page.document.via, page.document.anchor))
        for archive in self.archives:
            if isinstance(archive, CommonCrawl):
                yield self._request(archive.list_address, partial(self.read_crawls, archive=archive))
            else:
                for request in self._columns(archive):
                    yield request

    def read_crawls(self, response: Response, archive: CommonCrawl) -> Iterator[Request]:
        """Choose the crawls to ask, and look the columns up in each."""
        chosen = archive.with_crawls(response.body, *self.years)
        self.archives = [chosen if one is archive else one for one in self.archives]
        yield from self._columns(chosen)

    def read_index(self, response: Response, archive: WebArchive, column: str | None, page: int) -> Any:
        """Ask for the captures that an index lists: of listings and articles below a column, or of what is sought."""
        if response.status == 404:  # Common Crawl's word for none
            self.run.read_listing()
            return
        if response.status != 200:
            self.run.fail_entrance(response.url, f"http_{response.status}", f"the index answers {response.status}")
            return
        captures, key = archive.read_index(response.body)
        self.run.read_listing()
        for capture in captures:
            yield from self._kept(capture, archive, column)
        if key and page < INDEX_PAGES:
            again = partial(self.read_index, archive=archive, column=column, page=page + 1)
            yield self._request(f"{response.url.partition('&resumeKey=')[0]}&resumeKey={key}", again)
        elif key:
            self.run.bound(response.url, f"an index goes on after {INDEX_PAGES} answers")

    def read_listing(self, response: Response, column: str) -> None:
        """Seek the reports that a kept listing page names."""
        if isinstance(response, TextResponse):
            for fragment in self.family.fragments(response):
                for link in links_in(fragment, response.url):
                    if self.family.is_report(link):
                        self._seek(link.url, Provenance("report", via=column, anchor=link.title))

    def read_report(self, response: Response) -> None:
        """Seek the attachments that a kept report links to."""
        if isinstance(response, HtmlResponse):
            for link in self.family.attachment_links(response):
                if endpoint(link.url) in self.site.allowed_endpoints:
                    self._seek(link.url, Provenance("attachment", via=response.url, anchor=link.title or None))

    def read_attachment(self, response: Response) -> None:
        """An attachment is archived; there is nothing in it to follow."""

    def next_round(self, spider: Spider) -> None:
        """When all is done, look up what was found to be sought meanwhile."""
        new = [url for url in self._roles if url not in self._sought]
        if not new or self._round >= ROUNDS or self.run.stopped:
            return
        self._round += 1
        self._sought.update(new)
        for archive in self.archives:
            for lookup in together(new):
                for request in self._lookups(archive, lookup, None):
                    self.crawler.engine.crawl(request)
        raise DontCloseSpider

    def failed(self, failure: Failure) -> None:
        """An index or a page could not be had."""
        request = cast(Any, failure).request
        kind, message = explain(failure, request)
        if kind in {"stopped", "refused", "forgotten"}:
            return
        if kind == "robots":
            self.run.forbid_listing(request.url, message)
        elif kind == "fault":
            self.run.fault(request.url, message)
        else:
            (self.run.fail_page if UNWRAP in request.meta else self.run.fail_entrance)(request.url, kind, message)

    # ---- What is asked

    def _columns(self, archive: WebArchive) -> Iterator[Request]:
        for column in self.site.columns:
            folder = folder_of(column.url)
            lookup = Lookup(folder, "prefix") if folder else Lookup(column.url, "exact")
            yield from self._lookups(archive, lookup, column.url)

    def _lookups(self, archive: WebArchive, lookup: Lookup, column: str | None) -> Iterator[Request]:
        read = partial(self.read_index, archive=archive, column=column, page=1)
        for address in archive.index_addresses(lookup):
            yield self._request(address, read)

    def _kept(self, capture: PastCapture, archive: WebArchive, column: str | None) -> Iterator[Request]:
        """Ask for a kept page, if it is a listing, or is sought, and is not here."""
        url = capture.url
        if column is not None and self._is_listing(url, column):
            if self._listings[column] < LISTINGS:
                self._listings[column] += 1
                yield from self._page(
                    capture, archive, Provenance("listing", column), partial(self.read_listing, column=column)
                )
            return
        if column is not None and self.family.article.search(url):
            self._seek(url, Provenance("report", via=column))
            self._sought.add(url)
        sought = self._roles.get(url)
        if sought is None or capture.digest in self._captures[url]:
            return
        self._captures[url].add(capture.digest)
        if len(self._captures[url]) > VERSIONS:
            return
        callback = self.read_report if sought.role == "report" else self.read_attachment
        yield from self._page(capture, archive, sought, callback)

    def _page(
        self,
        capture: PastCapture,
        archive: WebArchive,
        provenance: Provenance,
        callback: Callable[..., Any],
    ) -> Iterator[Request]:
        if (capture.url, capture.captured_at) in self._asked:
            return
        self._asked.add((capture.url, capture.captured_at))
        if capture.is_cut:
            self.run.fail_page(capture.url, "cut_short", f"{archive.origin} kept only the beginning of it")
            return
        headers = {"Range": f"bytes={capture.bytes[0]}-{capture.bytes[1]}"} if capture.bytes else {}
        kept = Provenance(provenance.role, provenance.via, provenance.anchor, archive.origin, capture.replay)
        yield self._request(
            capture.replay,
            callback,
            headers=headers,
            meta={PROVENANCE: kept, UNWRAP: partial(archive.unwrap, capture=capture)},
        )

    def _request(self, url: str, callback: Callable[..., Any], **arguments: Any) -> Request:
        return Request(url, callback=callback, errback=self.failed, dont_filter=True, **arguments)

    def _is_listing(self, url: str, column: str) -> bool:
        return url == column or (bool(self.family.listing.search(url)) and not self.family.article.search(url))

    def _seek(self, url: str, provenance: Provenance) -> None:
        """Note an address to look up; its role is the one under which it was met first."""
        if endpoint(url) not in self.site.allowed_endpoints:
            return
        if len(self._roles) >= REPORTS and url not in self._roles:
            self.run.bound(url, f"more than {REPORTS} addresses are sought")
            return
        role: Role = provenance.role
        if url not in self._roles or (role == "report" and self._roles[url].anchor is None):
            self._roles[url] = provenance


def together(urls: Iterable[str]) -> list[Lookup]:
    """The lookups for some addresses: a folder where several stand in one, else each by itself.

    >>> together(["http://a.cn/b/1.html", "http://a.cn/b/2.html", "http://a.cn/b/3.html", "http://a.cn/c?id=1"])
    [Lookup(url='http://a.cn/b/', match='prefix'), Lookup(url='http://a.cn/c?id=1', match='exact')]
    """
    folders: dict[str | None, list[str]] = defaultdict(list)
    for url in urls:
        folders[folder_of(url)].append(url)
    lookups: list[Lookup] = []
    for folder, members in folders.items():
        if folder is not None and len(members) >= TOGETHER:
            lookups.append(Lookup(folder, "prefix"))
        else:
            lookups += [Lookup(url, "exact") for url in members]
    return lookups


def folder_of(url: str) -> str | None:
    """The folder in which an address stands; None for a whole host, or where the query tells pages apart.

    >>> folder_of("http://a.cn/zwgk/nb/index.html"), folder_of("http://a.cn/"), folder_of("http://a.cn/nb/?id=2")
    ('http://a.cn/zwgk/nb/', None, None)
    """
    parts = urlsplit(url)
    folder = parts.path.rpartition("/")[0]
    if parts.query or folder.count("/") < 1 or not folder.strip("/"):
        return None
    return f"{parts.scheme}://{parts.netloc}{folder}/"
