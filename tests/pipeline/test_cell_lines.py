"""Cells of several lines: rows that were written into one are rows again, and a broken figure is whole where its total says so."""

from __future__ import annotations

import pytest

from pipeline.contract import Extraction
from pipeline.documents.document import Grid, GridCell
from pipeline.extract import extract
from pipeline.forms.cell_lines import by_lines
from pipeline.forms.rows import grid_rows
from tests.pipeline.form_text import HEAD, grid


def rows_of(*rows: list[str]) -> dict[str, list[object]]:
    """The figures of the rows of a grid, by the likeliest key of their labels."""
    cells = [[GridCell(text, number, at) for at, text in enumerate(row)] for number, row in enumerate(rows)]
    return {
        row.item_keys[0]: [token.value.value for token in row.values] for row in by_lines(grid_rows(Grid(0, cells)))
    }


@pytest.mark.parametrize(
    ("label", "figures", "found"),
    [
        (
            "1.属于国家秘密2.其他法律行政法规禁止公开",
            ["1\n0", *["0\n0"] * 5, "1\n0"],
            {"属于国家秘密": [1, 0, 0, 0, 0, 0, 1], "其他法律行政法规禁止公开": [0] * 7},
        ),
        ("规章行政规范性文件", ["0\n3", "0\n1", "2\n14"], {"规章": [0, 0, 2], "行政规范性文件": [3, 1, 14]}),
        ("规章行政规范性文件", ["0\n3", "0\n1", "14"], {"行政规范性文件": [None, None, 14]}),  # 14 of which?
        ("规章行政规范性文件", ["0\n3", "0\n1", "2\n1\n4"], {"行政规范性文件": [None, None, None]}),
    ],
)
def test_rows_written_into_one_are_rows_again(label: str, figures: list[str], found: dict[str, list[object]]) -> None:
    assert rows_of([label, *figures]) == found


def read(granted: list[str]) -> Extraction:
    """What is read of a table of noughts, but for the figures of its first results."""
    figures = grid("requests", lambda _, item, number: granted[number] if item == "granted" else "0")
    cells = "".join(
        "<tr>" + "".join(f"<td>{text.replace('|', '<br>')}</td>" for text in row) + "</tr>" for row in figures
    )
    return extract(f"<p>{HEAD}</p><table>{cells}</table>".encode(), "text/html; charset=utf-8")


@pytest.mark.parametrize(
    ("figures", "read_as"),
    [
        (["12|3", *["0"] * 5, "12|3"], [123, 0, 0, 0, 0, 0, 123]),
        (["12|3", "4", *["0"] * 4, "127"], [123, 4, 0, 0, 0, 0, 127]),
        (["12|3", *["0"] * 5, "15"], ["unreadable", 0, 0, 0, 0, 0, 15]),  # two figures, for all that is known
        (["12|3", *[""] * 5, "12|3"], ["unreadable", *["blank"] * 5, "unreadable"]),  # of two rows, it may be
    ],
)
def test_a_broken_figure_is_whole_where_the_total_of_its_row_says_so(figures: list[str], read_as: list[object]) -> None:
    found = read(figures)
    assert [c.value if c.status == "reported" else c.status for c in found.cells if c.item == "granted"] == read_as
    warned = any(notice.severity == "warning" and notice.item == "granted" for notice in found.notices)
    assert warned is ("unreadable" in read_as)
