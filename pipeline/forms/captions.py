"""Titles of tables that say whose their figures are: a body's below the agency, those of a part of the year, a model's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from pipeline.documents.document import Grid, GridCell
from pipeline.documents.fold import fold, kept_of_headings
from pipeline.documents.laid_out import GridLayout, LaidOutGrid

LONGEST = 40
"""Characters of a line that may be such a title."""
_REST = r"[^\d,。;收]{0,20}(?:\(20\d\d年[^()]{0,8}\))?"
_OF_OTHERS = re.compile(
    r"\(?(?:附[件表录]?\d{0,2}[:、.]?|其中[:、]?|以下[为是])?(?:"
    rf"(?:下属|所属|直属|下辖|二级)各?(?!.*(?:汇总|合计)).{{0,4}}(?:单位|机构|部门|中心|[大支]队|乡镇|镇|街道|县区|分局|站|所|院|学校){_REST}"
    rf"|各(?:乡镇|镇街|街道|镇|乡|县区|区县|县市区|科室|股室)(?!.*(?:汇总|合计)){_REST}"
    rf"|(?:20\d\d年)?(?:[上下]半年|第?[一二三四1-4]季度|\d{{1,2}}月份?|1[-至—~]\d{{1,2}}月份?){_REST}"
    rf"|(?:历年|累计){_REST}"
    rf"|(?:样表|示例|范例|模板|参考样[式表]|填[报写]示例|例表){_REST}"
    r")\)?:?"
)


@kept_of_headings
def is_of_others(title: str) -> bool:
    """Whether a title says that the figures below it are not the agency's of the whole year: 下属单位：…中心, 上半年, 样表.

    >>> is_of_others("下属单位：市不动产登记中心"), is_of_others("本级及下属单位汇总"), is_of_others("上半年收到申请3件")
    (True, False, False)
    """
    return len(title) <= LONGEST and _OF_OTHERS.fullmatch(fold(title).strip()) is not None


def own_title(grid: Grid) -> str:
    """The title that a table prints in a row of its own at its top; empty where it has none."""
    return _of_layout(grid.layout) if isinstance(grid, LaidOutGrid) else _of_rows(grid.rows)


@lru_cache(maxsize=256)
def _of_layout(layout: GridLayout) -> str:
    """Asked of each table of a page, and the tables of most pages are of a known layout."""
    return _of_rows(layout.rows)


def _of_rows(rows: Sequence[Sequence[GridCell]]) -> str:
    first = rows[0] if rows else ()
    return first[0].text if len(first) == 1 else ""
