"""Serial numbers of rows and codes of indicators beside the statistics table of 2014 to 2018: neither is a figure."""

from __future__ import annotations

import pytest

from pipeline.extract import extract
from tests.pipeline.statistics_table import EXPECTED, ROWS, in_lines


def _numbered(separator: str) -> str:
    rows = [("序号", "统计指标", "单位", "统计数"), *((str(n), *row) for n, row in enumerate(ROWS, 1))]
    return "\n".join(separator.join(part or "——" for part in row) for row in rows)


@pytest.mark.parametrize("separator", ["\n", " | ", "\t", "    ", " |\n", "│", "\t|\t"])
def test_serial_numbers_are_no_figures(separator: str) -> None:
    text = f"青禾市教育局2016年政府信息公开工作年度报告\n一、概述\n附表\n{_numbered(separator)}"
    found = extract(text.encode(), "text/plain")
    values = {cell.item: cell.value for cell in found.cells}
    assert {item: values.get(item) for item in EXPECTED} == EXPECTED
    assert not [notice for notice in found.notices if notice.severity != "info"]


def test_serial_numbers_on_a_page_of_lines_are_no_figures() -> None:
    """There is no space left between the names of columns, and a page's number stands between two rows."""
    rows = _numbered(" ").replace(" ", "", 3).split("\n")
    page = "".join(f"<div>{row}</div>" for row in [*rows[:9], "P. 2", *rows[9:]])
    found = extract(f"<h1>青禾市教育局2016年政府信息公开工作年度报告</h1>{page}".encode(), "text/html")
    values = {cell.item: cell.value for cell in found.cells}
    assert {item: values.get(item) for item in EXPECTED} == EXPECTED


@pytest.mark.parametrize(("columns", "span"), [(1, 1), (2, 1), (1, 2)])
def test_serial_numbers_in_a_grid_are_no_figures(columns: int, span: int) -> None:
    rows = [(str(n), *row) for n, row in enumerate(ROWS, 1)]
    half = -(-len(rows) // columns)
    blocks = [rows[start : start + half] for start in range(0, len(rows), half)]
    blocks[-1] += [("", "", "", "")] * (half - len(blocks[-1]))
    lines = [("序号", "统计指标", "单位", "统计数") * columns, *(sum(row, ()) for row in zip(*blocks, strict=True))]
    table = "".join("<tr>" + "".join(f'<td colspan="{span}">{text}</td>' for text in line) + "</tr>" for line in lines)
    found = extract(f"<h1>青禾市教育局2016年政府信息公开工作年度报告</h1><table>{table}</table>".encode(), "text/html")
    values = {cell.item: cell.value for cell in found.cells}
    assert {item: values.get(item) for item in EXPECTED} == EXPECTED


@pytest.mark.parametrize("head", ["", "<tr><td>序号</td><td>统计指标</td><td>单位</td><td>统计数</td></tr>"])
@pytest.mark.parametrize("size", [3, 4, 9])
def test_serial_numbers_of_a_table_in_pieces_are_no_figures(head: str, size: int) -> None:
    """A page break cuts the table, its header printed again or not; numbers are left out between the rows of a piece."""
    rows = [(str(n + n // 4 * 3), *row) for n, row in enumerate(ROWS, 1)]
    lines = ["<tr>" + "".join(f"<td>{text}</td>" for text in row) + "</tr>" for row in rows]
    pieces = [head + "".join(lines[start : start + size]) for start in range(0, len(rows), size)]
    page = "<p></p>".join(f"<table>{piece}</table>" for piece in pieces)
    found = extract(f"<h1>青禾市教育局2016年政府信息公开工作年度报告</h1>{page}".encode(), "text/html")
    values = {cell.item: cell.value for cell in found.cells}
    assert {item: values.get(item) for item in EXPECTED} == EXPECTED


@pytest.mark.parametrize("is_first", [True, False])
def test_codes_of_indicators_are_no_figures(is_first: bool) -> None:
    """Local tables number their indicators in a column of its own, before the unit or behind it."""
    rows: list[tuple[str, ...]] = []
    for label, unit, value in ROWS:
        code = f"{len(rows) + 1:02d}" if value else ""
        rows.append((label, code, unit, value) if is_first else (label, unit, code, value))
    names = ("代码", "单位") if is_first else ("单位", "代码")
    cells = "".join(
        "<tr>" + "".join(f"<td>{text}</td>" for text in row) + "</tr>"
        for row in [("统计指标", *names, "统计数"), *rows]
    )
    text = f"<h1>青禾市教育局2016年政府信息公开工作年度报告</h1><table>{cells}</table>"
    found = {cell.item: cell.value for cell in extract(text.encode(), "text/html; charset=utf-8").cells}
    assert {item: found[item] for item in EXPECTED} == EXPECTED


def coded(is_headed: bool) -> list[tuple[str, str, str, str]]:
    rows = [(label, f"{number:02d}", unit, value or "——") for number, (label, unit, value) in enumerate(ROWS, 1)]
    return [("统计指标", "代码", "单位", "统计数")] * is_headed + rows


@pytest.mark.parametrize(
    ("between", "is_headed"),
    [(" ", True), (" ", False), ("   ", True), ("\n", True), ("\n", False), ("\t", True), (" | ", True)],
)
def test_codes_of_indicators_in_lines_are_no_figures(between: str, is_headed: bool) -> None:
    """Neither where a page's number stands between a code and the figure behind it, nor where one row has none."""
    rows = [between.join(row) for row in coded(is_headed)]
    rows[7] += "\n- 3 -"
    rows[14] = rows[14].replace(f"{between}件", "\n- 4 -\n件") if between == "\n" else rows[14]
    found = in_lines("\n".join(rows).split("\n"))
    values = {cell.item: cell.value for cell in found.cells}
    assert {item: values.get(item) for item in EXPECTED} == EXPECTED


def test_a_section_that_has_a_code_and_nothing_else_has_no_figure() -> None:
    sections = {"（二）通过不同渠道和方式公开政府信息的情况", "二、回应解读情况"}
    rows = [" ".join(row[:2] if row[0] in sections else row) for row in coded(is_headed=True)]
    found = in_lines(rows)
    assert {item: value for item, value in EXPECTED.items() if item not in {c.item for c in found.cells}} == {}
    assert not [cell for cell in found.cells if cell.item == "unknown" and cell.value is not None]
    assert "figure_with_remark" not in {notice.code for notice in found.notices}


def test_codes_below_a_title_over_all_columns_are_no_figures() -> None:
    """As a record of cells gives it: what spans the columns is written into each of them."""
    rows = [("政府信息公开情况统计表",) * 4, ("统计指标", "代码", "单位", "数量"), *coded(is_headed=False)]
    cells = "".join("<tr>" + "".join(f"<td>{text}</td>" for text in row) + "</tr>" for row in rows)
    text = f"<h1>青禾市教育局2016年政府信息公开工作年度报告</h1><table>{cells}</table>"
    found = extract(text.encode(), "text/html; charset=utf-8")
    assert {cell.item: cell.value for cell in found.cells if cell.item in EXPECTED} == EXPECTED
    assert "figure_with_remark" not in {notice.code for notice in found.notices}
