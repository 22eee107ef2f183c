"""What stands around a report on its page: the block that says what it is and who put it there, and the path that leads to it.

Weaker than the report's own words: the one who puts a report on a site need not be the agency that it is about.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.contract import Notice
from pipeline.documents.document import Document, Grid, Line
from pipeline.documents.fold import fold, simplified
from pipeline.identification.agency_names import is_name, is_place, name_in
from pipeline.identification.announced import YEAR
from pipeline.identification.self_references import fits, own_kind
from pipeline.identification.titles import Title

_LINES, _GRIDS, _ROWS = 60, 3, 8
"""How much of a page holds its particulars: lines, and the rows of its first grids."""
_LONGEST_LINE, _LONGEST_VALUE = 200, 60
_PUBLISHER = re.compile(r"(?:发布|发文|公开|责任|编制|制发)(?:机构|机关|单位|部门|主体)|(?:信息|文章|稿件)?来源|作者")
FILLED_IN = re.compile(
    r"(?:填报|报送|编制|填表)(?:单位|机关)(?:\([^()]{1,8}\)|名称)?:(?P<name>[\u3400-\u9fff()]{3,30})"
)
"""Who filled in a form, folded: 填报单位（盖章）：青禾市水务局."""
_FILLER = re.compile(r"(?:填报|报送|填表)(?:单位|机关)(?:[(（][^()（）]{1,8}[)）]|名称)?")
_TITLE = re.compile(r"标题|(?:信息|文件|公文)?名称")
_IN_LINE = re.compile(
    rf"(?:{_PUBLISHER.pattern})[:|]+(?P<value>[\u3400-\u9fff()]{{2,40}}?)(?=[|,:;]|\d|发布|时间|日期|浏览|点击|阅读|字[体号]|作者|责任|分享|打印|有效|主题|$)"
)
_OF_A_PLACE = re.compile(r"[\u3400-\u9fff]{2,14}(?:[镇乡]|街道)")
_BEHIND_NAME = re.compile(rf"(?:关于)?{YEAR}年")
_STEP = re.compile(r"[>＞»›]")


def find_named_by_page(
    document: Document, body: Sequence[Line], title: Title | None, notices: list[Notice]
) -> tuple[str | None, str | None]:
    """Whom the heading of a nameless report names, and whom the page around it: the column's title, who put it there, the path.

    The first is what the report prints, and doubted; the other one is no more than evidence of whose it is. Both are None where
    there is nobody, or nobody who may call himself what the report calls its agency. A notice says what was found.
    """
    own = own_kind(body)
    heading = (
        (title.agency_name if title.of_column else name_in(_BEHIND_NAME.split(title.folded)[0])) if title else None
    )
    named = Counter(
        name
        for name in (*publishers(document), *steps(document), heading)
        if name and _may_be(name) and (own is None or fits(name, own))
    )
    name, times = named.most_common(1)[0] if named else (None, 0)
    rivals = [
        other for other, seen in named.items() if name and seen == times and name not in other and other not in name
    ]
    name = name and max((other for other in named if name in other), key=len)
    is_heading = title is not None and not title.of_column and name == heading and _is_printed(document, title)
    is_governments = name is not None and name.endswith("政府")
    if name is None or rivals or (own is None and times == 1 and (is_governments or not is_heading)):
        if not any("。" in line.text for line in body):
            return None, None  # nothing but tables: nobody speaks
        notices.append(Notice("info", "agency_missing", "neither the report nor the page says whose it is"))
        return None, None
    if is_heading:
        notices.append(Notice("warning", "agency_doubtful", f"{name!r} is named by a heading, and not by the report"))
        return name, None
    notices.append(Notice("info", "agency_missing", f"the report does not say whose it is; the page names {name!r}"))
    return None, name


def _is_printed(document: Document, title: Title) -> bool:
    """Whether the document prints its heading; the title of a page that prints none is its site's."""
    return any(title.folded == line.folded for line in document.lines if len(line.text) <= _LONGEST_LINE)


def _may_be(name: str) -> bool:
    return is_name(name) or (_OF_A_PLACE.fullmatch(name) is not None and is_place(name))


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


def filled_in_by(document: Document, body: Sequence[Line]) -> str | None:
    """Whom a form says that it was filled in by, as its lines, or the rows that its tables begin with, print it; folded.

    A page names its 编制单位 too, which need not be the agency.
    """
    texts = [line.folded for line in body[:_LINES] if len(line.text) <= _LONGEST_LINE]
    grids = (grid for number, grid in enumerate(document.grids) if number < _GRIDS)
    texts += [fold(cell.text) for grid in grids for row in grid.rows[:_ROWS] for cell in row if "位" in cell.text[:8]]
    found = [match["name"] for text in texts if (match := FILLED_IN.search(text)) and _FILLER.match(match[0])]
    found += [fold(value) for key, value in _fields(document) if _FILLER.fullmatch(key)]
    return next((name for name in found if is_name(name)), None)


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
