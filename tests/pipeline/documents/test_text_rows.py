"""Reports typed into one table: what is text of it becomes lines, what is a statutory table stays a grid of its own width."""

from __future__ import annotations

import pytest

from pipeline.documents.assemble import assemble
from pipeline.documents.document import Grid, GridCell, Line
from pipeline.documents.office.workbook import read_xlsx
from pipeline.documents.web.html import read_html
from tests.pipeline.documents.office_writer import cells, xlsx

TITLE = "青禾市教育局2021年政府信息公开工作年度报告"
LEAD = "根据《条例》要求，编制本报告。"


def shape(rows: list[list[str]], width: int = 4) -> list[str | list[list[str]]]:
    """The blocks of a table whose rows of one text are as wide as it: lines as texts, grids as the texts of their rows."""
    grid = Grid(
        0,
        [
            [GridCell(text, row, column, colspan=width if len(texts) == 1 else 1) for column, text in enumerate(texts)]
            for row, texts in enumerate(rows)
        ],
    )
    return [
        block.text if isinstance(block, Line) else [[cell.text for cell in row] for row in block.rows]
        for block in assemble("text/html", [grid]).blocks
    ]


FIGURES = ["规章", "1", "2", "3"]


@pytest.mark.parametrize(
    "text",
    [TITLE, "（2022年1月12日）", LEAD, "一、总体情况", "二、主动公开政府信息情况", "收到和处理政府信息公开申请情况",
     "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况", "五、存在的主要问题及改进情况", "六、其他需要报告的事项",
     "青禾市政府信息公开情况统计表（2017年度）", "注：本表数据截至12月31日。"],
)  # fmt: skip
def test_a_row_of_text_is_a_line_and_parts_the_tables(text: str) -> None:
    assert shape([[text], FIGURES, [text], FIGURES]) == [text, [FIGURES], text, [FIGURES]]


@pytest.mark.parametrize(
    "label",
    [
        "第二十条第（一）项",
        "行政复议",
        "二、回应解读情况",
        "（二）通过不同渠道和方式公开政府信息的情况",
        "三、本年度办理结果",
        "",
    ],
)
def test_a_label_as_wide_as_the_table_stays_in_it(label: str) -> None:
    assert shape([FIGURES, [label], FIGURES]) == [[FIGURES, [label], FIGURES]]


def test_a_text_beside_figures_stays_in_the_table() -> None:
    row = ["规范性文件（行政机关制定发布的决定、公告、通告，以及“规定”“办法”。）", "0", "0", "0"]
    assert shape([FIGURES, row]) == [[FIGURES, row]]


def test_rows_and_spans_are_counted_anew_in_each_table() -> None:
    page = f"<table><tr><td colspan=2>{TITLE}</td></tr><tr><td rowspan=2>结果</td><td>1</td></tr><tr><td>2</td></tr></table>"
    document = read_html(page.encode(), "text/html; charset=utf-8")
    (grid,) = document.grids
    assert [line.text for line in document.lines] == [TITLE]
    assert grid.rows[1][0] is grid.rows[0][0]
    assert (grid.rows[1][1].row, document.text[grid.rows[1][1].start]) == (1, "2")


def test_a_cell_of_a_sheet_keeps_its_address() -> None:
    sheet = cells({"A1": "规章", "B1": 1, "A2": LEAD, "A3": "行政许可", "B3": 5})
    merged = '<mergeCells count="1"><mergeCell ref="A2:B2"/></mergeCells>'
    first, second = read_xlsx(xlsx({"年报": sheet + merged}), None).grids
    assert first.place(first.rows[0][1]).cell == "B1"
    assert second.place(second.rows[0][1]).cell == "B3"
