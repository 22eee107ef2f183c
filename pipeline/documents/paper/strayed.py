"""Figures that slipped out of their cell: alone on a line beside a table with a blank among its figures, or in the name above it.

Who lays out a table by hand, or corrects a finished PDF, moves a figure without noticing. Its cell would be read as a blank, and
no sum is assessed where a cell is blank, so that nothing else says that it is missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.contract import Notice
from pipeline.documents.paper.layout import MARGIN, Page
from pipeline.documents.paper.stitch import Piece
from pipeline.documents.paper.typeset import TextLine
from pipeline.values import read_value

NEAR = 3.0
"""Type sizes from a table within which a line is its neighbour, be it where page numbers stand."""
MOST_DIGITS, MOST_FIGURES = 7, 2
"""Of a figure, and figures of a line: a telephone has more digits, a row of a table more figures."""
YEARS = range(2000, 2040)
"""What stands alone on a line of a title."""

_NAME_AND_FIGURE = re.compile("[\u3400-\u9fff] ?\\n?[0-9]{1,7}$")


def strayed_figures(pages: Sequence[Page]) -> list[Notice]:
    """A warning for each page with such figures; page numbers must be gone. A scan's edges are too uncertain for that.

    What stands where page numbers do, and is none, is one: beside the page's own number, or on the first page alone, where a
    number is left out rather than set.
    """
    notices: list[Notice] = []
    for page in pages:
        tables = [item for item in page.items if isinstance(item, Piece) and not item.is_scanned]
        lines = [item for item in page.items if isinstance(item, TextLine) and _is_figures(item)] if tables else []
        others = [len(other.numbers) for other in pages if other.items and other is not page]
        if not (others or page.numbers):
            lines = [
                line for line in lines if _is_in_text(line, page) or any(_is_near(line, table) for table in tables)
            ]
        elif tables and others and len(page.numbers) > max(others) and (any(others) or page is pages[0]):
            lines += [number for number in page.numbers if number.text.isdecimal()]
        blanks = [list(_blanks_among_figures(table)) for table in tables]
        found = [line.text.replace("\t", ", ") for line in lines] if any(blanks) else []
        found += [text for table, own in zip(tables, blanks, strict=True) for text in _in_names(table, own)]
        found += [text for table in tables for text in _below_blanks(table)]
        found += [text for above, table in pairwise(tables) for text in _below_blank_row(above, table)]
        if found:
            message = (
                f"page {page.number}: figures stand beside the cells of a table that has blanks ({', '.join(found)})"
            )
            notices.append(Notice("warning", "figures_strayed", message))
    return notices


def _is_figures(line: TextLine) -> bool:
    parts = line.text.split("\t")
    are_short = all(part.isdecimal() and len(part) <= MOST_DIGITS for part in parts)
    return are_short and len(parts) <= MOST_FIGURES and not any(int(part) in YEARS for part in parts)


def _is_in_text(line: TextLine, page: Page) -> bool:
    return MARGIN * page.height < line.baseline < (1 - MARGIN) * page.height


def _is_near(line: TextLine, piece: Piece) -> bool:
    left, top, right, bottom = piece.table.box
    height = line.baseline - line.size / 2
    if top <= height <= bottom:
        return True
    is_next = top - NEAR * line.size <= height <= bottom + NEAR * line.size
    return is_next and line.left < right and left < line.right


def _blanks_among_figures(piece: Piece) -> Iterator[int]:
    """The numbers of the blank cells of rows that have figures."""
    for row in piece.table.fields:
        held = dict.fromkeys(row)
        if any(not piece.texts[n] for n in held) and any(read_value(piece.texts[n]).status == "reported" for n in held):
            yield from (number for number in held if not piece.texts[number])


def _in_names(piece: Piece, blanks: Sequence[int]) -> Iterator[str]:
    """The names right above blanks that end in a figure."""
    for number in blanks:
        cell = piece.table.cells[number]
        above = piece.texts[piece.table.fields[cell.row - 1][cell.column]] if cell.row else ""
        if _NAME_AND_FIGURE.search(above) and read_value(above).status == "unreadable":
            yield above.replace("\n", " ")


def _below_blank_row(above: Piece, piece: Piece) -> Iterator[str]:
    """The figures of a table that holds nothing else, right below one whose last row is blank."""
    is_blank = not any(above.texts[number] for number in above.table.fields[-1])
    gap = piece.table.box[1] - above.table.box[3]
    are_figures = all(read_value(text).status in ("reported", "not_applicable") for text in piece.texts if text)
    if is_blank and are_figures and gap < above.table.rows[-1] - above.table.rows[-2]:
        yield from (text for text in piece.texts if text)


def _below_blanks(piece: Piece) -> Iterator[str]:
    """The figures that alone stand in a row without a name, each below a blank of a row that has figures."""
    for above, row in pairwise(piece.table.fields):
        printed = [number for number in dict.fromkeys(row) if piece.texts[number]]
        if not 0 < len(printed) <= MOST_FIGURES or row[0] in printed or row[0] == above[0]:
            continue
        over = [above[piece.table.cells[number].column] for number in printed]
        are_figures = all(piece.texts[number].isdecimal() for number in printed)
        has_figures = any(read_value(piece.texts[number]).status == "reported" for number in above)
        if are_figures and has_figures and not any(piece.texts[number] for number in over):
            yield from (piece.texts[number] for number in printed)
