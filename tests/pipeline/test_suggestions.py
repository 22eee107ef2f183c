"""One wrong figure is offered with its repair; two, or one that nothing tells apart, are not."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from crawlers.sandbox.render import STYLES, render_report
from crawlers.sandbox.world import World
from pipeline.checks import assess
from pipeline.contract import Cell
from pipeline.extract import extract
from pipeline.suggestions import suggest


@cache
def true_cells() -> tuple[Cell, ...]:
    """A large report, all of whose identities hold."""
    report = max(World(5, governments=4, bureaus=3).reports, key=lambda r: r.cells["requests", "received.new", "total"])
    return extract(render_report(report, STYLES["tables"]).body, "text/html; charset=utf-8").cells


def changed(item: str, column: str, value: int) -> tuple[Cell, ...]:
    return tuple(replace(c, value=value) if (c.item, c.column) == (item, column) else c for c in true_cells())


def suggested(cells: tuple[Cell, ...]) -> dict[tuple[str, str], object]:
    return {(c.item, c.column): c.suggested for c in suggest(cells, assess(cells)) if c.suggested is not None}


def value(item: str, column: str) -> int:
    return next(int(c.value or 0) for c in true_cells() if (c.item, c.column) == (item, column))


@pytest.mark.parametrize(
    ("item", "column"),
    [
        ("granted", "natural_person"),
        ("received.new", "business"),
        ("denied.third_party", "research"),
        ("outcomes.total", "total"),
    ],
)
def test_one_wrong_figure_is_found_and_repaired(item: str, column: str) -> None:
    true = value(item, column)
    assert suggested(changed(item, column, true + 18)) == {(item, column): true}


def test_what_is_printed_stands() -> None:
    cells = changed("granted", "natural_person", 3)
    (cell,) = [c for c in suggest(cells, assess(cells)) if c.suggested is not None]
    assert (cell.value, set(cell.because)) == (3, {"requests.outcomes_sum", "requests.applicants_sum"})


def test_nothing_is_offered_where_all_holds() -> None:
    assert not suggested(true_cells())


def test_nothing_is_offered_for_two_wrong_figures() -> None:
    cells = changed("granted", "natural_person", value("granted", "natural_person") + 5)
    cells = tuple(
        replace(c, value=int(c.value or 0) + 2) if (c.item, c.column) == ("carried_out", "research") else c
        for c in cells
    )
    assert not suggested(cells)


def test_nothing_is_offered_where_several_cells_would_do() -> None:
    review = [c for c in true_cells() if c.table == "disputes" and c.item == "review"]
    wrong = tuple(replace(c, value=int(c.value or 0) + 1) if c.column == "total" else c for c in review)
    assert not suggested(wrong)
