"""Cells in which nothing is printed, on pages that print a line a cell, bars or tabs: they stay where they are, and empty.

Also reports whose labels are all that is left, and reports whose line ends are gone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest

from pipeline.extract import extract
from tests.pipeline.form_text import (
    GAP,
    HEAD,
    Figures,
    expected,
    grid,
    none,
    noughts,
    only_totals,
    printed,
    read,
    report,
    some,
    some_without_blanks,
    table_of,
)


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


def hardly_any(code: str, item: str, number: int) -> str:
    """A quiet office: three figures in all, none of them in the requests."""
    return "3" if (code, item) == ("proactive", "normative_documents") else ""


def test_lines_without_text_are_blank_cells_where_rows_are_made_of_them() -> None:
    found = read(report(hardly_any, "\n", "\n"))
    assert printed(found) == expected(hardly_any)
    assert not [notice for notice in found.notices if notice.severity == "warning"]


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


def test_a_line_without_text_behind_a_unit_is_a_blank_cell_of_the_table_of_2014() -> None:
    """And a section's name that has lost its number, below the names of the columns, is none of them."""
    lines = [
        "青禾市教育局2016年政府信息公开工作年度报告",
        "政府信息公开情况统计表",
        "统计指标",
        "单位",
        "统计数",
        "主动公开情况",
        "",
        "",
    ]
    items = table_of("statistics", "2014").items
    for number, item in enumerate(items):
        lines += [item.labels[0], "件", "" if number % 5 == 1 else str(number)]
    found = read("\n".join(lines))
    assert [cell.status for cell in found.cells] == [
        "blank" if number % 5 == 1 else "reported" for number, _ in enumerate(items)
    ]
    codes = {notice.code for notice in found.notices if notice.severity == "warning"}
    assert codes.isdisjoint(("row_empty", "unknown_column"))


@pytest.mark.parametrize("above", ["", "浏览次数：\n123\n"])
@pytest.mark.parametrize("end", ["\n\n", "\n\n\n"])
def test_a_line_without_text_between_rows_is_no_cell_of_a_text_that_drops_blanks(above: str, end: str) -> None:
    lines = (re.sub("\n+", "\n", line) for line in report(some, "\n", end).split(end))
    found = read(above + end.join(line.strip("\n") for line in lines if line.strip("\n")))
    assert not [cell for cell in found.cells if cell.status == "reported" and printed(found)[cell.table, cell.item, cell.column]
                != expected(some)[cell.table, cell.item, cell.column]]  # fmt: skip


def test_bars_behind_a_row_that_stand_for_spans_are_no_cells_of_it() -> None:
    rows = [" | ".join(row) + " |" + "|" * (9 - len(row)) for row in grid("requests", some) if len(row) > 1]
    text = "\n".join([HEAD, "三、收到和处理政府信息公开申请情况", *rows, "五、存在的主要问题及改进情况", "无。"])
    found = {cell: text for cell, text in printed(read(text)).items() if cell[0] == "requests"}
    assert found == {cell: text for cell, text in expected(some).items() if cell[0] == "requests"}


def test_bars_that_stand_for_spans_of_a_label_are_no_cells_of_the_rows_below_it() -> None:
    """Between a wide label and its figures, and behind the rows of a group: there no row begins with a blank that is none."""
    places = {
        "received.new": "2000103",
        "carried_out": "0000000",
        "denied.third_party": "    1 1",
        "other.other": "0  0   ",
    }
    lines: list[str] = []
    for item, row in zip(table_of("requests").items, grid("requests", noughts)[1:], strict=True):
        is_wide = item.code in ("received.new", "received.carried_in", "carried_out")
        cells = [f"{cell.strip()} |" for cell in places.get(item.code, " " * 7)]
        lines += [f"{row[0]} |", "||", *cells] if is_wide else [f"{row[0]} |", *cells, "||"]
    names = [f"{name} |" for name in grid("requests", noughts)[0]]
    found = read(
        "\n".join([HEAD, "三、收到和处理政府信息公开申请情况", *names, *lines, "五、存在的主要问题及改进情况", "无。"])
    )
    cells = {item: [c.value for c in found.cells if c.item == item] for item in places}
    assert cells["denied.third_party"] == [None, None, None, None, 1, None, 1]
    assert [c.status for c in found.cells if c.item == "other.other"] == ["unreadable"] * 7
    assert [notice.item for notice in found.notices if notice.code == "row_unassigned"] == ["other.other"]


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


SPANNED = {"received.new": 2, "received.carried_in": 2, "granted": 1, "granted_in_part": 1, "outcomes.total": 1}


def noughts_and_blanks(code: str, item: str, number: int) -> str:
    """Noughts, which come up to any total, and blanks: one row in two of each depth is full."""
    if code != "requests" or item in ("received.new", "granted", "denied.state_secret"):
        return "0"
    return "" if (len(item) + number) % 3 == 0 else "0"


@pytest.mark.parametrize("lost", [0, 1])
def test_rows_as_deep_as_full_ones_have_as_many_blanks_for_what_their_labels_span(lost: int) -> None:
    """Converters to Markdown put a bar for each column that a cell spans; a row with a cell less is not read so."""
    parts = [HEAD]
    for heading, code in (
        ("二、主动公开政府信息情况", "proactive"),
        ("三、收到和处理政府信息公开申请情况", "requests"),
    ):
        items = {item.labels[0]: item.code for item in table_of(code).items}
        parts.append(heading)
        for label, *cells in grid(code, noughts_and_blanks):
            name = items.get(label, "")
            spanned = SPANNED.get(name, 2 if name == "carried_out" else 0)
            kept = cells[lost if name == "carried_out" else 0 :]
            parts.append(f"| {' | '.join([label, *[''] * spanned, *kept])} |")
    found = printed(read("\n".join([*parts, "四、存在的主要问题及改进情况", "公开不够及时。"])))
    wanted = {cell: text for cell, text in expected(noughts_and_blanks).items() if cell[0] != "disputes"}
    if lost:
        left = [wanted.pop(cell) for cell in [*wanted] if cell[1] == "carried_out"]
        assert {found.pop(cell)[:10] for cell in [*found] if cell[1] == "carried_out"} == {"unreadable"} and left
    assert found == wanted


@pytest.mark.parametrize("figures", [only_totals, some])
def test_a_line_break_alone_is_a_blank_cell_of_a_page_that_prints_one_a_line(figures: Figures) -> None:
    body = report(figures, "\n", "\n").strip("\n").replace("\n", "<br>\n")
    found = extract(f"<html><body>{body}</body></html>".encode(), "text/html; charset=utf-8")
    assert printed(found) == expected(figures)


TELLING = ("received.new", "carried_out", "granted", "outcomes.total", "denied.third_party", "unavailable.not_held")


def telling(code: str, item: str, number: int) -> str:
    """Blanks in every row, few of which come up to their totals: in the others noughts do so wherever the blanks stand."""
    if code != "requests":
        return "0"
    if item in TELLING and number in (0, 6):
        return "3"
    return "" if (len(item) + number) % 3 == 0 or number == 3 else "0"


@pytest.mark.parametrize("lost", [0, 1])
def test_rows_that_come_up_to_their_totals_tell_where_others_as_deep_begin(lost: int) -> None:
    """Traces of all spans are printed, of groups beside their rows, too; a row with a blank less is not read so."""
    lines = [f"{name} |" for name in grid("requests", noughts)[0]]
    above: tuple[str, ...] = ()
    for item in table_of("requests").items:
        inner = tuple(name for name in item.group_keys if name != "本年度办理结果")
        groups = ("本年度办理结果", *inner) if item.group_keys else ()
        depth = len(groups)
        kept = sum(old == new for old, new in zip(above, groups, strict=False))
        cells = [telling("requests", item.code, number) for number in range(7)]
        if lost and item.code == "denied.state_secret":
            cells.remove("")
        row = [*["", ""][:kept], *groups[kept:], item.labels[0], *["", ""][depth:], *cells]
        lines += [f"{cell} |" for cell in row]
        above = groups
    text = "\n".join([HEAD, "三、收到和处理政府信息公开申请情况", *lines, "五、存在的主要问题及改进情况", "无。"])
    found = {cell: text for cell, text in printed(read(text)).items() if cell[0] == "requests"}
    wanted = {cell: text for cell, text in expected(telling).items() if cell[0] == "requests"}
    if lost:
        left = [wanted.pop(cell) for cell in [*wanted] if cell[1] == "denied.state_secret"]
        assert {found.pop(cell)[:10] for cell in [*found] if cell[1] == "denied.state_secret"} == {
            "unreadable"
        } and left
    assert found == wanted
