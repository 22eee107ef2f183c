"""Records of an XLS workbook (BIFF8) → what the library does not say of it: hidden rows and columns, how numbers are shown.

Record layouts: [MS-XLS], of which only the few records below are read; what is cut short or of an older version says nothing.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal

from pipeline.documents.office.colours import BLACK, WHITE, indexed, is_lost
from pipeline.documents.office.conditions import Area, Rule, Rules
from pipeline.documents.office.number_formats import BUILT_IN, SMALLEST, STRUCK, UNSEEN, Look, look, shown_number
from pipeline.documents.office.ole import stream
from pipeline.documents.office.unseen_lines import Unseen, columns_within
from pipeline.documents.office.xls_rules import FORMATTING, RULE, areas_of, rule_of
from pipeline.documents.office.xls_strings import Font, font_at, marked_strings

UNCALCULATED = "=…"
"""The text of a formula whose value was never worked out."""
MAXIMUM_RECORDS = 2_000_000

_EOF, _SHEET, _FONT, _FORMAT, _XF = 0x0A, 0x85, 0x31, 0x41E, 0xE0
_ROW, _COLUMNS, _FORMULA, _NUMBER, _RK, _RKS = 0x208, 0x7D, 0x06, 0x203, 0x27E, 0xBD
_WINDOW, _SHOWS_NOUGHTS = 0x23E, 0x10
_STRINGS, _CONTINUED, _STRING, _PALETTE = 0xFC, 0x3C, 0xFD, 0x92
_STRUCK, _RAISED, _AUTOMATIC, _FIRST_OF_PALETTE = 0x08, 1, 0x7FFF, 8
_TWENTIETHS = 20
"""Of a point: the unit of a font's height."""
_SOLID = 1
_NO_VALUE, _NOT_A_NUMBER = 3, 0xFFFF
_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}


@dataclass(slots=True)
class SheetRecords:
    """Of one sheet: what is hidden, and the texts of cells that show something else than their number, by place."""

    unseen: Unseen = field(default_factory=Unseen)
    texts: dict[tuple[int, int], str] = field(default_factory=dict[tuple[int, int], str])
    not_shown: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])


@dataclass(slots=True)
class _Styles:
    """`formats` by number; of each style of cells how it shows a number, and the colour of its ground."""

    formats: dict[int, Look]
    fonts: list[Font] = field(default_factory=list[Font])
    palette: dict[int, str] = field(default_factory=dict[int, str])
    looks: list[Look] = field(default_factory=list[Look])
    grounds: list[str | None] = field(default_factory=list[str | None])
    strings: dict[int, str] = field(default_factory=dict[int, str])

    def colour(self, number: int) -> str | None:
        """The colour of a number of the palette."""
        return BLACK if number == _AUTOMATIC else self.palette.get(number) or indexed(number)


def sheet_records(body: bytes) -> dict[str, SheetRecords]:
    """By the name of each sheet; nothing of a workbook older than Excel 97."""
    records = stream(body, ("Workbook",))
    styles = _Styles(dict(BUILT_IN))
    starts: dict[str, int] = {}
    strings: list[bytes] = []
    cells: list[bytes] = []
    before = 0
    for kind, data in _records(records, 0):
        if kind == _SHEET and len(data) > 8:
            starts[_text(data[6], data[7:])] = int.from_bytes(data[:4], "little")
        elif kind == _FONT and len(data) >= 10:
            height, flags, colour, _, raised = struct.unpack_from("<5H", data)
            is_struck = bool(flags & _STRUCK) or 0 < height <= _TWENTIETHS * SMALLEST
            styles.fonts.append(Font(is_struck, raised == _RAISED, colour))
        elif kind == _FORMAT and len(data) >= 5:
            number, length = struct.unpack_from("<HH", data)
            styles.formats[number] = look(_text(length, data[4:]))
        elif kind == _PALETTE and len(data) >= 2:
            colours = range(min(int.from_bytes(data[:2], "little"), (len(data) - 2) // 4))
            styles.palette = {
                _FIRST_OF_PALETTE + index: data[2 + 4 * index : 5 + 4 * index].hex().upper() for index in colours
            }
        elif kind == _XF and len(data) >= 20:
            cells.append(data)
        elif kind == _STRINGS or (kind == _CONTINUED and before == _STRINGS):
            strings.append(data)
        before = kind if kind != _CONTINUED else before
    for cell in cells:  # the palette stands behind them
        _add_style(cell, styles)
    styles.strings = marked_strings(strings, styles.fonts)
    return {name: _sheet(records, start, styles) for name, start in starts.items()}


def _records(records: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    """(kind, data) from `start` to the end of the part that begins there."""
    position = start
    for _ in range(MAXIMUM_RECORDS):
        if position + 4 > len(records):
            return
        kind, length = struct.unpack_from("<HH", records, position)
        if kind == _EOF:
            return
        yield kind, records[position + 4 : position + 4 + length]
        position += 4 + length


def _text(length: int, data: bytes) -> str:
    """Characters behind a byte that says whether each takes one byte or two."""
    if data[:1] and data[0] & 1:
        return data[1 : 1 + 2 * length].decode("utf-16-le", errors="replace")
    return data[1 : 1 + length].decode("latin-1")


def _add_style(style: bytes, styles: _Styles) -> None:
    number, number_format = struct.unpack_from("<HH", style)
    pattern, colours = style[17] >> 2, int.from_bytes(style[18:20], "little")
    ground = WHITE if not pattern else styles.colour(colours & 0x7F) if pattern == _SOLID else None
    font = font_at(styles.fonts, number)
    shown = styles.formats.get(number_format, Look())
    if font.is_crossed_out:
        shown = STRUCK
    elif is_lost(styles.colour(font.colour), ground):
        shown = UNSEEN
    styles.looks.append(shown)
    styles.grounds.append(ground)


def _rules(records: bytes, start: int, styles: _Styles) -> Rules:
    """The conditional formats of a sheet, which stand behind its cells."""
    found: list[Rule] = []
    areas: tuple[Area, ...] = ()
    for kind, data in _records(records, start):
        if kind == FORMATTING:
            areas = areas_of(data)
        elif kind == RULE:
            rule = rule_of(data, areas, styles.formats, styles.colour)
            found += [rule] if rule is not None else []
    return Rules(found)


def _sheet(records: bytes, start: int, styles: _Styles) -> SheetRecords:
    found = SheetRecords()
    rows: set[int] = set()
    extents: list[tuple[int, int]] = []
    noughts: list[tuple[int, int]] = []
    rules = _rules(records, start, styles)

    def see(row: int, column: int, style: int, value: Decimal) -> None:
        of_style = styles.looks[style] if style < len(styles.looks) else Look()
        if rules.rules:
            ground = styles.grounds[style] if style < len(styles.grounds) else WHITE
            hidden = rules.hidden(row, column, value, ground)
            of_style = UNSEEN if hidden else of_style
            if hidden is None:
                found.not_shown.append((row, column))
        text = shown_number(value, of_style)
        if not value:
            noughts.append((row, column))
        if text is None:
            found.not_shown.append((row, column))
        elif of_style != Look():
            found.texts[row, column] = text

    for kind, data in _records(records, start):
        if kind == _ROW and len(data) >= 14:
            if data[12] & 0x20:
                rows.add(int.from_bytes(data[:2], "little"))
        elif kind == _COLUMNS and len(data) >= 10:
            first, last, width, _, flags = struct.unpack_from("<5H", data)
            if flags & 1 or width == 0:
                extents.append((first, last + 1))
        elif kind == _FORMULA and len(data) >= 14:
            _formula(data, found, see)
        elif kind == _NUMBER and len(data) >= 14:
            row, column, style, value = struct.unpack_from("<3Hd", data)
            see(row, column, style, _decimal(value))
        elif kind == _RK and len(data) >= 10:
            row, column, style, packed = struct.unpack_from("<3HI", data)
            see(row, column, style, _unpacked(packed))
        elif kind == _RKS and len(data) >= 6:
            row, column = struct.unpack_from("<HH", data)
            for offset in range(4, len(data) - 7, 6):
                style, packed = struct.unpack_from("<HI", data, offset)
                see(row, column + (offset - 4) // 6, style, _unpacked(packed))
        elif kind == _STRING and len(data) >= 10:
            row, column, _, string = struct.unpack_from("<3HI", data)
            if string in styles.strings:
                found.texts[row, column] = styles.strings[string]
        elif kind == _WINDOW and len(data) >= 2 and not data[0] & _SHOWS_NOUGHTS:
            found.texts |= dict.fromkeys(noughts, "")  # stands behind the cells
    found.unseen = replace(found.unseen, rows=frozenset(rows), columns=columns_within(extents))
    return found


def _formula(data: bytes, found: SheetRecords, see: Callable[[int, int, int, Decimal], None]) -> None:
    row, column, style = struct.unpack_from("<3H", data)
    if int.from_bytes(data[12:14], "little") != _NOT_A_NUMBER:
        see(row, column, style, _decimal(struct.unpack_from("<d", data, 6)[0]))
    elif data[6] == _NO_VALUE:
        found.texts[row, column] = UNCALCULATED
    elif data[6] == 2:
        found.texts[row, column] = _ERRORS.get(data[8], "#?")


def _decimal(value: float) -> Decimal:
    return Decimal(repr(value))


def _unpacked(packed: int) -> Decimal:
    """A number in 30 bits: whole, or the upper half of a floating one; of either perhaps the hundredth."""
    if packed & 2:
        whole = packed >> 2
        value = Decimal(whole - (1 << 30) if whole >= 1 << 29 else whole)
    else:
        value = _decimal(struct.unpack("<d", struct.pack("<Q", (packed & 0xFFFFFFFC) << 32))[0])
    return value / 100 if packed & 1 else value
