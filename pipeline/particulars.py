"""What stands around a report on its page: the block that says what it is and who put it there, and the path that leads to it.

Weaker than the report's own words: the one who puts a report on a site need not be the agency that it is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from pipeline.documents.document import Document, Grid
from pipeline.documents.fold import fold, simplified

_LINES, _GRIDS, _ROWS = 60, 3, 8
"""How much of a page holds its particulars: lines, and the rows of its first grids."""
_LONGEST_LINE, _LONGEST_VALUE = 200, 60
_PUBLISHER = re.compile(r"(?:发布|发文|公开|责任|编制|制发)(?:机构|机关|单位|部门|主体)|(?:信息|文章|稿件)?来源|作者")
_TITLE = re.compile(r"标题|(?:信息|文件|公文)?名称")
_IN_LINE = re.compile(
    rf"(?:{_PUBLISHER.pattern})[:|]+(?P<value>[\u3400-\u9fff()]{{2,40}}?)(?=[|,:;]|\d|发布|时间|日期|浏览|点击|阅读|字[体号]|作者|责任|分享|打印|有效|主题|$)"
)
_STEP = re.compile(r"[>＞»›]")


def publishers(document: Document) -> Iterator[str]:
    """Who the particulars say put the report there, folded: 来源：青禾镇, or the cell next to 发布机构."""
    for key, value in _fields(document):
        if _PUBLISHER.fullmatch(key):
            yield fold(value)
    for number, line in enumerate(document.lines):
        if number >= _LINES:
            return
        if len(line.text) <= _LONGEST_LINE and "。" not in line.text:
            for match in _IN_LINE.finditer(line.folded):
                yield match["value"]


def steps(document: Document) -> Iterator[str]:
    """The steps of the path through the site that leads to the report, nearest first, folded."""
    for number, line in enumerate(document.lines):
        if number >= _LINES:
            return
        if len(line.text) <= _LONGEST_LINE and "。" not in line.text and len(_STEP.findall(line.text)) > 1:
            yield from reversed([step for step in _STEP.split(line.folded) if step])


def title_there(document: Document) -> str | None:
    """The title that the particulars give, as printed; None where they give none."""
    return next((value for key, value in _fields(document) if _TITLE.fullmatch(key)), None)


def _fields(document: Document) -> Iterator[tuple[str, str]]:
    """A label and what stands in the cell behind it, of the grids that a page begins with."""
    for number, grid in enumerate(document.grids):
        if number >= _GRIDS:
            return
        yield from _pairs(grid)


def _pairs(grid: Grid) -> Iterator[tuple[str, str]]:
    for row in grid.rows[:_ROWS]:
        for label, value in pairwise(row):
            if label is not value and len(value.text) <= _LONGEST_VALUE and len(label.text) <= _LONGEST_VALUE // 4:
                key = re.sub(r"[\s:：]", "", simplified(label.text))
                if value.text and key:
                    yield key, value.text
