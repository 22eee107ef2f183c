"""What the reading of one statutory table comes to."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.contract import Cell, Notice
from pipeline.forms.form import FormTable
from pipeline.forms.rows import Row

STATISTICS = "statistics"
"""The code of the one table of the 2014 form."""


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
    number: int | None = None
    """The document's table in which the first cell stands, where that is known without asking it."""
    year: int | None = None
    """The year that the column names from which the figures are, where other columns name others."""
