"""Tables of text that are drawn as on paper, with cells over several columns, rows or lines: as browsers for terminals print them.

A rule may stand beside the text of a cell that reaches down, and walls end where a cell reaches across: what is between rules and
walls is a cell. Columns are counted as a terminal does, Chinese characters as two. Where lines do not meet, nothing is done.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from pipeline.documents.document import Grid, GridCell
from pipeline.documents.fold import tidy
from pipeline.documents.texts.text_marks import without_marks
from pipeline.values import is_value

FEWEST_RULES = 4
"""Rules from which they part rows: above and below the table, and two within."""
FEWEST_RULES_OF_A_REST = 2
"""Those of a table right below another one, whose last rows it may have."""
FEWEST_DASHES = 3
"""Hyphens between two walls that are a rule; fewer are what someone typed for a nought."""
MAXIMUM_LINES, MAXIMUM_WALLS = 2_000, 80
_HYPHENS = frozenset("-=")
_DRAWN = frozenset("─━═╌╍┄┅┈┉")
_DASHES = _HYPHENS | _DRAWN
_WALLS = frozenset("+|") | {chr(code) for code in range(0x2500, 0x2570)} - _DRAWN
_MAY_BE = re.compile(r"^[ \t]*(?:\+[-=]{2,}|[\u2500-\u256f])", re.M)


def with_grids(text: str) -> list[str | Grid]:
    """The text between the drawn tables, and these, in order; one text where there are none."""
    if _MAY_BE.search(text) is None:
        return [text]
    lines = text.splitlines()
    parts: list[str | Grid] = []
    kept: list[str] = []
    at = 0
    while at < len(lines):
        end = at
        while end < len(lines) and lines[end].lstrip()[:1] in _WALLS and lines[end].strip():
            if end > at and _is_rule(lines[end - 1]) and _is_rule(lines[end]):
                break  # a table ends where another one begins
            end += 1
        is_rest = bool(parts) and not kept and isinstance(parts[-1], Grid)  # of a table that a page parted
        fewest = FEWEST_RULES_OF_A_REST if is_rest else FEWEST_RULES
        grid = _grid(lines[at:end], fewest, is_rest=is_rest) if fewest < end - at <= MAXIMUM_LINES else None
        if grid is None:
            kept += lines[at : max(end, at + 1)]
        else:
            parts += ["\n".join(kept), grid]
            kept = []
        at = max(end, at + 1)
    parts.append("\n".join(kept))
    return parts


def _is_rule(line: str) -> bool:
    """Whether there is nothing but a rule on a line."""
    characters = set(line.strip())
    return characters <= _DASHES | _WALLS and not characters.isdisjoint(_DASHES)


@lru_cache(maxsize=8192)
def _width(character: str, wide: str) -> int:
    if character in _WALLS or character in _DASHES:
        return 1
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in wide else 1


def _columns(line: str, wide: str) -> dict[int, str]:
    """The characters of a line by the column in which each begins, and by -1 the one behind the last."""
    columns: dict[int, str] = {}
    at = 0
    for character in line:
        columns[at] = character
        at += _width(character, wide)
    columns[-1] = str(at)
    return columns


def _grid(lines: Sequence[str], fewest: int, *, is_rest: bool) -> Grid | None:
    """The grid that the lines draw; None where they do not meet, or a line is a row and not the rest of a grid."""
    indent = min(len(line) - len(line.lstrip()) for line in lines)
    bare = [line[indent:].rstrip() for line in lines]
    size = _columns(bare[0], "WF")[-1]
    drawn = [
        next((found for wide in ("WF", "WFA") if (found := _columns(line, wide))[-1] == size), None) for line in bare
    ]
    if None in drawn or not (_is_rule(bare[0]) and _is_rule(bare[-1])):
        return None
    columns = [line for line in drawn if line is not None]
    walls = sorted({at for line in columns for at in line if _is_corner(line, at)})
    if not 2 <= len(walls) <= MAXIMUM_WALLS:
        return None
    ruled = [[_is_ruled(line, left, right) for left, right in pairwise(walls)] for line in columns]
    rules = [number for number, parts in enumerate(ruled) if any(parts)]
    if len(rules) < fewest or any(below - above == 1 for above, below in pairwise(rules)):
        return None
    walled = [
        [all(columns[n].get(at, "") in _WALLS for n in range(above + 1, below)) for at in walls]
        for above, below in pairwise(rules)
    ]
    boxes = _boxes(walled, [ruled[number] for number in rules])
    return None if boxes is None else _filled(boxes, columns, rules, walls, is_rest=is_rest)


def _is_corner(line: dict[int, str], at: int) -> bool:
    """Whether a rule begins, ends or is crossed there."""
    return at >= 0 and line[at] in _WALLS and (line.get(at - 1, "") in _DASHES or line.get(at + 1, "") in _DASHES)


def _is_ruled(line: dict[int, str], left: int, right: int) -> bool:
    between = [line.get(at, "") for at in range(left + 1, right)]
    if not between or any(character not in _DASHES for character in between):
        return False
    return between[0] in _DRAWN or len(between) >= FEWEST_DASHES


def _boxes(walled: Sequence[Sequence[bool]], ruled: Sequence[Sequence[bool]]) -> list[tuple[int, int, int, int]] | None:
    """The rows and columns that each cell reaches over, first and behind its last; None where one is no rectangle."""
    height, width = len(walled), len(ruled[0])
    owner = [[-1] * width for _ in range(height)]
    boxes: list[tuple[int, int, int, int]] = []
    for top in range(height):
        for left in range(width):
            if owner[top][left] >= 0:
                continue
            right = left + 1
            while right < width and not walled[top][right]:
                right += 1
            bottom = top + 1
            while bottom < height and not ruled[bottom][left]:
                bottom += 1
            for row in range(top, bottom):
                for column in range(left, right):
                    is_wall = column > left and walled[row][column]
                    is_rule = row > top and ruled[row][column]
                    if owner[row][column] >= 0 or is_wall or is_rule:
                        return None
                    owner[row][column] = len(boxes)
            is_closed = all(walled[row][left] and walled[row][right] for row in range(top, bottom))
            if not is_closed or not all(ruled[top][left:right]) or not all(ruled[bottom][left:right]):
                return None
            boxes.append((top, bottom, left, right))
    return boxes


def _filled(
    boxes: Sequence[tuple[int, int, int, int]],
    columns: Sequence[dict[int, str]],
    rules: Sequence[int],
    walls: Sequence[int],
    *,
    is_rest: bool,
) -> Grid | None:
    """The grid of these cells with what is printed in them; None where each of a whole table is one line, or most hold rows."""
    rows: list[list[GridCell]] = [[] for _ in range(len(rules) - 1)]
    broken = doubled = 0
    for top, bottom, left, right in sorted(boxes, key=lambda box: box[2]):
        texts = list(_texts(columns[rules[top] + 1 : rules[bottom]], walls[left] + 1, walls[right]))
        broken += len(texts) > 1
        doubled += sum(map(is_value, texts)) > 1
        cell = GridCell(tidy(without_marks("\n".join(texts))), top, left, bottom - top, right - left)
        for row in rows[top:bottom]:
            row.append(cell)
    is_plain = not is_rest and not broken and len(boxes) == (len(rules) - 1) * (len(walls) - 1)
    return None if is_plain or (doubled and doubled * 2 >= broken) else Grid(0, rows)


def _texts(lines: Sequence[dict[int, str]], left: int, right: int) -> Iterator[str]:
    for line in lines:
        text = "".join(character for at, character in line.items() if left <= at < right).strip()
        if text:
            yield text
