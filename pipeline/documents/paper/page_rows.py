"""What the pages print outside of ruled tables, row by row, and which of the rows are head and foot lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import takewhile

from pipeline.documents.paper.broken_figures import whole_figures
from pipeline.documents.paper.column_heads import PrintedRow, is_header
from pipeline.documents.paper.drawn import Glyph
from pipeline.documents.paper.layout import MARGIN
from pipeline.documents.paper.printed_columns import spans_of_row
from pipeline.documents.paper.typeset import glyph_rows
from pipeline.documents.paper.unruled import FEW

_DIGITS = re.compile(r"\d+")


def printed_rows(glyphs: Sequence[Glyph]) -> list[PrintedRow]:
    """The rows that glyphs make, from top to bottom."""
    rows = whole_figures(glyph_rows(glyph for glyph in glyphs if not glyph.text.isspace()))
    return [PrintedRow(row, spans_of_row(row)) for row in rows]


def furniture(pages: Sequence[Sequence[PrintedRow]], heights: Sequence[float]) -> set[tuple[str, int]]:
    """Head and foot lines, page numbers among them: what two pages print alike at the same height, in their margins."""
    seen: Counter[tuple[str, int]] = Counter()
    for rows, height in zip(pages, heights, strict=True):
        outer = (row for row in rows if not MARGIN * height <= row.baseline <= (1 - MARGIN) * height)
        seen.update({place_of(row) for row in outer if len(row.figures) < FEW})
    found: set[tuple[str, int]] = set()
    for rows in pages:  # from the edges inwards: a header that each page repeats is none
        for order in (rows, rows[::-1]):
            found.update(
                place_of(row) for row in takewhile(lambda row: seen[place_of(row)] > 1 and not is_header(row), order)
            )
    return found


def place_of(row: PrintedRow) -> tuple[str, int]:
    """What it prints, whatever the digits, and at which height."""
    return _DIGITS.sub("0", row.text), round(row.baseline)
