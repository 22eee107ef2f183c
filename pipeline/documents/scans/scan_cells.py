"""The cells of a scanned table → their texts, and why one may be misread.

A cell is blank only if there is no ink in it. Its lines are found from the ink, since what finds lines on a page overlooks
a single thin 1, and each is recognised by itself. A figure is read twice, from two sizes of its picture: what the readings
do not agree on, or are not sure of, or what does not fit the width of the print, is said with the cell.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.documents.cell_text import join_cell
from pipeline.documents.scans import characters
from pipeline.documents.scans.figure_readings import (
    BROADEST,
    FEWEST,
    Reading,
    digits_within,
    is_too_wide,
    read_figure,
)
from pipeline.documents.scans.noughts import is_nought
from pipeline.documents.scans.scan import Grey, Mask
from pipeline.documents.scans.scan_ink import (
    DIGIT,
    FLAT,
    OBLONG,
    SHORTEST_DASH,
    SMALL,
    Box,
    digits_from,
    faint_print,
    is_aside,
    is_clear_sign,
    is_crossbar,
    is_dash,
    is_dirt,
    joined_sign,
    pieces_in,
    whole_pieces,
)

UNRECOGNISED = "\ufffd"
"""Stands for print that no character was recognised in."""
SURE, LIKELY = 0.8, 0.4
"""Least probability of a figure's characters in the better and in the worse of two readings."""
MAJORITY = 3
"""Readings of four that agree where two did not."""
PLAIN = frozenset({"0", "1"})
"""Figures that one sure reading tells from all others; 3, 5, 6, 8 and 9 are taken for each other in small print."""
LINE_HEIGHT = 1.35
"""Heights of a character up to which pieces of ink make one line."""
VIEWS = ((0.1, 0.2, 1.0), (0.2, 0.35, 1.0), (0.06, 0.15, 1.2), (0.15, 0.5, 0.85))
"""How a line is shown to be recognised: white above and below it and beside it, in heights of its print, and its breadth.

All lines are shown in the first way, figures in the second too, and in the others where the first two leave them open.
"""
WIDE_DASH = 0.7
"""Heights of a character from which a dash is a long one."""
CLOSE = 0.8
"""Heights of a character between two lines that may be one figure: two figures in cells of their own are farther apart."""
DASHES = 3
"""Cells of a table that hold nothing but a dash, from which it prints dashes for nothing: then what is as small is one too."""
SLIM, BROAD = 0.2, 1.2
"""Width of a slash in its height: more than the one, less than the other."""
NARROW, SLANT, STEP = 0.45, 0.15, 0.15
"""Width of each row of a stroke, how far its foot lies left of its head, and by how much at most a row lies right of the one
above, in its height: a slash by its shape.
"""
STEEP, EVEN, STRAIGHT = 0.14, 1.7, 0.06
"""The same of a straight stroke, how many times as wide as usual it is anywhere, and how far from straight, in its height:
a 1 has a flag or a foot, be it ever so slanted.
"""

_POINTS = frozenset("·。，、°")


@dataclass(slots=True)
class CellText:
    """What stands in a cell: its text, why it may be misread, and whether its last line fills it."""

    text: str = ""
    doubt: str | None = None
    is_full: bool = False


@dataclass(slots=True)
class _Line:
    cell: int
    box: tuple[int, int, int, int]
    pieces: int = 1
    is_high: bool = False
    is_tall: bool = False
    digits_from: int | None = None
    has_clear_sign: bool = False
    text: str = ""
    doubt: str | None = None
    readings: list[Reading] = field(default_factory=list[Reading])

    @property
    def extent(self) -> float:
        """The width of its print, in its height."""
        left, top, right, bottom = self.box
        return (right - (left if self.digits_from is None else self.digits_from)) / (bottom - top)


def read_cells(grey: Grey, ink: Mask, boxes: Sequence[Box], size: float) -> list[CellText]:
    """The texts of the cells in `boxes` (left, top, right, bottom) of a page from which the rules were taken.

    Dirt in the cells is wiped off `grey`.
    """
    found = [pieces_in(ink, box) for box in boxes]
    alone = [(pieces[0], box) for box, pieces in zip(boxes, found, strict=True) if len(pieces) == 1]
    dashes = sum(is_dash(piece, size, OBLONG) and not is_aside(piece, box, size) for piece, box in alone)
    has_dashes = dashes >= DASHES
    oblong = 1.0 if has_dashes else OBLONG
    lines = [
        line
        for cell, (box, pieces) in enumerate(zip(boxes, found, strict=True))
        for line in _lines_or_faint(grey, ink, box, pieces, cell, size, oblong if len(pieces) == 1 else OBLONG)
    ]
    unread = [line for line in lines if not line.text and not _read_shape(line, ink, size)]
    _show(grey, boxes, unread, 0)
    noughts = [line for line in unread if _is_nought(line, grey, ink)]
    figures = [
        line for line in unread if line not in noughts and (line.readings[0][1] > 0 or line.text == UNRECOGNISED)
    ]
    for line in noughts:
        line.text = "0"
    _show(grey, boxes, figures, 1)
    breadth = _breadth(figures, noughts)
    wide = [line for line in figures if any(is_too_wide(line.extent, text, breadth) for text, _ in line.readings)]
    open_lines = [line for line in figures if line in wide or not _is_settled(line)]
    for view in (2, 3):
        _show(grey, boxes, open_lines, view)
    for line in wide:
        line.readings += _apart(grey, boxes[line.cell], line, breadth)
        line.readings = [found for found in line.readings if not is_too_wide(line.extent, found[0], breadth)] or [
            ("", 0.0)
        ]
    for line in open_lines:
        _weigh(line)
    for line in figures:
        if line.digits_from is not None and not line.has_clear_sign and line.readings[0][0][:1].isdigit():
            line.doubt = line.doubt or f"recognised as {line.readings[0][0]!r}; the sign before it may be dirt"
    cells = [CellText() for _ in boxes]
    for cell, text in enumerate(cells):
        own = [line for line in lines if line.cell == cell]
        if own:
            left, _, right, _ = boxes[cell]
            text.text = join_cell(_unbroken(own, right - left, size))
            text.doubt = "; ".join(line.doubt for line in own if line.doubt) or None
            text.is_full = _is_full(own[-1], right - left, size)
    return cells


def _is_full(line: _Line, width: int, size: float) -> bool:
    """Whether a line leaves no room for another character in its cell, as wide as `width`."""
    return width - (line.box[2] - line.box[0]) < 2 * size


def _unbroken(lines: Sequence[_Line], width: int, size: float) -> Iterator[str]:
    """The texts of a cell's lines; digits that a narrow cell breaks over two, the upper full and the lower close, are one."""
    text = ""
    for number, line in enumerate(lines):
        above = lines[number - 1]
        is_broken = text.isdecimal() and line.text.isdecimal() and _is_full(above, width, size)
        if text and not (is_broken and line.box[1] - above.box[3] < CLOSE * size):
            yield text
            text = ""
        text += line.text
    if text:
        yield text


def _lines_or_faint(
    grey: Grey, ink: Mask, box: Box, found: Sequence[Box], cell: int, size: float, oblong: float
) -> list[_Line]:
    """The lines of print in a cell; in one that has none, those of print so faint that it is no ink, which are doubted."""
    left, top, right, bottom = box
    whole = slice(top, bottom), slice(left, right)
    before = grey[whole].copy()
    lines = _lines(grey, ink, box, found, cell, size, oblong)
    faint = None if lines else faint_print(before, size)
    if faint is None:
        return lines
    grey[whole] = before
    ink[whole] = faint
    lines = _lines(grey, ink, box, pieces_in(ink, box), cell, size, OBLONG)
    for line in lines:
        line.doubt = "print that is hardly darker than the paper"
    return lines


def _lines(grey: Grey, ink: Mask, box: Box, found: Sequence[Box], cell: int, size: float, oblong: float) -> list[_Line]:
    """The lines of print in a cell, from top to bottom; dirt is wiped off `grey`."""
    left, top, _, _ = box
    whole = whole_pieces(found, size)
    pieces = [piece for piece in found if not is_dirt(piece, found, whole, size, oblong)]
    is_small_dash = False
    if len(pieces) == 1 and oblong == OBLONG and is_dash(pieces[0], size, oblong):
        is_small_dash = max(pieces[0][2] - pieces[0][0], pieces[0][3] - pieces[0][1]) <= SMALL * size
        if is_small_dash and is_aside(pieces[0], box, size):
            pieces = []
    for x0, y0, x1, y1 in found:
        if (x0, y0, x1, y1) not in pieces:
            grey[max(top + y0 - 1, top) : top + y1 + 1, max(left + x0 - 1, left) : left + x1 + 1] = 255
    lines: list[_Line] = []
    for x0, y0, x1, y1 in sorted(pieces, key=lambda piece: piece[1] + piece[3]):
        if lines:
            a, b, c, d = lines[-1].box
            if max(d, y1) - min(b, y0) <= LINE_HEIGHT * size or y0 < b + 0.5 * (d - b):
                lines[-1].box = min(a, x0), min(b, y0), max(c, x1), max(d, y1)
                lines[-1].pieces += 1
                continue
        lines.append(_Line(cell, (x0, y0, x1, y1)))
    for line in lines:
        x0, y0, x1, y1 = line.box
        line.box = x0 + left, y0 + top, x1 + left, y1 + top
        if line.pieces == 1 and len(pieces) == 1 and is_dash((x0, y0, x1, y1), size, oblong):
            line.text = "—" if x1 - x0 > WIDE_DASH * size else "-"
            line.doubt = "a stroke so small that it may be dirt" if is_small_dash else None
        within = [p for p in pieces if y0 <= (p[1] + p[3]) / 2 <= y1 and x0 <= p[0] < x1]
        within.sort()
        start = digits_from(within, size)
        line.has_clear_sign = start is not None and is_clear_sign(within[0], size)
        if start is not None and _is_broken_4(ink[top:, left:], within[:2], size):
            start, line.has_clear_sign = None, False
        elif start is None and within:
            a, b, c, d = within[0]
            joined = joined_sign(ink[top + b : top + d, left + a : left + c], size)
            line.has_clear_sign = joined is not None
            start = None if joined is None else a + joined
        line.digits_from = None if start is None else left + start
        line.is_high = y1 - y0 >= DIGIT * size
        line.is_tall = line.is_high and line.pieces == 1
    return lines


def _is_broken_4(ink: Mask, pieces: Sequence[Box], size: float) -> bool:
    """Whether a dash and the digit behind it are the two ends of one bar."""
    dash, digit = pieces
    whole = ink[min(dash[1], digit[1]) : max(dash[3], digit[3]), dash[0] : digit[2]]
    return is_crossbar(whole, digit[0] - dash[0], size)


def _crop(grey: Grey, cell: Box, line: Box, above: float, beside: float, breadth: float) -> Grey:
    """The picture of a line with white around it, made broader or narrower; nothing from outside its cell."""
    left, top, right, bottom = line
    high, wide = max(round(above * (bottom - top)), 1), max(round(beside * (bottom - top)), 1)
    picture = np.full((bottom - top + 2 * high, right - left + 2 * wide), 255, np.uint8)
    x0, y0 = left - wide, top - high
    a, b = max(x0, cell[0]), max(y0, cell[1])
    c, d = min(right + wide, cell[2]), min(bottom + high, cell[3])
    picture[b - y0 : d - y0, a - x0 : c - x0] = grey[b:d, a:c]
    if breadth == 1.0:
        return picture
    return cv2.resize(picture, None, fx=breadth, fy=1.0, interpolation=cv2.INTER_CUBIC).astype(np.uint8, copy=False)


def _shown(grey: Grey, cell: Box, line: _Line, start: int | None, view: int) -> Grey:
    """The picture of a line in one view, from `start` on where that is given."""
    _, top, right, bottom = line.box
    if start is None:
        return _crop(grey, cell, line.box, *VIEWS[view])
    return _crop(grey, (start - 1, *cell[1:]), (start, top, right, bottom), *VIEWS[view])


def _read_shape(line: _Line, ink: Mask, size: float) -> bool:
    """Whether the line is a dash or a slash: strokes that a recognition of characters takes for a 1."""
    left, top, right, bottom = line.box
    height, width = bottom - top, right - left
    if height <= FLAT * size and width > OBLONG * height and width >= SHORTEST_DASH * size:
        line.text = "—" if width > WIDE_DASH * size else "-"
        return True
    if height < DIGIT * size or not SLIM * height < width < BROAD * height:
        return False
    stroke = ink[top:bottom, left:right]
    widths = stroke.sum(axis=1)
    if np.any(widths == 0) or widths.max() > NARROW * height:
        return False
    middles = (stroke * np.arange(width)).sum(axis=1) / widths
    third = max(height // 3, 1)
    head, foot = float(middles[:third].mean()), float(middles[-third:].mean())
    steps = np.diff(middles)
    is_slanted = head - foot > SLANT * height and float(steps.max()) < STEP * height
    if is_slanted or _is_steep_slash(middles, widths):
        line.text = "/"
        return True
    return False


def _is_steep_slash(middles: NDArray[np.float64], widths: NDArray[np.int64]) -> bool:
    """Whether the rows of a stroke make a straight one of one width that leans to the right."""
    rows = np.arange(len(middles))
    slope, start = np.polyfit(rows, middles, 1)
    bent = float(np.abs(middles - (start + slope * rows)).max())
    is_even = float(widths.max()) <= EVEN * float(np.median(widths)) + 1
    return -slope > STEEP and is_even and bent <= STRAIGHT * len(middles) + 0.5


def _show(grey: Grey, boxes: Sequence[Box], lines: Sequence[_Line], view: int) -> None:
    """Reads `lines` in one view; the first reading is their text.

    From the second on a figure is shown without its sign, which is passed over or taken for a 1 else.
    """
    bare = [line.digits_from if view else None for line in lines]
    crops = [_shown(grey, boxes[line.cell], line, start, view) for line, start in zip(lines, bare, strict=True)]
    for number, answer in characters.probabilities(crops):
        line, start = lines[number], bare[number]
        figure = read_figure(answer, only_digits=line.is_tall)
        if figure and start is not None:
            figure = f"-{figure[0].removeprefix('-')}", figure[1]
        text = figure[0] if figure else "".join(found.text for found in characters.decode(answer)).strip()
        is_one = line.is_tall or (len(text) == 1 and line.is_high)
        if is_one and not figure and (text.isascii() or text in _POINTS):
            text = ""  # by itself and as high as a digit, be it broken: shown otherwise, it may be seen to be one
        line.readings.append((text, figure[1] if figure else 0.0))
        if view == 0:
            line.text = text or UNRECOGNISED


def _is_nought(line: _Line, grey: Grey, ink: Mask) -> bool:
    """Whether a line is a nought by its shape, and was not recognised as another figure."""
    left, top, right, bottom = line.box
    where = slice(top, bottom), slice(left, right)
    return line.is_tall and line.readings[0][0] in ("", "0") and is_nought(ink[where], grey[where])


def _breadth(lines: Sequence[_Line], noughts: Sequence[_Line]) -> float:
    """The breadth of a digit of a table's type, in its height: that of most figures that are read alike twice, or are noughts."""
    alike = [line for line in lines if line.readings[0][0] == line.readings[1][0] and line.readings[0][0].isdecimal()]
    found = sorted([line.extent / len(line.readings[0][0]) for line in alike] + [line.extent for line in noughts])
    return min(found[len(found) // 2], BROADEST) if len(found) >= FEWEST else BROADEST


def _apart(grey: Grey, cell: Box, line: _Line, breadth: float) -> Iterator[Reading]:
    """Readings of a line of digits that touch, each by itself: as many as it has room for, of one breadth."""
    left, top, right, bottom = line.box
    start = left if line.digits_from is None else line.digits_from
    count = digits_within(line.extent, breadth)
    edges = [start + round((right - start) * number / count) for number in range(count + 1)]
    for view in range(2):
        crops = [
            _crop(grey, (a, cell[1], b, cell[3]), (a, top, b, bottom), *VIEWS[view])
            for a, b in pairwise(edges)
            if b > a
        ]
        found = {number: read_figure(answer, only_digits=True) for number, answer in characters.probabilities(crops)}
        digits = [reading for _, reading in sorted(found.items()) if reading is not None and len(reading[0]) == 1]
        if len(digits) == count:
            sign = "-" if line.digits_from is not None else ""
            yield sign + "".join(text for text, _ in digits), min(certainty for _, certainty in digits)


def _is_settled(line: _Line) -> bool:
    """Whether two readings agree, and one of them is sure."""
    (text, certainty), (again, other) = line.readings
    return text == again and max(certainty, other) >= SURE and min(certainty, other) >= LIKELY


def _weigh(line: _Line) -> None:
    """The text that most readings give, the surer ones first; a doubt unless it is a clear majority.

    No figure ends in a point: where half of the readings surely have none, it is dirt at the foot of the last digit.
    """
    bare = [certainty for text, certainty in line.readings if text and not text.endswith(".")]
    if (
        len({text.rstrip(".") for text, _ in line.readings}) == 1
        and 2 * len(bare) >= len(line.readings) >= MAJORITY
        and min(bare) >= SURE
    ):
        line.text = line.readings[0][0].rstrip(".")
        return
    weights: dict[str, float] = {}
    for text, certainty in line.readings:
        weights[text] = weights.get(text, 0.0) + certainty
    text = max(weights, key=weights.__getitem__)
    agreeing = [certainty for found, certainty in line.readings if found == text]
    line.text = text or UNRECOGNISED
    sure = sum(certainty >= SURE for certainty in agreeing)
    if len(agreeing) < MAJORITY or sure < (1 if text in PLAIN else 2):
        found = ", ".join(f"{text!r} ({certainty:.2f})" for text, certainty in line.readings)
        line.doubt = f"recognised as {found}"
