"""Figures that a table prints and no cell holds, beside a cell that is blank: one of the two is not what it seems.

A separator that was lost leaves the figure in the label's cell (行政强制755), a line end that slipped in leaves it on a line
of its own, a cell too many moves it behind the last column. Read as printed, the cell is blank, and nothing else would tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from operator import itemgetter

from rapidfuzz import fuzz, process

from pipeline.contract import UNKNOWN, Cell, Notice
from pipeline.documents.document import Document
from pipeline.documents.fold import kept_of_headings, whole_key
from pipeline.forms.form import Item
from pipeline.forms.line_grids import LineGrid, is_page_number
from pipeline.forms.proposals import SIMILAR
from pipeline.forms.table_reading import STATISTICS, TableReading, has_blank, lost_items
from pipeline.forms.tokens import UNIT_NAMES, label_key, vocabulary
from pipeline.values import read_value

MOST_LINES = 3
"""Lines with such a figure up to which it is a slip: a column that is none of the form's has one in most."""
FEWEST_BLANKS = 3
"""Blank cells of a table up to which a figure alone on the line below one is not taken for the number of a page."""
LONGEST_ROW = 200
"""Characters of a line in which a row that was not read may stand."""
SHORTEST_NAME = 4
"""Characters of a label that is looked for within a line: 其他 stands in many."""

FEWEST_FULL = 3
"""Lines as wide as the widest from which a text is one that was wrapped."""

MOST_DOUBLED = 0.2
"""Share of a table's rows up to which a blank beside a figure is no layout of the page's."""
_FIGURE = re.compile(r"[+-]?\d+(?:[,，]\d{3})*(?:[.．]\d+)?")
_BEHIND_LABEL = re.compile(r"(.*[^\d.\s])(\d{1,9})")
_NO_FIGURES = re.compile(r"^[(（]?\d{1,2}[)）.、．]|[(（][^()（）]*[)）]")
_DIGITS = re.compile(r"\d+")
_ENDS_IN_FIGURE = re.compile(r"\d\D?$")
_NAMED = re.compile(r"(.*?)\s*[：:\s]\s*[+-]?\d[\d,，.．]*\D?")
"""A row in lines: its label, a colon or a space, and one figure."""
_COLUMN = "\t"
"""What parts the columns of a line."""
_EDGES = " |｜\t\xa0\u3000"
LINES_OF_A_ROW = 4
"""Lines below a table's last cell in which a row may stand whose label is lost."""
_PARTS = re.compile(r"[\s|｜]+(?![.、．])")
"""Not before the stop behind a label's number: 2 .重复申请."""


@dataclass(slots=True)
class _Line:
    """A line of a table, its cells, and the figures in it that none of them holds."""

    text: str
    cells: list[Cell] = field(default_factory=list[Cell])
    figures: list[str] = field(default_factory=list[str])

    @property
    def has_blank(self) -> bool:
        """Whether a cell of it is blank, and all are certain."""
        statuses = {cell.status for cell in self.cells}
        return "blank" in statuses and "unreadable" not in statuses


def figures_left(document: Document, readings: Sequence[TableReading]) -> Iterator[Notice]:
    """A warning for each table with a blank cell, or without a row, beside which a figure stands that it does not hold."""
    for reading in readings:
        lost = lost_items(reading) if reading.table.code == STATISTICS else ()
        if not lost and not has_blank(reading):
            continue
        lines = _lines(document.text, reading.cells)
        left = _beside_blanks(lines) or _below_blanks(lines) or (_in_rows(lines, lost) if lost else "")
        if lost and not left:
            left = _without_label(_lines(document.text, reading.cells, LINES_OF_A_ROW))
        if not left and reading.table.items[0] in lost:
            left = _in_rows(_above(document.text, reading.cells), lost)
        if left:
            message = f"a figure stands beside an entry that is blank, or a row that is absent, and in none: {left[:LONGEST_ROW]!r}"
            yield Notice("warning", "figure_left", message, reading.table.code)


def _lines(text: str, cells: Sequence[Cell], more: int = 1) -> list[_Line]:
    """The lines of a table, from that of its first cell to so many below its last."""
    bounds = [(*cell.bounds, cell) for cell in cells]
    places = sorted(
        [(start, end or start, cell) for start, end, cell in bounds if start is not None], key=itemgetter(0, 1)
    )
    if not places:
        return []
    position = text.rfind("\n", 0, places[0][0]) + 1
    below = text.find("\n", places[-1][1])
    last = below
    for _ in range(more if below != -1 else 0):
        last = text.find("\n", last + 1)
        if last == -1:
            break
    lines: list[_Line] = []
    number = 0
    for printed in text[position : None if last == -1 else last].split("\n"):
        line, left, at = _Line(printed), "", position
        position += len(printed) + 1
        while number < len(places) and places[number][0] < position:
            start, end, cell = places[number]
            left += text[at : max(start, at)] + "\t"
            at = max(end, at)
            line.cells.append(cell)
            number += 1
        behind = _figures(text[at : position - 1])
        if line.cells and behind == [line.cells[-1].raw] * len(behind):
            behind = []  # a span that was written out
        line.figures = [*_figures(left), *behind]
        lines.append(line)
    return lines


def _above(text: str, cells: Sequence[Cell]) -> list[_Line]:
    """The lines above a table's first cell in which its first row may stand, or two of them."""
    first = min((start for start, _ in (cell.bounds for cell in cells) if start is not None), default=0)
    above = text[:first].split("\n")[-LINES_OF_A_ROW - 1 : -1]
    return [*map(_Line, above), *(_Line(f"{unit} {figure}") for unit, figure in pairwise(above) if unit in UNIT_NAMES)]


@kept_of_headings
def _figures(left: str) -> list[str]:
    """The figures of what no cell holds of a line: those that stand alone, and those behind a label."""
    found: list[str] = []
    for part in _PARTS.split(left):
        if _FIGURE.fullmatch(part):
            found.append(part)
        elif (match := _BEHIND_LABEL.fullmatch(part)) and label_key(match[1]) in vocabulary().items:
            found.append(match[2])
    return found


def _beside_blanks(lines: Sequence[_Line]) -> str:
    """The first line with a blank cell and a figure that is in none, where few lines have such figures."""
    slips = [line for line in lines if line.figures and line.cells]
    if len(slips) > MOST_LINES:
        return ""
    return next((line.text for line in slips if line.has_blank), "")


def _below_blanks(lines: Sequence[_Line]) -> str:
    """The first figure alone on the line below one whose last cell is blank, where it is the sum of that line's or few are."""
    are_few = sum(cell.status == "blank" for line in lines for cell in line.cells) <= FEWEST_BLANKS
    for above, line in pairwise(lines):
        if line.cells or len(line.figures) != 1 or not above.cells or above.cells[-1].status != "blank":
            continue
        parts = [cell.value for cell in above.cells if cell.value]
        figure = read_value(line.figures[0]).value
        if line.text.strip(" |｜\t") == line.figures[0] and (are_few or (parts and sum(parts) == figure)):
            return line.text
    return ""


def _in_rows(lines: Sequence[_Line], absent: Sequence[Item]) -> str:
    """The first line that prints a figure and the label of a row that is absent, or that has none and begins with its unit."""
    lost = [name for item in absent for name in item.keys if len(name) >= SHORTEST_NAME]
    for line in lines:
        text = line.text.strip()
        if len(text) > LONGEST_ROW or not _ENDS_IN_FIGURE.search(text) or is_page_number(text):
            continue
        if all(cell.item == UNKNOWN for cell in line.cells) and whole_key(_PARTS.split(text)[0]) in UNIT_NAMES:
            return text
        is_row = bool(line.cells) and len(_DIGITS.findall(_NO_FIGURES.sub("", text))) < 2
        if not is_row and any(name in whole_key(text) for name in lost):
            return text
        if not line.cells and (named := _NAMED.fullmatch(text)) and _resembles(named[1], lost):
            return text
    return ""


def _without_label(lines: Sequence[_Line]) -> str:
    """The first line that is a unit alone, below a figure and above none of the table's: a row that has lost its label.

    Where many are, units stand behind their figures.
    """
    written = [line for line in lines if line.text.strip(_EDGES)]
    found = [
        unit.text
        for above, unit, below in zip(written, written[1:], written[2:], strict=False)
        if above.cells and not unit.cells and not below.cells and unit.text.strip(_EDGES) in UNIT_NAMES
    ]
    return found[0] if 0 < len(found) <= MOST_LINES else ""


def _resembles(label: str, lost: Sequence[str]) -> bool:
    """Whether a label is one of the names that a row is absent of, misspelt, or is lost but for its colon."""
    name = whole_key(label)
    return not name or process.extractOne(name, lost, scorer=fuzz.ratio, score_cutoff=SIMILAR) is not None


def doubled_entries(readings: Sequence[TableReading]) -> Iterator[Notice]:
    """A warning for a table of one column, a cell a line, in which few rows have a blank beside their figure.

    A page's number may stand there, and the figure is none.
    """
    for reading in readings:
        rows = [row for row in reading.rows if row.grid is None and not row.is_bounded and row.has_figure]
        doubled = [row for row in rows[:-1] if any(token.is_blank for token in row.values)]  # a table's end is no cell
        if reading.table.code == STATISTICS and 0 < len(doubled) <= MOST_DOUBLED * len(rows):
            where = doubled[0].values[0].place.text
            message = f"{where}: a figure and a blank stand where other rows have one cell; such rows: {len(doubled)}"
            yield Notice("warning", "figure_left", message, reading.table.code)


def wrapped_figures(document: Document, readings: Sequence[TableReading]) -> Iterator[Notice]:
    """A warning for each table that holds the first digits of a figure which a full line of a wrapped text, or a column, breaks."""
    if all(row.grid is not None and not isinstance(row.grid, LineGrid) for reading in readings for row in reading.rows):
        return
    lines = list(document.lines)
    ends = {cell.place.end: reading for reading in readings for cell in reading.cells if cell.status == "reported"}
    starts = {cell.place.start for reading in readings for cell in reading.cells}
    for line, below in pairwise(lines):
        end = _end_above(line.text, below.text) if _COLUMN in below.text else None
        reading = ends.get(line.start + end) if end is not None else None
        if reading is not None and below.start + len(below.text) - len(below.text.lstrip(_EDGES)) not in starts:
            message = (
                f"the rest of a figure of the line {line.text[:LONGEST_ROW]!r} may be below: {below.text.strip(_EDGES)}"
            )
            yield Notice("warning", "figure_left", message, reading.table.code)
    full = _full_lines([_width(line.text) for line in lines]) | _full_lines([len(line.text) for line in lines])
    for number in sorted(full):
        line, below = lines[number], lines[number + 1] if number + 1 < len(lines) else None
        reading = ends.get(line.start + len(line.text))
        if reading is not None and below is not None and below.text.isdecimal() and below.start not in starts:
            message = f"the line {line.text[-LONGEST_ROW:]!r} is full, and the rest of its last figure may be below: {below.text}"
            yield Notice("warning", "figure_left", message, reading.table.code)


def _end_above(text: str, below: str) -> int | None:
    """Where in a line of columns the figure ends below which the next one has digits, and nothing in any other column."""
    parts, rest = text.split(_COLUMN), below.split(_COLUMN)
    filled = [number for number, part in enumerate(rest) if part.strip()]
    if len(parts) != len(rest) or len(filled) != 1 or not rest[filled[0]].strip().isdecimal():
        return None
    part = parts[filled[0]]
    if _FIGURE.fullmatch(part.strip()) is None:
        return None
    return sum(len(before) + 1 for before in parts[: filled[0]]) + len(part.rstrip())


def _full_lines(widths: Sequence[int]) -> set[int]:
    """The numbers of the lines that are as wide as the widest, or short of it by a character that found no place."""
    full = max(widths, default=0) - 1
    found = {number for number, width in enumerate(widths) if width >= full}
    return found if len(found) >= FEWEST_FULL else set()


def _width(text: str) -> int:
    """In columns of a terminal."""
    return sum(2 if letter >= "\u2e80" else 1 for letter in text)
