"""How long a listing says it is, held against what is read of it, and its further pages where no pager names them.

`LengthSpider` takes note of what each page states (`extent.py`), and tries the usual addresses (`pagers.page_shapes`) for a listing
that states more pages than anything leads to.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from scrapy import Request
from scrapy.http import Response, TextResponse

from crawlers.calls import Call
from crawlers.extent import Extent, count_records, listed_in, seen_text, stated_extent
from crawlers.following import Listing
from crawlers.linked import LinkSpider
from crawlers.listings import LISTING_PAGES
from crawlers.pagers import Shape, page_shapes
from crawlers.records import Records
from crawlers.selection import Link


class Tried(NamedTuple):
    """The shapes of addresses that a second page may have, `at` how many were asked for, and what the first page lists."""

    shapes: tuple[Shape, ...]
    links: frozenset[str]
    pages: int
    at: int = 0


class LengthSpider(LinkSpider):
    """A spider that knows which listings state more than it has read, and tries for the rest."""

    def __init__(self, name: str | None = None, **kwargs: Any) -> None:
        super().__init__(name, **kwargs)
        self._long: dict[str, tuple[TextResponse, Listing, Extent]] = {}

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
