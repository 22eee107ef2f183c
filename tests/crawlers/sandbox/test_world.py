"""The made-up figures hold what the forms demand, and depend on nothing but the seed."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import Any

import pytest

from crawlers.sandbox.figures import APPLICANTS, DISPUTES, OUTCOMES
from crawlers.sandbox.world import Report, World

SEEDS = (1, 2, 20240131)


@pytest.fixture(scope="module", params=SEEDS)
def world(request: pytest.FixtureRequest) -> World:
    return World(seed=request.param)


def careers(world: World) -> list[list[Report]]:
    """The reports of one agency and scope, by year."""
    result: dict[tuple[str, str | None], list[Report]] = defaultdict(list)
    for report in world.reports:
        result[report.agency.agency_id, report.scope].append(report)
    return list(result.values())


def consecutive(world: World) -> list[tuple[Report, Report]]:
    return [(a, b) for career in careers(world) for a, b in pairwise(career) if b.year == a.year + 1]


def test_every_report_fills_its_whole_form(world: World) -> None:
    sizes = {report.form: (len(report.cells)) for report in world.reports}
    assert sizes == {"2019": 22 + 23 * 7 + 15, "2021": 10 + 25 * 7 + 15}
    assert all(value is not None for report in world.reports for value in report.cells.values())


def test_requests_balance_in_every_column(world: World) -> None:
    for report in world.reports:
        cells = report.cells
        for column in (*APPLICANTS, "total"):
            received = cells["requests", "received.new", column] + cells["requests", "received.carried_in", column]
            answered = cells["requests", "outcomes.total", column]
            assert received == answered + cells["requests", "carried_out", column], (report.key, column)
            assert answered == sum(cells["requests", item, column] for item in OUTCOMES[report.form]), report.key


def test_every_row_adds_up(world: World) -> None:
    for report in world.reports:
        items = {item for table, item, _ in report.cells if table == "requests"}
        for item in items:
            parts = sum(report.cells["requests", item, column] for column in APPLICANTS)
            assert report.cells["requests", item, "total"] == parts, (report.key, item)
        for route in DISPUTES:
            parts = sum(report.cells["disputes", route, r] for r in ("upheld", "corrected", "other", "pending"))
            assert report.cells["disputes", route, "total"] == parts, (report.key, route)


def test_what_is_carried_out_is_carried_in(world: World) -> None:
    for before, after in consecutive(world):
        for column in (*APPLICANTS, "total"):
            left = before.cells["requests", "carried_out", column]
            assert left == after.cells["requests", "received.carried_in", column], (after.key, column)


def test_stocks_follow_from_flows(world: World) -> None:
    for before, after in consecutive(world):
        for kind in ("regulations", "normative_documents"):
            stock = "disclosed_total" if before.form == "2019" else "in_force"
            left = before.cells["proactive", kind, stock]
            if after.form == "2021":
                flow = after.cells["proactive", kind, "made"] - after.cells["proactive", kind, "repealed"]
                assert left + flow == after.cells["proactive", kind, "in_force"], after.key
            else:
                flow = after.cells["proactive", kind, "disclosed"]
                assert left + flow == after.cells["proactive", kind, "disclosed_total"], after.key
        if before.form == after.form == "2019":
            for power in ("licensing", "other_services", "penalties", "coercive_measures", "fees"):
                left = before.cells["proactive", power, "previous_items"] + before.cells["proactive", power, "change"]
                assert left == after.cells["proactive", power, "previous_items"], after.key


def test_claims_agree_with_the_tables(world: World) -> None:
    for report in world.reports:
        cells, claims = report.cells, report.claims
        suits = cells["disputes", "suit_direct", "total"] + cells["disputes", "suit_after_review", "total"]
        new = cells["requests", "received.new", "total"]
        both = new + cells["requests", "received.carried_in", "total"]
        denied = sum(v for (_, item, column), v in cells.items() if column == "total" and item.startswith("denied."))
        expected = {
            "review.total": cells["disputes", "review", "total"],
            "suit.total": suits,
            "requests.answered": cells["requests", "outcomes.total", "total"],
            "requests.granted": cells["requests", "granted", "total"],
            "requests.denied": denied,
            "normative_documents.issued": cells["proactive", "normative_documents", "made"],
        }
        assert {code: value for code, value in claims.items() if code in expected}.items() <= expected.items()
        assert claims["requests.received"] in (new, both), report.key
        channels = [value for code, value in claims.items() if code.startswith("requests.received.")]
        assert not channels or sum(channels) == new, report.key
        parts = [claims.get(f"disclosed.{channel}", 0) for channel in ("website", "wechat", "weibo")]
        assert "disclosed.total" not in claims or sum(parts) in (0, claims["disclosed.total"]), report.key


def test_sizes_are_those_of_real_life(world: World) -> None:
    requests: dict[str, list[int]] = defaultdict(list)
    for report in world.reports:
        kind = report.scope if report.agency.function_class == "government" else "bureau"
        requests[kind or "unstated"].append(int(report.cells["requests", "received.new", "total"]))
    assert sorted(requests["bureau"])[len(requests["bureau"]) // 2] <= 5
    assert max(requests["whole"]) > 1000
    assert 350 <= len(world.reports) <= 500


def test_some_agencies_lag_behind_the_form_of_2021(world: World) -> None:
    forms = {(report.year, report.form) for report in world.reports}
    assert {(2019, "2019"), (2020, "2019"), (2021, "2021"), (2024, "2021")} <= forms
    assert not {(2019, "2021"), (2020, "2021"), (2022, "2019")} & forms


def test_lag_occurs() -> None:
    assert any(report.year == 2021 and report.form == "2019" for report in World(seed=1).reports)


def test_keys_are_unique_and_the_same_seed_gives_the_same_world(world: World) -> None:
    again = World(seed=world.seed)
    assert world.reports == again.reports
    assert len({report.key for report in world.reports}) == len(world.reports)
    assert World(seed=world.seed + 1).reports != world.reports


def test_a_larger_world_keeps_the_figures_of_a_smaller_one() -> None:
    small, large = World(seed=3, bureaus=2), World(seed=3, bureaus=6)
    kept = {report.key: report for report in large.reports}
    assert all(kept[report.key] == report for report in small.reports)


def test_scales_to_two_thousand_reports() -> None:
    assert len(World(governments=40, bureaus=8).reports) >= 2000


@pytest.mark.parametrize(
    "options",
    [
        {"governments": 0},
        {"governments": 1000},
        {"bureaus": -1},
        {"years": ()},
        {"years": (2019, 2021)},
        {"years": (2018,)},
    ],
)
def test_options_out_of_range_are_named(options: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=next(iter(options))):
        World(**options)
