"""The pieces of ruled lines in a scan: dark runs that are longer than any stroke of a character.

A printed rule may be faint and broken, and is looked for with a low threshold.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.documents.paper.drawn import Rule
from pipeline.documents.scans.scan import Grey, Mask

FAINTEST, LEAST_DARK, NOISE = 26, 11, 6.0
"""Darkness, of 255, from which a pixel may belong to a rule, smoothed along it; the second on the cleanest paper, and how many
times as dark as the paper's noise it is.
"""
THICKEST = 0.5
"""Of a rule, in heights of a character."""
BESIDE_SHARE, BESIDE_SOLID_SHARE = 0.15, 0.6
"""Part of a run that has print right beside it above which it is no rule; the second of a solid one, that text may touch."""
SOLID_RUN, SOLID_SHARE = 1.9, 0.94
"""Heights of a character from which a run may be solid, and part of it that is dark then: strokes in a row leave gaps."""
SOLID_PART = 3.5
"""Heights of a character that the solid part of a run among strokes has, if it is a rule: a title's characters are less high."""
LONG_RUN = 6.0
"""Heights of a character for which a rule is straight that something thick runs into."""


def find_pieces(grey: Grey, ink: Mask, size: float, least: float, *, is_faint: bool) -> tuple[list[Rule], Mask]:
    """The level pieces of rules in a picture, and where they are seen."""
    smooth = np.asarray(cv2.blur(grey, (max(int(size * 0.3), 3), 1)), np.uint8)
    darkness = np.asarray(cv2.subtract(_around(smooth, size), smooth), np.uint8)
    faintest = _faintest(darkness) if is_faint else FAINTEST
    dark = (darkness > faintest).astype(np.uint8)
    length = max(int(size * least), 12)
    runs = _opened(dark, np.ones((1, length), np.uint8))
    thick = _opened(runs, np.ones((max(int(size * THICKEST), 3), 1), np.uint8))
    runs = np.asarray(cv2.subtract(runs, cv2.dilate(thick, np.ones((3, 1), np.uint8))), np.uint8)
    found, seen, clumsy = _thin(runs, grey, ink, size, length)
    if clumsy.any():  # a rule that a seal or a pen runs into is straight for longer than that is
        longest = np.ones((1, int(size * LONG_RUN)), np.uint8)
        straight = _opened(clumsy.astype(np.uint8), longest)
        more, also, _ = _thin(straight, grey, ink, size, length)
        found, seen = found + more, seen | also
    return found, seen


def _around(grey: Grey, size: float) -> Grey:
    """How light it is on both sides of what is no thicker than a rule: a shade hides rules that stand out from it."""
    reach = np.ones((max(int(size * THICKEST), 3) | 1, 1), np.uint8)
    return np.asarray(cv2.morphologyEx(grey, cv2.MORPH_CLOSE, reach), np.uint8)


def _faintest(darkness: Grey) -> float:
    """The darkness from which a pixel may belong to a rule, as far above the paper's own as its noise asks for."""
    paper = darkness[darkness < FAINTEST]
    if not paper.size:
        return FAINTEST
    usual = float(np.median(paper))
    noise = 1.48 * float(np.median(np.abs(paper.astype(np.float32) - usual)))
    return min(max(usual + NOISE * max(noise, 1.0), LEAST_DARK), FAINTEST)


def _opened(mask: NDArray[np.uint8], shape: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """What of `mask` the shape fits into."""
    return np.asarray(cv2.morphologyEx(mask, cv2.MORPH_OPEN, shape), np.uint8)


def _thin(runs: NDArray[np.uint8], grey: Grey, ink: Mask, size: float, length: int) -> tuple[list[Rule], Mask, Mask]:
    """The pieces of rules among the runs, where they are, and where runs are that are too thick for one."""
    count, labels, stats, centres = cv2.connectedComponentsWithStats(runs, connectivity=8)
    found: list[Rule] = []
    kept, clumsy = np.zeros(count, np.bool_), np.zeros(count, np.bool_)
    for number in range(1, count):
        left, top, wide, high, _ = (int(value) for value in stats[number])
        if wide < length:
            continue
        if high > max(size * THICKEST, 6) + wide * 0.02:
            clumsy[number] = True
            continue
        start, end = left, left + wide
        if _is_in_text(grey, ink, size, (start, top, end, top + high)):
            start, end = _solid(grey, (start, top, end, top + high))
            if end - start < SOLID_PART * size or _is_in_text(grey, ink, size, (start, top, end, top + high)):
                continue
        found.append(Rule(float(centres[number][1]), float(start), float(end)))
        kept[number] = True
    place = np.asarray(labels, np.intp)
    return found, kept[place], clumsy[place]


def _is_in_text(grey: Grey, ink: Mask, size: float, box: tuple[int, int, int, int]) -> bool:
    """Whether the run is made of strokes of characters: others stand on it, above or below."""
    left, top, right, bottom = box
    above, below = ink[max(top - 4, 0) : max(top - 2, 0), left:right], ink[bottom + 2 : bottom + 4, left:right]
    beside = (above.any(axis=0) if len(above) else 0) | (below.any(axis=0) if len(below) else 0)
    share = float(np.mean(beside))
    if share <= BESIDE_SHARE or right - left < SOLID_RUN * size:
        return share > BESIDE_SHARE
    dark = np.flatnonzero((grey[top:bottom, left:right] < 255 - FAINTEST).any(axis=0))
    seen = (
        len(dark) / (int(dark[-1]) - int(dark[0]) + 1) if len(dark) else 0.0
    )  # the run is longer than what it is seen by
    return share > BESIDE_SOLID_SHARE or seen < SOLID_SHARE


def _solid(grey: Grey, box: tuple[int, int, int, int]) -> tuple[int, int]:
    """(start, end) of the longest part of a run without a gap: a rule that the stroke of a character near its end prolongs."""
    left, top, right, bottom = box
    is_dark = (grey[top:bottom, left:right] < 255 - FAINTEST).any(axis=0)
    edges = np.flatnonzero(np.diff(np.concatenate(([False], is_dark, [False])).astype(np.int8)))
    if not len(edges):
        return left, left
    longest = int(np.argmax(edges[1::2] - edges[::2]))
    return left + int(edges[2 * longest]), left + int(edges[2 * longest + 1])
