"""Inequalities that the forms imply.

A part that is more than its whole, documents made or made public that are more than there are, and fewer items than none are
warnings: one of the figures is wrong, or the agency read its column otherwise, and then no figure means what its label says.
What is merely unusual is a notice of severity `info`: it doubts no figure. The warehouse has the other years.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from pipeline.checks.identities import STATISTICS, TOTAL, VALUE, Rows, Tables
from pipeline.contract import Cell, Notice, Number

FEW = 10
"""Disputes up to which their number says nothing beside that of requests: they may be about another year's."""
LARGEST_AMOUNT = Decimal(10) ** 10
"""Yuan. Ten thousand million in one agency's fees or purchases: more likely yuan in a column of 10,000 yuan."""
YUAN_PER_UNIT: Mapping[str, int] = {"yuan": 1, "1k_yuan": 1_000, "10k_yuan": 10_000, "100m_yuan": 100_000_000}
_PARTS_OF_STATISTICS = (
    ("disclosed.normative_documents", "disclosed.total"),
    ("disclosed.gazette", "disclosed.total"),
    ("disclosed.website", "disclosed.total"),
    ("disclosed.weibo", "disclosed.total"),
    ("disclosed.wechat", "disclosed.total"),
    ("responses.press_conferences.by_head", "responses.press_conferences"),
    ("responses.online_interviews.by_head", "responses.online_interviews"),
)
"""Rows of the 2014 form of which the first counts some of the second: what several channels publish counts once in all."""


def implausible(tables: Tables) -> list[Notice]:
    """One notice for each inequality that the cells of these tables break."""
    proactive = tables.get("proactive", {})
    return [
        *_documents(proactive),
        *_powers(proactive),
        *_amounts(proactive),
        *_disputes(tables.get("disputes", {}), tables.get("requests", {})),
        *_statistics(tables.get(STATISTICS, {})),
    ]


def _value(row: Mapping[str, Cell], column: str) -> Number | None:
    cell = row.get(column)
    return cell.value if cell is not None else None


def _documents(rows: Rows) -> Iterator[Notice]:
    for item in ("regulations", "normative_documents"):
        if (row := rows.get(item)) is None:
            continue
        disclosed, all_disclosed = _value(row, "disclosed"), _value(row, "disclosed_total")
        if disclosed is not None and all_disclosed is not None and disclosed > all_disclosed:
            message = f"{item}: {disclosed} made public this year, {all_disclosed} in all"
            yield Notice("warning", "plausible.documents", message, "proactive", item)
        made, repealed, in_force = _value(row, "made"), _value(row, "repealed"), _value(row, "in_force")
        if made is not None and repealed is not None and in_force is not None and in_force < made - repealed:
            message = f"{item}: {made} made, {repealed} repealed, {in_force} in force"
            yield Notice("warning", "plausible.documents", message, "proactive", item)


def _powers(rows: Rows) -> Iterator[Notice]:
    for item in ("licensing", "other_services", "penalties", "coercive_measures", "fees"):
        if (row := rows.get(item)) is None:
            continue
        before, change = _value(row, "previous_items"), _value(row, "change")
        if before is not None and change is not None and before + change < 0:
            message = f"{item}: {before} items the year before, {change} this year"
            yield Notice("warning", "plausible.items", message, "proactive", item)


def _amounts(rows: Rows) -> Iterator[Notice]:
    bought = _value(rows.get("procurement", {}), "items")
    for item in ("fees", "procurement"):
        cell = rows.get(item, {}).get("amount")
        if cell is None or cell.value is None:
            continue
        if item == "procurement" and bought is not None and (bought == 0) != (cell.value == 0):
            yield _odd("plausible.amount", f"{item}: {bought} purchases for {cell.raw}", item)
        if cell.value * YUAN_PER_UNIT.get(cell.unit or "yuan", 1) > LARGEST_AMOUNT:
            yield _odd("plausible.amount", f"{item}: {cell.raw} in the unit {cell.unit or 'not stated'}", item)


def _disputes(disputes: Rows, requests: Rows) -> Iterator[Notice]:
    brought = [_value(disputes.get(route, {}), TOTAL) for route in ("review", "suit_direct", "suit_after_review")]
    handled = [_value(requests.get(item, {}), TOTAL) for item in ("received.new", "received.carried_in")]
    contested, asked = _sum(brought), _sum(handled)
    if contested is not None and asked is not None and contested > max(FEW, asked):
        message = f"{contested} reviews and suits on {asked} requests"
        yield Notice("info", "plausible.disputes", message, "disputes", None)


def _statistics(rows: Rows) -> Iterator[Notice]:
    for part, whole in _PARTS_OF_STATISTICS if rows else ():
        some, every = _value(rows.get(part, {}), VALUE), _value(rows.get(whole, {}), VALUE)
        if some is not None and every is not None and some > every:
            yield Notice("warning", "plausible.part", f"{part} {some} of {whole} {every}", STATISTICS, part)


def _sum(values: Sequence[Number | None]) -> Number | None:
    total: Number = 0
    for value in values:
        if value is None:
            return None
        total += value
    return total


def _odd(code: str, message: str, item: str) -> Notice:
    return Notice("info", code, message, "proactive", item)
