"""Columns told apart by their period: 2015年 and 2016年, 上年数 and 本年数. A report states its own year, the last of them.

A table of one column of figures is often printed with last year's beside, or with the change.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.documents.fold import key
from pipeline.forms.columns import first_figure_column
from pipeline.forms.form import Column
from pipeline.forms.header import Header
from pipeline.forms.rows import Row
from pipeline.forms.tokens import UNIT_NAMES

_OF = r"(?:统计|实际|累计|完成)?(?:数|数据|数量|情况|值)?"
_YEAR = re.compile(rf"(20[0-3]\d)年度?{_OF}")
_THIS = re.compile(rf"(?:本年度?|本期|当年|今年){_OF}")
_OTHER = re.compile(
    rf"(?:上一?年度?|上期|去年)(?:同期)?{_OF}"
    r"|(?:较|比|与)?(?:上年|去年|上期|同期)?(?:相比)?(?:同比|增加?|减少?|增长|变化|变动|情况|[数量率幅额值度/])+"
)
"""What stands beside this year's column: last year's, or the change."""


@dataclass(frozen=True, slots=True)
class Periods:
    """Columns told apart by their period: which of them is the report's own, and the year that it names, if it does."""

    labels: tuple[str, ...]
    own: int
    year: int | None


def periods_of(labels: Sequence[str]) -> Periods | None:
    """What `labels` say of the periods of their columns; None unless each names one, and one alone is the report's own.

    >>> periods_of(["2015年", "2016年"]).own, periods_of(["本年数", "同比增减"]).own, periods_of(["2016年", "2016年"])
    (1, 0, None)
    """
    keys = [key(label) for label in labels]
    years = [int(match[1]) if (match := _YEAR.fullmatch(name)) else 0 for name in keys]
    own = [index for index, name in enumerate(keys) if _THIS.fullmatch(name)]
    others = sum(_OTHER.fullmatch(name) is not None for name in keys)
    named = [year for year in years if year]
    if len(keys) < 2 or len(named) + len(own) + others < len(keys) or len(set(named)) < len(named):
        return None
    if len(own) == 1 and not named:
        return Periods(tuple(labels), own[0], None)
    if named and not own:
        return Periods(tuple(labels), years.index(max(named)), max(named))
    return None


def period_headers(row: Row, rows: Sequence[Row], columns: tuple[Column, ...]) -> list[Header]:
    """The header of a block of one column that prints more of them, told apart by their periods; none where it does not.

    `row` is the first of the block's `rows`.
    """
    if len(columns) != 1 or len(row.values) < 2 or row.grid is None:
        return []
    first = first_figure_column(row, rows)
    for cells in reversed(row.grid.rows[: row.index]):
        named = [cell for cell in cells if cell.column >= first and cell.text and cell.text not in UNIT_NAMES]
        found = periods_of([cell.text for cell in named])
        if found is not None:
            own = tuple(columns[0] if index == found.own else None for index in range(len(named)))
            end = max(cell.column + cell.colspan for cell in named)
            return [Header(own, found.labels, tuple(cell.column for cell in named), end, year=found.year)]
    return []
