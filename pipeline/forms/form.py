"""The statutory forms as objects, read from the data files beside this module.

A form is a sequence of tables; a table of blocks that share their columns; a block of items (rows). The order in the file is
the statutory order. Codes are those of the extraction contract. Every label is kept as its `key` (documents/fold.py).
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from pipeline.documents.fold import fold, key

FORMS = ("2014", "2019", "2021")
"""The forms with tables, the oldest first."""
_FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """One column of a block. `unit` is the form's: `count`, a currency unit, or `as_stated` where the form leaves it open."""

    code: str
    labels: tuple[str, ...]
    keys: tuple[str, ...]
    group_keys: tuple[str, ...] = ()
    unit: str = "count"


@dataclass(frozen=True, slots=True, eq=False)
class Item:
    """One row. `block` and `index` are its positions in the table; `unit` goes before its columns' unit."""

    code: str
    labels: tuple[str, ...]
    keys: tuple[str, ...]
    group_keys: tuple[str, ...]
    block: int
    index: int
    unit: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class FormTable:
    """One statutory table with what alignment looks up."""

    code: str
    headings: tuple[str, ...]
    blocks: tuple[tuple[Column, ...], ...]
    items: tuple[Item, ...]
    items_in_header: bool
    furniture: frozenset[str]
    sums: tuple[tuple[str, tuple[str, ...]], ...]
    """Totals with their parts, by item, where the form's own columns do not hold them."""
    item_keys: dict[str, tuple[Item, ...]] = field(repr=False)
    item_names: tuple[str, ...] = field(repr=False)
    """The keys of all items' labels."""
    column_keys: frozenset[str] = field(repr=False)
    group_keys: frozenset[str] = field(repr=False)

    def columns(self, item: Item) -> tuple[Column, ...]:
        """The columns of an item's block."""
        return self.blocks[item.block]

    @property
    def entry_count(self) -> int:
        """How many cells the table has."""
        return sum(len(self.columns(item)) for item in self.items)


@dataclass(frozen=True, slots=True)
class Form:
    """One statutory form."""

    code: str
    tables: tuple[FormTable, ...]

    def table(self, code: str) -> FormTable:
        """The table with that code; raises KeyError where the form has none."""
        for table in self.tables:
            if table.code == code:
                return table
        raise KeyError(f"form {self.code} has no table {code!r}")


@cache
def load_form(code: str) -> Form:
    """The form whose data file is `<code>.toml`."""
    data = tomllib.loads((_FOLDER / f"{code}.toml").read_text(encoding="utf-8"))
    return Form(data["form"], tuple(_table(table) for table in data["tables"]))


@cache
def tables_named(code: str) -> tuple[tuple[str, FormTable], ...]:
    """The tables of that code, each with its form."""
    return tuple((form, table) for form in FORMS for table in load_form(form).tables if table.code == code)


@cache
def item_names(table: str) -> frozenset[str]:
    """The names of the items that any form's table of that code has."""
    return frozenset(name for _, named in tables_named(table) for name in named.item_keys)


@cache
def column_codes(table: str) -> dict[str, frozenset[str]]:
    """The columns that a label names in any form's table of that code."""
    codes: dict[str, frozenset[str]] = {}
    for _, named in tables_named(table):
        for column in (column for block in named.blocks for column in block):
            for name in column.keys:
                codes[name] = codes.get(name, frozenset()) | {column.code}
    return codes


def form_cells() -> Iterator[tuple[str, str, str, str, str, str, str]]:
    """Every entry of every form: form, table, item, column, label of the item, label of the column, unit."""
    for code in FORMS:
        for table in load_form(code).tables:
            for item in table.items:
                for column in table.columns(item):
                    yield (
                        code,
                        table.code,
                        item.code,
                        column.code,
                        item.labels[0],
                        column.labels[0],
                        item.unit or column.unit,
                    )


def _table(data: dict[str, Any]) -> FormTable:
    blocks: list[tuple[Column, ...]] = []
    items: list[Item] = []
    for number, block in enumerate(data["blocks"]):
        blocks.append(tuple(_column(column) for column in block["columns"]))
        group = tuple(block.get("group", ()))
        for entry in block["items"]:
            labels = tuple(entry["labels"])
            groups = tuple(dict.fromkeys(key(label) for label in (*entry.get("group", ()), *group)))
            items.append(Item(entry["code"], labels, _keys(labels), groups, number, len(items), entry.get("unit")))
    item_keys: dict[str, tuple[Item, ...]] = {}
    for item in items:
        for name in item.keys:
            item_keys[name] = (*item_keys.get(name, ()), item)
    return FormTable(
        code=data["code"],
        headings=tuple(key(label) for label in data["heading"]),
        blocks=tuple(blocks),
        items=tuple(items),
        items_in_header=data.get("items_in_header", False),
        furniture=frozenset(key(label) for label in (*data.get("row_header", ()), *data.get("caption", ()))),
        sums=tuple((entry["total"], tuple(entry["parts"])) for entry in data.get("sums", ())),
        item_keys=item_keys,
        item_names=tuple(item_keys),
        column_keys=frozenset(name for block in blocks for column in block for name in column.keys),
        group_keys=frozenset(name for item in items for name in item.group_keys)
        | frozenset(name for block in blocks for column in block for name in column.group_keys),
    )


def _column(data: dict[str, Any]) -> Column:
    labels = tuple(data["labels"])
    return Column(
        code=data["code"],
        labels=labels,
        keys=_keys(labels),
        group_keys=tuple(key(label) for label in data.get("group", ())),
        unit=data.get("unit", "count"),
    )


def _keys(labels: tuple[str, ...]) -> tuple[str, ...]:
    """Keys with and without what stands in brackets: pages drop the remark, or its brackets alone."""
    both = [name for label in labels for name in (key(label), key(fold(label).replace("(", "").replace(")", "")))]
    return tuple(dict.fromkeys(both))
