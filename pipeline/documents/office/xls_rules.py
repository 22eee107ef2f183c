"""Records of conditional formats in an XLS workbook (BIFF8) → the rules of its sheet. Layouts: [MS-XLS] CondFmt, CF, DXFN."""

from __future__ import annotations

import re
import struct
from collections.abc import Callable

from pipeline.documents.office.conditions import Area, Met, Rule, compared, unknown
from pipeline.documents.office.number_formats import Look, look, shows_nothing

FORMATTING, RULE = 0x1B0, 0x1B1

_OPERATORS = {1: "between", 2: "not-between", 3: "=", 4: "<>", 5: ">", 6: "<", 7: ">=", 8: "<="}
_CELL_IS, _FORMULA = 1, 2
_COMPARISONS = {0x09: "<", 0x0A: "<=", 0x0B: "=", 0x0C: ">=", 0x0D: ">", 0x0E: "<>"}
_CELL_ITSELF = tuple(bytes([kind, 0, 0, 0, 0xC0]) for kind in (0x2C, 0x4C, 0x6C))
"""Relative references to a cell no rows and no columns away."""
_IS_NUMBER, _AND = re.compile(rb"[\x21\x41\x61]\x80\x00"), re.compile(rb"[\x22\x42\x62]\x02\x24\x00")
"""The functions ISNUMBER and AND, the latter of two conditions."""
_HAS_NUMBER, _HAS_FONT, _HAS_ALIGNMENT, _HAS_BORDER, _HAS_PATTERN = 1 << 25, 1 << 26, 1 << 27, 1 << 28, 1 << 29
_FONT_BYTES, _FONT_COLOUR, _NO_COLOUR = 118, 80, 0xFFFFFFFF


def areas_of(data: bytes) -> tuple[Area, ...]:
    """The ranges that the rules behind a CondFmt record are for."""
    count = int.from_bytes(data[12:14], "little")
    return tuple(
        struct.unpack_from("<4H", data, 14 + 8 * index) for index in range(count) if len(data) >= 22 + 8 * index
    )


def rule_of(
    data: bytes, areas: tuple[Area, ...], formats: dict[int, Look], colour: Callable[[int], str | None]
) -> Rule | None:
    """The rule of a CF record; None where it is cut short. `colour` is that of a number of the palette."""
    if len(data) < 12:
        return None
    kind, operator, first, second = struct.unpack_from("<BBHH", data)
    end = len(data) - first - second
    try:
        ink, ground, shown = _changes(data[6:end], formats, colour)
    except struct.error:
        return None
    tokens = data[end : end + first], data[end + first : end + first + second]
    return Rule(areas, _met(kind, operator, tokens), ink, ground, shows_nothing(shown))


def _changes(
    data: bytes, formats: dict[int, Look], colour: Callable[[int], str | None]
) -> tuple[str | None, str | None, Look]:
    flags, more = struct.unpack_from("<IH", data)
    position, ink, ground, shown = 6, None, None, Look()
    if flags & _HAS_NUMBER and more & 1:
        size, length = struct.unpack_from("<HH", data, position)
        is_wide = data[position + 4 : position + 5] == b"\1"
        text = data[position + 5 : position + size]
        shown = look(text[: 2 * length].decode("utf-16-le", "replace") if is_wide else text[:length].decode("latin-1"))
        position += size
    elif flags & _HAS_NUMBER:
        shown = formats.get(data[position + 1], Look()) if position + 1 < len(data) else Look()
        position += 2
    if flags & _HAS_FONT:
        (number,) = struct.unpack_from("<I", data, position + _FONT_COLOUR)
        ink = None if number == _NO_COLOUR else colour(number)
        position += _FONT_BYTES
    position += 8 * bool(flags & _HAS_ALIGNMENT) + 8 * bool(flags & _HAS_BORDER)
    if flags & _HAS_PATTERN:
        (colours,) = struct.unpack_from("<H", data, position + 2)
        ground = colour(colours >> 7 & 0x7F)
    return ink, ground, shown


def _met(kind: int, operator: int, tokens: tuple[bytes, bytes]) -> Met:
    if kind == _CELL_IS:
        return compared(_OPERATORS.get(operator, ""), [_number(part) for part in tokens if part])
    if kind == _FORMULA:
        return _met_by_formula(tokens[0])
    return unknown


def _met_by_formula(tokens: bytes) -> Met:
    """A formula that compares the cell itself with a number, perhaps where it is one."""
    if tokens[:5] in _CELL_ITSELF and _IS_NUMBER.fullmatch(tokens[5:8]) and _AND.fullmatch(tokens[-4:]):
        tokens = tokens[8:-4]
    if tokens[:5] in _CELL_ITSELF and tokens[-1:] and tokens[-1] in _COMPARISONS:
        return compared(_COMPARISONS[tokens[-1]], [_number(tokens[5:-1])])
    return unknown


def _number(tokens: bytes) -> str:
    """The constant that a formula is; empty where it is another."""
    if tokens[:1] == b"\x1e" and len(tokens) == 3:
        return str(int.from_bytes(tokens[1:], "little"))
    if tokens[:1] == b"\x1f" and len(tokens) == 9:
        return repr(struct.unpack("<d", tokens[1:])[0])
    return ""
