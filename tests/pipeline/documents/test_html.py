"""HTML → lines and grids."""

import pytest

from pipeline.documents.document import Grid, Line, UnreadableDocumentError
from pipeline.documents.html import LONGEST_CELL, MAXIMUM_CELLS, MAXIMUM_SPAN, read_html


def grid(markup: str) -> Grid:
    return next(read_html(markup.encode(), None).grids)


def texts(found: Grid) -> list[list[str]]:
    return [[cell.text for cell in row] for row in found.rows]


def lines(markup: str) -> list[str]:
    return [line.text for line in read_html(markup.encode(), None).lines]


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p>甲</p><p>乙</p>", ["甲", "乙"]),
        ("<p>甲<br>乙</p>", ["甲", "乙"]),
        ("甲<div>乙</div>丙", ["甲", "乙", "丙"]),
        ("<p>政府<b>信息</b>公开</p>", ["政府信息公开"]),
        ("<p>&nbsp;甲&nbsp;</p>", ["甲"]),
        ("<p>甲</p><script>乙</script><style>丙</style><p>丁</p>", ["甲", "丁"]),
        ("<table><tr><td><p>甲</p><p>乙</p></td></tr></table>", ["甲", "乙"]),
    ],
)
def test_block_elements_end_lines(markup: str, expected: list[str]) -> None:
    assert lines(f"<html><body>{markup}</body></html>") == expected


def test_spans_are_expanded_and_each_cell_keeps_its_first_position() -> None:
    found = grid("<table><tr><td rowspan=2>甲</td><td colspan=2>乙</td></tr><tr><td>1</td><td>2</td></tr></table>")
    assert texts(found) == [["甲", "乙"], ["甲", "1", "2"]]
    assert [(cell.row, cell.column) for cell in found.rows[1]] == [(0, 0), (1, 1), (1, 2)]


def test_a_table_that_holds_tables_is_layout() -> None:
    inner = "<table><tr><td>规章</td><td>0</td></tr></table>"
    document = read_html(f"<table><tr><td>目录</td><td>{inner}</td></tr></table>".encode(), None)
    assert [texts(found) for found in document.grids] == [[["规章", "0"]]]
    assert [line.text for line in document.lines] == ["目录"]


def test_a_table_with_a_text_in_a_cell_is_layout() -> None:
    text = "本机关主动公开政府信息。" * (LONGEST_CELL // 12 + 1)
    document = read_html(f"<table><tr><td>栏目</td></tr><tr><td><p>{text}</p><p>0</p></td></tr></table>".encode(), None)
    assert not list(document.grids)
    assert [line.text for line in document.lines] == ["栏目", text, "0"]


def test_offsets_lead_back_to_the_text() -> None:
    document = read_html("<p>题</p><table><tr><td>规章</td><td>12</td></tr></table><p>尾</p>".encode(), None)
    for block in document.blocks:
        if isinstance(block, Line):
            assert document.text[block.start : block.end] == block.text
        else:
            for row in block.rows:
                for cell in row:
                    assert document.text[cell.start : cell.start + len(cell.text)] == cell.text


def test_the_place_of_a_cell_counts_from_one() -> None:
    found = grid("<table><tr><td>规章</td><td>12</td></tr></table>")
    place = found.place(found.rows[0][1])
    assert (place.text, place.table, place.row, place.column) == ("table 1, row 1, column 2", 1, 1, 2)


def test_menus_are_known_by_their_links() -> None:
    document = read_html(
        "<div><a href=a>2019年年报</a> <a href=b>2020年年报</a></div><p>正文<a href=c>链接</a></p>".encode(), None
    )
    assert [round(line.link_share, 1) for line in document.lines] == [1.0, 0.5]


@pytest.mark.parametrize(
    ("body", "declared", "text"),
    [
        ("<p>规章</p>".encode("gb18030"), "text/html; charset=utf-8", "规章"),
        ("<meta charset=gb2312><p>镕</p>".encode("gb18030"), None, "镕"),
        ("<meta charset=gb2312><p>规章</p>".encode(), None, "规章"),
        ("<p>規章</p>".encode("big5"), "text/html; charset=big5", "規章"),
        ("<p>规章</p>".encode("utf-16"), None, "规章"),
        ("\ufeff<p>规章</p>".encode(), None, "规章"),
    ],
)
def test_the_bytes_decide_the_encoding(body: bytes, declared: str | None, text: str) -> None:
    assert [line.text for line in read_html(body, declared).lines] == [text]


def test_a_cut_character_is_said_and_does_not_change_the_encoding() -> None:
    document = read_html("<p>政府信息公开年度报告</p>".encode()[:-6], None)
    assert next(document.lines).text.startswith("政府信息公开年度")
    assert [notice.code for notice in document.notices] == ["invalid_bytes"]


def test_spans_are_bounded() -> None:
    found = grid("<table><tr><td colspan=99999999>甲</td><td rowspan=-3>乙</td></tr></table>")
    assert (found.rows[0][0].colspan, found.rows[0][1].rowspan) == (MAXIMUM_SPAN, 1)


def test_tables_are_bounded() -> None:
    markup = "<table>" + "<tr><td>1</td></tr>" * (MAXIMUM_CELLS + 1) + "</table>"
    with pytest.raises(UnreadableDocumentError, match="more than 50,000 cells"):
        read_html(markup.encode(), None)


def test_nesting_is_bounded() -> None:
    document = read_html(("<div>" * 200_000 + "尾").encode(), None)
    assert len(document.blocks) <= 1


def test_our_own_marks_in_a_page_are_no_marks() -> None:
    assert lines("<p>甲\ue001乙</p>") == ["甲乙"]
