"""A page of a PDF → what is drawn on it: glyphs, ruled lines, pictures.

All positions are points from the top left corner of the page, turned so that most of its text stands upright.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Container, Mapping, Sequence
from ctypes import addressof, c_double, c_float, c_int, create_string_buffer
from math import hypot
from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from pipeline.contract import Notice
from pipeline.documents.paper.drawn import DrawnPage, Glyph, Rule
from pipeline.documents.paper.filled_boxes import MAXIMUM_BOXES, add_rules_of_boxes
from pipeline.documents.pdf.digit_shapes import font_of, misnamed_digits
from pipeline.documents.pdf.filled_in import NO_MARKS, Marks, strokes, typed_glyphs
from pipeline.documents.pdf.pdf_frames import FARTHEST_OUT, Box, clip_of, cut_to_frame, garble_cut_off
from pipeline.documents.pdf.pdf_objects import UNMOVED, Matrix, matrix_of, objects_of
from pipeline.documents.pdf.pdf_struck import garble_overlaid, take_struck
from pipeline.documents.pdf.pdf_unseen import BODY, Sights, Unseen

MAXIMUM_OBJECTS = 50_000
"""Drawn objects of one page; a report's page has some hundreds, a map sheet tens of thousands."""
MAXIMUM_SEGMENTS = 80_000
"""Straight pieces of lines of one page that are looked at: a page of a table has some hundreds, one with dotted borders 40,000."""
SOME_SEGMENTS = 4_000
"""From which on small boxes count as one: browsers draw dotted borders as square dots."""
MAXIMUM_MARKS = 10_000
"""Small drawings of one page that are looked at: a page of figures drawn as curves has some hundreds."""
MAXIMUM_SLANTS = 1_000
"""Lines drawn aslant of one page that are looked at; who strikes figures out by hand draws a few."""
MAXIMUM_DEPTH = 12
"""Of forms (drawings used as one object) within forms; every program that stamps or imposes pages adds one or two."""
THICKEST_RULE = 3.0
"""Points. Word draws borders as filled rectangles of 0.5 to 2.25 points; what is thicker is shading."""
ALIGNED = 1.0
"""Points by which a straight line may lean and still be a rule of a table."""
LEANING = 0.2
"""Rise of a line of text, in its length, from which it runs across the page; pages that lay askew in a printer lean less."""
SAME_PLACE = 0.05
"""Points between two places that are one."""
LEAST_ADVANCE = 0.4
"""Type sizes to the character printed next on a line, from which it does not overlap this one, whatever their font says.

Fonts whose characters are drawings (Type 3) often give all of them the same box.
"""
LONGEST_FONT_NAME = 128
_SAMPLE = 60
_BOX_SEGMENTS = (4, 5)
"""Of a box: its corners, the first perhaps once more. What is drawn otherwise may fill less than it reaches to."""
_LAYOUT_CODES = (2, 9, 10, 13)
"""A hyphen at a line's end, as PDFium marks it, tab and line ends."""

Transform = Callable[[float, float], tuple[float, float]]


def draw(page: pdfium.PdfPage, number: int, most_glyphs: int, marks: Marks = NO_MARKS) -> DrawnPage:
    """What `page` shows, with what is typed and struck out over it; of its text at most `most_glyphs` characters."""
    text = page.get_textpage()
    try:
        printed = text.count_chars()
        count = min(printed, most_glyphs)
        turn = _turn(text, count, page.get_rotation())
        box = page.get_bbox()
        width, height = box[2] - box[0], box[3] - box[1]
        if turn % 2:
            width, height = height, width
        drawn = DrawnPage(number, width, height, is_cut=printed > count)
        upright = _transform(box, turn)
        unseen = Unseen(width * height, upright)
        in_forms, cut = _take_drawings(page, drawn, upright, _readable(text, count), unseen)
        drawn.hidden = drawn.picture_share > 0.5 and _is_hidden(text, count)
        misnamed = misnamed_digits(page, text, count)
        if misnamed:
            message = f"page {number}: a font prints other digits than the file says; its figures were not read"
            drawn.notices.append(Notice("warning", "digits_misnamed", message))
        looked_at = None if drawn.hidden else unseen
        glyphs, drawn.lost, drawn.cut_off = _glyphs(text, count, upright, in_forms, looked_at, turn, misnamed)
        drawn.glyphs = [*printed_once(glyphs), *typed_glyphs(marks, upright)]
        drawn.glyphs = [glyph for glyph in drawn.glyphs if _is_on(drawn, glyph)]
        add_rules_of_boxes(drawn)
        if drawn.cut_off:
            printed = "".join(glyph.text for glyph in drawn.cut_off)[:20]
            message = (
                f"page {number}: figures reach out of the frames that they are printed in, and are cut off ({printed})"
            )
            drawn.notices.append(Notice("warning", "figures_cut_off", message))
        garble_cut_off(drawn, cut)
        take_struck(drawn, strokes(marks, upright))
        garble_overlaid(drawn.glyphs)
        return drawn
    finally:
        text.close()


def _turn(text: pdfium.PdfTextPage, count: int, rotation: int) -> int:
    """Quarter turns clockwise that make most of the text upright; the page's own where it has no text."""
    votes: Counter[int] = Counter()
    matrix = pdfium_c.FS_MATRIX()
    for index in range(0, count, max(count // _SAMPLE, 1)):
        if pdfium_c.FPDFText_IsGenerated(text, index) or not pdfium_c.FPDFText_GetMatrix(text, index, matrix):
            continue
        along, up = matrix.a, matrix.b
        if abs(along) >= abs(up):
            votes[0 if along > 0 else 2] += 1
        else:
            votes[1 if up > 0 else 3] += 1
    return votes.most_common(1)[0][0] if votes else rotation // 90


def _transform(box: tuple[float, float, float, float], turn: int) -> Transform:
    left, bottom, right, top = box
    if turn == 0:
        return lambda x, y: (x - left, top - y)
    if turn == 1:
        return lambda x, y: (y - bottom, x - left)
    if turn == 2:
        return lambda x, y: (right - x, y - bottom)
    return lambda x, y: (top - y, right - x)


def _glyphs(
    text: pdfium.PdfTextPage,
    count: int,
    upright: Transform,
    in_forms: Mapping[int, _Placed],
    unseen: Unseen | None,
    turn: int,
    misnamed: Container[int],
) -> tuple[list[Glyph], int, list[Glyph]]:
    """The characters of a page, and how many more have no code; no figures that are `unseen`, and which a frame cuts off.

    Figures that stand on their heads are illegible: 96 might be 96 or 69. So are those in fonts that are `misnamed`.
    """
    glyphs: list[Glyph] = []
    sights = Sights(unseen) if unseen is not None and unseen.is_any else None
    sign = 1 if turn < 2 else -1
    lost = 0
    box, matrix = pdfium_c.FS_RECTF(), pdfium_c.FS_MATRIX()
    x, y = c_double(), c_double()
    for index in range(count):
        if pdfium_c.FPDFText_IsGenerated(text, index):
            continue
        code = pdfium_c.FPDFText_GetUnicode(text, index)
        if code in _LAYOUT_CODES:
            continue
        if code < 32 or pdfium_c.FPDFText_HasUnicodeMapError(text, index) == 1:  # a broken font gives control codes
            lost += 1
            code = 0xFFFD
        pdfium_c.FPDFText_GetLooseCharBox(text, index, box)
        pdfium_c.FPDFText_GetCharOrigin(text, index, x, y)
        pdfium_c.FPDFText_GetMatrix(text, index, matrix)
        corners = (box.left, box.bottom), (box.right, box.top)
        origin = x.value, y.value
        if in_forms and (form := _misplaced(text, index, origin, in_forms)) is not None:
            corners = form.at(*corners[0]), form.at(*corners[1])
            origin = form.at(*origin)
        one, other = (upright(*corner) for corner in corners)
        along, up = abs(matrix.a), abs(matrix.b)
        if min(along, up) > LEANING * max(along, up):
            continue  # a watermark across the page
        if 48 <= code <= 57 and (
            sign * (matrix.b if turn % 2 else matrix.a) < -LEANING * max(along, up)
            or (misnamed and font_of(text, index) in misnamed)
        ):
            code = 0xFFFD
        size = pdfium_c.FPDFText_GetFontSize(text, index) * hypot(matrix.c, matrix.d)
        begins = upright(origin[0], origin[1])
        if glyphs and glyphs[-1].baseline == begins[1] and begins[0] - glyphs[-1].left >= LEAST_ADVANCE * size:
            glyphs[-1].right = min(glyphs[-1].right, begins[0])
        across = min(one[0], other[0]), max(one[0], other[0])
        glyphs.append(Glyph(chr(code), *across, begins[1], size or abs(one[1] - other[1])))
        if up > along:
            foot, head = upright(0.0, 0.0), upright(matrix.a, matrix.b)
            glyphs[-1].is_rising = foot[1] - head[1] > abs(foot[0] - head[0])
        if sights is not None:
            sights.look_at(pdfium_c.FPDFText_GetTextObject(text, index), glyphs[-1])
    if sights is None:
        return glyphs, lost, []
    seen, cut_off = sights.without_unseen(glyphs)
    return seen, lost, cut_off


def _misplaced(
    text: pdfium.PdfTextPage, index: int, origin: tuple[float, float], in_forms: Mapping[int, _Placed]
) -> Matrix | None:
    """The matrix of the form that a character is in, if its place is told as if it were in none.

    PDFium does so with characters that the file names in so many words (ActualText), as browsers print them.
    """
    piece = pdfium_c.FPDFText_GetTextObject(text, index)
    placed = in_forms.get(addressof(piece.contents)) if piece else None
    if placed is None or hypot(origin[0] - placed.x, origin[1] - placed.y) > SAME_PLACE:
        return None
    return placed.form


def _is_on(page: DrawnPage, glyph: Glyph) -> bool:
    """Whether a character stands on the page; what is beyond its edges was cut off with them.

    Calc sets the name of a group whose cell a page's end cuts on both pages, and on the first one below the sheet.
    """
    top = glyph.baseline - BODY * glyph.size
    return glyph.right > 0 and glyph.left < page.width and glyph.baseline > 0 and top < page.height


def printed_once(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """The glyphs without those that are printed a second time, a trifle aside, to look bold."""
    kept: list[Glyph] = []
    lefts: dict[tuple[str, int], list[float]] = {}
    for glyph in glyphs:
        on_line = lefts.setdefault((glyph.text, round(glyph.baseline)), [])
        reach = 0.3 * (glyph.right - glyph.left)
        if any(abs(left - glyph.left) < reach for left in on_line):
            continue
        on_line.append(glyph.left)
        kept.append(glyph)
    return kept


def _readable(text: pdfium.PdfTextPage, count: int) -> set[int]:
    """Addresses of the pieces of text that characters were found for."""
    found = (pdfium_c.FPDFText_GetTextObject(text, index) for index in range(count))
    return {addressof(piece.contents) for piece in found if piece}


def _is_hidden(text: pdfium.PdfTextPage, count: int) -> bool:
    """Whether the text is invisible, as a text recognition lays it over the scan it was read from."""
    seen = invisible = 0
    for index in range(0, count, max(count // _SAMPLE, 1)):
        found = pdfium_c.FPDFText_GetTextObject(text, index)
        if found:
            seen += 1
            mode = pdfium_c.FPDFTextObj_GetTextRenderMode(found)
            invisible += mode == pdfium_c.FPDF_TEXTRENDERMODE_INVISIBLE
    return invisible > seen / 2


def _take_drawings(
    page: pdfium.PdfPage, drawn: DrawnPage, upright: Transform, readable: set[int], unseen: Unseen
) -> tuple[dict[int, _Placed], list[float]]:
    """Sets rules, pictures and fonts of `drawn`; a page with too many objects gets no rules and is marked.

    Returned are the pieces of text in forms that are moved or scaled, by their addresses, and where rules are cut at a side.
    """
    in_forms: dict[int, _Placed] = {}
    segments = 0
    cut: list[float] = []
    name = create_string_buffer(LONGEST_FONT_NAME)
    for objects, (drawing, matrix, depth) in enumerate(objects_of(page)):
        kind = pdfium_c.FPDFPageObj_GetType(drawing)
        is_form = kind == pdfium_c.FPDF_PAGEOBJ_FORM
        if objects >= MAXIMUM_OBJECTS or segments > MAXIMUM_SEGMENTS or (is_form and depth >= MAXIMUM_DEPTH):
            drawn.is_blank = False
            drawn.too_complex = True
            drawn.horizontal, drawn.vertical = [], []
            break
        drawn.is_blank = drawn.is_blank and is_form
        if kind == pdfium_c.FPDF_PAGEOBJ_TEXT:
            font = pdfium_c.FPDFTextObj_GetFont(drawing)
            if font and pdfium_c.FPDFFont_GetBaseFontName(font, name, LONGEST_FONT_NAME) <= LONGEST_FONT_NAME:
                drawn.fonts.setdefault(name.value, [0, 0])[addressof(drawing.contents) in readable] += 1
            own = matrix_of(drawing)
            unseen.add_text(drawing, upright(*(own @ matrix).at(0, 0)), matrix.at)
            if matrix != UNMOVED:
                in_forms[addressof(drawing.contents)] = _Placed(own.e, own.f, matrix)
        elif kind == pdfium_c.FPDF_PAGEOBJ_IMAGE:
            own = matrix_of(drawing) @ matrix
            (left, top), (right, bottom) = upright(*own.at(0, 0)), upright(*own.at(1, 1))
            drawn.pictures += 1
            drawn.picture_boxes.append((min(left, right), min(top, bottom), max(left, right), max(top, bottom)))
            unseen.add_picture(drawn.picture_boxes[-1])
            area = max(drawn.width * drawn.height, 1.0)
            drawn.picture_share += min(abs((right - left) * (bottom - top)) / area, 1.0)
        elif kind == pdfium_c.FPDF_PAGEOBJ_PATH:
            rules = len(drawn.horizontal), len(drawn.vertical)
            count, filled = _path(drawing, matrix, drawn, upright, MAXIMUM_SEGMENTS - segments)
            if (len(drawn.horizontal), len(drawn.vertical)) != rules and (clip := clip_of(drawing)) is not None:
                cut += cut_to_frame(drawn, rules, upright(*matrix.at(*clip[:2])), upright(*matrix.at(*clip[2:])))
            segments += count
            if filled is not None:
                if len(drawn.boxes) <= MAXIMUM_BOXES:
                    drawn.boxes.append(_seen_of(filled, drawing, matrix, upright))
                unseen.add_shape(drawing, filled, is_in_form=depth > 0)
        elif not is_form:  # a shading
            unseen.add_picture((0.0, 0.0, drawn.width, drawn.height))
    unseen.close()
    cut += [0.0 for rule in drawn.horizontal if rule.start < -FARTHEST_OUT]
    cut += [drawn.width for rule in drawn.horizontal if rule.end > drawn.width + FARTHEST_OUT]
    return in_forms, cut


class _Placed(NamedTuple):
    """Where a piece of text begins in its form, and the matrix of the form."""

    x: float
    y: float
    form: Matrix


def _path(
    path: pdfium_c.PageObject, form: Matrix, drawn: DrawnPage, upright: Transform, most: int
) -> tuple[int, Box | None]:
    """Adds the rules of one path to `drawn`; returns how many segments it has, at most `most` + 1, and what it fills."""
    fill, stroke = c_int(), c_int()
    pdfium_c.FPDFPath_GetDrawMode(path, fill, stroke)
    if not fill.value and not stroke.value:
        return 0, None
    count = min(pdfium_c.FPDFPath_CountSegments(path), most + 1)
    is_many = most < MAXIMUM_SEGMENTS - SOME_SEGMENTS
    if (count > max(_BOX_SEGMENTS) or (is_many and fill.value)) and _is_dot(path, form, drawn, upright):
        return 1, None
    matrix = matrix_of(path) @ form
    x, y = c_float(), c_float()
    points: list[tuple[float, float]] = []
    corners: list[tuple[float, float]] = []
    is_curved = is_drawing = False
    for index in range(count):
        segment = pdfium_c.FPDFPath_GetPathSegment(path, index)
        kind = pdfium_c.FPDFPathSegment_GetType(segment)
        if kind == pdfium_c.FPDF_SEGMENT_MOVETO:
            if not is_curved:
                _outline(points, bool(stroke.value), drawn)
            points, is_curved = [], False
        is_curved = is_curved or kind == pdfium_c.FPDF_SEGMENT_BEZIERTO
        is_drawing = is_drawing or is_curved
        pdfium_c.FPDFPathSegment_GetPoint(segment, x, y)
        points.append(upright(*matrix.at(x.value, y.value)))
        corners.append(points[-1])
        if pdfium_c.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if not is_curved:
        _outline(points, bool(stroke.value), drawn)
    if count < min(_BOX_SEGMENTS):
        return count, None
    across, down = [x for x, _ in corners], [y for _, y in corners]
    box = min(across), min(down), max(across), max(down)
    if (is_drawing or count not in _BOX_SEGMENTS) and len(drawn.marks) < MAXIMUM_MARKS:
        drawn.marks.append(box)
    return count, box if fill.value and count in _BOX_SEGMENTS else None


def _seen_of(box: Box, path: pdfium_c.PageObject, form: Matrix, upright: Transform) -> Box:
    """The part of a filled box that lies in its frame: one that a page's end cuts is drawn whole on both pages."""
    if (clip := clip_of(path)) is None:
        return box
    one, other = upright(*form.at(*clip[:2])), upright(*form.at(*clip[2:]))
    left, top = max(box[0], min(one[0], other[0])), max(box[1], min(one[1], other[1]))
    return left, top, min(box[2], max(one[0], other[0])), min(box[3], max(one[1], other[1]))


def _is_dot(path: pdfium_c.PageObject, form: Matrix, drawn: DrawnPage, upright: Transform) -> bool:
    """Whether a path is no larger than a dot of a dotted border, as round ones are drawn; it is added to `drawn` as such."""
    left, bottom, right, top = c_float(), c_float(), c_float(), c_float()
    if not pdfium_c.FPDFPageObj_GetBounds(path, left, bottom, right, top):
        return False
    one, other = upright(*form.at(left.value, bottom.value)), upright(*form.at(right.value, top.value))
    if max(abs(one[0] - other[0]), abs(one[1] - other[1])) > THICKEST_RULE:
        return False
    _outline([one, (one[0], other[1]), other], False, drawn)
    return True


def _outline(points: list[tuple[float, float]], is_stroked: bool, drawn: DrawnPage) -> None:
    """The rules of one outline: its straight sides if it is stroked; itself if it is filled and thin."""
    if len(points) < 2:
        return
    across, down = [x for x, _ in points], [y for _, y in points]
    left, right, top, bottom = min(across), max(across), min(down), max(down)
    if bottom - top <= THICKEST_RULE and right - left <= THICKEST_RULE:
        # a dot or a dash of a border; what no others follow is too short for a rule
        if len(points) > 2 or (is_stroked and bottom - top <= right - left):
            drawn.horizontal.append(Rule((top + bottom) / 2, left, right))
        if len(points) > 2 or (is_stroked and right - left < bottom - top):
            drawn.vertical.append(Rule((left + right) / 2, top, bottom))
        return
    if bottom - top <= THICKEST_RULE and (len(points) > 2 or bottom - top <= ALIGNED):
        drawn.horizontal.append(Rule((top + bottom) / 2, left, right))
    elif right - left <= THICKEST_RULE and (len(points) > 2 or right - left <= ALIGNED):
        drawn.vertical.append(Rule((left + right) / 2, top, bottom))
    elif is_stroked:
        for (x0, y0), (x1, y1) in itertools.pairwise(points):
            if abs(y1 - y0) <= ALIGNED < abs(x1 - x0):
                drawn.horizontal.append(Rule((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
            elif abs(x1 - x0) <= ALIGNED < abs(y1 - y0):
                drawn.vertical.append(Rule((x0 + x1) / 2, min(y0, y1), max(y0, y1)))
            elif len(points) == 2 and len(drawn.slants) < MAXIMUM_SLANTS and abs(y1 - y0) > ALIGNED:
                drawn.slants.append((min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))
