"""What is filled into a PDF's form, typed over its pages or struck out on them: printed with them, yet no part of their text."""

from __future__ import annotations

from collections.abc import Callable
from ctypes import c_ushort
from dataclasses import dataclass, field

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from pipeline.documents.paper.drawn import Glyph, Rule

MAXIMUM_ANNOTATIONS = 5_000
"""Of one page; the statutory tables have 240 cells. What has more is left as it is."""
LONGEST = 400
"""Characters of a text in a field that no program has set yet."""
HIGHEST_STAMP, WIDEST_STAMP, MOST_PIECES = 40.0, 400.0, 10
"""Points of a stamp that is a figure typed over a page, and pieces of text in it, at most."""
HIGH = 0.7
"""Part of a field's height that its type fills, at most; and the size of that type."""
LARGEST = 9.0
LATIN = 0.5
"""Width of a digit or a Latin letter, in its size."""

Box = tuple[float, float, float, float]
"""Left, bottom, right, top, on the page as it is."""


@dataclass(frozen=True, slots=True)
class Marks:
    """What an opened page bears over its text.

    What has an appearance `is_printed`, and is seen once the page is opened anew; what is `typed` has none: programs set it where
    its box is. `struck` are boxes of text that is struck out.
    """

    is_printed: bool = False
    typed: list[tuple[str, Box]] = field(default_factory=list[tuple[str, Box]])
    struck: list[Box] = field(default_factory=list[Box])


NO_MARKS = Marks()


def fill_in(page: pdfium.PdfPage) -> Marks:
    """Makes what is filled into a form or typed over the page a part of what it prints.

    Notes, other marks and seals stay what they are: beside the text, or above it. A stamp of a few words alone is typed, as
    programs do that have no other way to type over a page.
    """
    count = pdfium_c.FPDFPage_GetAnnotCount(page)
    if not 0 < count <= MAXIMUM_ANNOTATIONS:
        return NO_MARKS
    printed = 0
    marks = Marks()
    for index in reversed(range(count)):
        annotation = pdfium_c.FPDFPage_GetAnnot(page, index)
        is_printed = bool(annotation) and _note(annotation, marks)
        if annotation:
            pdfium_c.FPDFPage_CloseAnnot(annotation)
        if is_printed:
            printed += 1
        else:
            pdfium_c.FPDFPage_RemoveAnnot(page, index)
    is_flat = printed > 0 and pdfium_c.FPDFPage_Flatten(page, pdfium_c.FLAT_NORMALDISPLAY) == pdfium_c.FLATTEN_SUCCESS
    return Marks(is_flat, marks.typed, marks.struck)


def _note(annotation: pdfium_c.Annotation, marks: Marks) -> bool:
    """Whether an annotation has text that is printed as it is; what is to be set or struck out is noted in `marks`."""
    kind = pdfium_c.FPDFAnnot_GetSubtype(annotation)
    if kind == pdfium_c.FPDF_ANNOT_STRIKEOUT:
        marks.struck.append(_box(annotation))
        return False
    if kind == pdfium_c.FPDF_ANNOT_FREETEXT:
        text = _text(annotation, b"Contents")
    elif kind == pdfium_c.FPDF_ANNOT_WIDGET:
        value = pdfium_c.FPDFAnnot_GetValueType(annotation, b"V")
        if value not in (pdfium_c.FPDF_OBJECT_STRING, pdfium_c.FPDF_OBJECT_UNKNOWN):
            return False  # of a seal the value is a signature, of a box to tick a name
        text = _text(annotation, b"V")
    elif kind == pdfium_c.FPDF_ANNOT_STAMP:
        return _is_of_words(annotation)
    else:
        return False
    if pdfium_c.FPDFAnnot_HasKey(annotation, b"AP"):
        return True
    is_shown = not pdfium_c.FPDFAnnot_GetFlags(annotation) & (
        pdfium_c.FPDF_ANNOT_FLAG_HIDDEN | pdfium_c.FPDF_ANNOT_FLAG_NOVIEW
    )
    if text and is_shown:
        marks.typed.append((text, _box(annotation)))
    return False


def _is_of_words(stamp: pdfium_c.Annotation) -> bool:
    """Whether a stamp has no more room than a few words on a line, and shows nothing else: a seal has a frame, or is a picture."""
    left, bottom, right, top = _box(stamp)
    count = pdfium_c.FPDFAnnot_GetObjectCount(stamp)
    if not 0 < count <= MOST_PIECES or top - bottom > HIGHEST_STAMP or right - left > WIDEST_STAMP:
        return False
    shown = [pdfium_c.FPDFPageObj_GetType(pdfium_c.FPDFAnnot_GetObject(stamp, index)) for index in range(count)]
    return all(kind == pdfium_c.FPDF_PAGEOBJ_TEXT for kind in shown)


def _text(annotation: pdfium_c.Annotation, key: bytes) -> str:
    """The text under `key`; none where it is longer than a figure or a few words."""
    size = pdfium_c.FPDFAnnot_GetStringValue(annotation, key, None, 0)
    if not 2 < size <= 2 * LONGEST:
        return ""
    buffer = (c_ushort * (size // 2))()
    pdfium_c.FPDFAnnot_GetStringValue(annotation, key, buffer, size)
    return bytes(buffer)[: size - 2].decode("utf-16-le", errors="replace").strip()


def _box(annotation: pdfium_c.Annotation) -> Box:
    rect = pdfium_c.FS_RECTF()
    pdfium_c.FPDFAnnot_GetRect(annotation, rect)
    return (
        min(rect.left, rect.right),
        min(rect.bottom, rect.top),
        max(rect.left, rect.right),
        max(rect.bottom, rect.top),
    )


Transform = Callable[[float, float], tuple[float, float]]


def typed_glyphs(marks: Marks, upright: Transform) -> list[Glyph]:
    """The characters that are typed over a page, each text in the middle of its box, on one line."""
    glyphs: list[Glyph] = []
    for text, box in marks.typed:
        left, top, right, bottom = _placed(box, upright)
        size = min(LARGEST, HIGH * (bottom - top))
        widths = [size * (LATIN if character.isascii() else 1.0) for character in text]
        x = (left + right - sum(widths)) / 2
        for character, width in zip(text, widths, strict=True):
            glyphs.append(Glyph(character, x, x + width, (top + bottom) / 2 + 0.35 * size, size))
            x += width
    return glyphs


def strokes(marks: Marks, upright: Transform) -> list[Rule]:
    """The lines that strike text out, in the middles of their boxes."""
    placed = [_placed(box, upright) for box in marks.struck]
    return [Rule((top + bottom) / 2, left, right) for left, top, right, bottom in placed]


def _placed(box: Box, upright: Transform) -> Box:
    (x0, y0), (x1, y1) = upright(box[0], box[1]), upright(box[2], box[3])
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)
