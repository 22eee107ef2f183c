"""Sheets on which two pages are printed side by side → the pages, the left one first.

Nothing crosses the middle of such a sheet, neither text nor a rule, and on one sheet at least both sides have lines of running
text: a wide table whose columns leave the middle free has none beside its labels.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.documents.drawn import DrawnPage, Rule
from pipeline.documents.part_ruled import spans_of
from pipeline.documents.typeset import glyph_rows

GUTTER = 0.03
"""Part of a sheet's width, around its middle, in which nothing is printed."""
RUNNING = 15
"""Characters without a gap that are a line of running text."""


def set_apart(sheets: Sequence[DrawnPage]) -> list[DrawnPage]:
    """The pages of a document; those printed side by side on its sheets, if it has such, each for itself."""
    wide = [sheet for sheet in sheets if sheet.width > sheet.height and _is_right_printed(sheet)]
    if not wide or not all(map(_is_free, wide)) or not any(map(_has_text_on_both_sides, wide)):
        return list(sheets)
    numbers = {sheet.number for sheet in wide}
    return [page for sheet in sheets for page in (_halves(sheet) if sheet.number in numbers else [sheet])]


def _is_right_printed(sheet: DrawnPage) -> bool:
    return any(glyph.right > sheet.width / 2 for glyph in sheet.glyphs if not glyph.text.isspace())


def _is_free(sheet: DrawnPage) -> bool:
    if sheet.pictures or sheet.too_complex or sheet.is_cut:
        return False
    middle, reach = sheet.width / 2, GUTTER / 2 * sheet.width
    is_crossed = any(rule.start < middle < rule.end for rule in sheet.horizontal)
    return not is_crossed and not any(
        glyph.left < middle + reach and middle - reach < glyph.right
        for glyph in sheet.glyphs
        if not glyph.text.isspace()
    )


def _has_text_on_both_sides(sheet: DrawnPage) -> bool:
    return all(
        any(len(span.text) >= RUNNING for row in glyph_rows(half.glyphs) for span in spans_of(row))
        for half in _halves(sheet)
    )


def _halves(sheet: DrawnPage) -> Iterator[DrawnPage]:
    """The two pages, each as if it began at the left edge; `aside` says where it does."""
    for start, end in pairwise((0.0, sheet.width / 2, sheet.width)):
        yield replace(
            sheet,
            width=end - start,
            aside=start,
            glyphs=[
                replace(glyph, left=glyph.left - start, right=glyph.right - start)
                for glyph in sheet.glyphs
                if start <= (glyph.left + glyph.right) / 2 < end
            ],
            horizontal=[
                Rule(r.position, r.start - start, r.end - start)
                for r in sheet.horizontal
                if start <= (r.start + r.end) / 2 < end
            ],
            vertical=[Rule(r.position - start, r.start, r.end) for r in sheet.vertical if start <= r.position < end],
            lost=sheet.lost if start == 0 else 0,
            fonts=sheet.fonts if start == 0 else {},
        )
