"""The three tables as they are laid out on paper: rows of cells with spans, before any markup.

A row holds only the cells that begin in it, as in HTML; what a span covers has no cell.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from crawlers.sandbox import labels
from crawlers.sandbox.figures import DISPUTES, CellKey, Form, Number


@dataclass(frozen=True, slots=True)
class GridCell:
    """One printed cell."""

    text: str
    rowspan: int = 1
    colspan: int = 1
    is_figure: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """One printed table, `columns` wide."""

    columns: int
    rows: tuple[tuple[GridCell, ...], ...]


Print = Callable[[CellKey], str]
"""What is printed for a cell of the form."""


def plain_number(value: Number) -> str:
    """Digits, with a point for decimals.

    >>> plain_number(Decimal("1E+3"))
    '1000'
    """
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def proactive_grid(form: Form, show: Print) -> Grid:
    """The table of section two, four columns wide."""
    rows: list[tuple[GridCell, ...]] = []
    for title, columns, items in labels.PROACTIVE[form]:
        last_span = 4 - len(columns)
        rows.append((GridCell(title, colspan=4),))
        head = [GridCell("信息内容"), *(GridCell(label) for _, label in columns)]
        head[-1] = GridCell(head[-1].text, colspan=last_span)
        rows.append(tuple(head))
        for item, label in items:
            cells = [GridCell(label)]
            for column, _ in columns:
                span = last_span if column == columns[-1][0] else 1
                cells.append(GridCell(show(("proactive", item, column)), colspan=span, is_figure=True))
            rows.append(tuple(cells))
    return Grid(4, tuple(rows))


def requests_grid(form: Form, show: Print) -> Grid:
    """The table of section three: three columns of labels, seven of figures."""
    names = labels.APPLICANT_LABELS

    def figures(item: str) -> tuple[GridCell, ...]:
        return tuple(GridCell(show(("requests", item, column)), is_figure=True) for column in names)

    groups = labels.OUTCOME_GROUPS[form]
    height = sum(len(items) for _, items in groups)
    organisations = [name for column, name in names.items() if column not in ("natural_person", "total")]
    rows: list[tuple[GridCell, ...]] = [
        (GridCell(labels.REQUESTS_TITLE, 3, 3), GridCell(labels.APPLICANTS_TITLE, colspan=7)),
        (
            GridCell(names["natural_person"], rowspan=2),
            GridCell(labels.ORGANISATIONS_TITLE, colspan=5),
            GridCell(names["total"], rowspan=2),
        ),
        tuple(GridCell(name) for name in organisations),
        (GridCell(labels.RECEIVED_NEW, colspan=3), *figures("received.new")),
        (GridCell(labels.CARRIED_IN, colspan=3), *figures("received.carried_in")),
    ]
    outcome_rows: list[tuple[GridCell, ...]] = []
    for group, items in groups:
        for index, (item, label) in enumerate(items):
            if not label:
                outcome_rows.append((GridCell(group, colspan=2), *figures(item)))
            else:
                head = (GridCell(group, rowspan=len(items)),) if index == 0 else ()
                outcome_rows.append((*head, GridCell(label), *figures(item)))
    outcome_rows[0] = (GridCell(labels.RESULTS_TITLE, rowspan=height), *outcome_rows[0])
    carried_out = (GridCell(labels.CARRIED_OUT, colspan=3), *figures("carried_out"))
    return Grid(10, (*rows, *outcome_rows, carried_out))


def disputes_grid(show: Print) -> Grid:
    """The table of section four: three rows of headers over one row of fifteen figures."""
    results = list(labels.RESULT_LABELS.values())
    return Grid(
        15,
        (
            (GridCell(labels.REVIEW, colspan=5), GridCell(labels.SUIT, colspan=10)),
            (
                *(GridCell(result, rowspan=2) for result in results),
                GridCell(labels.SUIT_DIRECT, colspan=5),
                GridCell(labels.SUIT_AFTER_REVIEW, colspan=5),
            ),
            tuple(GridCell(result) for result in results * 2),
            tuple(
                GridCell(show(("disputes", route, result)), is_figure=True)
                for route in DISPUTES
                for result in labels.RESULT_LABELS
            ),
        ),
    )
