"""The identities of a layout that was read before: which of its cells they add up is known, and only the sums are made.

Which cells a document has decides which identities apply and what stands on their sides; on every page of one layout it is the
same. So it is found out once (`arrange`), on the cells of the layout, and kept as their numbers.
"""

from __future__ import annotations

from collections.abc import Callable, ItemsView, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import repeat
from operator import attrgetter, itemgetter
from typing import Any

from pipeline.checks import plausible
from pipeline.checks.identities import (
    Assessed,
    Identity,
    Tables,
    applying_with,
    are_said_by_others,
    rows_added,
    rows_by_table,
    rows_of_no_form,
    status_of,
)
from pipeline.checks.plausible import Applied, Inequality
from pipeline.contract import UNKNOWN, Cell, Check

_Pick = Callable[[Sequence[Any]], Any]
"""Of the figures of all cells, those of one side; of a side of one cell, its figure."""
_value = attrgetter("value")
_unmade: Callable[[type[Check]], Check] = object.__new__


@dataclass(frozen=True, slots=True)
class _Arranged:
    """An identity: the numbers of its cells, None for one that is not there, and its sides where all of them are figures."""

    check: str
    table: str
    item: str | None
    column: str | None
    left: tuple[int | None, ...]
    right: tuple[int | None, ...]
    left_figures: _Pick | None
    right_figures: _Pick | None


@dataclass(frozen=True, slots=True)
class Arrangement:
    """What stands where among the cells of a layout."""

    identities: tuple[_Arranged, ...]
    without_unknown: tuple[_Arranged, ...]
    """Those where `unknown` are said by others, which each page's figures decide."""
    unknown: tuple[int, ...]
    """The numbers of the cells of rows that the form does not know."""
    places: Mapping[str, Mapping[str, Mapping[str, int]]]
    """The number of each cell that a form knows, by table, item and column."""
    uncounted: tuple[int, ...]
    """The numbers of the cells that are no counts of the page's own, which are whole and not below nought."""
    beside: tuple[int, ...]
    """The numbers of the cells that the form has no row or column for."""
    held: tuple[tuple[Inequality, tuple[int, ...]], ...]
    """The inequalities that apply, with the numbers of their cells."""

    def tables(self, cells: Sequence[Cell]) -> Tables:
        """What `rows_by_table` gives for these cells."""
        return {table: _Rows(rows, cells) for table, rows in self.places.items()}

    def inequalities(self, cells: Sequence[Cell]) -> list[Applied]:
        """What `plausible.applying_to` gives for these cells."""
        return [(one, [cells[number] for number in numbers]) for one, numbers in self.held]

    def assess(self, cells: Sequence[Cell]) -> Assessed:
        """What `assess` gives for these cells."""
        values = list(map(_value, cells))
        unknown = [cells[number] for number in self.unknown]
        is_said = unknown and are_said_by_others(unknown, self.tables(cells))
        identities = self.without_unknown if is_said else self.identities
        checks = list(map(_unmade, repeat(Check, len(identities))))
        # field by field, as the cells: there are forty, and a call for each takes as long again
        for check, one in zip(checks, identities, strict=True):
            pick_left, pick_right = one.left_figures, one.right_figures
            left = right = None
            if pick_left is not None:
                left = pick_left(values) if len(one.left) == 1 else sum(pick_left(values))
            if pick_right is not None:
                right = pick_right(values) if len(one.right) == 1 else sum(pick_right(values))
            check.check, check.table, check.item, check.column = one.check, one.table, one.item, one.column
            check.left, check.right = left, right
            check.status = "pass" if left is not None and left == right else status_of(left, right)
        return Assessed(checks, partial(_identity, identities, cells))


class _Rows(Mapping[str, Mapping[str, Cell]]):
    """The rows of a table, each made when something asks for it: most are never."""

    __slots__ = ("_cells", "_made", "_places")

    def __init__(self, places: Mapping[str, Mapping[str, int]], cells: Sequence[Cell]) -> None:
        self._places, self._cells = places, cells
        self._made: dict[str, Mapping[str, Cell]] = {}

    def __getitem__(self, item: str) -> Mapping[str, Cell]:
        row = self._made.get(item)
        if row is None:
            row = self._made[item] = {column: self._cells[at] for column, at in self._places[item].items()}
        return row

    def get(
        self, item: str, default: Any = None
    ) -> Any:  # asked a hundred times a report, a third of the time of `Mapping.get`
        row = self._made.get(item)
        if row is not None:
            return row
        return self[item] if item in self._places else default

    def items(self) -> ItemsView[str, Mapping[str, Cell]]:  # `Mapping.items` takes five times as long
        return {item: self[item] for item in self._places}.items()

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)

    def __contains__(self, item: object) -> bool:
        return item in self._places


def arrange(cells: Sequence[Cell], is_read: Callable[[Cell], bool]) -> Arrangement:
    """The arrangement of a layout's cells; `is_read` tells those whose figures, counts, are each page's own.

    A value of these that matters for what stands where must not be asked for.
    """
    numbers = {id(cell): number for number, cell in enumerate(cells)}
    tables = rows_by_table(cells)
    places = {
        table: {item: {column: numbers[id(cell)] for column, cell in row.items()} for item, row in rows.items()}
        for table, rows in tables.items()
    }
    unknown, added = rows_of_no_form(cells), rows_added(cells)
    arranged = tuple(_arranged(identity, numbers) for identity in applying_with(unknown, tables, added))
    without = tuple(_arranged(identity, numbers) for identity in applying_with([], tables, added)) if unknown else ()
    of_no_form = tuple(numbers[id(cell)] for cell in unknown)
    uncounted = tuple(number for number, cell in enumerate(cells) if not is_read(cell))
    beside = tuple(number for number, cell in enumerate(cells) if UNKNOWN in (cell.item, cell.column))
    held = tuple((one, tuple(numbers[id(cell)] for cell in of)) for one, of in plausible.applying_to(tables))
    return Arrangement(arranged, without, of_no_form, places, uncounted, beside, held)


def _identity(identities: Sequence[_Arranged], cells: Sequence[Cell], number: int) -> Identity:
    one = identities[number]
    left, right = _cells(one.left, cells), _cells(one.right, cells)
    return Identity(one.check, one.table, one.item, one.column, left, right)


def _arranged(identity: Identity, numbers: Mapping[int, int]) -> _Arranged:
    left, right = (
        tuple(None if cell is None else numbers[id(cell)] for cell in side) for side in (identity.left, identity.right)
    )
    return _Arranged(
        identity.check,
        identity.table,
        identity.item,
        identity.column,
        left,
        right,
        _figures(identity.left, numbers),
        _figures(identity.right, numbers),
    )


def _figures(side: Sequence[Cell | None], numbers: Mapping[int, int]) -> _Pick | None:
    """None where a cell of the side is missing or is no figure on any page of the layout."""
    if any(cell is None or cell.status != "reported" or cell.value is None for cell in side):
        return None
    found = [numbers[id(cell)] for cell in side if cell is not None]
    return itemgetter(*found) if found else itemgetter(slice(0))


def _cells(numbers: Sequence[int | None], cells: Sequence[Cell]) -> tuple[Cell | None, ...]:
    return tuple([None if number is None else cells[number] for number in numbers])
