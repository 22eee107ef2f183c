"""Fictional places and bodies: which divisions exist in the sandbox, what their organs are called.

Every name is made of a first and a second syllable that no province, prefecture or county of GB/T 2260 combines;
codes start with 99, telephone area codes with 060 to 062 and postcodes with 990 to 992, none of which is in use in
China. So nothing made here can be taken for a figure of a real agency.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Level = Literal["province", "prefecture", "county"]

FIRST = {
    "青": "qing", "望": "wang", "霁": "ji", "砺": "li", "珩": "heng", "澹": "dan", "筱": "xiao", "翎": "ling",
    "棠": "tang", "漪": "yi", "菀": "wan", "苕": "tiao", "昀": "yun", "樾": "yue", "沚": "zhi", "翊": "xu",
}  # fmt: skip
_REAL = frozenset({"青川"})  # the one pair that is a county, of Sichuan
SECOND = {"禾": "he", "川": "chuan", "栎": "li", "汀": "ting", "渚": "zhu", "陂": "bei", "坞": "wu", "峤": "qiao"}

COUNTRY = "99"  # the two digits that stand for a province in GB/T 2260 codes
PROVINCE = ("澜峤省", "lanqiao")

# kind and its first code in GB/T 2260: districts 01-20, counties 21-80, county-level cities 81-99
COUNTY_KINDS = (("县", 21), ("区", 1), ("县", 21), ("市", 81))
TOWN_SUFFIXES = ("镇", "乡", "镇")

# function class: (name at provincial level, at prefecture level, at county level); a None is not set up at that level
CLASS_NAMES: dict[str, tuple[str | None, str | None, str | None]] = {
    "education": ("教育厅", "教育局", "教育局"),
    "public_security": ("公安厅", "公安局", "公安局"),
    "finance": ("财政厅", "财政局", "财政局"),
    "human_resources": ("人力资源和社会保障厅", "人力资源和社会保障局", "人力资源和社会保障局"),
    "natural_resources": ("自然资源厅", "自然资源局", "自然资源局"),
    "veterans": ("退役军人事务厅", "退役军人事务局", "退役军人事务局"),
    "health": ("卫生健康委员会", "卫生健康委员会", "卫生健康局"),
    "market_regulation": ("市场监督管理局", "市场监督管理局", "市场监督管理局"),
    "housing": ("住房和城乡建设厅", "住房和城乡建设局", "住房和城乡建设局"),
    "ecology": ("生态环境厅", "生态环境局", None),
    "civil_affairs": ("民政厅", "民政局", "民政局"),
    "justice": ("司法厅", "司法局", "司法局"),
    "transport": ("交通运输厅", "交通运输局", "交通运输局"),
    "water": ("水利厅", "水利局", "水利局"),
    "agriculture": ("农业农村厅", "农业农村局", "农业农村局"),
    "commerce": ("商务厅", "商务局", "商务局"),
    "culture": ("文化和旅游厅", "文化和旅游局", "文化和旅游局"),
    "emergency": ("应急管理厅", "应急管理局", "应急管理局"),
    "audit": ("审计厅", "审计局", "审计局"),
    "statistics": ("统计局", "统计局", "统计局"),
    "development_reform": ("发展和改革委员会", "发展和改革委员会", "发展和改革局"),
    "industry": ("工业和信息化厅", "工业和信息化局", "工业和信息化局"),
    "science": ("科学技术厅", "科学技术局", "科学技术局"),
    "medical_security": ("医疗保障局", "医疗保障局", "医疗保障局"),
    "state_assets": ("国有资产监督管理委员会", "国有资产监督管理委员会", None),
    "urban_management": (None, "城市管理局", "城市管理局"),
}

_LEVEL_INDEX: dict[Level, int] = {"province": 0, "prefecture": 1, "county": 2}


@dataclass(frozen=True, slots=True)
class Division:
    """One province, prefecture or county; `slug` is its name in letters, unique in a world."""

    code: str
    name: str
    level: Level
    parent_code: str | None
    slug: str

    @property
    def unit(self) -> str:
        """What its people call it: 省, 市, 县, 区."""
        return self.name[-1]

    @property
    def area_code(self) -> str:
        """A telephone area code that is not in use."""
        return f"06{self.code[2:4]}"

    @property
    def postcode(self) -> str:
        """A postcode that is not in use."""
        return f"99{self.code[2:]}"


def names() -> Iterator[tuple[str, str]]:
    """All (name, slug) pairs of two syllables that places can have, each once, neighbours unlike one another."""
    firsts, seconds = list(FIRST.items()), list(SECOND.items())
    for shift in range(len(seconds)):
        for index, (first, first_sound) in enumerate(firsts):
            second, second_sound = seconds[(index + shift) % len(seconds)]
            if first + second not in _REAL:
                yield first + second, first_sound + second_sound


def divisions(governments: int) -> list[Division]:
    """The first `governments` divisions: one province (from three on), its prefectures, then their counties.

    Raises ValueError where that is more than there are names for, with the largest number possible.
    """
    supply = names()
    largest = len(FIRST) * len(SECOND) * 2 // 3  # the rest of the names is for the townships
    if not 1 <= governments <= largest:
        raise ValueError(f"governments = {governments}: choose a number from 1 to {largest}")
    province = Division(f"{COUNTRY}0000", PROVINCE[0], "province", None, PROVINCE[1]) if governments >= 3 else None
    places = governments - (province is not None)
    cities: list[Division] = []
    for index in range(max(1, round(places * 0.28))):
        name, slug = next(supply)
        parent_code = province.code if province else None
        cities.append(Division(f"{COUNTRY}{index + 1:02d}00", f"{name}市", "prefecture", parent_code, slug))
    counties: list[Division] = []
    for index in range(places - len(cities)):
        name, slug = next(supply)
        city, rank = cities[index % len(cities)], index // len(cities)
        suffix, first_code = COUNTY_KINDS[rank % len(COUNTY_KINDS)]
        counties.append(Division(f"{city.code[:4]}{first_code + rank:02d}", name + suffix, "county", city.code, slug))
    return ([province] if province else []) + cities + counties


def townships(counties: list[Division]) -> Iterator[tuple[Division, str, str, str]]:
    """For every second county one (county, name, organ's name, function class): a 镇 or 乡, in a district a 街道."""
    supply = reversed(list(names()))
    for index, county in enumerate(counties[::2]):
        name, _ = next(supply)
        if county.unit == "区":
            yield county, f"{name}街道", f"{county.name}{name}街道办事处", "subdistrict"
        else:
            town = name + TOWN_SUFFIXES[index % len(TOWN_SUFFIXES)]
            yield county, town, f"{county.name}{town}人民政府", "township"


def organ_name(division: Division, function_class: str) -> str | None:
    """The full name of the division's organ of that class, or None where that level has none.

    >>> organ_name(Division("990100", "青禾市", "prefecture", None, "qinghe"), "education")
    '青禾市教育局'
    """
    if function_class == "government":
        return f"{division.name}人民政府"
    if function_class == "government_office":
        return f"{division.name}人民政府办公{'厅' if division.level == 'province' else '室'}"
    name = CLASS_NAMES[function_class][_LEVEL_INDEX[division.level]]
    return name and division.name + name


def is_named_by_rule(division: Division, function_class: str) -> bool:
    """Whether the name follows from division and class alone.

    The rule knows one name for provinces and one for all below; a prefecture's commission (卫生健康委员会) is no 卫生健康局.
    """
    names = CLASS_NAMES.get(function_class)
    return names is None or division.level != "prefecture" or names[1] == names[2]
