"""What tests ask the marts."""

from __future__ import annotations

from typing import Any

import duckdb

from tests.sql.reports import Page


def rows(marts: duckdb.DuckDBPyConnection, sql: str, *values: Any) -> list[tuple[Any, ...]]:
    return marts.execute(sql, list(values)).fetchall()


def outcome(marts: duckdb.DuckDBPyConnection, page: Page, item: str, applicant: str = "total") -> tuple[Any, ...]:
    return rows(
        marts,
        "select request_count, status, doubts from marts.request_outcomes"
        " where report_id = ? and outcome = ? and applicant = ?",
        page.report_id,
        item,
        applicant,
    )[0]


def indicator(marts: duckdb.DuckDBPyConnection, page: Page, code: str) -> tuple[Any, ...]:
    return rows(
        marts,
        "select value, status, numerator, denominator, doubts from marts.indicators"
        " where report_id = ? and indicator_code = ?",
        page.report_id,
        code,
    )[0]
