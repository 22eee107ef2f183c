"""The ruled lines of a scan: dark runs that are longer than any stroke of a character and end at one another.

A printed rule may be faint and broken. It is looked for with a low threshold, piece by piece; between two rules that it
crosses it is taken for whole where most of it is seen.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.documents.drawn import Rule
from pipeline.documents.scan import Grey, Mask, Scan

FAINTEST = 26
"""Darkness, of 255, from which a pixel may belong to a rule; noise of paper stays below it when smoothed along the rule."""
LEAST_LENGTH = 2.0, 1.3
"""Least length of a piece of a horizontal and of a vertical rule, in heights of a character."""
THICKEST = 0.4
"""Of a rule, in heights of a character."""
SEEN_SHARE, ALONE_SHARE = 0.6, 0.85
"""Part of a rule between two others that must be seen; the second where it goes on beyond neither or is short."""
SHORT = 2.5
"""Heights of a character below which the piece of a rule between two others is as short as a stroke."""
REACH = 0.5
"""Of an end to the rule that it meets, in heights of a character."""
STUB = 2.0
"""Least length of a rule beyond the last one that it crosses, in heights of a character."""
BESIDE_SHARE = 0.15
"""Part of a run that has print right beside it above which it is no rule."""
SAME_RULE = 0.3
"""Distance within which pieces are of one rule, in heights of a character."""


@dataclass(slots=True)
class ScannedRules:
    """The rules of a page in pixels, and the pixels that they cover."""

    horizontal: list[Rule]
    vertical: list[Rule]
    covered: Mask


def find_rules(scan: Scan) -> ScannedRules:
    """The rules of `scan`; those that meet no other are none."""
    size = scan.type_size
    across, seen_across = _pieces(scan.grey, scan.ink, size, LEAST_LENGTH[0])
    down, seen_down = _pieces(np.ascontiguousarray(scan.grey.T), scan.ink.T, size, LEAST_LENGTH[1])
    seen = seen_across | seen_down.T
    horizontal: list[_Line] = []
    vertical: list[_Line] = []
    for pieces_across, pieces_down in _by_table(across, down, size):
        level, upright = _lines(pieces_across, size), _lines(pieces_down, size)
        for _ in range(2):  # what meets only what is no rule itself is none
            level, upright = _bridged(level, upright, size), _bridged(upright, level, size)
        horizontal += level
        vertical += upright
    covered = _covered(seen, horizontal, vertical, size)
    return ScannedRules([r for line in horizontal for r in line], [r for line in vertical for r in line], covered)


def _pieces(grey: Grey, ink: Mask, size: float, least: float) -> tuple[list[Rule], Mask]:
    """The level pieces of rules in a picture, and where they are seen."""
    smooth = cv2.blur(grey, (max(int(size * 0.3), 3), 1))
    dark = ((255 - smooth) > FAINTEST).astype(np.uint8)
    length = max(int(size * least), 12)
    runs = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((1, length), np.uint8))
    thick = cv2.morphologyEx(runs, cv2.MORPH_OPEN, np.ones((max(int(size * THICKEST), 3), 1), np.uint8))
    runs = cv2.subtract(runs, cv2.dilate(thick, np.ones((3, 1), np.uint8)))
    count, labels, stats, centres = cv2.connectedComponentsWithStats(runs, connectivity=8)
    found: list[Rule] = []
    kept = np.zeros(count, np.bool_)
    for number in range(1, count):
        left, top, wide, high, _ = (int(value) for value in stats[number])
        is_thin = wide >= length and high <= max(size * THICKEST, 6) + wide * 0.02
        if is_thin and not _is_in_text(ink, left, top, left + wide, top + high):
            found.append(Rule(float(centres[number][1]), float(left), float(left + wide)))
            kept[number] = True
    return found, kept[np.asarray(labels, np.intp)]


def _is_in_text(ink: Mask, left: int, top: int, right: int, bottom: int) -> bool:
    """Whether the run is made of strokes of characters: others stand on it, above or below."""
    above, below = ink[max(top - 4, 0) : max(top - 2, 0), left:right], ink[bottom + 2 : bottom + 4, left:right]
    beside = (above.any(axis=0) if len(above) else 0) | (below.any(axis=0) if len(below) else 0)
    return float(np.mean(beside)) > BESIDE_SHARE


_Line = list[Rule]


def _by_table(across: Sequence[Rule], down: Sequence[Rule], size: float) -> list[tuple[list[Rule], list[Rule]]]:
    """The pieces by the part of the page that they are in, parts being apart where no vertical rule runs.

    The columns of a table have nothing to do with those of the next one, be they ever so near.
    """
    parts: list[tuple[list[Rule], list[Rule]]] = []
    reach = -size
    edges: list[float] = []
    for piece in sorted(down, key=lambda piece: piece.start):
        if not parts or piece.start > reach + size:
            parts.append(([], []))
            edges.append(piece.start - size)
        parts[-1][1].append(piece)
        reach = max(reach, piece.end)
    for piece in across:
        number = bisect_right(edges, piece.position) - 1
        if number >= 0:
            parts[number][0].append(piece)
    return parts


def _lines(pieces: Sequence[Rule], size: float) -> list[_Line]:
    """The pieces by the line that they are on, each line from left to right, all at one position."""
    groups: list[list[Rule]] = []
    for piece in sorted(pieces, key=lambda piece: piece.position):
        if groups and piece.position - groups[-1][-1].position <= SAME_RULE * size:
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return [_level(group) for group in groups]


def _level(group: Sequence[Rule]) -> _Line:
    total = sum(piece.end - piece.start for piece in group)
    position = sum(piece.position * (piece.end - piece.start) for piece in group) / total
    line: _Line = []
    for piece in sorted(group, key=lambda piece: piece.start):
        if line and piece.start <= line[-1].end + 3:
            line[-1] = Rule(position, line[-1].start, max(line[-1].end, piece.end))
        else:
            line.append(Rule(position, piece.start, piece.end))
    return line


def _bridged(lines: Sequence[_Line], others: Sequence[_Line], size: float) -> list[_Line]:
    """The lines cut and filled at the rules they cross: between two of them a line is there or it is not.

    What sticks out beyond the outermost one stays if it is long: tables are printed without their outer rules too.
    """
    result: list[_Line] = []
    for line in lines:
        position = line[0].position
        crossings = _crossings(line, others, size)
        seen = [_seen(line, start, end) for start, end in pairwise(crossings)]
        kept: _Line = []
        for number, (start, end) in enumerate(pairwise(crossings)):
            beside = max([0.0, *seen[max(number - 1, 0) : number], *seen[number + 1 : number + 2]])
            is_alone = beside < SEEN_SHARE or end - start < SHORT * size
            if seen[number] >= (ALONE_SHARE if is_alone else SEEN_SHARE):
                kept.append(Rule(position, start, end))
        for piece in line:
            if crossings and piece.start < crossings[0] - STUB * size and piece.end > crossings[0] - REACH * size:
                kept.append(Rule(position, piece.start, crossings[0]))
            if crossings and piece.end > crossings[-1] + STUB * size and piece.start < crossings[-1] + REACH * size:
                kept.append(Rule(position, crossings[-1], piece.end))
        if kept:
            result.append(_level(kept))
    return result


def _seen(line: _Line, start: float, end: float) -> float:
    """The share of the line between two points that its pieces cover."""
    return sum(max(min(piece.end, end) - max(piece.start, start), 0.0) for piece in line) / max(end - start, 1.0)


def _crossings(line: _Line, others: Sequence[_Line], size: float) -> list[float]:
    """Where the rules of `others` meet or cross `line`, in order."""
    reach = REACH * size
    position, start, end = line[0].position, line[0].start, line[-1].end
    return sorted(
        other[0].position
        for other in others
        if start - reach <= other[0].position <= end + reach
        and any(piece.start - reach <= position <= piece.end + reach for piece in other)
    )


def _covered(seen: Mask, horizontal: Sequence[_Line], vertical: Sequence[_Line], size: float) -> Mask:
    """The pixels of the rules that were kept, a little widened."""
    near: NDArray[np.uint8] = np.zeros(seen.shape, np.uint8)
    width = max(int(size * THICKEST), 3)
    for line in horizontal:
        for rule in line:
            cv2.line(near, (int(rule.start), int(rule.position)), (int(rule.end), int(rule.position)), 1, width)
    for line in vertical:
        for rule in line:
            cv2.line(near, (int(rule.position), int(rule.start)), (int(rule.position), int(rule.end)), 1, width)
    rules = (seen & (near > 0)).astype(np.uint8)
    return cv2.dilate(rules, np.ones((3, 3), np.uint8)) > 0
