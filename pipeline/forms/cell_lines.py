"""Rows of a grid whose cells have several lines: rows that were written into one, and figures broken in a narrow column.

Writers press Enter in a cell where they should begin a row; converters of PDF break a figure that does not fit its column. Two
figures on two lines of a cell are no figure (`values.py`) unless the row itself tells which of the two it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.forms.rows import Row, are_figures, lookup_keys
from pipeline.forms.tokens import Token, label_keys, vocabulary
from pipeline.values import BROKEN, Value, read_value

_PARTS = (7, 5)
"""Figures of which the last is the sum of the others: a row of the requests, and each kind of dispute."""
_BREAK = "\n"


def by_lines(rows: list[Row]) -> list[Row]:
    """`rows` of one grid, each row of its own that was written into a row with others, and broken figures whole."""
    if not any(_BREAK in token.text for row in rows for token in row.values):
        return rows
    return [each for row in rows for each in _parted(row) or [_whole(row)]]


def _parted(row: Row) -> list[Row]:
    """The rows that stand in one: its cell of labels has several of items, every cell behind it as many lines with a figure."""
    names = label_keys(row.labels[-1].text) if row.labels else ()
    items = [name for name in names if name in vocabulary().row_items]
    if len(items) < 2 or not row.values:
        return []
    lines = [token.text.split(_BREAK) for token in row.values]
    if not all(are_figures(token.text) for token in row.values) or any(len(figures) != len(items) for figures in lines):
        return []
    before = [name for token in row.labels[:-1] for name in label_keys(token.text)]
    return [
        replace(
            row,
            values=[_line_of(token, place, len(items)) for token in row.values],
            item_keys=lookup_keys((*before, name)),
            header=row.header if place == 0 else [],
        )
        for place, name in enumerate(items)
    ]


def _line_of(token: Token, place: int, count: int) -> Token:
    """One of the lines of a cell, and where it stands."""
    lines = token.text.split(_BREAK)
    assert len(lines) == count
    offset = token.offset + sum(len(line) + 1 for line in lines[:place])
    return replace(token, text=lines[place], value=read_value(lines[place]), offset=offset)


def _whole(row: Row) -> Row:
    """The row with its broken figures whole, where its other cells have one line and its totals confirm them."""
    size = next((size for size in _PARTS if row.values and len(row.values) % size == 0), 0)
    if not size:
        return row
    values: list[Token] = []
    for start in range(0, len(row.values), size):
        part = row.values[start : start + size]
        values += whole if (whole := _confirmed(part)) is not None else part
    return replace(row, values=values)


def _confirmed(part: Sequence[Token]) -> list[Token] | None:
    """Figures of which the last is the sum of the others, with what was broken whole; None where they do not come to it.

    One figure on a single line says that the row is one, not two with a figure of each on every line.
    """
    broken = [token for token in part if _BREAK in token.text]
    plain = [token for token in part if token not in broken and not token.is_blank]
    if not broken or not any(token.value.status == "reported" for token in plain):
        return None
    if not all(are_figures(token.text) for token in broken):
        return None
    whole = [replace(token, value=_joined(token)) if token in broken else token for token in part]
    *others, total = [token.value.value for token in whole]
    return whole if total is not None and sum(value or 0 for value in others) == total else None


def _joined(token: Token) -> Value:
    value = read_value(token.text.replace(_BREAK, ""))
    return (
        replace(value, remark=BROKEN) if value.status == "reported" and value.remark is None else read_value(token.text)
    )
