"""What is read of a workbook: each table a grid with the addresses of its cells, the texts around it as lines."""

from __future__ import annotations

import io
import zipfile
from itertools import product

import pytest

from pipeline.documents.document import UnreadableDocumentError
from pipeline.documents.office.workbook import read_xls, read_xlsx
from pipeline.documents.read import read_document
from tests.pipeline.documents.office_writer import cells, ods, ods_cell, ods_row, package, xlsx
from tests.pipeline.documents.xls_writer import label, number, xls

TITLE = "青禾市教育局2021年政府信息公开工作年度报告"


def test_texts_above_and_below_a_table_are_lines_and_the_table_keeps_its_addresses() -> None:
    sheet = cells({"A1": TITLE, "B3": "规章", "C3": "数量", "B4": "件", "C4": 5, "A6": "填表人"})
    document = read_xlsx(xlsx({"主动公开": sheet}), None)
    assert [line.text for line in document.lines] == [TITLE, "填表人"]
    (grid,) = document.grids
    assert [[cell.text for cell in row] for row in grid.rows] == [["规章", "数量"], ["件", "5"]]
    place = grid.place(grid.rows[1][1])
    assert (place.sheet, place.cell, place.row, place.column) == ("主动公开", "C4", 2, 3)
    assert place.text == "sheet 主动公开, cell C4"


def test_a_last_row_without_figures_belongs_to_the_table() -> None:
    sheet = cells(
        {
            "A1": "（七）总计",
            "B1": 3,
            "A2": "四、结转下年度继续办理",
            "A3": "四、行政复议、行政诉讼情况",
            "A4": "填表人",
        }
    )
    document = read_xlsx(xlsx({"申请": sheet}), None)
    assert [line.text for line in document.lines] == ["四、行政复议、行政诉讼情况", "填表人"]
    assert [row[0].text for grid in document.grids for row in grid.rows] == ["（七）总计", "四、结转下年度继续办理"]


def test_merged_cells_are_spans() -> None:
    sheet = cells({"A1": "结果", "B1": "公开", "B2": 1, "C2": 2})
    merged = '<mergeCells count="2"><mergeCell ref="A1:A2"/><mergeCell ref="B1:C1"/></mergeCells>'
    (grid,) = read_xlsx(xlsx({"表": sheet + merged}), None).grids
    assert [(c.text, c.rowspan, c.colspan) for c in grid.rows[0]] == [("结果", 2, 1), ("公开", 1, 2)]
    assert grid.rows[1][0] is grid.rows[0][0]


@pytest.mark.parametrize(
    ("value", "text"),
    [(5, "5"), (5.0, "5"), (0, "0"), (-2, "-2"), (96171.6, "96171.6"), (0.1 + 0.2, "0.3"), (12345678, "12345678"),
     (149.673874, "149.673874"), ("/", "/"), ("5 ", "5"), ("结果\n维持", "结果维持"), ("1\n2", "1\n2")],
)  # fmt: skip
def test_values_as_a_person_sees_them(value: str | float, text: str) -> None:
    (grid,) = read_xlsx(xlsx({"表": cells({"A1": "项", "B1": value})}), None).grids
    assert grid.rows[0][1].text == text


def test_an_empty_row_parts_tables_and_sheets_stand_in_order() -> None:
    first = cells({"A1": "规章", "B1": 1, "A3": "许可", "B3": 2})
    document = read_xlsx(xlsx({"一": first, "二": cells({"A1": "收费", "B1": 3})}), None)
    assert [[cell.text for cell in grid.rows[0]] for grid in document.grids] == [
        ["规章", "1"],
        ["许可", "2"],
        ["收费", "3"],
    ]


@pytest.mark.parametrize(
    ("below", "rows"),
    [([], 2), ([[], ["五、存在的主要问题"]], 2), ([["五、存在的主要问题"]], 1)],
)
def test_a_disputes_table_left_blank_has_its_row(below: list[list[str | float]], rows: int) -> None:
    names: list[str | float] = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
    rows_shown = [["行政复议", "行政诉讼"], names, *below]
    shown = {f"{'ABCDE'[x]}{y}": text for y, row in enumerate(rows_shown, 1) for x, text in enumerate(row)}
    table = next(iter(read_xlsx(xlsx({"表": cells(shown)}), None).grids))
    assert [cell.text for cell in table.rows[1]] == names
    assert [[cell.text for cell in row] for row in table.rows[2:]] == [[""] * 5] * (rows - 1)


@pytest.mark.parametrize(
    ("below", "grids"),
    [
        (["四、结转下年度继续办理", 0, "", 0], 1),
        (["规章", 0, 0, 0], 2),
    ],
)
def test_an_empty_row_above_a_numbered_row_of_figures_parts_nothing(below: list[str | float], grids: int) -> None:
    rows: list[list[str | float]] = [["（七）总计", 1, 0, 1], [], below]
    shown = {f"{'ABCD'[x]}{y}": text for y, row in enumerate(rows, 1) for x, text in enumerate(row) if text != ""}
    document = read_xlsx(xlsx({"表": cells(shown)}), None)
    assert len(list(document.grids)) == grids


def test_a_hidden_sheet_is_not_read_and_is_named() -> None:
    body = xlsx({"今年": cells({"A1": "规章", "B1": 1}), "去年": cells({"A1": "规章", "B1": 9})}, {"去年": "hidden"})
    document = read_xlsx(body, None)
    assert len(list(document.grids)) == 1
    assert [(notice.code, "去年" in notice.message) for notice in document.notices] == [("hidden_sheet", True)]


def reason(body: bytes) -> str:
    with pytest.raises(UnreadableDocumentError) as caught:
        read_xlsx(body, None)
    return caught.value.code


def with_part(name: str, content: bytes) -> bytes:
    return package({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<workbook/>", name: content})


REFUSALS: list[tuple[str, bytes, str]] = [
    ("cut short", xlsx({"表": cells({"A1": 1, "B1": 2})})[:-40], "damaged"),
    ("no workbook part", package({"[Content_Types].xml": "<Types/>"}), "damaged"),
    ("a cell in the last corner", xlsx({"表": cells({"A1": 1, "XFD1048576": 2})}), "table_too_large"),
    ("unpacks to 70 MB", with_part("xl/sharedStrings.xml", b" " * 70_000_000), "too_large"),
    ("declares entities", with_part("xl/sharedStrings.xml", b'<!DOCTYPE d [<!ENTITY a "b">]><sst/>'), "damaged"),
    ("empty sheets", xlsx({"表": "<sheetData/>"}), "empty"),
    ("51 sheets", xlsx({f"表{number}": cells({"A1": 1}) for number in range(51)}), "too_large"),
]


@pytest.mark.parametrize(("body", "code"), [case[1:] for case in REFUSALS], ids=[case[0] for case in REFUSALS])
def test_what_cannot_be_read_is_named(body: bytes, code: str) -> None:
    assert reason(body) == code


def test_an_old_workbook_that_is_damaged_is_named() -> None:
    with pytest.raises(UnreadableDocumentError) as caught:
        read_xls(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, None)
    assert caught.value.code == "damaged"


def test_no_damaged_byte_of_an_old_workbook_ends_the_reader() -> None:
    """The library panics at some: what it raises then is no `Exception`."""
    body = xls([label(0, 0, "许可"), number(0, 1, 5)], [], {})
    codes: set[str] = set()
    for place, byte in product(range(1_200, 1_700), (0, 9, 255)):
        try:
            read_xls(body[:place] + bytes([byte]) + body[place + 1 :], None)
        except UnreadableDocumentError as error:
            codes.add(error.code)
    assert "damaged" in codes


def test_a_formula_without_its_value_is_no_empty_cell() -> None:
    sheet = (
        '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>总计</t></is></c><c r="B1"><f>MAX(B2:B9)</f></c>'
        '<c r="C1"><f>1+1</f><v>2</v></c></row></sheetData>'
    )
    document = read_document(xlsx({"表": sheet}), None)
    assert [cell.text for grid in document.grids for cell in grid.rows[0]] == ["总计", "=MAX(B2:B9)", "2"]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ('<c r="B1" t="e"><v>#REF!</v></c>', "#REF!"),
        ('<c r="B1" s="2" t="e"><f>SUM(B2)</f><v>#N/A</v></c>', "#N/A"),
        ("<c t='e' r='B1'><f>SUM(B2)</f><v>#N/A</v></c>", "#N/A"),
        ("<c r='B1' s='1'><f>B2*2</f></c>", "=B2*2"),
        ('<c r="B1" t="inlineStr"><is><r><rPr><strike/></rPr><t>9</t></r><r><t>3</t></r></is></c>', "3"),
        ('<c r="B1" t="inlineStr"><is><r><rPr><strike val="0"/></rPr><t>3</t></r></is></c>', "3"),
        (
            '<c r="B1" t="inlineStr"><is><r><t>3</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>1</t></r></is></c>',
            "3¹",
        ),
    ],
)
def test_of_a_cell_what_a_person_sees_is_read(cell: str, text: str) -> None:
    sheet = f'<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>总计</t></is></c>{cell}</row></sheetData>'
    document = read_document(xlsx({"表": sheet}), None)
    assert [[cell.text for cell in row] for grid in document.grids for row in grid.rows] == [["总计", text]]


@pytest.mark.parametrize(
    ("filled", "merged", "last"),
    [
        ({"A3": "强制"}, "B3:C3", ["强制", ""]),
        ({"C3": 0}, "", ["", "", "0"]),
    ],
)
def test_a_last_row_of_which_one_cell_is_filled_is_a_row_of_the_table(
    filled: dict[str, str | int], merged: str, last: list[str]
) -> None:
    sheet = cells({"A1": "信息内容", "B1": "制发", "C1": "废止", "A2": "处罚", "B2": 4, "C2": 5, **filled})
    sheet += f'<mergeCells><mergeCell ref="{merged}"/></mergeCells>' if merged else ""
    (grid,) = read_document(xlsx({"表": sheet}), None).grids
    assert [cell.text for cell in grid.rows[2]] == last


EXCEL_2003 = (
    '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
    '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
    '<Worksheet ss:Name="表"><Table>{}</Table></Worksheet></Workbook>'
)


def test_a_workbook_of_excel_2003() -> None:
    def cell(text: str, attributes: str = "") -> str:
        return f'<Cell {attributes}><Data ss:Type="String">{text}</Data></Cell>'

    title = "<Row>" + cell("统计表") + "</Row>"
    first = '<Row ss:Index="3">' + cell("甲", 'ss:MergeDown="1"') + cell("1") + cell("2", 'ss:Index="4"') + "</Row>"
    second = "<Row>" + cell("3", 'ss:Index="2"') + "</Row>"
    document = read_document(EXCEL_2003.format(title + first + second).encode(), "application/vnd.ms-excel")
    assert [line.text for line in document.lines] == ["统计表"]
    rows = [[cell.text for cell in row] for grid in document.grids for row in grid.rows]
    assert rows == [["甲", "1", "", "2"], ["甲", "3", "", ""]]


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ('<Data ss:Type="Number">5</Data><Comment><ss:Data>7</ss:Data></Comment>', "5"),
        ('<ss:Data ss:Type="String"><S>9</S><Font>3</Font></ss:Data>', "3"),
        ('<ss:Data ss:Type="String">3<Sup>1</Sup></ss:Data>', "3¹"),
    ],
)
def test_of_a_cell_of_excel_2003_what_a_person_sees_is_read(data: str, text: str) -> None:
    row = f'<Row><Cell><Data ss:Type="String">甲</Data></Cell><Cell>{data}</Cell></Row>'
    (grid,) = read_document(EXCEL_2003.format(row).encode(), "application/vnd.ms-excel").grids
    assert grid.rows[0][1].text == text


@pytest.mark.parametrize(
    ("head", "row", "tail", "codes"),
    [
        ("", 'ss:Hidden="1"', "", ["hidden_rows"]),
        ('<Column ss:Index="2" ss:Hidden="1"/>', "", "", ["hidden_rows"]),
        ('<Column ss:Hidden="1" ss:Span="1"/>', "", "", ["hidden_rows"]),
        ('<Column ss:Index="2" ss:Hidden="1"/>', "", "", ["hidden_rows"]),
        ('<Column ss:Index="3" ss:Hidden="1" ss:Span="250"/>', "", "", []),
        ("", "", "<Worksheet><Table/><WorksheetOptions><Visible>SheetHidden</Visible></WorksheetOptions></Worksheet>",
         ["hidden_sheet"]),
    ],
)  # fmt: skip
def test_what_is_hidden_of_a_workbook_of_excel_2003_is_said(head: str, row: str, tail: str, codes: list[str]) -> None:
    cell = '<Cell><Data ss:Type="Number">1</Data></Cell>'
    body = EXCEL_2003.format(f"{head}<Row {row}>{cell}{cell}</Row>").replace("</Workbook>", f"{tail}</Workbook>")
    assert [n.code for n in read_document(body.encode(), "application/vnd.ms-excel").notices] == codes


@pytest.mark.parametrize(
    ("value", "words", "text"),
    [("12000", "12", "12"), ("149.673874", "149.67", "149.673874"), ("12345", "12,345", "12345"),
     ("8000", "8000元", "8000元"), ("5", "5件", "5件"), ("5", "约5", "约5"), ("5", "5余", "5余"), ("5", "¥5.00", "5"),
     ("25", "二十五", "25"), ("-5", "-5", "-5")],
)  # fmt: skip
def test_a_number_of_an_opendocument_workbook_is_read_as_it_is_shown(value: str, words: str, text: str) -> None:
    number = f'office:value-type="float" office:value="{value}"'
    row = ods_row(ods_cell("<text:p>总计</text:p>"), ods_cell(f"<text:p>{words}</text:p>", number))
    (grid,) = read_document(ods({"表": row}), None).grids
    assert grid.rows[0][1].text == text


@pytest.mark.parametrize(("hidden", "codes"), [(1, ["hidden_rows"]), (2, [])])
def test_a_hidden_column_of_an_opendocument_workbook_is_said(hidden: int, codes: list[str]) -> None:
    columns = f'<table:table-column table:number-columns-repeated="{hidden}"/><table:table-column table:visibility="collapse"/>'
    row = ods_row(ods_cell("<text:p>总计</text:p>"), ods_cell("<text:p>5</text:p>"))
    assert [n.code for n in read_document(ods({"表": columns + row}), None).notices] == codes


def test_an_opendocument_workbook_is_read_as_excels_are() -> None:
    below = ods_row(ods_cell(attributes='table:number-columns-repeated="1024"'), times=1_000_000)
    rows = (
        ods_row(ods_cell(f"<text:p>{TITLE}</text:p>", 'table:number-columns-spanned="3"'))
        + ods_row(ods_cell(), times=2)
        + ods_row(
            ods_cell("<text:p>结果</text:p><text:p>维持</text:p>"),
            ods_cell(
                "<office:annotation><text:p>2</text:p></office:annotation><text:p>公开</text:p>",
                'table:number-rows-spanned="2"',
            ),
            ods_cell("<text:p>149.67</text:p>", 'office:value-type="float" office:value="149.673874"'),
        )
        + ods_row(
            ods_cell("<text:p>1.<text:s/>属于<text:span>国家</text:span>秘密</text:p>"),
            "<table:covered-table-cell/>",
            ods_cell("<text:p>5</text:p>", 'office:value-type="float" office:value="5"'),
        )
        + below
    )
    document = read_document(ods({"表1": rows}), None)
    assert [line.text for line in document.lines] == [TITLE]
    (grid,) = document.grids
    assert [[cell.text for cell in row] for row in grid.rows] == [
        ["结果维持", "公开", "149.673874"],
        ["1. 属于国家秘密", "公开", "5"],
    ]
    assert grid.place(grid.rows[1][2]).cell == "C5"


def test_what_an_opendocument_workbook_repeats_is_bounded() -> None:
    cell = ods_cell("<text:p>1</text:p>", 'table:number-columns-repeated="1000"')
    with pytest.raises(UnreadableDocumentError) as error:
        read_document(ods({"表1": ods_row(cell, times=1_000_000)}), None)
    assert error.value.code == "table_too_large"


def test_a_hidden_opendocument_sheet_is_named() -> None:
    sheets = {name: ods_row(ods_cell(f"<text:p>{name}</text:p>")) for name in ("规章", "许可")}
    document = read_document(ods(sheets, hidden="许可"), None)
    assert document.text == "规章"
    assert [notice.code for notice in document.notices] == ["hidden_sheet"]


def below(names: tuple[str, ...]) -> dict[str, str | float]:
    """Names in row 3 from column D on, and a figure below each."""
    texts: dict[str, str | float] = dict.fromkeys(("D4", "E4", "F4", "G4", "H4"), 9)
    return texts | {f"{column}3": name for column, name in zip("DEFGH", names, strict=True)}


LEFT = {f"A{row}": label for row, label in enumerate(("规章", "许可", "处罚"), 2)} | {
    f"B{row}": row for row in (2, 3, 4)
}


@pytest.mark.parametrize(
    ("beside", "tables"),
    [
        ({"D2": "一、新收", "D3": "二、结转", "D4": "四、继续", "E2": 7, "E3": 8, "E4": 9}, 2),
        ({"D2": "一、新收", "D3": "二、结转", "E2": 7, "E3": 8}, 1),  # too few rows to be a table
        ({"D2": 7, "D3": 8, "D4": 9}, 1),  # figures of the same labels, behind a column left free
        (below(("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")), 2),  # the disputes
        (below(("自然人", "商业企业", "科研机构", "社会公益组织", "总计")), 1),
    ],
)
def test_tables_side_by_side_are_read_one_after_the_other(beside: dict[str, str | float], tables: int) -> None:
    grids = list(read_document(xlsx({"表": cells(LEFT | beside)}), None).grids)
    assert len(grids) == tables
    assert [cell.text for cell in grids[0].rows[0][:2]] == ["规章", "2"]
    if tables == 2:
        assert (grids[1].first_column, grids[1].rows[-1][-1].text) == (3, "9")


HEADED = (
    {"A1": "项目", "B1": "件数"}
    | {f"A{row}": f"{row}.项" for row in range(2, 9)}
    | {f"B{row}": row for row in range(2, 9)}
)


@pytest.mark.parametrize(
    ("beside", "notes"),
    [
        ({"D3": "注：上年为", "E3": 15, "D5": "核对人：甲"}, ["注：上年为 15", "核对人：甲"]),
        ({"D1": "备注", "D3": "含结转"}, []),  # a column of the table, with a header
        ({"D3": 15}, []),  # a figure, of which nothing says what it is
        ({f"D{row}": "无误" for row in range(2, 8)}, []),  # beside most rows
    ],
)
def test_notes_beside_a_table_are_no_part_of_it(beside: dict[str, str | float], notes: list[str]) -> None:
    document = read_document(xlsx({"表": cells(HEADED | beside)}), None)
    assert [line.text for line in document.lines if line.text in notes] == notes
    (grid,) = document.grids
    assert len(grid.rows[0]) == (2 if notes else 5 if "E3" in beside else 4)


@pytest.mark.parametrize(
    ("told", "name", "width"),
    [(0, None, 2), ("√", None, 2), (0, "三年前", 4), (3, None, 4)],
)
def test_what_says_beside_each_row_that_it_adds_up_is_no_column(told: str | int, name: str | None, width: int) -> None:
    beside = {f"D{row}": told for row in range(2, 9)} | ({"D1": name} if name else {})
    (grid,) = read_document(xlsx({"表": cells(HEADED | beside)}), None).grids
    assert len(grid.rows[0]) == width


def test_an_opendocument_workbook_that_is_one_file() -> None:
    with zipfile.ZipFile(
        io.BytesIO(ods({"表": ods_row(ods_cell("<text:p>总计</text:p>"), ods_cell("<text:p>5</text:p>"))}))
    ) as archive:
        content = archive.read("content.xml").decode()
    kind = 'office:mimetype="application/vnd.oasis.opendocument.spreadsheet"'
    flat = content.replace("<office:document-content", f"<office:document {kind}").replace(
        "office:document-content>", "office:document>"
    )
    document = read_document(flat.encode(), None)
    assert [[cell.text for cell in row] for grid in document.grids for row in grid.rows] == [["总计", "5"]]
    assert document.media_type.endswith("spreadsheet-flat-xml")
