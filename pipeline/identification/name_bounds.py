"""Where an agency's name begins and ends: it has places, the larger ones first, and then the body that is theirs.

What a page prints next to a name stands outside of it: the name of a column, what is done, at whose bidding. A place that the
reference data list begins the name, unless what stands before it is a place too, or an institution of the nation that has local
offices (国家税务总局望川县税务局). A name without such a place begins where the report prints it again.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from crawlers.shipped import shipped
from pipeline.documents.fold import kept_of_headings

_DIVISION_FILES = ("divisions.csv", "divisions_historic.csv")
_SHORTEST_PLACE = 3
"""Characters of a listed place that begins a name: 城区 and 郊区 are parts of longer ones."""
_ANYWHERES = re.compile(r"[新城东西南北中市关郊矿老港湖江河山海]+[区市县]")
"""Listed places whose names are words that others are made of: 新城区 in 某某新城区管理委员会."""
PLACE_END = (*"省市县区州盟旗镇乡村", "街道", "苏木")
_OF_THE_NATION = re.compile(r"中共|共青团|国家|中国|中华人民共和国|国网")
_NATIONAL = re.compile(r"(?:总[局署会行社队]|银行|公司|团|[革盟建进社党])$")
"""What may stand before the place of a local office, party or branch."""
_ABOVE = re.compile(r"[\u3400-\u9fff]{2,16}")
_OF_A_SITE = re.compile(r"政府网|公开|信息|政务|平台|门户|专[栏题区]|栏目|年度|年报|报告|新闻|要闻|动态|公告|公示|通知")
_LOCAL = re.compile(r"(?:[镇乡]|街道|苏木)(?:人民政府|政府|办事处|办)?$")
_HAS_PLACE = re.compile(r"[省市县区州旗](?!场|民)")
_LEAST_LEFT, _LEAST_BEFORE = 3, 2
"""Characters that a name has at least, and what stands glued before it."""
_MOST_BEFORE = 10
"""Characters that may stand glued before a name which the report prints again without them."""
_ENDS = re.compile(
    r"(?:[局委办厅府会院处镇乡所心部署室馆行社站队团校场园台库厂狱店中矿段联组学司兵科股集桥港村居]|街道|海关|苏木|[省市县区州盟旗]|系统|机关|部门|本部|[)）])$"
)
"""What names of agencies end with, and of others that publish such reports."""
_OF_THE_PAGE = re.compile(
    r"公开(?!办|工作|领导|服务|中心|局|处|科|与|和|监|政)(?:内容|信息|目录|事项|指南)?|通知|公告|公示|年报|年度报告|首页|专栏|栏目|当前位置|(?:政府|政务|门户|信息)网站?(?![络信格公上])"
)
"""Words for the page and its subject, which no name has."""


@dataclass(frozen=True, slots=True)
class _Places:
    """Full names of listed divisions, the two characters that each begins with, and the length of the longest."""

    names: frozenset[str]
    beginnings: frozenset[str]
    longest: int


def division_files() -> list[Path]:
    """The reference data that name places; what they say decides what is extracted."""
    return [shipped("data/reference") / name for name in _DIVISION_FILES]


@cache
def _places() -> _Places:
    names: set[str] = set()
    for path in division_files():
        with path.open(encoding="utf-8", newline="") as file:
            names.update(row["division_name"] for row in csv.DictReader(file))
    return _Places(frozenset(names), frozenset(name[:2] for name in names), max(map(len, names), default=0))


def _listed_at(text: str, at: int) -> str | None:
    """The longest listed place that `text` has at `at`."""
    places = _places()
    if text[at : at + 2] not in places.beginnings:
        return None
    ends = range(min(len(text), at + places.longest), at + _SHORTEST_PLACE - 1, -1)
    return next((text[at:end] for end in ends if text[at:end] in places.names), None)


def begins_with_place(name: str) -> bool:
    """Whether `name` begins with a listed place, in full or by its first two characters (江苏省, 江苏, 宁波国家高新区)."""
    return name[:2] in _places().beginnings


@kept_of_headings
def start_of_name(text: str) -> int:
    """The position from which `text` can be an agency's name: behind what stands glued before its listed place, or behind words
    for the page.

    >>> start_of_name("网站首页潍坊市财政局"), start_of_name("国家税务总局潍坊市税务局"), start_of_name("潍坊市安丘市财政局")
    (4, 0, 0)
    >>> start_of_name("潍坊市人民政府网潍坊市财政局"), start_of_name("公开年报青禾镇人民政府")
    (8, 4)
    """
    start = _start_of_places(text)
    of_page = [match.end() for match in _OF_THE_PAGE.finditer(text, start)]
    rest = text[of_page[-1] :] if of_page else ""
    return of_page[-1] if len(rest) >= _LEAST_LEFT and _ENDS.search(rest) else start


def _start_of_places(text: str) -> int:
    first = _listed_at(text, 0)
    start = chain = 0
    end = len(first or "")
    for at in range(1, len(text) - _LEAST_LEFT):
        place = _listed_at(text, at)
        if place is None or _ANYWHERES.fullmatch(place):
            continue
        chain = chain if at == end else at
        end = at + len(place)
        if first is None:
            before = text[:at]
            if begins_with_place(text) or before.endswith(PLACE_END):
                return 0
            of_nation = _OF_THE_NATION.search(before)
            if of_nation or _NATIONAL.search(before):
                return of_nation.start() if of_nation else 0
            first, start = place, at
        elif place == first:
            start = chain or at  # the place again: what stood before it was another's name
    return start


def names_page(text: str) -> bool:
    """Whether `text` has a word for a site, its columns or their subject: 公开年报, 通知公告."""
    return _OF_A_SITE.search(text) is not None


def may_be_of_name(text: str) -> bool:
    """Whether an agency's name may go on behind `text`: it begins with a place, ends with one, or with an institution."""
    return (
        (begins_with_place(text) and not text.endswith("网"))
        or text.endswith((*PLACE_END, *"局委办厅府会院处所署室馆社"))
        or ("市" in text and not text.endswith("网"))
    )


def begins_name(above: str, name: str) -> bool:
    """Whether the line `above` that of a title can be the beginning of the name that the title goes on with."""
    return (
        _ABOVE.fullmatch(above) is not None
        and _listed_at(above + name, 0) is not None
        and _listed_at(name, 0) is None
        and not above.endswith((*"局委办厅府会院处所署室馆社镇乡村", "街道", "苏木"))
        and _OF_A_SITE.search(above) is None
    )


def is_of_listed_places(text: str) -> bool:
    """Whether `text` is the name of a place, or of one in another, and no more.

    >>> is_of_listed_places("潍坊市安丘市"), is_of_listed_places("潍坊市要闻")
    (True, False)
    """
    at = 0
    while at < len(text) and (place := _listed_at(text, at)):
        at += len(place)
    return at == len(text)


def rest_of_place(text: str, at: int) -> str:
    """What `text` has before `at` of the listed place that the character there ends.

    >>> rest_of_place("现把潍坊市科技局", 4), rest_of_place("现把市科技局", 2)
    ('潍坊', '')
    """
    if text[at] not in PLACE_END:
        return ""
    starts = range(max(at - _places().longest, 0), at - 1)
    return next((text[start:at] for start in starts if is_of_listed_places(text[start : at + 1])), "")


def is_certain_start(above: str, name: str) -> bool:
    """Whether `above` is a place and no more, or a listed place lies on both sides of the break.

    >>> is_certain_start("凉山彝族自治州会理", "市财政局"), is_certain_start("潍坊市财", "政局")
    (True, False)
    """
    at = 0
    while at < len(above) and (place := _listed_at(above + name, at)):
        at += len(place)
    return at >= len(above)


def printed_again(name: str, texts: Iterable[str]) -> str:
    """`name`, printed once, without what stands glued before it, where `texts` print the rest elsewhere behind other characters.

    Only a name that no listed place begins may be shortened so, and not by a place: 青禾市教育局 is called 教育局 too.
    """
    if begins_with_place(name) or len(name) < _LEAST_LEFT + _LEAST_BEFORE:
        return name
    told = "\n".join(texts)
    if told.count(name) > 1:
        return name
    for at in range(_LEAST_BEFORE, min(len(name) - _LEAST_LEFT, _MOST_BEFORE) + 1):
        before, rest = name[:at], name[at:]
        if before.endswith(PLACE_END) or _HAS_PLACE.search(before):
            return name
        is_whole = _LOCAL.search(rest) is not None or _HAS_PLACE.search(rest) is not None
        if is_whole and not rest.startswith(PLACE_END) and told.count(rest) > told.count(before[-1] + rest):
            return rest
    return name


def is_odd(name: str) -> bool:
    """Whether `name` ends as no agency's does, or has words for the page in it."""
    return _ENDS.search(name) is None or _OF_THE_PAGE.search(name) is not None
