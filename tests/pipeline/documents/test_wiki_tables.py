"""Tables as MediaWiki writes them, in a text."""

from __future__ import annotations

import pytest

from pipeline.documents.document import Document, Grid, UnreadableDocumentError
from pipeline.documents.texts.text import read_text
from pipeline.documents.web.page_grids import MAXIMUM_CELLS

ROWS = [
    ["处理结果", "行政复议", "行政诉讼", "行政诉讼"],
    ["处理结果", "行政复议", "直接起诉", "复议后起诉"],
    ["结果维持", "1", "", "-2"],
]
TABLES = {
    "a row a line": """{| class="wikitable"
|-
! rowspan="2" | 处理结果 !! rowspan=2 | 行政复议 !! colspan='2' | '''行政诉讼'''
|-
! 直接起诉 !! 复议后起诉
|-
| 结果维持 || 1 ||  || -2
|}""",
    "a cell a line": """{|
! style="width: 9em" rowspan="2" | 处理结果
! rowspan="2" | 行政复议
! colspan="2" | 行政
诉讼
|- align="center"
| 直接起诉
| 复议后起诉

|-
| 结果维持
| 1
|
| -2
|}""",
}


def read(text: str) -> Document:
    return read_text(text.encode(), "text/plain; charset=utf-8")


def grids(document: Document) -> list[list[list[str]]]:
    return [[[cell.text for cell in row for _ in range(cell.colspan)] for row in grid.rows] for grid in document.grids]


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_cells_rows_and_spans_are_those_of_the_table(table: str) -> None:
    document = read(f"四、行政复议\n{table}\n五、存在的问题")
    assert grids(document) == [ROWS]
    assert [line.text for line in document.lines] == ["四、行政复议", "五、存在的问题"]


@pytest.mark.parametrize("text", ["{|\n| 行政许可 || 3", "{| 行政许可 |}\n| 3 || 4"])
def test_what_has_no_end_is_no_table(text: str) -> None:
    assert grids(read(text)) == []


def test_a_table_that_is_too_large_is_refused() -> None:
    with pytest.raises(UnreadableDocumentError):
        read("{|\n" + "| 1 || 2\n" * (MAXIMUM_CELLS // 2 + 1) + "|}")


def test_a_grid_is_counted_and_placed_as_others_are() -> None:
    document = read(TABLES["a row a line"])
    grid = next(block for block in document.blocks if isinstance(block, Grid))
    assert grid.number == 1
    cell = grid.rows[2][1]
    assert document.text[cell.start : cell.start + len(cell.text)] == "1"
