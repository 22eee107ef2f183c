"""Styles of an OpenDocument workbook → what of a cell is seen: print in the colour of its ground, crossed out or raised, and
what conditions hide. A style has what the one does that it is derived from, where it says nothing of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from pipeline.documents.cell_text import RAISED
from pipeline.documents.office.colours import BLACK, HEX, WHITE, is_lost
from pipeline.documents.office.conditions import Met, compared, of_formula, unknown
from pipeline.documents.office.package import Element

MAXIMUM_BASES = 20
"""Styles from which one is derived in turn."""
CELLS, TEXTS = "table-cell", "text"
"""The families of styles that are read."""

_COMPARED = re.compile(r"cell-content\(\)(<=|>=|!=|=|<|>)(.+)")
_BETWEEN = re.compile(r"cell-content-is-(between|not-between)\(([^,]+),([^,]+)\)")
_FORMULA = re.compile(r"is-true-formula\((.*)\)")
_REFERENCE = re.compile(r"\[\.([^\]]*)\]")
_NO_SIZE = re.compile(r"[0-2](?:\.\d+)?pt")
"""A size of print that nobody sees."""
_DATA_STYLES = ("number-style", "currency-style", "percentage-style", "text-style")
_DIGITS = ("number", "scientific-number", "fraction", "text-content")


@dataclass(slots=True)
class Face:
    """What a style says: None where it says nothing; `conditions` with the names of the styles that they apply."""

    ink: str | None = None
    ground: str | None = None
    is_crossed_out: bool | None = None
    is_raised: bool | None = None
    shows_nothing: bool | None = None
    conditions: list[tuple[Met, str]] = field(default_factory=list[tuple[Met, str]])

    def derived_from(self, other: Face) -> Face:
        """With what the other says where this says nothing."""
        return Face(
            self.ink or other.ink,
            self.ground or other.ground,
            other.is_crossed_out if self.is_crossed_out is None else self.is_crossed_out,
            other.is_raised if self.is_raised is None else self.is_raised,
            other.shows_nothing if self.shows_nothing is None else self.shows_nothing,
            self.conditions or other.conditions,
        )


class Faces:
    """The styles of a workbook by family and name, from the parts that hold them."""

    def __init__(self, parts: Iterable[Element | None]) -> None:
        roots = [part for part in parts if part is not None]
        blank = {name_of(style) for root in roots for style in root.iter() if _is_without_digits(style)}
        self._own: dict[tuple[str, str], tuple[Face, str]] = {}
        for root in roots:
            for style in root.iter("{*}style"):
                family = attribute(style, "family") or ""
                if family in (CELLS, TEXTS):
                    base = attribute(style, "parent-style-name") or ""
                    self._own[family, name_of(style)] = _face(style, blank), base
        self._known: dict[tuple[str, str], Face] = {}

    def face(self, family: str, name: str) -> Face:
        """What a style says, with those that it is derived from."""
        key = family, name
        if key not in self._known:
            found, base = self._own.get(key, (Face(), ""))
            for _ in range(MAXIMUM_BASES):
                above, next_base = self._own.get((family, base), (Face(), ""))
                found, base = found.derived_from(above), next_base
            self._known[key] = found
        return self._known[key]

    def hides(self, name: str, value: Decimal) -> bool | None:
        """Whether nothing is seen of a figure in a cell of this style; None where its conditions leave that open."""
        cell = self.face(CELLS, name)
        found: bool | None = is_lost(cell.ink, cell.ground or WHITE)
        for condition, applied in cell.conditions:
            shown = self.face(CELLS, applied)
            is_hidden = shown.shows_nothing or is_lost(shown.ink or cell.ink, shown.ground or cell.ground or WHITE)
            met = condition(value)
            if met:
                return is_hidden
            if met is None and is_hidden:
                found = found or None
        return found


def _face(style: Element, blank: set[str]) -> Face:
    found = Face()
    number_format = attribute(style, "data-style-name")
    if number_format is not None:
        found.shows_nothing = number_format in blank
    for part in style:
        kind = local_name(part)
        if kind == "table-cell-properties":
            printed = attribute(part, "background-color") or ""
            found.ground = WHITE if printed == "transparent" else _colour(printed)
        elif kind == "text-properties":
            is_automatic = attribute(part, "use-window-font-color") == "true"
            found.ink = BLACK if is_automatic else _colour(attribute(part, "color") or "")
            line = attribute(part, "text-line-through-style") or attribute(part, "text-line-through-type")
            found.is_crossed_out = None if line is None else line != "none"
            found.ground = _colour(attribute(part, "background-color") or "") or found.ground
            if attribute(part, "display") == "none" or _NO_SIZE.fullmatch(attribute(part, "font-size") or ""):
                found.is_crossed_out = True
            position = attribute(part, "text-position")
            found.is_raised = None if position is None else _is_above(position)
        elif kind == "map":
            base = (attribute(part, "base-cell-address") or "").rpartition(".")[2]
            met = _met((attribute(part, "condition") or "").strip(), base)
            found.conditions.append((met, attribute(part, "apply-style-name") or ""))
    return found


def _met(condition: str, cell: str) -> Met:
    found = _COMPARED.fullmatch(condition)
    if found is not None:
        return compared("<>" if found[1] == "!=" else found[1], [found[2]])
    found = _BETWEEN.fullmatch(condition)
    if found is not None:
        return compared(found[1], [found[2], found[3]])
    found = _FORMULA.fullmatch(condition)
    return of_formula(_REFERENCE.sub(r"\1", found[1]), cell) if found is not None else unknown


def _is_above(position: str) -> bool:
    """Whether print stands above the line: `super 58%`, `33% 58%`."""
    first = position.split(maxsplit=1)[0] if position.split() else ""
    return first == "super" or (first.endswith("%") and first[:-1].isdecimal() and int(first[:-1]) > 0)


def _is_without_digits(style: Element) -> bool:
    """Whether a style of numbers has no place for digits, whatever the number."""
    parts = {local_name(part) for part in style} if local_name(style) in _DATA_STYLES else set(_DIGITS)
    return parts.isdisjoint((*_DIGITS, "map"))


def _colour(printed: str) -> str | None:
    return printed[1:].upper() if HEX.fullmatch(printed) else None


def default_styles(table: Element, most: int) -> list[str]:
    """The names of the styles that the cells of each column have where they name none."""
    found: list[str] = []
    for column in table.iter("{*}table-column"):
        name = attribute(column, "default-cell-style-name") or ""
        found += [name] * min(count(column, "number-columns-repeated"), most - len(found))
    return found


def words_of(element: Element, faces: Faces, unread: tuple[str, ...], ground: str) -> Iterator[str]:
    """The text of a paragraph on a ground as a person reads it: nothing of what is crossed out or of the colour of the ground,
    raised digits as a footnote's mark.
    """
    yield element.text or ""
    for child in element:
        name = local_name(child)
        if name == "s":
            yield " "
        elif name not in unread:
            face = faces.face(TEXTS, attribute(child, "style-name") or "") if name == "span" else Face()
            behind = face.ground or ground
            if not face.is_crossed_out and not is_lost(face.ink, behind):
                words = words_of(child, faces, unread, behind)
                yield from (part.translate(RAISED) for part in words) if face.is_raised else words
        yield child.tail or ""


def count(element: Element, name: str) -> int:
    """How often an element stands for itself."""
    printed = attribute(element, name)
    return max(int(printed), 1) if printed is not None and printed.isdecimal() else 1


def name_of(style: Element) -> str:
    """The name of a style."""
    return attribute(style, "name") or ""


def local_name(element: Element) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def attribute(element: Element, name: str) -> str | None:
    """An attribute by its name without its namespace."""
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), None)
