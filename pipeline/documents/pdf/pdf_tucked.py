"""Lines of a cell's text that do not fit into its height, and are cut off there → behind the line that they are the rest of.

Who sets rows to an exact height in Word cuts 结果维持 to 结果维 so. The rest is in the file, as high as the next row's figures.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.documents.paper.drawn import Glyph
from pipeline.documents.paper.typeset import glyph_rows
from pipeline.documents.pdf.pdf_frames import Box

HIGHEST = 4.5
"""Type sizes that a cell is high, at most: one that a page's end cuts goes on overleaf, and with it its text."""
NEXT_LINE = 2.0
"""Type sizes from a line to the next one of a cell, at most."""
NARROW = 0.01
"""Type sizes that a character is made wide: it takes no room from the next column."""


def tuck_in(glyphs: Sequence[Glyph], frames: Mapping[int, Box]) -> None:
    """Sets the words that are cut off below (above) their frame behind (before) those that are seen in it.

    `frames` are those of the glyphs that are cut off, by their places among `glyphs`.
    """
    lines: dict[Box, list[Glyph]] = {}
    for place, frame in frames.items():
        glyph = glyphs[place]
        if frame[3] - frame[1] <= HIGHEST * glyph.size and not frame[1] <= glyph.middle <= frame[3]:
            lines.setdefault(frame, []).append(glyph)
    if not lines:
        return
    shown = [glyph for glyph in glyphs if not glyph.is_cut_off and not glyph.text.isspace()]
    for frame, hidden in lines.items():
        inside = glyph_rows(glyph for glyph in shown if _is_in(frame, glyph))
        if not inside or any(glyph.text.isdecimal() for glyph in hidden):
            continue
        below = glyph_rows(glyph for glyph in hidden if glyph.middle > frame[3])
        if below and (run := _beside(inside[-1], below[0])):
            _set_behind(run[-1].right, run[-1], [glyph for line in below for glyph in line], NARROW * run[-1].size)
        above = glyph_rows(glyph for glyph in hidden if glyph.middle < frame[1])
        if above and (run := _beside(inside[0], above[-1])):
            upwards = [glyph for line in reversed(above) for glyph in reversed(line)]
            _set_behind(run[0].left - NARROW * run[0].size, run[0], upwards, -NARROW * run[0].size)


def _beside(line: Sequence[Glyph], hidden: Sequence[Glyph]) -> list[Glyph]:
    """The characters of a line that is seen which stand together, over or below those of one that is not: it goes on there."""
    if abs(line[0].middle - hidden[0].middle) > NEXT_LINE * line[0].size:
        return []
    runs: list[list[Glyph]] = []
    for glyph in line:
        if runs and glyph.left - runs[-1][-1].right < glyph.size:
            runs[-1].append(glyph)
        else:
            runs.append([glyph])
    over = (run for run in runs if run[0].left < hidden[-1].right and hidden[0].left < run[-1].right)
    return next(over, list[Glyph]())


def _set_behind(left: float, line: Glyph, hidden: Sequence[Glyph], step: float) -> None:
    for number, glyph in enumerate(hidden):
        glyph.left = left + number * step
        glyph.right = glyph.left + abs(step)
        glyph.baseline, glyph.size, glyph.is_cut_off = line.baseline, line.size, False


def _is_in(frame: Box, glyph: Glyph) -> bool:
    return frame[0] <= (glyph.left + glyph.right) / 2 <= frame[2] and frame[1] <= glyph.middle <= frame[3]
