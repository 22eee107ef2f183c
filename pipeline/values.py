"""What is printed in a cell: value, status and unit.

`read_value` never guesses: what is no figure keeps its text and the status `unreadable`. The rules are the rulings of the
extraction contract: 0 is not a blank, a blank is not `/` or 无, 未增未减 is a printed nought, 增98 is 98, a bare 增 says nothing.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache

from pipeline.contract import CellStatus, Number
from pipeline.documents.fold import fold

MAXIMUM_DIGITS = 14
"""Longer runs of digits are telephone or document numbers that have slipped into a cell, never a count or an amount."""


BROKEN = "\n"
"""The remark of a figure that a line break in its cell had in two."""


@dataclass(frozen=True, slots=True)
class Value:
    """`remark` holds what stood beside the figure and is no part of it: 预算… in 13000000(预算…, the mark in 3①, the gap in 1 2."""

    value: Number | None
    status: CellStatus
    unit: str | None = None
    remark: str | None = None
    is_odd: bool = field(init=False, repr=False, compare=False)
    """Whether the cell holds more than a figure, or none that can be read: asked of each token, and few values differ."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "is_odd", self.remark is not None or self.status == "unreadable")

    @property
    def is_broken(self) -> bool:
        """Whether the figure stood on several lines and its row says that it is one."""
        return self.remark == BROKEN

    @property
    def is_marked(self) -> bool:
        """Whether a footnote's number stands at the figure and nothing else: it is certain all the same."""
        return self.status == "reported" and self.remark is not None and _MARK.fullmatch(self.remark) is not None


BLANK = Value(None, "blank")
_NOT_APPLICABLE = Value(None, "not_applicable")
_UNREADABLE = Value(None, "unreadable")

_NO_FIGURE = frozenset(
    "/ // \\ - -- --- – — —— ― － * ** 无 空 空白 无数据 不涉及 未涉及 不适用 "
    "无此项 无此类 未开展 n/a na nil none null ／".split()
)
_UNCHANGED = frozenset(("未增未减", "不增不减", "无增减", "无变化", "未变化", "没有变化", "持平", "零", "〇"))
_COUNTERS = "件条宗项次个份篇人起例批部家场期户"
_TWO_FIGURES = re.compile(r"\d\s*[\r\n]\s*\d|\d\s+\d+\s+\d(?!\d{2}\b)|\d\d\s+\d\d(?!\d\b)")
"""Digits on two lines of a cell, in three groups, or in two of which neither is a single digit or three that are thousands'
last, are several figures, or one that was broken: nobody can tell."""
_GAP = re.compile(r"\d[^\S\r\n]+\d")
_THOUSANDS_BY_SPACE = re.compile(r"^\s*\d{1,3}(?:(?:[^\S\r\n]\d{3}){2,}|[\u2009\u202f]\d{3})\s*$")
"""One gap alone proves nothing unless it is a thin space: 258 260 may be two figures in one cell."""
_RAISED_IN_BRACKETS = r"[\[(（〔【][⁰¹²³⁴-⁹①-⑳]{1,2}[\])）〕】]"
_FOOTNOTE = re.compile(rf"(?<=\d)(?:[*※#]+|\[\d{{1,2}}\]|{_RAISED_IN_BRACKETS})$")
_MARK = re.compile(rf"[⁰¹²³⁴-⁹①-⑳]{{1,2}}|\[\d{{1,2}}\]|{_RAISED_IN_BRACKETS}")
"""A footnote's number: raised (as the readers write it), in a ring, in square brackets."""
_UNIT = f"万元|亿元|千元|元|批次|人次|[{_COUNTERS}]"
_FIGURE = re.compile(
    r"^(?P<sign>[+\-−±]|[增减](?:加|少)?)?"
    r"(?P<digits>\d{1,3}(?:,\d{3})+|\d+)(?P<fraction>\.\d+)?"
    rf"(?:(?P<unit>{_UNIT})|\((?P<bracketed>{_UNIT})\))?"
    r"(?P<remark>\(.*)?$"
)
_AMOUNT = re.compile(r"¥(?P<figure>[\d,.]+)(?P<unit>万元|元|万)")
"""A figure with the sign of money, and a unit behind it, in words that need no sign or without 元."""
_UNITS = {"元": "yuan", "万元": "10k_yuan", "千元": "1k_yuan", "亿元": "100m_yuan"}
_MONEY = re.compile("[万亿千]?元")
_NEGATIVE = ("-", "−", "减")


@lru_cache(maxsize=65_536)
def read_value(raw: str) -> Value:
    """The value of a cell that prints `raw`.

    Returns `blank`, `not_applicable` or `unreadable` with no value, or `reported` with an `int` (a `Decimal` where a
    fraction is printed) and the unit where the cell itself states a currency unit.
    """
    if raw.isdecimal() and raw.isascii() and len(raw) <= MAXIMUM_DIGITS and (raw[0] != "0" or raw == "0"):
        return Value(int(raw), "reported")
    printed, mark = _without_mark(raw)
    if not printed.isascii() and any(unicodedata.category(character) == "No" for character in printed):
        return _UNREADABLE
    text = fold(printed)
    if not text:
        return _UNREADABLE if mark else BLANK
    if _TWO_FIGURES.search(raw):
        return _UNREADABLE
    if text.lower() in _NO_FIGURE:
        return _NOT_APPLICABLE
    if text in _UNCHANGED:
        return Value(0, "reported")
    if text[0] == "¥" and (amount := _AMOUNT.fullmatch(text)):
        text = amount["figure"] + {"万": "万元"}.get(amount["unit"], amount["unit"])
    match = _FIGURE.match(text)
    if match is None:
        return _UNREADABLE
    digits = match["digits"].replace(",", "")
    if len(digits) > MAXIMUM_DIGITS or len(match["fraction"] or "") > MAXIMUM_DIGITS:
        return _UNREADABLE
    value: Number = Decimal(digits + match["fraction"]) if match["fraction"] else int(digits)
    sign = match["sign"]
    if sign == "±" and value != 0:
        return _UNREADABLE
    if sign and sign.startswith(_NEGATIVE):
        value = -value
    if digits[0] == "0" and len(digits) > 1:
        mark = raw  # 05: a digit too many or too few, or two figures
    if _GAP.search(raw) and not _THOUSANDS_BY_SPACE.match(raw):
        mark = raw  # one figure whose digits were set apart, or two in one cell
    return Value(value, "reported", _UNITS.get(match["unit"] or match["bracketed"] or ""), match["remark"] or mark)


def _without_mark(raw: str) -> tuple[str, str | None]:
    """`raw` without a footnote's mark at its figure, and the mark: folded to a digit, 3① would read as 31, and ①3 as 13."""
    bare = raw.rstrip()
    while bare and unicodedata.category(bare[-1]) == "No":
        bare = bare[:-1]
    match = _FOOTNOTE.search(bare)
    if match:
        bare = bare[: match.start()]
    behind = raw[len(bare) :].strip()
    first = next((index for index, character in enumerate(bare) if unicodedata.category(character) != "No"), 0)
    before, bare = bare[:first], bare[first:]
    return (bare, before + behind) if before or behind else (raw, None)


def is_value(raw: str) -> bool:
    """Whether a table cell that prints `raw` holds a value (a blank included) and not a label."""
    return read_value(raw).status != "unreadable"


def unit_in(label: str) -> str | None:
    """The currency unit that the label of an amount states: 本年收费金额（单位：万元）, 采购总金额/万元 → `10k_yuan`."""
    match = _MONEY.search(fold(label))
    return _UNITS[match[0]] if match else None
