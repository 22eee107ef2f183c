"""Sheets on which several pages are printed → the pages, row by row, in each the left one first.

Nothing crosses the middle of such a sheet, neither text nor a rule, and on one sheet at least both sides have lines of running
text: a wide table whose columns leave the middle free has none beside its labels. Sheets that lie across bear two pages, those that
stand upright four or six.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice, product

from pipeline.documents.paper.drawn import DrawnPage, Rule
from pipeline.documents.paper.printed_columns import spans_of
from pipeline.documents.paper.typeset import glyph_rows

GUTTER = 0.03
"""Part of a sheet's width, around its middle, in which nothing is printed."""
RUNNING = 15
"""Characters without a gap that are a line of running text."""


GUTTER_BELOW = 0.016
"""Part of a sheet's height, around the edge between two pages, in which nothing is printed; page numbers stand near it."""
ACROSS = ((2, 1),)
UPRIGHT = ((2, 2), (2, 3))
"""Pages beside and below each other on a sheet."""


def set_apart(sheets: Sequence[DrawnPage]) -> list[DrawnPage]:
    """The pages of a document; those printed together on its sheets, if it has such, each for itself."""
    for is_across, grids in ((True, ACROSS), (False, UPRIGHT)):
        alike = [
            sheet
            for sheet in sheets
            if (sheet.width > sheet.height) is is_across
            and (_is_right_printed(sheet) or (not is_across and sheet.glyphs))
        ]
        for columns, rows in grids:
            if not alike or not all(_is_free(sheet, rows) for sheet in alike):
                continue
            if any(_has_running_text(sheet, columns, rows) for sheet in alike):
                numbers = {sheet.number for sheet in alike}
                return [
                    page
                    for sheet in sheets
                    for page in (_parts(sheet, columns, rows) if sheet.number in numbers else [sheet])
                ]
    return list(sheets)


def _is_right_printed(sheet: DrawnPage) -> bool:
    return any(glyph.right > sheet.width / 2 for glyph in sheet.glyphs if not glyph.text.isspace())


def _is_free(sheet: DrawnPage, rows: int) -> bool:
    if sheet.pictures or sheet.too_complex or sheet.is_cut:
        return False
    middle, reach = sheet.width / 2, GUTTER / 2 * sheet.width
    if any(rule.start < middle < rule.end for rule in sheet.horizontal):
        return False
    printed = [glyph for glyph in sheet.glyphs if not glyph.text.isspace()]
    if any(glyph.left < middle + reach and middle - reach < glyph.right for glyph in printed):
        return False
    reach = GUTTER_BELOW / 2 * sheet.height
    edges = [sheet.height * row / rows for row in range(1, rows)]
    return not any(
        any(rule.start < edge < rule.end for rule in sheet.vertical)
        or any(abs(glyph.middle - edge) < reach + 0.5 * glyph.size for glyph in printed)
        for edge in edges
    )


def _has_running_text(sheet: DrawnPage, columns: int, rows: int) -> bool:
    """Whether it runs on both sides at the top."""
    return all(
        any(len(span.text) >= RUNNING for row in glyph_rows(part.glyphs) for span in spans_of(row))
        for part in islice(_parts(sheet, columns, rows), columns)
    )


def _parts(sheet: DrawnPage, columns: int, rows: int) -> Iterator[DrawnPage]:
    """The pages, each as if it began at the left upper corner; `aside` and `below` say where it does."""
    width, height = sheet.width / columns, sheet.height / rows
    for row, column in product(range(rows), range(columns)):
        left, top = column * width, row * height

        def holds(x: float, y: float, left: float = left, top: float = top) -> bool:
            return left <= x < left + width and top <= y < top + height

        yield replace(
            sheet,
            width=width,
            height=height,
            is_part=True,
            aside=left,
            below=top,
            glyphs=[
                replace(glyph, left=glyph.left - left, right=glyph.right - left, baseline=glyph.baseline - top)
                for glyph in sheet.glyphs
                if holds((glyph.left + glyph.right) / 2, glyph.middle)
            ],
            horizontal=[
                Rule(r.position - top, r.start - left, r.end - left)
                for r in sheet.horizontal
                if holds((r.start + r.end) / 2, r.position)
            ],
            vertical=[
                Rule(r.position - left, r.start - top, r.end - top)
                for r in sheet.vertical
                if holds(r.position, (r.start + r.end) / 2)
            ],
            marks=[
                (x0 - left, y0 - top, x1 - left, y1 - top)
                for x0, y0, x1, y1 in sheet.marks
                if holds((x0 + x1) / 2, (y0 + y1) / 2)
            ],
            lost=sheet.lost if row == column == 0 else 0,
            fonts=sheet.fonts if row == column == 0 else {},
            notices=sheet.notices if row == column == 0 else [],
        )
