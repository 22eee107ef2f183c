"""Alignment survives what pages do to tables, or says that it did not.

Each case takes real HTML of the sandbox, damages it as pages are damaged, and states what must come back: the true figures, or
a flag. No case may end in a figure that is wrong and unflagged.
"""

from __future__ import annotations

import copy
import time
from collections.abc import Callable
from functools import cache

import pytest
from lxml import etree, html

from crawlers.sandbox.render import STYLES, render_report
from crawlers.sandbox.world import Report, World
from pipeline.contract import Extraction
from pipeline.documents.web.page import Element
from pipeline.extract import extract

ROW = 6  # fewest figures of a row of the requests table


@cache
def reports() -> tuple[Report, ...]:
    """A few reports of each form and size."""
    return tuple(World(3, governments=4, bureaus=3).reports[::9])


class Page:
    """One rendered report, to be damaged; `tables` are its three statutory tables."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.root = html.fromstring(render_report(report, STYLES["tables"]).body)
        self.tables = [table for table in self.root.iter("table") if table.find(".//table") is None]

    def rows(self, table: int = 1) -> list[Element]:
        return [row for row in self.tables[table].iter("tr") if len(figures(row)) >= ROW]

    def row(self, label: str) -> Element:
        return next(row for row in self.rows() if label in text(label_cell(row)))

    def extract(self) -> Extraction:
        body = etree.tostring(self.root, method="html", encoding="unicode").encode()
        return extract(body, "text/html; charset=utf-8")


def text(element: Element) -> str:
    return "".join(element.itertext()).strip()


def write(element: Element, value: str) -> None:
    for child in list(element):
        element.remove(child)
    element.text = value


def figures(row: Element) -> list[Element]:
    return [cell for cell in row if text(cell).isdecimal()]


def label_cell(row: Element) -> Element:
    return [cell for cell in row if not text(cell).isdecimal()][-1]


def flags(extraction: Extraction) -> set[str]:
    failed = {check.check for check in extraction.checks if check.status == "fail"}
    return failed | {notice.code for notice in extraction.notices if notice.severity != "info"}


def values(extraction: Extraction) -> dict[tuple[str, str, str], object]:
    return {(c.table, c.item, c.column): c.value for c in extraction.cells if "unknown" not in (c.item, c.column)}


def lose_label(page: Page) -> None:
    write(label_cell(page.row("属于国家秘密")), "")


def lose_two_labels(page: Page) -> None:
    write(label_cell(page.row("保护第三方")), "")
    write(label_cell(page.row("内部事务")), "")


def lose_first_label(page: Page) -> None:
    write(label_cell(page.row("本年新收")), "")


def misspell_every_label(page: Page) -> None:
    for row in page.rows():
        label = text(label_cell(row))
        write(label_cell(row), label[:2] + "某" + label[3:])


def space_every_label(page: Page) -> None:
    for cell in page.tables[1].iter("td", "th"):
        if len(text(cell)) > 3 and not text(cell).isdecimal():
            write(cell, " \n".join(text(cell)))


def misname_a_column(page: Page) -> None:
    for cell in page.tables[1].iter("td", "th"):
        if text(cell) == "科研机构":
            write(cell, "科研单位")


def reach_into_the_next_row(page: Page) -> None:
    """A group's cell is a row too high, and pushes the figures of the row below it aside."""
    for cell in page.tables[1].iter("td", "th"):
        if "不予公开" in text(cell) and cell.get("rowspan"):
            cell.set("rowspan", str(int(cell.get("rowspan") or 1) + 1))


def drop_spans(page: Page) -> None:
    for table in page.tables[:2]:
        for cell in table.iter("td", "th"):
            cell.attrib.pop("rowspan", None)
            cell.attrib.pop("colspan", None)


def insert_a_column_of_blanks(page: Page) -> None:
    """An empty cell behind the first one of every row, as editors leave: below spans it is not the same column everywhere."""
    for row in page.tables[1].iter("tr"):
        row.insert(1, row.makeelement("td"))


def drop_header(page: Page) -> None:
    for row in list(page.tables[1].iter("tr")):
        if len(figures(row)) >= ROW:
            return
        parent = row.getparent()
        assert parent is not None
        parent.remove(row)


def put_all_in_one_table(page: Page) -> None:
    first = list(page.tables[0].iter("tr"))
    for table in page.tables[1:]:
        for row in list(table.iter("tr")):
            parent = first[-1].getparent()
            assert parent is not None
            parent.append(row)


def nest_in_layout(page: Page) -> None:
    for table in page.tables:
        layout = html.fragment_fromstring("<table><tr><td>栏目</td><td></td></tr></table>")
        table.addnext(layout)
        layout.find(".//td[2]").append(table)  # pyright: ignore[reportOptionalMemberAccess]


def add_subtotal(page: Page) -> None:
    for row in page.tables[1].iter("tr"):
        cells = figures(row)
        if len(cells) >= ROW:
            new = etree.fromstring("<td/>")
            assert new is not None
            new.text = str(sum(int(text(cell)) for cell in cells[1:6]))
            cells[5].addnext(new)
        for cell in list(row):
            if text(cell) == "其他" and len(figures(row)) == 0:
                cell.addnext(html.fragment_fromstring("<td>小计</td>"))
            elif text(cell) == "法人或其他组织":
                cell.set("colspan", "6")
            elif text(cell) == "申请人情况":
                cell.set("colspan", "8")


def add_row_of_subtotals(page: Page) -> None:
    add_ninth_ground(page)
    row = page.row("工作秘密")
    write(label_cell(row), "小计")
    names = "国家秘密 法律行政法规 三安全 第三方合法权益 内部事务 过程性 行政执法案卷 行政查询".split()
    grounds = [figures(page.row(name)) for name in names]
    for number, cell in enumerate(figures(row)):
        write(cell, str(sum(int(text(ground[number])) for ground in grounds)))


def disputes_by_row(page: Page) -> None:
    _rewrite_disputes(
        page,
        lambda v: (
            _route_table("行政复议", v[:5])
            + _route_table("未经复议直接起诉", v[5:10])
            + _route_table("复议后起诉", v[10:])
        ),
    )


def disputes_under_lines(page: Page) -> None:
    _rewrite_disputes(
        page,
        lambda v: "".join(
            f"<p>{name}</p>{_route_table('', part)}"
            for name, part in (
                ("（一）行政复议", v[:5]),
                ("（二）行政诉讼（未经复议直接起诉）", v[5:10]),
                ("（三）行政诉讼（复议后起诉）", v[10:]),
            )
        ),
    )


def disputes_three_by_five(page: Page) -> None:
    def markup(v: list[str]) -> str:
        names = (
            "<td colspan=2>行政复议</td>",
            "<td rowspan=2>行政诉讼</td><td>未经复议直接起诉</td>",
            "<td>复议后起诉</td>",
        )
        rows = "".join(f"<tr>{name}{_cells(v[5 * i : 5 * i + 5])}</tr>" for i, name in enumerate(names))
        return f"<table><tr><td colspan=2></td>{_cells(RESULTS)}</tr>{rows}</table>"

    _rewrite_disputes(page, markup)


RESULTS = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]


def _cells(texts: list[str]) -> str:
    return "".join(f"<td>{value}</td>" for value in texts)


def _route_table(name: str, values: list[str]) -> str:
    title = f"<tr><td colspan=5>{name}</td></tr>" if name else ""
    return f"<table>{title}<tr>{_cells(RESULTS)}</tr><tr>{_cells(values)}</tr></table>"


def _rewrite_disputes(page: Page, markup: Callable[[list[str]], str]) -> None:
    table = page.tables[2]
    printed = [text(cell) for cell in table.iter("td", "th") if text(cell).isdecimal()]
    table.addnext(html.fragment_fromstring(f"<div>{markup(printed)}</div>"))
    parent = table.getparent()
    assert parent is not None
    parent.remove(table)


@pytest.mark.parametrize(
    "damage",
    [
        lose_label,
        lose_two_labels,
        lose_first_label,
        misspell_every_label,
        space_every_label,
        misname_a_column,
        reach_into_the_next_row,
        drop_spans,
        insert_a_column_of_blanks,
        drop_header,
        put_all_in_one_table,
        nest_in_layout,
        add_subtotal,
        add_row_of_subtotals,
        disputes_by_row,
        disputes_under_lines,
        disputes_three_by_five,
    ],
)
def test_the_same_figures_come_back_without_a_flag(damage: Callable[[Page], None]) -> None:
    for report in reports():
        page = Page(report)
        damage(page)
        extraction = page.extract()
        assert values(extraction) == report.cells, report.key
        assert not flags(extraction), report.key


def swap_rows(page: Page) -> None:
    first, second = page.row("内部事务"), page.row("行政执法案卷")
    texts = [text(cell) for cell in first], [text(cell) for cell in second]
    for cell, value in zip(first, texts[1], strict=True):
        write(cell, value)
    for cell, value in zip(second, texts[0], strict=True):
        write(cell, value)


def swap_columns(page: Page) -> None:
    names = {"商业企业": "社会公益组织", "社会公益组织": "商业企业"}
    for cell in page.tables[1].iter("td", "th"):
        if text(cell) in names:
            write(cell, names[text(cell)])
    for row in page.rows():
        cells = figures(row)
        first, second = text(cells[1]), text(cells[3])
        write(cells[1], second)
        write(cells[3], first)


def exchange_total(page: Page) -> None:
    """The labels alone: rows add up as the form has it."""
    others, total = [
        next(cell for cell in page.tables[1].iter("td", "th") if text(cell) == name) for name in ("其他", "总计")
    ]
    write(others, "总计")
    write(total, "其他")


def add_ninth_ground(page: Page) -> None:
    row = page.row("行政查询")
    ninth = copy.deepcopy(row)
    write(label_cell(ninth), "9.属于工作秘密")
    for cell in figures(ninth):
        write(cell, "0")
    row.addnext(ninth)
    for cell in page.tables[1].iter("td"):
        if cell.get("rowspan") and ("不予公开" in text(cell) or "办理结果" in text(cell)):
            cell.set("rowspan", str(int(cell.get("rowspan") or 0) + 1))


@pytest.mark.parametrize(
    ("damage", "flag"),
    [
        (swap_rows, "row_order"),
        (swap_columns, "column_order"),
        (exchange_total, "column_order"),
        (add_ninth_ground, "unknown_row"),
    ],
)
def test_a_departure_from_the_form_is_read_as_printed_and_flagged(damage: Callable[[Page], None], flag: str) -> None:
    for report in reports():
        page = Page(report)
        damage(page)
        extraction = page.extract()
        assert values(extraction) == report.cells, report.key
        assert flags(extraction) == {flag}, report.key


def change_a_figure(page: Page) -> None:
    cell = figures(page.row("予以公开"))[0]
    write(cell, str(int(text(cell)) + 3))


def lose_a_table(page: Page) -> None:
    parent = page.tables[1].getparent()
    assert parent is not None
    parent.remove(page.tables[1])


def write_in_a_cell(page: Page) -> None:
    write(figures(page.row("重复申请"))[2], "见附件")


@pytest.mark.parametrize(
    ("damage", "flag"),
    [
        (change_a_figure, "requests.applicants_sum"),
        (lose_a_table, "table_missing"),
        (write_in_a_cell, "unreadable_cell"),
    ],
)
def test_a_fault_is_flagged(damage: Callable[[Page], None], flag: str) -> None:
    for report in reports():
        page = Page(report)
        damage(page)
        assert flag in flags(page.extract()), report.key


@pytest.mark.parametrize(
    ("printed", "status"), [("", "blank"), ("/", "not_applicable"), ("—", "not_applicable"), ("无", "not_applicable")]
)
def test_what_is_no_figure_keeps_its_status(printed: str, status: str) -> None:
    page = Page(reports()[0])
    for row in page.rows():
        write(figures(row)[2], printed)
    cells = [c for c in page.extract().cells if c.table == "requests" and c.column == "research"]
    assert {(c.status, c.value) for c in cells} == {(status, None)}


def test_a_page_of_thousands_of_copies_ends() -> None:
    rows = "规章 | 0 | 0 | 0 |\n规范性文件 | 1 | 0 | 2 |\n行政许可 | 1 |\n行政处罚 | 1 |\n" * 3_000
    text = f"青禾市教育局2023年政府信息公开工作年度报告\n二、主动公开政府信息情况\n{rows}"
    start = time.process_time()
    extraction = extract(text.encode(), "text/plain")
    assert "table_repeated" in {notice.code for notice in extraction.notices}
    assert time.process_time() - start < 15
