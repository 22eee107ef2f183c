"""What a document says of itself: title, agency, year, scope, date; and whether it is an annual report at all.

Everything here is as printed. Who really published it is decided later, from this and from other evidence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.contract import Notice, Reason, Scope
from pipeline.dates import CHINESE_YEAR, find_date, year_in
from pipeline.documents.document import Document, Line
from pipeline.documents.fold import fold

_TOPIC = r"(?:政府信息公开|政务信息公开|政务公开|信息公开|政府信息工作公开)"
_NOUN = r"(?:年度工作报告|工作年度报告|年度报告|工作年报|年报|工作报告|工作情况的?报告|情况报告|工作总结报告)"
_YEAR = rf"(?:20[0-3]\d|{CHINESE_YEAR})"
REPORT_TITLE = re.compile(rf"{_TOPIC}.{{0,12}}?(?:{_YEAR}年?度?)?(?:工作)?{_NOUN}|{_TOPIC}(?:工作)?{_YEAR}年度?报告")
_TITLE_TAIL = re.compile(rf"(?:关于)?(?:{_YEAR}\s*年?度?)?的?(?:{_TOPIC})(?:工作)?.*$")
_DATE_IN_TITLE = re.compile(r"[(（]?\s*20\d\d\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d{1,2}\s*日?\s*[)）]?")
_WRAPPER = re.compile(
    r"(?:编制|报送|做好|开展|起草|撰写|填报|印发).{0,40}(?:通知|函|方案|意见)|格式的?通知|(?:工作)?制度(?:\(|$)|报告制度"
)
_OTHER_KINDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("interpretation", re.compile(r"解读|图解|一图读懂|一图看懂|盘点|划重点")),
    ("partial_period", re.compile(r"上半年|下半年|半年度|第[一二三四]季度|[一二三四]季度|月度|\d{1,2}月份")),
    ("guide", re.compile(r"公开指南|申请表|申请流程|申请须知|公开目录|公开制度|负面清单|公开事项清单")),
    (
        "other_report",
        re.compile(
            r"法治政府建设|政府工作报告|预算|决算|绩效|审计报告|网站(?:工作)?(?:监管)?年度(?:工作)?报表|网站工作年度报告|"
            r"自查报告|述职|行政执法(?:统计)?年度|重大行政决策"
        ),
    ),
    ("institution", re.compile(r"(?:大学|学院|学校|中学|小学|医院|高校)(?:20\d\d|.{0,6}(?:学年|信息公开))")),
)
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
_HEADING = re.compile(r"^[(（]?[一二三四五六七八九十]{1,3}[)）]?[、.．,，:\s]|^第[一二三四五六七八九十]部分")
_PERIOD = re.compile(
    r"(20[0-3]\d)\s*年?\s*0?1\s*月?\s*0?1\s*日?\s*(?:起|开始)?[,，]?\s*(?:至|到|—+|-+|~|～|止)\s*(?:(20[0-3]\d)\s*年?|同年|当年)?\s*12\s*月?\s*31"
)
_LEAD_YEAR = re.compile(rf"({_YEAR})\s*年?\s*度?\s*(?:的)?{_TOPIC}(?:工作)?{_NOUN}")
_RUNNING_YEAR = re.compile(r"(?:^|[。;；])(20[0-3]\d)年(?:度|以来|,|，|我|全)")
_PUBLISHED = re.compile(
    r"(?:发布日期|发布时间|公开日期|公开时间|发文日期|信息时间|更新时间|生成日期|成文日期|公文生成日期|日期|时间)\s*[:：】\]]?\s*(?=[\d(（\[二])"
)
_SELF = re.compile(r"^(?:本|我)[局委办厅镇乡街旗区县市部院校站会处所]|^本(?:机关|单位|部门)|^我(?:单位|部门|街道)")
_WHOLE = re.compile(
    r"[^。；;\n]*(?:(?:本|该)(?:年度)?报告|数据|统计)[^。；;\n]{0,30}"
    r"(?:汇总|涵盖|包括|包含|覆盖|含)[^。；;\n]{0,40}(?:全[省市县区旗州系]|各[县市区乡镇街部单委办]|所属|下属|[各及]直属)[^。；;\n]*"
)
_OWN = re.compile(
    r"[^。；;\n]*(?:(?:本|该)(?:年度)?报告|数据|统计)[^。；;\n]{0,30}"
    r"(?:仅限|仅为|仅包括|仅含|不含|不包括|不包含|只包括|限于)[^。；;\n]*|"
    r"[^。；;\n]*(?:统计范围|数据范围)[^。；;\n]{0,20}(?:本级|本机关)[^。；;\n]*"
)
_BRACKET_SCOPE = (
    (re.compile(r"本级|本机关|机关本部"), "own"),
    (re.compile(r"全[省市县区旗州]|全系统|系统|汇总"), "whole"),
)
MENU = 0.5
"""Share of link text above which a line is a menu, not text."""


@dataclass(slots=True)
class Identity:
    """What a document says of itself. `body` are the lines of the report, menus and footers left out where they are told apart."""

    title: str | None
    agency_name: str | None
    report_year: int | None
    scope: Scope | None
    scope_sentence: str | None
    published_on: date | None
    body: list[Line]
    sections: int
    notices: list[Notice]


def identify(document: Document) -> Identity:
    """Title, agency, year, scope and date of publication as `document` prints them; None where it does not."""
    notices: list[Notice] = []
    lines = [line for line in document.lines if line.link_share < MENU]
    title, position = _title(document, lines)
    body = lines[position:] if position is not None else lines
    lead = _lead(body, title)
    year = _year(title, lead, body, notices)
    signature = _signature(body)
    scope, sentence = _scope(title, lead, body)
    return Identity(
        title=title,
        agency_name=_agency(title, lead, signature),
        report_year=year,
        scope=scope,
        scope_sentence=sentence,
        published_on=_published(document, lines, position, body),
        body=body,
        sections=_section_count(document),
        notices=notices,
    )


def classify(document: Document, identity: Identity, figures: int, entries: int) -> Reason | None:
    """Why the document is no annual report, or None if it is one.

    `entries` are the cells of statutory tables that were found, `figures` those with a figure.
    """
    title = fold(identity.title or "")
    is_report_title = REPORT_TITLE.search(title) is not None
    if _WRAPPER.search(title) and not figures:
        return Reason("notice_or_rule", f"{identity.title!r} tells agencies how to report and reports nothing itself")
    for code, pattern in _OTHER_KINDS:
        if pattern.search(title):
            return Reason(code, f"{identity.title!r} is not the annual report of an agency on information disclosure")
    if figures:
        return None
    length = sum(len(line.text) for line in identity.body)
    attachments = _attachments(document)
    if is_report_title and (identity.sections >= 2 or (length >= 400 and identity.report_year) or attachments):
        return None
    if is_report_title and length < 400:
        return Reason("empty_page", "a report's title, and neither its text nor an attachment")
    if identity.sections >= 4 and identity.report_year and not title:
        return None
    if entries and not is_report_title:
        return Reason("blank_form", "statutory tables with no figure, and no report's title")
    return Reason(
        "other_document", "neither a report's title nor a statutory table" if not is_report_title else "no report text"
    )


def _attachments(document: Document) -> list[str]:
    pattern = re.compile(r"\.(?:pdf|docx?|wps|xlsx?|zip|rar|jpe?g|png)(?:$|[?#])", re.IGNORECASE)
    return [text or address for text, address in document.links if pattern.search(address)]


def attachment_names(document: Document) -> list[str]:
    """Names of the files that a page links to, as printed."""
    return _attachments(document)


def _title(document: Document, lines: Sequence[Line]) -> tuple[str | None, int | None]:
    """The report's title and the index of the line that prints it.

    The most complete one wins: with a year, with something before the subject; a heading goes before a line of the text.
    """
    best: tuple[float, str, int | None] | None = None
    window = lines[:120]
    names_topic = ["公开" in line.text for line in window]
    for index, line in enumerate(window):
        if not any(names_topic[index : index + 3]):
            continue
        for size in (1, 2, 3):
            joined = "".join(fold(part.text) for part in window[index : index + size])
            if len(joined) > 90:
                break
            score = _title_score(joined)
            if score <= 0:
                continue
            score += 0.4 * line.is_heading - 0.3 * (size - 1) - 0.005 * index
            if best is None or score > best[0]:
                best = (score, joined, index)
            break
    for name, weight in (("article_title", 0.3), ("title", -0.4)):
        printed = document.properties.get(name, "")
        text = re.split(r"[_|]|-(?=[^-]{2,20}$)|\s+-\s+", printed)[0]
        score = _title_score(fold(text)) + weight
        if score > 0.5 and (best is None or score > best[0]):
            best = (score, fold(text), best[2] if best else None)
    if best is None:
        heading = next((line for line in lines[:60] if line.is_heading), None)
        text = document.properties.get("article_title") or (heading.text if heading else None)
        text = (
            text or document.properties.get("title") or (lines[0].text if lines and len(lines[0].text) <= 60 else None)
        )
        return (fold(text) if text else None), None
    return best[1], best[2]


def _title_score(text: str) -> float:
    if len(text) > 90 or any(mark in text for mark in "。；;"):
        return 0.0
    match = REPORT_TITLE.search(text)
    if match is None:
        other = any(pattern.search(text) for _, pattern in _OTHER_KINDS) and "公开" in text
        return 0.6 if other and len(text) <= 50 else 0.0
    score = 1.0
    if year_in(_DATE_IN_TITLE.sub("", text)) is not None:
        score += 0.5
    if match.start() > 4:
        score += 0.3
    if text[0] in "《(（" or _HEADING.match(text) or "," in text or "，" in text or ":" in text:
        score -= 0.8
    return score - 0.004 * len(text)


def _lead(body: Sequence[Line], title: str | None) -> str:
    """The text before the first section heading, and its first paragraph."""
    parts: list[str] = []
    for line in body[:30]:
        text = fold(line.text)
        if parts and _HEADING.match(text) and any(pattern.search(text) for pattern in _SECTIONS):
            break
        if text != title:
            parts.append(text)
    return "\n".join(parts)


def _year(title: str | None, lead: str, body: Sequence[Line], notices: list[Notice]) -> int | None:
    in_title = year_in(_DATE_IN_TITLE.sub("", title)) if title else None
    text = fold("\n".join(line.text for line in body[:80]))
    period = _PERIOD.search(text)
    in_period = int(period[1]) if period and period[2] in (None, period[1]) else None
    if in_title is not None:
        if in_period is not None and in_period != in_title:
            notices.append(
                Notice("warning", "year_contradicted", f"the title says {in_title}, the reporting period {in_period}")
            )
        return in_title
    if in_period is not None:
        return in_period
    in_lead = {year_in(match[1]) for match in _LEAD_YEAR.finditer(re.sub(r"《[^》]*》", "", lead))}
    if len(in_lead) == 1:
        return in_lead.pop()
    running = [int(match[1]) for match in _RUNNING_YEAR.finditer(text)]
    if running and running.count(running[0]) >= max(2, len(running) * 0.6):
        return running[0]
    return None


def _agency(title: str | None, lead: str, signature: str | None) -> str | None:
    """The longest form of the name that title, lead or signature print."""
    name = _agency_in_title(title)
    if signature and _SELF.match(signature):
        signature = None
    if name is None:
        return signature or _agency_in_lead(lead)
    forms = {name}
    if signature and (signature.endswith(name) or signature in (name + "人民政府", name + "办公室")):
        forms.add(signature)
    for match in re.finditer(rf"([\u3400-\u9fff]{{0,14}}){re.escape(name)}", lead):
        before = re.split(
            r"公布|发布|编制|由|将|现|为|与|向|联系|根据|按照|结合|关于|对|至|的|和|是|请|以下|如下|布|制", match[1]
        )[-1]
        if before and re.search(r"[省市县区州盟旗]$", before):
            forms.add(before + name)
    return max(forms, key=len)


def _agency_in_title(title: str | None) -> str | None:
    if not title:
        return None
    text = _DATE_IN_TITLE.sub("", title)
    match = REPORT_TITLE.search(text)
    if match is None:
        return None
    head = text[: match.start()]
    head = re.sub(rf"^(?:关于|公布|发布)|{_YEAR}\s*年?\s*度?|(?:关于|公布)$|^\d{{4}}年第\d+号", "", head).strip(
        "的-—_:：·. ()（）《》【】'\"“”"
    )
    if not head or len(head) < 2 or _SELF.match(head) or head in ("政府", "工作", "年度"):
        return None
    return head


def _agency_in_lead(lead: str) -> str | None:
    match = re.search(rf"(?:公布|发布|编制|本报告由|现将)([\u3400-\u9fff()]{{3,30}}?)(?:编制|{_YEAR}年)", lead)
    if match and not _SELF.match(match[1]) and re.search(r"[局委办厅府会院处镇乡所心]$", match[1]):
        return re.sub(r"^(?:了|并|向社会|公布|发布)+", "", match[1])
    return None


def _signature(body: Sequence[Line]) -> str | None:
    """The name that stands alone before the closing date."""
    for index in range(len(body) - 1, max(len(body) - 40, 0), -1):
        text = fold(body[index].text)
        if len(text) > 16 or find_date(text) is None:
            continue
        above = fold(body[index - 1].text)
        if (
            3 <= len(above) <= 30
            and re.fullmatch(r"[\u3400-\u9fff()（）A-Za-z0-9·]+", above)
            and not _HEADING.match(above)
        ):
            return above
    return None


def _scope(title: str | None, lead: str, body: Sequence[Line]) -> tuple[Scope | None, str | None]:
    for text, found in re.findall(r"([(（][^)）]{2,12}[)）])()", title or ""):
        for pattern, scope in _BRACKET_SCOPE:
            if pattern.search(text):
                return ("own" if scope == "own" else "whole"), title
        del found
    text = "\n".join(line.text for line in body)
    own = _OWN.search(text)
    if own:
        return "own", own.group().strip()
    whole = _WHOLE.search(text)
    if whole:
        return "whole", whole.group().strip()
    return None, None


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
    for line in lines[position + 1 : position + 5] if position is not None else ():
        text = fold(line.text)
        if len(text) <= 24 and find_date(text):
            return find_date(text)
    for line in reversed(body):
        text = fold(line.text)
        if len(text) <= 24 and find_date(text):
            return find_date(text)
    return None


def _section_count(document: Document) -> int:
    short = [line.text for line in document.lines if len(line.text) <= 40 and line.link_share < MENU]
    headings = "\n".join(text for text in short if _HEADING.match(text.lstrip()))
    return sum(1 for pattern in _SECTIONS if pattern.search(headings))
