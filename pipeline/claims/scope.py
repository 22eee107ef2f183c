"""Figures of a wider scope than the agency's own, or of a part of the year → which of them, and of the others, are the report's."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.contract import Cell, Claim, Number

_APART = re.compile(
    r"(?:全(?:省|市|县|区|州|盟|旗|镇|乡|系统)|前三季度|前\d个?月|1[至\-—~～]+\d月)[^,;。:()!?]*$"
    r"|截[至止到]{1,2}(?:20\d\d年)?(?:[1-9]|1[01])月[^,;。:()!?]{0,4},?[^,;。:()!?]*$"
)
"""At the end of what stands before a figure."""
_APART_BEFORE = re.compile(
    r"全(?:省|市|县|区|州|盟|旗|镇|乡|系统)(?:(?!其中|[我本](?:局|委|厅|办|镇|乡|街道|机关|单位|部门|级))[^;。:!?])*$"
)
"""The same of a clause that goes on: 全市收到1256件，办结1250件."""
_OF_MONTHS = re.compile(
    r"(?:^|[,;。:()!?]|年)(?:(?:[2-9]|1[0-2])月?[至到\-—~～]{1,2}(?:[1-9]|1[0-2])月|(?:[1-9]|1[0-2])月)份?"
    r",?(?:[^,;。:()!?\d日底末至到\-—~～][^,;。:()!?]*)?$"
)
"""The same, of months that are not the year's first: 7月至12月公开信息45条. Those from January on may be all that is counted."""
_UNTIL = re.compile("截[至止到]")
_LONGEST_CLAUSE = 60
_LONGEST_CLAUSE_OF_MONTHS = 160
"""Twice as long and more: what was published is listed in it."""
_ITEMS = {"requests.received": "received.new", "requests.answered": "outcomes.total"}
_DISPUTES = {"review.total": ("review",), "suit.total": ("suit_direct", "suit_after_review")}
_NUMBER = re.compile(r"(?<![\d.,])\d{1,9}(?![\d.,%])")
_GOVERNMENTS = ("政府", "省", "市", "县", "区", "州", "盟", "旗", "镇", "乡")
_ALL_BODIES = re.compile("全(?:省|市|县|区|州|盟|旗)(?:各级|各?行政机关|各[县区市乡镇街])")
_OWN = re.compile(r"其中[,:]?(?:本机关|本级|本局|本委|本办|本单位|[县市区镇]本级|我局|我委|我办)")


def is_apart(text: str, figure: int) -> bool:
    """Whether the clause of the figure speaks of a whole division or system (全县), or of the year up to some month."""
    return _APART.search(text, max(figure - _LONGEST_CLAUSE, 0), figure) is not None


def goes_on_apart(text: str, figure: int) -> bool:
    """Whether an earlier clause of its sentence does, and none since names the agency."""
    return _APART_BEFORE.search(text, max(figure - _LONGEST_CLAUSE, 0), figure) is not None


def is_of_months(text: str, figure: int) -> bool:
    """Whether the clause of the figure speaks of a month, or of months that do not begin the year."""
    start = max(figure - _LONGEST_CLAUSE_OF_MONTHS, 0)
    if text.find("月", start, figure) < 0:
        return False
    clause = text[start:figure]
    months = _OF_MONTHS.search(clause, 1 if start else 0)
    return months is not None and _UNTIL.search(clause, max(months.start() - 8, 0)) is None


def is_own(between: str) -> bool:
    """Whether what stands between two figures of one kind makes the second the agency's own: 全县…，其中本机关."""
    return _OWN.search(between) is not None


def has_the_reports_as_part(claim: Claim, cells: Sequence[Cell]) -> bool:
    """Whether the sentence of a figure that is apart goes on to that of the tables: 全市收到543件，其中市政府办公室134件."""
    item = _ITEMS.get(claim.indicator)
    own = (
        {c.value for c in cells if c.item == item and c.column == "total" and c.status == "reported"}
        if item
        else set[Number | None]()
    )
    if not own or claim.value in own:
        return False
    behind = claim.sentence.partition(str(claim.value))[2]
    return any(int(number) in own for number in _NUMBER.findall(behind))


def is_wider(claim: Claim, cells: Sequence[Cell], agency: str) -> bool:
    """Whether a figure that is apart counts more than the tables, which are an office's alone: 全市行政机关共收到1256件.

    A government may report on its whole division, and then its tables must say the same.
    """
    items = _DISPUTES.get(claim.indicator) or (_ITEMS.get(claim.indicator),)
    own = [c.value for c in cells if c.item in items and c.column == "total" and c.value is not None]
    is_office = bool(agency) and not agency.endswith(_GOVERNMENTS)
    return bool(own) and claim.value > sum(own) and (is_office or _ALL_BODIES.search(claim.sentence) is not None)


def not_the_reports(
    found: Sequence[tuple[str, Number]], apart: set[tuple[str, Number]], cells: Sequence[Cell]
) -> set[tuple[str, Number]]:
    """Of figures that are apart and others of the same indicator: those of the other scope than the report's tables.

    A report on a whole county states what its government received besides; one of an office, what the county did.
    """
    dropped: set[tuple[str, Number]] = set()
    in_tables = {cell.value for cell in cells if cell.status == "reported" and cell.column in ("total", "made")}
    for indicator in {indicator for indicator, _ in apart}:
        wide = {key for key in found if key[0] == indicator and key in apart}
        others = {key for key in found if key[0] == indicator and key not in apart}
        if not others or indicator.startswith("disclosed"):
            continue
        is_wide = any(value in in_tables for _, value in wide) and not any(value in in_tables for _, value in others)
        dropped |= others if is_wide else wide
    return dropped
