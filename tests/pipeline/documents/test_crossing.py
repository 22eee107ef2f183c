"""Figures that are wider than their cell: no piece of one is read as if it were the whole."""

from __future__ import annotations

import pytest

from pipeline.documents.paper.crossing import Place, keep_whole
from pipeline.documents.paper.drawn import Glyph

WIDTH, WALL, END = 5.0, 100.0, 200.0


def row(*figures: tuple[float, str]) -> list[Glyph]:
    """Figures in half-width type of 10 points, each beginning at a place."""
    return [
        Glyph(c, left + WIDTH * i, left + WIDTH * (i + 1), 50.0, 10.0)
        for left, text in figures
        for i, c in enumerate(text)
    ]


def place(glyph: Glyph) -> Place | None:
    middle = (glyph.left + glyph.right) / 2
    return None if middle > END else (0, int(middle > WALL))


@pytest.mark.parametrize(
    ("figures", "first", "second", "outside"),
    [
        ([(50.0, "123"), (150.0, "45")], "123", "45", ""),
        ([(90.0, "12345")], "\ufffd\ufffd", "\ufffd\ufffd\ufffd", ""),
        ([(90.0, "12"), (100.0, "345")], "\ufffd\ufffd", "\ufffd\ufffd\ufffd", ""),  # that touch: nobody can tell
        ([(89.0, "12"), (101.0, "345")], "12", "345", ""),
        ([(82.0, "1234")], "1234", "", ""),  # over the wall by less than half a digit
        ([(180.0, "123456")], "", "123456", ""),
        ([(190.0, "123456")], "", "\ufffd\ufffd", "3456"),  # the most of it beside the table
        ([(210.0, "123")], "", "", "123"),
        ([(95.0, "\ufffd234")], "\ufffd", "\ufffd\ufffd\ufffd", ""),  # printed over another at its beginning
    ],
)
def test_a_figure_that_crosses_a_wall(figures: list[tuple[float, str]], first: str, second: str, outside: str) -> None:
    glyphs = row(*figures)
    places = [place(glyph) for glyph in glyphs]
    keep_whole(glyphs, places)
    read = {
        of: "".join(glyph.text for glyph, p in zip(glyphs, places, strict=True) if p == of)
        for of in ((0, 0), (0, 1), None)
    }
    assert read == {(0, 0): first, (0, 1): second, None: outside}
