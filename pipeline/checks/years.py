"""The year of the report against the other years that the document prints: those of its narrative and its publication.

A report that was written over last year's keeps last year's number in its sentences; one published before its year ends is
not of that year.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise

from pipeline.contract import Notice
from pipeline.documents.document import Block, Grid, Line
from pipeline.documents.fold import fold, kept_of_headings

CODE = "year_contradicted"
LAST_MONTH = 11
"""Month from which on a report of the running year may appear: some offices close their books in November."""
FIRST_YEAR = 2008
"""The regulation dates from 2008: an earlier day of publication is a default of the site."""
_LONGEST_KEPT = 3
"""Years for which a narrative is kept that only its first sentence betrays; the rest is of the report's own year."""
FEWEST_IN_A_MENU = 3
"""Years whose names stand above a table, from which they are those that a page can be chosen of."""
_OPENING = re.compile(
    r"。(20[0-3]\d)年(?:度|来)?(?=[,，我全本共区县市省镇乡街\u4e00-\u9fff])(?!\d{1,2}月|以前|以后|之前|底)"
)
_MAY_OPEN = re.compile(r"[。｡][\s\u00ad\u200b-\u200f\u2060\ufeff]*[2２]")
"""What a line has that a year opens a sentence of, before it is folded. Both are for a text with a stop before it: what may begin
at `^` is tried at each character.
"""
_OF_THE_FORM = re.compile(r"主动公开政府信息(?:工作)?情况$|存在.{0,6}问题|改进(?:情况|措施)|其他需要报告")
"""Headings behind which sentences are about plans, or tables stand."""
_LONGEST_HEADING = 30
_LONGEST_PRINTED = 2 * _LONGEST_HEADING
"""Characters of a heading with its white space."""
_CAPTION = re.compile(
    r"\D{0,24}(20[0-3]\d)年度?\D{0,30}(?:情况|统计|汇总)表?[:：]?|(?:\D{0,30}(?:情况|统计|汇总)表)?\(?(20[0-3]\d)年度?\)?"
)
_BARE_YEAR = re.compile(r"\s*20\d\d年?\s*")
_PLAN = re.compile(r"将|下一步|打算|计划|明年|来年|下年")
_COMPARISON = re.compile(r"相比|同比|比上|较上|上年|去年|与20")


def contradicted_years(body: Sequence[Line], report_year: int | None, published_on: date | None) -> Iterator[Notice]:
    """A warning for each thing that speaks against `report_year`; none where the document does not say its year."""
    if report_year is None:
        return
    opening = [
        year
        for sentence, year in _openings(body)
        if not (_PLAN.search(sentence) or _COMPARISON.search(sentence))
        and (year == report_year or str(report_year) not in sentence)  # a sentence of both compares them
    ]
    others = sorted({year for year in opening if year != report_year})
    is_told_first = bool(opening) and report_year - opening[0] <= _LONGEST_KEPT  # what was long ago is its history
    if others and (report_year not in opening or (opening[0] != report_year and is_told_first)):
        years = ", ".join(map(str, others))
        yield Notice("warning", CODE, f"the report is of {report_year}, its narrative of {years}")
    if published_on is not None and date(FIRST_YEAR, 1, 1) <= published_on < date(report_year, LAST_MONTH, 1):
        yield Notice("warning", CODE, f"the report is of {report_year} and was published on {published_on.isoformat()}")


def contradicted_captions(
    blocks: Sequence[Block], tables: Collection[int], report_year: int | None
) -> Iterator[Notice]:
    """A warning for each of the statutory `tables` (numbers of grids) whose title, the line above it, is of another year alone."""
    if report_year is None:
        return
    for above, grid in pairwise(blocks):
        if not isinstance(above, Line) or not isinstance(grid, Grid) or grid.number not in tables:
            continue
        match = _CAPTION.fullmatch(above.folded) if len(above.text) <= _LONGEST_PRINTED else None
        if match and int(match[1] or match[2]) != report_year and str(report_year) not in above.folded:
            year = match[1] or match[2]
            yield Notice("warning", CODE, f"the report is of {report_year}, the title of table {grid.number} of {year}")


def contradicted_titles(titles: Iterable[str], report_year: int | None) -> Iterator[Notice]:
    """A warning for each of `titles`, printed above a table of a text without grids, that is of another year alone.

    A bare year may name a column, and years one below the other are a menu.
    """
    if report_year is None:
        return
    captions = [
        (title, match[1] or match[2])
        for title in titles
        if len(title) <= _LONGEST_PRINTED
        and not _BARE_YEAR.fullmatch(title)
        and (match := _CAPTION.fullmatch(fold(title)))
    ]
    if len({year for _, year in captions}) >= FEWEST_IN_A_MENU:
        return
    for title, year in captions:
        if int(year) != report_year and str(report_year) not in title:
            yield Notice("warning", CODE, f"the report is of {report_year}, the title of a table of {year}")


def contradicted_columns(years: Iterable[int | None], report_year: int | None) -> Iterator[Notice]:
    """A warning for each of the years that tell a table's columns apart, of the column that was read, if it is not the report's."""
    for year in years:
        if None not in (year, report_year) and year != report_year:
            yield Notice("warning", CODE, f"the report is of {report_year}, the last column of a table of {year}")


@kept_of_headings
def _is_of_the_form(text: str) -> bool:
    """Whether a line is one of these headings."""
    folded = fold(text)
    return len(folded) <= _LONGEST_HEADING and _OF_THE_FORM.search(folded) is not None


def _openings(body: Sequence[Line]) -> Iterator[tuple[str, int]]:
    """The sentences of the narrative that a year opens, with it; of the overview alone, where headings tell it apart."""
    for line in body[1:]:
        if len(line.text) > _LONGEST_PRINTED and _MAY_OPEN.search("。" + line.text) is None:
            continue
        if _is_of_the_form(line.text):
            return
        if "年" not in line.folded:
            continue
        text = "。" + line.folded
        for match, behind in pairwise([*_OPENING.finditer(text), None]):
            assert match is not None
            if behind is not None and int(behind[1]) == int(match[1]) + 1:
                continue  # a paragraph that goes on to the next year tells how it came to that
            sentence = text[match.start(1) :].partition("。")[0]
            is_clause = text[match.end() : match.end() + 1] in (",", "，")
            if is_clause or len(sentence) > _LONGEST_HEADING or any(character.isdigit() for character in sentence[5:]):
                yield sentence, int(match[1])
