"""Conditional formats of a workbook's sheet → which figures they leave unseen: noughts in white, by a format that shows nothing.

A rule that compares the cell with numbers is worked out; where another rule would hide a figure nobody here can say whether it
does, and that is said of the figure.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from pipeline.documents.office.colours import is_lost

MAXIMUM_AREAS = 500
"""Ranges of one sheet that its rules name; a sheet that was copied together has some dozens."""
MAXIMUM_LOOKS = 3_000_000
"""At ranges, of one sheet; behind them each figure is in doubt."""

Area = tuple[int, int, int, int]
"""First and last row, first and last column, from 0."""
Met = Callable[[Decimal], bool | None]
"""Whether a figure meets a condition; None where that cannot be said."""

_COMPARE: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "=": lambda value, bound: value == bound,
    "<>": lambda value, bound: value != bound,
    "<": lambda value, bound: value < bound,
    "<=": lambda value, bound: value <= bound,
    ">": lambda value, bound: value > bound,
    ">=": lambda value, bound: value >= bound,
}
_TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
_IS_NUMBER = re.compile(r"AND\(ISNUMBER\(CELL\),(.*)\)")
_COMPARISON = re.compile(r"CELL(<=|>=|<>|=|<|>)([-+\d.\"]+)")
_REVERSED = re.compile(r"([-+\d.]+)(<=|>=|<>|=|<|>)CELL")
_RANGE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?")


@dataclass(frozen=True, slots=True)
class Rule:
    """What a conditional format does to the figures of its areas that meet it.

    `ink` and `ground` are the colours that it gives, None where it leaves the cell its own; `is_hidden` says of which figures
    it shows nothing.
    """

    areas: tuple[Area, ...]
    met: Met
    ink: str | None
    ground: str | None
    is_hidden: Callable[[Decimal], bool]

    def hides(self, value: Decimal, ground: str | None) -> bool:
        """Whether nothing is seen of a figure that meets it, in a cell of the colour `ground`."""
        return self.is_hidden(value) or is_lost(self.ink, self.ground or ground)


class Rules:
    """The rules of one sheet."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.rules: list[Rule] = []
        left = MAXIMUM_AREAS
        for rule in rules:
            if rule.areas and left > 0:
                self.rules.append(rule)
                left -= len(rule.areas)
        self.looks = 0

    def hidden(self, row: int, column: int, value: Decimal, ground: str | None) -> bool | None:
        """Whether a figure is hidden by a rule; None where it may be."""
        found: bool | None = False
        for rule in self.rules:
            self.looks += len(rule.areas)
            if self.looks > MAXIMUM_LOOKS:
                return None
            if not any(top <= row <= bottom and left <= column <= right for top, bottom, left, right in rule.areas):
                continue
            met = rule.met(value)
            if met is False or not rule.hides(value, ground):
                continue
            if met:
                return True
            found = None
        return found


def compared(operator: str, bounds: Sequence[str]) -> Met:
    """The condition that a figure stands in this relation (`=`, `<`, `between`, …) to bounds that are numbers."""
    numbers = [number(bound) for bound in bounds]
    if operator in ("between", "not-between") and len(numbers) > 1 and None not in numbers:
        low, high = sorted(bound for bound in numbers[:2] if bound is not None)
        return lambda value: (low <= value <= high) == (operator == "between")
    compare = _COMPARE.get(operator)
    bound = numbers[0] if numbers else None
    if bounds and bounds[0].strip() == '""':
        return lambda _: operator == "<>"  # a figure is no empty text
    if compare is None or bound is None:
        return unknown
    return lambda value: compare(value, bound)


def of_formula(formula: str, cell: str) -> Met:
    """The condition of a formula that looks at nothing but the cell itself, which it calls `cell` (B2).

    >>> [of_formula(text, "B2")(Decimal(0)) for text in ("AND(ISNUMBER(B2),B2=0)", "3<B2", "$B$2=0")]
    [True, False, None]
    """
    text = formula.replace(" ", "").removeprefix("=").upper().replace(";", ",")
    text = re.sub(rf"(?<![A-Z\d$]){re.escape(cell.upper())}(?!\d)", "CELL", text)
    inner = _IS_NUMBER.fullmatch(text)
    text = inner[1] if inner is not None else text
    found = _COMPARISON.fullmatch(text)
    if found is not None:
        return compared(found[1], [found[2]])
    found = _REVERSED.fullmatch(text)
    if found is not None:
        return compared(_TURNED.get(found[2], found[2]), [found[1]])
    return unknown


def unknown(_: Decimal) -> None:
    """The condition of which nothing can be said."""


def always(_: Decimal) -> bool:
    """The condition that each figure meets."""
    return True


def never(_: Decimal) -> bool:
    """The condition that no figure meets."""
    return False


def number(text: str) -> Decimal | None:
    """The number that a bound is."""
    try:
        value = Decimal(text.strip().removeprefix("="))
    except InvalidOperation:
        return None
    return value if value.is_finite() else None


def areas(printed: str) -> Iterator[Area]:
    """The ranges of a list of addresses (A1:C9 E5)."""
    for match in _RANGE.finditer(printed):
        first, top, last, bottom = match.groups()
        yield int(top) - 1, int(bottom or top) - 1, _column(first), _column(last or first)


def _column(letters: str) -> int:
    found = 0
    for letter in letters:
        found = found * 26 + ord(letter) - 64
    return found - 1
