"""Rows of figures among those of the statutory tables that no reading has taken: whatever they are, they are not passed over."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from pipeline.contract import Notice
from pipeline.forms.rows import Row
from pipeline.forms.table_reading import TableReading

FEWEST_FIGURES = 3
"""Figures of a row from which it is looked for who has read it: a page's number, a year or a date has fewer."""


def unread_rows(rows: Sequence[Row], readings: Collection[TableReading]) -> Iterator[tuple[TableReading, Notice]]:
    """A warning for each run of `rows`, in document order, that stand among those of `readings` and were read by none of them.

    Among them is a row of a grid of which others gave cells, and in a stream what stands before the last row that was; where a
    table is printed again, its copy may say what it likes.
    """
    owners = {id(row): reading for reading in readings for row in reading.rows}
    copied = {id(row) for reading in readings for row in reading.copies}
    used = [number for number, row in enumerate(rows) if id(row) in owners]
    if not used:
        return
    grids = {id(rows[number].grid) for number in used if rows[number].grid is not None}
    last = max((number for number in used if rows[number].grid is None), default=-1)
    before = rows[used[0]]
    runs: dict[int, list[tuple[int, Row]]] = {}
    for number, row in enumerate(rows[used[0] :], used[0]):
        if id(row) in owners:
            before = row
        is_among = id(row.grid) in grids if row.grid is not None else number < last
        if is_among and id(row) not in owners and id(before) not in copied and _is_left(row, readings):
            runs.setdefault(id(before), []).append((number, row))
    for start, left in runs.items():
        first, row = left[0]
        others = [rows[number] for number in used if (row.grid is not None or number > first)]
        if not any(other.grid is row.grid and _is_read(other, readings) for other in others):
            continue  # a table of the office's own, of which no more is taken than the name of its sum: 合计
        reading = owners[start]
        where = row.values[0].place.text
        message = f"{where}: figures that stand among the table's rows are none of its; rows of them: {len(left)}"
        yield reading, Notice("warning", "row_unread", message, reading.table.code)


def _is_left(row: Row, readings: Collection[TableReading]) -> bool:
    """Whether a row has figures that are nobody's, and that do not only number the columns: 1 2 3 4 5 6 7.

    What they are is asked last: it is for the labels alone to say where a row is kept that the form does not have.
    """
    values = [token.value.value for token in row.values if token.value.status == "reported"]
    return len(values) >= FEWEST_FIGURES and not _is_kept(row, readings) and values != [*range(1, len(values) + 1)]


def _is_read(row: Row, readings: Collection[TableReading]) -> bool:
    """Whether a row that a reading has is one of names alone, or gives it a cell."""
    return _is_kept(row, readings) or not any(token.value.status == "reported" for token in row.values)


def _is_kept(row: Row, readings: Collection[TableReading]) -> bool:
    """Whether any of its figures is a cell, of a row that the form does not have."""
    places = [token.place for token in row.values if token.value.status == "reported"]
    return any(cell.place in places for reading in readings for cell in reading.cells)
