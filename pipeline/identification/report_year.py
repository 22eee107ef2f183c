"""The year that a report is about, as it says itself: its title, its reporting period, what its lead calls it, its running text.

The year of publication, of the regulation, of a cited document and of plans is another. Damaged text is read too: pages lose the
月 and 日 of 统计期限 and glue what is left (202111日).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from pipeline.contract import Notice
from pipeline.dates import year_in
from pipeline.documents.document import Line
from pipeline.documents.fold import kept_of_headings
from pipeline.identification.announced import NOUN, TOPIC, YEAR
from pipeline.identification.titles import Title

_LINES = 120
"""Lines of a report in which it says its year, if anywhere."""
_PERIOD = re.compile(
    r"(20[0-3]\d)年?度?[-./]?(?:0?1月?|元月)[-./]?0?1日?(?:起|开始)?[,，]?(?:至|到|—+|-+|–+|~|～|止)?(?:(20[0-3]\d)年?|同年|当年|本年)?[-./]?12月?[-./]?31"
)
_PERIOD_IN_WORDS = re.compile(
    rf"({YEAR})年[一元]月一日(?:起|开始)?,?(?:至|到|—+|-+|~|止)?(?:({YEAR})年|同年|当年|本年)?十二月三十一日"
)
_BACKWARDS = re.compile(r"(20[0-3]\d)年12月31日(?:起|开始)?[,，]?(?:至|到|—+|-+|–+|~|～)(20[0-3]\d)年0?1月0?1日")
"""A period that is printed the wrong way round."""
_PERIOD_START = re.compile(
    r"(?:期限|时限|(?<!发布)(?<!公开)(?<!更新)(?<!信息)(?<!成文)(?<!生成)时间|期间|数据|统计|起止|截止|截至)"
    r"[^。;]{0,24}?(20[0-3]\d)年?[-./]?0?1月?[-./]?0?1(?!\d)"
)
"""Where only the start of a period is left whole; a day of publication (发布时间:2021-01-13) is none."""
_PERIOD_END = re.compile(
    r"(?:报告|年报|数据|统计)[^。;]{0,20}(?:截止|截至|时点|时间点)[^。;\d]{0,12}(20[0-3]\d)年?[-./]?12月?[-./]?31(?!\d)"
)
"""Where a report says only up to when its figures go."""
_ALONE = re.compile(rf"[(（]?\s*({YEAR})\s*年?度?\s*[)）]?")
_OWN = r"(?!的?(?:编制|编写|报送|发布工作|有关|通知|要求|格式)|(?:发布|公布)(?:以来|之?后)|等|\d+[份篇条个])"
"""A notice how to write a report says its year, or another one."""
_HERE = re.compile(r"[现特本兹]")
_DONE = re.compile(r"了|已|按时|按期|如期|及时|完成|先后|定期|主动公开|共公开|集中|指导|督促|上年|去年")
"""What a clause has that tells of another report as of a thing done, and not of this one: 按时公布了某局2020年…年度报告."""
_LISTED_AS_PUBLISHED = re.compile(r"(?:公布|发布|公开|更新|上传)了[^。;:]*[、及和与][^。;,:]*\Z")
"""Before a report that is one of the things which a sentence says were published: 公开了人事信息、财政信息及2021年度工作报告."""
_THEN = re.compile(r"年初|年内|\d月")
_PUBLISHING = re.compile(r"公布|发布|公开|刊登|刊载|上传|报送|上报")
_BY_LAW = re.compile(r"根据|按照?|依据|依照|遵照")
_SENTENCE = re.compile(r"[^。;]*\Z")
_CLAUSE = re.compile(r"[^。;,:、]*\Z")
_CALLED = re.compile(
    rf"({YEAR})年?度?(?:的)?[\u3400-\u9fff()·]{{0,30}}?{TOPIC}(?:工作)?(?:的?情况)?(?:年度)?(?:工作)?{NOUN}{_OWN}"
)
_CALLED_LATE = re.compile(
    rf"{TOPIC}(?:工作)?({YEAR})年度?(?:工作)?{NOUN}{_OWN}|({YEAR})年度?(?:工作|年度)?(?:情况)?报告{_OWN}"
)
_QUOTED = re.compile(r"《[^《》]{0,200}》|[〔\[(（]20\d\d[〕\])）]\d*号?")
_RUNNING = re.compile(
    r"(?<![\d自从至到])(20[0-3]\d)年(?:度(?!计划)|以来|底|末|期间|,|共|全|我|本)"
    r"|(?:^|[。;:,、)(])(20[0-3]\d)年(?:来|在|\d{1,2}月\d{1,2}日|[\u3400-\u9fff])"
    r"|截[至止到]{1,2}(20[0-3]\d)年(?:12月(?:31日|底)|底|末)"
)
_OF_A_PAPER = re.compile(
    r"(?<=[\u3400-\u9fff])20[0-3]\d年度?(?![我本共全])[\u3400-\u9fff]{0,8}?(?:预决算|预算|决算|工作报告|年报)"
)
"""The year of what was published: 公开了2021年部门决算、2022年部门预算."""
_SIGNED = re.compile(r"[\s(（]*20\d\d\s*年\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?[\s)）]*")
"""A date alone on its line: that of the signature, not of what is told."""
_PLANNED = re.compile(
    r"下一步|下一年|将(?:继续|进一步|从|以|围绕|重点|采取|加大|加强|不断|认真|按照|着力|坚持)|打算|(?<!工作)(?<!年度)计划(?!生育)|今后|自20\d\d年5月1日"
)
_LEAST_SHARE, _SURE_SHARE = 0.55, 0.75
"""Of the sentences that open with a year: from which it is taken for the report's, and from which without a doubt."""
_LONGEST_SENTENCE = 200
"""Characters before a year that show whose report it is of."""
_FIRST_HALF = 6
"""Last month in which what is published under its own year is of the year before."""


def find_year(
    title: Title | None, lead: Sequence[str], body: Sequence[Line], published_on: date | None, notices: list[Notice]
) -> int | None:
    """The title's year; else that of the reporting period, of the report as the lead names it, or of the running text.

    Where period or text contradict the title it stands, with a warning, as the contract of `nianbao extract` has it.
    """
    in_title = title.report_year if title else None
    in_period, is_reversed = _year_of_period(body)
    if is_reversed:
        notices.append(Notice("warning", "year_contradicted", "the reporting period ends before it begins"))
    expected = published_on.year - 1 if published_on else None
    if in_title is not None:
        if in_period not in (None, in_title):
            notices.append(
                Notice("warning", "year_contradicted", f"the title says {in_title}, the reporting period {in_period}")
            )
            return in_title
        if in_period is None and published_on and published_on.year == in_title and published_on.month <= _FIRST_HALF:
            unsure: list[Notice] = []
            told_of = _running_year(body, None, unsure)
            if told_of == expected and not unsure:
                notices.append(Notice("warning", "year_contradicted", f"the title says {in_title}, the text {told_of}"))
                return in_title
        if in_period in (None, in_title):
            named = [line for line in lead if not title or line not in title.folded]
            told = set(_years_called(named, is_sure=in_period is not None))
            if told and in_title not in told:
                years = ", ".join(map(str, sorted(told)))
                notices.append(Notice("warning", "year_contradicted", f"the title says {in_title}, the lead {years}"))
        return in_title
    beside = {year_in(match[1]) for line in body[1:3] if title and (match := _ALONE.fullmatch(line.text))}
    if len(beside) == 1:
        return beside.pop()
    if in_period is not None:
        return in_period
    called = set(_years_called(lead))
    if len(called) == 1:
        return called.pop()
    return _running_year(body, expected, notices)


def _year_of_period(body: Sequence[Line]) -> tuple[int | None, bool]:
    """The year of a period that is one, None where there is none, or it runs over two years; and whether it runs backwards."""
    for line in body[:_LINES]:
        if "20" not in line.text and "２" not in line.text and "月一日" not in line.text:
            continue
        is_named, year, is_reversed = _period_in(line.folded)
        if is_named:
            return year, is_reversed
    return None, False


@kept_of_headings
def _period_in(text: str) -> tuple[bool, int | None, bool]:
    """Whether a line names a period, the year that it is, and whether it ends before it begins."""
    match = _PERIOD.search(text)
    if match:
        is_reversed = match[2] is not None and int(match[2]) < int(match[1])
        return True, int(match[1]) if match[2] in (None, match[1]) else None, is_reversed
    match = _PERIOD_IN_WORDS.search(text)
    if match:
        first, last = year_in(match[1]), year_in(match[2] or match[1])
        return True, first if first == last else None, first is not None and last is not None and last < first
    match = _BACKWARDS.search(text)
    if match and match[1] >= match[2]:
        return True, int(match[1]) if match[1] == match[2] else None, True
    match = _PERIOD_START.search(text) or _PERIOD_END.search(text)
    return match is not None, int(match[1]) if match else None, False


def _years_called(lead: Sequence[str], *, is_sure: bool = False) -> Iterator[int]:
    """The years that the lead calls the report by; with `is_sure` of those alone that it calls its own: 现公布某局2020年…报告."""
    for line in lead:
        text = _QUOTED.sub("", line)
        for pattern in (_CALLED, _CALLED_LATE):
            for match in pattern.finditer(text):
                year = year_in(next(group for group in match.groups() if group))
                if year is not None and _is_named(text, match.start(), is_sure=is_sure):
                    yield year


def _is_named(text: str, start: int, *, is_sure: bool) -> bool:
    """Whether the report whose year stands at `start` can be the one that the text is of."""
    found = _SENTENCE.search(text, max(start - _LONGEST_SENTENCE, 0), start)
    sentence = found.group() if found else ""
    clause = _CLAUSE.search(sentence)
    before = clause.group() if clause else ""
    if is_sure:
        return _HERE.match(before) is not None
    if _HERE.search(before):
        return True
    if _DONE.search(before) or _LISTED_AS_PUBLISHED.search(sentence):
        return False
    return not _PUBLISHING.search(before) or (not _THEN.search(sentence) and _BY_LAW.search(sentence) is not None)


def _running_year(body: Sequence[Line], expected: int | None, notices: list[Notice]) -> int | None:
    """The year that most sentences open with, plans apart; with a warning where others open with another.

    The further years of a sentence are what it compares with. The `expected` year, that before the publication, needs no
    majority: it is enough that the text begins with it, or names none more often.
    """
    years: Counter[int] = Counter()
    for line in body[:_LINES]:
        if ("20" not in line.text and "２" not in line.text) or _SIGNED.fullmatch(line.text):
            continue
        for sentence in _QUOTED.sub("", line.folded).split("。"):
            match = None if _PLANNED.search(sentence) else _RUNNING.search(_OF_A_PAPER.sub("", sentence))
            if match:
                years[int(match[1] or match[2] or match[3])] += 1
    if not years:
        return None
    year, count = years.most_common(1)[0]
    begins = next(iter(years)) == expected
    if expected is not None and (years[expected] == count or begins):
        year = expected
        if begins and years[expected] == count:
            return year
    elif count < _LEAST_SHARE * years.total():
        return None
    if count < _SURE_SHARE * years.total():
        told = ", ".join(f"{one} ({times})" for one, times in years.most_common(3))
        notices.append(
            Notice("warning", "year_doubtful", f"no title and no period gives the year, the text names {told}")
        )
    return year
