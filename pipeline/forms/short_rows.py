"""Rows with fewer figures than columns, their blanks dropped or not to be told from traces of spans: what sums prove of them.

One row does not say where its blanks stand. All of them together may: where each lacks one figure, and the last of one is less
than those before it come to, the totals are what is blank. Else the last figure of a row is its total where it is the sum of the
others, or alone, and the totals of all rows, so read, hold what the form demands of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.checks.identities import assess
from pipeline.contract import Cell, Number
from pipeline.forms.cells import make_cell
from pipeline.forms.form import FormTable, Item
from pipeline.forms.header import TOTAL
from pipeline.forms.tokens import Token
from pipeline.values import BLANK

FEWEST_ROWS = 3
"""Rows without their totals from which these are what is blank: the ways of disputes."""

Figures = Mapping[str, Sequence[Token]]
"""What is printed in each row that could not be told apart, by item."""
Rows = Mapping[str, Sequence[Cell]]
"""The cells of a table's rows, by item."""


@dataclass(frozen=True, slots=True)
class Settled:
    """The rows that sums have settled, by item, and the items of those in which nothing is open any more."""

    rows: dict[str, list[Cell]]
    whole: Sequence[Item]
    is_without_totals: bool = False


def settle(table: FormTable, short: Figures, by_item: Rows, *, is_in_order: bool = True) -> Settled | None:
    """What sums tell of the rows of `short`; `by_item` has the cells of all rows, those of `short` unreadable.

    Sums tell no column from another: figures go by the form's order only where the header's is it (`is_in_order`).
    """
    items = [item for item in table.items if item.code in short]
    if not items or len({item.block for item in items}) > 1 or table.columns(items[0])[-1].code != TOTAL:
        return None
    without_totals = _without_totals(table, items, short, by_item) if is_in_order else None
    return without_totals or _with_totals(table, items, short, by_item)


def _without_totals(table: FormTable, items: Sequence[Item], short: Figures, by_item: Rows) -> Settled | None:
    """Every row that holds anything has a figure for each column but the total, and not the total for one of these."""
    *columns, total = table.columns(items[0])
    others = (cell for code, row in by_item.items() if code not in short for cell in row)
    if len(items) < FEWEST_ROWS or any(cell.status != "blank" for cell in others):
        return None
    if any(len(figures) != len(columns) for figures in short.values()):
        return None
    telling, doubtful = _telling(list(short.values()))
    if telling <= doubtful:
        return None
    rows: dict[str, list[Cell]] = {}
    for item in items:
        figures = short[item.code]
        cells = [make_cell(table.code, item.code, c.code, t, None) for c, t in zip(columns, figures, strict=True)]
        rows[item.code] = [*cells, Cell(table.code, item.code, total.code, None, "", "blank", None, cells[-1].place)]
    if not sums_hold({**by_item, **rows}, [column.code for column in columns], is_certain=doubtful > 0):
        return None
    return Settled(rows, items, is_without_totals=True)


def _telling(rows: Sequence[Sequence[Token]]) -> tuple[int, int]:
    """In how many rows the last figure cannot be the total, as it is less than the others, and in how many it may well be."""
    values = [[token.value.value or 0 for token in figures] for figures in rows]
    less = sum(last < sum(parts) for *parts, last in values)
    return less, sum(0 < last == sum(parts) for *parts, last in values)


def _are_parts(rows: Sequence[Sequence[Token]]) -> bool:
    telling, doubtful = _telling(rows)
    return telling > 0 and not doubtful


def with_blank_totals(figures: Sequence[Token], size: int) -> list[Token] | None:
    """The figures of several items in one row, with a blank as the last of the `size` of each, where it is what they lack.

    None where other cells of them may be blank: those of the ways that had no case, and noughts.
    """
    parts = [list(figures[start : start + size - 1]) for start in range(0, len(figures), size - 1)]
    if any(token.is_odd or token.is_blank for token in figures) or not _are_parts(parts):
        return None
    if _may_have_totals([token.value.value or 0 for token in figures], len(parts), size):
        return None
    return [token for part in parts for token in (*part, replace(part[-1], text="", value=BLANK))]


def _may_have_totals(values: Sequence[Number], items: int, size: int) -> bool:
    """Whether figures may be those of so many items whose blanks left no trace, the last of each the sum of those before it."""
    if items == 0:
        return not values
    return any(
        (count == 0 or sum(values[: count - 1]) == values[count - 1])
        and _may_have_totals(values[count:], items - 1, size)
        for count in range(min(size, len(values)) + 1)
    )


def _with_totals(table: FormTable, items: Sequence[Item], short: Figures, by_item: Rows) -> Settled | None:
    """The last figure of each row is its total; where it is the only one, the row's other cells are blank.

    A lone nought is one where no row prints a nought beside other figures: else it may stand under any column.
    """
    rows: dict[str, list[Cell]] = {}
    whole: list[Item] = []
    has_noughts = any(len(figures) > 1 and any(not t.value.value for t in figures) for figures in short.values())
    for item in items:
        *parts, last = short[item.code]
        total = last.value.value
        known = sum(token.value.value or 0 for token in parts)
        if total is None or (parts and total != known):
            return None
        if not total and (parts or has_noughts):
            continue  # noughts alone: the total may be blank
        cells = list(by_item[item.code])
        if not parts:
            whole.append(item)
            cells = [replace(cell, raw="", status="blank") for cell in cells]
        rows[item.code] = [*cells[:-1], make_cell(table.code, item.code, TOTAL, last, None)]
    if not rows or not sums_hold({**by_item, **rows}, [TOTAL], is_certain=True):
        return None
    return Settled(rows, whole)


def sums_hold(rows: Rows, columns: Sequence[str], *, is_certain: bool = False) -> bool:
    """Whether every sum over rows holds in these columns, blanks as nothing; noughts prove nothing.

    `is_certain` is asked where nothing else speaks for the reading: a table without such sums has no proof then.
    """
    cells = [_as_nought(cell) for row in rows.values() for cell in row]
    checks = [
        c
        for c in assess(cells).checks
        if c.column in columns and not c.check.endswith(("applicants_sum", "results_sum"))
    ]
    if not checks:
        return not is_certain
    return all(check.status == "pass" for check in checks) and any(_counts(check.left) for check in checks)


def _as_nought(cell: Cell) -> Cell:
    return cell if cell.status == "reported" else replace(cell, value=0, status="reported")


def _counts(value: Number | None) -> bool:
    return bool(value)
