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
from pipeline.documents.fold import fold, tidy
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
    is_certain_start,
    is_odd,
    is_of_listed_places,
    may_be_of_name,
    printed_again,
    rest_of_place,
    start_of_name,
)
from pipeline.identification.namesakes import are_different, are_of_different_places, share_a_character
from pipeline.identification.pointed_names import (
    OF_PLACES,
    OFFICE_OF_ITSELF,
    ROOM,
    TOLD_WITHIN,
    cleaned,
    names_told,
    places_told_of,
    pointed_at,
    who_publishes,
    with_papers,
    without_disclosure_office,
)
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
_OF_WORK = "局委厅"
"""What names end with whose offices are no agencies; a government's office is one."""
_OF_DISCLOSURE = re.compile(r"政务|审批|数据|公开|信息|办公")
"""Bureaus that see to disclosure for their government, and compile its report."""
_ADDRESS = re.compile(r"(?:(?<!下载)(?<!网站)地址(?!:?http)|位于)[^,。;()]*$")
"""What stands before a place that is a part of an address."""
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
        name for line in aside for match in _SHORTENED.finditer(line) if is_name(name := cleaned(match["name"]))
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
    pointed = [*shortened, *pointed_at(lead, body, own)] or signs_undated(body, own) or list(with_papers(body, own))
    if not pointed and own in (None, *OF_PLACES):
        return next(places_told_of(body), None) or (who_publishes(body) if own is None else None)
    if not pointed:  # an agency of the nation is named by many reports, and seldom their own
        told = names_told(fold(line.text[:TOLD_WITHIN]) for line in body[:EARLY])
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
            name = cleaned(match["name"])
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
                name = without_disclosure_office(cleaned(match["name"]))
                room = ROOM.fullmatch(name)
                if room and (room["town"] or not name.endswith("中心") or own_kind(body) in GOVERNMENTS):
                    name = room["town"] or room["seat"] or name
                if is_name(name) or (name != match["name"] and PLACE.fullmatch(name)):
                    yield name


def _without_own_office(name: str, body: Sequence[Line]) -> str:
    """望川县教育局 for its 办公室 that compiled the report, where the report calls its agency 我局; for that of any part of it
    (望川县公安局指挥中心办公室), where the report tells of the bureau's work by its name.
    """
    office = OFFICE_OF_ITSELF.match(name)
    if office and not office["rest"] and not office["name"].endswith(("政府", *GOVERNMENTS)):
        own = own_kind(body)
        if own and fits(office["name"], own) and not fits(name, own):
            return office["name"]
    if not name.endswith("办公室"):
        return name
    told = names_told(fold(line.text[:TOLD_WITHIN]) for line in body[:EARLY])
    return next((one for one in told if name.startswith(one) and one[-1] in _OF_WORK and is_name(one)), name)


def _forms(
    name: str, named: Sequence[str], signature: str | None, lead: Sequence[str], body: Sequence[Line]
) -> Iterable[str]:
    """`name`, and the longer ones that are the same agency's, of those that the lead gives, asks, signs or tells of."""
    forms = {name}
    if signature and (signature.endswith(name) or any(signature == name + longer for longer in _LONGER)):
        forms.add(signature)
    ends = [one for line in body[-LAST_LINES:] if name in line.text and (one := name_alone(line))]
    whole = (*named, *pointed_at(lead, ()), *names_told(lead), *ends, *((signature,) if signature else ()))
    forms.update(other for other in whole if _abbreviates(name, other))
    if signature and _abbreviates(name, signature, least=1):
        forms.add(signature)
    told = [line for line in body[:EARLY] if name in line.text] if PLACE.match(name) is None else []
    for other in (*whole, *pointed_at((), told)):
        before, found, behind = other.partition(name)
        if found and (not before or PLACE.fullmatch(before)) and behind in ("", *_GOVERNS):
            forms.add(other)
    for line in lead:
        at = line.find(name)
        while at != -1:
            behind = _GOVERNMENT_OF.match(line, at + len(name)) if name.endswith(OF_PLACES) else None
            printed = name + (behind.group() if behind else "")
            before = _BREAK.split(line[max(at - 14, 0) : at])[-1]
            place = _PLACE_BEFORE.search(before)
            if place and _ADDRESS.search(line, max(at - 40, 0), at):
                place = None
            longer = (place.group() if place else rest_of_place(line, at)) + printed
            forms.add(longer[start_of_name(longer) :])
            at = line.find(name, at + 1)
    return forms
