"""Tables whose markup has been seen before, with other figures: they are taken out of a page before it is parsed.

A site's reports come out of one template or one editor, and most elements of their pages are cells of tables. What a table
shows is decided by its markup alone where that stands for itself: elements of tables and of text, each closed where it should
be, and none that may be hidden or raised. Such a table is parsed once; after that, pages that have it are parsed with a table of
one cell in its place, which holds a mark, and its grid is put where the mark is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, count, zip_longest
from operator import itemgetter

from pipeline.documents.laid_out import GridLayout, LaidOutGrid
from pipeline.documents.web.element_tables import has_tables
from pipeline.documents.web.faint import MAY_BE_UNSEEN
from pipeline.documents.web.mended import mended
from pipeline.documents.web.page import (
    BREAK,
    CELL,
    GIVEN,
    MARKS,
    ROW,
    SPANS,
    SPANS_END,
    TABLE,
    TABLE_END,
    Element,
    lay_out,
    parsed,
)
from pipeline.documents.web.page_grids import LONGEST_LAID_OUT, MOST_ROWS_OF_A_PIECE, layout_of, without_figures
from pipeline.documents.web.unprinted import MAY_HOLD

LONGEST = 200_000
"""Bytes of a table that is remembered; Word writes 140,000 for those of a report."""
FEWEST_FIGURES = 4
_OPENS, _CLOSES = b"<table", b"</table>"
_SPACE = b"&nbsp;"
_BLANK = rb"[ \t\r\n]*+(?:&nbsp;[ \t\r\n]*+)*+"
_FIGURE = re.compile(rb">(%s(?:0|[1-9][0-9]{0,13}+)%s)(?=<)" % (_BLANK, _BLANK))
"""A text that is a figure, no longer than the longest, and blanks around it, which no cell keeps."""
_LONGEST_FIGURE = 10**13
_MOST_DIGITS = 14
_DIGITS = b"0123456789"
_RUN = re.compile(rb"[0-9]+")
_DIGITS_ALONE = bytes(code if code in _DIGITS else ord(" ") for code in range(256))
_HEAD = 100
"""Bytes of a table by which those that were seen are looked up."""
_MOST_WRITINGS = 2
"""Of tables that differ in digits that are no figures alone, such as those of widths."""
_TAG = re.compile(rb"<(/?)([a-z][a-z0-9:]*)(\s[^<>]*)?>", re.IGNORECASE)
_PLAIN = frozenset("table caption colgroup col thead tbody tr td th p br span font b strong em i u o:p".split())
_VOID = frozenset(("br", "col"))
_MAY_HIDE = re.compile(
    rb"hidden|display|line-through|visibility|super|role|%s|\0" % MAY_BE_UNSEEN.pattern, re.IGNORECASE
)
"""What may decide whether an element is seen, and as what."""
_STRUCTURE = str.maketrans(dict.fromkeys((BREAK, ROW, CELL, SPANS, SPANS_END)))
_DRAWN = re.compile("[\u2500-\u256f]")
_DEEPEST = 24
_Outline = list[tuple[int, str]]
"""Elements in order, and how deep each is."""


@dataclass(frozen=True, slots=True)
class KnownTable:
    """A table without its figures: what stands before its first cell, its grid, and its text with marks where figures part it.

    `is_statutory` tells those of a report from others of its page.
    """

    caption: str
    layout: GridLayout
    pieces: Sequence[str]
    is_statutory: bool


@dataclass(frozen=True, slots=True)
class GivenTable:
    """A known table with the figures of a page."""

    known: KnownTable
    figures: list[str]

    def grid(self) -> tuple[str, LaidOutGrid]:
        """What stands before its first cell, and its grid."""
        return self.known.caption, LaidOutGrid(self.known.layout, self.figures)

    def text(self) -> str:
        """It as the page would have it, with marks."""
        return "".join(chain.from_iterable(zip_longest(self.known.pieces, self.figures, fillvalue="")))


def without_known(markup: bytes) -> tuple[bytes, list[GivenTable]]:
    """A page with a cell in the place of each table that is known, and these."""
    parts: list[bytes] = []
    given: list[GivenTable] = []
    taken = passed = 0
    at = markup.find(_CLOSES)
    while at != -1:
        start, end = markup.rfind(_OPENS, passed, at), at + len(_CLOSES)
        table = _given(markup[start:end]) if start > -1 and end - start <= LONGEST else None
        if table is not None:
            parts += (markup[taken:start], _place(len(given)))
            given.append(table)
            taken = end
        passed = end
        at = markup.find(_CLOSES, end)
    parts.append(markup[taken:])
    return b"".join(parts), given


def are_in_place(page: str, given: Sequence[GivenTable]) -> bool:
    """Whether the page shows all the cells that stand for tables, and so would show these."""
    return page.count(GIVEN) == len(given) and all(_mark(number) in page for number in range(len(given)))


def with_given(page: str, given: Sequence[GivenTable]) -> str:
    """The page with the text of its tables."""
    for number, table in enumerate(given):
        page = page.replace(_mark(number), table.text())
    return page


@lru_cache(maxsize=64)
def _place(number: int) -> bytes:
    return f"<table><tr><td>{GIVEN}{number}</td></tr></table>".encode()


@lru_cache(maxsize=64)
def _mark(number: int) -> str:
    return f"{TABLE}{ROW}{CELL}{GIVEN}{number}{TABLE_END}"


@dataclass(frozen=True, slots=True)
class _Writing:
    """The markup of a known table, letter by letter but for its figures."""

    known: KnownTable
    between: list[bytes]
    """What stands before, between and behind the figures, with nothing in their places."""
    slots: Callable[[Sequence[bytes]], Sequence[bytes]]
    """Of all runs of digits in the markup, those that are figures."""
    digits: int
    """How many runs of digits there are."""

    def given(self, markup: bytes, digits: Sequence[bytes]) -> GivenTable | None:
        """The table in `markup`, whose runs of digits are `digits`; None where that is not this with other figures.

        To compare takes a third of the time of looking for the figures. It finds the same: whether digits are a figure is told by
        what stands between the tags around them, which is the same here but for the digits.
        """
        if len(digits) != self.digits:
            return None
        figures = self.slots(digits)
        whole = self.between[:]
        whole[1::2] = figures
        if b"".join(whole) != markup:
            return None
        spaced = b"  %s " % b"  ".join(figures)
        if b" 0" in spaced.replace(b" 0 ", b"") or max(map(len, figures)) > _MOST_DIGITS:
            return None
        return GivenTable(self.known, spaced.decode().split())


def _given(markup: bytes) -> GivenTable | None:
    digits = markup.translate(_DIGITS_ALONE).split()
    # what two writings of one table share; whether it is one of them is seen letter by letter
    skeleton = hash((len(digits), len(markup) - len(b"".join(digits)), markup[:_HEAD].translate(None, _DIGITS)))
    writings = _writings(skeleton) if next(_sightings(skeleton)) else None
    for writing in writings or ():
        given = writing.given(markup, digits)
        if given is not None:
            return given
    pieces = _FIGURE.split(markup)
    figures = pieces[1::2]
    if len(figures) < FEWEST_FIGURES:
        return None
    sealed = b">0".join(pieces[::2])
    known = _known(sealed) if next(_sightings(hash(sealed))) else None
    if known is None:
        return None
    if writings is not None and len(writings) < _MOST_WRITINGS:
        writings.append(_writing(known, markup))
    return GivenTable(known, b" ".join(figures).replace(_SPACE, b" ").decode().split())


@lru_cache(maxsize=64)
def _writings(skeleton: int) -> list[_Writing]:
    """Those of known tables whose markup begins so and has as many digits and other letters; none, the first time."""
    return []


def _writing(known: KnownTable, markup: bytes) -> _Writing:
    number_at = {run.start(): number for number, run in enumerate(_RUN.finditer(markup))}
    between: list[bytes] = []
    slots: list[int] = []
    end = 0
    for figure in _FIGURE.finditer(markup):
        run = next(_RUN.finditer(markup, figure.start(1)))
        between += (markup[end : run.start()], b"")
        slots.append(number_at[run.start()])
        end = run.end()
    return _Writing(known, [*between, markup[end:]], itemgetter(*slots), len(number_at))


@lru_cache(maxsize=4096)
def _sightings(sealed: int) -> Iterator[int]:
    """Counts from nought how often a table was seen: one that may never come again is not kept."""
    return count()


@lru_cache(maxsize=64)
def _known(sealed: bytes) -> KnownTable | None:
    """The table whose figures are all noughts; None where the page around it, or a figure, may have a say in what it shows."""
    labels = _FIGURE.split(sealed)[::2]
    figures = [str(_LONGEST_FIGURE + number) for number in range(len(labels) - 1)]
    markup = labels[0] + b"".join(b">%s%s" % pair for pair in zip(map(str.encode, figures), labels[1:], strict=True))
    if _MAY_HIDE.search(markup) or MAY_HOLD.search(markup) or mended(markup) != markup:
        return None
    root = parsed(markup)
    if not _stands_for_itself(markup, root):
        return None
    text = lay_out(root, markup).strip(BREAK)
    content = text.removeprefix(TABLE).removesuffix(TABLE_END)
    if len(text) - len(content) != len(TABLE + TABLE_END) or MARKS.search(content.translate(_STRUCTURE)):
        return None
    if _DRAWN.search(content):
        return None
    without, found = without_figures(content)
    if found != figures or len(content) > LONGEST_LAID_OUT or "。" in content[content.rfind(CELL) :]:
        return None
    made = layout_of(without, len(figures))
    if made is None or len(made[1].rows) <= MOST_ROWS_OF_A_PIECE:
        return None  # what stands around a small one has a say: it may be a part of another
    pieces: list[str] = []
    for figure in figures:
        before, _, text = text.partition(figure)
        pieces.append(before)
    return KnownTable(*made, (*pieces, text), has_tables(sealed))


def _stands_for_itself(markup: bytes, root: Element) -> bool:
    """Whether a table was parsed as it is written: then no element of it is closed by another, whatever stands around it."""
    written = _written(markup)
    body = root.find("body")
    return written is not None and body is not None and len(body) == 1 and list(_outline(body[0], 0)) == written


def _outline(element: Element, depth: int) -> Iterator[tuple[int, str]]:
    yield depth, str(element.tag)
    for child in element:
        yield from _outline(child, depth + 1)


def _written(markup: bytes) -> _Outline | None:
    """The elements of a table by its tags alone; None where one is not closed, or is none of those that tables and texts have."""
    outline: _Outline = []
    opened: list[str] = []
    tags = list(_TAG.finditer(markup))
    if len(tags) != markup.count(b"<"):
        return None
    for tag in tags:
        name, attributes = tag[2].decode().lower(), tag[3] or b""
        is_odd = attributes.count(b'"') % 2 or attributes.count(b"'") % 2 or attributes.endswith(b"/") > (name in _VOID)
        if name not in _PLAIN or is_odd or len(opened) > _DEEPEST:
            return None
        if tag[1]:
            if not opened or opened.pop() != name:
                return None
            continue
        if outline and not opened:
            return None
        outline.append((len(opened), name))
        if name not in _VOID:
            opened.append(name)
    return outline if not opened else None
