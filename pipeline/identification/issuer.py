"""The agency that a report names as its own: in the title, the lead or the signature, in the longest form that they print.

Several places may name it. The strongest one decides which agency it is (the title, then the report as the lead calls it, who
compiled it, the signature, whom to ask, whose work is told); the others only lengthen its name: 统计局 in the title, 望川县统计局
below.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from pipeline.contract import Notice
from pipeline.documents.document import Line
from pipeline.documents.fold import fold, kept_of_headings, tidy
from pipeline.identification.agency_names import (
    END,
    NOT_OWN,
    PLACE,
    RELATIVE,
    SUPERIOR,
    WORD,
    is_name,
    is_of_others,
    is_place,
    name_alone,
    name_in,
)
from pipeline.identification.announced import NOUN, YEAR
from pipeline.identification.name_bounds import (
    PLACE_END,
    begins_name,
    begins_with_place,
    is_certain_start,
    is_odd,
    is_of_listed_places,
    may_be_of_name,
    printed_again,
    rest_of_place,
    start_of_name,
)
from pipeline.identification.namesakes import are_different, are_of_different_places, share_a_character
from pipeline.identification.self_references import EARLY, GOVERNMENTS, fits, own_kind
from pipeline.identification.signatures import LAST_LINES, signed_by, signs_undated
from pipeline.identification.titles import ANY_YEAR, SECOND_NAME, Title, is_generic, is_self_reference

_CALLED = re.compile(
    rf"(?:。|^(?=.{{0,300}}[,。])|公布|发布|编制|制定|形成|[现兹][将把]|汇总(?={YEAR})|现就|以下[为是]|公开|报告|出台|[《“\"])了?(?P<year>{YEAR}年?度?)?(?P<name>(?![年度])[\u3400-\u9fff()·]{{2,30}}?)(?:本级)?(?:{YEAR}年?度?)?(?:的)?(?:政府信息|政务|信息)"
    rf"(?:公开)(?:工作)?(?:情况)?(?:{YEAR}年?度?)?(?:工作)?{NOUN}(?!格式|有关|编制(?!而成))"
)
_COMPILED = (
    re.compile(rf"(?:结合|梳理|总结|将|根据)(?P<name>[\u3400-\u9fff()·]{{2,30}}?(?:{END}))(?:本级)?(?:{YEAR}年?度?)?的?(?:(?:政府信息|政务|信息)公开工作(?:的?情况|实际|开展情况)|(?:工作)?实际(?:情况)?)"),
    re.compile(rf"涵盖了?(?:{YEAR}年?度?|\d[^,。]{{2,30}}期间)?的?(?P<name>[\u3400-\u9fff()·]{{2,30}}?(?:{END}))(?=[在从于自]?20\d\d年|的?(?:政府信息|政务|信息)公开)"),
    re.compile(rf"由(?<!自由)(?P<name>[\u3400-\u9fff()·]{{2,30}}?(?:{END}))(?:负责|根据|按照|依据|综合|汇总|组织|牵头)?(?:编制|编写|撰写|起草|汇编|编辑|发布|根据|按照|依据|汇总|综合)"),
    re.compile(rf"(?:^|[,。、;:》])(?P<name>[\u3400-\u9fff()·]{{2,30}}?(?:{END}))(?:(?:负责|组织|特|现)?(?:编制|编写|撰写|起草|发布(?!时间|日期)|公布)|(?:特|现)?面?向社会(?:公众)?(?:公布|公开|发布)|[特现]将(?:{YEAR}年?度?|本))"),
)  # fmt: skip
_COMPILES = tuple(map(str.split, ("公开工作 实际", "涵盖", "由", "编制 编写 撰写 起草 发布 公布 向社会 特将 现将")))
"""Words of which what each of these finds has one: few leads do, and a name may begin anywhere."""
_CITED = re.compile(r"《[^》]{4,120}(?:通知|条例|办法|规定|意见|要点|函|格式|方案|细则|制度)》")
"""Other documents, whose titles name other agencies."""
_ASIDE = re.compile(r"\(以下(?:统一)?(?:简称|称)[^()]{1,30}\)|\([^()]{1,14}[〔\[]20\d\d[〕\]]?第?\d+号\)")
"""What stands in brackets within or behind a name: by what it is called from there on, the number of a document."""
_SHORTENED = re.compile(
    rf"(?:^|[,。;:、])(?:以及|及|和)?(?P<name>[\u3400-\u9fff()·]{{3,30}}?(?:{END}))\(以下(?:统一)?(?:简称|称)[^()]{{1,30}}\)"
)
"""Whom the lead calls by a short name from there on."""
_ASKED = re.compile(
    r"(?:(?:[请可]|或者?)(?:直接|及时)?(?:与|向|联系)|联系|咨询|致电)[:：]?(?P<name>[\u3400-\u9fff·]{2,40}?)(?=联系|咨询|反映|\(|,|。|;|:|$)"
)
_TOLD = re.compile(
    rf"(?:^|[,。;:]|导下|要求|20\d\d年(?:度|以来)?+)(?P<name>[\u3400-\u9fff()·]{{2,24}}?(?:{END}))(?:始终|积极|一直|继续)?"
    r"(?:认真|坚持|高度重视|严格|深入|全面|在[^,。]{2,30}[下,]|按照|根据|结合|紧[紧密扣]|围绕|聚焦|立足|贯彻|持续|切实|不断|以习|扎实|主动公开|进一步|的(?:政府信息|政务|信息)公开工作)"
)
_OF_WORK = "局委厅"
"""What names end with whose offices are no agencies; a government's office is one."""
_TWICE = ("局局", "厅厅", "镇镇", "乡乡")
"""A slip at the end of a name."""
_OF_DISCLOSURE = re.compile(r"政务|审批|数据|公开|信息|办公")
"""Bureaus that see to disclosure for their government, and compile its report."""
_OF_PLACES = (*GOVERNMENTS, "镇", "乡", "街道", "街", "苏木")
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
_ROOM = re.compile(
    rf"(?P<name>.+(?:{END}))[\u3400-\u9fff]{{1,6}}(?:[科股组]|司(?:[\u3400-\u9fff]{{2,4}}处)?)|"
    r"(?P<town>.+(?:[镇乡](?:人民)?政府|街道办事处|街道))(?!办事处)[\u3400-\u9fff]{2,8}(?:办|办公室|中心|站)|"
    r"(?P<seat>.+政府)(?:信息|网[站络]|电子政务)[\u3400-\u9fff]{0,4}(?:办公室|办|中心)"
)
"""A part of an agency: a bureau's division, any office of a town, whose offices are no agencies, a government's for its site."""
_ADDRESS = re.compile(r"(?:(?<!下载)(?<!网站)地址(?!:?http)|位于)[^,。;()]*$")
"""What stands before a place that is a part of an address."""
_ZONE = r"(?:开发|高新|经开|度假|保税|新|园)区"
_OFFICE_OF_ITSELF = re.compile(
    rf"^(?P<name>.+?(?:{END}|{_ZONE}))(?:(?:党政)?(?:综合)?办公[室厅]|(?:党政综合|党政|综合)办|综合(?:科|股))(?P<rest>.{{0,12}})$"
)
_BREAK = re.compile(
    r"公布|发布|编制|通过|登录|访问|专栏|网站|报告|地址|由|将|现|为|与|向|联系|根据|按照|结合|关于|对|至|的|和|是|请|以下|如下|布|制|在|或|经|以|(?<=[\d〇○零一二三四五六七八九])年度?"
)
_PLACE_BEFORE = re.compile(r"[\u3400-\u9fff]+[省市县区州盟旗](?:人民政府)?$")
_GOVERNMENT_OF = re.compile(r"(?:人民政府|办事处|管理委员会|管委会)(?!门户|网|办|信息公开|关于|令)")
"""What makes a place's name its government's, and neither its site's, its office's nor a document's."""
_GOVERNS = ("人民政府", "政府", "办事处", "管理委员会", "管委会")
_LONGER = (*_GOVERNS, "人民政府办公室", "人民政府办公厅")
_COUNCIL = re.compile(r"(?:(?<=委)员会|(?<=联)合[会社])$")
"""What is left out where a committee or a federation is called by a short name: 残联 for 残疾人联合会."""
_TOLD_WITHIN = 600
"""Characters of a line in which whose work is told of."""


def find_agency(
    title: Title | None, lead: Sequence[str], body: Sequence[Line], around: Sequence[Line], notices: list[Notice]
) -> str | None:
    """The name as printed (in `lead` and `body` as they are matched), None where there is none or only 本局, 我局.

    `around` are the lines next to the title, which may stand on two or three. What the document's own words speak against is
    kept, with a warning.
    """
    lead = [_CITED.sub("、", line) if "《" in line else line for line in lead]
    aside = (line for line in lead if "(" in line)
    shortened = [
        name for line in aside for match in _SHORTENED.finditer(line) if is_name(name := _cleaned(match["name"]))
    ]
    lead = [_ASIDE.sub("", line) if "(" in line else line for line in lead]
    named = list(_named_in(lead, body))
    signature = signed_by(body)
    name = title.agency_name if title and not title.of_column else None
    if title and title.index:
        name = _begun_above(name, title, around[0], body, notices)
    if name and is_place(name):
        name = _bureau_of(name, named, body, notices)
    if name is None and title and not title.is_wrapper:
        name = next((found for line in around if (found := name_alone(line) or _place_alone(line, body))), None)
    if name is None:
        name = _without_own_office(named[0], body) if named else signature
    if name is None and title and title.index is not None and not title.is_wrapper:
        below = name_in(around[-1 - (len(around) > 1)].text, may_be_relative=True) if around else None
        name = below if below and fits(below, own_kind(body) or below[-1]) else None
    if name is None:
        name = _pointed_name(lead, body, notices, shortened)
    elif signature and name != signature and are_different(name, signature):
        notices.append(Notice("warning", "agency_contradicted", f"{name!r} is signed by {signature!r}"))
    elif named and _presents_another(name, named):
        notices.append(Notice("warning", "agency_contradicted", f"{name!r} presents the report of {named[0]!r}"))
    if name is None:
        return None
    name = printed_again(name, (line.text for line in body[:EARLY]))
    first = SECOND_NAME.sub("", name)
    beside = [found for line in around if (found := name_alone(line))]
    longest = max(_forms(first, [*named, *shortened, *beside], signature, lead, body), key=len)
    if is_odd(longest):
        notices.append(Notice("warning", "agency_doubtful", f"{longest!r} does not read as an agency's name"))
    return name if longest == first else longest


def _bureau_of(place: str, named: Sequence[str], body: Sequence[Line], notices: list[Notice]) -> str:
    """The bureau that the lead names, where the report of a place (the heading of all its bureaus') calls itself 我局; else the
    place, doubted where the report calls itself so and the lead names none.
    """
    own = own_kind(body)
    if own is None and named and named[0].endswith((*_OF_WORK, "队")) and not _OF_DISCLOSURE.search(named[0]):
        notices.append(Notice("warning", "agency_contradicted", f"{place!r} presents the report of {named[0]!r}"))
    if own is None or own not in _OF_WORK:
        return place
    bureau = next((name for name in named if fits(name, own) and is_name(name)), None)
    if bureau is None:
        notices.append(
            Notice("warning", "agency_doubtful", f"{place!r} is named, but the report speaks of itself as 我{own}")
        )
    return bureau or place


def _place_alone(line: Line, body: Sequence[Line]) -> str | None:
    """The place that a line next to the title names and nothing else, where the report can be its government's: one that is not
    listed where the report calls itself so (我县).
    """
    text = tidy(line.text)
    if line.link_share or not text or text[-1] not in PLACE_END:
        return None
    if is_of_listed_places(text):
        return text if own_kind(body) in (None, *GOVERNMENTS) else None
    return text if text[-1] in GOVERNMENTS and is_place(text) and own_kind(body) == text[-1] else None


def _begun_above(
    named: str | None, title: Title, above: Line, body: Sequence[Line], notices: list[Notice]
) -> str | None:
    """The title's name with what the line above it begins it with, where that is certain; with a warning where it may be."""
    start, name = tidy(above.text), named or ANY_YEAR.split(title.printed, maxsplit=1)[0]
    if above.link_share or not name or not title.folded.startswith(fold(name)) or not begins_name(start, name):
        return named
    whole = start + name
    if (is_name(whole) or is_place(whole)) and (
        is_certain_start(start, name) or any(whole in line.text for line in body)
    ):
        return whole
    if named:
        notices.append(Notice("warning", "agency_doubtful", f"{name!r} may begin on the line above it, {start!r}"))
    return named


def _pointed_name(
    lead: Sequence[str], body: Sequence[Line], notices: list[Notice], shortened: Sequence[str]
) -> str | None:
    """The first name that is pointed at and may call itself what the report calls its agency; with a warning where none may, or
    where the report calls itself nothing and names of several agencies are there.
    """
    own = own_kind(body)
    pointed = [*shortened, *_pointed_at(lead, body, own)] or signs_undated(body, own) or list(_with_papers(body, own))
    if not pointed and own in (None, *_OF_PLACES):
        return next(_places_told_of(body), None) or (_who_publishes(body) if own is None else None)
    if not pointed:  # an agency of the nation is named by many reports, and seldom their own
        told = _told(fold(line.text[:_TOLD_WITHIN]) for line in body[:EARLY])
        return next((one for one in told if fits(one, own or "") and is_name(one, may_be_national=True)), None)
    name = next((one for one in pointed if own is None or fits(one, own)), pointed[0])
    if own is not None and not fits(name, own):
        notices.append(
            Notice("warning", "agency_doubtful", f"{name!r} is named, but the report speaks of itself as 我{own}")
        )
    strange = next((one for one in pointed if not share_a_character(name, one)), None)
    if own is None and strange:
        notices.append(Notice("warning", "agency_doubtful", f"{name!r} is named, and so is {strange!r}"))
    return name


def _presents_another(name: str, named: Sequence[str]) -> bool:
    """Whether the lead calls the report that of an agency of another place, and no government above a bureau."""
    is_above = named[0].endswith(_GOVERNS) and not name.endswith(_GOVERNS)
    return is_name(named[0]) and not is_above and all(are_of_different_places(name, one) for one in named)


def _abbreviates(short: str, whole: str, least: int = 2) -> bool:
    """Whether `short` has the characters of `whole` in their order, and its end: 市城管局 for 望川市城市管理局.

    `least` of them are not in every name: one will do where `whole` signs (科技局 for 科学技术局).
    """
    rest = iter(whole)
    own = short[1:] if RELATIVE.fullmatch(short) else short
    return (
        len(own) < len(whole)
        and not RELATIVE.fullmatch(whole)
        and not NOT_OWN.search(whole)
        and sum(not is_generic(character) for character in own) >= least
        and (whole[-1] == own[-1] or _COUNCIL.sub("", whole)[-1] == _COUNCIL.sub("", own)[-1])
        and all(character in rest for character in own)
        and (not whole.endswith(own) or may_be_of_name(whole.removesuffix(own)))
    )


def _named_in(lead: Sequence[str], body: Sequence[Line]) -> Iterator[str]:
    """Names that the lead gives to the report, or its compiler; a centre for its site stands for a government of 我县 alone."""
    for line in lead:
        for match in _CALLED.finditer(line) if "公开" in line else ():
            name = _cleaned(match["name"])
            if name.endswith("人民"):
                name += "政府"  # 县人民政府信息公开: 政府 belongs to both
            if (
                WORD.fullmatch(name)
                and not is_generic(name)
                and not is_self_reference(name)
                and not is_of_others(name, may_be_national=True)
                and not SUPERIOR.fullmatch(name)
            ):
                yield name
    for pattern, words in zip(_COMPILED, _COMPILES, strict=True):
        for line in lead:
            for match in pattern.finditer(line) if any(map(line.__contains__, words)) else ():
                name = _without_disclosure_office(_cleaned(match["name"]))
                room = _ROOM.fullmatch(name)
                if room and (room["town"] or not name.endswith("中心") or own_kind(body) in GOVERNMENTS):
                    name = room["town"] or room["seat"] or name
                if is_name(name) or (name != match["name"] and PLACE.fullmatch(name)):
                    yield name


def _without_own_office(name: str, body: Sequence[Line]) -> str:
    """望川县教育局 for its 办公室 that compiled the report, where the report calls its agency 我局; for that of any part of it
    (望川县公安局指挥中心办公室), where the report tells of the bureau's work by its name.
    """
    office = _OFFICE_OF_ITSELF.match(name)
    if office and not office["rest"] and not office["name"].endswith(("政府", *GOVERNMENTS)):
        own = own_kind(body)
        if own and fits(office["name"], own) and not fits(name, own):
            return office["name"]
    if not name.endswith("办公室"):
        return name
    told = _told(fold(line.text[:_TOLD_WITHIN]) for line in body[:EARLY])
    return next((one for one in told if name.startswith(one) and one[-1] in _OF_WORK and is_name(one)), name)


def _without_disclosure_office(name: str) -> str:
    bare = _DISCLOSURE_OFFICE.sub("", name)
    return bare + "政府" if bare.endswith("人民") else bare


def _pointed_at(lead: Sequence[str], body: Sequence[Line], own: str | None = None) -> Iterator[str]:
    """Names of whom to ask, without their office unless the report calls itself 我办, and of whose work is told."""
    for line in lead:
        for match in _ASKED.finditer(line):
            name = _without_disclosure_office(_cleaned(match["name"]))
            room = _ROOM.fullmatch(name)
            name = (room["name"] or room["town"] or room["seat"]) if room else name
            office = _OFFICE_OF_ITSELF.match(name)
            if office:
                whole = name.removesuffix(office["rest"])
                name = whole if own and fits(whole, own) and not fits(office["name"], own) else office["name"]
            name = _once(name)
            is_one = is_name(name, may_be_relative=own is None or fits(name, own), may_be_national=True)
            if is_one or (office and is_place(name)):
                yield name
    for name in _told(fold(line.text[:_TOLD_WITHIN]) for line in body[:EARLY]):
        if is_name(name, may_be_relative=own is None or fits(name, own)):
            yield name


def _told(texts: Iterable[str]) -> Iterator[str]:
    """Names of whose work is told."""
    return (name for text in texts for name in _told_in(text))


_told_in = kept_of_headings(lambda text: [_cleaned(match["name"]) for match in _TOLD.finditer(text)])


def _with_papers(body: Sequence[Line], own: str | None) -> Iterator[str]:
    """Names before what agencies have for disclosure, or do for it, of those that may call themselves what the report does."""
    for line in body[:EARLY]:
        for match in _OWN_PAPER.finditer(fold(line.text[:_TOLD_WITHIN])):
            name = _BEFORE_OWN.split(match["name"])[-1]
            if own is not None and fits(name, own) and (is_name(name) or is_place(name)):
                yield name
    if own is not None:
        yield from (name for name in _receiving(body) if fits(name, own))


def _receiving(body: Sequence[Line]) -> Iterator[str]:
    """Names of whom requests come to, and who makes things public."""
    for line in body[:EARLY]:
        for match in _RECEIVES.finditer(fold(line.text[:_TOLD_WITHIN])):
            if is_name(match["name"]) or (match["name"].endswith(_OF_PLACES) and is_place(match["name"])):
                yield match["name"]


def _who_publishes(body: Sequence[Line]) -> str | None:
    """The only one of whom a report that names nobody else tells that it published (全年望川县统计局发布信息30条), or received."""
    names = {_cleaned(name) for name in _receiving(body)}
    return names.pop() if len(names) == 1 else None


def _places_told_of(body: Sequence[Line]) -> Iterator[str]:
    """Names of places whose government's work is told: 望川县认真贯彻."""
    for line in body[:EARLY]:
        for match in _TOLD_OF_A_PLACE.finditer(fold(line.text[:_TOLD_WITHIN])):
            if not is_generic(match["name"]) and not NOT_OWN.search(match["name"]):
                yield match["name"]


_UP_TO_NAME = re.compile(
    rf"^.*(?:在[^,。]{{2,30}}下(?![属辖设乡])|(?:统一|工作)部署|根据|按照|依据|结合|以及|就(?!业)|公布|发布|编制(?!委)|形成|[现兹][将把]|以下为|特此|向社会|(?:现|予以|社会|特)公开|(?<=[\u3400-\u9fff])是|公开(?=[^工信目指领\u3000]{{2,12}}[省市县区州旗])|报告|年报(?=由)|[》的]?(?:通知|文件)?要求|{YEAR}年?度?|自{YEAR}年?)"
)
_ABOVE_US = "省市县区州旗本我上局委"
_BY = re.compile(r"^(?:[由是]|经(?:研究|批准|审[核定])(?:决定|同意)?(?!所|院|室|中心)|系|[本该上]年度)")


def _cleaned(name: str) -> str:
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


def _forms(
    name: str, named: Sequence[str], signature: str | None, lead: Sequence[str], body: Sequence[Line]
) -> Iterable[str]:
    """`name`, and the longer ones that are the same agency's, of those that the lead gives, asks, signs or tells of."""
    forms = {name}
    if signature and (signature.endswith(name) or any(signature == name + longer for longer in _LONGER)):
        forms.add(signature)
    ends = [one for line in body[-LAST_LINES:] if name in line.text and (one := name_alone(line))]
    whole = (*named, *_pointed_at(lead, ()), *_told(lead), *ends, *((signature,) if signature else ()))
    forms.update(other for other in whole if _abbreviates(name, other))
    if signature and _abbreviates(name, signature, least=1):
        forms.add(signature)
    told = [line for line in body[:EARLY] if name in line.text] if PLACE.match(name) is None else []
    for other in (*whole, *_pointed_at((), told)):
        before, found, behind = other.partition(name)
        if found and (not before or PLACE.fullmatch(before)) and behind in ("", *_GOVERNS):
            forms.add(other)
    for line in lead:
        at = line.find(name)
        while at != -1:
            behind = _GOVERNMENT_OF.match(line, at + len(name)) if name.endswith(_OF_PLACES) else None
            printed = name + (behind.group() if behind else "")
            before = _BREAK.split(line[max(at - 14, 0) : at])[-1]
            place = _PLACE_BEFORE.search(before)
            if place and _ADDRESS.search(line, max(at - 40, 0), at):
                place = None
            longer = (place.group() if place else rest_of_place(line, at)) + printed
            forms.add(longer[start_of_name(longer) :])
            at = line.find(name, at + 1)
    return forms
