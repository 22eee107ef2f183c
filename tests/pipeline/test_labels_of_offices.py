"""Tables as offices type and convert them: one name lost, copied, misspelt or broken over rows; each figure keeps its place."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from pipeline.contract import Extraction
from pipeline.extract import extract
from tests.pipeline.documents.office_writer import cells, xlsx

TITLE = "青禾市教育局2022年政府信息公开工作年度报告"
COLUMNS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
Rows = list[list[str]]


def requests(figure: Callable[[int, int], str] = lambda row, column: str(row if column in (0, 6) else 0)) -> Rows:
    """A table of requests, its header first; figures by the numbers of row and column."""
    labels = (
        "一、本年新收政府信息公开申请数量",
        "二、上年结转政府信息公开申请数量",
        "5.属于三类内部事务信息",
        "6.属于四类过程性信息",
        "7.属于行政执法案卷",
        "8.属于行政查询事项",
        "（七）总计",
        "四、结转下年度继续办理",
    )
    return [["", *COLUMNS], *([label, *(figure(row, c) for c in range(7))] for row, label in enumerate(labels))]


def page(*tables: Sequence[Sequence[str]]) -> Extraction:
    markup = "".join(
        "<table>" + "".join(f"<tr>{''.join(f'<td>{t}</td>' for t in row)}</tr>" for row in rows) + "</table>"
        for rows in tables
    )
    return extract(f"<h1>{TITLE}</h1>{markup}".encode(), "text/html; charset=utf-8")


def row_of(found: Extraction, item: str) -> list[object]:
    return [cell.value for cell in found.cells if cell.item == item]


def codes(found: Extraction, severity: str) -> set[str]:
    return {notice.code for notice in found.notices if notice.severity == severity}


@pytest.mark.parametrize("lost", range(7))
@pytest.mark.parametrize("blanks", [0, 2])
def test_a_column_whose_name_is_lost_is_the_one_that_the_others_leave(lost: int, blanks: int) -> None:
    rows = requests(lambda row, column: "" if row == 2 and column != 3 else str(column))
    rows[0][lost + 1] = ""
    rows = [[*row, *[""] * blanks] for row in rows]
    found = page(rows)
    assert row_of(found, "received.new") == [*range(7)]
    assert row_of(found, "denied.internal_affairs") == [None, None, None, 3, None, None, None]
    assert "label_missing" in codes(found, "info")
    assert "column_missing" not in codes(found, "warning")


def test_noughts_do_not_say_that_a_total_printed_first_stands_elsewhere() -> None:
    """Of a row of noughts and dashes any column may be the total; the header says which one is."""
    rows = requests(lambda row, column: "-" if column == 0 else "0")
    for row in rows[:1]:
        row[1:] = [COLUMNS[6], *COLUMNS[:6]]
    found = page(rows)
    assert row_of(found, "received.new") == [0, 0, 0, 0, 0, 0, None]
    assert "column_order" in codes(found, "warning")


def test_a_label_that_was_copied_leaves_its_row_in_its_place() -> None:
    rows = requests()
    rows[5][0] = rows[4][0]
    found = page(rows)
    assert row_of(found, "denied.deliberative")[0] == 3
    assert row_of(found, "denied.enforcement_file")[0] == 4
    assert "row_repeated" in codes(found, "warning")


@pytest.mark.parametrize("beside", range(3))
def test_a_label_of_which_each_line_is_a_row_is_whole(beside: int) -> None:
    rows = requests()
    row = rows.pop(5)
    lines = [[piece, *[""] * 7] for piece in ("7.属于", "行政执", "法案卷")]
    lines[beside][1:] = row[1:]
    found = page([*rows[:5], *lines, *rows[5:]])
    assert row_of(found, "denied.enforcement_file") == [4, 0, 0, 0, 0, 0, 4]
    assert row_of(found, "denied.deliberative")[0] == 3
    assert "unknown_row" not in codes(found, "warning")


@pytest.mark.parametrize("between", ["", "<br>"])
def test_labels_of_two_rows_in_one_cell_are_one_for_each(between: str) -> None:
    rows = requests()
    markup = [f"<tr>{''.join(f'<td>{text}</td>' for text in row)}</tr>" for row in rows]
    joined = f"{rows[4][0]}{between}{rows[5][0]}"
    markup[4] = markup[4].replace(f"<td>{rows[4][0]}", f'<td rowspan="2">{joined}')
    markup[5] = markup[5].replace(f"<td>{rows[5][0]}</td>", "")
    found = extract(f"<h1>{TITLE}</h1><table>{''.join(markup)}</table>".encode(), "text/html; charset=utf-8")
    assert row_of(found, "denied.deliberative")[0] == 3
    assert row_of(found, "denied.enforcement_file")[0] == 4
    assert "row_repeated" not in codes(found, "warning")


@pytest.mark.parametrize(
    ("entry", "value", "status"), [("0", 0, "reported"), ("/", None, "not_applicable"), ("3", None, "unreadable")]
)
@pytest.mark.parametrize("height", [1, 8])
def test_a_nought_in_a_cell_over_all_columns_is_each_ones(entry: str, value: int, status: str, height: int) -> None:
    rows = requests()
    markup = [f"<tr>{''.join(f'<td>{text}</td>' for text in row)}</tr>" for row in rows]
    for number, row in enumerate(rows[1 : height + 1], 1):
        cell = f'<td colspan="7" rowspan="{height}">{entry}</td>' if number == 1 else ""
        markup[number] = f"<tr><td>{row[0]}</td>{cell}</tr>"
    found = extract(f"<h1>{TITLE}</h1><table>{''.join(markup)}</table>".encode(), "text/html; charset=utf-8")
    items = ("received.new", "received.carried_in", "denied.internal_affairs", "carried_out")
    merged = [cell for cell in found.cells if cell.item in items[: 1 if height == 1 else 4]]
    assert {(cell.value, cell.status) for cell in merged} == {(value, status)}
    assert len(merged) == (7 if height == 1 else 28)


RESULTS = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]


@pytest.mark.parametrize(
    ("label", "item"),
    [("行攻复议", "review"), ("未经复议直接启诉", "suit_direct"), ("复议起诉", "suit_after_review")],
)
def test_a_route_that_is_misspelt_is_read(label: str, item: str) -> None:
    names = {"review": "行政复议", "suit_direct": "未经复议直接起诉", "suit_after_review": "复议后起诉"} | {item: label}
    rows = [["", *RESULTS], *([name, str(n), "0", "0", "0", str(n)] for n, name in enumerate(names.values(), 1))]
    found = page(rows)
    assert row_of(found, item)[0] == [*names].index(item) + 1
    assert "row_missing" not in codes(found, "warning")


def test_a_figure_above_the_first_row_that_is_known_is_not_passed_over() -> None:
    rows = [("统计", "单位", "统计数"), ("（一", "条", "293"), ("其中：主动公开规范性文件数", "条", "3")]
    others = ("制发规范性文件总数", "政府公报公开政府信息数", "政府网站公开政府信息数", "政务微博公开政府信息数")
    more = (
        "政务微信公开政府信息数",
        "当面申请数",
        "传真申请数",
        "网络申请数",
        "信函申请数",
        "按时办结数",
        "延期办结数",
    )
    found = page([*rows, *((label, "件", "1") for label in (*others, *more))])
    assert found.form == "2014"
    assert "unknown_row" in codes(found, "warning")
    assert 293 in [cell.value for cell in found.cells if cell.item == "unknown"]


def test_an_empty_row_of_a_sheet_before_figures_parts_no_table() -> None:
    rows = [["", *RESULTS], [], ["行政复议", "1", "", "", "", "1"], ["复议后起诉", "", "2", "", "", "2"]]
    values = {f"{'ABCDEF'[c]}{r}": text for r, row in enumerate(rows, 3) for c, text in enumerate(row) if text}
    book = xlsx({"表": cells({"A1": TITLE, **values})})
    found = extract(book, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    assert row_of(found, "review") == [1, None, None, None, 1]
    assert row_of(found, "suit_after_review") == [None, 2, None, None, 2]
