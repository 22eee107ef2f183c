"""The year of the report against the other years that the document prints: those of its narrative and its publication.

A report that was written over last year's keeps last year's number in its sentences; one published before its year ends is
not of that year.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import combinations, pairwise

from pipeline.contract import Notice
from pipeline.documents.document import Block, Grid, GridCell, Line
from pipeline.documents.fold import fold, kept_of_headings
from pipeline.documents.laid_out import GridLayout, LaidOutGrid
from pipeline.forms.captions import is_of_others, own_title
from pipeline.forms.other_words import counted_in
from pipeline.forms.other_years import names_last_year

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
_PERIOD = re.compile(
    r"统计期限[^,;。\d]{0,6}(?P<year>20\d\d)年\d{1,2}月\d{1,2}日[起至到止—~-]{1,3}(?:(?P=year)年)?(?P<month>\d{1,2})月\d{1,2}日"
)
"""What the figures of a report are of: mostly all of its year, and never less than most of it."""
_CAPTION = re.compile(
    r"\D{0,24}(20[0-3]\d)年度?\D{0,30}(?:情况|统计|汇总)表?[:：]?|(?:\D{0,30}(?:情况|统计|汇总)表?)?\(?(20[0-3]\d)年度?\)?"
    r"|\D{0,4}单位:\D{1,24}(20[0-3]\d)年度?"
    r"|\(?(?:统计|数据|报告)\D{1,6}(20[0-3]\d)年(?:度|1月1日?[至到—~-].{6,14})?\)?"
)
_IN_TABLE = re.compile(r"(20[0-3]\d)年(?:度|1月1日?[至到—~-]|(?!\d{1,2}月))")
_OF_ANOTHER = re.compile(r"上一?年|去年|以前|结转|比|较|起|以来|至今|条例|修订|号|指|[填制]表|填报|注:|说明")
"""Words beside a year in a table that is of something else than its figures."""
_CARRIED = re.compile(
    r"^[一二三四]?、?(?P<from>20\d\d)年度?(?:结转|转结)|^[一二三四]?、?(?:结转|转结)[至到]?(?P<to>20\d\d)年"
)
"""What a table says was carried over from a year, or to one: the report's stands behind it, or before."""
_LONGEST_NAMED = 40
"""Characters of a title or a name of a column; what is longer is a note."""
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
    for line in body:
        if "统计期限" in line.text and (period := _PERIOD.search(line.folded)) and int(period["month"]) < LAST_MONTH:
            yield Notice("warning", CODE, f"what is counted ends in month {period['month']} of {report_year}")
            return


def contradicted_captions(
    blocks: Sequence[Block], tables: Collection[int], report_year: int | None
) -> Iterator[Notice]:
    """A warning for each of the statutory `tables` (numbers of grids) whose title, the line above it, is of another year alone."""
    if report_year is None:
        return
    for above, grid in pairwise(blocks):
        if not isinstance(above, Line) or not isinstance(grid, Grid) or grid.number not in tables:
            continue
        if names_last_year(above.text):
            yield Notice("warning", CODE, f"the title of table {grid.number} is of the year before the report's")
            continue
        may_be_one = len(above.text) <= _LONGEST_PRINTED and "20" in above.folded
        match = _CAPTION.fullmatch(above.folded) if may_be_one else None
        if match and int(year := match[match.lastindex or 0]) != report_year and str(report_year) not in above.folded:
            yield Notice("warning", CODE, f"the report is of {report_year}, the title of table {grid.number} of {year}")


def captions_of_others(blocks: Sequence[Block], tables: Collection[int], lines: Iterable[str]) -> Iterator[Notice]:
    """A warning for each of the statutory `tables` whose title says that it is of another body, a part of the year, or a model.

    `lines` are the titles above tables of a text without grids. What counts in hundreds is said too.
    """
    titles: list[tuple[int | None, str]] = []
    above: Block | None = None
    for grid in blocks:
        if isinstance(grid, Grid) and grid.number in tables:
            titles += [(grid.number, above.text)] if isinstance(above, Line) else []
            titles += [(grid.number, title)] if (title := own_title(grid)) else []
        above = grid
    titles += [(None, line) for line in lines]
    for number, title in titles:
        where = "a table" if number is None else f"table {number}"
        if is_of_others(title):
            yield Notice("warning", "title_contradicted", f"the title of {where} says whose its figures are: {title}")
        elif len(title) <= _LONGEST_HEADING and "单位" in title and counted_in([title]):
            message = f"the figures of {where} count more than one each: {title}; they are kept as printed"
            yield Notice("warning", "figure_with_remark", message)


_HEADINGS = {
    code: re.compile(rf"[一二三四五六]?[、.]?(?:[一-龥]{{0,6}}){words}(?:工作)?(?:的)?情况")
    for code, words in {
        "proactive": "主动公开政府信息",
        "requests": "政府信息公开申请",
        "disputes": "行政复议、(?:提起)?行政诉讼",
    }.items()
}
"""The sections of the form that are tables."""


def exchanged_headings(lines: Iterable[Line], starts: Mapping[str, int]) -> Iterator[Notice]:
    """A warning where two tables each stand below the heading of the other; `starts` says by code where each begins.

    Headings that stand together above all tables, or that are lost, exchange nothing.
    """
    if len(starts) < 2:
        return
    headings = [
        (line.start, named)
        for line in lines
        if "情况" in line.text and len(line.text) <= _LONGEST_HEADING and (named := _heading_of(line.text))
    ]
    above = {
        code: next((named for at, named in reversed(headings) if at < start), "") for code, start in starts.items()
    }
    if above == {code: code for code in starts}:
        return
    for one, other in combinations(starts, 2):
        if above[one] == other and above[other] == one:
            message = f"the {one} table stands below the heading of the {other} table, and that below its"
            yield Notice("warning", "title_contradicted", message, one)


@kept_of_headings
def _heading_of(text: str) -> str:
    """The code of the table that a line is the heading of; empty for other lines."""
    folded = fold(text)
    return next((code for code, words in _HEADINGS.items() if words.fullmatch(folded)), "")


def contradicted_tables(blocks: Sequence[Block], tables: Collection[int], report_year: int | None) -> Iterator[Notice]:
    """A warning for each of the statutory `tables` (numbers of grids) that names other years in its cells, and not the report's."""
    if report_year is None:
        return
    for grid in blocks:
        if not isinstance(grid, Grid) or grid.number not in tables:
            continue
        named = _years_of_layout(grid.layout) if isinstance(grid, LaidOutGrid) else _years_in(grid.rows)
        if named and report_year not in named:
            years = ", ".join(map(str, sorted(named)))
            yield Notice(
                "warning", CODE, f"the report is of {report_year}, names in table {grid.number} are of {years}"
            )


@lru_cache(maxsize=256)
def _years_of_layout(layout: GridLayout) -> frozenset[int]:
    """Asked of each table of a page, and the tables of most pages are of a known layout."""
    return _years_in(layout.rows)


def _years_in(rows: Sequence[Sequence[GridCell]]) -> frozenset[int]:
    """The years that cells of a table name as that of its figures: 处理决定数量（2022年）."""
    texts = (cell.text for index, row in enumerate(rows) for cell in row if "年" in cell.text and cell.row == index)
    named = (fold(text) for text in texts if "20" in text and len(text) <= _LONGEST_NAMED)
    found: set[int] = set()
    for text in named:
        if carried := _CARRIED.search(text):
            found.add(int(carried["from"]) + 1 if carried["from"] else int(carried["to"]) - 1)
        elif not _OF_ANOTHER.search(text):
            found.update(map(int, _IN_TABLE.findall(text)))
    return frozenset(found)


def contradicted_titles(titles: Iterable[str], report_year: int | None) -> Iterator[Notice]:
    """A warning for each of `titles`, printed above a table of a text without grids, that is of another year alone.

    A bare year may name a column, and years one below the other are a menu.
    """
    if report_year is None:
        return
    titles = list(titles)
    captions = [
        (title, match[match.lastindex or 0])
        for title in titles
        if len(title) <= _LONGEST_PRINTED
        and "20" in (folded := fold(title))
        and not _BARE_YEAR.fullmatch(title)
        and (match := _CAPTION.fullmatch(folded))
    ]
    if len({year for _, year in captions}) >= FEWEST_IN_A_MENU:
        return
    if any(names_last_year(title) for title in titles):
        yield Notice("warning", CODE, "the title of a table is of the year before the report's")
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
        if "年" not in line.text:
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
