"""What a page shows of what kind of document it is: signs of other kinds, the sections of a report, who speaks in it.

What follows from that is judged in `kinds.py`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass

from pipeline.documents.document import Document, Line
from pipeline.documents.fold import LONGEST_HEADING, fold, kept_of_headings
from pipeline.identification.announced import MATTERS, REPORT_TITLE
from pipeline.identification.self_references import is_told
from pipeline.identification.title_lines import LONGEST
from pipeline.identification.titles import Title
from pipeline.kept import kept

_OPENING = 1_500
"""Characters of a document in which it shows what it is."""
_MENTIONED = 3
"""Times that the opening of a report without a title speaks of disclosure."""
SHORTEST_REPORT = 400
"""Characters of the shortest reports."""
_HAN = re.compile(r"[\u3400-\u9fff]")
_WHOLE_TABLES, _WHOLE_SECTIONS = 185, 4
"""Cells and sections from which a page under a headline or of pictures holds the report itself: more than one of its tables."""
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
_OWN_SECTIONS = (1, 2, 3, 6)
_NUMBER = r"(?:\([一二三四五六七八九十]{1,3}\)|[一二三四五六七八九十]{1,3}[、.,:]|第[一二三四五六七八九十]部分)"
_HEADING = re.compile(rf"(?:^|[\s。;:|?]){_NUMBER}")
_HEADINGS = re.compile(rf"[\s。;:|?]{_NUMBER}")
"""In a text with a line end before it: what may begin at `^` is tried at each character, which takes four times as long."""
_TELLS_STATE = re.compile(r"\d{1,2}[.、](?:[^。]{2,24}情况|(?:政府信息)?(?:主动公开|依申请公开))")
"""A heading with a digit before it: 1.政府信息主动公开情况, 2.依申请公开; other lines with one are items of all kinds."""
_OF_ITSELF = re.compile(
    r"本(?:年度)?(?:工作)?(?:年度)?(?:报告|年报)|统计(?:期限|时限|时间)|报告(?:公布|公开|发布)?如下|(?:特|现)?编制(?:了|并公布)?本"
)
FIRST_PERSON = re.compile(
    r"(?:我|本)(?:局|委|办|厅|镇|乡|街道|街|区|县|市|省|机关|单位|部|院|会|旗|州|队|中心)(?!制度|办法|规定|报告制度)"
)
_ABOUT = re.compile(r"政府信息公开|政务公开|信息公开|主动公开|依申请公开")

_CALLS_ITSELF = re.compile(
    rf"(?:(?:现|特|予以|面向社会).{{0,6}}(?:公布|发布|编制)|(?:公布|公开|发布|编制)[我本][局委厅办镇乡街单])"
    rf"[^。]{{0,40}}(?:{REPORT_TITLE.pattern})|(?:{REPORT_TITLE.pattern})(?:是|系)?(?:根据|依据|按照)《"
    rf"|[我本][局委厅办镇乡街单](?:道|位|机关)?(?:组织)?编[制写]了[^。]{{0,30}}(?:{REPORT_TITLE.pattern})"
    r"|将(?![^。]{0,40}(?:半年|季度|自查|整改))[^。;:]{0,24}20\d\d年度?(?:政府)?信息公开(?:年度)?(?:工作)?(?:年度)?(?:开展|完成|有关)?(?:情况)?(?:报告)?(?:报告|公布|公开|发布)如下"
    r"|本(?:年度|工作|年)?(?:报告|年报)(?:是|系|由)?[^。]{0,40}(?:根据|依据|按照)[^。]{0,20}政府信息公开条例"
    r"|(?:根据|依据|按照)[^。]{0,20}政府信息公开条例[^。]{0,160}(?:编[制写]|制作)(?:完成|而成)?的?了?本(?:年度)?(?:报告|年报)"
)
"""The lead of a report that names itself: 现公布…政府信息公开工作年度报告; or the law that orders it, as what it is written by."""
_FIRST_SECTION = re.compile(r"\s*一、(?:总体情况|概述)\s*")
_LAW = "信息公开条例"
"""What the first section of a report begins with carrying out."""
_REPORTS = re.compile(
    rf"现[将就](?P<matter>[^。;:]{{2,40}}?(?:{MATTERS}|依法行政))(?:工作)?(?:总体|开展|进展|落实|完成|有关|相关)?(?:情况|总结)(?:报告|汇报|公布|通报)如下"
)
"""What the lead says that it reports on."""
_OTHER_TITLE = re.compile(
    r"(?:通报|通知|公告|公示|办法|意见|方案|函|条例|规定|要点|讲话|简报|名单|结果|目录|指南|须知|流程)$"
)
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
        "notice_or_rule",
        4,
        re.compile(
            r"(?:^|。)第[一二三四五六七八九十]+条(?![、,的规和第]|\(第).{1,600}?。第[一二三四五六七八九十]+条(?![、,的规和第]|\(第)"
        ),
    ),
    (
        "other_document",
        4,
        re.compile(
            r"记者(?!协会|招待|见面|采访|提问|参加|会|站|节|团|问|证|们|[,。、)])[:\s]?[\u3400-\u9fff]{2,3}|本报讯|日前,|(?:报告|年报)显示|报告提出|导读|从[^。,]{2,20}(?:获悉|了解到)"
        ),
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
        "blank_form",
        4,
        re.compile(
            r"(?:(?:\*\*|××|XX|xx)(?:省|市|县|区|镇|乡|局|街道).{0,300}?){2}|全文共\d+字|收藏本文|会员可完整阅读"
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
    return len(_sections(lines))


def _sections(lines: Sequence[Line]) -> Set[int]:
    """Which they are, of `_SECTIONS`. Of a line as short as a heading it is known: no pattern goes on from one to the next."""
    found: set[int] = set()
    within: list[str] = []
    for line in lines:
        if len(line.text) <= LONGEST_HEADING:
            found |= _sections_of_heading(line.text)
        else:
            within += _headings_in(line.text)
    return found | _sections_in(within)


def _sections_in(headings: Sequence[str]) -> Set[int]:
    text = "\n".join(headings)
    return {number for number, pattern in enumerate(_SECTIONS) if pattern.search(text)} if text else frozenset()


@kept_of_headings
def _sections_of_heading(text: str) -> Set[int]:
    return _sections_in(_headings_in(text))


def _headings_in(text: str) -> Sequence[str]:
    if not ("、" in text or "(" in text or "（" in text or "." in text or "部分" in text or "，" in text):
        return ()
    folded = fold(text) if len(text) <= _SHORTEST else _numbered(text)
    begun = "\n" + folded
    heads = [begun[match.end() : match.end() + 26].partition("。")[0] for match in _HEADINGS.finditer(begun)]
    return [folded, *heads] if len(folded) <= _SHORTEST and _TELLS_STATE.fullmatch(folded) else heads


def _reports_other_matter(opening: str) -> bool:
    """Whether the lead says that it reports on something else: 现将2024年法治政府建设情况报告如下."""
    match = _REPORTS.search(opening)
    return match is not None and "公开" not in match["matter"] and "信息" not in match["matter"]


def _numbered(text: str) -> str:
    return text.replace("（", "(").replace("）", ")").replace("，", ",").replace("：", ":").replace("；", ";")


@dataclass(frozen=True)  # without slots: what it shows is looked for once, and asked for by many
class Page:
    """What a page has that tells what it is; `judge` says of what."""

    document: Document
    title: Title | None
    body: Sequence[Line]
    sections: int
    year: int | None
    figures: int
    entries: int
    agency_name: str | None
    compares: bool

    @kept
    def printed(self) -> str:
        return self.title.printed if self.title else ""

    @kept
    def is_report(self) -> bool:
        """Whether its title is that of a report."""
        title = self.title
        return title is not None and title.is_report and not title.tells_of_reports and not title.of_column

    @kept
    def is_whole(self) -> bool:
        """Whether it has more than one table of a report, and sections around them."""
        return self.figures > 0 and self.entries >= _WHOLE_TABLES and self.sections >= _WHOLE_SECTIONS

    @kept
    def opening(self) -> str:
        return fold("\n".join(line.text for line in self.body[:_EARLY])[: _OPENING * 2])[:_OPENING]

    @kept
    def speech(self) -> str:
        """The opening without the lines that are menus."""
        told = (line.text for line in self.body[:_EARLY] if is_told(line.text))
        return fold("\n".join(told)[: _OPENING * 2])[:_OPENING]

    @kept
    def of_itself(self) -> bool:
        return _OF_ITSELF.search(self.opening) is not None

    @kept
    def calls_itself(self) -> bool:
        return _CALLS_ITSELF.search(self.opening) is not None

    @kept
    def opens_as_report(self) -> bool:
        """Whether it is a text without a title that begins with a report's first section, on carrying out the regulation.

        Nothing stands above but what speaks of itself as a report.
        """
        if self.title is not None:
            return False
        for index, line in enumerate(self.body[:_EARLY]):
            if _FIRST_SECTION.fullmatch(line.folded):
                is_named = "总体" in line.folded or index > 0
                return is_named and any(_LAW in below.folded for below in self.body[index + 1 : index + 2])
            if _OF_ITSELF.search(line.folded) is None:
                return False
        return False

    @kept
    def has_own_sections(self) -> bool:
        """Whether it has a section that other reports have not: on what was made public, asked for, contested or charged."""
        return not _sections(self.body).isdisjoint(_OWN_SECTIONS)

    @kept
    def length(self) -> int:
        """Characters of its lines with Chinese text."""
        return sum(len(line.text) for line in self.body if _HAN.search(line.text))

    @kept
    def against(self) -> dict[str, int]:
        """What speaks for other kinds of documents: in the opening, and in a title that is no report's."""
        against = {code: 0 for code, _, _ in _SIGNS}
        for code, weight, pattern in _SIGNS:
            if pattern.search(self.opening):
                against[code] += weight
        title = self.title
        if title and not self.is_report:
            counts = title.index is not None or self.length < SHORTEST_REPORT
            against["other_document"] += 4 * (counts and _OTHER_TITLE.search(title.folded) is not None)
            against["other_document"] += 4 * title.tells_of_reports
            against["other_report"] = 4 * (title.is_of_other_matter or title.is_of_affairs)
        if not self.is_report and _reports_other_matter(self.opening):
            against["other_report"] = against.get("other_report", 0) + 4
        return against

    @kept
    def worst(self) -> str:
        """The other kind that most speaks for."""
        return max(self.against, key=lambda code: self.against[code])


def told_under_title(body: Sequence[Line]) -> int:
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


def is_about_disclosure(title: str, body: Sequence[Line]) -> bool:
    """Whether title, headings and sentences of the opening speak of it; menus and paths do on every page of a site."""
    opening = body[:_EARLY]
    told = [
        line.folded
        for line in opening
        if "。" in line.text or len(line.text) > _SHORTEST or _HEADING.match(line.folded)
    ]
    return len(_ABOUT.findall("\n".join((title, *told))[:_OPENING])) >= _MENTIONED


def indexed(document: Document) -> int:
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
