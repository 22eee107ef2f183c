"""What the models say of a line → the figure that it prints, and whether the print has room for it."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from pipeline.documents.scans import characters

LONGEST_FIGURE = 16
BROADEST, NARROWEST, FEWEST = 0.75, 0.4, 5
"""Breadth of a digit in its height, at most and at least, and figures from which that of a table's type is known."""
PITCH, WIDEST_PITCH, ROOM = 1.15, 1.3, 0.5
"""Breadths of a digit from one to the next, and at most; and by which print must be wider than its reading to have another."""

_LOOKALIKES: dict[str, str] = {
    "0": "0OoQDＯ〇○〇Οо口０",
    "1": "1lLI|丨!iⅠ｜１①",
    "2": "2Zz２②",
    "3": "3３③",
    "4": "4４④",
    "5": "5Ss５⑤",
    "6": "6bG６⑥",
    "7": "7７⑦",
    "8": "8B８⑧",
    "9": "9gq９⑨",
    ".": ".．·。",
    ",": ",，",
    "-": "-—–－_~一―ー",
    "/": "/／",
    "+": "+＋十",
}
"""What stands alone in a cell and looks like a part of a figure is one: 一 is a dash there, and O a nought."""
_FIGURES = list(_LOOKALIKES)
_RINGS = "。°"
"""What a nought looks like that stands by itself."""

Reading = tuple[str, float]
"""A figure and the least probability of its characters; nought where the line was read as something else."""


@cache
def _groups() -> NDArray[np.intp]:
    """For each character of the alphabet the number of the figure that it is or looks like, counted from 1; 0 for others."""
    groups = np.zeros(len(characters.alphabet()), np.intp)
    for number, alike in enumerate(_LOOKALIKES.values(), 1):
        for character in alike:
            place = characters.code(character)
            if place is not None:
                groups[place] = number
    return groups


@cache
def _rings() -> list[int]:
    return [place for ring in _RINGS if (place := characters.code(ring)) is not None]


def read_figure(answer: characters.Probabilities, *, only_digits: bool = False) -> Reading | None:
    """The figure that a line prints, and the least probability of its characters; None where it prints anything else.

    `only_digits`: the print is in one piece and as high as a digit, and so no point or dash.
    """
    groups = _groups()
    steps = answer.shape[0]
    likely = np.zeros((steps, len(_FIGURES) + 1), np.float32)
    for number in range(1, len(_FIGURES) + 1):
        if not only_digits or _FIGURES[number - 1].isdigit():
            likely[:, number] = answer[:, groups == number].sum(axis=1)
    if only_digits:
        likely[:, 1] += answer[:, _rings()].sum(axis=1)
    likely[:, 0] = answer[:, 0]
    rest = np.where(groups == 0, answer, 0.0)
    rest[:, 0] = 0.0
    best: list[int] = likely.argmax(axis=1).tolist()
    if np.any(rest.max(axis=1) > likely.max(axis=1)):
        return None
    text, certainty, step = "", 1.0, 0
    while step < steps:
        end = step
        while end < steps and best[end] == best[step]:
            end += 1
        if best[step]:
            text += _FIGURES[best[step] - 1]
            certainty = min(certainty, float(likely[step:end, best[step]].max()))
        step = end
    if not text or len(text) > LONGEST_FIGURE:
        return None
    return text, certainty


def is_too_wide(extent: float, text: str, breadth: float) -> bool:
    """Whether print as wide as `extent` has room for a digit more than were read: digits that touch are taken for one.

    >>> is_too_wide(1.2, "2", 0.5), is_too_wide(1.2, "22", 0.5), is_too_wide(4.3, "8173339", 0.5)
    (True, False, False)
    """
    digits = text.removeprefix("-")
    broad = max(breadth, NARROWEST)
    return digits.isdecimal() and extent > ((len(digits) - 1) * WIDEST_PITCH + 1 + ROOM) * broad


def digits_within(extent: float, breadth: float) -> int:
    """How many digits print so wide has room for.

    >>> [digits_within(extent, 0.5) for extent in (0.5, 1.2, 1.7)]
    [1, 2, 3]
    """
    broad = max(breadth, NARROWEST)
    return min(max(round((extent / broad - 1) / PITCH) + 1, 1), LONGEST_FIGURE)
