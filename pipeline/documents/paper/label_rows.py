"""Which lines of labels stand beside which figures, in a table without rules: the division that fits best.

A label of several lines has its figures beside its middle, its first line or its last one, the same in all rows of a table. Its
number begins it. Labels without figures have rows of their own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from pipeline.documents.paper.printed_columns import Span
from pipeline.documents.paper.typeset import begins_item as begins_numbered

MOST_LINES = 12
"""Of one label: the longest has nine where all columns of its table are equally wide."""
WIDEST_LEADING = 1.25
"""Part of the usual distance between lines above which two lines of one label stand too far apart."""
LARGEST_OFFSET = 0.75
"""Distances between lines by which figures may stand above or below the place that they should have."""
BLANK, NUMBERLESS, NUMBERED_INSIDE, APART, LABELLESS = 1.5, 0.7, 3.0, 3.0, 3.0
"""What counts against a division, in distances between lines: a row without figures, a label that begins without a number, a
line with one inside a label, a distance inside a label, figures without a label."""
ITEMS = "规章|(?:行政)?规范性文件|行政(?:许可|处罚|强制|事业性收费)|其他对外管理服务|政府集中采购"
"""How the items of the proactive tables begin."""

_NUMBERED = re.compile(r"\d{1,2}[.、．]")
_FIRST = re.compile(r"1[.、．]")
_NAMED = re.compile(ITEMS)
_IN_BRACKETS = re.compile(r"[(（][一二三四五六七八九十\d]{1,3}[)）]")


def begins_item(text: str) -> bool:
    """Whether a line begins the label of an item: with its number, or with a name that has none."""
    return begins_numbered(text) or _NAMED.match(text) is not None


class LabelLine(NamedTuple):
    """One printed line of a label."""

    baseline: float
    size: float
    text: str


class Height(NamedTuple):
    """Where the figures of a row stand."""

    baseline: float
    size: float


@dataclass(slots=True)
class Band:
    """One row: the lines of its label, and where figures stand beside it.

    `level` says how many groups of labels the row may be in: 1. is in two, （一） in one, 一、 in none.
    """

    lines: list[LabelLine]
    figures: Height | None
    level: int = 0

    @property
    def top(self) -> float:
        """Above what is printed in the row."""
        return min(baseline - 0.85 * size for baseline, size in self._heights)

    @property
    def bottom(self) -> float:
        """Below what is printed in the row."""
        return max(baseline + 0.2 * size for baseline, size in self._heights)

    @property
    def _heights(self) -> list[tuple[float, float]]:
        figures = [(self.figures.baseline, self.figures.size)] if self.figures else []
        return [*figures, *((line.baseline, line.size) for line in self.lines)]

    @property
    def begins_group(self) -> bool:
        """Whether it is the first row of a group."""
        return bool(self.lines) and _FIRST.match(self.lines[0].text) is not None


class Cut(NamedTuple):
    """The row whose rest the first lines are, if any, and whether the last ones may have their rest overleaf."""

    before: Band | None
    goes_on: bool


def group_ends(labels: Sequence[Span]) -> list[float]:
    """Behind each column that names groups of labels: what stands left of all numbered labels."""
    numbered = [span.start for span in labels if _NUMBERED.match(span.text)]
    if len(numbered) < 2:
        return []
    columns: list[Span] = []
    for span in sorted(span for span in labels if span.end <= min(numbered)):
        if columns and span.start < columns[-1].end:
            columns[-1] = Span(columns[-1].start, max(columns[-1].end, span.end), columns[-1].text + span.text)
        else:
            columns.append(span)
    if not columns:
        return []
    return [
        (before.end + after) / 2
        for before, after in zip(columns, [*(c.start for c in columns[1:]), min(numbered)], strict=True)
    ]


def bands(
    lines: Sequence[LabelLine], figures: Sequence[Height], before: Band | None, *, goes_on: bool = False
) -> list[Band]:
    """The rows, from top to bottom, given the lines of their labels and where their figures stand, both in that order.

    The first may be the rest of the one `before`, on the page before; where the table `goes_on` overleaf, so may the last.
    Of a label that a page's end cuts, figures may stand beside any line: their place is that of the whole label.
    """
    leading = _leading(lines)
    is_rest = before is not None and bool(lines) and not begins_item(lines[0].text)
    cut = Cut(before if is_rest else None, goes_on)
    best: tuple[float, list[Band]] | None = None
    for place in (_middle, _first, _last):
        divided = _divide(lines, figures, leading, place, cut)
        if divided is not None and (best is None or divided[0] < best[0] - 1e-6):
            best = divided
    rows = best[1] if best else []
    for row in rows:
        text = row.lines[0].text if row.lines else ""
        is_first = row is rows[0] and before is not None and not begins_item(text)
        row.level = before.level if before is not None and is_first else _level(text)
    return rows


def _level(text: str) -> int:
    return 2 if _NUMBERED.match(text) else 1 if _IN_BRACKETS.match(text) else 0


def _leading(lines: Sequence[LabelLine]) -> float:
    distances = sorted(below.baseline - above.baseline for above, below in pairwise(lines))
    size = max((line.size for line in lines), default=10.0)
    near = [distance for distance in distances if distance > 0.9 * size]
    return near[len(near) // 5] if near else 1.3 * size


def _middle(lines: Sequence[LabelLine]) -> float:
    return (lines[0].baseline + lines[-1].baseline) / 2


def _first(lines: Sequence[LabelLine]) -> float:
    return lines[0].baseline


def _last(lines: Sequence[LabelLine]) -> float:
    return lines[-1].baseline


def _offset(height: float, label: Sequence[LabelLine], place: float, reach: float, *, is_cut: bool) -> float:
    """How far figures stand from their place: beside any line of a label that is cut, or in `reach` of it."""
    if is_cut:
        return max(label[0].baseline - height - reach, height - label[-1].baseline - reach, 0.0)
    return abs(height - place)


def _divide(
    lines: Sequence[LabelLine],
    figures: Sequence[Height],
    leading: float,
    place: Callable[[Sequence[LabelLine]], float],
    cut: Cut,
) -> tuple[float, list[Band]] | None:
    """(cost, rows) of the best division; `place` says where the figures of a label should stand."""
    # the best way to have used up so many lines and figures
    best: dict[tuple[int, int], tuple[float, tuple[int, int] | None]] = {(0, 0): (0.0, None)}

    def offer(state: tuple[int, int], cost: float, before: tuple[int, int]) -> None:
        if state not in best or cost < best[state][0]:
            best[state] = (cost, before)

    for i in range(len(lines) + 1):
        for j in range(len(figures) + 1):
            if (i, j) not in best:
                continue
            cost = best[i, j][0]
            if j < len(figures):
                offer((i, j + 1), cost + LABELLESS, (i, j))
            is_rest = i == 0 and cut.before is not None
            begins = is_rest or (i < len(lines) and begins_item(lines[i].text))
            may_be_blank = begins and not (is_rest and cut.before is not None and cut.before.figures is None)
            inside = 0.0 if begins else NUMBERLESS
            for end in range(i + 1, min(i + MOST_LINES, len(lines)) + 1):
                if end > i + 1:
                    gap = (lines[end - 1].baseline - lines[end - 2].baseline) / leading
                    inside += APART * max(gap - WIDEST_LEADING, 0.0)
                    inside += NUMBERED_INSIDE if begins_item(lines[end - 1].text) else 0.0
                label = lines[i:end]
                without = BLANK + (0.0 if may_be_blank else BLANK)
                offer((end, j), cost + inside + without, (i, j))
                if j < len(figures):
                    is_cut = is_rest or (cut.goes_on and end == len(lines))
                    offset = _offset(figures[j].baseline, label, place(label), leading / 2, is_cut=is_cut) / leading
                    if offset <= LARGEST_OFFSET:
                        offer((end, j + 1), cost + inside + offset, (i, j))
    state = len(lines), len(figures)
    if state not in best:
        return None
    total = best[state][0]
    rows: list[Band] = []
    while (before := best[state][1]) is not None:
        height = figures[before[1]] if state[1] > before[1] else None
        rows.append(Band(list(lines[before[0] : state[0]]), height))
        state = before
    return total, rows[::-1]
