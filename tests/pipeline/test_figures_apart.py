"""Blocks of labels and blocks of figures, as a converter of PDF prints the columns of a table one after the other."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.contract import Extraction
from tests.pipeline.form_text import HEAD, expected, grid, printed, read, some_without_blanks, table_of

Table = list[list[str]]
ROWS_OF_REQUESTS = grid("requests", some_without_blanks)


def columns(rows: Table) -> list[str]:
    return [cell for column in zip(*rows, strict=True) for cell in column]


def first_beside_labels(rows: Table) -> list[str]:
    return [*(cell for row in rows for cell in row[:2]), *columns([row[2:] for row in rows])]


def page_by_page(rows: Table) -> list[str]:
    return [*(cell for row in rows[:2] for cell in row), *columns(rows[2:11]), *first_beside_labels(rows[11:])]


def text_of(requests: list[str]) -> str:
    disputes = grid("disputes", some_without_blanks)
    parts = [HEAD, "三、收到和处理政府信息公开申请情况", *ROWS_OF_REQUESTS[0], *requests]
    parts += ["四、政府信息公开行政复议、行政诉讼情况", *(cell for row in disputes for cell in row)]
    return "\n".join([*parts, "五、存在的主要问题及改进情况", "公开不够及时。"])


@pytest.mark.parametrize("order", [columns, first_beside_labels, page_by_page])
def test_the_order_of_the_form_and_its_sums_settle_the_rows(order: Callable[[Table], list[str]]) -> None:
    found = read(text_of(order(ROWS_OF_REQUESTS[1:])))
    cells = {place: text for place, text in expected(some_without_blanks).items() if place[0] != "proactive"}
    assert printed(found) == cells
    assert [(n.severity, n.code) for n in found.notices if n.table == "requests"] == [("info", "figures_apart")]


def without_a_figure(cells: list[str]) -> list[str]:
    return cells[:-1]


def that_does_not_add_up(cells: list[str]) -> list[str]:
    return [*cells[:-1], "5"]


def without_a_label(cells: list[str]) -> list[str]:
    return [cell for cell in cells if not cell.startswith("3.危及")]


@pytest.mark.parametrize("damage", [without_a_figure, that_does_not_add_up, without_a_label])
def test_what_they_do_not_settle_is_not_read_so(damage: Callable[[list[str]], list[str]]) -> None:
    found = read(text_of(damage(columns(ROWS_OF_REQUESTS[1:]))))
    assert "figures_apart" not in {notice.code for notice in found.notices}
    assert [notice for notice in found.notices if notice.severity == "warning"]


def test_a_table_of_one_column_that_is_read_so_is_in_doubt() -> None:
    rows = [[item.labels[0], "0"] for item in table_of("statistics", "2014").items]
    found = read("\n".join([HEAD, "附表", *columns(rows)]))
    assert {cell.value for cell in found.cells} == {0}
    assert len(found.cells) == len(rows)
    assert [n.severity for n in found.notices if n.code == "figures_apart"] == ["warning"]


@pytest.mark.parametrize("row", [["3 1", "0", "2", "6"], ["3", "1 0 2 6"]])
def test_disputes_below_names_that_are_broken(row: list[str]) -> None:
    results = "结\n果\n维\n持 结\n果\n纠\n正 其\n他\n结\n果 尚\n未\n审\n结 总计"
    head = f"行政复议\n行政诉讼\n未经复议直接起诉\n复议后起诉\n{results}\n{results}\n{results}".replace(" ", "\n")
    text = "\n".join(["四、政府信息公开行政复议、行政诉讼情况", head, *row, "0", "1 0", "1", "2", *["0"] * 5])

    def read_of(text: str) -> Extraction:
        return read(f"{HEAD}\n{text}\n五、存在的主要问题及改进情况\n无。")

    found = read_of(text)
    assert [cell.value for cell in found.cells] == [3, 1, 0, 2, 6, 0, 1, 0, 1, 2, 0, 0, 0, 0, 0]
    swapped = text.replace("\n行政复议\n", "\n").replace("\n复议后起诉\n", "\n复议后起诉\n行政复议\n")
    assert "figures_apart" in {notice.code for notice in found.notices}
    assert "figures_apart" not in {notice.code for notice in read_of(swapped).notices}


def _section_two(*blocks: str) -> str:
    labels = "信息内容 规章 行政规范性文件 信息内容 行政许可 信息内容 行政处罚 行政强制 信息内容 行政事业性收费"
    lines = [
        "二、主动公开政府信息情况",
        *labels.split(),
        *" ".join(blocks).split(),
        "三、收到和处理政府信息公开申请情况",
    ]
    return "\n".join(["青禾市教育局2022年政府信息公开工作年度报告", "一、总体情况", *lines])


_FIRST = ("本年制发件数 3 9", "本年废止件数 1 4", "现行有效件数 35 83")
_OTHERS = (
    "第二十条第（五）项 本年处理决定数量 22",
    "第二十条第（六）项 本年处理决定数量 20 19",
    "本年收费金额（单位：万元） 0.5",
)


@pytest.mark.parametrize(
    ("blocks", "is_read"),
    [
        ((*_FIRST, *_OTHERS), True),
        ((_FIRST[0], *_OTHERS, *_FIRST[1:]), True),
        (("本年制发件数 本年废止件数 3 1 9 4", _FIRST[2], *_OTHERS), False),
        (("本年制发件数 3 9", "本年废止件数 4", _FIRST[2], *_OTHERS), False),
        ((*_FIRST, *_OTHERS, "7"), False),
        ((*_FIRST, *_OTHERS[:-1]), False),
    ],
)
def test_columns_of_section_two_that_stand_apart_are_read_where_each_has_a_figure_for_each_row(
    blocks: tuple[str, ...], is_read: bool
) -> None:
    found = read(_section_two(*blocks))
    values = [str(cell.value) for cell in found.cells if cell.table == "proactive" and cell.status == "reported"]
    assert (values == "3 1 35 9 4 83 22 20 19 0.5".split()) == is_read
    assert is_read or {notice.severity for notice in found.notices} & {"warning", "error"}


@pytest.mark.parametrize("between", [" ", ""], ids=["apart", "together"])
def test_results_that_are_printed_in_another_order_are_those_of_their_names(between: str) -> None:
    results = ["结果纠正", "尚未审结", "其他结果", "结果维持", "总计"]
    head = ["行政复议行政诉讼", between.join([*results, "未经复议直接起诉复议后起诉"]), between.join(results * 2)]
    figures = "1 1 0 8 10 5 8 0 4 17 78 49 18 25 170"
    text = "\n".join(["四、政府信息公开行政复议、行政诉讼情况", *head, figures, "五、存在的主要问题及改进情况", "无。"])
    found = read(f"{HEAD}\n{text}")
    assert [cell.value for cell in found.cells] == [8, 1, 0, 1, 10, 4, 5, 0, 8, 17, 25, 78, 18, 49, 170]
    assert ("warning", "column_order") in [(notice.severity, notice.code) for notice in found.notices]
