"""What a family has to say of a site, with what most of them have in common: folders, `index.html`, one page after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from typing import ClassVar

from crawlers.sandbox.exchange import Request, Response
from crawlers.sandbox.listings import Column, Entry, Look

Inside = Callable[[], str]
"""Makes what stands inside a page's frame."""


class Convention:
    """One CMS as one site uses it: `variant` chooses among its templates, pagers and versions."""

    family: ClassVar[str]

    def __init__(self, variant: int, site_name: str) -> None:
        self.variant = variant
        self.site_name = site_name
        self.look = Look(variant)
        self.per_page = (15, 10, 12, 8)[variant % 4]

    def column_path(self, place: str, number: int) -> str:
        """The address of a column: `place` are the folders in which sites with folders put it."""
        return f"/zwgk/{place}/index.html"

    def openness_path(self) -> str:
        """The address of the page on openness, which leads to the columns."""
        return "/zwgk/index.html"

    def article_path(self, column: Column, number: int, day: date) -> str:
        """The address of an article in a column."""
        raise NotImplementedError

    def file_path(self, column: Column, number: int, day: date, ending: str) -> str:
        """The address of a file that was uploaded with an article of a column."""
        return f"{column.folder}/{day:%Y%m}/P020{day:%Y%m%d}{number:09d}.{ending}"

    def listing_pages(self, column: Column) -> Iterator[tuple[str, Inside]]:
        """The pages of a column: addresses without query and fragment, and what stands in them."""
        for index in range(column.page_count):
            yield self.page_path(column, index), partial(self.listing, column, index)

    def page_path(self, column: Column, index: int) -> str:
        """The address of a page of a column, counted from 0."""
        path = column.path.partition("?")[0].partition("#")[0]
        return path if index == 0 else path.replace("index.html", f"index_{index + 1}.html")

    def listing(self, column: Column, index: int) -> str:
        """The inside of a page of a column."""
        items = self.look.items(column.lines(index), column.folder, dated=not column.children)
        return items + (self.pager(column, index) if column.page_count > 1 else "")

    def pager(self, column: Column, index: int) -> str:
        """What leads from a page of a column to the others."""
        return ""

    def scripts(self, columns: Sequence[Column]) -> dict[str, str]:
        """Scripts of the site that its pages need, by address."""
        return {}

    def answer(self, request: Request, columns: Sequence[Column]) -> Response | None:
        """The answer of an endpoint to a request; None where there is no such endpoint."""
        return None


def every(columns: Sequence[Column]) -> Iterator[Column]:
    """All columns of some trees."""
    for column in columns:
        yield column
        yield from every(column.children)


def as_records(entries: Sequence[Entry]) -> list[tuple[str, str, str]]:
    """Title, address and day of entries, as an endpoint tells them."""
    return [(entry.title, entry.path, entry.published_on.isoformat()) for entry in entries]
