"""What the marts say of reports that were changed, taken away, or corrected by a person."""

from __future__ import annotations

from decimal import Decimal

import duckdb
import pytest

from tests.sql import pages
from tests.sql.asked import indicator, outcome, rows
from tests.sql.reports import Page

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("page", "current", "count"),
    [(pages.NEW_VERSION, pages.NEW_VERSION, 3), (pages.REVERTED[0], pages.REVERTED[0], 2)],
    ids=["of two that stay, the newer; never a page without tables", "what came back"],
)
def test_the_current_document(marts: duckdb.DuckDBPyConnection, page: Page, current: Page, count: int) -> None:
    found = rows(marts, "select document_sha256, versions_count from marts.reports where report_id = ?", page.report_id)
    assert found == [(current.sha256, count)]
    versions = rows(
        marts, "select count(*), count_if(is_current) from marts.versions where report_id = ?", page.report_id
    )
    assert versions == [(count, 1)]


def test_a_revision_shows_both_values(marts: duckdb.DuckDBPyConnection) -> None:
    found = rows(
        marts,
        "select document_sha256, revises_document_sha256, figure_kind, item_code, column_code, earlier_value, later_value,"
        " later_status from marts.revisions where report_id = ? order by all",
        pages.REVISED.report_id,
    )
    both = (pages.REVISION.sha256, pages.REVISED.sha256)
    assert found == [
        (*both, "cell", "carried_out", "natural_person", 1, 2, "reported"),
        (*both, "cell", "carried_out", "total", 1, 2, "reported"),
        (*both, "cell", "received.new", "natural_person", 1, 2, "reported"),
        (*both, "cell", "received.new", "total", 1, 2, "reported"),
        (*both, "claim", "disclosed.total", None, 100, 120, "reported"),
        (*both, "claim", "disclosed.wechat", None, 7, None, "absent"),
    ]
    assert rows(
        marts,
        "select code, severity, count(*), max(left_value), max(right_value) from marts.quality"
        " where report_id = ? and finding_kind = 'revision' group by all order by all",
        pages.REVISED.report_id,
    ) == [("figure_revised", "info", 6, 100, 120), ("text_revised", "info", 1, None, None)]


def test_a_copy_that_says_the_same_is_no_version(marts: duckdb.DuckDBPyConnection) -> None:
    assert rows(marts, "select versions_count from marts.reports where report_id = ?", pages.REVISED.report_id) == [
        (3,)
    ]
    assert rows(
        marts,
        "select document_sha256, is_revision, figures_changed_count from marts.versions where report_id = ?"
        " order by first_captured_at",
        pages.REVISED.report_id,
    ) == [
        (pages.REVISED.sha256, False, None),
        (pages.REVISED_COPY.sha256, False, None),
        (pages.REVISION.sha256, True, 6),
        (pages.REWORDED.sha256, True, 0),
    ]


def test_a_report_that_is_gone_says_since_when(marts: duckdb.DuckDBPyConnection) -> None:
    assert rows(
        marts,
        "select gone_at - last_captured_at = interval 24 hours from marts.reports where report_id = ?",
        pages.REVISED.report_id,
    ) == [(True,)]
    assert rows(marts, "select count(*) from marts.reports where gone_at is not null") == [(1,)]


def test_corrections_apply_while_what_they_expect_is_printed(marts: duckdb.DuckDBPyConnection) -> None:
    assert outcome(marts, pages.CORRECTED, "granted") == (4, "reported", [])
    assert outcome(marts, pages.CORRECTED, "denied.other_law") == (0, "reported", [])
    assert outcome(marts, pages.CORRECTED, "carried_out") == (2, "reported", [])
    assert indicator(marts, pages.CORRECTED, "granted_share")[:2] == (Decimal("0.5"), "derived")
    assert indicator(marts, pages.SETTLED, "granted_share") == (Decimal("0.5"), "derived", 4, 8, []), (
        "it settles the whole sum"
    )
    found = rows(
        marts, "select code, severity, item_code from marts.quality where finding_kind = 'correction' order by all"
    )
    assert found == [
        ("correction_applied", "info", "denied.other_law"),
        ("correction_applied", "info", "granted"),
        ("correction_applied", "info", "granted"),
        ("correction_expired", "warning", "carried_out"),
        ("correction_without_report", "warning", "carried_out"),
    ]
