"""What a document says of itself: title, agency, year, scope, date; and whether it is an annual report at all.

Everything here is as printed. Who really published it is decided later, from this and from other evidence.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from pipeline.contract import Notice, Reason, Scope
from pipeline.dates import DAY, find_date
from pipeline.documents.document import Document, Line
from pipeline.documents.fold import fold, kept_of_headings, tidy
from pipeline.documents.plain import PlainLines, oddities
from pipeline.documents.text_rows import is_heading
from pipeline.identification.agency_names import name_in
from pipeline.identification.issuer import find_agency
from pipeline.identification.kinds import judge
from pipeline.identification.particulars import filled_in_by, find_named_by_page, title_there
from pipeline.identification.report_year import find_year
from pipeline.identification.shown import section_count
from pipeline.identification.title_lines import find_title
from pipeline.identification.titles import Title

MENU = 0.5
"""Share of link text above which a line is a menu, not text."""
_LEAD_LINES, _LEAD_LENGTH = 30, 2_000
_FIRST_LINES = 8
"""Lines of a report without a title in which particulars may stand."""
_SHORT = 40
"""Characters, white space included, that a line with a date has at most."""

_HEADING = re.compile(r"[(（]?[一二三四五六七八九十]{1,3}[)）]?[、.．,，:：\s]|第[一二三四五六七八九十]部分")
_FIRST_HEADING = re.compile(r"一、|总体情况|概述|第一部分")
_LABEL = r"\s*[:：】\]|]*[\s|]*(?=[\d(（\[二])"
_PUBLISHED = (
    re.compile(rf"(?:发布日期|发布时间|公开日期|公开时间|发布于|上网日期|上网时间){_LABEL}"),
    re.compile(rf"(?:发文日期|信息时间|更新时间|生成日期|成文日期|公文生成日期|日\s*期|时\s*间){_LABEL}"),
)
_SAYS_WHEN = re.compile(r"日\s*期|时\s*间|发布于")
"""What every word for it has: most reports have none."""
_OF_PERIOD = re.compile(r"(?:统计|起止|截止|截至|数据|起始|会议|培训)的?$")
_PERIOD = re.compile(r"[^。\n]{0,14}?\d\s*日?\s*(?:起|至|到|[-—–~～]+)\s*(?:20\d\d|同年|当年|\d{1,2}\s*[月.])")
"""What stands before, and behind, the date of something else than publication: 统计时间：2022.1.1—2022.12.31."""
_IN_SENTENCE = re.compile(r"[，；][^，；\s]{0,8}$")
"""What stands before a date that a sentence tells of: 注：本表由办公室统计，填报日期2022年1月8日."""
_TIME = r"[\sT]*(?:\d{1,2}\s*[:：时点]\s*\d{1,2}(?:\s*[:：分]\s*(?:\d{1,2}秒?)?)?)"
_DATE_LINE = re.compile(rf"[•·\-\s(（\[【]*(?:{DAY})(?:\s*(?:星期|周)[一二三四五六日天])?(?:{_TIME})?[\s)）\]】]*")
_LAST_BRACKET = re.compile(r"[(（\[【][^()（）\[\]【】]*[)）\]】]\s*$")
_PARTICULARS = re.compile(r"来源|作者|编辑|点击|浏览|阅读|访问|字[体号]|打印|网站|gov\.cn|source:", re.IGNORECASE)
_DAY_AND_TIME = re.compile(rf"(?:{DAY})(?P<time>{_TIME})?")
_PARTICULARS_LENGTH = 120
"""Characters of the line under a title that says who put it on the site, and when."""
_SENTENCE = re.compile(r"[^。；;]+")
_SCOPE_SUBJECT = re.compile(
    r"本(?:年度)?(?:工作)?(?:年度)?(?:报告|年报)|报告(?:中|所列|的|内)?.{0,6}数据|统计(?:数据|范围|口径)|(?:数据|报告).{0,6}(?:范围|口径)|"
    r"(?:以上|上述|所列)(?:各项)?数据|^\s*(?:报告|数据)|编制而成"
)
_UNDER = r"(?:各(?:地级|[县市区乡镇街部单委级直])|所属|下属|隶属|直属|全系统|县区)"
_ONLY = re.compile(r"仅限|仅为|仅包括|仅含|仅反映|仅指|仅统计|仅就|只包括|只统计|限于|不(?:含|包括|包含|涉及)")
_WHOLE = re.compile(
    rf"(?:府|办公[室厅])(?:负责)?汇总(?:编制|整理|形成)|(?:涵盖|覆盖|汇总|综合)[^,，]{{0,40}}(?:{_UNDER}|全[省市县区旗州])|(?:{_UNDER}|全[省市县区旗州])[^,，]{{0,30}}(?:汇总|综合)|"
    r"(?:汇总|反映)全(?:[镇乡街]|系统)|各[^,，。]{1,16}的政府信息公开(?:工作)?年度报告(?:编制|汇编|汇总|综合)|全[省市县区旗州][^,，]{0,30}(?:部门|单位)[^,，]{0,10}年度报告(?:编制|汇编)|(?:梳理|汇总|综合|总结)[^,，]{0,24}系统(?:各[\u3400-\u9fff]{1,6})?(?:20\d\d年度?)?的?(?:政府信息|政务|信息)公开(?:工作)?的?情况|"
    rf"(?:数据|统计|范围|口径)[^,，]{{0,30}}(?:包括|包含|含|为|是|涉及|[:：]|(?:本级|机关)[及和与、])[^,，]{{0,30}}{_UNDER}"
)
_OWN = re.compile(r"(?:数据|统计|范围|口径).{0,24}(?:本级|本机关|机关本部|[局委办厅]机关)(?!.{0,4}(?:及|和|与|、))")
_BRACKETS = re.compile(r"\([^)]{2,12}\)")
_OWN_BRACKET = re.compile(r"本级|本机关|机关本部")
_WHOLE_NAME = re.compile(r"海关关区|[\u3400-\u9fff]{2}系统(?=的?(?:20\d\d|政府信息|信息公开))")
"""An agency with all that is under it: 海关系统, 邮政管理系统2021年."""
_OWN_LEVEL = re.compile(r"本级(?=的?(?:20\d\d|政府信息|政务|信息公开))")
"""An agency alone: 青禾市财政局本级2021年."""
_WHOLE_BRACKET = re.compile(r"全[省市县区旗州]|系统|汇总")


@dataclass(slots=True)
class Identity:
    """What a document says of itself.

    `title` is as the page prints it, `heading` as it is matched; `page_name` is whom only the page around the report names. `body`
    are the lines of the report as they are matched, menus and footers left out where they are told apart; `plain` knows what is
    printed there.
    """

    title: str | None
    heading: Title | None
    agency_name: str | None
    page_name: str | None
    report_year: int | None
    scope: Scope | None
    scope_sentence: str | None
    published_on: date | None
    body: list[Line]
    plain: PlainLines
    sections: int
    notices: list[Notice]


def identify(document: Document) -> Identity:
    """Title, agency, year, scope and date of publication as `document` prints them; None where it does not."""
    notices: list[Notice] = []
    mends_years, is_odd = oddities(document)
    printed = [line for line in document.lines if line.link_share < MENU]
    plain = PlainLines(printed, mends_years=mends_years, are_plain=not (mends_years or is_odd))
    lines = plain.lines
    title = _title(document, lines)
    position = title.index if title else None
    body = lines[position:] if position is not None else lines
    lead = _lead(body)
    scope, sentence = _scope(title, body)
    around = _around(lines, position) if position is not None else ()
    published_on = _published(document, plain, _place(title, lines) if position is None else position, body, title)
    agency = find_agency(title, lead, body, around, notices)
    agency, page_name = agency or filled_in_by(document, body), None
    if agency is None:
        agency, page_name = find_named_by_page(document, body, title, notices)
    return Identity(
        title=plain.printed(title.printed) if title else None,
        heading=title,
        agency_name=plain.printed(agency) if agency else None,
        page_name=plain.printed(page_name) if page_name else None,
        report_year=find_year(title, lead, body, published_on, notices),
        scope=scope,
        scope_sentence=plain.printed(sentence) if sentence else None,
        published_on=published_on,
        body=body,
        plain=plain,
        sections=section_count(lines),
        notices=notices,
    )


def classify(
    document: Document, identity: Identity, figures: int, entries: int, *, compares: bool = False
) -> Reason | None:
    """Why the document is no annual report, or None if it is one; `judge` of what `identify` found."""
    title = identity.heading
    if title is not None and title.printed != identity.title:
        title = replace(title, printed=identity.title or "")
    name, year = identity.agency_name, identity.report_year
    return judge(document, title, identity.body, identity.sections, year, figures, entries, name, compares=compares)


def _title(document: Document, lines: Sequence[Line]) -> Title | None:
    """The title that the lines or the file's properties give, else the one among the page's particulars."""
    title = find_title(lines, document.properties)
    if title is None or not title.is_report:
        printed = title_there(document)
        named = Title(tidy(printed), fold(printed), None) if printed else None
        if named and named.is_report:
            return named
    return title


def _place(title: Title | None, lines: Sequence[Line]) -> int | None:
    """Where the lines print a heading that is no report's title."""
    return next((at for at, line in enumerate(lines) if title and line.text == title.printed), None)


def _lead(body: Sequence[Line]) -> list[str]:
    """What stands before the first section, folded; that section's first words where nothing is told before it."""
    lead: list[str] = []
    length = 0
    told = begun = False
    for line in body[:_LEAD_LINES]:
        text = line.text
        if line.link_share > MENU:
            continue
        is_first = _HEADING.match(text) is not None and (begun or _FIRST_HEADING.search(text[:20]) is not None)
        if lead and (is_first or (told and is_heading(text))):
            if told or begun:
                break
            begun = True
        told = told or "。" in text or "，" in text
        lead.append(line.folded)
        length += len(text)
        if length > _LEAD_LENGTH:
            break
    return lead


def _around(lines: Sequence[Line], position: int) -> list[Line]:
    """The lines next to the title that may be a part of it."""
    return [*lines[max(position - 1, 0) : position], *lines[position + 1 : position + 3]]


@kept_of_headings
def _dated(printed: str) -> date | None:
    """The one date of a line of particulars: 来源：某网 2022-01-27 浏览次数：12. Only a site prints the time of day."""
    if len(printed) > _PARTICULARS_LENGTH or "，" in printed or "。" in printed:
        return None
    text = unicodedata.normalize("NFKC", printed)
    days = list(_DAY_AND_TIME.finditer(text))
    if len(days) != 1:
        return None
    is_told = days[0]["time"] is not None or _PARTICULARS.search(printed) is not None
    return find_date(days[0].group()) if is_told or _is_agency(_DAY_AND_TIME.sub("", text)) else None


def _day_before(title: Title, line: Line) -> date | None:
    """The day that a line begins with which goes on to the title: 2021-02-07导出word青禾镇2020年…年度报告."""
    is_above = title.printed in line.text and len(line.text) <= _PARTICULARS_LENGTH
    day = _DAY_AND_TIME.match(unicodedata.normalize("NFKC", line.text)) if is_above else None
    return find_date(day.group()) if day else None


def _is_agency(text: str) -> bool:
    return name_in(text) is not None


def _is_signature(line: Line) -> bool:
    return len(line.text) <= _SHORT and _is_agency(line.text)


@kept_of_headings
def _date_alone(printed: str) -> date | None:
    """The date that makes up a line."""
    if len(printed) > _SHORT:
        return None
    text = unicodedata.normalize("NFKC", printed)
    return find_date(text) if _DATE_LINE.fullmatch(text) else None


def _scope(title: Title | None, body: Sequence[Line]) -> tuple[Scope | None, str | None]:
    """What brackets in the title or a sentence say of whom the figures cover; 仅限 anywhere goes before 汇总."""
    if title and "(" in title.folded:
        for bracket in _BRACKETS.findall(title.folded):
            if _OWN_BRACKET.search(bracket):
                return "own", title.printed
            if _WHOLE_BRACKET.search(bracket):
                return "whole", title.printed
    if title and _OWN_LEVEL.search(title.folded):
        return "own", title.printed
    whole = title.printed if title and _WHOLE_NAME.search(title.folded) else None
    for line in body:
        if "报告" not in line.text and "数据" not in line.text and "统计" not in line.text:
            continue
        own, of_all = _scopes_in(line.text)
        if own is not None:
            return "own", own
        whole = whole or of_all
    return ("whole", whole) if whole else (None, None)


@kept_of_headings
def _scopes_in(text: str) -> tuple[str | None, str | None]:
    """The first sentence that says that the figures are of the agency alone, and the first before it that says the contrary."""
    whole = None
    for match in _SENTENCE.finditer(text):
        sentence = match.group().strip()
        if not _SCOPE_SUBJECT.search(sentence):
            continue
        if _ONLY.search(sentence):
            return sentence, whole
        if _WHOLE.search(sentence):
            whole = whole or sentence
        elif _OWN.search(sentence):
            return sentence, whole
    return None, whole


def _says_when(head: str) -> bool:
    """Whether `_SAYS_WHEN` is in a text; its ends are looked for alone, which are rare and found in a tenth of the time."""
    for first, end in ("日期", "时间"):
        at = head.find(end)
        while at != -1:
            if at and (head[at - 1] == first or head[at - 1].isspace()):
                return _SAYS_WHEN.search(head) is not None
            at = head.find(end, at + 1)
    return "发布于" in head


def _published(
    document: Document, plain: PlainLines, position: int | None, body: Sequence[Line], title: Title | None
) -> date | None:
    """The metadata block's date, else one that stands under the title or in brackets in it, else the signature's."""
    end = body[min(len(body) - 1, 12)].end if body else 0
    lines = plain.lines
    head = plain.simplified(document.text[: max(end, 3000)])
    for pattern in _PUBLISHED if _says_when(head) else ():
        for match in pattern.finditer(head):
            before = head[max(match.start() - 9, 0) : match.start()]
            if _OF_PERIOD.search(before) or _PERIOD.match(head, match.end()) or _IN_SENTENCE.search(before):
                continue
            found = find_date(head[match.end() : match.end() + 24])
            if found:
                return found
    found = find_date(document.properties.get("published", ""))
    if found:
        return found
    if position is None:
        found = next(
            (day for line in lines[:_FIRST_LINES] if (day := _date_alone(line.text) or _dated(line.text))), None
        )
        if found:
            return found
    for line in lines[position + 1 : position + 5] if position is not None else ():
        found = _date_alone(line.text) or _dated(line.text)
        if found:
            return found
    if position and title:
        found = _day_before(title, lines[position - 1])
        if found:
            return found
    bracket = _LAST_BRACKET.search(title.printed) if title else None
    if bracket and _DATE_LINE.fullmatch(bracket.group()):
        found = find_date(unicodedata.normalize("NFKC", bracket.group()))
        if found:
            return found
    if (
        position is not None
        and position > 1
        and ("。" in lines[position - 2].text or _is_signature(lines[position - 2]))
    ):
        found = _date_alone(lines[position - 1].text)  # a notice, signed, and then the report that it publishes
        if found:
            return found
    for line in reversed(body):
        found = _date_alone(line.text)
        if found:
            return found
    return None
