"""Which pages are asked for again, and how."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from crawlers.due import NIGHT, ROUND, ROUND_IN_SEASON, Turn, Visit, way_to_ask

NOW = datetime(2026, 6, 10, 18, 30, tzinfo=UTC)
IN_SEASON = NOW.replace(month=2)
URL = "http://www.example.gov.cn/art/2024/1/2/art_1_2.html"
NOT_ITS_TURN = next(
    number
    for number in range(ROUND)
    if way_to_ask(URL, Visit(NOW, NOW, True, False), Turn(NOW, number), report_year=None) == "not_due"
    and way_to_ask(URL, Visit(IN_SEASON, IN_SEASON, True, False), Turn(IN_SEASON, number), report_year=None)
    == "not_due"
)


def visit(
    days: float,
    *,
    body_days: float | None = None,
    finished: bool = True,
    conditions: bool = False,
    gone: bool = False,
) -> Visit:
    body = days if body_days is None else body_days
    return Visit(NOW - timedelta(days=days), NOW - timedelta(days=body), finished, conditions, gone)


CASES: list[tuple[str, Visit | None, int | None, str]] = [
    ("never seen", None, None, "whole"),
    ("an hour ago, by a run that was killed", visit(0.04, finished=False), 2025, "not_due"),
    ("the night before, by a run that was killed", visit(1, finished=False, conditions=True), 2025, "on_condition"),
    ("last report year, an hour ago, the host answers conditions", visit(0.04, conditions=True), 2025, "on_condition"),
    ("last report year, a night ago", visit(1), 2025, "whole"),
    ("report year before it, a night ago", visit(1), 2024, "whole"),
    ("last report year, its body is six weeks old", visit(1, body_days=43, conditions=True), 2025, "whole"),
    ("last report year, its body is three weeks old", visit(1, body_days=21, conditions=True), 2025, "on_condition"),
    ("an old report, a night ago", visit(1), 2020, "not_due"),
    ("an old report, a night ago, the host answers conditions", visit(1, conditions=True), 2020, "not_due"),
    ("an old report, two weeks ago", visit(14), 2020, "whole"),
    ("an old report, two weeks ago, the host answers conditions", visit(14, conditions=True), 2020, "on_condition"),
    ("an old report, eight days ago", visit(8), 2020, "not_due"),
    ("no year known, a night ago", visit(1), None, "not_due"),
    ("gone a night ago", visit(1, gone=True), 2025, "not_due"),
    ("gone two weeks ago", visit(14, gone=True), 2025, "whole"),
]


@pytest.mark.parametrize(("case", "seen", "year", "way"), CASES, ids=[case for case, *_ in CASES])
def test_the_way_to_ask(case: str, seen: Visit | None, year: int | None, way: str) -> None:
    assert way_to_ask(URL, seen, Turn(NOW, NOT_ITS_TURN, 2025), report_year=year) == way


def test_of_a_site_that_is_behind_the_two_latest_years_are_recent() -> None:
    turn = Turn(NOW, NOT_ITS_TURN, 2019)
    assert [way_to_ask(URL, visit(1), turn, report_year=year) for year in (2017, 2018, 2019)] == [
        "not_due",
        "whole",
        "whole",
    ]


@pytest.mark.parametrize(("began", "nights"), [(NOW, ROUND), (IN_SEASON, ROUND_IN_SEASON)])
def test_every_older_page_has_its_turn_once_in_a_round_and_each_night_its_share(began: datetime, nights: int) -> None:
    urls = [f"http://www.example.gov.cn/art/2018/1/2/art_1_{n}.html" for n in range(1000)]
    just_now = Visit(began, began, run_finished=True, answers_conditions=False)
    due = [
        {url for url in urls if way_to_ask(url, just_now, Turn(began, night), report_year=2018) == "whole"}
        for night in range(3, 3 + nights)
    ]
    assert sum(map(len, due)) == len(set[str]().union(*due)) == 1000
    assert max(map(len, due)) < 1.4 * 1000 / nights


def test_a_page_that_missed_its_turn_is_asked_for_all_the_same() -> None:
    seen = visit(ROUND - 1 + NIGHT / timedelta(1))
    assert way_to_ask(URL, seen, Turn(NOW, NOT_ITS_TURN), report_year=2018) == "whole"
