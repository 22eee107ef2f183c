"""Prose against tables: every claim that has a counterpart among the cells, the channels of requests, and amounts of money.

An approximate figure cannot be held against an exact one. Of 收到 both readings are good: new requests, or these with the ones
carried in.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipeline.checks.bounds import out_of_bounds
from pipeline.checks.identities import ROUTES, STATISTICS, TOTAL, VALUE, Rows, Tables, status_of, total_of
from pipeline.checks.plausible import YUAN_PER_UNIT
from pipeline.checks.statements import with_figures
from pipeline.contract import Cell, Check, Claim
from pipeline.documents.document import Line

CHANNELS = tuple(f"requests.received.{channel}" for channel in ("in_person", "fax", "mail", "online"))
_OWN_CHECKS = {
    "requests.received": "prose.requests_received",
    "requests.answered": "prose.requests_answered",
    "requests.granted": "prose.requests_granted",
    "requests.denied": "prose.requests_denied",
    "review.total": "prose.review_total",
    "suit.total": "prose.suit_total",
    "normative_documents.issued": "prose.documents_issued",
}
"""Claims with a check of their own, on whatever form; the 2014 form prints others too, under `prose.statistics`."""
_REPLIES = ("granted", "denied.", "unavailable.")
"""Outcomes that say something of the information itself; the other requests were closed without."""
_NEW, _HANDLED = re.compile(r"新收[^，,。\d]*"), re.compile(r"(?:办理|承办)[^，,。\d]*")
_NO_VERB = re.compile(
    r"(?![^。]*(?:收|受理))[^，,。]{0,12}依申请公开(?:政府信息)?(?:事项|申请)?共?\d+[件份][，,][^。]{0,4}(?:均|全部|都)已?"
)
_ALL_OF_THEM = re.compile("均|全部|都")
_ANSWERED = re.compile(r"(?:答复|回复|办结|完毕|办毕)[^，,。\d]*")
_ANSWERED_FIGURE = re.compile(r"(?:答复|回复|办结|完毕|办毕)[^，,；;、。\d]{0,6}(\d{1,7})[件份宗]")
_ROWS_OF_STATISTICS = {"requests.granted": "answers.granted", "requests.denied": "answers.denied"}
"""Claims that the 2014 form prints under another code."""


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount of money that prose states for an item; `precision` is the value of its last digit, in yuan."""

    table: str
    item: str
    column: str
    yuan: Decimal
    precision: Decimal


def hold_prose(tables: Tables, claims: Sequence[Claim]) -> Iterator[Check]:
    """One check a claim with a counterpart, and one for the channels of requests together."""
    exact = [claim for claim in claims if not claim.approximate and not _is_said_of_all(claim)]
    if not exact:
        return
    if STATISTICS in tables and "requests" not in tables:
        yield from _statistics(tables[STATISTICS], exact)
        return
    for claim in exact:
        place = _counterpart(claim, tables)
        if place is not None:
            table, item, column, members = place
            right = total_of(members)
            if (
                claim.indicator == "requests.answered"
                and claim.value != right
                and _may_be_fewer(claim, tables["requests"])
            ):
                right = claim.value
            if right is None:
                # 收到2件，…上年结转1件 leaves open what it counts: with a total left blank, either reading may hold
                choices = [members, members[:1]] if item == "received.new" else [members]
                right = out_of_bounds(claim.value, choices, tables)
            check = _OWN_CHECKS[claim.indicator]
            yield Check(check, table, item, column, claim.value, right, status_of(claim.value, right))
    yield from _channels(tables.get("requests", {}), exact)


def _counterpart(claim: Claim, tables: Mapping[str, Rows]) -> tuple[str, str | None, str, list[Cell | None]] | None:
    """Table, item, column and cells of what the claim states; None where the document has no such cell."""
    requests, disputes = tables.get("requests", {}), tables.get("disputes", {})

    def total(rows: Rows, item: str) -> Cell | None:
        return rows.get(item, {}).get(TOTAL)

    table, item, column = "requests", None, TOTAL
    match claim.indicator:
        case "requests.received":
            item = "received.new"
            members = [total(requests, item)]
            if claim.reading == "with_carried_in" and not _says_new(claim) and not _came_before(claim, members):
                members.append(total(requests, "received.carried_in"))
            elif _says_handled(claim) and claim.value == total_of([total(requests, "outcomes.total")]):
                members = [total(requests, "outcomes.total")]
        case "requests.answered":
            item = "outcomes.total"
            members = [total(requests, item)]
            replies = [total(requests, name) for name in requests if name.startswith(_REPLIES)]
            if claim.value == total_of(replies):
                members = replies  # 答复43件，不予处理1件，其他处理2件
            elif _says_handled(claim):
                stock = [total(requests, "received.new"), total(requests, "received.carried_in")]
                came = (stock, stock[:1])
                members = next((cells for cells in came if claim.value == total_of(cells)), members)
        case "requests.granted":
            item = "granted"
            members = [total(requests, item)]
        case "requests.denied":
            members = [total(requests, name) for name in requests if name.startswith("denied.")]
        case "review.total":
            table, item = "disputes", "review"
            members = [total(disputes, item)]
        case "suit.total":
            table = "disputes"
            members = [total(disputes, route) for route in ROUTES[1:]]
        case "normative_documents.issued":
            table, item, column = "proactive", "normative_documents", "made"
            members = [tables.get(table, {}).get(item, {}).get(column)]
        case _:
            return None
    return (table, item, column, members) if any(cell is not None for cell in members) else None


def _may_be_fewer(claim: Claim, requests: Rows) -> bool:
    """Whether fewer than all requests are said to be answered, and the table holds what is said."""
    return _are_of_this_year(claim, requests) or _are_parts(claim, requests)


def _are_parts(claim: Claim, requests: Rows) -> bool:
    """Whether the figures of one sentence add up to all: 办公室答复11件，业务科室答复36件; 5日内答复11件，10日内答复36件."""
    figures = list(_ANSWERED_FIGURE.finditer(claim.sentence))
    parts = [int(figure[1]) for figure in figures]
    if len(parts) < 2 or claim.value not in parts or "其中" in claim.sentence[figures[0].end() :]:
        return False
    return sum(parts) in {total_of([requests.get(item, {}).get(TOTAL)]) for item in ("outcomes.total", "received.new")}


def _are_of_this_year(claim: Claim, requests: Rows) -> bool:
    """Whether as many of the new requests were answered, with those carried in left out: 收到131件，办结121件，10件在办."""
    new, left = (total_of([requests.get(item, {}).get(TOTAL)]) for item in ("received.new", "carried_out"))
    return new is not None and left is not None and claim.value == new - left


def _says_new(claim: Claim) -> bool:
    """新收 right before the figure leaves one reading only."""
    return _is_behind(_NEW, claim)


def _came_before(claim: Claim, new: Sequence[Cell | None]) -> bool:
    """Whether the table has no new requests at all, and the sentence says nothing of old ones: 收到3件 is wrong then."""
    return total_of(new) == 0 and "转" not in claim.sentence and not _says_handled(claim)


def _says_handled(claim: Claim) -> bool:
    """办理 may count what is still in hand, and so may no verb at all: 全年依申请公开12件，均已办结."""
    return _is_behind(_HANDLED, claim) or _NO_VERB.match(claim.sentence) is not None


def _is_said_of_all(claim: Claim) -> bool:
    """收到12件，均已答复: of those that came by then, whatever was carried in or out."""
    is_answered = claim.indicator == "requests.answered" and _ALL_OF_THEM.search(claim.sentence) is not None
    return is_answered and not _is_behind(_ANSWERED, claim)


def _is_behind(word: re.Pattern[str], claim: Claim) -> bool:
    """Whether the figure of a claim is the first one behind a word of its clause."""
    value, sentence = str(claim.value), claim.sentence
    if value not in sentence:
        sentence = with_figures(sentence)
    return any(
        sentence.startswith(value, end := match.end()) and not sentence[end + len(value) :][:1].isdecimal()
        for match in word.finditer(sentence)
    )


def _channels(requests: Rows, claims: Sequence[Claim]) -> Iterator[Check]:
    """The channels by which requests came are no more than all requests; where they are fewer, one was not named.

    All are those of the same sentence, where it says how many, else the table's. All four channels leave no other.
    """
    named: dict[str, Claim] = {}
    for claim in claims:
        if claim.indicator in CHANNELS and claim.value > (
            named[claim.indicator].value if claim.indicator in named else -1
        ):
            named[claim.indicator] = claim
    if not named:
        return
    stated = sum(claim.value for claim in named.values())
    sentences = {claim.sentence for claim in named.values()}
    in_all = [claim.value for claim in claims if claim.indicator == "requests.received" and claim.sentence in sentences]
    if not in_all and "received.new" not in requests:  # with no table, of another sentence
        in_all = [claim.value for claim in claims if claim.indicator == "requests.received"]
        if not in_all:
            return
    most = max(in_all, default=None)
    if not in_all:
        new, carried_in = (requests.get(item, {}).get(TOTAL) for item in ("received.new", "received.carried_in"))
        in_all = [total for total in (total_of([new]), total_of([new, carried_in])) if total is not None]
        most = min(in_all, default=None)  # what is carried in came by a channel too: by all of them then
    if stated in in_all:
        yield Check("prose.requests_channels", "requests", "received.new", TOTAL, stated, stated, "pass")
    elif most is not None and (stated > most or (_names_all(named, sentences) and stated < min(in_all))):
        yield Check("prose.requests_channels", "requests", "received.new", TOTAL, stated, max(in_all), "fail")


def _names_all(named: Mapping[str, Claim], sentences: Collection[str]) -> bool:
    """Whether one sentence has a figure of each channel, and none of other ways."""
    return (
        len(named) == len(CHANNELS)
        and len(sentences) == 1
        and not any("其他" in one or "其它" in one for one in sentences)
    )


def _statistics(rows: Rows, claims: Sequence[Claim]) -> Iterator[Check]:
    """Claims against the rows of the 2014 form; of what prose states several times, one that agrees is enough.

    Only of requests and disputes no larger figure may stand beside it: what is published is counted in more ways than one.
    """
    stated: dict[str, list[Claim]] = {}
    for claim in claims:
        stated.setdefault(claim.indicator, []).append(claim)
    for indicator, those in stated.items():
        item = _ROWS_OF_STATISTICS.get(indicator, indicator)
        cell = rows.get(item, {}).get(VALUE)
        if cell is None:
            continue
        right = total_of([cell])
        check = _OWN_CHECKS.get(indicator, "prose.statistics")
        agreeing = [claim for claim in those if claim.value == right][:1]
        if agreeing and right is not None and not indicator.startswith("disclosed."):
            agreeing += [claim for claim in those if claim.value > right]  # no part of it
        for claim in agreeing or those:
            yield Check(check, STATISTICS, item, VALUE, claim.value, right, status_of(claim.value, right))


_FEES, _BUDGET, _OF_REQUESTS, _CHARGED = (
    "行政事业性收费",
    "信息公开专项经费",
    "依申请公开信息收取",
    "收取依申请公开费用",
)
_ITEMS = {
    _FEES: ("proactive", "fees", "amount"),
    _BUDGET: (STATISTICS, "capacity.budget", VALUE),
    _OF_REQUESTS: (STATISTICS, "fees.requests", VALUE),
    _CHARGED: (STATISTICS, "fees.requests", VALUE),
}
_PURCHASES = ("proactive", "procurement", "amount")
_MONEY = re.compile(
    rf"(?P<subject>{_FEES}|{_BUDGET}|{_OF_REQUESTS}|{_CHARGED}|集中采购|采购总?金额)(?P<between>(?:(?!{_FEES}|集中采购|元)[^。;\n]){{0,24}}?)"
    r"(?<![\d.])(?P<number>\d[\d,]*(?:\.\d+)?)(?P<unit>亿元|万元|千元|元)"
)
_NO_MONEY = re.compile(
    rf"(?:无|没有|未收取|未发生)(?:任何)?{_FEES}(?:收入)?(?=[,，;]|$)"
    r"|依申请公开[^,，;]{0,12}(?P<requests>未收取)(?:任何)?费用(?=[,，;]|$)"
)
"""That nothing was charged, of the year: by itself, or for requests."""
_ELSEWHERE = re.compile(r"增|减|较|比|同比|上年|上一年|去年|处理费|预算|节约|每|单价|项目[^,，]{0,4}平均")
"""Words between a subject and an amount that make it another amount."""
_FOR_OTHERS = re.compile("代[收征](?:的|各类|有关)?$")
"""Just before a subject: what is collected for others is not the agency's."""
_SENTENCES = re.compile(r"[。;]")
_OTHER_YEAR = re.compile(r"(20\d\d)年")
_UNITS = {"元": "yuan", "千元": "1k_yuan", "万元": "10k_yuan", "亿元": "100m_yuan"}


def find_amounts(lines: Iterable[Line], report_year: int | None) -> list[Amount]:
    """The amounts that prose states for fees (行政事业性收费), purchases (政府集中采购) and disclosure itself, in print order."""
    return [
        amount
        for line in lines
        if ("元" in line.text or "费" in line.text) and "|" not in line.text
        for sentence in _SENTENCES.split(line.folded)
        if all(int(year) == report_year for year in _OTHER_YEAR.findall(sentence))
        for amount in _amounts_in(sentence)
    ]


def _amounts_in(sentence: str) -> Iterator[Amount]:
    for none in _NO_MONEY.finditer(sentence) if "费" in sentence else ():
        yield Amount(*_ITEMS[_OF_REQUESTS if none["requests"] else _FEES], Decimal(0), Decimal(1))
    for match in _MONEY.finditer(sentence):
        if _ELSEWHERE.search(match["between"]) or _FOR_OTHERS.search(sentence, 0, match.start()):
            continue
        number = match["number"].replace(",", "")
        unit = YUAN_PER_UNIT[_UNITS[match["unit"]]]
        decimals = len(number.partition(".")[2])
        place = _ITEMS.get(match["subject"], _PURCHASES)
        yield Amount(*place, Decimal(number) * unit, unit * Decimal(10) ** -decimals)


def hold_amounts(tables: Tables, amounts: Sequence[Amount]) -> Iterator[Check]:
    """Each amount against the table's, both in the cell's unit; one that differs by rounding alone agrees.

    A cell without a unit may mean yuan or 10,000 yuan: it agrees if either does.
    """
    for amount in amounts:
        cell = tables.get(amount.table, {}).get(amount.item, {}).get(amount.column)
        if cell is None:
            continue
        right = total_of([cell])
        units = [YUAN_PER_UNIT[cell.unit]] if cell.unit else [YUAN_PER_UNIT["yuan"], YUAN_PER_UNIT["10k_yuan"]]
        agrees = right is not None and any(abs(right * unit - amount.yuan) < amount.precision for unit in units)
        status = "not_assessable" if right is None else "pass" if agrees else "fail"
        left = amount.yuan / units[-1]
        yield Check("prose.amount", amount.table, amount.item, amount.column, left, right, status)
