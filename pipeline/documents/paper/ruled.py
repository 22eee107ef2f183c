"""Ruled lines → tables. Lines that meet make one table; where no line parts two fields, they are one cell.

Works on plain positions, so that a page of a PDF and a picture of a page can use it alike.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pipeline.documents.paper.drawn import Rule

NEAR = 3.0
"""Points within which two ends meet and two parallel lines are one (double borders, borders drawn cell by cell)."""
DOUBLE, NARROWEST_IN_TYPE, SIDE_BY_SIDE = 6.0, 0.65, 0.8
"""Points between two rules, in no case more than so many type sizes, that are one where they run side by side for such a share of
the shorter: no character stands between them. Word's double borders are up to 4.5 points apart, and more in no report.
"""
SHORT_OF_DOUBLE = 2.0
"""Widths of a double border that the rules may end before its middle that meet it: LibreOffice leaves more than its own."""
NARROWEST = 4.0
"""Points between two parallel lines of a table; no type is smaller."""
FEWEST_WALLS = 6
"""Vertical lines from which one horizontal one is a table's: a row that goes on overleaf has no line on that side."""
MAXIMUM_RULES = 1_500
"""Joined rules of one page that are looked at; the largest statutory table has some 60."""
MAXIMUM_FIELDS = 20_000


@dataclass(slots=True)
class RuledCell:
    """A cell by its row and column in the table and how many it spans, and its corners on the page."""

    row: int
    column: int
    rowspan: int
    colspan: int
    box: tuple[float, float, float, float]


@dataclass(slots=True)
class RuledTable:
    """A table's column and row edges, its cells in reading order, and which cell each field belongs to."""

    columns: list[float]
    rows: list[float]
    cells: list[RuledCell]
    fields: list[list[int]] = field(default_factory=list[list[int]])

    @property
    def box(self) -> tuple[float, float, float, float]:
        """(left, top, right, bottom)."""
        return self.columns[0], self.rows[0], self.columns[-1], self.rows[-1]

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies in the table."""
        left, top, right, bottom = self.box
        return left <= x <= right and top <= y <= bottom

    def cell_at(self, x: float, y: float) -> int | None:
        """The number of the cell at a point; None outside the table."""
        if not self.holds(x, y):
            return None
        column = min(bisect_right(self.columns, x), len(self.columns) - 1) - 1
        row = min(bisect_right(self.rows, y), len(self.rows) - 1) - 1
        return self.fields[row][column]


def find_tables(horizontal: Iterable[Rule], vertical: Iterable[Rule], size: float = 0.0) -> list[RuledTable] | None:
    """The tables that the rules make, from top to bottom; None where there are too many rules for a text.

    `size` is that of the type, between whose lines and characters there is no room for a row or a column.
    """
    across, down = joined(horizontal), joined(vertical)
    if len(across) + len(down) > MAXIMUM_RULES:
        return None
    least = min(DOUBLE, NARROWEST_IN_TYPE * size)
    if least > NEAR and len(single := _single(down, least)) < len(down):
        across, down = _single(across, least), single  # upright ones tell: a row of blanks may be as low in a web page
    tables = [_table(*group, max(least, NARROWEST)) for group in _meeting(across, down)]
    return sorted((table for table in tables if table is not None), key=lambda table: (table.rows[0], table.columns[0]))


def joined(rules: Iterable[Rule]) -> list[Rule]:
    """Rules on one line that touch as one rule; short ends left over are no rules."""
    lines: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda rule: rule.position):
        if lines and rule.position - lines[-1][0].position <= NEAR:
            lines[-1].append(rule)
        else:
            lines.append([rule])
    joined: list[Rule] = []
    for line in lines:
        position = sum(rule.position for rule in line) / len(line)
        start = end = float("-inf")
        for rule in sorted(line, key=lambda rule: rule.start):
            if rule.start <= end + NEAR:
                end = max(end, rule.end)
                continue
            if end - start > NARROWEST:
                joined.append(Rule(position, start, end))
            start, end = rule.start, rule.end
        if end - start > NARROWEST:
            joined.append(Rule(position, start, end))
    return joined


def _single(rules: Sequence[Rule], least: float) -> list[Rule]:
    """Rules of which two that run side by side, less than `least` apart, are one between them: a double border."""
    single: list[Rule] = []
    for rule in sorted(rules, key=lambda rule: rule.position):
        near = (n for n in range(len(single) - 1, -1, -1) if rule.position - single[n].position <= least)
        beside = next((n for n in near if _run_side_by_side(single[n], rule)), None)
        if beside is None:
            single.append(rule)
        else:
            other = single[beside]
            middle = (rule.position + other.position) / 2
            apart = rule.position - other.position
            single[beside] = Rule(middle, min(rule.start, other.start), max(rule.end, other.end), other.width + apart)
    return single


def _run_side_by_side(one: Rule, other: Rule) -> bool:
    shared = min(one.end, other.end) - max(one.start, other.start)
    return shared >= SIDE_BY_SIDE * min(one.end - one.start, other.end - other.start)


def _meeting(across: Sequence[Rule], down: Sequence[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """The rules by the table that they belong to: those that meet, directly or over others."""
    owner = list(range(len(across) + len(down)))

    def root(number: int) -> int:
        while owner[number] != number:
            owner[number] = owner[owner[number]]
            number = owner[number]
        return number

    for i, rule in enumerate(across):
        for j, other in enumerate(down):
            short, low = max(NEAR, SHORT_OF_DOUBLE * other.width), max(NEAR, SHORT_OF_DOUBLE * rule.width)
            if (
                rule.start - short <= other.position <= rule.end + short
                and other.start - low <= rule.position <= other.end + low
            ):
                owner[root(i)] = root(len(across) + j)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for i, rule in enumerate(across):
        groups.setdefault(root(i), ([], []))[0].append(rule)
    for j, rule in enumerate(down):
        groups.setdefault(root(len(across) + j), ([], []))[1].append(rule)
    return list(groups.values())


def _table(across: list[Rule], down: list[Rule], least: float) -> RuledTable | None:
    if not across or not down or (len(across) == 1 and len(down) < FEWEST_WALLS):
        return None
    left, right = min(rule.start for rule in across), max(rule.end for rule in across)
    top, bottom = min(rule.start for rule in down), max(rule.end for rule in down)
    columns = _edges([rule.position for rule in down], left, right, least)
    rows = _edges([rule.position for rule in across], top, bottom, least)
    fields = (len(columns) - 1) * (len(rows) - 1)
    if fields < 2 or fields > MAXIMUM_FIELDS:
        return None
    return _with_cells(columns, rows, across, down)


def _edges(positions: Sequence[float], first: float, last: float, least: float) -> list[float]:
    """The edges of rows or columns; how far the rules across them reach is one where none is nearer than `least`."""
    ends = [end for end in (first, last) if not any(NARROWEST < abs(end - place) <= least for place in positions)]
    edges: list[float] = []
    for position in sorted([*positions, *ends]):
        if not edges or position - edges[-1] > NARROWEST:
            edges.append(position)
    return edges


def _with_cells(columns: list[float], rows: list[float], across: list[Rule], down: list[Rule]) -> RuledTable:
    walls = [[any(_covers(rule, x, y) for rule in down) for x in columns] for y in _middles(rows)]
    floors = [[any(_covers(rule, y, x) for rule in across) for x in _middles(columns)] for y in rows]
    height, width = len(rows) - 1, len(columns) - 1
    fields = [[-1] * width for _ in range(height)]
    cells: list[RuledCell] = []
    for row in range(height):
        for column in range(width):
            if fields[row][column] >= 0:
                continue
            end = column + 1
            while end < width and not walls[row][end] and fields[row][end] < 0:
                end += 1
            last = row + 1
            while last < height and _continues(fields, walls, floors, last, column, end):
                last += 1
            for covered in range(row, last):
                fields[covered][column:end] = [len(cells)] * (end - column)
            box = (columns[column], rows[row], columns[end], rows[last])
            cells.append(RuledCell(row, column, last - row, end - column, box))
    return RuledTable(columns, rows, cells, fields)


def _continues(
    fields: list[list[int]], walls: list[list[bool]], floors: list[list[bool]], row: int, column: int, end: int
) -> bool:
    """Whether the cell of `column`..`end` above `row` goes on in it: no line above, and the same width."""
    open_above = not any(floors[row][column:end])
    same_width = not any(walls[row][column + 1 : end])
    return open_above and same_width and all(number < 0 for number in fields[row][column:end])


def _middles(edges: Sequence[float]) -> list[float]:
    return [(a + b) / 2 for a, b in pairwise(edges)]


def _covers(rule: Rule, position: float, point: float) -> bool:
    return abs(rule.position - position) <= NARROWEST and rule.start <= point <= rule.end
