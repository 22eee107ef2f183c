"""A menu beside the text of a printed web page → apart from it: line by line both run into each other.

Such a menu stands left of the page's title, the largest type on it, and of running text whose lines all begin at one edge; from
the first line of either to the last of the menu nothing crosses the space between them. A table that begins farther left ends it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from pipeline.documents.drawn import Glyph
from pipeline.documents.typeset import glyph_rows

TITLE_SIZE = 1.2
"""Type size of a title, at least, in that of most of the page."""
WIDEST = 0.35
"""Part of the page's width from the menu's left edge to that of the text, at most."""
GAP = 0.3
"""Type sizes between a line of the menu and one of the text, at least: a long name of the menu may leave no more."""
FEWEST_LINES = 3
"""Of the menu, and of those that begin at the text's edge."""
RUNNING = 15
"""Characters from which a line is one of running text."""
SAME_EDGE = 1.0
"""Points by which lines that begin at one edge differ."""


def part_menu(
    glyphs: Sequence[Glyph], width: float, tables: Iterable[tuple[float, float]]
) -> tuple[list[Glyph], list[Glyph], float]:
    """(the menu's characters, those of the text, the height that both begin at); no menu where there is none.

    `tables` are (left edge, upper edge) of the page's tables, whose characters are not among `glyphs`.
    """
    none: tuple[list[Glyph], list[Glyph], float] = [], list(glyphs), 0.0
    printed = [glyph for glyph in glyphs if not glyph.text.isspace()]
    if len(printed) < FEWEST_LINES * RUNNING:
        return none
    size = Counter(round(glyph.size, 1) for glyph in printed).most_common(1)[0][0]
    largest = max(glyph.size for glyph in printed)
    title = [glyph for glyph in printed if glyph.size > 0.95 * largest]
    if largest < TITLE_SIZE * size or min(glyph.left for glyph in printed) > min(glyph.left for glyph in title) - size:
        return none
    rows = glyph_rows(printed)
    edge = _edge_of_text(rows, size, min(glyph.left for glyph in title) + SAME_EDGE)
    if edge is None:
        return none
    top, bottom = min(glyph.middle for glyph in title), max(glyph.middle for glyph in title)
    above = [row[0].middle for row in rows if row[0].middle < top and _crosses(row, edge)]
    below = [row[0].middle for row in rows if row[0].middle > bottom and _crosses(row, edge)]
    below += [upper for left, upper in tables if left < edge - SAME_EDGE and upper > bottom]
    begin, end = max(above, default=float("-inf")), min(below, default=float("inf"))
    menu = {id(glyph) for glyph in printed if begin < glyph.middle < end and glyph.right <= edge + SAME_EDGE}
    lines = [row for row in rows if any(id(glyph) in menu for glyph in row)]
    running = [row for row in rows if begin < row[0].middle < end and sum(g.left >= edge - 1 for g in row) >= RUNNING]
    left = min((glyph.left for glyph in printed if id(glyph) in menu), default=edge)
    if (
        sum(_is_apart(row, edge) for row in lines) < FEWEST_LINES
        or len(running) < FEWEST_LINES
        or edge - left > WIDEST * width
    ):
        return none
    beside = [glyph for glyph in glyphs if id(glyph) in menu]
    return beside, [g for g in glyphs if id(g) not in menu], min(top, beside[0].middle, lines[0][0].middle) - largest


def _edge_of_text(rows: Sequence[Sequence[Glyph]], size: float, most: float) -> float | None:
    """The rightmost edge, at `most`, that a few lines of running text begin at; None where none do."""
    edges: Counter[int] = Counter()
    for row in rows:
        if len(row) < RUNNING:
            continue
        starts = [row[0].left, *(b.left for a, b in pairwise(row) if b.left - a.right > GAP * size)]
        edges.update({int(start / SAME_EDGE) for start in starts if start <= most})
    shared = [edge for edge in edges if edges[edge] + edges[edge + 1] >= FEWEST_LINES]
    return max(shared) * SAME_EDGE if shared else None


def _crosses(row: Sequence[Glyph], edge: float) -> bool:
    """Whether a row stands over the edge that the text begins at."""
    return any(glyph.left < edge - SAME_EDGE and glyph.right > edge + SAME_EDGE for glyph in row) or any(
        before.left < edge - SAME_EDGE
        and after.left >= edge + GAP * after.size
        and after.left - before.right < GAP * after.size
        for before, after in pairwise(row)
    )


def _is_apart(row: Sequence[Glyph], edge: float) -> bool:
    """Whether a line of the menu has a gap behind it."""
    last = max(glyph.right for glyph in row if glyph.right <= edge + SAME_EDGE)
    return edge - last >= GAP * row[0].size
