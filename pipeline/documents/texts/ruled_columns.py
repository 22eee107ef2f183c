"""Tables of text between two rules of dashes with a gap between any two columns, as Pandoc and reStructuredText write them.

The rules say where each column begins and ends, so that blank cells show, and a space may be all that parts two cells. Where blank
lines part the rows, a cell may have several lines. Where a word reaches out of its column nothing is done.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from itertools import pairwise

from pipeline.documents.fold import tidy

RULE = re.compile(r"[ \t]*(?:-{2,}|={2,})(?:[ ]+(?:-{2,}|={2,}))+[ \t]*")
_FEWEST_LONG = 6
"""Dashes of the longest part of a rule: two or three in each column may be its cells."""
_MOST_LINES = 400
_WORD = re.compile(r"\S+")
_BLANK = "\\"
"""What reStructuredText has in a first cell that is blank."""
_SEGMENT = re.compile(r"-+|=+")

Place = tuple[int, int]
Measure = Callable[[str], int]


def with_ruled_cells(text: str) -> str:
    """`text` with tabs between the cells of such tables, and without their rules."""
    if "-- -" not in text and "--  -" not in text and "== =" not in text and "==  =" not in text:
        return text
    lines = text.split("\n")
    kept: list[str] = []
    at = 0
    while at < len(lines):
        end = _end(lines, at) if _is_rule(lines[at]) else None
        rows = _rows(lines[at : end + 1]) if end is not None else None
        if end is None or rows is None:
            kept.append(lines[at])
            at += 1
        else:
            kept += rows
            at = end + 1
    return "\n".join(kept)


def _is_rule(line: str) -> bool:
    return RULE.fullmatch(line) is not None and max(map(len, _SEGMENT.findall(line))) >= _FEWEST_LONG


def _end(lines: Sequence[str], first: int) -> int | None:
    """The last rule of the table that begins with the one at `first`: there may be one below its header too."""
    rule = lines[first].rstrip()
    same = [
        number
        for number in range(first + 1, min(first + _MOST_LINES, len(lines)))
        if lines[number].rstrip() == rule and number > first + 1
    ]
    for number in same:
        if number + 1 == len(lines) or not lines[number + 1].strip():
            return number
    return None


def _rows(lines: Sequence[str]) -> list[str] | None:
    """The rows of a table, its first line and its last a rule; None where its cells do not stand in columns."""
    columns = [match.span() for match in _SEGMENT.finditer(lines[0])]
    within = [line for line in lines[1:-1] if not _is_rule(line)]
    for measure in (_narrow, _wide):
        cells = [_cells(line, columns, measure) for line in within]
        found = [row for row in cells if row is not None]
        if len(found) == len(cells):
            return ["\t".join(row) for row in _whole(found)]
    return None


def _cells(line: str, columns: Sequence[Place], measure: Measure) -> list[str] | None:
    """The texts of a line by columns; None where a word stands in none, or reaches out of its own."""
    cells: list[list[str]] = [[] for _ in columns]
    text = line.rstrip().replace("\N{NO-BREAK SPACE}", " ")
    end = at = 0
    for word in _WORD.finditer(text):
        start = at + measure(text[end : word.start()])
        end, at = word.end(), start + measure(word[0])
        own = next((n for n, (begin, last) in enumerate(columns) if begin <= start and at <= last), None)
        if own is None:
            return None
        cells[own].append(word[0])
    return ["" if words == [_BLANK] else " ".join(words) for words in cells]


def _whole(rows: Sequence[list[str]]) -> list[list[str]]:
    """The rows, those that blank lines part and that have several lines each as one."""
    blank = [number for number, row in enumerate(rows) if not any(row)]
    if not blank:
        return list(rows)
    bounds = [-1, *blank, len(rows)]
    blocks = [rows[a + 1 : b] for a, b in pairwise(bounds) if b - a > 1]
    return [[tidy(" ".join(filter(None, cell))) for cell in zip(*block, strict=True)] for block in blocks]


def _narrow(text: str) -> int:
    """Columns that a text takes where what may be wide or not - quotation marks, dashes - is not."""
    return _width(text, "WF")


def _wide(text: str) -> int:
    """The same where it is."""
    return _width(text, "WFA")


def _width(text: str, wide: str) -> int:
    return sum(
        0 if unicodedata.combining(character) else 2 if unicodedata.east_asian_width(character) in wide else 1
        for character in text
    )
