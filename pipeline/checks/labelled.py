"""Rows of the 2014 form that prose states under the form's own labels: 告知作出更改补充2件, 专职人员7人.

The names are the form's, without number, remark and 数; a few have the shorter word that sentences use. What two rows share
(被依法纠错) is left to what knows of which dispute a sentence speaks. It is asked only where a document has that table.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache

from pipeline.checks.identities import STATISTICS, VALUE, Rows, status_of, total_of
from pipeline.contract import Check
from pipeline.documents.document import Line
from pipeline.documents.fold import fold
from pipeline.forms.form import load_form

_NUMBERING = re.compile(r"^(?:[一二三四五六七八九十]+、|\([一二三四五六七八九十]+\)|\d{1,2}\.|其中[:：]?|属于)+")
_REMARK = re.compile(r"\([^()]*\)")
_COUNT = re.compile(r"(?:总?次数|总?数量|总?数)$")
_ALSO_CALLED = {
    "responses.press_conferences": ("举办新闻发布会",),
    "responses.online_interviews": ("在线访谈",),
    "responses.policy_explanations": ("政策解读稿件",),
    "training.meetings": ("召开政府信息公开工作会议", "召开政府信息公开专题会议"),
    "training.participants": ("接受培训",),
    "answers.not_this_agency": ("不属于本机关公开", "不属于本行政机关公开范围", "不属于本机关公开范围"),
    "answers.not_existing": ("信息不存在",),
    "capacity.staff": ("从事政府信息公开工作的人员",),
}
_CLAIMED = (
    "requests.received",
    "requests.answered",
    "disclosed.total",
    "disclosed.we",
    "review.",
    "suit.",
    "complaints.",
    "fees.",
    "capacity.budget",
    "normative_",
)
"""Rows that claims, results of disputes and amounts are held against."""
_UNLIKE = ("training.sessions", "requests.closed")
"""Rows whose claims know more than their words."""
_FIGURE = r"(?:数量|人员|[的为共有是:数])*\s?(?P<number>\d{1,7})\s?(?:人次|[条件次篇场期个处人名起份])(?![余多])"
_SENTENCES = re.compile("[。\n]")
_ELSEWHERE = re.compile(
    r"上年|上一年|去年|往年|同期|历年|以来|季度|半年|\d月|同比|较|增|减|占|下属|所属|下级|各(?![类项种])|因|由于"
)
_STOP = re.compile(r"[,，、:：;；()（）]")
_YEAR = re.compile(r"(20\d\d)年")


@cache
def _names() -> tuple[re.Pattern[str], dict[str, str]]:
    """What finds a name with its figure, and the row that each name is of."""
    rows: dict[str, str] = {}
    labels = [(item.code, _name(item.labels[0])) for item in load_form("2014").table(STATISTICS).items]
    shared = Counter(name for _, name in labels)
    for code, name in labels:
        if code.startswith(_CLAIMED) or code in _UNLIKE or "denied." in code or "by_head" in code:
            continue
        for one in (name, *_ALSO_CALLED.get(code, ())):
            if len(one) > 2 and shared[one] < 2:
                rows.setdefault(one, code)
    longest_first = "|".join(map(re.escape, sorted(rows, key=len, reverse=True)))
    return re.compile(rf"(?P<name>{longest_first}){_FIGURE}"), rows


def _name(label: str) -> str:
    return _COUNT.sub("", _REMARK.sub("", _NUMBERING.sub("", fold(label).split(" ")[-1])))


def hold_labelled(rows: Rows, lines: Iterable[Line], report_year: int | None) -> Iterator[Check]:
    """What prose states of rows of the table against these; of several statements of one row, one that agrees is enough."""
    stated: dict[str, list[int]] = {}
    pattern, codes = _names()
    for line in lines:
        for sentence in _SENTENCES.split(line.folded) if "|" not in line.text else ():
            if {int(year) for year in _YEAR.findall(sentence)} - {report_year}:
                continue
            for match in pattern.finditer(sentence):
                if not _ELSEWHERE.search(_STOP.split(sentence[: match.start()])[-1]):
                    stated.setdefault(codes[match["name"]], []).append(int(match["number"]))
    for code, values in stated.items():
        cell = rows.get(code, {}).get(VALUE)
        right = total_of([cell]) if cell is not None else None
        agreeing = [value for value in values if value == right]
        for value in (agreeing[:1] or dict.fromkeys(values)) if cell is not None else ():
            yield Check("prose.statistics", STATISTICS, code, VALUE, value, right, status_of(value, right))
