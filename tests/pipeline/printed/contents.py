"""Rows and columns more, fewer or in another order, odd figures, and what stands around the tables."""

from __future__ import annotations

import copy
from random import Random

from tests.pipeline.printed.damage import cells, damage, figure_rows
from tests.pipeline.printed.layout import (
    APPLICANTS,
    Cell,
    Page,
    Table,
)


def _organisations(table: Table) -> Cell | None:
    return next((cell for row in table.rows for cell in row if cell.text == "法人或其他组织"), None)


@damage
def subtotal_column(page: Page, rng: Random) -> bool:
    table = page.table("requests")
    group = _organisations(table) if table else None
    if table is None or group is None or page.done:
        return False
    group.colspan += 1
    for row in table.rows:
        for n, cell in list(enumerate(row)):
            if cell.text == "申请人情况":
                cell.colspan += 1
            elif cell.text == "其他" and cell.role == "column":
                row.insert(n + 1, Cell("小计", role="column"))
            elif cell.key and cell.key[2] == "other_org":
                parts = [c.text for c in row if c.key and c.key[2] not in ("total", "natural_person")]
                row.insert(n + 1, Cell(str(sum(int(p) for p in parts if p.isdecimal())), role="figure"))
    table.width += 1
    page.may_flag = True
    return True


@damage
def two_applicants(page: Page, rng: Random) -> bool:
    """自然人 and 法人或其他组织 alone."""
    table = page.table("requests")
    group = _organisations(table) if table else None
    if table is None or group is None or page.done:
        return False
    group.colspan, group.rowspan = 1, 2
    table.rows[2] = []
    table.rows[0][-1].colspan = 3
    for row in figure_rows(table):
        organisations = [c for c in row if c.key and c.key[2] not in ("total", "natural_person")]
        total = sum(int(c.text) for c in organisations)
        organisations[0].text = str(total)
        for cell in organisations:
            assert cell.key is not None
            page.truth.pop(cell.key)
        organisations[0].key = None
        for cell in organisations[1:]:
            row.remove(cell)
    table.width = 6
    page.must_flag = page.may_flag = True
    return True


@damage
def column_left_out(page: Page, rng: Random) -> bool:
    table = page.table("requests")
    if table is None or not any(c.role == "column" for row in table.rows for c in row):
        return False
    column = rng.choice(["research", "legal_service", "nonprofit"])
    for row in table.rows:
        for cell in list(row):
            if cell.text == APPLICANTS[column] and cell.role == "column":
                row.remove(cell)
            elif cell.key and cell.key[2] == column:
                row.remove(cell)
                page.truth.pop(cell.key, None)
            elif cell.text == "法人或其他组织" or cell.text == "申请人情况":
                cell.colspan -= 1
    table.width -= 1
    page.must_flag = page.may_flag = True
    return True


@damage
def ninth_ground(page: Page, rng: Random) -> bool:
    table = page.table("requests")
    if table is None:
        return False
    at = next(
        (n for n, r in enumerate(table.rows) if r and r[-1].key and r[-1].key[1] == "denied.administrative_query"), None
    )
    if at is None:
        return False
    new = [
        Cell("9.属于工作秘密", c.rowspan, c.colspan, role="item")
        if c.role == "item"
        else Cell("0", c.rowspan, c.colspan, role="figure")
        for c in table.rows[at]
        if c.role in ("item", "figure")
    ]
    for row in table.rows[: at + 1]:
        for cell in row:
            if cell.role == "group" and cell.rowspan > 1 and ("办理结果" in cell.text or "不予公开" in cell.text):
                cell.rowspan += 1
    table.rows.insert(at + 1, new)
    page.must_flag = page.may_flag = True
    return True


@damage
def swap_rows(page: Page, rng: Random) -> bool:
    """Two rows of one group change places, label and all."""
    table = page.table("requests")
    if table is None:
        return False
    rows = [
        n for n, row in enumerate(table.rows) if len(row) and row[0].role == "item" and row[0].text[:1] in "2345678"
    ]
    pairs = [(a, b) for a in rows for b in rows if a < b <= a + 2]
    if not pairs:
        return False
    a, b = rng.choice(pairs)
    table.rows[a], table.rows[b] = table.rows[b], table.rows[a]
    page.must_flag = page.may_flag = True
    return True


@damage
def swap_columns(page: Page, rng: Random) -> bool:
    """Two applicant columns change places, header and all."""
    table = page.table("requests")
    if table is None:
        return False
    a, b = rng.sample(["business", "research", "nonprofit", "legal_service"], 2)
    names = {APPLICANTS[a]: APPLICANTS[b], APPLICANTS[b]: APPLICANTS[a]}
    heads = [c for row in table.rows for c in row if c.role == "column" and c.text in names]
    if len(heads) != 2:
        return False
    for cell in heads:
        cell.text = names[cell.text]
    for row in figure_rows(table):
        first = next((c for c in row if c.key and c.key[2] == a), None)
        second = next((c for c in row if c.key and c.key[2] == b), None)
        if first and second:
            first.text, second.text, first.key, second.key = second.text, first.text, second.key, first.key
    page.must_flag = page.may_flag = True
    return True


@damage
def row_left_out(page: Page, rng: Random) -> bool:
    table = page.table("requests")
    if table is None:
        return False
    rows = [row for row in table.rows if row and row[0].role == "item" and row[0].text[:1] in "2345678" and row[-1].key]
    if not rows:
        return False
    row = rng.choice(rows)
    table.rows.remove(row)
    for cell in row:
        if cell.key:
            page.truth.pop(cell.key, None)
    page.must_flag = page.may_flag = True
    return True


def _blank(page: Page, cell: Cell, text: str, status: str) -> None:
    assert cell.key is not None
    cell.text = text
    if cell.key in page.truth:
        page.truth[cell.key] = status


@damage
def noughts_blank(page: Page, rng: Random) -> bool:
    code = rng.choice(["proactive", "requests", "disputes"])
    for cell in list(cells(page, "figure", code=code)):
        if cell.text == "0" and cell.key:
            _blank(page, cell, "", "blank")
    return True


@damage
def noughts_as_marks(page: Page, rng: Random) -> bool:
    mark = rng.choice(["/", "—", "-", "无", "--", "\\"])
    for cell in list(cells(page, "figure")):
        if cell.text == "0" and cell.key and rng.random() < 0.8:
            _blank(page, cell, mark, "not_applicable")
    return True


@damage
def some_blank(page: Page, rng: Random) -> bool:
    found = [cell for cell in cells(page, "figure") if cell.key]
    for cell in rng.sample(found, min(len(found), rng.randrange(1, 6))):
        _blank(page, cell, "", "blank")
    return True


@damage
def only_totals(page: Page, rng: Random) -> bool:
    for cell in cells(page, "figure", code="requests"):
        if cell.key and cell.key[2] != "total":
            _blank(page, cell, "", "blank")
    return True


@damage
def no_totals(page: Page, rng: Random) -> bool:
    for cell in cells(page, "figure", code="requests"):
        if cell.key and cell.key[2] == "total":
            _blank(page, cell, "", "blank")
    return True


@damage
def blank_row(page: Page, rng: Random) -> bool:
    table = page.table("requests")
    if table is None:
        return False
    for row in rng.sample(figure_rows(table), min(2, len(figure_rows(table)))):
        for cell in row:
            if cell.key:
                _blank(page, cell, "", "blank")
    return True


@damage
def all_blank(page: Page, rng: Random) -> bool:
    for cell in list(cells(page, "figure")):
        if cell.key:
            _blank(page, cell, "", "blank")
    return True


@damage
def remarks(page: Page, rng: Random) -> bool:
    found = [cell for cell in cells(page, "figure") if cell.key]
    for cell in rng.sample(found, min(3, len(found))):
        _blank(page, cell, rng.choice(["见附件", "约3", "增", "待定"]), "unreadable")
    page.must_flag = page.may_flag = True
    return True


@damage
def units(page: Page, rng: Random) -> bool:
    for cell in cells(page, "figure"):
        if cell.text.isdecimal() and cell.key and cell.key[2] != "amount" and rng.random() < 0.3:
            cell.text += rng.choice(["件", "条", "件", " 件"])
    return True


@damage
def thousands(page: Page, rng: Random) -> bool:
    mark = rng.choice([",", "，"])
    for cell in cells(page, "figure"):
        if cell.text.isdecimal() and len(cell.text) > 3:
            cell.text = f"{int(cell.text):,}".replace(",", mark)
    return True


@damage
def full_width_figures(page: Page, rng: Random) -> bool:
    for cell in cells(page, "figure"):
        cell.text = cell.text.translate(str.maketrans("0123456789.", "０１２３４５６７８９．"))
    return True


@damage
def worded_changes(page: Page, rng: Random) -> bool:
    if page.form != "2019":
        return False
    for cell in cells(page, "figure"):
        value = page.truth.get(cell.key) if cell.key and cell.key[2] == "change" else None
        if isinstance(value, int):
            cell.text = rng.choice([f"增{value}", f"+{value}"]) if value > 0 else f"减{-value}" if value else "未增未减"
    return True


@damage
def footnote(page: Page, rng: Random) -> bool:
    found = [cell for cell in cells(page, "figure") if cell.text.isdecimal()]
    if not found:
        return False
    rng.choice(found).text += rng.choice(["①", "*", "[1]"])
    page.may_flag = True
    return True


@damage
def broken_figure(page: Page, rng: Random) -> bool:
    found = [cell for cell in cells(page, "figure") if cell.text.isdecimal() and len(cell.text) > 1]
    if not found:
        return False
    cell = rng.choice(found)
    cell.text = cell.text[0] + " " + cell.text[1:]
    page.may_flag = page.is_lossy = True
    return True


@damage
def prose_between(page: Page, rng: Random) -> bool:
    table = page.table("disputes")
    if table is None:
        return False
    page.blocks.insert(
        page.blocks.index(table), "注：以上数据统计口径为2023年1月1日至12月31日，涉及政务服务窗口12个、工作人员35人。"
    )
    return True


@damage
def no_headings(page: Page, rng: Random) -> bool:
    page.blocks = [b for b in page.blocks if not (isinstance(b, str) and b[:2] in ("二、", "三、", "四、"))]
    return True


@damage
def printed_twice(page: Page, rng: Random) -> bool:
    page.blocks += copy.deepcopy(page.blocks)
    page.may_flag = True
    return True


@damage
def table_lost(page: Page, rng: Random) -> bool:
    code = rng.choice(["proactive", "requests", "disputes"])
    lost = [table for table in page.tables if table.code == code]
    if not lost or len(page.tables) == len(lost):
        return False
    for table in lost:
        page.blocks.remove(table)
    for key in [key for key in page.truth if key[0] == code]:
        del page.truth[key]
    page.must_flag = page.may_flag = True
    return True


@damage
def numbers_above(page: Page, rng: Random) -> bool:
    for number, block in enumerate(page.blocks):
        if isinstance(block, Table):
            page.blocks.insert(number, rng.choice(["2023", "- 3 -", "3", "第 3 页 共 9 页"]))
            return True
    return False
