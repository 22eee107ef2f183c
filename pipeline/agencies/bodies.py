"""Function classes: what stands behind the place in an agency's name (退役军人事务局, 人民政府办公室, 荣华街道办事处).

A class is a row of function_classes.csv: stems times suffixes give the forms in which it is printed. Five classes have no
stems because their names are open (governments, their offices, townships, subdistricts, development zones). What a form does
not explain (城厢分局, 高新区) becomes the agency's `part`, so that two bodies never share an id.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

GOVERNMENT = "government"
GOVERNMENT_OFFICE = "government_office"
TOWNSHIP = "township"
SUBDISTRICT = "subdistrict"
DEVELOPMENT_ZONE = "development_zone"
LOCAL_CLASSES = (TOWNSHIP, SUBDISTRICT)
"""Classes of bodies below a county: their place is the county that they are in."""

_CENTRE = ("中心", "馆", "院", "段", "台", "总台")
_CONNECTORS = re.compile("[和与及、暨]")
_WHOLE_SYSTEM = re.compile("(?<=.)(关区|系统|部门|机关|本级)$")
_CHINESE = re.compile(r"[\u4e00-\u9fff]+")
_ZONE_WORDS = (
    "自由贸易试验区|产业集聚区|风景名胜区|综合保税区|保税港区|产业园区|工业园区|科技园区|开发区|高新区|经开区|示范区|试验区|度假区|保税区|"
    "风景区|管理区|合作区|集聚区|工业区|功能区|商务区|旅游区|园区|新区|工业园|产业园|科技园|物流园|生态城|科学城|新城|港区|自贸区|农场|林场"
)
_ZONE = re.compile(rf"[\u4e00-\u9fff·]{{0,16}}?(?:{_ZONE_WORDS})")
_COMMITTEE = re.compile(rf"(?P<zone>[\u4e00-\u9fff·]{{0,16}}?(?:{_ZONE_WORDS}|[区园城港岛湖山]))(?:管理委员会|管委会)")
_GOVERNMENT = re.compile("(?:人民政府|政府)")
_GOVERNMENT_OFFICE = re.compile("(?:人民政府|政府)(?:办公厅|办公室|办)")
_SUBDISTRICT = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{1,8}?街道?)(?:办事处|办|街道办|街道办事处)(?P<office>(?:党政)?(?:综合)?办公室)?"
)
_BARE_SUBDISTRICT = re.compile(r"(?P<name>[\u4e00-\u9fff]{1,8}街道)")
_TOWNSHIP = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{1,10}?(?:镇|乡|苏木))(?:人民政府|政府)?(?P<office>(?:党政)?(?:综合)?办公室)?"
)
_PLACE_INSIDE = re.compile("(?<=.)[省市县](?!街道|[镇乡街])")
_PART_BEHIND = re.compile(
    r"[\u4e00-\u9fff]{0,16}(?:分局|支局|分中心|支队|大队|总队|中队|管理处|管理所|监察局|派出所|办事处|分处|管理站|服务站|执法局|检查站|"
    r"办公室|所|站|处|院|队|中心|管理局|服务局)"
)


@dataclass(frozen=True, slots=True)
class FunctionClass:
    """A row of function_classes.csv; `name_province` where provinces call it otherwise, `suffixes` that its stems take."""

    function_class: str
    name_zh: str
    name_province: str | None
    name_en: str
    stems: tuple[str, ...]
    suffixes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Body:
    """What the name says behind its place: the class, and the part that the class does not explain."""

    function_class: str
    part: str | None = None


class BodyIndex:
    """Every printed form of every class, looked up as a whole; all matching is of the longest form first."""

    def __init__(self, classes: Iterable[FunctionClass]) -> None:
        self.classes: dict[str, FunctionClass] = {item.function_class: item for item in classes}
        self._forms: dict[str, Body] = {}
        self._stems: dict[str, str] = {}
        for item in self.classes.values():
            is_centre = item.name_zh.endswith(_CENTRE)
            for stem in item.stems:
                self._stems[stem] = item.function_class
                for suffix in item.suffixes:
                    # a bureau and the centre that it runs are two bodies
                    other = suffix.endswith(_CENTRE) != is_centre
                    self._forms[stem + suffix] = Body(item.function_class, suffix if other else None)
        self._longest = max((len(form) for form in self._forms), default=0)

    def match(self, text: str, *, has_place: bool) -> Body | None:
        """The body that `text`, all of it, names; None where it names none. `has_place`: a division stood before it."""
        if not text or _GOVERNMENT.fullmatch(text):
            return Body(GOVERNMENT) if has_place or text else None
        if _GOVERNMENT_OFFICE.fullmatch(text):
            return Body(GOVERNMENT_OFFICE)
        government = _GOVERNMENT.match(text)
        if government:
            return self.match(text[government.end() :], has_place=False)
        return self._local(text) or self._bureau(text) or _development_zone(text)

    def ending(self, text: str) -> tuple[int, Body] | None:
        """The longest end of `text` that names a body, with where it starts: what is before it is no known place."""
        for start in range(1, len(text)):
            body = self.match(text[start:], has_place=False)
            if body is None or body.function_class == DEVELOPMENT_ZONE:
                continue
            if body.function_class in LOCAL_CLASSES and text[start] in "省市县区州盟旗":
                continue  # the end of the place, not the start of the town's name
            return start, body
        return None

    def _local(self, text: str) -> Body | None:
        for pattern, name in (
            (_SUBDISTRICT, SUBDISTRICT),
            (_BARE_SUBDISTRICT, SUBDISTRICT),
            (_TOWNSHIP, TOWNSHIP),
        ):
            found = pattern.fullmatch(text)
            if found is None:
                continue
            local = found["name"]
            if name == SUBDISTRICT and not local.endswith("街道"):
                local += "道"
            if local in ("街道", "镇", "乡", "苏木", "民族乡") or _PLACE_INSIDE.search(local):
                continue
            office = found.groupdict().get("office")
            return Body(name, f"{local}-{office}" if office else local)
        return None

    def _bureau(self, text: str) -> Body | None:
        plain = _CONNECTORS.sub("", text)
        known = self._form(plain)
        if known is not None:
            return known
        return self._in_zone(plain) or self._with_part_behind(plain) or self._compound(plain)

    def _form(self, plain: str) -> Body | None:
        known = self._forms.get(plain)
        if known is None and _WHOLE_SYSTEM.search(plain):
            # 大同市气象部门 and 广州海关关区 are the offices with all that is under them: a scope, not another agency
            stem = _WHOLE_SYSTEM.sub("", plain)
            known = self._forms.get(stem)
            if known is None and plain.endswith(("部门", "系统")) and stem in self._stems:
                known = Body(self._stems[stem])
        return known

    def _in_zone(self, plain: str) -> Body | None:
        for zone in _zones(plain):
            body = self._form(plain[len(zone) :])
            if body is not None:
                return Body(body.function_class, zone + (body.part or ""))
        return None

    def _with_part_behind(self, plain: str) -> Body | None:
        for end in range(min(len(plain) - 1, self._longest), 1, -1):
            body = self._forms.get(plain[:end])
            if body is not None and _PART_BEHIND.fullmatch(plain[end:]):
                return Body(body.function_class, (body.part or "") + plain[end:])
        return None

    def _compound(self, plain: str) -> Body | None:
        # 科学技术和商务局: the first function is the class, what is joined to it the part
        for end in range(min(len(plain) - 2, self._longest), 1, -1):
            first = self._stems.get(plain[:end])
            if first is not None and plain[end:] in self._forms:
                return Body(first, plain[end:])
        return None


def _zones(text: str) -> Iterable[str]:
    """The development zones that `text` may start with, the shortest first."""
    for end in range(2, len(text) - 1):
        if _ZONE.fullmatch(text, 0, end):
            yield text[:end]


def _development_zone(text: str) -> Body | None:
    found = _COMMITTEE.fullmatch(text)
    zone = found["zone"] if found else text if _ZONE.fullmatch(text) else None
    if zone is None or _PLACE_INSIDE.search(zone) or not _CHINESE.fullmatch(zone):
        return None
    return Body(DEVELOPMENT_ZONE, zone)
