"""Number formats of an Excel workbook → the figure that a person sees, where it is another than what is stored.

A format may show thousands or per cent of a figure, or words around it (8000元, 约5); a figure may be white on white, crossed
out, too small to see, or of a format that shows nothing. Rounding for the eye changes no figure: all its places are read.
A nought that a format, or the sheet, does not show is a blank, as it is on paper; another figure is read, with a warning.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal, InvalidOperation
from html import escape

from pipeline.documents.office.colours import WHITE, float_or_nought, is_lost, of_element
from pipeline.documents.office.conditions import Rules, areas, never
from pipeline.documents.office.package import Element

_TOKEN = re.compile(r'"([^"]*)"|[\\!](.)|[_*].|\[([^\]]*)\]|([^"])')
_SECTION = re.compile(r'(?:^|;)((?:"[^"]*"|\\.|!.|\[[^\]]*\]|[^;"])*)')
_IN_WHITE = re.compile(r'("[^"]*")|\[(?:white|白色?|(?:color|颜色) ?2)\](\[[<>=][^\]]*\])?[^;]*', re.IGNORECASE)
"""A section of a format that prints white, whatever the colour of the font."""
_CURRENCY = re.compile("[￥¥$]")
_GENERAL = re.compile(r"General|G/通用格式", re.IGNORECASE)
_POINT, _DIGIT = "p", "0"
_NUMBER = re.compile(
    rb"""<c\b([^>]*[^>/])>(?:<f\b[^>]*(?:/>|>[^<]*</f>))?\s*<v>([^<]*)</v>\s*</c>""",
)
_STYLE = re.compile(rb"""\bs=["'](\d+)["']""")
_ADDRESS = re.compile(rb"""\br=["']([A-Z]{1,3}\d{1,7})["']""")
_TYPE = re.compile(rb"""\bt=["'](?!n["'])""")
_NO_NOUGHTS = re.compile(rb"""<sheetView\b[^<>]*\bshowZeros=["'](?:0|false)["']""")
_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)(-?\d+(?:\.\d+)?)\]")
_MET: Mapping[str, Callable[[Decimal, Decimal], bool]] = {
    "<": operator.lt,
    ">": operator.gt,
    "<=": operator.le,
    ">=": operator.ge,
    "=": operator.eq,
    "<>": operator.ne,
}


@dataclass(frozen=True, slots=True)
class Look:
    """How a cell's style shows a number: times `factor`, between `prefix` and `suffix`; `is_hidden`: not at all, or not as it is.

    `nought` is what it shows for nought where that is no figure: nothing, or a dash; `hides_negative`: nothing of what is less.
    `cases`: how figures are shown instead that are so to a number: [>=10000]0.0,"万".
    """

    factor: Decimal = Decimal(1)
    prefix: str = ""
    suffix: str = ""
    is_hidden: bool = False
    nought: str | None = None
    hides_negative: bool = False
    cases: tuple[tuple[str, str, Look], ...] = ()


PLAIN = Look()
UNSEEN = Look(is_hidden=True, nought="")
"""Of a cell whose numbers are written in the colour of what is behind them."""
STRUCK = Look(is_hidden=True)
LAST_OF_NUMBERS = 3
"""Sections of a format that are for numbers: those above nought, below, and nought itself; a fourth is for texts."""
SMALLEST = 2
"""Points up to which nobody sees print."""
LONGEST = 20
"""Digits of a number before its point from which it is no figure of a report; it would be written out in full."""
BUILT_IN = {9: Look(Decimal(100), suffix="%"), 10: Look(Decimal(100), suffix="%")} | dict.fromkeys(
    range(41, 45), Look(nought="-")
)
"""The formats of Excel's own that change a figure: per cent, and those of accounts, which print a dash for nought."""


@dataclass(slots=True)
class Styles:
    """The styles of an Excel workbook: those of cells that show another figure than the stored one, by their numbers, the
    colours of all cells' grounds, and what its conditional formats change: (print, ground, how they show a number).
    """

    looks: dict[int, Look] = field(default_factory=dict[int, Look])
    grounds: list[str | None] = field(default_factory=list[str | None])
    conditional: list[tuple[str | None, str | None, Look]] = field(
        default_factory=list[tuple[str | None, str | None, Look]]
    )

    def ground(self, style: int) -> str | None:
        """The colour behind the print of a cell of a style."""
        return self.grounds[style] if style < len(self.grounds) else WHITE


def styles_of(styles: Element) -> Styles:
    """What is read of a workbook's styles."""
    formats = {str(number): (shown, shown) for number, shown in BUILT_IN.items()}
    crossed_out: list[bool] = []
    inks: list[str | None] = []
    fills: list[str | None] = []
    found = Styles()
    for group in styles:
        kind = _name(group)
        if kind == "numFmts":
            codes = {child.get("numFmtId") or "": child.get("formatCode") or "" for child in group}
            formats |= {number: (look(code, None), look(code)) for number, code in codes.items()}
        elif kind == "fonts":
            crossed_out = [_is_crossed_out(font) for font in group]
            inks = [_ink(font) for font in group]
        elif kind == "fills":
            fills = [_ground(fill, "fgColor") for fill in group]
        elif kind == "cellXfs":
            for number, style in enumerate(group):
                font, fill = _index(style, "fontId"), _index(style, "fillId")
                found.grounds.append(fills[fill] if fill < len(fills) else WHITE)
                on_any, on_white = formats.get(style.get("numFmtId") or "", (PLAIN, PLAIN))
                shown = on_white if is_lost(WHITE, found.grounds[-1]) else on_any
                if font < len(crossed_out) and crossed_out[font]:
                    shown = STRUCK
                elif font < len(inks) and is_lost(inks[font], found.grounds[-1]):
                    shown = UNSEEN
                if shown != PLAIN:
                    found.looks[number] = shown
        elif kind == "dxfs":
            found.conditional = [_changes(change) for change in group]
    return found


def _changes(change: Element) -> tuple[str | None, str | None, Look]:
    parts = {_name(part): part for part in change}
    number_format = parts["numFmt"].get("formatCode") if "numFmt" in parts else None
    return (
        _ink(parts["font"]) if "font" in parts else None,
        _ground(parts["fill"], "bgColor") if "fill" in parts else None,
        look(number_format or ""),
    )


def look(code: str, ground: str | None = WHITE) -> Look:
    """What a number format makes of a positive figure, and of nought, in a cell of a ground.

    >>> look("#,##0,").factor, look('0.00"元"').suffix, look(";;;").is_hidden, look('0_ ;[Red]-0') == Look()
    (Decimal('0.001'), '元', True, True)
    >>> look("0;-0;;@").nought, look('#,##0;-#,##0;"-"').nought, look("0;-0").nought
    ('', '-', None)
    >>> look("[White]0").is_hidden, look("[White]0", "1F4E79").is_hidden, look("0;0;[白色]0").nought
    (True, False, '')
    """
    if is_lost(WHITE, ground):
        code = _IN_WHITE.sub(lambda match: match[1] or f'{match[2] or ""}""', code)
    if not code:
        return PLAIN
    sections = [match[1] for match in _SECTION.finditer(_GENERAL.sub("0", code))] or [code]
    has_conditions = any(map(_CONDITION.search, sections))
    hides_negative = len(sections) > 1 and not sections[1] and not has_conditions
    found = _of_positive(sections[0])
    if has_conditions:
        cases = tuple((match[1], match[2], _of_positive(one)) for one in sections if (match := _CONDITION.search(one)))
        found = replace(_of_positive(next((one for one in sections if not _CONDITION.search(one)), "0")), cases=cases)
    return replace(found, nought=_nought(sections), hides_negative=hides_negative)


def _nought(sections: Sequence[str]) -> str | None:
    """The words that a format shows for nought; None where it shows a figure, or may."""
    conditions = [_CONDITION.search(section) for section in sections[:LAST_OF_NUMBERS]]
    if any(conditions):
        met = (
            section
            for section, condition in zip(sections, conditions, strict=False)
            if condition is None or _MET[condition[1]](Decimal(0), Decimal(condition[2]))
        )
        section = next(met, "0")
    else:
        section = sections[2 if len(sections) >= LAST_OF_NUMBERS else 0]
    shown = ""
    for match in _TOKEN.finditer(section):
        words, one, _, plain = match.groups()
        text = words if words is not None else one
        if text is not None:
            shown += text
        elif plain is not None and plain not in "#?, ":
            if plain.isalnum() or plain in "@%/":
                return None
            shown += plain
    return _CURRENCY.sub("", shown).strip()


def _of_positive(section: str) -> Look:
    if not section:
        return Look(is_hidden=True)
    pieces = list(_pieces(section))
    marks = "".join(mark for mark, _ in pieces)
    if any(mark in "/Ee@" or mark in "ymdhsYMDHS" for mark in marks):
        return PLAIN  # a date, a fraction, a power: read or refused as what they are
    if _DIGIT not in marks:
        return Look(is_hidden=True) if "t" in marks else PLAIN
    first, last = marks.index(_DIGIT), marks.rindex(_DIGIT)
    before = _CURRENCY.sub("", "".join(text for _, text in pieces[:first])).strip()
    behind = "".join(text for _, text in pieces[last + 1 :]).rstrip()
    inside = "".join(text for mark, text in pieces[first:last] if mark == "t")
    if any(map(str.isdecimal, before + behind)) or inside:
        return Look(is_hidden=True)
    commas = re.search(r"0(,+)(?=\.|$)", re.sub(r"[^0,.]", "", marks))
    factor = Decimal(1).scaleb(-3 * len(commas[1])) if commas else Decimal(1)
    if _POINT in marks[:last]:
        factor = factor.scaleb(-marks[marks.index(_POINT) : last + 1].count(_DIGIT))
    if "%" in marks:
        return Look(factor * 100, suffix="%")
    return Look(factor, before, behind)


def _pieces(section: str) -> Iterator[tuple[str, str]]:
    """A mark for each piece of a format, and the text that it shows: "0" a digit, "t" words, "p" a point that is words."""
    for match in _TOKEN.finditer(section):
        words, one, bracket, plain = match.groups()
        text = words if words is not None else one
        if text is not None:
            yield _POINT if text in (".", "．") else "t", text
        elif bracket is not None:
            yield "", ""
        elif plain is not None:
            yield (_DIGIT, "") if plain in "0#?" else ("t", plain) if ord(plain) > 127 else (plain, "")


def as_shown(sheet: bytes, styles: Styles, rules: Rules) -> tuple[bytes, list[str]]:
    """A sheet with its numbers as styles and rules show them; the addresses of those that are not shown, or not as they are."""
    unseen: list[str] = []
    has_noughts = _NO_NOUGHTS.search(sheet, 0, max(sheet.find(b"<sheetData"), 0)) is None
    if has_noughts and not styles.looks and not rules.rules:
        return sheet, unseen

    def shown(match: re.Match[bytes]) -> bytes:
        attributes, stored = match[1], match[2]
        printed, address = _STYLE.search(attributes), _ADDRESS.search(attributes)
        style = int(printed[1]) if printed is not None else 0
        of_style = styles.looks.get(style) if printed is not None else None
        if (of_style is None and has_noughts and not rules.rules) or address is None or _TYPE.search(attributes):
            return match[0]
        try:
            value = Decimal(stored.decode("ascii").strip())
        except (InvalidOperation, UnicodeDecodeError):
            return match[0]
        if not value and not has_noughts:
            return b'<c r="%b"/>' % address[1]
        if rules.rules:
            row, _, column, _ = next(areas(address[1].decode()))
            hidden = rules.hidden(row, column, value, styles.ground(style))
            if hidden is None:
                unseen.append(address[1].decode())
            elif hidden:
                of_style = UNSEEN
        if of_style is None:
            return match[0]
        text = shown_number(value, of_style)
        if text is None:
            unseen.append(address[1].decode())
            return match[0]
        return b'<c r="%b" t="inlineStr"><is><t>%b</t></is></c>' % (address[1], escape(text).encode())

    return _NUMBER.sub(shown, sheet), unseen


def _is_no_figure(value: Decimal) -> bool:
    """Whether a number is none, or longer than any that a report states."""
    return not value.is_finite() or value.adjusted() > LONGEST


def shown_number(value: Decimal, style: Look) -> str | None:
    """A stored number as a style shows it, all its places with it; None where it is not shown, or not as it is."""
    if not value and style.nought is not None:
        return style.nought
    style = next((case for sign, bound, case in style.cases if _MET[sign](value, Decimal(bound))), style)
    if style.is_hidden or _is_no_figure(value) or (value < 0 and style.hides_negative):
        return None
    text = f"{value * style.factor:.6f}"
    return style.prefix + text.rstrip("0").rstrip(".") + style.suffix


def shows_nothing(style: Look) -> Callable[[Decimal], bool]:
    """Which figures a style leaves out altogether."""
    return never if style == PLAIN else lambda value: not shown_number(value, style)


def _is_crossed_out(font: Element) -> bool:
    """Whether a font crosses out, or is too small to be seen."""
    return any(
        (_name(part) == "strike" and part.get("val", "1") in ("1", "true"))
        or (_name(part) == "sz" and 0 < float_or_nought(part.get("val") or "") <= SMALLEST)
        for part in font
    )


def _ink(font: Element) -> str | None:
    return of_element(next((part for part in font if _name(part) == "color"), None))


def _ground(fill: Element, colour: str) -> str | None:
    """The colour of a fill, which one that is plain names as `colour`; None where it is of two, or shaded from one to another."""
    for pattern in fill:
        if _name(pattern) == "patternFill":
            kind = pattern.get("patternType") or ("solid" if colour == "bgColor" else "none")
            if kind == "none":
                return WHITE
            return (
                of_element(next((part for part in pattern if _name(part) == colour), None)) if kind == "solid" else None
            )
    return None


def _index(style: Element, name: str) -> int:
    printed = style.get(name) or ""
    return int(printed) if printed.isdecimal() else 0


def _name(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]
