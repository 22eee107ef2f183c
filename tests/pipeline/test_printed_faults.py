"""Faults of the source in pages made by `printed/`: flagged in every way of writing, and the figures are read as printed."""

from __future__ import annotations

import copy
from collections.abc import Callable

import pytest

from pipeline.extract import extract
from tests.pipeline.documents.office_writer import cells as sheet
from tests.pipeline.documents.office_writer import xlsx
from tests.pipeline.printed.damage import cells, figures, row_of
from tests.pipeline.printed.layout import Page, Table, disputes_apart
from tests.pipeline.printed.pages import flags_of, judge, page_of, reports
from tests.pipeline.printed.writers import full_rows, writers

Fault = Callable[[Page], None]
WAYS = (
    "html/plain",
    "html/full",
    "text/lines",
    "text/cell_pipes",
    "text/row_pipes",
    "text/full_row_pipes",
    "text/markdown",
)


def row_twice(item: str) -> Fault:
    """The row of an item printed again just below."""

    def fault(page: Page) -> None:
        table = page.table("requests")
        assert table is not None
        at = row_of(table, item)
        assert at is not None
        table.rows.insert(at + 1, copy.deepcopy(table.rows[at]))
        for row in table.rows[: at + 1]:
            for cell in row:
                cell.rowspan += cell.role == "group" and table.rows.index(row) + cell.rowspan > at + 1

    return fault


def exchanged_labels(code: str, one: str, other: str) -> Fault:
    """Two labels in each other's place, their figures where they were."""

    def fault(page: Page) -> None:
        for cell in cells(page, "group", "item", "column", "title", code=code):
            cell.text = {one: other, other: one}.get(cell.text, cell.text)

    return fault


def routes_exchanged(page: Page) -> None:
    """Both kinds of suits in each other's place: figures belong to the label above them."""
    exchanged_labels("disputes", "未经复议直接起诉", "复议后起诉")(page)
    names = {"suit_direct": "suit_after_review", "suit_after_review": "suit_direct"}
    printed = {key: page.truth[key] for key in figures(page) if key[0] == "disputes"}
    page.truth.update({(t, names.get(item, item), column): value for (t, item, column), value in printed.items()})


def column_of_the_other_form(page: Page) -> None:
    """A column of 2019 above figures of 2021, or the reverse."""
    labels = ("本年新公开数量", "本年废止件数")
    own, other = labels if page.form == "2019" else labels[::-1]
    for cell in cells(page, "column", code="proactive"):
        cell.text = other if cell.text == own else cell.text


def disputes_twice(page: Page) -> None:
    """The disputes printed again behind all, with one figure more."""
    table = page.table("disputes")
    assert table is not None
    again = copy.deepcopy(table)
    for cell in again.rows[-1]:
        cell.key, cell.text = None, str(int(cell.text) + 1)
    page.blocks += ["附：", again]


FAULTS: dict[str, tuple[Fault, str]] = {
    "first row twice": (row_twice("received.new"), "row_repeated"),
    "a row twice": (row_twice("granted_in_part"), "row_repeated"),
    "last row twice": (row_twice("carried_out"), "row_repeated"),
    "names of groups exchanged": (exchanged_labels("requests", "（四）无法提供", "（五）不予处理"), "row_order"),
    "names of routes exchanged": (routes_exchanged, "column_order"),
    "disputes twice": (disputes_twice, "table_repeated"),
    "a column of another form": (column_of_the_other_form, "column"),
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_flagged_and_read_as_printed(name: str, way: str) -> None:
    fault, code = FAULTS[name]
    for report in reports()[:: len(reports()) // 2]:
        page = page_of(report)
        fault(page)
        found = extract(*writers()[way](page))
        assert any(flag.startswith(code) for flag in flags_of(found)), report.key
        if code != "column":
            assert judge(page, found, name, is_clean=False).wrong == [], report.key


@pytest.mark.parametrize("way", WAYS)
def test_one_of_three_disputes_tables_again_is_flagged(way: str) -> None:
    page = page_of(reports()[0])
    apart = disputes_apart(lambda key: str(page.truth[key]))
    again = copy.deepcopy(apart[2])
    for cell in again.rows[-1]:
        cell.key, cell.text = None, str(int(cell.text) + 1)
    here = next(n for n, block in enumerate(page.blocks) if isinstance(block, Table) and block.code == "disputes")
    page.blocks[here : here + 1] = [*apart, again]
    assert any("_repeated" in flag for flag in flags_of(extract(*writers()[way](page))))


@pytest.mark.parametrize("is_one_sheet", [True, False])
def test_the_tables_of_a_sheet_have_an_order_and_sheets_have_none(is_one_sheet: bool) -> None:
    page = page_of(reports()[0])
    lists = [full_rows(table) for table in page.tables[1::-1]]
    lists = [[*lists[0], [], *lists[1]]] if is_one_sheet else lists
    sheets = {
        f"表{number}": sheet(
            {f"{chr(65 + x)}{y + 1}": text for y, row in enumerate(rows) for x, text in enumerate(row)}
        )
        for number, rows in enumerate(lists)
    }
    found = extract(xlsx(sheets))
    assert ("table_order" in {notice.code for notice in found.notices}) == is_one_sheet


@pytest.mark.parametrize("number", ["3", "- 3 -", "3/12", "第 3 页"])
@pytest.mark.parametrize("way", ["text/lines", "text/cell_pipes", "p/lines", "text/row_pipes"])
def test_the_number_of_a_page_between_two_rows_is_no_figure(way: str, number: str) -> None:
    page = page_of(reports()[0])
    table = page.table("requests")
    assert table is not None
    at = row_of(table, "denied.third_party")
    assert at is not None
    rest = Table("requests", table.rows[at + 1 :], table.width)
    table.rows = table.rows[: at + 1]
    page.blocks[page.blocks.index(table) + 1 : page.blocks.index(table) + 1] = [number, rest]
    found = extract(*writers()[way](page))
    assert judge(page, found, number, is_clean=True).wrong == []
    assert flags_of(found) == []
