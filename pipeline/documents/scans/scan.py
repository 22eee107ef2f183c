"""A picture of a page → a clean, flat, upright one: one grey channel, white paper, lines of text level.

Red is taken for white: seals are red, and printed over figures.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.documents.scans.bent import Bend, find_bend

Grey = NDArray[np.uint8]
Mask = NDArray[np.bool_]

STEEPEST = 3.0
"""Degrees by which a page may lie askew; a feeder does not exceed two."""
FINEST_TURN = 0.02
LEVEL = 0.995
"""Part of the evenness of the best turn with which a page is left as it is: turning blurs."""
LEAN_DARKNESS = 26
"""Of 255, from which a pixel tells how a page leans: thin grey rules do so best."""
PAPER_PART = 1 / 40
"""Part of the page's smaller side that the widest stroke does not reach: what is dark beyond it is paper or shadow."""
INK_SHARE = 0.6
"""Part of the way from print to paper up to which a pixel is ink."""
JAGGED_SHARE = 0.5
"""Pixels between print and paper, for each of print, below which a page was scanned in black and white: a grey one has 0.75
and more of them for each.
"""
DARKEST_SHARE = 0.005
"""Of a page's pixels that print surely covers, rules included."""
NEUTRAL, FAINTEST_RED, SEAL_RED, FEWEST_RED = 128, 6, 30, 50
"""The red of a grey pixel, as YCrCb counts it; by how much more one is red at all, and those of a seal; and fewest of them."""
SEAL_ALONE = 40
"""Percentile of how much darker than paper the pixels of a seal are at which no print is: it covers a smaller part."""
COLOUR_REACH, EDGE_RED, DARKEST_SEAL = 5, 16, 60
"""Pixels over which the colour of a seal's edge is blurred, twice and one; the red from which a pixel is of that edge; and the
least brightness that a seal may have.
"""
LEAST_CONTRAST = 60
"""Of 255, between print and paper, for that to be told."""
SOFTNESS, GREY_SHARE = 1.4, 0.3
"""Pixels over which the edges of such a page are softened before it is recognised, since the models know soft ones, and the
share up to which they are so by all of that: a page drawn smaller has softer edges already.
"""


@dataclass(slots=True)
class Scan:
    """A page upright: `grey` (paper 255), `ink` (where it is dark), the usual height of its characters in pixels.

    A pixel is `unit` points wide; `bend` and then `back` lead from pixels to the coordinates that places are given in.
    """

    grey: Grey
    ink: Mask
    type_size: float
    unit: float
    back: NDArray[np.float64]
    bend: Bend | None = None
    softness: float = 0.0

    def softened(self, grey: Grey) -> Grey:
        """A picture of this page as it is shown to be recognised: with soft edges, which black and white scans have not."""
        if not self.softness:
            return grey
        return cv2.GaussianBlur(grey, (0, 0), self.softness).astype(np.uint8, copy=False)

    def place(self, box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
        """The corners of `box`, in pixels, on the page as it came."""
        left, top, right, bottom = box
        corners = np.array([[left, top], [right, top], [left, bottom], [right, bottom]], np.float64)
        if self.bend is not None:
            corners = self.bend.seen(corners)
        found = corners @ self.back[:, :2].T + self.back[:, 2]
        (x0, y0), (x1, y1) = found.min(axis=0), found.max(axis=0)
        return float(x0), float(y0), float(x1), float(y1)


def clean(picture: NDArray[np.uint8], unit: float, place_unit: float) -> Scan:
    """The scan of a picture (grey, or red-green-blue) of which one pixel is `unit` points and `place_unit` of its places."""
    grey = _without_shadow(without_seals(picture))
    softness = _softness(grey)
    turn = _lean(grey)
    height, width = grey.shape
    forth = cv2.getRotationMatrix2D((width / 2, height / 2), turn, 1.0)
    if abs(turn) >= FINEST_TURN:
        grey = cv2.warpAffine(grey, forth, (width, height), flags=cv2.INTER_CUBIC, borderValue=255).astype(np.uint8)
    back = np.asarray(cv2.invertAffineTransform(forth), np.float64) * place_unit
    ink = _ink(grey)
    size = type_size(ink)
    bend = find_bend(grey, size)
    if bend is not None:
        grey = bend.flatten(grey)
        ink = _ink(grey)
    return Scan(grey, ink, size, unit, back, bend, softness)


def without_seals(picture: NDArray[np.uint8]) -> Grey:
    """Black on paper stays, red on paper is paper, and black on red is as dark as on paper.

    How dark the red is by itself is told from how red it is: files keep the brightness of each pixel, and the colour of four
    together, so that a thin stroke on a seal is as red as what is around it.
    """
    if picture.ndim == 2:
        return picture
    bright, red, _ = cv2.split(cv2.cvtColor(picture, cv2.COLOR_RGB2YCrCb))
    redness = cv2.subtract(red, np.full_like(red, NEUTRAL + FAINTEST_RED))
    sealed = redness >= SEAL_RED
    if int(sealed.sum()) < FEWEST_RED:
        return bright.astype(np.uint8, copy=False)
    darkening = (255.0 - bright[sealed]) / redness[sealed]
    around = cv2.dilate(redness, np.ones((COLOUR_REACH, COLOUR_REACH), np.uint8))
    around[redness < EDGE_RED] = 0  # print beside a seal is on paper
    paper = 255 - around.astype(np.float32) * float(np.percentile(darkening, SEAL_ALONE))
    return np.clip(bright * 255.0 / np.maximum(paper, DARKEST_SEAL), 0, 255).astype(np.uint8)


def _without_shadow(grey: Grey) -> Grey:
    """The paper made white all over, whatever its shade."""
    small_side = min(grey.shape)
    factor = max(small_side // 500, 1)
    small = cv2.resize(grey, None, fx=1 / factor, fy=1 / factor, interpolation=cv2.INTER_AREA)
    reach = max(int(min(small.shape) * PAPER_PART) | 1, 3)
    paper = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((reach, reach), np.uint8))
    paper = cv2.GaussianBlur(paper, (0, 0), reach / 2)
    paper = cv2.resize(paper, (grey.shape[1], grey.shape[0]), interpolation=cv2.INTER_LINEAR)
    return cv2.divide(grey, np.maximum(paper, 1), scale=255).astype(np.uint8)


def _softness(grey: Grey) -> float:
    """Pixels by which the edges of print are to be softened: none where much is neither print nor paper, as in a grey scan."""
    counts = np.bincount(grey.ravel(), minlength=256).cumsum()
    darkest, paper = (int(np.searchsorted(counts, share * grey.size)) for share in (DARKEST_SHARE, 0.5))
    quarter = (paper - darkest) / 4
    print_count, other = int(counts[int(darkest + quarter)]), int(counts[int(darkest + 3 * quarter)])
    share = (other - print_count) / max(print_count, 1)
    if paper - darkest < LEAST_CONTRAST or share >= JAGGED_SHARE:
        return 0.0
    return SOFTNESS * min((1 - share) / (1 - GREY_SHARE), 1.0)


def _ink(grey: Grey) -> Mask:
    """Where it is dark: nearer to print than to paper, the edges of thin strokes included."""
    level, _ = cv2.threshold(grey, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    dark = grey[grey < level]
    print_level = float(dark.mean()) if dark.size else 0.0
    return grey < print_level + INK_SHARE * (255 - print_level)


def _lean(grey: Grey) -> float:
    """Degrees that the page must be turned (as OpenCV counts) for its lines to be level: they are where rows are darkest."""
    factor = max(grey.shape[1] / 1000, 1.0)
    small = cv2.resize(grey, None, fx=1 / factor, fy=1 / factor, interpolation=cv2.INTER_AREA)
    dark = 255 - small.astype(np.float32)
    rows, columns = np.nonzero(dark > LEAN_DARKNESS)
    if len(rows) < 200:
        return 0.0
    weights = dark[rows, columns]
    across = columns - small.shape[1] / 2

    def evenness(degrees: float) -> float:
        level = rows - across * np.tan(np.radians(degrees))
        profile = np.bincount((level - level.min() + 0.5).astype(np.int64), weights=weights)
        return float(np.square(profile).sum())

    best = max(np.arange(-STEEPEST, STEEPEST + 0.01, 0.2), key=evenness)
    best = max(best + np.arange(-0.2, 0.21, 0.05), key=evenness)
    best = max(best + np.arange(-0.05, 0.051, FINEST_TURN / 2), key=evenness)
    return 0.0 if evenness(0.0) >= LEVEL * evenness(best) else float(best)


def type_size(ink: Mask) -> float:
    """The usual height of the characters, in pixels: that of the tall ones among the pieces of print."""
    _, _, stats, _ = cv2.connectedComponentsWithStats(ink.astype(np.uint8), connectivity=8)
    wide, high = stats[1:, cv2.CC_STAT_WIDTH], stats[1:, cv2.CC_STAT_HEIGHT]
    least = max(ink.shape[1] * 0.004, 5)
    is_character = (high >= least) & (high < ink.shape[1] * 0.06) & (wide >= 0.4 * high) & (wide < 2.5 * high)
    heights = high[is_character]
    return float(np.percentile(heights, 70)) if len(heights) >= 5 else 20.0
