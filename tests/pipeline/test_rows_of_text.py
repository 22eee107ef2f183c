"""Rows of tables that were flattened to text: which of its lines are one, and what among them is none."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest

from pipeline.extract import extract
from tests.pipeline.form_text import (
    HEAD,
    Figures,
    expected,
    grid,
    noughts,
    printed,
    read,
    report,
    some,
    some_without_blanks,
    table_of,
)


@pytest.mark.parametrize("first", ["1.信访举报投诉类申请", "3.要求提供公开出版物", "1.申请人无正当理由逾期不补正"])
def test_two_rows_in_one_line_are_two(first: str) -> None:
    figures: Figures = lambda code, item, number: str(len(code) + len(item) + number)  # noqa: E731
    lines = report(figures, " ", "\n").split("\n")
    place = next(number for number, line in enumerate(lines) if line.startswith(first))
    lines[place : place + 2] = [" ".join(lines[place : place + 2])]
    found = read("\n".join(lines))
    assert printed(found) == expected(figures)
    assert "label_missing" not in {notice.code for notice in found.notices}


@pytest.mark.parametrize(
    ("stranger", "before"),
    [
        ("页脚", "本年废止件数"),
        ("本年制发件数", "本年废止件数"),
        ("公开", "社会公益组织"),
        ("息内 |\n容", "本年废止件数"),
        ("数", "本年废止件数"),
    ],
    ids=["foot", "printed again", "with a total", "name above the rows", "end of a name"],
)
def test_what_stands_among_the_names_of_columns_is_none_where_rows_have_no_figure_for_it(
    stranger: str, before: str
) -> None:
    figures: Figures = lambda code, item, number: "6" if code == "requests" and number == 6 else "1"  # noqa: E731
    text = report(figures, " |\n", " |\n|\n").replace(before, f"{stranger} |\n{before}", 1)
    found = read(text)
    assert printed(found) == expected(figures)
    assert [n.severity for n in found.notices if n.code == "unknown_column"] == [
        "warning" if stranger == "页脚" else "info"
    ]


@pytest.mark.parametrize(
    ("names", "severity"),
    [
        ("自然人\n法人或其他组织\n总计\n商业企业科研机构社会公益\n组织\n法律服务\n机构\n其他", []),
        ("自然人\n法人或其他组织\n总计\n社会公益 法律服务\n商业企业 科研机构 其他\n组织 机构", ["warning"]),
        ("自然人\n法人或其他组织\n总计\n科研机构商业企业社会公益\n组织\n法律服务\n机构\n其他", ["warning"]),
        ("自然人\n法人或其他组织\n总计\n科研 商业 法律服务 社会公\n其他\n机构 企业 机构 益组织", ["warning"]),
    ],
    ids=["names run together", "a line of each name", "another order", "another order of beginnings"],
)
def test_names_that_are_broken_leave_the_order_in_which_rows_come_up_to_their_totals(
    names: str, severity: list[str]
) -> None:
    text = report(some_without_blanks, "\n", "\n")
    columns = "\n".join(column.labels[0] for column in table_of("requests").blocks[0])
    assert columns in text
    found = read(text.replace(columns, names))
    assert printed(found) == expected(some_without_blanks)
    assert [n.severity for n in found.notices if n.code == "column_order"] == severity


def test_a_figure_that_touches_its_label_is_the_first_of_the_row() -> None:
    text = re.sub(r"^(行政规范性文件|2.重复申请) ", r"\1", report(noughts, " ", "\n"), flags=re.MULTILINE)
    assert "2.重复申请0 0" in text
    assert printed(read(text)) == expected(noughts)


@pytest.mark.parametrize("remark", ["（指2021年）", "（\n指202\n1年制\n发）"])
def test_a_remark_broken_over_lines_is_of_the_column_that_opens_its_bracket(remark: str) -> None:
    figures: Figures = lambda code, item, number: str(len(code) + len(item) + number)  # noqa: E731
    text = report(figures, "\n", "\n").replace("本年制发件数", f"本年制\n发件数{remark}", 1)
    found = read(text)
    assert printed(found) == expected(figures)
    assert "unknown_column" not in {notice.code for notice in found.notices}


def test_a_label_broken_over_lines_below_a_header_is_no_stranger_among_its_columns() -> None:
    figures: Figures = lambda code, item, number: str(len(item) + number)  # noqa: E731
    text = report(figures, "\n", "\n").replace("行政事业性收费\n", "行政事业性收\n费\n", 1)
    found = read(text)
    assert printed(found) == expected(figures)
    assert "unknown_column" not in {notice.code for notice in found.notices}


def test_the_end_of_a_label_below_a_header_is_no_stranger_either() -> None:
    """No row proves the header: what its total prints is a stroke."""
    figures: Figures = lambda code, item, number: "\\" if code == "requests" and number == 6 else "0"  # noqa: E731
    rows = [" ".join(row) for row in grid("requests", figures)[1:]]
    rows[0] = rows[0].replace("申请数量 ", "\n申请数量\n")
    head = [HEAD, "三、收到和处理政府信息公开申请情况", *grid("requests", figures)[0]]
    found = read("\n".join([*head, *rows]))
    assert len(found.cells) > 100
    assert "unknown_column" not in {notice.code for notice in found.notices}


@pytest.mark.parametrize(
    ("group", "label"),
    [
        ("（三）不予公开", "1.属于国家秘密"),
        ("（六）其他处理", "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"),
    ],
)
def test_a_row_that_has_but_the_name_of_its_group_begins_behind_the_cell_of_its_own(group: str, label: str) -> None:
    """The total is left blank; 其他处理 is a row in another form."""
    figures: Figures = lambda code, item, number: "" if code == "requests" and number == 6 else "0"  # noqa: E731
    found = read(report(figures, " | ", " |\n").replace(label, f"{group} | "))
    assert printed(found) == expected(figures)


@pytest.mark.parametrize("gap", [" ", "   ", "　　"])
def test_a_number_without_its_stop_is_no_figure_of_the_group_before_it(gap: str) -> None:
    figures: Figures = lambda code, item, number: str(len(item) + number)  # noqa: E731
    found = read(re.sub(r"(?m)(^|\s)(\d)\.", r"\1\2 ", report(figures, gap, "\n")))
    assert printed(found) == expected(figures)
    assert "unknown_row" not in {notice.code for notice in found.notices}


def test_a_row_that_only_another_form_of_the_table_has_is_not_passed_over() -> None:
    rows = grid("requests", lambda code, item, number: "0", "2019")
    place = next(number for number, row in enumerate(rows) if row[0] == "（七）总计")
    rows.insert(place, ["3.其他", *"0000000"])
    text = "\n".join([HEAD, "三、收到和处理政府信息公开申请情况", *(" | ".join(row) for row in rows)])
    assert ("warning", "unknown_row") in {(notice.severity, notice.code) for notice in read(text).notices}


def test_figures_behind_all_labels_are_nobodys() -> None:
    rows = grid("requests", noughts)
    labels = "\n".join(row[0] for row in rows[1:])
    figures = "\n".join(" ".join(row[1:]) for row in rows[1:-1])  # fewer of them than labels
    columns = "\n".join(rows[0])
    found = read(f"{HEAD}\n三、收到和处理政府信息公开申请情况\n{columns}\n{labels}\n{figures}\n五、存在的问题\n无。")
    assert {cell.value for cell in found.cells if cell.item != "unknown"} <= {None}
    assert any(notice.severity == "warning" for notice in found.notices)


@pytest.mark.parametrize("style", ["white-space: pre-wrap", "", "white-space:pre-line"])
@pytest.mark.parametrize("cell", ["\n", "\t"])
def test_line_ends_of_a_text_that_was_typed_into_a_page_part_its_cells(style: str, cell: str) -> None:
    body = f'<html><body><div style="{style}">{report(some_without_blanks, cell, chr(10))}</div></body></html>'
    found = extract(body.encode(), "text/html; charset=utf-8")
    assert printed(found) == expected(some_without_blanks)
    assert not [notice for notice in found.notices if notice.severity == "warning"]


@pytest.mark.parametrize(
    "rows",
    [
        (
            ("公开类别", "数量"),
            ("规范性文件", "3"),
            ("行政许可", "12"),
            ("行政处罚", "0"),
            ("其他", "9"),
            ("总计", "24"),
        ),
        (("规章", "1"), ("规范性文件", "3"), ("行政许可", "12"), ("行政处罚", "0"), ("行政强制", "0")),
    ],
)
def test_counts_by_kind_are_no_second_table(rows: Sequence[tuple[str, str]]) -> None:
    def markup(cells: Sequence[Sequence[str]]) -> str:
        lines = ("".join(f"<td>{text}</td>" for text in row) for row in cells)
        return f"<table>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>"

    head = "".join(f"<p>{line}</p>" for line in HEAD.splitlines())
    tables = "".join(markup(grid(code, noughts)) for code in ("proactive", "requests", "disputes"))
    found = extract(f"{head}{markup(rows)}{tables}".encode(), "text/html; charset=utf-8")
    assert printed(found) == expected(noughts)
    assert not [notice for notice in found.notices if notice.severity == "warning"]


def test_a_strange_row_behind_one_of_which_nothing_is_left_is_kept() -> None:
    rows = grid("proactive", noughts)
    at = next(number for number, row in enumerate(rows) if "行政许可" in row[0])
    rows[at : at + 1] = [["行政许可"], ["办理公共服务事项总件数", "5"]]
    body = "\n".join(" ".join(row) for row in rows)
    found = read(f"{HEAD}\n二、主动公开政府信息情况\n{body}\n五、存在的主要问题及改进情况\n无。")
    assert ("5", "unknown") in {(cell.raw, cell.item) for cell in found.cells}
    assert {"row_empty", "unknown_row"} <= {notice.code for notice in found.notices}


@pytest.mark.parametrize(("proactive", "requests"), [("2019", "2021"), ("2021", "2019")])
def test_tables_of_two_forms_are_each_read_on_its_own(proactive: str, requests: str) -> None:
    rows = [*grid("proactive", noughts, proactive), *grid("requests", noughts, requests)]
    table = "".join(f"<tr>{''.join(f'<td>{text}</td>' for text in row)}</tr>" for row in rows)
    found = extract(f"<h1>青禾市教育局2021年政府信息公开工作年度报告</h1><table>{table}</table>".encode(), "text/html")
    assert (found.forms["proactive"], found.forms["requests"], found.form) == (proactive, requests, requests)
    assert {cell.item for cell in found.cells if cell.table == "requests"} == {
        item.code for item in table_of("requests", requests).items
    }


def test_a_row_that_is_called_like_a_group_keeps_its_first_cell() -> None:
    printed_row = ["", "0", "0", "", "0", "0", "0"]
    rows = grid("requests", noughts, "2019")
    at = next(number for number, row in enumerate(rows) if "其他处理" in row[0])
    rows[at][1:] = [*printed_row, ""]  # and what its label's span has left
    body = " |\n".join(" | ".join(row) for row in rows)
    found = read(f"{HEAD}\n三、收到和处理政府信息公开申请情况\n{body} |\n五、存在的主要问题及改进情况\n无。")
    assert [cell.raw for cell in found.cells if cell.item == "other"] == printed_row


def test_the_first_line_of_a_label_is_no_other_rows_label() -> None:
    """A narrow column breaks labels into lines of few letters, one of which ends where another row's label does."""
    text = report(noughts, " ", "\n")
    for label in ("2.其他法律行政法规禁止公开", "1.属于国家秘密"):
        pieces = "\n".join(re.findall(".{1,4}", label))
        assert label in text
        text = text.replace(f"{label} ", f"{pieces}\n ")
    found = read(text)
    assert printed(found) == expected(noughts)
    assert not [notice for notice in found.notices if notice.severity != "info"]


@pytest.mark.parametrize(
    ("row", "below"),
    [
        ("行政事业性收费", "（本列数\n据的勾稽\n关系为：\n第一项加第二项之和，\n等于第三项加第四项之和）"),
        ("行政许可", "第二\n十条第（六）项"),
        ("行政处罚", "行政强\n制 0"),
    ],
    ids=["title of the next table", "name of the next group", "label of the next row"],
)
def test_the_first_line_of_what_stands_below_a_row_is_none_of_its_cells(row: str, below: str) -> None:
    """Another form has more figures in the row, so its width leaves room."""
    text = re.sub(rf"^({row}.*)$", rf"\1\n{below}", report(noughts, " ", "\n"), count=1, flags=re.MULTILINE)
    text = text.replace(f"{below}\n行政强制 0", below)
    assert below in text
    found = read(text)
    assert printed(found) == expected(noughts)
    assert not [notice for notice in found.notices if notice.severity != "info"]


@pytest.mark.parametrize(
    ("row", "values"),
    [
        (
            "| 0 | 1 | 0 | 3 | 4 | 0 | 0 | 0 | 0 | 0 | 1 | 0 | 0 | 1 | 2 |",
            [0, 1, 0, 3, 4, 0, 0, 0, 0, 0, 1, 0, 0, 1, 2],
        ),
        ("| 0 | 1 | 0 | 3 | 5 | 0 | 0 | 0 | 0 | 0 | 1 | 0 | 0 | 1 | 2 |", None),
    ],
    ids=["whose sums hold", "whose sums do not"],
)
def test_fifteen_figures_below_the_heading_of_disputes_need_no_names(row: str, values: list[int] | None) -> None:
    heading = "四、政府信息公开行政复议、行政诉讼情况"
    before, behind = re.split(rf"(?<={heading}\n)(?:.*\n)*?(?=五、)", report(noughts, " | ", "\n"))
    found = read(f"{before}{row}\n{behind}")
    disputes = [cell.value for cell in found.cells if cell.table == "disputes"]
    codes = {notice.code for notice in found.notices}
    assert disputes == (values or [])
    assert ("label_missing" if values else "table_missing") in codes


@pytest.mark.parametrize(
    ("direct", "after"),
    [("行政诉讼（未经复议）", "行政诉讼（复议后）"), ("未经行政复议直接起诉", "经行政复议后起诉")],
)
def test_the_ways_of_disputes_may_have_short_or_long_names(direct: str, after: str) -> None:
    heading = "四、政府信息公开行政复议、行政诉讼情况"
    before, behind = re.split(rf"(?<={heading}\n)(?:.*\n)*?(?=五、)", report(noughts, " | ", "\n"))
    rows = ["项目 | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计", "行政复议 | 1 | 0 | 0 | 0 | 1"]
    rows += [f"{direct} | 0 | 2 | 0 | 0 | 2", f"{after} | 0 | 0 | 3 | 0 | 3"]
    found = read("\n".join([before.rstrip("\n"), *rows, behind]))
    totals = {cell.item: cell.value for cell in found.cells if cell.table == "disputes" and cell.column == "total"}
    assert totals == {"review": 1, "suit_direct": 2, "suit_after_review": 3}


def test_a_row_with_a_cell_less_than_a_table_with_a_subtotal_is_no_row_of_the_form() -> None:
    """A blank was dropped, and seven figures are left where the other rows have eight: which it was is not known."""
    text = report(noughts, "\t", "\n").replace("其他\t总计", "其他\t小计\t总计")
    rows = [
        f"{line}\t0" if line.count("\t") == 7 and line.endswith("\t0") and "其他\t小计" not in line else line
        for line in text.split("\n")
    ]
    place = next(number for number, line in enumerate(rows) if line.startswith("2.重复申请"))
    assert rows[place].count("\t") == 8
    rows[place] = rows[place].removesuffix("\t0")
    found = read("\n".join(rows))
    cells = {cell.status for cell in found.cells if cell.item == "not_processed.repeated"}
    assert cells == {"unreadable"}
    assert [n.item for n in found.notices if n.code == "row_unassigned"] == ["not_processed.repeated"]


@pytest.mark.parametrize("sign", ["、", "，", "；"])
@pytest.mark.parametrize("figures", [noughts, some])
def test_a_row_may_list_its_figures_behind_a_colon(sign: str, figures: Figures) -> None:
    def listed(row: list[str]) -> str:
        is_header = not any(cell.isdigit() for cell in row) and all(row)
        return f"（{'、'.join(row)}）" if is_header else f"{row[0]}：{sign.join(row[1:])}"

    tables = [
        (heading, [listed(row) for row in grid(code, figures) if len(row) > 2])
        for heading, code in (
            ("二、主动公开政府信息情况", "proactive"),
            ("三、收到和处理政府信息公开申请情况", "requests"),
        )
    ]
    found = read("\n".join([HEAD, *(line for heading, lines in tables for line in (heading, *lines))]))
    places = {place: text for place, text in printed(found).items() if place[0] == "requests" or "regul" in place[1]}
    assert places == {place: expected(figures)[place] for place in places}
    assert len(places) == 3 + 25 * 7
    assert not [notice for notice in found.notices if notice.code.startswith("row_unass")]


@pytest.mark.parametrize("misspelt", ["彳政许可", "行政事业性收废", "行玫处罚"])
def test_the_misspelt_label_of_a_row_below_a_header_is_no_column(misspelt: str) -> None:
    figures: Figures = lambda code, item, number: str(len(item) + number)  # noqa: E731
    label = {"可": "行政许可", "废": "行政事业性收费", "罚": "行政处罚"}[misspelt[-1]]
    text = report(figures, "\n", "\n").replace(f"\n{label}\n", f"\n{misspelt}\n", 1)
    found = read(text)
    assert printed(found) == expected(figures)
    assert "unknown_column" not in {notice.code for notice in found.notices}
