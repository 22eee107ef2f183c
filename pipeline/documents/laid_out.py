"""Grids of a layout that has been seen before: the same labels, blanks and spans, and other figures.

The statutory tables are pasted from one template, and a site's reports come out of one editor: most of their grids are, but for
the figures, letter by letter the same. What only depends on the rest is made once a layout and kept (`GridLayout`): a grid of a
known layout is its figures. Its cells are made when something asks for them, which is never where the forms know the layout
too (`forms/planned.py`); together that halves what a page's tables cost.
"""

from __future__ import annotations

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
    """The text of the grid: those of its printed cells, and behind each the character that parts it from the next."""
    slots: tuple[int, ...]
    """Which of the printed cells hold the figures."""

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
    return GridLayout(rows, pieces, tuple(slots))


class LaidOutGrid(Grid):
    """A grid with `figures` (digits alone, in print order) in the slots of a layout."""

    __slots__ = ("_is_looked_at", "layout", "starts", "texts")

    starts: list[int]
    """Offsets of the texts."""

    def __init__(self, layout: GridLayout, figures: list[str]) -> None:
        self.number, self.start, self.sheet, self.first_row, self.first_column = 0, 0, None, 0, 0
        self.layout = layout
        self.texts = layout.pieces[::2]
        for slot, figure in zip(layout.slots, figures, strict=True):
            self.texts[slot] = figure
        self._is_looked_at = False

    def __getattr__(self, name: str) -> list[int] | list[list[GridCell]]:
        """`starts` and `rows`, the first time that something asks for them."""
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

    def offset(self, number: int) -> int:
        """The offset of one of the texts."""
        return sum(map(len, self.texts[:number]), self.start + number)

    def _pieces(self) -> list[str]:
        pieces = self.layout.pieces[:]
        pieces[::2] = self.texts
        return pieces

    def lay_out(self, parts: list[str], position: int) -> int:
        """Add the text to `parts`, which begins at `position` of the document; returns where the next begins."""
        self.start = position
        if self._is_looked_at:  # before it had its place
            for made in ("rows", "starts"):
                with suppress(AttributeError):
                    delattr(self, made)
            self._is_looked_at = False
        text = "".join(self._pieces())
        parts.append(text)
        return position + len(text) + 1
