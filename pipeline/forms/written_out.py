"""Rows of tables whose cells are written into each column that they span, where header and figures span different columns.

As a record of cells, or a table that a program wrote down as text, has them:
行政许可 12 12 -3 5 below 上一年项目数量 本年增/减 本年增/减 处理决定数量.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, pairwise

from pipeline.documents.fold import key
from pipeline.forms.form import Column
from pipeline.forms.rows import Row
from pipeline.forms.tokens import Token

FEWEST_MERGED = 3
"""Columns of a header that one cell may stand for."""


def once_each(row: Row, rows: Sequence[Row], columns: Sequence[Column]) -> list[Token] | None:
    """The figures of `row`, one for each of the form's `columns`; None where this is no such table, or more than one way is left.

    Another row of `rows`, the block, says so: the names above it are the form's, in its order, and one is printed in several
    columns.
    """
    if len(row.values) <= len(columns) or any(token.is_blank for token in row.values):
        return None
    if not any(_is_written_out(other, columns) for other in rows):
        return None
    runs = [list(run) for _, run in groupby(row.values, key=lambda token: (token.text, token.value))]
    lengths = _shortened([len(run) for run in runs], len(columns))
    return None if lengths is None else [token for run, size in zip(runs, lengths, strict=True) for token in run[:size]]


def one_for_all(tokens: Sequence[Token], positions: Sequence[int]) -> Token | None:
    """The only entry of a row, a nought or a dash, in a cell that reaches over all the columns at `positions`: it is each one's.

    Agencies without a request merge the cells of a row, or of the whole table.
    """
    wide = next((token for token in tokens if token.colspan >= FEWEST_MERGED), None)
    if wide is None or wide.is_blank or any(not token.is_blank for token in tokens if token is not wide):
        return None
    if len(positions) < FEWEST_MERGED or wide.column > positions[0] or wide.column + wide.colspan <= positions[-1]:
        return None
    is_nothing = wide.value.status == "not_applicable" or (wide.value.status == "reported" and wide.value.value == 0)
    return wide if is_nothing else None


def _is_written_out(row: Row, columns: Sequence[Column]) -> bool:
    codes = {name: column.code for column in columns for name in column.keys}
    named = [codes[name] for token in row.header if (name := key(token.text)) in codes]
    each = [code for code, _ in groupby(named)]
    return each == [column.code for column in columns] and any(one == other for one, other in pairwise(named))


def _shortened(lengths: Sequence[int], count: int) -> list[int] | None:
    """The lengths, none below one, that come to `count`; None where there is not exactly one way.

    >>> _shortened([2, 1, 1], 3)
    [1, 1, 1]
    >>> _shortened([2, 2], 3) is None  # 0 0 5 5 over three columns: 0 0 5 or 0 5 5
    True
    """
    if count < len(lengths):
        return None
    spare = [place for place, length in enumerate(lengths) if length > 1]
    if count == len(lengths):
        return [1] * len(lengths)
    if len(spare) != 1:
        return None
    kept = [1] * len(lengths)
    kept[spare[0]] += count - len(lengths)
    return kept
