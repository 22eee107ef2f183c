"""The tables of a laid-out page: which are grids and which only arrange the page, and a grid's cells with their spans.

A table is a grid unless one of its cells holds a grid, or a text. One of a single cell is a frame around its text. Tables of a
row or two that follow each other directly are one table that the page's author took apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import count

from pipeline.documents.cell_text import OBJECT, join_cell
from pipeline.documents.document import Grid, GridCell, UnreadableDocumentError
from pipeline.documents.fold import tidy
from pipeline.documents.laid_out import FIGURE, GridLayout, LaidOutGrid, grid_layout
from pipeline.documents.web.page import (
    BREAK,
    CELL,
    GIVEN,
    LINK,
    LINK_MARKS,
    MARKS,
    PICTURE,
    ROW,
    SPANS,
    SPANS_END,
    TABLE,
    TABLE_END,
)
from pipeline.values import is_value

MAXIMUM_SPAN = 64
MAXIMUM_CELLS = 50_000
"""Bounds of one table: the widest statutory form has 15 columns and 30 rows."""
MAXIMUM_COLUMNS = 1_000
MAXIMUM_POSITIONS = 200_000
"""Columns that a table's spans reach, and its cells, each counted in every row that it covers."""
LONGEST_CELL = 600
"""Characters, white space included, above which a cell is a column of the page: labels with local instructions have 200."""
LONGEST_LAID_OUT, MOST_LAID_OUT = 20_000, 1_000
"""Characters and cells of a table whose layout is kept: the forms have 2,000 at most, as many of white space, and 220 cells."""
MOST_ROWS_OF_A_PIECE = 2
FEWEST_STACKED = 3
"""Cells with as many lines of figures each from which their row is several."""
_FEWEST_PARAGRAPHS = 3
"""Lines of a cell, each with a sentence, that make it a column of the page where no cell holds a figure."""
FEWEST_PIECES = 3
"""Tables of a row or two in succession from which they are one."""

_EDGE = f"{BREAK} \t\r\n\xa0\u3000"
_FIGURE = re.compile(f"([{CELL}{SPANS_END}][{_EDGE}]*+)(0|[1-9][0-9]{{0,13}}+)(?![{_EDGE}]*+[^{_EDGE}{CELL}{ROW}])")
"""A cell that holds digits and nothing else, no more of them than a figure has."""
_FIRST_FIGURE = re.compile(
    f"{CELL}(?:{SPANS}[^{SPANS_END}]*{SPANS_END})?[{_EDGE}]*[0-9]{{1,14}}[ \t\r\n\xa0]*(?={BREAK})"
)
_FEWEST_BEHIND = 60
"""A figure that stands first in a cell, with more below it, and characters of the cell from which that may be the page's text."""
_ROW_OF_FIGURES = re.compile(
    f"[{_EDGE}]*+{ROW}((?:{CELL}(?:{SPANS}[^{SPANS_END}]*{SPANS_END})?[{_EDGE}]*+[0-9/.,+-]{{0,14}}[{_EDGE}]*+){{3,}}+)"
)
"""A table of one row with nothing but figures, or strokes for none; and the beginning of a cell that holds nothing before it."""
_OPEN_CELL = re.compile(f"{CELL}(?:{SPANS}[^{SPANS_END}]*{SPANS_END})?[{_EDGE}]*")
_FIGURES = slice(2, None, 3)
"""Where they stand in what `_FIGURE` splits."""
_STRUCTURE = re.compile(f"[{ROW}{CELL}]|{SPANS}[^{SPANS_END}]*{SPANS_END}")


@dataclass(slots=True)
class _Open:
    """A table whose end has not come."""

    parts: list[str | Grid] = field(default_factory=list["str | Grid"])
    holds_grid: bool = False


def parted(page: str, given: Sequence[tuple[str, Grid]] = ()) -> list[str | Grid]:
    """The page's text between its grids, and the grids, in order; `given` are those of which it has a mark, with their captions.

    Raises:
        UnreadableDocumentError: `table_too_large`.
    """
    stack: list[_Open] = []
    for begun in page.split(TABLE):  # what is before the first one is the page's own
        inside, *behind = begun.split(TABLE_END)
        stack.append(_Open([inside]))
        for text in behind:
            if len(stack) > 1:
                _close(stack.pop(), stack[-1], given)
            stack[-1].parts.append(text)
    while len(stack) > 1:
        _close(stack.pop(), stack[-1], given)
    return _joined(stack[0].parts)


def _close(table: _Open, outer: _Open, given: Sequence[tuple[str, Grid]]) -> None:
    if table.holds_grid:
        outer.holds_grid = True
        outer.parts.append(BREAK)
        outer.parts += [_STRUCTURE.sub(BREAK, part) if isinstance(part, str) else part for part in table.parts]
        outer.parts.append(BREAK)
        return
    content = "".join(part for part in table.parts if isinstance(part, str))
    behind = ""
    if GIVEN in content:
        caption, grid = given[int(content.rpartition(GIVEN)[2])]
    else:
        before = outer.parts[-1]
        at = before.rfind(CELL) if isinstance(before, str) else -1
        if isinstance(before, str) and at != -1 and _OPEN_CELL.fullmatch(before, at):
            row = _ROW_OF_FIGURES.fullmatch(content)
            if row is not None:  # the figures of a row in a table within its cell are cells of the row
                outer.parts[-1:] = [before[:at], row[1]]
                return
        content, behind = _closed(content)
        caption, grid = _grid(content)
    if grid is not None:
        outer.holds_grid = True
        outer.parts += [BREAK + caption + BREAK, grid, BREAK + behind]
    else:
        outer.parts.append(BREAK + _STRUCTURE.sub(BREAK, content) + BREAK + behind)


def _closed(content: str) -> tuple[str, str]:
    """A table up to its last figure, and the sentences that stand in the same cell where the page does not close the table."""
    last = content.rfind(CELL)
    if len(content) - last < _FEWEST_BEHIND or "。" not in content[last:]:
        return content, ""
    figure = _FIRST_FIGURE.match(content, last)
    return (content[: figure.end()], content[figure.end() :]) if figure else (content, "")


def _grid(content: str) -> tuple[str, Grid | None]:
    """A table's caption and its grid; None where it is layout."""
    if len(content) <= LONGEST_LAID_OUT:
        sealed, figures = without_figures(content)
        known = layout_of(sealed, len(figures)) if next(_sightings(hash(sealed))) else None
        if known is not None:
            caption, layout = known
            return caption, LaidOutGrid(layout, figures)
    caption, rows = _grid_rows(content)
    return caption, Grid(0, rows) if rows else None


def without_figures(content: str) -> tuple[str, list[str]]:
    """A table with `FIGURE` for each of its figures, and these."""
    pieces = _FIGURE.split(content)
    figures = pieces[_FIGURES]
    pieces[_FIGURES] = [FIGURE] * len(figures)
    return "".join(pieces), figures


@lru_cache(maxsize=4096)
def _sightings(sealed: int) -> Iterator[int]:
    """Counts from nought how often a layout was seen: one that may never come again is not kept."""
    return count()


@lru_cache(maxsize=128)
def layout_of(sealed: str, figures: int) -> tuple[str, GridLayout] | None:
    """The caption and layout of a table whose figures, so many, are all `FIGURE`; None where they might matter.

    They might where a cell is so long that a few digits more would make it a text.
    """
    cells = sealed.split(CELL)
    if len(cells) > MOST_LAID_OUT or max(map(len, cells)) > LONGEST_CELL // 2:
        return None
    caption, rows = _grid_rows(sealed)
    layout = grid_layout(rows, figures) if rows else None
    return (caption, layout) if layout is not None else None


def _joined(parts: list[str | Grid]) -> list[str | Grid]:
    """Small tables with nothing between them as one."""
    joined: list[str | Grid] = []
    run: list[Grid] = []
    waiting: list[str | Grid] = []
    for part in [*parts, None]:
        if isinstance(part, Grid) and part.height <= MOST_ROWS_OF_A_PIECE:
            run.append(part)
            waiting.append(part)
        elif isinstance(part, str) and not part.strip(_EDGE):
            waiting.append(part)
        else:
            if not run:
                joined += waiting
            elif len(run) == 1 and joined and isinstance(above := joined[-1], Grid) and _is_header_of(above, run[0]):
                joined[-1] = _stacked([above, *run])  # a table that scrolls below its header is made of two
            else:
                is_one = (len(run) >= FEWEST_PIECES and _are_alike(run)) or _is_header_with_figures(run)
                joined += [_stacked(run)] if is_one else waiting
            run, waiting = [], []
            if part is not None:
                joined.append(part)
    return joined


def _are_alike(pieces: list[Grid]) -> bool:
    """Whether all have about as many columns: a title's table and a table of links have not."""
    widths = sorted(max(len(row) for row in piece.rows) for piece in pieces)
    return widths[len(widths) // 2] > 1


def _is_header_with_figures(pieces: list[Grid]) -> bool:
    """Whether two tables of a row each are one: names, and below them a figure for each."""
    if len(pieces) != 2 or any(len(piece.rows) != 1 for piece in pieces):
        return False
    names, figures = ([cell.text for cell in piece.rows[0]] for piece in pieces)
    is_pair = len(names) == len(figures) >= FEWEST_PIECES
    return is_pair and all(map(is_value, figures)) and not any(map(is_value, names))


def _is_header_of(header: Grid, figures: Grid) -> bool:
    """Whether a table holds figures and blanks alone, and the one directly above it, as wide, names of columns alone."""
    cells = [cell for row in figures.rows for cell in row]
    if len(cells) < FEWEST_PIECES or not all(is_value(cell.text) for cell in cells):
        return False
    return (
        any(cell.text for cell in cells)
        and _width(header) == _width(figures)
        and not any(cell.text and is_value(cell.text) for row in header.rows for cell in row)
    )


def _width(grid: Grid) -> int:
    return max((cell.column + cell.colspan for row in grid.rows for cell in row), default=0)


def _stacked(pieces: list[Grid]) -> Grid:
    rows: list[list[GridCell]] = []
    for piece in pieces:
        offset = len(rows)
        for index, row in enumerate(piece.rows):
            for cell in row:
                if cell.row == index:  # not one that came down from the row above
                    cell.row += offset
        rows += piece.rows
    return Grid(0, rows)


def _grid_rows(content: str) -> tuple[str, list[list[GridCell]]]:
    """What stands before the first cell, and the rows with spans expanded.

    No rows where the table is layout: it has one cell, or one that holds a text and no entry.
    """
    cells = content.count(CELL)
    if cells < 2:
        return "", []
    if cells > MAXIMUM_CELLS:
        raise UnreadableDocumentError("table_too_large", f"a table has more than {MAXIMUM_CELLS:,} cells")
    caption, *printed_cells = content.split(CELL)
    if max(map(len, printed_cells)) > LONGEST_CELL and any(map(_is_text, printed_cells)):
        return "", []
    if "。" in content and _is_column_of_text(content, printed_cells):
        return "", []
    rows: list[list[GridCell]] = []
    positions = 0
    hanging: dict[int, tuple[GridCell, int]] = {}  # column → cell from above, rows that it still covers
    printed = content.split(ROW)
    for _, *printed_row in (row.split(CELL) for row in printed[CELL not in printed[0] :]):
        row: list[GridCell] = []
        index, column = len(rows), 0
        is_stacked = False
        for marked in printed_row:
            while column in hanging:
                column = _continue_span(hanging, column, row)
            text, rowspan, colspan = marked, 1, 1
            if marked.startswith(SPANS):
                spans, _, text = marked.partition(SPANS_END)
                down, _, across = spans[1:].partition(",")
                rowspan, colspan = _span(down), _span(across)
            text = text.strip(_EDGE)
            if not text.isalnum():
                text = _cell_text(text)
                is_stacked = is_stacked or "\n" in text
            cell = GridCell(text, index, column, rowspan, colspan)
            row.append(cell)
            if rowspan > 1:
                for covered in range(column, column + colspan):
                    hanging[covered] = (cell, rowspan)
            column += colspan
        if hanging:
            for left in sorted(hanging):
                if left >= column:
                    column = _continue_span(hanging, left, row)
            hanging = {c: (cell, left - 1) for c, (cell, left) in hanging.items() if left > 1}
        rows += _unstacked(row, index, printed_row) if is_stacked else [row]
        positions += len(row) * (len(rows) - index)
        if positions > MAXIMUM_POSITIONS or column > MAXIMUM_COLUMNS:
            raise UnreadableDocumentError("table_too_large", "a table's spans reach further than any form's could")
    return _STRUCTURE.sub(BREAK, caption), rows


def _unstacked(row: list[GridCell], index: int, printed: Sequence[str]) -> list[list[GridCell]]:
    """The rows that a row holds, a line of its cells for each: the lines of one label and of all figures are as many.

    What has another number of lines stands beside all of them. The row alone where it holds no others.
    """
    lines = [_lines(marked) for marked in printed]
    own = [cell for cell in row if cell.row == index]
    figures = [len(texts) for texts in lines if len(texts) > 1 and all(map(is_value, texts))]
    height = max(figures, default=0)
    labels = sum(len(texts) == height and not any(map(is_value, texts)) for texts in lines)
    if height > MAXIMUM_SPAN or len(figures) < FEWEST_STACKED or labels != 1 or any(size != height for size in figures):
        return [row]
    parts = {id(cell): texts for cell, texts in zip(own, lines, strict=True) if len(texts) == height}
    for cell in own:
        if id(cell) not in parts:
            cell.rowspan = height
    return [
        [
            GridCell(parts[id(cell)][number], index + number, cell.column, 1, cell.colspan)
            if id(cell) in parts
            else cell
            for cell in row
        ]
        for number in range(height)
    ]


def _lines(marked: str) -> list[str]:
    text = LINK_MARKS.sub("", marked.rpartition(SPANS_END)[2])
    return [line for piece in text.split(BREAK) if (line := tidy(MARKS.sub("", piece)))] or [""]


def _is_text(marked: str) -> bool:
    return len(marked) > LONGEST_CELL and len(MARKS.sub("", LINK_MARKS.sub("", marked))) > LONGEST_CELL


def _is_column_of_text(content: str, printed_cells: Sequence[str]) -> bool:
    """Whether a cell holds the words of a short report: one with a row for itself, or one beside a menu and no figure."""
    if content.count(ROW) >= len(printed_cells) and any(map(_holds_paragraphs, printed_cells)):
        return True
    if _FIGURE.search(content):
        return False
    return any(
        sum("。" in line for line in marked.split(BREAK)) >= _FEWEST_PARAGRAPHS
        for marked in printed_cells
        if marked.count("。") >= _FEWEST_PARAGRAPHS
    )


def _holds_paragraphs(marked: str) -> bool:
    """Whether a cell that has a row for itself holds several lines with a sentence: the words of a short report."""
    return "。" in marked and BREAK in marked.strip(_EDGE)


def _cell_text(text: str) -> str:
    if LINK in text:
        text = LINK_MARKS.sub("", text)
    printed = (
        join_cell(MARKS.sub("", line) for line in text.split(BREAK)) if BREAK in text else tidy(MARKS.sub("", text))
    )
    return printed or (OBJECT if PICTURE in text else "")


def _continue_span(hanging: dict[int, tuple[GridCell, int]], column: int, row: list[GridCell]) -> int:
    cell = hanging[column][0]
    if not row or row[-1] is not cell:
        row.append(cell)
    return max(column + 1, cell.column + cell.colspan)


def _span(printed: str) -> int:
    if not printed.strip().isdecimal():
        return 1
    return min(max(int(printed), 1), MAXIMUM_SPAN)
