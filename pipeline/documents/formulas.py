"""Formulas of a sheet whose value was never stored → the figure that every program of tables shows for them.

Programs that write workbooks leave the sums to whoever opens them. Only sums and differences of cells of the same sheet are
worked out; all else stays as it is written, and is no figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation

MAXIMUM_DEPTH = 12
"""Formulas that one may rest on in turn; in a statutory table two, the total of totals."""
MAXIMUM_AREA = 10_000
"""Cells of one range."""

_TERM = re.compile(r"([+-]?)(?:SUM\(([^()]*)\)|(\$?[A-Z]{1,3}\$?\d{1,7})|(\d{1,9}(?:\.\d{1,6})?))", re.IGNORECASE)
_RANGE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?", re.IGNORECASE)
_LONGEST = 400

Texts = Sequence[list[str]]


def work_out(texts: Texts) -> int:
    """Puts its figure in the place of each such formula of a sheet; how many there were."""
    formulas = [(row, column) for row, line in enumerate(texts) for column, text in enumerate(line) if text[:1] == "="]
    found = {place: value for place in formulas if (value := _value(texts, *place, 0)) is not None}
    for (row, column), value in found.items():
        written = f"{value:.6f}"
        texts[row][column] = written.rstrip("0").rstrip(".")
    return len(found)


def _value(texts: Texts, row: int, column: int, depth: int) -> Decimal | None:
    """The number in a cell, nought where it is empty; None where it has another text or cannot be worked out."""
    text = texts[row][column].strip() if row < len(texts) and column < len(texts[row]) else ""
    if text[:1] != "=":
        return _number(text) if text else Decimal(0)
    formula = text[1:].replace(" ", "")
    terms = list(_TERM.finditer(formula))
    if depth > MAXIMUM_DEPTH or len(formula) > _LONGEST or "".join(term[0] for term in terms) != formula or not terms:
        return None
    if any(not term[1] for term in terms[1:]):
        return None
    total = Decimal(0)
    for sign, summed, cell, number in (term.groups() for term in terms):
        value = _sum(texts, summed, depth) if summed is not None else _single(texts, cell, number, depth)
        if value is None:
            return None
        total += -value if sign == "-" else value
    return total


def _single(texts: Texts, cell: str | None, number: str | None, depth: int) -> Decimal | None:
    if cell is None:
        return Decimal(number or "0")
    return _value(texts, *next(_places(cell)), depth + 1)


def _sum(texts: Texts, summed: str, depth: int) -> Decimal | None:
    """The sum of ranges, in which words count for nothing; None where a formula within cannot be worked out."""
    total = Decimal(0)
    for part in summed.split(","):
        if not _RANGE.fullmatch(part):
            return None
        for row, column in _places(part):
            value = _value(texts, row, column, depth + 1)
            if value is None and texts[row][column].lstrip()[:1] == "=":
                return None
            total += value or 0
    return total


def _places(part: str) -> Iterator[tuple[int, int]]:
    """The places of a cell or of a range, from 0, as many as may be."""
    match = _RANGE.fullmatch(part)
    if match is None:
        return
    left, top, right, bottom = match[1], int(match[2]), match[3] or match[1], int(match[4] or match[2])
    columns = range(_column(left), _column(right) + 1)
    if (bottom - top + 1) * len(columns) > MAXIMUM_AREA:
        return
    yield from ((row - 1, column) for row in range(top, bottom + 1) for column in columns)


def _column(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number - 1


def _number(text: str) -> Decimal | None:
    try:
        value = Decimal(text.replace(",", ""))
    except InvalidOperation:
        return None
    return value if value.is_finite() else None
