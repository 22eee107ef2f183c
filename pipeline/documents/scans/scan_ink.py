"""The ink of a scanned cell → its pieces, and what they are by shape and place: print, a dash, the sign of a figure, or dirt."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from pipeline.documents.scans.scan import Grey, Mask

SPECK, SMALL = 0.1, 0.28
"""Heights of a character up to which a piece of ink is dirt anywhere, and up to which it is unless it may be a point or a dash."""
FLAT, SHORTEST_DASH, OBLONG = 0.3, 0.17, 1.3
"""Heights of a character up to which a stroke is a dash by its shape, width from which it is one, and least width in its height:
in narrow type a hyphen is hardly longer than a point.
"""
SIGN, SIGN_OBLONG = 0.22, 2.0
"""Width of a sign that is no dirt, in heights of a character and in its own height."""
JOINED = 0.2
"""Thickness of a sign that touches its digit, in heights of a character: the tip of a 4 is as thin for a moment only."""
UPRIGHT, BEHIND = 0.3, 0.05
"""Width of the upright stroke of a digit, less than that of a whole one, and how far a 4's bar goes on behind it, in heights."""
TALL, DIGIT = 0.45, 0.5
"""Heights of a character from which a piece of ink is print, and from which one behind a sign is a digit."""
BESIDE, ALONG = 0.6, 0.3
"""Heights of a character up to which a sign or point stands from its digit, and by which it may stand above or below it."""
MIDDLE = 0.25, 0.8
"""Parts of a digit's height between which its sign stands."""
TALLEST = 1.5
"""Heights of a character above which a piece of ink is none."""
ASIDE = 1.0
"""Twice the distance, in heights of a character, from the middle of a cell from which something stands aside in it."""

FAINT = 30
"""Of 255, by which print that is no ink is darker than the paper around it: under a seal, or where a pen or a press ran dry."""

Box = tuple[int, int, int, int]


def pieces_in(ink: Mask, box: Box) -> list[Box]:
    """The pieces of ink in a cell, by their places in it."""
    left, top, right, bottom = box
    _, _, stats, _ = cv2.connectedComponentsWithStats(ink[top:bottom, left:right].astype(np.uint8), connectivity=8)
    return [(int(x), int(y), int(x + w), int(y + h)) for x, y, w, h, _ in stats[1:]]


def faint_print(cell: Grey, size: float) -> Mask | None:
    """Where a cell in which no ink is found is darker than its paper, if something there is as high as a digit and stands free.

    What reaches its edges is what is left of a rule, or of the ring of a seal.
    """
    if min(cell.shape) < 3:
        return None
    calm = cv2.medianBlur(cell, 3)
    dark = (calm < float(np.median(calm)) - FAINT).astype(np.uint8)
    _, numbers, stats, _ = cv2.connectedComponentsWithStats(dark, connectivity=8)
    high, wide = cell.shape
    free = [
        number
        for number, (x, y, w, h, _) in enumerate(stats[1:].tolist(), 1)
        if DIGIT * size <= h <= TALLEST * size and x > 0 and y > 0 and x + w < wide and y + h < high
    ]
    return np.isin(numbers, free) if free else None


def is_dash(piece: Box, size: float, oblong: float) -> bool:
    """Whether a small piece of ink is a dash: wide enough, and wider than high."""
    x0, y0, x1, y1 = piece
    return y1 - y0 <= FLAT * size and x1 - x0 >= SHORTEST_DASH * size and x1 - x0 > oblong * (y1 - y0)


def is_aside(piece: Box, box: Box, size: float) -> bool:
    """Whether a piece of ink stands in neither middle of its cell, as no figure or dash does."""
    x0, y0, x1, y1 = piece
    left, top, right, bottom = box
    return abs(x0 + x1 - right + left) > ASIDE * size and abs(y0 + y1 - bottom + top) > ASIDE * size


def digits_from(pieces: Sequence[Box], size: float) -> int | None:
    """Where the digits begin if the first piece of a line is a dash at half height before a tall one: a figure with its sign."""
    if len(pieces) < 2 or not is_dash(pieces[0], size, 1.0):
        return None
    sign, digit = pieces[:2]
    height = digit[3] - digit[1]
    share = ((sign[1] + sign[3]) / 2 - digit[1]) / max(height, 1)
    is_sign = height >= DIGIT * size and MIDDLE[0] < share < MIDDLE[1] and 0 <= digit[0] - sign[2] < BESIDE * size
    return digit[0] if is_sign else None


def joined_sign(stroke: Mask, size: float) -> int | None:
    """Where the digit begins if the first piece of a line, as cut out, is a digit that the sign before it touches."""
    height, width = stroke.shape
    if height < DIGIT * size or width < SIGN * size:
        return None
    tops = stroke.argmax(axis=0)
    bottoms = height - stroke[::-1].argmax(axis=0)
    thick = np.flatnonzero(bottoms - tops > JOINED * size)
    start = int(thick[0]) if thick.size else 0
    if start < max(SIGN * size, SIGN_OBLONG * float(np.median((bottoms - tops)[: max(start, 1)]))):
        return None
    share = float((tops[:start] + bottoms[:start]).mean()) / 2 / height
    is_sign = MIDDLE[0] < share < MIDDLE[1] and not is_crossbar(stroke, start, size)
    return start if is_sign else None


def is_crossbar(stroke: Mask, start: int, size: float) -> bool:
    """Whether what lies before `start` in the first piece of a line is the bar of a 4 whose slanted stroke thresholding lost.

    It goes on at the same height behind an upright stroke, as no sign does behind its digit.
    """
    rows = np.flatnonzero(stroke[:, :start].any(axis=1))
    digit = stroke[:, start:]
    heights = digit.sum(axis=0)
    upright = np.flatnonzero(heights > JOINED * size)
    if not rows.size or not upright.size or upright[-1] - upright[0] >= UPRIGHT * size:
        return False
    behind = digit[:, upright[-1] + 1 :]
    across = behind[rows[0] : rows[-1] + 1].any(axis=0)
    return bool(across.sum() >= BEHIND * size and not np.delete(behind, np.s_[rows[0] : rows[-1] + 1], axis=0).any())


def is_clear_sign(sign: Box, size: float) -> bool:
    """Whether a dash before a digit is too long and thin for dirt: what reads characters often passes a sign over."""
    x0, y0, x1, y1 = sign
    return x1 - x0 >= SIGN * size and x1 - x0 >= SIGN_OBLONG * (y1 - y0)


def whole_pieces(pieces: Sequence[Box], size: float) -> list[Box]:
    """The larger pieces of ink, those one above the other as one: a thin stroke breaks, and a digit is in two."""
    whole: list[Box] = []
    for x0, y0, x1, y1 in sorted(p for p in pieces if max(p[2] - p[0], p[3] - p[1]) > SMALL * size):
        for number, (a, b, c, d) in enumerate(whole):
            if x0 < c and a < x1 and max(y0 - d, b - y1) < SMALL * size:
                whole[number] = a, min(b, y0), max(c, x1), max(d, y1)
                break
        else:
            whole.append((x0, y0, x1, y1))
    return whole


def is_dirt(piece: Box, pieces: Sequence[Box], whole: Sequence[Box], size: float, oblong: float) -> bool:
    """Whether a piece of ink is too small for print, and neither a point between digits nor the sign before one."""
    x0, y0, x1, y1 = piece
    extent = max(x1 - x0, y1 - y0)
    if extent <= SPECK * size or extent > SMALL * size:
        return extent <= SPECK * size
    may_be_dash = is_dash(piece, size, oblong)
    if may_be_dash and all(p[3] - p[1] < TALL * size for p in pieces):
        return False
    tall = [p for p in whole if p[3] - p[1] >= TALL * size and p[1] - ALONG * size < y0 and y1 < p[3] + ALONG * size]
    before = any(0 <= x0 - p[2] + 1 < BESIDE * size for p in tall)
    after = any(0 <= p[0] - x1 + 1 < BESIDE * size for p in tall)
    if may_be_dash:  # beside print it is a sign, or a stroke of a character; specks are no rounder
        return not after and not any(p[0] <= x1 and x0 <= p[2] for p in tall)
    return not (before and after)
