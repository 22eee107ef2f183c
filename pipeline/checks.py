"""The accounting identities, and the comparisons of prose with tables.

Each check is an object with its formula and severity; `nianbao checks` lists them. Those `computed_in` the extractor need one
document and are run here; those of the warehouse compare documents and are run by the SQL models under the same codes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from pipeline.contract import UNKNOWN, Cell, Check, Claim, Number, Severity
from pipeline.forms.form import load_form

Key = tuple[str, str, str]
TOTAL = "total"
APPLICANTS = ("natural_person", "business", "research", "nonprofit", "legal_service", "other_org")
RESULTS = ("upheld", "corrected", "other", "pending")
ROUTES = ("review", "suit_direct", "suit_after_review")
STATISTICS_CHECKS = {
    "requests.received": "prose.requests_received",
    "requests.answered": "prose.requests_answered",
    "review.total": "prose.review_total",
    "suit.total": "prose.suit_total",
}
"""Claims that the 2014 form prints under the same code, and the check that holds them against it."""
NO_OUTCOMES = ("received.new", "received.carried_in", "outcomes.total", "carried_out")
"""Items of the requests table that are not a way in which a request was dealt with."""


@dataclass(frozen=True, slots=True)
class CheckDefinition:
    """What a check says. `severity` is that of a failure."""

    code: str
    name: str
    description: str
    formula: str
    severity: Severity
    computed_in: Literal["extractor", "warehouse"]


CHECKS: tuple[CheckDefinition, ...] = (
    CheckDefinition(
        "requests.balance",
        "Requests balance",
        "What came in equals what was dealt with and what is carried over, in each applicant column (the form's own rule).",
        "received.new + received.carried_in = outcomes.total + carried_out",
        "warning",
        "extractor",
    ),
    CheckDefinition(
        "requests.outcomes_sum",
        "Outcomes add up",
        "The outcomes add up to their total, in each applicant column; a row that the form does not know counts as an outcome.",
        "sum of outcomes = outcomes.total",
        "warning",
        "extractor",
    ),
    CheckDefinition(
        "requests.applicants_sum",
        "Applicants add up",
        "The six kinds of applicant add up to the total, in each row.",
        "natural_person + business + research + nonprofit + legal_service + other_org = total",
        "warning",
        "extractor",
    ),
    CheckDefinition(
        "disputes.results_sum",
        "Results add up",
        "The four results add up to the total, for reviews and both kinds of suit.",
        "upheld + corrected + other + pending = total",
        "warning",
        "extractor",
    ),
    CheckDefinition(
        "statistics.sum",
        "Totals of the 2014 form",
        "A total of the statistics table is the sum of its parts, where the table prints all of them.",
        "sum of parts = total (parts as in the form's file)",
        "warning",
        "extractor",
    ),
    CheckDefinition(
        "whole_number",
        "Whole numbers",
        "Counts are whole and, except for changes, not negative.",
        "value = whole part of |value|",
        "warning",
        "extractor",
    ),
    CheckDefinition(
        "prose.requests_received",
        "Requests received in prose",
        "The number of requests that the prose says were received is the table's, new or with those carried in.",
        "claim requests.received = received.new, or received.new + received.carried_in",
        "warning",
        "extractor",
    ),
    CheckDefinition(
        "prose.requests_answered",
        "Requests answered in prose",
        "The number of requests answered in prose is the table's total of outcomes.",
        "claim requests.answered = outcomes.total",
        "warning",
        "extractor",
    ),
    CheckDefinition(
        "prose.requests_granted",
        "Requests granted in prose",
        "The number of requests granted in full in prose is the table's.",
        "claim requests.granted = granted",
        "warning",
        "extractor",
    ),
    CheckDefinition(
        "prose.requests_denied",
        "Requests denied in prose",
        "The number of requests denied in prose is the sum of the table's grounds of refusal.",
        "claim requests.denied = sum of denied.*",
        "warning",
        "extractor",
    ),
    CheckDefinition(
        "prose.review_total",
        "Reviews in prose",
        "The number of administrative reviews in prose is the table's.",
        "claim review.total = review, total",
        "warning",
        "extractor",
    ),
    CheckDefinition(
        "prose.suit_total",
        "Suits in prose",
        "The number of administrative suits in prose is the table's, direct and after review together.",
        "claim suit.total = suit_direct, total + suit_after_review, total",
        "warning",
        "extractor",
    ),
    CheckDefinition(
        "carry_over",
        "Carry-over between years",
        "What a report carries out is what the next year's report carries in, in each applicant column.",
        "carried_out (year - 1) = received.carried_in (year)",
        "warning",
        "warehouse",
    ),
    CheckDefinition(
        "document_stock",
        "Stock of documents between years",
        "Regulations and normative documents in force: last year's, with those made and without those repealed.",
        "in_force (year - 1) + made - repealed = in_force (year)",
        "warning",
        "warehouse",
    ),
    CheckDefinition(
        "copied_table",
        "Table copied from the year before",
        "The requests table is, figure by figure, that of the year before, with more than trivial figures.",
        "requests table (year) differs from requests table (year - 1)",
        "warning",
        "warehouse",
    ),
)


@dataclass(frozen=True, slots=True)
class Identity:
    """An identity on this document: the sum of `left` is the sum of `right`; None is a cell that is not there."""

    check: str
    table: str
    item: str | None
    column: str | None
    left: tuple[Cell | None, ...]
    right: tuple[Cell | None, ...]

    @property
    def result(self) -> Check:
        """Both sums; not assessable when a cell is missing or is not reported."""
        left, right = _sum(self.left), _sum(self.right)
        if left is None or right is None:
            return Check(self.check, self.table, self.item, self.column, left, right, "not_assessable")
        status = "pass" if left == right else "fail"
        return Check(self.check, self.table, self.item, self.column, left, right, status)


def assess(cells: Sequence[Cell]) -> list[tuple[Identity, Check]]:
    """The identities of the statutory tables that apply to these cells, with their results, in a fixed order."""
    table = _by_key(cells)
    applying = (*_requests(table, cells), *_disputes(table), *_statistics(table))
    return [(identity, identity.result) for identity in applying]


def run_checks(
    cells: Sequence[Cell], claims: Sequence[Claim], assessed: Sequence[tuple[Identity, Check]] | None = None
) -> list[Check]:
    """Every check of the extractor that applies to these cells and claims, in a fixed order.

    `assessed` is what `assess` gave for the same figures, where the caller has it.
    """
    results = [check for _, check in (assess(cells) if assessed is None else assessed)]
    return [*results, *_whole_numbers(cells), *_prose(_by_key(cells), claims)]


def _by_key(cells: Sequence[Cell]) -> dict[Key, Cell]:
    return {(cell.table, cell.item, cell.column): cell for cell in cells if UNKNOWN not in (cell.item, cell.column)}


def _sum(cells: Iterable[Cell | None]) -> Number | None:
    total: Number = 0
    for cell in cells:
        if cell is None or cell.status != "reported" or cell.value is None:
            return None
        total += cell.value
    return total


def _requests(table: Mapping[Key, Cell], cells: Sequence[Cell]) -> Iterator[Identity]:
    items = list(dict.fromkeys(cell.item for cell in cells if cell.table == "requests"))
    if not items:
        return
    outcomes = [item for item in items if item not in NO_OUTCOMES and item != UNKNOWN]
    for column in dict.fromkeys(cell.column for cell in cells if cell.table == "requests" and cell.column != UNKNOWN):
        at = _at(table, "requests", column)
        yield Identity(
            "requests.balance",
            "requests",
            None,
            column,
            (at("received.new"), at("received.carried_in")),
            (at("outcomes.total"), at("carried_out")),
        )
        unknown = [c for c in cells if c.table == "requests" and c.item == UNKNOWN and c.column == column]
        parts = (*(at(item) for item in outcomes), *unknown)
        yield Identity("requests.outcomes_sum", "requests", "outcomes.total", column, parts, (at("outcomes.total"),))
    for item in items:
        if item == UNKNOWN or ("requests", item, TOTAL) not in table:
            continue
        parts = tuple(table.get(("requests", item, column)) for column in APPLICANTS)
        yield Identity("requests.applicants_sum", "requests", item, TOTAL, parts, (table["requests", item, TOTAL],))


def _at(table: Mapping[Key, Cell], code: str, column: str) -> Callable[[str], Cell | None]:
    return lambda item: table.get((code, item, column))


def _disputes(table: Mapping[Key, Cell]) -> Iterator[Identity]:
    for route in ROUTES:
        total = table.get(("disputes", route, TOTAL))
        if total is not None:
            parts = tuple(table.get(("disputes", route, result)) for result in RESULTS)
            yield Identity("disputes.results_sum", "disputes", route, TOTAL, parts, (total,))


def _statistics(table: Mapping[Key, Cell]) -> Iterator[Identity]:
    for form_table in load_form("2014").tables:
        for total, parts in form_table.sums:
            whole = table.get((form_table.code, total, "value"))
            if whole is not None:
                cells = tuple(table.get((form_table.code, part, "value")) for part in parts)
                yield Identity("statistics.sum", form_table.code, total, "value", cells, (whole,))


def _whole_numbers(cells: Sequence[Cell]) -> Iterator[Check]:
    """Only failures are worth a line: a whole number shows that it is one."""
    for cell in cells:
        if cell.status != "reported" or cell.value is None or cell.column == "amount" or cell.unit is not None:
            continue
        whole = int(abs(cell.value))
        if cell.value != (-whole if cell.column == "change" and cell.value < 0 else whole):
            yield Check("whole_number", cell.table, cell.item, cell.column, cell.value, whole, "fail")


def _prose(table: Mapping[Key, Cell], claims: Sequence[Claim]) -> Iterator[Check]:
    """One check a claim with a counterpart; an approximate figure cannot be held against an exact one."""

    def requests(item: str) -> Cell | None:
        return table.get(("requests", item, TOTAL))

    def statistics(item: str) -> list[Cell | None]:
        return [table.get(("statistics", item, "value"))]

    if ("statistics", "requests.received", "value") in table:
        for claim in claims:
            if claim.indicator in STATISTICS_CHECKS and not claim.approximate:
                right = _sum(statistics(claim.indicator))
                status = "not_assessable" if right is None else "pass" if right == claim.value else "fail"
                check = STATISTICS_CHECKS[claim.indicator]
                yield Check(check, "statistics", claim.indicator, "value", claim.value, right, status)
        return

    denied: list[Cell | None] = [
        cell
        for (code, item, column), cell in table.items()
        if code == "requests" and column == TOTAL and item.startswith("denied.")
    ]
    suits = [table.get(("disputes", route, TOTAL)) for route in ROUTES[1:]]
    counterparts: dict[str, tuple[str, str, str | None, Sequence[Cell | None]]] = {
        "requests.answered": ("prose.requests_answered", "requests", "outcomes.total", [requests("outcomes.total")]),
        "requests.granted": ("prose.requests_granted", "requests", "granted", [requests("granted")]),
        "requests.denied": ("prose.requests_denied", "requests", None, denied or [None]),
        "review.total": ("prose.review_total", "disputes", "review", [table.get(("disputes", "review", TOTAL))]),
        "suit.total": ("prose.suit_total", "disputes", None, suits),
    }
    for claim in claims:
        if claim.approximate:
            continue
        if claim.indicator == "requests.received":
            cells = [requests("received.new")]
            if claim.reading == "with_carried_in":
                cells.append(requests("received.carried_in"))
            check, code, item = "prose.requests_received", "requests", "received.new"
        elif claim.indicator in counterparts:
            check, code, item, cells = counterparts[claim.indicator]
        else:
            continue
        if any(cell is not None for cell in cells):
            right = _sum(cells)
            status = "not_assessable" if right is None else "pass" if right == claim.value else "fail"
            yield Check(check, code, item, TOTAL, claim.value, right, status)
