"""Which way up a picture of a page lies: pages are scanned lying across, and upside down.

Lines of text are longer than high, and characters are only recognised with certainty the right way up.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from pipeline.documents.scans import characters
from pipeline.documents.scans.scan import Grey, without_seals

LOOK_SIDE = 736
"""Pixels of the longer side of the picture in which lines are looked for; type of 9 points is still 8 pixels high."""
LONG = 3.0
"""Length of a line, in its height, from which it shows which way it runs; a label set downwards in a cell is shorter."""
LEAST_LINES, MOST_LINES = 3, 8
"""Lines that there must be, and so many of the longest are recognised."""
SAMPLE = 8
"""Of each line so much is recognised, in its height."""
CLEARLY = 0.12
"""By how much the lines of a turned page are recognised more surely, before it is taken for one."""


def quarter_turns(picture: NDArray[np.uint8]) -> int:
    """How many quarters the page must be turned, against the clock, to be upright; nought where that is not clear."""
    grey = without_seals(picture)
    wide: list[tuple[int, int, int, int]] = []
    high: list[tuple[int, int, int, int]] = []
    for box in characters.find_lines(grey, LOOK_SIDE):
        left, top, right, bottom = (max(int(edge), 0) for edge in box)
        if right - left >= LONG * (bottom - top):
            wide.append((left, top, right, bottom))
        elif bottom - top >= LONG * (right - left):
            high.append((left, top, right, bottom))
    is_across = sum(box[3] - box[1] for box in high) > sum(box[2] - box[0] for box in wide)
    found = sorted(high if is_across else wide, key=lambda box: box[2] - box[0] + box[3] - box[1])[-MOST_LINES:]
    if len(found) < LEAST_LINES:
        return 0
    crops: list[Grey] = []
    for left, top, right, bottom in found:
        length = SAMPLE * min(right - left, bottom - top)
        crops.append(grey[top : min(bottom, top + length), left : min(right, left + length)])
    turns = (1, 3) if is_across else (0, 2)
    first, second = (_certainty([np.ascontiguousarray(np.rot90(crop, turn)) for crop in crops]) for turn in turns)
    if is_across:
        return 0 if abs(first - second) < CLEARLY else turns[second > first]
    return 2 if second > first + CLEARLY else 0


def upright(turns: int, height: float, width: float) -> NDArray[np.float64]:
    """What leads from places on a page turned by `turns` quarters to those on the page as it came, of that size."""
    matrices = {
        0: [[1, 0, 0], [0, 1, 0]],
        1: [[0, -1, width], [1, 0, 0]],
        2: [[-1, 0, width], [0, -1, height]],
        3: [[0, 1, 0], [-1, 0, height]],
    }
    return np.array(matrices[turns], np.float64)


def _certainty(lines: list[Grey]) -> float:
    """The usual probability of the characters that are recognised in `lines`."""
    answers = characters.probabilities(lines)
    likely = [character.probability for _, answer in answers for character in characters.decode(answer)]
    return float(np.mean(likely)) if likely else 0.0
