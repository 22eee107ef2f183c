"""Tables without rules: the header above a row of many figures, put in the order of its columns.

A header's cells stand on several lines, each at a height of its own (结果 above 维持, 自然人 between two lines). Line by line
they come in no order that the figures below have; by their places each belongs to the column that it stands over.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.documents.paper.drawn import Glyph
from pipeline.documents.paper.typeset import FIGURE_COLUMN_GAP, OVERLAPPING, TextLine, glyph_rows, set_row
from pipeline.values import read_value

FEWEST_COLUMNS = 5
"""Figures in a row from which its columns are told by their places; what has fewer is read as it is printed."""
MIDDLE = 0.3
"""Type sizes by which what stands between two lines may be nearer to one of them."""
HIGHEST = 16.0
"""Of a header, in type sizes."""
TITLE_SIZE = 1.15
"""Type size, in that of the figures, above which a line is no part of a header."""
HEADER_GAP, EDGE_REACH = 0.12, 0.5
"""Type sizes of a gap that parts two cells of a header, and how far the middle between two columns may lie from it."""
OVERHANG = 0.35
"""Type sizes by which a cell of a header may stick out over its column."""
FEW, MANY = 2, 10
"""Cells of a header's line that are headings over several columns, in a table of so many columns.

In one of fewer a heading over several says nothing that the columns do not, and in a line of its own it would part them.
"""

_ROUTE = re.compile("行政复议|行政诉讼|未经复议直接起诉|复议后起诉")
"""Headings of the disputes table, each over five columns."""


@dataclass(slots=True)
class _Segment:
    """Characters that stand together."""

    glyphs: list[Glyph]

    @property
    def left(self) -> float:
        return self.glyphs[0].left

    @property
    def right(self) -> float:
        return self.glyphs[-1].right

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2

    @property
    def text(self) -> str:
        return "".join(glyph.text for glyph in self.glyphs)

    @property
    def is_entry(self) -> bool:
        return read_value(self.text).status in ("reported", "not_applicable")


def set_text(glyphs: Sequence[Glyph], page: int) -> list[TextLine]:
    """The lines that the glyphs make, from top to bottom; headers of tables without rules on one line, by column."""
    rows = glyph_rows(glyphs)
    segments = [_segments(row) for row in rows]
    lines: list[TextLine] = []
    start = 0
    for number, row in enumerate(segments):
        entries = [segment for segment in row if segment.is_entry]
        if len(entries) < FEWEST_COLUMNS:
            continue
        header = _header(segments, start, number, entries)
        if header is not None:
            first, left_over, names = header
            lines += _set(rows[start:first], page)
            lines += _set(left_over, page)
            lines.append(replace(names, page=page))
            start = number
        lines += _set(rows[start : number + 1], page)
        start = number + 1
    return lines + _set(rows[start:], page)


def _set(rows: Sequence[Sequence[Glyph]], page: int) -> list[TextLine]:
    lines: list[TextLine] = []
    number = 0
    while number < len(rows):
        whole = _row_of_three_lines(rows[number : number + 3], page)
        if whole is not None:
            lines.append(whole)
            number += 3
            continue
        line = set_row(rows[number], page)
        if line is not None:
            lines.append(line)
        number += 1
    return lines


def _row_of_three_lines(lines: Sequence[Sequence[Glyph]], page: int) -> TextLine | None:
    """A row of which some cells have two lines, and the others, of one line, stand at half height between these.

    Three lines are never as near to each other as that. None where they are no such row.
    """
    if len(lines) < 3 or lines[2][0].baseline - lines[0][0].baseline > 2 * OVERLAPPING * lines[1][0].size:
        return None
    aside = lines[0][0].baseline + lines[2][0].baseline - 2 * lines[1][0].baseline
    if abs(aside) > MIDDLE * lines[1][0].size:
        return None
    upper, middle, lower = map(_segments, lines)
    if len(upper) != len(lower) or not upper or not middle or middle[-1].left < upper[0].left:
        return None
    cells = [_Segment([*above.glyphs, *below.glyphs]) for above, below in zip(upper, lower, strict=True)]
    for above, below in zip(upper, lower, strict=True):
        if (
            not _overlap(above, below)
            or below.right - below.left > above.right - above.left + MIDDLE * lines[1][0].size
        ):
            return None
    if any(_overlap(part, one) for part in (*upper, *lower) for one in middle):
        return None
    row = sorted([*cells, *middle], key=lambda segment: min(glyph.left for glyph in segment.glyphs))
    line = set_row(lines[1], page)
    if line is None:
        return None
    glyphs = [glyph for segment in row for glyph in segment.glyphs]
    left, right = min(glyph.left for glyph in glyphs), max(glyph.right for glyph in glyphs)
    return replace(line, text="\t".join(s.text for s in row), left=left, right=right, has_columns=True, marks=())


def _overlap(segment: _Segment, other: _Segment) -> bool:
    return segment.left < other.right and other.left < segment.right


def _segments(row: Sequence[Glyph]) -> list[_Segment]:
    segments: list[_Segment] = []
    for glyph in row:
        if glyph.text.isspace():
            continue
        last = segments[-1].glyphs[-1] if segments else None
        if last is not None and glyph.left - last.right < FIGURE_COLUMN_GAP * max(glyph.size, last.size):
            segments[-1].glyphs.append(glyph)
        else:
            segments.append(_Segment([glyph]))
    return segments


def _header(
    rows: Sequence[Sequence[_Segment]], start: int, number: int, entries: Sequence[_Segment]
) -> tuple[int, list[list[Glyph]], TextLine] | None:
    """(first row of the header, what of its rows is over no single column, the line of the others), or None."""
    figure = entries[0].glyphs[0]
    middles = [entry.middle for entry in entries]
    edges = [(a + b) / 2 for a, b in pairwise(middles)]
    edges = [2 * middles[0] - edges[0], *edges, 2 * middles[-1] - edges[-1]]
    first = number
    while first > start and _may_be_header(rows[first - 1], figure):
        first -= 1
    names: list[list[_Segment]] = [[] for _ in entries]
    left_over: list[list[Glyph]] = []
    for row in ([part for segment in row for part in _split(segment, edges)] for row in rows[first:number]):
        rest: list[Glyph] = []
        if len(row) == 1 and _ROUTE.fullmatch(row[0].text):
            left_over.append(row[0].glyphs)  # it tells whose the row below is, and is over all columns
            continue
        is_heading = len(row) <= FEW and len(entries) >= MANY
        for segment in row:
            column = min(range(len(middles)), key=lambda index: abs(middles[index] - segment.middle))
            reach = OVERHANG * figure.size
            is_over = edges[column] - reach <= segment.left and segment.right <= edges[column + 1] + reach
            if is_over and not is_heading:
                names[column].append(segment)
            elif len(entries) >= MANY or segment.right < edges[0] or segment.left > edges[-1]:
                rest += segment.glyphs
        if rest:
            left_over.append(rest)
    if not all(names):
        return None
    text = "\t".join("".join(segment.text for segment in name) for name in names)
    last = max(segment.glyphs[0].baseline for name in names for segment in name)
    return first, left_over, TextLine(text, entries[0].left, entries[-1].right, last, figure.size, has_columns=True)


def _split(segment: _Segment, edges: Sequence[float]) -> list[_Segment]:
    """The segment in parts, where a gap in it lies between two columns."""
    inside = [edge for edge in edges if segment.left < edge < segment.right]
    if not inside:
        return [segment]
    parts = [_Segment(segment.glyphs[:1])]
    for before, glyph in pairwise(segment.glyphs):
        gap, reach = glyph.left - before.right, EDGE_REACH * glyph.size
        if gap >= HEADER_GAP * glyph.size and any(
            before.right - reach <= edge <= glyph.left + reach for edge in inside
        ):
            parts.append(_Segment([glyph]))
        else:
            parts[-1].glyphs.append(glyph)
    return parts


def _may_be_header(row: Sequence[_Segment], figure: Glyph) -> bool:
    """Whether a row may be part of the header above a row of figures: small, near, and without figures itself."""
    glyph = row[0].glyphs[0] if row else figure
    is_near = figure.baseline - glyph.baseline < HIGHEST * figure.size
    return bool(row) and is_near and glyph.size <= TITLE_SIZE * figure.size and not any(s.is_entry for s in row)
