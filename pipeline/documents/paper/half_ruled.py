"""Ruled tables whose figures stand between walls at the far sides alone: the walls of the header above them, led on.

Such a table has rules between its rows, and walls around its labels and between its headings. Where several figures share
one of its cells, each below a heading of its own, that cell and its like are as many as the headings. A page that goes on
with the table of the one before, without a header, has its walls.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.documents.paper.drawn import Glyph, Rule
from pipeline.documents.paper.label_rows import ITEMS
from pipeline.documents.paper.printed_columns import Span, spans_of
from pipeline.documents.paper.row_contents import FEWEST_IN_ROW
from pipeline.documents.paper.ruled import NEAR, RuledCell, RuledTable
from pipeline.documents.paper.typeset import glyph_rows
from pipeline.values import read_value

TALLEST = 60.0
"""Points of a last row that no wall stands beside, at most."""
NEXT_LINE = 1.7
"""Type sizes, at most, from a table to the line right below it."""
LEAST_FIGURES = 2
"""Figures in one cell from which it is several."""
ACROSS = 0.5
"""Points by which a figure may reach over a wall that is led on."""
_NAME_AND_FIGURE = re.compile("[\u3400-\u9fff]\n?(?:[0-9]{1,7}|[-—/])$")
"""A cell that holds a header's name and the figure below it, or a mark for none."""
_FIGURES = re.compile(r"-?[0-9.]+(?:\n-?[0-9.]+)+")
"""A cell that holds figures one below the other."""
_LONE_FIGURE = re.compile(r"^-?[0-9][0-9.,]*$", re.MULTILINE)
_ITEM = re.compile(f"信息内容|(?:{ITEMS})(?:事项)?")
"""Items of the proactive table, and the name above them."""
FEWEST_ITEMS = 2
"""Of them, each a line of its own, that are no label of one row."""
HEADER_AND_BODY, FEWEST_ROWS = 3, 3
"""Rules of a table that is a header and a body without rules, and lines of a cell with nothing but a figure that are rows."""


@dataclass(slots=True)
class _Cell:
    cell: RuledCell
    glyphs: list[Glyph]
    spans: list[Span]

    @property
    def are_entries(self) -> bool:
        """Whether nothing but figures, and marks for none, stands in it; nothing at all is that too."""
        return _are_entries(self.spans)

    @property
    def extent(self) -> tuple[int, int]:
        return self.cell.column, self.cell.column + self.cell.colspan


def with_last_row(table: RuledTable, across: Iterable[Rule], glyphs: Sequence[Glyph]) -> RuledTable:
    """`table` with the row of figures below it that no wall stands beside.

    A rule as wide as the table ends that row; or no rule does, and it is one line right below headings.
    """
    left, _, right, bottom = table.box
    below = [g for g in glyphs if bottom < g.middle < bottom + TALLEST and left <= (g.left + g.right) / 2 <= right]
    if not below:
        return table
    ends = [
        rule.position
        for rule in across
        if abs(rule.start - left) <= NEAR and abs(rule.end - right) <= NEAR < rule.position - bottom <= TALLEST
    ]
    end = min(ends, default=None)
    if end is None:
        line = glyph_rows(below)[0]
        is_next = line[0].middle - bottom <= NEXT_LINE * line[0].size
        over = [g for g in glyphs if table.rows[-2] < g.middle < bottom and left <= (g.left + g.right) / 2 <= right]
        if not is_next or not over or any(read_value(span.text).status == "reported" for span in spans_of(over)):
            return table
        end = line[0].baseline + line[0].size / 2
    spans = spans_of([glyph for glyph in below if glyph.middle < end])
    if len(spans) < LEAST_FIGURES or not _are_entries(spans):
        return table
    width = len(table.columns) - 1
    row = RuledCell(len(table.rows) - 1, 0, 1, width, (left, bottom, right, end))
    return RuledTable(
        table.columns, [*table.rows, end], [*table.cells, row], [*table.fields, [len(table.cells)] * width]
    )


def part_by_headings(
    table: RuledTable, held: Sequence[list[Glyph]], before: RuledTable | None
) -> tuple[RuledTable, list[list[Glyph]]]:
    """`table` and what its cells hold, with the cells parted that hold a figure below each of several headings.

    `before` is the last table of the page before, parted itself.
    """
    cells = [_Cell(cell, glyphs, spans_of(glyphs)) for cell, glyphs in zip(table.cells, held, strict=True)]
    rows = {number: edges for number, cell in enumerate(cells) if (edges := _rows(cell, table))}
    if rows:
        table, cells = _with_rows(table, cells, rows)
    if not any(_are_several(cell) for cell in cells):
        return table, [cell.glyphs for cell in cells]
    table, are_led_on = _with_walls_of(before, table, cells) if before is not None else (table, False)
    parts = {number: edges for number, cell in enumerate(cells) if (edges := _parts(cell, cells, table, are_led_on))}
    several = {cells[number].extent for number in parts if _are_several(cells[number])}
    parts = {number: edges for number, edges in parts.items() if cells[number].extent in several}
    return _parted(table, cells, parts)


def _are_entries(spans: Iterable[Span]) -> bool:
    return all(read_value(span.text).status in ("reported", "not_applicable") for span in spans)


def _are_several(cell: _Cell) -> bool:
    return cell.cell.rowspan == 1 and len(cell.spans) >= LEAST_FIGURES and cell.are_entries


def _rows(cell: _Cell, table: RuledTable) -> list[int] | None:
    """The rows where the parts of a cell begin beside labels, and the one behind them; None where it is one."""
    first, last, column = cell.cell.row, cell.cell.row + cell.cell.rowspan, cell.cell.column
    if cell.cell.rowspan < LEAST_FIGURES or column == 0 or len(cell.spans) < LEAST_FIGURES:
        return None
    beside = [table.fields[row][column - 1] for row in range(first, last)]
    edges = [first, *(first + index for index in range(1, len(beside)) if beside[index] != beside[index - 1]), last]
    if len(edges) <= LEAST_FIGURES or table.cells[beside[0]].row != first:
        return None
    walls = [table.rows[edge] for edge in edges[1:-1]]
    is_on_wall = any(abs(glyph.middle - wall) < glyph.size / 2 for glyph in cell.glyphs for wall in walls)
    return edges if not is_on_wall and all(_are_entries(spans_of(line)) for line in glyph_rows(cell.glyphs)) else None


def _with_rows(table: RuledTable, cells: Sequence[_Cell], rows: dict[int, list[int]]) -> tuple[RuledTable, list[_Cell]]:
    """`table` and its cells, those of `rows` parted there."""
    made: list[_Cell] = []
    fields = [row.copy() for row in table.fields]
    for number, each in enumerate(cells):
        cell = each.cell
        start, end = each.extent
        for first, last in pairwise(rows.get(number) or [cell.row, cell.row + cell.rowspan]):
            for row in range(first, last):
                fields[row][start:end] = [len(made)] * (end - start)
            if number not in rows:
                made.append(each)
                continue
            top, bottom = table.rows[first], table.rows[last]
            held = [glyph for glyph in each.glyphs if top <= glyph.middle < bottom]
            part = RuledCell(first, start, last - first, end - start, (cell.box[0], top, cell.box[2], bottom))
            made.append(_Cell(part, held, spans_of(held)))
    return RuledTable(table.columns, table.rows, [each.cell for each in made], fields), made


def _with_walls_of(before: RuledTable, table: RuledTable, cells: Sequence[_Cell]) -> tuple[RuledTable, bool]:
    """`table` with the walls of the one that it goes on with, `cells` set to them; whether it has any of them."""
    if abs(before.columns[0] - table.columns[0]) > NEAR or abs(before.columns[-1] - table.columns[-1]) > NEAR:
        return table, False
    if any(min(abs(edge - other) for other in before.columns) > NEAR for edge in table.columns):
        return table, False
    added = [edge for edge in before.columns if min(abs(edge - other) for other in table.columns) > NEAR]
    if not added:
        return table, False
    columns = sorted([*table.columns, *added])
    places = [columns.index(edge) for edge in table.columns]
    for each in cells:
        start, end = (places[edge] for edge in each.extent)
        each.cell.column, each.cell.colspan = start, end - start
    fields = [
        [number for column, number in enumerate(row) for _ in range(places[column + 1] - places[column])]
        for row in table.fields
    ]
    return RuledTable(columns, table.rows, table.cells, fields), True


def _parts(cell: _Cell, cells: Sequence[_Cell], table: RuledTable, are_led_on: bool) -> list[int] | None:
    """The columns where the parts of a cell begin, and the one behind them; None where it is one."""
    start, end = cell.extent
    if end - start < LEAST_FIGURES or cell.cell.rowspan > 1 or not cell.are_entries:
        return None
    headings = [_heading(cell.cell.row, column, cells, table) for column in range(start, end)]
    if any(heading is None for heading in headings):
        if not are_led_on or any(heading is not None for heading in headings):
            return None
        edges = list(range(start, end + 1))
    else:
        extents = sorted({heading.extent for heading in headings if heading is not None})
        edges = [extents[0][0], *(last for _, last in extents)]
        if len(extents) < LEAST_FIGURES or edges[0] != start or edges[-1] != end or edges != sorted(set(edges)):
            return None
    walls = [table.columns[edge] for edge in edges]
    places = [sum(wall <= (span.start + span.end) / 2 for wall in walls) for span in cell.spans]
    crossed = any(span.start < wall - ACROSS and wall + ACROSS < span.end for span in cell.spans for wall in walls)
    return None if crossed or len(set(places)) < len(places) else edges


def _heading(row: int, column: int, cells: Sequence[_Cell], table: RuledTable) -> _Cell | None:
    """The nearest cell above with words in it."""
    for above in reversed(range(row)):
        cell = cells[table.fields[above][column]]
        if not cell.are_entries:
            return cell
    return None


def _parted(
    table: RuledTable, cells: Sequence[_Cell], parts: dict[int, list[int]]
) -> tuple[RuledTable, list[list[Glyph]]]:
    made: list[RuledCell] = []
    held: list[list[Glyph]] = []
    fields = [row.copy() for row in table.fields]
    for number, each in enumerate(cells):
        cell = each.cell
        for start, end in pairwise(parts.get(number) or each.extent):
            for row in range(cell.row, cell.row + cell.rowspan):
                fields[row][start:end] = [len(made)] * (end - start)
            left, right = table.columns[start], table.columns[end]
            is_whole = number not in parts
            made.append(RuledCell(cell.row, start, cell.rowspan, end - start, (left, cell.box[1], right, cell.box[3])))
            held.append([g for g in each.glyphs if is_whole or left <= (g.left + g.right) / 2 < right])
    return RuledTable(table.columns, table.rows, made, fields), held


def _holds_items(glyphs: Sequence[Glyph]) -> bool:
    """Whether lines begin with names of items: a label and its figure may be one line of a cell."""
    firsts = (spans[0].text for line in glyph_rows(glyphs) if (spans := spans_of(line)))
    return sum(_ITEM.fullmatch(text) is not None for text in firsts) >= FEWEST_ITEMS


def has_rows_inside(texts: Sequence[str], table: RuledTable, held: Sequence[Sequence[Glyph]] = ()) -> bool:
    """Whether cells hold more than one row: many of them a name and the figure below it, or all that a table of one row has.

    So does one in which the names of two items are lines, as of a table with a rule below its first line and one at its end.
    """
    if any(_ITEM.search(text) and _holds_items(glyphs) for text, glyphs in zip(texts, held, strict=False)):
        return True
    if len(table.rows) <= HEADER_AND_BODY and any(len(_LONE_FIGURE.findall(text)) >= FEWEST_ROWS for text in texts):
        return True  # as in tables with a rule below their header and one at their end
    named = [text for text in texts if _NAME_AND_FIGURE.search(text)]
    if len(named) >= FEWEST_IN_ROW or len(table.rows) > 2:
        return len(named) >= FEWEST_IN_ROW
    filled = [text for text in texts if text and text[-1].isdecimal()]
    several = [text for text in filled if _FIGURES.fullmatch(text)]
    return bool(filled) and len(filled) in (len(named), len(several)) and len(texts) > len(filled)
