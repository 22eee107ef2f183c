"""Which figure of a row stands under which column.

In a grid the header cells above say it; where they are truncated or their spans disagree with the rows below, the order says
it, if there are as many figures as columns. In a stream there is only order. A row with another number of figures is not
assigned: `assign` gives None, and the caller says so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from pipeline.contract import UNKNOWN
from pipeline.documents.document import Grid
from pipeline.documents.fold import key
from pipeline.forms.form import Column
from pipeline.forms.rows import Row, Token
from pipeline.values import read_value

TOTAL = "total"
LONGEST_FIGURE = 8
"""Digits. The largest count of a row printed without separators that is tried; requests of a province have five."""

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


def grid_header(
    grid: Grid, rows: range, first_value_column: int, columns: Sequence[Column], furniture: frozenset[str]
) -> Header | None:
    """The header of the figures below `rows` of a grid.

    For each grid column from `first_value_column` on, the lowest header cell in `rows` counts, captions (`furniture`) left
    out; None where no row there names a column of the block.
    """
    known = {name for column in columns for name in column.keys}
    lowest: dict[int, tuple[int, int, str]] = {}  # grid column → (row, first column of the cell, label)
    seen = False
    for index in rows:
        for cell in grid.rows[index]:
            name = key(cell.text)
            if not name or name in furniture:
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


def assign(row: Row, header: Header | None, columns: Sequence[Column], paddings: Paddings) -> list[Assigned] | None:
    """Each figure of `row` with its column, or None where that is not certain.

    `paddings` are how many blank tokens full rows of the stream have before and behind their figures.
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
    figures = _exactly(expected, row, paddings)
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


def _exactly(columns: Sequence[Column | None], row: Row, paddings: Paddings) -> list[Token] | None:
    """The row's tokens, one a column, dropping nothing but blanks that stand for no cell; None where that is not certain.

    In a stream a blank may be a cell or a trace of spans. Where full rows all have the same number of blanks around them, these
    are dropped; where they differ, a row that is not full must add up.
    """
    count, tokens = len(columns), row.values
    figures = [token for token in tokens if not token.is_blank]
    if len(figures) == count:
        return figures
    if len(figures) > count:
        return None
    if row.grid is not None or row.is_bounded:
        if len(tokens) == count + 1 and tokens[0].is_blank:
            return list(tokens[1:])  # the cell of a lost label
        if row.grid is not None or len(tokens) == count:
            return list(tokens) if len(tokens) == count else None
    if not paddings and (tokens[0].is_blank or tokens[-1].is_blank):
        return None
    for before, behind in paddings or [(0, 0)]:
        inner = tokens[before : len(tokens) - behind]
        is_padded = all(token.is_blank for token in (*tokens[:before], *tokens[len(tokens) - behind :]))
        if len(inner) == count and is_padded and (len(paddings) <= 1 or adds_up(inner, columns)):
            return list(inner)
    return None


def adds_up(tokens: Sequence[Token], columns: Sequence[Column | None]) -> bool:
    """Whether the last column is a total and the others, blanks as nothing, come to it."""
    if not columns or columns[-1] is None or columns[-1].code != TOTAL or tokens[-1].value.status != "reported":
        return False
    parts = [token.value.value for token in tokens[:-1]]
    return sum(value for value in parts if value is not None) == tokens[-1].value.value


Paddings = Sequence[tuple[int, int]]


def common_paddings(rows: Sequence[Row], count: int) -> Paddings:
    """The numbers of blanks before and behind the figures that full rows of a stream have, the commonest first."""
    seen: Counter[tuple[int, int]] = Counter()
    for row in rows:
        if row.grid is not None:
            continue
        blanks = [token.is_blank for token in row.values]
        if len(blanks) - sum(blanks) == count:
            seen[blanks.index(False), blanks[::-1].index(False)] += 1
    return [padding for padding, _ in seen.most_common()]


def split_row(row: Row, columns: Sequence[Column], count: int) -> list[Row] | None:
    """A row that holds the figures of `count` rows, the labels of the others lost: each part, if each adds up."""
    figures = [token for token in row.values if not token.is_blank]
    size = len(columns)
    if len(figures) != count * size:
        return None
    parts = [figures[start : start + size] for start in range(0, len(figures), size)]
    if not all(adds_up(part, columns) for part in parts):
        return None
    return [replace(row, values=part, labels=row.labels if number == 0 else []) for number, part in enumerate(parts)]


def unglue(row: Row, columns: Sequence[Column]) -> list[Token] | None:
    """The figures of a row that is printed without separators (规章000), where only one division of the digits is possible.

    No figure begins with a nought but nought itself, every column has one, and where the last column is a total the others
    add up to it.
    """
    token = row.values[0]
    digits = token.text
    ways = [way for way in _divisions(digits, len(columns)) if _may_be(way, columns)]
    if len(ways) != 1:
        return None
    tokens: list[Token] = []
    offset = token.offset
    for part in ways[0]:
        tokens.append(replace(token, text=part, value=read_value(part), offset=offset))
        offset += len(part)
    return tokens


def _may_be(way: Sequence[str], columns: Sequence[Column]) -> bool:
    if columns[-1].code != TOTAL:
        return True
    return sum(int(part) for part in way[:-1]) == int(way[-1])


def _divisions(digits: str, count: int) -> Iterator[tuple[str, ...]]:
    """Every division of `digits` into `count` figures; bounded by the length of a figure."""
    if count == 1:
        if 0 < len(digits) <= LONGEST_FIGURE and (digits[0] != "0" or digits == "0"):
            yield (digits,)
        return
    for size in range(1, min(len(digits) - count + 1, LONGEST_FIGURE) + 1):
        head = digits[:size]
        if head[0] == "0" and size > 1:
            return
        for rest in _divisions(digits[size:], count - 1):
            yield (head, *rest)
