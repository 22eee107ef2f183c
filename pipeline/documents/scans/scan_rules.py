"""The ruled lines of a scan: pieces on one line that end at others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.documents.paper.drawn import Rule
from pipeline.documents.scans.broken_rules import broken_rules
from pipeline.documents.scans.open_rows import implied, trimmed
from pipeline.documents.scans.rule_lines import SAME_RULE, Line, by_table, closed, crossings_of, on_lines, seen_share
from pipeline.documents.scans.rule_pieces import BESIDE_SHARE, BESIDE_SOLID_SHARE, SOLID_SHARE, THICKEST, find_pieces
from pipeline.documents.scans.rule_segments import LONE_STUB, bridged
from pipeline.documents.scans.scan import Mask, Scan

LEAST_LENGTH = 2.0, 1.3
"""Least length of a piece of a horizontal and of a vertical rule, in heights of a character."""
LONGEST_STROKE, LONE_GAP = 8.0, 1.0
"""Least length of a rule that meets no other, and gap in it, in heights of a character."""
LEAST_TABLE = 4.0, 2.0
"""Width and height of a table, one of which it has, in heights of a character of the page: 曲 in a title is none."""

HIGHEST_TITLE, BEYOND, WALL = 3.0, 0.2, 0.7
"""Height of what may be strokes of a title, how far its ink goes on beyond them, and how wide there, in heights of a character;
and part of the height that a wall covers.
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


def find_rules(scan: Scan, size: float, *, is_faint: bool = False, is_broken: bool = False) -> ScannedRules:
    """The rules of `scan`, among characters `size` pixels high, hardly darker than the paper if `is_faint`.

    Those that meet no other are none, but for long level ones.
    """
    across, seen_across = find_pieces(scan.grey, scan.ink, size, LEAST_LENGTH[0], is_faint=is_faint)
    down, seen_down = find_pieces(
        np.ascontiguousarray(scan.grey.T), scan.ink.T, size, LEAST_LENGTH[1], is_faint=is_faint
    )
    seen = seen_across | seen_down.T
    if scan.softness or is_broken:
        more_across, more_down, dashes = broken_rules(scan.ink, size)
        across, down, seen = across + more_across, down + more_down, seen | dashes
    horizontal: list[Line] = []
    vertical: list[Line] = []
    for pieces_across, pieces_down in by_table(across, down, size):
        level, upright = on_lines(pieces_across, size), on_lines(pieces_down, size)
        for _ in range(2):  # what meets only what is no rule itself is none
            level, upright = (
                bridged(level, upright, size, scan.ink, seen),
                bridged(upright, level, size, scan.ink.T, seen.T),
            )
        level = [
            line for line in level if line[-1].end - line[0].start >= LONE_STUB * size
        ]  # 白 is no table, be it ever so large
        upright = [line for line in upright if crossings_of(line, level, size)]
        horizontal += level
        vertical += upright
    horizontal, vertical = _without_characters(horizontal, vertical, scan)
    horizontal, vertical = trimmed(horizontal, vertical, size), trimmed(vertical, horizontal, size)
    horizontal += implied(vertical, horizontal, size)
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
    return seen_share(near, rule.start, rule.end) < 0.5


def _without_characters(
    horizontal: Sequence[Line], vertical: Sequence[Line], scan: Scan
) -> tuple[list[Line], list[Line]]:
    """The lines without those pieces that meet no others but such as make one character of a title with them."""
    drawn: NDArray[np.uint8] = np.zeros(scan.grey.shape, np.uint8)
    for lines, is_level in ((horizontal, True), (vertical, False)):
        for rule in (rule for line in lines for rule in line):
            _draw(drawn, rule, 3, is_level=is_level)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(drawn, connectivity=8)
    wide, high = LEAST_TABLE[0] * scan.type_size, LEAST_TABLE[1] * scan.type_size
    is_table = (stats[:, cv2.CC_STAT_WIDTH] >= wide) | (stats[:, cv2.CC_STAT_HEIGHT] >= high)
    for number in np.flatnonzero(is_table & (stats[:, cv2.CC_STAT_HEIGHT] < HIGHEST_TITLE * scan.type_size)):
        x, y, across, down, _ = stats[number].tolist()
        is_table[number] = not _goes_on(scan, labels[y : y + down, x : x + across] == number, x, y)

    def is_kept(rule: Rule, *, is_level: bool) -> bool:
        along, position = int((rule.start + rule.end) / 2), int(rule.position)
        return bool(is_table[labels[position, along] if is_level else labels[along, position]])

    level = [[rule for rule in line if is_kept(rule, is_level=True)] for line in horizontal]
    upright = [[rule for rule in line if is_kept(rule, is_level=False)] for line in vertical]
    return [line for line in level if line], [line for line in upright if line]


def _goes_on(scan: Scan, drawn: Mask, left: int, top: int) -> bool:
    """Whether the ink of lines that are no higher than a title's goes on above or below them, as strokes of characters do.

    A wall may be cut by the page's end, and goes on by itself.
    """
    high, wide = drawn.shape
    reach = max(int(BEYOND * scan.type_size), 3)
    above = max(top - 2 * reach, 0)
    ink = scan.ink[above : top + high + 2 * reach, left : left + wide]
    seeds = np.zeros(ink.shape, np.bool_)
    seeds[top - above : top - above + high] = drawn
    _, labels = cv2.connectedComponents(ink.astype(np.uint8), connectivity=8)
    joined = np.isin(labels, np.setdiff1d(labels[seeds], [0]))
    joined[:, cv2.dilate((drawn.mean(axis=0) > WALL).astype(np.uint8)[None], np.ones((1, 7), np.uint8))[0] > 0] = False
    beyond = np.concatenate([joined[: max(top - above - reach, 0)], joined[top - above + high + reach :]])
    return int(beyond.any(axis=0).sum()) > reach


def _draw(mask: NDArray[np.uint8], rule: Rule, width: int, *, is_level: bool) -> None:
    position, start, end = int(rule.position), int(rule.start), int(rule.end)
    first, last = ((start, position), (end, position)) if is_level else ((position, start), (position, end))
    cv2.line(mask, first, last, 1, width)


def _lone(across: Sequence[Rule], vertical: Sequence[Line], size: float, ink: Mask) -> list[Line]:
    """The long level lines that no vertical rule meets: those of tables that have rules between their rows only."""
    found: list[Line] = []
    for line in on_lines(across, size):
        whole = [piece for piece in closed(line, LONE_GAP * size) if piece.end - piece.start >= LONGEST_STROKE * size]
        alone = [p for p in whole if not crossings_of([p], vertical, size) and not _is_stroke(p, ink)]
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


def _covered(seen: Mask, horizontal: Sequence[Line], vertical: Sequence[Line], size: float) -> Mask:
    """The pixels of the rules that were kept, a little widened."""
    near: NDArray[np.uint8] = np.zeros(seen.shape, np.uint8)
    width = max(int(size * THICKEST), 3)
    for lines, is_level in ((horizontal, True), (vertical, False)):
        for rule in (rule for line in lines for rule in line):
            _draw(near, rule, width, is_level=is_level)
    rules = (seen & (near > 0)).astype(np.uint8)
    return cv2.dilate(rules, np.ones((3, 3), np.uint8)) > 0
