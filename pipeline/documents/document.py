"""A `Document`: what a reader makes of the bytes, the same for every format.

Blocks stand in reading order. A `Line` is one printed line or paragraph; a `Grid` is a table with its spans expanded. All
offsets are into `Document.text`, in which a grid stands as its cells' texts, a row a line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.contract import Notice, Place
from pipeline.documents.fold import fold

Mark = tuple[str, float]
"""A recognised character, and how sure its recognition was, from 0 to 1."""


class Misread(str):
    """Why the print of a figure may be misread, in words: a doubt that sums may dispel, unlike one about whose figure it is."""

    __slots__ = ()


@dataclass(slots=True)
class Line:
    """One line of text. `link_share` is the part of its characters that are link text (menus have 1.0).

    `marks` are its characters without spaces, where they were recognised from a picture.
    """

    text: str
    start: int
    link_share: float = 0.0
    is_heading: bool = False
    number: int = 0
    page: int | None = None
    marks: tuple[Mark, ...] = ()
    _folded: str | None = field(default=None, init=False, repr=False, compare=False)

    @property
    def folded(self) -> str:
        """`fold` of the text, made once: a line is looked at for its title, year, headings and claims."""
        if self._folded is None:
            self._folded = fold(self.text)
        return self._folded

    @property
    def end(self) -> int:
        """Offset behind the last character."""
        return self.start + len(self.text)


@dataclass(slots=True)
class GridCell:
    """One printed cell. `row` and `column` (from 0) are its first position; spans count positions.

    `doubt` says why its figure may be wrong: `Misread` where it was recognised from a picture.
    """

    text: str
    row: int
    column: int
    rowspan: int = 1
    colspan: int = 1
    start: int = 0
    page: int | None = None
    bbox: tuple[float, float, float, float] | None = None
    doubt: str | None = None


@dataclass(slots=True)
class Grid:
    """A table. `rows[r]` lists the cells that cover row r from left to right, a spanning cell in each row that it covers.

    On a sheet of a workbook it begins in row `first_row` and column `first_column` (from 0) of `sheet`; where lines of it
    are hidden and not read, `sheet_rows` and `sheet_columns` say where those stand that were.
    """

    number: int
    rows: list[list[GridCell]]
    start: int = 0
    sheet: str | None = None
    first_row: int = 0
    first_column: int = 0
    sheet_rows: Sequence[int] = field(default=(), kw_only=True)
    sheet_columns: Sequence[int] = field(default=(), kw_only=True)
    is_recognised: bool = field(default=False, kw_only=True)
    """Its text was recognised from a picture, so that a name may be misread."""

    @property
    def is_rectangular(self) -> bool:
        """Whether all rows are equally wide, as they are unless spans were lost or are wrong."""
        return len({max((cell.column + cell.colspan for cell in row), default=0) for row in self.rows if row}) < 2

    @property
    def height(self) -> int:
        """How many rows it has."""
        return len(self.rows)

    def lay_out(self, parts: list[str], position: int) -> int:
        """Adds the grid's text to `parts`, which are lines, and sets the offsets of its cells; the offset behind it."""
        for index, row in enumerate(self.rows):
            texts: list[str] = []
            for cell in row:
                if cell.row != index:
                    continue
                cell.start = position
                texts.append(cell.text)
                position += len(cell.text) + 1
            if texts:
                parts.append("\t".join(texts))
        return position

    def bounds(self, cell: GridCell) -> tuple[int, int]:
        """Where the place of a cell begins and ends in the document's text."""
        return cell.start, cell.start + len(cell.text)

    def place(self, cell: GridCell) -> Place:
        """Where a cell stands, counted from 1."""
        row, column = cell.row + 1, cell.column + 1
        page = f"page {cell.page}, " if cell.page else ""
        if self.sheet is None:  # most cells, and places are made for each: without names, which take as long again
            text = f"{page}table {self.number}, row {row}, column {column}"
            end = cell.start + len(cell.text)
            return Place(text, cell.page, cell.bbox, self.number, row, column, None, None, cell.start, end)
        sheet_row = self.sheet_rows[cell.row] if self.sheet_rows else self.first_row + cell.row
        sheet_column = self.sheet_columns[cell.column] if self.sheet_columns else self.first_column + cell.column
        of_sheet = address(sheet_row, sheet_column)
        return Place(
            f"{page}sheet {self.sheet}, cell {of_sheet}",
            page=cell.page,
            bbox=cell.bbox,
            table=self.number,
            row=row,
            column=sheet_column + 1,
            sheet=self.sheet,
            cell=of_sheet,
            start=cell.start,
            end=cell.start + len(cell.text),
        )


def address(row: int, column: int) -> str:
    """The address of a cell of a sheet, both from 0: (6, 27) → AB7."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row + 1}"


Block = Line | Grid


@dataclass(slots=True)
class Document:
    """`properties` are what the file says of itself: `title`, `published`, … as printed; `links` are (text, address)."""

    media_type: str
    blocks: list[Block]
    text: str
    properties: dict[str, str] = field(default_factory=dict[str, str])
    links: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    notices: list[Notice] = field(default_factory=list[Notice])
    pictures: int = 0

    @property
    def lines(self) -> Iterator[Line]:
        """The lines in order, without the grids."""
        return iter([block for block in self.blocks if isinstance(block, Line)])  # half the time of one by one

    @property
    def grids(self) -> Iterator[Grid]:
        """The grids in order."""
        return (block for block in self.blocks if isinstance(block, Grid))


class UnreadableDocumentError(Exception):
    """Raised by a reader whose format is right but whose content cannot be read; `code` is stable."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
