"""HTML → lines and grids."""

import pytest

from pipeline.documents.document import Line, UnreadableDocumentError
from pipeline.documents.web.html import read_html
from pipeline.documents.web.page_grids import LONGEST_CELL, MAXIMUM_CELLS, MAXIMUM_SPAN
from tests.pipeline.documents.markup import grid, lines, texts


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p>甲</p><p>乙</p>", ["甲", "乙"]),
        ("<p>甲<br>乙</p>", ["甲", "乙"]),
        ("甲<div>乙</div>丙", ["甲", "乙", "丙"]),
        ("<p>政府<b>信息</b>公开</p>", ["政府信息公开"]),
        ("<p>&nbsp;甲&nbsp;</p>", ["甲"]),
        ("<p>&amp;nbsp;甲&amp;nbsp;</p>", ["甲"]),
        ("<pre>甲\n<b>乙\n丙</b></pre>", ["甲", "乙", "丙"]),
        ("<pre>\t甲乙\n规章\t\t0\t\n</pre>", ["甲乙", "规章\t\t0\t"]),
        ("<pre>┌──┬──┐\n│规章│0 │\n└──┴──┘</pre>", ["|--|--|", "|规章|0 |", "|--|--|"]),
        ("<p>首页│目录</p>", ["首页│目录"]),
        ("<p>规章&nbsp;&nbsp; 无&nbsp;&nbsp; 无</p>", ["规章  无  无"]),
        ("<p>〇&nbsp;&nbsp;〇&nbsp;&nbsp;〇</p>", ["〇  〇  〇"]),
        ("<p>年&nbsp;&nbsp;度&nbsp;&nbsp;报&nbsp;&nbsp;告</p>", ["年度报告"]),
        ("<p>甲\n乙</p>", ["甲乙"]),
        ("<dl><dt>甲<dd>乙</dl><ul><li>丙<li>丁</ul>", ["甲", "乙", "丙", "丁"]),
        ("<div><div>甲</div><div>1</div></div>", ["甲", "1"]),
        ("<noscript>甲</noscript><template>乙</template><p>丙", ["丙"]),
        ("<p>甲</p><script>乙</script><style>丙</style><p>丁</p>", ["甲", "丁"]),
        ("<table><tr><td><p>甲</p><p>乙</p></td></tr></table>", ["甲", "乙"]),
    ],
)
def test_block_elements_end_lines(markup: str, expected: list[str]) -> None:
    assert lines(f"<html><body>{markup}</body></html>") == expected


def test_a_title_without_an_end_does_not_swallow_the_page() -> None:
    page = "<html><head><title>年度报告</head><body><p>某局</p><table><tr><td>规章</td></tr></table></body></html>"
    document = read_html(page.encode(), None)
    assert document.properties["title"] == "年度报告"
    assert [line.text for line in document.lines] == ["某局", "规章"]


def test_what_the_head_of_a_page_says_is_bounded() -> None:
    page = f"<title>{'年' * 100_000}</title><meta name=ArticleTitle content={'报' * 100_000}><p>某局</p>"
    assert max(map(len, read_html(page.encode(), None).properties.values())) == 300


def test_spans_are_expanded_and_each_cell_keeps_its_first_position() -> None:
    found = grid("<table><tr><td RowSpan=2>甲</td><td colspan=2>乙</td></tr><tr><td>1</td><td>2</td></tr></table>")
    assert texts(found) == [["甲", "乙"], ["甲", "1", "2"]]
    assert [(cell.row, cell.column) for cell in found.rows[1]] == [(0, 0), (1, 1), (1, 2)]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("3<sup>1</sup>", "3¹"),
        ("3<sup>[1]</sup>", "3[1]"),
        ("3<sub>1</sub>", "3¹"),
        ('3<span style="vertical-align: super">1</span>', "3¹"),
        ("<del>9</del>3", "3"),
        ("<s>9</s>3", "3"),
        ('<span style="text-decoration: line-through">9</span>3', "3"),
        ('3<span style="visibility: hidden">9</span>', "3"),
        ('3<span style="visibility: collapse">9</span>', "3"),
        ('<span style="font-size: 0">9</span>3', "3"),
        ('<span style="font-size:0pt;color:red">9</span>3', "3"),
        ('<span style="opacity:0">9</span>3', "3"),
        ('<span style="color: transparent">9</span>3', "3"),
        ('<span style="position:absolute;left:-9999px">9</span>3', "3"),
        ('<span style="position:absolute;clip:rect(0,0,0,0)">9</span>3', "3"),
        ('<span style="font-size:0.9em">3</span>', "3"),
        ('<span style="font-size:0"><b style="font-size:14px">3</b></span>', "3"),
        ('<span style="opacity:0.9;background-color:transparent">3</span>', "3"),
        ('3<b style="DISPLAY: none">9</b>', "3"),
        ("<ruby>3<rt>9</rt></ruby>", "3"),
        ('<input value="3">', "3"),
        ('3<input value="9">', "3\n9"),
        ('<input type="hidden" value="3">', ""),
        ('<input value="+2">', "+2"),
        ('<input value="497,607.29" size=4>', "497,607.29"),
        ('<input type=text value="／">', "／"),
        ('<input value="3件" readonly>', "3件"),
        ('<input value="搜索">', ""),
        ('<input type="button" value="3">', ""),
        ("<button>3</button>", "3"),
        ("<button>下载</button>", ""),
        ("<svg><text>3</text></svg>", "\ufffc"),
        ("<canvas></canvas>", "\ufffc"),
        ('<iframe src="n.html"></iframe>', "\ufffc"),
        ("<template>3</template>", "\ufffc"),
        ("<select>3</select>", "\ufffc"),
        ('<svg></svg>3<span style="DISPLAY: NONE">9</span>', "3"),
        ("<select><option>0<option selected>3</select>", "3"),
        ("<select><option>0<option>3</select>", "0"),
        ("<select><option>本年<option>上年</select>", ""),
        ('<img src="3.png">', "\ufffc"),
        ('<img src="1.png">3', "3"),
        ("<script>document.write(3)</script>", "\ufffc"),
        ("<script>show(3)</script>", ""),
        ("3<script>document.write(4)</script>", "3"),
    ],
)
def test_of_a_cell_what_a_person_sees_is_read(cell: str, expected: str) -> None:
    assert texts(grid(f"<table><tr><td>规章</td><td>{cell}</td></tr></table>")) == [["规章", expected]]


@pytest.mark.parametrize(
    ("end", "is_cut"),
    [
        ("", True),
        ("<tr><td>2", True),
        ("</table>", False),
        ("</body>", False),
        ("</TABLE><p>附</p>", False),
        ("</HTML>", False),
    ],
)
def test_a_page_that_ends_within_a_table_says_so(end: str, is_cut: bool) -> None:
    page = f"<html><body><table><tr><td>目录</td></tr></table><table><tr><td>规章</td><td>1</td></tr>{end}"
    assert [notice.code for notice in read_html(page.encode(), None).notices] == ["cut_short"] * is_cut


@pytest.mark.parametrize(
    ("page", "is_cut"),
    [
        ("<html><body><p>一、总体情况</p><p>我局认真贯", True),
        ("<!DOCTYPE html>\n<HTML><BODY><p>一、总体情况</p><p cla", True),
        ("<html><body><p>一、总体情况</p><p>我局认真贯彻条例。</p>\n", False),
        ("<html><body><p>一、总体情况</p></body></html>\n页面生成于2022年", False),
        ("<p>一、总体情况</p>我局认真贯彻条例。", False),
    ],
)
def test_a_page_that_ends_within_a_text_is_cut_short(page: str, is_cut: bool) -> None:
    assert [notice.code for notice in read_html(page.encode(), None).notices] == ["cut_short"] * is_cut


def test_a_table_that_holds_tables_is_layout() -> None:
    inner = "<table><tr><td>规章</td><td>0</td></tr></table>"
    document = read_html(f"<table><tr><td>目录</td><td>{inner}</td></tr></table>".encode(), None)
    assert [texts(found) for found in document.grids] == [[["规章", "0"]]]
    assert [line.text for line in document.lines] == ["目录"]


def test_the_figures_of_a_row_in_a_table_within_its_cell_are_cells_of_the_row() -> None:
    inner = "<table><tr><td>1</td><td colspan=2></td><td> / </td></tr></table>"
    rows = f"<tr><td>规章<td colspan=4>\n{inner}</td></tr><tr><td>文件<td>2<td>3<td>4<td>5</tr>"
    assert texts(grid(f"<table>{rows}</table>")) == [["规章", "1", "", "/"], ["文件", "2", "3", "4", "5"]]
    named = f"<table><tr><td>规章<td>件{inner}</td></tr></table>"
    assert [texts(found) for found in read_html(named.encode(), None).grids] == [[["1", "", "/"]]]


def test_a_row_of_its_own_with_several_lines_of_text_is_layout() -> None:
    text = "<p>一、概述</p><p>我局认真贯彻条例。</p>"
    document = read_html(f"<table><tr><td>望川县水务局年报</td></tr><tr><td>{text}</td></tr></table>".encode(), None)
    assert [line.text for line in document.lines] == ["望川县水务局年报", "一、概述", "我局认真贯彻条例。"]
    assert not list(document.grids)


@pytest.mark.parametrize(("figure", "is_layout"), [("", True), ("<td>3</td>", False)])
def test_several_paragraphs_beside_a_menu_are_a_column_of_the_page(figure: str, *, is_layout: bool) -> None:
    text = "".join(f"<p>第{number}段。</p>" for number in "一二三")
    page = f"<table><tr><td>首页</td><td>{text}</td>{figure}</tr></table>"
    assert (lines(page) == ["首页", "第一段。", "第二段。", "第三段。"]) == is_layout


def test_a_table_with_a_text_in_a_cell_is_layout() -> None:
    text = "本机关主动公开政府信息。" * (LONGEST_CELL // 12 + 1)
    document = read_html(f"<table><tr><td>栏目</td></tr><tr><td><p>{text}</p><p>0</p></td></tr></table>".encode(), None)
    assert not list(document.grids)
    assert [line.text for line in document.lines] == ["栏目", text, "0"]


@pytest.mark.parametrize("cell", ["cell", "gridcell"])
@pytest.mark.parametrize("around", ["{}", '<div role="rowgroup">{}</div>'])
def test_elements_that_a_script_makes_cells_of_are_a_grid(cell: str, around: str) -> None:
    head = '<div role="row"><span role="columnheader">项目</span><span role="columnheader" aria-colspan="2">数量</span></div>'
    row = f'<div role="row"> <div role="{cell}"><p>规章</p></div><div role="{cell}">12</div><div role="{cell}"></div></div>'
    found = grid(f'<p>题</p><div role="table">{around.format(head + row)}</div>')
    assert [[c.text for c in cells] for cells in found.rows] == [["项目", "数量"], ["规章", "12", ""]]
    assert [(c.column, c.colspan) for c in found.rows[0]] == [(0, 1), (1, 2)]


def test_hard_spaces_part_paragraphs_where_they_are_no_cells() -> None:
    prose = "<p>我局认真落实条例。</p><p>&nbsp;</p>"
    assert {line.text for line in read_html((prose * 50).encode(), None).lines} == {"我局认真落实条例。"}


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


@pytest.mark.parametrize(
    "row",
    [
        "<tr><td rowspan=40>1</td>" + "<td rowspan=40>1</td>" * 20 + "</tr>",
        "<tr>" + "<td colspan=64>1</td>" * 20 + "</tr>",
    ],
    ids=["down", "across"],
)
def test_what_spans_cover_is_bounded(row: str) -> None:
    with pytest.raises(UnreadableDocumentError, match="spans reach further"):
        read_html(f"<table>{row * 2_000}</table>".encode(), None)


def test_entities_are_not_resolved_and_nothing_is_fetched() -> None:
    levels = "".join(f"<!ENTITY a{level} '{f'&a{level - 1};' * 9}'>" for level in range(1, 12))
    bomb = f"<!DOCTYPE html [<!ENTITY a0 'x'>{levels}<!ENTITY f SYSTEM 'file:///etc/passwd'>]><p>&a11;&f;</p>"
    document = read_html(bomb.encode(), None)
    assert len(document.text) < 2_000
    assert "root:" not in document.text


def test_strings_of_a_script_without_end_do_not_take_long() -> None:
    assert lines("<p>甲</p><script>" + '"aaaa\\' * 200_000 + "</script>") == ["甲"]


def test_nesting_is_bounded() -> None:
    document = read_html(("<div>" * 200_000 + "尾").encode(), None)
    assert len(document.blocks) <= 1


def test_our_own_marks_in_a_page_are_no_marks() -> None:
    assert lines("<p>甲\ue001乙</p>") == ["甲乙"]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("<p class=MsoNormal><span lang=EN-US>12<o:p></o:p></span></p>", "12"),
        ("<p>结果</p><p>维持</p>", "结果维持"),
        ("<p>12</p><p>3</p>", "12\n3"),
        ("12<br>3", "12\n3"),
        ("&nbsp;", ""),
        ("<span>1</span><span>2</span>", "12"),
        ("<a href=x>5</a>", "5"),
        ("<table><tr><td>7</td></tr></table>", "7"),
        ("8<span style='display: none'>9</span>", "8"),
        ("<textarea>4</textarea>", "4"),
        ("6<!--[if gte mso 9]><xml><w:x>1</w:x></xml><![endif]-->", "6"),
        ("<img src=a.gif>3", "3"),
    ],
)
def test_a_cell_is_what_a_person_sees_in_it(cell: str, text: str) -> None:
    assert texts(grid(f"<table><tr><td>规章</td><td>{cell}</td></tr></table>")) == [["规章", text]]


def test_cells_whose_ends_are_missing_are_cells() -> None:
    assert texts(grid("<table><tr><td>规章<td>1<td>2<tr><td>文件<td>3<td>4</table>")) == [
        ["规章", "1", "2"],
        ["文件", "3", "4"],
    ]


def test_head_and_foot_stand_where_a_browser_puts_them() -> None:
    markup = "<table><tfoot><tr><td>总计<td>3</tfoot><tbody><tr><td>规章<td>3</tbody><thead><tr><td>项目<td>数</thead></table>"
    assert [row[0] for row in texts(grid(markup))] == ["项目", "规章", "总计"]


@pytest.mark.parametrize(
    ("before", "behind"),
    [("<textarea>", ""), ("<textarea rows=9>", "</textarea>"), ("<p>注<textarea>3</textarea>", "")],
)
def test_a_table_within_a_text_area_is_a_table(before: str, behind: str) -> None:
    markup = f"<p>一、总体情况</p>{before}<table><tr><td>规章<td>1</table>{behind}"
    assert texts(grid(markup)) == [["规章", "1"]]


@pytest.mark.parametrize("opened", ["<select>", "<button>", "<object>"])
def test_an_element_whose_end_was_lost_hides_no_cells(opened: str) -> None:
    assert texts(grid(f"<table><tr>{opened}<td>规章<td>1</tr><tr><td>文件<td>2</tr></table>"))[:1] == [["规章", "1"]]


def test_only_the_first_head_and_foot_are_moved() -> None:
    sections = "".join(
        f"<thead><tr><th>{name}<th>数</thead><tbody><tr><td>{row}<td>1</tbody>"
        for name, row in (("（五）项", "许可"), ("（六）项", "处罚"))
    )
    feet = "<tfoot><tr><td>注<td>2</tfoot><tfoot><tr><td>另<td>3</tfoot>"
    rows = [row[0] for row in texts(grid(f"<table>{sections}{feet}</table>"))]
    assert rows == ["（五）项", "许可", "（六）项", "处罚", "另", "注"]


STACKED = (
    "<table><tr><td rowspan='3'>三、<td>（五）<br>不予<br>处理<td>1.重复申请<br>2.其他<td>{}<td>4<br>0<td>16<br>3<td>9"
    "<tr><td>（六）<td>其他处理<td>1<td>2<td>3<td>4<tr><td>（七）<td>总计<td>5<td>5<td>5<td>5</table>"
)


def test_the_rows_that_a_cell_holds_a_line_each_are_rows() -> None:
    found = grid(STACKED.format("<p>12</p><p>3</p>"))
    assert texts(found) == [
        ["三、", "（五）不予处理", "1.重复申请", "12", "4", "16", "9"],
        ["三、", "（五）不予处理", "2.其他", "3", "0", "3", "9"],
        ["三、", "（六）", "其他处理", "1", "2", "3", "4"],
        ["三、", "（七）", "总计", "5", "5", "5", "5"],
    ]
    assert [row[2].row for row in found.rows] == [0, 1, 2, 3]


@pytest.mark.parametrize(
    "markup",
    [
        STACKED.format("12"),
        STACKED.format("12<br>3<br>0"),
        STACKED.format("12<br>3").replace("1.重复申请<br>2.其他", "1.重复申请"),
        STACKED.format("12<br>3").replace("三、", "本<br>年"),
        STACKED.format("12<br>3").replace("<br>", "<br>4<br>" * MAXIMUM_SPAN),
    ],
    ids=["few figures", "another number of lines", "one label", "two labels", "too many"],
)
def test_a_cell_with_two_figures_is_no_row_of_its_own(markup: str) -> None:
    assert texts(grid(markup))[0][4].startswith("4\n")


def test_a_table_in_pieces_is_one() -> None:
    pieces = "".join(f"<table><tr><td>{label}</td><td>{n}</td></tr></table>\n" for n, label in enumerate("甲乙丙"))
    document = read_html(f"<p>题</p>{pieces}<p>尾</p>".encode(), None)
    assert [texts(found) for found in document.grids] == [[["甲", "0"], ["乙", "1"], ["丙", "2"]]]
    assert [cell.row for row in next(document.grids).rows for cell in row] == [0, 0, 1, 1, 2, 2]


def test_what_follows_an_open_table_is_no_part_of_its_last_figure() -> None:
    rows = "<tr><td>规章<td>1</tr><tr><td>行政规范性文件<td colspan=2>2"
    behind = "".join(f"<p>第{number}项工作按期完成，群众较为满意。</p>" for number in range(9))
    document = read_html(f"<table>{rows}{behind}</body>".encode(), None)
    assert [texts(found) for found in document.grids] == [[["规章", "1"], ["行政规范性文件", "2"]]]
    assert sum("按期完成" in line.text for line in document.lines) == 9


def test_names_and_figures_in_a_table_each_are_one_table() -> None:
    row = "<table><tr><td>{}</td><td>{}</td><td>{}</td></tr></table>".format
    document = read_html(
        f"<p>甲</p>{row('一', '二', '三')}{row(1, 2, 3)}<p>乙</p>{row('子', '丑', '寅')}".encode(), None
    )
    assert [texts(found) for found in document.grids] == [[["一", "二", "三"], ["1", "2", "3"]], [["子", "丑", "寅"]]]


@pytest.mark.parametrize(
    ("header", "figures", "is_one"),
    [
        ("<tr><td colspan=3>行政复议<tr><td>甲<td>乙<td>丙<tr><td><td>丁<td>戊", "<tr><td>1<td><td>3", True),
        ("<tr><td colspan=3>行政复议<tr><td>甲<td>乙<td>丙<tr><td><td>丁<td>戊", "<tr><td>1<td>3", False),
        ("<tr><td colspan=3>行政复议<tr><td>甲<td>乙<td>丙<tr><td><td>2<td>戊", "<tr><td>1<td><td>3", False),
        ("<tr><td colspan=3>行政复议<tr><td>甲<td>乙<td>丙<tr><td><td>丁<td>戊", "<tr><td>己<td><td>3", False),
        ("<tr><td colspan=3>行政复议<tr><td>甲<td>乙<td>丙<tr><td><td>丁<td>戊", "<tr><td><td><td>", False),
    ],
)
def test_a_table_of_figures_alone_goes_on_the_header_above_it(header: str, figures: str, is_one: bool) -> None:
    page = f"<table>{header}</table>{{}}<table>{figures}</table>"
    assert len(list(read_html(page.format("").encode(), None).grids)) == (1 if is_one else 2)
    assert len(list(read_html(page.format("<p>续表").encode(), None).grids)) == 2
