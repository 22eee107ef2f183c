"""Print of a workbook in the colour of its ground, crossed out or raised, is read as a person sees it; by conditions too."""

from __future__ import annotations

import io
import zipfile
from decimal import Decimal
from typing import Any

import pytest

from pipeline.documents.office.conditions import MAXIMUM_LOOKS, Rule, Rules, compared, never
from pipeline.documents.read import read_document
from tests.pipeline.documents.office_writer import ods, ods_cell, ods_row, package, xlsx
from tests.pipeline.documents.xls_writer import label, packed, record, rule, shared, strings, xls

COLOURED = """<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
<fonts><font/><font>{}</font></fonts>
<fills><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="{}">{}</patternFill></fill></fills>
<cellXfs><xf fontId="1" fillId="1"/></cellXfs><dxfs><dxf>{}</dxf></dxfs></styleSheet>"""
WHITE_PRINT = '<font><color rgb="FFFFFFFF"/></font>'
CONDITION = '<conditionalFormatting sqref="{}"><cfRule type="{}" dxfId="0" {}</cfRule></conditionalFormatting>'
IS_NOUGHT = 'operator="equal"><formula>0</formula>'


@pytest.mark.parametrize(
    ("style", "condition", "stored", "text", "is_said"),
    [
        (("<color rgb='FFD9D9D9'/>", "solid", "<fgColor rgb='FFD9D9D9'/>", ""), None, "0", "", False),
        (("<color rgb='FFD9D9D9'/>", "solid", "<fgColor rgb='FFD0D0D2'/>", ""), None, "0", "", False),  # nearly the same
        (("<color theme='4' tint='0.6'/>", "solid", "<fgColor theme='4' tint='0.6'/>", ""), None, "3", "3", True),
        (("<color theme='4' tint='0.6'/>", "solid", "<fgColor theme='4' tint='-0.25'/>", ""), None, "0", "0", False),
        (("<color indexed='9'/>", "none", "", ""), None, "0", "", False),
        (("<color theme='0' tint='-0.05'/>", "none", "", ""), None, "3", "3", True),
        (("<color rgb='FFFFFFFF'/>", "solid", "<fgColor theme='0' tint='-0.0499'/>", ""), None, "3", "3", True),
        (("<color rgb='FFFFFFFF'/>", "solid", "<fgColor theme='0' tint='-0.15'/>", ""), None, "3", "3", False),
        (("<color rgb='FFFFFFFF'/>", "solid", "<fgColor rgb='FF1F4E79'/>", ""), None, "0", "0", False),
        (("", "none", "", WHITE_PRINT), ("A1:C9", "cellIs", IS_NOUGHT), "0", "", False),
        (("", "none", "", WHITE_PRINT), ("A1:C9", "cellIs", IS_NOUGHT), "3", "3", False),
        (("", "none", "", WHITE_PRINT), ("A2:C9 E1:E2", "cellIs", IS_NOUGHT), "0", "0", False),  # elsewhere
        (("", "solid", "<fgColor rgb='FF1F4E79'/>", WHITE_PRINT), ("B1", "cellIs", IS_NOUGHT), "0", "0", False),
        (("", "none", "", '<numFmt numFmtId="200" formatCode=";;;"/>'), ("B1", "cellIs", IS_NOUGHT), "0", "", False),
        (("", "none", "", '<numFmt numFmtId="200" formatCode="0.0"/>'), ("B1", "cellIs", IS_NOUGHT), "0", "0", False),
        (("", "none", "", WHITE_PRINT), ("B1", "cellIs", 'operator="between"><formula>0</formula><formula>4</formula>'),
         "3", "3", True),
        (("", "none", "", WHITE_PRINT), ("B1:C9", "expression", "><formula>B1=0</formula>"), "0", "", False),
        (("", "none", "", WHITE_PRINT), ("A1:C9", "expression", "><formula>AND(ISNUMBER(A1),A1&lt;=0)</formula>"), "0", "", False),
        (("", "none", "", WHITE_PRINT), ("A1:C9", "expression", "><formula>$E$1=0</formula>"), "3", "3", True),  # who can say
        (("", "none", "", '<fill><patternFill><bgColor rgb="FFFFC7CE"/></patternFill></fill>'),
         ("B1:C9", "expression", "><formula>$E$1=0</formula>"), "3", "3", False),
        (("", "none", "", ""), ("B1", "iconSet", '><iconSet showValue="0"/>'), "3", "3", True),
    ],
)  # fmt: skip
def test_print_in_the_colour_of_its_ground_is_not_seen(
    style: tuple[str, str, str, str], condition: tuple[str, str, str] | None, stored: str, text: str, is_said: bool
) -> None:
    sheet = '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>总计</t></is></c>'
    sheet += f'<c r="B1" s="0"><v>{stored}</v></c><c r="C1" t="inlineStr"><is><t>件</t></is></c></row></sheetData>'
    sheet += CONDITION.format(*condition) if condition is not None else ""
    with zipfile.ZipFile(io.BytesIO(xlsx({"表": sheet}))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    document = read_document(package({**parts, "xl/styles.xml": COLOURED.format(*style)}), None)
    assert [cell.text for grid in document.grids for cell in grid.rows[0]] == ["总计", text, "件"]
    assert [notice.code for notice in document.notices] == ["hidden_rows"] * is_said


ITSELF, IS_NUMBER, NOUGHT, IS, AND = (
    b"\x4c\0\0\0\xc0",
    b"\x41\x80\0",
    b"\x1e\0\0",
    b"\x0b",
    b"\x42\2\x24\0",
)


@pytest.mark.parametrize(
    ("cells", "looks", "text", "codes"),
    [
        ([packed(0, 1, 0, 1)], {"fonts": {1: (0, 23)}, "fills": {1: 23}}, "", []),  # grey on the same grey
        ([packed(0, 1, 0, 1)], {"fonts": {1: (0, 23)}, "fills": {1: 22}}, "0", []),
        ([packed(0, 1, 0, 1)], {"fonts": {1: (0, 9)}, "fills": {1: 23}}, "0", []),  # white on grey
        ([packed(0, 1, 0, 1)], {"fonts": {1: (0, 8)}, "more": record(0x92, b"\1\0\xff\xff\xff\0")}, "", []),
        ([packed(0, 1, 0), *rule(1, 3, NOUGHT, 9)], {}, "", []),
        ([packed(0, 1, 3), *rule(1, 3, NOUGHT, 9)], {}, "3", []),
        ([packed(0, 1, 0), *rule(1, 3, NOUGHT, 10)], {}, "0", []),  # red
        ([packed(1, 1, 0), *rule(1, 3, NOUGHT, 9, last_row=0)], {}, "0", []),
        ([packed(0, 1, 0), *rule(2, 0, ITSELF + NOUGHT + IS, 9)], {}, "", []),
        ([packed(0, 1, 0), *rule(2, 0, ITSELF + IS_NUMBER + ITSELF + NOUGHT + IS + AND, 9)], {}, "", []),
        ([packed(0, 1, 3), *rule(2, 0, b"\x44\0\0\2\0" + NOUGHT + IS, 9)], {}, "3", ["hidden_rows"]),  # another cell's
        ([shared(0, 1, 1)], {"fonts": {1: (8, 0x7FFF)}}, "8", []),
        ([shared(0, 1, 0)], {"fonts": {1: (0, 0x7FFF, 1)}}, "12³", []),
    ],
)
def test_figures_of_an_old_workbook_that_are_not_seen_are_not_read(
    cells: list[bytes], looks: dict[str, Any], text: str, codes: list[str]
) -> None:
    texts = strings(("123", [(2, 1)]), ("58", [(0, 1), (1, 0)]), cut=13)  # 12 with a raised 3; 5 crossed out, then 8
    more = looks.pop("more", b"") + texts
    row = next(cell[4] for cell in cells)
    body = xls([label(row, 0, "许可"), *cells, label(row, 2, "件")], more=more, **looks)
    document = read_document(body, None)
    assert [[cell.text for cell in line] for grid in document.grids for line in grid.rows] == [["许可", text, "件"]]
    assert [notice.code for notice in document.notices] == codes


WHITE_TEXT = '<style:text-properties fo:color="#ffffff"/>'
CELL_STYLE = '<style:style style:name="{}" style:family="table-cell" {}>{}</style:style>'
MAP = '<style:map style:condition="{}" style:apply-style-name="w" style:base-cell-address="表.A1"/>'


@pytest.mark.parametrize(
    ("styles", "attributes", "value", "text", "codes"),
    [
        (CELL_STYLE.format("w", "", WHITE_TEXT), 'table:style-name="w"', "0", "", []),
        (CELL_STYLE.format("w", "", WHITE_TEXT), 'table:style-name="w"', "3", "3", ["hidden_rows"]),
        (CELL_STYLE.format("w", "", WHITE_TEXT) + CELL_STYLE.format("v", 'style:parent-style-name="w"', ""),
         'table:style-name="v"', "0", "", []),
        (CELL_STYLE.format("w", "", WHITE_TEXT + '<style:table-cell-properties fo:background-color="#1f4e79"/>'),
         'table:style-name="w"', "0", "0", []),
        (CELL_STYLE.format("w", "", WHITE_TEXT) + CELL_STYLE.format("c", "", MAP.format("cell-content()=0")),
         'table:style-name="c"', "0", "", []),
        (CELL_STYLE.format("w", "", WHITE_TEXT) + CELL_STYLE.format("c", "", MAP.format("cell-content()=0")),
         'table:style-name="c"', "3", "3", []),
        (CELL_STYLE.format("w", "", WHITE_TEXT) + CELL_STYLE.format("c", "", MAP.format("is-true-formula([.A1]=0)")),
         'table:style-name="c"', "0", "", []),
        (CELL_STYLE.format("w", "", WHITE_TEXT) + CELL_STYLE.format("c", "", MAP.format("is-true-formula([.B9]=0)")),
         'table:style-name="c"', "3", "3", ["hidden_rows"]),
        ('<number:number-style style:name="N"><number:text/></number:number-style>'
         + CELL_STYLE.format("w", 'style:data-style-name="N"', "")
         + CELL_STYLE.format("c", "", MAP.format("cell-content()&lt;1")), 'table:style-name="c"', "0", "", []),
        (CELL_STYLE.format("s", "", '<style:text-properties style:text-line-through-style="solid"/>'),
         'table:style-name="s"', "3", "3", ["hidden_rows"]),
    ],
)  # fmt: skip
def test_a_figure_of_an_opendocument_workbook_is_read_as_its_style_shows_it(
    styles: str, attributes: str, value: str, text: str, codes: list[str]
) -> None:
    content = f'office:value-type="float" office:value="{value}"'
    row = ods_row(
        *(ods_cell(f"<text:p>{words}</text:p>") for words in ("许可", "件")),
        ods_cell(f"<text:p>{value}</text:p>", f"{content} {attributes}"),
        ods_cell("<text:p>。</text:p>"),
    )
    document = read_document(ods({"表": row}, styles=styles), None)
    assert [cell.text for grid in document.grids for cell in grid.rows[0]] == ["许可", "件", text, "。"]
    assert [notice.code for notice in document.notices] == codes


def test_what_is_crossed_out_or_raised_in_an_opendocument_cell_is_no_digit_of_its_figure() -> None:
    """And cells without a style of their own have that of their column."""
    styles = "".join(
        f'<style:style style:name="{name}" style:family="text"><style:text-properties {properties}/></style:style>'
        for name, properties in (
            ("T1", 'style:text-line-through-style="solid"'),
            ("T2", 'style:text-position="super 58%"'),
            ("T3", 'fo:color="#ffffff"'),
            ("T4", 'text:display="none"'),
        )
    )
    words = (
        '<text:p><text:span text:style-name="T1">5</text:span>8<text:span text:style-name="T2">1</text:span>'
        '<text:span text:style-name="T3">6</text:span><text:span text:style-name="T4">7</text:span></text:p>'
    )
    white = 'office:value-type="float" office:value="0"'
    column = '<table:table-column/><table:table-column/><table:table-column table:default-cell-style-name="w"/>'
    row = ods_row(ods_cell("<text:p>许可</text:p>"), ods_cell(words), ods_cell("<text:p>0</text:p>", white))
    row += ods_row(*(ods_cell(f"<text:p>{text}</text:p>") for text in ("处罚", "2", "件")))
    document = read_document(ods({"表": column + row}, styles=styles + CELL_STYLE.format("w", "", WHITE_TEXT)), None)
    assert [[cell.text for cell in line] for grid in document.grids for line in grid.rows] == [
        ["许可", "8¹", ""],
        ["处罚", "2", "件"],
    ]


@pytest.mark.parametrize(
    ("ground", "properties", "text"),
    [
        ("#ffffff", 'fo:color="#ffffff"', "8"),
        ("#1f4e79", 'fo:color="#ffffff"', "85"),
        ("#1f4e79", 'fo:color="#1f4e79"', "8"),
        ("#1f4e79", 'fo:color="#1f4e79" fo:background-color="#ffff00"', "85"),
        ("#ffffff", 'text:display="none"', "8"),
        ("#ffffff", 'fo:color="#c00000"', "85"),
    ],
)
def test_digits_of_an_opendocument_cell_in_the_colour_of_its_ground_are_not_read(
    ground: str, properties: str, text: str
) -> None:
    styles = f'<style:style style:name="T" style:family="text"><style:text-properties {properties}/></style:style>'
    styles += CELL_STYLE.format("c", "", f'<style:table-cell-properties fo:background-color="{ground}"/>')
    words = '<text:p>8<text:span text:style-name="T">5</text:span></text:p>'
    row = ods_row(ods_cell("<text:p>许可</text:p>"), ods_cell(words, 'table:style-name="c"'))
    (grid,) = read_document(ods({"表": row}, styles=styles), None).grids
    assert [cell.text for cell in grid.rows[0]] == ["许可", text]


def test_rules_are_looked_at_within_bounds() -> None:
    """Behind them it is no longer said that a figure is seen."""
    rules = Rules([Rule(((0, 9, 0, 9),) * 400, compared("=", ["0"]), "FFFFFF", None, never)] * 9)
    assert len(rules.rules) == 2
    assert rules.hidden(0, 0, Decimal(3), "FFFFFF") is False
    rules.looks = MAXIMUM_LOOKS
    assert rules.hidden(0, 0, Decimal(3), "FFFFFF") is None
