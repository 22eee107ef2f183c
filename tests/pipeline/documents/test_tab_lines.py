"""Texts in which tabs begin lines: as browsers print tables, and as parsers keep the white space of a page's source."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.documents.texts.tab_lines import with_rows
from tests.pipeline.form_text import GAP, Figures, expected, noughts, only_totals, printed, read, report, some

BROWSER = {
    "paragraphs": lambda text: (f"{text or GAP}\n\n", "\n\n"),
    "hard_spaces": lambda text: (f"{text}{GAP}\n\n", "\n\n"),
    "line_breaks": lambda text: (f"{text}\n", ""),
    "spaces": lambda text: (f" {text or GAP}\n", ""),
}
"""What stands around a cell's text in a browser's innerText, by what the cell holds."""


@pytest.mark.parametrize("figures", [noughts, some, only_totals])
@pytest.mark.parametrize("kind", BROWSER)
def test_a_tab_between_the_cells_of_a_browser_may_stand_on_a_line_of_its_own(kind: str, figures: Figures) -> None:
    def shown(row: str) -> str:
        cells = [BROWSER[kind](cell) for cell in row.split("\t")]
        return "\t".join(f"{above}{text}" for text, above in cells) + "\n"

    lines = report(figures, "\t", "\n").split("\n")
    found = read("".join(shown(line) if "\t" in line else f"{line}\n\n" for line in lines))
    assert printed(found) == expected(figures)
    assert not [notice for notice in found.notices if notice.severity == "warning"]


def compact(row: list[str]) -> str:
    return "\n\t\t\t\n" + "".join(f"\t\t\t\t{cell}\n" for cell in row) + "\t\t\t\n"


def spread(row: list[str]) -> str:
    return "\n\t\t\t\n" + "".join(f"\t\t\t\t\n\t\t\t\t\t{cell}\n\t\t\t\t\n" for cell in row) + "\t\t\t\n"


@pytest.mark.parametrize("figures", [noughts, some, only_totals])
@pytest.mark.parametrize("of_row", [compact, spread])
@pytest.mark.parametrize("indent", ["\t", "  "])
def test_the_white_space_between_tags_is_none_of_the_cells(
    figures: Figures, of_row: Callable[[list[str]], str], indent: str
) -> None:
    lines = report(figures, "\t", "\n").split("\n")
    text = "".join(of_row(line.split("\t")) for line in lines)
    found = read(text.replace("\t", indent))
    assert printed(found) == expected(figures)
    assert not [notice for notice in found.notices if notice.severity == "warning"]


@pytest.mark.parametrize(
    "text",
    [
        "规章\t0\t0\n\t1\t1\n" * 30,
        "\t\t规章\t0\t0\n\t\t文件\t1\t1\n" * 30,
        "一、总体情况\n\t规章\n\t文件\n",
    ],
)
def test_rows_that_begin_with_a_blank_cell_stay(text: str) -> None:
    assert with_rows(text) == text
