"""Figures that are too wide for their cell: their digits run on over the wall into the next one, or out of the table.

Told apart digit by digit, a piece of such a figure would be read in each of two cells, and nobody would know.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.documents.paper.drawn import Glyph
from pipeline.documents.pdf.pdf_struck import GARBLED

GAP = 0.05
"""Part of the type size between two digits of one figure, at most; figures of two cells stand farther apart."""
OVERLAP = 0.3
"""The same by which they may overlap."""
SAME_LINE = 0.5
"""Points between the baselines of one line."""
_OF_FIGURES = frozenset("0123456789.,，" + GARBLED)

Place = tuple[int, int]
"""The number of a table, and of a cell in it."""


def keep_whole(glyphs: Sequence[Glyph], places: list[Place | None]) -> None:
    """Puts figures that run out of their table whole into their cell, and makes those illegible that run over two cells."""
    for run in _runs(glyphs):
        held = {places[index] for index in run}
        if len(held) == 1:
            continue
        cells = held - {None}
        inside = [index for index in run if places[index] is not None]
        if len(cells) == 1 and 2 * len(inside) > len(run):
            for index in run:
                places[index] = places[inside[0]]
        else:
            for index in inside:
                glyphs[index].text = GARBLED


def _runs(glyphs: Sequence[Glyph]) -> Iterator[list[int]]:
    """The indices of the characters of each figure of several."""
    figures = [index for index, glyph in enumerate(glyphs) if glyph.text in _OF_FIGURES]
    figures.sort(key=lambda index: (round(glyphs[index].baseline), glyphs[index].left))
    run: list[int] = []
    for index in figures:
        if run and _go_on(glyphs[run[-1]], glyphs[index]):
            run.append(index)
            continue
        if len(run) > 1:
            yield run
        run = [index]
    if len(run) > 1:
        yield run


def _go_on(before: Glyph, glyph: Glyph) -> bool:
    gap = glyph.left - before.right
    return abs(glyph.baseline - before.baseline) <= SAME_LINE and -OVERLAP * glyph.size <= gap <= GAP * glyph.size
