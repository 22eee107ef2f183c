"""A figure that stands beside a blank entry, and in none, is not passed over."""

from __future__ import annotations

import pytest

from pipeline.contract import Extraction
from pipeline.extract import extract
from tests.pipeline.form_text import GAP, grid
from tests.pipeline.test_form_2014 import ROWS

HEAD = "青禾市教育局{}年政府信息公开工作年度报告\n一、总体情况\n我局认真落实条例。\n"
PROACTIVE = (
    "二、主动公开政府信息情况\n信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n规章\t0\t0\t2\n行政规范性文件\t3\t0\t9\n"
    "信息内容\t本年处理决定数量\t\t\n行政许可\t57\t\t\n信息内容\t本年处理决定数量\t\t\n行政处罚\t6\t\t\n行政强制\t755\t\t\n"
    "信息内容\t本年收费金额（单位：万元）\t\t\n行政事业性收费\t0\t\t\n五、存在的主要问题及改进情况\n无。"
)
STATISTICS = "附表\n政府信息公开情况统计表\n" + "\n".join(map(" ".join, (("统计指标", "单位", "统计数"), *ROWS)))


def of_text(text: str, year: int) -> Extraction:
    return extract((HEAD.format(year) + text).encode(), "text/plain; charset=utf-8")


def is_said(found: Extraction) -> bool:
    return "figure_left" in {notice.code for notice in found.notices}


@pytest.mark.parametrize(
    ("row", "printed", "expected"),
    [
        ("行政强制\t755\t\t", "行政强制\t755\t\t", False),
        ("行政强制\t755\t\t", "行政强制\t\t\t", False),
        ("行政强制\t755\t\t", "2 .行政强制\t\t\t", False),
        ("行政强制\t755\t\t", "行政强制755\t\t\t", True),
        ("行政强制\t755\t\t", "755\t行政强制\t\t", True),
        ("规章\t0\t0\t2", "规章\t0\t0\t\n2", True),
    ],
)
def test_a_figure_beside_a_blank_entry(row: str, printed: str, expected: bool) -> None:
    assert is_said(of_text(PROACTIVE.replace(row, printed), 2022)) == expected


@pytest.mark.parametrize(
    ("label", "expected"),
    [("2 . 重 复 申 请", False), ("2 、重复申请", False), ("7 重复申请 4", True)],
)
def test_the_number_of_a_label_that_is_set_wide_is_no_figure(label: str, expected: bool) -> None:
    rows = grid("requests", lambda code, item, number: "" if item == "not_processed.repeated" else "0")
    place = next(number for number, row in enumerate(rows) if row[0] == "2.重复申请")
    rows[place][0] = label
    cells = "".join(
        "<tr>" + "".join(f"<td>{text}</td>" for text in row) + "</tr>" for row in [["", *rows[0]], *rows[1:]]
    )
    head = HEAD.format(2022).replace("\n", "</p><p>")
    found = extract(f"<p>{head}</p><table>{cells}</table>".encode(), "text/html; charset=utf-8")
    assert is_said(found) == expected


def test_a_column_that_is_none_of_the_form_s_is_no_slip() -> None:
    rows = "\n".join(f"{number}\t{line}" if "\t" in line else line for number, line in enumerate(PROACTIVE.split("\n")))
    assert not is_said(of_text(rows.replace("755", ""), 2022))


@pytest.mark.parametrize(
    ("row", "printed", "expected"),
    [
        ("2.延期办结数 件 1\n", "", False),
        ("2.延期办结数 件 1\n四、行政复议数量 件 2", "2.延期办结数 件 1四、行政复议数量 件 2", True),
        ("（二）申请办结数 件 7\n1.按时办结数 件 6", "（二）申请办结数 件 71.按时办结数 件 6", True),
        ("制发规范性文件总数 件 6", "制发规范性文件总数 件 ，6", True),
        ("制发规范性文件总数 件 6", "件 6", True),
        ("制发规范性文件总数 件 6", "：件 6", True),
    ],
)
def test_a_row_of_the_statistics_that_was_not_read(row: str, printed: str, expected: bool) -> None:
    found = of_text(STATISTICS.replace(row, printed), 2016)
    assert found.form == "2014"
    assert (is_said(found) or "row_unassigned" in {notice.code for notice in found.notices}) == expected


@pytest.mark.parametrize(
    ("label", "printed", "expected"),
    [
        ("widest", "\n22", True),
        ("widest", "", False),
        ("制发规范性文件总数", "\n22", False),
    ],
    ids=["the rest of 522", "a figure at the end", "a page's number"],
)
def test_a_figure_broken_at_the_end_of_a_full_line(label: str, printed: str, expected: bool) -> None:
    rows = STATISTICS.split("\n")
    widest = max(range(len(rows)), key=lambda number: len(rows[number].encode("gbk")))
    full = "条" * (len(rows[widest].encode("gbk")) // 2)
    at = widest if label == "widest" else next(number for number, row in enumerate(rows) if label in row)
    rows[at] += printed
    found = of_text("\n".join([full] * 3 + rows), 2016)
    assert found.form == "2014"
    assert is_said(found) == expected


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (("条", "1"), False),
        (("条", GAP), False),
        (("条", GAP, "1"), True),
        (("条", "1", GAP), True),
    ],
)
def test_a_page_number_in_a_row_that_is_blank(cells: tuple[str, ...], expected: bool) -> None:
    """A row of 2014's table, a cell a line, others of which are blank."""
    rows: list[tuple[str, ...]] = [
        ("统计指标", "单位", "统计数"),
        *((name, unit, GAP if value == "0" else value) for name, unit, value in ROWS),
    ]
    place = next(number for number, row in enumerate(rows) if "政务微博" in row[0])
    rows[place] = (rows[place][0], *cells)
    assert is_said(of_text("附表\n" + "\n".join("\n".join(row) for row in rows), 2016)) is expected


def test_a_figure_broken_where_each_line_has_as_many_characters() -> None:
    rows = STATISTICS.split("\n")
    at = max(range(len(rows)), key=lambda number: len(rows[number]))
    full = "a条" * (len(rows[at]) // 2) + "a" * (len(rows[at]) % 2)
    rows[at] += "\n22"
    assert is_said(of_text("\n".join([full] * 3 + rows), 2016))


NAMED = [f"{label}：{figure}" for label, _, figure in ROWS if figure]


@pytest.mark.parametrize(
    ("below", "expected"), [("\t\t74\t", True), ("74\t\t\t", False), ("\t\t第74号\t", False), ("\t1\t74\t", False)]
)
def test_a_figure_broken_at_the_end_of_its_column(below: str, expected: bool) -> None:
    printed = PROACTIVE.replace("行政规范性文件\t3\t0\t9", f"行政规范性文件\t3\t1234\t9\n{below}")
    assert is_said(of_text(printed, 2022)) == expected


@pytest.mark.parametrize("label", ["收到申清数", "（一）收到由请数", ""], ids=["misspelt", "numbered", "lost"])
def test_a_row_between_two_that_name_their_figure_is_one_whatever_its_label(label: str) -> None:
    lines = [f"{label}：7" if "收到申请数" in line else line for line in NAMED]
    found = of_text("附表\n政府信息公开情况统计表\n" + "\n".join(lines), 2016)
    assert {cell.item: cell.value for cell in found.cells}.get("requests.received") == (7 if label else None)
    assert is_said(found) == (not label)


@pytest.mark.parametrize(("last", "expected"), [("依申请公开信息牧取的费用", True), ("咨询电话", False)])
def test_a_last_row_that_resembles_one_that_is_absent(last: str, expected: bool) -> None:
    text = "\n".join([*NAMED[:-1], f"{last}：3"])
    assert is_said(of_text("附表\n政府信息公开情况统计表\n" + text, 2016)) == expected


@pytest.mark.parametrize(("lost", "expected"), [("依申请公开信息", True), ("本行没有", False)], ids=["last", "none"])
def test_a_unit_below_a_figure_is_that_of_a_row_without_a_label(lost: str, expected: bool) -> None:
    rows = [("" if lost in label else label, unit, figure) for label, unit, figure in ROWS if figure]
    cells = [cell for row in rows for cell in row]
    assert is_said(of_text("附表\n政府信息公开情况统计表\n" + "\n".join(cells) + "\n青禾市教育局", 2016)) == expected


def test_units_behind_their_figures_are_those_of_rows_above() -> None:
    cells = [cell for label, unit, figure in ROWS if figure for cell in (label, figure, unit)]
    assert not is_said(of_text("附表\n政府信息公开情况统计表\n" + "\n".join(cells), 2016))


@pytest.mark.parametrize("between", ["\n", "  ", " "])
def test_a_first_row_that_has_lost_its_label(between: str) -> None:
    rows = [
        ("" if "公开政府信息数" in label and unit == "条" and n < 2 else label, unit, figure)
        for n, (label, unit, figure) in enumerate(ROWS)
    ]
    assert rows[1][0] == "" != rows[1][2]
    cells = [between.join(filter(None, row)) for row in rows]
    assert is_said(of_text("附表\n政府信息公开情况统计表\n" + "\n".join(cells), 2016))


def test_a_row_without_a_label_is_not_the_blank_one_above_it() -> None:
    rows = [(label, unit, figure) for label, unit, figure in ROWS if figure]
    at = next(n for n, (label, _, _) in enumerate(rows) if "政务微博" in label)
    cells = ["  ".join(row) for row in rows]
    cells[at : at + 2] = ["  ".join(rows[at][:2]), "      条  101"]
    found = of_text("附表\n政府信息公开情况统计表\n" + "\n".join(cells), 2016)
    assert {cell.item: cell.value for cell in found.cells}["disclosed.weibo"] is None
    assert [notice for notice in found.notices if notice.severity == "warning"]


@pytest.mark.parametrize(
    ("unit", "printed"), [("人次", "人\n次"), ("万元", "\n万\n元"), ("人次", "\N{KANGXI RADICAL MAN}\n次")]
)
def test_a_unit_that_is_broken_in_a_narrow_column_is_one(unit: str, printed: str) -> None:
    rows = [(label, "人次" if "培训班" in label else unit_of, figure) for label, unit_of, figure in ROWS if figure]
    lines = [f"{label} {printed if of == unit else of} {figure}" for label, of, figure in rows]
    found = of_text("附表\n政府信息公开情况统计表\n" + "\n".join(lines), 2016)
    printed_figures = [figure for _, _, figure in rows]
    assert [cell.raw for cell in found.cells] == printed_figures
    assert not is_said(found)
