"""Checks that need other reports: what one year leaves the next, copies, and figures far from other years and from peers."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import duckdb
import pytest

from pipeline.contract import Cell, Number
from pipeline.transform import transform
from tests.sql.reports import CITY, Entry, Figure, Page, claim, requests, table, write_build

pytestmark = pytest.mark.slow

MANY = {"received.new": 1234, "granted": 567, "denied.other_law": 89, "unavailable.not_held": 345}


def agency(name: str) -> str:
    return f"{CITY}-{name}"


def proactive(form: str, figures: dict[Entry, Figure]) -> list[Cell]:
    """A table of section two in which fees are printed in 10,000 yuan."""
    cells = table(form, "proactive", figures)
    for cell in cells:
        if cell.column == "amount":
            cell.unit = "10k_yuan"
    return cells


def yearly(name: str, year: int, licences: int, fees: Figure, received: int, disclosed: int = 500) -> Page:
    figures: dict[Entry, Figure] = {("licensing", "decisions"): licences, ("fees", "amount"): fees}
    return Page(
        agency(name),
        year,
        [*proactive("2021", figures), *requests("2021", {"received.new": received, "granted": received})],
        [claim("disclosed.website", disclosed)],
    )


def powers(year: int, figures: dict[Entry, Figure]) -> Page:
    return Page(agency("powers"), year, proactive("2019", figures), form="2019")


HISTORY = [
    yearly("history", 2021, 1200, 30, 50),
    yearly("history", 2022, 1300, 32, 60),
    yearly("history", 2023, 125, 310_000, 55),
    yearly("history", 2024, 1250, 31, 600, 60_000),
]
TWO_YEARS = [yearly("two", 2021, 900, 28, 5), yearly("two", 2022, 90, 280_000, 5)]
FEW_REQUESTS = [yearly("rare", 2021, 0, 0, 2), yearly("rare", 2022, 0, 0, 3), yearly("rare", 2023, 0, 0, 60)]
"""A small count that identities hold jumps where one that nothing holds would not yet."""
ZERO = [yearly("zero", 2021, 40, 0, 30), yearly("zero", 2022, 0, 0, 0)]
QUIET = [yearly("quiet", 2021, 3, 0, 5), yearly("quiet", 2022, 0, 0, 0)]
COPIED = [yearly("copied", 2021, 12_345, 7, 3), yearly("copied", 2022, 12_345, 7, 3)]
PARTLY_COPIED = [
    Page(
        agency("partly"),
        year,
        [
            *proactive(
                "2021", {("licensing", "decisions"): 12_345, ("penalties", "decisions"): 67, ("fees", "amount"): fees}
            ),
            *requests("2021", {"received.new": received, "granted": 1_024, "denied.other_law": 35, "other.other": 2}),
        ],
    )
    for year, fees, received in ((2021, 7, 1_061), (2022, 8, 1_100))
]
ACROSS_FORMS = [
    Page(
        agency("across"),
        year,
        table(
            form,
            "disputes",
            {("review", column): 12 for column in ("upheld", "total")}
            | {("suit_direct", column): 345 for column in ("other", "total")},
        ),
        form=form,
    )
    for year, form in ((2020, "2019"), (2021, "2021"))
]
POWERS = [
    powers(2019, {
        ("licensing", "previous_items"): 10, ("licensing", "change"): 2, ("penalties", "previous_items"): 5,
        ("penalties", "change"): 1, ("regulations", "disclosed_total"): 5, ("normative_documents", "disclosed_total"): 20,
    }),
    powers(2020, {
        ("licensing", "previous_items"): 12, ("penalties", "previous_items"): 9,
        ("regulations", "disclosed"): 1, ("regulations", "disclosed_total"): 9,
        ("normative_documents", "disclosed"): 3, ("normative_documents", "disclosed_total"): 22,
    }),
]  # fmt: skip
TWINS = [Page(agency(f"twin-{name}"), 2022, requests("2021", MANY)) for name in ("a", "b")]
CITIES = [f"9903{number:02}" for number in range(9)]
PEERS = [
    Page(f"{city}-education", 2022, proactive("2021", {("licensing", "decisions"): count, ("fees", "amount"): fees}))
    for city, count, fees in zip(
        CITIES, (20, 25, 18, 30, 22, 26, 19, 24, 20_000), (9, 8, 7, 9, 6, 8, 7, 9, 80_000), strict=True
    )
]
ALONE_OF_ITS_FUNCTION = Page(f"{CITIES[0]}-health", 2022, proactive("2021", {("fees", "amount"): 80_000}))
"""No other health bureau reports: its money is held against all agencies of its level."""
ELSEWHERE = [
    Page(
        agency("elsewhere"),
        2022,
        requests("2021", {"received.new": n, "granted": n}),
        name=name,
        captured=[(at, "run1")],
    )
    for name, n, at in (("mirror", 9, 0), ("own site", 8, 1))
]
STATED = [
    Page(
        agency("stated"),
        2022,
        claims=[
            claim("disclosed.total", n),
            claim("disclosed.website", 40),
            claim("disclosed.wechat", 2 * n, approximate=True),
        ],
        name=name,
        form="narrative",
        captured=[(at, "run1")],
    )
    for name, n, at in (("mirror", 96, 0), ("own site", 820, 1))
]
MENDED = [
    Page(
        agency("mended"),
        2022,
        requests("2021", {"received.new": n, "granted": n}),
        address="one",
        captured=[(at, "run1")],
    )
    for n, at in ((9, 0), (8, 1))
]
GONE = [
    Page(agency("gone"), 2022, requests("2021", {"received.new": 9, "granted": 9}), gone=(24, "run2")),
    Page(agency("gone"), 2022, requests("2021", {"received.new": 8, "granted": 8}), captured=[(1, "run1")]),
]


def statistics(name: str, year: int, figures: dict[str, Figure]) -> Page:
    entries: dict[Entry, Figure] = {(item, "value"): figure for item, figure in figures.items()}
    return Page(agency(name), year, table("2014", "statistics", entries), form="2014")


OLD_COUNTS: dict[str, Figure] = {"disclosed.total": 1234, "disclosed.website": 980}
OLD_STAFF: dict[str, Figure] = {"capacity.staff": 1234, "capacity.offices": 567}
OLD_COPIED = [statistics("old-copied", year, OLD_COUNTS) for year in (2016, 2017)]
OLD_STILL = [statistics("old-still", year, OLD_STAFF) for year in (2016, 2017)]
OLD_ZERO = [statistics("old-zero", 2016, OLD_COUNTS), statistics("old-zero", 2017, {})]
MONEY = [
    yearly("money", year, licences, fees, 5)
    for year, licences, fees in ((2021, 12, Decimal("310.4")), (2022, 15, Decimal("290.66")), (2023, 18, 400_000))
]
MONEY_OF_A_BUSY_YEAR = [
    yearly("busy", year, licences, fees, 5)
    for year, licences, fees in ((2021, 13, Decimal("211.3")), (2022, 16, Decimal("190.71")), (2023, 19, 31_500))
]
AMOUNT_COPIED = [yearly("amount", year, licences, Decimal("1060.68"), 5) for year, licences in ((2021, 31), (2022, 35))]
CLEANED = [
    Page(
        agency("cleaned"),
        year,
        proactive("2021", {("normative_documents", "made"): made, ("normative_documents", "repealed"): made}),
    )
    for year, made in ((2021, 4), (2022, 700))
]
FEW_DISPUTES: dict[Entry, Figure] = {
    (route, result): 1 for route in ("review", "suit_direct", "suit_after_review") for result in ("upheld", "corrected")
}
FEW_COPIED = [
    Page(agency("few"), year, table("2021", "disputes", FEW_DISPUTES | {("review", "other"): others}))
    for year, others in ((2020, 1), (2021, 0), (2022, 0))
]
PURCHASES = [
    Page(
        agency("purchases"),
        year,
        table("2019", "proactive", {("procurement", "items"): 3, ("procurement", "amount"): amount}),
        form="2019",
    )
    for year, amount in ((2019, 120), (2020, 1_310_000))
]
PAGES = [
    *HISTORY,
    *TWO_YEARS,
    *MONEY,
    *MONEY_OF_A_BUSY_YEAR,
    *AMOUNT_COPIED,
    *CLEANED,
    *FEW_COPIED,
    *FEW_REQUESTS,
    *ZERO,
    *QUIET,
    *COPIED,
    *PARTLY_COPIED,
    *ACROSS_FORMS,
    *POWERS,
    *TWINS,
    *PEERS,
    ALONE_OF_ITS_FUNCTION,
    *ELSEWHERE,
    *STATED,
    *MENDED,
    *GONE,
    *OLD_COPIED,
    *OLD_STILL,
    *OLD_ZERO,
    *PURCHASES,
]
Found = tuple[str, str | None, str | None, Number, Number]


@pytest.fixture(scope="module")
def marts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    file = tmp_path_factory.mktemp("between") / "build1.duckdb"
    write_build(file, PAGES, divisions=[CITY, *CITIES])
    transform(file)
    with duckdb.connect(file, read_only=True) as connection:
        yield connection


def rows(marts: duckdb.DuckDBPyConnection, sql: str, *values: Any) -> list[tuple[Any, ...]]:
    return marts.execute(sql, list(values)).fetchall()


JUMP, UNIT, HELD = "jump.figures", "money_unit", "jump.held"


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (HISTORY[0], []),
        (HISTORY[2], [
            (JUMP, "licensing", HISTORY[1], 1250, 125), (UNIT, "fees", HISTORY[1], 310_000, 3_100_000_000),
        ]),
        (HISTORY[3], [
            (HELD, "disclosed.website", HISTORY[2], 500, 60_000),
            (HELD, "outcomes.total", HISTORY[2], 55, 600), (HELD, "received.new", HISTORY[2], 55, 600),
        ]),
        (TWO_YEARS[0], []),
        (TWO_YEARS[1], [
            (JUMP, "licensing", TWO_YEARS[0], 900, 90), (UNIT, "fees", TWO_YEARS[0], 280_000, 2_800_000_000),
            ("money_unit.peers", "fees", None, 90_000, 2_800_000_000),
        ]),
        (MONEY[1], []),
        (MONEY[2], [(JUMP, "fees", MONEY[1], 3_005_300, 4_000_000_000)]),
        (MONEY_OF_A_BUSY_YEAR[2], []),  # some 150 times: fees do
        (AMOUNT_COPIED[1], [("copied_part", None, AMOUNT_COPIED[0], 1, 1)]),
        (CLEANED[1], [(JUMP, "normative_documents", CLEANED[0], 4, 700)]),
        (FEW_COPIED[1], []),
        (FEW_COPIED[2], [("copied_table", None, FEW_COPIED[1], 15, 15)]),
        (FEW_REQUESTS[1], []),
        (FEW_REQUESTS[2], [
            (HELD, "outcomes.total", FEW_REQUESTS[1], 2.5, 60), (HELD, "received.new", FEW_REQUESTS[1], 2.5, 60),
        ]),
        (ZERO[1], [("zero_table", None, ZERO[0], 30, 0), ("zero_table", None, ZERO[0], 40, 0)]),
        (QUIET[1], []),
        (COPIED[0], []),
        (COPIED[1], [("copied_table", None, COPIED[0], 10, 10)]),
        (PARTLY_COPIED[1], [
            ("copied_part", None, PARTLY_COPIED[0], 3, 3), ("copied_part", None, PARTLY_COPIED[0], 154, 154),
        ]),
        (ACROSS_FORMS[1], [("copied_table", None, ACROSS_FORMS[0], 15, 15)]),
        (POWERS[1], [
            ("disclosed_stock", "regulations", POWERS[0], 6, 9), ("item_stock", "penalties", POWERS[0], 6, 9),
        ]),
        (TWINS[0], [("copied_report", None, TWINS[1], 175, 175)]),
        (TWINS[1], [("copied_report", None, TWINS[0], 175, 175)]),
        (PEERS[0], []),
        (ELSEWHERE[1], [
            ("copies_differ", item, ELSEWHERE[0], 9, 8) for item in ("granted", "outcomes.total", "received.new") for _ in range(2)
        ]),
        (STATED[1], [("copies_differ", "disclosed.total", STATED[0], 96, 820)]),
        (MENDED[1], []),
        (GONE[1], []),
        (OLD_COPIED[1], [("copied_table", None, OLD_COPIED[0], 58, 58)]),
        (OLD_STILL[1], []),
        (OLD_ZERO[1], [
            (HELD, "disclosed.total", OLD_ZERO[0], 1234, 0), (HELD, "disclosed.website", OLD_ZERO[0], 980, 0),
            ("zero_table", None, OLD_ZERO[0], 1234, 0),
        ]),
        (PURCHASES[1], [(UNIT, "procurement", PURCHASES[0], 120, 1_310_000)]),
        (ALONE_OF_ITS_FUNCTION, [("money_unit.peers", "fees", None, 90_000, 800_000_000)]),
        (PEERS[8], [
            ("jump.peers", "licensing", None, 24, 20_000), ("money_unit.peers", "fees", None, 80_000, 800_000_000),
        ]),
    ],
    ids=lambda value: value.report_id if isinstance(value, Page) else "",
)  # fmt: skip
def test_what_other_reports_contradict(
    marts: duckdb.DuckDBPyConnection, page: Page, expected: list[tuple[str, str | None, Page | None, float, int]]
) -> None:
    found = rows(
        marts,
        "select code, item_code, compared_report_id, compared_document_sha256, left_value, right_value"
        " from marts.quality where report_id = ? and finding_kind = 'check_between' order by code, item_code, left_value",
        page.report_id,
    )
    assert found == [
        (code, item, other and other.report_id, other and other.sha256, left, right)
        for code, item, other, left, right in expected
    ]


@pytest.mark.parametrize(
    ("page", "doubts"),
    [
        (HISTORY[2], ["jump.figures", "money_unit"]),
        (HISTORY[3], []),
        (ZERO[0], []),
        (ZERO[1], ["zero_table"]),
        (TWINS[0], ["copied_report"]),
        (STATED[1], ["copies_differ"]),
        (PEERS[8], ["money_unit.peers"]),
    ],
    ids=lambda value: value.report_id if isinstance(value, Page) else "",
)
def test_only_what_nothing_else_holds_is_doubted(
    marts: duckdb.DuckDBPyConnection, page: Page, doubts: list[str]
) -> None:
    assert rows(marts, "select doubts from marts.reports where report_id = ?", page.report_id) == [(doubts,)]


def test_a_jump_doubts_the_figure_and_no_other(marts: duckdb.DuckDBPyConnection) -> None:
    found = rows(
        marts,
        "select indicator, doubts from marts.administrative_output where report_id = ? and len(doubts) > 0 order by all",
        HISTORY[2].report_id,
    )
    assert found == [("fees_amount_yuan", ["money_unit"]), ("licensing_decisions_count", ["jump.figures"])]


def test_identities_that_hold_are_listed_too(marts: duckdb.DuckDBPyConnection) -> None:
    found = rows(
        marts,
        "select check_code, item_code, status from marts.checks_between"
        " where report_id = ? and check_code in ('item_stock', 'disclosed_stock') and left_value > 0 order by all",
        POWERS[1].report_id,
    )
    assert found == [
        ("disclosed_stock", "normative_documents", "pass"),
        ("disclosed_stock", "regulations", "fail"),
        ("item_stock", "licensing", "pass"),
        ("item_stock", "penalties", "fail"),
    ]


def test_what_another_document_of_a_report_states_differently_is_doubtful(marts: duckdb.DuckDBPyConnection) -> None:
    said = rows(marts, "select message from marts.quality where report_id = ?", STATED[1].report_id)
    assert said == [("Documents of one report (with another of its documents)",)]
    sql = "select channel, item_count, is_doubtful, doubts from marts.disclosure_volume where report_id = ? order by 1"
    assert rows(marts, sql, STATED[1].report_id)[:2] == [
        ("total", 820, True, ["copies_differ"]),
        ("website", 40, False, []),
    ]
