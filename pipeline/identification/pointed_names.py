"""Names at which a text points: whom to ask, of whose work it tells, whose papers on disclosure it names, who receives requests.

None of them says that it is the agency's own; `issuer.py` asks for them where title, lead and signature name none, or a short name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from pipeline.documents.document import Line
from pipeline.documents.fold import fold, kept_of_headings
from pipeline.identification.agency_names import END, NOT_OWN, is_name, is_place
from pipeline.identification.announced import YEAR
from pipeline.identification.name_bounds import begins_with_place, start_of_name
from pipeline.identification.self_references import EARLY, GOVERNMENTS, fits
from pipeline.identification.titles import is_generic

_ASKED = re.compile(
    r"(?:(?:[请可]|或者?)(?:直接|及时)?(?:与|向|联系)|联系|咨询|致电)[:：]?(?P<name>[\u3400-\u9fff·]{2,40}?)(?=联系|咨询|反映|\(|,|。|;|:|$)"
)
_TOLD = re.compile(
    rf"(?:^|[,。;:]|导下|要求|20\d\d年(?:度|以来)?+)(?P<name>[\u3400-\u9fff()·]{{2,24}}?(?:{END}))(?:始终|积极|一直|继续)?"
    r"(?:认真|坚持|高度重视|严格|深入|全面|在[^,。]{2,30}[下,]|按照|根据|结合|紧[紧密扣]|围绕|聚焦|立足|贯彻|持续|切实|不断|以习|扎实|主动公开|进一步|的(?:政府信息|政务|信息)公开工作)"
)
_TWICE = ("局局", "厅厅", "镇镇", "乡乡")
"""A slip at the end of a name."""
OF_PLACES = (*GOVERNMENTS, "镇", "乡", "街道", "街", "苏木")
_TOLD_OF_A_PLACE = re.compile(
    rf"(?:^|[,。;:]|20\d\d年(?:度|以来)?+)(?P<name>[\u3400-\u9fff]{{1,6}}(?:[{''.join(GOVERNMENTS)}镇乡]|街道?))(?:党工委|[党市县区州旗镇乡]委)?[、和]?"
    r"(?:人民政府|政府|办事处)?(?:始终|积极|一直|继续)?"
    r"(?:认真|坚持|高度重视|严格|深入|全面|在[^,。]{2,30}[下,]|按照|根据|结合|紧[紧密扣]|围绕|聚焦|立足|贯彻|持续|切实|扎实|以习)"
)
_OWN_PAPER = re.compile(
    rf"(?:^|[,。;:、《和及]|(?:成立|制定|完善|修订|编制|调整|健全|更新|印发|充实|为|的|了))(?P<name>[\u3400-\u9fff()·]{{2,24}}?(?:{END}|[{''.join(GOVERNMENTS)}]))"
    r"(?:20\d\d年度?)?(?:(?:政府信息|政务信息|政务|信息)(?:与政务)?公开|主动公开|依申请公开)[\u3400-\u9fff]{0,10}?(?:指南|目录|领导小组|制度|办法|要点|规程|方案|清单)"
)
"""What an agency has of its own for disclosure: its guide, its leading group, its rules."""
_RECEIVES = re.compile(
    rf"(?:^|[,。;:]|20\d\d年(?:度|以来)?+)(?:全年|年内|今年|本年度?)?+(?P<name>[\u3400-\u9fff()·]{{2,24}}?(?:{END}))(?:共|累计|均|从)?(?:未|没有)?"
    r"(?:收到|受理|收取|接到|通过[^,。;]{2,20}公开|(?:主动|共|对外|依法|通过[^,。;]{2,20})*(?:公开|发布)(?:政府|政务|各类)*信息)"
)
"""Whom requests and fees come to, and who makes things public."""
_BEFORE_OWN = re.compile(r"[的为及了]|成立|制定|完善|修订|编制|印发|调整|充实|健全|更新")
_DISCLOSURE_OFFICE = re.compile(
    r"(?:(?:政府信息|政务信息|政务|信息)(?:与政务)?公开)+(?:工作|申请)?(?:受理)?(?:领导小组|联席会议)?(?:办公室|办|中心|机构|处|科|股)?$"
)
"""The office that an agency has for disclosure: 望川县政务公开领导小组办公室 is 望川县's."""
ROOM = re.compile(
    rf"(?P<name>.+(?:{END}))[\u3400-\u9fff]{{1,6}}(?:[科股组]|司(?:[\u3400-\u9fff]{{2,4}}处)?)|"
    r"(?P<town>.+(?:[镇乡](?:人民)?政府|街道办事处|街道))(?!办事处)[\u3400-\u9fff]{2,8}(?:办|办公室|中心|站)|"
    r"(?P<seat>.+政府)(?:信息|网[站络]|电子政务)[\u3400-\u9fff]{0,4}(?:办公室|办|中心)"
)
"""A part of an agency: a bureau's division, any office of a town, whose offices are no agencies, a government's for its site."""
_ZONE = r"(?:开发|高新|经开|度假|保税|新|园)区"
OFFICE_OF_ITSELF = re.compile(
    rf"^(?P<name>.+?(?:{END}|{_ZONE}))(?:(?:党政)?(?:综合)?办公[室厅]|(?:党政综合|党政|综合)办|综合(?:科|股))(?P<rest>.{{0,12}})$"
)
TOLD_WITHIN = 600
"""Characters of a line in which whose work is told of."""
_UP_TO_NAME = re.compile(
    rf"^.*(?:在[^,。]{{2,30}}下(?![属辖设乡])|(?:统一|工作)部署|根据|按照|依据|结合|以及|就(?!业)|公布|发布|编制(?!委)|形成|[现兹][将把]|以下为|特此|向社会|(?:现|予以|社会|特)公开|(?<=[\u3400-\u9fff])是|公开(?=[^工信目指领\u3000]{{2,12}}[省市县区州旗])|报告|年报(?=由)|[》的]?(?:通知|文件)?要求|{YEAR}年?度?|自{YEAR}年?)"
)
_ABOVE_US = "省市县区州旗本我上局委"
_BY = re.compile(r"^(?:[由是]|经(?:研究|批准|审[核定])(?:决定|同意)?(?!所|院|室|中心)|系|[本该上]年度)")


def without_disclosure_office(name: str) -> str:
    bare = _DISCLOSURE_OFFICE.sub("", name)
    return bare + "政府" if bare.endswith("人民") else bare


def pointed_at(lead: Sequence[str], body: Sequence[Line], own: str | None = None) -> Iterator[str]:
    """Names of whom to ask, without their office unless the report calls itself 我办, and of whose work is told."""
    for line in lead:
        for match in _ASKED.finditer(line):
            name = without_disclosure_office(cleaned(match["name"]))
            room = ROOM.fullmatch(name)
            name = (room["name"] or room["town"] or room["seat"]) if room else name
            office = OFFICE_OF_ITSELF.match(name)
            if office:
                whole = name.removesuffix(office["rest"])
                name = whole if own and fits(whole, own) and not fits(office["name"], own) else office["name"]
            name = _once(name)
            is_one = is_name(name, may_be_relative=own is None or fits(name, own), may_be_national=True)
            if is_one or (office and is_place(name)):
                yield name
    for name in names_told(fold(line.text[:TOLD_WITHIN]) for line in body[:EARLY]):
        if is_name(name, may_be_relative=own is None or fits(name, own)):
            yield name


def names_told(texts: Iterable[str]) -> Iterator[str]:
    """Names of whose work is told."""
    return (name for text in texts for name in _told_in(text))


_told_in = kept_of_headings(lambda text: [cleaned(match["name"]) for match in _TOLD.finditer(text)])


def with_papers(body: Sequence[Line], own: str | None) -> Iterator[str]:
    """Names before what agencies have for disclosure, or do for it, of those that may call themselves what the report does."""
    for line in body[:EARLY]:
        for match in _OWN_PAPER.finditer(fold(line.text[:TOLD_WITHIN])):
            name = _BEFORE_OWN.split(match["name"])[-1]
            if own is not None and fits(name, own) and (is_name(name) or is_place(name)):
                yield name
    if own is not None:
        yield from (name for name in _receiving(body) if fits(name, own))


def _receiving(body: Sequence[Line]) -> Iterator[str]:
    """Names of whom requests come to, and who makes things public."""
    for line in body[:EARLY]:
        for match in _RECEIVES.finditer(fold(line.text[:TOLD_WITHIN])):
            if is_name(match["name"]) or (match["name"].endswith(OF_PLACES) and is_place(match["name"])):
                yield match["name"]


def who_publishes(body: Sequence[Line]) -> str | None:
    """The only one of whom a report that names nobody else tells that it published (全年望川县统计局发布信息30条), or received."""
    names = {cleaned(name) for name in _receiving(body)}
    return names.pop() if len(names) == 1 else None


def places_told_of(body: Sequence[Line]) -> Iterator[str]:
    """Names of places whose government's work is told: 望川县认真贯彻."""
    for line in body[:EARLY]:
        for match in _TOLD_OF_A_PLACE.finditer(fold(line.text[:TOLD_WITHIN])):
            if not is_generic(match["name"]) and not NOT_OWN.search(match["name"]):
                yield match["name"]


def cleaned(name: str) -> str:
    """A name without the words that stood before it in its clause."""
    name = _BY.sub("", _UP_TO_NAME.sub("", name))
    if name.startswith("经") and (name[1:2] in _ABOVE_US or begins_with_place(name[1:])):
        name = name[1:]  # 经县政府批准; 经棚镇 is a town
    name = name[start_of_name(name) :]
    name = _once(name)
    name = name.removesuffix("关区") if name.endswith("海关关区") else name
    return name.strip("的对了,、()" if "(" not in name or ")" not in name else "的对了,、")


def _once(name: str) -> str:
    """A name without a slip at its end: 教育局局党政办公室 is of 教育局."""
    return name[:-1] if name.endswith(_TWICE) else name
