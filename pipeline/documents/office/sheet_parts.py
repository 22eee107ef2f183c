"""The parts of an Excel workbook as Excel writes them, whatever wrote them: some libraries prefix every name, leave addresses out
or indent. What is looked up by its letters - formats, errors, formulas without a value - would be passed over there.
"""

from __future__ import annotations

import re

from pipeline.documents.document import address

_ROOT = re.compile(rb"<(\w{1,20}):(?:worksheet|sst)\s[^<>]*>")
_INDENTED = re.compile(rb"<c\b[^<>]*>\s+<")
_BETWEEN = re.compile(rb">\s+<")
_PRESERVED = re.compile(rb"<v\s+[^<>/]*>")
_NAMELESS = re.compile(rb"<c(?=[\s>/])(?![^<>]*\sr=)")
_ROW_OR_CELL = re.compile(rb"<(row|c)(?=[\s>/])([^<>]*)")
_PLACE = re.compile(rb"""\sr=["']([A-Z]{0,3})(\d{1,7})["']""")
_LETTER, _LETTERS = ord("A") - 1, 26


def as_excel_writes(part: bytes) -> bytes:
    """A sheet or the shared texts with plain names, an address in each cell, and nothing between its elements."""
    root = _ROOT.search(part, 0, 4096)
    if root is not None and b" xmlns=" not in root[0]:
        prefix = root[1]
        part = part.replace(b"<" + prefix + b":", b"<").replace(b"</" + prefix + b":", b"</")
        part = part.replace(b" xmlns:" + prefix + b"=", b" xmlns=", 1)
    if _INDENTED.search(part):
        part = _BETWEEN.sub(b"><", part)
    if b"<v " in part:
        part = _PRESERVED.sub(b"<v>", part)
    return _with_addresses(part) if _NAMELESS.search(part) else part


def _with_addresses(sheet: bytes) -> bytes:
    """Each cell with the address that it has by its order: behind the one before, in the row below."""
    row = column = -1

    def named(match: re.Match[bytes]) -> bytes:
        nonlocal row, column
        kind, attributes = match[1], match[2]
        place = _PLACE.search(attributes)
        if kind == b"row":
            row, column = int(place[2]) - 1 if place is not None else row + 1, -1
            return match[0]
        column = _number(place[1]) if place is not None else column + 1
        return match[0] if place is not None else b'<c r="%b"%b' % (address(row, column).encode(), attributes)

    return _ROW_OR_CELL.sub(named, sheet)


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * _LETTERS + letter - _LETTER
    return number - 1
