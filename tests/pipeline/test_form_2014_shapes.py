"""The statistics table of 2014 in other shapes than three columns: turned, the unit behind the figure, printed twice."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.contract import Extraction
from pipeline.documents.document import Grid, GridCell
from pipeline.extract import extract
from pipeline.forms.rows import grid_rows
from tests.pipeline.test_form_2014 import EXPECTED, ROWS

HEAD = "<h1>青禾市教育局2016年政府信息公开工作年度报告</h1>"
NAMES = ("统计指标", "单位", "统计数")
Table = tuple[tuple[str, ...], ...]


def markup(rows: Table) -> str:
    lines = "".join("<tr>" + "".join(f"<td>{text}</td>" for text in row) + "</tr>" for row in rows)
    return f"<table>{lines}</table>"


def read(text: str) -> Extraction:
    return extract(f"{HEAD}{text}".encode(), "text/html; charset=utf-8")


def turned(rows: Table) -> Table:
    return tuple(zip(*rows, strict=True))


def unit_behind(rows: Table) -> Table:
    return tuple((label, figure, unit) for label, unit, figure in rows)


@pytest.mark.parametrize("shape", [turned, unit_behind])
@pytest.mark.parametrize("dash", ["", "——"])
def test_its_figures_are_found(shape: Callable[[Table], Table], dash: str) -> None:
    rows = tuple((label, unit, value or dash) for label, unit, value in ROWS)
    found = read(markup(shape((NAMES, *rows))))
    values = {cell.item: cell.value for cell in found.cells}
    assert {item: values[item] for item in EXPECTED} == EXPECTED
    assert [notice.message for notice in found.notices if notice.severity == "warning"] == []


def test_a_remark_among_the_units_leaves_the_column_in_place() -> None:
    rows = tuple((label, figure, "12" if figure == "7" else unit) for label, unit, figure in ROWS)
    found = read(markup((("统计指标", "统计数", "单位"), *rows)))
    assert "row_unassigned" in {notice.code for notice in found.notices}


def recognised(rows: Table) -> Grid:
    return Grid(
        1, [[GridCell(text, i, j) for j, text in enumerate(row)] for i, row in enumerate(rows)], is_recognised=True
    )


@pytest.mark.parametrize("printed", ["务", "5", "E", "二", "1牛"])
@pytest.mark.parametrize("misread", [(1,), (1, 2, 5)])
def test_a_unit_that_was_misread_stands_in_the_column_of_units(printed: str, misread: tuple[int, ...]) -> None:
    """Recognition takes 条 for 务, and half of 件 for a figure, in the first rows too."""
    rows = tuple((label, printed if n in misread else unit, value) for n, (label, unit, value) in enumerate(ROWS))
    found = grid_rows(recognised((NAMES, *rows)))
    expected = grid_rows(recognised((NAMES, *ROWS)))
    assert [(row.name, [token.text for token in row.values]) for row in found] == [
        (row.name, [token.text for token in row.values]) for row in expected
    ]


def test_what_stands_over_both_columns_is_no_unit() -> None:
    grid = recognised((NAMES, *ROWS))
    grid.rows[2] = [grid.rows[2][0], GridCell("5", 2, 1, colspan=2)]
    assert [token.text for token in grid_rows(grid)[2].values] == ["5"]


@pytest.mark.parametrize(("changed", "severity"), [(False, "info"), (True, "warning")])
def test_a_copy_with_rows_that_two_groups_have_is_the_same_table(changed: bool, severity: str) -> None:
    other = tuple(
        (label, unit, "9" if changed and label.startswith("（三）其他") else value) for label, unit, value in ROWS
    )
    found = read(markup((NAMES, *ROWS)) + markup((NAMES, *other)))
    assert [notice.severity for notice in found.notices if notice.code == "table_repeated"] == [severity]


@pytest.mark.parametrize(("label", "severity"), [("置政府信息", "warning"), ("政务公开栏信息数", "info")])
def test_a_line_of_a_label_whose_row_is_missing_is_no_row_of_the_agencys_own(label: str, severity: str) -> None:
    lines = ["统计指标 单位 统计数", *("  ".join((name, unit, value or "——")) for name, unit, value in ROWS)]
    lines.insert(-1, f"{label}    个    17")
    text = "\n".join(["青禾市教育局2016年政府信息公开工作年度报告", "一、概述", *lines])
    found = extract(text.encode(), "text/plain; charset=utf-8")
    assert [notice.severity for notice in found.notices if notice.code == "unknown_row"] == [severity]


@pytest.mark.parametrize(("count", "is_counted"), [("0", True), ("2", True), ("3", False)])
def test_a_row_that_an_agency_adds_to_the_parts_of_a_total_is_one_of_them(count: str, is_counted: bool) -> None:
    """It is kept under its label, whose unit stands behind it, and says nothing against the others."""
    added = ("5.其他方式申请数", "件", count)
    rows = [(*row[:2], "9") if "收到申请数" in row[0] and count != "0" else row for row in ROWS]
    at = next(number for number, row in enumerate(rows) if "申请办结数" in row[0])
    found = read(markup((*rows[:at], added, *rows[at:])))
    assert [cell.label_item for cell in found.cells if cell.item == "unknown"] == [added[0]]
    assert [notice.severity for notice in found.notices if notice.code == "unknown_row"] == ["info"]
    checks = {check.item: check.status for check in found.checks if check.check == "statistics.sum"}
    assert checks["requests.received"] == ("pass" if is_counted else "fail")


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_figure_among_the_words_of_a_label_is_no_entry(gap: str) -> None:
    rows = [cell for row in ROWS for cell in row if cell]
    pieces = (
        gap.join(rows).replace("信息数（不同", f"信息数{gap}（{gap}不同").replace("计1条）", f"计{gap}1{gap}条{gap}）")
    )
    head = "青禾市教育局2016年政府信息公开工作年度报告\n一、概述\n附表\n政府信息公开情况统计表"
    found = extract(f"{head}\n{pieces}".encode(), "text/plain; charset=utf-8")
    values = {cell.item: cell.value for cell in found.cells}
    assert {item: values[item] for item in EXPECTED} == EXPECTED
    assert [notice.message for notice in found.notices if notice.severity == "warning"] == []


@pytest.mark.parametrize(
    ("lost", "put", "severity"),
    [
        ("（二）被依法纠错数件1", "", "warning"),
        ("2.传真申请数件0", "2.传直申请数件0", "warning"),
        ("2.传真申请数件0", "", "info"),
        (
            "驳回原告诉讼请求数件0\n（二）被依法纠错数件1\n（三）其他情形数件0",
            "驳回原告诉讼请求数件1\n（二）被依法纠错数件0",
            "warning",
        ),
    ],
)
def test_a_row_whose_figure_its_total_counts_or_whose_label_is_misspelt_is_not_left_out(
    lost: str, put: str, severity: str
) -> None:
    text = "\n".join("".join((name, unit, value or "——")) for name, unit, value in ROWS).replace(lost, put)
    found = extract(f"青禾市教育局2016年政府信息公开工作年度报告\n一、概述\n附表\n{text}".encode(), "text/plain")
    severities = [notice.severity for notice in found.notices if notice.code in ("row_missing", "row_unassigned")]
    assert ("warning" in severities) == (severity == "warning")


@pytest.mark.parametrize("gap", [" ", "\n"])
def test_a_row_whose_unit_is_printed_and_no_figure_is_blank(gap: str) -> None:
    lines = [gap.join((name, unit, *([value] if value != "0" else []))) for name, unit, value in ROWS]
    found = extract(
        "\n".join(["青禾市教育局2016年政府信息公开工作年度报告", "一、概述", "附表", *lines]).encode(), "text/plain"
    )
    assert {cell.status for cell in found.cells if cell.item in EXPECTED and not EXPECTED[cell.item]} == {"blank"}
    assert [notice.code for notice in found.notices if notice.severity == "warning"] == []


def test_a_first_row_that_has_lost_its_label_is_not_passed_over() -> None:
    rows = tuple(("" if place < 2 else label, unit, value) for place, (label, unit, value) in enumerate(ROWS))
    assert rows[1][2]
    found = read(markup((NAMES, *rows)))
    assert "disclosed.total" not in {cell.item for cell in found.cells}
    assert [notice.code for notice in found.notices if notice.severity == "warning"]


@pytest.mark.parametrize("figure", ["", "12.5"])
def test_a_unit_that_is_broken_over_lines_belongs_to_its_row(figure: str) -> None:
    """The lines of a narrow column, as tools print them: 万 beside the label, 元 below."""
    lines = [
        f"{label} 万 {figure}\n元" if label.startswith("七、") else f"{label} {unit} {value}"
        for label, unit, value in ROWS
    ]
    text = "\n".join(("青禾市教育局2016年政府信息公开工作年度报告", "附表", " ".join(NAMES), *lines))
    found = extract(text.encode(), "text/plain; charset=utf-8")
    fees = [cell.raw for cell in found.cells if cell.item == "fees.requests"]
    assert fees == [figure]


def test_a_unit_and_a_figure_without_a_space_are_two_cells_of_a_text() -> None:
    lines = [f"{label}\n{unit}{value}" if unit else label for label, unit, value in ROWS]
    text = "\n".join(("青禾市教育局2016年政府信息公开工作年度报告", "附表", *NAMES, *lines))
    found = extract(text.encode(), "text/plain; charset=utf-8")
    values = {cell.item: cell.value for cell in found.cells}
    assert {item: values[item] for item in EXPECTED} == EXPECTED


def test_a_row_whose_label_stands_in_pieces_around_its_figure_is_missed_and_not_left_out() -> None:
    """A narrow column of a page that is printed to PDF: unit and figure stand beside one of the pieces."""
    label, unit, value = next(row for row in ROWS if "主动公开政府信息数" in row[0])
    pieces = "（一）主 条    278\n动公开政\n府信息数\n（不同渠\n道和方式\n公开相同\n信息计1\n 条）"
    lines = [" ".join(filter(None, row)) for row in ROWS]
    text = "\n".join(("青禾市教育局2016年政府信息公开工作年度报告", "附表", " ".join(NAMES), *lines))
    assert f"{label} {unit} {value}" in text
    found = extract(text.replace(f"{label} {unit} {value}", pieces).encode(), "text/plain; charset=utf-8")
    assert "disclosed.total" not in {cell.item for cell in found.cells}
    assert "row_unassigned" in {notice.code for notice in found.notices if notice.severity == "warning"}


def test_a_heading_beside_a_row_of_the_other_half_is_no_part_of_its_label() -> None:
    """As browsers for terminals print a table in two halves: a dash is all that parts the two."""
    half = (len(ROWS) + 1) // 2
    cells = [" " * 4 + (f"{unit}  {value}" if value else "——") for _, unit, value in ROWS]
    lines = [f"{label}{cell}" for (label, *_), cell in zip(ROWS, cells, strict=True)]
    beside = "\n".join("   ".join(lines[number::half]) for number in range(half))
    head = "青禾市教育局2016年政府信息公开工作年度报告\n一、概述\n附表\n政府信息公开情况统计表"
    found = extract(f"{head}\n{beside}".encode(), "text/plain; charset=utf-8")
    values = {cell.item: cell.value for cell in found.cells}
    assert {item: values.get(item) for item in EXPECTED} == EXPECTED
