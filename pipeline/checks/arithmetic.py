"""What prose computes from its own figures: growth over the year before, shares of one whole, parts that are all of it.

Only what is wrong whichever of the figures beside it is meant is a failed check: a rate is held against every figure of its
paragraph and every claim, and shares of one list against each other, so that nothing has to be known of the whole.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import combinations, pairwise

from pipeline.checks.identities import TOTAL, Tables, total_of
from pipeline.checks.stated import CARRIED
from pipeline.contract import Check, Claim
from pipeline.documents.document import Line

PARTS, GROWTH = "prose.parts", "prose.growth"
_COMPUTES = re.compile(
    r"[%％其中包分下四合共总總倍增减減升降多少](?:(?<=[%％倍])|(?<=其)中|(?<=中)[,，:：]|(?<=包)括|(?<=分)[为為]|(?<=下)半年|(?<=四)季度"
    r"|(?<=[合共总總])[计計]\s?\d|(?<=[增减減升降多少])[加长長少幅低高]?了?\d)"
)
"""In a line, as printed, that may state what is computed; most have none. What all of it begins with stands first: most characters
are passed over at once.
"""
_UNIT = r"[条件份宗起篇](?![例款])"
_COUNTED = re.compile(rf"(?<![\d.第])(?P<number>\d{{1,7}})(?P<unit>{_UNIT})次?(?![余多])")
_ITEMS = ("条", "篇")
_SENTENCE_ENDS = re.compile("[。;!?]")
_LONGEST = 1_000
"""Characters of a sentence, and of what stands before it, that are looked at."""
_PAST = re.compile(
    r"(?:(?:上|去|前一)年度?(?:同期)?|上一年度?(?:同期)?|(?P<year>20\d\d)年度?(?:同期)?)(?P<between>[^,;。:、\d%]{0,14}?)"
    rf"(?P<number>\d{{1,7}})(?P<unit>{_UNIT})(?![余多])"
)
_NO_PAST = re.compile("[增减升降多少转留延均]|以来|至|分别")
"""Between the year before and a figure that is not that year's: 上年结转3件, 较上年增加6件."""
_UP, _DOWN = "增长|增加|上升|提高|提升|增幅|多", "减少|下降|降低|降幅|少"
_LINK = "(?:了|达到?|约|近|率|幅度|比例|百分比|为|是|:){0,3}"
_RATE = re.compile(rf"(?<!均)(?:(?P<up>{_UP})|(?P<down>{_DOWN})){_LINK}(?P<rate>\d{{1,5}}(?:\.\d+)?)%")
_DIFFERENCE = re.compile(
    rf"(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?:了|约|近|共)?(?P<number>\d{{1,7}})(?P<unit>{_UNIT})(?![余多])"
)
_BY_BOTH = re.compile(r"[,(]?(?:同比|环比)?")
"""Between a difference and the rate that says the same: 增加10件，增长12.5%."""
_SHARE = re.compile(
    rf"(?P<number>\d{{1,7}}){_UNIT}次?[,(]?约?占比?(?P<of>[^,;。()\d]{{0,12}}?)[为达约是]?(?P<percent>\d{{1,3}}(?:\.\d+)?)%"
)
_ALL_REQUESTS = re.compile("(?:申请|收件|受理).{0,4}(?:总|全部)|(?:总|全部).{0,4}申请")
_ALL_DISCLOSED = re.compile("^(?!.*申请).*(?:(?:公开|发布|信息).{0,4}总|(?:总|全部).{0,4}(?:公开|发布|信息))")
_FEWEST_SHARES = 2
_ROUNDING, _ROUNDING_OF_DECIMALS = Decimal(1), Decimal("0.2")
"""Points that a share or rate may be off: 61% and 62% are the same, 61.8% and 61.9% too."""
_OF_A_LIST = re.compile(r"[,;、)。]?(?:其中)?[^,;。\d]{0,24}")
"""Between two shares of one list."""
_OTHER_MATTERS = re.compile("提案|议案|建议|信访|热线|工单|咨询|留言|来访|访问|阅读|许可|处罚")
_KINDS = re.compile(
    rf"(?P<whole>\d{{1,7}})(?P<unit>{_UNIT})次?(?:[,:(](?:其中|包括|分别为|主要为)[,:]?|\(|(?:政府|政务)?信息(?:当)?中[,:]?)"
    rf"(?P<parts>(?:[^\d,;、:。()其]{{1,16}}类(?:政府|政务)?(?:信息)?\d{{1,7}}(?P=unit)次?[,;、]?){{2,}}"
    rf"(?:其[他它](?:类|信息|方面)*\d{{1,7}}(?P=unit)次?)?)(?=[。)]|$)"
)
"""公开315条，其中，政策类40条，动态类106条: kinds, of which each item has one."""
_HALVES = re.compile(
    rf"(?:上半年[^,;。\d]{{0,10}}\d{{1,7}}(?P<unit>{_UNIT})次?[,;、]下半年[^,;。\d]{{0,10}}\d{{1,7}}(?P=unit)"
    rf"|第?一季度[^,;。\d]{{0,10}}\d{{1,7}}(?P<of>{_UNIT})次?(?:[,;、]第?[二三四]季度[^,;。\d]{{0,10}}\d{{1,7}}(?P=of)次?){{3}})次?(?=[,;。)]|$)"
)
"""Or quarters."""
_SUM = re.compile(rf"[,;、](?:[三四五]项|以上)?[合共总]计(?P<number>\d{{1,7}})(?P<unit>{_UNIT})(?=[,;。)]|$)")
_SUMMAND = re.compile(rf"[^\d]{{1,16}}(?P<number>\d{{1,7}})(?P<unit>{_UNIT})次?")
_PARTS_OF_A_LIST = re.compile("[,;、:(]")
_FEWEST_SUMMANDS = 3
_ONE_SHARE = re.compile(
    rf"(?<![\d.])(?P<whole>\d{{1,7}})(?P<unit>{_UNIT})[,(:]其中[,:]?[^,;。()\d]{{0,12}}(?P<number>\d{{1,7}})(?P=unit)[,(]占比?[为达约]?(?P<percent>\d{{1,3}}(?:\.\d+)?)%"
    rf"|(?:办结|答复|回复)[^,;。()\d]{{0,6}}(?P<answered>\d{{1,7}})(?P<of>{_UNIT})(?:申请)?[,(](?:申请)?(?:办结|答复|回复)率[为达约]?(?P<rate>\d{{1,2}}(?:\.\d+)?)%"
)
"""Of the figure before it, or of what had to be answered: 收到40件，其中自然人申请30件，占75%; 办结38件，办结率95%."""
_TIMES = re.compile(r"[上去](?:一?年)?(?:同期)?的(?P<times>\d{1,3}(?:\.\d+)?)倍")
_NUMBERS = re.compile(r"\d+")
_OUTCOME = (
    r"(?:予以公开|同意(?:全部|部分)?公开|部分公开|不予公开|不同意公开|无法提供|不予处理|其[他它]处理|(?:政府)?信息不存在|(?:不属于|非)本(?:机关|单位|部门)[^,;。、\d]{0,10}"
    r"|已?主动公开范围)(?:的|答复|数|申请){0,3}"
)
_OUTCOMES = re.compile(rf"(?:其中|分别)[,:]?(?P<parts>(?:{_OUTCOME}[为共]?\d{{1,7}}[件份宗条][,;、]?){{3,}})")
_OF_REQUESTS = ("requests.received", "requests.answered")
_IN_TABLE = ("received.new", "received.carried_in", "outcomes.total")
_CHANNEL_SHARE = re.compile(
    r"(?P<channel>网站|微信(?:公众号)?|微博)[^,;。\d%]{0,14}占[^,;。\d]{0,8}(?:总|全部)[^,;。\d]{0,6}?(?P<percent>\d{1,3}(?:\.\d+)?)%"
)
_CHANNELS = {"网站": "disclosed.website", "微信": "disclosed.wechat", "微博": "disclosed.weibo"}


def hold_arithmetic(
    lines: Iterable[Line], claims: Sequence[Claim], report_year: int | None, tables: Tables
) -> Iterator[Check]:
    """A failed check for each rate, share, sum or difference in prose that no figures beside it can give."""
    kept = list(lines)
    telling = [line for line in kept if _COMPUTES.search(line.text) is not None]
    if not telling:
        return
    exact = [claim for claim in claims if not claim.approximate and claim.value == int(claim.value)]
    of_items = {int(claim.value) for claim in exact if claim.indicator.startswith("disclosed.")}
    of_cases = {int(claim.value) for claim in exact if not claim.indicator.startswith("disclosed.")}
    requests = tables.get("requests", {})
    new, old, answered = (total_of([requests.get(item, {}).get(TOTAL)]) for item in _IN_TABLE)
    disclosed = {int(claim.value) for claim in exact if claim.indicator == "disclosed.total"}
    wholes = {int(claim.value) for claim in exact if claim.indicator in _OF_REQUESTS}
    if wholes:  # what came is as the table has it, where prose leaves it to that
        wholes |= {int(one) for one in (new, answered, new and old and new + old) if one}
    counted = of_items, of_cases | wholes
    is_carried: bool | None = None
    for line in telling:
        text = line.folded
        start = 0
        for sentence in _SENTENCE_ENDS.split(text):
            end = start + len(sentence)
            if sentence and len(sentence) <= _LONGEST:
                before = text[max(start - _LONGEST, 0) : start]
                if any(word in sentence for word in "增减降升倍"):
                    yield from _growth(sentence, before, (of_items, of_cases), report_year)
                yield from _channel_shares(sentence, claims)
                if "率" in sentence or "占" in sentence:
                    yield from _one_share(sentence, before, counted)
                if "计" in sentence:
                    yield from _sums(sentence, before, counted)
            start = end + 1
        if len(text) <= _LONGEST:
            yield from _halves(text, counted)
            yield from _kinds(text)
            yield from _shares(text)
            if "占" in text:
                yield from _of_all(text, _ALL_REQUESTS, wholes, "requests.received")
                if disclosed and text.count("占") == 1:  # several are of one whole, which need not be stated
                    yield from _of_all(text, _ALL_DISCLOSED, disclosed | _items(text), "disclosed.total")
            if "其中" in text or "分别" in text:
                if is_carried is None:
                    is_carried = any(CARRIED.search(other.text) for other in kept)
                yield from _outcomes(text, claims, is_carried)


def _growth(sentence: str, before: str, stated: tuple[set[int], set[int]], report_year: int | None) -> Iterator[Check]:
    """A sentence that has the figure of the year before, and by how much or how many per cent it grew; or both of these.

    The year's own figure is any of its unit before it, or a claim: `stated` are those of items, and those of cases.
    """
    past = [one for one in _PAST.finditer(sentence) if _is_of_the_year_before(one, report_year)]
    rates, differences = list(_RATE.finditer(sentence)), list(_DIFFERENCE.finditer(sentence))
    if len(past) > 1 or len(rates) > 1 or len(differences) > 1:
        return  # of several matters
    unit = past[0]["unit"] if past else differences[0]["unit"] if differences else None
    apart = {one.start("number") for one in (*past, *differences)}
    now = {
        int(one["number"])
        for text, is_own in ((before, False), (sentence, True))
        for one in _COUNTED.finditer(text)
        if one["unit"] == unit and not (is_own and one.start("number") in apart)
    } | stated[unit not in _ITEMS]
    if unit is None or not now:
        return
    if past and rates:
        earlier = int(past[0]["number"])
        sign = 1 if rates[0]["up"] else -1
        yield from _rate(rates[0]["rate"], [Decimal(100) * sign * (one - earlier) / earlier for one in now if earlier])
    if past and (times := _TIMES.search(sentence)) and (earlier := int(past[0]["number"])):
        yield from _rate(times["times"], [Decimal(one) / earlier for one in now], Decimal("0.5"))
    if past and differences:
        sign, said = (1 if differences[0]["up"] else -1), int(differences[0]["number"])
        by = [sign * (one - int(past[0]["number"])) for one in now]
        if said not in by:
            yield Check(GROWTH, None, None, None, said, min(by, key=lambda one: abs(one - said)), "fail")
    elif differences and rates and _BY_BOTH.fullmatch(sentence, differences[0].end(), rates[0].start()):
        by = int(differences[0]["number"])
        before_it = [one - by if differences[0]["up"] else one + by for one in now]
        yield from _rate(rates[0]["rate"], [Decimal(100) * by / one for one in before_it if one > 0])


def _rate(
    printed: str, grown: Sequence[Decimal], rounding: Decimal | None = None, check: str = GROWTH
) -> Iterator[Check]:
    """A failed check where a rate is none of those that are possible."""
    said = Decimal(printed)
    if grown and all(abs(one - said) > (rounding or _rounding(printed)) for one in grown):
        yield Check(check, None, None, None, said, round(min(grown, key=lambda one: abs(one - said)), 2), "fail")


def _rounding(printed: str) -> Decimal:
    return _ROUNDING_OF_DECIMALS if "." in printed else _ROUNDING


def _is_of_the_year_before(past: re.Match[str], report_year: int | None) -> bool:
    if _NO_PAST.search(past["between"]):
        return False
    return past["year"] is None or (report_year is not None and int(past["year"]) == report_year - 1)


def _shares(text: str) -> Iterator[Check]:
    """Shares of one list that no one whole can have: 当面3件，占14.3%；网络11件，占91%."""
    run: list[re.Match[str]] = []
    found = list(_SHARE.finditer(text))
    for share, following in pairwise((*found, None)):
        if share is None:
            return
        run.append(share)
        if following is not None and _is_listed(share, following, text):
            continue
        if len(run) >= _FEWEST_SHARES:
            yield from _of_one_whole(run)
        run = []


def _of_all(text: str, of_all: re.Pattern[str], wholes: Collection[int], indicator: str) -> Iterator[Check]:
    """自然人申请15件，占新收申请总数的38%: of what came, or was answered, as claims and the table say; so of what was disclosed."""
    for share in _SHARE.finditer(text):
        if not of_all.search(share["of"]):
            continue
        shares = [_percent(share, whole) for whole in wholes if whole >= int(share["number"])]
        said = Decimal(share["percent"])
        if shares and all(abs(one - said) > _ROUNDING for one in shares):
            nearest = min(shares, key=lambda one: abs(one - said))
            yield Check(PARTS, None, indicator, None, said, round(nearest, 2), "fail")


def _is_listed(share: re.Match[str], following: re.Match[str], text: str) -> bool:
    between = text[share.end() : following.start()]
    is_one_list = _OF_A_LIST.fullmatch(between) is not None and _OTHER_MATTERS.search(between) is None
    return is_one_list and following["of"] == share["of"]


def _of_one_whole(run: Sequence[re.Match[str]]) -> Iterator[Check]:
    """The whole of each lies between two bounds; a share whose bounds have nothing of the others' is wrong."""
    least, most = Decimal(0), Decimal("Infinity")
    for share in run:
        number, percent = Decimal(share["number"]), Decimal(share["percent"])
        if not number and not percent:
            continue
        rounding = _rounding(share["percent"])
        least = max(least, 100 * number / (percent + rounding))
        if percent > rounding:
            most = min(most, 100 * number / (percent - rounding))
    if least > most:
        in_all = sum(int(share["number"]) for share in run)
        wrong = max(run, key=lambda one: abs(_percent(one, in_all) - Decimal(one["percent"])))
        yield Check(PARTS, None, None, None, Decimal(wrong["percent"]), round(_percent(wrong, in_all), 2), "fail")


def _percent(share: re.Match[str], whole: int) -> Decimal:
    return 100 * Decimal(share["number"]) / whole if whole else Decimal(0)


def _kinds(text: str) -> Iterator[Check]:
    for found in _KINDS.finditer(text):
        parts = sum(map(int, _NUMBERS.findall(found["parts"])))
        if parts > int(found["whole"]):
            yield Check(PARTS, None, None, None, parts, int(found["whole"]), "fail")


def _halves(text: str, stated: tuple[set[int], set[int]]) -> Iterator[Check]:
    for found in _HALVES.finditer(text):
        if _OTHER_MATTERS.search(text, text.rfind("。", 0, found.start()) + 1, found.end()):
            continue
        unit = found["unit"] or found["of"]
        halves = sum(int(one["number"]) for one in _COUNTED.finditer(found[0]))
        wholes = _counted(text[: found.start()] + text[found.end() :], unit) | stated[unit not in _ITEMS]
        if wholes and halves not in wholes:
            yield Check(PARTS, None, None, None, halves, max(wholes), "fail")


def _counted(text: str, unit: str) -> set[int]:
    return {int(one["number"]) for one in _COUNTED.finditer(text) if one["unit"] == unit}


def _items(text: str) -> set[int]:
    """What a text counts of items: any of these may be the whole that a share is of."""
    return {int(one["number"]) for one in _COUNTED.finditer(text) if one["unit"] in _ITEMS}


def _sums(sentence: str, before: str, stated: tuple[set[int], set[int]]) -> Iterator[Check]:
    """网上申请5件，信函申请4件，当面申请1件，合计12件: not what the list comes to, from whichever of its parts on."""
    for found in _SUM.finditer(sentence):
        unit, said = found["unit"], int(found["number"])
        sums: list[int] = []
        for part in reversed(_PARTS_OF_A_LIST.split(sentence[: found.start()])):
            summand = _SUMMAND.fullmatch(part)
            if summand is None or summand["unit"] != unit:
                break
            sums.append(int(summand["number"]) + (sums[-1] if sums else 0))
        wholes = _counted(before + sentence[: found.start()], unit) | stated[unit not in _ITEMS]
        if len(sums) >= _FEWEST_SUMMANDS and said not in sums[1:] and said not in wholes:
            yield Check(PARTS, None, None, None, sums[-1], said, "fail")


def _one_share(sentence: str, before: str, stated: tuple[set[int], set[int]]) -> Iterator[Check]:
    """A share, or a rate of answers, that is of no figure before it, no two of these together and no claim."""
    for found in _ONE_SHARE.finditer(sentence):
        unit, printed = found["unit"] or found["of"], found["percent"] or found["rate"]
        number = int(found["number"] or found["answered"])
        counted = (_counted(before + sentence[: found.end()], unit) | stated[unit not in _ITEMS]) - {number}
        counted |= {int(found["whole"] or 0)}
        wholes = counted | {one + other for one, other in combinations(counted, 2)}
        shares = [Decimal(100) * number / whole for whole in wholes if whole >= number > 0]
        yield from _rate(printed, shares, _ROUNDING, PARTS)


def _outcomes(text: str, claims: Sequence[Claim], is_carried: bool) -> Iterator[Check]:
    """More requests with an outcome than came, or were answered, and none that came in another year."""
    wholes = [int(claim.value) for claim in claims if claim.indicator in _OF_REQUESTS and not claim.approximate]
    if not wholes or is_carried:
        return
    for found in _OUTCOMES.finditer(text):
        parts = sum(map(int, _NUMBERS.findall(found["parts"])))
        if parts > max(wholes):
            yield Check(PARTS, None, "requests.answered", None, parts, max(wholes), "fail")


def _channel_shares(sentence: str, claims: Sequence[Claim]) -> Iterator[Check]:
    """网站发布的信息占总数的31.4%, where prose has both figures elsewhere."""
    if "占" not in sentence:
        return
    for found in _CHANNEL_SHARE.finditer(sentence):
        parts, wholes = (
            [claim.value for claim in claims if claim.indicator == code and not claim.approximate]
            for code in (_CHANNELS[found["channel"][:2]], "disclosed.total")
        )
        shares = [Decimal(100) * Decimal(part) / Decimal(whole) for part in parts for whole in wholes if whole]
        said = Decimal(found["percent"])
        if shares and not any(abs(one - said) <= _ROUNDING for one in shares):
            yield Check(PARTS, None, "disclosed.total", None, said, round(shares[0], 2), "fail")
