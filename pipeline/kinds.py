"""Is a document an agency's annual report on information disclosure, and if not, what is it?

Evidence is weighed: a report's title, its statutory sections, a writer who reports of himself, figures in statutory tables speak
for it; what another kind of document has speaks against it. One sign is seldom enough: reports without title, year or headings
exist, and notices that print every heading of the form.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.announced import REPORT_TITLE
from pipeline.contract import Reason
from pipeline.documents.document import Document, Line
from pipeline.documents.fold import fold
from pipeline.issuer import is_name, is_place
from pipeline.title_lines import LONGEST
from pipeline.titles import Title

_NEEDED = 3
"""Weight from which it is a report."""
_OPENING = 1_500
"""Characters of a document in which it shows what it is."""
_PUBLISHED_SECTIONS = 3
"""Sections of a report from which a notice holds the report that it announces."""
_FEW_FIGURES = 12
"""Figures that rows of another kind of table may seem to be."""
_LEAST_ENTRIES = 10
"""Cells of less than any statutory table: rows that figures on other matters have too."""
_WHOLE_TABLES, _WHOLE_SECTIONS = 185, 4
"""Cells and sections from which a page under a headline or of pictures holds the report itself: more than one of its tables."""
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
_MENTIONED = 3
"""Times that the opening of a report without a title speaks of disclosure."""
_LENGTH = 400
"""Characters of the shortest reports."""
_HAN = re.compile(r"[\u3400-\u9fff]")
_SHORTEST = 40
_EARLY = 60
"""Lines in which a page shows what it is."""

_SECTIONS = tuple(
    re.compile(pattern)
    for pattern in (
        r"总体情况|概述|工作概况|基本情况|基本概况|组织领导|工作开展情况",
        r"主动公开.{0,12}情况|公开政府信息的?情况",
        r"依申请公开|申请情况|收到和处理",
        r"行政复议|行政诉讼|复议.{0,4}诉讼",
        r"问题.{0,12}(?:改进|措施|打算)|存在的?(?:主要)?(?:问题|不足)|不足",
        r"其他需要报告|需要说明的(?:其他)?事项",
        r"收费.{0,4}减免|费用",
    )
)
_HEADING = re.compile(
    r"(?:^|[\s。;:|])(?:\([一二三四五六七八九十]{1,3}\)|[一二三四五六七八九十]{1,3}[、.,:]|第[一二三四五六七八九十]部分)"
)
_TELLS_STATE = re.compile(r"\d{1,2}[.、][^。]{2,24}情况")
"""A heading with a digit before it: 1.政府信息主动公开情况; other lines with one are items of all kinds."""
_OF_ITSELF = re.compile(
    r"本(?:年度)?(?:工作)?(?:年度)?(?:报告|年报)|统计(?:期限|时限|时间)|报告如下|(?:特|现)?编制(?:了|并公布)?本"
)
_FIRST_PERSON = re.compile(
    r"(?:我|本)(?:局|委|办|厅|镇|乡|街道|街|区|县|市|省|机关|单位|部|院|会|旗|州|队|中心)(?!制度|办法|规定|报告制度)"
)
_ABOUT = re.compile(r"政府信息公开|政务公开|信息公开|主动公开|依申请公开")

_CALLS_ITSELF = re.compile(rf"(?:现|特|予以).{{0,6}}(?:公布|发布|编制)[^。]{{0,40}}(?:{REPORT_TITLE.pattern})")
"""The lead of a report that names itself: 现公布…政府信息公开工作年度报告."""
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
_OF_GOVERNMENTS = re.compile(r"[我本](?:局|委|厅|办|镇|乡|街道?|机关|市|县|区|旗|州|省)")
"""Who speaks so is no institution, whatever an altered copy calls him."""
_OTHER_TITLE = re.compile(
    r"(?:通报|通知|公告|公示|办法|意见|方案|函|条例|规定|要点|讲话|简报|名单|结果|目录|指南|须知|流程)$"
)
_INSTRUCTS = re.compile(
    r"有关(?:事项|要求|工作)[^。]{0,10}(?:通知|函告|函达|明确)如下|请[^。]{0,30}日[^。]{0,4}前[^。]{0,30}(?:报|送|发布|提交|反馈)"
)
"""What a notice tells others to do; one that a report is published with tells nothing."""
_INDEXED = 4
"""Reports that a page names in lines or cells of their own from which it is a list of them."""
_SIGNS: tuple[tuple[str, int, re.Pattern[str]], ...] = (
    (
        "institution",
        5,
        re.compile(r"高等学校信息公开|高校信息公开|20\d\d[-—–至]*(?:20)?\d\d学年|学年度?信息公开|师生|我校|全校"),
    ),
    (
        "notice_or_rule",
        4,
        re.compile(
            r"应当包括(?:下列|以下)内容|(?:现就|现将).{0,20}有关(?:事项|要求).{0,10}(?:通知|函告|函达|明确)如下|现(?:予以?)?印发给?你们|"
            r"各(?:省|市|县|区|镇|乡|街道)[^。]{0,30}(?:人民政府|单位|部门)[:,]"
        ),
    ),
    (
        "notice_or_rule",
        4,
        re.compile(
            r"(?<!条例》)第[一二三四五六七八九十]+条(?!第[(（]).{1,300}(?<!条例》)第[一二三四五六七八九十]+条(?!第[(（])|本(?:制度|办法|细则|规定)(?:自|由)|"
            r"制定本(?:制度|办法|细则|规定|方案)"
        ),
    ),
    (
        "other_document",
        4,
        re.compile(r"(?:通讯员|本报)?记者[:\s]?[\u3400-\u9fff]{2,3}|本报讯|日前,|报告显示|报告提出|导读"),
    ),
    (
        "other_document",
        5,
        re.compile(
            r"(?:建议|提案|来信|来函|申请|议案)[^。]{0,12}(?:收悉|已收到)|您(?:提出|反映|咨询|申请)的|现答复如下"
        ),
    ),
    ("interpretation", 4, re.compile(r"现?(?:进行)?解读如下|编制背景|问:.{1,80}答:|小编")),
    ("other_document", 3, re.compile(r"^摘要|关键词:|本文(?:通过|以|从|认为)|实证研究|展示平台")),
    ("blank_form", 4, re.compile(r"(?:^|[^A-Za-z])(?:XX|xx|××|\*\*|某)\s?(?:省|市|县|区|镇|乡|局|街道|单位|年)")),
    (
        "blank_form",
        4,
        re.compile(
            r"(?<!\d)20(?:\d[xX×]|[xX×]{2})年|(?<![A-Za-z0-9×])(?:[xX×]{2,}|\*+)[万千百余多]{0,2}[条件份次场个篇项人]"
        ),
    ),
    (
        "guide",
        4,
        re.compile(
            r"申请(?:公开)?须知|本(?:公开)?指南|(?:^|\n)[^\n]{0,24}公开指南(?:\(.{1,12}\))?(?:\n|$)|请选择受理单位|查询码|填写.{0,10}申请表"
        ),
    ),
)
"""What the opening of another kind of document has: the code of that kind, its weight, the sign."""


def section_count(lines: Sequence[Line]) -> int:
    """How many of a report's sections have a heading, on a line of its own or within one."""
    heads: list[str] = []
    for line in lines:
        text = line.text
        if not ("、" in text or "(" in text or "（" in text or "." in text or "部分" in text or "，" in text):
            continue
        folded = line.folded if len(text) <= _SHORTEST else _numbered(text)
        if len(folded) <= _SHORTEST and _TELLS_STATE.fullmatch(folded):
            heads.append(folded)
        heads += [folded[match.end() : match.end() + 26].partition("。")[0] for match in _HEADING.finditer(folded)]
    text = "\n".join(heads)
    return sum(1 for pattern in _SECTIONS if pattern.search(text))


def _numbered(text: str) -> str:
    return text.replace("（", "(").replace("）", ")").replace("，", ",").replace("：", ":").replace("；", ";")


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
    printed = title.printed if title else ""
    is_report = title is not None and title.is_report and not title.tells_of_reports and not title.of_column
    if title and title.is_wrapper and not figures:
        holds_report = title.publishes and sections >= _PUBLISHED_SECTIONS
        if not holds_report or _INSTRUCTS.search(_opening(body)):
            return Reason("notice_or_rule", f"{printed!r} tells agencies how to report and reports nothing itself")
    if agency_name and _INSTITUTION.search(agency_name) and not _OF_GOVERNMENTS.search(_opening(body)):
        return Reason("institution", f"{agency_name!r} is no administrative agency")
    is_whole = figures > 0 and entries >= _WHOLE_TABLES and sections >= _WHOLE_SECTIONS
    if (
        title
        and title.other_kind
        and not (title.is_graphic and is_whole)
        and (
            is_report
            or figures < _FEW_FIGURES
            or (title.other_kind == "partial_period" and sections < _PUBLISHED_SECTIONS)
        )
    ):
        return Reason(title.other_kind, f"{printed!r} is not the annual report of an agency on information disclosure")
    if figures and (
        is_whole or is_report or (sections >= _PUBLISHED_SECTIONS and not (title and title.tells_of_reports))
    ):
        return None
    opening = _opening(body)
    names_itself = _OF_ITSELF.search(opening) or _CALLS_ITSELF.search(opening)
    if figures and entries < _LEAST_ENTRIES and sections < 2 and not names_itself:
        return Reason("other_document", "a few rows of a statutory table, and no report around them")
    if entries and not figures and title and _PLACEHOLDER.search(title.folded):
        return Reason("blank_form", f"{printed!r} with tables to be filled in")
    if compares and not (title and title.agency_name) and not names_itself and any("。" in line.text for line in body):
        return Reason("other_document", "a statutory table for each of several agencies, in a text of another kind")
    length = sum(len(line.text) for line in body if _HAN.search(line.text))
    against = _against(title, is_report, opening, length)
    worst = max(against, key=lambda code: against[code])
    if figures:
        return _reads_as(worst) if against[worst] >= _AGAINST_FIGURES and worst != "blank_form" else None
    is_governments = title is not None and _GOVERNMENTS.search(title.folded) is not None
    if not is_governments and _OF_INSTITUTIONS.search(opening) and not _OF_AGENCIES.search(opening):
        return _reads_as("institution")
    of_itself = _OF_ITSELF.search(opening) is not None
    first_person = _FIRST_PERSON.search(opening) is not None
    if entries and year is None and not (of_itself or first_person):
        return Reason("blank_form", "statutory tables with no figure, and nobody who reports")
    weight = (
        3 * is_report + min(sections, 4) + 2 * of_itself + first_person + (year is not None) - sum(against.values())
    )
    title_counts = title is not None and title.index is not None
    tells = is_report and title_counts and year is not None and _told_under_title(body) >= _TELLS
    if sections < 2 and not tells and _indexed(document) >= _INDEXED:
        return Reason("index", "a list of reports, none of which it holds")
    if sections < 2 and not (title and title.agency_name) and not (of_itself or first_person):
        weight -= _OF_OTHERS
    has_text = length >= _LENGTH or sections >= 2 or bool(attachment_names(document)) or tells
    calls_itself = _CALLS_ITSELF.search(opening) is not None
    is_told = sections >= 2 and (calls_itself or _is_about_disclosure(printed, body))
    if has_text and weight >= _NEEDED and (is_report or is_told or (calls_itself and of_itself)):
        is_whose = agency_name is not None and (is_name(agency_name) or is_place(agency_name))
        if year is None and not (is_whose or "总体情况" in opening or attachment_names(document)):
            return Reason("blank_form", "prose of no year and of no agency: a sample to write a report from")
        return None
    if against[worst]:
        return _reads_as(worst)
    if is_report and not has_text:
        return Reason("empty_page", "a report's title, and neither its text nor an attachment")
    if entries and not is_report:
        return Reason("blank_form", "statutory tables with no figure, and no report's title")
    return Reason(
        "other_document", "no report text" if is_report else "neither a report's title nor enough of its sections"
    )


def _opening(body: Sequence[Line]) -> str:
    return fold("\n".join(line.text for line in body[:_EARLY])[: _OPENING * 2])[:_OPENING]


def _against(title: Title | None, is_report: bool, opening: str, length: int) -> dict[str, int]:
    """What speaks for other kinds of documents: in the opening, and in a title that is no report's."""
    against = {code: 0 for code, _, _ in _SIGNS}
    for code, weight, pattern in _SIGNS:
        if pattern.search(opening):
            against[code] += weight
    if title and not is_report:
        counts = title.index is not None or length < _LENGTH
        against["other_document"] += 4 * (counts and _OTHER_TITLE.search(title.folded) is not None)
        against["other_document"] += 4 * title.tells_of_reports
        against["other_report"] = 4 * (title.is_of_other_matter or title.is_of_affairs)
    return against


def _reads_as(code: str) -> Reason:
    named = "" if code == "other_document" else f" ({code.replace('_', ' ')})"
    return Reason(code, f"it reads as another kind of document{named}")


def _told_under_title(body: Sequence[Line]) -> int:
    """Characters of the sentences on disclosure under the title, up to the next one that is another's."""
    told = 0
    title = body[0].text if body else ""
    for line in body[1:_EARLY]:
        text = line.text
        if "。" in text:
            told += len(text) if _ABOUT.search(text) else 0
        elif len(text) <= LONGEST and "报" in text and text != title and _is_next_title(line.folded):
            break
    return told


def _is_next_title(folded: str) -> bool:
    return _HEADING.match(folded) is None and REPORT_TITLE.search(folded) is not None


def _is_about_disclosure(title: str, body: Sequence[Line]) -> bool:
    """Whether title, headings and sentences of the opening speak of it; menus and paths do on every page of a site."""
    opening = body[:_EARLY]
    told = [
        line.folded
        for line in opening
        if "。" in line.text or len(line.text) > _SHORTEST or _HEADING.match(line.folded)
    ]
    return len(_ABOUT.findall("\n".join((title, *told))[:_OPENING])) >= _MENTIONED


def _indexed(document: Document) -> int:
    """How many reports the page names, each in a line or cell of its own."""
    named: set[str] = set()
    for block in document.blocks:
        texts = [block.text] if isinstance(block, Line) else [cell.text for row in block.rows for cell in row]
        named.update(
            text for text in texts if len(text) <= LONGEST and "报" in text and REPORT_TITLE.search(fold(text))
        )
    return len(named)


_FILE = re.compile(r"\.(?:pdf|docx?|wps|xlsx?|et|od[ts]|ofd|zip|rar|jpe?g|png)(?:$|[?#&])", re.IGNORECASE)


def attachment_names(document: Document) -> list[str]:
    """Names of the files that a page links to, as printed."""
    return [text or address for text, address in document.links if _FILE.search(address)]
