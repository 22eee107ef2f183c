"""A workbook is read as it is shown: without what is hidden, each number in its format, and old files by their records."""

from __future__ import annotations

import io
import struct
import time
import timeit
import zipfile
from contextlib import suppress

import pytest

from pipeline.documents.cell_text import OBJECT
from pipeline.documents.document import UnreadableDocumentError
from pipeline.documents.office.unseen_lines import MAXIMUM_COLUMNS, columns_within
from pipeline.documents.office.workbook import read_xlsx
from pipeline.documents.read import read_document
from tests.pipeline.documents.office_writer import ods, ods_cell, ods_row, package, xlsx
from tests.pipeline.documents.xls_writer import (
    formula,
    hidden_column,
    hidden_row,
    label,
    number,
    packed,
    without_noughts,
    xls,
)

HEAD = '<row r="1"><c r="A1" t="inlineStr"><is><t>信息内容</t></is></c><c r="B1" t="inlineStr"><is><t>数量</t></is></c>{}</row>'
LINE = '<row r="{}" {}><c r="A{}" t="inlineStr"><is><t>{}</t></is></c><c r="B{}"><v>{}</v></c>{}</row>'


def line(row: int, label: str, figure: int, attributes: str = "", more: str = "") -> str:
    return LINE.format(row, attributes, row, label, row, figure, more)


@pytest.mark.parametrize(
    ("columns", "rows", "read", "notices"),
    [
        ("", line(2, "处罚", 9, 'hidden="1"'), [["处罚", "9"]], [("warning", "1")]),  # a row of its own
        ("", line(2, "许可", 9, 'hidden="1"'), [], [("info", "1")]),  # last year's
        ("", line(2, "许可", 9, 'ht="0.75" customHeight="1"'), [], [("info", "1")]),
        ("", line(2, "许可", 9, "hidden='true' spans='1:2'"), [], [("info", "1")]),
        ("", line(2, "许可", 9, 'ht="0" customHeight="1"'), [], [("info", "1")]),
        ("", line(2, "处罚", 9, 'ht="20"'), [["处罚", "9"]], []),
        (
            '<col min="3" max="3" hidden="1"/>',
            line(2, "处罚", 9, "", '<c r="C2"><v>4</v></c>'),
            [["处罚", "9"]],
            [("info", "1")],
        ),
        (
            '<col min="3" max="3" width="0"/>',
            line(2, "处罚", 9, "", '<c r="C2"><v>4</v></c>'),
            [["处罚", "9"]],
            [("info", "1")],
        ),
        ('<col min="3" max="16384" hidden="1"/>', line(2, "处罚", 9), [["处罚", "9"]], []),  # all that is not used
    ],
)
def test_hidden_lines_are_read_if_their_label_is_printed_nowhere_else(
    columns: str, rows: str, read: list[list[str]], notices: list[tuple[str, str]]
) -> None:
    sheet = f"<cols>{columns}</cols>" if columns else ""
    sheet += f"<sheetData>{HEAD.format('')}{rows}{line(3, '许可', 5)}</sheetData>"
    document = read_document(xlsx({"表": sheet}), None)
    (grid,) = document.grids
    assert [[cell.text for cell in row] for row in grid.rows[1:]] == [*read, ["许可", "5"]]
    assert grid.place(grid.rows[-1][1]).cell == "B3"
    assert [(n.severity, n.message[:1]) for n in document.notices] == notices


def test_a_cell_that_is_merged_out_of_a_hidden_column_stands_in_the_next() -> None:
    sheet = (
        '<cols><col min="1" max="1" hidden="1"/></cols><sheetData>'
        '<row r="1"><c r="A1" t="inlineStr"><is><t>行政许可情况</t></is></c></row>'
        '<row r="2"><c r="A2"><v>7</v></c><c r="B2" t="inlineStr"><is><t>许可</t></is></c><c r="C2"><v>5</v></c></row></sheetData>'
        '<mergeCells><mergeCell ref="A1:C1"/></mergeCells>'
    )
    document = read_document(xlsx({"表": sheet}), None)
    assert [text.text for text in document.lines] == ["行政许可情况"]
    assert [[cell.text for cell in row] for grid in document.grids for row in grid.rows] == [["许可", "5"]]


@pytest.mark.parametrize(
    ("sheet", "rows", "notices"),
    [
        ([label(0, 0, "许可"), number(0, 1, 5)], [["许可", "5"]], []),
        ([label(0, 0, "许可"), packed(0, 1, 8000, 1)], [["许可", "8000元"]], []),
        ([label(0, 0, "许可"), number(0, 1, 12000, 2)], [["许可", "12"]], []),
        ([label(0, 0, "许可"), number(0, 1, 3, 3)], [["许可", "3"]], [("warning", "hidden_rows")]),
        ([label(0, 0, "许可"), number(0, 1, 3, 4)], [["许可", "3"]], [("warning", "hidden_rows")]),
        ([label(0, 0, "许可"), packed(0, 1, 0, 5), label(0, 2, "件")], [["许可", "", "件"]], []),
        ([label(0, 0, "许可"), packed(0, 1, 0, 1)], [["许可", "0元"]], []),
        ([label(0, 0, "许可"), number(0, 1, 0), label(0, 2, "件"), without_noughts()], [["许可", "", "件"]], []),
        ([label(0, 0, "许可"), formula(0, 1, struct.pack("<d", 7.0))], [["许可", "7"]], []),
        ([label(0, 0, "许可"), formula(0, 1, b"\3" + bytes(5) + b"\xff\xff")], [["许可", "=…"]], []),
        ([label(0, 0, "许可"), formula(0, 1, b"\2\0\x17" + bytes(3) + b"\xff\xff")], [["许可", "#REF!"]], []),
        ([hidden_row(1), label(0, 0, "许可"), number(0, 1, 5), label(1, 0, "许可"), number(1, 1, 9)], [["许可", "5"]],
         [("info", "hidden_rows")]),
        ([hidden_column(2), label(0, 0, "许可"), number(0, 1, 5), number(0, 2, 9)], [["许可", "5"]], [("info", "hidden_rows")]),
    ],
)  # fmt: skip
def test_an_old_workbook_is_read_as_it_is_shown(
    sheet: list[bytes], rows: list[list[str]], notices: list[tuple[str, str]]
) -> None:
    body = xls(sheet, ['0.00"元"', "#,##0,", ";;;", "0", "0;-0;;@"], {4: (8, 0x7FFF)})
    document = read_document(body, None)
    assert [[cell.text for cell in row] for grid in document.grids for row in grid.rows] == rows
    assert [(notice.severity, notice.code) for notice in document.notices] == notices


def test_an_old_workbook_so_small_that_it_stands_among_small_streams_is_read_as_it_is_shown() -> None:
    sheet = [
        hidden_row(1),
        label(0, 0, "许可"),
        packed(0, 1, 0, 1),
        label(0, 2, "件"),
        label(1, 0, "许可"),
        number(1, 1, 9),
    ]
    document = read_document(xls(sheet, ["0;-0;;@"], is_small=True), None)
    assert [[cell.text for cell in row] for grid in document.grids for row in grid.rows] == [["许可", "", "件"]]
    assert [(notice.severity, notice.code) for notice in document.notices] == [("info", "hidden_rows")]


def test_a_cell_of_a_long_tag_is_looked_at_once() -> None:
    """A pattern that looked again from every blank would take sixteen times as long for four times as many."""
    short, long = (_least_time(b"<c " + b"a " * blanks) for blanks in (50_000, 200_000))
    assert long < 8 * short


def _least_time(sheet: bytes) -> float:
    return min(timeit.repeat(lambda: _extent(sheet), timer=time.process_time, number=1, repeat=5))


def _extent(sheet: bytes) -> None:
    with suppress(UnreadableDocumentError):
        read_xlsx(xlsx({"表": sheet.decode()}), None)


STYLES = """<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
<numFmts><numFmt numFmtId="176" formatCode="{}"/></numFmts>
<fonts><font/><font><strike/></font><font><color rgb="FFFFFFFF"/></font><font><sz val="1"/></font></fonts>
<fills><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="solid"/></fill></fills>
<cellXfs><xf numFmtId="{}" fontId="{}" fillId="{}"/></cellXfs></styleSheet>"""


@pytest.mark.parametrize(
    ("style", "stored", "text", "is_said"),
    [
        (("0,", 176, 0, 0), "12000", "12", False),
        (("#,##0.0,", 176, 0, 0), "12345", "12.345", False),  # in full, however it is rounded
        (("#,##0", 176, 0, 0), "12345", "12345", False),
        (("0!.0,", 176, 0, 0), "12345", "1.2345", False),  # ten thousands, as they are shown in Chinese sheets
        (("0!.0000&quot;万元&quot;", 176, 0, 0), "12345", "1.2345万元", False),
        (("0.00&quot;元&quot;", 176, 0, 0), "8000", "8000元", False),
        (("0&quot;件&quot;", 176, 0, 0), "3", "3件", False),
        (("General&quot;件&quot;", 176, 0, 0), "3", "3件", False),
        (("&quot;约&quot;0&quot;件&quot;", 176, 0, 0), "3", "约3件", False),
        (("0&quot;余&quot;", 176, 0, 0), "3", "3余", False),
        (("_ ¥* #,##0.00_ ;_ ¥* &quot;-&quot;??_ ", 176, 0, 0), "3", "3", False),
        (("[&gt;=10000]0!.0,&quot;万&quot;;0", 176, 0, 0), "55000", "5.5万", False),
        (("[&gt;=10000]0!.0,&quot;万&quot;;0", 176, 0, 0), "550", "550", False),
        (("[&lt;10]&quot;少&quot;;0", 176, 0, 0), "3", "3", True),
        (("&quot;—&quot;", 176, 0, 0), "3", "3", True),
        (("0&quot; &quot;0", 176, 0, 0), "53", "53", True),
        (("General", 0, 3, 0), "3", "3", True),  # a point high
        (("0_ ;[Red]\\-0\\ ", 176, 0, 0), "-3", "-3", False),
        (("General", 9, 0, 0), "0.05", "5%", False),
        ((";;;", 176, 0, 0), "3", "3", True),
        (("0;-0;;@", 176, 0, 0), "0", "", False),  # a blank, as it is printed
        (("General;General;", 176, 0, 0), "0", "", False),
        (("[=0]&quot;&quot;;General", 176, 0, 0), "0", "", False),
        (("[&gt;9]0;General", 176, 0, 0), "0", "0", False),
        (("#,###", 176, 0, 0), "0", "", False),
        (("#,##0.00", 176, 0, 0), "0", "0", False),
        (("0;-0;&quot;无&quot;", 176, 0, 0), "0", "无", False),
        (("_ * #,##0_ ;_ * \\-#,##0_ ;_ * &quot;-&quot;_ ;_ @_ ", 176, 0, 0), "0", "-", False),
        (("General", 41, 0, 0), "0", "-", False),
        (("0;;0", 176, 0, 0), "-3", "-3", True),
        ((";;;", 176, 0, 0), "0", "", False),
        (("General", 0, 1, 0), "0", "0", True),
        (("General", 0, 2, 0), "0", "", False),
        (("&quot;1&quot;0", 176, 0, 0), "3", "3", True),  # shown as 13
        (("General", 0, 1, 0), "3", "3", True),
        (("General", 0, 2, 0), "3", "3", True),
        (("General", 0, 2, 1), "3", "3", False),  # white on a colour
    ],
)
def test_a_number_is_read_as_its_format_shows_it(
    style: tuple[str, int, int, int], stored: str, text: str, is_said: bool
) -> None:
    sheet = '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>总计</t></is></c>'
    sheet += f'<c r="B1" s="0"><v>{stored}</v></c><c r="C1" t="inlineStr"><is><t>件</t></is></c></row></sheetData>'
    with zipfile.ZipFile(io.BytesIO(xlsx({"表": sheet}))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    document = read_document(package({**parts, "xl/styles.xml": STYLES.format(*style)}), None)
    assert [cell.text for grid in document.grids for cell in grid.rows[0]] == ["总计", text, "件"]
    assert [notice.code for notice in document.notices] == ["hidden_rows"] * is_said


def test_noughts_of_a_sheet_that_shows_none_are_blanks() -> None:
    """As where the option is off that shows a nought in cells that have the value of one."""
    for shows, text in (("0", ""), ("false", ""), ("1", "0")):
        sheet = f'<sheetViews><sheetView showZeros="{shows}" workbookViewId="0"/></sheetViews><sheetData>'
        sheet += line(1, "许可", 0, more='<c r="C1"><f>B1+3</f><v>3</v></c>') + "</sheetData>"
        (grid,) = read_document(xlsx({"表": sheet}), None).grids
        assert [cell.text for cell in grid.rows[0]] == ["许可", text, "3"]


@pytest.mark.parametrize(
    ("value", "content", "settings", "text", "codes"),
    [
        ("0", "<text:p/>", "true", "", []),
        ("0", "<text:p><text:s/>- </text:p>", "true", "-", []),
        ("0", "", "true", "0", []),  # not every program writes what it shows
        ("0", "<text:p>0</text:p>", "false", "", []),
        ("3", "<text:p>3</text:p>", "false", "3", []),
        ("3", "<text:p/>", "true", "3", ["hidden_rows"]),
        ("3", "<text:p>少</text:p>", "true", "3", ["hidden_rows"]),
    ],
)
def test_a_nought_that_an_opendocument_workbook_does_not_show_is_a_blank(
    value: str, content: str, settings: str, text: str, codes: list[str]
) -> None:
    number = ods_cell(content, f'office:value-type="float" office:value="{value}"')
    row = ods_row(
        *(ods_cell(f"<text:p>{words}</text:p>") for words in ("许可", "件")), number, ods_cell("<text:p>。</text:p>")
    )
    with zipfile.ZipFile(io.BytesIO(ods({"表": row}))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    namespace = "urn:oasis:names:tc:opendocument:xmlns:config:1.0"
    item = f'<c:config-item xmlns:c="{namespace}" c:name="ShowZeroValues">{settings}</c:config-item>'
    document = read_document(package({**parts, "settings.xml": item}), None)
    assert [cell.text for grid in document.grids for cell in grid.rows[0]] == ["许可", "件", text, "。"]
    assert [notice.code for notice in document.notices] == codes


@pytest.mark.parametrize(
    ("code", "stored", "options", "text", "codes"),
    [
        ("0;-0;;@", "0", "", "", []),
        ('"/><Font ss:Color="#FFFFFF', "0", "", "", []),
        ('"/><Interior ss:Pattern="Solid" ss:Color="#333333"/><Font ss:Color="#FFFFFF', "0", "", "0", []),
        ('"/><Font ss:StrikeThrough="1', "3", "", "3", ["hidden_rows"]),
        ("0.00&quot;元&quot;", "8000", "", "8000元", []),
        ("Percent", "0.05", "", "5%", []),
        ("Standard", "5", "", "5", []),
        (";;;", "3", "", "3", ["hidden_rows"]),
        ("0", "0", "<DoNotDisplayZeros/>", "", []),
        ("0", "0", "", "0", []),
    ],
)
def test_a_number_of_a_workbook_of_excel_2003_is_read_as_its_format_shows_it(
    code: str, stored: str, options: str, text: str, codes: list[str]
) -> None:
    body = (
        '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
        f'<Styles><Style ss:ID="s1"><NumberFormat ss:Format="{code}"/></Style></Styles>'
        '<Worksheet ss:Name="表"><Table><Row><Cell><Data ss:Type="String">许可</Data></Cell>'
        f'<Cell ss:StyleID="s1"><Data ss:Type="Number">{stored}</Data></Cell>'
        '<Cell><Data ss:Type="String">。</Data></Cell></Row></Table>'
        f"<WorksheetOptions>{options}</WorksheetOptions></Worksheet></Workbook>"
    )
    document = read_document(body.encode(), "application/vnd.ms-excel")
    assert [cell.text for grid in document.grids for cell in grid.rows[0]] == ["许可", text, "。"]
    assert [notice.code for notice in document.notices] == codes


@pytest.mark.parametrize(
    ("extents", "columns"),
    [([(0, 2)], {0, 1}), ([(1, 3), (2, 4), (9, 10)], {1, 2, 3, 9}), ([(3, 3), (5, 4)], set[int]()), ([], set[int]())],
)
def test_hidden_columns_are_those_of_all_extents(extents: list[tuple[int, int]], columns: set[int]) -> None:
    assert columns_within(extents) == columns


def test_extents_beyond_a_sheet_are_bounded_and_each_is_looked_at_once() -> None:
    assert len(columns_within([(-5, 10**9)] * 100_000)) == MAXIMUM_COLUMNS


GREY_CELLS = """<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts><font/></fonts>
<fills><fill><patternFill patternType="solid"><fgColor rgb="FFD9D9D9"/></patternFill></fill></fills>
<cellXfs><xf fontId="0" fillId="0"/></cellXfs></styleSheet>"""


@pytest.mark.parametrize(
    ("look", "read"),
    [
        ('<color rgb="FFFFFFFF"/>', OBJECT),
        ('<sz val="1"/>', OBJECT),
        ('<color theme="0" tint="-0.05"/>', OBJECT),
        ('<color rgb="FFD9D9D9"/>', OBJECT),  # as a cell's ground
        ('<color rgb="FFC00000"/>', "7"),
        ('<color theme="1"/>', "7"),
    ],
)
def test_digits_that_may_not_be_seen_beside_others_leave_their_cell_unread(look: str, read: str) -> None:
    runs = f"<r><t>3</t></r><r><rPr>{look}</rPr><t>7</t></r>"
    cell = f'<c r="B1" t="inlineStr"><is>{runs}</is></c>'
    sheet = f'<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>总计</t></is></c>{cell}</row></sheetData>'
    with zipfile.ZipFile(io.BytesIO(xlsx({"表": sheet}))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    (grid,) = read_document(package({**parts, "xl/styles.xml": GREY_CELLS}), None).grids
    assert [cell.text for cell in grid.rows[0]] == ["总计", f"3{read}"]
