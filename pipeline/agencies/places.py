"""Division names as reports print them: full, autonomous areas abbreviated, and bare, with the homonyms kept apart.

A printed name may start with a chain of places, each within the one before (阿拉善盟阿拉善右旗, 浙江省平阳县). `PlaceIndex`
finds every way to read such a chain; which of them is meant is decided elsewhere, with context.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

Level = Literal["nation", "province", "prefecture", "county"]
LEVELS: tuple[Level, ...] = ("nation", "province", "prefecture", "county")

_SUFFIX = re.compile(r"(特别行政区|自治区|自治州|自治县|自治旗|地区|林区|特区|新区|省|市|县|区|州|旗|盟)$")
_PEOPLES = (
    "蒙古族|蒙古|回族|藏族|维吾尔族?|苗族|彝族|壮族|布依族|朝鲜族|满族|侗族|瑶族|白族|土家族|哈尼族|哈萨克族?|傣族|黎族|傈僳族|佤族|畲族|拉祜族|水族|"
    "东乡族|纳西族|景颇族|柯尔克孜族?|土族|达斡尔族|仫佬族|羌族|布朗族|撒拉族|毛南族|仡佬族|锡伯族?|普米族|塔吉克族?|怒族|鄂温克族|德昂族|保安族|"
    "裕固族|独龙族|鄂伦春族|各族"
)
_TRAILING_PEOPLES = re.compile(f"(?<=..)({_PEOPLES})+$")
_SHORT_AUTONOMOUS = {"自治区": "", "自治州": "州", "自治县": "县", "自治旗": "旗"}


@dataclass(frozen=True, slots=True)
class Division:
    """One row of GB/T 2260; `valid_to` (a year) and `successor_code` only where it exists no more under this code and name."""

    division_code: str
    division_name: str
    level: Level
    parent_code: str | None
    valid_to: int | None = None
    successor_code: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """One division that a printed place may mean; `valid_to` where the name is a former one, `is_short` without its 市, 县 …"""

    division_code: str
    is_short: bool
    valid_to: int | None


@dataclass(frozen=True, slots=True)
class Chain:
    """A way to read the start of a name as places: where they end, and what the last of them may be."""

    end: int
    readings: tuple[Reading, ...]

    @property
    def is_short(self) -> bool:
        """Whether every reading of it is by short names."""
        return all(reading.is_short for reading in self.readings)


def short_name(division_name: str) -> str:
    """The name without its generic part.

    >>> short_name("潍坊市"), short_name("恩施土家族苗族自治州"), short_name("富县"), short_name("内蒙古自治区")
    ('潍坊', '恩施', '富县', '内蒙古')
    """
    bare = _SUFFIX.sub("", division_name)
    if "自治" in division_name:
        bare = _TRAILING_PEOPLES.sub("", bare)
    return bare if len(bare) > 1 else division_name


def printed_forms(division_name: str) -> dict[str, bool]:
    """Every form in which the name is printed, with whether it lacks the generic part.

    >>> printed_forms("黔东南苗族侗族自治州")
    {'黔东南苗族侗族自治州': False, '黔东南州': False, '黔东南': True}
    """
    forms = {division_name: False}
    bare = short_name(division_name)
    for generic, abbreviated in _SHORT_AUTONOMOUS.items():
        if division_name.endswith(generic) and abbreviated:
            forms[bare + abbreviated] = False
    forms.setdefault(bare, True)
    return forms


class PlaceIndex:
    """Divisions by code and by printed form. Former names lead to the division that carries them on, where there is one."""

    def __init__(self, divisions: Iterable[Division], former: Iterable[Division]) -> None:
        self.divisions: dict[str, Division] = {division.division_code: division for division in divisions}
        current = set(self.divisions)
        self._successors: dict[str, str] = {}
        forms: dict[str, dict[str, Reading]] = {}
        for division in self.divisions.values():
            _add(forms, division, Reading(division.division_code, False, None))
        for division in former:
            code = division.successor_code or division.division_code
            if division.division_code not in current:
                self.divisions[division.division_code] = division
                if division.successor_code:
                    self._successors[division.division_code] = division.successor_code
            _add(forms, division, Reading(code, False, division.valid_to))
        self._forms: Mapping[str, tuple[Reading, ...]] = {form: tuple(found.values()) for form, found in forms.items()}
        self._longest = max((len(form) for form in forms), default=0)
        self._ancestors = {code: tuple(self._walk_up(code)) for code in self.divisions}
        self._with_children = {d.parent_code for d in self.divisions.values() if d.level == "county"} & current
        self._in_order = sorted(code for code, division in self.divisions.items() if division.valid_to is None)
        self._ambiguous = {form for form, found in forms.items() if len({r.division_code for r in found.values()}) > 1}

    def _walk_up(self, code: str) -> Iterator[str]:
        parent = self.divisions[code].parent_code
        while parent and parent in self.divisions:
            yield parent
            parent = self.divisions[parent].parent_code

    def current(self, code: str) -> str | None:
        """The code that stands for this one now; None where the reference does not know it."""
        code = self._successors.get(code, code)
        return code if code in self.divisions else None

    def is_within(self, code: str, outer: str) -> bool:
        """Whether `code` is `outer` or lies in it."""
        return code == outer or outer in self._ancestors.get(code, ())

    def are_related(self, one: str, other: str) -> bool:
        """Whether one of the two is, or lies in, the other."""
        return self.is_within(one, other) or self.is_within(other, one)

    def has_counties(self, code: str) -> bool:
        """Whether the division is divided into counties (中山市 is not: its towns are directly under it)."""
        return code in self._with_children

    def within(self, outer: str) -> Iterator[Division]:
        """The division and all current ones in it, by code."""
        for code in self._in_order:
            if self.is_within(code, outer):
                yield self.divisions[code]

    def named(self, form: str) -> tuple[Reading, ...]:
        """What this printed form may mean, without context; empty where it names no division."""
        return self._forms.get(form, ())

    def display_name(self, code: str) -> str:
        """The division's name; with the one above it where the name alone stands for several (南京市鼓楼区)."""
        division = self.divisions[code]
        if (
            division.parent_code
            and division.division_name in self._ambiguous
            and division.parent_code in self.divisions
        ):
            return self.divisions[division.parent_code].division_name + division.division_name
        return division.division_name

    def chains(self, text: str, start: int = 0, within: tuple[Reading, ...] | None = None) -> Iterator[Chain]:
        """Every reading of the start of `text` as places, each within the one before; the longest names first."""
        for end in range(min(len(text), start + self._longest), start + 1, -1):
            found = self._forms.get(text[start:end])
            if found is None:
                continue
            if within is not None:
                found = tuple(
                    reading
                    for reading in found
                    if any(
                        reading.division_code != outer.division_code
                        and self.is_within(reading.division_code, outer.division_code)
                        for outer in within
                    )
                )
                if not found:
                    continue
            yield from self.chains(text, end, found)
            yield Chain(end, found)


def _add(forms: dict[str, dict[str, Reading]], division: Division, reading: Reading) -> None:
    for form, is_short in printed_forms(division.division_name).items():
        known = forms.setdefault(form, {})
        before = known.get(reading.division_code)
        candidate = Reading(reading.division_code, is_short, reading.valid_to)
        if before is None or (before.is_short and not is_short and candidate.valid_to is None):
            known[reading.division_code] = candidate
