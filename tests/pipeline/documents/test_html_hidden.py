"""What a page holds and does not show at once: hidden text, and text that a script or a browser puts in its place."""

from __future__ import annotations

import time
import timeit

import pytest

from pipeline.documents.cell_text import OBJECT
from pipeline.documents.read import read_document
from pipeline.documents.web.embedded import embedded_markup
from pipeline.documents.web.html import read_html
from tests.pipeline.documents.markup import grid, lines, texts


def test_what_a_page_hides_is_not_read() -> None:
    markup = (
        "<p>甲</p><div style='DISPLAY:none'>乙<div>丙</div></div><p Hidden>丁</p><ul style=display:none><li>戊</ul>"
    )
    assert lines(markup) == ["甲"]
    table = "<table><tr style='display:none'><td>旧</td><td>9</td></tr><tr><td>规章</td><td>1</td></tr></table>"
    assert texts(grid(table)) == [["规章", "1"]]


@pytest.mark.parametrize(
    ("sheet", "is_hidden"),
    [
        (".old{display:none}", True),
        ("div.old, p.note { color: red; DISPLAY : NONE !important }", True),
        ("#copy{display:none}", True),
        ("@charset 'utf-8'; .old{display:none}", True),
        ("@media print { .x{color:red} } .old{display:none}", True),
        ("/* .old{display:none} */ .new{color:red}", False),
        ("@media screen { .x{color:red} .old{display:none} } p{color:red}", True),
        ("@layer site { @media only screen { .x > .old, div>.old{display:none} } }", True),
        ("@media print { .old{display:none} .x{color:red} }", False),
        ("@supports not (display:grid) { .old{display:none} }", False),
        ("@media screen and (max-width:600px) { .old{display:none} }", False),
        (".page .old{display:none}", False),
        (".old:after{display:none}", False),
        (".old{display:none} .is-open .old{display:block}", False),
        (".older{display:none}", False),
        (".old{max-display:none}", False),
    ],
)
def test_what_the_page_s_own_sheet_hides_is_not_read(sheet: str, is_hidden: bool) -> None:
    tables = (f"<table><tr><td>行政强制</td><td>{number}</td></tr></table>" for number in (9, 1))
    page = f"<style>{sheet}</style><div class='a old' id='copy'>{next(tables)}</div>{next(tables)}"
    found = [row[1] for table in read_html(page.encode(), None).grids for row in texts(table)]
    assert found == (["1"] if is_hidden else ["9", "1"])


def test_a_report_that_the_page_s_own_sheet_hides_until_a_script_shows_it_is_read() -> None:
    table = "<table><tr><td>行政强制</td><td>1</td></tr></table>"
    document = read_html(
        f"<style>.body{{display:none}}</style><p>加载中</p><div class=body>{table}</div>".encode(), None
    )
    assert [texts(found) for found in document.grids] == [[["行政强制", "1"]]]


@pytest.mark.parametrize(
    ("cell", "printed"),
    [
        ("<td>3<span class=old>2</span></td>", "3"),
        ("<td>3<i class=new>2</i></td>", "32"),
        ("<td class=old>2</td><td>3</td>", "3"),
    ],
)
def test_parts_of_a_table_that_the_page_s_own_sheet_hides_are_not_read(cell: str, printed: str) -> None:
    rows = f"<tr><td>行政处罚</td>{cell}</tr>" * 3
    document = read_html(f"<style>.old{{display:none}}</style><table>{rows}</table>".encode(), None)
    assert [texts(found) for found in document.grids] == [[["行政处罚", printed]] * 3]


@pytest.mark.parametrize(
    ("style", "printed"),
    [
        ("color:#fff", ""),
        ("COLOR: rgb(255, 255, 255)", ""),
        ("color:white;background:#fefefe", ""),
        ("color:rgba(0,0,0,0)", ""),
        ("color:hsl(0,0%,100%)", ""),
        ("width:0;overflow:hidden;display:inline-block", ""),
        ("max-height: 0; overflow: hidden", ""),
        ("font-size:1px", ""),
        ("font:0/0 a", ""),
        ("transform:scale(0)", ""),
        ("clip-path: inset(100%)", ""),
        ("filter:opacity(0)", ""),
        ("opacity:.0", ""),
        ("opacity:0%", ""),
        ("font-size:0.0pt", ""),
        ("transform:translateX(-9999px)", ""),
        ("clip-path:circle(0)", ""),
        ("opacity:0.5", "7"),
        ("color:white;background:#036", "7"),
        ("color:#ff0000", "7"),
        ("background:white", "7"),
        ("overflow:hidden;width:40px", "7"),
        ("font-size:1pc", "7"),
    ],
)
def test_print_that_nobody_sees_is_not_read(style: str, printed: str) -> None:
    cells = f"<td style='{style}'>7</td><td><span style='{style}'>7</span></td>"
    assert texts(grid(f"<table><tr><td>行政处罚</td>{cells}</tr></table>")) == [["行政处罚", printed, printed]]


@pytest.mark.parametrize(
    ("sheet", "cell", "printed"),
    [
        ("td .old{visibility:hidden}", "<td>3<i class=old>7</i></td>", "3"),
        (".old{position:absolute;width:1px;height:1px;overflow:hidden}", "<td>3<i class=old>7</i></td>", "3"),
        (".old{text-decoration:line-through}", "<td>3<i class=old>7</i></td>", "3"),
        (".old{font-size:0}", "<td>3<i class=old>7</i></td>", "3"),
        (".old{font-size:0}", "<td>3<i class=old><b style='font-size:12px'>7</b></i></td>", "37"),
        (".old{color:#fff}", "<td>3<i class=old>7</i></td>", OBJECT),
        (".old{color:#fff}", "<td bgcolor=navy>3<i class=old>7</i></td>", "37"),
        (".old{color:#fff;background:#036}", "<td class=old>7</td>", "7"),
        (".old{opacity:0} .shown .old{opacity:1}", "<td>3<i class=old>7</i></td>", "37"),
        (".old{display:none}", "<td><i class=old>7</i></td>", OBJECT),
        (".old{visibility:hidden}", "<td class=old>7</td>", ""),
        (".old{opacity:0}", "<td class=old>7</td>", ""),
    ],
)
def test_print_that_a_sheet_makes_unseen_in_a_table_is_not_read(sheet: str, cell: str, printed: str) -> None:
    rest = "<tr><td>行政强制</td><td>1</td></tr>" * 12
    for _ in range(3):  # a table that is known by then
        document = read_html(
            f"<style>{sheet}</style><table><tr><td>行政处罚</td>{cell}</tr>{rest}</table>".encode(), None
        )
        assert texts(next(iter(document.grids)))[0] == ["行政处罚", printed]


def test_a_white_figure_whose_ground_a_class_may_give_leaves_its_cell_unread() -> None:
    row = "<tr class=head><td>行政处罚</td><td style='color:#fff'>7</td></tr>"
    assert texts(grid(f"<table>{row}</table>")) == [["行政处罚", OBJECT]]


def test_figures_that_the_sheet_hides_until_a_script_shows_them_are_read() -> None:
    rows = "<tr><td>行政处罚</td><td><span class=figure>3</span></td></tr>" * 3
    document = read_html(f"<style>.figure{{display:none}}</style><table>{rows}</table>".encode(), None)
    assert [texts(found) for found in document.grids] == [[["行政处罚", "3"]] * 3]


@pytest.mark.parametrize(
    ("cell", "printed"),
    [
        ("<td data-value=3></td>", OBJECT),
        ("<td title='3'>&nbsp;</td>", OBJECT),
        ("<td><span data-count='1,234'>0</span></td>", OBJECT),
        ("<td data-value=3>3</td>", "3"),
        ("<td data-row=3 data-column=4></td>", ""),
        ("<td title='本年'></td>", ""),
        ("<td data-value=0>0</td>", "0"),
    ],
)
def test_a_figure_that_only_an_attribute_holds_leaves_its_cell_unread(cell: str, printed: str) -> None:
    assert texts(grid(f"<table><tr><td>行政处罚</td>{cell}</tr></table>")) == [["行政处罚", printed]]


@pytest.mark.parametrize(
    ("sheet", "cell", "printed"),
    [
        ("td[data-n]::before { content: attr(data-n) }", "<td data-n=34></td>", "34"),
        (".n3:after{content:'3'} .n4:after{content:'4'}", "<td><i class=n3></i><i class='d n4'></i></td>", "34"),
        ('#t .n3::after{color:red;content:"3"}', "<td class=n3>1</td>", "13"),
        ("@media print { .n3:after{content:'3'} }", "<td class=n3>1</td>", "1"),
        ("td:before{content:attr(data-label)}", "<td data-label=自然人>1</td>", "1"),
        (".fa:before{content:'\\f101'}", "<td class=fa>1</td>", "1"),
    ],
)
def test_figures_that_the_page_s_own_sheet_adds_are_read(sheet: str, cell: str, printed: str) -> None:
    table = f"<style>{sheet}</style><table><tr><td>行政处罚</td>{cell}</tr></table>"
    assert texts(grid(table)) == [["行政处罚", printed]]


def test_a_report_that_is_hidden_until_a_script_shows_it_is_read_and_that_is_said() -> None:
    table = "<table><tr><td>规章</td><td>1</td></tr></table>"
    document = read_html(f"<p>加载中</p><div style='display:none'><p>年报</p>{table}</div>".encode(), None)
    assert [texts(found) for found in document.grids] == [[["规章", "1"]]]
    assert [notice.code for notice in document.notices] == ["hidden_text"]


def test_hidden_tables_of_a_report_are_read_beside_tables_that_lay_the_page_out() -> None:
    layout = "<table><tr><td>首页</td><td>政务公开</td></tr></table>"
    table = "<table><tr><td>行政强制</td><td>1</td></tr></table>"
    document = read_html(f"{layout}<div style='display:none'>{table}</div>".encode(), None)
    assert ["行政强制", "1"] in [row for found in document.grids for row in texts(found)]


def test_a_shell_is_filled_from_its_script() -> None:
    text = "<p>" + "本机关主动公开政府信息。" * 12 + "</p><table><tr><td>规章</td><td>1</td></tr></table>"
    literal = text.replace("<", "\\u003c").replace('"', '\\"')
    markup = f'<title>年报</title><div id=app></div><script>var d={{"content":"{literal}"}}</script>'
    document = read_html(markup.encode(), None)
    assert [texts(found) for found in document.grids] == [[["规章", "1"]]]
    assert [notice.code for notice in document.notices] == ["embedded_text"]


@pytest.mark.parametrize(
    ("before", "behind"),
    [
        ("<textarea style='display:none'>", "</textarea>"),
        ("<script type='text/xml'><recordset><record><![CDATA[", "]]></record></recordset></script>"),
    ],
)
def test_tables_that_a_script_puts_into_a_long_page_are_read(before: str, behind: str) -> None:
    """Menus, a table of particulars and a list of other reports stand on the page itself."""
    around = "<table><tr><td>索引号</td><td>1</td></tr></table>" + "<p>政府信息公开工作年度报告</p>" * 60
    text = "<p>" + "本机关主动公开政府信息。" * 20 + "</p><table><tr><td>行政强制</td><td>1</td></tr></table>"
    written = text.replace("<", "&lt;") if "textarea" in before else text
    document = read_html(f"{around}{before}{written}{behind}".encode(), None)
    assert [["行政强制", "1"]] in [texts(found) for found in document.grids]
    assert [notice.code for notice in document.notices] == ["embedded_text"]
    other = read_html(f"{around}{before}{written.replace('行政强制', '行政检查')}{behind}".encode(), None)
    assert len(list(other.grids)) == 1


def test_blanks_at_the_end_of_a_typed_row_are_cells() -> None:
    assert lines("<pre>规章\t0\t0\n行政规范性文件\t\t\n标题\t</pre>") == ["规章\t0\t0", "行政规范性文件\t\t", "标题"]


def test_the_text_of_an_envelope_is_read() -> None:
    assert lines("<?xml version='1.0'?><record><![CDATA[<p>甲</p><p>乙</p>]]></record>") == ["甲", "乙"]


@pytest.mark.parametrize(
    ("before", "behind"),
    [
        ("<script type='text/template'>", "</script>"),
        ("<script type=text/x-handlebars id=t>", "</script>"),
        ("<noscript>", "</noscript>"),
        ('<iframe srcdoc="', '"></iframe>'),
        ('<div data-html="', '"></div>'),
        ('<input type="hidden" value="', '">'),
    ],
)
def test_markup_that_waits_to_be_put_in_place_is_read(before: str, behind: str) -> None:
    text = "<p>" + "本机关主动公开政府信息。" * 20 + "</p>\n<table><tr><td>规章</td><td>1</td></tr></table>"
    document = read_html(f"<title>年报</title><div id=app></div>{before}{text}{behind}".encode(), None)
    assert [["规章", "1"]] in [texts(found) for found in document.grids]


@pytest.mark.parametrize(
    ("before", "behind"),
    [("<template>", "</template>"), ("<noscript>", "</noscript>"), ('<iframe srcdoc="', '"></iframe>')],
)
def test_each_of_several_tables_that_wait_to_be_put_in_place_is_read(before: str, behind: str) -> None:
    text = "<p>" + "本机关主动公开政府信息。" * 20 + "</p>"
    tables = [f"<p>表</p><table><tr><td>行政{name}</td><td>1</td></tr></table>" * 4 for name in ("处罚", "强制")]
    page = text + text.join(f"{before}{text}{table}{behind}" for table in tables)
    found = [row for table in read_html(page.encode(), None).grids for row in texts(table)]
    assert ["行政处罚", "1"] in found and ["行政强制", "1"] in found


def test_what_a_page_of_frames_shows_where_there_are_none_is_read() -> None:
    table = "<p>年报</p><table><tr><td>规章</td><td>1</td></tr></table>"
    page = f"<html><frameset cols='20%,80%'><frame src=a><noframes><body>{table}</body></noframes></frameset></html>"
    assert [texts(found) for found in read_html(page.encode(), None).grids] == [[["规章", "1"]]]


def test_a_page_whose_tags_have_a_namespace_is_read() -> None:
    table = "<h:table><h:tr><h:td>规章</h:td><h:td>1</h:td></h:tr></h:table>"
    page = f"<?xml version='1.0'?><h:html xmlns:h='http://www.w3.org/1999/xhtml'><h:body>{table}</h:body></h:html>"
    assert [texts(found) for found in read_document(page.encode(), None).grids] == [[["规章", "1"]]]


def test_a_table_that_is_typed_in_a_page_is_read_as_a_text_is() -> None:
    rows = "".join(f"行政强制  ,{number},,2\n" for number in range(12))
    document = read_html(f"<p>甲</p><pre>\n{rows}</pre><p>乙</p>".encode(), None)
    assert [line.text for line in document.lines] == ["甲", "乙"]
    assert [texts(found) for found in document.grids] == [[["行政强制", str(n), "", "2"] for n in range(12)]]


def test_markup_that_a_page_prints_is_read() -> None:
    table = "<table>" + "<tr><td>规章</td><td>1</td><td>2</td></tr>" * 20 + "</table>"
    document = read_html(f"<h1>年报</h1><div>{table.replace('<', '&lt;').replace('>', '&gt;')}</div>".encode(), None)
    assert [len(texts(found)) for found in document.grids] == [20]
    assert [notice.code for notice in document.notices] == ["embedded_text"]


@pytest.mark.parametrize(
    "opened", ["<template>", "<noscript>", '<script type="text/html">', '<iframe srcdoc="', "<![CDATA["]
)
def test_markup_that_is_opened_again_and_again_is_looked_at_once(opened: str) -> None:
    """A pattern that looked for each end to the end of the page would take sixteen times as long for four times as many."""
    short, long = (
        min(
            timeit.repeat(
                lambda page=opened * count: embedded_markup(page), timer=time.process_time, number=1, repeat=3
            )
        )
        for count in (20_000, 80_000)
    )
    assert long < 8 * short + 0.01
