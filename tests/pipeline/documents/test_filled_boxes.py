"""Cells that are drawn as filled boxes: where they make a table, their edges are its rules."""

from __future__ import annotations

import pytest

from pipeline.documents.paper.drawn import DrawnPage, Glyph, Rule
from pipeline.documents.paper.filled_boxes import Box, add_rules_of_boxes
from pipeline.documents.paper.ruled import find_tables

TEXTS = [["信息内容", "制发", "废止"], ["规章", "1", ""], ["行政规范性文件", "", "12"]]
EDGES, HEIGHT, SIZE = (50.0, 150.0, 200.0, 250.0), 20.0, 10.0


def page(gap: float, left_out: tuple[int, ...] = (), texts: list[list[str]] = TEXTS) -> DrawnPage:
    """A table of boxes so far apart, some of them left out, on the ground of the table and of the page."""
    boxes: list[Box] = [(0, 0, 500, 500), (49, 99, 251, 161)]
    glyphs: list[Glyph] = []
    for number, text in enumerate(text for row in texts for text in row):
        row, column = divmod(number, 3)
        left, right, top = EDGES[column], EDGES[column + 1], 100 + HEIGHT * row
        if number not in left_out:
            boxes += [(left, top, right - gap, top + HEIGHT - gap)] * 2  # a row's ground and a cell's own
        width = SIZE / 2 if text.isdecimal() else SIZE
        starts = [left + 5 + width * place for place in range(len(text))]
        glyphs += [Glyph(t, x, x + width, top + 14, SIZE) for t, x in zip(text, starts, strict=True)]
    return DrawnPage(1, 500, 500, glyphs, boxes=boxes)


def cells(drawn: DrawnPage) -> int:
    add_rules_of_boxes(drawn)
    return sum(len(table.cells) for table in find_tables(drawn.horizontal, drawn.vertical) or [])


@pytest.mark.parametrize(
    ("drawn", "count"),
    [
        (page(0), 9),
        (page(1), 9),
        (page(2.5), 9),
        (page(6), 0),  # as far apart as no lines of a table are
        (page(1, left_out=(5,)), 9),  # a hole without text
        (page(1, left_out=(4,)), 0),  # one with text
        (page(1, left_out=(3, 4, 5)), 0),  # every second row
        (page(1, texts=[["信息内容", "制发", "废止"], ["甲", "件", "件"], ["乙", "件", ""]]), 0),  # a header alone
        (page(1, texts=[["因政府信息公开工作被申请行政复议", "", ""], *TEXTS[1:]]), 0),  # text runs over the edges
    ],
)
def test_boxes_are_cells_where_they_make_a_table(drawn: DrawnPage, count: int) -> None:
    assert cells(drawn) == count


def test_lines_between_boxes_tell_the_cells_better() -> None:
    drawn = page(1)
    drawn.vertical = [Rule(120, 100, 160)]
    assert cells(drawn) == 0
    drawn.boxes *= 100  # too many to be looked at
    drawn.vertical = []
    assert cells(drawn) == 0
