"""What is read of a Word document: its words in order, its tables with their spans, and nothing that was struck out."""

from __future__ import annotations

import pytest

from crawlers.sandbox import grids
from crawlers.sandbox.world import World
from pipeline.documents.document import Document, Grid, UnreadableDocumentError
from pipeline.documents.office.docx import read_docx
from pipeline.documents.read import read_document
from pipeline.extract import extract
from tests.pipeline.documents.office_writer import docx, p, tbl, tc, word_table


def blocks(document: Document) -> list[str | list[list[str]]]:
    """Lines as text, grids as the texts of the cells that begin in each row."""
    return [
        [[cell.text for cell in row if cell.row == index] for index, row in enumerate(block.rows)]
        if isinstance(block, Grid)
        else block.text
        for block in document.blocks
    ]


@pytest.mark.parametrize("year", [2020, 2022])
def test_every_cell_of_a_report(year: int) -> None:
    report = next(report for report in World(seed=4, governments=3, bureaus=2).reports if report.year == year)

    def show(key: tuple[str, str, str]) -> str:
        return grids.plain_number(report.cells[key])

    tables = (
        grids.proactive_grid(report.form, show),
        grids.requests_grid(report.form, show),
        grids.disputes_grid(show),
    )
    text = "".join(map(p, (report.title, *report.narrative.lead, *report.narrative.overview)))
    extraction = extract(docx(text + "".join(p("情况") + word_table(table) for table in tables)))
    found = {(cell.table, cell.item, cell.column): cell.value for cell in extraction.cells}
    assert found == report.cells
    assert (extraction.form, extraction.report_year, extraction.agency_name) == (report.form, year, report.agency.name)
    assert [notice for notice in extraction.notices if notice.severity != "info"] == []


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


RAISED = '<w:vertAlign w:val="superscript"/>'
HIGH, STRAIGHT = '<w:position w:val="10"/>', '<w:position w:val="2"/>'
NOT_HIDDEN = '<w:vanish w:val="0"/>'
BEGIN = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
SEPARATE, END = BEGIN.replace("begin", "separate"), BEGIN.replace("begin", "end")
CHOICES = '<w:listEntry w:val="0"/><w:listEntry w:val="12"/>'
CHOICE = BEGIN.replace("/>", f'><w:ffData><w:ddList><w:result w:val="1"/>{CHOICES}</w:ddList></w:ffData></w:fldChar>')
WORDS: list[tuple[str, str, list[str]]] = [
    ("runs are one text", f"<w:p>{run('主动')}{run('公开')}</w:p>", ["主动公开"]),
    ("an insertion stands", f"<w:p><w:ins>{run('12')}</w:ins>{run('件')}</w:p>", ["12件"]),
    ("a deletion does not", f"<w:p><w:del><w:r><w:delText>99</w:delText></w:r></w:del>{run('3件')}</w:p>", ["3件"]),
    ("nor does what was moved away", f"<w:p><w:moveFrom>{run('99')}</w:moveFrom>{run('3件')}</w:p>", ["3件"]),
    ("nor hidden text", f"<w:p>{run('99', '<w:vanish/>')}{run('3件')}</w:p>", ["3件"]),
    ("nor what is always hidden", f"<w:p>{run('99', '<w:specVanish/>')}{run('3件')}</w:p>", ["3件"]),
    (
        "nor what is crossed out",
        f"<w:p>{run('99', '<w:strike/>')}{run('98', '<w:dstrike/>')}{run('3件')}</w:p>",
        ["3件"],
    ),
    ("a raised mark is no digit", f"<w:p>{run('3')}{run('1', RAISED)}</w:p>", ["3¹"]),
    ("an equation is its text", f"<w:p><m:oMath><m:r><m:t>3</m:t></m:r></m:oMath>{run('件')}</w:p>", ["3件"]),
    (
        "one of two storeys is no text",
        f"<w:p>{run('率')}<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num></m:f></m:oMath></w:p>",
        ["率\ufffc"],
    ),
    ("hidden switched off", f"<w:p>{run('3件', NOT_HIDDEN)}</w:p>", ["3件"]),
    ("a field shows its result", f"<w:p><w:r><w:instrText>DATE</w:instrText></w:r>{run('2021')}</w:p>", ["2021"]),
    (
        "nothing of a field within the code of another",
        f"<w:p>{BEGIN}<w:r><w:instrText>IF</w:instrText></w:r>{BEGIN}{SEPARATE}{run('7')}{END}{SEPARATE}{run('3')}{END}</w:p>",
        ["3"],
    ),
    ("a field of a form shows what was typed", f"<w:p>{BEGIN}{SEPARATE}{run('12')}{END}</w:p>", ["12"]),
    ("of a list what was chosen", f"<w:p>{run('共')}{CHOICE}{SEPARATE}{END}{run('件')}</w:p>", ["共12件"]),
    ("once", f"<w:p>{CHOICE}{SEPARATE}{run('12')}{END}</w:p>", ["12"]),
    (
        "no hint of a control that waits for words",
        f"<w:p>{run('3件')}<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('单击此处')}</w:sdtContent></w:sdt></w:p>",
        ["3件"],
    ),
    (
        "but a figure in it",
        f"<w:p><w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('12')}</w:sdtContent></w:sdt></w:p>",
        ["12"],
    ),
    ("a digit above the line is a mark", f"<w:p>{run('3')}{run('1', HIGH)}</w:p>", ["3¹"]),
    ("all of it above the line is none", f"<w:p>{run('3', HIGH)}</w:p>", ["3"]),
    ("nor hardly above it", f"<w:p>{run('3')}{run('1', STRAIGHT)}</w:p>", ["31"]),
    ("a link shows its text", f"<w:p><w:hyperlink>{run('附件')}</w:hyperlink></w:p>", ["附件"]),
    ("a line end parts lines", f"<w:p>{run('一')}<w:r><w:br/></w:r>{run('二')}</w:p>", ["一", "二"]),
    ("a tab stays", f"<w:p>{run('规章')}<w:r><w:tab/></w:r>{run('0')}</w:p>", ["规章\t0"]),
    ("a content control is transparent", f"<w:sdt><w:sdtContent>{p('正文')}</w:sdtContent></w:sdt>", ["正文"]),
    (
        "of a gloss the word alone",
        f"<w:p><w:r><w:ruby><w:rt>{run('wu')}</w:rt><w:rubyBase>{run('务')}</w:rubyBase></w:ruby></w:r></w:p>",
        ["务"],
    ),
    (
        "a text box once, behind its paragraph",
        f"<w:p>{run('正文')}<w:r><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent>{p('框内')}</w:txbxContent>"
        f"</w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>{p('框内')}</w:txbxContent></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>",
        ["正文", "框内"],
    ),
]


@pytest.mark.parametrize(("body", "expected"), [case[1:] for case in WORDS], ids=[case[0] for case in WORDS])
def test_words(body: str, expected: list[str]) -> None:
    assert blocks(read_docx(docx(body), None)) == expected


STYLES = """<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:style w:styleId="Mark"><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>
<w:style w:styleId="Own"><w:basedOn w:val="Mark"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:styleId="Unseen"><w:basedOn w:val="Unseen"/><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:styleId="White"><w:rPr><w:color w:val="FFFFFF"/></w:rPr></w:style>
<w:style w:styleId="Tiny"><w:rPr><w:sz w:val="2"/></w:rPr></w:style>
<w:style w:styleId="Larger"><w:basedOn w:val="Tiny"/><w:rPr><w:sz w:val="24"/></w:rPr></w:style>
<w:style w:styleId="Plain"><w:rPr><w:b/></w:rPr></w:style></w:styles>"""


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (run("3") + run("1", '<w:rStyle w:val="Mark"/>'), ["3¹"]),
        (run("3") + run("1", '<w:rStyle w:val="Own"/>'), ["3¹"]),
        (run("3") + run("1", '<w:rStyle w:val="Unseen"/>'), ["3"]),
        (run("3") + run("1", '<w:rStyle w:val="Plain"/>'), ["31"]),
        (run("3") + run("1", '<w:rStyle w:val="Unseen"/><w:vanish w:val="0"/>'), ["31"]),
        (run("3") + '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="2"/><w:t>1</w:t></w:r>', ["3¹"]),
    ],
)
def test_a_style_of_characters_marks_the_runs_that_name_it(body: str, expected: list[str]) -> None:
    assert blocks(read_docx(docx(f"<w:p>{body}</w:p>", more={"word/styles.xml": STYLES}), None)) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (run("8") + run("9", "<w:b/>"), ["尾"]),
        (run("8", '<w:vanish w:val="0"/>'), ["8", "尾"]),
    ],
)
def test_a_style_of_paragraphs_hides_its_runs(body: str, expected: list[str]) -> None:
    hidden = f'<w:p><w:pPr><w:pStyle w:val="Unseen"/></w:pPr>{body}</w:p>'
    assert blocks(read_docx(docx(hidden + p("尾"), more={"word/styles.xml": STYLES}), None)) == expected


WHITE = '<w:color w:val="FFFFFF"/>'
FILL = '<w:textFill><w:solidFill><w:srgbClr w:val="{}"/></w:solidFill></w:textFill>'
GREY = '<w:color w:val="d9d9d9"/>'
OF_STYLE = '<w:rStyle w:val="White"/>'
DARK, LIGHT = '<w:highlight w:val="darkBlue"/>', '<w:highlight w:val="white"/>'
YELLOW = '<w:color w:val="FFFF00"/><w:highlight w:val="yellow"/>'
SHADE = '<w:shd w:val="clear" w:fill="1F4E79"/>'


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (tc(f"<w:p>{run('3', WHITE)}{run('7')}</w:p>"), "7"),
        (tc(f"<w:p>{run('总计', WHITE)}{run('7')}</w:p>"), "总计7"),  # a label is read in any case
        (tc(f"<w:p>{run('3', WHITE)}{run('7')}</w:p>", SHADE), "37"),
        (tc(f"<w:p>{run('3', WHITE + SHADE)}{run('7')}</w:p>"), "37"),
        (tc(f"<w:p>{run('3', WHITE)}{run('7')}</w:p>", '<w:shd w:val="clear" w:fill="auto"/>'), "7"),
        (tc(f"<w:p>{run('3', GREY)}{run('7')}</w:p>", '<w:shd w:val="clear" w:fill="D9D9D9"/>'), "7"),
        (tc(f"<w:p>{run('3', GREY)}{run('7')}</w:p>", '<w:shd w:val="clear" w:fill="a6a6a6"/>'), "37"),
        (tc(f"<w:p>{run('3', WHITE)}{run('7')}</w:p>", '<w:shd w:val="clear" w:fill="F2F2F2"/>'), "7"),
        (tc(f"<w:p>{run('3', YELLOW)}{run('7')}</w:p>"), "7"),
        (
            tc(f"<w:p>{run('3', GREY)}{run('7')}</w:p>", '<w:shd w:val="pct25" w:fill="D9D9D9"/>'),
            "37",
        ),  # of two colours
        (tc(f"<w:p>{run('3', GREY)}{run('7')}</w:p>"), "37"),
        (tc(f"<w:p>{run('3', OF_STYLE)}{run('7')}</w:p>"), "7"),
        (tc(f"<w:p>{run('3', OF_STYLE)}{run('7')}</w:p>", SHADE), "37"),
        (tc(f"<w:p>{run('3', WHITE + DARK)}{run('7')}</w:p>"), "37"),
        (tc(f"<w:p>{run('3', WHITE + LIGHT)}{run('7')}</w:p>", SHADE), "7"),
        (tc(f"<w:p>{run('3', '<w:textFill><w:noFill/></w:textFill>')}{run('7')}</w:p>"), "7"),
        (tc(f"<w:p>{run('3', FILL.format('FFFFFF'))}{run('7')}</w:p>"), "7"),
        (tc(f"<w:p>{run('3', FILL.format('FF0000'))}{run('7')}</w:p>"), "37"),
    ],
)
def test_a_figure_in_the_colour_of_what_is_behind_it_is_not_read(cell: str, text: str) -> None:
    (grid,) = read_docx(docx(tbl([tc(p("总计")), cell]), more={"word/styles.xml": STYLES}), None).grids
    assert grid.rows[0][1].text == text


@pytest.mark.parametrize(
    ("look", "text"),
    [
        ('<w:sz w:val="2"/>', "7"),
        ('<w:sz w:val="21"/>', "37"),
        ('<w:rStyle w:val="Tiny"/>', "7"),
        ('<w:rStyle w:val="Larger"/>', "37"),
        ('<w:w w:val="1"/>', "7"),
        ('<w:w w:val="80"/>', "37"),
        ('<w:position w:val="-3000"/>', "7"),
        ('<w:position w:val="-3"/>', "37"),
    ],
)
def test_a_figure_that_nobody_sees_is_not_read(look: str, text: str) -> None:
    cell = tc(f"<w:p>{run('3', look)}{run('7')}</w:p>")
    (grid,) = read_docx(docx(tbl([tc(p("总计")), cell]), more={"word/styles.xml": STYLES}), None).grids
    assert grid.rows[0][1].text == text


def test_headings() -> None:
    body = (
        p("标题", '<w:pPr><w:pStyle w:val="Title"/></w:pPr>')
        + p("一、总体情况", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>')
        + '<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:rPr><w:sz w:val="44"/></w:rPr><w:t>报告</w:t></w:r></w:p>'
        + p("正文")
    )
    assert [line.is_heading for line in read_docx(docx(body), None).lines] == [True, True, True, False]


def test_a_cell_spans_columns_and_rows() -> None:
    table = tbl(
        [tc(p("结果"), '<w:vMerge w:val="restart"/>'), tc(p("公开"), '<w:gridSpan w:val="2"/>')],
        [tc(p(""), "<w:vMerge/>"), tc(p("1")), tc(p("2"))],
    )
    (grid,) = read_docx(docx(table), None).grids
    assert [(c.text, c.row, c.column, c.rowspan, c.colspan) for c in grid.rows[0]] == [
        ("结果", 0, 0, 2, 1),
        ("公开", 0, 1, 1, 2),
    ]
    assert grid.rows[1][0] is grid.rows[0][0]
    assert [(cell.text, cell.column) for cell in grid.rows[1][1:]] == [("1", 1), ("2", 2)]


@pytest.mark.parametrize(
    ("widths", "columns"),
    [
        (([1, 2, 2], [2, 1, 2], [2, 2, 1]), ([1, 1, 1], [1, 1, 1], [1, 1, 1])),  # edges that were dragged apart
        (([3, 2], [2, 1, 2]), ([2, 1], [1, 1, 1])),
        (([1, 2], [1, 1, 1]), ([1, 2], [1, 1, 1])),  # as Word has it
    ],
)
def test_a_column_in_which_no_row_has_a_cell_of_its_own_is_none(
    widths: tuple[list[int], ...], columns: tuple[list[int], ...]
) -> None:
    rows = [[tc(p("1"), f'<w:gridSpan w:val="{width}"/>') for width in row] for row in widths]
    (grid,) = read_docx(docx(tbl(*rows)), None).grids
    assert tuple([cell.colspan for cell in row] for row in grid.rows) == columns
    assert grid.is_rectangular


def test_a_picture_in_a_cell_is_no_blank() -> None:
    picture = "<w:p><w:r><w:drawing/></w:r></w:p>"
    table = tbl([tc(p("规章")), tc(picture)], [tc(p("许可")), tc(picture + p("2"))])
    assert blocks(read_docx(docx(table), None)) == [[["规章", "\ufffc"], ["许可", "2"]]]


def test_a_figure_in_a_text_box_of_a_cell_is_the_cells() -> None:
    box = f"<w:p><w:r><w:pict><w:txbxContent>{p('12')}</w:txbxContent></w:pict></w:r></w:p>"
    document = read_docx(docx(tbl([tc(p("规章")), tc(box)], [tc(p("许可")), tc(p("3"))])), None)
    assert [[cell.text for cell in row] for grid in document.grids for row in grid.rows] == [
        ["规章", "12"],
        ["许可", "3"],
    ]
    assert list(document.lines) == []


def test_a_deleted_row_is_not_read() -> None:
    table = tbl([tc(p("规章")), tc(p("1"))]).replace("<w:tr>", "<w:tr><w:trPr><w:del/></w:trPr>") + p("后文")
    kept = tbl([tc(p("规章")), tc(p("2"))])
    assert blocks(read_docx(docx(table + kept), None)) == ["后文", [["规章", "2"]]]


def test_a_control_that_holds_a_table_holds_no_hint() -> None:
    table = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{tbl([tc(p('规章')), tc(p('1'))])}</w:sdtContent></w:sdt>"
    assert blocks(read_docx(docx(table), None)) == [[["规章", "1"]]]


def test_paragraphs_of_a_cell_are_one_text_but_figures_stay_apart() -> None:
    table = tbl([tc(p("结果") + p("维持")), tc(p("12") + p("3"))])
    assert blocks(read_docx(docx(table), None)) == [[["结果维持", "12\n3"]]]


def test_a_table_that_holds_others_is_layout() -> None:
    inner = tbl([tc(p("规章")), tc(p("1"))])
    outer = tbl([tc(p("菜单")), tc(p("正文") + inner)])
    assert blocks(read_docx(docx(outer), None)) == ["菜单", "正文", [["规章", "1"]]]


def test_a_table_of_one_cell_within_a_cell_is_the_cells_text() -> None:
    outer = tbl([tc(p("规章")), tc(tbl([tc(p("1"))]) + p(""))], [tc(p("行政规范性文件")), tc(p("2"))])
    assert blocks(read_docx(docx(outer), None)) == [[["规章", "1"], ["行政规范性文件", "2"]]]


def listed(text: str, list_number: int, level: int = 0) -> str:
    return p(text, f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_number}"/></w:numPr></w:pPr>')


def level(depth: int, kind: str, text: str) -> str:
    return f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/></w:lvl>'


LISTS = (
    '<w:abstractNum w:abstractNumId="0">'
    + level(0, "chineseCountingThousand", "%1、")
    + level(1, "decimal", "（%2）")
    + '</w:abstractNum><w:abstractNum w:abstractNumId="1">'
    + level(0, "bullet", "·")
    + '</w:abstractNum><w:num w:numId="4"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="5"><w:abstractNumId w:val="1"/></w:num>'
)


def test_the_numbers_that_word_makes_stand_before_their_paragraphs() -> None:
    """Not before a point of a bulleted list, nor in a table, where the labels of the form do without."""
    body = listed("总体情况", 4) + listed("主动公开", 4, 1) + listed("平台建设", 4, 1) + listed("申请", 4) + p("正文")
    body += listed("其他", 4) + listed("渠道", 5) + listed("无此列表", 9) + tbl([tc(listed("规章", 4)), tc(p("1"))])
    expected = ["一、总体情况", "（1）主动公开", "（2）平台建设", "二、申请", "正文", "三、其他", "渠道", "无此列表"]
    assert blocks(read_docx(docx(body, numbering=LISTS), None)) == [*expected, [["规章", "1"]]]


def test_a_list_counts_up_to_ninety_nine_in_chinese() -> None:
    body = "".join(listed("项", 4) for _ in range(21))
    lines = [line.text for line in read_docx(docx(body, numbering=LISTS), None).lines]
    assert (lines[9], lines[10], lines[19], lines[20]) == ("十、项", "十一、项", "二十、项", "二十一、项")


def test_what_a_list_writes_before_a_paragraph_is_bounded() -> None:
    endless = LISTS.replace("%1、", "%1、" * 3_000)
    (line,) = read_docx(docx(listed("项", 4), numbering=endless), None).lines
    assert len(line.text) < 100


def reason(body: bytes) -> str:
    with pytest.raises(UnreadableDocumentError) as caught:
        read_docx(body, None)
    return caught.value.code


BOMB = '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
REFUSALS: list[tuple[str, bytes, str]] = [
    ("cut short", docx(p("正文"))[:-30], "damaged"),
    ("no document part", docx("").replace(b"word/document.xml", b"word/nothing_.xml"), "damaged"),
    ("not XML", docx("<w:p>"), "damaged"),
    ("declares entities", docx(p("正文"), BOMB), "damaged"),
    ("reads a file", docx(p("正文"), '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]>'), "damaged"),
    ("nested 3,000 deep", docx("<w:sdt>" * 3_000 + "</w:sdt>" * 3_000), "damaged"),
    ("unpacks to 40 MB", docx(p("一" * 14_000_000)), "too_large"),
    ("a table without end", docx(tbl([tc("")] * 60_000)), "table_too_large"),
    ("pictures alone", docx("<w:p><w:r><w:drawing><w:blip/></w:drawing></w:r></w:p>"), "scanned"),
    ("nothing", docx(p("")), "empty"),
]


@pytest.mark.parametrize(("body", "code"), [case[1:] for case in REFUSALS], ids=[case[0] for case in REFUSALS])
def test_what_cannot_be_read_is_named(body: bytes, code: str) -> None:
    assert reason(body) == code


WORD_2003 = (
    '<?xml version="1.0"?><?mso-application progid="Word.Document"?>'
    '<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml" '
    'xmlns:wx="http://schemas.microsoft.com/office/word/2003/auxHint" xmlns:aml="http://schemas.microsoft.com/aml/2001/core">'
    "<w:body><wx:sect>{}</wx:sect></w:body></w:wordDocument>"
)


def test_a_document_of_word_2003() -> None:
    change = (
        '<w:p><aml:annotation w:type="Word.Deletion"><aml:content><w:r><w:t>旧</w:t></w:r></aml:content></aml:annotation>'
        '<aml:annotation w:type="Word.Insertion"><aml:content><w:r><w:t>新</w:t></w:r></aml:content></aml:annotation></w:p>'
    )
    table = tbl(
        [tc(p("甲"), '<w:vmerge w:val="restart"/>'), tc(p("1"))],
        [tc(p(""), "<w:vmerge/>"), tc(p("2"))],
    )
    document = read_document(WORD_2003.format(p("题") + change + table).encode(), "application/msword")
    assert [line.text for line in document.lines] == ["题", "新"]
    assert [[cell.text for cell in row] for grid in document.grids for row in grid.rows] == [["甲", "1"], ["甲", "2"]]


def test_an_embedded_object_is_said() -> None:
    document = read_document(docx(p("正文") + "<w:p><w:r><w:object><w:OLEObject/></w:object></w:r></w:p>"), None)
    assert [notice.code for notice in document.notices] == ["embedded_object"]
