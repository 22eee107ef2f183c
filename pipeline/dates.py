"""Dates and years as reports print them."""

from __future__ import annotations

import re
from datetime import date

_DIGITS = {
    **dict(zip("零一二三四五六七八九", range(10), strict=True)),
    "〇": 0,
    "○": 0,
    "O": 0,
    "o": 0,
    "Ｏ": 0,
    "0": 0,
    "两": 2,
}
_CHINESE = "零〇○OＯo0一二三四五六七八九"
CHINESE_YEAR = rf"二[{_CHINESE}]{{3}}"
"""A year in Chinese numerals, the nought written in any of the ways that occur: 二〇〇九, 二○一一, 二O一一, 二0一七."""
_YEAR = re.compile(rf"(?<!\d)(20[0-3]\d)(?!\d{{2}})|({CHINESE_YEAR})")
_YEAR_OF_REPORT = re.compile(rf"(?<!\d)(20[0-3]\d)\s*年?\s*度|(?<!\d)(20[0-3]\d)\s*年|({CHINESE_YEAR})年")
_OF_MONTH = r"(?:\d\d(?=[0-2]\d:[0-5]\d)|\d{1,2}(?!\d))"
"""The day of a month; text of a PDF has lost the space before the time: 2011-03-1418:20."""
_DATE = re.compile(rf"(?<!\d)(20[0-3]\d)\s*[年./-]\s*(\d{{1,2}})\s*[月./-]\s*({_OF_MONTH})")
_YEAR_LAST = re.compile(r"(?<![\d./-])(\d{1,2})([./-])(\d{1,2})\2(20[0-3]\d)(?![\d./-])")
_SHORT = re.compile(r"(?<![\d./-])([0-3]\d)(?:/(\d{1,2})/(\d{1,2})|([.-])(\d{2})\4(\d{2}))(?![\d./-])")
DAY = (
    rf"(?<!\d)20[0-3]\d\s*[年./-]\s*\d{{1,2}}\s*[月./-]\s*{_OF_MONTH}\s*日?|"
    rf"(?<![\d./-])(?:\d{{1,2}}(?P<mark>[./-])\d{{1,2}}(?P=mark)20[0-3]\d|[0-3]\d(?:/\d{{1,2}}/\d{{1,2}}|\.\d\d\.\d\d|-\d\d-\d\d))(?![\d./-])|"
    rf"{CHINESE_YEAR}年[一二三四五六七八九十]{{1,3}}月[一二三四五六七八九十]{{1,3}}日"
)
"""A day in any way that `find_date` reads."""
_CHINESE_DATE = re.compile(rf"({CHINESE_YEAR})年([一二三四五六七八九十]{{1,3}})月([一二三四五六七八九十]{{1,3}})日")
_MONTHS = 12
FIRST_REPORT_YEAR = 2007
"""The regulation took force on 2008-05-01; nothing older is a report year or a date of publication."""


def year_in(text: str) -> int | None:
    """The report year that a title or clause names: one written with 年 or 年度 before a bare number; None for several."""
    marked = {_year(next(group for group in match.groups() if group)) for match in _YEAR_OF_REPORT.finditer(text)}
    if len(marked) == 1:
        return marked.pop()
    bare = {_year(match[1] or match[2]) for match in _YEAR.finditer(text)}
    if not marked and len(bare) == 1:
        return bare.pop()
    return None


def find_date(text: str) -> date | None:
    """The first date in `text`, None where there is none or it is no day of the calendar."""
    match = _DATE.search(text)
    if match:
        return _date(int(match[1]), int(match[2]), int(match[3]))
    match = _CHINESE_DATE.search(text)
    if match:
        return _date(_year(match[1]), _number(match[2]), _number(match[3]))
    match = _YEAR_LAST.search(text)
    if match:
        return _year_last(int(match[1]), int(match[3]), int(match[4]), is_dotted=match[2] == ".")
    match = _SHORT.search(text)
    if match:
        return _date(2000 + int(match[1]), int(match[2] or match[5]), int(match[3] or match[6]))
    return None


def _year_last(first: int, second: int, year: int, *, is_dotted: bool) -> date | None:
    """Dots put the day first; else what cannot be a month is the day, and nothing tells 03/04/2025."""
    if is_dotted or first > _MONTHS or first == second:
        return _date(year, second, first)
    return _date(year, first, second) if second > _MONTHS else None


def _year(printed: str) -> int:
    return int(printed) if printed.isascii() and printed.isdecimal() else int("".join(str(_DIGITS[c]) for c in printed))


def _number(printed: str) -> int:
    tens, ten, ones = printed.rpartition("十")
    if not ten:
        return _DIGITS[printed]
    return 10 * (_DIGITS[tens] if tens else 1) + (_DIGITS[ones] if ones else 0)


def _date(year: int, month: int, day: int) -> date | None:
    if year < FIRST_REPORT_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
