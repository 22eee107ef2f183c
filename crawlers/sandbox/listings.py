"""Columns and their lines, and the ways in which sites write a list of links down.

What differs from CMS to CMS (addresses, pagers, endpoints) is in `sandbox.cms`; what differs from site to site of one CMS is a
`Look`: the template's list, whether links are relative and whether long titles are cut.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from html import escape

from crawlers.sandbox.world import Agency

PER_PAGE = 15
_CUT = 18


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a listing: where it leads (from the root of the site), and when it was put there."""

    title: str
    path: str
    published_on: date


@dataclass(slots=True)
class Column:
    """One listing; `number` is the CMS's, `agency` is set where the column is one agency's, `year` where it is one year's.

    A column with `children` lists these, and nothing else.
    """

    number: int
    title: str
    path: str
    agency: Agency | None = None
    year: int | None = None
    entries: list[Entry] = field(default_factory=list[Entry])
    children: list[Column] = field(default_factory=list["Column"])
    per_page: int = PER_PAGE

    @property
    def page_count(self) -> int:
        """Pages of its listing; an empty one has one."""
        return max(1, -(-len(self.entries) // self.per_page))

    @property
    def unit(self) -> int:
        """The id of the page unit that a hanweb column's records belong to."""
        return self.number * 3 + 1007

    @property
    def folder(self) -> str:
        """Where its pages stand, without the slash at the end."""
        return self.path.partition("?")[0].partition("#")[0].rpartition("/")[0]

    def part(self, start: int, end: int) -> list[Entry]:
        """Entries `start` to `end`, counted from 1, newest first."""
        return sorted(self.entries, key=lambda entry: (entry.published_on, entry.path), reverse=True)[start - 1 : end]

    def page(self, index: int) -> list[Entry]:
        """The entries of a page, counted from 0."""
        return self.part(index * self.per_page + 1, (index + 1) * self.per_page)

    def lines(self, index: int = 0) -> list[Entry]:
        """What a page of the listing shows: entries, or the columns below it."""
        if not self.children:
            return self.page(index)
        return [Entry(child.title, child.path, date(2019, 1, 2)) for child in self.children]

    def leaves(self) -> list[Column]:
        """The columns at the ends of the tree below this one; itself, where there is none."""
        return [leaf for child in self.children for leaf in child.leaves()] or [self]


@dataclass(frozen=True, slots=True)
class Look:
    """How a site's template writes a list. `number` chooses among the templates."""

    number: int = 0

    def items(self, lines: Sequence[Entry], folder: str, *, dated: bool = True) -> str:
        """A list of lines, on a page in `folder`."""
        return _TEMPLATES[self.number % len(_TEMPLATES)]([self.item(line, folder, dated=dated) for line in lines])

    def item(self, line: Entry, folder: str, *, dated: bool = True) -> tuple[str, str]:
        """The link and the date of a line."""
        href = line.path if self.number % 2 else relative(line.path, folder)
        title = escape(line.title)
        is_cut = self.number % 3 == 1 and len(line.title) > _CUT
        text = f"{escape(line.title[:_CUT])}…" if is_cut else title
        named = f' title="{title}"' if is_cut or self.number % 3 == 0 else ""
        day = line.published_on
        days = (f"{day}", f"[{day:%Y-%m-%d}]", f"{day:%Y/%m/%d}", f"{day.year}年{day.month}月{day.day}日")
        return f'<a href="{escape(href)}" target="_blank"{named}>{text}</a>', days[self.number % 4] if dated else ""


def _plain_list(items: list[tuple[str, str]]) -> str:
    return '<ul class="list">' + "\n".join(f"<li>{link}<span>{day}</span></li>" for link, day in items) + "</ul>"


def _table(items: list[tuple[str, str]]) -> str:
    rows = "\n".join(
        f'<tr><td class="xuhao">{n}</td><td>{link}</td><td align="center">{day}</td></tr>'
        for n, (link, day) in enumerate(items, 1)
    )
    head = "<thead><tr><th>序号</th><th>标题</th><th>日期</th></tr></thead>"
    return f'<table class="xxgk-table" width="100%">{head}<tbody>{rows}</tbody></table>'


def _definitions(items: list[tuple[str, str]]) -> str:
    return '<dl class="news_list">' + "\n".join(f"<dd><i>{day}</i>{link}</dd>" for link, day in items) + "</dl>"


def _boxes(items: list[tuple[str, str]]) -> str:
    boxes = "\n".join(
        f'<div class="item clearfix"><h4>{link}</h4><p class="time">{day}</p></div>' for link, day in items
    )
    return f'<div class="common-list-box">{boxes}</div>'


_TEMPLATES = (_plain_list, _table, _definitions, _boxes)


def relative(path: str, folder: str) -> str:
    """An address as a page in `folder` writes it when it stands below that folder."""
    return f".{path.removeprefix(folder)}" if folder and path.startswith(f"{folder}/") else path
