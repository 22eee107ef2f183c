"""Formulas of a sheet whose value was never stored → the figure that every program of tables shows for them.

Programs that write workbooks leave the sums to whoever opens them. Only sums and differences of cells of the same sheet are
worked out; all else stays as it is written, and is no figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation
from itertools import product

MAXIMUM_DEPTH = 12
"""Formulas that one may rest on in turn; in a statutory table two, the total of totals."""
MAXIMUM_AREA = 10_000
"""Cells of one range."""
MAXIMUM_LOOKS = 200_000
"""At cells, of one sheet; the sums of a statutory table look at some hundreds."""

_TERM = re.compile(r"([+-]?)(?:SUM\(([^()]*)\)|(\$?[A-Z]{1,3}\$?\d{1,7})|(\d{1,9}(?:\.\d{1,6})?))", re.IGNORECASE)
_CELL = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})", re.IGNORECASE)
_RANGE = re.compile(f"{_CELL.pattern}(?::{_CELL.pattern})?", re.IGNORECASE)
_LONGEST = 400

Texts = Sequence[list[str]]
Place = tuple[int, int]


def work_out(texts: Texts) -> int:
    """Puts its figure in the place of each such formula of a sheet; how many there were."""
    sheet = _Sheet(texts)
    formulas = [(row, column) for row, line in enumerate(texts) for column, text in enumerate(line) if text[:1] == "="]
    found = {place: value for place in formulas if (value := sheet.value(place, 0)) is not None}
    for (row, column), value in found.items():
        written = f"{value:.6f}"
        texts[row][column] = written.rstrip("0").rstrip(".")
    return len(found)


class _Sheet:
    """The numbers of a sheet's cells; each formula is worked out once, and one that rests on itself is none."""

    def __init__(self, texts: Texts) -> None:
        self.texts = texts
        self.known: dict[Place, Decimal | None] = {}
        self.left = MAXIMUM_LOOKS

    def value(self, place: Place, depth: int) -> Decimal | None:
        """The number in a cell, nought where it is empty; None where it has another text or cannot be worked out."""
        self.left -= 1
        text = self.text(place)
        if text[:1] != "=":
            return _number(text) if text else Decimal(0)
        if place not in self.known:
            self.known[place] = None
            if depth <= MAXIMUM_DEPTH and self.left > 0:
                self.known[place] = self._formula(text[1:].replace(" ", ""), depth)
        return self.known[place]

    def text(self, place: Place) -> str:
        row, column = place
        return self.texts[row][column].strip() if row < len(self.texts) and column < len(self.texts[row]) else ""

    def _formula(self, formula: str, depth: int) -> Decimal | None:
        terms = list(_TERM.finditer(formula))
        if len(formula) > _LONGEST or "".join(term[0] for term in terms) != formula or not terms:
            return None
        if any(not term[1] for term in terms[1:]):
            return None
        total = Decimal(0)
        for sign, summed, cell, number in (term.groups() for term in terms):
            if number is not None:
                value = Decimal(number)
            else:
                value = self._sum(summed, depth) if cell is None else self.value(_place(cell), depth + 1)
            if value is None:
                return None
            total += -value if sign == "-" else value
        return total

    def _sum(self, summed: str, depth: int) -> Decimal | None:
        """The sum of ranges, in which words count for nothing; None where a formula within cannot be worked out."""
        total = Decimal(0)
        for part in summed.split(","):
            places = _places(part)
            if places is None:
                return None
            for place in places:
                value = self.value(place, depth + 1)
                if value is None and self.text(place)[:1] == "=":
                    return None
                total += value or 0
        return total if self.left > 0 else None


def _place(cell: str) -> Place:
    letters, digits = _CELL.findall(cell)[0]
    return int(digits) - 1, _column(letters)


def _places(part: str) -> Iterator[Place] | None:
    """The places of a cell or of a range, from 0; None where it is neither, or a range of too many."""
    ends = [_place(cell) for cell in part.split(":")] if _RANGE.fullmatch(part) else []
    if not ends:
        return None
    rows, columns = ([end[axis] for end in ends] for axis in (0, 1))
    height, width = max(rows) - min(rows) + 1, max(columns) - min(columns) + 1
    if height * width > MAXIMUM_AREA:
        return None
    return product(range(min(rows), max(rows) + 1), range(min(columns), max(columns) + 1))


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
