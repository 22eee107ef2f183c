"""Tables of separated values whose rows are not equally wide: spans left no field, or blanks at the ends of rows were cut.

Where a row begins with an empty field, spans left theirs: then the places of fields are those of columns, and blanks are missing
behind them alone. Else only the order of the fields is left; tabs keep it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.documents.cell_text import join_cell
from pipeline.documents.document import Block, Grid, GridCell, Line
from pipeline.documents.texts.separated import fields_of
from pipeline.values import is_value

FEWEST_ROWS, FEWEST_FIELDS = 6, 3
"""Rows of a table, and fields of its first and of most of them: commas and semicolons in a text do not part so many figures."""
MOST_ROWS = 150
"""Rows of a table, the titles within it among them: that of 2014 has 60."""
FEWEST_WIDE = 10
"""Figures of a row from which it is that of a table whose other rows are all its header: the disputes in one row."""
LONGEST_ROW, LONGEST_TITLE = 400, 80
"""Characters of a row, and of one without a separator, which is the title of what follows."""
_SECTION = re.compile("[一二三四五六七八][、.．]")
_DIGIT = re.compile(r"\d")
_THOUSANDS = re.compile(r"(?<![\d,.])\d{1,3}(?:,\d{3})+(?![\d,])")
_SENTENCE = re.compile("[。；]")


def ragged_table(lines: Sequence[str], first: int) -> tuple[list[Block], int] | None:
    """The blocks of a table of separated values that begins in a line, and how many lines it takes; None where rows are even."""
    separator = max(",;", key=lines[first].count)
    if lines[first].count(separator) < FEWEST_FIELDS - 1:
        return None
    rows: list[list[str]] = []
    for text in lines[first : first + MOST_ROWS]:
        is_row = separator in text
        if len(text) > (LONGEST_ROW if is_row else LONGEST_TITLE) or _SENTENCE.search(text):
            break
        if not is_row and _SECTION.match(text) and max(map(len, rows)) > FEWEST_FIELDS:
            break  # a narrow table, of one column of figures, is parted as a report is
        if separator == "," and _THOUSANDS.search(text):
            return None  # which commas part fields?
        fields = fields_of(text, separator)
        if fields is None:
            break
        rows.append(fields)
        if len(rows) == 2 * FEWEST_ROWS and not any(map(_figures, rows)):
            return None
    while rows and len(rows[-1]) == 1:
        rows.pop()
    of_figures = [row for row in rows if _figures(row) * 2 >= len(row) - 1 > 0]
    is_long = len(rows) >= FEWEST_ROWS and len(of_figures) * 3 >= len(rows)
    is_wide = any(len(row) >= FEWEST_WIDE == _figures(row[:FEWEST_WIDE]) for row in rows)
    if not (is_long or is_wide) or len(set(map(len, rows))) < 2:
        return None
    if not _keeps_places(rows, of_figures):
        return [Line("\t".join(map(join_cell, (field.split("\n") for field in row))), 0) for row in rows], len(rows)
    width = max(map(len, rows))
    padded = ([*row, *[""] * (width - len(row))] for row in rows)
    cells = [
        [GridCell(join_cell(field.split("\n")), number, column) for column, field in enumerate(row)]
        for number, row in enumerate(padded)
    ]
    return [Grid(0, cells)], len(rows)


def _figures(row: Sequence[str]) -> int:
    return sum(map(is_value, row))


def _keeps_places(rows: Sequence[Sequence[str]], of_figures: Sequence[Sequence[str]]) -> bool:
    """Whether a row with a label begins with an empty field, or all end in a figure of the same column."""
    if any(not row[0] and not all(map(is_value, row)) for row in rows):
        return True
    ends = {
        max((at for at, field in enumerate(row) if _DIGIT.search(field) and is_value(field)), default=-1)
        for row in of_figures
    }
    return len(of_figures) >= FEWEST_ROWS and len(ends - {-1}) == 1
