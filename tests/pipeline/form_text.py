"""Reports written out as text, by table, item and number of the column: what each figure prints is given by a function."""

from __future__ import annotations

from collections.abc import Callable

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


def some_without_blanks(code: str, item: str, number: int) -> str:
    return some(code, item, number) or "0"
