"""Columns of a Word table whose edges were dragged apart, row by row: the same column begins a hair before or behind the others.

Word then counts a column of its own for each hair, and a cell spans some in one row and others in the next. Nobody sees them: a
column in which no row has a cell of its own is none.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.documents.document import GridCell


def without_hairs(rows: Sequence[Sequence[GridCell]]) -> None:
    """Numbers the columns of a table anew, in place, so that each has in some row a cell that is no wider than it."""
    cells = {id(cell): cell for row in rows for cell in row}.values()
    starts: dict[int, list[int]] = {}
    for cell in cells:
        starts.setdefault(cell.column + cell.colspan, []).append(cell.column)
    edges = [0]
    for end in range(1, max(starts, default=0) + 1):
        edges.append(max([edges[-1], *(edges[start] + 1 for start in starts.get(end, ()))]))
    if edges[-1] == len(edges) - 1:
        return
    for cell in cells:
        column, end = edges[cell.column], edges[cell.column + cell.colspan]
        cell.column, cell.colspan = column, end - column
