"""What stands outside the ruled tables of a scan → characters at their places, and which figures of it may be misread.

What finds lines on a page overlooks single digits, and what reads lines of text takes a single 2 for an N. Columns without
rules between them are made of such: what stands by itself is read as the cells of a table are, and may be doubted as they.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import cv2
import numpy as np

from pipeline.documents.paper.drawn import Glyph
from pipeline.documents.scans import characters
from pipeline.documents.scans.figure_readings import LONGEST_FIGURE
from pipeline.documents.scans.scan import Grey, Mask, Scan
from pipeline.documents.scans.scan_cells import UNRECOGNISED, CellText, read_cells
from pipeline.documents.scans.scan_ink import DIGIT, OBLONG, SMALL, Box

BAND = 1.5
"""Height of the part of a page that is searched for lines at once, in widths of the page: a picture may hold many pages."""
PASSED, LOST_WIDTH = 0.5, 0.4
"""Of a line's height: what a character reaches to from its middle, and the print between two that is one passed over."""
APART = 1.5
"""Type sizes between the middles of two characters from which there is a gap between them."""
JOINED, ALONE = 0.5, 1.0
"""Type sizes of a gap within a figure, and of the white on both sides of one that was overlooked."""
TALLEST, WIDEST = 1.2, 5.0
"""Height and width of such a figure, in type sizes."""
FEWEST_IN_ROW = 2
"""Figures beside what was overlooked from which it is one, or a dash, whatever is recognised: else it must be one for certain,
behind its label, where scratches in the margin are not.
"""
MOST_OVERLOOKED = 300
"""Pieces of print as large as a figure that no line has: a page of more has a drawing or a photograph on it."""

_FIGURE = re.compile(r"-?[0-9][0-9.,]*|[-—/]")


@dataclass(slots=True)
class Outside:
    """The characters outside the tables, and why figures among them may be misread: (x, y, why), in points."""

    glyphs: list[Glyph] = field(default_factory=list[Glyph])
    doubts: list[tuple[float, float, str]] = field(default_factory=list[tuple[float, float, str]])
    is_cut: bool = False


def read_lines(scan: Scan, paper: Grey, ink: Mask, most: int) -> Outside:
    """What `ink` shows; nothing where it is in more than `most` pieces."""
    boxes = [box for band in _bands(ink) for box in _text_boxes(paper, ink, band)]
    overlooked = list(_overlooked(ink, boxes, scan.type_size))
    if len(boxes) + len(overlooked) > most:
        return Outside(is_cut=True)
    crops = [paper[top:bottom, left:right] for left, top, right, bottom in boxes]
    lines = {place: characters.decode(answer) for place, answer in characters.probabilities(crops)}
    alone = [place for place in range(len(boxes)) if _may_be_figure(lines[place])]
    figures = read_cells(paper, ink, [boxes[place] for place in alone] + overlooked, scan.type_size)
    outside = Outside()
    for place, figure in zip(alone, figures, strict=False):
        if _FIGURE.fullmatch(figure.text) or figure.text == UNRECOGNISED:
            lines[place] = _spread(figure)
            if len(_beside(boxes[place], boxes)) > 1:  # what stands alone on its line is a page number
                _note(outside, figure, boxes[place], scan.unit)
    for place, (left, top, right, bottom) in enumerate(boxes):
        whole = _with_lost(lines[place], ink[top:bottom, left:right])
        outside.glyphs += _set((left, top, right, bottom), whole, scan.unit)
    rows = [boxes[place] for place in alone]
    margin = max((box[2] for box in boxes), default=0)
    for box, figure in zip(overlooked, figures[len(alone) :], strict=True):
        is_sure = figure.doubt is None and figure.text.isdecimal() and box[2] <= margin
        is_behind = all(other[2] <= box[0] for other in _beside(box, boxes))
        if (is_sure and is_behind) or (figure.text and len(_beside(box, rows)) >= FEWEST_IN_ROW):
            of_row = min(_beside(box, boxes), key=lambda other: abs(other[0] - box[0]))
            placed = box[0], of_row[1], box[2], of_row[3]  # a dash is less high than its row
            outside.glyphs += _set(placed, _spread(figure), scan.unit)
            _note(outside, figure, placed, scan.unit)
    return outside


def _note(outside: Outside, figure: CellText, box: Box, unit: float) -> None:
    if figure.doubt:
        x, y = (box[0] + box[2]) / 2 * unit, (box[1] + box[3]) / 2 * unit
        outside.doubts.append((x, y, f"{figure.text!r} {figure.doubt}"))


def _may_be_figure(line: Sequence[characters.Character]) -> bool:
    """Whether a line may hold nothing but a figure, be it taken for something else."""
    text = "".join(character.text for character in line)
    return len(text) <= 1 or (len(text) <= LONGEST_FIGURE and text.isascii() and not text.isalpha())


def _spread(figure: CellText) -> list[characters.Character]:
    """The characters of a figure, evenly over its width."""
    count = len(figure.text)
    return [characters.Character(text, 1.0, (n + 0.5) / count) for n, text in enumerate(figure.text)]


def _overlooked(ink: Mask, boxes: Sequence[Box], size: float) -> Iterator[Box]:
    """Where something stands by itself beside a line, as small as a figure, that was not found."""
    rest = ink.astype(np.uint8)
    for left, top, right, bottom in boxes:
        rest[top:bottom, left:right] = 0
    reach = np.ones((1, max(int(JOINED * size), 3)), np.uint8)
    _, _, stats, _ = cv2.connectedComponentsWithStats(cv2.dilate(rest, reach), connectivity=8)
    heights, widths = stats[:, cv2.CC_STAT_HEIGHT], stats[:, cv2.CC_STAT_WIDTH] - reach.shape[1] + 1
    may_be_dash = (widths > SMALL * size) & (widths >= OBLONG * heights)
    small = stats[(heights <= TALLEST * size) & (widths <= WIDEST * size) & ((heights >= DIGIT * size) | may_be_dash)]
    if len(small) > MOST_OVERLOOKED:
        return
    for x, y, wide, high, _ in small.tolist():
        across = np.flatnonzero(rest[y : y + high, x : x + wide].any(axis=0))
        box = x + int(across[0]) - 1, y - 1, x + int(across[-1]) + 2, y + high + 1
        if _beside(box, boxes) and _is_alone(ink, box, size):
            yield max(box[0], 0), max(box[1], 0), min(box[2], ink.shape[1]), min(box[3], ink.shape[0])


def _beside(box: Box, others: Sequence[Box]) -> list[Box]:
    """Those of `others` whose height the middle of `box` is at."""
    middle = (box[1] + box[3]) / 2
    return [other for other in others if other[1] <= middle <= other[3]]


def _is_alone(ink: Mask, box: Box, size: float) -> bool:
    """Whether a figure has white on both sides, as in a column."""
    left, top, right, bottom = box
    gap = round(ALONE * size)
    return not (ink[top:bottom, max(left - gap, 0) : left].any() or ink[top:bottom, right : right + gap].any())


def _with_lost(line: list[characters.Character], ink: Mask) -> list[characters.Character]:
    """The characters of a line, with a mark for each that was passed over: print as wide as one, between two others."""
    height, width = ink.shape
    whole: list[characters.Character] = []
    for character in line:
        if whole and not (whole[-1].text.isascii() or character.text.isascii()):
            start, end = whole[-1].position * width + PASSED * height, character.position * width - PASSED * height
            printed = ink[:, int(start) : int(end)].any(axis=0) if end - start > LOST_WIDTH * height else np.zeros(0)
            if printed.sum() > LOST_WIDTH * height:
                whole.append(characters.Character(UNRECOGNISED, 0.0, (start + end) / 2 / width))
        whole.append(character)
    return whole


def _bands(ink: Mask) -> Iterator[tuple[int, int]]:
    """(top, bottom) of parts of the page that no line is cut by; nothing where there is no print."""
    height, width = ink.shape
    printed = np.flatnonzero(ink.sum(axis=1) > 2)
    if not len(printed):
        return
    top, end = max(int(printed[0]) - 10, 0), min(int(printed[-1]) + 10, height)
    while top < end:
        bottom = min(top + int(BAND * width), end)
        if bottom < end:
            profile = ink[bottom - width // 4 : bottom].sum(axis=1)
            bottom += int(profile.argmin()) - width // 4
        yield top, bottom
        top = bottom


def _text_boxes(paper: Grey, ink: Mask, band: tuple[int, int]) -> Iterator[tuple[int, int, int, int]]:
    """The corners of the lines in a band, drawn in to the print with a little white around it."""
    first, last = band
    for box in characters.find_lines(paper[first:last]):
        left, top, right, bottom = (int(edge) for edge in box)
        top, bottom = top + first, bottom + first
        dark = ink[top:bottom, left:right]
        rows, columns = np.flatnonzero(dark.any(axis=1)), np.flatnonzero(dark.any(axis=0))
        if len(rows) < 3 or len(columns) < 2:
            continue
        bottom, top = top + int(rows[-1]) + 1, top + int(rows[0])
        right, left = left + int(columns[-1]) + 1, left + int(columns[0])
        margin = max(round(0.12 * (bottom - top)), 1)
        yield (
            max(left - margin, 0),
            max(top - margin, 0),
            min(right + margin, paper.shape[1]),
            min(bottom + margin, paper.shape[0]),
        )


def _set(box: tuple[int, int, int, int], line: Sequence[characters.Character], unit: float) -> Iterator[Glyph]:
    """Glyphs of a recognised line; each reaches to the next one unless that is further than its own width."""
    left, top, right, bottom = (edge * unit for edge in box)
    size = (bottom - top) / 1.24
    baseline = bottom - 0.2 * size
    middles = [left + character.position * (right - left) for character in line]
    for number, character in enumerate(line):
        half = (0.25 if character.text.isascii() else 0.5) * size
        before = middles[number] - middles[number - 1] if number else 2 * (middles[0] - left)
        after = middles[number + 1] - middles[number] if number + 1 < len(line) else 2 * (right - middles[-1])
        start = middles[number] - (before / 2 if before < APART * size else half)
        end = middles[number] + (after / 2 if after < APART * size else half)
        yield Glyph(character.text, start, end, baseline, size, character.probability)
