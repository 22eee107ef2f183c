"""Rows that are printed without separators (规章000): apart where one division of the digits is possible.

No figure begins with a nought but nought itself, and where the last column is a total the others add up to it. What a row leaves
open the sums over all rows may decide. Blanks leave no trace in such rows: one that has fewer digits than columns shows that there
are some, and then its neighbours need not be whole either.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import product
from math import prod

from pipeline.contract import Cell
from pipeline.forms.align import Alignment
from pipeline.forms.cells import make_cell
from pipeline.forms.form import Column
from pipeline.forms.header import TOTAL
from pipeline.forms.rows import Row
from pipeline.forms.short_rows import sums_hold
from pipeline.forms.tokens import Token
from pipeline.values import read_value

LONGEST_FIGURE = 8
"""Digits. The largest count of a row printed without separators that is tried; requests of a province have five."""
MOST_TRIED = 400
"""Divisions of all open rows together that are held against the sums."""


def is_glued(row: Row) -> bool:
    """Whether a row's figures are one run of digits."""
    return len(row.values) == 1 and row.values[0].is_glued


def unglue(row: Row, columns: Sequence[Column], alignment: Alignment, block: int) -> list[Token] | None:
    """The figures of a row of this block, where its digits alone leave one division.

    In a block in which blanks left no trace no division into fewer figures may add up either, and a row of noughts must show
    that no column is blank throughout.
    """
    ways = ways_of(row.values[0].text, columns)
    if len(ways) != 1:
        return None
    if is_thinned(alignment, block) and (
        not _has_row_of_noughts(alignment, block)
        or any(ways_of(row.values[0].text, columns, count) for count in range(2, len(columns)))
    ):
        return None
    return parted(row.values[0], ways[0])


def parted(token: Token, parts: Sequence[str]) -> list[Token]:
    """The figures that a token's digits are divided into."""
    tokens: list[Token] = []
    offset = token.offset
    for part in parts:
        tokens.append(replace(token, text=part, value=read_value(part), offset=offset, is_glued=False))
        offset += len(part)
    return tokens


def ways_of(digits: str, columns: Sequence[Column], count: int | None = None) -> list[tuple[str, ...]]:
    """The divisions into one figure a column, or into `count`, that come up to the total where the last column is one."""
    has_total = columns[-1].code == TOTAL
    return [
        way
        for way in divisions(digits, count or len(columns))
        if not has_total or sum(int(part) for part in way[:-1]) == int(way[-1])
    ]


def divisions(digits: str, count: int) -> Iterator[tuple[str, ...]]:
    """Every division of `digits` into `count` figures; bounded by the length of a figure."""
    if count == 1:
        if 0 < len(digits) <= LONGEST_FIGURE and (digits[0] != "0" or digits == "0"):
            yield (digits,)
        return
    for size in range(1, min(len(digits) - count + 1, LONGEST_FIGURE) + 1):
        head = digits[:size]
        if head[0] == "0" and size > 1:
            return
        for rest in divisions(digits[size:], count - 1):
            yield (head, *rest)


def is_thinned(alignment: Alignment, block: int) -> bool:
    """Whether a row of the block has fewer digits than columns."""
    return any(len(digits) < width for digits, width in _rows(alignment, block))


def _has_row_of_noughts(alignment: Alignment, block: int) -> bool:
    return any(digits == "0" * width for digits, width in _rows(alignment, block))


def _rows(alignment: Alignment, block: int) -> Iterator[tuple[str, int]]:
    """The digits of each row of the block that has no separators, and how many columns it has."""
    for match in alignment.matches:
        if match.item.block == block and is_glued(match.row):
            yield match.row.values[0].text, len(alignment.table.columns(match.item))


def settle_glued(alignment: Alignment, by_item: Mapping[str, Sequence[Cell]]) -> dict[str, list[Cell]]:
    """The cells of rows that are still open, by item, as far as all ways in which every sum over rows holds give them the same.

    `by_item` has the cells of all rows, those left open unreadable. Empty where nothing follows.
    """
    ways: list[list[list[Cell]]] = []
    names: list[str] = []
    for match in alignment.matches:
        code, row = match.item.code, match.row
        is_open = is_glued(row) and by_item[code][0].status == "unreadable"
        columns = alignment.table.columns(match.item)
        if not is_open or columns[-1].code != TOTAL or is_thinned(alignment, match.item.block):
            continue
        names = [column.code for column in columns]
        tokens = (parted(row.values[0], way) for way in ways_of(row.values[0].text, columns))
        ways.append(
            [
                [make_cell(alignment.table.code, code, c.code, t, None) for c, t in zip(columns, parts, strict=True)]
                for parts in tokens
            ]
        )
    if not ways or not 1 < prod(len(of_row) for of_row in ways) <= MOST_TRIED:
        return {}
    rows = ({cells[0].item: cells for cells in way} for way in product(*ways))
    first, *others = [way for way in rows if sums_hold({**by_item, **way}, names, is_certain=True)] or [{}]
    return {code: cells for code, cells in first.items() if all(way[code] == cells for way in others)}
