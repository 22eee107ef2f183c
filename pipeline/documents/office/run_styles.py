"""What a style does to the runs that name it, or whose paragraph does: raised, hidden or crossed out as if the run said so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy

from pipeline.documents.office.colours import BLACK, WHITE, is_lost
from pipeline.documents.office.package import Element

MARKS = ("vanish", "strike", "dstrike", "vertAlign")
"""Properties that decide whether, and as what, the text of a run is read."""
MAXIMUM_BASES = 20
"""Styles that one is based on in turn; Word stops at eleven."""

LEAST_RAISE = 4
"""Half points above the text beside it from which a digit is a footnote's mark: less only sets a line straight."""
_AUTOMATIC = "AUTO"
_COLOUR = re.compile("[0-9A-F]{6}")
_PROPERTIES = ("rPr", "pPr", "tcPr", "tblPr")
_FIGURE = re.compile(r"[\d.,-]+")

_Properties = dict[str, Element]


def write_run_styles(body: Element, styles: Element | None) -> None:
    """Puts the marks of a run's style among its own properties, which go before.

    A note's own mark is raised, as is what stands higher than the text beside it; a figure in the colour of what is behind it
    is hidden.
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
    has_shades = next(body.iter("{*}shd"), None) is not None
    for colour in list(body.iter("{*}color")):
        properties = colour.getparent()
        run = properties.getparent() if properties is not None else None
        ink = (_attribute(colour, "val") or "").upper()
        if properties is None or run is None or not _COLOUR.fullmatch(ink) or (ink == BLACK and not has_shades):
            continue
        text = "".join(part.text or "" for part in run.iter("{*}t"))
        if _name(run) == "r" and _FIGURE.fullmatch(text) and is_lost(ink, _ground(run, styles)):
            properties.append(properties.makeelement(f"{_namespace(run)}vanish"))


def _ground(run: Element, styles: Element | None) -> str | None:
    """The colour behind a run: its own, its paragraph's, its cell's or its table's, else white; None where it is not known."""
    for element in (run, *run.iterancestors()):
        if _name(element) == "txbxContent":
            return None  # a box has a colour of its own
        properties = next((child for child in element if _name(child) in _PROPERTIES), None)
        for part in properties if properties is not None else ():
            if _name(part) == "shd" and (fill := (_attribute(part, "fill") or "auto").upper()) != _AUTOMATIC:
                is_plain = _COLOUR.fullmatch(fill) and _attribute(part, "val") in (None, "clear")
                return fill if is_plain else None
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
    """The styles that have marks, with those of the styles that they are based on."""
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
