"""What every family of sites has in common: listings in, reports and their attachments out, each asked for when it is due.

A family is a subclass of attributes: what its addresses look like, what marks its layout, and how its listings go on where
that is not by links. The spider yields no items. What it does is in the archive, and what came of it in the run's summary.
Below it are `listings.py` (which pages are asked for), `linked.py` (what links lead to) and `lengths.py` (whether all was read).
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterator
from typing import ClassVar, cast
from urllib.parse import urljoin

from scrapy import Request
from scrapy.http import Response, TextResponse
from scrapy.utils.response import get_base_url
from twisted.python.failure import Failure

from crawlers.anchors import unread_in
from crawlers.archive import Provenance
from crawlers.asking import HasRequest
from crawlers.calls import Call, paged_call
from crawlers.errors import CrawlError
from crawlers.failures import explain
from crawlers.following import Listing, redirect_in
from crawlers.history import GONE
from crawlers.lengths import LengthSpider, Tried
from crawlers.linked import selected
from crawlers.listings import LISTING_PAGES, SUB_LISTINGS, may_list
from crawlers.middlewares import PROVENANCE
from crawlers.pagers import further_pages, linked_pages
from crawlers.records import read_records
from crawlers.scripts.templates import Template
from crawlers.selection import Link, web_url
from crawlers.sites import endpoint
from crawlers.urls import same_listing, same_page

__all__ = ["LISTING_PAGES", "SUB_LISTINGS", "SiteSpider"]


class SiteSpider(LengthSpider):
    """The base of all families. `scrapy crawl FAMILY -a site=ID [-a run=RUN]`; the run defaults to the time of its start."""

    layout: ClassVar[re.Pattern[str]]
    """What a listing of this family has somewhere in its source; a page without it has another layout, and is a fault."""

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

    def more(self, response: TextResponse, listing: Listing) -> Iterator[Request]:
        """Requests for the further pages of a listing, each by `listing_request`: those that links and pagers name."""
        rules = self.site.listing
        if rules.next:
            for anchor in selected(response.selector, rules.next):
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
                pages = [page._replace(may_miss=True) for page in linked] or pages
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
        has_reports = any(role == "report" for _, role in roles)
        brings = has_reports or bool(requests)
        self._take_extent(response, listing, records, links, call, has_reports=has_reports)
        if tried is not None:
            requests += self._rest_by(tried, listing)
        if call is not None:
            requests += self._next_call(call, listing, number, stale, links, records, made)
        elif records is None:
            requests += self._go_on(response, listing, requests, is_first=is_first)
        provenance: Provenance = response.meta[PROVENANCE]
        if provenance.role == "report":  # it was kept as one when it came
            self.run.asked.add(same_page(response.url))
            requests += self.attachments(response)
        elif records is None and self._is_itself_report(response, listing, requests):
            requests += self.ask(
                response.url, self._report(Link(response.url, listing.title), listing), self.read_report
            )
            brings = True
        if listing.depth:
            self.run.read_below(listing.url, brings=brings or provenance.role == "report")
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
        elif any(map(may_list, unread_in(response.selector, self.scripts(response)))):
            yield from self._load_scripts(response, listing)

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
