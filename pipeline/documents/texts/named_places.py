"""Tables in columns of spaces of which no row is whole, noughts left blank: the columns are where their names stand.

Where some row has a figure in every column, these show it (`spaced_rows.py`). Here each figure must begin, or end, or have its
middle where the characters of one name do, all of a table alike: tools that set columns only nearly are told by that. Whether a
Chinese character takes one place or two differs between tools: by the wrong measure figures stand below none, or rows do not
come up to their totals; where that tells nothing, both have to say the same.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from pipeline.documents.fold import numbering
from pipeline.documents.text_rows import is_heading, is_heading_over_several
from pipeline.values import is_value, read_value

MOST_HEADER_LINES = 8
"""Lines over which the names of columns are spread."""
FEWEST_SUMS, FEWEST_ROWS = 3, 10
"""Rows that come up to their totals, or that the other measure cannot read, from which a measure is the right one."""
COLUMNS = (2, 3, 7, 15)
"""Columns of the forms' tables; one needs no help. Where a name is broken by a space there is one more."""
_PIECE = re.compile(r"\S+")
_IN_NO_ROW = re.compile(r"[\t|。\u2500-\u257f]|[:：].*[:：]")

Place = tuple[int, int]
Measure = Callable[[str], int]
_Edge = Callable[[Place, Place], bool]
_EDGES: tuple[_Edge, ...] = (
    lambda figure, name: figure[0] == name[0],
    lambda figure, name: figure[1] == name[1],
    lambda figure, name: abs(sum(figure) - sum(name)) <= 2,  # half a place on either side, by which a middle is rounded
)
"""What a figure and its name have at one place."""


@dataclass(slots=True)
class _Table:
    """The lines of names, and those of rows with figures."""

    header: list[int] = field(default_factory=list[int])
    rows: list[int] = field(default_factory=list[int])


def with_named_places(text: str) -> str:
    """`text` with tabs between all cells of the rows whose figures stand each at the place of one name."""
    lines = text.split("\n")
    tables = _tables(lines)
    if not tables:
        return text
    readings = [[_read(lines, table, measure) for table in tables] for measure in (len, width)]
    is_right = _right_measure(readings)
    for number, table in enumerate(tables):
        found = [of_tables[number] for of_tables in readings]
        own = found[is_right] if is_right is not None else found[0] if found[0] == found[1] else None
        if own is not None:
            for line, cells in zip(table.rows, own, strict=True):
                lines[line] = "\t".join(cells)
    return "\n".join(lines)


def _right_measure(readings: Sequence[Sequence[list[list[str]] | None]]) -> int | None:
    """Which of two measures is the right one; None where nothing tells."""
    sums = [sum(_sums(rows) for rows in of_tables if rows) for of_tables in readings]
    alone = [
        sum(len(rows) for rows, beside in zip(own, other, strict=True) if rows and not beside)
        for own, other in (readings, readings[::-1])
    ]
    for number in (0, 1):
        if sums[number] >= FEWEST_SUMS and sums[number] > sums[1 - number]:
            return number
    right = [number for number in (0, 1) if alone[number] >= FEWEST_ROWS and not alone[1 - number]]
    return right[0] if right else None


def width(text: str) -> int:
    """Columns that a text takes on a screen, where a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(character) in "WFA" else 1 for character in text)


def _tables(lines: Sequence[str]) -> list[_Table]:
    tables: list[_Table] = []
    table = _Table()
    for number, line in enumerate(lines):
        if not line.strip():
            continue
        if _IN_NO_ROW.search(line) or is_heading(line.strip()):
            _close(table, tables)
            table = _Table()
        elif figures_at_end(line):
            table.rows.append(number)
        elif _is_header(line):
            if table.rows:
                _close(table, tables)
                table = _Table()
            table.header = [*table.header[1 - MOST_HEADER_LINES :], number]
    _close(table, tables)
    return tables


def _close(table: _Table, tables: list[_Table]) -> None:
    if table.header and table.rows:
        tables.append(table)


def _is_header(line: str) -> bool:
    """Whether a line has several names: names of rows and of their groups are numbered."""
    parts = line.split()
    return len(parts) > 1 and not any(numbering(part) for part in parts)


def figures_at_end(line: str) -> list[re.Match[str]]:
    """The figures that a line ends in."""
    pieces = list(_PIECE.finditer(line))
    first = len(pieces)
    while first and is_value(pieces[first - 1][0]):
        first -= 1
    return pieces[first:]


def _read(lines: Sequence[str], table: _Table, measure: Measure) -> list[list[str]] | None:
    """The cells of a table's rows, labels first; None where a figure does not stand at one name's place, or all rows are whole."""
    columns = _columns([lines[number] for number in table.header], measure)
    if len(columns) > 1 + max(COLUMNS):
        return None
    found = (_cells([lines[number] for number in table.rows], columns, measure, edge) for edge in _EDGES)
    rows = next((rows for rows in found if rows is not None), None) or []
    is_labelled = any(label for label, *_ in rows)
    if not rows or (is_labelled and any(cells[:1] != [""] for _, *cells in rows)):
        return None  # the first name is that of the labels
    rows = [[label, *cells[is_labelled:]] for label, *cells in rows]
    if len(rows[0]) - 1 not in COLUMNS or all(all(cells) for _, *cells in rows):
        return None
    return rows


def _cells(lines: Sequence[str], columns: Sequence[Place], measure: Measure, edge: _Edge) -> list[list[str]] | None:
    rows: list[list[str]] = []
    for line in lines:
        figures = figures_at_end(line)
        cells = [""] * len(columns)
        places = places_of(line, measure)
        for figure in figures:
            start, end = places[figure.start()], places[figure.end()]
            met = [n for n, column in enumerate(columns) if start < column[1] and column[0] < end]
            if len(met) != 1 or cells[met[0]] or not edge((start, end), columns[met[0]]):
                return None
            cells[met[0]] = figure[0]
        rows.append([line[: figures[0].start()].strip(), *cells])
    return rows


def places_of(line: str, measure: Measure) -> list[int]:
    """The place of each character of a line, and of its end."""
    return list(accumulate(map(measure, line), initial=0))


def _columns(header: Sequence[str], measure: Measure) -> list[Place]:
    """Where each name of a column reaches, those over several columns left out; names on several lines are one."""
    names = [
        (places[piece.start()], places[piece.end()])
        for line in header
        for places in (places_of(line, measure),)
        for piece in _PIECE.finditer(line)
        if not is_heading_over_several(piece[0])
    ]
    columns: list[Place] = []
    for start, end in sorted(names):
        if columns and start < columns[-1][1]:
            columns[-1] = (columns[-1][0], max(columns[-1][1], end))
        else:
            columns.append((start, end))
    return columns


def _sums(rows: Sequence[Sequence[str]]) -> int:
    """How many rows come up to their totals, parts of them printed; none where a row does not."""
    count = 0
    for _, *cells in rows:
        *parts, total = (read_value(cell).value or 0 if cell else 0 for cell in cells)
        if not cells[-1] or not any(cells[:-1]):
            continue
        if sum(parts) != total:
            return 0
        count += 1
    return count
