"""A document's statutory tables → cells: which form each table is on, and what stands in each of its entries.

The form is read from the labels, table by table: every form's table is aligned, and the one of which most is found wins.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from pipeline.contract import FORM_TABLES, UNKNOWN, Cell, Notice
from pipeline.documents.document import Document, Line
from pipeline.documents.fold import key
from pipeline.forms.align import Alignment, Match, align
from pipeline.forms.columns import Assigned, Paddings, adds_up, assign, common_paddings, split_row, unglue
from pipeline.forms.disputes import FlatRow, find_flat
from pipeline.forms.form import Column, FormTable, Item, tables_named
from pipeline.forms.header import Header, grid_header, reading_headers
from pipeline.forms.orient import upright
from pipeline.forms.rows import Row, grid_rows, stream_rows
from pipeline.forms.tokens import Token, vocabulary
from pipeline.values import unit_in

STATISTICS = "statistics"
UNDECIDED = 2.5
"""Difference of two forms' row scores up to which their columns are compared too: the proactive table has few rows."""
LEAST_SHARE = 0.2
"""Share of a table's items below which a few labels in a text are no table."""


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


def read_tables(document: Document) -> list[TableReading]:
    """The statutory tables of `document`, in the order of the forms; those that it does not have are left out."""
    rows = _grid_rows(document)
    readings = _read(rows)
    if not _is_complete(readings):
        in_lines = _read([*rows, *stream_rows(document.lines)])
        if sum(r.score for r in in_lines.values()) > sum(r.score for r in readings.values()):
            readings = in_lines
    _leave_to_each_other(readings)
    return [readings[code] for code in FORM_TABLES if code in readings]


def _is_complete(readings: Collection[str]) -> bool:
    """Whether nothing of a form is left to look for outside the grids."""
    return STATISTICS in readings or len(readings) == len(FORM_TABLES) - 1


def _grid_rows(document: Document) -> list[Row]:
    words = vocabulary()
    rows: list[Row] = []
    above: Line | None = None
    for block in document.blocks:
        if isinstance(block, Line):
            above = block
            continue
        if any(words.knows(key(cell.text)) for row in block.rows for cell in row):
            for grid in upright(block):
                rows += grid_rows(grid, above)
        above = None
    return rows


def _read(rows: Sequence[Row]) -> dict[str, TableReading]:
    best: dict[str, TableReading] = {}
    for code in FORM_TABLES:
        tables = tables_named(code)
        if tables[0][1].items_in_header:  # the disputes are the same in every form
            form, table = tables[-1]
            found = [read_table(rows, table, form)]
        else:
            found = [_Builder(alignment, form).reading() for form, alignment in _nearest(rows, tables)]
        readings = [reading for reading in found if reading is not None]
        if readings:
            best[code] = max(readings, key=lambda reading: reading.score)
    return best


def _nearest(rows: Sequence[Row], tables: Sequence[tuple[str, FormTable]]) -> list[tuple[str, Alignment]]:
    """The form whose rows are found best; all where their rows say nothing and the columns must decide."""
    printed = {name for row in rows for name in row.item_keys}
    hits = [len({item.code for name in printed for item in table.item_keys.get(name, ())}) for _, table in tables]
    likely = [entry for entry, hit in zip(tables, hits, strict=True) if hit >= max(hits) - 1]
    found = [(form, align(rows, table)) for form, table in likely]
    found = [(form, alignment) for form, alignment in found if _is_enough(alignment)]
    top = max((alignment.score for _, alignment in found), default=0.0)
    return [(form, alignment) for form, alignment in found if top - alignment.score < UNDECIDED]


def read_table(rows: Sequence[Row], table: FormTable, form: str) -> TableReading | None:
    """`table` as found in `rows`, or None where too little of it is there."""
    flat = find_flat(rows, table) if table.items_in_header else []
    if any(found.entries is None for found in flat):
        return _unreadable(flat[0].row, table, form)
    alignment = align(rows, table)
    if not flat:
        return _Builder(alignment, form).reading() if _is_enough(alignment) else None
    return _with_flat_rows(flat, alignment, form)


def _is_enough(alignment: Alignment) -> bool:
    with_figures = sum(1 for match in alignment.matches if match.row.values)
    return with_figures >= max(LEAST_SHARE * len(alignment.table.items), 1)


def _unreadable(row: Row, table: FormTable, form: str) -> TableReading:
    """All entries of `table` in a row that does not have as many figures."""
    printed = " ".join(token.text for token in row.values)
    notice = Notice(
        "warning",
        "row_unassigned",
        f"{len(row.values)} entries where the table has {table.entry_count}: {printed}",
        table.code,
    )
    place = row.values[0].place
    cells = [
        Cell(table.code, item.code, column.code, None, printed, "unreadable", None, place)
        for item in table.items
        for column in table.columns(item)
    ]
    return TableReading(form, table, cells, [notice], 1.0, 1.0, [row])


def _with_flat_rows(flat: Sequence[FlatRow], alignment: Alignment, form: str) -> TableReading:
    """The entries of rows that hold several items, and the rows of the items that these do not hold."""
    table = alignment.table
    entries = [entry for found in flat for entry in found.entries or ()]
    named = {item.code for item, _, _ in entries}
    rest = Alignment(table, [match for match in alignment.matches if match.item.code not in named])
    reading = _Builder(rest, form).reading()
    cells = [make_cell(table.code, item.code, column.code, token, None) for item, column, token in entries]
    standard = [(item.code, column.code) for item in table.items for column in table.columns(item)]
    places = [standard.index((cell.item, cell.column)) for cell in cells]
    if places != sorted(places):
        reading.notices.append(
            Notice("warning", "column_order", "the columns are not in the order of the form", table.code)
        )
    reading.notices += [
        Notice("warning", "unreadable_cell", f"{cell.place.text}: {cell.raw!r} is no figure", table.code, cell.item)
        for cell in cells
        if cell.status == "unreadable"
    ]
    reading.cells = sorted([*cells, *reading.cells], key=lambda cell: standard.index((cell.item, cell.column)))
    reading.rows += [found.row for found in flat]
    reading.share, reading.score = 1.0, float(len(table.items)) * 2
    return reading


def make_cell(
    table: str,
    item: str,
    column: str,
    token: Token,
    unit: str | None,
    labels: tuple[str | None, str | None] = (None, None),
) -> Cell:
    """The cell of one figure; the unit printed in the cell goes before that of its column."""
    value = token.value
    return Cell(
        table,
        item,
        column,
        value.value,
        token.text,
        value.status,
        value.unit or unit,
        token.place,
        labels[0],
        labels[1],
    )


class _Builder:
    """Cells and notices of one alignment."""

    def __init__(self, alignment: Alignment, form: str) -> None:
        self.alignment = alignment
        self.table = alignment.table
        self.form = form
        self.notices: list[Notice] = []
        self.cells: list[Cell] = []
        self.named_columns = 0.0
        self.headers: dict[int, list[Header]] = {}
        self.rows: dict[int, list[Row]] = {}
        self.paddings: dict[tuple[int, int], Paddings] = {}
        self.said: set[int] = set()
        self.reported: set[tuple[str, str]] = set()

    def reading(self) -> TableReading:
        table = self.table
        for match in self.alignment.matches:
            self.rows.setdefault(match.item.block, []).append(match.row)
        self._split_rows()
        by_item: dict[str, list[Cell]] = {}
        previous: Match | None = None
        for match in self.alignment.matches:
            headers = self._headers(match, previous)
            by_item[match.item.code] = self._row_cells(match, headers)
            self._say_how(match)
            previous = match
        for item in table.items:
            self.cells += by_item.get(item.code, [])
        self._missing_columns(by_item)
        self._unknown_rows()
        self._order()
        share = len(by_item) / len(table.items)
        score = self.alignment.score + self.named_columns
        return TableReading(
            self.form, table, self.cells, self.notices, share, score, [match.row for match in self.alignment.matches]
        )

    def _split_rows(self) -> None:
        """A stream that lost a label holds two rows' figures behind the one before: they are these, if both add up."""
        found = {match.item.code for match in self.alignment.matches}
        items = self.table.items
        matches: list[Match] = []
        for match in self.alignment.matches:
            lost = 0
            for item in items[match.item.index + 1 :]:
                if item.code in found:
                    break
                lost += 1
            parts = split_row(match.row, self.table.columns(match.item), lost + 1) if lost else None
            if parts is None:
                matches.append(match)
                continue
            matches.append(replace(match, row=parts[0]))
            for number, part in enumerate(parts[1:], 1):
                matches.append(Match(part, items[match.item.index + number], 0.0, "neighbours"))
        self.alignment.matches = matches

    def _headers(self, match: Match, previous: Match | None) -> list[Header]:
        """What the header of a matched row may be, the likeliest first, the form's own columns last.

        Read once for the rows that share it: those up to the next header that names the block's columns.
        """
        row, item = match.row, match.item
        columns = self.table.columns(item)
        if not row.values:
            return []
        headers: list[Header] = []
        same_grid = previous is not None and previous.row.grid is row.grid and row.grid is not None
        if row.grid is not None and (item.block not in self.headers or not same_grid or row.header):
            start = previous.row.index + 1 if previous is not None and same_grid else 0
            first = row.values[0].column
            found = grid_header(row.grid, range(start, row.index), first, columns, self.table.furniture)
            if found is not None:
                headers.append(found)
        if row.header:
            in_order = reading_headers([token.text for token in row.header], columns)
            if headers and in_order and in_order[0].known > headers[0].known:
                headers = []  # spans were lost: what stands above a figure is another column's label
            headers += in_order
        if headers:
            headers.append(Header(columns, ("",) * len(columns)))
            self.headers[item.block] = self._in_likely_order(headers, item.block, columns)
            named = {column.code for column in headers[0].columns if column is not None}
            self.named_columns += len(named) / len(columns)
        return self.headers.setdefault(item.block, [Header(columns, ("",) * len(columns))])

    def _in_likely_order(self, headers: list[Header], block: int, columns: Sequence[Column]) -> list[Header]:
        """A header that has all columns, the total not where the form has it, must add up: header cells go astray."""

        def sums(header: Header) -> int:
            printed = [[token for token in row.values if not token.is_blank] for row in self.rows[block]]
            return sum(len(figures) == len(columns) and adds_up(figures, header.columns) for figures in printed)

        standard = headers[-1]
        doubted = [
            header
            for header in headers
            if not header.positions and header.notice == "column_order" and len(header.columns) == len(columns)
        ]
        wrong = [header for header in doubted if sums(header) < sums(standard)]
        return [header for header in headers if not any(header is other for other in wrong)]

    def _say_header(self, header: Header) -> None:
        if id(header) in self.said:
            return
        self.said.add(id(header))
        if header.notice == "column_order":
            self._notice("warning", "column_order", f"columns are printed in the order {' '.join(header.labels)}")
        for label, column in zip(header.labels, header.columns, strict=True):
            if column is None:
                self._notice(
                    "info", "unknown_column", f"a column {label!r} that the form does not have; kept as unknown"
                )

    def _paddings(self, block: int, count: int) -> Paddings:
        if (block, count) not in self.paddings:
            self.paddings[block, count] = common_paddings(self.rows[block], count)
        return self.paddings[block, count]

    def _missing_columns(self, by_item: dict[str, list[Cell]]) -> None:
        for number, columns in enumerate(self.table.blocks):
            printed = [by_item[item.code] for item in self.table.items if item.block == number and item.code in by_item]
            found = {cell.column for cells in printed for cell in cells}
            lost = [column.labels[0] for column in columns if column.code not in found]
            if printed and lost:
                self._notice("warning", "column_missing", f"columns that the table does not have: {', '.join(lost)}")

    def _row_cells(self, match: Match, headers: Sequence[Header]) -> list[Cell]:
        item, row = match.item, match.row
        columns = self.table.columns(item)
        if not row.values:
            return [
                Cell(self.table.code, item.code, c.code, None, "", "blank", None, row.labels[-1].place) for c in columns
            ]
        if len(row.values) == 1 and row.values[0].is_glued:
            figures = unglue(row, columns)
            if figures is not None:
                return [self._cell(item, Assigned(t, c), None) for t, c in zip(figures, columns, strict=True)]
            found = None
        else:
            found = assign(row, headers, self._paddings(item.block, len(headers[0].columns)))
        if found is None:
            printed = " ".join(token.text for token in row.values if token.text)
            if not printed:
                place = row.values[0].place
                return [Cell(self.table.code, item.code, c.code, None, "", "blank", None, place) for c in columns]
            self._notice(
                "warning",
                "row_unassigned",
                f"{item.labels[0]}: {printed!r} cannot be told apart over {len(columns)} columns",
                item.code,
            )
            place = row.values[0].place
            return [Cell(self.table.code, item.code, c.code, None, printed, "unreadable", None, place) for c in columns]
        header, assigned = found
        self._say_header(header)
        if not header.is_standard(columns):
            assigned = self._in_order(assigned, columns)
        return [self._cell(item, entry, None) for entry in assigned]

    def _in_order(self, assigned: list[Assigned], columns: Sequence[Column]) -> list[Assigned]:
        known = sorted((a for a in assigned if a.column), key=lambda a: columns.index(a.column) if a.column else 0)
        return [*known, *(a for a in assigned if a.column is None)]

    def _cell(self, item: Item | None, entry: Assigned, label_item: str | None) -> Cell:
        column, token = entry.column, entry.token
        value = token.value
        code = item.code if item else UNKNOWN
        if value.status == "unreadable":
            self._notice("warning", "unreadable_cell", f"{token.place.text}: {token.text!r} is no figure", code)
        elif value.remark:
            self._notice(
                "warning", "figure_with_remark", f"{token.place.text}: {token.text!r} holds more than a figure", code
            )
        unit = self._unit(item, column, entry.label)
        labels = (label_item, entry.label if column is None else None)
        return make_cell(self.table.code, code, entry.code, token, unit, labels)

    def _unit(self, item: Item | None, column: Column | None, label: str | None) -> str | None:
        """A currency unit of the header, else of the form; counts have none."""
        unit = (item.unit if item else None) or (column.unit if column else None)
        if unit in (None, "count"):
            return None
        return unit_in(label or "") or (None if unit == "as_stated" else unit)

    def _say_how(self, match: Match) -> None:
        label = match.item.labels[0]
        where = match.row.values[0].place.text if match.row.values else match.row.labels[-1].place.text
        if match.how == "neighbours":
            self._notice(
                "info",
                "label_missing",
                f"{where}: the label {label} is lost; its neighbours settle the row",
                match.item.code,
            )
        elif match.how == "misspelt" or (match.how == "label" and match.similarity < 0.8):
            printed = match.row.labels[-1].text if match.row.labels else ""
            self._notice("info", "label_misspelt", f"{where}: {printed!r} is read as {label}", match.item.code)

    def _order(self) -> None:
        for match in self.alignment.matches:
            if match.how == "order":
                self._notice(
                    "warning",
                    "row_order",
                    f"the row {match.item.labels[0]} is not where the form has it",
                    match.item.code,
                )
        for match in self.alignment.repeated:
            if match.row.values:
                self._notice(
                    "warning", "row_repeated", f"the row {match.item.labels[0]} is printed twice", match.item.code
                )

    def _unknown_rows(self) -> None:
        for row in self.alignment.unknown:
            label = row.labels[-1].text
            if not any(not token.is_blank for token in row.values) or vocabulary().knows(key(label)):
                continue
            before = [m for m in self.alignment.matches if m.row.grid is row.grid and m.row.index < row.index]
            if not before:
                continue
            block = before[-1].item.block
            headers = self.headers[block]
            found = assign(row, headers, self._paddings(block, len(headers[0].columns)))
            severity = "info" if self.table.code == STATISTICS else "warning"  # local tables of that form add rows
            self._notice(severity, "unknown_row", f"the row {label!r} is none of the form; kept as unknown")
            if found is None:
                printed = " ".join(token.text for token in row.values)
                self.cells.append(
                    Cell(
                        self.table.code, UNKNOWN, UNKNOWN, None, printed, "unreadable", None, row.values[0].place, label
                    )
                )
            else:
                self.cells += [self._cell(None, entry, label) for entry in found[1]]

    def _notice(self, severity: str, code: str, message: str, item: str | None = None) -> None:
        if (code, message) not in self.reported:
            self.reported.add((code, message))
            self.notices.append(
                Notice("warning" if severity == "warning" else "info", code, message, self.table.code, item)
            )


def _leave_to_each_other(readings: dict[str, TableReading]) -> None:
    """An unknown row of one table that is a known row of another belongs to that one."""
    for reading in readings.values():
        unknown = [cell for cell in reading.cells if cell.item == UNKNOWN]
        if not unknown:
            continue
        others = [row for other in readings.values() if other is not reading for row in other.rows]
        places = [token.place for row in others for token in row.values]
        foreign = [cell for cell in unknown if cell.place in places]
        if foreign:
            labels = {cell.label_item for cell in foreign}
            reading.cells = [cell for cell in reading.cells if not (cell.item == UNKNOWN and cell.label_item in labels)]
            reading.notices = [
                n
                for n in reading.notices
                if n.code != "unknown_row" or not any(repr(label) in n.message for label in labels)
            ]
