"""Grids that do not stand as the form has them, turned: a table with its items across, two column blocks side by side.

Columns that only number the rows are left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.contract import Place
from pipeline.documents.document import Grid, GridCell
from pipeline.documents.fold import key
from pipeline.forms.serials import numbered_columns, without_columns
from pipeline.forms.tokens import UNIT_NAMES, vocabulary
from pipeline.values import is_value, read_value

FEWEST_COLUMNS_DOWN = 4
"""Rows with figures that a column's label begins, from which a table has its items across."""
FEWEST_UNITS = 5
"""Rows with a unit behind their figure from which the last column is that of units."""
_UNIT_HEADS = frozenset(("单位", "计量单位", "计算单位"))
MOST_ROWS_ACROSS, FEWEST_ACROSS = 5, 10
"""Rows of a table with all items in one of them, and items and figures abreast in it."""
FEWEST_ITEMS = 3
"""Items one below the other from which a second column of labels is a block of its own."""


@dataclass(slots=True)
class TurnedGrid(Grid):
    """A grid with rows and columns exchanged, or a part of one; places are those of the page."""

    origin: Grid | None = None
    cells: dict[int, GridCell] | None = None
    """`id` of a cell of this grid → the cell that is printed."""

    def place(self, cell: GridCell) -> Place:
        """Where the cell stands as printed."""
        grid, cell = self.printed(cell)
        return grid.place(cell)

    def printed(self, cell: GridCell) -> tuple[Grid, GridCell]:
        """The grid that is printed, and its cell that `cell` is."""
        assert self.origin is not None
        assert self.cells is not None
        cell = self.cells[id(cell)]
        return self.origin.printed(cell) if isinstance(self.origin, TurnedGrid) else (self.origin, cell)


def upright(grid: Grid) -> Iterator[Grid]:
    """`grid` as the form has it: itself, or turned, or its blocks one after the other."""
    serials = numbered_columns(grid)
    if serials:
        grid = part_of(grid, without_columns(grid.rows, serials))
    if (units := _units_behind(grid)) is not None:
        grid = part_of(grid, [[cell for cell in row if cell.column != units] for row in grid.rows])
    with_figures, without = _rows_with_items_abreast(grid)
    if (
        (with_figures or without)
        and (_is_across(grid) or _is_one_row_across(grid))
        and (grid.is_rectangular or not _has_results_down(grid))
    ):
        yield _turn(grid)
        return
    edges = _block_edges(grid) if with_figures else []
    if len(edges) < 2:
        yield grid
        return
    for start, end in zip(edges, [*edges[1:], 1 << 30], strict=True):
        yield _part(grid, start if start != edges[0] else 0, end)


def _units_behind(grid: Grid) -> int | None:
    """The last column, where rows of figures have what they count there, behind the figure, and nothing else stands in it."""
    last = max((row[-1].column for row in grid.rows if row), default=0)
    behind = [(row[-2], row[-1]) for row in grid.rows if len(row) > 1 and row[-1].column == last]
    if sum(cell.text in UNIT_NAMES and is_value(figure.text) for figure, cell in behind) < FEWEST_UNITS:
        return None
    return last if all(_is_unit_or_none(cell.text) for _, cell in behind) else None


def _is_unit_or_none(text: str) -> bool:
    """Whether a cell of the column of units holds one, its name, a dash or nothing."""
    return text in UNIT_NAMES or key(text) in _UNIT_HEADS or read_value(text).status in ("blank", "not_applicable")


def _rows_with_items_abreast(grid: Grid) -> tuple[int, int]:
    """How many rows have two items or more, with figures and without: most grids have none and stand as they should."""
    plain = vocabulary().plain_items
    with_figures = without = 0
    for index, row in enumerate(grid.rows):
        labels = [cell for cell in row if not cell.text.isascii() and cell.row == index]
        if len(labels) > 1 and sum(key(cell.text) in plain for cell in labels) > 1:
            if any(cell.text and is_value(cell.text) for cell in row):
                with_figures += 1
            else:
                without += 1
    return with_figures, without


def _is_across(grid: Grid) -> bool:
    """Whether most rows with figures begin with the label of a column."""
    words = vocabulary()
    down = across = 0
    for index, row in enumerate(grid.rows):
        own = [cell for cell in row if cell.row == index and cell.text]
        if len(own) < 2 or not is_value(own[-1].text):
            continue
        label = next((key(cell.text) for cell in reversed(row) if cell.text and not is_value(cell.text)), "")
        down += label in words.columns and label not in words.ambiguous
        across += label in words.plain_items
    return down >= FEWEST_COLUMNS_DOWN and down > across


def _is_one_row_across(grid: Grid) -> bool:
    """Whether a table's items stand in one row, and the figure of each in one below."""
    if len(grid.rows) > MOST_ROWS_ACROSS:
        return False
    plain = vocabulary().plain_items
    # Each item once: a name that spans columns may be written into each of them.
    abreast = max(len(plain.intersection(key(cell.text) for cell in row if cell.text)) for row in grid.rows)
    return abreast >= FEWEST_ACROSS and any(
        sum(bool(cell.text) and is_value(cell.text) for cell in row) >= FEWEST_ACROSS for row in grid.rows
    )


def _has_results_down(grid: Grid) -> bool:
    """Whether the disputes' results stand one below the other: without spans their order says more than positions do."""
    results = vocabulary().results
    return sum(any(key(cell.text) in results for cell in row if cell.text) for row in grid.rows) >= FEWEST_COLUMNS_DOWN


def _turn(grid: Grid) -> TurnedGrid:
    turned: dict[int, GridCell] = {}
    rows: dict[int, dict[int, GridCell]] = {}
    printed: dict[int, GridCell] = {}
    for row in grid.rows:
        for cell in row:
            new = turned.get(id(cell))
            if new is None:
                new = GridCell(
                    cell.text, cell.column, cell.row, cell.colspan, cell.rowspan, cell.start, cell.page, cell.bbox
                )
                new.doubt = cell.doubt
                turned[id(cell)] = new
                printed[id(new)] = cell
            for covered in range(cell.column, cell.column + cell.colspan):
                rows.setdefault(covered, {})[cell.row] = new
    width = max(rows, default=-1) + 1
    ordered = [
        [rows[index][column] for column in sorted(rows[index])] if index in rows else [] for index in range(width)
    ]
    return TurnedGrid(grid.number, ordered, grid.start, grid.sheet, grid.first_row, grid.first_column, grid, printed)


def _block_edges(grid: Grid) -> list[int]:
    """The grid columns in which items stand that have figures behind them, left to right; two where blocks are side by side."""
    plain = vocabulary().plain_items
    seen: dict[int, int] = {}
    for index, row in enumerate(grid.rows):
        own = [cell for cell in row if cell.row == index]
        for position, cell in enumerate(own[:-1]):
            if cell.text.isascii() or key(cell.text) not in plain:
                continue
            if any(other.text and is_value(other.text) for other in own[position + 1 : position + 3]):
                seen[cell.column] = seen.get(cell.column, 0) + 1
    edges = sorted(column for column, count in seen.items() if count >= FEWEST_ITEMS)
    if len(edges) < 2 or not _has_figures_between(grid, edges[0], edges[-1]):
        return []
    return edges


def _has_figures_between(grid: Grid, left: int, right: int) -> bool:
    """Whether rows have figures between both columns of labels, and labels in both."""
    count = 0
    for index, row in enumerate(grid.rows):
        own = [cell for cell in row if cell.row == index and cell.text]
        between = any(left < cell.column < right and is_value(cell.text) for cell in own)
        count += between and any(cell.column == right and not is_value(cell.text) for cell in own)
    return count >= FEWEST_ITEMS


def _part(grid: Grid, start: int, end: int) -> TurnedGrid:
    return part_of(grid, [[cell for cell in row if start <= cell.column < end] for row in grid.rows])


def part_of(grid: Grid, rows: list[list[GridCell]]) -> TurnedGrid:
    """`grid` with these of its cells, in its rows; places are those of the page."""
    printed = {id(cell): cell for row in rows for cell in row}
    return TurnedGrid(grid.number, rows, grid.start, grid.sheet, grid.first_row, grid.first_column, grid, printed)
