"""A long picture → the sheets that it shows one below the other: publishers paste a document's pages into one picture.

Each sheet may lie askew in its own way. Where no sheet's edge is to be seen, a part that is still too long for one is cut
where most is white. Nothing printed is cut: a table that has no white across it stays whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.documents.document import UnreadableDocumentError
from pipeline.documents.ocr import MAXIMUM_PAGES

LONG = 1.7
"""Height, in widths, from which a picture is more than a sheet; of A4 it is 1.41."""
SHORTEST = 0.4
"""Least height of a sheet, in widths; of A4 that lies across it is 0.71."""
MARGINS = 0.09
"""White between the print of two sheets, in widths: both their margins; each of A4 has 0.12 and may be trimmed."""
DARKER = 20
"""Of 255: how much darker than the paper around it print is, seen from afar."""
AFAR = 400
"""Pixels of width to which a picture is reduced to look for print; the thinnest rule still shows."""
SPECKS = 2
"""Dark pixels that a white row may have; across a table there are more rules than that."""

_Run = tuple[int, int]


def sheets(picture: NDArray[np.uint8]) -> list[tuple[int, int]]:
    """(top, bottom) of the sheets of a picture, which together are all of it; one where it is no longer than a sheet.

    Raises:
        UnreadableDocumentError: `too_many_pages`.
    """
    height, width = picture.shape[:2]
    if height <= LONG * width:
        return [(0, height)]
    if height > MAXIMUM_PAGES * LONG * width:
        message = f"the picture is longer than {MAXIMUM_PAGES} pages; at most so many are recognised"
        raise UnreadableDocumentError("too_many_pages", message)
    seen = min(AFAR, width)
    rows = round(height * seen / width)
    cuts = _cuts(_white_runs(picture, rows, seen), rows, seen)
    return list(pairwise([0, *(round(cut * height / rows) for cut in cuts), height]))


def _white_runs(picture: NDArray[np.uint8], rows: int, columns: int) -> list[_Run]:
    """(start, end) of the rows without print, of the picture reduced to `rows` and `columns`; red is no print."""
    small = cv2.resize(picture, (columns, rows), interpolation=cv2.INTER_AREA)
    grey = small.max(axis=2) if small.ndim == 3 else small
    reach = np.ones((columns // 25 | 1, columns // 25 | 1), np.uint8)
    paper = cv2.morphologyEx(grey, cv2.MORPH_CLOSE, reach)
    is_white = (cv2.subtract(paper, grey) > DARKER).sum(axis=1) <= SPECKS
    edges = np.flatnonzero(np.diff(np.concatenate(([False], is_white, [False])).astype(np.int8)))
    ends: list[int] = edges.tolist()
    return list(zip(ends[::2], ends[1::2], strict=True))


def _cuts(runs: Sequence[_Run], rows: int, columns: int) -> list[int]:
    """The rows to cut at, in order: the middles of the widest white runs first."""
    cuts: list[int] = []
    parts = [(0, rows)]
    least = SHORTEST * columns
    while parts:
        top, bottom = parts.pop()
        inner = [run for run in runs if top + least <= sum(run) / 2 <= bottom - least]
        if not inner:
            continue
        start, end = max(inner, key=lambda run: run[1] - run[0])
        if end - start >= MARGINS * columns or bottom - top > LONG * columns:
            middle = (start + end) // 2
            cuts.append(middle)
            parts += [(top, middle), (middle, bottom)]
    return sorted(cuts)
