"""What people and programs do to the statutory tables; each function damages a page in place and says what must come back.

A damage leaves `truth` as printed: where it blanks a figure the truth is `blank`. It sets `may_flag` where a warning is right,
`must_flag` where nothing less will do. Returns False where the page has nothing for it to damage.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from random import Random

from tests.pipeline.printed.layout import (
    APPLICANTS,
    RESULTS,
    ROUTES,
    Cell,
    Key,
    Page,
    Table,
    disputes_apart,
    disputes_rows,
    disputes_two,
)

Damage = Callable[[Page, Random], bool]
DAMAGES: dict[str, Damage] = {}


def damage(function: Damage) -> Damage:
    DAMAGES[function.__name__] = function
    return function


def cells(page: Page, *roles: str, code: str | None = None) -> Iterator[Cell]:
    for table in page.tables:
        if code is None or table.code == code:
            yield from (cell for row in table.rows for cell in row if cell.role in roles)


def figure_rows(table: Table) -> list[list[Cell]]:
    return [row for row in table.rows if any(cell.role == "figure" for cell in row)]


def _figures(page: Page) -> dict[Key, Cell]:
    return {cell.key: cell for cell in cells(page, "figure") if cell.key}


def _label(row: list[Cell]) -> Cell | None:
    return next((cell for cell in reversed(row) if cell.role == "item"), None)


# --- labels -----------------------------------------------------------------------------------------------------------------
@damage
def lose_numbering(page: Page, rng: Random) -> bool:
    for cell in cells(page, "item", "group", code="requests"):
        text = cell.text
        for mark in ("、", "）", "."):
            head, found, tail = text.partition(mark)
            if found and len(head) <= 2:
                text = tail
                break
        cell.text = text
    return True


@damage
def other_numbering(page: Page, rng: Random) -> bool:
    mark = rng.choice(["、", "．", "）", ""])
    for cell in cells(page, "item", code="requests"):
        if cell.text[:1].isdigit() and cell.text[1:2] == ".":
            cell.text = cell.text[0] + mark + cell.text[2:]
    return True


@damage
def half_width(page: Page, rng: Random) -> bool:
    for cell in cells(page, "item", "group", "column", "title"):
        cell.text = cell.text.translate(str.maketrans("（），：“”", '(),:""'))
    return True


@damage
def space_labels(page: Page, rng: Random) -> bool:
    for cell in cells(page, "item", "group", "column", "title"):
        if len(cell.text) > 3 and rng.random() < 0.4:
            at = rng.randrange(1, len(cell.text))
            cell.text = cell.text[:at] + rng.choice([" ", "  ", "\n", "　", "\u00a0"]) + cell.text[at:]
    return True


@damage
def break_columns(page: Page, rng: Random) -> bool:
    for cell in cells(page, "column"):
        if len(cell.text) >= 4:
            cell.text = cell.text[:2] + "\n" + cell.text[2:]
    return True


@damage
def vertical_groups(page: Page, rng: Random) -> bool:
    for cell in cells(page, "group"):
        cell.text = "\n".join(cell.text)
    return True


@damage
def misspell(page: Page, rng: Random) -> bool:
    labels = [cell for cell in cells(page, "item", code="requests") if len(cell.text) > 6]
    for cell in rng.sample(labels, min(len(labels), rng.randrange(1, 5))):
        at = rng.randrange(2, len(cell.text))
        way = rng.randrange(3)
        cell.text = cell.text[:at] + ("", "某", "请")[way] + cell.text[at + (way < 2) :]
    return bool(labels)


@damage
def lose_a_label(page: Page, rng: Random) -> bool:
    labels = [cell for cell in cells(page, "item", code="requests")]
    if not labels:
        return False
    rng.choice(labels).text = ""
    page.may_flag = True
    return True


@damage
def lose_first_of_groups(page: Page, rng: Random) -> bool:
    """Word numbers the first items of its lists itself, and their labels go with the numbers."""
    found = False
    for cell in cells(page, "item", code="requests"):
        if cell.text.startswith("1.") and rng.random() < 0.5:
            cell.text, found = "", True
    page.may_flag |= found
    return found


@damage
def merge_group_and_label(page: Page, rng: Random) -> bool:
    table = page.table("requests")
    if table is None:
        return False
    for row in table.rows:
        for before, cell in zip(row, row[1:], strict=False):
            if before.role == "group" and cell.role == "item" and before.text and len(before.text) < 9:
                cell.text = before.text + cell.text
                before.text = ""
    return True


@damage
def repeat_groups(page: Page, rng: Random) -> bool:
    """The group's label in every row, nothing merged."""
    table = page.table("requests")
    if table is None:
        return False
    for number, row in enumerate(list(table.rows)):
        for position, cell in list(enumerate(row)):
            if cell.role == "group" and cell.rowspan > 1:
                for below in table.rows[number + 1 : number + cell.rowspan]:
                    below.insert(position if below and below[0].role == "group" else 0, Cell(cell.text, role="group"))
                cell.rowspan = 1
    return True


@damage
def long_instructions(page: Page, rng: Random) -> bool:
    if page.form != "2019":
        return False
    more = {
        "规章": "（设区的市、自治州人民政府应提供相关数据）",
        "规范性文件": "（行政机关制定发布的决定、公告、通告、意见、通知，以及标题采用“规定”“办法”“细则”字样的公文，一般情况下属于规范性文件）",
        "其他对外管理服务事项": "（指行政许可以外的政务服务事项，含行政确认、行政给付、行政奖励、行政裁决、其他行政权力和公共服务事项）",
        "上一年项目数量": "（指2019年事项数）",
        "本年增/减": "（指2020年增加或减少的事项数，减用负值表示，如-8）",
        "处理决定数量": "（指2020年办件量）",
    }
    for cell in cells(page, "item", "column", code="proactive"):
        cell.text += more.get(cell.text, "")
    return True


# --- headers ----------------------------------------------------------------------------------------------------------------
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
    at = next(n for n, row in enumerate(table.rows) if any(c.key and c.key[1] == "outcomes.total" for c in row))
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
    at = next(n for n, row in enumerate(table.rows) if any(c.key and c.key[1] == "outcomes.total" for c in row))
    for row in table.rows[:at]:
        for cell in row:
            if cell.role == "group" and cell.rowspan > 15:
                cell.rowspan -= 1
    table.rows[at][:0] = [Cell("", role="group")]
    rest = Table("requests", table.rows[at:], table.width)
    table.rows = table.rows[:at]
    page.blocks.insert(page.blocks.index(table) + 1, rest)
    return True


# --- layout -----------------------------------------------------------------------------------------------------------------
def _replace_disputes(page: Page, tables: list[Table]) -> bool:
    if len([t for t in page.tables if t.code == "disputes"]) != 1:
        return False
    old = page.table("disputes")
    assert old is not None
    at = page.blocks.index(old)
    page.blocks[at : at + 1] = tables
    return True


def _shown(page: Page) -> Callable[[Key], str]:
    texts = {key: cell.text for key, cell in _figures(page).items()}
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
    head = [Cell(""), *(Cell(label.text if (label := _label(row)) else "", role="item") for row in rows.values())]
    body = [
        [Cell(name, role="column"), *(next(c for c in row if c.key and c.key[2] == column) for row in rows.values())]
        for column, name in APPLICANTS.items()
        if any(c.key and c.key[2] == column for row in rows.values() for c in row)
    ]
    table.rows, table.width = [head, *body], len(head)
    page.may_flag = page.is_lossy = True
    return True


# --- columns and rows -------------------------------------------------------------------------------------------------------
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
    rows = [n for n, row in enumerate(table.rows) if len(row) and row[0].role == "item" and row[0].text[:1] in "2345678"]
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


# --- figures ----------------------------------------------------------------------------------------------------------------
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


# --- what stands around -----------------------------------------------------------------------------------------------------
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


ROUTE_ITEMS = tuple(ROUTES)
RESULT_COLUMNS = tuple(RESULTS)
