"""Figures of a scan that may be misread: what sums and prose confirm is no warning, what they leave open is one."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from pipeline.checks import assess, rows_by_table
from pipeline.checks.confirmed import confirmed
from pipeline.checks.identities import APPLICANTS, RESULTS
from pipeline.contract import Cell, Check, Notice, Place
from pipeline.documents.document import Misread
from pipeline.forms.cells import places_misread, without_dispelled

COLUMNS = (*APPLICANTS, "total")
ROWS: Mapping[str, tuple[int, ...]] = {
    "received.new": (6, 0, 0, 0, 0, 0, 6),
    "received.carried_in": (1, 2, 0, 0, 0, 0, 3),
    "granted": (5, 2, 0, 0, 0, 0, 7),
    "granted_in_part": (1, 0, 0, 0, 0, 0, 1),
    "outcomes.total": (6, 2, 0, 0, 0, 0, 8),
    "carried_out": (1, 0, 0, 0, 0, 0, 1),
}


def cells(changed: Mapping[tuple[str, str], int] | None = None) -> list[Cell]:
    """A table of requests whose sums hold, and a row of disputes; with other figures in the places of `changed`."""
    printed = {(item, column): n for item, row in ROWS.items() for column, n in zip(COLUMNS, row, strict=True)}
    printed |= dict.fromkeys((("review", column) for column in RESULTS), 0) | {("review", "total"): 0}
    printed |= {("suit_direct", column): 0 for column in RESULTS}
    printed |= {("suit_direct", "upheld"): 4, ("suit_direct", "total"): 4} | dict(changed or {})
    return [
        Cell("requests" if item in ROWS else "disputes", item, column, n, str(n), "reported", None, Place(""))
        for (item, column), n in printed.items()
    ]


def dispelled(
    doubted: set[tuple[str, str]], changed: Mapping[tuple[str, str], int] | None = None, checks: tuple[Check, ...] = ()
) -> set[tuple[str, str]]:
    """Which of the `doubted` cells are confirmed."""
    found = cells(changed)
    suspects = [cell for cell in found if (cell.item, cell.column) in doubted]
    sure = confirmed(suspects, assess(found).identities, checks, rows_by_table(found))
    return {(cell.item, cell.column) for cell in suspects if id(cell) in sure}


@pytest.mark.parametrize(
    "doubted",
    [
        {("granted", "natural_person")},
        {("granted", "research"), ("granted", "nonprofit"), ("granted_in_part", "research")},
        {("granted", "research"), ("granted", "total"), ("outcomes.total", "research")},
        {("review", "upheld"), ("review", "pending")},
        {("suit_direct", "other"), ("suit_direct", "pending")},
        {("carried_out", "business")},
    ],
)
def test_sums_that_hold_confirm_what_no_other_error_can_make_up_for(doubted: set[tuple[str, str]]) -> None:
    assert dispelled(doubted) == doubted


@pytest.mark.parametrize(
    "doubted",
    [
        {
            ("granted", "natural_person"),
            ("granted", "business"),
            ("granted_in_part", "natural_person"),
            ("granted_in_part", "business"),
        },
        {("suit_direct", "upheld")},
        {("suit_direct", "upheld"), ("suit_direct", "total")},
        {("review", "upheld"), ("review", "total")},
    ],
)
def test_errors_that_may_make_up_for_each_other_leave_the_doubt(doubted: set[tuple[str, str]]) -> None:
    assert dispelled(doubted) == set()


def test_a_sum_that_fails_confirms_nothing_in_it() -> None:
    doubted = {("granted", "business"), ("granted", "research")}
    assert dispelled(doubted, {("granted", "business"): 3}) == set()


def test_prose_that_states_the_figure_confirms_it() -> None:
    doubted = {("suit_direct", "upheld"), ("suit_direct", "total")}
    stated = Check("prose.suit_total", "disputes", "suit_direct", "total", 4, 4, "pass")
    assert dispelled(doubted, checks=(stated,)) == {("suit_direct", "total")}
    assert (
        dispelled(doubted, checks=(Check("prose.suit_total", "disputes", "suit_direct", "total", 3, 4, "fail"),))
        == set()
    )


def test_a_doubt_about_whose_figure_it_is_stays() -> None:
    of_print = Notice("warning", "uncertain_figure", Misread("page 1, table 2, row 3, column 4: recognised as '0'"))
    of_column = Notice("warning", "uncertain_figure", "page 1, table 2, row 3, column 4: '其他0' names another column")
    assert list(places_misread([of_print, of_column])) == ["page 1, table 2, row 3, column 4"]
    found = without_dispelled([of_print, of_column], {"page 1, table 2, row 3, column 4"})
    assert [notice.severity for notice in found] == ["info", "warning"]
    assert [n.severity for n in without_dispelled([of_print], {"page 1, table 2, row 3, column 5"})] == ["warning"]
