"""The text of a cell from the places of its characters."""

from __future__ import annotations

import pytest

from pipeline.documents.paper.drawn import Glyph
from pipeline.documents.paper.typeset import set_cell, set_lines, set_row

SIZE = 10.0


def digits(text: str, left: float, baseline: float, size: float = SIZE) -> list[Glyph]:
    """`text` in half-width characters."""
    width = size / 2
    return [Glyph(c, left + width * i, left + width * (i + 1), baseline, size) for i, c in enumerate(text)]


@pytest.mark.parametrize(
    ("mark", "text"),
    [
        (digits("12", 115.0, 96.0, 5.8), "545¹²"),
        (digits("①", 115.0, 95.0, 5.8), "545①"),
        (digits("iii", 115.0, 95.0, 5.8), "545³"),
        (digits("1", 115.0, 104.0, 5.8), "545\n1"),  # below the figure: not a mark
        (digits("1", 92.0, 96.0, 5.8), "1\n545"),  # before it
        (digits("1", 115.0, 96.0, 9.0), "5451"),  # of its size
    ],
)
def test_a_small_raised_digit_behind_a_figure_is_the_mark_of_a_footnote(mark: list[Glyph], text: str) -> None:
    assert set_cell([*digits("545", 100.0, 100.0), *mark], 60.0)[0] == text


def test_lines_that_read_upwards_begin_below() -> None:
    """As Word turns the text of a narrow header: on its back, its second line at the right of the first."""
    places = [(100.0, 140.0), (100.0, 130.0), (100.0, 120.0), (112.0, 140.0), (112.0, 130.0)]
    glyphs = [
        Glyph(character, left, left + SIZE, baseline, SIZE, is_rising=True)
        for character, (left, baseline) in zip("公益组织数", places, strict=True)
    ]
    assert set_cell(sorted(glyphs, key=lambda glyph: glyph.baseline), 30.0)[0] == "公益组织数"


@pytest.mark.parametrize(
    ("label", "gap", "behind", "text"),
    [
        ("规范性文件", 2.0, ["5", "7"], "规范性文件\t12\t5\t7"),
        ("规范性文件", 1.0, ["5", "7"], "规范性文件12\t5\t7"),  # as near as a character of its own
        ("行政事业性收费", 2.0, ["-1"], "行政事业性收费\t12\t-1"),
        ("附件", 2.0, ["5"], "附件12\t5"),
        ("规范性文件", 2.0, ["5", "件"], "规范性文件12\t5\t件"),
    ],
)
def test_a_figure_right_behind_a_label_is_in_a_column_where_only_figures_follow(
    label: str, gap: float, behind: list[str], text: str
) -> None:
    glyphs = [Glyph(c, SIZE * i, SIZE * (i + 1), 100.0, SIZE) for i, c in enumerate(label)]
    glyphs += digits("12", SIZE * len(label) + gap, 100.0)
    for number, figure in enumerate(behind):
        glyphs += digits(figure, 200.0 + 50 * number, 100.0)
    assert [line.text for line in set_lines(glyphs)] == [text]


@pytest.mark.parametrize(
    ("figures", "text"),
    [(("26", "-2"), "26\t-2"), (("56", "/"), "56\t/"), (("-", "1", "-"), "- 1 -"), (("2", "0"), "2 0")],
)
def test_a_sign_or_a_stroke_begins_a_figure_of_its_own(figures: tuple[str, ...], text: str) -> None:
    """In narrow columns there is little more between two figures than between two digits of one."""
    starts = [100.0 + 11 * index + 5 * len("".join(figures[:index])) - 5 * index for index in range(len(figures))]
    line = set_row(
        [glyph for figure, start in zip(figures, starts, strict=True) for glyph in digits(figure, start, 300.0)], 1
    )
    assert line is not None
    assert line.text == text
