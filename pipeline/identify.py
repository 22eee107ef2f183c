"""What a document says of itself: title, agency, year, scope, date; and whether it is an annual report at all.

Everything here is as printed. Who really published it is decided later, from this and from other evidence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.contract import Notice, Reason, Scope
from pipeline.dates import find_date, year_in
from pipeline.documents.document import Document, Line
from pipeline.documents.fold import fold, tidy
from pipeline.documents.plain import PlainLines
from pipeline.titles import NOUN, TOPIC, YEAR, Title, find_title, is_self_reference

MENU = 0.5
"""Share of link text above which a line is a menu, not text."""
_LEAD_LINES, _YEAR_LINES = 30, 80
_SHORT = 40
"""Characters, white space included, that a line with a date or a heading has at most."""

_SECTIONS = tuple(
    re.compile(pattern)
    for pattern in (
        r"总体情况|概述|工作概况|基本情况|组织领导|工作开展情况",
        r"主动公开.{0,12}情况",
        r"依申请公开|申请情况|收到和处理",
        r"行政复议|行政诉讼|复议.{0,4}诉讼",
        r"问题.{0,12}(?:改进|措施|打算)|存在的?(?:主要)?问题|不足",
        r"其他需要报告|需要说明的(?:其他)?事项",
        r"收费.{0,4}减免|费用",
    )
)
_HEADING = re.compile(r"[(（]?[一二三四五六七八九十]{1,3}[)）]?[、.．,，:\s]|第[一二三四五六七八九十]部分")
_PERIOD = re.compile(
    r"(20[0-3]\d)\s*年?\s*0?1\s*月?\s*0?1\s*日?\s*(?:起|开始)?[,，]?\s*(?:至|到|—+|-+|~|～|止)\s*(?:(20[0-3]\d)\s*年?|同年|当年)?\s*12\s*月?\s*31"
)
_LEAD_YEAR = re.compile(rf"({YEAR})\s*年?\s*度?\s*(?:的)?{TOPIC}(?:工作)?{NOUN}")
_RUNNING_YEAR = re.compile(r"(?:^|[。;；\n])(20[0-3]\d)年(?:度|以来|,|，|我|全)")
_PUBLISHED = re.compile(
    r"(?:发布日期|发布时间|公开日期|公开时间|发文日期|信息时间|更新时间|生成日期|成文日期|公文生成日期|日期|时间)\s*[:：】\]]?\s*(?=[\d(（\[二])"
)
_QUOTED = re.compile(r"《[^》]*》")
_SENTENCE = re.compile(r"[^。；;]+")
_SCOPE_SUBJECT = re.compile(r"报告|数据|统计|范围")
_OWN = re.compile(r"仅限|仅为|仅包括|仅含|不含|不包括|不包含|只包括|限于|范围.{0,20}(?:本级|本机关)")
_WHOLE = re.compile(
    r"(?:报告|数据|统计).{0,30}(?:汇总|涵盖|包括|包含|覆盖|含).{0,40}(?:全[省市县区旗州系]|各[县市区乡镇街部单委办]|所属|下属|[各及]直属)"
)
_BRACKETS = re.compile(r"\([^)]{2,12}\)")
_OWN_BRACKET = re.compile(r"本级|本机关|机关本部")
_WHOLE_BRACKET = re.compile(r"全[省市县区旗州]|系统|汇总")
_LEAD_AGENCY = re.compile(rf"(?:公布|发布|编制|本报告由|现将)([\u3400-\u9fff()（）]{{3,30}}?)(?:编制|{YEAR}年)")
_AGENCY_END = tuple("局委办厅府会院处镇乡所心")
_AGENCY_VERBS = re.compile(r"^(?:了|并|向社会|公布|发布)+")
_NAME_BREAK = re.compile(r"公布|发布|编制|由|将|现|为|与|向|联系|根据|按照|结合|关于|对|至|的|和|是|请|以下|如下|布|制")
_NAME = re.compile(r"[\u3400-\u9fff()（）A-Za-z0-9·]{3,30}")
_FILE = re.compile(r"\.(?:pdf|docx?|wps|xlsx?|zip|rar|jpe?g|png)(?:$|[?#])", re.IGNORECASE)


NEAREST_SIGNATURE = 3
"""Lines behind the title within which a date is that of publication, and what stands above it no signature."""


@dataclass(slots=True)
class Identity:
    """What a document says of itself.

    `body` are the lines of the report as they are matched, menus and footers left out where they are told apart; `plain` knows
    what is printed there.
    """

    title: str | None
    agency_name: str | None
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
    plain = PlainLines(line for line in document.lines if line.link_share < MENU)
    lines = plain.lines
    title = find_title(lines, document.properties)
    position = title.index if title else None
    body = lines[position:] if position is not None else lines
    lead = _lead(body)
    scope, sentence = _scope(title, body)
    agency = _agency(title, lead, body, lines[position - 1] if position else None)
    return Identity(
        title=plain.printed(title.printed) if title else None,
        agency_name=plain.printed(agency) if agency else None,
        report_year=_year(title, lead, body, notices),
        scope=scope,
        scope_sentence=plain.printed(sentence) if sentence else None,
        published_on=_published(document, lines, position, body),
        body=body,
        plain=plain,
        sections=_section_count(lines),
        notices=notices,
    )


def classify(document: Document, identity: Identity, figures: int, entries: int) -> Reason | None:
    """Why the document is no annual report, or None if it is one.

    `entries` are the cells of statutory tables that were found, `figures` those with a figure.
    """
    printed = identity.title or ""
    title = Title(printed, fold(printed), None)
    if title.is_wrapper and not figures:
        return Reason("notice_or_rule", f"{printed!r} tells agencies how to report and reports nothing itself")
    if title.other_kind and (title.is_report or not figures):
        return Reason(title.other_kind, f"{printed!r} is not the annual report of an agency on information disclosure")
    if figures:
        return None
    length = sum(len(line.text) for line in identity.body)
    if title.is_report and (
        identity.sections >= 2 or (length >= 400 and identity.report_year) or attachment_names(document)
    ):
        return None
    if title.is_report and length < 400:
        return Reason("empty_page", "a report's title, and neither its text nor an attachment")
    if identity.sections >= 4 and identity.report_year:
        return None  # a report whose title is lost
    if entries and not title.is_report:
        return Reason("blank_form", "statutory tables with no figure, and no report's title")
    return Reason(
        "other_document", "no report text" if title.is_report else "neither a report's title nor a statutory table"
    )


def attachment_names(document: Document) -> list[str]:
    """Names of the files that a page links to, as printed."""
    return [text or address for text, address in document.links if _FILE.search(address)]


def _lead(body: Sequence[Line]) -> list[str]:
    """The lines before the first section heading, tidy."""
    lead: list[str] = []
    for line in body[:_LEAD_LINES]:
        if lead and _HEADING.match(line.text) and any(pattern.search(line.text) for pattern in _SECTIONS):
            break
        lead.append(tidy(line.text))
    return lead


def _year(title: Title | None, lead: Sequence[str], body: Sequence[Line], notices: list[Notice]) -> int | None:
    """The title's year; else that of the reporting period, of the report as the lead names it, or of the running text."""
    in_title = title.report_year if title else None
    in_period = _year_of_period(body)
    if in_title is not None:
        if in_period not in (None, in_title):
            notices.append(
                Notice("warning", "year_contradicted", f"the title says {in_title}, the reporting period {in_period}")
            )
        return in_title
    if in_period is not None:
        return in_period
    text = _QUOTED.sub("", fold("\n".join(lead)))
    in_lead = {year_in(match[1]) for match in _LEAD_YEAR.finditer(text)}
    if len(in_lead) == 1:
        return in_lead.pop()
    running = [int(match[1]) for line in body[:_YEAR_LINES] for match in _RUNNING_YEAR.finditer(line.text)]
    if running and running.count(running[0]) >= max(2, len(running) * 0.6):
        return running[0]
    return None


def _year_of_period(body: Sequence[Line]) -> int | None:
    for line in body[:_YEAR_LINES]:
        if "31" in line.text or "３" in line.text:
            match = _PERIOD.search(fold(line.text))
            if match:
                return int(match[1]) if match[2] in (None, match[1]) else None
    return None


def _agency(title: Title | None, lead: Sequence[str], body: Sequence[Line], above: Line | None) -> str | None:
    """The longest form of the name that title (which may stand on two lines, the name `above`), lead or signature print."""
    name = title.agency_name if title else None
    if name is None and title and not title.is_wrapper and above:
        name = _name_alone(above)
    signature = _signature(body)
    if signature and is_self_reference(signature):
        signature = None
    if name is None:
        return signature or _agency_in_lead(lead)
    forms = {name}
    if signature and (signature.endswith(name) or signature == name + "人民政府"):
        forms.add(signature)
    for line in lead:
        at = line.find(name, 1)
        while at != -1:
            before = _NAME_BREAK.split(line[max(at - 14, 0) : at])[-1]
            place = re.search(r"[\u3400-\u9fff]+[省市县区州盟旗]$", before)
            if place:
                forms.add(place.group() + name)
            at = line.find(name, at + 1)
    return max(forms, key=len)


def _agency_in_lead(lead: Sequence[str]) -> str | None:
    for line in lead:
        match = _LEAD_AGENCY.search(line)
        if match and not is_self_reference(match[1]) and match[1].endswith(_AGENCY_END):
            return _AGENCY_VERBS.sub("", match[1])
    return None


def _signature(body: Sequence[Line]) -> str | None:
    """The name that stands alone before the closing date."""
    for index in range(len(body) - 1, max(len(body) - 40, 0), -1):
        if _date_alone(body[index]) is None:
            continue
        above = tidy(body[index - 1].text)
        if index > NEAREST_SIGNATURE and _NAME.fullmatch(above) and not _HEADING.match(above):
            return above
    return None


def _name_alone(line: Line) -> str | None:
    """The agency that a line names, and nothing else."""
    text = tidy(line.text)
    is_name = _NAME.fullmatch(text) and text.endswith(_AGENCY_END) and not is_self_reference(text)
    return text if is_name else None


def _date_alone(line: Line) -> date | None:
    """The date that makes up a line."""
    if len(line.text) > _SHORT:
        return None
    text = fold(line.text)
    return find_date(text) if len(text) <= 24 else None


def _scope(title: Title | None, body: Sequence[Line]) -> tuple[Scope | None, str | None]:
    """What brackets in the title or a sentence say of whom the figures cover; 仅限 anywhere goes before 汇总."""
    if title and "(" in title.folded:
        for bracket in _BRACKETS.findall(title.folded):
            if _OWN_BRACKET.search(bracket):
                return "own", title.printed
            if _WHOLE_BRACKET.search(bracket):
                return "whole", title.printed
    whole: str | None = None
    for line in body:
        if not _SCOPE_SUBJECT.search(line.text):
            continue
        for match in _SENTENCE.finditer(line.text):
            sentence = match.group()
            subject = _SCOPE_SUBJECT.search(sentence)
            if subject is None:
                continue
            if _OWN.search(sentence, subject.start()):
                return "own", sentence.strip()
            if whole is None and _WHOLE.search(sentence):
                whole = sentence.strip()
    return ("whole", whole) if whole else (None, None)


def _published(document: Document, lines: Sequence[Line], position: int | None, body: Sequence[Line]) -> date | None:
    """The metadata block's date, else one that stands under the title, else the signature's."""
    end = body[min(len(body) - 1, 12)].end if body else 0
    head = document.text[: max(end, 3000)]
    for match in _PUBLISHED.finditer(head):
        found = find_date(head[match.end() : match.end() + 24])
        if found:
            return found
    found = find_date(document.properties.get("published", ""))
    if found:
        return found
    under_title = lines[position + 1 : position + 5] if position is not None else ()
    for line in (*under_title, *reversed(body)):
        found = _date_alone(line)
        if found:
            return found
    return None


def _section_count(lines: Sequence[Line]) -> int:
    """How many of a report's sections have a heading."""
    headings = "\n".join(line.text for line in lines if len(line.text) <= _SHORT and _HEADING.match(line.text.lstrip()))
    return sum(1 for pattern in _SECTIONS if pattern.search(headings))
