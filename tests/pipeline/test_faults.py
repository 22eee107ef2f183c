"""Faults of the source: each that contradicts an identity, the prose or the form's order is flagged, its figures as printed."""

from decimal import Decimal
from functools import cache
from random import Random

import pytest

from crawlers.sandbox.render import STYLES, render_report
from crawlers.sandbox.world import Report, World
from pipeline.contract import Extraction
from pipeline.extract import extract
from tests.pipeline import faults
from tests.pipeline.faults import Fault, Prints

pytestmark = pytest.mark.slow

DOCUMENTS = 2 * len(STYLES)
"""Of each fault: two in each style."""
FAULTS: dict[str, tuple[Fault, str]] = {
    "requests, digits exchanged": (faults.digits("requests", faults.transposed), "requests.applicants_sum"),
    "requests, a digit lost": (faults.digits("requests", faults.dropped), "requests.applicants_sum"),
    "requests, doubled": (faults.digits("requests", faults.doubled), "requests.applicants_sum"),
    "disputes, doubled": (faults.digits("disputes", faults.doubled), "disputes.results_sum"),
    "section two, a fraction": (faults.odd_count(Decimal("0.5")), "whole_number"),
    "section two, below nought": (faults.odd_count(-1), "whole_number"),
    "a table of noughts": (faults.zeros, "prose.requests_received"),
    "yuan in a column of 10,000 yuan": (faults.wrong_unit(Decimal(10_000)), "prose.amount"),
    "10,000 yuan twice over": (faults.wrong_unit(Decimal("0.0001")), "prose.amount"),
    "prose, requests answered": (faults.prose(r"(共答复政府信息公开申请)(\d+)"), "prose.requests_answered"),
    "prose, requests granted": (faults.prose(r"((?<!不)予以公开)(\d+)"), "prose.requests_granted"),
    "prose, requests denied": (faults.prose(r"(不予公开)(\d+)"), "prose.requests_denied"),
    "prose, reviews": (faults.prose(r"(被申请行政复议)(\d+)"), "prose.review_total"),
    "prose, suits": (faults.prose(r"(被提起行政诉讼)(\d+)"), "prose.suit_total"),
    "prose, documents": (faults.prose(r"(制发行政规范性文件)(\d+)"), "prose.documents_issued"),
    "prose, a channel": (faults.prose(r"(网络申请)(\d+)"), "prose.requests_channels"),
    "year of the title": (faults.year("title", 1), "year_contradicted"),
    "year of the period": (faults.year("period", -1), "year_contradicted"),
    "year of the narrative": (faults.year("narrative", -1), "year_contradicted"),
    "rows of requests moved": (faults.rows_moved, "row_order"),
    "blocks of section two moved": (faults.blocks_moved, "row_order"),
    "columns of section two moved": (faults.columns_moved, "column_order"),
    "headers of section two exchanged": (faults.headers_exchanged, "column_order"),
    "applicants moved": (faults.applicants_moved, "column_order"),
    "results moved": (faults.results_moved, "column_order"),
    "suits before reviews": (faults.suits_first, "column_order"),
    "a row of suits first": (faults.routes_in_rows("suit_direct", "suit_after_review", "review"), "row_order"),
    "tables moved": (faults.tables_moved, "table_order"),
}
NO_FAULTS: dict[str, Fault] = {
    "as the form has it": lambda report, _: (report, {}),
    "disputes in rows": faults.routes_in_rows("review", "suit_direct", "suit_after_review"),
}


@cache
def reports() -> list[Report]:
    found = list(World(seed=5, governments=4, bureaus=6).reports)
    Random(7).shuffle(found)
    return found


def printed(fault: Fault, count: int) -> list[tuple[Report, Extraction]]:
    """`count` reports with the fault, in all styles in turn, and what is read of them."""
    rng, made = Random(1), list[tuple[Report, Prints]]()
    for report in reports():
        faulty = fault(report, rng) if len(made) < count else None
        if faulty:
            made.append(faulty)
    result: list[tuple[Report, Extraction]] = []
    for number, (report, changes) in enumerate(made):
        with faults.printing(changes):
            page = render_report(report, list(STYLES.values())[number % len(STYLES)])
        result.append((report, extract(page.body, page.media_type)))
    return result


def flags(extraction: Extraction) -> set[str]:
    failed = {check.check for check in extraction.checks if check.status == "fail"}
    return failed | {notice.code for notice in extraction.notices if notice.severity != "info"}


@pytest.mark.parametrize("name", FAULTS)
def test_every_fault_is_flagged_and_read_as_printed(name: str) -> None:
    fault, code = FAULTS[name]
    documents = printed(fault, DOCUMENTS)
    assert len(documents) >= 8
    assert [report.key for report, extraction in documents if not flags(extraction)] == []
    assert sum(code in flags(extraction) for _, extraction in documents) >= 0.8 * len(documents)
    wrong = [
        (report.key, key)
        for report, extraction in documents
        for read in [{(c.table, c.item, c.column): c.value for c in extraction.cells}]
        for key, value in report.cells.items()
        if key in read and read[key] != value
    ]
    assert wrong == []


@pytest.mark.parametrize("name", NO_FAULTS)
def test_no_alarm_without_fault(name: str) -> None:
    assert [(report.key, flags(e)) for report, e in printed(NO_FAULTS[name], 6 * len(STYLES)) if flags(e)] == []
