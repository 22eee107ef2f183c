"""Codes of indicators behind their labels (代码 01, 02, 03 …) where a table has become lines: they are none of its figures.

The table of 2014 may have such a column between label and unit. In a grid its name or place tells; in lines only that behind one
label after the other stands the next number, with a unit or a figure behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.documents.document import Line
from pipeline.forms.line_grids import is_page_number
from pipeline.forms.rows import Row, lookup_keys
from pipeline.forms.tokens import UNIT_NAMES, label_key, vocabulary
from pipeline.values import is_value

FEWEST = 10
"""Numbers in succession from which they are codes: those of labels begin anew with each section."""
MOST_SKIPPED = 2
"""Numbers that may be lost between two that stand."""
_CODE = re.compile(r"\d{1,3}")
_FIRST_VALUE = re.compile(rf"(\d{{1,3}})(?:\s+({'|'.join(sorted(UNIT_NAMES, key=len, reverse=True))}))?")
_BEHIND_LABEL = re.compile(r"\s+(\d{1,3})$")


def without_code_lines(lines: list[Line]) -> list[Line]:
    """The lines of a page that prints a cell a line, without codes between label and unit."""
    printed = [line for line in lines if not is_page_number(line.text)]
    texts = [line.text.strip() for line in printed]
    places = [n for n in range(1, len(texts)) if _CODE.fullmatch(texts[n]) and _names_row(texts[n - 1])]
    certain = [n for n in places if _is_before_figure(texts[n + 1 : n + 3])]
    if not _count_up([int(texts[n]) for n in certain]):
        return lines
    codes = {id(printed[n]) for n in _fitting(places, texts, certain[0])}
    return [line for line in lines if id(line) not in codes]


def without_codes(rows: list[Row]) -> list[Row]:
    """The rows without codes before unit and figure, changed in place."""
    in_lines = [row for row in rows if row.grid is None]
    codes = [_code_of(row) for row in in_lines]
    if _count_up([number for number in codes if number is not None]):
        for row, before, number, after in zip(in_lines, [None, *codes], codes, [*codes[1:], None], strict=False):
            if number is not None:
                _take_code(row)
            elif _stands_between(before, row, after):
                row.values.clear()  # the name of a section: it has a code and nothing else
    return rows


def _stands_between(before: int | None, row: Row, after: int | None) -> bool:
    """Whether all that a row prints is the number between the codes of its neighbours."""
    if before is None or after != before + 2 or len(row.values) != 1:
        return False
    return _CODE.fullmatch(row.values[0].text) is not None and int(row.values[0].text) == before + 1


def _names_row(text: str) -> bool:
    name = label_key(text)
    return name in vocabulary().row_items or name in vocabulary().groups or name.endswith("情况")


def _is_before_figure(behind: Sequence[str]) -> bool:
    """Whether a unit, or dashes for none, and a figure follow."""
    if len(behind) < 2 or not is_value(behind[1]):
        return False
    return behind[0] in UNIT_NAMES or not any(map(str.isalnum, behind[0]))


def _count_up(numbers: Sequence[int]) -> bool:
    """Whether each is the next, few left out, and they are many."""
    steps = [after - before for before, after in pairwise(numbers)]
    return steps.count(1) >= FEWEST - 1 and all(0 < step <= 1 + MOST_SKIPPED for step in steps)


def _fitting(places: Sequence[int], texts: Sequence[str], first: int) -> Iterator[int]:
    """The places of the numbers that go on counting, also where nothing behind them tells that they are codes."""
    last = int(texts[first]) - 1
    for place in places:
        number = int(texts[place])
        if (place < first and number < last) or (place >= first and 0 < number - last <= 1 + MOST_SKIPPED):
            yield place
            last = max(last, number) if place >= first else last


def _code_of(row: Row) -> int | None:
    """The number before unit and figure, or behind the label and before them; None where there is none."""
    if not row.labels or not row.values:
        return None
    if len(row.values) > 1 and (first := _FIRST_VALUE.fullmatch(row.values[0].text)):
        return int(first[1])
    behind = _BEHIND_LABEL.search(row.labels[0].text)
    return int(behind[1]) if behind and not is_value(row.labels[0].text) else None


def _take_code(row: Row) -> None:
    if len(row.values) > 1 and _FIRST_VALUE.fullmatch(row.values[0].text):
        del row.values[0]
        if len(row.values) > 1 and row.values[0].text in UNIT_NAMES:
            row.labels.append(row.values.pop(0))
        return
    label = row.labels[0]
    row.labels[0] = replace(label, text=_BEHIND_LABEL.sub("", label.text))
    row.item_keys = lookup_keys((label_key(row.labels[0].text),))
