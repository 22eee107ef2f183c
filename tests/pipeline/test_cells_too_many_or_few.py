"""Streams of cells in which one row has a cell more or less than the others: it is doubtful, the others are as they were."""

from __future__ import annotations

from random import Random

import pytest

from pipeline.contract import Extraction
from pipeline.extract import extract
from tests.pipeline.printed.arrangement import disputes_in_three_tables, empty_last_column
from tests.pipeline.printed.contents import no_totals, only_totals, printed_twice, swap_columns
from tests.pipeline.printed.damage import Damage
from tests.pipeline.printed.labels import misspell
from tests.pipeline.printed.layout import Cell, Page, Table, disputes_rows
from tests.pipeline.printed.pages import flags_of, page_of, reports
from tests.pipeline.printed.writers import as_tables, page_lines

FORM = "2021"


def page(*damages: Damage) -> Page:
    """A report on the form whose rows have several figures, so that they tell where these stand."""
    report = next(
        report for report in reports() if report.form == FORM and report.cells["requests", "granted", "total"]
    )
    made = page_of(report)
    assert all(damage(made, Random(3)) for damage in damages)
    return made


def read(lines: list[str]) -> Extraction:
    return extract("\n".join(lines).encode(), "text/plain; charset=utf-8")


def wrong(made: Page, found: Extraction) -> set[str]:
    """The rows of which a figure is not what was printed, or a refused one not said to be so."""
    values = {(c.table, c.item, c.column): c.value if c.status == "reported" else c.status for c in found.cells}
    return {key[1] for key, printed in made.truth.items() if values.get(key) != printed}


def at(lines: list[str], label: str) -> int:
    return next(number for number, line in enumerate(lines) if line.startswith(label))


@pytest.mark.parametrize("style", ["cell_pipes", "leading_pipe_lines"])
def test_a_row_that_lacks_a_cell_and_its_separator_is_not_a_row_without_total(style: str) -> None:
    made = page()
    lines = page_lines(made, style)
    start = next(n for n, line in enumerate(lines) if "8.属于行政查询事项" in line)
    figure = next(n for n in range(start + 1, len(lines)) if lines[n].strip(" |") == "0")
    found = read(lines[:figure] + lines[figure + 1 :])
    assert wrong(made, found) == {"denied.administrative_query"}
    assert [(n.code, n.item) for n in found.notices if n.severity == "warning"] == [
        ("row_unassigned", "denied.administrative_query")
    ]


@pytest.mark.parametrize("stray", ["— |", " |"])
def test_a_cell_too_many_in_one_row_moves_no_other_rows_total(stray: str) -> None:
    made = page(only_totals)
    lines = page_lines(made, "cell_pipes")
    start = at(lines, "一、本年新收政府信息公开申请数量")
    found = read([*lines[: start + 1], stray, *lines[start + 1 :]])
    assert wrong(made, found) <= {"received.new"}
    assert not wrong(made, found) or flags_of(found)


def test_a_row_with_a_figure_too_many_leaves_the_order_of_the_columns_as_it_is_printed() -> None:
    made = page(swap_columns)
    lines = page_lines(made, "lines")
    start = at(lines, "2.重复申请")
    found = read([*lines[: start + 4], "7", *lines[start + 4 :]])
    assert wrong(made, found) == set()
    assert "column_order" in {notice.code for notice in found.notices if notice.severity == "warning"}


@pytest.mark.parametrize("between", ["", "<p>- 3 -</p>", "<p>续表</p>"])
def test_a_header_in_a_table_of_its_own_names_the_columns_of_the_one_below(between: str) -> None:
    made = page(swap_columns)
    body = as_tables(made, "headed")[0].decode()
    start = body.index("一、本年新收政府信息公开申请数量")
    cut = body.rindex("<tr", 0, start)
    found = extract(f"{body[:cut]}</table>{between}<table>{body[cut:]}".encode(), "text/html; charset=utf-8")
    assert wrong(made, found) == set()
    assert "column_order" in {notice.code for notice in found.notices if notice.severity == "warning"}


def test_names_of_columns_in_another_order_are_heeded_where_their_header_does_not_fit() -> None:
    made = page(swap_columns)
    lines = page_lines(made, "named_rows")
    found = read([line for line in lines if line != "自然人 法人或其他组织 总计"])
    assert wrong(made, found)
    assert "column_order" in {notice.code for notice in found.notices if notice.severity == "warning"}


@pytest.mark.parametrize("damages", [(), (printed_twice,), (printed_twice, misspell)])
def test_no_row_is_unread_where_a_table_is_printed_again(damages: tuple[Damage, ...]) -> None:
    found = read(page_lines(page(disputes_in_three_tables, *damages), "markdown"))
    assert "row_unread" not in {notice.code for notice in found.notices}


def test_a_row_of_figures_that_no_table_takes_is_said_to_be_unread() -> None:
    made = page(disputes_in_three_tables)
    lines = page_lines(made, "markdown")
    name = next(n for n, line in enumerate(lines) if "复议后起诉" in line)
    found = read([*lines[:name], f"{lines[name]}*", *lines[name + 1 :]])
    unread = [notice for notice in found.notices if notice.code == "row_unread"]
    assert [(notice.severity, notice.table) for notice in unread] == [("warning", "disputes")]
    assert wrong(made, found) == {"suit_after_review"}


def test_a_figure_in_the_place_of_a_lost_label_is_doubtful() -> None:
    made = page_of(next(report for report in reports() if report.form == "2019"))
    body = as_tables(made, "repeated")[0].decode()
    row = body.index("<td>行政事业性收费</td>")
    found = extract(
        f"{body[:row]}{body[row:].replace('<td>行政事业性收费</td>', '', 1)}".encode(), "text/html; charset=utf-8"
    )
    assert wrong(made, found) == {"fees"}
    assert flags_of(found)


@pytest.mark.parametrize(("numbers", "is_said"), [("1234567", False), ("1234568", True)])
def test_the_numbers_of_columns_are_no_row_of_figures(numbers: str, is_said: bool) -> None:
    made = page()
    body = as_tables(made, "headed")[0].decode()
    cut = body.rindex("<tr", 0, body.index("一、本年新收政府信息公开申请数量"))
    row = "<tr><td colspan=3>甲</td>" + "".join(f"<td>{number}</td>" for number in numbers) + "</tr>"
    found = extract(f"{body[:cut]}{row}{body[cut:]}".encode(), "text/html; charset=utf-8")
    assert wrong(made, found) == set()
    assert ("row_unread" in {notice.code for notice in found.notices}) == is_said


@pytest.mark.parametrize("damage", [no_totals, only_totals])
def test_a_row_of_a_grid_with_a_cell_too_many_and_blanks_is_doubtful(damage: Damage) -> None:
    made = page(damage)
    body = as_tables(made, "plain")[0].decode()
    row = body.index("4.无正当理由大量反复申请")
    cell = body.index("<td>", row)
    found = extract(f"{body[:cell]}<td>0</td>{body[cell:]}".encode(), "text/html; charset=utf-8")
    assert wrong(made, found) == {"not_processed.excessive"}
    assert [(n.code, n.item) for n in found.notices if n.severity == "warning"] == [
        ("row_unassigned", "not_processed.excessive")
    ]


@pytest.mark.parametrize("label", ["行政规范性文件", "规章"])
def test_a_row_that_lost_a_figure_before_an_empty_last_column_is_doubtful(label: str) -> None:
    made = page(empty_last_column)
    body = as_tables(made, "plain")[0].decode()
    cell = body.index("<td>", body.index(f">{label}<"))
    found = extract(
        f"{body[:cell]}{body[body.index('</td>', cell) + len('</td>') :]}".encode(), "text/html; charset=utf-8"
    )
    item = "regulations" if label == "规章" else "normative_documents"
    assert wrong(made, found) == {item}
    assert [(n.code, n.item) for n in found.notices if n.severity == "warning"] == [("row_unassigned", item)]


def test_an_empty_cell_behind_every_row_is_none_of_the_table() -> None:
    made = page(only_totals, empty_last_column)
    found = extract(as_tables(made, "plain")[0], "text/html; charset=utf-8")
    assert (wrong(made, found), flags_of(found)) == (set(), [])


def test_blanks_that_spans_leave_before_the_figures_are_no_cells_too_many() -> None:
    lines = page_lines(page(), "full_row_pipes")
    row = at(lines, "二、上年结转政府信息公开申请数量")
    lines[row] = "二、上年结转政府信息公开申请数量 |  |  | " + "/ | " * 7
    found = read(lines)
    assert {c.status for c in found.cells if c.item == "received.carried_in"} == {"not_applicable"}
    assert "row_unassigned" not in {notice.code for notice in found.notices}


def test_a_row_that_ends_in_its_total_and_a_bar_has_the_blanks_of_its_label_before_its_figures() -> None:
    """Of a table in which no row is full, and spans downwards left no blanks, so that rows differ in length."""
    made = page()
    table = made.table("requests")
    assert table is not None
    for row in table.rows[3:]:
        person, *_, other, _ = (cell for cell in row if cell.role == "figure")
        person.text, other.text = str(int(person.text) + int(other.text)), "0"
        for cell in row:
            if cell.key is not None:
                made.truth[cell.key] = int(cell.text) or "blank"
                cell.text = cell.text if cell.text != "0" else ""
    lines = page_lines(made, "row_pipes")
    start = at(lines, "一、本年新收政府信息公开申请数量")
    for number, row in enumerate(table.rows[3:], start):
        lines[number] = "| " + "".join(f"{cell.text} |" + " |" * (cell.colspan - 1) for cell in row)
    sums = {"received.new", "granted", "outcomes.total"}
    assert all(made.truth["requests", item, "total"] for item in sums)
    refused = {item for item in wrong(made, read(lines)) if item in sums}
    assert refused == set()


@pytest.mark.parametrize("place", [0, 3])
@pytest.mark.parametrize("figures", ["0000000", "0200002"])
def test_a_cell_over_two_columns_beside_one_that_is_nobodys_makes_a_row_doubtful(place: int, figures: str) -> None:
    """It has as many cells as columns then, one of them blank; that its figures add up says nothing of the columns."""
    made = page()
    table = next(table for table in made.tables if table.code == "requests")
    for number, row in enumerate(table.rows):
        first = next((at for at, cell in enumerate(row) if cell.role == "figure"), None)
        if first is not None:
            row.insert(first + place, Cell(""))
        elif place == 0 and number == 0:
            row[0].colspan += 1
        elif place > 0 and number < 2:
            row[1].colspan += 1
        elif place > 0:
            row.insert(2, Cell(""))
    row = next(row for row in table.rows if any(cell.text == "2.重复申请" for cell in row))
    cells = [cell for cell in row if cell.role == "figure"]
    for cell, text in zip(cells, figures, strict=True):
        cell.text = text
    cells[4].colspan = 2
    row.remove(cells[5])
    found = extract(*as_tables(made, "headed"))
    doubted = [notice.item for notice in found.notices if notice.code == "row_unassigned"]
    assert doubted == ["not_processed.repeated"]


def test_rows_of_disputes_below_a_wider_table_have_no_figures_behind_them() -> None:
    made = page_of(next(report for report in reports() if report.form == FORM))
    requests = next(table for table in made.tables if table.code == "requests")
    (rows,) = disputes_rows(lambda key: str(made.truth[key]))
    padded = [[*row, *(Cell("") for _ in range(3))] for row in rows.rows]
    requests.rows += padded
    made.blocks = [block for block in made.blocks if not isinstance(block, Table) or block.code != "disputes"]
    found = extract(*as_tables(made, "headed"))
    assert wrong(made, found) == set()
    assert flags_of(found) == []


def test_a_table_of_the_offices_own_that_names_its_sum_as_the_form_does_is_not_unread() -> None:
    made = page()
    body = as_tables(made, "headed")[0].decode()
    own = (("科室", "网站", "微信", "合计"), ("办公室", 12, 5, 17), ("法规科", 7, 9, 16), ("合计", 19, 14, 33))
    rows = "".join(f"<tr>{''.join(f'<td>{text}</td>' for text in row)}</tr>" for row in own)
    found = extract(f"{body}<p>附：各科室信息</p><table>{rows}</table>".encode(), "text/html; charset=utf-8")
    assert wrong(made, found) == set()
    assert "row_unread" not in {notice.code for notice in found.notices}


@pytest.mark.parametrize(("lines", "status"), [(["2", "0", "15"], "reported"), (["2", "1 5"], "unreadable")])
def test_two_figures_on_a_line_where_others_have_one_may_be_one_that_is_broken(lines: list[str], status: str) -> None:
    """A blank cell leaves no line: 2, nothing and 15 are no 2, 1 and 5."""
    names = [
        "信息内容",
        "本年制发件数",
        "本年废止件数",
        "现行有效件数",
        "规章",
        "0",
        "0",
        "0",
        "行政规范性文件",
        *lines,
    ]
    found = read(
        ["青禾市教育局2022年政府信息公开工作年度报告", "二、主动公开政府信息情况", "第二十条第（一）项", *names]
    )
    assert {cell.status for cell in found.cells if cell.item == "normative_documents"} == {status}
