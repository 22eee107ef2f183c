"""Sheets on which the columns of a table are printed that found no room on another → one sheet, as wide as the table.

Programs that calculate print a wide table so: first the columns that fit, then the others, on sheets of their own and at the same
heights. The names of the rows stand on the first sheet alone, and text that reaches over the cut is printed on both, cut off.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from operator import attrgetter

from pipeline.documents.drawn import Beside, DrawnPage, Glyph, Rule
from pipeline.documents.ruled import NEAR, RuledTable, find_tables
from pipeline.documents.typeset import glyph_rows

SAME_HEIGHT = 1.0
"""Points by which rules or lines at one height differ from sheet to sheet."""
FEWEST_EDGES = 4
"""Edges of rows that two tables share, at least, if they are parts of one."""
MARGIN = 0.13
"""Part of a sheet's height at top and bottom where page numbers stand."""
LONGEST_FOOT = 14
"""Characters of a page number, or of a sheet's name; a title is longer."""


def join_cut_columns(pages: Sequence[DrawnPage]) -> list[DrawnPage]:
    """The pages, those with the right columns of a table joined to those with the left ones."""
    if len(pages) < 2 or not all(_is_plain(page) for page in pages) or not _may_be_cut(pages):
        return list(pages)
    tables = {page.number: _tables(page) for page in pages}
    printed = dict(tables)
    lefts: set[int] = set()
    joined: list[DrawnPage] = []
    for page in pages:
        found = tables[page.number]
        left = next(
            (other for other in reversed(joined) if _are_beside(other, tables[other.number], page, found)), None
        )
        if left is None:
            joined.append(page)
            continue
        whole = _join(left, tables[left.number], page, found)
        tables[left.number] = _tables(whole)
        joined[joined.index(left)] = whole
        lefts.add(left.number)
    if any(
        _goes_on(one, printed, two) and (one.number in lefts) != (two.number in lefts) for one, two in pairwise(pages)
    ):
        return list(pages)  # of a table that is cut, every sheet has another beside it
    return joined


def _goes_on(page: DrawnPage, tables: Mapping[int, Sequence[RuledTable]], following: DrawnPage) -> bool:
    """Whether the next page begins with rows in the columns of the last table of a page, as those of one table go on."""
    before, after = tables[page.number], tables[following.number]
    if not before or not after or not _are_same(before[-1].columns, after[0].columns):
        return False
    above = [glyph for glyph in following.glyphs if glyph.middle < after[0].rows[0] and not glyph.text.isspace()]
    return all(_is_in_margin(row[0], following) and len(row) <= LONGEST_FOOT for row in glyph_rows(above))


def _may_be_cut(pages: Sequence[DrawnPage]) -> bool:
    """Whether the rules of any page begin and end at heights where a page before has some too: few do by chance."""
    heights: list[set[int]] = []
    for page in pages:
        places = {round(rule.position) for rule in page.horizontal}
        ends = (min(places), max(places)) if places else ()
        if ends and any(all({end - 1, end, end + 1} & before for end in ends) for before in heights):
            return True
        heights.append(places)
    return False


def _is_plain(page: DrawnPage) -> bool:
    return not (page.pictures or page.too_complex or page.is_cut or page.is_part or page.hidden)


def _tables(page: DrawnPage) -> list[RuledTable]:
    if not (page.horizontal and page.vertical):
        return []
    return [table for table in find_tables(page.horizontal, page.vertical) or [] if len(table.rows) >= FEWEST_EDGES]


def _are_beside(left: DrawnPage, tables: Sequence[RuledTable], right: DrawnPage, others: Sequence[RuledTable]) -> bool:
    """Whether each table of `right` goes on with one of `left` at its side: in the same rows, in columns of its own.

    Nothing else is printed there but what reaches over from `left`, and page numbers.
    """
    if not others or len(others) > len(tables) or abs(left.height - right.height) > SAME_HEIGHT:
        return False
    start = tables[0].columns[0]
    for other in others:
        near = [table for table in tables if _are_one(table, other)]
        if not near or abs(other.columns[0] - start) > NEAR:
            return False
        table = near[0]
        if _are_same(table.columns, other.columns):
            return False
    edge = max(table.columns[-1] for table in tables)
    outside = [glyph for glyph in right.glyphs if not _is_in(glyph, others) and not glyph.text.isspace()]
    return all(
        (_is_in_margin(row[0], right) and len(row) <= LONGEST_FOOT)
        or (row[0].left <= start + row[0].size and _reaches_over(row[0], left, edge))
        for row in glyph_rows(outside)
    )


def _are_same(columns: Sequence[float], others: Sequence[float]) -> bool:
    return len(columns) == len(others) and all(abs(a - b) <= NEAR for a, b in zip(columns, others, strict=True))


def _are_one(table: RuledTable, other: RuledTable) -> bool:
    """Whether `other` has the edges of its rows from those of `table`, the first and the last with it."""
    ends = abs(table.rows[0] - other.rows[0]), abs(table.rows[-1] - other.rows[-1])
    return max(ends) <= SAME_HEIGHT and all(
        min(abs(row - edge) for edge in table.rows) <= SAME_HEIGHT for row in other.rows
    )


def _is_in(glyph: Glyph, tables: Sequence[RuledTable]) -> bool:
    return any(table.rows[0] <= glyph.middle <= table.rows[-1] for table in tables)


def _reaches_over(glyph: Glyph, left: DrawnPage, edge: float) -> bool:
    """Whether a line of the left page comes to the cut at the height of `glyph`."""
    return any(
        abs(other.baseline - glyph.baseline) <= SAME_HEIGHT and other.right > edge - 3 * other.size
        for other in left.glyphs
    )


def _is_in_margin(glyph: Glyph, page: DrawnPage) -> bool:
    return not MARGIN * page.height < glyph.baseline < (1 - MARGIN) * page.height


def _join(left: DrawnPage, tables: Sequence[RuledTable], right: DrawnPage, others: Sequence[RuledTable]) -> DrawnPage:
    """Both pages side by side; of text on both, each prints what is on its side of the cut."""
    edge, start = max(table.columns[-1] for table in tables), min(other.columns[0] for other in others)
    shift = edge - start
    kept = [
        replace(glyph, left=glyph.left + shift, right=glyph.right + shift)
        for glyph in right.glyphs
        if (glyph.left + glyph.right) / 2 > start
        and (_is_in(glyph, others) or not _is_in_margin(glyph, right) or _reaches_over(glyph, left, edge))
    ]
    notices = [notice for notice in (*left.notices, *right.notices) if notice.code != "figures_cut_off"]
    return replace(
        left,
        width=right.width + shift,
        glyphs=sorted(
            [*(glyph for glyph in left.glyphs if (glyph.left + glyph.right) / 2 <= edge), *kept],
            key=attrgetter("baseline", "left"),
        ),
        horizontal=[*left.horizontal, *(Rule(r.position, r.start + shift, r.end + shift) for r in right.horizontal)],
        vertical=[*left.vertical, *(Rule(r.position + shift, r.start, r.end) for r in right.vertical)],
        lost=left.lost + right.lost,
        fonts=left.fonts | right.fonts,
        notices=notices,
        beside=(*left.beside, Beside(right.number, edge, shift)),
    )
