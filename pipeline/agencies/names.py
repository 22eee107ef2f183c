"""A printed agency name, parsed: place, function class, and what neither of them explains.

`潍坊市退役军人事务局` is absolute: it names its place. `市教育局`, `审计局`, `兴华镇人民政府` are relative: only the site or
the column in which they stand says whose they are. In `网易体育直播市退役军人事务局` something stands for a place that is none:
altered copies look so, and such a name never leads to an agency. Homonyms (鼓楼区) are all kept.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from pipeline.agencies.bodies import GOVERNMENT, LOCAL_CLASSES, Body, BodyIndex
from pipeline.agencies.places import Chain, PlaceIndex, Reading, short_name

NameKind = Literal["listed", "absolute", "relative", "unknown_place", "unparsed"]

MARKERS: dict[str, tuple[str, ...]] = {
    "自治区": ("自治区",),
    "省": ("省",),
    "市": ("市",),
    "县": ("县",),
    "区": ("区",),
    "自治州": ("自治州",),
    "自治县": ("自治县",),
    "自治旗": ("自治旗",),
    "州": ("州",),
    "盟": ("盟",),
    "旗": ("旗",),
}
"""What a relative name may start with, and the endings of the divisions that it can then mean (`市教育局` is no county's)."""

_SPACES = re.compile(r"[\s\u200b-\u200d\ufeff]+")
_NOTES = re.compile(r"\((?:本级|机关|本级机关|本部|本机关|局机关|委机关|机关本级)\)")
_SECOND_NAME = re.compile(r"(?<=[\u4e00-\u9fff])\([\u4e00-\u9fff]{3,24}(?:局|办公室|委员会|厅|署|总队)\)$")
"""The other name of an agency that has two; the first one is that by which it is known."""
_SELF = re.compile("^(?:我|本)(?:局|委|办|厅|镇|乡|街道?|街|旗|区|县|市|省|州|部|中心|单位|机关|公司|院|所|站)?$")
_REPORT_WORDS = re.compile(
    "(?:(?:本级)?(?:政府|政务|部门|海关|环境)*(?:信息|政务)公开(?:工作)?(?:情况)?(?:的)?(?:工作)?(?:的)?"
    "(?:年度|年)?(?:工作)?(?:情况)?(?:的)?(?:总结)?(?:报告|年报)?|政务公开.*|年度报告|年报|工作报告)$"
)
_YEAR = re.compile(r"(?:关于)?((?:19|20)\d{2})(?:年度?|(?=[^\d\-./年]))")
_TAX_PREFIX = "国家税务总局"
_SHORTEST_NAME = 2


@dataclass(frozen=True, slots=True)
class ParsedName:
    """What a printed name says. `readings`: the divisions that its place may mean, empty unless it is absolute.

    `listed_ids` are the agencies that the reference lists under the whole name; `marker` is the 市, 县 … of a relative name;
    `unknown_place` what stood where a place should; `part` what the class does not explain.
    """

    text: str
    kind: NameKind
    readings: tuple[Reading, ...] = ()
    function_class: str | None = None
    part: str | None = None
    marker: str | None = None
    unknown_place: str | None = None
    listed_ids: tuple[str, ...] = ()

    @property
    def is_short(self) -> bool:
        """The place is printed without its 市, 县 …: 海城 may be 海城市 or a town."""
        return bool(self.readings) and all(reading.is_short for reading in self.readings)


def normalise(name: str) -> str:
    """NFKC, without spaces, remarks of scope and second names: what names are compared in.

    >>> normalise("吉林省 气象局（机关）")
    '吉林省气象局'
    >>> normalise("宜春市林业局（宜春市园林局）")
    '宜春市林业局'
    """
    return _SECOND_NAME.sub("", _NOTES.sub("", _SPACES.sub("", unicodedata.normalize("NFKC", name))))


def agency_in_title(title: str) -> str:
    """The part of a title or a link text that may name the agency: without year, and without the words for a report.

    >>> agency_in_title("2022年上海市政府信息公开工作年度报告")
    '上海市'
    >>> agency_in_title("宜春市林业局2021年政府信息公开工作年度报告")
    '宜春市林业局'
    """
    text = normalise(title)
    text = re.sub(r"[\[(【〔]?\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?[\])】〕]?", "", text)
    year = _YEAR.search(text)
    if year is not None:
        before, behind = text[: year.start()], text[year.end() :]
        text = before if len(before) >= _SHORTEST_NAME else _YEAR.sub("", behind)
    text = text.removeprefix("关于").strip('《》"“”.-—_|:的')
    return _REPORT_WORDS.sub("", text).removesuffix("关于").removesuffix("年度")


def years_in_title(title: str) -> tuple[int, ...]:
    """The years that a title or link text names as such (`2021年`, `2021年度`), in order; dates of publication are not taken."""
    text = normalise(title)
    text = re.sub(r"\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?", "", text)
    found = (int(year) for year in re.findall(r"(?<!\d)(20[0-3]\d)(?=年|政|部门|信息|\D*公开|\D*年报)", text))
    return tuple(dict.fromkeys(found))


class NameParser:
    """Parses printed names against places and classes; results are kept, since agencies print the same name every year."""

    def __init__(self, places: PlaceIndex, bodies: BodyIndex, listed: Mapping[str, tuple[str, ...]]) -> None:
        self._places = places
        self._bodies = bodies
        self._listed = listed
        self._known: dict[str, ParsedName] = {}

    def parse(self, name: str) -> ParsedName:
        """What `name` says; `unparsed` where it names no class that is known."""
        text = normalise(name)
        known = self._known.get(text)
        if known is None:
            known = self._parse(text)
            if text in self._listed:
                known = replace(known, kind="listed", listed_ids=self._listed[text])
            self._known[text] = known
        return known

    def _parse(self, text: str) -> ParsedName:
        if not text or _SELF.match(text):
            return ParsedName(text, "unparsed")
        name = text.removeprefix(_TAX_PREFIX) if text.endswith("税务局") else text
        inside_known_place = False
        for chain in self._places.chains(name):
            body = self._bodies.match(name[chain.end :], has_place=not chain.is_short)
            if body is not None and not (chain.is_short and _needs_full_place(body)):
                return self._absolute(text, chain, body)
            inside_known_place = inside_known_place or not chain.is_short
        return self._relative(text, name, inside_known_place)

    def _absolute(self, text: str, chain: Chain, body: Body) -> ParsedName:
        part = body.part
        if part and body.function_class not in LOCAL_CLASSES:
            for reading in chain.readings:
                division = self._places.divisions[reading.division_code].division_name
                for printed in (division, short_name(division)):
                    if part.startswith(printed) and part != printed:
                        part = part[len(printed) :]
                        break
        return ParsedName(text, "absolute", chain.readings, body.function_class, part)

    def _relative(self, text: str, name: str, inside_known_place: bool) -> ParsedName:
        if not inside_known_place:
            for marker in ("", *MARKERS):
                if not name.startswith(marker) or len(name) == len(marker):
                    continue
                body = self._bodies.match(name[len(marker) :], has_place=bool(marker))
                if body is None or (marker and body.function_class in LOCAL_CLASSES):
                    continue
                return ParsedName(text, "relative", (), body.function_class, body.part, marker or None)
        ending = self._bodies.ending(name)
        if ending is None:
            return ParsedName(text, "unparsed")
        start, body = ending
        return ParsedName(text, "unknown_place", (), body.function_class, body.part, None, name[:start])


def _needs_full_place(body: Body) -> bool:
    # 海城镇 is a town, not 海城市; 安阳街道办事处 is in 瑞安市; a bare 朝阳 is no government
    return body.function_class in (*LOCAL_CLASSES, GOVERNMENT)
