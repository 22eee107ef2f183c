"""Number formats of an Excel workbook → the figure that a person sees, where it is another than what is stored.

A format may show thousands or per cent of a figure, or name its measure (8000 shown as 8000元); a figure may be white on
white, crossed out, or of a format that shows nothing. Rounding for the eye changes no figure: all its places are read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from html import escape

from pipeline.documents.package import Element

_TOKEN = re.compile(r'"([^"]*)"|[\\!](.)|[_*].|\[([^\]]*)\]|([^"])')
_SECTION = re.compile(r'((?:"[^"]*"|\\.|!.|\[[^\]]*\]|[^;"])*)')
_MEASURE = re.compile("[千万亿元]")
_POINT, _DIGIT = "p", "0"
_WHITE = ("FFFFFFFF", "00FFFFFF")
_NUMBER = re.compile(
    rb"""<c\b([^>]*[^>/])>(?:<f\b[^>]*(?:/>|>[^<]*</f>))?\s*<v>([^<]*)</v>\s*</c>""",
)
_STYLE = re.compile(rb"""\bs=["'](\d+)["']""")
_ADDRESS = re.compile(rb"""\br=["']([A-Z]{1,3}\d{1,7})["']""")
_TYPE = re.compile(rb"""\bt=["'](?!n["'])""")


@dataclass(frozen=True, slots=True)
class Look:
    """How a cell's style shows a number: times `factor`, with `suffix` behind it; `is_hidden`: not at all, or not as it is."""

    factor: Decimal = Decimal(1)
    suffix: str = ""
    is_hidden: bool = False


_PLAIN = Look()
LONGEST = 20
"""Digits of a number before its point from which it is no figure of a report; it would be written out in full."""
BUILT_IN = {9: Look(Decimal(100), "%"), 10: Look(Decimal(100), "%")}
"""The two formats of Excel's own that change a figure."""


def looks(styles: Element) -> dict[int, Look]:
    """The styles of cells that show another figure than the stored one, by their numbers."""
    formats = {str(number): shown for number, shown in BUILT_IN.items()}
    fonts: list[bool] = []
    whites: list[bool] = []
    fills: list[bool] = []
    found: dict[int, Look] = {}
    for group in styles:
        kind = _name(group)
        if kind == "numFmts":
            formats |= {child.get("numFmtId") or "": look(child.get("formatCode") or "") for child in group}
        elif kind == "fonts":
            fonts = [_is_crossed_out(font) for font in group]
            whites = [_is_white(font) for font in group]
        elif kind == "fills":
            fills = [any(part.get("patternType", "none") != "none" for part in fill) for fill in group]
        elif kind == "cellXfs":
            for number, style in enumerate(group):
                font, fill = _index(style, "fontId"), _index(style, "fillId")
                is_seen = not _at(fonts, font) and (not _at(whites, font) or _at(fills, fill))
                shown = formats.get(style.get("numFmtId") or "", _PLAIN) if is_seen else Look(is_hidden=True)
                if shown != _PLAIN:
                    found[number] = shown
    return found


def look(code: str) -> Look:
    """What a number format makes of a positive figure.

    >>> look("#,##0,"), look('0.00"元"').suffix, look(";;;").is_hidden, look('0_ ;[Red]-0') == Look()
    (Look(factor=Decimal('0.001'), suffix='', is_hidden=False), '元', True, True)
    """
    first = _SECTION.match(code)
    section = first[1] if first else code
    if not section and code:
        return Look(is_hidden=True)
    pieces = list(_pieces(section))
    marks = "".join(mark for mark, _ in pieces)
    if _DIGIT not in marks or any(mark in "/Ee@c" or mark in "ymdhsYMDHS" for mark in marks):
        return _PLAIN  # a date, a fraction, a power: read or refused as what they are
    last = marks.rindex(_DIGIT)
    behind = "".join(text for _, text in pieces[last + 1 :])
    inside = "".join(text for mark, text in pieces[: last + 1] if mark == "t")
    if any(map(str.isdecimal, inside + behind)):
        return Look(is_hidden=True)
    commas = re.search(r"0(,+)(?=\.|$)", re.sub(r"[^0,.]", "", marks))
    factor = Decimal(1).scaleb(-3 * len(commas[1])) if commas else Decimal(1)
    if _POINT in marks[:last]:
        factor = factor.scaleb(-marks[marks.index(_POINT) : last + 1].count(_DIGIT))
    if "%" in marks:
        return Look(factor * 100, "%")
    return Look(factor, behind if _MEASURE.search(behind) else "")


def _pieces(section: str) -> Iterator[tuple[str, str]]:
    """A mark for each piece of a format, and the text that it shows: "0" a digit, "t" words, "p" a point that is words."""
    for match in _TOKEN.finditer(section):
        words, one, bracket, plain = match.groups()
        text = words if words is not None else one
        if text is not None:
            yield _POINT if text in (".", "．") else "t", text
        elif bracket is not None:
            yield "c" if bracket[:1] in ("<", ">", "=") else "", ""
        elif plain is not None:
            yield (_DIGIT, "") if plain in "0#?" else ("t", plain) if ord(plain) > 127 else (plain, "")


def as_shown(sheet: bytes, styles: Mapping[int, Look]) -> tuple[bytes, list[str]]:
    """A sheet with its numbers as `styles` show them, and the addresses of those that are not shown, or not as they are."""
    unseen: list[str] = []

    def shown(match: re.Match[bytes]) -> bytes:
        attributes, stored = match[1], match[2]
        style, address = _STYLE.search(attributes), _ADDRESS.search(attributes)
        of_style = styles.get(int(style[1])) if style is not None else None
        if of_style is None or address is None or _TYPE.search(attributes):
            return match[0]
        try:
            value = Decimal(stored.decode("ascii").strip())
        except (InvalidOperation, UnicodeDecodeError):
            return match[0]
        if of_style.is_hidden or is_no_figure(value):
            if value:  # a nought that is not shown is still a nought
                unseen.append(address[1].decode())
            return match[0]
        text = escape(figure(value, of_style)).encode()
        return b'<c r="%b" t="inlineStr"><is><t>%b</t></is></c>' % (address[1], text)

    return _NUMBER.sub(shown, sheet), unseen


def is_no_figure(value: Decimal) -> bool:
    """Whether a number is none, or longer than any that a report states."""
    return not value.is_finite() or value.adjusted() > LONGEST


def figure(value: Decimal, style: Look) -> str:
    """A stored number as a style shows it, all its places with it."""
    text = f"{value * style.factor:.6f}"
    return text.rstrip("0").rstrip(".") + style.suffix


def _is_crossed_out(font: Element) -> bool:
    return any(_name(part) == "strike" and part.get("val", "1") in ("1", "true") for part in font)


def _is_white(font: Element) -> bool:
    colours = [part for part in font if _name(part) == "color"]
    return any((c.get("rgb") in _WHITE or c.get("theme") == "0") and c.get("tint") is None for c in colours)


def _at(flags: Sequence[bool], index: int) -> bool:
    return index < len(flags) and flags[index]


def _index(style: Element, name: str) -> int:
    printed = style.get(name) or ""
    return int(printed) if printed.isdecimal() else 0


def _name(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]
