"""What every family of sites has in common: listings in, reports and their attachments out, each asked for when it is due.

A family is a subclass of attributes: what its addresses look like, what marks its layout, and how its listings go on where
that is not by links. The spider yields no items. What it does is in the archive, and what came of it in the run's summary.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterable, Iterator
from typing import Any, ClassVar, NamedTuple, cast
from urllib.parse import urljoin

import parsel
from scrapy import Request, Selector
from scrapy.http import Response, TextResponse
from scrapy.utils.response import get_base_url
from twisted.python.failure import Failure

from crawlers.anchors import calls_on, unread_in
from crawlers.archive import Provenance
from crawlers.asking import HasRequest, ReportSpider
from crawlers.calls import Call, paged_call
from crawlers.due import LISTING_WHOLE_AFTER
from crawlers.errors import CrawlError
from crawlers.extent import Extent, count_records, listed_in, seen_text, stated_extent
from crawlers.failures import explain
from crawlers.following import DEPTH, Addresses, Listing, Role, reads_as_report, redirect_in, role_of
from crawlers.history import GONE
from crawlers.middlewares import PROVENANCE
from crawlers.pagers import NEXT, Page, Shape, further_pages, linked_pages, page_shapes, pager_label
from crawlers.records import Records, links_of_objects, read_records
from crawlers.scripted import ScriptReader
from crawlers.scripts import PageScripts
from crawlers.scripts.templates import Template, of_articles, templates_in
from crawlers.selection import (
    Link,
    is_only_a_year,
    is_report_title,
    links_in,
    names_a_report,
    names_agencies,
    names_reports,
    plain,
    title_of,
    web_url,
    year_in,
)
from crawlers.sites import Column, endpoint
from crawlers.urls import same_listing, same_page

LISTING_PAGES = 200
"""Pages of one listing; a government with all its bureaus has some hundred reports a year, 15 to 30 on a page."""
SUB_LISTINGS = 500
"""Listings below a site's columns: a prefecture's years, and in each its bureaus, counties and townships."""
A_NAME = 60
"""Characters: a choice that is called longer is none of a year or an agency."""
_STATE = re.compile(r"(?:^|&)__(?!EVENTTARGET|EVENTARGUMENT)\w+=[^&]*")
"""What a server wants back of a page that it has sent, and is another each time."""


class Tried(NamedTuple):
    """The shapes of addresses that a second page may have, `at` how many were asked for, and what the first page lists."""

    shapes: tuple[Shape, ...]
    links: frozenset[str]
    pages: int
    at: int = 0


class SiteSpider(ScriptReader, ReportSpider):
    """The base of all families. `scrapy crawl FAMILY -a site=ID [-a run=RUN]`; the run defaults to the time of its start."""

    layout: ClassVar[re.Pattern[str]]
    """What a listing of this family has somewhere in its source; a page without it has another layout, and is a fault."""
    article: ClassVar[re.Pattern[str]]
    """What the addresses of its articles look like."""
    annual_report: ClassVar[re.Pattern[str]] = re.compile(r"(?!)")
    """What addresses look like that are annual reports whatever the link's title says; nothing, unless a family has such."""
    listing: ClassVar[re.Pattern[str]]
    """What the addresses of its listings look like: a link to one is a menu, never a report."""

    def __init__(self, name: str | None = None, **kwargs: Any) -> None:
        super().__init__(name, **kwargs)
        self._pages: set[tuple[str, Any]] = set()
        self._pages_of: dict[str, set[tuple[str, Any]]] = {}
        self._listed: dict[tuple[str, Call], set[str]] = {}
        self._columns: set[str] = set()
        self._sub_listings = 0
        self._continued: set[tuple[str, Call]] = set()
        self._long: dict[str, tuple[TextResponse, Listing, Extent]] = {}

    async def start(self) -> AsyncIterator[Request]:
        """Open the run, and ask for the first page of every column and for the reports that the site file names."""
        try:
            self.run.open()
        except CrawlError as error:
            self.run.fault(None, str(error))
            return
        self._columns = {same_listing(column.url) for column in self.site.columns}
        for column in self.site.columns:
            for request in self.listing_request(column.url, Listing(column, column.url), is_first=True):
                yield request
        for report in self.site.reports:
            for request in self.ask(report.url, Provenance("report"), self.read_report):
                yield request

    # ---- What a family may do otherwise

    def fragments(self, response: TextResponse) -> Iterable[Selector]:
        """The parts of a listing in which its links stand, besides what its scripts write into it: the page."""
        yield response.selector

    def more(self, response: TextResponse, listing: Listing) -> Iterator[Request]:
        """Requests for the further pages of a listing, each by `listing_request`: those that links and pagers name."""
        rules = self.site.listing
        if rules.next:
            for anchor in _selected(response.selector, rules.next):
                if url := web_url(anchor.attrib.get("href", ""), response.url):
                    yield from self.listing_request(url, listing)
        elif rules.pages:
            pages = urljoin(listing.url, rules.pages.replace("{n}", "{page}"))
            yield from self.listing_call(Call(pages, first=rules.second, is_guess=True), listing)
        else:
            scripts, base = self.scripts(response), get_base_url(response)
            pages = further_pages(
                response.selector, response.text, response.url, listing.url, LISTING_PAGES, scripts, base
            )
            if scripts.written is not None:
                linked = linked_pages(scripts.written, response.url, listing.url, scripts, base)
                pages = [Page(url, may_miss=True) for url in linked] or pages
            clicked: list[Request] = []
            if all(page.may_miss for page in pages):
                clicked += self._clicked_pages(response, listing, scripts)
            yield from clicked
            for page in pages if not clicked else ():
                yield from self.listing_request(page.url, listing, may_miss=page.may_miss)

    def calls(self, response: TextResponse, listing: Listing) -> Iterator[Request]:
        """Requests for the listing behind a page whose script fetches it, each by `listing_call`, where a family knows what
        its scripts mean; what any script asks for is asked besides where this is nothing.
        """
        yield from ()

    # ---- Listings

    def listing_request(
        self,
        url: str,
        listing: Listing,
        *,
        is_first: bool = False,
        may_miss: bool = False,
        mark: str = "",
        **changes: Any,
    ) -> Iterator[Request]:
        """Ask for a page of a listing, once, and unless the listing has had as many pages as it may have.

        A page that `may_miss` may answer 404. `changes` are arguments of the request; `mark` is what tells this page from others
        at its address, where it is not all that is sent.
        """
        pages = self._pages_of.setdefault(listing.url, set())
        page = (same_listing(url), mark or changes.get("body"))
        if page in self._pages or len(pages) > LISTING_PAGES:
            if page not in pages:
                self.run.extents.shared((listing.url, ""), page)
            return
        self._pages.add(page)
        pages.add(page)
        if len(pages) > LISTING_PAGES:
            self.run.bound(url, f"a listing goes on after {LISTING_PAGES} pages")
            return
        known = self.run.history.page(url) if "method" not in changes else None
        headers = {**(known.conditions_for(LISTING_WHOLE_AFTER) if known else {}), **changes.pop("headers", {})}
        more = changes.pop("cb_kwargs", {})
        yield Request(
            url,
            headers=headers,
            priority=10,
            dont_filter=True,
            callback=self.read_listing,
            errback=self.listing_failed,
            cb_kwargs={"listing": listing, "is_first": is_first, "may_miss": may_miss, **more},
            meta={PROVENANCE: Provenance("listing", via=listing.column.url)},
            **changes,
        )

    def listing_call(
        self, call: Call, listing: Listing, number: int = 0, stale: int = 0, made: list[Template] | None = None
    ) -> Iterator[Request]:
        """Ask for the `number`-th page, counted from 0, of a listing behind an endpoint.

        `made` is how the page that asks makes addresses of the records that come back.
        """
        made = self.templates() if made is None else made
        sent = call.arguments(number)
        yield from self.listing_request(
            call.address(number), listing, may_miss=call.is_guess, mark=_STATE.sub("", sent.get("body") or ""),
            cb_kwargs={"call": call, "number": number, "stale": stale, "made": made}, **sent,
        )  # fmt: skip

    def read_listing(
        self,
        response: Response,
        listing: Listing,
        is_first: bool,
        may_miss: bool,
        call: Call | None = None,
        number: int = 0,
        stale: int = 0,
        made: list[Template] | None = None,
        tried: Tried | None = None,
    ) -> Iterator[Request]:
        """Ask for the reports and listings that a listing page links to, and for the listing's further pages."""
        if tried is not None and not self._brings_more(response, listing, tried):
            yield from self._try_shape(tried, listing)
            return
        if response.status != 200:
            if not (may_miss and (response.status in GONE or (call is not None and call.is_guess))):
                self._listing_answered(response, is_first)
            return
        is_column = is_first and listing.depth == 0
        if isinstance(response, TextResponse) and is_first and (target := redirect_in(response.text)):
            led = web_url(target, get_base_url(response))
            if led and endpoint(led) in self.site.allowed_endpoints and same_page(led) != same_page(response.url):
                yield from self.listing_request(led, listing, is_first=True, may_miss=may_miss)
                return
        if not isinstance(response, TextResponse):
            if listing.is_called_report:
                yield from self.ask(
                    response.url, self._report(Link(response.url, listing.title), listing), self.read_report
                )
            else:
                self._not_laid_out(response, listing)
            return
        records = read_records(response.text, response.url, made)
        if records is not None and call is None:
            call = paged_call(response.url)
        links = self._links(response, listing, records)
        roles = self._roles(links, listing)
        requests = [*self._follow(roles, listing)]
        self._take_extent(
            response, listing, records, links, call, has_reports=any(role == "report" for _, role in roles)
        )
        if tried is not None:
            requests += self._rest_by(tried, listing)
        if call is not None:
            requests += self._next_call(call, listing, number, stale, links, records, made)
        elif records is None:
            requests += self._go_on(response, listing, requests, is_first=is_first)
        if records is None and self._is_itself_report(response, listing, requests):
            requests += self.ask(
                response.url, self._report(Link(response.url, listing.title), listing), self.read_report
            )
        if is_column and not requests and not self.layout.search(response.text):
            self._not_laid_out(response, listing)
            return
        self.run.read_listing()
        yield from requests

    def _go_on(
        self, response: TextResponse, listing: Listing, found: list[Request], *, is_first: bool
    ) -> Iterator[Request]:
        """Requests for the rest of a listing: its further pages, and what its scripts, choices and frames hold."""
        if not is_first and not found and response.request is not None and response.request.method == "POST":
            return  # a form answers whatever it is sent: what brings nothing new is not gone on from
        further = [*self.more(response, listing)]
        yield from further
        if not is_first:
            return
        called = [*self.calls(response, listing)]
        chosen = [*self._choices(response, listing)]
        if not (further or called):
            yield from self._guess(listing)
        yield from called
        yield from chosen
        if not any(request.meta[PROVENANCE].role == "report" for request in found):
            yield from self._behind(response, listing, is_called=bool(called or chosen))
        elif any(map(self._may_list, unread_in(response.selector, self.scripts(response)))):
            yield from self._load_scripts(response, listing)

    def _may_list(self, element: parsel.Selector) -> bool:
        """Whether a click may lead to more of a listing: to another page, year or agency."""
        title = title_of(element)
        return pager_label(element) is not None or (
            len(title) <= A_NAME and (is_only_a_year(title) or names_agencies(title) or names_reports(title))
        )

    def _is_itself_report(self, response: TextResponse, listing: Listing, requests: list[Request]) -> bool:
        """Whether a page that was taken for a listing is a report: it reads like one, or, listing none, is called one."""
        if reads_as_report(response.text):
            return True
        if any(request.meta[PROVENANCE].role == "report" for request in requests) or not listing.depth:
            return False
        own = response.xpath("//title/text() | //h1//text() | //h2//text()").getall()
        return (listing.is_called_report and not requests) or any(map(names_a_report, own))

    def is_report(self, link: Link) -> bool:
        """Whether a link leads to a report of this site, as far as its title and address can say, wherever it was found."""
        home = Listing(Column(url=self.site.home), self.site.home)
        addresses = Addresses(self.article, self.listing, self.annual_report)
        is_ours = endpoint(link.url) in self.site.allowed_endpoints
        return is_ours and role_of(link, home, addresses, lists_reports=True) == "report"

    def _links(self, response: TextResponse, listing: Listing, records: Records | None) -> list[Link]:
        """The links of a listing page, each once, whether it is a page or an answer in JSON."""
        found: list[Link] = []
        if records is None:
            chosen, scripts, base = self.site.listing.links, self.scripts(response), get_base_url(response)
            for fragment in _selected(response.selector, chosen) if chosen else self.fragments(response):
                found += links_in(fragment, base, scripts)
            if scripts.written is not None and not chosen:
                found += links_in(scripts.written, base, scripts)
            if not chosen and scripts.objects:
                found += links_of_objects(scripts.objects, base, of_articles(templates_in(response.text)))
        else:
            found += records.links
            for markup in records.markup:
                found += links_in(Selector(text=markup, type="html"), listing.url)
        return list(dict.fromkeys(found))

    def _roles(self, links: list[Link], listing: Listing) -> list[tuple[Link, Role | None]]:
        """What each link of a listing page leads to, as far as it is of this site and of the column."""
        mine = [link for link in links if endpoint(link.url) in self.site.allowed_endpoints]
        addresses = Addresses(self.article, self.listing, self.annual_report)
        lists_reports = any(is_report_title(link.title) and self.article.search(link.url) for link in mine)
        return [(link, role_of(link, listing, addresses, lists_reports=lists_reports)) for link in mine]

    def _follow(self, roles: list[tuple[Link, Role | None]], listing: Listing) -> Iterator[Request]:
        """Ask for what the links of a listing page lead to."""
        for link, role in roles:
            if role == "report":
                yield from self.ask(link.url, self._report(link, listing), self.read_report)
            elif role == "listing":
                yield from self._sub_listing(link, listing)

    def _report(self, link: Link, listing: Listing) -> Provenance:
        """How a report was come by; a link that says no more than a year or an agency is told with the listing's title."""
        anchor = link.title
        if listing.title and (not anchor or is_only_a_year(anchor) or names_agencies(anchor)):
            anchor = listing.title if listing.title.endswith(anchor) else f"{listing.title} {anchor}"
        return Provenance("report", via=listing.column.url, anchor=anchor or None)

    def _sub_listing(self, link: Link, listing: Listing) -> Iterator[Request]:
        """Ask for a listing below one, unless the site has had as many as it may have."""
        if (same_listing(link.url), None) in self._pages or same_listing(link.url) in self._columns:
            return
        self._sub_listings += 1
        if self._sub_listings > SUB_LISTINGS:
            if self._sub_listings == SUB_LISTINGS + 1:
                self.run.bound(link.url, f"{SUB_LISTINGS} listings were read below the columns, and there are more")
            return
        is_called = is_report_title(link.title) and year_in(link.title) is not None
        titles = [title for title in (listing.title, plain(link.title)) if title and not is_report_title(title)]
        title = plain(link.title) if is_called else " ".join(titles)
        below = Listing(listing.column, link.url, title, listing.depth + 1, is_called)
        yield from self.listing_request(link.url, below, is_first=True, may_miss=True)

    def _next_call(
        self,
        call: Call,
        listing: Listing,
        number: int,
        stale: int,
        links: list[Link],
        records: Records | None,
        made: list[Template] | None = None,
    ) -> Iterator[Request]:
        """The next page of a call, unless all that it counts was listed, or nothing new comes any more.

        A page without a link ends it, but for the first, since some count pages from 0 and others from 1; so do two pages in
        a row that bring nothing new.
        """
        listed = self._listed.setdefault((listing.url, call), set())
        before = len(listed)
        listed.update(same_page(link.url) for link in links)
        stale = 0 if len(listed) > before else stale + 1
        total = records.total if records else 0
        is_done = 0 < total <= len(listed) or stale >= 2 or (number > 0 and not links)
        if not is_done and call.is_paged:
            yield from self.listing_call(call, listing, number + 1, stale, made)

    def _clicked_pages(self, response: TextResponse, listing: Listing, scripts: PageScripts) -> Iterator[Request]:
        """The further pages that a pager asks for by script or by sending a form, without an address of their own."""
        numbered: list[Request] = []
        following: list[Request] = []
        for element, call in calls_on(response.selector, scripts):
            if (label := pager_label(element)) is None:
                continue
            if call.is_paged:
                self._continued.add((listing.url, call))
                yield from self.listing_call(call, listing, 1)
                return
            if call.body is None or label == "":
                continue
            sent = call.arguments(0)
            if label == NEXT:
                count = len(self._pages_of.get(listing.url, ()))
                following += [*self._sent_page(call, listing, f"{_STATE.sub('', call.body)} {count}", sent)][:1]
            else:
                numbered += self._sent_page(call, listing, f"page {label} {_STATE.sub('', call.body)}", sent)
        yield from numbered or following[:1]

    def _sent_page(self, call: Call, listing: Listing, mark: str, sent: dict[str, Any]) -> Iterator[Request]:
        yield from self.listing_request(call.address(0), listing, may_miss=True, mark=mark, **sent)

    def _choices(self, response: TextResponse, listing: Listing) -> Iterator[Request]:
        """The listings that are fetched when a year, an agency or a kind of reports is chosen on a page, in its place."""
        if listing.depth >= DEPTH:
            return
        for element, call in calls_on(response.selector, self.scripts(response)):
            title = title_of(element)
            if pager_label(element) is not None or not self._may_list(element):
                continue
            titles = [part for part in (listing.title, plain(title)) if part]
            url = f"{call.address(0)}#{title}"
            yield from self.listing_call(call, Listing(listing.column, url, " ".join(titles), listing.depth + 1))

    def _behind(self, response: TextResponse, listing: Listing, *, is_called: bool) -> Iterator[Request]:
        """Where a listing page names no report: the frames that it shows, and, unless what fetches it is known, what its scripts
        ask for, or the scripts that it loads.
        """
        sources = response.xpath("//iframe/@src | //frame/@src | //iframe/@data-src").getall()
        for source in [*sources, *self.scripts(response).frames()]:
            url = web_url(source, get_base_url(response))
            if url and endpoint(url) in self.site.allowed_endpoints:
                yield from self._sub_listing(Link(url, listing.title), listing)
        if is_called:
            return
        calls = self.scripts(response).calls()
        loading = [*self._load_scripts(response, listing)] if any(map(_lacks_something, calls)) else []
        if loading:
            yield from loading
            return
        asked = [request for call in calls for request in self.listing_call(call, listing)]
        yield from asked
        if not asked:
            yield from self._load_scripts(response, listing)

    # ---- How long a listing is

    def _take_extent(
        self,
        response: TextResponse,
        listing: Listing,
        records: Records | None,
        links: list[Link],
        call: Call | None,
        *,
        has_reports: bool,
    ) -> None:
        """Keep what a page states about the length of its listing, and that it was read."""
        is_own = call is None or (listing.url, call) in self._continued
        key = (listing.url, "" if is_own or call is None else f"{call.url} {call.body}")
        if records is None:
            shown = seen_text(response.text)
            stated, count = stated_extent(response.text), count_records(links, shown)
        else:
            markup = "\n".join(records.markup)
            stated = stated_extent(markup)
            if not stated.pages and records.total:
                stated = Extent(0, records.total, f"total: {records.total}")
            shown, count = response.text, max(records.items, count_records(links, seen_text(markup)))
        self.run.extents.read(key, shown, stated, count, has_reports=has_reports)
        if records is None and listing.url not in self._long and (stated.pages > 1 or stated.records > count):
            self._long[listing.url] = (response, listing, stated)

    def _guess(self, listing: Listing) -> Iterator[Request]:
        """Try the usual addresses of a second page, where a listing states that there is one and no pager was read."""
        page, _, stated = self._long.get(listing.url, (None, None, Extent()))
        if page is None:
            return
        links = listed_in(self._links(page, listing, None))
        pages = stated.pages or -(-stated.records // max(1, len(links)))
        if pages > 1:
            yield from self._try_shape(
                Tried(tuple(page_shapes(page.selector, page.text, page.url, pages)), links, pages), listing
            )

    def _try_shape(self, tried: Tried, listing: Listing) -> Iterator[Request]:
        """Ask for the second page by the next shape of address that nobody has asked for."""
        for number, shape in enumerate(tried.shapes[tried.at :], tried.at + 1):
            following = tried._replace(at=number)
            asked = [*self.listing_request(shape.address(2), listing, may_miss=True, cb_kwargs={"tried": following})]
            if asked:
                yield from asked
                return

    def _brings_more(self, response: Response, listing: Listing, tried: Tried) -> bool:
        """Whether the answer to a guess is a further page: it lists what the first page does not."""
        if response.status != 200 or not isinstance(response, TextResponse):
            return False
        return bool(listed_in(self._links(response, listing, None)) - tried.links)

    def _rest_by(self, tried: Tried, listing: Listing) -> Iterator[Request]:
        """The pages after the second, by the shape of address that was right."""
        for number in range(3, min(tried.pages, LISTING_PAGES) + 1):
            yield from self.listing_request(tried.shapes[tried.at - 1].address(number), listing, may_miss=True)

    def guess_pages(self) -> Iterator[Request]:
        """When all is read: try the usual addresses for the listings of which less was read than they state, once."""
        for url, _ in [*self.run.extents.losses()]:
            if url in self._long:
                _, listing, _ = self._long[url]
                yield from self._guess(listing)
                del self._long[url]

    # ---- The scripts that a page loads

    def _load_scripts(self, response: TextResponse, listing: Listing) -> Iterator[Request]:
        """Ask for a page's scripts that were not read yet, one after the other; the page is read again with them."""
        missing = self.missing_scripts(response)
        if missing:
            yield Request(
                missing[0],
                priority=20,
                dont_filter=True,
                callback=self.read_script,
                errback=self.listing_failed,
                cb_kwargs={"page": response, "listing": listing, "is_first": False},
                meta={PROVENANCE: Provenance("other", via=same_page(response.url))},
            )

    def read_script(
        self, response: Response, page: TextResponse, listing: Listing, is_first: bool
    ) -> Iterator[Request]:
        """Keep a script's text; with the last one of a page, the page is read again."""
        request = cast(Request, response.request)
        self.keep_script(request.meta.get("redirect_urls", [request.url])[0], response)
        waiting = [*self._load_scripts(page, listing)]
        if waiting:
            yield from waiting
            return
        requests = [*self._follow(self._roles(self._links(page, listing, None), listing), listing)]
        yield from requests
        yield from self._go_on(page, listing, requests, is_first=True)

    def listing_failed(self, failure: Failure) -> Iterator[Request]:
        """A listing could not be had: what that means depends on whether it was a column's first page."""
        request = cast(HasRequest, failure).request
        kind, message = explain(failure, request)
        listing: Listing = request.cb_kwargs["listing"]
        if kind == "robots" or not _is_first_guess(request):
            self.run.extents.missed((listing.url, ""), is_forbidden=kind == "robots")
        if (tried := cast("Tried | None", request.cb_kwargs.get("tried"))) is not None and kind not in {
            "fault",
            "stopped",
        }:
            yield from self._try_shape(tried, listing)
            return
        is_column = request.cb_kwargs["is_first"] and listing.depth == 0
        if kind == "robots":
            if listing.depth == 0:  # below a column, what robots.txt forbids is left alone, as reports are
                self.run.forbid_listing(request.url, message)
        elif kind == "fault":
            self.run.fault(request.url, message)
        elif kind not in {"stopped", "refused", "forgotten"} and not _is_first_guess(request):
            (self.run.fail_entrance if is_column else self.run.fail_page)(request.url, kind, message)

    # ---- What went wrong

    def _not_laid_out(self, response: Response, listing: Listing) -> None:
        """A column is no listing as the family has them; a page below one may be anything, and is left alone."""
        if listing.depth == 0:
            self.run.fault(response.url, f"the listing {response.url} is not laid out as {self.name} sites are")

    def _listing_answered(self, response: Response, is_first: bool) -> None:
        message = f"{response.url} answers {response.status}"
        if not is_first:
            self.run.fail_page(response.url, f"http_{response.status}", message)
        elif response.status >= 500 or response.status == 429:
            self.run.fail_entrance(response.url, f"http_{response.status}", message)
        else:
            self.run.fault(response.url, f"{message}: renew the column's address in {self.site.site_id}.toml")


def _is_first_guess(request: Request) -> bool:
    """Whether a request is the first that a script may make: nothing says yet that there is a listing behind it."""
    call: Call | None = request.cb_kwargs.get("call")
    is_tried = request.cb_kwargs.get("tried") is not None
    return is_tried or (call is not None and call.is_guess and request.cb_kwargs["number"] == 0)


def _lacks_something(call: Call) -> bool:
    """Whether a call sends a field of which the page does not say what it holds: a script that it loads may."""
    return bool(re.search(r"=(?:&|$)|: \"\"|%3A\+%22%22", f"{call.url} {call.body or ''}"))


def _selected(selector: Selector, text: str) -> list[Selector]:
    """The elements that a site file's selector chooses."""
    return list(selector.xpath(text) if text.startswith(("/", "(")) else selector.css(text))
