"""Cells that are drawn as filled boxes, without lines → the rules that their edges are.

Pages whose tables have a ground that shows between the cells (`<table bgcolor=… cellspacing=1>`), or cells of a colour each, are
printed so. Boxes are cells only where together they make a table with hardly a hole, each a cell of it and no line drawn beside
them: a shaded heading, every second row, or the ground of a line of text is none. Text may not run over their edges.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.documents.paper.drawn import DrawnPage, Glyph, Rule
from pipeline.documents.paper.ruled import NEAR, RuledTable, find_tables

MAXIMUM_BOXES = 800
"""Boxes of one page that are looked at; the largest statutory table has some 250 cells."""
FEWEST_CELLS = 6
LEAST = 4.0
"""Points: the least width and height of a cell."""
MOST_HOLES = 3
"""Fields without a box and without text: browsers end a cell of several rows too early behind a page's end, or too late."""
FEWEST_ALIGNED = 2
"""Cells that begin at an edge between columns, at least: the grounds of words in a paragraph begin anywhere."""
OVER = 0.3
"""Type sizes by which a character may reach over the edge of its cell."""

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


def add_rules_of_boxes(page: DrawnPage) -> None:
    """Adds the rules of the tables that the filled boxes of a page make, beside which no lines are drawn, to its own."""
    if not FEWEST_CELLS <= len(page.boxes) <= MAXIMUM_BOXES:
        return
    found: list[tuple[RuledTable, list[Rule], list[Rule]]] = []
    certain: list[RuledTable] = []
    for cells in _touching(_innermost(page.boxes)):
        if len(cells) < FEWEST_CELLS:
            continue
        level = [Rule(y, left, right) for left, top, right, bottom in cells for y in (top, bottom)]
        upright = [Rule(x, top, bottom) for left, top, right, bottom in cells for x in (left, right)]
        tables = find_tables(level, upright) or []
        texts = _texts(tables[0], cells, page.glyphs) if len(tables) == 1 else []
        if texts and not _are_lined(tables[0], page.vertical):
            found.append((tables[0], level, upright))
            if _is_aligned(tables[0]) and any(text.strip().isdecimal() for text in texts):
                certain.append(tables[0])  # a header with a ground is no table of its own
    for table, level, upright in found:
        if any(abs(table.box[0] - other.box[0]) + abs(table.box[2] - other.box[2]) <= NEAR for other in certain):
            page.horizontal += level
            page.vertical += upright


def _innermost(boxes: Sequence[Box]) -> list[Box]:
    """Boxes large enough for a cell that lie around no other one, each once."""
    large = {
        (round(left, 1), round(top, 1), round(right, 1), round(bottom, 1))
        for left, top, right, bottom in boxes
        if right - left >= LEAST and bottom - top >= LEAST
    }
    middles = [((left + right) / 2, (top + bottom) / 2, box) for box in large for left, top, right, bottom in [box]]
    return sorted(
        (
            box
            for box in large
            if not any(
                box[0] < x < box[2] and box[1] < y < box[3] and other != box and _is_smaller(other, box)
                for x, y, other in middles
            )
        ),
        key=lambda box: (box[1], box[0]),
    )


def _is_smaller(one: Box, other: Box) -> bool:
    return (one[2] - one[0]) * (one[3] - one[1]) < (other[2] - other[0]) * (other[3] - other[1])


def _touching(boxes: Sequence[Box]) -> Iterator[list[Box]]:
    """The boxes by the table that they may make: those that lie next to each other, directly or over others."""
    left = list(boxes)
    while left:
        group = [left.pop()]
        for box in group:  # grows while it is looked at
            apart = [other for other in left if not _touch(box, other)]
            if len(apart) < len(left):
                group += [other for other in left if _touch(box, other)]
                left = apart
        yield group


def _touch(one: Box, other: Box) -> bool:
    across = max(one[0], other[0]) - min(one[2], other[2])
    down = max(one[1], other[1]) - min(one[3], other[3])
    return across <= NEAR and down <= NEAR and min(across, down) < -NEAR / 2


def _texts(table: RuledTable, cells: Sequence[Box], glyphs: Sequence[Glyph]) -> list[str]:
    """What stands in the cells of `table`; nothing where the boxes are not its cells, one each, or text runs over their edges."""
    if min(len(table.columns), len(table.rows)) < 3:
        return []
    filled = {table.cell_at((left + right) / 2, (top + bottom) / 2) for left, top, right, bottom in cells}
    if len(filled) < len(cells) or len(table.cells) - len(filled) > MOST_HOLES:
        return []
    texts = [""] * len(table.cells)
    for glyph in glyphs:
        number = table.cell_at((glyph.left + glyph.right) / 2, glyph.middle)
        if number is None:
            continue
        if number not in filled:
            return []
        left, _, right, _ = table.cells[number].box
        if glyph.left < left - OVER * glyph.size or glyph.right > right + OVER * glyph.size:
            return []
        texts[number] += glyph.text
    return texts


def _is_aligned(table: RuledTable) -> bool:
    starts = [cell.column for cell in table.cells]
    return all(starts.count(column) >= FEWEST_ALIGNED for column in range(1, len(table.columns) - 1))


def _are_lined(table: RuledTable, upright: Sequence[Rule]) -> bool:
    """Whether lines are drawn between the columns, which tell the cells better."""
    left, top, right, bottom = table.box
    return any(
        left - NEAR <= rule.position <= right + NEAR and rule.start < bottom and rule.end > top for rule in upright
    )
