"""Tables of text with a rule drawn between any two rows, as Pandoc and reStructuredText write them: a cell may have several lines.

Where rules stand between some rows only, as in Markdown and in what databases print, each line is a row, and nothing is done.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from pipeline.documents.document import Grid, GridCell
from pipeline.documents.fold import tidy
from pipeline.values import is_value

FEWEST_RULES = 4
"""Rules from which they part rows: above and below the table, and two within."""
_MOST_LINES = 600
"""Lines of a table: the statistics of 2014 take some 90 rows. Looked at from every rule, so that the work stays in bounds."""
_RULE = re.compile(r"[+|](?:[-=:]{2,}[+|])+")
_BAR = "|"
_DRAWN_BAR = re.compile("[│┃║]")
_RULES = {code: "-" if chr(code) in "─━═╌╍┄┅┈┉" else _BAR for code in range(0x2500, 0x2570)}


def with_bars(text: str) -> str:
    """`text`, where tables ruled with the characters for drawing boxes have bars and dashes like others."""
    return text if _DRAWN_BAR.search(text) is None else text.translate(_RULES)


def drawn_table(lines: Sequence[str], first: int) -> tuple[Grid, int] | None:
    """The grid that begins with line `first`, and the number of its lines; None where none does, or a line is a row there.

    A figure that is broken over lines, or two under each other among rows that have one, stay apart in their cell: no figure.
    """
    begins = first + 1 < len(lines) and lines[first + 1][:1] == _BAR  # a row below a rule: rules alone are none
    if not begins or _RULE.fullmatch(lines[first]) is None:
        return None
    last = min(first + _MOST_LINES, len(lines))
    end = next((number for number in range(first, last) if lines[number][:1] not in ("+", _BAR)), last)
    if end - first == _MOST_LINES:
        return None
    rules = [number for number in range(first, end) if _RULE.fullmatch(lines[number])]
    if len(rules) < FEWEST_RULES or rules[-1] != end - 1:
        return None
    rows: list[list[str]] = []
    broken = doubled = 0
    for above, below in pairwise(rules):
        if below - above == 1:
            continue
        parts = [lines[number].split(_BAR)[1:-1] for number in range(above + 1, below)]
        if any(len(line) != len(parts[0]) for line in parts) or (rows and len(parts[0]) != len(rows[0])):
            return None
        broken += len(parts) > 1
        doubled += any(
            sum(is_value(text) for part in cell if (text := part.strip())) > 1 for cell in zip(*parts, strict=True)
        )
        rows.append([tidy(" ".join(cell)) for cell in zip(*parts, strict=True)])
    if doubled * 2 >= broken:
        return None  # a line each: the separators say all
    grid = Grid(
        0, [[GridCell(text, number, column) for column, text in enumerate(row)] for number, row in enumerate(rows)]
    )
    return grid, end - first
