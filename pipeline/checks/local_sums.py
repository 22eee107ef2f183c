"""Sums within tables that no statutory form has: totals, parts, changes between two years and shares, as their own heads name them.

What a local table counts is not known, so that a figure is doubted only where the table shows by its other rows, or by a word that
leaves no choice (其中), that it adds up in this way.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain

from pipeline.contract import Notice
from pipeline.documents.document import Grid
from pipeline.documents.fold import fold

_FIGURE = re.compile(r"(-?\d{1,9}(?:\.\d{1,4})?)(?:%|[条件份宗起篇次个]|人次)?")
_TOTAL = re.compile(r"(?:合计|总计|共计|总数|总和)(?:数|\([^()]*\))?")
_SUBTOTAL = re.compile(r"小计(?:\([^()]*\))?")
_PART = re.compile(r"其中:?")
_NO_COUNT = re.compile("率|占|比例|比重|百分比|平均|序号|排名|名次|得分|分值|%|增|减|年份|代码|编码|时间|日期|金额")
_SHARE = re.compile("占比|比例|比重|百分比")
_YEAR = re.compile(r"(20\d\d)年?|(?P<this>[本今]年度?)|(?P<before>[上去]年度?)")
_CHANGE, _RATE = re.compile("增减|增加|增长|变化|同比"), re.compile("率|%|百分|幅|同比")
_NUMBERED = re.compile(r"\(?[一二三四五六七八九十]{1,3}[)、.]|\d{1,2}[、.]")
_NONE = frozenset({"", "-", "--", "—", "/", "无"})
_MOST_CELLS = 4_000
"""Of a table; what has more is a list, and each of its rows may be held against all below it."""
_FEWEST_ROWS = 3
"""Rows of figures from which a table shows how it adds up."""


@dataclass(frozen=True, slots=True)
class _Table:
    """`heads` by column; of each row its number, its label, and its figures by column, a share with its sign as printed."""

    heads: Sequence[str]
    rows: Sequence[tuple[int, str, dict[int, str]]]

    def value(self, row: int, column: int) -> Decimal | None:
        found = _FIGURE.fullmatch(self.rows[row][2].get(column, ""))
        return Decimal(found[1]) if found else None


def wrong_sums(grids: Iterable[Grid]) -> Iterator[Notice]:
    """A warning for the first figure of each table that its other figures contradict."""
    for grid in grids:
        if sum(map(len, grid.rows)) > _MOST_CELLS:
            continue
        table = _table(grid)
        if len(table.rows) < _FEWEST_ROWS:
            continue
        found = chain.from_iterable(wrong(table) for wrong in (_totals, _across, _parts, _changes, _shares))
        if (first := next(found, None)) is not None:
            row, column, sum_of = first
            printed = table.rows[row][2][column]
            cell = next(cell for cell in grid.rows[table.rows[row][0]] if cell.column == column)
            where = grid.place(cell).text
            yield Notice("warning", "local_sum", f"{where}: {printed} is printed, and its other figures give {sum_of}")


def _table(grid: Grid) -> _Table:
    heads: dict[int, str] = {}
    rows: list[tuple[int, str, dict[int, str]]] = []
    for index, row in enumerate(grid.rows):
        own = [(cell, fold(cell.text).replace(",", "")) for cell in row]
        figures = {cell.column: text for cell, text in own if cell.row == index and _FIGURE.fullmatch(text)}
        label = "".join(text for _, text in own if not _FIGURE.fullmatch(text) and text not in _NONE)
        if not rows and (not figures or not label or all(_YEAR.fullmatch(text) for text in figures.values())):
            for cell, text in own:
                for column in range(cell.column, cell.column + cell.colspan):
                    heads[column] = heads.get(column, "") + text
        elif figures and label:
            rows.append((index, label, figures))
    width = max((column for _, _, figures in rows for column in figures), default=-1) + 1
    return _Table([heads.get(column, "") for column in range(width)], rows)


_Wrong = tuple[int, int, object]
"""A row, a column, and what the figure should be."""
_Gives = Callable[[Sequence[Decimal]], Decimal | None]
"""What figures of a row make of another one; None where they make none."""


def _totals(table: _Table) -> Iterator[_Wrong]:
    """Of a column: its total is the sum of the rows, or of their subtotals, or of those that are no part of another."""
    labels = [label for _, label, _ in table.rows]
    totals = [number for number, label in enumerate(labels) if _TOTAL.fullmatch(label)]
    if (
        len(totals) != 1
        or totals[0] not in (0, len(labels) - 1)
        or len(set(labels) - {"小计"}) < len(labels) - sum(_SUBTOTAL.fullmatch(label) is not None for label in labels)
    ):
        return
    kinds = {match[0][-1] + str(match[0][0].isdecimal()) for label in labels if (match := _NUMBERED.match(label))}
    if len(kinds) > 1:
        return  # rows of several levels
    total = totals[0]
    below = [number for number in range(len(labels)) if number != total]
    subtotals = [number for number in below if _SUBTOTAL.fullmatch(labels[number])]
    for column, head in enumerate(table.heads):
        printed = table.value(total, column)
        if printed is None or _NO_COUNT.search(head) or "%" in table.rows[total][2][column]:
            continue
        values = {number: table.value(number, column) for number in below}
        if any(v is None and table.rows[n][2].get(column, "") not in _NONE for n, v in values.items()):
            continue
        groups = list(_groups(below, subtotals, values))
        if groups and any(is_right for _, _, is_right in groups):
            for number, sum_of, is_right in groups:
                if not is_right:
                    yield number, column, sum_of
            continue
        rows = [n for n in below if n not in subtotals]
        sums = [
            sum((values[n] or Decimal(0) for n in some), Decimal(0))
            for some in (rows, subtotals, [n for n in rows if not _PART.match(labels[n])], _highest(rows, values))
            if some
        ]
        if printed not in sums and not (subtotals or any(_PART.match(labels[n]) for n in below)):
            yield total, column, sums[0]


def _highest(rows: Sequence[int], values: dict[int, Decimal | None]) -> list[int]:
    """The rows without those that come to the row above them: 动态类60, 会议20, 活动40."""
    kept: list[int] = []
    place = 0
    while place < len(rows):
        kept.append(rows[place])
        whole, parts, end = values[rows[place]], Decimal(0), place + 1
        while whole and end < len(rows) and parts < whole:
            parts += values[rows[end]] or Decimal(0)
            end += 1
        place = end if parts == whole and end > place + 2 else place + 1
    return kept


def _groups(
    below: Sequence[int], subtotals: Sequence[int], values: dict[int, Decimal | None]
) -> Iterator[tuple[int, Decimal, bool]]:
    """Each subtotal, the sum of the rows above it, and whether it is that."""
    start = 0
    for subtotal in subtotals:
        rows = below[start : below.index(subtotal)]
        start = below.index(subtotal) + 1
        sum_of = sum((values[number] or Decimal(0) for number in rows), Decimal(0))
        yield subtotal, sum_of, sum_of == values[subtotal]


def _across(table: _Table) -> Iterator[_Wrong]:
    """Of a row: its total is the sum of its columns, as in at least half of the rows."""
    totals = [column for column, head in enumerate(table.heads) if _TOTAL.fullmatch(head) or _SUBTOTAL.fullmatch(head)]
    others = [column for column in _counts(table) if column not in totals]
    if len(totals) == 1 and len(others) > 1:
        yield from _of_rows(table, totals[0], others, lambda values: sum(values, Decimal(0)), Decimal(0))


def _counts(table: _Table) -> list[int]:
    """The columns with a head that has figures below it which may be added up."""
    with_figures = {column for _, _, figures in table.rows for column in figures}
    return [c for c, head in enumerate(table.heads) if c in with_figures and head and not _NO_COUNT.search(head)]


def _parts(table: _Table) -> Iterator[_Wrong]:
    """A part (其中) is no more than what stands above it."""
    for number in range(1, len(table.rows)):
        if not _PART.match(table.rows[number][1]) or _PART.match(table.rows[number - 1][1]):
            continue
        for column, head in enumerate(table.heads):
            part, whole = table.value(number, column), table.value(number - 1, column)
            if part is not None and whole is not None and part > whole and not _NO_COUNT.search(head):
                yield number, column, f"{whole} at most"


def _changes(table: _Table) -> Iterator[_Wrong]:
    """By how much, or by how many per cent, a figure grew from one year to the next."""
    years: dict[int, int] = {}
    for column, head in enumerate(table.heads):
        found = [] if _CHANGE.search(head) else list(_YEAR.finditer(head))
        if len(found) == 1:
            years[column] = int(found[0][1] or (1 if found[0]["this"] else 0))
    changes = [column for column, head in enumerate(table.heads) if _CHANGE.search(head)]
    if len(years) != 2 or not changes:
        return
    (before, first), (now, last) = sorted(years.items(), key=lambda one: one[1])
    if last - first != 1:
        return
    for column in changes:
        is_rate = _RATE.search(table.heads[column]) or any(
            "%" in figures.get(column, "") for _, _, figures in table.rows
        )
        if is_rate:
            yield from _of_rows(table, column, [before, now], _rate, Decimal("0.6"))
        else:
            yield from _of_rows(table, column, [before, now], lambda values: values[1] - values[0], Decimal(0))


def _rate(values: Sequence[Decimal]) -> Decimal | None:
    return round(100 * (values[1] - values[0]) / values[0], 2) if values[0] else None


def _shares(table: _Table) -> Iterator[_Wrong]:
    """A share is that of its row in the total, or in the sum of the rows."""
    shares = [column for column, head in enumerate(table.heads) if _SHARE.search(head)]
    counts = _counts(table)
    if len(shares) != 1 or len(counts) != 1:
        return
    totals = [number for number, (_, label, _) in enumerate(table.rows) if _TOTAL.fullmatch(label)]
    rows = range(len(table.rows))
    values = [table.value(number, counts[0]) or Decimal(0) for number in (totals or rows)]
    whole = values[0] if totals else sum(values, Decimal(0))
    if whole:
        yield from _of_rows(table, shares[0], counts, lambda those: round(100 * those[0] / whole, 2), Decimal("0.6"))


def _of_rows(table: _Table, column: int, of: Sequence[int], gives: _Gives, rounding: Decimal) -> Iterator[_Wrong]:
    """The rows of a column that are not what others give, where at least half of its rows are, and more than one."""
    wrong: list[_Wrong] = []
    right = 0
    for number in range(len(table.rows)):
        printed = table.value(number, column)
        values = [table.value(number, one) for one in of]
        known = [value for value in values if value is not None]
        if printed is None or len(known) < len(values):
            continue
        given = gives(known)
        if given is None:
            continue
        if abs(given - printed) <= rounding:
            right += 1
        else:
            wrong.append((number, column, given))
    if right > 1 and right >= len(wrong):
        yield from wrong
