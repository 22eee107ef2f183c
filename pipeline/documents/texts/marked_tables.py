"""The cells of a table that is written in marks of its own, with the spans that they give → the blocks that a page would have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from pipeline.documents.document import Block, Line
from pipeline.documents.fold import tidy
from pipeline.documents.web.page import BREAK, CELL, MARKS, ROW, SPANS, SPANS_END, TABLE, TABLE_END
from pipeline.documents.web.page_grids import MAXIMUM_COLUMNS, MAXIMUM_SPAN, parted


class MarkedCell(NamedTuple):
    """One cell as it is written."""

    text: str
    rowspan: int = 1
    colspan: int = 1


def marked(cell: MarkedCell) -> str:
    """The cell with the marks of a page."""
    text = MARKS.sub("", cell.text)
    if cell.rowspan == cell.colspan == 1:
        return CELL + text
    return f"{CELL}{SPANS}{cell.rowspan},{cell.colspan}{SPANS_END}{text}"


def blocks_of(content: str) -> list[Block]:
    """The grids, and the lines among them, that a table with the marks of a page holds.

    Raises:
        UnreadableDocumentError: `table_too_large`.
    """
    blocks: list[Block] = []
    for part in parted(f"{TABLE}{content}{TABLE_END}"):
        if isinstance(part, str):
            blocks += [Line(text, 0) for line in part.split(BREAK) if (text := tidy(MARKS.sub("", line)))]
        else:
            blocks.append(part)
    return blocks


def table_blocks(rows: Iterable[Iterable[MarkedCell]]) -> list[Block]:
    """The blocks of a table whose rows hold the cells that begin in them; raises as `blocks_of`."""
    return blocks_of("".join(ROW + "".join(map(marked, row)) for row in rows))


def flowed(cells: Sequence[MarkedCell], columns: int) -> Iterator[list[MarkedCell]]:
    """The rows of cells that follow each other, `columns` to a row, those that cells above cover counted in."""
    columns = max(1, min(columns, MAXIMUM_COLUMNS))
    covered = [0] * columns
    row: list[MarkedCell] = []
    at = 0

    def free(at: int) -> int:
        while at < columns and covered[at]:
            at += 1
        return at

    for cell in cells:
        at = free(at)
        while at >= columns:
            yield row
            covered[:] = [max(left - 1, 0) for left in covered]
            row = []
            at = free(0)
            if at >= columns and not any(covered):
                break
        row.append(cell)
        width = min(cell.colspan, columns - at, MAXIMUM_SPAN)
        covered[at : at + width] = [max(cell.rowspan, 1)] * width
        at += width
    if row:
        yield row
