"""Tables of a layout that has been read before: what stands where is known, and only the figures are read.

Labels, blanks and spans decide what is what in a table; figures have a say only where these leave something open. So the
tables of a page are aligned once for each layout, with their figures unread: where the reading asks for one, the layout
decides nothing, and every page with it is aligned by itself. Else the cells of the next page are the same with other figures.
It may ask whether two are the same, as where each of the cells that a span covered repeats its figure: what it was told is kept,
and the reading is that of the pages for which all of it holds.
Only values refuse to be looked at: what reads figures off the text of a grid's cells must be asked for here (`may_be_numbered`).
On pages of one template this takes a fifth of the time of aligning them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain, count, repeat
from operator import itemgetter
from typing import Any, NamedTuple, NoReturn, cast

from pipeline.checks.arranged import Arrangement, arrange
from pipeline.contract import Cell, CellStatus, Number, Place, unmade
from pipeline.documents.document import Block, Document, Grid, Line
from pipeline.documents.fold import key
from pipeline.documents.laid_out import GridLayout, LaidOutGrid
from pipeline.forms.rows import LONGEST_LABEL
from pipeline.forms.serials import may_be_numbered
from pipeline.forms.table_reading import TableReading, lost_items
from pipeline.forms.tables import align_tables, in_order, is_complete, lines_hold_no_table, read_rows, rows_of_grids
from pipeline.forms.tokens import vocabulary
from pipeline.values import Value

UNREAD_TEXT = "71828182845904"
"""What an unread figure prints; a notice that quotes a figure quotes this."""
_PROSE = "。" * (LONGEST_LABEL + 1)
"""A line above a table that is too long to name it, whatever it says."""
_CELLS = 100_000
"""More cells than a grid has."""
MOST_COMPARED = 2_000
"""Figures of a layout that its reading may hold against others: the largest table repeated has half of them."""
MOST_READ = 3
"""Pages of one layout on which it is read: figures that are the same on one page, or are asked for, are not on another."""
_Compared = tuple[int, int, bool]
"""The numbers of two cells, and whether their figures are the same."""


class FigureAskedError(Exception):
    """Raised in the reading of a layout by whatever wants to know a figure."""


def _refuse(self: object, *_: object) -> NoReturn:
    raise FigureAskedError


@dataclass(slots=True, eq=False, repr=False)
class UnreadFigure:
    """A figure that is there and must not be looked at. It is no `int`: a fraction would compare itself to it, and add it."""

    cell: int
    """The number of the cell that prints it."""
    text: str
    """What it prints on the page that the layout is read on."""
    compared: list[_Compared]
    """What was said of it and of the others of that page."""

    __hash__ = _refuse

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, UnreadFigure) or len(self.compared) >= MOST_COMPARED:
            raise FigureAskedError
        is_same = self.text == other.text
        self.compared.append((self.cell, other.cell, is_same))
        return is_same

    def __ne__(self, other: object) -> bool:
        return not self == other

    __lt__ = __le__ = __gt__ = __ge__ = __bool__ = __int__ = __float__ = __index__ = _refuse
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __neg__ = __abs__ = _refuse
    __repr__ = __str__ = __format__ = _refuse


@dataclass(frozen=True, slots=True)
class _Table:
    """A grid with the line above it, where that may name it."""

    number: int
    layout: GridLayout
    above: str | None


class _Entry(NamedTuple):
    """A cell of a planned reading: its place is that of so many a printed cell of a grid."""

    item: str
    column: str
    unit: str | None
    label_item: str | None
    label_column: str | None
    grid: int
    printed: int
    known: tuple[Number | None, str, CellStatus] | None
    """Value, text and status where the cell holds no figure of the page's own."""
    place: tuple[str, int | None, int | None, int | None]
    """Its text, table, row and column."""

    @property
    def status(self) -> CellStatus:
        """The same on every page."""
        return "reported" if self.known is None else self.known[2]


_Pick = Callable[[Sequence[Any]], Sequence[Any]]


@dataclass(frozen=True, slots=True)
class _Plan:
    reading: TableReading
    entries: tuple[_Entry, ...]
    same: tuple[tuple[Any, ...], ...]
    """Item, column, unit, both labels and status of each entry: they go into its cell as they are."""
    pick: _Pick
    """Of the figures of all grids, and behind them what the entries without one hold, those of the entries in order."""
    texts: tuple[str, ...]
    values: tuple[Number | None, ...]
    """What the entries without a figure of the page's own hold."""
    first: tuple[int, int]
    """Grid and number of the entry that is printed first."""


@dataclass(frozen=True, slots=True)
class _Plans:
    """A reading of a layout in the order of the forms; where what is printed does not decide it, also what adds up to what."""

    plans: tuple[_Plan, ...]
    arrangement: Arrangement | None
    compared: tuple[_Compared, ...]
    is_complete: bool
    """Whether all tables of a form are there, so that nothing is looked for in lines."""

    def fit(self, grids: Sequence[LaidOutGrid]) -> bool:
        """Whether those figures are the same on this page that were when it was made, and no others."""
        return all((_text(grids, one) == _text(grids, other)) is is_same for one, other, is_same in self.compared)


def _text(grids: Sequence[LaidOutGrid], cell: int) -> str:
    grid, printed = divmod(cell, _CELLS)
    return grids[grid].texts[printed]


@dataclass(slots=True)
class _Layout:
    """What is known of the tables of a layout: its readings, none where figures decide them, and on how many pages it was read."""

    readings: list[_Plans]
    pages: int = 0

    def reading(self, tables: Sequence[_Table], grids: Sequence[LaidOutGrid]) -> _Plans | None:
        """The reading of a page with these grids, made where none is known yet."""
        for known in self.readings:
            if known.fit(grids):
                return known
        if self.pages == MOST_READ:
            return None
        self.pages += 1
        made = _made(tables, grids)
        if made is not None:
            self.readings.append(made)
        return made


@dataclass(frozen=True, slots=True)
class TablesRead:
    """The statutory tables of a document, in the order of the forms, and what their layout says of their cells."""

    readings: list[TableReading]
    arrangement: Arrangement | None = None


class _Numbers(dict[str, int]):
    """Figures and what they are: most are small, and to look one up takes less than half the time of reading it."""

    def __missing__(self, figure: str) -> int:
        return int(figure)


_numbers = _Numbers((str(number), number) for number in range(1_000))


def read_tables(document: Document) -> TablesRead:
    """The statutory tables of `document`; those that it does not have are left out."""
    tables, grids = _tables(document.blocks)
    known = _plans(tables).reading(tables, grids) if tables else None
    if known is None or not (known.is_complete or lines_hold_no_table(document)):
        return TablesRead(align_tables(document))
    figures = list(chain.from_iterable([grid.figures for grid in grids]))
    numbers, places = list(map(_numbers.__getitem__, figures)), _Places(grids)
    return TablesRead([_carried_out(plan, figures, numbers, places) for plan in known.plans], known.arrangement)


def _tables(blocks: Sequence[Block]) -> tuple[tuple[_Table, ...], list[LaidOutGrid]]:
    """The grids of a known layout; none where another grid may be a part of the tables."""
    tables: list[_Table] = []
    grids: list[LaidOutGrid] = []
    above: str | None = None
    for block in blocks:
        if isinstance(block, Line):
            above = block.text if len(block.text) <= LONGEST_LABEL else _PROSE
            continue
        if isinstance(block, LaidOutGrid):
            tables.append(_Table(block.number, block.layout, above))
            grids.append(block)
        elif any(vocabulary().knows(key(cell.text)) for row in block.rows for cell in row):
            return (), []
        above = None
    return tuple(tables), grids


def _carried_out(plan: _Plan, figures: Sequence[str], numbers: Sequence[Number], places: _Places) -> TableReading:
    of = plan.reading
    code = of.table.code
    texts = plan.pick([*figures, *plan.texts])
    values = plan.pick([*numbers, *plan.values])
    cells = list(map(unmade, repeat(Cell, len(plan.entries))))
    # field by field: a report has hundreds, and a call for each takes as long again
    for cell, entry, same, text, value in zip(cells, plan.entries, plan.same, texts, values, strict=True):
        cell.item, cell.column, cell.unit, cell.label_item, cell.label_column, cell.status = same
        cell.table = code
        cell.raw = text
        cell.value = value
        cell.suggested = None
        cell.because = ()
        cell.places, cell.entry = places, entry
    grid, number = plan.first
    start = places.grids[grid].offset(number)
    return TableReading(
        of.form,
        of.table,
        cells,
        [*of.notices],
        of.share,
        of.score,
        start=start,
        numbers=of.numbers,
        lost=of.lost,
        statuses=of.statuses,
    )


@dataclass(frozen=True, slots=True)
class _Places:
    """Where the entries of a plan stand in these grids."""

    grids: Sequence[LaidOutGrid]

    def bounds(self, entry: _Entry) -> tuple[int, int]:
        """Where one of them begins and ends."""
        grid = self.grids[entry.grid]
        start = grid.starts[entry.printed]
        return start, start + len(grid.texts[entry.printed])

    def place(self, entry: _Entry) -> Place:
        """The place of one of them."""
        grid = self.grids[entry.grid]
        start = grid.starts[entry.printed]
        text, table, row, column = entry.place
        return Place(
            text,
            table=table,
            row=row,
            column=column,
            start=start,
            end=start + len(grid.texts[entry.printed]),
        )


@lru_cache(maxsize=64)
def _plans(tables: tuple[_Table, ...]) -> _Layout:
    """What is known of a layout; nothing, the first time."""
    return _Layout([])


def _made(tables: Sequence[_Table], grids: Sequence[LaidOutGrid]) -> _Plans | None:
    """The reading of a layout on a page with it; None where it leaves something open, or other text has a part."""
    blocks = list(_unread(tables))
    if any(isinstance(block, Grid) and may_be_numbered(block) for block in blocks):
        return None
    rows = rows_of_grids(blocks)
    compared: list[_Compared] = []
    for row in rows:
        for token in (*row.header, *row.labels, *row.values):
            if token.text == UNREAD_TEXT and token.cell is not None:
                at = token.cell.start
                token.value = Value(cast(Number, UnreadFigure(at, _text(grids, at), compared)), "reported")
    try:
        found = read_rows(rows)
        readings = in_order(found, rows)
        plans = tuple(_plan(reading, tables) for reading in readings)
    except FigureAskedError:
        return None
    return _Plans(plans, _arrangement(readings), tuple(dict.fromkeys(compared)), is_complete(found))


def _arrangement(readings: Iterable[TableReading]) -> Arrangement | None:
    """None where it is for the figures to say what adds up."""
    cells = [cell for reading in readings for cell in reading.cells]
    try:
        return arrange(cells, lambda cell: isinstance(cell.value, UnreadFigure))
    except FigureAskedError:
        return None


def _unread(tables: Sequence[_Table]) -> Iterator[Block]:
    """The grids with their figures unread; the offset of a cell is its number in the document."""
    for position, table in enumerate(tables):
        if table.above is not None:
            yield Line(table.above, 0)
        figures = [UNREAD_TEXT] * len(table.layout.slots)
        grid = LaidOutGrid(table.layout, figures)
        grid.number = table.number
        grid.starts = [position * _CELLS + number for number in range(len(grid.texts))]
        yield grid


def _plan(reading: TableReading, tables: Sequence[_Table]) -> _Plan:
    if any(UNREAD_TEXT in notice.message for notice in reading.notices):
        raise FigureAskedError
    entries = tuple(map(_entry, reading.cells))
    first = min(((entry.grid, entry.printed) for entry in entries), default=(0, 0))
    numbers = frozenset(entry.place[1] for entry in entries if entry.place[1] is not None)
    lost, statuses = lost_items(reading), frozenset(entry.status for entry in entries)
    of = replace(reading, cells=[], rows=[], copies=[], numbers=numbers, lost=lost, statuses=statuses)
    same = tuple((*entry[:5], entry.status) for entry in entries)
    known = [entry.known for entry in entries if entry.known is not None]
    pick = _picked(entries, tables)
    return _Plan(
        of, entries, same, pick, tuple(text for _, text, _ in known), tuple(value for value, *_ in known), first
    )


def _picked(entries: Sequence[_Entry], tables: Sequence[_Table]) -> _Pick:
    """What takes, for each entry, its figure from those of all grids, or what it holds itself from what follows them."""
    slots = [(grid, slot) for grid, table in enumerate(tables) for slot in table.layout.slots]
    number_of = {slot: number for number, slot in enumerate(slots)}
    behind = count(len(slots))
    numbers = [number_of[entry.grid, entry.printed] if entry.known is None else next(behind) for entry in entries]
    return itemgetter(*numbers) if len(numbers) > 1 else lambda held: [held[number] for number in numbers]


def _entry(cell: Cell) -> _Entry:
    at = cell.place.start or 0
    if UNREAD_TEXT in f"{cell.label_item} {cell.label_column}":
        raise FigureAskedError  # a label quotes it
    known = (cell.value, cell.raw, cell.status)
    if UNREAD_TEXT in cell.raw:
        value = cast(object, cell.value)
        if cell.raw != UNREAD_TEXT or not isinstance(value, UnreadFigure) or value.cell != at:
            raise FigureAskedError  # it quotes figures of several cells
        known = None
    grid, printed = divmod(at, _CELLS)
    place = cell.place
    where = (place.text, place.table, place.row, place.column)
    return _Entry(cell.item, cell.column, cell.unit, cell.label_item, cell.label_column, grid, printed, known, where)
