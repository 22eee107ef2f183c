"""A table cut at page breaks → one grid.

The pieces have the same outer edges and nothing stands between them. A header that is printed again is dropped; a cell that
spans rows on both sides is one; a row that is cut itself is one row again, its text joined.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, takewhile

from pipeline.documents.document import Grid, GridCell
from pipeline.documents.paper.drawn import Beside
from pipeline.documents.paper.label_rows import begins_item
from pipeline.documents.paper.ruled import NARROWEST, RuledTable
from pipeline.values import read_value

LARGEST_SHIFT, LARGEST_STRETCH = 45.0, 0.03
"""Points sideways and part of its width by which a table differs from one page's scan to the next."""
SHIFTED = 0.6
"""Part of the narrower column beside it by which an edge may be put elsewhere on the next page."""
FEWEST_BLANKS = 6
"""Columns in which nothing stands above nor below a page's end, from which two rows without any figure are rows of blanks."""

HEADER_ROWS = 2
"""Rows of a header that is printed again, below which the same row with figures was set to be printed again too."""

_NUMBER = re.compile(r"[(（][一二三四五六七八九十\d]{1,3}[)）]|[一二三四五六七八九十\d]{1,3}[、.．]")


@dataclass(slots=True)
class Piece:
    """A table on one page: the text of each cell, whether the cell's last line is full, and why it may be misread.

    The page begins so far `aside` on its sheet, and so far `below` its upper edge; other pages are joined to it `beside`.
    """

    page: int
    table: RuledTable
    texts: list[str]
    full: list[bool]
    doubts: list[str | None] = field(default_factory=list[str | None])
    is_scanned: bool = False
    aside: float = 0.0
    below: float = 0.0
    beside: tuple[Beside, ...] = ()

    def continues(self, other: Piece) -> bool:
        """Whether `other`, on the page before, has the same outer edges; of two scans, the same width."""
        left, _, right, _ = self.table.box
        other_left, _, other_right, _ = other.table.box
        if self.is_scanned and other.is_scanned:
            shift = max(abs(left - other_left), abs(right - other_right))
            stretch = (right - left) / max(other_right - other_left, 1.0)
            return shift <= LARGEST_SHIFT and abs(stretch - 1) <= LARGEST_STRETCH
        return abs(left - other_left) <= NARROWEST and abs(right - other_right) <= NARROWEST

    def fit(self, other: Piece) -> None:
        """Moves the column edges of a scan to where the page before has its outer ones."""
        left, _, right, _ = self.table.box
        other_left, _, other_right, _ = other.table.box
        stretch = (other_right - other_left) / max(right - left, 1.0)
        self.table.columns = [other_left + (edge - left) * stretch for edge in self.table.columns]


@dataclass(slots=True)
class _Part:
    cell: GridCell
    is_full: bool

    @property
    def end(self) -> int:
        return self.cell.row + self.cell.rowspan

    @property
    def columns(self) -> tuple[int, int]:
        return self.cell.column, self.cell.colspan

    @property
    def is_new(self) -> bool:
        """Whether its text cannot be the rest of another: a figure, or an entry with its number or one of the known names."""
        return begins_item(self.cell.text) or _is_entry(self.cell.text)

    def goes_on_in(self, other: _Part) -> bool:
        """Whether its text may go on in the one below: its last line is full or a number alone, and nothing new begins."""
        may_go_on = self.is_full and not _is_entry(self.cell.text)
        return (may_go_on or _NUMBER.fullmatch(self.cell.text) is not None) and not other.is_new

    def _is_doubtful_with(self, other: _Part) -> bool:
        """Whether both are figures, and the upper one is not as long as its line can be: nobody knows whether they are one."""
        upper, lower = self.cell.text, other.cell.text
        return _may_be_figure(upper) and _may_be_figure(lower) and len(upper) < max(len(lower), 2)

    def take(self, other: _Part) -> None:
        """Makes the cell below a part of this one."""
        self.cell.text += ("\n" if self._is_doubtful_with(other) else "") + other.cell.text
        self.cell.doubt = self.cell.doubt or other.cell.doubt
        self.cell.rowspan = other.end - self.cell.row
        self.is_full = other.is_full if other.cell.text else self.is_full


def stitch(pieces: Sequence[Piece]) -> Grid:
    """The grid of the pieces of one table, in page order."""
    for before, piece in pairwise(pieces):
        if piece.is_scanned:
            piece.fit(before)
        elif _are_one(before.table.columns, piece.table.columns):
            piece.table.columns = before.table.columns
    edges = _common_edges(pieces)
    parts: list[_Part] = []
    rows = 0
    for piece in pieces:
        new = _parts(piece, edges)
        offset = rows
        if parts:
            repeated = _repeated_header(parts, new)
            new = [part for part in new if part.cell.row >= repeated]
            above = {part.columns: part for part in parts if part.end == rows}
            below = [part for part in new if part.cell.row == repeated]
            are_blanks = _are_blanks_below_header(parts, new)
            is_cut = not are_blanks and _is_cut_row(above, below)
            is_one = is_cut or (not repeated and _is_cut_header(above, below))
            offset = rows - repeated - is_cut
            for part in new:
                part.cell.row += offset
            is_whole = not _has_figures(parts) and _has_figures(
                below
            )  # a header: what is blank below it is a figure's place
            for part in [] if are_blanks else below:
                if part.columns in above and (is_one or (not is_whole and _spans_on(above[part.columns], part))):
                    above[part.columns].take(part)
                    new.remove(part)
        parts += new
        rows = offset + len(piece.table.rows) - 1
    return Grid(0, _rows([part.cell for part in parts], rows), is_recognised=any(piece.is_scanned for piece in pieces))


def _are_one(before: Sequence[float], columns: Sequence[float]) -> bool:
    """Whether two pages have the same columns: where no wall is drawn, each page's texts tell it from a gap of their own."""
    if len(before) != len(columns):
        return False
    widths = [min(b - a, d - c) for (a, b), (c, d) in zip(pairwise(before), pairwise(columns), strict=True)]
    reaches = [widths[0], *(min(pair) for pair in pairwise(widths)), widths[-1]]
    return all(abs(a - b) <= SHIFTED * reach for a, b, reach in zip(before, columns, reaches, strict=True))


def _common_edges(pieces: Sequence[Piece]) -> list[float]:
    edges: list[float] = []
    for edge in sorted(edge for piece in pieces for edge in piece.table.columns):
        if not edges or edge - edges[-1] > NARROWEST:
            edges.append(edge)
    return edges


def _parts(piece: Piece, edges: Sequence[float]) -> list[_Part]:
    def nearest(position: float) -> int:
        return min(range(len(edges)), key=lambda index: abs(edges[index] - position))

    columns = [nearest(position) for position in piece.table.columns]
    parts: list[_Part] = []
    doubts = piece.doubts or [None] * len(piece.texts)
    for cell, text, is_full, doubt in zip(piece.table.cells, piece.texts, piece.full, doubts, strict=True):
        column, end = columns[cell.column], columns[cell.column + cell.colspan]
        page, _, shift = next(
            (b for b in reversed(piece.beside) if cell.box[0] > b.start - NARROWEST), (piece.page, 0.0, 0.0)
        )
        printed = GridCell(
            text,
            cell.row,
            column,
            cell.rowspan,
            max(end - column, 1),
            page=page,
            bbox=_rounded(cell.box, piece.aside - shift, piece.below),
        )
        printed.doubt = doubt
        parts.append(_Part(printed, is_full))
    return parts


def _rounded(box: tuple[float, float, float, float], aside: float, below: float) -> tuple[float, float, float, float]:
    left, top, right, bottom = box
    return round(left + aside, 1), round(top + below, 1), round(right + aside, 1), round(bottom + below, 1)


def _repeated_header(parts: Sequence[_Part], new: Sequence[_Part]) -> int:
    """How many rows of `new` print the first rows of the table again; rows with figures only below two of a header."""

    def row(of: Sequence[_Part], index: int) -> list[tuple[int, int, int, str]]:
        cells = [part.cell for part in of if part.cell.row == index]
        return sorted((cell.column, cell.colspan, cell.rowspan, cell.text) for cell in cells)

    def is_repeated(index: int) -> bool:
        printed = row(new, index)
        may_be = index >= HEADER_ROWS or not any(_is_entry(text) for *_, text in printed)
        return bool(printed) and printed == row(parts, index) and may_be

    height = max((part.end for part in new), default=0)
    count = sum(1 for _ in takewhile(is_repeated, range(height)))
    while count and any(part.cell.row < count < part.end for part in new):
        count -= 1
    return count if any(part.cell.text for part in new if part.cell.row < count) else 0


def _is_cut_row(above: Mapping[tuple[int, int], _Part], below: Sequence[_Part]) -> bool:
    """Whether the page break runs through a row: what stands above and below complete each other."""
    if {part.columns for part in below} != set(above):
        return False
    pairs = [(above[part.columns], part) for part in below]
    pairs = [(upper, lower) for upper, lower in pairs if upper.cell.rowspan == lower.cell.rowspan == 1]
    if not pairs:
        return False
    if not any(upper.cell.text for upper, _ in pairs) or not any(lower.cell.text for _, lower in pairs):
        return True
    both = [(upper, lower) for upper, lower in pairs if upper.cell.text and lower.cell.text]
    if _is_rest_of_figures(pairs):
        return True
    if any(upper.cell.text == lower.cell.text for upper, lower in both):
        return False  # 件 above 件: of two rows
    if any(upper.goes_on_in(lower) for upper, lower in both) and not any(lower.is_new for _, lower in both):
        # of many columns of which none has a figure, two rows of blanks are likelier than one that is cut
        return len(pairs) < FEWEST_BLANKS or _has_figures(part for pair in pairs for part in pair)
    if _is_rest_of_label(pairs) or _is_label_begun(pairs):
        return True
    first_goes_on = pairs[0][0].cell.text == "" or pairs[0][1].cell.text == ""
    return first_goes_on and (not both or not _has_figures(part for pair in pairs for part in pair))


def _is_rest_of_figures(pairs: Sequence[tuple[_Part, _Part]]) -> bool:
    """Whether below a page's end stand no label and only some figures, each below one that fills its narrow cell."""
    (label, rest), *others = pairs
    below = [(upper, lower) for upper, lower in others if lower.cell.text]
    return (
        label.cell.text != ""
        and not rest.cell.text
        and 0 < len(below) < len(others)
        and all(_may_be_figure(upper.cell.text) for upper, _ in others)
        and all(upper.is_full and _may_be_figure(lower.cell.text) for upper, lower in below)
    )


def _is_rest_of_label(pairs: Sequence[tuple[_Part, _Part]]) -> bool:
    """Whether nothing stands below a page's end but words without a number, and above it a numbered label with its figures."""
    return (
        _is_label_cut(pairs) and _has_figures(above for above, _ in pairs[1:]) and not _prints(b for _, b in pairs[1:])
    )


def _is_label_begun(pairs: Sequence[tuple[_Part, _Part]]) -> bool:
    """Whether above a page's end stands nothing but a label with its number, and below it words without one and figures."""
    return (
        _is_label_cut(pairs) and _has_figures(below for _, below in pairs[1:]) and not _prints(a for a, _ in pairs[1:])
    )


def _is_label_cut(pairs: Sequence[tuple[_Part, _Part]]) -> bool:
    """Whether a label with its number stands above a page's end, and words without one below it."""
    (label, rest), *others = pairs
    return len(others) >= FEWEST_BLANKS and begins_item(label.cell.text) and rest.cell.text != "" and not rest.is_new


def _prints(parts: Iterable[_Part]) -> bool:
    return any(part.cell.text for part in parts)


def _are_blanks_below_header(parts: Sequence[_Part], new: Sequence[_Part]) -> bool:
    """Whether nothing stands in a piece, and above it only a header: rows of blanks, not what is left of the header."""
    return len(new) >= FEWEST_BLANKS and not any(part.cell.text for part in new) and not _has_figures(parts)


def _is_cut_header(above: Mapping[tuple[int, int], _Part], below: Sequence[_Part]) -> bool:
    """Whether the page break runs between two rows of a header: a heading over both is cut, whatever its text.

    Two rows of items without figures are none: the lower one begins an item, or has the unit of the upper one.
    """
    if _has_figures(above.values()) or _has_figures(below) or len(below) < 2:
        return False
    blank = sum(not (above[part.columns].cell.text or part.cell.text) for part in below if part.columns in above)
    if blank >= FEWEST_BLANKS:
        return False
    is_item = any(
        part.is_new or (above[part.columns].cell.text == part.cell.text != "")
        for part in below
        if part.columns in above
    )
    return not is_item


def _has_figures(parts: Iterable[_Part]) -> bool:
    return any(_is_entry(part.cell.text) for part in parts)


def _is_entry(text: str) -> bool:
    """Whether a cell holds what a label never is: a figure, or a dash in its place."""
    return read_value(text).status in ("reported", "not_applicable")


def _may_be_figure(text: str) -> bool:
    """Whether a cell holds a figure or a dash, or digits on lines of their own that are none for certain."""
    return _is_entry(text.replace("\n", ""))


def _spans_on(upper: _Part, lower: _Part) -> bool:
    """Whether a cell that spans rows was cut between two of them; a group's name without a number is the rest of one with it."""
    if not upper.cell.text or upper.cell.rowspan == lower.cell.rowspan == 1:
        return False
    is_group = _NUMBER.match(upper.cell.text) is not None and not lower.is_new
    return not lower.cell.text or upper.goes_on_in(lower) or is_group


def _rows(cells: Sequence[GridCell], count: int) -> list[list[GridCell]]:
    rows: list[list[GridCell]] = [[] for _ in range(count)]
    for cell in sorted(cells, key=lambda cell: cell.column):
        for row in range(cell.row, cell.row + cell.rowspan):
            rows[row].append(cell)
    return rows
