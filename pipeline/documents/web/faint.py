"""Print that nobody sees though it is not hidden: without size, outside of its box or the page, in the colour of its ground.

What is certain to be unseen is left out. Where a class may give a cell another ground, or the script that shows it is not known,
what stands there is neither read nor taken for nothing: its cell is no empty one, and holds no figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lxml import etree

from pipeline.documents.office.colours import WHITE, is_lost

Element = etree._Element  # pyright: ignore[reportPrivateUsage]  # lxml has no public name for it

WORDS = {
    "font": ("font-size:0", "font-size: 0", "font-size:1p", "font-size: 1p", "font:0"),
    "olor": ("#fff", "#FFF", "white", "WHITE", "rgba", "rgb(2", "hsl", "transparent"),
    "COLOR": ("#fff", "#FFF", "white", "WHITE", "rgb", "RGB"),
    "": ("opacity", "-999", "clip", "overflow", "scale(0", "zoom:", "content-visib"),
}
"""Of styles that may print so that nobody sees it, by a word that all of them have; most pages have few outside of their sheets."""
_finders = [
    (
        kind.encode(),
        [
            (
                word.encode(),
                etree.XPath(
                    f"descendant::*/@style[contains(., '{word}')]/..|descendant::*/@color[contains(., '{word}')]/.."
                ),
            )
            for word in words
        ],
    )
    for kind, words in WORDS.items()
]
MAY_BE_UNSEEN = re.compile(
    rb"font-size:\s*(?:0|1p)|font:\s*0|opacity|transparent|-999|clip|overflow|scale\(0|zoom|content-visib"
    rb"|(?<![-\w])color[:=]\s*[\"']?(?:#f|white|rgba|rgb\(\s*2|hsl)",
    re.IGNORECASE,
)
"""What may decide in a table's markup whether a part of it is seen."""
_OWN_LOOK = (b"style=", b"style =", b"color=", b"color =")
_LEFT_OUT = re.compile(
    r"(?:^|;)(?:opacity:0?\.?0+%?(?:!important)?(?:;|$)|filter:opacity\(0%?\)|content-visibility:hidden|zoom:0(?:;|$)"
    r"|(?:-webkit-text-fill-)?color:transparent|(?:left|top|text-indent|margin-left):-999|transform:scale\(0(?:,0)?\)"
    r"|transform:translate[xy]?\(-999|clip:rect\(0|clip-path:(?:inset\((?:100|[5-9]\d)%|circle\(0))"
)
_SIZELESS = re.compile(r"(?:^|;)(?:(?:max-)?(?:width|height)):[01](?:px|pt|r?em|%)?(?:!important)?(?:;|$)")
_NO_SIZE = re.compile(
    r"(?:^|;)(?:font-size:(?:0(?:\.0+)?(?:px|pt|r?em|%)?|1p[xt])(?:!important)?(?:;|$)|font:0(?:[/\s\w]|$))"
)
_with_own_look = etree.XPath("descendant::*[@style or @class]")
_INK = re.compile(r"(?:^|;)color:([^;!]+)")
_GROUND = re.compile(r"(?:^|;)background(?:-color)?:([^;!]+)")
_HEX = re.compile(r"#([0-9a-f]{6}|[0-9a-f]{3})(?![0-9a-f])")
_LEVELS = re.compile(r"rgba?\((\d{1,3}),(\d{1,3}),(\d{1,3})(?:,(0?\.?\d+%?))?\)")
_NAMES = {"white": WHITE, "black": "000000", "snow": "FFFAFA", "ivory": "FFFFF0"}
_NO_GROUND = ("transparent", "none", "initial", "inherit", "unset")
_FIGURE = re.compile(r"[.,，\s+-]*\d[\d.,，\s+-]*")
_WHOLE = frozenset(("table", "body"))
_TRANSPARENT = "transparent"


def has_own_looks(lowered: bytes) -> bool:
    """Whether an element of a page, in small letters, says itself how it is printed: most say nothing beside their known tables."""
    return any(lowered.rfind(attribute) >= 0 for attribute in _OWN_LOOK)


def unseen(root: Element, markup: bytes) -> Iterator[tuple[Element, bool]]:
    """The elements of a page whose own style prints them so that nobody sees them, and whether that is certain."""
    has = markup.rfind  # quicker than `in` for what most pages lack
    for kind, finders in _finders:
        for word, find in finders if has(kind) >= 0 else ():
            for element in find(root) if has(word) >= 0 else ():
                style = style_of(element)
                if is_left_out(style) or (has_no_size(style) and is_without_looks(element)):
                    yield element, True
                elif (ink := _ink(element, style)) is not None and _FIGURE.fullmatch("".join(element.itertext())):
                    grounds = list(_grounds(element))
                    if ink == _TRANSPARENT or is_lost(ink, grounds[-1] or None):
                        yield element, ink == _TRANSPARENT or len(grounds) == 1


def style_of(element: Element) -> str:
    """An element's own style without gaps, in small letters."""
    return "".join((element.get("style") or "").split()).lower()


def is_left_out(style: str) -> bool:
    """Whether a style (without gaps) leaves all of an element out of the page, or makes it transparent.

    >>> is_left_out("color:red;left:-9999px"), is_left_out("width:0;overflow:hidden"), is_left_out("width:0")
    (True, True, False)
    """
    return _LEFT_OUT.search(style) is not None or ("overflow:hidden" in style and _SIZELESS.search(style) is not None)


def has_no_size(style: str) -> bool:
    """Whether a style (without gaps) prints letters without size."""
    return _NO_SIZE.search(style) is not None


def is_without_looks(element: Element) -> bool:
    """Whether nothing in an element has a look of its own, be it another size."""
    return not _with_own_look(element)


def is_white(style: str) -> bool:
    """Whether a rule of a sheet (without gaps) prints white, and gives no ground."""
    ink = _INK.search(style)
    return ink is not None and is_lost(_colour(ink[1]), WHITE) and _GROUND.search(style) is None


def is_white_figure(element: Element) -> bool:
    """Whether an element that a sheet prints white holds a figure, and has no other ground by its own style or those around it."""
    return bool(_FIGURE.fullmatch("".join(element.itertext()))) and is_lost(WHITE, list(_grounds(element))[-1] or None)


def _ink(element: Element, style: str) -> str | None:
    """The colour that an element gives its print; None where it gives none, or one that is not known."""
    given = _INK.search(style)
    if given is None and element.tag == "font":
        return _colour((element.get("color") or "").lower())
    return _colour(given[1]) if given is not None else None


def _grounds(element: Element) -> Iterator[str]:
    """What is behind an element, the last of them surely if it is the only one: a class on the way may give another.

    Empty where the ground is a picture, or no plain colour.
    """
    for above in (element, *element.iterancestors()):
        style = style_of(above)
        printed = [match[1] for match in _GROUND.finditer(style)] + [(above.get("bgcolor") or "").lower()]
        ground = next((text for text in printed if text and not text.startswith(_NO_GROUND)), None)
        if ground is not None:
            yield _colour(ground) or ""
            return
        if above.get("background"):
            yield ""
            return
        if above.get("class") and not (above.get("class") or "").startswith("Mso") and above.tag not in _WHOLE:
            yield ""
        if above.tag in _WHOLE:
            break
    yield WHITE


def _colour(text: str) -> str | None:
    """Six digits of a colour as sheets write it, `transparent`, or None where it is not known.

    >>> _colour("#fff"), _colour("rgb(255,255,250)"), _colour("rgba(0,0,0,0)"), _colour("hsl(0,0%,100%)"), _colour("url(a.gif)")
    ('FFFFFF', 'FFFFFA', 'transparent', 'FFFFFF', None)
    """
    if text in _NAMES:
        return _NAMES[text]
    if text == _TRANSPARENT:
        return _TRANSPARENT
    if found := _HEX.match(text):
        return (found[1] if len(found[1]) > 3 else "".join(2 * digit for digit in found[1])).upper()
    if found := _LEVELS.match(text):
        if found[4] is not None and not found[4].strip("0.%"):
            return _TRANSPARENT
        return "".join(f"{min(int(level), 255):02X}" for level in found.group(1, 2, 3))
    return WHITE if text.startswith("hsl") and text.rstrip(")").endswith(",100%") else None


def cell_of(element: Element) -> Element:
    """The cell that an element is in, or is; itself outside of tables."""
    return next(
        (above for above in (element, *element.iterancestors("td", "th")) if above.tag in ("td", "th")), element
    )


def blot(element: Element, mark: str) -> None:
    """Leaves of an element a mark alone: something stands there, and nobody can say what is seen."""
    parts: Sequence[Element] = list(element)
    for part in parts:
        element.remove(part)
    element.text = mark
