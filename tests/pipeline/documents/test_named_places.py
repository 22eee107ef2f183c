"""Tables in columns of spaces of which no row is whole: each figure at the place of its column's name, by either measure."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.documents.texts.named_places import width, with_named_places
from tests.pipeline.form_text import HEAD, Figures, expected, grid, only_totals, printed, read, some

Measure = Callable[[str], int]
APART = 1
"""Spaces between two columns at least."""


def sparse(code: str, item: str, number: int) -> str:
    """Noughts are left out, and no row of the requests is whole."""
    return "" if (value := some(code, item, number)) == "0" else value


def set_in(rows: list[list[str]], measure: Measure, edge: str) -> list[str]:
    """The lines of a table, names of columns at the left, figures at the same edge or in the middle of them."""
    widths = [max(measure(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines: list[str] = []
    for row in rows:
        line = ""
        for text, name, size in zip(row, rows[0], widths, strict=True):
            room = measure(name) - measure(text) if text.isdecimal() else 0
            before = {"start": 0, "end": room, "middle": room // 2}[edge]
            cell = " " * before + text
            line += cell + " " * (size - measure(cell) + APART)
        lines.append(line.rstrip())
    return lines


def table(figures: Figures, measure: Measure, edge: str) -> list[str]:
    names, *rows = grid("requests", figures)
    return set_in([["项目", *names], *rows], measure, edge)


def text_of(lines: list[str]) -> str:
    parts = [HEAD, "三、收到和处理政府信息公开申请情况", *lines, "四、政府信息公开行政复议、行政诉讼情况", "无。"]
    return "\n".join(parts)


@pytest.mark.parametrize("edge", ["start", "end", "middle"])
@pytest.mark.parametrize("measure", [len, width])
@pytest.mark.parametrize("figures", [only_totals, sparse])
def test_a_figure_is_of_the_column_whose_name_stands_at_its_place(
    figures: Figures, measure: Measure, edge: str
) -> None:
    found = printed(read(text_of(table(figures, measure, edge))))
    own = {cell: value for cell, value in expected(figures).items() if cell[0] == "requests"}
    assert {cell: found.get(cell) for cell in own} == own


@pytest.mark.parametrize("moved", [2, 4])
def test_a_figure_that_stands_beside_its_name_leaves_the_table_as_it_is(moved: int) -> None:
    lines = table(sparse, len, "start")
    last = max(number for number, line in enumerate(lines) if line[-1:].isdecimal())
    label = lines[last].split("  ")[0]
    lines[last] = f"{label}{' ' * moved}{lines[last][len(label) :]}"
    assert with_named_places(text_of(lines)) == text_of(lines)
