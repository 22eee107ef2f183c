"""The disputes table printed as fifteen figures in one row, its items in the header.

The header of a grid says route and result of every column; in a stream the header's labels are in reading order: the routes
once each, the results five at a time.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.documents.fold import key
from pipeline.forms.form import Column, FormTable, Item
from pipeline.forms.rows import Row, Token

Entry = tuple[Item, Column, Token]


def find_flat(rows: Sequence[Row], table: FormTable) -> tuple[Row, list[Entry] | None] | None:
    """The row with all entries of `table`, and each entry's figure (None where they cannot be told apart).

    None where no row holds more figures than one item has columns.
    """
    columns = table.blocks[0]
    for row in rows:
        if len(row.values) <= len(columns) + 2:
            continue
        header = _above(row) if row.grid is not None else [key(token.text) for token in (*row.header, *row.labels)]
        named = {name for name in header if any(name in column.keys for column in columns)}
        if len(named) < 3 or not any(name in table.item_keys for name in header):
            continue
        by_label = _by_grid_column(row, table) if row.grid is not None else None
        return row, by_label or _by_order(row, header, table)
    return None


def _above(row: Row) -> list[str]:
    """Keys of the header cells above a row of a grid, in reading order."""
    assert row.grid is not None
    return [
        key(cell.text) for index in range(row.index) for cell in row.grid.rows[index] if cell.row == index and cell.text
    ]


def _by_grid_column(row: Row, table: FormTable) -> list[Entry] | None:
    assert row.grid is not None
    entries: dict[tuple[str, str], Entry] = {}
    for token in row.values:
        item: Item | None = None
        column: Column | None = None
        for index in range(row.index):
            for cell in row.grid.rows[index]:
                if not cell.column <= token.column < cell.column + cell.colspan:
                    continue
                name = key(cell.text)
                item = next(iter(table.item_keys.get(name, ())), item)
                column = next((c for c in table.blocks[0] if name in c.keys), column)
        if item is None or column is None or (item.code, column.code) in entries:
            return None
        entries[item.code, column.code] = (item, column, token)
    return list(entries.values()) if len(entries) == table.entry_count else None


def _by_order(row: Row, header: Sequence[str], table: FormTable) -> list[Entry] | None:
    figures = [token for token in row.values if not token.is_blank]
    if len(figures) != table.entry_count:
        figures = row.values
    if len(figures) != table.entry_count:
        return None
    items = list(dict.fromkeys(item for name in header for item in table.item_keys.get(name, ())))
    results = [column for name in header for column in table.blocks[0] if name in column.keys]
    size = len(table.blocks[0])
    if len(items) != len(table.items):
        items = list(table.items)
    if len(results) != table.entry_count or any(
        len({c.code for c in results[start : start + size]}) != size for start in range(0, len(results), size)
    ):
        results = list(table.blocks[0]) * len(items)
    owners = [item for item in items for _ in range(size)]
    return list(zip(owners, results, figures, strict=True))
