"""What a style does to the runs that name it, or whose paragraph does: raised, hidden or crossed out as if the run said so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy

from pipeline.documents.office.colours import BLACK, WHITE, is_lost
from pipeline.documents.office.package import Element

_OF_LOOKS = ("color", "sz", "w", "position")
MARKS = ("vanish", "specVanish", "strike", "dstrike", "vertAlign", *_OF_LOOKS)
"""Properties that decide whether, and as what, the text of a run is read."""
MAXIMUM_BASES = 20
"""Styles that one is based on in turn; Word stops at eleven."""
LEAST_SIZE, LEAST_WIDTH = 4, 5
"""Half points of print, and per cent of its width, up to which nobody sees it."""
FARTHEST_OFF = 100
"""Half points above or below its line from which print stands in another row, or off the page."""
LEAST_RAISE = 4
"""Half points above the text beside it from which a digit is a footnote's mark: less only sets a line straight."""
_AUTOMATIC = "AUTO"
_COLOUR = re.compile("[0-9A-F]{6}")
_HIGHLIGHTS = {
    "white": WHITE,
    "black": BLACK,
    "yellow": "FFFF00",
    "green": "00FF00",
    "cyan": "00FFFF",
    "magenta": "FF00FF",
    "blue": "0000FF",
    "red": "FF0000",
    "lightGray": "C0C0C0",
    "darkGray": "808080",
}
_PROPERTIES = ("rPr", "pPr", "tcPr", "tblPr")
_FIGURE = re.compile(r"[\d.,-]+")

_Properties = dict[str, Element]


def write_run_styles(body: Element, styles: Element | None) -> None:
    """Puts the marks of a run's style among its own properties, which go before.

    A note's own mark is raised, as is what stands higher than the text beside it; a figure that nobody sees is hidden: in the
    colour of what is behind it, a point high, far off its line.
    """
    of_styles = dict(_of_styles(styles)) if styles is not None else {}
    for named in list(body.iter("{*}rStyle")) if of_styles else ():
        own = named.getparent()
        if own is None:
            continue
        _add(own, of_styles.get(_attribute(named, "val") or "", {}))
    for named in list(body.iter("{*}pStyle")) if of_styles else ():
        marks = of_styles.get(_attribute(named, "val") or "")
        paragraph = next((above for above in named.iterancestors() if _name(above) == "p"), None)
        if not marks or paragraph is None:
            continue
        for run in _runs_of(paragraph):
            _add(_properties_of(run), marks)
    for reference in list(body.iter("{*}footnoteReference", "{*}endnoteReference")):
        run = reference.getparent()
        if run is not None and _attribute(reference, "customMarkFollows") in ("1", "true", "on"):
            _raise(run, reference)
    for position in list(body.iter("{*}position")):
        run = _run_of(position)
        if run is not None and _is_above(run, _height(position)):
            _raise(run, position)
    has_shades = next(body.iter("{*}shd", "{*}highlight"), None) is not None
    for mark in list(body.iter("{*}color", "{*}sz", "{*}w", "{*}position", "{*}textFill")):
        run = _run_of(mark)
        if run is not None and _may_hide(mark, has_shades) and _is_figure(run) and _is_hidden(run, mark, styles):
            _properties_of(run).append(run.makeelement(f"{_namespace(run)}vanish"))


def _is_figure(run: Element) -> bool:
    return _FIGURE.fullmatch("".join(part.text or "" for part in run.iter("{*}t"))) is not None


def _may_hide(mark: Element, has_shades: bool) -> bool:
    """Whether a property may make its run unseen: a quick answer for most."""
    name, printed = _name(mark), (_attribute(mark, "val") or "").upper()
    if name == "color":
        return _COLOUR.fullmatch(printed) is not None and (printed != BLACK or has_shades)
    if name == "position":
        return abs(_height(mark)) >= FARTHEST_OFF
    least = {"sz": LEAST_SIZE, "w": LEAST_WIDTH}.get(name)
    return least is None or (printed.removesuffix("%").isdecimal() and int(printed.removesuffix("%")) <= least)


def _is_hidden(run: Element, mark: Element, styles: Element | None) -> bool:
    """Whether nobody sees a run with such a property: for print of a colour that is so on its ground alone."""
    if _name(mark) == "color":
        ink = (_attribute(mark, "val") or "").upper()
    elif _name(mark) == "textFill":
        if next(mark.iter("{*}noFill"), None) is not None:
            return True
        colour = next(mark.iter("{*}srgbClr"), None)
        ink = (_attribute(colour, "val") or "").upper() if len(list(mark.iter("{*}gs"))) == 0 else ""
    else:
        return True
    return _COLOUR.fullmatch(ink) is not None and is_lost(ink, _ground(run, styles))


def _ground(run: Element, styles: Element | None) -> str | None:
    """The colour behind a run: its own, its paragraph's, its cell's or its table's, else white; None where it is not known."""
    for element in (run, *run.iterancestors()):
        if _name(element) == "txbxContent":
            return None  # a box has a colour of its own
        properties = next((child for child in element if _name(child) in _PROPERTIES), None)
        for part in properties if properties is not None else ():
            if _name(part) == "highlight" and (name := _attribute(part, "val")) not in (None, "none"):
                return _HIGHLIGHTS.get(name or "")
            if _name(part) == "shd" and (fill := (_attribute(part, "fill") or "auto").upper()) != _AUTOMATIC:
                is_plain = _COLOUR.fullmatch(fill) and _attribute(part, "val") in (None, "clear")
                return fill if is_plain else None
            if _name(part) == "shd" and _attribute(part, "val") not in (None, "clear", "nil"):
                return None  # a pattern
            if (
                _name(part) == "tblStyle"
                and styles is not None
                and next(styles.iter("{*}tblStylePr"), None) is not None
            ):
                return None  # styles of tables colour rows of theirs
    return WHITE


def _run_of(mark: Element) -> Element | None:
    properties = mark.getparent()
    run = properties.getparent() if properties is not None else None
    return run if run is not None and _name(run) == "r" else None


def _height(position: Element) -> int:
    """Half points above the line; nought where it is not said."""
    printed = (_attribute(position, "val") or "").removesuffix("pt").removeprefix("-")
    sign = -1 if (_attribute(position, "val") or "").startswith("-") else 1
    return sign * int(printed) if printed.isdecimal() else 0


def _is_above(run: Element, height: int) -> bool:
    """Whether a raised run stands above other text of its paragraph: raised alike, all of it is on one line."""
    paragraph = run.getparent()
    if height < LEAST_RAISE or paragraph is None:
        return False
    others = (
        other for other in paragraph.iter("{*}r") if any((text.text or "").strip() for text in other.iter("{*}t"))
    )
    return any(height - max(map(_height, other.iter("{*}position")), default=0) >= LEAST_RAISE for other in others)


def _namespace(element: Element) -> str:
    return element.tag.rpartition("}")[0] + "}"


def _raise(run: Element, reference: Element) -> None:
    namespace = _namespace(reference)
    properties = _properties_of(run)
    if _child(properties, "vertAlign") is None:
        mark = run.makeelement(f"{namespace}vertAlign")
        mark.set(f"{namespace}val", "superscript")
        properties.append(mark)


def _properties_of(run: Element) -> Element:
    properties = _child(run, "rPr")
    if properties is None:
        properties = run.makeelement(f"{_namespace(run)}rPr")
        run.append(properties)
    return properties


def _add(own: Element, marks: Mapping[str, Element]) -> None:
    for name, mark in marks.items():
        if _child(own, name) is None:
            own.append(deepcopy(mark))


def _runs_of(paragraph: Element) -> Iterator[Element]:
    """The runs of a paragraph itself, not those of text boxes in it."""
    for run in paragraph.iter("{*}r"):
        if next((above for above in run.iterancestors() if _name(above) == "p"), None) is paragraph:
            yield run


def _of_styles(styles: Element) -> Iterator[tuple[str, _Properties]]:
    """The styles that have marks, with those of the styles that they are based on; sizes that hide nothing are left out."""
    own: dict[str, _Properties] = {}
    bases: dict[str, str | None] = {}
    for style in (child for child in styles if _name(child) == "style"):
        name = _attribute(style, "styleId") or ""
        properties = _child(style, "rPr")
        own[name] = {
            _name(mark): mark for mark in (properties if properties is not None else ()) if _name(mark) in MARKS
        }
        bases[name] = _attribute(_child(style, "basedOn"), "val")
    for name in own:
        marks = _with_bases(name, own, bases)
        marks = {
            kind: mark for kind, mark in marks.items() if kind not in _OF_LOOKS or _may_hide(mark, has_shades=True)
        }
        if marks:
            yield name, marks


def _with_bases(name: str, own: Mapping[str, _Properties], bases: Mapping[str, str | None]) -> _Properties:
    marks: _Properties = {}
    base: str | None = name
    for _ in range(MAXIMUM_BASES):
        if base is None or base not in own:
            break
        marks = {**own[base], **marks}
        base = bases[base]
    return marks


def _child(element: Element, name: str) -> Element | None:
    return next((child for child in element if _name(child) == name), None)


def _attribute(element: Element | None, name: str) -> str | None:
    if element is None:
        return None
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), None)


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2]
