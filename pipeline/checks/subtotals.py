"""Subtotals that a requests table prints beside what the form has: 小计 of the organisations, of a ground of refusal, of all.

What such a row or column adds up is not told by its label, but by its figures: where more of them are the sum of a group
than are not, it is that group's, and the others contradict the table.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from pipeline.checks.identities import APPLICANTS, NO_OUTCOMES, Rows, Tables, total_of
from pipeline.contract import UNKNOWN, Cell, Notice, Number

_COLUMN_GROUPS = (APPLICANTS[1:], APPLICANTS)
_ROW_GROUPS = ("denied", "unavailable", "not_processed", "other")
_LEAST = 2
"""Figures other than nought that have to agree before one that does not is wrong."""


def wrong_subtotals(cells: Iterable[Cell], tables: Tables) -> Iterator[Notice]:
    """A warning for each figure of a subtotal that is not the sum of what the others of its row or column are the sums of.

    `cells` may leave out those that the form has a place for; `tables` holds them.
    """
    rows = tables.get("requests", {})
    columns: dict[str, dict[str, Cell]] = {}
    added: dict[str, dict[str, Cell]] = {}
    for cell in cells:
        if cell.table != "requests" or (cell.item == UNKNOWN) == (cell.column == UNKNOWN):
            continue
        if cell.column == UNKNOWN:
            columns.setdefault(cell.label_column or "", {})[cell.item] = cell
        else:
            added.setdefault(cell.label_item or "", {})[cell.column] = cell
    for label, by_item in columns.items():
        yield from _odd_ones(label, by_item, (_across(rows, by_item, group) for group in _COLUMN_GROUPS), is_row=False)
    for label, by_column in added.items():
        groups = (_down(rows, by_column, group) for group in (*_ROW_GROUPS, ""))
        yield from _odd_ones(label, by_column, groups, is_row=True)


def _across(rows: Rows, items: Mapping[str, Cell], group: Sequence[str]) -> dict[str, Number | None]:
    """By item, the sum over some applicants."""
    return {item: total_of(map(rows.get(item, {}).get, group)) for item in items}


def _down(rows: Rows, columns: Mapping[str, Cell], group: str) -> dict[str, Number | None]:
    """By column, the sum over the outcomes of a group; of the nameless group, over all."""
    members = [
        row for item, row in rows.items() if item not in NO_OUTCOMES and (not group or item.startswith(f"{group}."))
    ]
    return {column: total_of(row.get(column) for row in members) if members else None for column in columns}


def _odd_ones(
    label: str, printed: Mapping[str, Cell], groups: Iterable[Mapping[str, Number | None]], *, is_row: bool
) -> Iterator[Notice]:
    for sums in groups:
        known = {
            place: total for place, total in sums.items() if total is not None and printed[place].value is not None
        }
        agreeing = [place for place, total in known.items() if printed[place].value == total != 0]
        differing = [place for place, total in known.items() if printed[place].value != total]
        if len(agreeing) < _LEAST or len(agreeing) <= len(differing):
            continue
        for place in differing:
            message = f"{label}: {printed[place].value} in {place}, whose parts come to {known[place]}"
            yield Notice("warning", "subtotal", message, "requests", None if is_row else place)
        return
