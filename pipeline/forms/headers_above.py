"""The header that the rows of each block of a table stand below: read once for the rows that share it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.contract import Notice
from pipeline.forms.align import Match
from pipeline.forms.by_place import by_place
from pipeline.forms.columns import first_figure_column
from pipeline.forms.departures import in_other_order
from pipeline.forms.form import Column, FormTable
from pipeline.forms.header import Header, grid_header, labels_of_others, reading_headers
from pipeline.forms.periods import period_headers
from pipeline.forms.rows import Row
from pipeline.forms.upheld import upheld


def of_the_form(columns: Sequence[Column]) -> Header:
    """The form's own columns, where a document prints no header, or none that fits its rows."""
    return Header(tuple(columns), ("",) * len(columns))


class HeadersAbove:
    """Of each block of a table the headers that it may have, the likeliest first."""

    def __init__(self, table: FormTable, rows: Mapping[int, Sequence[Row]]) -> None:
        """`rows` are those of each block."""
        self.table = table
        self.rows = rows
        self.known: dict[int, list[Header]] = {}
        self.named_columns = 0.0
        """How many of the form's columns the likeliest ones name, a block's as shares of one."""
        self.other_orders: dict[int, str] = {}
        """The names of a block's columns, where they are printed in another order than the form's."""

    @property
    def year(self) -> int | None:
        """The year that a header names from which the figures are, where others name others."""
        return next((header.year for headers in self.known.values() for header in headers if header.year), None)

    @property
    def are_in_order(self) -> bool:
        """Whether none prints the columns in another order than the form's."""
        printed = ((block, headers[0]) for block, headers in self.known.items() if headers[0].is_printed)
        return not self.other_orders and all(header.is_standard(self.table.blocks[block]) for block, header in printed)

    def of(self, match: Match) -> tuple[list[Header], list[Notice]]:
        """What the header of a matched row may be, the likeliest first, the form's own columns last; and what is to be said of it.

        Read once for the rows that share it: those up to the next header that names the block's columns.
        """
        row, item = match.row, match.item
        if not row.values:
            return [], []
        known = self.known.get(item.block)
        if known is not None and not row.header:
            return known, []
        columns = self.table.columns(item)
        if printed := in_other_order(row.header, columns):
            self.other_orders[item.block] = printed
        headers: list[Header] = []
        if row.grid is not None:
            own = (token.cell.row for token in row.header if token.cell is not None and token.source is row.grid)
            start = min(own, default=0)
            first = first_figure_column(row, self.rows[item.block])
            found = grid_header(row.grid, range(start, row.index), first, columns, self.table.furniture)
            if found is not None and row.grid.is_recognised:
                found = by_place(found, row.grid, self.rows[item.block], columns)
            if found is not None:
                headers.append(found)
        is_plain = bool(headers) and headers[0].is_whole(columns) and headers[0].spans(row)
        if is_plain and headers[0].moves_total(columns):
            in_order = reading_headers(row.header, columns)
            if in_order and in_order[0].is_standard(columns):
                headers = in_order[:1]  # the span of the group is missing, and set the total aside
        elif row.header and not is_plain:
            in_order = reading_headers(row.header, columns)
            if headers and in_order and (in_order[0].known > headers[0].known or not headers[0].spans(row)):
                headers = []  # spans were lost: what stands above a figure is another column's label
            headers += in_order
        if len(columns) == 1 and known is None and not any(header.known for header in headers):
            headers = period_headers(row, self.rows[item.block], columns) or headers
        if headers:
            headers.append(of_the_form(columns))
            self.known[item.block], said = upheld(headers, self.rows[item.block], columns, self.table.code)
            named = {column.code for column in headers[0].columns if column is not None}
            self.named_columns += len(named) / len(columns)
            return self.known[item.block], said
        if known is None:
            self.known[item.block] = [of_the_form(columns)]
        others = labels_of_others(row.header, columns, self.table)
        if not others:
            return self.known[item.block], []
        message = (
            f"the header above {item.labels[0]} names columns of other rows: {' '.join(others)}; the form's were read"
        )
        return self.known[item.block], [Notice("warning", "column_order", message, self.table.code, item.code)]
