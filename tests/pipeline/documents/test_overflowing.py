"""Labels that reach over the rules of rows which are too low for them, as workbooks print them."""

from __future__ import annotations

import pytest

from pipeline.documents.paper.crossing import Place
from pipeline.documents.paper.drawn import Glyph, Rule
from pipeline.documents.paper.overflowing import keep_labels_whole
from pipeline.documents.paper.ruled import find_tables

SIZE, HEIGHT = 8.0, 12.0


def line(text: str, middle: float, left: float = 52.0) -> list[Glyph]:
    """A line of a label around a height."""
    return [
        Glyph(character, left + SIZE * index, left + SIZE * (index + 1), middle + 0.35 * SIZE, SIZE)
        for index, character in enumerate(text)
    ]


def rows_of(*lines: list[Glyph], keep: bool = True) -> list[str]:
    """What each of four rows of one column prints, the first from 100 to 112, given its lines as a file prints them."""
    across = [Rule(100 + HEIGHT * row, 50, 250) for row in range(5)]
    (table,) = find_tables(across, [Rule(edge, 100, 148) for edge in (50, 150, 250)]) or []
    glyphs = [glyph for own in lines for glyph in own]
    cells = (table.cell_at(glyph.left, glyph.middle) for glyph in glyphs)
    places: list[Place | None] = [(0, cell) if cell is not None else None for cell in cells]
    if keep:
        keep_labels_whole(glyphs, places, [table])
    texts = dict.fromkeys(range(4), "")
    for glyph, place in zip(glyphs, places, strict=True):
        if place is not None and table.cells[place[1]].column == 0:
            texts[table.cells[place[1]].row] += glyph.text
    return list(texts.values())


@pytest.mark.parametrize(
    ("lines", "rows"),
    [
        (
            [line("1.逾期不补", 111.7), line("正的申请", 124.3), line("3.其他", 130)],
            ["", "1.逾期不补正的申请", "3.其他", ""],
        ),
        (  # two labels one over the other: the first line of the lower one stands above the last line of the upper one
            [line("1.逾期不补", 111.7), line("正的申请", 124.3), line("2.逾期未缴", 123.7), line("费的申请", 136.3)],
            ["", "1.逾期不补正的申请", "2.逾期未缴费的申请", ""],
        ),
        ([line("规章", 106), line("行政许可", 118), line("行政处罚", 130)], ["规章", "行政许可", "行政处罚", ""]),
        ([line("规章", 111), line("许可", 121, 90)], ["规章", "许可", "", ""]),  # none goes on in the other
    ],
)
def test_lines_of_a_label_that_stand_across_rules_are_of_one_cell(lines: list[list[Glyph]], rows: list[str]) -> None:
    assert rows_of(*lines) == rows


def test_lines_that_are_drawn_across_rules_are_otherwise_of_several_cells() -> None:
    assert rows_of(line("1.逾期不补", 111.7), line("正的申请", 124.3), keep=False) == ["1.逾期不补", "", "正的申请", ""]
