"""What the marts say of reports that are made by hand: one dbt build over all cases, one rule a test."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipeline.commands.output import NO_VALUE
from pipeline.transform import PROJECT, DbtReport
from tests.sql import pages
from tests.sql.asked import indicator, outcome, rows
from tests.sql.reports import Page

pytestmark = pytest.mark.slow


def test_dbt_reports_what_it_ran(built: tuple[Path, DbtReport]) -> None:
    _, report = built
    assert report.model_count >= 30
    assert report.test_count >= 50
    assert report.seed_count == 4


def test_dbt_lets_go_of_the_file_and_writes_beside_it(built: tuple[Path, DbtReport]) -> None:
    file, _ = built
    with duckdb.connect(file, read_only=True) as connection:
        assert connection.execute("select count(*) > 0 from marts.reports").fetchall() == [(True,)]
    assert sorted(path.name for path in (file.parent / "dbt").iterdir()) == ["build.duckdb", "logs", "target"]
    assert not {"target", "logs"} & {path.name for path in (file.parent / "sql").iterdir()}


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("requests_received_count", 10),
        ("granted_count", 4),
        ("denied_count_derived", 3),
        ("other_count_derived", 1),
        ("outcomes_total_count", 8),
        ("outcomes_total_count_derived", 8),
        ("carried_out_count", 2),
        ("granted_share", Decimal("0.500000")),
        ("granted_share_numerator", 4),
        ("granted_share_denominator", 8),
        ("denied_share", Decimal("0.375000")),
        ("other_share", Decimal("0.125000")),
        ("natural_person_share", Decimal("1.000000")),
        ("review_total_count", 6),
        ("review_concluded_count_derived", 3),
        ("review_corrected_share", Decimal("0.333333")),
        ("suit_total_count_derived", 2),
        ("suit_corrected_share", Decimal("0.500000")),
        ("suit_total_count", None),
        ("disclosed_total_count", 1200),
        ("disclosed_website_count", 220),
        ("disclosed_weibo_count", None),
        ("regulations_made_count", 2),
        ("penalties_decisions_count", 7),
        ("fees_amount_yuan", Decimal("12345.670000")),
        ("procurement_amount_yuan", None),
        ("is_doubtful", False),
        ("doubts", []),
        ("doubtful_indicators", []),
    ],
)
def test_panel_of_a_faultless_report(marts: duckdb.DuckDBPyConnection, column: str, value: object) -> None:
    assert rows(marts, f"select {column} from marts.panel where report_id = ?", pages.PLAIN.report_id) == [(value,)]


def test_every_report_has_its_row(marts: duckdb.DuckDBPyConnection) -> None:
    expected = {page.report_id for page in pages.PAGES if page.agency}
    assert {row[0] for row in rows(marts, "select report_id from marts.reports")} == expected
    assert {row[0] for row in rows(marts, "select report_id from marts.panel")} == expected


def test_no_figure_is_no_zero(marts: duckdb.DuckDBPyConnection) -> None:
    assert outcome(marts, pages.BLANK, "denied.other_law")[:2] == (None, "blank")
    assert outcome(marts, pages.BLANK, "granted")[:2] == (None, "not_applicable")
    assert outcome(marts, pages.BLANK, "denied.state_secret")[:2] == (2, "reported")
    assert indicator(marts, pages.BLANK, "denied_count_derived")[:2] == (None, "incomplete")
    assert indicator(marts, pages.BLANK, "outcomes_total_count_derived")[:2] == (None, "incomplete")
    assert indicator(marts, pages.BLANK, "granted_share")[:4] == (None, "incomplete", None, 8)


def test_a_failed_sum_doubts_what_takes_part_in_it(marts: duckdb.DuckDBPyConnection) -> None:
    both = ["requests.applicants_sum", "requests.outcomes_sum"]
    assert outcome(marts, pages.BROKEN_SUM, "granted") == (5, "reported", both)
    assert outcome(marts, pages.BROKEN_SUM, "granted", "natural_person") == (4, "reported", ["requests.applicants_sum"])
    assert outcome(marts, pages.BROKEN_SUM, "denied.state_secret") == (2, "reported", ["requests.outcomes_sum"])
    assert outcome(marts, pages.BROKEN_SUM, "outcomes.total") == (8, "reported", ["requests.outcomes_sum"])
    assert outcome(marts, pages.BROKEN_SUM, "received.new") == (10, "reported", [])
    assert indicator(marts, pages.BROKEN_SUM, "granted_share") == (None, "doubtful", 5, 8, both)
    assert indicator(marts, pages.BROKEN_SUM, "natural_person_share")[:2] == (1, "derived")
    assert rows(marts, "select doubts from marts.reports where report_id = ?", pages.BROKEN_SUM.report_id) == [(both,)]
    reach = "select distinct item_code, column_code from marts.doubts where report_id = ? and code = 'requests.applicants_sum'"
    assert rows(marts, reach, pages.BROKEN_SUM.report_id) == [("granted", None)], "the whole row"
    panel = "select doubtful_indicators from marts.panel where report_id = ?"
    ((doubtful,),) = rows(marts, panel, pages.BROKEN_SUM.report_id)
    assert {"granted_count", "granted_share", "outcomes_total_count"} <= set(doubtful)
    assert "requests_received_count" not in doubtful
    assert outcome(marts, pages.UNBALANCED, "granted") == (4, "reported", [])
    assert outcome(marts, pages.UNBALANCED, "outcomes.total") == (8, "reported", ["requests.balance"])


def test_other_means_the_same_on_both_forms(marts: duckdb.DuckDBPyConnection) -> None:
    groups = rows(
        marts,
        "select report_id, sum(request_count) from marts.request_outcomes"
        " where outcome_group = 'other' and applicant = 'total' and report_id in (?, ?) group by all order by all",
        pages.FORM_2019.report_id,
        pages.PLAIN.report_id,
    )
    assert groups == [(pages.FORM_2019.report_id, 2), (pages.PLAIN.report_id, 1)]
    assert indicator(marts, pages.FORM_2019, "other_count_derived")[:2] == (2, "reported")
    assert indicator(marts, pages.PLAIN, "other_count_derived")[:2] == (1, "derived")


def test_a_count_with_a_fraction_is_no_count(marts: duckdb.DuckDBPyConnection) -> None:
    assert outcome(marts, pages.FRACTION, "granted")[:2] == (None, "unreadable")
    of_report = (pages.FRACTION.report_id,)
    litigation = "select case_count, status from marts.litigation where report_id = ?"
    assert rows(marts, litigation, *of_report) == [(None, "unreadable")]
    volume = "select item_count, status from marts.disclosure_volume where channel = 'total' and report_id = ?"
    assert rows(marts, volume, *of_report) == [(None, "unreadable")]


def test_every_status_of_an_indicator_can_be_printed() -> None:
    text = (PROJECT / "models/marts/_marts.yml").read_text(encoding="utf-8")
    listed = re.findall(r"values: \[([^\]]*\bno_denominator\b[^\]]*)\]", text)
    assert set(listed[0].split(", ")) - {"reported", "derived"} <= set(NO_VALUE)


def test_money_without_a_unit_is_not_yuan(marts: duckdb.DuckDBPyConnection) -> None:
    assert indicator(marts, pages.FORM_2019, "procurement_amount_yuan")[:2] == (None, "unit_unknown")
    assert rows(
        marts,
        "select value, unit, value_yuan from marts.administrative_output"
        " where report_id = ? and indicator = 'procurement_amount_yuan'",
        pages.FORM_2019.report_id,
    ) == [(Decimal("149.673874"), None, None)]


def test_disclosure_volume_by_channel(marts: duckdb.DuckDBPyConnection) -> None:
    def volume(page: Page) -> list[tuple[Any, ...]]:
        return rows(
            marts,
            "select channel, item_count, status, is_approximate, stated_values, doubts from marts.disclosure_volume"
            " where report_id = ? order by channel",
            page.report_id,
        )

    assert volume(pages.PLAIN) == [
        ("total", 1200, "reported", True, [1200], []),
        ("website", 220, "reported", False, [220], []),
        ("wechat", None, "not_stated", False, [], []),
        ("weibo", None, "not_stated", False, [], []),
    ]
    assert volume(pages.CLAIMS_DIFFER) == [
        ("total", None, "not_stated", False, [], []),
        ("website", None, "conflicting", False, [220, 250], ["claims_differ"]),
        ("wechat", 30, "reported", False, [30], ["value_out_of_range"]),
        ("weibo", None, "not_stated", False, [], []),
    ]


def test_requests_with_and_without_those_carried_in_are_no_contradiction(marts: duckdb.DuckDBPyConnection) -> None:
    found = "select code from marts.doubts where report_id = ?"
    assert rows(marts, found, pages.READINGS.report_id) == []


def test_an_entry_printed_twice_has_no_value(marts: duckdb.DuckDBPyConnection) -> None:
    count, status, doubts = outcome(marts, pages.TWICE, "granted")
    assert (count, status) == (None, "unreadable")
    assert "printed_twice" in doubts
    assert outcome(marts, pages.TWICE, "carried_out")[:2] == (2, "reported")


def test_a_row_that_the_form_does_not_know_leaves_sums_open(marts: duckdb.DuckDBPyConnection) -> None:
    assert indicator(marts, pages.UNKNOWN_ROW, "denied_count_derived")[:2] == (None, "incomplete")
    assert indicator(marts, pages.UNKNOWN_ROW, "granted_count")[:2] == (0, "reported")


def test_a_warning_doubts_what_it_names_and_information_nothing(marts: duckdb.DuckDBPyConnection) -> None:
    assert outcome(marts, pages.DOUBTED_TABLE, "granted")[2] == ["rows_glued"]
    assert outcome(marts, pages.DOUBTED_TABLE, "granted_in_part")[2] == []
    litigation = rows(
        marts, "select distinct doubts from marts.litigation where report_id = ?", pages.DOUBTED_TABLE.report_id
    )
    assert litigation == [([],)]


def test_carry_over_between_years(marts: duckdb.DuckDBPyConnection) -> None:
    def failed(page: Page) -> list[tuple[Any, ...]]:
        return rows(
            marts,
            "select column_code, left_value, right_value from marts.checks_between"
            " where report_id = ? and check_code = 'carry_over' and status = 'fail' order by all",
            page.report_id,
        )

    assert failed(pages.NEXT) == []
    assert failed(pages.BROKEN_CARRY_OVER) == [("natural_person", 0, 1), ("total", 0, 1)]
    assert outcome(marts, pages.BROKEN_CARRY_OVER, "received.carried_in")[2] == ["carry_over"]
    assert outcome(marts, pages.BROKEN_CARRY_OVER, "received.new")[2] == []
    assert outcome(marts, pages.NEXT, "carried_out")[2] == []
    assert indicator(marts, pages.BROKEN_CARRY_OVER, "granted_share")[:2] == (Decimal("0.5"), "derived")


def test_stock_of_regulations_between_years(marts: duckdb.DuckDBPyConnection) -> None:
    found = rows(
        marts,
        "select report_year, left_value, right_value, status from marts.checks_between"
        " where agency_id = ? and check_code = 'document_stock' and item_code = 'regulations' order by all",
        pages.PLAIN.agency,
    )
    assert found == [(2023, 11, 11, "pass"), (2024, 11, 15, "fail")]
    assert indicator(marts, pages.BROKEN_CARRY_OVER, "regulations_in_force_count")[4] == ["document_stock"]
    assert indicator(marts, pages.BROKEN_CARRY_OVER, "regulations_made_count")[4] == []


def test_a_copied_table_is_doubted_and_a_small_one_is_not_judged(marts: duckdb.DuckDBPyConnection) -> None:
    found = rows(
        marts,
        "select report_id, status from marts.checks_between where check_code = 'copied_table'"
        " and agency_id in (?, ?) order by all",
        pages.COPIED[0].agency,
        pages.SMALL_SAME[0].agency,
    )
    assert found == [(pages.COPIED[1].report_id, "fail"), (pages.SMALL_SAME[1].report_id, "not_assessable")]
    assert "copied_table" in outcome(marts, pages.COPIED[1], "granted")[2]
    assert outcome(marts, pages.COPIED[0], "granted")[2] == []


def test_scopes_are_never_compared(marts: duckdb.DuckDBPyConnection) -> None:
    assert rows(marts, "select * from marts.checks_between where report_id = ?", pages.OTHER_SCOPE.report_id) == []
    assert rows(marts, "select scope from marts.reports where report_id = ?", pages.UNSTATED.report_id) == [
        ("unstated",)
    ]


def test_what_is_not_resolved_is_listed_and_not_compared(marts: duckdb.DuckDBPyConnection) -> None:
    found = rows(marts, "select document_sha256, status, first_candidate_id, len(candidates) from marts.unresolved")
    assert sorted(found) == sorted(
        [
            (pages.AMBIGUOUS.sha256, "ambiguous", pages.AMBIGUOUS.candidates[0], 2),
            (pages.UNRESOLVED.sha256, "unresolved", None, 0),
        ]
    )


@pytest.mark.parametrize(
    ("agency_id", "year", "status"),
    [
        (pages.PLAIN.agency, 2022, "published"),
        (pages.PLAIN.agency, 2021, "missing"),
        (pages.BLANK.agency, 2023, "ambiguous"),
        (pages.ELSEWHERE.agency, 2024, "published"),
        (pages.ELSEWHERE.agency, 2023, "not_collected"),
    ],
)
def test_coverage(marts: duckdb.DuckDBPyConnection, agency_id: str, year: int, status: str) -> None:
    found = rows(marts, "select status from marts.coverage where agency_id = ? and report_year = ?", agency_id, year)
    assert found == [(status,)]


def test_quality_lists_every_kind_of_finding(marts: duckdb.DuckDBPyConnection) -> None:
    kinds = {row[0] for row in rows(marts, "select distinct finding_kind from marts.quality")}
    assert kinds == {
        "check", "check_between", "notice", "figure", "attribution", "rejection", "correction", "revision",
    }  # fmt: skip
    rejected = rows(marts, "select code from marts.quality where document_sha256 = ?", pages.REJECTED.sha256)
    assert rejected == [("interpretation",)]


def test_every_mart_column_says_what_it_means(marts: duckdb.DuckDBPyConnection) -> None:
    undescribed = rows(
        marts,
        "select table_name, column_name from duckdb_columns()"
        " where schema_name = 'marts' and coalesce(comment, '') = ''"
        " union all select table_name, null from duckdb_tables() where schema_name = 'marts' and coalesce(comment, '') = ''",
    )
    assert undescribed == []
