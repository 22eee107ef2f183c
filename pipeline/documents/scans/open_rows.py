"""Rows of a scanned table without their outer rule, as where it goes on overleaf: their walls end alike.

What sticks out alone is cut.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from pipeline.documents.paper.drawn import Rule
from pipeline.documents.scans.rule_lines import REACH, Line, crossings_of, seen_share

SEEN_SHARE = 0.6
"""Part of the rule that such a row hangs from that must be seen along it."""
OPEN_ROW, OPEN_WALLS, LONE_WALLS = 1.2, 3, 6
"""Least length, in heights of a character, of walls that end alike, of a row overleaf without its outer rule, and how many of
them there are, the second where they cross one rule only.
"""
OPEN_WIDTH = 8.0
"""Heights of a character that such a row is wide, along a rule that is seen: strokes of a title hang from one another too."""
ALIKE = 0.3
"""Heights of a character by which the ends of such walls differ at most."""
PASSED = 0.6
"""Heights of a character by which another wall runs on beyond them."""


def open_rows(
    lines: Sequence[Line], every: Sequence[list[float]], others: Sequence[Line], size: float
) -> list[tuple[float, float]]:
    """(outer end, rule) of the rows that lines enclose together beyond the last of `others` that they cross, as overleaf."""
    ends: list[tuple[float, float, float, float]] = []
    for line, crossings in zip(lines, every, strict=True):
        if not crossings:
            continue
        for end, rule in ((line[0].start, crossings[0]), (line[-1].end, crossings[-1])):
            if abs(end - rule) >= OPEN_ROW * size:
                ends.append((end, rule, line[0].position, LONE_WALLS if len(crossings) == 1 else OPEN_WALLS))
    rows: list[tuple[float, float]] = []
    places = np.array(ends, np.float64).reshape(-1, 4)
    for end, rule, _, least in ends:
        if any(ends_there(end, rule, row, size) for row in rows):
            continue
        walls = places[(np.abs(places[:, :2] - (end, rule)) <= ALIKE * size).all(axis=1), 2]
        if len(walls) < least or walls.max() - walls.min() < OPEN_WIDTH * size:
            continue
        along = [other for other in others if abs(other[0].position - rule) <= ALIKE * size]
        first, last = float(walls.min()), float(walls.max())
        if any(seen_share(other, first, last) >= SEEN_SHARE for other in along):
            rows += [] if _is_passed(end, lines, size) else [(end, rule)]
    return rows


def ends_there(end: float, rule: float, row: tuple[float, float], size: float) -> bool:
    """Whether a line that sticks out from `rule` to `end` is one of the walls of that row."""
    return abs(end - row[0]) <= ALIKE * size and abs(rule - row[1]) <= ALIKE * size


def _is_passed(end: float, lines: Sequence[Line], size: float) -> bool:
    """Whether a wall of the table runs on beyond where those end: they are strokes of a row, or cut short as by a shade."""
    pieces = (piece for line in lines for piece in line)
    return any(piece.start < end - PASSED * size and end + PASSED * size < piece.end for piece in pieces)


def implied(vertical: Sequence[Line], horizontal: Sequence[Line], size: float) -> list[Line]:
    """The outer rules of rows overleaf that are not printed: where their walls end."""
    found: list[Line] = []
    every = [crossings_of(line, horizontal, size) for line in vertical]
    for row in open_rows(vertical, every, horizontal, size):
        walls = [
            line[0].position
            for line, crossings in zip(vertical, every, strict=True)
            if crossings and min(abs(line[0].start - row[0]), abs(line[-1].end - row[0])) <= ALIKE * size
        ]
        found.append([Rule(row[0], min(walls), max(walls))])
    return found


def trimmed(lines: Sequence[Line], others: Sequence[Line], size: float) -> list[Line]:
    """The lines cut at the outermost rule that they cross, where one sticks out alone: a stroke that stands on its end.

    Where a row goes on overleaf, the walls of cells over several rows end as the others do, and hang from lower rules.
    """

    def reach(line: Line, towards: int) -> tuple[float, float]:
        """How far the line sticks out at one end, and the outermost of `others` there."""
        ends = line[0].start if towards < 0 else line[-1].end
        crossed = crossings_of(line, others, size)
        edge = (crossed[0] if towards < 0 else crossed[-1]) if crossed else ends
        return (ends - edge) * towards, edge

    result = [list(line) for line in lines]
    for towards in (-1, 1):
        found = [reach(line, towards) for line in result]
        for line, (out, edge) in zip(result, found, strict=True):
            alike = sum(abs(edge - other) <= size and abs(out - more) <= size for more, other in found)
            end = edge + out * towards
            level = sum(
                abs(end - other - more * towards) <= ALIKE * size for more, other in found if more >= OPEN_ROW * size
            )
            if out <= REACH * size or alike > 1 or level > OPEN_WALLS:
                continue
            if towards < 0:
                line[0] = Rule(line[0].position, edge, line[0].end)
            else:
                line[-1] = Rule(line[-1].position, line[-1].start, edge)
    cut = ([rule for rule in line if rule.end > rule.start] for line in result)
    return [line for line in cut if line]
