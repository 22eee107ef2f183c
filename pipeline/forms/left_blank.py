"""A disputes table in lines that was left blank: all its names are printed, and nothing else up to the next heading.

A blank cell of a line may leave no trace, and a label without figures may have them elsewhere. Where every figure of the text that
stands alone is a table's, other tables have theirs, and lines that equal others are not dropped, there is nowhere else, and the
table is blank.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.contract import Cell, Notice
from pipeline.documents.document import Document, Line
from pipeline.documents.fold import fold, key, whole_key
from pipeline.forms.form import FormTable, tables_named
from pipeline.forms.line_grids import LineGrid, is_page_number
from pipeline.forms.table_reading import TableReading
from pipeline.forms.tokens import line_token
from pipeline.forms.way_order import order_of_ways
from pipeline.values import is_value, read_value

CODE = "disputes"
_BEGINS = re.compile("行政复议.*情况$")
_ENDS = re.compile("主要问题|存在问题|问题及改进")
LONGEST_HEADING = 30
MOST_LINES = 150
"""Of the names alone, each letter on a line."""
_PIECE = re.compile(r"[^\s|｜]+")


def with_blank_table(document: Document, readings: list[TableReading]) -> list[TableReading]:
    """`readings` with the disputes table as blank, and without doubts about it, where it certainly is."""
    found = next((reading for reading in readings if reading.table.code == CODE), None)
    if found is None:
        is_open = any(isinstance(row.grid, LineGrid | None) for reading in readings for row in reading.rows)
    else:
        is_open = any(notice.severity == "warning" for notice in found.notices) or len(found.cells) < len(_places())
        is_open = is_open and not any(map(str.isdigit, "".join(cell.raw for cell in found.cells)))
    if not is_open or not any(cell.value is not None for reading in readings for cell in reading.cells):
        return readings  # where no table has a figure, all were lost
    lines = list(document.lines)
    section = _section(lines)
    form, table = tables_named(CODE)[-1]
    if not section or not _has_names_alone(section, table) or not _are_all_read(lines, readings):
        return readings
    place = line_token(section[0], section[0].text, 0).place
    said = Notice(
        "info", "row_empty", f"{place.text}: the table of disputes is printed, and nothing stands in it", CODE
    )
    cells = [Cell(CODE, item, column, None, "", "blank", None, place) for item, column in _places()]
    blank = TableReading(form, table, cells, [said], 1.0, 1.0, found.rows if found else [])
    return [*(reading for reading in readings if reading is not found), blank]


def _places() -> list[tuple[str, str]]:
    table = tables_named(CODE)[-1][1]
    return [(item.code, column.code) for item in table.items for column in table.columns(item)]


def _section(lines: Sequence[Line]) -> list[Line]:
    """The lines below the table's heading, up to the next one; none where either is not there."""
    headings = [n for n, line in enumerate(lines) if len(line.text) <= LONGEST_HEADING]
    first = next((n for n in headings if _BEGINS.search(fold(lines[n].text))), len(lines))
    last = next((n for n in headings if n > first and _ENDS.search(fold(lines[n].text))), None)
    return [] if last is None or last - first > MOST_LINES else list(lines[first + 1 : last])


def _has_names_alone(lines: Sequence[Line], table: FormTable) -> bool:
    """Whether the names of all ways, in the form's order, and of all results are printed, and nothing else."""
    names = [*(item.labels[0] for item in table.items), *(column.labels[0] for column in table.blocks[0])]
    names += [name for item in table.items for name in item.group_keys[:1]]
    letters, own = set(whole_key("".join(line.text for line in lines))), set(whole_key("".join(names)))
    if letters != own or order_of_ways((line.text for line in lines), table) != list(table.items):
        return False
    pieces = (piece for line in lines for piece in _PIECE.findall(line.text))
    return not any(is_value(piece) and read_value(piece).status != "blank" for piece in pieces)


def _are_all_read(lines: Sequence[Line], readings: Sequence[TableReading]) -> bool:
    """Whether all figures that stand alone on a line are a table's, and some equal others, which pages may drop."""
    numbers = {number for reading in readings for row in reading.rows for number in row.lines}
    alone = [
        line
        for line in lines
        if not is_page_number(line.text) and all(map(is_value, pieces := _PIECE.findall(line.text))) and pieces
    ]
    texts = [key(line.text) for line in alone]
    return all(line.number in numbers for line in alone) and (not texts or len(set(texts)) < len(texts))
