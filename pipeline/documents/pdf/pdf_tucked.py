"""Lines of a cell's text that do not fit into its height, and are cut off there → behind the line that they are the rest of.

Who sets rows to an exact height in Word cuts 结果维持 to 结果维 so. The rest is in the file, as high as the next row's figures.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.documents.paper.drawn import Glyph
from pipeline.documents.pdf.pdf_frames import Box

HIGHEST = 4.5
"""Type sizes that a cell is high, at most: one that a page's end cuts goes on overleaf, and with it its text."""
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
    shown = sorted((glyph for glyph in glyphs if not glyph.is_cut_off), key=lambda glyph: glyph.baseline)
    for frame, hidden in lines.items():
        inside = [glyph for glyph in shown if _is_in(frame, glyph) and not glyph.text.isspace()]
        if not inside or any(glyph.text.isdecimal() for glyph in hidden):
            continue
        below = sorted(
            (glyph for glyph in hidden if glyph.middle > frame[3]), key=lambda glyph: (glyph.baseline, glyph.left)
        )
        above = sorted(
            (glyph for glyph in hidden if glyph.middle < frame[1]), key=lambda glyph: (-glyph.baseline, -glyph.left)
        )
        last = max(inside, key=lambda glyph: (glyph.baseline, glyph.left))
        _set_behind(last.right, last, below, NARROW * last.size)
        first = min(inside, key=lambda glyph: (glyph.baseline, glyph.left))
        _set_behind(first.left - NARROW * first.size, first, above, -NARROW * first.size)


def _set_behind(left: float, line: Glyph, hidden: Sequence[Glyph], step: float) -> None:
    for number, glyph in enumerate(hidden):
        glyph.left = left + number * step
        glyph.right = glyph.left + abs(step)
        glyph.baseline, glyph.size, glyph.is_cut_off = line.baseline, line.size, False


def _is_in(frame: Box, glyph: Glyph) -> bool:
    return frame[0] <= (glyph.left + glyph.right) / 2 <= frame[2] and frame[1] <= glyph.middle <= frame[3]
