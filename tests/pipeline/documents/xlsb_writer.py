"""Writes small XLSB workbooks: records of texts and numbers in a package."""

from __future__ import annotations

import struct
from collections.abc import Sequence

from tests.pipeline.documents.office_writer import package

_TYPES = (
    '<Types><Override PartName="/xl/workbook.bin" '
    'ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/></Types>'
)
_RELATION = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="{target}"/></Relationships>'
)


def xlsb(rows: Sequence[Sequence[str | float]]) -> bytes:
    """A workbook of one sheet, 表."""
    sheet = _record(129) + _record(145)
    for index, row in enumerate(rows):
        sheet += _record(0, struct.pack("<IIHBBIB", index, 0, 300, 0, 0, 0, 0))
        for column, value in enumerate(row):
            place = struct.pack("<II", column, 0)
            written = isinstance(value, str)
            sheet += _record(6, place + _text(value)) if written else _record(5, place + struct.pack("<d", value))
    sheet += _record(146) + _record(130)
    listed = _record(156, struct.pack("<II", 0, 1) + _text("r1") + _text("表"))
    return package(
        {
            "[Content_Types].xml": _TYPES,
            "_rels/.rels": _RELATION.format(kind="officeDocument", target="xl/workbook.bin"),
            "xl/workbook.bin": _record(131) + _record(143) + listed + _record(144) + _record(132),
            "xl/_rels/workbook.bin.rels": _RELATION.format(kind="worksheet", target="worksheets/sheet1.bin"),
            "xl/worksheets/sheet1.bin": sheet,
        }
    )


def _record(kind: int, data: bytes = b"") -> bytes:
    number = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size = len(data)
    return number + (bytes([size]) if size < 128 else bytes([size & 0x7F | 0x80, size >> 7])) + data


def _text(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")
