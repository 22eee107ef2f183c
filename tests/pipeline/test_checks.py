"""The identities, on cells made by hand."""

from dataclasses import replace

import pytest

from pipeline.checks import APPLICANTS, CHECKS, assess, find_oddities, run_checks
from pipeline.contract import Cell, Check, Claim, Number, Place
from pipeline.forms.form import load_form

PLACE = Place("here")


def cell(table: str, item: str, column: str, value: Number | None, status: str = "reported") -> Cell:
    assert status in ("reported", "blank")
    return Cell(table, item, column, value, "" if value is None else str(value), status, None, PLACE)  # pyright: ignore


def requests(**totals: int) -> list[Cell]:
    """A requests table of the 2021 form in which natural persons asked for everything."""
    table = load_form("2021").table("requests")
    assert table is not None
    cells: list[Cell] = []
    for item in table.items:
        value = totals.get(item.code.replace(".", "_"), 0)
        cells += [
            cell("requests", item.code, column, value if column == "natural_person" else 0) for column in APPLICANTS
        ]
        cells.append(cell("requests", item.code, "total", value))
    return cells


BALANCED = requests(received_new=5, received_carried_in=1, granted=4, outcomes_total=4, carried_out=2)


def failures(checks: list[Check]) -> set[tuple[str, str | None, str | None]]:
    return {(check.check, check.item, check.column) for check in checks if check.status == "fail"}


def changed(cells: list[Cell], item: str, column: str, value: int | None) -> list[Cell]:
    status = "blank" if value is None else "reported"
    return [cell(c.table, item, column, value, status) if (c.item, c.column) == (item, column) else c for c in cells]


def test_a_table_that_holds_shows_no_failure() -> None:
    checks = run_checks(BALANCED, [])
    assert not failures(checks)
    assert {check.status for check in checks} == {"pass"}
    assert len(checks) == 7 + 7 + 25


@pytest.mark.parametrize(
    ("item", "column", "expected"),
    [
        (
            "granted",
            "natural_person",
            {
                ("requests.outcomes_sum", "outcomes.total", "natural_person"),
                ("requests.applicants_sum", "granted", "total"),
            },
        ),
        (
            "received.new",
            "total",
            {("requests.balance", None, "total"), ("requests.applicants_sum", "received.new", "total")},
        ),
        (
            "carried_out",
            "research",
            {("requests.balance", None, "research"), ("requests.applicants_sum", "carried_out", "total")},
        ),
    ],
)
def test_one_wrong_figure_fails_in_its_row_and_its_column(
    item: str, column: str, expected: set[tuple[str, str, str]]
) -> None:
    assert failures(run_checks(changed(BALANCED, item, column, 9), [])) == expected


def test_a_blank_is_no_zero() -> None:
    checks = run_checks(changed(BALANCED, "denied.state_secret", "research", None), [])
    assert not failures(checks)
    assert {(c.check, c.column) for c in checks if c.status == "not_assessable"} == {
        ("requests.outcomes_sum", "research"),
        ("requests.applicants_sum", "total"),
    }


def test_an_unknown_row_counts_as_an_outcome() -> None:
    ninth = [cell("requests", "unknown", column, 1) for column in ("natural_person", "total")]
    cells = changed(changed(BALANCED, "granted", "natural_person", 3), "granted", "total", 3)
    assert not failures(run_checks([*cells, *ninth], []))


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ({"received.new": 3, "granted": 2, "outcomes.total": 2, "carried_out": 1}, []),
        ({"received.new": 3, "granted": 2, "outcomes.total": 2, "carried_out": 7}, ["carried_out"]),
        ({"received.new": 5, "granted": 4, "outcomes.total": 4, "carried_out": 9}, ["carried_out"]),
        ({"received.new": 30, "granted": 2, "outcomes.total": 40, "carried_out": 7}, []),
    ],
    ids=["of bodies", "of bodies but one", "of all but one", "of nobody knows what"],
)
def test_a_subtotal_adds_up_what_most_of_it_adds_up(printed: dict[str, int], expected: list[str]) -> None:
    cells = requests(received_new=5, granted=4, outcomes_total=4, carried_out=1)
    for item, bodies in (("received.new", 3), ("granted", 2), ("outcomes.total", 2), ("carried_out", 1)):
        cells = changed(cells, item, "business", bodies)
        cells = changed(cells, item, "natural_person", {"carried_out": 0}.get(item, 2))
    subtotals = [
        replace(cell("requests", item, "unknown", value), label_column="小计") for item, value in printed.items()
    ]
    notices = find_oddities([*cells, *subtotals], assess([]))
    assert [(n.code, n.item) for n in notices] == [("subtotal", item) for item in expected]


@pytest.mark.parametrize(("parts", "total", "status"), [((1, 0, 2, 0), 3, "pass"), ((1, 0, 2, 0), 4, "fail")])
def test_results_of_disputes_add_up(parts: tuple[int, ...], total: int, status: str) -> None:
    cells = [
        cell("disputes", "review", column, value)
        for column, value in zip(("upheld", "corrected", "other", "pending"), parts, strict=True)
    ]
    checks = run_checks([*cells, cell("disputes", "review", "total", total)], [])
    assert [(c.check, c.left, c.right, c.status) for c in checks] == [("disputes.results_sum", 3, total, status)]


def claim(indicator: str, value: int, **more: object) -> Claim:
    return Claim(indicator, value, "", PLACE, **more)  # pyright: ignore


@pytest.mark.parametrize(
    ("stated", "status"),
    [
        (claim("requests.received", 5, reading="new"), "pass"),
        (claim("requests.received", 6, reading="with_carried_in"), "pass"),
        (claim("requests.received", 7, reading="unknown"), "fail"),
        (claim("requests.answered", 4), "pass"),
        (claim("requests.granted", 3), "fail"),
        (claim("requests.denied", 0), "pass"),
    ],
)
def test_prose_is_held_against_the_table(stated: Claim, status: str) -> None:
    checks = [check for check in run_checks(BALANCED, [stated]) if check.check.startswith("prose.")]
    assert [check.status for check in checks] == [status]


def test_an_approximate_figure_is_not_held_against_an_exact_one() -> None:
    assert not [
        c
        for c in run_checks(BALANCED, [claim("requests.received", 7, approximate=True)])
        if c.check.startswith("prose.")
    ]


@pytest.mark.parametrize(("count", "fails"), [("2.5", True), ("1.000", True), ("1.0", False), ("0.000", False)])
def test_a_count_with_a_fraction_or_with_thousands_parted_by_a_point_fails(count: str, fails: bool) -> None:
    from decimal import Decimal

    cells = [cell("proactive", "licensing", "decisions", Decimal(count)), cell("proactive", "licensing", "change", -3)]
    assert failures(run_checks(cells, [])) == ({("whole_number", "licensing", "decisions")} if fails else set())


@pytest.mark.parametrize(("label", "fails"), [("同比增减", False), ("较上年变化", False), ("其中：网上", True)])
def test_a_change_in_a_column_that_a_table_adds_may_be_below_nought(label: str, fails: bool) -> None:
    added = replace(cell("requests", "granted", "unknown", -3), label_column=label)
    assert failures(run_checks([added], [])) == ({("whole_number", "granted", "unknown")} if fails else set())


def test_every_check_that_runs_is_defined() -> None:
    used = {check.check for check in run_checks(BALANCED, [claim("requests.received", 5, reading="new")])}
    assert used <= {check.code for check in CHECKS}
