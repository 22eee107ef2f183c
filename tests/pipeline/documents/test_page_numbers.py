"""Numbers of pages among the rows of a text."""

from __future__ import annotations

import pytest

from pipeline.documents.texts.page_numbers import without_page_numbers
from tests.pipeline.form_text import expected, noughts, printed, read, report


@pytest.mark.parametrize("first", [1, 2])
@pytest.mark.parametrize("gap", ["\n", "\n\n\f"])
@pytest.mark.parametrize("cell", ["\t", " | ", "    "])
def test_they_are_no_rows_and_no_cells(cell: str, gap: str, first: int) -> None:
    lines = report(noughts, cell, "\n").split("\n")
    pages = ["\n".join(lines[start : start + 14]) for start in range(0, len(lines), 14)]
    text = gap.join(f"{page}\n  {number}" for number, page in enumerate(pages, first))
    found = read(text)
    assert printed(found) == expected(noughts)
    assert not [notice for notice in found.notices if notice.severity == "warning"]


@pytest.mark.parametrize(
    "numbers",
    [
        (1, 2),
        (1, 2, 4),
        (3, 4, 5),
        (0, 1, 2),
    ],
)
def test_other_figures_alone_on_a_line_stay(numbers: tuple[int, ...]) -> None:
    text = "".join("甲\n" * 20 + f"{number}\n" for number in numbers)
    assert without_page_numbers(text) == text


def test_a_list_stays() -> None:
    assert without_page_numbers("1\n甲\n2\n乙\n3\n丙\n") == "1\n甲\n2\n乙\n3\n丙\n"
