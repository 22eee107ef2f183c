"""What the reading of one statutory table comes to."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from operator import attrgetter

from pipeline.contract import Cell, CellStatus, Notice
from pipeline.forms.form import FormTable, Item
from pipeline.forms.rows import Row

STATISTICS = "statistics"
"""The code of the one table of the 2014 form."""
_item, _status = attrgetter("item"), attrgetter("status")


@dataclass(slots=True)
class TableReading:
    """One statutory table of a document, read on one form. `share` is the share of the form's items that were found."""

    form: str
    table: FormTable
    cells: list[Cell]
    notices: list[Notice] = field(default_factory=list[Notice])
    share: float = 0.0
    score: float = 0.0
    rows: list[Row] = field(default_factory=list[Row])
    """Those that are the table's, copies of it included."""
    copies: list[Row] = field(default_factory=list[Row])
    start: int | None = None
    """Offset of what is printed first of it, where that is known without asking each cell."""
    numbers: Collection[int] | None = None
    """Those of the document's tables that its cells stand in, where they are known without asking each."""
    year: int | None = None
    """The year that the column names from which the figures are, where other columns name others."""
    lost: Sequence[Item] | None = None
    """The items of the form that no cell is of, where that is known without asking each."""
    statuses: frozenset[CellStatus] | None = None
    """Those of its cells, where they are known without asking each."""


def lost_items(reading: TableReading) -> Sequence[Item]:
    """The items of the form that no cell of a reading is of."""
    if reading.lost is not None:
        return reading.lost
    found = set(map(_item, reading.cells))
    return [item for item in reading.table.items if item.code not in found]


def tables_of(reading: TableReading) -> Collection[int]:
    """Those of the document's tables that the cells of a reading stand in: a table may be cut, or printed as several."""
    if reading.numbers is not None:
        return reading.numbers
    return {cell.place.table for cell in reading.cells if cell.place.table is not None}


def has_blank(reading: TableReading) -> bool:
    """Whether a cell of a reading is blank."""
    return "blank" in (map(_status, reading.cells) if reading.statuses is None else reading.statuses)
