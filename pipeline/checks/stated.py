"""Prose against itself: one figure that is stated twice, and parts that are more than the whole they are said to be part of.

Where a document has tables, its claims are held against these; what it says in prose alone has only prose to speak against it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from pipeline.checks.identities import STATISTICS, TOTAL, VALUE, Tables
from pipeline.checks.statements import stated_in
from pipeline.contract import Check, Claim, Notice, Number
from pipeline.documents.document import Line
from pipeline.documents.fold import fold

CHANNELS = ("disclosed.website", "disclosed.wechat", "disclosed.weibo")
_STATED_ONCE = frozenset(
    {
        "disclosed.total",
        "requests.received",
        "requests.answered",
        "requests.granted",
        "requests.denied",
        "review.total",
        "suit.total",
        "normative_documents.issued",
    }
)
"""Claims that have one value a year: an agency may have several sites, and hold several series of courses."""
_REPLIES = ("granted", "granted_in_part", "denied", "unavailable")
"""Outcomes that are all replies: what was closed without one may stand beside the answered."""
_CLAIMED_REPLIES = {"granted": "requests.granted", "denied": "requests.denied"}
"""Those that are claims."""
_OF_WHICH = re.compile("其中|包括|分别")
_ALL_CHANNELS = re.compile(r"(?:其中|包括)[,:]?|^ ?[条篇件]次?[:(](?:其中[,:]?)?")
_NEXT_SENTENCE = 60
"""Characters between a whole and the first of its parts in the sentence behind it."""
_CHANNEL = re.compile(r"(?P<name>[^\d,;、:。()]{2,24})(?P<number>\d{1,7}) ?[条篇]次?(?:政府)?(?:信息)?(?:[,;、]|$)")
"""One of a list: 政务微信公开738条."""
_OTHERS = re.compile("其[他它]")
_NO_CHANNEL = re.compile("[约超近占增减年月]|同比")
_FEWEST_CHANNELS = 3
_MOST_ANSWERED = 10
"""Statements of how many were answered whose sentences are looked through: a report has one or two."""
CARRIED = re.compile("结转|转结|[跨上去]年")
"""Of requests that came in another year."""
_CHECK = "prose.parts"
_RESULTS = re.compile(
    r"(?:维持|纠正|纠错|驳回|撤销|变更|确认违法|未经复议|复议后|审结)[^,，;；、:：。()（）\d]{0,12}(?P<number>\d{1,6})\s?[件起宗例]"
)
"""How disputes ended, or how they were brought: each a part of them."""
_OF_RESULTS = re.compile(r"\s?[件起宗例]?[,，(（:：](?:其中|包括|分别为|(?=维持|纠正|驳回|撤销))")
"""Between a figure of disputes and the first of these."""
_SHARE = re.compile(
    r"\s?[条件份宗篇起]次?[,(]?占(?:比为?|(?P<of>[^,;。()\d]{0,12}?)(?:的?(?:比例|比重|百分比)?[为达约是]?))(?P<percent>\d{1,3}(?:\.\d+)?)%"
)
"""Behind a figure: 占总数的61.9%."""
_OF_ALL = re.compile("总|全部|全年")
_COUNTED = re.compile(r"(?<![\d.])(\d{1,7})\s?[条件份宗篇起]")
_WHOLES = {"requests": ("requests.received", "requests.answered"), "disclosed": ("disclosed.total",)}
_ROUNDING = 1
"""Points that a share may be off: 61%, 62% and 61.9% are the same."""


_CAME_IN = re.compile("收|受理|接到")
_DEALT_WITH = re.compile("[办处承][理办]")


def _dealt_with(claims: Sequence[Claim]) -> set[Number]:
    """The numbers of requests that are only said to be dealt with, beside other numbers that came in.

    Fewer may be, and more where some were carried over: 收到100件，上年结转12件. 办理依申请公开112件.
    """
    received = [claim for claim in claims if claim.indicator == "requests.received"]
    most = max((claim.value for claim in received if _CAME_IN.search(claim.sentence)), default=None)
    if most is None:
        return set()
    is_carried = any(CARRIED.search(claim.sentence) for claim in received)
    others = (claim for claim in received if not _CAME_IN.search(claim.sentence))
    return {c.value for c in others if _DEALT_WITH.search(c.sentence) and (is_carried or c.value < most)}


def differing_claims(claims: Sequence[Claim], checks: Sequence[Check]) -> Iterator[Notice]:
    """A warning for each figure that prose states exactly in more than one way, unless the tables hold all of them."""
    stated: dict[str, dict[Number, str | None]] = {}
    for claim in claims:
        if claim.indicator in _STATED_ONCE and not claim.approximate:
            stated.setdefault(claim.indicator, {})[claim.value] = claim.reading
    for indicator, values in stated.items():
        if len(values) > 1 and indicator == "requests.received":
            for value in _dealt_with(claims) & values.keys():
                del values[value]
        if len(values) < 2 or "with_carried_in" in values.values():  # 收到45件, 共办理47件（含上年结转2件）
            continue
        held = {check.left for check in checks if check.check.startswith("prose.") and check.status == "pass"}
        if not values.keys() <= held:
            figures = ", ".join(map(str, values))
            yield Notice("warning", "claims_differ", f"{indicator} is stated as {figures}", None, indicator)


_SINCE_WHEN = (
    r"(?:^|[,;。:])(?:(?:(?P<year>20\d\d)年度?|本年度?|全年|今年|年内|报告期内|[我本](?:局|委|厅|办|镇|乡|街道|单位|机关|部门)),?){0,4}"
    r"(?:均|暂|都)?(?:未|没有)(?:曾)?"
)
_NO_REQUESTS = re.compile(
    rf"{_SINCE_WHEN}(?:收到|接到|受理)(?:过|任何)?(?:政府信息公开申请|信息公开申请|依申请公开(?:政府信息|信息)?(?:的?申请)?)(?:件|事项)?(?=[,;。]|$)"
)
_NO_DISPUTES = re.compile(
    rf"{_SINCE_WHEN}(?:发生|出现|产生|收到)(?:过|任何)?(?:因|由于|涉及)?(?:依申请公开|(?:政府)?信息公开)(?:工作|申请)?(?:引起|引发|产生|导致)?的?"
    r"(?P<review>行政复议|复议)?(?:案件|申请)?[、和及与或]?(?P<suit>行政诉讼|诉讼)?(?:案件?)?(?:情况|事项)?(?=[,;。]|$)"
)
_NO_FEES = re.compile(
    r"未(?:收取|产生)(?:过|任何)?[^,;。\d]{0,8}(?:信息处理费|依申请公开费用|信息公开费用)(?:用)?(?=[,;。]|$)"
)
_FEES = re.compile(
    r"(?<!未)收取[^,;。\d]{0,8}(?:信息处理费|依申请公开费用|信息公开费用)(?:[^。;]{0,24}金额)?[共合计为]{0,3}(?=[\d.]*[1-9])\d+(?:\.\d+)?万?元"
)


def denied_in_words(
    claims: Sequence[Claim], lines: Sequence[Line], tables: Tables, report_year: int | None
) -> Iterator[Notice]:
    """A warning for each kind of case of which one sentence says that there was none at all, and another counts some.

    So for fees. 未收到书面申请 and 未发生复议被纠错 deny a part.
    """
    some = {claim.indicator: claim.value for claim in claims if claim.value}
    if not some:
        return
    found: set[str] = set()
    no_fees = fees = False
    for line in lines:
        printed = line.text
        if "未" not in printed and "没有" not in printed:
            fees = fees or ("处理费" in printed and _FEES.search(line.folded) is not None)
            continue
        text = line.folded
        for one in (*_NO_REQUESTS.finditer(text), *_NO_DISPUTES.finditer(text)):
            if one["year"] is not None and int(one["year"]) != report_year:
                continue
            named = one.groupdict()
            found |= {"requests.received"} if "review" not in named else set[str]()
            found |= {f"{kind}.total" for kind in ("review", "suit") if named.get(kind)}
        no_fees = no_fees or _NO_FEES.search(text) is not None
        fees = fees or _FEES.search(text) is not None
    for indicator in sorted(found & some.keys()):
        message = f"{indicator} is stated as {some[indicator]}, and as none"
        yield Notice("warning", "claims_differ", message, None, indicator)
    charged = tables.get(STATISTICS, {}).get("fees.requests", {}).get(VALUE)
    if no_fees and (fees or (charged is not None and charged.value)):
        yield Notice("warning", "claims_differ", "fees for disclosure are stated, and as none", None, "fees.requests")


_ON_A_CHANNEL = re.compile(
    r"(?P<name>[^,;。:、\d“”()]{0,12}(?:网站|官网|公众号|微博))(?:上|平台)?(?:(?:20\d\d年度?|全年|本年度?|共|累计|已|主动|对外|向社会)){0,4}"
    r"(?P<verb>公开|发布|推送|更新)?(?:各类|各种)?(?P<what>政府|政务)?(?:信息)?(?:共计?|总计)?(?P<number>\d{1,7})[条篇](?=[,;。、(]|$)"
)
_BEFORE_A_NAME = re.compile("^(?:.*(?:通过|利用|依托|其中|[我本]局|[我本]委|在|全年|年度?))?")


def twice_on_a_channel(claims: Sequence[Claim], lines: Iterable[Line]) -> Iterator[Notice]:
    """A warning where one channel, by the same name and verb, has two figures that are both claims: an agency may have several.

    Without a verb it is one of a list of what was made public.
    """
    stated = {(claim.indicator, int(claim.value)) for claim in claims if claim.indicator in CHANNELS}
    if len(stated) < 2:
        return
    found: dict[tuple[str, ...], set[int]] = {}
    for line in lines:
        if "网" in line.text or "公众号" in line.text or "微博" in line.text:
            for one in _ON_A_CHANNEL.finditer(line.folded):
                name = _BEFORE_A_NAME.sub("", one["name"])
                verb = {None: "公开", "推送": "发布"}.get(one["verb"], one["verb"])
                what = one["what"] if verb != "公开" and one["what"] else ""
                found.setdefault((name, verb, what), set()).add(int(one["number"]))
    for (name, *_), figures in found.items():
        indicator = next(code for code, words in _WORDS_OF_CHANNELS.items() if name.endswith(words))
        both = sorted(figure for figure in figures if (indicator, figure) in stated)
        if len(both) > 1:
            message = f"{indicator} is stated as {', '.join(map(str, both))}"
            yield Notice("warning", "claims_differ", message, None, indicator)


_WORDS_OF_CHANNELS = {
    "disclosed.website": ("网站", "官网"),
    "disclosed.wechat": ("公众号",),
    "disclosed.weibo": ("微博",),
}


def more_answered(claims: Sequence[Claim], tables: Tables, lines: Sequence[Line]) -> Iterator[Notice]:
    """A warning where prose alone counts more requests answered than received, and none that were carried over."""
    if "requests" in tables or STATISTICS in tables:
        return
    received, answered = (
        max((claim.value for claim in claims if claim.indicator == code and not claim.approximate), default=None)
        for code in ("requests.received", "requests.answered")
    )
    if received is None or answered is None or answered <= received:
        return
    if not any(CARRIED.search(line.text) for line in lines):
        yield Notice(
            "warning",
            "claims_differ",
            f"{answered} requests answered of {received} received",
            None,
            "requests.answered",
        )


def stated_blanks(tables: Tables, checks: Sequence[Check]) -> Iterator[Notice]:
    """A warning for each entry without a figure of which prose counts some: a blank, or a stroke, where there were cases.

    A total is not missed where its row prints parts.
    """
    for check in checks:
        if check.status != "not_assessable" or not check.check.startswith("prose.") or not check.left:
            continue
        row = tables.get(check.table or "", {}).get(check.item or "", {})
        cell = row.get(check.column or "")
        if cell is None or cell.status not in ("blank", "not_applicable"):
            continue
        if check.column != TOTAL or not any(other.status == "reported" for other in row.values()):
            message = f"{check.item}: prose says {check.left}, and the table has no figure"
            yield Notice("warning", "stated_blank", message, check.table, check.item)


def hold_parts(claims: Sequence[Claim]) -> Iterator[Check]:
    """A failed check for each part that is more than the whole of its sentence: 公开300条，其中网站公开350条.

    So for parts that are said to be all there are and do not come to the whole.
    """
    exact = [claim for claim in claims if not claim.approximate]
    wholes = {claim.sentence: claim for claim in exact if claim.indicator == "disclosed.total"}
    for claim in exact if wholes else ():
        whole = wholes.get(claim.sentence) if claim.indicator in CHANNELS else None
        if whole is not None and claim.value > whole.value and _is_of_which(whole, claim):
            yield Check(_CHECK, None, claim.indicator, None, claim.value, whole.value, "fail")
    for whole in wholes.values():
        yield from _channels(whole, _behind(whole, exact))
    for claim in exact:
        if claim.indicator in ("review.total", "suit.total"):
            yield from _results(claim)
        elif claim.value and "%" in claim.sentence:
            yield from _shares(claim, exact)
    answered = [claim for claim in exact if claim.indicator == "requests.answered"][:_MOST_ANSWERED]
    for claim in answered:
        yield from _replies(claim, {one.indicator: one.value for one in exact if one.sentence == claim.sentence})


def _behind(whole: Claim, claims: Sequence[Claim]) -> str:
    """The sentence behind that of the whole, where it begins with 其中 and has its channels; else nothing."""
    end = whole.place.end
    for claim in claims:
        start = claim.place.start if claim.indicator in CHANNELS else None
        if start is not None and end is not None and 0 < start - end < _NEXT_SENTENCE:
            return claim.sentence if claim.sentence.startswith("其中") else ""
    return ""


def _channels(whole: Claim, behind: str) -> Iterator[Check]:
    """A failed check where a list of channels that ends with all others (其他渠道) does not come to the whole.

    Without these a list need not be complete. It stands in the whole's sentence, else in the one behind it.
    """
    if not behind and "其他" not in whole.sentence and "其它" not in whole.sentence:
        return  # as in most: no list of channels that is whole
    text = fold(whole.sentence).rstrip("。)")
    head, number, text = text.partition(str(whole.value))
    start = _ALL_CHANNELS.search(text) if number and not head[-1:].isdecimal() and not text[:1].isdecimal() else None
    if start is None and behind:
        text = fold(behind).rstrip("。")
        start = _ALL_CHANNELS.match(text)
    if start is None:
        return
    at, name, figures = start.end(), "", list[int]()
    while (part := _CHANNEL.match(text, at)) and not _NO_CHANNEL.search(part["name"]):
        at, name = part.end(), part["name"]
        figures.append(int(part["number"]))
    if at == len(text) and len(figures) >= _FEWEST_CHANNELS and _OTHERS.search(name) and sum(figures) != whole.value:
        yield Check(_CHECK, None, whole.indicator, None, sum(figures), whole.value, "fail")


def _results(whole: Claim) -> Iterator[Check]:
    """A failed check for each result that is more than the disputes of which its clause says it is: 复议3件，其中维持6件."""
    _, number, text = whole.sentence.partition(str(whole.value))  # not folded: every report has such sentences
    text = text.partition("诉讼" if whole.indicator == "review.total" else "复议")[0] if number else ""
    if not _OF_RESULTS.match(text):
        return
    for part in _RESULTS.finditer(text):
        if int(part["number"]) > whole.value:
            yield Check(_CHECK, None, whole.indicator, None, int(part["number"]), whole.value, "fail")


def _shares(part: Claim, claims: Sequence[Claim]) -> Iterator[Check]:
    """A failed check for a share (占总数的62%) that is that of no whole which prose states.

    A whole is a figure before it in its sentence; where it is called a total, also a claim of all requests, of all answered, of
    all that was published. A share of something else (占网站信息的62%) is of what prose need not state.
    """
    text = fold(part.sentence)
    before, number, behind = text.partition(str(part.value))
    share = _SHARE.match(behind) if number and not before[-1:].isdecimal() else None
    if share is None:
        return
    of = share["of"]
    if of and not _OF_ALL.search(of):
        return
    kinds = _WHOLES.get(part.indicator.partition(".")[0], ()) if of else ()
    wholes = [int(whole) for whole in _COUNTED.findall(before)]
    wholes += [int(claim.value) for claim in claims if claim.indicator in kinds and claim is not part]
    shares = [Decimal(100) * Decimal(part.value) / whole for whole in wholes if whole >= part.value]
    stated = Decimal(share["percent"])
    if shares and all(abs(one - stated) > _ROUNDING for one in shares):
        yield Check(_CHECK, None, part.indicator, None, stated, round(shares[-1], 2), "fail")


def _replies(claim: Claim, beside: Mapping[str, Number]) -> Iterator[Check]:
    """`beside` are the claims of the same sentence, by indicator."""
    parts = {reply: beside[code] for reply, code in _CLAIMED_REPLIES.items() if code in beside}
    if _OF_WHICH.search(claim.sentence):
        for statement in stated_in(fold(claim.sentence)):
            if statement.subject in _REPLIES:
                parts[statement.subject] = max(statement.value, parts.get(statement.subject, 0))
    replied = sum(parts.values())
    if len(parts) > 1 and replied > claim.value:
        yield Check(_CHECK, None, claim.indicator, None, replied, claim.value, "fail")


def _is_of_which(whole: Claim, part: Claim) -> bool:
    """Whether the part is said to be one: 其中 stands between the two figures."""
    start = whole.sentence.find(str(whole.value))
    end = whole.sentence.find(str(part.value), start + 1)
    return 0 <= start < end and _OF_WHICH.search(whole.sentence, start, end) is not None
