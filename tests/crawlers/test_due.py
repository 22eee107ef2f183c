"""Which pages are asked for again, and how."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from crawlers.due import Visit, way_to_ask

NOW = datetime(2026, 3, 10, 18, 30, tzinfo=UTC)
URL = "http://www.example.gov.cn/art/2024/1/2/art_1_2.html"


def visit(
    hours: float,
    *,
    body_hours: float | None = None,
    finished: bool = True,
    conditions: bool = False,
    gone: bool = False,
) -> Visit:
    body = hours if body_hours is None else body_hours
    return Visit(NOW - timedelta(hours=hours), NOW - timedelta(hours=body), finished, conditions, gone)


CASES: list[tuple[str, Visit | None, int | None, str]] = [
    ("never seen", None, None, "whole"),
    ("an hour ago, by a run that was killed", visit(1, finished=False), 2025, "not_due"),
    ("the night before, by a run that was killed", visit(24, finished=False, conditions=True), 2025, "on_condition"),
    ("an hour ago, the host answers conditions", visit(1, conditions=True), 2020, "on_condition"),
    ("its body is six weeks old", visit(24, body_hours=24 * 43, conditions=True), 2020, "whole"),
    ("its body is three weeks old", visit(24, body_hours=24 * 21, conditions=True), 2020, "on_condition"),
    ("no conditions, last report year, an hour ago", visit(1), 2025, "not_due"),
    ("no conditions, last report year, a night ago", visit(24), 2025, "whole"),
    ("no conditions, report year before it, a night ago", visit(24), 2024, "whole"),
    ("no conditions, an old report, a night ago", visit(24), 2020, "not_due"),
    ("no conditions, an old report, two weeks ago", visit(24 * 14), 2020, "whole"),
    ("no conditions, no year known, a night ago", visit(24), None, "not_due"),
    ("gone a night ago", visit(24, conditions=True, gone=True), 2025, "not_due"),
    ("gone a month ago", visit(24 * 31, conditions=True, gone=True), 2025, "whole"),
]


@pytest.mark.parametrize(("case", "seen", "year", "way"), CASES, ids=[case for case, *_ in CASES])
def test_the_way_to_ask(case: str, seen: Visit | None, year: int | None, way: str) -> None:
    assert way_to_ask(URL, seen, report_year=year, now=NOW) == way


def test_old_pages_of_a_host_without_conditions_come_in_turn() -> None:
    """Captured on one night, they are not all due on one night again."""
    urls = [f"http://www.example.gov.cn/art/2018/1/2/art_1_{n}.html" for n in range(1000)]
    due = [
        sum(way_to_ask(url, visit(24 * days), report_year=2018, now=NOW) == "whole" for url in urls)
        for days in range(16)
    ]
    assert due[6] == 0
    assert due[15] == 1000
    shares = [later - earlier for earlier, later in pairwise(due)]
    assert max(shares) < 250
