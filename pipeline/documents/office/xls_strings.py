"""The shared strings of an XLS workbook (BIFF8): as a person reads those of which a part is crossed out or raised.

The library gives all characters of a string alike: an old figure that is crossed out would stand before the new one as one number.
Layout: [MS-XLS] SST, XLUnicodeRichExtendedString; a string goes on in the next record behind a byte that says its width anew.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.documents.cell_text import RAISED

MAXIMUM_STRINGS = 200_000

_WIDE, _EXTENDED, _RICH = 1, 4, 8


@dataclass(frozen=True, slots=True)
class Font:
    """What of a font decides whether, and as what, print in it is read; `colour` is a number of the palette."""

    is_crossed_out: bool = False
    is_raised: bool = False
    colour: int = 0x7FFF


def font_at(fonts: Sequence[Font], number: int) -> Font:
    """The font of a number: there is none of the number 4."""
    index = number - (number > 4)
    return fonts[index] if index < len(fonts) else Font()


def marked_strings(parts: Sequence[bytes], fonts: Sequence[Font]) -> dict[int, str]:
    """Of the strings in an SST record and those that continue it (`parts`) the marked ones, as they are read, by number."""
    if not any(font.is_crossed_out or font.is_raised for font in fonts):
        return {}
    try:
        return _marked(_Reader(parts), fonts)
    except (struct.error, IndexError):
        return {}  # cut short


def _marked(reader: _Reader, fonts: Sequence[Font]) -> dict[int, str]:
    found: dict[int, str] = {}
    _, count = struct.unpack("<II", reader.take(8))
    for number in range(min(count, MAXIMUM_STRINGS)):
        length, flags = struct.unpack("<HB", reader.take(3))
        runs = struct.unpack("<H", reader.take(2))[0] if flags & _RICH else 0
        extended = struct.unpack("<I", reader.take(4))[0] if flags & _EXTENDED else 0
        text = reader.characters(length, bool(flags & _WIDE))
        changes = [struct.unpack("<HH", reader.take(4)) for _ in range(runs)]
        reader.take(extended)
        if changes:
            read = _read(text, changes, fonts)
            if read != text:
                found[number] = read
    return found


def _read(text: str, changes: Sequence[tuple[int, ...]], fonts: Sequence[Font]) -> str:
    read = text[: changes[0][0]]
    for (start, number), end in zip(changes, [*(change[0] for change in changes[1:]), len(text)], strict=True):
        font = font_at(fonts, number)
        if not font.is_crossed_out:
            read += text[start:end].translate(RAISED) if font.is_raised else text[start:end]
    return read


class _Reader:
    """The bytes of records that follow each other."""

    def __init__(self, parts: Sequence[bytes]) -> None:
        self.parts = parts
        self.part = self.position = 0

    def take(self, count: int) -> bytes:
        """As many bytes, over the ends of records; raises `IndexError` behind the last."""
        taken = b""
        while len(taken) < count:
            if self.position == len(self.parts[self.part]):
                self.part, self.position = self.part + 1, 0
                continue
            more = self.parts[self.part][self.position : self.position + count - len(taken)]
            taken += more
            self.position += len(more)
        return taken

    def characters(self, count: int, is_wide: bool) -> str:
        """As many characters; where they go on in the next record a byte says whether those take one byte or two."""
        text = ""
        while count:
            left = len(self.parts[self.part]) - self.position
            if not left:
                self.part, self.position = self.part + 1, 0
                is_wide = bool(self.take(1)[0] & _WIDE)
                continue
            here = min(count, left // 2 if is_wide else left)
            if not here:
                raise IndexError
            data = self.take(2 * here if is_wide else here)
            text += data.decode("utf-16-le", "replace") if is_wide else data.decode("latin-1")
            count -= here
        return text
