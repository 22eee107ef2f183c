"""A workbook whose parts are not written as Excel writes them is read as the same workbook written by Excel is."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

import pytest

from pipeline.documents.office.sheet_parts import as_excel_writes
from pipeline.documents.read import read_document
from tests.pipeline.documents.office_writer import package, xlsx

STYLES = (
    '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts><numFmt numFmtId="164" '
    'formatCode="0!.0,&quot;万元&quot;"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>'
)
SHEET = (
    '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>项目</t></is></c><c r="B1" t="inlineStr"><is><t>数</t></is></c></row>'
    '<row r="3"><c r="A3" t="inlineStr"><is><t>收费</t></is></c><c r="B3" s="1"><f>B9</f><v>36000</v></c></row>'
    '<row r="4"><c r="A4" t="inlineStr"><is><t>规章</t></is></c><c r="B4" t="e"><f>B9/0</f><v>#REF!</v></c></row>'
    '<row r="5"><c r="A5" t="inlineStr"><is><t>许可</t></is></c><c r="B5"><f>MAX(B9)</f></c></row></sheetData>'
)


def _prefixed(sheet: str) -> str:
    return re.sub(r"<(/?)(\w)", r"<\1x:\2", sheet).replace(" xmlns=", " xmlns:x=")


@pytest.mark.parametrize(
    "written",
    [
        str,
        _prefixed,
        lambda sheet: re.sub(r'<c r="\w+"', "<c", sheet),
        lambda sheet: _prefixed(re.sub(r'<c r="\w+"', "<c", sheet)),
        lambda sheet: sheet.replace("><", ">\n  <"),
        lambda sheet: sheet.replace("<v>", '<v xml:space="preserve">'),
    ],
    ids=["as Excel does", "names with a prefix", "no addresses", "neither", "indented", "space kept"],
)
def test_whatever_wrote_a_workbook_it_says_the_same(written: Callable[[str], str]) -> None:
    with zipfile.ZipFile(io.BytesIO(xlsx({"表": SHEET}))) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    name = "xl/worksheets/sheet1.xml"
    document = read_document(package({**parts, name: written(parts[name]), "xl/styles.xml": STYLES}), None)
    assert [[cell.text for cell in row] for grid in document.grids for row in grid.rows] == [
        ["项目", "数"],
        ["收费", "3.6万元"],
        ["规章", "#REF!"],
        ["许可", "=MAX(B9)"],
    ]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (
            "<row><c/><c><v>1</v></c></row><row><c/></row>",
            '<row><c r="A1"/><c r="B1"><v>1</v></c></row><row><c r="A2"/></row>',
        ),
        ('<row r="4"><c r="C4"/><c s="1"/></row>', '<row r="4"><c r="C4"/><c r="D4" s="1"/></row>'),
        ('<row r="4"><c r="C4"/></row><cols><col/></cols>', '<row r="4"><c r="C4"/></row><cols><col/></cols>'),
        ('<x:sst xmlns:x="n"><x:si> <x:t> a </x:t></x:si></x:sst>', '<sst xmlns="n"><si> <t> a </t></si></sst>'),
        ('<x:sst xmlns:x="n" xmlns="m"><x:si/></x:sst>', '<x:sst xmlns:x="n" xmlns="m"><x:si/></x:sst>'),
    ],
)
def test_a_part_as_excel_writes_it(written: str, expected: str) -> None:
    assert as_excel_writes(written.encode()).decode() == expected
