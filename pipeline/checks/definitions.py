"""What every check says. The codes are those of `checks`, of the notices that checks give, and of the mart `quality`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pipeline.contract import Severity

Room = Literal["extractor", "warehouse"]


@dataclass(frozen=True, slots=True)
class CheckDefinition:
    """What a check says. `severity` is that of a failure: a `warning` makes the figures that it names doubtful, `info` not."""

    code: str
    name: str
    description: str
    formula: str
    severity: Severity
    computed_in: Room


def _of(room: Room, severity: Severity, *rows: tuple[str, str, str, str]) -> tuple[CheckDefinition, ...]:
    return tuple(CheckDefinition(code, name, text, formula, severity, room) for code, name, formula, text in rows)


_IDENTITIES = _of(
    "extractor",
    "warning",
    (
        "requests.balance",
        "Requests balance",
        "received.new + received.carried_in = outcomes.total + carried_out",
        "What came in equals what was dealt with and what is carried over, in each applicant column (the form's own rule).",
    ),
    (
        "requests.outcomes_sum",
        "Outcomes add up",
        "granted + granted_in_part + denied.* + unavailable.* + not_processed.* + other.* = outcomes.total",
        "The outcomes add up to their total, in each applicant column. A row that the form does not know counts as an"
        " outcome, unless it repeats others (a subtotal).",
    ),
    (
        "requests.applicants_sum",
        "Applicants add up",
        "natural_person + business + research + nonprofit + legal_service + other_org = total",
        "The six kinds of applicant add up to the total, in each row.",
    ),
    (
        "disputes.results_sum",
        "Results add up",
        "upheld + corrected + other + pending = total",
        "The four results add up to the total, for reviews and both kinds of suit.",
    ),
    (
        "statistics.sum",
        "Totals of the 2014 form",
        "sum of parts = total (parts as in the form's file)",
        "A total of the statistics table is the sum of its parts, where the table prints all of them.",
    ),
    (
        "partial_sum",
        "Sums with blanks",
        "printed parts <= total, and what is missing fits into a blank",
        "Where a part is blank, the others may not exceed the total, and the rest must be possible as the blank's figure in"
        " every sum that it takes part in. A notice.",
    ),
    (
        "whole_number",
        "Whole numbers",
        "value = whole part of |value|",
        "Counts are whole and, except for changes, not negative; nor are amounts.",
    ),
)

_PROSE = _of(
    "extractor",
    "warning",
    (
        "prose.requests_received",
        "Requests received in prose",
        "claim requests.received = received.new, or received.new + received.carried_in",
        "The number of requests that the prose says were received is the table's, new or with those carried in.",
    ),
    (
        "prose.requests_channels",
        "Channels of requests in prose",
        "sum of claims requests.received.* <= received.new, or = received.new + received.carried_in",
        "The requests that prose counts by channel (in person, fax, mail, online) are not more than the table has.",
    ),
    (
        "prose.requests_answered",
        "Requests answered in prose",
        "claim requests.answered = outcomes.total",
        "The number of requests answered in prose is the table's total of outcomes.",
    ),
    (
        "prose.requests_granted",
        "Requests granted in prose",
        "claim requests.granted = granted",
        "The number of requests granted in full in prose is the table's.",
    ),
    (
        "prose.requests_denied",
        "Requests denied in prose",
        "claim requests.denied = sum of denied.*",
        "The number of requests denied in prose is the sum of the table's grounds of refusal.",
    ),
    (
        "prose.review_total",
        "Reviews in prose",
        "claim review.total = review, total",
        "The number of administrative reviews in prose is the table's.",
    ),
    (
        "prose.suit_total",
        "Suits in prose",
        "claim suit.total = suit_direct, total + suit_after_review, total",
        "The number of administrative suits in prose is the table's, direct and after review together.",
    ),
    (
        "prose.documents_issued",
        "Normative documents in prose",
        "claim normative_documents.issued = normative_documents, made",
        "The number of normative documents issued in prose is the table's.",
    ),
    (
        "prose.amount",
        "Money in prose",
        "amount in prose = amount in the table, rounding apart",
        "What prose says was charged (行政事业性收费) or spent on purchases (政府集中采购) is the table's; an amount in the"
        " wrong unit is 10,000 times off.",
    ),
    (
        "prose.statistics",
        "Prose and the 2014 form",
        "claim = row of the same code",
        "Other figures that prose and the statistics table both give (disclosure, complaints, training) agree; of several"
        " statements one that agrees is enough.",
    ),
    (
        "year_contradicted",
        "Year of the report",
        "year of title = year of period = year of narrative < year of publication",
        "Title, reporting period, narrative and day of publication are of one report year. A notice.",
    ),
)

_ORDER = _of(
    "extractor",
    "warning",
    (
        "row_order",
        "Order of rows",
        "rows as in the form",
        "The rows of a table stand in the statutory order; one that does not is read by its label. A notice.",
    ),
    (
        "column_order",
        "Order of columns and blocks",
        "columns as in the form",
        "Columns, and the blocks of the disputes table, stand in the statutory order; read by their labels. A notice.",
    ),
    (
        "table_order",
        "Order of tables",
        "proactive before requests before disputes",
        "The tables stand in the order of the form's sections. A notice.",
    ),
)

_PLAUSIBLE = _of(
    "extractor",
    "info",
    (
        "plausible.documents",
        "Documents of section two",
        "disclosed <= disclosed_total; made - repealed <= in_force",
        "What was made or disclosed this year is part of all that is in force or public. A notice.",
    ),
    (
        "plausible.items",
        "Items of a power",
        "previous_items + change >= 0",
        "There are no fewer than no items. (The number of decisions is no sum of these.) A notice.",
    ),
    (
        "plausible.amount",
        "Amounts of section two",
        "items = 0 if amount = 0, and the reverse; amount <= 10^10 yuan",
        "Purchases cost something, and no single agency charges ten thousand million yuan. A notice.",
    ),
    (
        "plausible.disputes",
        "Disputes and requests",
        "reviews + suits <= requests, from ten on",
        "There are hardly more disputes than requests that they could be about. A notice.",
    ),
    (
        "plausible.part",
        "Parts of the 2014 form",
        "part <= whole",
        "Rows that count some of another row are not larger than it. A notice.",
    ),
)

_BETWEEN_YEARS = _of(
    "warehouse",
    "warning",
    (
        "carry_over",
        "Carry-over between years",
        "carried_out (year - 1) = received.carried_in (year)",
        "What a report carries out is what the next year's report carries in, in each applicant column.",
    ),
    (
        "document_stock",
        "Stock of documents between years",
        "in_force (year - 1) + made - repealed = in_force (year)",
        "Regulations and normative documents in force: last year's, with those made and without those repealed.",
    ),
    (
        "copied_table",
        "Table copied from the year before",
        "requests table (year) differs from requests table (year - 1)",
        "The requests table is, figure by figure, that of the year before, with more than trivial figures.",
    ),
)

CHECKS: tuple[CheckDefinition, ...] = (*_IDENTITIES, *_PROSE, *_ORDER, *_PLAUSIBLE, *_BETWEEN_YEARS)
"""Every check, in the order in which people meet them."""
