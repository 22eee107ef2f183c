"""Lines of a scan's rules cut and filled at those that they cross.

Between two rules that it crosses a line is taken for whole where most of it is seen.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from pipeline.documents.paper.drawn import Rule
from pipeline.documents.scans.open_rows import ends_there, open_rows
from pipeline.documents.scans.rule_lines import REACH, Line, crossings_of, level_line, seen_share
from pipeline.documents.scans.scan import Mask

BETWEEN_SHARE, SEEN_SHARE, ALONE_SHARE = 0.3, 0.6, 0.85
"""Part of a rule between two others that must be seen: where it goes on beyond both and nothing is printed beside it,
where it goes on beyond one, and where beyond neither or where it is short.
"""
CLEAR, OWN = 0.35, 0.12
"""Heights of a character beside a rule within which nothing is printed, for it to be taken for whole where it is faint, and
within which it is printed itself.
"""
SHORT = 2.5
"""Heights of a character below which the piece of a rule between two others is as short as a stroke."""
DARK_SHARES = 0.7, 0.45, 0.3
"""Part of a line between two others, of what is dark of other rules there, that must be where print stands beside some of it:
where it goes on beyond neither, one and both.
"""
BARE, LEAST_USUAL = 0.12, 0.2
"""The same below which nothing is there, and the least part of a rule that is dark."""
FREE_SHARE = 0.25
"""Part of a line between two others beside which nothing is printed, for what is dark of it to tell."""
ASIDE = 2
"""Pixels by which a rule may lie beside its line."""
THICK, NEAR_END = 4, 0.18
"""Pixels that a rule may be thick, and part of a rule between two others that is near one of them."""
FREE_END, WHOLE = 0.06, 0.95
"""Part of it at each end that is white where a stroke of a character stands between two rules, and how much of a whole rule is
dark.
"""
STUB, LONE_STUB = 2.0, 4.0
"""Least length of a rule beyond the last one that it crosses, and of one that meets no other, in heights of a character."""


@dataclass(slots=True)
class _Marks:
    """What is dark on a line itself, and where print is beside it."""

    along: NDArray[np.bool_]
    beside: NDArray[np.bool_]

    def share(self, start: float, end: float) -> float | None:
        """The part of a line between two others that is dark, print beside it left out; None where little but that is there."""
        inside = slice(int(start) + THICK, int(end) + 1 - THICK)
        along, free = self.along[inside], ~self.beside[inside]
        return float(along[free].mean()) if along.size and free.mean() >= FREE_SHARE else None

    def is_near_end(self, start: float, end: float) -> bool:
        """Whether something is dark near one of the two others: a 1 in the middle of its cell is near neither."""
        along = self.along[int(start) + THICK : int(end) + 1 - THICK]
        near = max(int(NEAR_END * len(along)), 2)
        return bool(along[:near].any() or along[-near:].any())

    def is_stroke(self, start: float, end: float, usual: float) -> bool:
        """Whether what is dark does not meet the two others as rules do, and print is beside it: 件 in each row of a column.

        Where rules are whole (`usual` is how much of them is dark) it meets both, else one.
        """
        along = self.along[int(start) + THICK : int(end) + 1 - THICK]
        ends = max(int(FREE_END * len(along)), 2)
        met = int(along[:ends].any()) + int(along[-ends:].any())
        return met < (2 if usual >= WHOLE else 1) and not self.is_clear(start, end)

    def is_clear(self, start: float, end: float) -> bool:
        """Whether no print stands beside the line between two places: what is seen of it is no stroke."""
        return not self.beside[int(start) + 3 : int(end) - 3].any()


def bridged(lines: Sequence[Line], others: Sequence[Line], size: float, ink: Mask, seen: Mask) -> list[Line]:
    """The lines cut and filled at the rules they cross: between two of them a line is there or it is not.

    What sticks out beyond the outermost one stays if it is long: tables are printed without their outer rules too. `seen` is
    where the pieces of rules are, be they too faint for ink.
    """
    result: list[Line] = []
    every = [crossings_of(line, others, size) for line in lines]
    rows = open_rows(lines, every, others, size)
    marks = [_marks(line, size, ink, seen) for line in lines]
    usual = _usual_share(lines, every, marks)
    for line, crossings, own in zip(lines, every, marks, strict=True):
        position = line[0].position
        kept = [Rule(position, start, end) for start, end in _whole(line, crossings, others, own, usual, size)]
        stub = (STUB if len(crossings) > 1 else LONE_STUB) * size
        for piece in line:
            if not crossings:
                continue
            first, last = crossings[0], crossings[-1]
            is_long = piece.start < first - stub or any(ends_there(piece.start, first, row, size) for row in rows)
            if is_long and piece.start < first < piece.end + REACH * size:
                kept.append(Rule(position, piece.start, first))
            is_long = piece.end > last + stub or any(ends_there(piece.end, last, row, size) for row in rows)
            if is_long and piece.start - REACH * size < last < piece.end:
                kept.append(Rule(position, last, piece.end))
        if kept:
            result.append(level_line(kept))
    return result


def _marks(line: Line, size: float, ink: Mask, seen: Mask) -> _Marks:
    middle, reach, own = round(line[0].position), max(int(CLEAR * size), 4), max(round(OWN * size), 2)
    near = slice(max(middle - ASIDE, 0), middle + ASIDE + 1)
    beside = np.vstack([ink[max(middle - reach, 0) : max(middle - own, 0)], ink[middle + own + 1 : middle + reach]])
    along = np.vstack([ink[near], seen[near]])
    return _Marks(np.asarray(along.any(axis=0), np.bool_), np.asarray(beside.any(axis=0), np.bool_))


def _usual_share(lines: Sequence[Line], every: Sequence[list[float]], marks: Sequence[_Marks]) -> float:
    """How much is dark of what surely are rules: all of it, or half of those that a copier left in pieces."""
    shares = [
        share
        for line, crossings, own in zip(lines, every, marks, strict=True)
        for start, end in pairwise(crossings)
        if seen_share(line, start, end) >= SEEN_SHARE and (share := own.share(start, end)) is not None
    ]
    return max(float(np.median(shares)), LEAST_USUAL) if shares else 1.0


def _whole(
    line: Line, crossings: Sequence[float], others: Sequence[Line], marks: _Marks, usual: float, size: float
) -> Iterator[tuple[float, float]]:
    """The parts of a line between two of its crossings that are there."""
    position = line[0].position
    parts = list(pairwise(crossings))
    seen = [seen_share(line, start, end) for start, end in parts]
    dark = [None if (share := marks.share(*part)) is None else share / usual for part in parts]
    strokes = [marks.is_stroke(*part, usual) for part in parts]
    is_there = [share >= SEEN_SHARE and (own is None or own >= BARE) for share, own in zip(seen, dark, strict=True)]
    is_there = [is_seen and not is_stroke for is_seen, is_stroke in zip(is_there, strokes, strict=True)]
    for number, (start, end) in enumerate(parts):
        if strokes[number]:
            continue
        goes_on = sum(is_there[max(number - 1, 0) : number]) + sum(is_there[number + 1 : number + 2])
        least = ALONE_SHARE if goes_on == 0 or end - start < SHORT * size else SEEN_SHARE
        own = dark[number]
        is_kept = seen[number] >= least and (own is None or own >= BARE)
        if not is_kept and own is not None and marks.is_near_end(start, end):
            is_kept = own >= (BETWEEN_SHARE if marks.is_clear(start, end) else DARK_SHARES[goes_on])
        if not is_kept and marks.is_clear(start, end):
            is_kept = (goes_on == 2 and seen[number] >= BETWEEN_SHARE and own is not None and own >= BARE) or (
                goes_on > 0 and _has_corners(position, start, end, others, size)
            )
        if is_kept:
            yield start, end


def _has_corners(position: float, start: float, end: float, others: Sequence[Line], size: float) -> bool:
    """Whether the rules at `start` and `end` both end at `position`, on the same side: they end at a rule between them."""
    sides: set[int] = set()
    for other in others:
        if other[0].position in (start, end):
            before, behind = (
                any(piece.start <= position + aside <= piece.end for piece in other)
                for aside in (-2 * REACH * size, 2 * REACH * size)
            )
            sides.add(behind - before)
    return sides in ({1}, {-1})
