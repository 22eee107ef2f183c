"""Serial numbers before the labels of a table (序号 1, 2, 3 …): they number rows and are no figures, so they go first.

A column that is called so is theirs, and one of numbers that count up by one, each with a text behind it; a column of figures
that does so does not occur.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.documents.document import Grid, GridCell, Line
from pipeline.documents.fold import key
from pipeline.forms.line_grids import SEPARATORS
from pipeline.values import is_value

FEWEST = 5
"""Numbers in succession from which they are serial."""
MOST_SKIPPED = 2
"""Numbers that may be lost between two that stand."""
NAMED_WITHIN = 3
"""Rows at a table's top among which its header is."""
_NAMES = frozenset(("序号", "编号", "行次", "项目序号"))
_CODES = frozenset(("代码", "代 码", "指标代码"))
_SERIAL = _NAMES | {key(name) for name in _CODES}
_HEADS = tuple(name + other for name in _NAMES for other in ("统计指标", "指标", "项目"))
_FIRST_CELL = re.compile(r"^\s*(?:[|｜]\s*)?([^|｜\t\s]{1,4})(?:\s*[|｜\t]+\s*|\s+(?=\S)|\s*$)")


def numbered_columns(grid: Grid) -> frozenset[int]:
    """The columns of `grid` that hold nothing but serial numbers, their name and blanks."""
    named = _named_columns(grid)
    return frozenset(
        column for column, numbers in _columns_before_text(grid).items() if column in named or _count_up(numbers)
    )


def _named_columns(grid: Grid) -> set[int]:
    """The columns called 序号: their numbers are serial however few they are, and whatever was left out between them.

    Codes of indicators may stand behind the labels.
    """
    first = {cell.column for row in grid.rows[:NAMED_WITHIN] for cell in row[:1] if key(cell.text) in _NAMES}
    several = [row for row in grid.rows if sum(bool(cell.text) for cell in row) > 1]  # above a header stand texts
    return first | {cell.column for row in several[:NAMED_WITHIN] for cell in row if cell.text.strip() in _CODES}


def may_be_numbered(grid: Grid) -> bool:
    """Whether the figures of a column must be known to tell whether they are serial numbers."""
    named = _named_columns(grid)
    return any(len(numbers) >= FEWEST and column not in named for column, numbers in _columns_before_text(grid).items())


def _columns_before_text(grid: Grid) -> dict[int, list[int]]:
    """The numbers of each column in which every number has a text behind it, and nothing else is printed but a name."""
    count = sum(1 for row in grid.rows if row and row[0].text.isdecimal())
    named = _named_columns(grid)
    if count < FEWEST and not named:
        return {}
    numbers: dict[int, list[int]] = {}
    strange: set[int] = set()
    for index, row in enumerate(grid.rows):
        if len(row) > 1 and all(cell.text == row[0].text for cell in row):
            continue  # a title whose span was written out
        for position, cell in enumerate(row):
            if cell.row != index or not cell.text:
                continue
            behind = row[position + 1] if position + 1 < len(row) else None
            if cell.text.isdecimal() and behind is not None and (cell.column in named or not is_value(behind.text)):
                numbers.setdefault(cell.column, []).append(int(cell.text))
            elif key(cell.text) not in _SERIAL and behind is not None:  # not the name of a section, across all columns
                strange.add(cell.column)
    return {column: found for column, found in numbers.items() if column not in strange}


def _count_up(numbers: Sequence[int]) -> bool:
    """Whether each is the next, few left out; a new section may begin at 1."""
    steps = [after - before for before, after in pairwise(numbers) if after != 1]
    return steps.count(1) >= FEWEST - 1 and all(0 < step <= 1 + MOST_SKIPPED for step in steps)


def without_columns(rows: Sequence[Sequence[GridCell]], columns: frozenset[int]) -> list[list[GridCell]]:
    """The rows without the numbers, their name and the blanks that stand in `columns`."""
    return [
        [
            c
            for c in row
            if c.column not in columns or (c.text and not c.text.isdecimal() and key(c.text) not in _SERIAL)
        ]
        for row in rows
    ]


def without_serials(lines: list[Line]) -> list[Line]:
    """The lines of a page without the serial numbers of a table among them, its rows in one line each or a cell a line."""
    start = next((n for n, line in enumerate(lines) if _is_head(line.text)), None)
    if start is None:
        return lines
    kept = lines[:start]
    expected, count = 1, 0
    for number in range(start, len(lines)):
        line = lines[number]
        match = _FIRST_CELL.match(line.text)
        first = match[1] if match else ""
        rest = line.text[match.end() :] if match else ""
        if key(first) in _NAMES and rest:
            kept.append(_cut(line, len(line.text) - len(rest)))
            continue
        if first.isdecimal() and expected <= int(first) <= expected + MOST_SKIPPED:
            behind = rest or (lines[number + 1].text if number + 1 < len(lines) else "")
            if not is_value(SEPARATORS.split(behind.strip(" |｜\t"))[0]):
                expected, count = int(first) + 1, count + 1
                if rest:
                    kept.append(_cut(line, len(line.text) - len(rest)))
                continue
        kept.append(line)
    return kept if count >= FEWEST else lines


def _is_head(text: str) -> bool:
    """Whether a line begins with the name of serial numbers, other names of columns behind it or nothing."""
    match = _FIRST_CELL.match(text)
    return (match is not None and key(match[1]) in _NAMES) or text.startswith(_HEADS)


def _cut(line: Line, size: int) -> Line:
    """The line without its first `size` characters; a border at its left stays one."""
    if line.text.lstrip()[:1] in ("|", "｜"):
        size = line.text.rindex(line.text.lstrip()[0], 0, size)
    return replace(line, text=line.text[size:], start=line.start + size)
