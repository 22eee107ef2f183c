"""Grids of a layout that has been seen before: the same labels, blanks and spans, and other figures.

The statutory tables are pasted from one template, and a site's reports come out of one editor: most of their grids are, but for
the figures, letter by letter the same. What only depends on the rest is made once a layout and kept (`GridLayout`): a grid of a
known layout is its figures. Its cells are made when something asks for them, which is never where the forms know the layout
too (`forms/planned.py`); together that halves what a page's tables cost.
"""

from __future__ import annotations

from bisect import bisect_left
from contextlib import suppress
from dataclasses import dataclass
from itertools import accumulate

from pipeline.documents.document import Grid, GridCell
from pipeline.documents.text_rows import taken_apart

FIGURE = "0"
"""What stands for each figure in the cells of a layout."""


@dataclass(slots=True, eq=False)
class GridLayout:
    """All of a grid but its figures; it stays as it is."""

    rows: list[list[GridCell]]
    """Its cells, with `FIGURE` for each figure; they are copied, never changed."""
    pieces: list[str]
    """The text of the grid: those of its printed cells (none for figures), and what parts each from the next behind it."""
    slots: tuple[int, ...]
    """Which of the printed cells hold the figures."""
    between: list[str]
    """The text once more, as what stands before, between and behind its figures, with nothing in their places."""
    before: list[int]
    """How much of the text but for its figures stands before each of the printed cells."""

    def printed(self) -> list[GridCell]:
        """The cells in print order."""
        return [cell for index, row in enumerate(self.rows) for cell in row if cell.row == index]


def grid_layout(rows: list[list[GridCell]], figures: int) -> GridLayout | None:
    """The layout of `rows`, in which `FIGURE` stands for each of so many figures.

    None where another cell prints the same, or rows of the grid are text and will be taken out of it.
    """
    if taken_apart(grid := Grid(0, rows)) != [grid]:
        return None
    pieces: list[str] = []
    slots: list[int] = []
    for index, row in enumerate(rows):
        own = [cell for cell in row if cell.row == index]
        for cell in own:
            if cell.text == FIGURE:
                slots.append(len(pieces) // 2)
            pieces += (cell.text, "\t")
        if own:
            pieces[-1] = "\n"
    if len(slots) != figures or not pieces:
        return None
    pieces[-1] = ""
    between: list[str] = []
    end = 0
    for slot in slots:
        between += ("".join(pieces[end : 2 * slot]), "")
        end = 2 * slot + 1
    between.append("".join(pieces[end:]))
    for slot in slots:
        pieces[2 * slot] = ""
    before = list(accumulate(map(len, pieces), initial=0))[:-1:2]
    return GridLayout(rows, pieces, tuple(slots), between, before)


class LaidOutGrid(Grid):
    """A grid with `figures` (digits alone, in print order) in the slots of a layout."""

    __slots__ = ("_is_looked_at", "figures", "layout", "starts", "texts")

    starts: list[int]
    """Offsets of the texts."""
    texts: list[str]
    """What its cells print, in print order."""

    def __init__(self, layout: GridLayout, figures: list[str]) -> None:
        if len(figures) != len(layout.slots):
            raise ValueError(f"{len(figures)} figures for {len(layout.slots)} slots")
        self.number, self.start, self.sheet, self.first_row, self.first_column = 0, 0, None, 0, 0
        self.layout, self.figures = layout, figures
        self.is_recognised = self._is_looked_at = False

    def __getattr__(self, name: str) -> list[int] | list[str] | list[list[GridCell]]:
        """`texts`, `starts` and `rows`, the first time that something asks for them."""
        if name == "texts":
            self.texts = self._pieces()[::2]
            return self.texts
        if name not in ("starts", "rows"):
            raise AttributeError(name)
        self._is_looked_at = True
        if name == "starts":
            self.starts = list(accumulate(map(len, self._pieces()), initial=self.start))[:-1:2]
            return self.starts
        copies = {
            id(cell): GridCell(text, cell.row, cell.column, cell.rowspan, cell.colspan, start)
            for cell, text, start in zip(self.layout.printed(), self.texts, self.starts, strict=True)
        }
        self.rows = [[copies[id(cell)] for cell in row] for row in self.layout.rows]
        return self.rows

    @property
    def height(self) -> int:
        """How many rows it has; its cells need not be made for it."""
        return len(self.layout.rows)

    def offset(self, number: int) -> int:
        """The offset of one of the texts."""
        figures = self.figures[: bisect_left(self.layout.slots, number)]
        return self.start + self.layout.before[number] + sum(map(len, figures))

    def _pieces(self) -> list[str]:
        pieces = self.layout.pieces[:]
        for slot, figure in zip(self.layout.slots, self.figures, strict=True):
            pieces[2 * slot] = figure
        return pieces

    def lay_out(self, parts: list[str], position: int) -> int:
        """Add the text to `parts`, which begins at `position` of the document; returns where the next begins."""
        self.start = position
        if self._is_looked_at:  # before it had its place
            for made in ("rows", "starts"):
                with suppress(AttributeError):
                    delattr(self, made)
            self._is_looked_at = False
        between = self.layout.between[:]
        between[1::2] = self.figures
        text = "".join(between)
        parts.append(text)
        return position + len(text) + 1
