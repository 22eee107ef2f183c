"""Tables that are printed as lines, their cells parted by bars or tabs: a grid where every line has as many cells.

Converters write a cell for every position that a span covers, empty or repeated; then the position says the column, as in a
grid. Where lines differ in their number of cells, spans have been swallowed and only the order is left: these stay lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from pipeline.contract import Place
from pipeline.documents.document import Grid, GridCell, Line

SEPARATORS = re.compile(r"(?<!\t)\t+[|｜]\t*|[|｜]\t*|\t")
"""A bar with the tabs around it, or a tab: a run of tabs is looked through for its bar once, at its beginning."""
_RULE = re.compile(r"^[\s|:+\-—=_]+$")
_NARROW_RULE = re.compile(r"^\s*\|(?::?--:?\|)+\s*$")
_BLANK_ROW = re.compile(r"^\s*[|｜](?:\s*[|｜]){2,}\s*$|^[^\S\t]*(?:\t[^\S\t]*){2,}$")
_PAGE_NUMBER = re.compile(
    r"\s*(?:[-—–·•]\s*\d{1,3}\s*[-—–·•]|第\s*\d{1,3}\s*页[,，/\s]*(?:共\s*\d{1,3}\s*页)?"
    r"|[Pp](?:age|\.)\s*\d{1,3}(?:\s*of\s*\d{1,3})?|(?:\d{1,3})\s*/\s*(?:\d{1,3})(?:\s*页)?)\s*"
)
FEWEST_ROWS = 3
"""Lines from which a run with separators is a table."""


@dataclass(slots=True)
class LineGrid(Grid):
    """A grid whose rows are lines of text: `lines[r]` is what row r stands in."""

    lines: list[Line] = field(default_factory=list[Line])

    def place(self, cell: GridCell) -> Place:
        """Where a cell stands: its line, and offsets into the document's text."""
        line = self.lines[cell.row]
        page = f"page {line.page}, " if line.page else ""
        return Place(f"{page}line {line.number}", page=line.page, start=cell.start, end=cell.start + len(cell.text))


@dataclass(frozen=True, slots=True)
class Borders:
    """Whether a separator at the edge of a line is the table's border; else a blank cell stands beyond it."""

    left: bool = True
    right: bool = True


@dataclass(frozen=True, slots=True)
class Part:
    """One cell of a line and its offset in it."""

    text: str
    offset: int


def is_page_number(text: str) -> bool:
    """Whether a line is the number of a page and nothing else."""
    return _PAGE_NUMBER.fullmatch(text) is not None


def is_rule(text: str) -> bool:
    """Whether a line is a ruling between rows: |---|---|, +---+---+. Two dashes in a cell stand for no figure."""
    if _RULE.match(text) is None or not ("|" in text or text.count("+") > 1):
        return False
    return "---" in text or _NARROW_RULE.match(text) is not None


def split_line(text: str, borders: Borders) -> list[Part]:
    """The cells of a line, with what stands beyond its borders left out."""
    parts: list[Part] = []
    starts = [0, *(match.end() for match in SEPARATORS.finditer(text))]
    pieces = SEPARATORS.split(text)
    for number, (position, piece) in enumerate(zip(starts, pieces, strict=True)):
        is_border = (number == 0 and borders.left) or (number == len(pieces) - 1 and borders.right)
        if piece.strip() or not is_border:
            parts.append(Part(piece.strip(), position + len(piece) - len(piece.lstrip())))
    return parts


def with_grids(lines: Iterable[Line]) -> Iterator[tuple[Line, Borders] | LineGrid]:
    """The lines in order, each with the borders of its table; lines that make a grid are put together."""
    lines = list(lines)
    is_closed = _is_closed(lines)
    run: list[Line] = []
    for line in lines:
        if _is_row(line.text):
            run.append(line)
        elif run and (is_page_number(line.text) or is_rule(line.text)):
            continue
        elif run and _BLANK_ROW.match(line.text) and _width(line.text) == _width(run[-1].text):
            run.append(line)
        else:
            yield from _table(run, is_closed)
            run = []
            yield line, _edges(line.text, is_closed)
    yield from _table(run, is_closed)


def _is_closed(lines: Sequence[Line]) -> bool:
    """Whether a bar is drawn behind the last cells of rows; where most end without one, a blank stands behind it."""
    rows = [text for line in lines if ("|" in (text := line.text) or "｜" in text) and not is_rule(text)]
    return sum(text.rstrip()[-1:] in ("|", "｜") for text in rows) * 2 >= len(rows)


def _is_row(text: str) -> bool:
    """Several cells: a single cell with its bar, and bars alone, are pieces of a row that is broken over lines."""
    if not ("|" in text or "\t" in text or "｜" in text) or is_rule(text):
        return False
    pieces = SEPARATORS.split(text)
    return (len(pieces) > 2 and any(piece.strip() for piece in pieces)) or len([p for p in pieces if p.strip()]) > 1


def _width(text: str) -> int:
    return len(SEPARATORS.split(text))


def _edges(text: str, is_closed: bool, before: Sequence[str] = ()) -> Borders:
    """The borders of a row by itself, or `before` of which other rows stand: bars are drawn around a table, tabs are not.

    Where a row begins with text, no bar is drawn before the others either: a first cell is blank.
    """
    is_drawn = "\t" not in text
    return Borders(is_drawn and not any(SEPARATORS.match(other) is None for other in before), is_drawn and is_closed)


def _table(run: list[Line], is_closed: bool) -> Iterator[tuple[Line, Borders] | LineGrid]:
    if len(run) < FEWEST_ROWS:
        yield from ((line, _edges(line.text, is_closed, [row.text for row in run])) for line in run)
        return
    edges = [SEPARATORS.split(line.text) for line in run]
    has_right = all(not pieces[-1].strip() for pieces in edges) and (is_closed or "\t" in run[0].text)
    borders = Borders(all(not pieces[0].strip() for pieces in edges), has_right)
    rows = [split_line(line.text, borders) for line in run]
    tables = [list(group) for _, group in groupby(zip(run, rows, strict=True), lambda pair: len(pair[1]))]
    if any(len(table) < FEWEST_ROWS for table in tables):
        yield from ((line, borders) for line in run)
        return
    for table in tables:
        cells = [
            [
                GridCell(part.text, index, column, start=line.start + part.offset, page=line.page)
                for column, part in enumerate(row)
            ]
            for index, (line, row) in enumerate(table)
        ]
        yield LineGrid(0, cells, table[0][0].start, lines=[line for line, _ in table])
