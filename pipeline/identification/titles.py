"""What a title says: what kind of document it announces, of which year, and the agency that it names.

A title is matched in its folded form and kept as printed: full-width brackets stay, only the white space goes that a page
puts between Chinese characters.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

from pipeline.dates import year_in
from pipeline.documents.fold import fold, fold_with_offsets, kept_of_headings, tidy
from pipeline.identification.announced import (
    ABOUT_MATTER,
    AFFAIRS_SUMMARY,
    GRAPHIC,
    MATTER_BEFORE,
    NO_AGENCY,
    NO_MATTER,
    OTHER_KINDS,
    OTHER_MATTER,
    PUBLISHES,
    REPORT_TITLE,
    TELLS_OF,
    WRAPPER,
    YEAR,
)
from pipeline.identification.name_bounds import start_of_name
from pipeline.kept import kept

DATE = re.compile(
    r"[(（]?\s*20\d\d\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d{1,2}(?:(?!\d|\s*月)|(?=\d{1,2}:\d))\s*日?\s*[)）]?|20\d\d年第\d+号|[〔\[(【]20\d\d[〕\])】]\s*第?\d+号"
)
"""Dates and document numbers, whose year is that of publication."""
_DOUBLE = re.compile(r"([\u3400-\u9fff]{3,20})(?=\1)")
ANY_YEAR = re.compile(rf"{YEAR}\s*年?\s*度?")
_SECOND = r"[(（](?!原)[\u3400-\u9fff]{3,24}(?:局|办公室|委员会|厅|署|总队)[)）]$|(?<=专卖局)[(（]公司[)）]$"
SECOND_NAME = re.compile(rf"(?<=[\u3400-\u9fff])(?:{_SECOND})")
"""The other name of an agency that has two: 望川县文化局（望川县文物局）. It is printed as a part of the first one, as is what a
monopoly's bureau is besides: 望川县烟草专卖局（公司）."""
_NOT_NAME = re.compile(
    rf"^(?:标题[:：]|名称[:：]|(?:发文字号|公开目录|信息类[别型]|所属栏目|栏目名称|信息分类)[:：]?|附件[\d一二三四五六七八九十]{{0,2}}[:：、.．\s]*|\d{{1,2}}[.、．]|[^\w\s(（]|部门|"
    rf"关于|公布|发布|印发|报送|一图(?:[读看弄]懂|速览|了解|解读)?|图解|图说)+|(?<=海关)(?:关区|系统)$|^[(（][^()（）]*[)）]|{YEAR}\s*年?\s*(?:年?度)?|"
    rf"(?:关于|公布|发布|印发|报送|主动|公开|编制|编写|本级|(?<=[局厅署会处心道镇乡府办])部门|召开|举行|举办|征集|的)+$|(?!(?:{_SECOND}))[(（][^()（）]*[)）]$"
)
"""What stands before a name in a title, and behind it: labels, numbers, marks, what is done with the report, years, remarks."""
_BEHIND = re.compile(r"[-—–]+(?P<name>[\u3400-\u9fff()]{3,30}(?:[局委办厅府会署处室心队院关馆社镇乡]|街道|苏木))")
"""A name that a dash parts from the title before it: 2021年政府信息公开工作年度报告——望川县水务局."""
_BRACKETED = re.compile(r"[(（]([\u3400-\u9fff]{3,24}[局委办厅府会院处镇乡所心部署室])[)）]")
_SCOPES = ("本级机关", "机关本部", "局机关")
_NO_NAMES = ("政府", "工作", "年度", "报告", "部门", "本级", "信息")
_OFFICE = re.compile(r"[局委办厅府会署部处室心队关]$")
_NAMED = re.compile(r"(?=.{2,60}$)[^>＞»›?？|/\\{},，;；《》]*[\u3400-\u9fff]{2}[^>＞»›?？|/\\{},，;；《》]*")
"""What is left of a title can be a name: pinyin in brackets makes names long, a sentence is none."""
_GENERIC = re.compile(
    r"(?:道(?=办事处)|政府|人民|政务|信息|公开|工作|年度|报告|部门|本级|机关|领导小组|联席会议|综合|党政|办公室|办公厅|管委会|办事处|委员会|"
    r"(?:(?:经济|高新)?技术(?:产业)?|高新|经济)?开发区|高新区|经开区|新区|园区|[省市县区旗州镇乡村局委办厅处科股室府会]|街道|单位|中心)+"
)
"""Words that every agency could be called by: 镇政府, 领导小组办公室."""
_SELF = re.compile(
    r"^(?:本|我)[局委办厅镇乡街旗区县市部院校站会处所]|^本(?:机关|单位|部门|级政府)|^我(?:单位|部门|街道)"
)
_HALF_WIDTH = str.maketrans("０１２３４５６７８９－．", "0123456789-.")
_EDGE = "的-—_:：·. |丨/《》【】[]'\"“”?？"


@dataclass(frozen=True)  # without slots: what it says is looked for once, and asked for by many
class Title:
    """A title as `printed` and `folded`, and the index of the line that prints it, None where only the file's properties do.

    `of_column`: the page calls the whole column so, and names the site's owner, not the report's.
    """

    printed: str
    folded: str
    index: int | None
    of_column: bool = False

    @kept
    def is_report(self) -> bool:
        """Whether it is that of an annual report on information disclosure (or of a text about one)."""
        return bool(self._subjects)

    @kept
    def _subjects(self) -> list[re.Match[str]]:
        """The first two places where it names such a report."""
        return list(islice(REPORT_TITLE.finditer(self.folded), 2))

    @kept
    def tells_of_reports(self) -> bool:
        """Whether it is a headline or an instruction about reports and no report's title."""
        return "关于" not in self.folded and TELLS_OF.search(self.folded) is not None

    @kept
    def report_year(self) -> int | None:
        """The year that it names, dates of publication apart."""
        return year_of(self.folded)

    @kept
    def is_wrapper(self) -> bool:
        """Whether it announces a notice or rule about reports."""
        return WRAPPER.search(self.folded) is not None

    @kept
    def publishes(self) -> bool:
        """Whether it is a notice that a certain report is published with."""
        return PUBLISHES.search(self.folded) is not None

    @kept
    def other_kind(self) -> str | None:
        """The code of another kind of document that it announces; an agency's name announces none (城市管理行政执法局2021年度)."""
        name = fold(self.agency_name or "")
        if NO_AGENCY.search(name):
            return "institution"
        words = self.folded.replace(name, "", 1) if _OFFICE.search(name) else self.folded
        return _other_kind_in(words)

    @property
    def is_of_affairs(self) -> bool:
        """Whether it is that of a summary of openness, which is seldom the report: 2023年政务公开工作总结."""
        return AFFAIRS_SUMMARY.search(self.folded) is not None

    @kept
    def is_of_other_matter(self) -> bool:
        """Whether it is that of a report on something else: 2012年依法行政工作报告; 2021年工作报告 says not on what."""
        if self.is_report:
            return False
        about = ABOUT_MATTER.search(self.folded)
        if about:
            return "公开" not in about["matter"] and NO_MATTER.fullmatch(about["matter"]) is None
        match = OTHER_MATTER.search(self.folded)
        if match is None:
            return False
        return MATTER_BEFORE.search(self.folded) is not None or NO_MATTER.fullmatch(match["matter"]) is None

    @kept
    def is_graphic(self) -> bool:
        """Whether it announces pictures of what a report says, and no more than that."""
        return GRAPHIC.search(self.folded) is not None and "解读" not in self.folded.replace("图解读", "图解")

    @kept
    def agency_name(self) -> str | None:
        """The agency before the subject, as printed; None where there is none or only 本局."""
        matches = self._subjects
        if not matches or (self.is_wrapper and not self.publishes):
            return None
        name = self._name_in(0, matches[0].start())
        if name is None and not matches[0].start() and len(matches) > 1:  # the column's name, and then the title
            return self._name_in(matches[0].end(), matches[1].start())
        behind = _BEHIND.fullmatch(self.folded, matches[-1].end()) if name is None else None
        return as_printed(self.printed, self.folded, *behind.span("name")) if behind else name

    def _name_in(self, start: int, end: int) -> str | None:
        """The agency that the title names between two positions of its folded form."""
        if self.folded.endswith("人民", 0, end) and self.folded.startswith("政府", end):
            end += len("政府")  # 县人民政府信息公开: 政府 belongs to both
        head = tidy(DATE.sub("", as_printed(self.printed, self.folded, start, end).translate(_HALF_WIDTH)))
        name = _name_alone(head)
        if len(name) < 2 or name in _NO_NAMES:
            name = next((found for found in _BRACKETED.findall(self.printed) if found not in _SCOPES), "")
        if not _NAMED.fullmatch(name) or is_self_reference(name) or is_generic(name):
            return None
        return name[start_of_name(name) :]


@kept_of_headings
def _other_kind_in(words: str) -> str | None:
    """The code of another kind of document that a title announces; without an agency's name most titles of a year are the same."""
    return next((code for code, pattern in OTHER_KINDS if pattern.search(words)), None)


@kept_of_headings
def _name_alone(head: str) -> str:
    """What stands before the subject of a title without all that is no part of a name."""
    return _bare(_without_echo(_without_words_before(head)))


def _without_words_before(head: str) -> str:
    """`head` behind a label (图解：), a mark (【图解】) and the notice that publishes the report (某办公室关于公布)."""
    for mark in (":", "：", "】", "]", "|"):
        if mark in head and _NAMED.fullmatch(_bare(behind := head.rpartition(mark)[2])):
            head = behind
    before, dash, behind = head.rpartition(" - ")
    if dash and not _OFFICE.search(_bare(before)) and _NAMED.fullmatch(_bare(behind)):
        head = behind
    before, about, behind = head.rpartition("关于")
    if about:
        name = _bare(behind)
        return name if len(name) > 1 and _NAMED.fullmatch(name) else before
    return head


def _without_echo(head: str) -> str:
    """`head` without what only repeats a part of it: behind a year (青禾海关2020年海关), or of a line above (青禾镇青禾镇政府)."""
    double = _DOUBLE.match(head)
    if double:
        head = head[double.end() :]
    year = ANY_YEAR.search(head)
    if year and year.end() < len(head) and head[year.end() :] in head[: year.start()]:
        return head[: year.end()]
    return head


def _bare(name: str) -> str:
    """A name without years, verbs, brackets and marks around it."""
    while True:
        bare = _NOT_NAME.sub("", name).strip(_EDGE)
        if bare[-1:] in (")", "）") and bare.count("(") + bare.count("（") < bare.count(")") + bare.count("）"):
            bare = bare[:-1]
        if bare[:1] in ("(", "（") and ")" not in bare and "）" not in bare:
            bare = bare[1:]
        if bare == name:
            return name
        name = bare


@kept_of_headings
def year_of(folded: str) -> int | None:
    """The year that a title names, dates of publication apart; asked for by several of whatever may be one."""
    return year_in(DATE.sub("", folded))


def is_generic(name: str) -> bool:
    """Whether `name` could be that of any agency of its kind: 镇政府, 领导小组办公室, 处."""
    return _GENERIC.fullmatch(name) is not None


def is_self_reference(name: str) -> bool:
    """Whether `name` only points at its writer: 本局, 我委, 本机关."""
    return _SELF.match(name) is not None


def as_printed(printed: str, folded: str, start: int, end: int) -> str:
    """The part of `printed` whose folded form is `folded[start:end]`."""
    if printed == folded:
        return printed[start:end]
    if start >= end:
        return ""
    _, offsets = fold_with_offsets(printed)
    return printed[offsets[start] : offsets[end] if end < len(offsets) else len(printed)]
