"""One table's rows → its cells, and notices of all that is unlike the form."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from typing import Literal

from pipeline.contract import UNKNOWN, Cell, Notice
from pipeline.documents.fold import key, whole_key
from pipeline.forms.align import Alignment, Match
from pipeline.forms.cells import doubts_about, make_cell
from pipeline.forms.columns import (
    Assigned,
    assign,
    has_figures_above,
    in_form_order,
    is_astray,
    is_beside,
    is_in_label,
    is_proven,
    split_row,
    without_gaps,
)
from pipeline.forms.departures import (
    figures_apart,
    how_read,
    is_subtotal,
    labelled_twice,
    match_beside,
    may_be_added,
    missing_columns,
    out_of_order,
    printed_again,
    said_of_columns,
    under_other_groups,
)
from pipeline.forms.form import Column, Item, item_names
from pipeline.forms.glued_rows import is_glued, settle_glued, unglue
from pipeline.forms.header import Header
from pipeline.forms.headers_above import HeadersAbove, of_the_form
from pipeline.forms.moved_cells import has_cell_for_two, is_of_doubtful_width
from pipeline.forms.other_words import named_year, strange_names
from pipeline.forms.paddings import Paddings, common_paddings
from pipeline.forms.rows import Row, blanks_below, is_nameless
from pipeline.forms.short_rows import settle
from pipeline.forms.table_reading import TableReading
from pipeline.forms.tokens import UNIT_NAMES, Token, vocabulary
from pipeline.forms.units import unit_above, unit_of
from pipeline.forms.written_out import once_each


class Builder:
    """Cells and notices of one alignment; what is made of it first is how well it fits, and the cells only when asked for."""

    def __init__(self, alignment: Alignment, form: str, usual: Sequence[int] = ()) -> None:
        self.alignment = alignment
        self.table = alignment.table
        self.form = form
        self.spanning = self.table.furniture.union(*(item.group_keys for item in self.table.items))
        groups = {name for block in self.table.blocks for column in block for name in column.group_keys}
        self.no_columns = self.spanning.union(self.table.item_keys, groups)
        self.usual = usual
        self.notices: list[Notice] = []
        self.cells: list[Cell] = []
        self.rows: dict[int, list[Row]] = {}
        self.paddings: dict[tuple[int, int], Paddings] = {}
        self.said: set[int] = set()
        self.astray: Row | None = None
        self.short: dict[str, list[Token]] = {}
        """The figures of rows that have fewer of them than columns, by item."""
        self.reported: set[tuple[str, str]] = set()
        for match in self.alignment.matches:
            self.rows.setdefault(match.item.block, []).append(match.row)
        self._split_rows()
        self.astray = figures_apart(self.alignment)
        first = self.alignment.matches[0].row if self.alignment.matches else None
        self.unit_above = unit_above([*first.header, *first.labels]) if first else None
        self.headers = HeadersAbove(self.table, self.rows)
        self.above = [self.headers.of(match) for match in self.alignment.matches]
        """Of each match the headers, and what is to be said of them."""

    @property
    def found(self) -> float:
        """How well the rows' labels are the form's."""
        return self.alignment.found

    @property
    def score(self) -> float:
        """How well rows and columns are the form's."""
        return self.alignment.score + self.headers.named_columns

    @property
    def used(self) -> list[Row]:
        """The rows that are the table's, copies of it included."""
        again = [*self.alignment.repeated, *self.alignment.copies]
        return [match.row for match in (*self.alignment.matches, *again)]

    def reading(self) -> TableReading:
        """The cells of the aligned table, and what is to be said of them."""
        table = self.table
        by_item: dict[str, list[Cell]] = {}
        for match, (headers, said) in zip(self.alignment.matches, self.above, strict=True):
            self._add(said)
            by_item[match.item.code] = self._row_cells(match, headers)
            self._add(how_read(match, table))
        self._settle_short_rows(by_item)
        self._settle_glued_rows(by_item)
        for item in table.items:
            self.cells += by_item.get(item.code, [])
        self._add(missing_columns(table, by_item))
        self._unknown_rows()
        self._add(out_of_order(self.alignment))
        self._add(under_other_groups(self.alignment))
        self._add(labelled_twice(self.alignment))
        self._add(printed_again(self.alignment))
        share = len(by_item) / len(table.items)
        start = min([match.row.start for match in self.alignment.matches], default=None)
        copies = [match.row for match in self.alignment.copies]
        year = self.headers.year
        if year is None:
            rows = (match.row for match in self.alignment.matches)
            year = next((named for row in rows if (named := named_year(row, table))), None)
        found = TableReading(self.form, table, self.cells, self.notices, share, self.score, self.used, copies, start)
        return found if year is None else replace(found, year=year)

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

    def _say_header(self, header: Header) -> None:
        if id(header) in self.said:
            return
        self.said.add(id(header))
        self._add(said_of_columns(header, self.table, self.spanning))

    def _paddings(self, block: int, header: Header) -> Paddings:
        known = self.paddings.get((block, len(header.columns)))
        if known is None:
            known = common_paddings(self.rows[block], header, self.usual)
            self.paddings[block, len(header.columns)] = known
        return known

    def _settle_short_rows(self, by_item: dict[str, list[Cell]]) -> None:
        """Rows with fewer figures than columns, as far as the sums of all of them tell what each is."""
        found = settle(self.table, self.short, by_item, is_in_order=self.headers.are_in_order) if self.short else None
        if found is None:
            return
        by_item.update(found.rows)
        whole = {item.code for item in found.whole}
        self.notices = [n for n in self.notices if n.code != "row_unassigned" or n.item not in whole]
        labels = ", ".join(item.labels[0] for item in found.whole)
        if found.is_without_totals:
            self._notice("info", "blanks_dropped", f"the totals are blank, as the sums of the rows show: {labels}")
        elif whole:
            message = f"one figure is left of the row; the totals' sums show that it is its: {labels}"
            self._notice("warning", "blanks_dropped", message)

    def _settle_glued_rows(self, by_item: dict[str, list[Cell]]) -> None:
        """Rows without separators, as far as the sums of all of them leave one division of their digits."""
        found = settle_glued(self.alignment, by_item) if self.headers.are_in_order else {}
        by_item.update(found)
        self.notices = [n for n in self.notices if n.code != "row_unassigned" or n.item not in found]

    def _row_cells(self, match: Match, headers: Sequence[Header]) -> list[Cell]:
        item, row = match.item, match.row
        if match.how == "neighbours" and row.item_keys[:1] == (row.group,):
            row = replace(row, item_keys=())  # its group's name, which is a row in another form: its own is lost
        columns = self.table.columns(item)
        if not row.values:
            return self._empty_row(item, row, columns)
        if is_glued(row):
            row = replace(row, values=unglue(row, columns, self.alignment, item.block) or row.values)
        if match.row is self.astray or is_glued(row):
            found = None
        elif not is_nameless(row) and (once := once_each(row, self.rows[item.block], columns)):
            printed = dict(zip(reversed(headers[0].columns), reversed(headers[0].labels), strict=True))
            labels = [printed.get(column, "") for column in columns]
            found = Header(columns, tuple(labels)), list(zip(once, columns, labels, strict=True))
        else:
            found = assign(row, headers, partial(self._paddings, item.block))
        if found is not None and row.grid is not None and is_astray(found[1], self.no_columns):
            found = (found[0], ordered) if (ordered := in_form_order(found[1], columns)) else None
        rows = self.rows[item.block]
        if found is not None and (is_of_doubtful_width(row, rows, found[1]) or has_cell_for_two(row, rows, found[0])):
            found = None
        if all(token.is_blank for token in row.values) and has_figures_above(row):
            message = f"nothing stands beside {item.labels[0]}, and figures in the header above it"
            self._notice("warning", "row_empty", message, item.code)
        if found is None:
            printed = " ".join(token.text for token in row.values if not token.is_blank)
            if not printed:
                return self._empty_row(item, row, columns)
            self._notice(
                "warning",
                "row_unassigned",
                f"{item.labels[0]}: {printed!r} cannot be told apart over {len(columns)} columns",
                item.code,
            )
            figures = [token for token in row.values if not token.is_blank]
            if len(figures) < len(columns) and not any(token.is_odd or token.is_glued for token in figures):
                self.short[item.code] = figures
            place = row.values[0].place
            return [Cell(self.table.code, item.code, c.code, None, printed, "unreadable", None, place) for c in columns]
        header, assigned = found
        self._say_header(header)
        if not header.is_printed:
            self._doubt_order(match, headers[0], assigned)
        if not header.is_standard(columns):
            assigned = self._in_order(without_gaps(assigned, self.spanning), columns)
            if is_beside(assigned):
                message = (
                    f"{item.labels[0]}: a figure stands in a column that the form does not have, none in one of its own"
                )
                self._notice("warning", "unknown_column", message, item.code)
            if is_in_label(assigned, self.spanning):
                message = f"{item.labels[0]}: a figure stands in the place of the row's label, which is lost"
                self._notice("warning", "unknown_column", message, item.code)
        table, code, is_counted = self.table.code, item.code, item.unit is None
        return [
            make_cell(table, code, column.code, token, None)
            if is_counted
            and column is not None
            and column.unit == "count"
            and token.value.unit is None
            and not token.is_odd
            else self._cell(item, token, column, label, stated=row.labels)
            for token, column, label in assigned
        ]

    def _doubt_order(self, match: Match, printed: Header, assigned: Sequence[Assigned]) -> None:
        """What speaks against the form's order, in which a row's figures were read, though a header is `printed`."""
        item, columns = match.item, self.table.columns(match.item)
        if order := self.headers.other_orders.get(item.block):
            message = f"columns are printed in the order {order}, but their header does not fit; the form's was read"
            self._notice("warning", "column_order", message)
        if printed.lacks_names(columns) and not is_proven(assigned):
            message = (
                f"{printed.known} of {len(columns)} columns are named; the form's order was read, and no sum proves it"
            )
            self._notice("warning", "column_order", message)
        if strange := strange_names(match.row, columns, self.table):
            message = f"the header above {item.labels[0]} names no column of the form: {' '.join(strange)}; its order was read"
            self._notice("warning", "unknown_column", message, item.code)

    def _empty_row(self, item: Item, row: Row, columns: Sequence[Column]) -> list[Cell]:
        """Blank cells; with a warning where there are no cells for them, so that the figures may stand elsewhere.

        A row whose unit is printed is whole: lines that are dropped because others equal them take their units along.
        """
        below = blanks_below(row, self.table)
        if below:
            return [self._cell(item, t, c, "") for t, c in zip(below, columns, strict=True)]
        place = row.values[0].place if row.values else row.labels[-1].place
        has_unit = len(row.labels) > 1 and row.labels[-1].text in UNIT_NAMES and not has_figures_above(row)
        if (not row.values and not has_unit) or (row.grid is not None and len(row.values) < len(columns)):
            self._notice("warning", "row_empty", f"{place.text}: nothing stands beside {item.labels[0]}", item.code)
        return [Cell(self.table.code, item.code, c.code, None, "", "blank", None, place) for c in columns]

    def _in_order(self, assigned: list[Assigned], columns: Sequence[Column]) -> list[Assigned]:
        known = sorted((a for a in assigned if a[1]), key=lambda a: columns.index(a[1]) if a[1] else 0)
        return [*known, *(a for a in assigned if a[1] is None)]

    def _cell(
        self,
        item: Item | None,
        token: Token,
        column: Column | None,
        label: str,
        label_item: str | None = None,
        stated: Sequence[Token] = (),
    ) -> Cell:
        code = item.code if item else UNKNOWN
        if column is None and label and token.value.status == "unreadable":  # a column of remarks
            self._notice("info", "unreadable_cell", f"{token.place.text}: {token.text!r} is no figure", code)
        elif token.is_odd:
            self.notices += doubts_about(self.table, code, token)
        unit = unit_of(item, column, label, stated, self.unit_above)
        if token.value.unit is not None and unit is None and column is not None and column.unit == "count":
            message = f"{token.place.text}: {token.text!r} is an amount of money where the form counts"
            self._notice("warning", "figure_with_remark", message, code)
        if column is None:
            return make_cell(self.table.code, code, UNKNOWN, token, unit, (label_item, label))
        return make_cell(self.table.code, code, column.code, token, unit, (label_item, None))

    def _unknown_rows(self) -> None:
        for row in self.alignment.unknown:
            label, is_named = row.name, bool(row.item_keys)
            if all(token.is_blank for token in row.values) or (is_named and self._is_elsewhere(row, key(label))):
                continue
            nearest = match_beside(row, self.alignment)
            if nearest is None:
                continue
            block = nearest.item.block
            columns = self.table.blocks[block]
            headers = self.headers.known.get(block) or [of_the_form(columns)]  # no row of it has figures
            found = assign(row, headers, partial(self._paddings, block))
            is_local = (
                is_named and whole_key(label) not in UNIT_NAMES and may_be_added(key(label), self.table, self.alignment)
            )
            is_sum = found is not None and is_subtotal(found[1], key(label), self.table, self.cells)
            severity = "info" if is_local or is_sum else "warning"
            self._notice(severity, "unknown_row", f"the row {label!r} is none of the form; kept as unknown")
            if found is None:
                printed = " ".join(token.text for token in row.values)
                self.cells.append(
                    Cell(
                        self.table.code, UNKNOWN, UNKNOWN, None, printed, "unreadable", None, row.values[0].place, label
                    )
                )
            else:
                self.cells += [self._cell(None, *entry, label) for entry in found[1]]

    def _is_elsewhere(self, row: Row, name: str) -> bool:
        """Whether the label is one of a column or of another table.

        A group's label names no row here, but its figures are; so are those of a row that only another form of the table has.
        """
        if name in self.table.group_keys or (row.has_figure and name in item_names(self.table.code)):
            return False
        return vocabulary().knows(name)

    def _notice(self, severity: Literal["info", "warning"], code: str, message: str, item: str | None = None) -> None:
        self._add([Notice(severity, code, message, self.table.code, item)])

    def _add(self, notices: Iterable[Notice]) -> None:
        """Every notice once."""
        for notice in notices:
            if (notice.code, notice.message) not in self.reported:
                self.reported.add((notice.code, notice.message))
                self.notices.append(notice)
