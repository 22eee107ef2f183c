"""Small writers of DOCX, XLSX and OLE files for tests: exactly the parts and bytes that a test is about."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Mapping, Sequence
from html import escape

from crawlers.sandbox.grids import Grid

_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Override PartName="/{part}" ContentType="application/vnd.openxmlformats-officedocument.{kind}.main+xml"/></Types>'
)
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="{target}"/></Relationships>'
)
_WORD = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
_SHEET = (
    'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)


def package(parts: Mapping[str, str | bytes]) -> bytes:
    """A ZIP of `parts`."""
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return body.getvalue()


def docx(body: str, prolog: str = "", numbering: str = "", more: Mapping[str, str | bytes] | None = None) -> bytes:
    """A Word document whose body has the elements `body`; `numbering` are the lists of its numbering part.

    `more` are its parts beside.
    """
    lists = {"word/numbering.xml": f"<w:numbering {_WORD}>{numbering}</w:numbering>"} if numbering else {}
    return package(
        {
            **lists,
            **(more or {}),
            "[Content_Types].xml": _TYPES.format(part="word/document.xml", kind="wordprocessingml.document"),
            "_rels/.rels": _RELATIONS.format(kind="officeDocument", target="word/document.xml"),
            "word/document.xml": f"{prolog}<w:document {_WORD}><w:body>{body}</w:body></w:document>",
        }
    )


def p(text: str, properties: str = "") -> str:
    """A paragraph of one run."""
    return f"<w:p>{properties}<w:r><w:t>{escape(text)}</w:t></w:r></w:p>"


def tc(content: str, properties: str = "") -> str:
    """A cell; `content` are its paragraphs."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def tbl(*rows: Sequence[str]) -> str:
    """A table of rows of cells."""
    return "<w:tbl>" + "".join(f"<w:tr>{''.join(row)}</w:tr>" for row in rows) + "</w:tbl>"


def word_table(grid: Grid) -> str:
    """`grid` as Word writes it: a cell that spans rows is continued by an empty one in each."""
    rows: list[list[str]] = []
    open_spans: dict[int, tuple[int, int]] = {}  # column → rows left, columns spanned
    for cells in grid.rows:
        row: list[str] = []
        column = 0
        pending = list(cells)
        while column < grid.columns:
            left, width = open_spans.get(column, (0, 0))
            if left:
                row.append(tc(p(""), f'<w:gridSpan w:val="{width}"/><w:vMerge/>'))
                open_spans[column] = (left - 1, width)
                column += width
                continue
            if not pending:
                break
            cell = pending.pop(0)
            merge = '<w:vMerge w:val="restart"/>' if cell.rowspan > 1 else ""
            row.append(tc(p(cell.text), f'<w:gridSpan w:val="{cell.colspan}"/>{merge}'))
            open_spans[column] = (cell.rowspan - 1, cell.colspan)
            column += cell.colspan
        rows.append(row)
    return tbl(*rows)


def xlsx(sheets: Mapping[str, str], states: Mapping[str, str] | None = None) -> bytes:
    """A workbook; each sheet is the XML after its `<worksheet>` tag, of cells with inline strings or numbers."""
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": _TYPES.format(part="xl/workbook.xml", kind="spreadsheetml.sheet"),
        "_rels/.rels": _RELATIONS.format(kind="officeDocument", target="xl/workbook.xml"),
    }
    listed: list[str] = []
    links: list[str] = []
    for number, (name, content) in enumerate(sheets.items(), start=1):
        state = f'state="{states[name]}" ' if states and name in states else ""
        listed.append(f'<sheet name="{name}" sheetId="{number}" {state}r:id="s{number}"/>')
        links.append(
            f'<Relationship Id="s{number}" Target="worksheets/sheet{number}.xml" '
            'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"/>'
        )
        parts[f"xl/worksheets/sheet{number}.xml"] = f"<worksheet {_SHEET}>{content}</worksheet>"
    parts["xl/workbook.xml"] = f"<workbook {_SHEET}><sheets>{''.join(listed)}</sheets></workbook>"
    parts["xl/_rels/workbook.xml.rels"] = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f"{''.join(links)}</Relationships>"
    )
    return package(parts)


def cells(values: Mapping[str, str | float]) -> str:
    """The data of a sheet: address → text or number."""
    rows: dict[int, list[str]] = {}
    for address, value in values.items():
        row = int(address.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
        if isinstance(value, str):
            found = f'<c r="{address}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'
        else:
            found = f'<c r="{address}"><v>{value}</v></c>'
        rows.setdefault(row, []).append(found)
    data = "".join(f'<row r="{row}">{"".join(found)}</row>' for row, found in sorted(rows.items()))
    return f"<sheetData>{data}</sheetData>"


def ole(*streams: str) -> bytes:
    """An OLE file with nothing but a directory of empty streams at its root, as a chain of siblings."""
    names = ["Root Entry", *streams]
    directory = b""
    for number, name in enumerate(names):
        encoded = name.encode("utf-16-le")
        right = number + 1 if 0 < number < len(names) - 1 else 0xFFFFFFFF
        child = 1 if number == 0 and streams else 0xFFFFFFFF
        entry = encoded.ljust(64, b"\0") + struct.pack("<H", len(encoded) + 2) + bytes([5 if number == 0 else 2, 1])
        directory += (entry + struct.pack("<III", 0xFFFFFFFF, right, child)).ljust(128, b"\0")
    directory = directory.ljust(-(-len(directory) // 512) * 512, b"\0")
    sectors = len(directory) // 512
    chain = [*range(2, sectors + 1), 0xFFFFFFFE]
    table = struct.pack("<I", 0xFFFFFFFD) + struct.pack(f"<{sectors}I", *chain)
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(24, b"\0") + struct.pack("<HHHH", 0x3E, 3, 0xFFFE, 9)
    header = header.ljust(44, b"\0") + struct.pack("<II", 1, 1)
    header = header.ljust(76, b"\0") + struct.pack("<I", 0) + b"\xff" * 432
    return header + table.ljust(512, b"\xff") + directory


_ODS = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" '
    'xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"'
)


def ods(sheets: Mapping[str, str], hidden: str = "", styles: str = "") -> bytes:
    """An OpenDocument workbook of `sheets`, their rows as written; the one that is `hidden` is not shown."""
    tables = "".join(
        f'<table:table table:name="{name}" table:style-name="{"unseen" if name == hidden else "seen"}">{rows}</table:table>'
        for name, rows in sheets.items()
    )
    styles += '<style:style style:name="unseen"><style:table-properties table:display="false"/></style:style>'
    content = (
        f"<office:document-content {_ODS}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    return package({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content})


def ods_row(*cells: str, times: int = 1) -> str:
    """A row of an OpenDocument sheet."""
    return f'<table:table-row table:number-rows-repeated="{times}">{"".join(cells)}</table:table-row>'


def ods_cell(content: str = "", attributes: str = "") -> str:
    """A cell: `content` are its paragraphs, `attributes` as written."""
    return f"<table:table-cell {attributes}>{content}</table:table-cell>"
