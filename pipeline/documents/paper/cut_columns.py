"""Sheets on which the columns of a table are printed that found no room on another → one sheet, as wide as the table.

Programs that calculate print a wide table so: first the columns that fit, then the others, on sheets of their own and at the same
heights. The names of the rows stand on the first sheet alone, and text that reaches over the cut is printed on both, cut off.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from operator import attrgetter

from pipeline.contract import Notice
from pipeline.documents.paper.drawn import Beside, DrawnPage, Glyph, Rule
from pipeline.documents.paper.ruled import NEAR, RuledTable, find_tables, joined
from pipeline.documents.paper.typeset import glyph_rows

SAME_HEIGHT = 1.0
"""Points by which rules or lines at one height differ from sheet to sheet."""
FEWEST_EDGES = 4
"""Edges of rows that two tables share, at least, if they are parts of one."""
SAME_PLACE = 0.3
"""Type sizes between a figure that is cut off on one sheet and the same one on the other."""
MOST_HEADER_ROWS = 2
"""Rows of a header that a sheet may lack: of one heading across it, or of one down two rows."""
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
    rights: set[int] = set()
    sheets: list[DrawnPage] = []
    for page in pages:
        found = tables[page.number]
        left = next(
            (other for other in reversed(sheets) if _are_beside(other, tables[other.number], page, found)), None
        )
        beside = tables[left.number] if left is not None else []
        if left is None and (found := _walled(page)):
            left, beside = next(
                (
                    (other, walled)
                    for other in reversed(sheets)
                    if (walled := _walled(other)) and _are_beside(other, walled, page, found)
                ),
                (None, found[:0]),
            )
        if left is None:
            sheets.append(page)
            continue
        whole = _join(left, beside, page, found)
        tables[left.number] = _tables(whole)
        sheets[sheets.index(left)] = whole
        lefts.add(left.number)
        rights.add(page.number)
    if any(
        (one.number in lefts) != (two.number in lefts)
        and two.number not in rights
        and _goes_on(one, printed[one.number], two, printed[two.number])
        for one, two in pairwise(pages)
    ):
        return list(pages)  # of a table that is cut, every sheet has another beside it
    return sheets


def goes_on(page: DrawnPage, following: DrawnPage) -> bool:
    """Whether the next page begins with rows in the columns of the last table of a page, as those of one table go on."""
    return _goes_on(page, _tables(page), following, _tables(following))


def _goes_on(page: DrawnPage, before: Sequence[RuledTable], following: DrawnPage, after: Sequence[RuledTable]) -> bool:
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


def _walled(page: DrawnPage) -> list[RuledTable]:
    """The tables of a page if all rules across it that begin and end at one place are one table's.

    On a sheet in the middle of a heading, or with a single column of the table, no wall stands beside some of its rows.
    """
    walls: list[Rule] = []
    run: list[Rule] = []
    for rule in [*joined(page.horizontal), None]:
        if rule is not None and run and abs(rule.start - run[0].start) <= NEAR and abs(rule.end - run[0].end) <= NEAR:
            run.append(rule)
            continue
        if len(run) >= FEWEST_EDGES:
            top, bottom = run[0].position, run[-1].position
            walls += [Rule(run[0].start, top, bottom), Rule(run[0].end, top, bottom)]
        run = [rule] if rule is not None else []
    tables = find_tables(page.horizontal, [*page.vertical, *walls]) if walls else None
    return [table for table in tables or [] if len(table.rows) >= FEWEST_EDGES]


def _are_beside(left: DrawnPage, tables: Sequence[RuledTable], right: DrawnPage, others: Sequence[RuledTable]) -> bool:
    """Whether each table of `right` goes on with one of `left` at its side: in the same rows, in columns of its own.

    Nothing else is printed there but what reaches over from `left`, and page numbers.
    """
    if not others or len(others) > len(tables) or abs(left.height - right.height) > SAME_HEIGHT:
        return False
    start = tables[0].columns[0]
    near = [next((table for table in tables if _are_one(table, other)), None) for other in others]
    for table, other in zip(near, others, strict=True):
        if table is None or abs(other.columns[0] - start) > NEAR:
            return False
        if _are_same(table.columns, other.columns) and not _begins_below_text(table, left, right):
            return False
    edge = max(table.columns[-1] for table in tables)
    inside = [*(table for table in near if table is not None), *others]
    outside = [glyph for glyph in right.glyphs if not _is_in(glyph, inside) and not glyph.text.isspace()]
    return all(
        (_is_in_margin(row[0], right) and len(row) <= LONGEST_FOOT)
        or (row[0].left <= start + row[0].size and _reaches_over(row[0], left, edge))
        for row in glyph_rows(outside)
    )


def _begins_below_text(table: RuledTable, left: DrawnPage, right: DrawnPage) -> bool:
    """Whether a text stands above a table and nothing at its height on the other sheet: one that goes on would begin there."""
    top = table.rows[0]
    text = next((glyph for glyph in left.glyphs if glyph.middle < top and not glyph.text.isspace()), None)
    return text is not None and not any(glyph.middle < top and not glyph.text.isspace() for glyph in right.glyphs)


def _are_same(columns: Sequence[float], others: Sequence[float]) -> bool:
    return len(columns) == len(others) and all(abs(a - b) <= NEAR for a, b in zip(columns, others, strict=True))


def _are_one(table: RuledTable, other: RuledTable) -> bool:
    """Whether both have the same edges of rows, the last with them.

    Of a header, a sheet that a heading crosses has no walls beside it, and one with a heading over two rows no edge between them.
    """
    if abs(table.rows[-1] - other.rows[-1]) > SAME_HEIGHT:
        return False
    lacking = _lacking(table, other), _lacking(other, table)
    shared = len(other.rows) - len(lacking[0])
    if not lacking[0] and abs(table.rows[0] - other.rows[0]) <= SAME_HEIGHT:
        return True
    of_headers = all(
        edge in rows[: MOST_HEADER_ROWS + 1]
        for rows, edges in ((other.rows, lacking[0]), (table.rows, lacking[1]))
        for edge in edges
    )
    return shared >= FEWEST_EDGES and of_headers and all(len(edges) <= MOST_HEADER_ROWS for edges in lacking)


def _lacking(table: RuledTable, other: RuledTable) -> list[float]:
    """The edges of rows of `other` that `table` has not."""
    return [row for row in other.rows if min(abs(row - edge) for edge in table.rows) > SAME_HEIGHT]


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
    inside = [table for table in tables if any(_are_one(table, other) for other in others)]
    kept = [
        replace(glyph, left=glyph.left + shift, right=glyph.right + shift)
        for glyph in right.glyphs
        if (glyph.left + glyph.right) / 2 > start
        and (_is_in(glyph, inside) or not _is_in_margin(glyph, right) or _reaches_over(glyph, left, edge))
    ]
    own = [glyph for glyph in left.glyphs if (glyph.left + glyph.right) / 2 <= edge]
    return one_sheet(left, right, [*own, *kept], edge, shift)


def one_sheet(left: DrawnPage, right: DrawnPage, glyphs: Sequence[Glyph], edge: float, shift: float) -> DrawnPage:
    """Both pages as one that prints `glyphs`; the right one begins at `edge`, and what it draws moves by `shift`."""
    cut_off = _still_cut_off(left, right, shift)
    return replace(
        left,
        width=right.width + shift,
        glyphs=sorted(glyphs, key=attrgetter("baseline", "left")),
        horizontal=[*left.horizontal, *(Rule(r.position, r.start + shift, r.end + shift) for r in right.horizontal)],
        vertical=[*left.vertical, *(Rule(r.position + shift, r.start, r.end) for r in right.vertical)],
        lost=left.lost + right.lost,
        fonts=left.fonts | right.fonts,
        notices=_notices_of(left, right, cut_off),
        cut_off=cut_off,
        beside=(*left.beside, Beside(right.number, edge, shift)),
    )


def _still_cut_off(left: DrawnPage, right: DrawnPage, shift: float) -> list[Glyph]:
    """The figures that are cut off on one of both pages and not printed on the other one either, as they stand on the whole."""
    moved = [replace(glyph, left=glyph.left + shift, right=glyph.right + shift) for glyph in right.cut_off]
    return [
        *(glyph for glyph in left.cut_off if not _is_printed(glyph, right.glyphs, shift)),
        *(glyph for glyph in moved if not _is_printed(glyph, left.glyphs, 0.0)),
    ]


def _is_printed(glyph: Glyph, others: Sequence[Glyph], shift: float) -> bool:
    return any(
        other.text == glyph.text
        and abs(other.baseline - glyph.baseline) <= SAME_HEIGHT
        and abs(other.left + shift - glyph.left) < SAME_PLACE * glyph.size
        for other in others
    )


def _notices_of(left: DrawnPage, right: DrawnPage, cut_off: Sequence[Glyph]) -> list[Notice]:
    notices = [*left.notices, *right.notices]
    return notices if cut_off else [notice for notice in notices if notice.code != "figures_cut_off"]
