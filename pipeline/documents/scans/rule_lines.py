"""Pieces of rules → the lines that they are on, by table, and where one line meets others."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from pipeline.documents.paper.drawn import Rule

REACH = 0.5
"""Of an end to the rule that it meets, in heights of a character."""
SAME_RULE, SPREAD = 0.3, 0.6
"""Distance within which pieces are of one rule, and of the outermost ones of it, in heights of a character: strokes of characters
that stand below one another are as near, one to the next.
"""

Line = list[Rule]
"""The pieces that are on one line, from left to right, all at one position."""


def by_table(across: Sequence[Rule], down: Sequence[Rule], size: float) -> list[tuple[list[Rule], list[Rule]]]:
    """The pieces by the part of the page that they are in, parts being apart where no vertical rule runs.

    The columns of a table have nothing to do with those of the next one, be they ever so near. What meets no level piece is a
    stroke of the heading between two tables, which parts them all the same.
    """
    walls = [piece for piece in down if _meets_any(piece, across, size)]
    reach = -size
    edges: list[float] = []
    for piece in sorted(walls, key=lambda piece: piece.start):
        if not edges or piece.start > reach + size:
            edges.append(piece.start - size)
        reach = max(reach, piece.end)
    parts: list[tuple[list[Rule], list[Rule]]] = [([], []) for _ in edges]
    for pieces, side in ((across, 0), (down, 1)):
        for piece in pieces:
            number = bisect_right(edges, piece.start if side else piece.position) - 1
            if number >= 0:
                parts[number][side].append(piece)
    return parts


def _meets_any(wall: Rule, across: Sequence[Rule], size: float) -> bool:
    """Whether an upright piece meets or crosses one of the level ones."""
    reach = REACH * size
    return any(
        wall.start - reach <= piece.position <= wall.end + reach
        and piece.start - reach <= wall.position <= piece.end + reach
        for piece in across
    )


def on_lines(pieces: Sequence[Rule], size: float) -> list[Line]:
    """The pieces by the line that they are on, each line from left to right, all at one position."""
    groups: list[list[Rule]] = []
    for piece in sorted(pieces, key=lambda piece: piece.position):
        near = groups and piece.position - groups[-1][-1].position <= SAME_RULE * size
        if near and piece.position - groups[-1][0].position <= SPREAD * size:
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return [level_line(group) for group in groups]


def level_line(group: Sequence[Rule]) -> Line:
    total = sum(piece.end - piece.start for piece in group)
    position = sum(piece.position * (piece.end - piece.start) for piece in group) / total
    line: Line = []
    for piece in sorted(group, key=lambda piece: piece.start):
        if line and piece.start <= line[-1].end + 3:
            line[-1] = Rule(position, line[-1].start, max(line[-1].end, piece.end))
        else:
            line.append(Rule(position, piece.start, piece.end))
    return line


def closed(line: Line, widest: float) -> Line:
    """The pieces of a line, those that lie as near as `widest` made one."""
    closed: Line = []
    for piece in line:
        if closed and piece.start - closed[-1].end <= widest:
            closed[-1] = Rule(piece.position, closed[-1].start, piece.end)
        else:
            closed.append(piece)
    return closed


def seen_share(line: Line, start: float, end: float) -> float:
    """The share of the line between two points that its pieces cover."""
    return sum(max(min(piece.end, end) - max(piece.start, start), 0.0) for piece in line) / max(end - start, 1.0)


def crossings_of(line: Line, others: Sequence[Line], size: float) -> list[float]:
    """Where the rules of `others` meet or cross `line`, in order."""
    reach = REACH * size
    position, start, end = line[0].position, line[0].start, line[-1].end
    return sorted(
        other[0].position
        for other in others
        if start - reach <= other[0].position <= end + reach
        and any(piece.start - reach <= position <= piece.end + reach for piece in other)
    )
