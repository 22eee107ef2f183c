"""Figures that a narrow column without walls breaks over two lines, on one: 146 above 8 beside the figures of the same row.

The others stand at half height between the two lines. Rows of a table are never as near to each other as that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from pipeline.documents.paper.drawn import Glyph
from pipeline.documents.paper.printed_columns import Span, is_entry, spans_of
from pipeline.documents.paper.typeset import OVERLAPPING, glyph_rows

FEWEST_BETWEEN = 2
"""Figures of a row, at least, that stand between the lines of those that are broken."""


def whole_figures(rows: Sequence[list[Glyph]]) -> list[list[Glyph]]:
    """The rows of a page, from top to bottom; of three with one row's figures, these on the middle one, and labels as they are."""
    whole: list[list[Glyph]] = []
    number = 0
    while number < len(rows):
        joined = _joined(*rows[number : number + 3]) if number + 3 <= len(rows) else None
        whole += [rows[number]] if joined is None else joined
        number += 1 if joined is None else 3
    return whole


def with_whole_figures(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """The glyphs of a page, those of broken figures on the line of their row."""
    rows = whole_figures(glyph_rows(glyph for glyph in glyphs if not glyph.text.isspace()))
    return [*(glyph for glyph in glyphs if glyph.text.isspace()), *chain.from_iterable(rows)]


def _joined(upper: list[Glyph], middle: list[Glyph], lower: list[Glyph]) -> list[list[Glyph]] | None:
    """Three lines with the figures of one row on the middle one; None where they are no row."""
    if lower[0].baseline - upper[0].baseline > 2 * OVERLAPPING * middle[0].size:
        return None
    above, between, below = spans_of(upper), spans_of(middle), spans_of(lower)
    broken, rests = _at_end(above), _at_end(below)
    if not broken or len(broken) != len(rests) or len(_at_end(between)) < FEWEST_BETWEEN:
        return None
    for figure, rest in zip(broken, rests, strict=True):
        if not _overlap(figure, rest) or len(figure.text) < max(len(rest.text), 2):
            return None
        if any(_overlap(figure, other) or _overlap(rest, other) for other in between):
            return None
    row = [*middle]
    labels: list[list[Glyph]] = []
    for line, spans in ((upper, broken), (lower, rests)):
        labels.append([glyph for glyph in line if not any(_is_in(glyph, span) for span in spans)])
        for span, figure, rest in zip(spans, broken, rests, strict=True):
            moved = figure.end - rest.start if span is rest else 0.0
            row += [
                replace(glyph, left=glyph.left + moved, right=glyph.right + moved, baseline=middle[0].baseline)
                for glyph in line
                if _is_in(glyph, span)
            ]
    row.sort(key=lambda glyph: glyph.left)
    return [line for line in (labels[0], row, labels[1]) if line]


def _at_end(spans: Sequence[Span]) -> list[Span]:
    """The figures that a line ends in."""
    first = next((n for n, span in enumerate(spans) if is_entry(span)), len(spans))
    return list(spans[first:]) if all(map(is_entry, spans[first:])) else []


def _is_in(glyph: Glyph, span: Span) -> bool:
    return span.start <= (glyph.left + glyph.right) / 2 <= span.end


def _overlap(span: Span, other: Span) -> bool:
    return span.start < other.end and other.start < span.end
