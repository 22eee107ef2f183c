"""Workbooks that hold several reports: offices collect those of their bureaus, or of several years, a sheet or some for each.

Others keep the form that was handed out, without a figure, beside the one that was filled in: it is left out.

Whose a sheet is and of which year, its title says, who filled it in, or the name on its tab. A sheet that says nothing goes
with the one before it. The figures of two reports are never put together: the first one is read - of one agency's years the last
one -, and a warning names the others.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.contract import Notice
from pipeline.dates import year_in
from pipeline.documents.document import Block, Document, Grid, Line
from pipeline.documents.fold import fold
from pipeline.identification.agency_names import AGENCY_END
from pipeline.identification.particulars import FILLED_IN
from pipeline.identification.title_lines import LONGEST
from pipeline.identification.titles import Title, is_generic
from pipeline.values import read_value

CODE = "several_reports"
BLANK_FORM = "blank_form"
FEWEST_LABELS = 10
"""Texts of a sheet from which it can be a form: the shortest statutory table has twenty."""
MOST_ALIKE = 0.9
"""Share of them that a form that was filled in has too: the one handed out has remarks of its own."""
_TITLE = re.compile(r"公开.{0,12}(?:报告|年报)|公开.{0,14}(?P<table>统计表|情况表|汇总表)(?:\([^()]{0,20}\))?$")
_REPORT = "公开工作年度报告"
_FEWEST_CHARACTERS = 3
"""Of a name on a tab: what is shorter (附件, 局) is none."""


@dataclass(slots=True)
class _Part:
    """The blocks of a sheet, and what is said there of whose report it is."""

    sheet: str
    blocks: list[Block] = field(default_factory=list[Block])
    year: int | None = None
    agency: str | None = None


def keep_first_report(document: Document) -> None:
    """Leaves of a workbook only the sheets of its first report in the blocks of `document`; a warning names the others.

    Of several years of one agency it is the last one.
    """
    parts = _parts(document.blocks)
    if len(parts) < 2:
        return
    for part in parts:
        _identify(part)
    blank = [part for part in parts if _is_blank_form(part, parts)]
    if blank:
        parts = [part for part in parts if part not in blank]
        document.blocks = [block for part in parts for block in part.blocks]
        message = f"forms without a figure, of which another sheet is filled in: {_named(blank)}"
        document.notices.append(Notice("info", BLANK_FORM, message))
    first = _Part("", year=_last_year(parts))
    others: list[_Part] = []
    kept: list[Block] = []
    is_other = False
    for part in parts:
        if part.year is not None or part.agency is not None:
            is_other = _differs(first, part)
        if is_other:
            others.append(part)
            continue
        first.year, first.agency = first.year or part.year, first.agency or part.agency
        kept += part.blocks
    if others:
        document.blocks = kept
        message = f"sheets of other reports, which were not read: {_named(others)}"
        document.notices.append(Notice("warning", CODE, message))


def _last_year(parts: Sequence[_Part]) -> int | None:
    """The last of several years of which one agency's figures stand in `parts`: the others are there to compare it with."""
    agency = next((part.agency for part in parts if part.agency is not None), None)
    if any(_differs(_Part("", agency=agency), part) for part in parts):
        return None
    years = {part.year for part in parts if part.year is not None and _content(part)[1]}
    return max(years) if len(years) > 1 else None


def _named(parts: Sequence[_Part]) -> str:
    return ", ".join(part.sheet for part in parts[:10])


def _is_blank_form(part: _Part, parts: Sequence[_Part]) -> bool:
    """Whether a sheet has no figure, and another one of the same agency and year has its labels and figures beside them."""
    labels, has_figure = _content(part)
    if has_figure or len(labels) < FEWEST_LABELS:
        return False
    for other in parts:
        if other is part or (part.year, part.agency) not in ((None, None), (other.year, other.agency)):
            continue
        others, is_filled_in = _content(other)
        if is_filled_in and len(labels & others) >= MOST_ALIKE * len(labels):
            return True
    return False


def _content(part: _Part) -> tuple[set[str], bool]:
    """The texts of the tables of a sheet that are no values, and whether any of them holds a figure."""
    texts = {cell.text for block in part.blocks if isinstance(block, Grid) for row in block.rows for cell in row}
    values = {text: read_value(text).status for text in texts if text}
    return {text for text, status in values.items() if status == "unreadable"}, "reported" in values.values()


def _parts(blocks: Sequence[Block]) -> list[_Part]:
    """The blocks sheet by sheet; lines between two tables are the second's from the first on that says whose it is."""
    parts: list[_Part] = []
    between: list[Line] = []
    for block in blocks:
        if isinstance(block, Line):
            between.append(block)
        elif block.sheet is None:
            return []
        else:
            if not parts:
                parts.append(_Part(block.sheet))
            elif block.sheet != parts[-1].sheet:
                start = next((at for at, line in enumerate(between) if _is_head(line)), len(between))
                parts[-1].blocks += between[:start]
                parts.append(_Part(block.sheet))
                between = between[start:]
            parts[-1].blocks += [*between, block]
            between = []
    if parts:
        parts[-1].blocks += between
    return parts


def _is_head(line: Line) -> bool:
    return len(line.text) <= LONGEST and any(pattern.search(line.folded) for pattern in (_TITLE, FILLED_IN))


def _identify(part: _Part) -> None:
    texts = [fold(block.text) for block in part.blocks if isinstance(block, Line) and len(block.text) <= LONGEST]
    for text in texts:
        match = _TITLE.search(text)
        if match is not None and part.year is None and part.agency is None:
            whole = text[: match.start()] + _REPORT if match["table"] else text
            title = Title(whole, whole, None)
            part.year, part.agency = title.report_year, title.agency_name
    filled_in = next(filter(None, map(FILLED_IN.search, texts)), None)
    tab = fold(part.sheet)
    part.year = part.year or year_in(tab)
    part.agency = part.agency or _agency(filled_in["name"] if filled_in else tab)


def _agency(name: str) -> str | None:
    is_one = len(name) >= _FEWEST_CHARACTERS and name.endswith(tuple(AGENCY_END)) and not is_generic(name)
    return name if is_one else None


def _differs(first: _Part, part: _Part) -> bool:
    if first.year is not None and part.year is not None and first.year != part.year:
        return True
    if first.agency is None or part.agency is None:
        return False
    return first.agency not in part.agency and part.agency not in first.agency
