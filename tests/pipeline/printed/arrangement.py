"""Damage to headers, spans and the arrangement of tables."""

from __future__ import annotations

import copy
from collections.abc import Callable
from random import Random

from tests.pipeline.printed.damage import cells, damage, figure_rows, figures, row_label, row_of
from tests.pipeline.printed.layout import (
    APPLICANTS,
    Cell,
    Key,
    Page,
    Table,
    disputes_apart,
    disputes_rows,
    disputes_two,
)


@damage
def truncate_columns(page: Page, rng: Random) -> bool:
    short = {
        "本年新制作数量": "本年新",
        "本年新公开数量": "本年新",
        "本年增/减": "本年增/",
        "对外公开总数量": "对外公开总",
        "本年制发件数": "本年发件",
        "现行有效件数": "现行有效件",
    }
    for cell in cells(page, "column", code="proactive"):
        cell.text = short.get(cell.text, cell.text)
    return True


@damage
def shuffle_header_cells(page: Page, rng: Random) -> bool:
    """The cells of the first two header rows change places, their spans with them."""
    table = page.table("requests")
    if table is None or len(table.rows[0]) < 2:
        return False
    table.rows[0].append(table.rows[1].pop())
    table.rows[0][-1].rowspan = 1
    return True


@damage
def spans_disagree(page: Page, rng: Random) -> bool:
    """The header spans other grid columns than the figures below."""
    table = page.table("proactive")
    if table is None:
        return False
    for row in table.rows:
        columns = [cell for cell in row if cell.role == "column"]
        if columns:
            columns[0].colspan += 1
    return True


@damage
def caption_row(page: Page, rng: Random) -> bool:
    for table in page.tables:
        if table.code == "proactive":
            table.rows.insert(0, [Cell("该部分以表格形式报告。表格如下：", colspan=table.width, role="title")])
            return True
    return False


@damage
def unit_row(page: Page, rng: Random) -> bool:
    table = page.table("requests")
    if table is None:
        return False
    table.rows.insert(0, [Cell("单位：件", colspan=table.width, role="title")])
    return True


@damage
def header_twice(page: Page, rng: Random) -> bool:
    """The table goes on over the page, its header printed again."""
    table = page.table("requests")
    if table is None or len(table.rows) < 20:
        return False
    head = [row for row in table.rows[:4] if not any(cell.role == "figure" for cell in row)]
    at = row_of(table, "outcomes.total")
    if not at:
        return False
    table.rows[at][:0] = [Cell("三、本年度办理结果", role="group")]
    for row in table.rows[:at]:
        for cell in row:
            if cell.text == "三、本年度办理结果":
                cell.rowspan -= 1
    table.rows[at:at] = copy.deepcopy(head)
    return True


@damage
def two_tables(page: Page, rng: Random) -> bool:
    """The requests table is cut in two at a page's end, the second part without header."""
    table = page.table("requests")
    if table is None or len(table.rows) < 20:
        return False
    at = row_of(table, "outcomes.total")
    if not at:
        return False
    for row in table.rows[:at]:
        for cell in row:
            if cell.role == "group" and cell.rowspan > 15:
                cell.rowspan -= 1
    table.rows[at][:0] = [Cell("", role="group")]
    rest = Table("requests", table.rows[at:], table.width)
    table.rows = table.rows[:at]
    page.blocks.insert(page.blocks.index(table) + 1, rest)
    return True


def _replace_disputes(page: Page, tables: list[Table]) -> bool:
    if len([t for t in page.tables if t.code == "disputes"]) != 1:
        return False
    old = page.table("disputes")
    assert old is not None
    at = page.blocks.index(old)
    page.blocks[at : at + 1] = tables
    return True


def _shown(page: Page) -> Callable[[Key], str]:
    texts = {key: cell.text for key, cell in figures(page).items()}
    return lambda key: texts[key]


@damage
def disputes_in_three_rows(page: Page, rng: Random) -> bool:
    return _replace_disputes(page, disputes_rows(_shown(page))) if page.table("disputes") else False


@damage
def disputes_in_three_tables(page: Page, rng: Random) -> bool:
    return _replace_disputes(page, disputes_apart(_shown(page))) if page.table("disputes") else False


@damage
def disputes_in_two_tables(page: Page, rng: Random) -> bool:
    return _replace_disputes(page, disputes_two(_shown(page))) if page.table("disputes") else False


@damage
def other_order_of_tables(page: Page, rng: Random) -> bool:
    tables = page.tables
    if len(tables) < 3:
        return False
    places = [n for n, block in enumerate(page.blocks) if isinstance(block, Table)]
    page.blocks[places[0]], page.blocks[places[1]] = page.blocks[places[1]], page.blocks[places[0]]
    page.may_flag = True
    return True


@damage
def one_table(page: Page, rng: Random) -> bool:
    tables = page.tables
    if len(tables) < 2:
        return False
    for table in tables[1:]:
        tables[0].rows += table.rows
        page.blocks.remove(table)
    tables[0].width = max(table.width for table in tables)
    return True


@damage
def empty_rows(page: Page, rng: Random) -> bool:
    for table in page.tables:
        table.rows.insert(0, [Cell("", colspan=max(table.width, 1))])
        table.rows.append([Cell("", colspan=max(table.width, 1))])
    return True


@damage
def empty_last_column(page: Page, rng: Random) -> bool:
    table = page.table("requests")
    if table is None:
        return False
    for row in table.rows:
        row.append(Cell(""))
    table.width += 1
    return True


@damage
def transpose(page: Page, rng: Random) -> bool:
    """Applicants down, items across."""
    table = page.table("requests")
    if table is None:
        return False
    rows = {row[-1].key[1]: row for row in figure_rows(table) if row[-1].key}
    if len(rows) < 20:
        return False
    head = [Cell(""), *(Cell(label.text if (label := row_label(row)) else "", role="item") for row in rows.values())]
    body = [
        [Cell(name, role="column"), *(next(c for c in row if c.key and c.key[2] == column) for row in rows.values())]
        for column, name in APPLICANTS.items()
        if any(c.key and c.key[2] == column for row in rows.values() for c in row)
    ]
    table.rows, table.width = [head, *body], len(head)
    page.may_flag = page.is_lossy = True
    return True
