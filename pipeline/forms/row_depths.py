"""How deep in its groups a row of the requests table stands: rows as deep have their labels' cells as wide as one another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from pipeline.forms.form import tables_named
from pipeline.forms.rows import Row


@cache
def _depths() -> Mapping[str, int]:
    """By the key of an item that is as deep in all forms that have it: 0 for 一、, 1 for （一）, 2 for 1."""
    items = [item for _, table in tables_named("requests") for item in table.items]
    outer = {item.group_keys[0] for item in items if item.group_keys and item.keys[0] == "予以公开"}
    found: dict[str, set[int]] = {}
    for item in items:
        depth = 0 if not item.group_keys else 1 if item.group_keys[0] in outer else 2
        for name in item.keys:
            found.setdefault(name, set()).add(depth)
    return {name: depths.pop() for name, depths in found.items() if len(depths) == 1}


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
