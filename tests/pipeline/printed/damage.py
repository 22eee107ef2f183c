"""What people and programs do to the statutory tables: the register of damages, and what they all work with.

Each function damages a page in place and leaves `truth` as printed: where it blanks a figure the truth is `blank`. It sets
`may_flag` where a warning is right, `must_flag` where nothing less will do, and returns False where it finds nothing to damage.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random

from tests.pipeline.printed.layout import Cell, Key, Page, Table

Damage = Callable[[Page, Random], bool]
DAMAGES: dict[str, Damage] = {}


def damage(function: Damage) -> Damage:
    """Enters `function` into the register."""
    DAMAGES[function.__name__] = function
    return function


def cells(page: Page, *roles: str, code: str | None = None) -> Iterator[Cell]:
    """The cells of those roles, in all tables or in those with that code."""
    for table in page.tables:
        if code is None or table.code == code:
            yield from (cell for row in table.rows for cell in row if cell.role in roles)


def figure_rows(table: Table) -> list[list[Cell]]:
    """The rows that hold figures."""
    return [row for row in table.rows if any(cell.role == "figure" for cell in row)]


def figures(page: Page) -> dict[Key, Cell]:
    """The cells that print entries, by entry."""
    return {cell.key: cell for cell in cells(page, "figure") if cell.key}


def row_label(row: list[Cell]) -> Cell | None:
    """The cell with the item's label."""
    return next((cell for cell in reversed(row) if cell.role == "item"), None)


def row_of(table: Table, item: str) -> int | None:
    """The number of the row that holds an item's figures."""
    return next((n for n, row in enumerate(table.rows) if any(c.key and c.key[1] == item for c in row)), None)
