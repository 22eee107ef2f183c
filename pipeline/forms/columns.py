"""Which figure of a row stands under which column.

In a grid the header cells above say it; where they are truncated or their spans disagree with the rows below, the order says
it, if there are as many figures as columns. In a stream there is only order. A row with another number of figures is not
assigned: `assign` gives None, and the caller says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from pipeline.contract import UNKNOWN
from pipeline.documents.document import Grid
from pipeline.documents.fold import key
from pipeline.forms.form import Column
from pipeline.forms.rows import Row, Token

COMPATIBLE = 60.0
"""Least similarity of a printed header label with the column that its position gives."""


@dataclass(frozen=True, slots=True)
class Header:
    """The value columns as printed, left to right: their column (None: the form does not know it), label and grid column."""

    columns: tuple[Column | None, ...]
    labels: tuple[str, ...]
    positions: tuple[int, ...]
    notice: str | None = None
    """`column_order`, `column_label` (truncated or misspelt, settled by order) or None."""

    def is_standard(self, columns: Sequence[Column]) -> bool:
        """Whether these are exactly the form's columns in the form's order."""
        return len(self.columns) == len(columns) and all(a is b for a, b in zip(self.columns, columns, strict=True))


@dataclass(frozen=True, slots=True)
class Assigned:
    """One figure under its column; `label` is printed where the column is unknown."""

    token: Token
    column: Column | None
    label: str | None = None

    @property
    def code(self) -> str:
        """The column's code, or `unknown`."""
        return self.column.code if self.column else UNKNOWN


def grid_header(grid: Grid, above: int, first_value_column: int, columns: Sequence[Column], stop: int) -> Header | None:
    """The header of the rows at and below `above` in a grid.

    For each grid column from `first_value_column` on, the lowest header cell in rows `stop`..`above` - 1 counts; None where
    no row there names a column of the block.
    """
    known = {name for column in columns for name in column.keys}
    lowest: dict[int, tuple[int, int, str]] = {}  # grid column → (row, first column of the cell, label)
    seen = False
    for index in range(stop, above):
        for cell in grid.rows[index]:
            name = key(cell.text)
            if not name:
                continue
            seen = seen or name in known
            for covered in range(max(cell.column, first_value_column), cell.column + cell.colspan):
                lowest[covered] = (cell.row, cell.column, cell.text)
    if not seen or not lowest:
        return None
    positions: list[int] = []
    labels: list[str] = []
    last: tuple[int, int] | None = None
    for position in sorted(lowest):
        row, column, label = lowest[position]
        if (row, column) != last:
            positions.append(position)
            labels.append(label)
        last = (row, column)
    return match_header(labels, positions, columns)


def match_header(labels: Sequence[str], positions: Sequence[int], columns: Sequence[Column]) -> Header:
    """The columns that header labels name: by label, and by order where labels are cut short or misspelt."""
    exact = [next((column for column in columns if key(label) in column.keys), None) for label in labels]
    named = [column for column in exact if column is not None]
    notice: str | None = None
    if len(named) < len(labels) or len(set(map(id, named))) < len(named):
        if len(labels) == len(columns) and all(
            _compatible(label, column) for label, column in zip(labels, columns, strict=True)
        ):
            return Header(tuple(columns), tuple(labels), tuple(positions), "column_label")
        seen: set[str] = set()
        for i, column in enumerate(exact):
            if column is not None and column.code in seen:
                exact[i] = None
            elif column is not None:
                seen.add(column.code)
        named = [column for column in exact if column is not None]
    order = [columns.index(column) for column in named]
    if order != sorted(order):
        notice = "column_order"
    return Header(tuple(exact), tuple(labels), tuple(positions), notice)


def _compatible(label: str, column: Column) -> bool:
    name = key(label)
    if len(name) < 2:
        return False
    return any(known.startswith(name) or fuzz.ratio(name, known) >= COMPATIBLE for known in column.keys)


def assign(
    row: Row, header: Header | None, columns: Sequence[Column], padding: tuple[int, int]
) -> list[Assigned] | None:
    """Each figure of `row` with its column, or None where that is not certain.

    `padding` is how many blank tokens the other rows of the stream have before and behind their figures.
    """
    tokens = row.values
    if header is not None and row.grid is not None:
        by_position = _by_position(tokens, header)
        if by_position is not None:
            return by_position
        if len(tokens) == len(header.columns):
            return [Assigned(t, c, n) for t, c, n in zip(tokens, header.columns, header.labels, strict=True)]
    if header is not None and len(header.columns) >= len(columns):
        expected, labels = header.columns, header.labels
    else:
        expected, labels = tuple(columns), ("",) * len(columns)
    figures = _exactly(len(expected), row, padding)
    if figures is None:
        return None
    return [Assigned(t, c, n) for t, c, n in zip(figures, expected, labels, strict=True)]


def _by_position(tokens: Sequence[Token], header: Header) -> list[Assigned] | None:
    """By grid column, if every figure stands under a header cell of its own and every header cell has one."""
    if tuple(token.column for token in tokens) == header.positions:
        return [Assigned(t, c, n) for t, c, n in zip(tokens, header.columns, header.labels, strict=True)]
    edges = [*header.positions, max([*header.positions, *(t.column + t.colspan for t in tokens)], default=0) + 1]
    assigned: dict[int, Token] = {}
    for token in tokens:
        index = next((i for i in range(len(edges) - 1) if edges[i] <= token.column < edges[i + 1]), None)
        if index is None:
            if token.is_blank:
                continue
            return None
        if index in assigned:
            if token.is_blank:
                continue
            if not assigned[index].is_blank:
                return None
        assigned[index] = token
    if len(assigned) != len(header.columns):
        return None
    return [Assigned(assigned[i], header.columns[i], header.labels[i]) for i in range(len(header.columns))]


def _exactly(count: int, row: Row, padding: tuple[int, int]) -> list[Token] | None:
    """The row's `count` tokens, dropping nothing but blanks that stand for no cell; None where that cannot be done."""
    tokens = row.values
    figures = [token for token in tokens if not token.is_blank]
    if len(figures) == count:
        return figures
    if len(figures) > count:
        return None
    before, behind = (0, 0) if row.grid is not None else padding
    if len(tokens) == count + before + behind and all(
        t.is_blank for t in (*tokens[:before], *tokens[len(tokens) - behind :])
    ):
        return list(tokens[before : len(tokens) - behind])
    if row.grid is not None and len(tokens) == count + 1 and tokens[0].is_blank:
        return list(tokens[1:])  # the cell of a lost label
    return None


def common_padding(rows: Sequence[Row], count: int) -> tuple[int, int]:
    """How many blanks stand before and behind the figures of rows that are full; (0, 0) where none is."""
    seen: dict[tuple[int, int], int] = {}
    for row in rows:
        blanks = [token.is_blank for token in row.values]
        if len(blanks) - sum(blanks) != count:
            continue
        before = blanks.index(False)
        behind = blanks[::-1].index(False)
        seen[before, behind] = seen.get((before, behind), 0) + 1
    return max(seen, key=seen.__getitem__, default=(0, 0))
