"""Is a document an agency's annual report on information disclosure, and if not, what is it?

Evidence is weighed: a report's title, its statutory sections, a writer who reports of himself, figures in statutory tables speak
for it; what another kind of document has speaks against it. One sign is seldom enough: reports without title, year or headings
exist, and notices that print every heading of the form.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.contract import Reason
from pipeline.documents.document import Document, Line
from pipeline.identification.agency_names import is_name, is_place
from pipeline.identification.shown import (
    FIRST_PERSON,
    SHORTEST_REPORT,
    Page,
    attachment_names,
    indexed,
    is_about_disclosure,
    told_under_title,
)
from pipeline.identification.titles import Title

_NEEDED = 3
"""Weight from which it is a report."""
_PUBLISHED_SECTIONS = 3
"""Sections of a report from which a notice holds the report that it announces."""
_FEW_FIGURES = 12
"""Figures that rows of another kind of table may seem to be."""
_LEAST_ENTRIES = 10
"""Cells of less than any statutory table: rows that figures on other matters have too."""
_PLACEHOLDER = re.compile(
    r"(?:^|[^A-Za-z])(?:X{2,}|x{2,}|×{2,}|_{2,}|\.{3,}|…|\*{2,})|"
    r"\((?:[^()]{0,6}名称|(?:填写|填报)[^()]{0,8}|单位|年份)\)"
)
"""Where the agency's name or the year is left to be filled in."""
_AGAINST_FIGURES = 4
"""Weight of what speaks against a page with figures, but neither a report's title nor its sections."""
_TELLS = 60
"""Characters of the paragraphs under a title from which a page tells what it announces."""
_OF_OTHERS = 2
"""Weight against a text without sections whose writer nothing tells: it tells of others' reports."""
_OF_INSTITUTIONS = re.compile(
    r"(?:根据|按照|依据)[^。]{0,60}(?:高等学校|公共企事业单位|医疗卫生机构|供[水电气热][^。]{0,12}(?:企业|单位))信息公开"
)
"""What those report by who are no administrative agencies (article 55 of the regulation)."""
_INSTITUTION = re.compile(
    r"(?:大学|学院|学校|中学|小学|幼儿园|医院|卫生院|保健院|妇幼保健[^局委处科]{0,8}中心|卫生服务中心|有限(?:责任)?公司|集团(?:公司)?|法院|检察院)$"
)
"""What the names of those end with who report by other rules, or by none, whatever they call their report."""
_GOVERNMENTS = re.compile(r"政府信息|政务")
_OF_AGENCIES = re.compile(r"[我本](?:局|委|厅|镇|乡|街道|机关)")
_OF_AN_INSTITUTION = re.compile(r"我(?:院|校|公司)")
"""What hospitals, schools and companies call themselves, and no administrative agency."""
_OF_GOVERNMENTS = re.compile(r"[我本](?:局|委|厅|办|镇|乡|街道?|机关|市|县|区|旗|州|省)")
"""Who speaks so is no institution, whatever an altered copy calls him."""
_INSTRUCTS = re.compile(
    r"有关(?:事项|要求|工作)[^。]{0,10}(?:通知|函告|函达|明确)如下|请[^。]{0,30}日[^。]{0,4}前[^。]{0,30}(?:报|送|发布|提交|反馈)"
)
"""What a notice tells others to do; one that a report is published with tells nothing."""
_PART_OF_YEAR = re.compile(
    r"1月1日?(?:起)?(?:至|到|[-—–~～]+)(?:20\d\d年)?(?:3月31日|6月30日|9月30日)|4月1日?(?:至|到|[-—–~～]+)(?:20\d\d年)?6月30日|7月1日?(?:至|到|[-—–~～]+)"
)
"""The period of a report of half a year or a quarter."""
_INDEXED = 4
"""Reports that a page names in lines or cells of their own from which it is a list of them."""
_COMPARISON = Reason("other_document", "a statutory table for each of several agencies, in a text of another kind")
_SAMPLE = Reason("blank_form", "prose of no year and of no agency: a sample to write a report from")


def judge(
    document: Document,
    title: Title | None,
    body: Sequence[Line],
    sections: int,
    year: int | None,
    figures: int,
    entries: int,
    agency_name: str | None = None,
    *,
    compares: bool = False,
) -> Reason | None:
    """Why the document is no annual report, or None if it is one.

    `agency_name` is whom it names as its own.
    `entries` are the cells of statutory tables that were found, `figures` those with a figure; `compares` tells that a table is
    there twice, with other figures.
    """
    page = Page(document, title, body, sections, year, figures, entries, agency_name, compares)
    announced = _announced(page)
    if announced:
        return announced
    return _judge_figures(page) if figures else _judge_text(page)


def _announced(page: Page) -> Reason | None:
    """What the title, or the agency that is named, says that it is instead."""
    title, printed = page.title, page.printed
    if title and title.is_wrapper and not page.figures:
        holds_report = title.publishes and page.sections >= _PUBLISHED_SECTIONS
        if not holds_report or _INSTRUCTS.search(page.opening):
            return Reason("notice_or_rule", f"{printed!r} tells agencies how to report and reports nothing itself")
    name = page.agency_name
    if name and _INSTITUTION.search(name) and not _OF_GOVERNMENTS.search(page.speech):
        return Reason("institution", f"{name!r} is no administrative agency")
    if name is None and _OF_AN_INSTITUTION.search(page.speech) and not _OF_GOVERNMENTS.search(page.speech):
        return Reason("institution", "a hospital, school or company reports of itself, and no administrative agency")
    if (
        title
        and title.other_kind
        and not (title.is_graphic and page.is_whole)
        and (
            page.is_report
            or page.figures < _FEW_FIGURES
            or (title.other_kind == "partial_period" and (page.sections < _PUBLISHED_SECTIONS or _is_of_part(page)))
        )
    ):
        return Reason(title.other_kind, f"{printed!r} is not the annual report of an agency on information disclosure")
    return None


def _is_of_part(page: Page) -> bool:
    """Whether the page's own title and the period of its figures are of a part of a year."""
    title = page.title
    return title is not None and title.index is not None and _PART_OF_YEAR.search(page.opening) is not None


def _judge_figures(page: Page) -> Reason | None:
    """What a page with figures in statutory tables is, if no report."""
    title = page.title
    if (
        page.is_whole
        or page.is_report
        or (page.sections >= _PUBLISHED_SECTIONS and not (title and title.tells_of_reports))
    ):
        return None
    is_read = all(notice.code != "page_scanned" for notice in page.document.notices)
    is_short = page.entries < _LEAST_ENTRIES and page.sections < 2
    if (
        is_short and is_read and not (page.of_itself or page.calls_itself)
    ):  # unread pages may hold the rest of the report
        return Reason("other_document", "a few rows of a statutory table, and no report around them")
    if _compares_others(page):
        return _COMPARISON
    is_other = page.against[page.worst] >= _AGAINST_FIGURES and page.worst != "blank_form"
    return _reads_as(page.worst) if is_other else None


def _judge_text(page: Page) -> Reason | None:
    """What a page without a figure in a statutory table is, if no report."""
    title, year, entries = page.title, page.year, page.entries
    if entries and title and _PLACEHOLDER.search(title.folded):
        return Reason("blank_form", f"{page.printed!r} with tables to be filled in")
    if _compares_others(page):
        return _COMPARISON
    is_governments = title is not None and _GOVERNMENTS.search(title.folded) is not None
    if not is_governments and _OF_INSTITUTIONS.search(page.opening) and not _OF_AGENCIES.search(page.speech):
        return _reads_as("institution")
    first_person = FIRST_PERSON.search(page.speech) is not None
    if entries and year is None and not (page.of_itself or first_person):
        return Reason("blank_form", "statutory tables with no figure, and nobody who reports")
    title_counts = title is not None and title.index is not None
    tells = page.is_report and title_counts and year is not None and told_under_title(page.body) >= _TELLS
    if page.sections < 2 and not tells and indexed(page.document) >= _INDEXED:
        return Reason("index", "a list of reports, none of which it holds")
    has_text = page.length >= SHORTEST_REPORT or page.sections >= 2 or bool(attachment_names(page.document)) or tells
    if has_text and _is_report_text(page, first_person):
        return None if _is_somebodys(page) else _SAMPLE
    if page.against[page.worst]:
        return _reads_as(page.worst)
    if page.is_report and not has_text:
        return Reason("empty_page", "a report's title, and neither its text nor an attachment")
    if entries and not page.is_report:
        return Reason("blank_form", "statutory tables with no figure, and no report's title")
    return Reason(
        "other_document", "no report text" if page.is_report else "neither a report's title nor enough of its sections"
    )


def _is_report_text(page: Page, first_person: bool) -> bool:
    """Whether more speaks for a report than against it, and the title, the sections or the lead say so."""
    title = page.title
    is_own = page.of_itself or first_person or (page.opens_as_report and page.agency_name is not None)
    weight = (
        3 * page.is_report
        + min(page.sections, 4)
        + 2 * (page.of_itself or page.opens_as_report)
        + (page.calls_itself and first_person)
        + first_person
        + (page.year is not None)
        - sum(page.against.values())
    )
    if page.sections < 2 and not (title and title.agency_name) and not is_own:
        weight -= _OF_OTHERS
    is_told = page.sections >= 2 and (
        page.calls_itself
        or (is_about_disclosure(page.printed, page.body) and (page.of_itself or page.has_own_sections))
    )
    return weight >= _NEEDED and (page.is_report or is_told or (is_own and (page.calls_itself or page.opens_as_report)))


def _is_somebodys(page: Page) -> bool:
    """Whether a report's text is of a year, or of an agency."""
    name = page.agency_name
    return (
        page.year is not None
        or (name is not None and (is_name(name) or is_place(name)))
        or "总体情况" in page.opening
        or bool(attachment_names(page.document))
    )


def _compares_others(page: Page) -> bool:
    """Whether a text sets other agencies' tables side by side."""
    return (
        page.compares
        and not (page.title and page.title.agency_name)
        and not (page.of_itself or page.calls_itself)
        and any("。" in line.text for line in page.body)
    )


def _reads_as(code: str) -> Reason:
    named = "" if code == "other_document" else f" ({code.replace('_', ' ')})"
    return Reason(code, f"it reads as another kind of document{named}")
