"""What stands in the rows between two rules, and what tells that these are none of a table's: header and rows share them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pipeline.documents.paper.drawn import Glyph
from pipeline.documents.paper.printed_columns import spans_of
from pipeline.documents.paper.typeset import SAME_LINE, glyph_rows, is_figure

FEWEST_IN_ROW = 5
"""Columns from which two rules on a page are a row of a table: the last one, that found no room on the page before."""
FARTHEST_NAME = 2.0
"""Widths of a name, at most, from it to the next one in a line of a header."""
FEWEST_STACKED = 2
"""Cells with figures one below the other from which they are rows: in one alone a figure is broken over lines."""
BETWEEN = 0.3
"""Type sizes, at least, from both lines of a broken figure to those of its row that stand between them."""
NAMES = "\u3400"
"""Where Chinese characters begin."""


def share_a_cell(glyphs: Sequence[Glyph], walls: Sequence[float]) -> bool:
    """Whether two figures that stand apart are between the same two walls."""
    figures = spans_of([glyph for glyph in glyphs if is_figure(glyph.text)])
    return any(
        not any(before.end <= wall <= behind.start for wall in walls)
        for before, behind in pairwise(figures)
        if not any(before.end <= g.left and g.right <= behind.start and not g.text.isspace() for g in glyphs)
    )


def hold_names(glyphs: Sequence[Glyph], walls: Sequence[float]) -> bool:
    """Whether names stand above most figures in their cells: then header and figures have no rule between them."""
    figures = named = 0
    for start, end in pairwise(walls):
        held = [glyph for glyph in glyphs if start <= glyph.left < end and not glyph.text.isspace()]
        below = [glyph.baseline for glyph in held if is_figure(glyph.text)]
        figures += bool(below)
        named += any(
            max(below, default=0.0) - glyph.baseline > SAME_LINE * glyph.size for glyph in held if glyph.text > NAMES
        )
    return named >= FEWEST_IN_ROW and named > figures / 2


def hold_rows(glyphs: Sequence[Glyph], walls: Sequence[float]) -> bool:
    """Whether figures stand one below the other in several cells: then rows have no rule between them.

    Where others stand at half height, between them, a row has figures that are broken over two lines.
    """
    stacked = 0
    figures = [glyph for glyph in glyphs if is_figure(glyph.text)]
    for start, end in pairwise(walls):
        heights = [g.baseline for g in glyphs if start <= g.left < end and not g.text.isspace() and is_figure(g.text)]
        names = any(g.text > NAMES for g in glyphs if start <= g.left < end)
        size = max((g.size for g in glyphs), default=0.0)
        if names or not heights or max(heights) - min(heights) <= size:
            continue
        reach = BETWEEN * size
        between = [g for g in figures if min(heights) + reach < g.baseline < max(heights) - reach]
        stacked += not between or any(start <= glyph.left < end for glyph in between)
    return stacked >= FEWEST_STACKED


def is_whole_header(glyphs: Sequence[Glyph], crossed: Sequence[float]) -> bool:
    """Whether one line of a row runs across a wall that another has texts on both sides of: a header without rules."""
    lines = [spans_of(row) for row in glyph_rows(glyphs)]
    for edge in crossed:
        across = any(span.start < edge < span.end for line in lines for span in line)
        beside = any(
            before.end <= edge <= behind.start
            and behind.start - before.end < FARTHEST_NAME * (before.end - before.start)
            for line in lines
            for before, behind in pairwise(line)
        )
        if across and beside:
            return True
    return False
