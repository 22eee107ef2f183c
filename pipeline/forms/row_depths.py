"""How deep in its groups a row of the requests table stands: rows as deep have their labels' cells as wide as one another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from pipeline.forms.form import Item, tables_named
from pipeline.forms.rows import Row

FEWEST_TELLING = 2
"""Rows as deep that tell where their figures begin, from which the others are held to begin there, too."""


@cache
def _depths() -> Mapping[str, int]:
    """By the key of an item that is as deep in all forms that have it: 0 for 一、, 1 for （一）, 2 for 1."""
    return _where_all_agree((item, _depth(item)) for _, table in tables_named("requests") for item in table.items)


@cache
def _traces() -> Mapping[str, int]:
    """By the key of an item: how many cells above reach down beside the next row's label, in all forms that have both."""
    found: list[tuple[Item, int]] = []
    for _, table in tables_named("requests"):
        for item, following in zip(table.items, [*table.items[1:], None], strict=True):
            is_of_same_group = following is not None and item.group_keys == following.group_keys
            deep = _depth(following) if following is not None else 0
            found.append((item, deep if is_of_same_group else min(deep, _depth(item), 1)))
    return _where_all_agree(found)


def _depth(item: Item) -> int:
    if not item.group_keys:
        return 0
    return 1 if item.group_keys[0] in _outer() else 2


@cache
def _outer() -> frozenset[str]:
    items = [item for _, table in tables_named("requests") for item in table.items]
    return frozenset(item.group_keys[0] for item in items if item.group_keys and item.keys[0] == "予以公开")


def _where_all_agree(items: Iterable[tuple[Item, int]]) -> Mapping[str, int]:
    found: dict[str, set[int]] = {}
    for item, number in items:
        for name in item.keys:
            found.setdefault(name, set()).add(number)
    return {name: numbers.pop() for name, numbers in found.items() if len(numbers) == 1}


def depth(row: Row) -> int | None:
    """0, 1 or 2; None for a row of another table, or of none."""
    return _depths().get(row.item_keys[0]) if row.item_keys else None


def blanks_by_depth(full: Sequence[Row]) -> Mapping[int | None, int]:
    """How many blanks stand before the figures of full rows, for each depth of which all rows have as many."""
    seen: dict[int, set[int]] = {}
    for row in full:
        if (level := depth(row)) is not None:
            seen.setdefault(level, set()).add([token.is_blank for token in row.values].index(False))
    return {level: numbers.pop() for level, numbers in seen.items() if len(numbers) == 1}


def traces_behind(row: Row) -> int | None:
    """How many traces of spans stand between a row and the next one's label, where a stream prints them."""
    return _traces().get(row.item_keys[0]) if row.item_keys else None


def ends_by_depth(told: Iterable[tuple[Row, int, int]]) -> Mapping[int | None, tuple[int, bool]]:
    """For each depth: how many blanks stand before the figures, and whether traces of spans stand behind, if all rows agree.

    `told` are rows that tell it of themselves: each with the number of blanks before its figures, and of those behind them.
    """
    seen: dict[int, list[tuple[int, int, int]]] = {}
    for row, before, behind in told:
        if (level := depth(row)) is not None and (traces := traces_behind(row)) is not None:
            seen.setdefault(level, []).append((before, behind, traces))
    return {
        level: (rows[0][0], all(behind == traces for _, behind, traces in rows))
        for level, rows in seen.items()
        if len(rows) >= FEWEST_TELLING
        and len({before for before, _, _ in rows}) == 1
        and (all(behind == traces for _, behind, traces in rows) or not any(behind for _, behind, _ in rows))
    }
