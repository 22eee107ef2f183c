"""Figures of prose against entries of which some are blank: a sum is then a range, and only what lies outside of it fails."""

import pytest

from pipeline.checks import run_checks
from pipeline.contract import Cell, Claim, Place

HERE = Place("here")


def entry(item: str, column: str, figure: int | None) -> Cell:
    if figure is None:
        return Cell("requests", item, column, None, "", "blank", None, HERE)
    return Cell("requests", item, column, figure, str(figure), "reported", None, HERE)


def statuses(cells: list[Cell], claim: Claim) -> list[str]:
    """The statuses of the check that holds a claim against the tables."""
    code = f"prose.{claim.indicator.replace('.', '_')}"
    return [check.status for check in run_checks(cells, [claim]) if check.check == code]


@pytest.mark.parametrize(
    ("printed", "stated", "status"),
    [
        ({"denied.other_law": 5, "denied.third_party": None}, 3, "fail"),
        ({"denied.other_law": 5, "denied.third_party": None}, 6, "not_assessable"),
        ({"denied.other_law": 5, "denied.third_party": None, "outcomes.total": 9}, 9, "not_assessable"),
        ({"denied.other_law": 5, "denied.third_party": None, "granted": 3, "outcomes.total": 9}, 7, "fail"),
        ({"denied.other_law": 5, "denied.third_party": None, "granted": 3, "outcomes.total": 9}, 6, "not_assessable"),
    ],
)
def test_blanks_leave_no_less_than_is_printed_and_no_more_than_the_total(
    printed: dict[str, int | None], stated: int, status: str
) -> None:
    cells = [entry(item, "total", figure) for item, figure in printed.items()]
    assert statuses(cells, Claim("requests.denied", stated, "", HERE)) == [status]


@pytest.mark.parametrize(("stated", "status"), [(8, "fail"), (9, "not_assessable")])
def test_a_blank_total_is_no_less_than_its_row_prints(stated: int, status: str) -> None:
    printed = {"natural_person": 5, "business": 4, "research": None, "total": None}
    cells = [entry("granted", column, figure) for column, figure in printed.items()]
    assert statuses(cells, Claim("requests.granted", stated, "", HERE)) == [status]


@pytest.mark.parametrize(("stated", "status"), [(1, "fail"), (2, "not_assessable"), (3, "not_assessable")])
def test_with_blank_totals_either_reading_of_those_received_may_hold(stated: int, status: str) -> None:
    rows = (("received.new", 2), ("received.carried_in", 1))
    cells = [entry(item, "natural_person", figure) for item, figure in rows]
    cells += [entry(item, "total", None) for item, _ in rows]
    sentence = f"共收到申请{stated}件,其中上年结转1件"
    assert statuses(cells, Claim("requests.received", stated, sentence, HERE, reading="with_carried_in")) == [status]
