"""Asking for the pages of listings: each once, as many as a listing may have, whether they have addresses or are called for.

`ListingSpider` knows nothing of what stands on a page: `linked.py` says what its links lead to, `spiders/base.py` reads it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import parsel
from scrapy import Request
from scrapy.http import Response, TextResponse
from twisted.python.failure import Failure

from crawlers.anchors import calls_on
from crawlers.archive import Provenance
from crawlers.asking import ReportSpider
from crawlers.calls import Call
from crawlers.due import LISTING_WHOLE_AFTER
from crawlers.following import DEPTH, Listing
from crawlers.middlewares import PROVENANCE
from crawlers.pagers import NEXT, adds_more, pager_label
from crawlers.records import Records
from crawlers.scripted import ScriptReader
from crawlers.scripts import PageScripts
from crawlers.scripts.templates import Template
from crawlers.selection import (
    Link,
    is_only_a_year,
    is_report_title,
    names_agencies,
    names_reports,
    plain,
    title_of,
    year_in,
)
from crawlers.urls import same_listing, same_page, without_state

LISTING_PAGES = 200
"""Pages of one listing; a government with all its bureaus has some hundred reports a year, 15 to 30 on a page."""
SUB_LISTINGS = 500
"""Listings below a site's columns: a prefecture's years, and in each its bureaus, counties and townships."""
A_NAME = 60
"""Characters: a choice that is called longer is none of a year or an agency."""


class ListingSpider(ScriptReader, ReportSpider):
    """A spider that asks for listings, and knows which pages of each it has asked for."""

    def __init__(self, name: str | None = None, **kwargs: Any) -> None:
        super().__init__(name, **kwargs)
        self._pages: set[tuple[str, Any]] = set()
        self._pages_of: dict[str, set[tuple[str, Any]]] = {}
        self._listed: dict[tuple[str, Call], set[str]] = {}
        self._columns: set[str] = set()
        self._sub_listings = 0
        self._continued: set[tuple[str, Call]] = set()

    def read_listing(self, response: Response, *args: Any, **kwargs: Any) -> Iterator[Request]:
        """Read a page of a listing, and ask for what it leads to."""
        raise NotImplementedError

    def listing_failed(self, failure: Failure) -> Iterator[Request]:
        """Say of a page of a listing that could not be had what that means."""
        raise NotImplementedError

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
            meta={PROVENANCE: Provenance("listing", listing.column.url, (listing.title or None) if is_first else None)},
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
            call.address(number), listing, may_miss=call.is_guess, mark=without_state(sent.get("body") or ""),
            cb_kwargs={"call": call, "number": number, "stale": stale, "made": made}, **sent,
        )  # fmt: skip

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
            label = pager_label(element)
            if label is None and not (call.is_paged and adds_more(element)):
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
                following += [*self._sent_page(call, listing, f"{without_state(call.body)} {count}", sent)][:1]
            else:
                numbered += self._sent_page(call, listing, f"page {label} {without_state(call.body)}", sent)
        yield from numbered or following[:1]

    def _sent_page(self, call: Call, listing: Listing, mark: str, sent: dict[str, Any]) -> Iterator[Request]:
        yield from self.listing_request(call.address(0), listing, may_miss=True, mark=mark, **sent)

    def _choices(self, response: TextResponse, listing: Listing) -> Iterator[Request]:
        """The listings that are fetched when a year, an agency or a kind of reports is chosen on a page, in its place."""
        if listing.depth >= DEPTH:
            return
        for element, call in calls_on(response.selector, self.scripts(response)):
            title = title_of(element)
            if pager_label(element) is not None or not may_list(element):
                continue
            titles = [part for part in (listing.title, plain(title)) if part]
            url = f"{call.address(0)}#{title}"
            yield from self.listing_call(call, Listing(listing.column, url, " ".join(titles), listing.depth + 1))


def may_list(element: parsel.Selector) -> bool:
    """Whether a click may lead to more of a listing: to another page, year or agency."""
    title = title_of(element)
    return pager_label(element) is not None or (
        len(title) <= A_NAME and (is_only_a_year(title) or names_agencies(title) or names_reports(title))
    )
