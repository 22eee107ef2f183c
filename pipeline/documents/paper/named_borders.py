"""Tables with rules between their rows whose names stand as near as those of one cell: the walls between the names.

Where noughts are left blank no row may be full, and nothing but the names says where the columns are (`named_columns.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, pairwise
from typing import NamedTuple

from pipeline.documents.paper.column_heads import is_header
from pipeline.documents.paper.drawn import Glyph
from pipeline.documents.paper.named_columns import NamedColumns, named_columns, rows_below
from pipeline.documents.paper.page_rows import printed_rows
from pipeline.documents.paper.printed_columns import spans_of
from pipeline.documents.paper.row_contents import FEWEST_IN_ROW
from pipeline.documents.paper.unruled import HEADER_GAP

MOST_BESIDE = 2
"""Names that stand at half height beside a heading over several columns: those of natural persons and of totals."""


class Named(NamedTuple):
    """The names of a table's columns, with which the next page may go on, and the walls that they tell."""

    names: NamedColumns | None
    borders: list[float]


def named_borders(rows: Sequence[Sequence[Glyph]], left: float, fewest: int, before: NamedColumns | None) -> Named:
    """What the names in a table's header, or in that of the page `before`, tell of `fewest` columns or more; or nothing.

    Each figure must stand below one name for certain, as in a table without rules; `rows` are what stands between two rules, and
    `left` is the table's left edge.
    """
    lines = printed_rows(list(chain.from_iterable(rows)))
    header = next((n for n, line in enumerate(lines) if line.figures), len(lines))
    own = (found for n in range(header) if (found := named_columns(lines, n)) is not None)
    names = next((found for found in own if len(found.columns) >= FEWEST_IN_ROW), None) or (
        before._replace(end=0) if before is not None else None
    )
    if names is None or len(names.columns) < fewest or any(map(_are_headings_and_names, rows)):
        return Named(None, [])
    below = rows_below(lines, names.end, names.columns, at_left=names.at_left)
    if below is None or below.end < len(lines):
        return Named(None, [])
    start = below.columns[0][0]
    labels = [span.end for line in lines for span in line.spans if span.end <= start and span not in line.figures]
    between = [(one[1] + other[0]) / 2 for one, other in pairwise(below.columns)]
    return Named(names, [(max(labels, default=left) + start) / 2, *between])


def _are_headings_and_names(row: Sequence[Glyph]) -> bool:
    """Whether headings over several columns and lines of their names have no rule between them: they would be of one cell."""
    lines = printed_rows(row)
    names = (line for line in lines if not is_header(line))
    return any(map(is_header, lines)) and any(len(spans_of(line.glyphs, HEADER_GAP)) > MOST_BESIDE for line in names)
