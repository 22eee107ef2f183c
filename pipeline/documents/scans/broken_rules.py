"""Thin rules that a scan in black and white broke into dots and dashes → the parts of them that are whole again.

What lies on one line, thin and with white beside it, is a rule where there is much of it for long: strokes of print have others
beside them, and end with the row that they stand in.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import cv2
import numpy as np

from pipeline.documents.paper.drawn import Rule
from pipeline.documents.scans.scan import Mask

THIN, CLEAR = 0.25, 0.35
"""Thickness of a dash, and height of the white above and below it, in heights of a character."""
NEAR, GAP, WIDEST_GAP = 1.2, 1.5, 3.0
"""Heights of a character between two dashes of a level rule that is still looked for, and of one that was found, less than any
row is high; and the gap in a rule, above those, that may be filled.
"""
LONGEST_STROKE = 8.0
"""Heights of a character that the parts of a level rule have together: no stroke has."""
DENSITY, FEWEST = 0.2, 3
"""Share of such a part that dashes cover, and how many it has."""
BESIDE_SHARE = 0.25
"""Share of a part beside which print stands, above which it is a row of strokes."""
BAND, OWN = 0.3, 3
"""Heights of a character above and below a level rule within which no figure stands, and pixels of the rule's own."""
HIGHEST = 2.5
"""Heights of a character of a part that goes on behind a cell of several rows."""
MOST_UNSEEN = 1
"""Level rules, between two that an upright one is seen beside, beside which it is not."""
LEAST_SEEN, SEEN_SHARE = 0.6, 0.1
"""Shares of the bands above level rules, and of those below, that an upright one's dashes cover: all together, and of each."""
END = 0.18
"""Part of the height between two level rules that is beside one of them."""
ASIDE = 1
"""Pixels by which the dashes of a rule lie beside it: paper is not fed quite evenly."""


@dataclass(frozen=True, slots=True)
class _Dashes:
    """The thin ink of a page with white above and below it, and where other ink is near above or below."""

    mask: Mask
    beside: Mask

    def is_among_print(self, place: float, start: int, end: int) -> bool:
        """Whether print stands beside much of a part of a level line."""
        return float(self.beside[min(round(place), len(self.beside) - 1), start:end].mean()) > BESIDE_SHARE


def broken_rules(ink: Mask, size: float) -> tuple[list[Rule], list[Rule], Mask]:
    """The parts of level and of upright rules, and the dashes that all of them are made of."""
    level, upright = _dashes(ink, size), _dashes(np.ascontiguousarray(ink.T), size)
    lines = [list(_parts_on(level, height, size)) for height in _heights(level, size)]
    lines = [line for line in lines if line]
    walls: list[list[Rule]] = []
    for place, start, end in _walls(upright, lines, size):
        parts = [part for whole in _parts_on(upright, place, size) for part in _cut(whole, lines, upright.mask, size)]
        walls.append([p for p in parts if (p.start < end and start < p.end) or p.end - p.start >= HIGHEST * size])
    across = [part for line in lines for part in _filled(line, walls, size)]
    down = [part for wall in walls for part in _filled(wall, lines, size)]
    return across, down, level.mask | upright.mask.T


def _dashes(ink: Mask, size: float) -> _Dashes:
    thin, reach = max(round(THIN * size), 3), max(round(CLEAR * size), 5)
    height = ink.shape[0]
    sums = np.zeros((height + 2 * reach + 1, ink.shape[1]), np.int32)
    np.cumsum(ink, axis=0, out=sums[reach + 1 : reach + 1 + height])
    sums[reach + 1 + height :] = sums[reach + height]
    about = sums[2 * reach + 1 :][:height] - sums[:height]
    half = thin // 2 + 1
    inner = sums[reach + half + 1 :][:height] - sums[reach - half :][:height]
    beside = about > inner
    return _Dashes(ink & ~beside & (about <= thin), beside)


def _heights(dashes: _Dashes, size: float) -> Iterator[float]:
    """Where level rules run: long parts of them lie on one line."""
    lines = cv2.dilate(dashes.mask.astype(np.uint8), np.ones((3, 1), np.uint8))
    lines = cv2.morphologyEx(lines, cv2.MORPH_CLOSE, np.ones((1, max(round(NEAR * size), 3)), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(lines, connectivity=4)
    parts: list[tuple[float, int]] = []
    for left, top, wide, high, _ in stats[1:].tolist():
        if wide < NEAR * size or high > THIN * size + 6:
            continue
        place = dashes.mask[top : top + high, left : left + wide]
        seen: Mask = np.asarray(place.any(axis=0))
        starts = int(np.count_nonzero(np.diff(seen.astype(np.int8), prepend=0) > 0))
        height = top + float(np.nonzero(place)[0].mean())
        is_part = starts >= FEWEST and float(seen.mean()) >= DENSITY
        if is_part and not dashes.is_among_print(height, left, left + wide):
            parts.append((height, wide))
    parts.sort()
    line: list[tuple[float, int]] = []
    for part in [*parts, (np.inf, 0)]:
        if line and part[0] - line[-1][0] > ASIDE:
            total = sum(wide for _, wide in line)
            if total >= LONGEST_STROKE * size:
                yield sum(height * wide for height, wide in line) / total
            line = []
        line.append(part)


def _walls(dashes: _Dashes, lines: Sequence[Sequence[Rule]], size: float) -> Iterator[tuple[float, int, int]]:
    """(place, start, end) of upright rules, of the dashes on a page laid on its side: they are seen beside the level ones."""
    reach = max(round(BAND * size), 2)
    wide = cv2.dilate(dashes.mask.astype(np.uint8), np.ones((2 * ASIDE + 1, 1), np.uint8)) > 0
    ends: list[tuple[int, int]] = []
    seen = np.zeros((len(lines), len(wide), 2))
    for number, line in enumerate(lines):
        above, below = round(line[0].position) - OWN, round(line[0].position) + OWN + 1
        ends.append((above - reach, below + reach))
        if above < reach or below + reach > wide.shape[1]:
            continue  # at the edge of the page
        bands = wide[:, above - reach : above], wide[:, below : below + reach]
        for part in line:
            first, last = max(int(part.start - size), 0), int(part.end + size)
            seen[number, first:last] = np.stack([band[first:last].mean(axis=1) for band in bands], axis=1)
    found: list[tuple[float, int, int, int]] = []
    for place in np.flatnonzero(seen.sum(axis=0).min(axis=1) >= LEAST_SEEN).tolist():
        where = np.flatnonzero(seen[:, place].any(axis=1))
        for run in np.split(where, np.flatnonzero(np.diff(where) > 1 + MOST_UNSEEN) + 1):
            first, last = int(run[0]), int(run[-1])
            total = float(seen[first : last + 1, place].sum(axis=0).min())
            if total >= max(LEAST_SEEN, SEEN_SHARE * (last + 1 - first)):
                found.append((total, place, ends[first][0], ends[last][1]))
    kept: list[tuple[int, int, int]] = []
    for _, place, start, end in sorted(found, reverse=True):
        if all(abs(place - p) > 2 * ASIDE + 1 or end < s or e < start for p, s, e in kept):
            kept.append((place, start, end))
            yield float(place), start, end


def _parts_on(dashes: _Dashes, place: float, size: float) -> Iterator[Rule]:
    """The parts of a rule at `place` that the dashes on it make."""
    middle = round(place)
    seen = np.flatnonzero(dashes.mask[max(middle - ASIDE, 0) : middle + ASIDE + 1].any(axis=0))
    for part in np.split(seen, np.flatnonzero(np.diff(seen) > GAP * size) + 1) if len(seen) else ():
        first, last = int(part[0]), int(part[-1]) + 1
        if last - first > size and not dashes.is_among_print(place, first, last):
            yield Rule(place, float(first), float(last))


def _cut(part: Rule, lines: Sequence[Sequence[Rule]], mask: Mask, size: float) -> Iterator[Rule]:
    """A part of an upright rule without what lies between two level ones and is seen beside neither.

    A row is hardly higher than the gaps in a rule, and a character on it, as of the heading between two tables, is a dash too.
    """
    middle = round(part.position)
    dark = np.asarray(mask[max(middle - ASIDE, 0) : middle + ASIDE + 1].any(axis=0), np.bool_)
    met = [
        line[0].position
        for line in lines
        if part.start < line[0].position < part.end
        and any(other.start - size <= part.position <= other.end + size for other in line)
    ]
    start, ends = part.start, [part.start, *met, part.end]
    for upper, lower in pairwise(ends):
        first, last = int(upper) + OWN, int(lower) - OWN
        near = max(int(END * (last - first)), OWN)
        is_seen = last - first < size or dark[first : first + near].any() or dark[max(last - near, 0) : last].any()
        if not is_seen:
            if upper > start:
                yield Rule(part.position, start, upper)
            start = lower
    if part.end > start:
        yield Rule(part.position, start, part.end)


def _filled(parts: Sequence[Rule], others: Sequence[Sequence[Rule]], size: float) -> list[Rule]:
    """The parts of one rule, those as one between which a gap is no cell: one that others cross, or that begins beside none."""
    reach = max(round(BAND * size), 2) + OWN
    filled: list[Rule] = []
    for part in parts:
        if filled and part.start - filled[-1].end <= WIDEST_GAP * size:
            start, end = filled[-1].end, part.start
            met = [
                other.position
                for line in others
                for other in line
                if other.start - size <= part.position <= other.end + size
                and start - reach <= other.position <= end + reach
            ]
            if not _are_ends(met, start, end, reach):
                filled[-1] = Rule(part.position, filled[-1].start, part.end)
                continue
        filled.append(part)
    return filled


def _are_ends(places: Sequence[float], start: float, end: float, reach: float) -> bool:
    """Whether rules lie at both ends of a gap and none between them."""
    near_start, near_end = (any(abs(place - edge) <= reach for place in places) for edge in (start, end))
    return near_start and near_end and not any(start + reach < place < end - reach for place in places)
