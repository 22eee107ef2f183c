"""What blanks leave open: a sum of which some parts are blank is no less than the printed ones, and no more than its whole leaves.

A blank is never a zero, nor is it ever less: 不予公开3件 in prose is wrong where one of the reasons alone has five in the table.
A total that is left blank is no less than what its row prints.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.checks.identities import NO_OUTCOMES, RESULTS, ROUTES, TOTAL, Tables, total_of
from pipeline.contract import Cell, Number


def out_of_bounds(value: Number, choices: Sequence[Sequence[Cell | None]], tables: Tables) -> Number | None:
    """The nearest that the sum of the first of `choices` can come to `value`, where none of them can be it; None where one can.

    Each choice is the cells of one sum, some of them without a figure.
    """
    nearest: Number | None = None
    for cells in choices:
        least = _printed(cells, tables)
        most = _most(cells, least, tables)
        if least <= value and (most is None or value <= most):
            return None
        if nearest is None:
            nearest = least if value < least or most is None else most
    return nearest


def _most(cells: Sequence[Cell | None], least: Number, tables: Tables) -> Number | None:
    """What the printed parts and all that its whole leaves for blanks come to; None where nothing says."""
    first = next((cell for cell in cells if cell is not None), None)
    if first is None or any(cell is None or cell.status == "unreadable" for cell in cells):
        return None
    rows = tables.get(first.table, {})
    if first.table == "requests" and first.column == TOTAL and first.item not in NO_OUTCOMES:
        whole = total_of([rows.get("outcomes.total", {}).get(TOTAL)])
        parts = [row.get(TOTAL) for item, row in rows.items() if item not in NO_OUTCOMES]
    elif first.item in ROUTES and first.column in RESULTS and len(cells) == 1:
        whole = total_of([rows[first.item].get(TOTAL)])
        parts = [rows[first.item].get(column) for column in RESULTS]
    else:
        return None
    if whole is None or any(cell is not None and cell.status == "unreadable" for cell in parts):
        return None
    return least + max(whole - _printed(parts, tables), 0)


def _printed(cells: Iterable[Cell | None], tables: Tables) -> Number:
    """The sum of what is printed, of a blank total what its row prints; figures below nought left out: they are wrong anyway."""
    total: Number = 0
    for cell in cells:
        if cell is None:
            continue
        if cell.status == "blank" and cell.column == TOTAL:
            row = tables.get(cell.table, {}).get(cell.item, {})
            total += _printed((part for part in row.values() if part.column != TOTAL), tables)
        elif cell.status == "reported" and cell.value is not None and cell.value > 0:
            total += cell.value
    return total
