"""Tables without rules in which few figures are printed, noughts left blank: the columns, from the names in their header.

A row of many figures says by itself where columns are (`aligned.py`); where none is full, the names do, if each of them is one
that the forms know. A figure must stand below one name and apart from all others, else the table is left to be read line by line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from math import inf
from typing import NamedTuple

from pipeline.documents.paper.column_heads import AT_LEFT, PrintedRow, is_header
from pipeline.documents.paper.printed_columns import GAP, Span, spans_of
from pipeline.documents.paper.row_contents import FEWEST_IN_ROW
from pipeline.documents.paper.typeset import SAME_LINE, begins_item
from pipeline.documents.paper.unruled import HEADER_GAP
from pipeline.documents.text_rows import is_group, is_heading, is_heading_over_several

FARTHEST = 5.0
"""Type sizes between two lines of one table, at most."""
BESIDE = 1.3
"""Type sizes, at most, from a figure to a line of the label that it stands beside."""
BELOW = 0.5
"""Part of a figure's width, or of the name's if that is less, in which it stands below the name."""
NEAR_EDGE = 0.15
"""Part of a column's width, at its edges, in which a figure may be of either column: names are not all set in the middle."""
AT_RIGHT = 0.2
"""Part of a column's width by which figures at the right of their columns may end beside where they are expected."""
HEADER_LINES = 14
_APPLICANTS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
_OUTCOMES = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
_NAMES = (_APPLICANTS, _OUTCOMES * 3, _OUTCOMES)
ITEMS = "信息内容"
"""Above the items of each block of the proactive table."""
_ARTICLE = re.compile("第[一二三四五六七八九十0-9]{1,3}条")
"""Above the header of each block of the proactive table."""
_COUNT = re.compile("(?:上一?年|本年|现行|对外|处理|采购)[^0-9。，]{2,20}")


class NamedColumns(NamedTuple):
    """Columns from their names: where each stands, and the rows of the header: those before `end`.

    `at_left`: whether names begin where their columns do; None where nothing tells.
    """

    columns: list[tuple[float, float]]
    end: int
    at_left: bool | None = None


def named_columns(rows: Sequence[PrintedRow], start: int) -> NamedColumns | None:
    """The columns of the header that begins in row `start`; None where its names are not all known."""
    first = rows[start]
    if ITEMS.startswith(first.spans[0].text):
        end, names = _names_of_items(rows, start)
        columns = [(span.start, span.end) for span in names[1:]]
        return NamedColumns(columns, end, _items_at_left(rows, start)) if columns else None
    if not is_header(first):
        return None
    return _known(rows, start, GAP) or _known(rows, start, HEADER_GAP)


def _names_of_items(rows: Sequence[PrintedRow], start: int) -> tuple[int, list[Span]]:
    """(behind the header, its names) of a block of the proactive table that begins in row `start`; no names if none does."""
    names: list[Span] = []
    end = start
    for row in rows[start : start + HEADER_LINES]:
        longer = names[:]
        for span in row.spans:
            _add(longer, span)
        if row.figures or len(longer) > len(names) > 0 or not ITEMS.startswith(longer[0].text):
            break
        names, end = longer, end + 1
    is_known = bool(names) and names[0].text == ITEMS and all(_COUNT.fullmatch(name.text) for name in names[1:])
    return end, names if is_known else []


def _known(rows: Sequence[PrintedRow], start: int, gap: float) -> NamedColumns | None:
    """The columns where their names, parted by gaps of so many type sizes, are those of a form: of the one with most of them."""
    first = rows[start]
    names: list[Span] = []
    found: NamedColumns | None = None
    for end in range(start, min(start + HEADER_LINES, len(rows))):
        row = rows[end]
        if row.figures or (row is not first and row.baseline - rows[end - 1].baseline > FARTHEST * row.size):
            break
        for span in _line_by_line(row, spans_of(row.glyphs, gap)):
            if not is_heading_over_several(span.text):
                _add(names, span)
        texts = tuple(span.text for span in names)
        for known in _NAMES:
            if texts[-len(known) :] == known and len(texts) <= len(known) + 1:
                if found is not None and len(known) <= len(found.columns):
                    return found
                columns = [(span.start, span.end) for span in names[-len(known) :]]
                found = NamedColumns(columns, end + 1, _headings_at_left(rows[start : end + 1], columns))
    return found


def _line_by_line(row: PrintedRow, spans: Sequence[Span]) -> Iterator[Span]:
    """The texts of a row; where names of other columns stand at half height, two lines of a name are in one row."""
    if max(g.baseline for g in row.glyphs) - min(g.baseline for g in row.glyphs) < SAME_LINE * row.size:
        yield from spans
        return
    for span in spans:
        own = [g for g in row.glyphs if span.start <= g.left < span.end and not g.text.isspace()]
        own.sort(key=lambda glyph: (round(glyph.baseline), glyph.left))
        yield span._replace(text="".join(glyph.text for glyph in own))


def _headings_at_left(header: Sequence[PrintedRow], columns: Sequence[tuple[float, float]]) -> bool | None:
    """Whether each heading over several columns begins where the name of one does, or none; None if some do."""
    begin = {
        any(abs(span.start - start) <= AT_LEFT * row.size for start, _ in columns)
        for row in header
        for span in row.spans
        if is_heading_over_several(span.text)
    }
    return begin.pop() if len(begin) == 1 else None


def _items_at_left(rows: Sequence[PrintedRow], start: int) -> bool | None:
    """Whether the labels of the items begin where their name does: True, or nothing is known of the others.

    Labels as long as the name say nothing: then those of the blocks above and below do whose name stands at the same place.
    """
    name = rows[start].spans[0]
    blocks = [n for n, row in enumerate(rows) if row.spans[0].text == ITEMS and n != start]
    same = (n for n in blocks if abs(rows[n].spans[0].start - name.start) <= AT_LEFT * rows[n].size)
    for number in (start, *sorted(same, key=lambda n: abs(n - start))):
        for row in rows[number + 1 : number + 3]:
            item = row.spans[0]
            if row.figures[:1] != [item] and abs(len(item.text) - len(name.text)) > 1 and item.start < name.end:
                return True if abs(item.start - name.start) <= AT_LEFT * row.size else None
    return None


def _add(names: list[Span], span: Span) -> None:
    """Adds what stands below names, or beside them, to `names`, which stay in the order of their places."""
    met = [name for name in names if span.start < name.end and name.start < span.end]
    for name in met:
        names.remove(name)
    text = "".join(name.text for name in met) + span.text
    names.append(Span(min([span.start, *(n.start for n in met)]), max([span.end, *(n.end for n in met)]), text))
    names.sort()


class Below(NamedTuple):
    """The rows below the names of columns: those before `end`, and the columns as wide as their figures.

    `aside`: how far right of the middles of their names all figures end, if they are set at the right of their columns.
    """

    end: int
    columns: list[tuple[float, float]]
    aside: float | None = None


def rows_below(
    rows: Sequence[PrintedRow],
    start: int,
    columns: list[tuple[float, float]],
    *,
    at_left: bool | None,
    aside: float | None = None,
) -> Below | None:
    """The rows below names; None where a figure stands in no column for certain, wherever in its column all may stand."""
    end = _end(rows, start, columns)
    own = rows[start:end]
    wide = (
        None
        if aside is not None
        else _widened(own, columns, lambda figure: _column_of(figure, columns, at_left=at_left))
    )
    if wide is None:
        aside = aside if aside is not None else _aside(own, columns)
        wide = _widened(own, columns, lambda figure: _at_right(figure, columns, aside)) if aside is not None else None
    else:
        aside = None
    return Below(end, wide, aside) if wide is not None else None


def _end(rows: Sequence[PrintedRow], start: int, columns: Sequence[tuple[float, float]]) -> int:
    """Behind the last row that may be of the table whose columns those are."""
    end = start
    while end < len(rows):
        row = rows[end]
        if (
            is_heading(row.text)
            or _ARTICLE.match(row.text)
            or (end and row.baseline - rows[end - 1].baseline > FARTHEST * row.size)
        ):
            break
        is_aside = row.spans[-1].end > columns[0][0] or (len(columns) < FEWEST_IN_ROW and begins_item(row.text))
        if not row.figures and is_aside and not is_group(row.text):
            break
        if row.figures and not _is_beside(rows, end, columns[0][0], fewest=2 if end == start else 3):
            break
        end += 1
    return end


def _widened(
    rows: Sequence[PrintedRow], columns: Sequence[tuple[float, float]], column_of: Callable[[Span], int | None]
) -> list[tuple[float, float]] | None:
    """The columns with their figures; None where a figure is in none, or two of a row are in one."""
    wide = list(columns)
    for row in rows:
        taken: set[int] = set()
        for figure in row.figures:
            column = column_of(figure)
            if column is None or column in taken:
                return None
            taken.add(column)
            wide[column] = min(wide[column][0], figure.start), max(wide[column][1], figure.end)
    return None if any(before[1] >= after[0] for before, after in pairwise(wide)) else wide


def _aside(rows: Sequence[PrintedRow], columns: Sequence[tuple[float, float]]) -> float | None:
    """How far right of the middle of its name the last column's figures end, all at one place; None where that is not told.

    Nothing stands right of the last column, so that its figures are of no other; and in no column do figures end elsewhere.
    """
    ends = [figure.end for row in rows for figure in row.figures]
    if len(columns) < FEWEST_IN_ROW or not ends:
        return None
    middles = [(start + end) / 2 for start, end in columns]
    least = min(after - before for before, after in pairwise(middles))
    aside = max(ends) - middles[-1]
    return aside if NEAR_EDGE * least < aside < least else None


def _at_right(figure: Span, columns: Sequence[tuple[float, float]], aside: float) -> int | None:
    """The column whose figures end where this one does."""
    middles = [(start + end) / 2 + aside for start, end in columns]
    nearest = min(range(len(columns)), key=lambda index: abs(middles[index] - figure.end))
    reach = AT_RIGHT * min(after - before for before, after in pairwise(middles))
    return nearest if abs(middles[nearest] - figure.end) < reach else None


def _column_of(figure: Span, columns: Sequence[tuple[float, float]], *, at_left: bool | None) -> int | None:
    """The column that a figure stands in; None where it is not certain.

    One at the right of its column, below names at the left, is nearer to the next name than to its own.
    """
    below = [index for index, column in enumerate(columns) if _is_below(figure, column)]
    if len(below) == 1:
        return below[0]
    last = columns[-1][1] + columns[-1][0] - columns[-2][1] if len(columns) > 1 else inf
    if figure.end < columns[0][0] or figure.start > last:
        return None
    begun = sum(start <= figure.start for start, _ in columns) - 1
    if at_left or begun == len(columns) - 1:
        return begun
    if at_left is None:
        return None
    middle, middles = (figure.start + figure.end) / 2, [sum(column) / 2 for column in columns]
    edges = [(before + after) / 2 for before, after in pairwise(middles)]
    reach = NEAR_EDGE * min(after - before for before, after in pairwise(middles))
    return None if any(abs(middle - edge) < reach for edge in edges) else sum(edge < middle for edge in edges)


def _is_below(figure: Span, name: tuple[float, float]) -> bool:
    shared = min(figure.end, name[1]) - max(figure.start, name[0])
    return shared >= BELOW * min(figure.end - figure.start, name[1] - name[0])


def _is_beside(rows: Sequence[PrintedRow], number: int, left: float, *, fewest: int) -> bool:
    """Whether a label stands beside the figures of a row, or they are at least `fewest`: a page's number stands alone."""
    row = rows[number]
    near = [
        other
        for other in rows[max(number - 1, 0) : number + 2]
        if abs(other.baseline - row.baseline) <= BESIDE * row.size
    ]
    labels = (span for other in near for span in other.spans if span not in other.figures)
    return len(row.figures) >= fewest or any(span.end < left for span in labels)
