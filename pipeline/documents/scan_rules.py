"""The ruled lines of a scan: pieces on one line that end at others.

Between two rules that it crosses a line is taken for whole where most of it is seen.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.documents.broken_rules import broken_rules
from pipeline.documents.drawn import Rule
from pipeline.documents.rule_pieces import BESIDE_SHARE, BESIDE_SOLID_SHARE, SOLID_SHARE, THICKEST, find_pieces
from pipeline.documents.scan import Mask, Scan

LEAST_LENGTH = 2.0, 1.3
"""Least length of a piece of a horizontal and of a vertical rule, in heights of a character."""
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
LONGEST_STROKE, LONE_GAP = 8.0, 1.0
"""Least length of a rule that meets no other, and gap in it, in heights of a character."""
REACH = 0.5
"""Of an end to the rule that it meets, in heights of a character."""
LEAST_TABLE = 4.0, 2.0
"""Width and height of a table, one of which it has, in heights of a character of the page: 曲 in a title is none."""
THICK, NEAR_END = 4, 0.08
"""Pixels that a rule may be thick, and part of a rule between two others that is near one of them."""
STUB, LONE_STUB = 2.0, 4.0
"""Least length of a rule beyond the last one that it crosses, and of one that meets no other, in heights of a character."""
OPEN_ROW, OPEN_WALLS, LONE_WALLS = 1.2, 3, 6
"""The same of walls that end alike, of a row overleaf without its outer rule, and how many of them there are, the second where
they cross one rule only.
"""
OPEN_WIDTH = 8.0
"""Heights of a character that such a row is wide, along a rule that is seen: strokes of a title hang from one another too."""
ALIKE = 0.3
"""Heights of a character by which the ends of such walls differ at most."""
PASSED = 0.6
"""Heights of a character by which another wall runs on beyond them."""
SAME_RULE, SPREAD = 0.3, 0.6
"""Distance within which pieces are of one rule, and of the outermost ones of it, in heights of a character: strokes of characters
that stand below one another are as near, one to the next.
"""


@dataclass(slots=True)
class ScannedRules:
    """The rules of a page in pixels, those that meet no other by themselves, and the pixels that all of them cover."""

    horizontal: list[Rule]
    vertical: list[Rule]
    lone: list[Rule]
    covered: Mask

    def hidden_from(self, others: ScannedRules, size: float) -> int:
        """How many of these rules, of tables and longer than any stroke, are for the most part not among `others`."""
        pairs = ((self.horizontal, others.horizontal), (self.vertical, others.vertical))
        return sum(_is_hidden(rule, seen, size) for own, seen in pairs for rule in own)


def find_rules(scan: Scan, size: float, *, is_faint: bool = False) -> ScannedRules:
    """The rules of `scan`, among characters `size` pixels high, hardly darker than the paper if `is_faint`.

    Those that meet no other are none, but for long level ones.
    """
    across, seen_across = find_pieces(scan.grey, scan.ink, size, LEAST_LENGTH[0], is_faint=is_faint)
    down, seen_down = find_pieces(
        np.ascontiguousarray(scan.grey.T), scan.ink.T, size, LEAST_LENGTH[1], is_faint=is_faint
    )
    seen = seen_across | seen_down.T
    if scan.softness:
        more_across, more_down, dashes = broken_rules(scan.ink, size)
        across, down, seen = across + more_across, down + more_down, seen | dashes
    horizontal: list[_Line] = []
    vertical: list[_Line] = []
    for pieces_across, pieces_down in _by_table(across, down, size):
        level, upright = _lines(pieces_across, size), _lines(pieces_down, size)
        for _ in range(2):  # what meets only what is no rule itself is none
            level, upright = _bridged(level, upright, size, scan.ink), _bridged(upright, level, size, scan.ink.T)
        level = [
            line for line in level if line[-1].end - line[0].start >= LONE_STUB * size
        ]  # 白 is no table, be it ever so large
        upright = [line for line in upright if _crossings(line, level, size)]
        horizontal += level
        vertical += upright
    horizontal, vertical = _without_characters(horizontal, vertical, scan)
    horizontal, vertical = _trimmed(horizontal, vertical, size), _trimmed(vertical, horizontal, size)
    horizontal += _implied(vertical, horizontal, size)
    lone = _lone(across, vertical, size, scan.ink)
    covered = _covered(seen, [*horizontal, *lone], vertical, size)
    in_tables = [rule for line in horizontal for rule in line]
    return ScannedRules(in_tables, [r for line in vertical for r in line], [r for line in lone for r in line], covered)


def _is_hidden(rule: Rule, others: Sequence[Rule], size: float) -> bool:
    """Whether less than half of a long rule is seen among `others`."""
    length = rule.end - rule.start
    if length < LONGEST_STROKE * size:
        return False
    near = [other for other in others if abs(other.position - rule.position) <= SAME_RULE * size]
    return _seen(near, rule.start, rule.end) < 0.5


def _without_characters(
    horizontal: Sequence[_Line], vertical: Sequence[_Line], scan: Scan
) -> tuple[list[_Line], list[_Line]]:
    """The lines without those pieces that meet no others but such as make one character of a title with them."""
    drawn: NDArray[np.uint8] = np.zeros(scan.grey.shape, np.uint8)
    for lines, is_level in ((horizontal, True), (vertical, False)):
        for rule in (rule for line in lines for rule in line):
            _draw(drawn, rule, 3, is_level=is_level)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(drawn, connectivity=8)
    wide, high = LEAST_TABLE[0] * scan.type_size, LEAST_TABLE[1] * scan.type_size
    is_table = (stats[:, cv2.CC_STAT_WIDTH] >= wide) | (stats[:, cv2.CC_STAT_HEIGHT] >= high)

    def is_kept(rule: Rule, *, is_level: bool) -> bool:
        along, position = int((rule.start + rule.end) / 2), int(rule.position)
        return bool(is_table[labels[position, along] if is_level else labels[along, position]])

    level = [[rule for rule in line if is_kept(rule, is_level=True)] for line in horizontal]
    upright = [[rule for rule in line if is_kept(rule, is_level=False)] for line in vertical]
    return [line for line in level if line], [line for line in upright if line]


def _draw(mask: NDArray[np.uint8], rule: Rule, width: int, *, is_level: bool) -> None:
    position, start, end = int(rule.position), int(rule.start), int(rule.end)
    first, last = ((start, position), (end, position)) if is_level else ((position, start), (position, end))
    cv2.line(mask, first, last, 1, width)


def _lone(across: Sequence[Rule], vertical: Sequence[_Line], size: float, ink: Mask) -> list[_Line]:
    """The long level lines that no vertical rule meets: those of tables that have rules between their rows only."""
    found: list[_Line] = []
    for line in _lines(across, size):
        whole = [piece for piece in _closed(line, LONE_GAP * size) if piece.end - piece.start >= LONGEST_STROKE * size]
        alone = [p for p in whole if not _crossings([p], vertical, size) and not _is_stroke(p, ink)]
        if alone:
            found.append(alone)
    return found


def _is_stroke(rule: Rule, ink: Mask) -> bool:
    """Whether a level run has so much print right beside it that it may be strokes of a line of text, as of a bold title.

    Print may stand as near to a rule, which has no gaps between characters.
    """
    middle, left, right = round(rule.position), int(rule.start), int(rule.end)
    beside = ink[max(middle - 7, 0) : max(middle - 3, 0), left:right].any(axis=0)
    beside |= ink[middle + 4 : middle + 8, left:right].any(axis=0)
    is_solid = float(ink[max(middle - 1, 0) : middle + 2, left:right].any(axis=0).mean()) >= SOLID_SHARE
    return float(np.mean(beside)) > (BESIDE_SOLID_SHARE if is_solid else BESIDE_SHARE)


def _closed(line: _Line, widest: float) -> _Line:
    """The pieces of a line, those that lie as near as `widest` made one."""
    closed: _Line = []
    for piece in line:
        if closed and piece.start - closed[-1].end <= widest:
            closed[-1] = Rule(piece.position, closed[-1].start, piece.end)
        else:
            closed.append(piece)
    return closed


_Line = list[Rule]


def _by_table(across: Sequence[Rule], down: Sequence[Rule], size: float) -> list[tuple[list[Rule], list[Rule]]]:
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


def _lines(pieces: Sequence[Rule], size: float) -> list[_Line]:
    """The pieces by the line that they are on, each line from left to right, all at one position."""
    groups: list[list[Rule]] = []
    for piece in sorted(pieces, key=lambda piece: piece.position):
        near = groups and piece.position - groups[-1][-1].position <= SAME_RULE * size
        if near and piece.position - groups[-1][0].position <= SPREAD * size:
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


def _bridged(lines: Sequence[_Line], others: Sequence[_Line], size: float, ink: Mask) -> list[_Line]:
    """The lines cut and filled at the rules they cross: between two of them a line is there or it is not.

    What sticks out beyond the outermost one stays if it is long: tables are printed without their outer rules too.
    """
    result: list[_Line] = []
    every = [_crossings(line, others, size) for line in lines]
    open_rows = _open_rows(lines, every, others, size)
    for line, crossings in zip(lines, every, strict=True):
        position = line[0].position
        seen = [_seen(line, start, end) for start, end in pairwise(crossings)]
        kept: _Line = []
        for number, (start, end) in enumerate(pairwise(crossings)):
            beside = [*seen[max(number - 1, 0) : number], *seen[number + 1 : number + 2]]
            goes_on = sum(share >= SEEN_SHARE for share in beside)
            least = ALONE_SHARE if goes_on == 0 or end - start < SHORT * size else SEEN_SHARE
            is_kept = seen[number] >= least
            if not is_kept and _is_clear(ink, position, start, end, size):
                is_kept = (
                    (goes_on == 2 and seen[number] >= BETWEEN_SHARE)
                    or _is_left_of(ink, position, start, end)
                    or (goes_on > 0 and _has_corners(position, start, end, others, size))
                )
            if is_kept:
                kept.append(Rule(position, start, end))
        stub = (STUB if len(crossings) > 1 else LONE_STUB) * size
        for piece in line:
            if not crossings:
                continue
            first, last = crossings[0], crossings[-1]
            is_long = piece.start < first - stub or any(_ends_there(piece.start, first, row, size) for row in open_rows)
            if is_long and piece.start < first < piece.end + REACH * size:
                kept.append(Rule(position, piece.start, first))
            is_long = piece.end > last + stub or any(_ends_there(piece.end, last, row, size) for row in open_rows)
            if is_long and piece.start - REACH * size < last < piece.end:
                kept.append(Rule(position, last, piece.end))
        if kept:
            result.append(_level(kept))
    return result


def _open_rows(
    lines: Sequence[_Line], every: Sequence[list[float]], others: Sequence[_Line], size: float
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
        if any(_ends_there(end, rule, row, size) for row in rows):
            continue
        walls = places[(np.abs(places[:, :2] - (end, rule)) <= ALIKE * size).all(axis=1), 2]
        if len(walls) < least or walls.max() - walls.min() < OPEN_WIDTH * size:
            continue
        along = [other for other in others if abs(other[0].position - rule) <= ALIKE * size]
        first, last = float(walls.min()), float(walls.max())
        if any(_seen(other, first, last) >= SEEN_SHARE for other in along):
            rows += [] if _is_passed(end, lines, size) else [(end, rule)]
    return rows


def _is_passed(end: float, lines: Sequence[_Line], size: float) -> bool:
    """Whether a wall of the table runs on beyond where those end: they are strokes of a row, or cut short as by a shade."""
    pieces = (piece for line in lines for piece in line)
    return any(piece.start < end - PASSED * size and end + PASSED * size < piece.end for piece in pieces)


def _implied(vertical: Sequence[_Line], horizontal: Sequence[_Line], size: float) -> list[_Line]:
    """The outer rules of rows overleaf that are not printed: where their walls end."""
    found: list[_Line] = []
    every = [_crossings(line, horizontal, size) for line in vertical]
    for row in _open_rows(vertical, every, horizontal, size):
        walls = [
            line[0].position
            for line, crossings in zip(vertical, every, strict=True)
            if crossings
            and (
                _ends_there(line[0].start, crossings[0], row, size)
                or _ends_there(line[-1].end, crossings[-1], row, size)
            )
        ]
        found.append([Rule(row[0], min(walls), max(walls))])
    return found


def _ends_there(end: float, rule: float, row: tuple[float, float], size: float) -> bool:
    """Whether a line that sticks out from `rule` to `end` is one of the walls of that row."""
    return abs(end - row[0]) <= ALIKE * size and abs(rule - row[1]) <= ALIKE * size


def _is_clear(ink: Mask, position: float, start: float, end: float, size: float) -> bool:
    """Whether no print stands beside a level rule between two places: what is seen of it is no stroke."""
    middle, reach = round(position), max(int(CLEAR * size), 4)
    part = ink[:, int(start) + 3 : int(end) - 3]
    own = max(round(OWN * size), 2)
    return not (
        part[max(middle - reach, 0) : max(middle - own, 0)].any() or part[middle + own + 1 : middle + reach].any()
    )


def _is_left_of(ink: Mask, position: float, start: float, end: float) -> bool:
    """Whether pieces of a rule are left between two others, too short to be found by themselves, and near one of these.

    A 1 in the middle of its cell is near neither.
    """
    middle = round(position)
    seen = ink[max(middle - 1, 0) : middle + 2, int(start) + THICK : int(end) + 1 - THICK]
    along = np.asarray(seen.any(axis=0), np.bool_)
    near = max(int(NEAR_END * len(along)), 2)
    return along.size > 0 and along.mean() >= BETWEEN_SHARE and bool(along[:near].any() or along[-near:].any())


def _has_corners(position: float, start: float, end: float, others: Sequence[_Line], size: float) -> bool:
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


def _trimmed(lines: Sequence[_Line], others: Sequence[_Line], size: float) -> list[_Line]:
    """The lines cut at the outermost rule that they cross, where one sticks out alone: a stroke that stands on its end."""

    def reach(line: _Line, towards: int) -> tuple[float, float]:
        """How far the line sticks out at one end, and the outermost of `others` there."""
        ends = line[0].start if towards < 0 else line[-1].end
        crossed = _crossings(line, others, size)
        edge = (crossed[0] if towards < 0 else crossed[-1]) if crossed else ends
        return (ends - edge) * towards, edge

    result = [list(line) for line in lines]
    for towards in (-1, 1):
        found = [reach(line, towards) for line in result]
        for line, (out, edge) in zip(result, found, strict=True):
            alike = sum(abs(edge - other) <= size and abs(out - more) <= size for more, other in found)
            if out <= REACH * size or alike > 1:
                continue
            if towards < 0:
                line[0] = Rule(line[0].position, edge, line[0].end)
            else:
                line[-1] = Rule(line[-1].position, line[-1].start, edge)
    cut = ([rule for rule in line if rule.end > rule.start] for line in result)
    return [line for line in cut if line]


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
    for lines, is_level in ((horizontal, True), (vertical, False)):
        for rule in (rule for line in lines for rule in line):
            _draw(near, rule, width, is_level=is_level)
    rules = (seen & (near > 0)).astype(np.uint8)
    return cv2.dilate(rules, np.ones((3, 3), np.uint8)) > 0
