"""Colours of print and of what is behind it, as workbooks write them: print of the colour of its ground is not seen."""

from __future__ import annotations

import colorsys
import re
from collections.abc import Mapping

from pipeline.documents.office.package import Element

WHITE, BLACK = "FFFFFF", "000000"
HEX = re.compile("#[0-9a-fA-F]{6}")
"""A colour as XML formats but Excel's newest write it."""
NEAREST = 16
"""Levels of 256 by which two colours may differ in each of red, green and blue, and no eye tells print from ground: the
lightest shade that offices are given, white darker by a twentieth, is no ground for white."""
_INDEXED = {0: BLACK, 1: WHITE, 8: BLACK, 9: WHITE, 64: BLACK, 65: WHITE}
_THEMES = {0: WHITE, 1: BLACK}
"""The first two colours of a theme, for sheet and print, in every theme that offices are given."""
_HEX_DIGITS = 6
_LONGEST_NUMBER = 4
"""Digits of the number of a colour in a list: a theme has twelve, the list of all 66."""


def is_lost(ink: str | None, ground: str | None) -> bool:
    """Whether print cannot be told from its ground; None is a colour that is not known.

    >>> is_lost("FFFFFF", "FFFFFF"), is_lost("FFFFFF", "F2F2F2"), is_lost("theme 4", "theme 4"), is_lost("FFFFFF", None)
    (True, True, True, False)
    """
    if ink is None or ground is None:
        return False
    if len(ink) != _HEX_DIGITS or len(ground) != _HEX_DIGITS:
        return ink == ground
    return all(abs(int(ink[at : at + 2], 16) - int(ground[at : at + 2], 16)) <= NEAREST for at in (0, 2, 4))


def indexed(number: int) -> str:
    """A colour of a workbook's palette."""
    return _INDEXED.get(number, f"indexed {number}")


def of_element(colour: Element | None) -> str | None:
    """A colour of an Excel workbook's styles: six digits where they are known, else a name, the same for the same colour."""
    return None if colour is None else of_attributes({str(name): str(value) for name, value in colour.attrib.items()})


def of_attributes(colour: Mapping[str, str]) -> str | None:
    """The same of what stands in the element of a colour."""
    rgb, theme, number, tint = (colour.get(name, "") for name in ("rgb", "theme", "indexed", "tint"))
    if len(rgb) >= _HEX_DIGITS and all(digit in "0123456789abcdefABCDEF" for digit in rgb[-_HEX_DIGITS:]):
        plain = rgb[-_HEX_DIGITS:].upper()
    elif theme.isdecimal() and len(theme) <= _LONGEST_NUMBER:
        plain = _THEMES.get(int(theme), f"theme {theme}")
    elif number.isdecimal() and len(number) <= _LONGEST_NUMBER:
        plain = indexed(int(number))
    else:
        return None
    return _tinted(plain, tint) if float_or_nought(tint) else plain


def _tinted(plain: str, tint: str) -> str:
    """A colour made darker, below nought, or lighter by a share of what it lacks of white (ECMA-376, part 1, 18.8.19).

    >>> _tinted("FFFFFF", "-0.05"), _tinted("000000", "0.5"), _tinted("theme 4", "0.6")
    ('F2F2F2', '808080', 'theme 4 0.6')
    """
    share = max(-1.0, min(1.0, float_or_nought(tint)))
    if HEX.fullmatch(f"#{plain}") is None:
        return f"{plain} {tint}"
    hue, light, strength = colorsys.rgb_to_hls(*(int(plain[at : at + 2], 16) / 255 for at in (0, 2, 4)))
    light = light * (1 + share) if share < 0 else light + (1 - light) * share
    return "".join(f"{round(level * 255):02X}" for level in colorsys.hls_to_rgb(hue, light, strength))


def float_or_nought(text: str) -> float:
    """The number that a text is; nought where it is none."""
    try:
        return float(text)
    except ValueError:
        return 0.0
