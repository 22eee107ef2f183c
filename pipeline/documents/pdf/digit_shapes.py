"""Fonts that print other digits than they say: their map to characters is wrong, and every reader copies 8 for a printed 6.

The outline of each digit that a page prints is laid over those of PDFium's own fonts. Real fonts are at least .79 alike with their
own digit, and .16 less with any other; a digit is told wrong that is clearly liker another. Of fonts whose characters are drawings
(Type 3), as Chromium prints those of Noto and Source Han, PDFium gives the outlines of a font of its own: their digits are drawn.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from ctypes import addressof, c_float, c_size_t, string_at
from functools import cache, lru_cache
from itertools import chain, islice, pairwise
from math import ceil
from operator import mul

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

ALIKE = 0.8
"""How alike a digit is to another one, at least, that is printed in its stead."""
LIKER = 0.12
"""By how much it is liker to that one than to its own."""
REFERENCES = (b"Helvetica", b"Helvetica-Oblique", b"Times-Roman", b"Times-Italic", b"Courier")
ACROSS, DOWN, FINE = 10, 14, 2
"""Fields that a digit is laid on, across and down, and the heights that each is looked at."""
NARROWEST = 0.62
"""Width of the ground in a digit's height; a 1 fills less of it."""
MOST_FONTS = 12
"""Of a page whose digits are looked at; a report has two to four."""
MOST_SEGMENTS = 400
"""Of an outline; a digit has ten to sixty."""
DRAWN_HEIGHT = 60
"""Picture points that a type size is drawn high, of a font without outlines: a digit has 42 of them."""
MOST_DRAWN = 4
"""Places of one digit of one font that are looked at: two drawings may be named alike."""
LONGEST_PIECE = 12
"""Characters of a piece of text within which a digit is looked for."""
INK = 128
"""How dark a point of a drawing is, of 255, from which it is the digit's."""
BEND = 3
"""Points of a curve: two that it bends towards, and its end."""
_UNIT = 1000.0
_INKED = re.compile(b"[%c-\xff]+" % INK)

Outline = tuple[tuple[int, float, float], ...]
Point = tuple[float, float]
Side = tuple[float, float, float, float]
Drawing = tuple[int, tuple[bytes, ...]]
"""A digit as the file names it, and how dark its points are, row by row."""


def misnamed_digits(page: pdfium.PdfPage, text: pdfium.PdfTextPage, count: int) -> set[int]:
    """Addresses of the fonts of a page of which one digit at least is clearly another one."""
    used: dict[int, tuple[pdfium_c.Font, dict[int, list[int]]]] = {}
    for index in range(count):
        code = pdfium_c.FPDFText_GetUnicode(text, index)
        if 48 <= code <= 57 and (piece := pdfium_c.FPDFText_GetTextObject(text, index)):
            font = pdfium_c.FPDFTextObj_GetFont(piece)
            if font:
                places = used.setdefault(addressof(font.contents), (font, {}))[1].setdefault(code, [])
                if len(places) < MOST_DRAWN:
                    places.append(index)
    misnamed: set[int] = set()
    for address, (font, codes) in islice(used.items(), MOST_FONTS):
        if _is_drawn(font):
            drawings = (_drawn(page, text, count, place) for places in codes.values() for place in places)
            if any(_is_drawn_as_another(drawing) for drawing in drawings if drawing is not None):
                misnamed.add(address)
        elif any(_is_another(code - 48, outline) for code in codes if (outline := _outline(font, code))):
            misnamed.add(address)
    return misnamed


def font_of(text: pdfium.PdfTextPage, index: int) -> int:
    """The address of a character's font; 0 where it has none."""
    piece = pdfium_c.FPDFText_GetTextObject(text, index)
    font = pdfium_c.FPDFTextObj_GetFont(piece) if piece else None
    return addressof(font.contents) if font else 0


def _is_drawn(font: pdfium_c.Font) -> bool:
    """Whether the characters of a font are drawings: it has neither a file nor a name."""
    size = c_size_t()
    has_file = pdfium_c.FPDFFont_GetFontData(font, None, 0, size) and size.value
    return not has_file and pdfium_c.FPDFFont_GetBaseFontName(font, None, 0) <= 1


def _drawn(page: pdfium.PdfPage, text: pdfium.PdfTextPage, count: int, index: int) -> Drawing | None:
    """The digit at `index` as its piece of text draws it; None where it does not stand apart from those beside it."""
    piece = pdfium_c.FPDFText_GetTextObject(text, index)
    if not piece:
        return None
    own = addressof(piece.contents)
    first = end = index
    while first > 0 and index - first <= LONGEST_PIECE and _is_of(text, first - 1, own):
        first -= 1
    while end < count and end - index <= LONGEST_PIECE and _is_of(text, end, own):
        end += 1
    matrix = pdfium_c.FS_MATRIX()
    if end - first > LONGEST_PIECE or not pdfium_c.FPDFText_GetMatrix(text, index, matrix):
        return None
    size = pdfium_c.FPDFText_GetFontSize(text, index) * max(abs(matrix.d), abs(matrix.b))
    if abs(matrix.b) > abs(matrix.a) or matrix.a <= 0 or size <= 0:
        return None
    bitmap = pdfium_c.FPDFTextObj_GetRenderedBitmap(page.pdf, page, piece, DRAWN_HEIGHT / size)
    if not bitmap:
        return None
    try:
        if pdfium_c.FPDFBitmap_GetFormat(bitmap) != pdfium_c.FPDFBitmap_BGRA:
            return None
        width, height = pdfium_c.FPDFBitmap_GetWidth(bitmap), pdfium_c.FPDFBitmap_GetHeight(bitmap)
        stride = pdfium_c.FPDFBitmap_GetStride(bitmap)
        points = string_at(pdfium_c.FPDFBitmap_GetBuffer(bitmap), stride * height)
    finally:
        pdfium_c.FPDFBitmap_Destroy(bitmap)
    rows = [points[row * stride + 3 : row * stride + 4 * width : 4] for row in range(height)]
    darkest = bytes(map(max, *rows)) if height > 1 else b""
    apart = [match.span() for match in _INKED.finditer(darkest)]
    printed = [place for place in range(first, end) if pdfium_c.FPDFText_GetUnicode(text, place) > 32]
    if len(apart) != len(printed):
        return None
    left, right = apart[printed.index(index)]
    return pdfium_c.FPDFText_GetUnicode(text, index) - 48, tuple(row[left:right] for row in rows)


def _is_of(text: pdfium.PdfTextPage, index: int, piece: int) -> bool:
    other = pdfium_c.FPDFText_GetTextObject(text, index)
    return addressof(other.contents) == piece if other else False


@lru_cache(maxsize=1024)
def _is_drawn_as_another(drawing: Drawing) -> bool:
    digit, rows = drawing
    rows = tuple(row for row in rows if max(row, default=0) >= INK)
    if not rows or not rows[0]:
        return False
    lines: list[list[tuple[float, float]]] = []
    for line in reversed(range(DOWN * FINE)):
        row = rows[int((line + 0.5) * len(rows) / (DOWN * FINE))]
        lines.append([(x, x + 1) for x, ink in enumerate(row) if ink >= INK])
    fields = _filled_fields(lines, 0.0, float(len(rows[0])), float(len(rows)))
    return fields is not None and _is_liker_another(digit, fields)


def _outline(font: pdfium_c.Font, code: int) -> Outline:
    glyph = pdfium_c.FPDFFont_GetGlyphPath(font, code, c_float(_UNIT))
    if not glyph or not 0 < (count := pdfium_c.FPDFGlyphPath_CountGlyphSegments(glyph)) <= MOST_SEGMENTS:
        return ()
    x, y = c_float(), c_float()
    outline: list[tuple[int, float, float]] = []
    for index in range(count):
        segment = pdfium_c.FPDFGlyphPath_GetGlyphPathSegment(glyph, index)
        pdfium_c.FPDFPathSegment_GetPoint(segment, x, y)
        outline.append((pdfium_c.FPDFPathSegment_GetType(segment), x.value, y.value))
    return tuple(outline)


@lru_cache(maxsize=1024)
def _is_another(digit: int, outline: Outline) -> bool:
    fields = _fields(outline)
    return fields is not None and _is_liker_another(digit, fields)


def _is_liker_another(digit: int, fields: Sequence[float]) -> bool:
    own = _likeness(fields, digit)
    return own <= 1 - LIKER and max(_likeness(fields, other) for other in range(10) if other != digit) >= max(
        ALIKE, own + LIKER
    )


def _likeness(fields: Sequence[float], digit: int) -> float:
    """From -1 to 1: 1 for a digit of PDFium's own fonts."""
    return max(sum(map(mul, fields, reference)) for reference in _references()[digit])


@cache
def _references() -> list[list[list[float]]]:
    """By digit, its fields in each of PDFium's own fonts."""
    references: list[list[list[float]]] = [[] for _ in range(10)]
    with pdfium.PdfDocument.new() as document:
        for name in REFERENCES:
            font = pdfium_c.FPDFText_LoadStandardFont(document, name)
            for digit in range(10):
                if (fields := _fields(_outline(font, 48 + digit))) is not None:
                    references[digit].append(fields)
            pdfium_c.FPDFFont_Close(font)
    return references


def _fields(outline: Outline) -> list[float] | None:
    """How much of each field an outline fills, less the mean, scaled so that a product with itself is 1; None for none."""
    sides = _sides(outline)
    left = min((min(side[0], side[2]) for side in sides), default=0.0)
    right = max((max(side[0], side[2]) for side in sides), default=0.0)
    bottom = min((min(side[1], side[3]) for side in sides), default=0.0)
    top = max((max(side[1], side[3]) for side in sides), default=0.0)
    if right <= left or top <= bottom:
        return None
    crossings = _crossings(sides, bottom, (top - bottom) / (DOWN * FINE))
    return _filled_fields([list(_filled(line)) for line in crossings], left, right, top - bottom)


def _filled_fields(
    lines: Sequence[Sequence[tuple[float, float]]], left: float, right: float, height: float
) -> list[float] | None:
    """The fields of what is filled on lines as far apart from each other, from below, and reaches from `left` to `right`."""
    width = max(right - left, NARROWEST * height) / ACROSS
    begin = (left + right - ACROSS * width) / 2
    rows: list[list[float]] = []
    for row in range(DOWN):
        filled = [0.0] * ACROSS
        for start, end in chain.from_iterable(lines[row * FINE : (row + 1) * FINE]):
            first, last = (start - begin) / width, (end - begin) / width
            for field in range(max(int(first), 0), min(int(last) + 1, ACROSS)):
                filled[field] += min(last, field + 1) - max(first, field)
        rows.append(filled)
    rows = [_blurred(list(column)) for column in zip(*map(_blurred, rows), strict=True)]
    fields = [value for column in rows for value in column]
    mean = sum(fields) / len(fields)
    length = sum((value - mean) ** 2 for value in fields) ** 0.5
    return [(value - mean) / length for value in fields] if length else None


def _blurred(values: list[float]) -> list[float]:
    return [
        before + 2 * value + after
        for before, value, after in zip([0.0, *values[:-1]], values, [*values[1:], 0.0], strict=True)
    ]


def _crossings(sides: Sequence[Side], bottom: float, step: float) -> list[list[tuple[float, int]]]:
    """Where an outline crosses lines that are one `step` apart from each other, and whether it rises there."""
    lines: list[list[tuple[float, int]]] = [[] for _ in range(DOWN * FINE)]
    for x0, y0, x1, y1 in sides:
        low, high = (y0, y1) if y0 < y1 else (y1, y0)
        first, end = (max(ceil((y - bottom) / step - 0.5), 0) for y in (low, high))
        for line in range(first, min(end, DOWN * FINE)):
            height = bottom + (line + 0.5) * step
            lines[line].append((x0 + (height - y0) / (y1 - y0) * (x1 - x0), 1 if y1 > y0 else -1))
    return lines


def _filled(crossings: Iterable[tuple[float, int]]) -> Iterator[tuple[float, float]]:
    """From where to where an outline is filled on a line: wherever it turns around a point at all."""
    turns, start = 0, 0.0
    for across, turn in sorted(crossings):
        if turns == 0:
            start = across
        turns += turn
        if turns == 0:
            yield start, across


def _sides(outline: Outline) -> list[Side]:
    """The straight pieces of an outline, its curves in three."""
    sides: list[Side] = []
    begun = at = (0.0, 0.0)
    bend: list[Point] = []
    for kind, x, y in outline:
        if kind == pdfium_c.FPDF_SEGMENT_BEZIERTO:
            bend.append((x, y))
            if len(bend) < BEND:
                continue
            points = [at, *(_on_curve(at, bend, step) for step in (1 / 3, 2 / 3)), (x, y)]
            bend = []
        elif kind == pdfium_c.FPDF_SEGMENT_MOVETO:
            points, begun = [at, begun], (x, y)
        else:
            points = [at, (x, y)]
        sides += [(*before, *after) for before, after in pairwise(points)]
        at = x, y
    sides.append((*at, *begun))
    return sides


def _on_curve(at: Point, bend: Sequence[Point], step: float) -> Point:
    weights = (1 - step) ** 3, 3 * (1 - step) ** 2 * step, 3 * (1 - step) * step**2, step**3
    points = (at, *bend)
    return sum(map(mul, weights, (x for x, _ in points))), sum(map(mul, weights, (y for _, y in points)))
