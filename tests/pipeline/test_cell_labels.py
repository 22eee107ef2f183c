"""Tables whose cells repeat the name of their column before what they hold, as pages for small screens print them."""

from __future__ import annotations

import pytest

from pipeline.contract import Extraction
from pipeline.documents.document import Grid, GridCell
from pipeline.extract import extract
from pipeline.forms.cell_labels import without_cell_labels
from pipeline.forms.form import tables_named

NAMES = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
FIGURES = ("3", "", "0", "/", "12", "1", "16")
WAYS = (
    '<span class="label">{}</span><span>{}</span>',
    "<b>{}：</b>{}",
    "<div>{}</div><div>{}</div>",
    "<p>{}</p>\n<p>{}</p>",
    "<em>{}</em> {}",
)


def page(way: str, names: tuple[str, ...] = NAMES) -> Extraction:
    """A report with a table of requests, each row with the same figures; nothing at all in its last row."""
    items = [item.labels[0] for item in dict(tables_named("requests"))["2021"].items]
    header = "".join(f"<td>{name}</td>" for name in NAMES)
    rows = "".join(
        f"<tr><td>{item}</td>"
        + "".join(
            f"<td>{way.format(name, figure if item is not items[-1] else '')}</td>"
            for name, figure in zip(names, FIGURES, strict=True)
        )
        + "</tr>"
        for item in items
    )
    body = (
        f"<h1>青禾市教育局2021年政府信息公开工作年度报告</h1><table><tr><td>申请人情况</td>{header}</tr>{rows}</table>"
    )
    return extract(f"<html><body>{body}</body></html>".encode(), "text/html; charset=utf-8")


@pytest.mark.parametrize("way", WAYS)
def test_the_figure_behind_its_columns_name_is_read(way: str) -> None:
    expected, found = page("{1:}"), page(way)
    assert [(cell.item, cell.column, cell.raw, cell.status) for cell in found.cells] == [
        (cell.item, cell.column, cell.raw, cell.status) for cell in expected.cells
    ]
    assert {cell.status for cell in found.cells} == {"reported", "blank", "not_applicable"}
    assert [notice.code for notice in found.notices] == [notice.code for notice in expected.notices]


def test_the_place_is_that_of_the_whole_cell() -> None:
    place = page(WAYS[0]).cells[0].place
    assert (place.table, place.row, place.column) == (1, 2, 2)
    assert (place.end or 0) - (place.start or 0) == len("自然人3")


def test_the_name_of_another_column_is_a_doubt_about_the_figure() -> None:
    found = page(WAYS[0], ("商业企业", "自然人", *NAMES[2:]))
    assert [(cell.column, cell.value) for cell in found.cells[:5:4]] == [("natural_person", 3), ("legal_service", 12)]
    doubts = [notice for notice in found.notices if notice.severity == "warning"]
    assert {notice.code for notice in doubts} >= {"uncertain_figure"}
    assert any("'商业企业3' names another column" in notice.message for notice in doubts)


def grid(*rows: tuple[str, ...]) -> Grid:
    return Grid(1, [[GridCell(text, i, j) for j, text in enumerate(row)] for i, row in enumerate(rows)])


HEADER = ("信息内容", "本年制发件数", "本年废止件数", "现行有效件数")


def test_a_header_that_is_printed_again_is_no_row_of_blanks() -> None:
    row = ("规章", "本年制发件数1", "本年废止件数", "现行有效件数2")
    found = without_cell_labels(grid(HEADER, row, HEADER, ("信息内容行政规范性文件", *row[1:])))
    assert [tuple(cell.text for cell in row) for row in found.rows] == [
        HEADER,
        ("规章", "1", "", "2"),
        HEADER,
        ("行政规范性文件", "1", "", "2"),
    ]


@pytest.mark.parametrize(
    "rows",
    [
        (HEADER, ("规章", "1", "", "2")),
        (HEADER, ("规章", "本年制发件数", "本年废止件数", "现行有效件数")),
        (HEADER, ("规章", "现行有效件数1", "1", "2")),
        (("规章", "本年制发件数1", "本年废止件数2", "现行有效件数3"),),
    ],
)
def test_other_grids_are_left_as_they_are(rows: tuple[tuple[str, ...], ...]) -> None:
    printed = grid(*rows)
    assert without_cell_labels(printed) is printed
