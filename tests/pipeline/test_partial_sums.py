"""Sums with blanks: noughts left blank pass, totals alone pass, a misprint among blanks does not."""

import pytest

from pipeline.checks import APPLICANTS, assess, find_oddities
from pipeline.contract import Cell, CellStatus, Number, Place
from pipeline.forms.form import load_form

Figures = dict[tuple[str, str], int | None]
BALANCED: Figures = {
    ("received.new", "natural_person"): 5, ("received.new", "business"): 2, ("received.new", "total"): 7,
    ("granted", "natural_person"): 4, ("granted", "business"): 1, ("granted", "total"): 5,
    ("denied.third_party", "business"): 1, ("denied.third_party", "total"): 1,
    ("outcomes.total", "natural_person"): 4, ("outcomes.total", "business"): 2, ("outcomes.total", "total"): 6,
    ("carried_out", "natural_person"): 1, ("carried_out", "total"): 1,
}  # fmt: skip
"""Seven requests, as a table that prints no noughts has them."""
ONLY_TOTALS: Figures = {place: value for place, value in BALANCED.items() if place[1] == "total"}


def cell(item: str, column: str, value: Number | None, table: str = "requests") -> Cell:
    status: CellStatus = "blank" if value is None else "reported"
    return Cell(table, item, column, value, "" if value is None else str(value), status, None, Place("here"))


def requests(figures: Figures, changes: Figures, empty: int | None = None) -> list[Cell]:
    """A requests table with `empty` (blank, or 0) in every other cell."""
    printed = {**figures, **changes}
    items = load_form("2021").table("requests").items
    return [
        cell(i.code, column, printed.get((i.code, column), empty)) for i in items for column in (*APPLICANTS, "total")
    ]


def places(cells: list[Cell]) -> set[str]:
    return {notice.message.partition(":")[0] for notice in find_oddities(cells, assess(cells))}


@pytest.mark.parametrize(
    ("figures", "changes", "expected"),
    [
        (BALANCED, {}, set[str]()),
        (ONLY_TOTALS, {}, set[str]()),
        # a figure left out: its row and its column both fall short, and the blank can hold what they miss
        (BALANCED, {("granted", "business"): None}, set[str]()),
        (BALANCED, {("carried_out", "natural_person"): None}, set[str]()),
        # what came is as much as what was left over, and all of it was dealt with
        (BALANCED, {("received.carried_in", "natural_person"): 5, ("outcomes.total", "natural_person"): 10,
                    ("granted", "natural_person"): 10, ("carried_out", "natural_person"): None,
                    ("received.carried_in", "total"): 5, ("granted", "total"): 11, ("outcomes.total", "total"): 12,
                    ("carried_out", "total"): None}, set[str]()),
        # a misprint: what is missing in the row fits into no blank of it
        (
            BALANCED,
            {("granted", "natural_person"): 3},
            {"requests / granted / total", "requests / outcomes.total / natural_person"},
        ),
        (
            BALANCED,
            {("granted", "business"): 4},
            {"requests / granted / total", "requests / outcomes.total / business"},
        ),
        (ONLY_TOTALS, {("granted", "total"): 9}, {"requests / outcomes.total / total"}),
        (ONLY_TOTALS, {("received.new", "total"): 9}, {"requests / total"}),
    ],
    ids=["noughts blank", "totals alone", "an outcome left out", "a remainder left out", "as much left over as came",
         "too little", "too much",
         "too much in all", "no balance"],
)  # fmt: skip
def test_what_no_blank_explains_is_named(figures: Figures, changes: Figures, expected: set[str]) -> None:
    assert places(requests(figures, changes)) == expected


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("blank", set[str]()),
        ("not_applicable", {"requests / granted / total", "requests / outcomes.total / business"}),
    ],
)
def test_what_is_struck_out_is_nothing(status: CellStatus, expected: set[str]) -> None:
    cells = requests(BALANCED, {("granted", "business"): None}, 0)
    next(one for one in cells if one.value is None).status = status
    assert places(cells) == expected


def test_a_table_without_blanks_is_left_to_its_identities() -> None:
    assert not find_oddities(requests(BALANCED, {("granted", "total"): 9}, 0), assess(requests(BALANCED, {}, 0)))


@pytest.mark.parametrize(("upheld", "expected"), [(1, 0), (2, 0), (3, 1)])
def test_a_blank_result_holds_what_is_missing_and_nothing_less(upheld: int, expected: int) -> None:
    results = [cell("review", column, None, "disputes") for column in ("corrected", "other", "pending")]
    cells = [cell("review", "upheld", upheld, "disputes"), *results, cell("review", "total", 2, "disputes")]
    notices = find_oddities(cells, assess(cells))
    assert [(n.severity, n.code, n.table, n.item) for n in notices] == [
        ("warning", "partial_sum", "disputes", "review")
    ] * expected


@pytest.mark.parametrize(
    ("figures", "total", "expected"),
    [
        ((2, 1, 3, 6), None, 1),
        ((0, 3, 0, 3), None, 1),
        ((2, 1, 3, 9), None, 1),
        ((2, 1, 3, 2), None, 0),
        ((0, 0, 0, 3), None, 0),
        ((0, 0, 0, 0), None, 0),
        ((2, 1, 3, 6), 12, 0),
        ((2, None, 3, 5), None, 0),
    ],
)
def test_a_total_one_place_to_the_left_is_seen(
    figures: tuple[int | None, ...], total: int | None, expected: int
) -> None:
    columns = ("upheld", "corrected", "other", "pending", "total")
    cells = [cell("review", name, value, "disputes") for name, value in zip(columns, (1, 0, 0, 1, 2), strict=True)]
    row = [cell("suit_direct", name, value, "disputes") for name, value in zip(columns, (*figures, total), strict=True)]
    assert len(find_oddities([*cells, *row], assess([*cells, *row]))) == expected
    alone = [notice for notice in find_oddities(row, assess(row)) if "displaced" in notice.message]
    assert not alone  # in a table without totals two equal figures mean nothing
