"""Figures that a page takes back or makes unreadable: struck through, or printed over one another.

A stroke is a straight line through characters, level or aslant, that ends where they end, as a word processor or a browser
draws it, or someone who corrects a finished PDF. What is struck through is no text any more; the figure beside it stands.
Rules of tables run between lines.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from pipeline.contract import Notice
from pipeline.documents.paper.drawn import DrawnPage, Glyph, Rule
from pipeline.documents.paper.typeset import glyph_rows

THROUGH = 0.22
"""Part of the type size by which a stroke may miss the middle of the characters."""
BEYOND = 0.5
"""Part of the type size by which it may reach beyond them."""
HIGHEST = 1.5
"""Part of the type size by which a stroke aslant rises; what parts the header's corner of a table rises over two lines."""
SHORTEST = 2.0
"""Points of a stroke."""
NEAR = 4.0
"""Type sizes from what is struck through within which the figure that stands for it is."""
OVERLAP = 0.4
"""Part of its width by which a figure reaches into the next one if both are printed in one place."""
DASHES = "-—–－―─−"
GARBLED = "\ufffd"


def take_struck(page: DrawnPage, strokes: Sequence[Rule]) -> None:
    """Takes from `page` what `strokes`, or lines that it draws itself, go through; and those lines from its rules."""
    lines = [line for line in (*page.horizontal, *strokes) if line.end - line.start >= SHORTEST]
    if not (lines or page.slants) or not page.glyphs:
        return
    ordered = sorted((glyph for glyph in page.glyphs if not glyph.text.isspace()), key=lambda glyph: glyph.middle)
    middles = [glyph.middle for glyph in ordered]
    largest = max((glyph.size for glyph in ordered), default=0.0)
    struck: dict[int, Glyph] = {}
    taken: set[Rule] = set()
    for line in lines:
        low = bisect_left(middles, line.position - THROUGH * largest)
        high = bisect_right(middles, line.position + THROUGH * largest)
        if low == high:
            continue
        met = [glyph for glyph in ordered[low:high] if _is_met(glyph, line)]
        if met and _is_stroke(met, line):
            struck.update({id(glyph): glyph for glyph in met})
            taken.add(line)
    for left, top, right, bottom in page.slants:
        line = Rule((top + bottom) / 2, left, right)
        low, high = bisect_left(middles, top), bisect_right(middles, bottom)
        met = [glyph for glyph in ordered[low:high] if _is_met(glyph, line)]
        if met and bottom - top <= HIGHEST * met[0].size and _is_stroke(met, line):
            struck.update({id(glyph): glyph for glyph in met})
    if not struck:
        return
    page.glyphs = [glyph for glyph in page.glyphs if id(glyph) not in struck]
    page.horizontal = [line for line in page.horizontal if line not in taken]
    figures = [glyph for glyph in struck.values() if glyph.text.isdecimal()]
    if not figures:
        return
    printed = "".join(glyph.text for glyph in sorted(figures, key=lambda glyph: (glyph.baseline, glyph.left)))[:20]
    left = [glyph for glyph in page.glyphs if glyph.text.isdecimal()]
    if all(any(_is_near(glyph, other) for other in left) for glyph in figures):
        message = f"page {page.number}: figures are struck through ({printed}); those beside them were read"
        page.notices.append(Notice("info", "figures_struck", message))
    else:
        message = f"page {page.number}: figures are struck through ({printed}), and none stands beside them"
        page.notices.append(Notice("warning", "figures_struck", message))


def _is_met(glyph: Glyph, line: Rule) -> bool:
    is_through = abs(glyph.middle - line.position) <= THROUGH * glyph.size
    return is_through and line.start <= (glyph.left + glyph.right) / 2 <= line.end


def _is_stroke(met: Sequence[Glyph], line: Rule) -> bool:
    if all(glyph.text in DASHES for glyph in met):
        return False  # the shadow of a dash, or the line that one is drawn as
    reach = BEYOND * met[0].size
    left, right = min(glyph.left for glyph in met), max(glyph.right for glyph in met)
    return left - reach <= line.start and line.end <= right + reach


def _is_near(glyph: Glyph, other: Glyph) -> bool:
    across = max(other.left - glyph.right, glyph.left - other.right)
    return across < NEAR * glyph.size and abs(other.baseline - glyph.baseline) < 1.3 * max(glyph.size, other.size)


def garble_overlaid(glyphs: Sequence[Glyph]) -> None:
    """Makes figures that are printed over others illegible, as they are on paper."""
    for row in glyph_rows(glyph for glyph in glyphs if glyph.text.isdecimal()):
        for number, glyph in enumerate(row):
            for other in row[number + 1 :]:
                if other.left >= glyph.right - OVERLAP * (glyph.right - glyph.left):
                    break
                glyph.text = other.text = GARBLED
