"""The statistics table of report years 2014 to 2018: by label, with local rows, units and sums."""

from __future__ import annotations

import pytest

from pipeline.documents.assemble import assemble
from pipeline.documents.document import Grid, GridCell, Line
from pipeline.extract import extract
from pipeline.forms.tables import align_tables
from tests.pipeline.statistics_table import EXPECTED, ROWS, in_lines, page


def test_rows_are_found_by_label() -> None:
    found = page(ROWS)
    values = {cell.item: cell.value for cell in found.cells}
    assert (found.form, found.forms) == ("2014", {"statistics": "2014"})
    assert {item: values[item] for item in EXPECTED} == EXPECTED
    assert {cell.item: cell.unit for cell in found.cells if cell.unit} == {"fees.requests": "10k_yuan"}
    assert {check.status for check in found.checks if check.check == "statistics.sum"} <= {"pass", "not_assessable"}


def test_a_section_with_dashes_for_unit_and_figure_is_no_row_of_figures() -> None:
    dashed = tuple((label, unit, "——" if unit == "——" else value) for label, unit, value in ROWS)
    found = page(dashed)
    assert "unknown" not in {cell.item for cell in found.cells}
    assert {item: {c.item: c.value for c in found.cells}[item] for item in EXPECTED} == EXPECTED


def test_rows_that_the_place_left_out_are_absent_and_no_warning() -> None:
    found = page(tuple(row for row in ROWS if "传真" not in row[0]))
    assert "requests.received.fax" not in {cell.item for cell in found.cells}
    assert not [notice for notice in found.notices if notice.severity != "info"]
    assert {c.status for c in found.checks if c.item == "requests.received"} == {"not_assessable"}


def test_a_sum_that_does_not_hold_fails() -> None:
    rows = tuple(
        (label, unit, "9") if label == "（一）收到申请数" else (label, unit, value) for label, unit, value in ROWS
    )
    failed = [(c.check, c.item, c.left, c.right) for c in page(rows).checks if c.status == "fail"]
    assert failed == [("statistics.sum", "requests.received", 7, 9)]


@pytest.mark.parametrize(
    ("heads", "own", "codes"),
    [
        (("2015年", "2016年"), 1, ["unknown_column"]),
        (("2016年度", "2015年度"), 0, ["unknown_column"]),
        (("上年数", "本年数"), 1, ["unknown_column"]),
        (("本年累计", "上年同期累计"), 0, ["unknown_column"]),
        (("本年度", "同比增减（%）"), 0, ["unknown_column"]),
        (("2014年", "2015年"), 1, ["year_contradicted", "unknown_column"]),
        (("2016年", "2016年"), None, ["unknown_column", "column_missing"]),
        (("本级", "下级"), None, ["unknown_column", "column_missing"]),
    ],
)
def test_the_column_of_the_reports_own_year_is_read(heads: tuple[str, str], own: int | None, codes: list[str]) -> None:
    def beside(value: str) -> tuple[str, str]:
        other = "9" if value else ""
        return (other, value) if own == 1 else (value, other)

    rows = "".join(
        "<tr>" + "".join(f"<td>{text}</td>" for text in (*row[:2], *beside(row[2]))) + "</tr>" for row in ROWS
    )
    header = "<tr><td rowspan=2>统计指标</td><td rowspan=2>单位</td><td colspan=2>统计数</td></tr>"
    header += f"<tr><td>{heads[0]}</td><td>{heads[1]}</td></tr>"
    title = "青禾市教育局2016年政府信息公开工作年度报告"
    found = extract(f"<h1>{title}</h1><p>一、概述</p><p>附表</p><table>{header}{rows}</table>".encode(), "text/html")
    values = {cell.item: cell.value for cell in found.cells if cell.column == "value"}
    assert {item: values.get(item) for item in EXPECTED} == (EXPECTED if own is not None else dict.fromkeys(EXPECTED))
    assert list(dict.fromkeys(notice.code for notice in found.notices if notice.code != "row_missing")) == codes


@pytest.mark.parametrize("cut", [2, 14, len(ROWS) - 2])
def test_rows_that_are_lines_of_one_page_and_a_grid_of_the_next(cut: int) -> None:
    title = Line("青禾市教育局2016年政府信息公开工作年度报告", 0)
    lines = [Line("\t".join(row), 0) for row in ROWS[:cut]]
    cells = [[GridCell(text, row, column) for column, text in enumerate(texts)] for row, texts in enumerate(ROWS[cut:])]
    readings = align_tables(assemble("application/pdf", [title, *lines, Grid(0, cells)]))
    values = {cell.item: cell.value for reading in readings for cell in reading.cells}
    assert {item: values.get(item) for item in EXPECTED} == EXPECTED


MAIL = ("4.信函申请数", "件", "2")


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([*ROWS[:17], MAIL, *ROWS[17:]], "row_repeated"),
        ([*ROWS[:17], ("4.信函申请数", "件", "9"), *ROWS[17:]], "row_repeated"),
        ([*ROWS, *((label, unit, value.replace("4", "5")) for label, unit, value in ROWS)], "row_repeated"),
        ([*ROWS[:15], ("3.网络申请数", "4.信函申请数", "2"), *ROWS[17:]], "row_order"),
        ([*ROWS[:16], ("4.信函申请数", "件", "2l739"), *ROWS[17:]], "unreadable_cell"),
        ([*ROWS[:16], ("4.信函申请数", "件", "21739、2"), *ROWS[17:]], "unreadable_cell"),
        ([*ROWS[:16], ("4.信函申请数", "件", "2016年"), *ROWS[17:]], "unreadable_cell"),
        ([*ROWS[:16], ("4.信函申请数", "件", "2万元"), *ROWS[17:]], "figure_with_remark"),
    ],
    ids=[
        "a row twice",
        "with another figure",
        "the table twice",
        "two labels",
        "a letter for a digit",
        "two figures",
        "a year",
        "money",
    ],
)
def test_faults_beside_a_column_of_units_are_flagged(rows: list[tuple[str, str, str]], code: str) -> None:
    assert code in {notice.code for notice in page(tuple(rows)).notices if notice.severity == "warning"}


@pytest.mark.parametrize("separator", ["\n", " | ", "\t"])
def test_flattened_text_gives_the_same(separator: str) -> None:
    lines = "\n".join(separator.join(part for part in row if part) for row in ROWS)
    text = f"青禾市教育局2016年政府信息公开工作年度报告\n一、概述\n附表\n{lines}"
    values = {cell.item: cell.value for cell in extract(text.encode(), "text/plain").cells}
    assert {item: values.get(item) for item in EXPECTED} == EXPECTED


def test_rows_printed_without_separators_are_read() -> None:
    lines = "\n".join("".join(row) for row in ROWS)
    text = f"青禾市教育局2016年政府信息公开工作年度报告\n一、概述\n附表\n{lines}"
    values = {cell.item: cell.value for cell in extract(text.encode(), "text/plain").cells}
    assert {item: values.get(item) for item in EXPECTED} == EXPECTED


def test_the_name_of_a_row_is_no_title_of_an_interpretation() -> None:
    lines = "\n".join("  ".join(row) for row in ROWS)
    lead = "本报告由青禾市教育局根据《条例》编制，所列数据的统计期限为2016年1月1日至12月31日。"
    found = extract(f"{lead}\n一、概述\n附表\n{lines}".encode(), "text/plain")
    assert (found.kind, found.agency_name, found.report_year) == ("annual_report", "青禾市教育局", 2016)


def test_a_label_whose_remark_is_broken_over_lines_keeps_its_figure() -> None:
    lines = "\n".join(" ".join(row) for row in ROWS).replace("相同信息计1条", "相同信息\n计1条")
    text = f"青禾市教育局2016年政府信息公开工作年度报告\n一、概述\n附表\n{lines}"
    found = extract(text.encode(), "text/plain")
    assert {cell.item: cell.value for cell in found.cells}["disclosed.total"] == 420
    assert not [notice for notice in found.notices if notice.severity != "info"]


def test_a_table_that_is_named_and_not_there_is_missed() -> None:
    text = "青禾市教育局2016年政府信息公开工作年度报告\n一、概述\n2016年，我局主动公开政府信息420条。\n"
    text += "二、存在的问题\n无。\n附：政府信息公开情况统计表"
    assert [n.code for n in extract(text.encode(), "text/plain").notices if n.severity == "warning"] == [
        "tables_missing"
    ]


@pytest.mark.parametrize("colon", ["：", ": "])
def test_a_label_and_its_unit_with_a_colon_behind_are_a_row(colon: str) -> None:
    lines = "\n".join(f"{label} {unit}{colon}{value}" if value else label for label, unit, value in ROWS)
    text = f"青禾市教育局2016年政府信息公开工作年度报告\n一、概述\n附表\n{lines}"
    values = {cell.item: cell.value for cell in extract(text.encode(), "text/plain").cells}
    assert {item: values.get(item) for item in EXPECTED} == EXPECTED


def test_the_table_printed_again_in_lines_with_other_figures_is_flagged() -> None:
    header = "统计指标 |\n单位 |\n统计数 |\n"
    first = "".join(f"{label} |\n{unit} |\n{value or '——'} |\n" for label, unit, value in ROWS)
    again = first.replace("420", "421")
    text = f"青禾市教育局2016年政府信息公开工作年度报告\n一、概述\n附表\n{header}{first}附表二\n{header}{again}"
    assert "table_repeated" in {n.code for n in extract(text.encode(), "text/plain").notices if n.severity == "warning"}


def test_a_sentence_on_reviews_is_no_table_of_them() -> None:
    rows = "\n".join(" | ".join(("", label, unit, value)) + " |" for label, unit, value in ROWS)
    text = f"青禾市教育局2016年政府信息公开工作年度报告\n2016年，发生政府信息公开行政复议2件。\n附表\n{rows}"
    assert {cell.table for cell in extract(text.encode(), "text/plain").cells} == {"statistics"}


@pytest.mark.parametrize(
    ("row", "code", "value"),
    [
        (("", "件", "0"), "label_missing", 0),
        (("（三）其他情形数", "件1"), "row_empty", None),
    ],
    ids=["its label lost", "its figure in one cell with its unit"],
)
def test_a_row_that_lost_a_cell_is_no_row_left_out(row: tuple[str, ...], code: str, value: int | None) -> None:
    found = page((*ROWS[:27], row, *ROWS[28:]))
    assert code in {notice.code for notice in found.notices}
    assert {cell.item: cell.value for cell in found.cells}.get("suit.other", "absent") == value


def test_a_row_without_any_label_is_said() -> None:
    found = page((*ROWS[:22], ("", "件", "5"), ("", "件", "8"), *ROWS[22:]))
    assert "unknown_row" in {notice.code for notice in found.notices if notice.severity == "warning"}


@pytest.mark.parametrize(
    ("left_out", "added", "is_flagged"),
    [
        ("（二）被依法纠错数", None, True),
        ("（三）其他情形数", None, False),
        ("（二）被依法纠错数", ("（四）撤回数", "件", "1"), False),
    ],
    ids=["one with a figure", "a nought", "where a local row has the rest"],
)
def test_a_row_left_out_that_a_total_lacks_is_said(
    left_out: str, added: tuple[str, str, str] | None, is_flagged: bool
) -> None:
    rows = [row for row in ROWS[24:28] if row[0] != left_out] + ([added] if added else [])
    found = page((*ROWS[:24], *rows, *ROWS[28:]))
    assert ("partial_sum" in {notice.code for notice in found.notices if notice.severity == "warning"}) is is_flagged


@pytest.mark.parametrize("hard", [" ", "\N{NO-BREAK SPACE}"])
@pytest.mark.parametrize("joined", [9, 13, 18])
def test_two_rows_in_one_line_and_hard_spaces_lose_no_row(joined: int, hard: str) -> None:
    lines = [hard.join(part or "——" for part in row) for row in ROWS]
    lines[joined : joined + 2] = [" ".join(lines[joined : joined + 2])]
    found = in_lines(lines)
    values = {cell.item: cell.value for cell in found.cells}
    assert {item: values.get(item) for item in EXPECTED} == EXPECTED
    assert not [notice for notice in found.notices if notice.severity != "info"]


def test_a_row_whose_label_is_broken_is_read_or_said() -> None:
    lines = ["\t".join(part or "——" for part in row) for row in ROWS]
    place = next(number for number, line in enumerate(lines) if line.startswith("（二）被依法纠错数"))
    lines[place : place + 1] = ["（二）被依法纠错", "数\t件\t0"]
    assert "unknown_row" in {notice.code for notice in in_lines(lines).notices if notice.severity == "warning"}


def test_the_name_of_a_section_stands_for_no_row() -> None:
    dashed = [
        (label, unit, "——" if unit == "——" else value) for label, unit, value in ROWS if "公开政府信息数" not in label
    ]
    assert "disclosed.total" not in {cell.item for cell in page(tuple(dashed)).cells}


def test_a_row_that_stands_in_the_document_and_is_not_read_is_said() -> None:
    """A section's name reaches down beside a numbered row, and pushes its label and figure into others' columns."""
    rows = [
        f"<tr><td>{number}</td><td>{number + 1}</td><td{span}>{label}</td><td>{unit}</td><td>{value}</td></tr>"
        for number, (label, unit, value) in enumerate(ROWS, 1)
        for span in [' rowspan="2"' if label == "三、依申请公开情况" else ""]
    ]
    title = "青禾市教育局2016年政府信息公开工作年度报告"
    found = extract(f"<h1>{title}</h1><table>{''.join(rows)}</table>".encode(), "text/html; charset=utf-8")
    assert "requests.received" not in {cell.item for cell in found.cells}
    assert any(notice.severity == "warning" and "(一)收到申请数" in notice.message for notice in found.notices)


@pytest.mark.parametrize("name", ["（二）被依法纠错数", "（三）其他情形数"])
@pytest.mark.parametrize("separator", ["\n", "\t", " | "])
def test_a_row_left_out_whose_name_another_row_bears_is_no_row_that_was_not_read(name: str, separator: str) -> None:
    last = max(number for number, row in enumerate(ROWS) if row[0] == name)
    rows = [(row[0], row[1], "0" if row[0] == "五、行政诉讼数量" or row[0] == name else row[2]) for row in ROWS]
    lines = [separator.join(part or "——" for part in row) for number, row in enumerate(rows) if number != last]
    found = in_lines(lines)
    assert "row_unassigned" not in {notice.code for notice in found.notices}


@pytest.mark.parametrize(
    "row",
    [
        "<td>{n}</td><td>{n}1</td><td>{n}</td><td>{label}</td><td>{unit}</td><td>{value}</td>",
        "<td>{label}{unit}{value}</td>",
        "<td>{value}{unit}</td><td>{label}</td>",
        "<td>{n}{label}{unit}{value}</td><td>-</td>",
    ],
    ids=["numbers before the labels", "all in one cell", "figures first", "cells that ran together"],
)
def test_a_table_of_which_nothing_was_read_is_said(row: str) -> None:
    rows = "".join(
        f"<tr>{row.format(n=n, label=label, unit=unit, value=value)}</tr>"
        for n, (label, unit, value) in enumerate((("统计指标", "单位", "统计数"), *ROWS))
    )
    page = f"""<h1>青禾市教育局2016年政府信息公开工作年度报告</h1><p>统计期限为2016年1月1日至12月31日。</p><p>一、概述</p>
        <p>我局认真落实条例。</p><p>二、主动公开政府信息情况</p><p>及时公开。</p><p>三、存在的主要问题和改进措施</p><table>{rows}</table>"""
    found = extract(page.encode(), "text/html; charset=utf-8")
    assert not [cell for cell in found.cells if cell.value is not None]
    assert "tables_missing" in {notice.code for notice in found.notices if notice.severity == "warning"}


@pytest.mark.parametrize("empty", [1, 2])
def test_a_column_left_empty_before_the_unit_parts_no_label_from_its_figure(empty: int) -> None:
    rows = tuple((label, *("",) * empty, unit, figure) for label, unit, figure in ROWS)
    cells = {cell.item: cell.value for cell in page(rows).cells}
    assert {item: cells[item] for item in EXPECTED} == EXPECTED


def test_a_table_of_which_no_figure_is_certain_is_a_report_all_the_same() -> None:
    rows = tuple((label, unit, f"{figure or 0} 1 2 3") for label, unit, figure in ROWS)
    extraction = page(rows)
    assert extraction.kind == "annual_report"
    assert {cell.status for cell in extraction.cells} == {"unreadable"}
