"""What prose says again of all that was disclosed, in words that are no claim beside one: 公开的政府信息总量为536条.

Beside 主动公开政府信息356条 a figure of what was published may count another thing, and is left out of the claims. One that is said
to be the total of what was disclosed has to be the same, unless its own sentence says what else it counts.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from pipeline.checks.statements import LONGEST_SENTENCE
from pipeline.contract import Claim, Notice
from pipeline.documents.document import Line

_INDICATOR = "disclosed.total"
_IS = "(?:[共为达是]|达到)*"
_AGAIN = re.compile(
    r"(?:公开的?(?:各[类种]|政府|政务)*信息的?(?:总量|总数|总计|合计|共计)|信息公开的?(?:总量|总数))"
    rf"{_IS}(?P<number>\d{{1,7}})条(?!次?[余多左])"
)
_OF_SOMETHING_ELSE = re.compile(
    r"截[至止]|[上去往历]年|同期|累计|以来|至今|季度|半年|\d月|[网微栏]|平台|公报|媒体|渠道|其中|依申请|年均|下属|所属|[余约近]|各(?!类|种|项)|全[省市县区州盟旗]"
)
"""Before such a figure in its sentence: it is of another time, a part, or more than the agency's own."""
_YEAR = re.compile(r"20\d\d(?=年)")
_FIGURE = re.compile(r"\d{1,7}(?=条)")
_SENTENCE_ENDS = re.compile("[。;]")


def total_again(claims: Sequence[Claim], lines: Iterable[Line], report_year: int | None) -> Iterator[Notice]:
    """A warning for each total of what was disclosed that is none of the claimed ones, which its sentence does not name."""
    stated = {int(claim.value) for claim in claims if claim.indicator == _INDICATOR and not claim.approximate}
    if not stated:
        return
    said: dict[int, None] = {}
    for line in lines:
        if "公开" not in line.text or ("总" not in line.text and "计" not in line.text and "總" not in line.text):
            continue
        for sentence in _SENTENCE_ENDS.split(line.folded):
            said |= dict.fromkeys(_totals(sentence, stated, report_year))
    for total in said:
        figures = ", ".join(map(str, (*sorted(stated), total)))
        yield Notice("warning", "claims_differ", f"{_INDICATOR} is stated as {figures}", None, _INDICATOR)


def _totals(sentence: str, stated: Collection[int], report_year: int | None) -> Iterator[int]:
    """What a sentence calls the total, if it is the agency's own, of the year, and none of the claimed ones stands beside it."""
    again = _AGAIN.search(sentence[:LONGEST_SENTENCE])
    if again is None or {int(year) for year in _YEAR.findall(sentence[:LONGEST_SENTENCE])} - {report_year}:
        return
    is_own = _OF_SOMETHING_ELSE.search(sentence, 0, again.start()) is None
    if is_own and not any(int(figure) in stated for figure in _FIGURE.findall(sentence[:LONGEST_SENTENCE])):
        yield int(again["number"])
