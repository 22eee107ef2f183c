"""Writes small XLS workbooks (BIFF8 in an OLE file), with what hides a line or shows a number as another."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence

_SECTOR, _PART = 512, 64
_END, _FREE, _TABLE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def record(kind: int, data: bytes) -> bytes:
    """A record of the workbook's stream."""
    return struct.pack("<HH", kind, len(data)) + data


def number(row: int, column: int, value: float, style: int = 0) -> bytes:
    """A cell with a number."""
    return record(0x203, struct.pack("<3Hd", row, column, style, value))


def packed(row: int, column: int, value: int, style: int = 0) -> bytes:
    """A cell with a whole number in four bytes."""
    return record(0x27E, struct.pack("<3HI", row, column, style, (value << 2 | 2) & 0xFFFFFFFF))


def label(row: int, column: int, text: str) -> bytes:
    """A cell with a text."""
    return record(0x204, struct.pack("<4HB", row, column, 0, len(text), 1) + text.encode("utf-16-le"))


def shared(row: int, column: int, string: int) -> bytes:
    """A cell with one of the workbook's shared strings."""
    return record(0xFD, struct.pack("<3HI", row, column, 0, string))


def strings(*texts: tuple[str, Sequence[tuple[int, int]]], cut: int = 0) -> bytes:
    """The shared strings, each with (start, font) of its parts; cut after so many bytes, they go on in another record."""
    data = struct.pack("<II", len(texts), len(texts))
    for text, parts in texts:
        data += struct.pack("<HBH", len(text), 9, len(parts)) + text.encode("utf-16-le")
        data += b"".join(struct.pack("<HH", *part) for part in parts)
    return record(0xFC, data[:cut] if cut else data) + (record(0x3C, b"\1" + data[cut:]) if cut else b"")


def rule(kind: int, operator: int, formula: bytes, colour: int, last_row: int = 9) -> list[bytes]:
    """What writes figures in a colour where they meet a condition, in all columns down to a row."""
    head = struct.pack("<2H4HH4H", 1, 0, 0, last_row, 0, 9, 1, 0, last_row, 0, 9)
    font = bytes(80) + struct.pack("<I", colour) + bytes(34)
    change = struct.pack("<IH", 1 << 26, 0) + font
    return [
        record(0x1B0, head),
        record(0x1B1, struct.pack("<BBHH", kind, operator, len(formula), 0) + change + formula),
    ]


def formula(row: int, column: int, result: bytes) -> bytes:
    """A cell with a formula, 1 + 1, and the eight bytes of its result."""
    tokens = b"\x1e\x01\x00\x1e\x01\x00\x03"
    return record(0x06, struct.pack("<3H", row, column, 0) + result + struct.pack("<HIH", 2, 0, len(tokens)) + tokens)


def hidden_row(row: int) -> bytes:
    """What hides a row."""
    return record(0x208, struct.pack("<8H", row, 0, 9, 0, 0, 0, 0x20, 0))


def hidden_column(column: int) -> bytes:
    """What hides a column."""
    return record(0x7D, struct.pack("<6H", column, column, 2048, 0, 1, 0))


def without_noughts() -> bytes:
    """What has a sheet show no noughts; it stands behind the cells."""
    return record(0x23E, struct.pack("<HHHIHHI", 0x6A6, 0, 0, 64, 0, 0, 0))


def xls(
    sheet: Sequence[bytes],
    formats: Sequence[str] = (),
    fonts: Mapping[int, tuple[int, ...]] | None = None,
    more: bytes = b"",
    fills: Mapping[int, int] | None = None,
    *,
    is_small: bool = False,
) -> bytes:
    """A workbook of one sheet, 表. Style 0 is plain, style n has the n-th format; `fonts` are (flags, colour, raised) and `fills`
    colours by style; `more` stands before the sheets. `is_small`: its stream is kept among the small ones.
    """
    fonts, fills = fonts or {}, fills or {}
    start = record(0x809, struct.pack("<4HII", 0x600, 5, 0, 0, 0, 0))
    count = max(len(formats), *fonts, 0) + 1 if fonts else len(formats) + 1
    for style in range(count):
        flags, colour, raised = (*fonts.get(style, (0, 0x7FFF)), 0)[:3]
        start += record(0x31, struct.pack("<5H4BBB", 200, flags, colour, 400, raised, 0, 0, 0, 0, 1, 0) + b"A")
    for index, code in enumerate(formats):
        start += record(0x41E, struct.pack("<HHB", 164 + index, len(code), 1) + code.encode("utf-16-le"))
    for style in range(count):
        font = style if style < 4 else style + 1
        number_format = 164 + style - 1 if 0 < style <= len(formats) else 0
        fill = (1 << 26, fills[style]) if style in fills else (0, 0)
        start += record(0xE0, struct.pack("<HH10xIH", font, number_format, *fill))
    start += more
    name = "表".encode("utf-16-le")
    offset = len(start) + 4 + 8 + len(name) + 4
    start += record(0x85, struct.pack("<IHBB", offset, 0, 1, 1) + name) + record(0x0A, b"")
    page = record(0x809, struct.pack("<4HII", 0x600, 0x10, 0, 0, 0, 0)) + b"".join(sheet) + record(0x0A, b"")
    return _small_ole(start + page) if is_small else _ole(start + page)


def _ole(stream: bytes) -> bytes:
    """An OLE file whose only stream is Workbook."""
    stream = stream.ljust(max(4096, -(-len(stream) // _SECTOR) * _SECTOR), b"\0")
    sectors = len(stream) // _SECTOR
    header = _header(_END, 0)
    chain = [_TABLE, _END, *range(3, 2 + sectors), _END]
    table = struct.pack(f"<{len(chain)}I", *chain).ljust(_SECTOR, b"\xff")
    return (
        header
        + table
        + _entry("Root Entry", 5, 1, _END, 0)
        + _entry("Workbook", 2, _FREE, 2, len(stream))
        + bytes(256)
        + stream
    )


def _small_ole(stream: bytes) -> bytes:
    """The same, its stream in parts of 64 bytes, in turn from behind and from before, within one of the root's."""
    parts = [stream[at : at + _PART].ljust(_PART, b"\0") for at in range(0, len(stream), _PART)]
    order = [*range(1, len(parts), 2), *range(0, len(parts), 2)]  # where each part of the file is of the stream
    places = {number: place for place, number in enumerate(order)}
    links = [places.get(number + 1, _END) for number in order]
    whole = b"".join(parts[number] for number in order)
    sectors = -(-len(whole) // _SECTOR)
    chain = [_TABLE, _END, _END, *range(4, 3 + sectors), _END]
    return (
        _header(2, 1)
        + struct.pack(f"<{len(chain)}I", *chain).ljust(_SECTOR, b"\xff")
        + _entry("Root Entry", 5, 1, 3, len(whole))
        + _entry("Workbook", 2, _FREE, places[0], len(stream))
        + bytes(256)
        + struct.pack(f"<{len(links)}I", *links).ljust(_SECTOR, b"\xff")
        + whole.ljust(sectors * _SECTOR, b"\0")
    )


def _header(small_table: int, small_sectors: int) -> bytes:
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<5H6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<9I", 0, 1, 1, 0, 4096, small_table, small_sectors, _END, 0)
    return header + struct.pack("<I", 0) + b"\xff" * (4 * 108)


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    """An entry of the directory."""
    written = name.encode("utf-16-le")
    head = written.ljust(64, b"\0") + struct.pack("<HBB3I", len(written) + 2, kind, 1, _FREE, _FREE, child)
    return head + bytes(36) + struct.pack("<IQ", start, size)
