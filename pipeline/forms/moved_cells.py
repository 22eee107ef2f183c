"""Rows of a grid in which a cell more or less than in the others may have moved figures into columns that are not theirs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from pipeline.forms.columns import Assigned, adds_up
from pipeline.forms.header import Header
from pipeline.forms.rows import Row

FEWEST_ALIKE = 3
"""Rows whose cells stand alike from which they say how the cells of a row of their block stand."""


def is_of_doubtful_width(row: Row, rows: Sequence[Row], assigned: Sequence[Assigned]) -> bool:
    """Whether a cell that the row has too many, or too few, may have moved figures from where they were `assigned`."""
    if row.grid is None or all(token.is_blank for token in row.values):
        return False
    if not (_has_cell_too_many(row, rows, assigned) or _has_cell_too_few(row, rows, assigned)):
        return False
    return not adds_up([token for token, _, _ in assigned], [column for _, column, _ in assigned])


def _has_cell_too_many(row: Row, rows: Sequence[Row], assigned: Sequence[Assigned]) -> bool:
    """Whether it goes on behind most `rows` of its block, and some of its cells are blank: any may have pushed the others aside."""
    if len(row.values) <= len(assigned) or not any(token.is_blank for token in row.values):
        return False
    usual = Counter(_end(other) for other in rows if other.grid is row.grid and other.values).most_common(1)[0][0]
    return _end(row) > usual


def _has_cell_too_few(row: Row, rows: Sequence[Row], assigned: Sequence[Assigned]) -> bool:
    """Whether it ends before all others of its block do, in a blank: that may be one that stands behind figures.

    Where tables have an empty column at their right, a row that lost a figure is as wide as the figures of the others.
    """
    if not assigned or not assigned[-1][0].is_blank:
        return False
    others = [_whole_end(other) for other in rows if other.grid is row.grid and other is not row and other.values]
    return bool(others) and _whole_end(row) < min(others)


def has_cell_for_two(row: Row, rows: Sequence[Row], header: Header) -> bool:
    """Whether a row was read by the order of its cells, one of them blank, though it has fewer than others, and a wider one.

    Then as many cells as columns prove nothing: beside a column that is nobody's, a blank cell takes the place of the second. A sum
    that holds says nothing of the columns.
    """
    tokens = row.values
    if row.grid is None or len(tokens) != len(header.columns):
        return False
    if not any(token.is_blank for token in tokens) or all(token.is_blank for token in tokens):
        return False
    if header.positions and all(
        token.column <= at < token.column + token.colspan for token, at in zip(tokens, header.positions, strict=True)
    ):
        return False
    alike = Counter(_widths(other) for other in rows if other.grid is row.grid and other.values)
    usual, count = alike.most_common(1)[0]
    return count >= FEWEST_ALIKE and len(usual) > len(tokens) and max(_widths(row)) > max(usual)


def _end(row: Row) -> int:
    """The grid column behind its last cell."""
    last = row.values[-1]
    return last.column + last.colspan


def _whole_end(row: Row) -> int:
    """The grid column behind its last cell, those in which no row prints anything counted too."""
    assert row.grid is not None
    last = row.grid.rows[row.index][-1]
    return last.column + last.colspan


def _widths(row: Row) -> tuple[int, ...]:
    return tuple(token.colspan for token in row.values)
