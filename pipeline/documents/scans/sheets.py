"""A long picture → the sheets that it shows one below the other: publishers paste a document's pages into one picture.

A wide one may show two pages side by side, as an open booklet or a sheet of twice the size is scanned.

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
from pipeline.documents.scans.ocr import MAXIMUM_PAGES

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

WIDE = 1.15
"""Width, in heights, from which a page lies across."""
MIDDLE = 0.1
"""Part of the width by which the white between two pages side by side may lie off its middle."""
FOLD = 0.03
"""Least width of that white, in widths; the inner margins of two pages of A4 have 0.1."""
LEAST_PRINT = 0.3
"""Part of the height over which the left one must be printed; the other one may be the last, with a line or two."""

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


def fold(picture: NDArray[np.uint8]) -> int | None:
    """The column of pixels between two pages side by side; None where a picture shows one page.

    Nothing printed crosses it: a table or a title over the whole width keeps a page whole.
    """
    height, width = picture.shape[:2]
    if width <= WIDE * height:
        return None
    seen = min(AFAR, height)
    columns = round(width * seen / height)
    dark = _print_of(np.ascontiguousarray(picture.swapaxes(0, 1)), columns, seen)
    runs = [run for run in _runs(dark.sum(axis=1) <= SPECKS) if abs(sum(run) / 2 - columns / 2) <= MIDDLE * columns]
    start, end = max(runs, key=lambda run: run[1] - run[0], default=(0, 0))
    if end - start < FOLD * columns:
        return None
    printed = np.flatnonzero(dark[:start].any(axis=0))
    if not printed.size or printed[-1] - printed[0] < LEAST_PRINT * seen or not dark[end:].any():
        return None
    return round((start + end) / 2 * width / columns)


def _white_runs(picture: NDArray[np.uint8], rows: int, columns: int) -> list[_Run]:
    """(start, end) of the rows without print, of the picture reduced to `rows` and `columns`; red is no print."""
    return _runs(_print_of(picture, rows, columns).sum(axis=1) <= SPECKS)


def _print_of(picture: NDArray[np.uint8], rows: int, columns: int) -> NDArray[np.bool_]:
    """Where there is print, of the picture reduced to `rows` and `columns`."""
    small = cv2.resize(picture, (columns, rows), interpolation=cv2.INTER_AREA)
    grey = small.max(axis=2) if small.ndim == 3 else small
    reach = np.ones((columns // 25 | 1, columns // 25 | 1), np.uint8)
    paper = cv2.morphologyEx(grey, cv2.MORPH_CLOSE, reach)
    return cv2.subtract(paper, grey) > DARKER


def _runs(is_white: NDArray[np.bool_]) -> list[_Run]:
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
