"""Cells in which nothing is printed, on pages that print a line a cell, bars or tabs: they stay where they are, and empty.

Also reports whose labels are all that is left, and reports whose line ends are gone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import pytest

from pipeline.contract import Extraction
from pipeline.extract import extract
from pipeline.forms.form import FormTable, tables_named

Figures = Callable[[str, str, int], str]
"""What is printed in a cell, by table, item and the number of its column."""

HEAD = (
    "青禾市教育局2022年政府信息公开工作年度报告\n本报告数据的统计期限为2022年1月1日至2022年12月31日。\n"
    "一、总体情况\n我局认真落实条例。"
)
GAP = "\N{NO-BREAK SPACE}"


def table_of(code: str, form: str = "2021") -> FormTable:
    return dict(tables_named(code))[form]


def grid(code: str, figures: Figures, form: str = "2021") -> list[list[str]]:
    """The rows of a table of a form: labels, then cells."""
    table = table_of(code, form)
    if table.items_in_header:
        results = [column.labels[0] for column in table.blocks[0]]
        cells = [
            figures(code, item.code, number) for item in table.items for number, _ in enumerate(table.columns(item))
        ]
        return [["行政复议", "行政诉讼"], [*results, "未经复议直接起诉", "复议后起诉"], results * 2, cells]
    rows: list[list[str]] = []
    block = -1
    for item in table.items:
        columns = table.columns(item)
        if item.block != block:
            block = item.block
            rows.append([column.labels[0] for column in columns])
        rows.append([item.labels[0], *(figures(code, item.code, number) for number in range(len(columns)))])
    return rows


def report(figures: Figures, cell: str, row: str) -> str:
    """The report as text, `cell` between the cells of a row and `row` between rows."""
    parts = [HEAD.replace("\n", row) if "\n" not in row else HEAD]
    for heading, code in (
        ("二、主动公开政府信息情况", "proactive"),
        ("三、收到和处理政府信息公开申请情况", "requests"),
        ("四、政府信息公开行政复议、行政诉讼情况", "disputes"),
    ):
        parts += [heading, *(cell.join(line) for line in grid(code, figures))]
    return row.join([*parts, "五、存在的主要问题及改进情况", "公开不够及时。", "六、其他需要报告的事项", "无。"])


def read(text: str) -> Extraction:
    return extract(text.encode(), "text/plain; charset=utf-8")


def printed(found: Extraction) -> dict[tuple[str, str, str], str]:
    return {(cell.table, cell.item, cell.column): f"{cell.status} {cell.raw.strip()}".strip() for cell in found.cells}


def expected(figures: Figures) -> dict[tuple[str, str, str], str]:
    cells: dict[tuple[str, str, str], str] = {}
    for code in ("proactive", "requests", "disputes"):
        table = table_of(code)
        for item in table.items:
            for number, column in enumerate(table.columns(item)):
                text = figures(code, item.code, number).strip()
                cells[code, item.code, column.code] = f"reported {text}" if text else "blank"
    return cells


def only_totals(code: str, item: str, number: int) -> str:
    """What many small agencies print: noughts, and those of the applicants left out."""
    return "0" if code != "requests" or number == 6 else ""


def some(code: str, item: str, number: int) -> str:
    """Two requests of natural persons, one of a firm, all granted; noughts left out but for a few."""
    if code == "requests" and item in ("received.new", "granted", "outcomes.total"):
        return {0: "2", 1: "1", 6: "3"}.get(number, "")
    if code == "disputes" and item == "suit_direct":
        return {0: "1", 3: "2", 4: "3"}.get(number, "")
    return "0" if (len(item) + number) % 5 == 0 else ""


def none(code: str, item: str, number: int) -> str:
    return ""


def noughts(code: str, item: str, number: int) -> str:
    return "0"


@pytest.mark.parametrize("figures", [only_totals, some, none])
@pytest.mark.parametrize(("cell", "row"), [(" | ", " |\n"), ("\t", "\n")])
def test_a_blank_cell_between_bars_or_tabs_is_blank(figures: Figures, cell: str, row: str) -> None:
    found = read(report(figures, cell, row))
    assert printed(found) == expected(figures)
    assert not [check for check in found.checks if check.status == "fail"]


@pytest.mark.parametrize("figures", [only_totals, some])
def test_a_line_with_a_hard_space_is_a_blank_cell(figures: Figures) -> None:
    found = read(report(lambda *cell: figures(*cell) or GAP, "\n", "\n"))
    assert printed(found) == expected(figures)
    assert not [notice for notice in found.notices if notice.severity == "warning"]


def few(code: str, item: str, number: int) -> str:
    """Hardly a cell of the requests is filled in."""
    if code != "requests":
        return "0"
    return some(code, item, number) if item in ("received.new", "granted", "outcomes.total") else ""


@pytest.mark.parametrize("figures", [only_totals, some, few])
@pytest.mark.parametrize("gap", ["", "<p>&nbsp;</p>"])
@pytest.mark.parametrize("blank", ["<p><span>&nbsp;</span></p>", "<p></p>", "<p style='x'><span><br/></span></p>"])
@pytest.mark.parametrize("apart", ["", "<p><br></p>"])
def test_a_paragraph_without_text_is_a_blank_cell_of_a_page_that_prints_one_a_paragraph(
    figures: Figures, gap: str, blank: str, apart: str
) -> None:
    """Where such a paragraph stands behind every line it only sets them apart, and a blank cell has one more."""
    lines = report(lambda *cell: figures(*cell) or "@", "\n", "\n").splitlines()
    page = ""
    for line in lines:
        page += gap if line[:2] in ("三、", "四、") and not apart else ""
        page += (blank if line == "@" else f"<p><span>{line}</span></p>") + apart + "\n"
    found = extract(f"<html><body><div>{page}</div></body></html>".encode(), "text/html; charset=utf-8")
    assert printed(found) == expected(figures)
    assert not [notice for notice in found.notices if notice.severity == "warning"]


def test_labels_alone_are_a_table_of_which_nothing_is_left() -> None:
    text = "\n".join(line for line in report(none, "\n", "\n").splitlines() if line.strip())
    found = read(text)
    assert found.form == "2021"
    assert printed(found) == dict.fromkeys(expected(none), "blank")
    rows = {cell.item for cell in found.cells}
    assert rows == {notice.item for notice in found.notices if notice.code == "row_empty"}


def test_the_words_of_a_menu_are_no_table() -> None:
    menu = "\n".join(("规章", "行政规范性文件", "行政许可", "行政处罚", "行政强制", "行政事业性收费"))
    found = read(f"{menu}\n{HEAD}\n2022年收到政府信息公开申请0件。\n二、存在的问题\n公开不够及时。")
    assert (found.form, found.cells) == ("narrative", ())


@pytest.mark.parametrize("figures", [noughts])
@pytest.mark.parametrize("gap", [" ", "  \u3000 "])
def test_a_report_in_a_single_line_is_read(figures: Figures, gap: str) -> None:
    found = read(report(figures, gap, gap))
    assert printed(found) == expected(figures)
    assert (found.report_year, found.form) == (2022, "2021")
    assert not [notice for notice in found.notices if notice.severity == "warning"]


@pytest.mark.parametrize("row", [" ", "\n"])
def test_a_page_whose_line_ends_were_lost_is_read_though_its_labels_ran_together(row: str) -> None:
    """Between Chinese words a page shows no space where its source breaks a line."""
    paragraph = "<p>" if row == "\n" else ""  # each table in a paragraph, or all of the page
    text = report(some_without_blanks, " ", " ")
    for heading in ("二、主动", "三、收到", "四、政府", "五、存在"):
        text = text.replace(heading, f"{paragraph}{heading}", 1)
    text = text.replace("行政诉讼情况 ", f"行政诉讼情况 {paragraph}")
    found = extract(f"<html><body><div>{text}</div></body></html>".encode(), "text/html; charset=utf-8")
    assert printed(found) == expected(some_without_blanks)
    assert not [notice for notice in found.notices if notice.severity == "warning"]


@pytest.mark.parametrize(
    ("figures", "routes"),
    [
        (("1", "0", "2", "", "3", "", "", "1", "", "1", "", "1", "1", "0", "2"), [3, 1, 2]),
        (("", "", "", "", "", "", "", "0", "", "", "0", "", "", "", "0"), [None, None, 0]),
        (("0", "", "1", "", "3", *[""] * 9, "4"), [3, None, 4]),
    ],
)
def test_blanks_among_the_fifteen_figures_of_disputes(figures: Sequence[str], routes: list[int | None]) -> None:
    for cell, row in ((" | ", " |\n"), ("\t", "\n")):
        lines = grid("disputes", noughts)[:-1]
        table = row.join(cell.join(line) for line in [*lines, figures])
        found = read(f"{HEAD}\n四、政府信息公开行政复议、行政诉讼情况\n{table}{row}五、存在的主要问题及改进情况\n无。")
        cells = [found_cell for found_cell in found.cells if found_cell.table == "disputes"]
        assert [c.raw if c.status == "reported" else "" for c in cells] == list(figures)
        assert [c.value for c in cells if c.column == "total"] == routes


def test_a_page_number_among_the_figures_is_left_out_where_sums_tell() -> None:
    lines = report(some_without_blanks, "\n", "\n").splitlines()
    at = next(number for number, line in enumerate(lines) if line.endswith("属于国家秘密"))
    lines.insert(at + 3, "4")
    found = read("\n".join(lines))
    assert printed(found) == expected(some_without_blanks)


def test_a_page_number_among_the_figures_of_disputes_is_left_out_where_sums_tell() -> None:
    lines = report(some_without_blanks, "\n", "\n").splitlines()
    first = len(lines) - lines[::-1].index("尚未审结")  # of the last five results
    for place, number in ((first + 3, "4"), (first + 8, "7"), (first + 16, "7")):
        found = read("\n".join([*lines[:place], number, *lines[place:]]))
        assert printed(found) == expected(some_without_blanks)


def test_a_page_number_that_could_be_a_figure_of_disputes_is_nobodys() -> None:
    header = grid("disputes", noughts)[:-1]
    figures = ["0", "0", "0", "3", "3", *["0"] * 10, "5"]  # and none of sixteen without which the others add up
    figures[4] = "2"
    body = "\n".join("\n".join(row) for row in [*header, figures])
    found = read(f"{HEAD}\n四、政府信息公开行政复议、行政诉讼情况\n{body}\n五、存在的主要问题及改进情况\n无。")
    assert {cell.value for cell in found.cells} == {None}
    assert any(notice.code == "row_unassigned" for notice in found.notices)


@pytest.mark.parametrize("lost", range(5))
def test_a_line_between_rows_is_no_cell_of_disputes(lost: int) -> None:
    """One of fifteen figures is not there: the bars above the fourteen do not take its place."""
    figures = ["0", "1", "2", "0", "3", *["0"] * 10]
    lines = [line for row in grid("disputes", noughts)[:-1] for line in [*(f"{cell} |" for cell in row), "||"]]
    del figures[lost]
    body = "\n".join([*lines, *(f"{figure} |" for figure in figures)])
    found = read(f"{HEAD}\n四、政府信息公开行政复议、行政诉讼情况\n{body}\n五、存在的主要问题及改进情况\n无。")
    assert {cell.value for cell in found.cells} == {None}
    assert any(notice.code == "row_unassigned" for notice in found.notices)


def test_a_figure_too_many_between_bars_is_no_page_number() -> None:
    lines = [f"{line} |" for line in report(some_without_blanks, "\n", "\n").splitlines()]
    at = next(number for number, line in enumerate(lines) if line.endswith("属于国家秘密 |"))
    lines.insert(at + 3, "4 |")
    found = read("\n".join(lines))
    assert {c.value for c in found.cells if c.item == "denied.state_secret"} == {None}
    assert "row_unassigned" in {notice.code for notice in found.notices}


def some_without_blanks(code: str, item: str, number: int) -> str:
    return some(code, item, number) or "0"


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
    [("页脚", "本年废止件数"), ("本年制发件数", "本年废止件数"), ("公开", "社会公益组织")],
    ids=["foot", "printed again", "with a total"],
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


def test_a_label_broken_over_lines_below_a_header_is_no_stranger_among_its_columns() -> None:
    figures: Figures = lambda code, item, number: str(len(item) + number)  # noqa: E731
    text = report(figures, "\n", "\n").replace("行政事业性收费\n", "行政事业性收\n费\n", 1)
    found = read(text)
    assert printed(found) == expected(figures)
    assert "unknown_column" not in {notice.code for notice in found.notices}


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
    figures = "\n".join(" ".join(row[1:]) for row in rows[1:])
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


ROUTES = ("行政复议", "行政诉讼（未经复议直接起诉）", "行政诉讼（复议后起诉）")


@pytest.mark.parametrize(
    "figures",
    [
        (("", "", "", "", "0"), ("",) * 5, ("", "", "", "", "")),
        (("1", "", "1", "", "2"), ("",) * 5, ("2", "", "", "1", "3")),
        (("", "3", "", "", "3"), ("2", "0", "0", "", "2"), ("", "", "0", "", "")),
        (("", "", "", "1", "2"), ("0", "", "", "", ""), ("", "0", "/", "0", "0")),
    ],
)
@pytest.mark.parametrize(("cell", "row", "blank"), [(" | ", " |\n", ""), ("\n", "\n", GAP), (" |\n", " |\n", "")])
@pytest.mark.parametrize("tables", ["three", "rows"])
def test_blanks_in_the_small_tables_of_disputes(
    figures: Sequence[Sequence[str]], cell: str, row: str, blank: str, tables: str
) -> None:
    results = [column.labels[0] for column in table_of("disputes").blocks[0]]
    lines: list[list[str]] = [results] if tables == "rows" else []
    for name, cells in zip(ROUTES, figures, strict=True):
        entries = [text or blank for text in cells]
        lines += (
            [[name], results, entries]
            if tables == "three"
            else [[name.removeprefix("行政诉讼").strip("（）"), *entries]]
        )
    body = row.join(cell.join(line) for line in lines)
    found = read(f"{HEAD}\n四、政府信息公开行政复议、行政诉讼情况\n{body}{row}五、存在的主要问题及改进情况\n无。")
    printed_cells = [cell.raw.strip() if cell.value is not None or cell.raw == "/" else "" for cell in found.cells]
    assert printed_cells == [text for cells in figures for text in cells]


def test_a_column_whose_group_is_misspelt_stands_in_its_place() -> None:
    header = ["自然人", "法人及其他组织", "总计", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"]
    rows = [[row[0], *(text or GAP for text in row[1:])] for row in grid("requests", some)[1:]]
    body = "\n".join("\n".join(row) for row in [header, *rows])
    found = read(f"{HEAD}\n三、收到和处理政府信息公开申请情况\n{body}\n五、存在的主要问题及改进情况\n无。")
    wanted = {cell: text for cell, text in expected(some).items() if cell[0] == "requests"}
    assert printed(found) == wanted


def test_rows_of_which_nothing_is_left_are_no_columns_of_the_next() -> None:
    rows = grid("requests", noughts)
    for row in rows[1:]:
        row[1:] = ["0", "0"]  # the blanks were dropped with their lines
    rows[-3:-1] = [["3.其他"], ["（七）总计"]]
    body = "\n".join("\n".join(row) for row in rows)
    found = read(f"{HEAD}\n三、收到和处理政府信息公开申请情况\n{body}\n五、存在的主要问题及改进情况\n无。")
    cells = [cell for cell in found.cells if cell.item == "carried_out"]
    assert {(cell.status, cell.raw) for cell in cells} == {("unreadable", "0 0")}
    assert len(cells) == 7


@pytest.mark.parametrize("figures", [only_totals, some])
def test_a_line_without_text_is_a_blank_cell_of_a_text_that_prints_one_a_line(figures: Figures) -> None:
    for end in ("\n", "\n\n"):
        found = read(report(figures, end, end))
        assert printed(found) == expected(figures)
        assert not [notice for notice in found.notices if notice.severity == "warning"]


def test_a_line_without_text_between_rows_is_no_cell_of_a_text_that_drops_blanks() -> None:
    lines = (re.sub("\n+", "\n", line) for line in report(some, "\n", "\n\n").split("\n\n"))
    found = read("\n\n".join(line.strip("\n") for line in lines if line.strip("\n")))
    assert not [cell for cell in found.cells if cell.status == "reported" and printed(found)[cell.table, cell.item, cell.column]
                != expected(some)[cell.table, cell.item, cell.column]]  # fmt: skip


def test_bars_behind_a_row_that_stand_for_spans_are_no_cells_of_it() -> None:
    rows = [" | ".join(row) + " |" + "|" * (9 - len(row)) for row in grid("requests", some) if len(row) > 1]
    text = "\n".join([HEAD, "三、收到和处理政府信息公开申请情况", *rows, "五、存在的主要问题及改进情况", "无。"])
    found = {cell: text for cell, text in printed(read(text)).items() if cell[0] == "requests"}
    assert found == {cell: text for cell, text in expected(some).items() if cell[0] == "requests"}


@pytest.mark.parametrize(
    ("figures", "is_read"),
    [
        (("", "", "2", "1", "3", "", "", "", "", "", "", "", "", "", ""), True),
        (("0", "", "0", "", "", "0", "", "0", "", "0", "0", "", "0", "", ""), False),
    ],
)
def test_the_first_of_fifteen_entries_of_disputes_may_be_a_line_without_text(
    figures: Sequence[str], is_read: bool
) -> None:
    lines = [cell or GAP for cell in ["", *figures, ""]]
    names = [name for row in grid("disputes", noughts)[:-1] for name in row]
    found = read(
        "\n".join([HEAD, "四、政府信息公开行政复议、行政诉讼情况", *names, *lines, "五、存在的问题", *"0" * 60])
    )
    cells = [cell for cell in found.cells if cell.table == "disputes"]
    assert [cell.raw.strip() for cell in cells if cell.status != "unreadable"] == (list(figures) if is_read else [])
