"""Tables made of other elements: what a style shows as a table is read as one, blank cells too."""

from __future__ import annotations

import pytest

from pipeline.documents.document import Grid
from pipeline.documents.web.element_tables import FEWEST_FLAT, LONGEST_CELL, LONGEST_PAGE, MOST_CELLS
from pipeline.documents.web.html import read_html

ROWS = [
    ("第二十条第（六）项",),
    ("信息内容", "上一年项目数量", "本年增/减", "处理决定数量"),
    ("行政处罚", "3", "", "17"),
    ("行政强制", "", "-2", ""),
    ("其他", "1件", "0件", "2件"),
]


def grids(markup: str) -> list[list[list[str]]]:
    document = read_html(f"<html><body>{markup}</body></html>".encode(), "text/html; charset=utf-8")
    return [[[cell.text for cell in row] for row in block.rows] for block in document.blocks if isinstance(block, Grid)]


def built(container: str, row: str, cell: str, rows: list[tuple[str, ...]] = ROWS) -> str:
    lines = ("".join(f"<{cell} class='c'>{text}</{cell}>" for text in texts) for texts in rows)
    return f"<{container}>" + "".join(f"<{row} class='r'>\n{line}</{row}>\n" for line in lines) + f"</{container}>"


@pytest.mark.parametrize(
    ("container", "row", "cell"),
    [("div", "div", "div"), ("ul", "li", "span"), ("div", "ul", "li"), ("section", "p", "i")],
)
def test_rows_of_short_elements_of_one_name_are_a_table(container: str, row: str, cell: str) -> None:
    assert grids(f"<div><p>二、主动公开</p>{built(container, row, cell)}<p>三、</p></div>") == [
        [list(row) for row in ROWS]
    ]


def test_a_small_table_is_one_beside_a_large_one_of_its_class() -> None:
    small = [("行政复议",), ("结果维", "结果纠", "总计"), ("1", "0", "1")]
    both = [built("div", "div", "div", rows).replace("<div>", "<div class='t'>", 1) for rows in (ROWS, small)]
    assert grids(f"{both[0]}<p>四、</p>{both[1]}") == [[list(row) for row in rows] for rows in (ROWS, small)]
    other = both[1].replace("class='t'", "class='u'")
    assert len(grids(f"{both[0]}<p>四、</p>{other}")) == 1


def test_the_name_and_the_figure_of_a_card_are_no_rows() -> None:
    pairs = [(name, "3") for name in ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")]
    assert grids(built("ul", "li", "span", [*pairs, *pairs])) == []


@pytest.mark.parametrize("table", ["<table>{}</table>", "<TABLE>{}</TABLE>"], ids=["small letters", "capital letters"])
def test_a_page_with_cells_of_its_own_is_left_as_it_is(table: str) -> None:
    row = "<tr><td>结果维持</td><td>1</td></tr>"
    rows = (row if table.islower() else row.upper()) * (MOST_CELLS // 2)
    assert len(grids(f"<p>结果维持</p>{table.format(rows)}{built('div', 'div', 'div')}")) == 1


def test_a_calendar_is_none_of_these_cells() -> None:
    calendar = "<table>" + "<tr><td>1</td><td>行政强制</td></tr>" * (MOST_CELLS // 2) + "</table>"
    rows = [*ROWS, ("结果维持", "1", "2", "3")]
    assert len(grids(calendar + built("div", "div", "div", rows) + calendar)) == 3


@pytest.mark.parametrize(
    "markup",
    [
        built("div", "div", "div", ROWS).replace("行政强制", "行政检查"),
        built("div", "div", "div", [*ROWS, *((f"说明{'，' * LONGEST_CELL}", "1") for _ in ROWS), ("", "")]).replace(
            "3", "三"
        ),
        built("div", "div", "div").replace("17", "17" + " " * LONGEST_PAGE),
    ],
    ids=["no word of a form", "texts", "a page too large"],
)
def test_other_elements_are_lines(markup: str) -> None:
    assert grids(markup) == []


def test_blank_cells_of_a_grid_without_rows_are_lines_too() -> None:
    cells = [text for row in ROWS * (FEWEST_FLAT // 4) for text in row]
    page = "<div>" + "\n".join(f"<div>{text}</div>" for text in cells) + "</div>"
    document = read_html(f"<html><body>{page}</body></html>".encode(), "text/html; charset=utf-8")
    assert [line.text.strip() for line in document.lines] == cells
