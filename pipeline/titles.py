"""Titles: which line of a document is one, what kind of document it announces, and the agency it names.

A title is matched in its folded form and kept as printed: full-width brackets stay, only the white space goes that a page
puts between Chinese characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from pipeline.announced import (
    ABOUT_MATTER,
    AFFAIRS_SUMMARY,
    ANNOUNCES,
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
from pipeline.dates import year_in
from pipeline.documents.document import Line
from pipeline.documents.fold import fold, fold_with_offsets, tidy

_DATE = re.compile(
    r"[(（]?\s*20\d\d\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d{1,2}(?:(?!\d|\s*月)|(?=\d{1,2}:\d))\s*日?\s*[)）]?|20\d\d年第\d+号|[〔\[(【]20\d\d[〕\])】]\s*第?\d+号"
)
"""Dates and document numbers, whose year is that of publication."""
_DATED_TEXT = re.compile(rf"(?:{_DATE.pattern})[^\d\s)）]")
"""What a line begins with that says when a page was put there, and goes on with something else."""
_SITE_NAME = re.compile(r"[_|]|-(?=[^-]{2,20}$)|\s+-\s+")
_CRUMB = re.compile(r"[>＞»›]|(?<=首页)\s*/|(?<=\s)/(?=\s)|(?:位置|所在)\s*[:：]")
_NUMBER = re.compile(r"[\s|•·\[【]*(?:索\s*引\s*号|文\s*号\s*[:：])")
"""What a line of particulars begins with that is no beginning of a title either."""
_METADATA = re.compile(
    r"发文字号|文\s*号\s*[:：]|分\s*类\s*[:：]|索\s*引\s*号|主\s*题\s*分\s*类|组\s*配\s*分\s*类|体裁分类|关\s*键\s*词"
)
_PARTICULAR = re.compile(
    r"[\s|•·\[]*(?:(?:发布|发文|公开|责任|制发)(?:机构|机关|单位|部门|主体|目录|方式|形式|范围|日期|时间)|(?:生成|成文|发文)日期|信息来源|来源|作者)[\s:：|\]]"
)
"""What a line of particulars begins with: 发布机构 青禾镇."""
_NAMED_THERE = re.compile(r".*(?:标\s*题|名\s*称)\s*[:：|\s]+")
"""Of a line of particulars, what stands before the title that it gives."""
_LABELLED = re.compile(r"(?:信息|文件)?(?:标\s{0,4}题|名\s{0,4}称)[\s:：|]+(?=\S)")
"""What a cell before a title says that the next one is: 标题 望川县水务局2011年…"""
_JUNK = re.compile(r"^[?？\ufffd\s|*#·•]+")
_LEADING_NUMBER = re.compile(
    r"[(（][一二三四五六七八九十]{1,3}[)）]|[一二三四五六七八九十]{1,3}[)）]?[、.．,，:\s]|第[一二三四五六七八九十]部分"
)
_ROW = re.compile(r"^[|｜]|^\d{1,2}[.、]|[|｜]$|数[|｜]?[条件个次篇人]?[|｜]?\d*$")
"""What a row of the statistics table is like: 3.政策解读稿件发布数 篇 4."""
_DOUBLE = re.compile(r"([\u3400-\u9fff]{3,20})(?=\1)")
_ANY_YEAR = re.compile(rf"{YEAR}\s*年?\s*度?")
_SECOND = r"[(（](?!原)[\u3400-\u9fff]{3,24}(?:局|办公室|委员会|厅|署|总队)[)）]$"
SECOND_NAME = re.compile(rf"(?<=[\u3400-\u9fff]){_SECOND}")
"""The other name of an agency that has two: 望川县文化局（望川县文物局）. It is printed as a part of the first one."""
_NOT_NAME = re.compile(
    rf"^(?:标题[:：]|名称[:：]|(?:发文字号|公开目录|信息类[别型]|所属栏目|栏目名称|信息分类)[:：]?|关于|公布|发布|印发|报送|一图(?:[读看弄]懂|速览|了解|解读)?|图解|图说)+|(?<=海关)(?:关区|系统)$|^[(（][^()（）]*[)）]|{YEAR}\s*年?\s*度?|(?:关于|公布|发布|印发|报送|公开|召开|举行|举办|征集|的)+$|(?!{_SECOND})[(（][^()（）]*[)）]$"
)
_BRACKETED = re.compile(r"[(（]([\u3400-\u9fff]{3,24}[局委办厅府会院处镇乡所心部署室])[)）]")
_SCOPES = ("本级机关", "机关本部", "局机关")
_NO_NAMES = ("政府", "工作", "年度", "报告", "部门", "本级", "信息")
_OFFICE = re.compile(r"[局委办厅府会署部处室心队关]$")
_WORD = re.compile(r"[\u3400-\u9fff]{2}")
_NAMED = re.compile(r"(?=.{2,60}$)[^>＞»›?？|/\\{},，;；《》]*[\u3400-\u9fff]{2}[^>＞»›?？|/\\{},，;；《》]*")
"""What is left of a title can be a name: pinyin in brackets makes names long, a sentence is none."""
_GENERIC = re.compile(
    r"(?:政府|人民|政务|信息|公开|工作|年度|报告|部门|本级|机关|领导小组|联席会议|综合|党政|办公室|办公厅|管委会|办事处|委员会|"
    r"(?:(?:经济|高新)?技术(?:产业)?|高新|经济)?开发区|高新区|经开区|新区|园区|[省市县区旗州镇乡村局委办厅处科股室府会]|街道|单位|中心)+"
)
"""Words that every agency could be called by: 镇政府, 领导小组办公室."""
_SELF = re.compile(r"^(?:本|我)[局委办厅镇乡街旗区县市部院校站会处所]|^本(?:机关|单位|部门)|^我(?:单位|部门|街道)")
_HALF_WIDTH = str.maketrans("０１２３４５６７８９－．", "0123456789-.")
_BULLETS = "-–—•·●▪◆*"
"""What an item of a list begins with."""
_EDGE = "的-—_:：·. 《》【】'\"“”?？"
LONGEST = 90
"""Characters of a title; longer ones are sentences."""
_CONTINUED = 30
"""Characters of a line on which a title goes on."""
_SENTENCE = re.compile(
    r"^第[一二三四五六七八九十百]+[条章]|应当?(?:包括|于|在)|^(?:根据|按照|依据|遵照|为(?:了|进一步|深入|认真|贯彻|切实|全面)|现将|现(?:予以?)?公布|本(?:年度)?(?:报告|年报))|如下[:：]?$|"
    r"[,，](?:.{0,40}特)?(?:现将|现予|现向|特向|特此|编制本)|以表格(?:的)?形式报告"
)
"""What a sentence of the lead begins or goes on with; it names the report as a title does."""
_ENDS_AS_TITLE = re.compile(
    r"^[^,;。]*(?:报告|总结|公报|说明|通知|通报|方案|要点|[计报]表|解读|年报|白皮书|简报)(?:\([^()]{1,8}\))?$"
)
_ENDS_WRAPPER = re.compile(r"(?:通知|通报|函|方案|意见|格式|办法|细则|规定)$")
_FIRST_LINES = 20
"""Lines in which a document that is no report has its title."""
_WINDOW = 120
"""Lines in which a title is looked for."""
_SECTION = re.compile(r"[一二三四五六七八九]、")
_TOLD_SECTIONS = 3
"""Headings of sections behind which no title of another kind of document is the page's."""
FEWEST_LISTED, LISTED = 3, 0.6
"""Different titles, each with its year, on lines that follow each other or with one between them, from which they are a list; what
that makes each less likely to be the page's.
"""


@dataclass(frozen=True)  # without slots: what it says is looked for once, and asked for by many
class Title:
    """A title as `printed` and `folded`, and the index of the line that prints it, None where only the file's properties do.

    `of_column`: the page calls the whole column so, and names the site's owner, not the report's.
    """

    printed: str
    folded: str
    index: int | None
    of_column: bool = False

    @cached_property
    def is_report(self) -> bool:
        """Whether it is that of an annual report on information disclosure (or of a text about one)."""
        return REPORT_TITLE.search(self.folded) is not None

    @cached_property
    def tells_of_reports(self) -> bool:
        """Whether it is a headline or an instruction about reports and no report's title."""
        return "关于" not in self.folded and TELLS_OF.search(self.folded) is not None

    @cached_property
    def report_year(self) -> int | None:
        """The year that it names, dates of publication apart."""
        return year_in(_DATE.sub("", self.folded))

    @cached_property
    def is_wrapper(self) -> bool:
        """Whether it announces a notice or rule about reports."""
        return WRAPPER.search(self.folded) is not None

    @cached_property
    def publishes(self) -> bool:
        """Whether it is a notice that a certain report is published with."""
        return PUBLISHES.search(self.folded) is not None

    @cached_property
    def other_kind(self) -> str | None:
        """The code of another kind of document that it announces; an agency's name announces none (城市管理行政执法局2021年度)."""
        name = fold(self.agency_name or "")
        if NO_AGENCY.search(name):
            return "institution"
        words = self.folded.replace(name, "", 1) if _OFFICE.search(name) else self.folded
        return next((code for code, pattern in OTHER_KINDS if pattern.search(words)), None)

    @property
    def is_of_affairs(self) -> bool:
        """Whether it is that of a summary of openness, which is seldom the report: 2023年政务公开工作总结."""
        return AFFAIRS_SUMMARY.search(self.folded) is not None

    @cached_property
    def is_of_other_matter(self) -> bool:
        """Whether it is that of a report on something else: 2012年依法行政工作报告; 2021年工作报告 says not on what."""
        if REPORT_TITLE.search(self.folded):
            return False
        about = ABOUT_MATTER.search(self.folded)
        if about:
            return "公开" not in about["matter"] and NO_MATTER.fullmatch(about["matter"]) is None
        match = OTHER_MATTER.search(self.folded)
        if match is None:
            return False
        return MATTER_BEFORE.search(self.folded) is not None or NO_MATTER.fullmatch(match["matter"]) is None

    @cached_property
    def is_graphic(self) -> bool:
        """Whether it announces pictures of what a report says, and no more than that."""
        return GRAPHIC.search(self.folded) is not None and "解读" not in self.folded.replace("图解读", "图解")

    @cached_property
    def agency_name(self) -> str | None:
        """The agency before the subject, as printed; None where there is none or only 本局."""
        match = REPORT_TITLE.search(self.folded)
        if match is None or (self.is_wrapper and not self.publishes):
            return None
        end = match.start()
        if self.folded.endswith("人民", 0, end) and self.folded.startswith("政府", end):
            end += len("政府")  # 县人民政府信息公开: 政府 belongs to both
        head = tidy(_DATE.sub("", as_printed(self.printed, self.folded, 0, end).translate(_HALF_WIDTH)))
        name = _bare(_without_echo(_without_words_before(head)))
        if len(name) < 2 or name in _NO_NAMES:
            name = next((found for found in _BRACKETED.findall(self.printed) if found not in _SCOPES), "")
        if not _NAMED.fullmatch(name) or is_self_reference(name) or is_generic(name):
            return None
        return name


def _without_words_before(head: str) -> str:
    """`head` behind a label (图解：), a mark (【图解】) and the notice that publishes the report (某办公室关于公布)."""
    for mark in (":", "：", "】", "]", "|"):
        if mark in head and _NAMED.fullmatch(_bare(behind := head.rpartition(mark)[2])):
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
    year = _ANY_YEAR.search(head)
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


def find_title(lines: Sequence[Line], properties: Mapping[str, str]) -> Title | None:
    """The title of a document: a report's if it has one, else its first heading, property or short line.

    The most complete one wins: with a year, with something before the subject; a heading goes before a line of the text.
    """
    best = _best_line(lines)
    for name, weight in (("article_title", 0.3), ("title", -0.4)):
        printed = _SITE_NAME.split(properties.get(name, ""))[0]
        if "公开" not in printed:
            continue
        folded = fold(printed)
        score = _score(folded) + weight
        if score > 0.5 and (best is None or score > best[0]):
            of_column = name == "title" and year_in(folded) is None
            best = (score, Title(tidy(printed), folded, best[1].index if best else None, of_column))
    if best is not None:
        return (best[1].of_column and _other_title(best[1], lines)) or _whole_wrapper(best[1], lines)
    heading = _heading(lines)
    text = properties.get("article_title") or heading or _other_line(lines[:_FIRST_LINES]) or properties.get("title")
    if text is None and lines and len(lines[0].text) <= 60 and not lines[0].link_share:
        first = lines[0].text
        folded = fold(first)
        is_none = (
            "。" in first or first[0] in _BULLETS or _METADATA.search(first) or not _WORD.search(_DATE.sub("", folded))
        )
        is_none = is_none or _SENTENCE.search(folded) or _DATE.match(folded) or _LEADING_NUMBER.match(first)
        text = None if is_none else first
    return Title(tidy(text), fold(text), None) if text else None


def _heading(lines: Sequence[Line]) -> str | None:
    """The first heading that is not of what stands below a text."""
    return next((line.text for line in lines[: min(_told(lines), 60)] if line.is_heading), None)


def _told(lines: Sequence[Line]) -> int:
    """The index of the line from which a text is told, so that no title of the page comes any more."""
    sections = (
        index for index, line in enumerate(lines[:_WINDOW]) if not line.link_share and _SECTION.match(line.text)
    )
    return next(islice(sections, _TOLD_SECTIONS - 1, None), _WINDOW)


def _other_title(title: Title, lines: Sequence[Line]) -> Title | None:
    """The title of another document under the name of a column; None where there is none."""
    heading = _heading(lines)
    if heading:
        other = Title(tidy(heading), fold(heading), None)
        if other.other_kind or other.is_of_other_matter:
            return other
    below = lines[title.index + 1 : title.index + 4] if title.index is not None else ()
    text = _other_line(below)
    return Title(tidy(text), fold(text), None) if text else None


def _other_line(lines: Sequence[Line]) -> str | None:
    """The first line that reads as the title of a document of another kind, of a year: menus name kinds without one."""
    for line in lines:
        if len(line.text) <= LONGEST and "年" in line.text and _ENDS_AS_TITLE.search(line.folded):
            title = Title(line.text, line.folded, None)
            if title.report_year is not None and (title.other_kind or title.is_of_other_matter):
                return line.text
    return None


def _whole_wrapper(title: Title, lines: Sequence[Line]) -> Title:
    """`title`, or the notice's whose title only begins with it: 关于…年度报告 on one line, 有关事项的通知 on the next."""
    if title.index is None or title.is_wrapper or title.of_column:
        return title
    printed = title.printed
    for line in lines[title.index + 1 : title.index + 3]:
        if len(line.text) > _CONTINUED:
            break
        printed += line.text
        if _ENDS_WRAPPER.search(line.text) and WRAPPER.search(fold(printed)):
            return Title(tidy(printed), fold(printed), title.index)
    return title


def _best_line(lines: Sequence[Line]) -> tuple[float, Title] | None:
    found: list[tuple[float, Title, int]] = []
    window = [line.text for line in lines[:_WINDOW]]
    texts = [_title_part(text) if len(text) <= 2 * LONGEST and "。" not in text else "" for text in window]
    names_topic = ["公开" in text for text in texts]
    told = _told(lines)
    for index, text in enumerate(texts):
        if not text or not any(names_topic[index : index + 3]):
            continue
        printed = ""
        for size, part in enumerate(texts[index : index + 3]):
            if size == 1 and (
                lines[index].link_share
                or (text is not window[index] and _CRUMB.search(window[index]))
                or _PARTICULAR.match(window[index])
            ):
                break  # a site's head, a path and particulars are no beginnings of a title
            if size and (
                part is not window[index + size]
                or _LEADING_NUMBER.match(part)
                or _SENTENCE.search(part)
                or _DATED_TEXT.match(part)
            ):
                break
            printed += part
            if not part or len(printed) > 2 * LONGEST:
                break
            if "公开" not in printed or not ANNOUNCES.search(printed):
                continue
            folded = fold(printed)
            score = _score(folded)
            if index > told and not REPORT_TITLE.search(folded):
                break  # what is linked below a text names other kinds
            if score > 0:
                score += 0.4 * lines[index].is_heading - 0.3 * size - 0.005 * index
                is_cut = text is not window[index]
                is_path = is_cut and _CRUMB.search(window[index]) is not None
                score -= 0.4 * (is_path or (is_cut and _LABELLED.match(window[index]) is not None))
                of_column = is_path and year_in(folded) is None
                found.append((score, Title(tidy(printed), folded, index, of_column), index + size))
                break
    return max(_without_lists(found), key=lambda entry: entry[0], default=None)


def _without_lists(found: Sequence[tuple[float, Title, int]]) -> Iterator[tuple[float, Title]]:
    """Each line that may be a title and its score, that of one in a list of others' titles lowered.

    A page copied with its menu has the titles of other years one below the other, and the report's own behind them or apart.
    """
    run: list[tuple[float, Title]] = []
    for score, title, last in [*found, (0.0, None, 0)]:
        if title is not None and (title.index != last or title.report_year is None):
            yield score, title
            continue
        if run and (title is None or last - (run[-1][1].index or 0) > 2):
            is_list = len({listed.folded for _, listed in run}) >= FEWEST_LISTED
            yield from ((one - LISTED * is_list, listed) for one, listed in run[:-1])
            yield run[-1][0] - LISTED / 2 * is_list, run[-1][1]
            run = []
        if title is not None:
            run.append((score, title))


def _title_part(text: str) -> str:
    """`text` without damaged characters before it; of a path through the site, the last step that names disclosure; of particulars
    what they say the title is.
    """
    if "公开" not in text:
        return "" if _NUMBER.match(text) else text
    if _METADATA.search(text) or _PARTICULAR.match(text):
        named = _NAMED_THERE.match(text)
        return text[named.end() :] if named else ""
    labelled = _LABELLED.match(text)
    if labelled:
        return text[labelled.end() :]
    steps = _CRUMB.split(text)
    return _JUNK.sub("", next((step for step in reversed(steps) if "公开" in step), text))


def _score(folded: str) -> float:
    if len(folded) > LONGEST or "。" in folded or ";" in folded or _SENTENCE.search(folded):
        return 0.0
    match = REPORT_TITLE.search(folded) if "报" in folded or "总结" in folded else None
    if match is None:
        is_short = len(folded) <= 50 and not _ROW.search(folded) and not _LEADING_NUMBER.match(folded)
        other = is_short and any(pattern.search(folded) for _, pattern in OTHER_KINDS)
        return 0.6 if other else 0.0
    score = 1.0
    if year_in(_DATE.sub("", folded)) is not None:
        score += 0.5
    if _WORD.search(_ANY_YEAR.sub("", folded[: match.start()])):
        score += 0.3
    if folded[0] in "《(" or _LEADING_NUMBER.match(folded) or "," in folded or ":" in folded:
        score -= 0.8
    return score - 0.004 * len(folded)
