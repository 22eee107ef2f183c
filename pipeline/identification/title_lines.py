"""Which line of a document is its title: the most complete one of those that may be.

Titles of other documents stand around it: in menus, in paths, in lists, below the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from operator import itemgetter

from pipeline.dates import year_in
from pipeline.documents.document import Line
from pipeline.documents.fold import fold, kept_of_headings, tidy
from pipeline.identification.announced import ANNOUNCES, OTHER_KINDS, REPORT_TITLE, WRAPPER
from pipeline.identification.name_bounds import may_be_of_name, names_page
from pipeline.identification.titles import ANY_YEAR, DATE, Title, year_of

_DATED_TEXT = re.compile(rf"(?:{DATE.pattern})[^\d\s)）]")
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
_WORD = re.compile(r"[\u3400-\u9fff]{2}")
_BULLETS = "-–—•·●▪◆*"
"""What an item of a list begins with."""
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
_TEXT_ABOVE, _SHARE_BELOW = 100, 4
"""Characters of sentences above a line from which it stands below a text; and how many times what is told below it is less."""
_LEADS_ON = re.compile(r"(?:关于|公布|发布|印发|转发|公开|报送|的)$")
"""What a line ends with that goes on to the title of a report."""
FEWEST_LISTED, LISTED = 3, 0.6
"""Different titles, each with its year, on lines that follow each other or with one between them, from which they are a list; what
that makes each less likely to be the page's.
"""


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
            "。" in first or first[0] in _BULLETS or _METADATA.search(first) or not _WORD.search(DATE.sub("", folded))
        )
        is_none = is_none or _SENTENCE.search(folded) or DATE.match(folded) or _LEADING_NUMBER.match(first)
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
    told: int | None = None
    for index, text in enumerate(texts):
        if not text or not any(names_topic[index : index + 3]):
            continue
        printed = ""
        for size, part in enumerate(texts[index : index + 3]):
            if size == 1 and (
                lines[index].link_share
                or (text != window[index] and _CRUMB.search(window[index]))
                or _PARTICULAR.match(window[index])
            ):
                break  # a site's head, a path and particulars are no beginnings of a title
            if size and (
                part != window[index + size]
                or _is_no_continuation(part)
                or (_is_complete(part) and not _LEADS_ON.search(printed))
            ):
                break
            printed += part
            if not part or len(printed) > 2 * LONGEST:
                break
            if "公开" not in printed or not _announces(printed):
                continue
            folded = fold(printed)
            score = _score(folded)
            if index >= _TOLD_SECTIONS:  # above that line, no text can have been told
                told = _told(lines) if told is None else told
                if index > told and not REPORT_TITLE.search(folded):
                    break  # what is linked below a text names other kinds
            if score > 0 and _is_below_text(index, lines):
                break  # what is linked there has its own texts
            if score > 0:
                score += 0.4 * lines[index].is_heading - 0.3 * size - 0.005 * index
                is_cut = text != window[index]
                is_path = is_cut and _CRUMB.search(window[index]) is not None
                score -= 0.4 * (is_path or (is_cut and _LABELLED.match(window[index]) is not None))
                of_column = is_path and year_in(folded) is None
                found.append((score, Title(tidy(printed), folded, index, of_column), index + size))
                break
    if len(found) == 1:
        return found[0][:2]  # one title is no list, and keeps its score
    return max(_without_lists(found, lines), key=itemgetter(0), default=None)


@kept_of_headings
def _announces(printed: str) -> bool:
    return ANNOUNCES.search(printed) is not None


@kept_of_headings
def _is_no_continuation(text: str) -> bool:
    """Whether a line is a heading, a sentence, or one that a date begins."""
    return (
        _LEADING_NUMBER.match(text) is not None
        or _SENTENCE.search(text) is not None
        or _DATED_TEXT.match(text) is not None
    )


@kept_of_headings
def _is_complete(text: str) -> bool:
    """Whether a line has all that a report's title has: no other line is a part of it."""
    if "公开" not in text or "报" not in text:
        return False
    folded = fold(text)
    match = REPORT_TITLE.search(folded)
    return (
        match is not None
        and year_of(folded) is not None
        and _WORD.search(ANY_YEAR.sub("", folded[: match.start()])) is not None
    )


def _is_below_text(index: int, lines: Sequence[Line]) -> bool:
    """Whether a text is told above a line, and next to nothing below it."""
    above = _told_in(lines[:index])
    return above >= _TEXT_ABOVE and _told_in(lines[index + 1 :]) * _SHARE_BELOW < above


def _told_in(lines: Sequence[Line]) -> int:
    return sum(len(line.text) for line in lines if "。" in line.text)


def _without_lists(found: Sequence[tuple[float, Title, int]], lines: Sequence[Line]) -> Iterator[tuple[float, Title]]:
    """Each line that may be a title and its score, that of one in a list of others' titles lowered.

    A page copied with its menu has the titles of other years one below the other, and the report's own behind them or apart. None
    of a list that stands below the text is the text's.
    """
    run: list[tuple[float, Title]] = []
    for score, title, last in [*found, (0.0, None, 0)]:
        if title is not None and (title.index != last or title.report_year is None):
            yield score, title
            continue
        if run and (title is None or last - (run[-1][1].index or 0) > 2):
            is_list = len({listed.folded for _, listed in run}) >= FEWEST_LISTED
            first, last_listed = run[0][1].index or 0, run[-1][1].index or 0
            if not (is_list and _told_in(lines[:first]) > _told_in(lines[last_listed + 1 :])):
                yield from ((one - LISTED * is_list, listed) for one, listed in run[:-1])
                yield run[-1][0] - LISTED / 2 * is_list, run[-1][1]
            run = []
        if title is not None:
            run.append((score, title))


@kept_of_headings
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
    return _without_column(_JUNK.sub("", next((step for step in reversed(steps) if "公开" in step), text)))


def _without_column(text: str) -> str:
    """A title without the name of a column that stands apart before it on its line: 公开年报 青禾市水务局2021年…"""
    before, gap, rest = text.partition(" ")
    if not gap:
        return text
    is_apart = names_page(before) and not may_be_of_name(before) and year_in(fold(before)) is None
    return rest.strip() if is_apart and _is_complete(rest) else text


def _score(folded: str) -> float:
    if len(folded) > LONGEST or "。" in folded or ";" in folded or _SENTENCE.search(folded):
        return 0.0
    match = REPORT_TITLE.search(folded) if "报" in folded or "总结" in folded else None
    if match is None:
        is_short = len(folded) <= 50 and not _ROW.search(folded) and not _LEADING_NUMBER.match(folded)
        other = is_short and any(pattern.search(folded) for _, pattern in OTHER_KINDS)
        return 0.6 if other else 0.0
    score = 1.0
    if year_of(folded) is not None:
        score += 0.5
    if _WORD.search(ANY_YEAR.sub("", folded[: match.start()])):
        score += 0.3
    if folded[0] in "《(" or _LEADING_NUMBER.match(folded) or "," in folded or ":" in folded:
        score -= 0.8
    return score - 0.004 * len(folded)
