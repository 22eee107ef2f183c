"""The text of a cell from the places of its characters."""

from __future__ import annotations

import pytest

from pipeline.documents.drawn import Glyph
from pipeline.documents.typeset import set_cell

SIZE = 10.0


def digits(text: str, left: float, baseline: float, size: float = SIZE) -> list[Glyph]:
    """`text` in half-width characters."""
    width = size / 2
    return [Glyph(c, left + width * i, left + width * (i + 1), baseline, size) for i, c in enumerate(text)]


@pytest.mark.parametrize(
    ("mark", "text"),
    [
        (digits("12", 115.0, 96.0, 5.8), "545¹²"),
        (digits("iii", 115.0, 95.0, 5.8), "545³"),
        (digits("1", 115.0, 104.0, 5.8), "545\n1"),  # below the figure: not a mark
        (digits("1", 92.0, 96.0, 5.8), "1\n545"),  # before it
        (digits("1", 115.0, 96.0, 9.0), "5451"),  # of its size
    ],
)
def test_a_small_raised_digit_behind_a_figure_is_the_mark_of_a_footnote(mark: list[Glyph], text: str) -> None:
    assert set_cell([*digits("545", 100.0, 100.0), *mark], 60.0)[0] == text
