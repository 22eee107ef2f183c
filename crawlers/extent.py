"""What a listing page states about its extent, and whether as much was read of it.

A crawl that misses the second page of a listing looks like any other. But most listings say how long they are: to their
readers (`第1/3页`, `共3页`, `总页数：3`, `共48条记录`), and in what their pager's script is given (`createPageHTML(3, 0, …)`,
`var countPage = 3`, `totalRecord:48`, a hidden `totalpage`). Only what stands in a pager counts, so that the pages of a document or
the visits of a site are not taken for a listing's; where a page has several lists, the shortest is believed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from crawlers.selection import Link, plain
from crawlers.urls import same_page

Key = tuple[str, str]
"""A listing: the address of its first page, and what is asked for behind it, if anything."""


class Extent(NamedTuple):
    """How long a listing says it is: in pages, in records, 0 where it does not say; `said` is the text that says it."""

    pages: int = 0
    records: int = 0
    said: str = ""


NOTHING = Extent()

_NOT_SEEN = re.compile(r"<!--.*?-->|<(script|style|title)\b.*?</\1\s*>", re.I | re.S)
_TAG = re.compile(r"<[^>]*>|&nbsp;|&#160;")
_HIDDEN = re.compile(r"<input\b[^>]*>", re.I)
_COMMENT = re.compile(r"/\*.*?\*/|(?<![:'\"\\])//[^\n]*|<!--.*?-->", re.S)
_WRAPPED = re.compile(r"(<script\b[^>]*>\s*)<!--", re.I)
"""Old scripts stand in a comment, for browsers that know none."""
_CALL = re.compile(
    r"\bcreatePage(?:HTML)?\s*\(\s*(?:['\"][^'\"]*['\"]\s*,\s*)?['\"]?(\d{1,4})['\"]?\s*,\s*['\"]?\d+", re.I
)
_COUNTED_DOWN = re.compile(r"_simple_list_gotopage_fun\(\s*(\d{1,4})\s*,")
_VARIABLE = re.compile(
    r"(?<![\w.])(?:countPages?|pageCount|totalPages?|pageTotal|total_pages?|allPages?)['\"]?\s*[:=]\s*"
    r"['\"]?(\d{1,4})\b(?!\s*[.*/+-])", re.I
)  # fmt: skip
_CURRENT = re.compile(
    r"\b(?:current_?Pages?|currPage|curPage|nCurrIndex|pageIndex|pageNo|current)\b|[上下]一?页|[尾末]页", re.I
)
_PAGES, _SHOWN = (
    r"(?:pages|pageCount|totalPages?)['\"]?\s*:\s*['\"]?(\d{1,4})\b(?!\s*[.*/+-])",
    r"curr(?:ent(?:_?page)?)?['\"]?\s*:",
)
_PLUGIN = re.compile(rf"(?<![\w.])(?:{_PAGES}[^{{}}]{{0,200}}?\b{_SHOWN}|{_SHOWN}[^{{}}]{{0,200}}?\b{_PAGES})", re.I)
"""Options of a pager's plugin: how many pages there are, beside the one that is shown."""
_RECORDS_IN_SCRIPT = re.compile(r"(?<![\w.])(?:totalRecords?|recordCount)['\"]?\s*[:=]\s*['\"]?(\d{1,5})\b", re.I)
_PAGES_SAID = re.compile(
    r"(?:共有?|总共|合计|分)\s?(\d{1,4})\s?[页頁]|总页数\s?[:：]?\s?(\d{1,4})|(?<![\d/.-])\d{1,4}\s?/\s?(\d{1,4})\s?[页頁]"
    r"|[页頁][次码数]?\s?[:：]?\s?\d{1,4}\s?/\s?(\d{1,4})(?![\d/-])|\bpage \d{1,4} of (\d{1,4})\b", re.I
)  # fmt: skip
_RECORDS_SAID = re.compile(
    r"(?:共有?|总共|合计)\s?(\d{1,5})\s?(?:条|个?记录|篇|项结果)|(?:总记录数?|记录总数|总条数|总数)\s?[:：]?\s?(\d{1,5})(?!\d)"
)
_SIZE_SAID = re.compile(r"每页(?:显示)?\s?(\d{1,3})\s?(?:条|个|篇)|(\d{1,3})\s?(?:条|篇)\s?/\s?页")
_IN_ITS_ELEMENT = re.compile(
    r"\b(?:class|id)\s*=\s*['\"]?[\w -]{0,40}(?:pages?|pager|pagination|paging|fenye)\b[^<>]{0,200}>\s*"
    r"共\s*(?:<[^<>]{1,100}>\s*){0,3}(\d{1,4})\s*(?:<[^<>]{1,100}>\s*){0,3}[页頁]",
    re.I,
)
"""An element that is called a pager says no more than `共 4 页`."""
_IN_A_PAGER = re.compile(
    r"[首上下前后尾末]一?[页頁]|第\s?\d*\s?[页頁]|跳转|转到|每页|条\s?/\s?页|\d\s?/\s?\d+\s?[页頁]|记录"
)
_AROUND = 60
"""Characters on both sides of a statement in which the rest of a pager stands."""
_A_DATE = re.compile(r"20[012]\d\s?[-./年]\s?\d{1,2}\s?[-./月]\s?\d{1,2}")
_A_RECORD = 8
"""Characters: a link whose title is shorter, and names no year, is of a menu."""


def seen_text(text: str) -> str:
    """What a reader sees of a page, on one line."""
    return " ".join(_TAG.sub(" ", _NOT_SEEN.sub(" ", text)).split())


def stated_extent(text: str) -> Extent:
    """What a listing page states about its extent; nothing where it states nothing, or what is no pager's.

    >>> stated_extent("<p>共48条 第<b>1</b>/3页 <a>下一页</a></p>")
    Extent(pages=3, records=48, said='1 /3页')
    >>> stated_extent("<script>createPageHTML(3, 0, 'index', 'html');</script>").pages
    3
    >>> stated_extent("<p>访问量：12345 共12页</p>")
    Extent(pages=0, records=0, said='')
    """
    shown = seen_text(text)
    pages = [*_pages_in_scripts(text), *_said(_PAGES_SAID, shown)]
    pages += [(int(found[1]), f"共{found[1]}页") for found in _IN_ITS_ELEMENT.finditer(text)]
    records = [
        *_said(_RECORDS_SAID, shown),
        *((int(found[1]), found[0]) for found in _RECORDS_IN_SCRIPT.finditer(text)),
    ]
    size = max((int(found[1] or found[2]) for found in _SIZE_SAID.finditer(shown)), default=0)
    most, said = min((stated for stated in pages if stated[0]), default=(0, ""))
    counted, count_said = min((stated for stated in records if stated[0]), default=(0, ""))
    if not most and counted and size:
        most, said = -(-counted // size), count_said
    return Extent(most, counted, (said or count_said).strip())


def _pages_in_scripts(text: str) -> Iterator[tuple[int, str]]:
    """The numbers of pages that pagers' scripts are given, each with the text."""
    code = _COMMENT.sub("", _WRAPPED.sub(r"\1", text))
    for pattern in (_CALL, _COUNTED_DOWN):
        yield from ((int(found[1]), found[0]) for found in pattern.finditer(code))
    yield from plugin_pages(code)
    if _CURRENT.search(code):
        yield from ((int(found[1]), found[0]) for found in _VARIABLE.finditer(code))
    for hidden in _HIDDEN.findall(text):
        named = re.search(r"\b(?:id|name)\s*=\s*['\"]?(?:total_?pages?|page_?count)\b", hidden, re.I)
        value = re.search(r"\bvalue\s*=\s*['\"]?(\d{1,4})\b", hidden, re.I)
        if named and value:
            yield int(value[1]), hidden


def plugin_pages(code: str) -> Iterator[tuple[int, str]]:
    """The numbers of pages that the plugins of pagers are given, each with the text.

    >>> [*plugin_pages("laypage({cont: 'p', pages: 3, curr: 1})")]
    [(3, 'pages: 3, curr:')]
    """
    return ((int(found[1] or found[2]), found[0]) for found in _PLUGIN.finditer(code))


def _said(pattern: re.Pattern[str], shown: str) -> Iterator[tuple[int, str]]:
    for found in pattern.finditer(shown):
        around = (
            shown[max(0, found.start() - _AROUND) : found.start()] + " " + shown[found.end() : found.end() + _AROUND]
        )
        if _IN_A_PAGER.search(around) or re.search(r"/|总页数|记录| of ", found[0]):
            yield int(next(filter(None, found.groups()))), found[0]


def listed_in(links: Iterable[Link]) -> frozenset[str]:
    """The addresses of a page's links that are no menu's, as far as titles tell."""
    return frozenset(
        same_page(link.url)
        for link in links
        if len(plain(link.title)) >= _A_RECORD or re.search(r"20[012]\d", link.title)
    )


def count_records(links: Iterable[Link], shown: str) -> int:
    """How many records a page shows at most: the links that are no menu's, or the dates that stand beside them."""
    return max(len(listed_in(links)), len(_A_DATE.findall(shown)))


@dataclass(slots=True)
class _Read:
    """What was read of one listing: its `pages`, told apart by what they show, and their `records`.

    `elsewhere` are its pages that were read as another listing's.
    """

    stated: Extent = NOTHING
    pages: set[int] = field(default_factory=set[int])
    elsewhere: set[object] = field(default_factory=set[object])
    records: int = 0
    forbidden: int = 0
    failed: int = 0
    has_reports: bool = False


@dataclass(slots=True)
class Extents:
    """What the listings of a run state, and what was read of each. Only those that list reports are held to what they state."""

    _listings: dict[Key, _Read] = field(default_factory=dict[Key, _Read])

    def read(self, key: Key, shown: str, stated: Extent, records: int, *, has_reports: bool) -> None:
        """Take note of one page of a listing: `shown` is what tells it from its other pages."""
        known = self._listings.setdefault(key, _Read())
        known.has_reports |= has_reports
        if not known.pages:
            known.stated = stated
        if (page := hash(shown)) not in known.pages:
            known.pages.add(page)
            known.records += records

    def shared(self, key: Key, page: object) -> None:
        """Take note of a page of a listing that is read as another's."""
        self._listings.setdefault(key, _Read()).elsewhere.add(page)

    def missed(self, key: Key, *, is_forbidden: bool) -> None:
        """Take note of a page of a listing that robots.txt forbids, or that failed, which is said elsewhere."""
        known = self._listings.setdefault(key, _Read())
        known.forbidden += is_forbidden
        known.failed += not is_forbidden

    def losses(self) -> Iterator[tuple[str, str]]:
        """The listings of which less was read than they state, by address, with what each states and what was read."""
        for (url, asked), known in self._listings.items():
            own = self._listings.get((url, ""), known)
            if not known.has_reports or own.failed or own.forbidden or not known.pages:
                continue
            behind = [other for (at, call), other in self._listings.items() if at == url and call and not asked]
            pages = len(known.pages) + len(known.elsewhere) + max((len(other.pages) for other in behind), default=0)
            records = known.records + sum(other.records for other in behind)
            stated = known.stated
            if stated.pages > pages:
                yield url, f"states {stated.pages} pages ({_short(stated.said)}), and {pages} could be read"
            elif not stated.pages and not known.elsewhere and stated.records > records:
                yield url, f"states {stated.records} records ({_short(stated.said)}), and {records} could be read"

    def withheld(self) -> Iterator[str]:
        """What robots.txt forbids of listings of reports: no loss of ours."""
        for (url, _), known in self._listings.items():
            if known.forbidden and known.has_reports:
                yield f"robots.txt forbids {_count(known.forbidden, 'page')} of the listing {url}"


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _short(said: str, width: int = 60) -> str:
    line = " ".join(said.split())
    return line if len(line) <= width else f"{line[: width - 1]}…"
