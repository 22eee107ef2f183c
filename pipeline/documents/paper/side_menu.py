"""A menu beside the text of a printed web page → apart from it: line by line both run into each other.

Such a menu stands left of the page's title, the largest type on it, and of running text whose lines all begin at one edge; from
the first line of either to the last of the menu nothing crosses the space between them. A table that begins farther left ends it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import combinations, pairwise

from pipeline.documents.paper.drawn import Glyph
from pipeline.documents.paper.typeset import begins_item, glyph_rows

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
"""Points by which a line may begin before the edge; its first character may fill less of its place, and begin up to two behind."""
INDENT = 1.2, 3.0
"""Type sizes that a paragraph's first line is indented; what stands as near beside a line is a narrow menu."""
SAME_SIZE, SAME_BASELINE = 0.03, 0.3
"""By how much characters of one line differ: in size, and in points of height."""
APART = 3.5
"""Type sizes between two lines of a menu, at most."""


def part_menu(
    glyphs: Sequence[Glyph], width: float, tables: Sequence[tuple[float, float]]
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
    starts = [left for left, _ in tables]
    edge = _edge_of_text(rows, starts, size, min(glyph.left for glyph in title) + SAME_EDGE)
    if edge is None:
        return none
    top, bottom = min(glyph.middle for glyph in title), max(glyph.middle for glyph in title)
    above = [row[0].middle for row in rows if row[0].middle < top and _crosses(row, edge)]
    below = [row[0].middle for row in rows if row[0].middle > bottom and _crosses(row, edge)]
    below += [upper for left, upper in tables if left < edge - SAME_EDGE and upper > bottom]
    begin, end = max(above, default=float("-inf")), min(below, default=float("inf"))
    inside = [
        [glyph for glyph in row if glyph.right <= edge + SAME_EDGE] for row in rows if begin < row[0].middle < end
    ]
    lines = _near([line for line in inside if line], (top + bottom) / 2)
    running = [row for row in rows if begin < row[0].middle < end and sum(g.left >= edge - 1 for g in row) >= RUNNING]
    left = min((glyph.left for line in lines for glyph in line), default=edge)
    if len(lines) < FEWEST_LINES or len(running) < FEWEST_LINES or edge - left > WIDEST * width:
        return none
    menu = [glyph for line in lines for glyph in line]
    beside = {id(glyph) for glyph in menu}
    return menu, [glyph for glyph in glyphs if id(glyph) not in beside], min(top, menu[0].middle) - largest


def _near(lines: Sequence[list[Glyph]], title: float) -> list[list[Glyph]]:
    """Of lines from top to bottom those that follow each other closely, beside the `title` or nearest to it."""
    runs: list[list[list[Glyph]]] = []
    for line in lines:
        if runs and line[0].middle - runs[-1][-1][0].middle <= APART * line[0].size:
            runs[-1].append(line)
        else:
            runs.append([line])
    return min(runs, key=lambda run: min(abs(line[0].middle - title) for line in run)) if runs else []


def _edge_of_text(rows: Sequence[Sequence[Glyph]], tables: Sequence[float], size: float, most: float) -> float | None:
    """The rightmost edge, at `most`, that a few lines of running text, headings and `tables` begin at; None where none do."""
    edges = Counter(int(left / SAME_EDGE) for left in tables if left <= most)
    beside: set[tuple[int, int]] = set()
    for row in rows:
        apart = (
            n for n, (a, b) in enumerate(pairwise(row), 1) if b.left - a.right > GAP * size or not _is_of_line(a, b)
        )
        starts = {
            int(row[n].left / SAME_EDGE)
            for n in (0, *apart)
            if row[n].left <= most and (len(row) >= RUNNING or begins_item("".join(glyph.text for glyph in row[n:])))
        }
        edges.update(starts)
        beside.update(combinations(sorted(starts), 2))
    shared = [edge for edge in edges if edges[edge] + edges[edge + 1] + edges[edge + 2] >= FEWEST_LINES]
    if not shared:
        return None
    edge = max(shared)  # that of the paragraphs' first lines, where lines that go on begin an indent before it
    before = (n for n in shared if INDENT[0] * size < edge - n < INDENT[1] * size and (n, edge) not in beside)
    return SAME_EDGE * max(before, default=edge)


def _crosses(row: Sequence[Glyph], edge: float) -> bool:
    """Whether a row stands over the edge that the text begins at, without a gap before it.

    A name of the menu may fill its width, up to the text: but in type of its own, or not quite as high.
    """
    before = max((g for g in row if g.left < edge - SAME_EDGE), key=lambda g: g.right, default=None)
    after = min((g for g in row if g.left >= edge - SAME_EDGE), key=lambda g: g.left, default=None)
    if before is None or before.right > edge + SAME_EDGE:
        return before is not None
    return after is not None and after.left - before.right < GAP * row[0].size and _is_of_line(before, after)


def _is_of_line(one: Glyph, other: Glyph) -> bool:
    is_as_large = abs(one.size - other.size) <= SAME_SIZE * other.size
    return is_as_large and abs(one.baseline - other.baseline) <= SAME_BASELINE
