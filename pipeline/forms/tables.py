"""A document's statutory tables → cells: which form each table is on, and what stands in each of its entries.

The form is read from the labels, table by table: every form's table is aligned, and the one of which most is found wins.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from pipeline.contract import FORM_TABLES, UNKNOWN, Cell, Notice
from pipeline.documents.document import Block, Document, Line
from pipeline.documents.fold import key
from pipeline.forms.align import Alignment, align
from pipeline.forms.broken_labels import whole_rows
from pipeline.forms.cell_labels import without_cell_labels
from pipeline.forms.cell_lines import by_lines
from pipeline.forms.cells import doubts_about, make_cell
from pipeline.forms.departures import qualified_ways
from pipeline.forms.disputes import Entry, FlatRow, find_flat
from pipeline.forms.form import Column, FormTable, Item, tables_named
from pipeline.forms.left_blank import with_blank_table
from pipeline.forms.orient import upright
from pipeline.forms.paddings import usual_paddings
from pipeline.forms.proposals import LEAST_RESULTS
from pipeline.forms.reading import Builder
from pipeline.forms.results_down import rows_of_one_result, rows_of_results
from pipeline.forms.rows import FEWEST_COLUMN_LABELS, Row, grid_rows, header_alone
from pipeline.forms.stream import stream_rows
from pipeline.forms.table_reading import STATISTICS, TableReading
from pipeline.forms.tokens import Token, vocabulary
from pipeline.forms.unread import unread_rows

UNDECIDED = 2.5
"""Difference of two forms' row scores up to which their columns are compared too: the proactive table has few rows."""
LEAST_SHARE = 0.2
"""Share of a table's items below which a few labels in a text are no table."""
_GAP = "\t"
"""What is left, in a line, of a gap between two columns."""
LONGEST_MARK = 8
"""Characters of a line that may stand between a table's header and its rows, where these are tables of their own: - 3 -, 续表."""
MOST_NAMED = 0.8
"""Share of a table's items from which their labels are a table without a figure beside them."""


def align_tables(document: Document) -> list[TableReading]:
    """The statutory tables of `document`, in the order of the forms; those that it does not have are left out."""
    rows = rows_of_grids(document.blocks)
    readings = read_rows(rows)
    if not is_complete(readings) and (in_stream := stream_rows(document.lines)):
        both = sorted([*rows, *in_stream], key=lambda row: row.start)
        in_lines = read_rows(both)
        if sum(r.score for r in in_lines.values()) > sum(r.score for r in readings.values()):
            return with_blank_table(document, in_order(in_lines, both))
    return with_blank_table(document, in_order(*_with_rows_in_lines(document, readings, rows)))


def lines_hold_no_table(document: Document) -> bool:
    """Whether `align_tables` reads no more than the grids of `document`, whatever these lack: none of its lines is a row."""
    lines = list(document.lines)
    return not stream_rows(lines) and not stream_rows([line for line in lines if _GAP in line.text])


def _with_rows_in_lines(
    document: Document, readings: dict[str, TableReading], rows: Sequence[Row]
) -> tuple[dict[str, TableReading], Sequence[Row]]:
    """`readings` and their `rows` with those that only lines with gaps hold, where rows of a table are missing in its grid.

    A table of a PDF without walls may be told apart on one of its pages and not on another.
    """
    if all(reading.share >= 1 for reading in readings.values()):
        return readings, rows
    in_lines = stream_rows([line for line in document.lines if _GAP in line.text])
    if not in_lines:
        return readings, rows
    both = sorted([*rows, *in_lines], key=lambda row: row.start)
    found = read_rows(both)
    is_more = any(found[code].share > reading.share for code, reading in readings.items() if code in found)
    if not is_more or any(code not in found or found[code].share < reading.share for code, reading in readings.items()):
        return readings, rows
    return found, both


def in_order(readings: dict[str, TableReading], rows: Sequence[Row]) -> list[TableReading]:
    """The readings of `rows` in the order of the forms, each row left to the table that knows it, and said to be nobody's."""
    _leave_to_each_other(readings)
    for reading, notice in [*unread_rows(rows, readings.values())]:
        reading.notices.append(notice)
    return [readings[code] for code in FORM_TABLES if code in readings]


def is_complete(readings: Collection[str]) -> bool:
    """Whether nothing of a form is left to look for outside the grids."""
    return STATISTICS in readings or len(readings) == len(FORM_TABLES) - 1


def rows_of_grids(blocks: Iterable[Block]) -> list[Row]:
    """The rows of the grids in which any label of a form stands."""
    words = vocabulary()
    rows: list[Row] = []
    above: Line | None = None
    before: list[Token] = []
    for block in blocks:
        if isinstance(block, Line):
            above = block
            continue
        if above is not None and len(above.text) > LONGEST_MARK:
            before = []
        if any(words.knows(key(cell.text)) for row in block.rows for cell in row):
            for grid in upright(without_cell_labels(block)):
                found = whole_rows(by_lines(grid_rows(grid, above, before)))
                before = header_alone(found)
                rows += found
        above = None
    return rows


def read_rows(rows: Sequence[Row]) -> dict[str, TableReading]:
    """The statutory tables among `rows`, by their codes, each on the form of which most is found."""
    best: dict[str, TableReading] = {}
    usual = usual_paddings(rows)
    others = _without_results(rows)
    for code in FORM_TABLES:
        tables = tables_named(code)
        if tables[0][1].items_in_header:  # the disputes are the same in every form
            form, table = tables[-1]
            reading = read_table(rows, table, form)
        else:
            builders = [Builder(alignment, form, usual) for form, alignment in _nearest(others, tables)]
            other = best["proactive"].form if "proactive" in best else None
            reading = _best(builders, other).reading() if builders else None
        if reading is not None:
            best[code] = reading
    if STATISTICS in best:
        best = {code: reading for code, reading in best.items() if code == STATISTICS or not _is_menu(reading)}
    return best


def _is_menu(reading: TableReading) -> bool:
    """Whether rows beside a whole table of another form have a number each that is no entry: 行政许可 25, to choose from."""
    return all(cell.status == "unreadable" for cell in reading.cells)


def _without_results(rows: Sequence[Row]) -> Sequence[Row]:
    """The rows but those of a disputes table with its results one below the other: its last one is called 总计 too."""
    table = tables_named("disputes")[-1][1]
    results = {id(row) for block, _ in rows_of_results(rows, table) for row in block}
    results |= {id(row) for row, *_ in rows_of_one_result(rows, table)}
    return [row for row in rows if id(row) not in results] if results else rows


def _best(builders: Sequence[Builder], form: str | None) -> Builder:
    """The one that finds most; of those that find the same rows as well that on `form`, the document's other table's."""
    best = max(builders, key=lambda builder: builder.score)
    rows = [id(row) for row in best.used]
    alike = (b for b in builders if b.found >= best.found and [id(row) for row in b.used] == rows)
    return next((b for b in alike if b.form == form), best)


def _nearest(rows: Sequence[Row], tables: Sequence[tuple[str, FormTable]]) -> list[tuple[str, Alignment]]:
    """The form whose rows are found best; all where their rows say nothing and the columns must decide."""
    printed = {name for row in rows for name in row.item_keys}
    hits = [_items_named(printed, table) for _, table in tables]
    likely = [entry for entry, hit in zip(tables, hits, strict=True) if hit >= max(hits) - 1]
    found = [(form, align(rows, table)) for form, table in likely]
    found = [(form, alignment) for form, alignment in found if _is_enough(alignment)]
    top = max((alignment.score for _, alignment in found), default=0.0)
    return [(form, alignment) for form, alignment in found if top - alignment.score < UNDECIDED]


def _items_named(printed: set[str], table: FormTable) -> int:
    return len({item.code for name in printed.intersection(table.item_keys) for item in table.item_keys[name]})


def read_table(rows: Sequence[Row], table: FormTable, form: str) -> TableReading | None:
    """`table` as found in `rows`, or None where too little of it is there."""
    flat = find_flat(rows, table) if table.items_in_header else []
    if any(found.entries is None for found in flat):
        return _unreadable(flat[0].row, table, form)
    alignment = align(rows, table)
    if not flat:
        return Builder(alignment, form).reading() if _is_enough(alignment) else _nothing_left(rows, table, form)
    if _is_whole_before(flat[0].row, alignment, rows):
        return _before_flat_rows(flat, alignment, form)
    return _with_flat_rows(flat, alignment, form)


def _is_enough(alignment: Alignment) -> bool:
    with_figures = sum(1 for match in alignment.matches if _holds_cells(match.row))
    return with_figures >= max(LEAST_SHARE * len(alignment.table.items), 1) or _is_named(alignment)


def _holds_cells(row: Row) -> bool:
    """Whether anything stands in the row's cells: a name below another one, in lines, may be the next of a menu."""
    return bool(row.values) and (
        row.grid is not None or any(token.value.status != "unreadable" for token in row.values)
    )


def _is_named(alignment: Alignment) -> bool:
    """Whether the labels of rows and columns stand there: the table is printed, though its cells are empty or were lost.

    A menu has a page's rows too - 行政许可, 行政处罚 -, but no columns.
    """
    table = alignment.table
    if table.items_in_header or len(alignment.matches) < MOST_NAMED * len(table.items):
        return False
    return any(
        len({name for token in match.row.header if (name := key(token.text)) in table.column_keys})
        >= FEWEST_COLUMN_LABELS
        for match in alignment.matches
    )


def _nothing_left(rows: Sequence[Row], table: FormTable, form: str) -> TableReading | None:
    """A table whose items stand in its header, where the labels of all of them and of results are all that is printed."""
    if not table.items_in_header:
        return None
    below = [row for row in rows if row.grid is None and _results_named(row, table) >= LEAST_RESULTS]
    if not below or any(row.values for row in below):
        return None
    last = below[-1]
    names = {key(token.text) for token in (*last.header, *last.labels)}
    if any(names.isdisjoint(item.keys) for item in table.items):
        return None
    place = last.labels[-1].place
    reading = TableReading(form, table, [], [], 1.0, 1.0, [last])
    for item in table.items:
        message = f"{place.text}: nothing stands beside {item.labels[0]}"
        reading.notices.append(Notice("warning", "row_empty", message, table.code, item.code))
        reading.cells += [
            Cell(table.code, item.code, column.code, None, "", "blank", None, place) for column in table.columns(item)
        ]
    return reading


def _results_named(row: Row, table: FormTable) -> int:
    return len({key(token.text) for token in row.header} & table.column_keys)


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
    status = "blank" if all(token.is_blank for token in row.values) else "unreadable"
    cells = [
        Cell(table.code, item.code, column.code, None, printed, status, None, place)
        for item in table.items
        for column in table.columns(item)
    ]
    return TableReading(form, table, cells, [notice], 1.0, 1.0, [row])


def _is_whole_before(flat: Row, alignment: Alignment, rows: Sequence[Row]) -> bool:
    """Whether grids before that of a flat row hold every item with as many figures: that row is of another report."""
    if flat.grid is None:
        return False
    before: set[int] = set()
    for row in rows:
        if row.grid is flat.grid:
            break
        before.add(id(row.grid))
    table = alignment.table
    whole = {
        match.item.code
        for match in alignment.matches
        if match.row.grid is not None
        and id(match.row.grid) in before
        and len(match.row.values) == len(table.columns(match.item))
    }
    return len(whole) == len(table.items)


def _before_flat_rows(flat: Sequence[FlatRow], alignment: Alignment, form: str) -> TableReading:
    """The rows of the items, and a warning where flat rows of a later table hold other figures."""
    reading = Builder(alignment, form).reading()
    if any(notice.code == "table_repeated" for notice in reading.notices):
        return reading
    known = {(cell.item, cell.column): cell.value for cell in reading.cells}
    for item, column, token in (entry for found in flat for entry in found.entries or ()):
        if known.get((item.code, column.code), token.value.value) != token.value.value:
            reading.notices.append(_differs(alignment.table, item, token))
            break
    return reading


def _with_flat_rows(flat: Sequence[FlatRow], alignment: Alignment, form: str) -> TableReading:
    """The entries of rows that hold several items, and the rows of the items that these do not hold."""
    table = alignment.table
    entries = [entry for found in flat if not found.is_again for entry in found.entries or ()]
    named = {item.code for item, _, _ in entries}
    rest = Alignment(table, [match for match in alignment.matches if match.item.code not in named])
    reading = Builder(rest, form).reading() if rest.matches else TableReading(form, table, [])
    cells = [make_cell(table.code, item.code, column.code, token, None) for item, column, token in entries]
    standard = [(item.code, column.code) for item in table.items for column in table.columns(item)]
    order = {place: number for number, place in enumerate(standard)}
    places = [order[cell.item, cell.column] for cell in cells]
    if places != sorted(places):
        reading.notices.append(
            Notice("warning", "column_order", "the columns are not in the order of the form", table.code)
        )
    if any(found.is_contradicted for found in flat):
        message = "the header names a route or a result twice where the form has another; the form's order was read"
        reading.notices.append(Notice("warning", "column_repeated", message, table.code))
    if misnamed := next((found.misnamed for found in flat if found.misnamed), ""):
        message = f"{misnamed!r} stands where the form has another result; the form's order was read"
        reading.notices.append(Notice("warning", "column_order", message, table.code))
    if any(found.is_unnamed and not found.misnamed for found in flat):
        message = "the names of the results are lost; the form's order and the sums say which figure is whose"
        reading.notices.append(Notice("info", "label_missing", message, table.code))
    reading.notices += qualified_ways((found.row for found in flat if not found.is_again), table)
    reading.notices += _printed_again(flat, alignment, entries)
    reading.notices += [notice for item, _, token in entries for notice in doubts_about(table, item.code, token)]
    behind = {item.code: order[item.code, table.columns(item)[-1].code] for item in table.items}
    reading.cells = sorted(
        [*cells, *reading.cells],
        key=lambda cell: order.get((cell.item, cell.column), behind.get(cell.item, len(order))),
    )
    reading.rows += [found.row for found in flat]
    reading.start = None
    reading.share, reading.score = 1.0, float(len(table.items)) * 2
    return reading


def _printed_again(flat: Sequence[FlatRow], alignment: Alignment, entries: Sequence[Entry]) -> Iterator[Notice]:
    """A warning where another row holds other figures of the same entries: all of them once more, or those of one item."""
    table = alignment.table
    known = {(item.code, column.code): token for item, column, token in entries}
    others = [entry for found in flat if found.is_again for entry in found.entries or ()]
    for match in alignment.matches:
        columns, figures = table.columns(match.item), [token for token in match.row.values if not token.is_blank]
        if match.row.has_figure and len(figures) == len(columns) and _says_what(match.row, match.item, columns):
            others += [(match.item, column, token) for column, token in zip(columns, figures, strict=True)]
    for item, column, token in others:
        first = known.get((item.code, column.code))
        if first is not None and first.place != token.place and first.value.value != token.value.value:
            yield _differs(table, item, token)
            return


def _says_what(row: Row, item: Item, columns: Sequence[Column]) -> bool:
    """Whether a row of a grid is named like `item`, or a column above its figures: one of 行政复议 by year has neither."""
    above = {key(token.text) for token in row.header if token.source is row.grid}
    is_named = any(key(token.text) in item.keys for token in row.labels)
    return row.grid is None or is_named or any(not above.isdisjoint(column.keys) for column in columns)


def _differs(table: FormTable, item: Item, token: Token) -> Notice:
    message = f"{token.place.text}: the figures of {item.labels[0]} are printed again, and differ"
    return Notice("warning", "table_repeated", message, table.code, item.code)


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
