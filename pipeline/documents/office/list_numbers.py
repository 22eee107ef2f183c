"""The numbers that Word makes itself: paragraphs of a list → the number that a person sees before each.

Word keeps no text for them: a paragraph, or its style, names a list and a level, and the part `numbering.xml` says how the level
counts. Numbers are written into paragraphs outside tables, where they tell a report's sections; in a table labels do without.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from pipeline.documents.office.package import Element

MAXIMUM_LEVELS = 9
MAXIMUM_TEXT = 64
"""Characters of what a level writes, 第%1章 or %1.%2.%3; it stands before each paragraph."""
_PLACE = re.compile(r"%([1-9])")
_CHINESE = "〇一二三四五六七八九十"
_ARABIC = ("decimal", "decimalZero", "decimalFullWidth", "decimalHalfWidth")
_COUNTED = (
    "chineseCounting chineseCountingThousand japaneseCounting taiwaneseCounting taiwaneseCountingThousand ideographDigital"
).split()

Level = tuple[str, str, int]
"""How a level counts, its text with %1 for the number of the first level, and where it starts."""


def write_numbers(body: Element, numbering: Element | None, styles: Element | None) -> None:
    """Puts the number of each listed paragraph of `body` before its text."""
    lists = dict(_lists(numbering)) if numbering is not None else {}
    if not lists:
        return
    of_styles = dict(_of_styles(styles)) if styles is not None else {}
    counts: dict[str, Counter[int]] = {}
    for paragraph in _paragraphs(body):
        named = _listed(_child(paragraph, "pPr"), of_styles)
        first = next((element for element in paragraph.iter() if _name(element) == "t" and element.text), None)
        if named is None or named[0] not in lists or first is None:
            continue
        abstract, levels = lists[named[0]]
        first.text = _next(levels, counts.setdefault(abstract, Counter()), named[1]) + (first.text or "")


def _next(levels: Mapping[int, Level], counts: Counter[int], level: int) -> str:
    """The number of the next paragraph on `level`; empty where it is a bullet, or of a kind that reports do not use."""
    counts[level] += 1
    for deeper in range(level + 1, MAXIMUM_LEVELS):
        counts.pop(deeper, None)
    pieces: list[str] = []
    text, end = levels.get(level, ("", "", 1))[1], 0
    for match in _PLACE.finditer(text):
        kind, _, start = levels.get(int(match[1]) - 1, ("", "", 1))
        number = _written(kind, start + max(counts[int(match[1]) - 1], 1) - 1)
        if number is None:
            return ""
        pieces += [text[end : match.start()], number]
        end = match.end()
    return "".join([*pieces, text[end:]]) if pieces else ""


def _written(kind: str, number: int) -> str | None:
    if kind in _ARABIC:
        return str(number)
    if kind in _COUNTED and 0 < number < 100:
        tens, ones = divmod(number, 10)
        head = "" if tens == 0 else "十" if tens == 1 else _CHINESE[tens] + "十"
        return head + (_CHINESE[ones] if ones else "")
    return None


def _lists(numbering: Element) -> Iterator[tuple[str, tuple[str, dict[int, Level]]]]:
    """Each list by its number: what it counts together with, and its levels."""
    abstract: dict[str, dict[int, Level]] = {}
    for element in (child for child in numbering if _name(child) == "abstractNum"):
        levels: dict[int, Level] = {}
        for level in (child for child in element if _name(child) == "lvl"):
            depth = _number(_attribute(level, "ilvl"), 0)
            kind, text = (_attribute(_child(level, name), "val") or "" for name in ("numFmt", "lvlText"))
            levels[depth] = kind, text[:MAXIMUM_TEXT], _number(_attribute(_child(level, "start"), "val"), 1)
        abstract[_attribute(element, "abstractNumId") or ""] = levels
    for element in (child for child in numbering if _name(child) == "num"):
        of = _attribute(_child(element, "abstractNumId"), "val") or ""
        if of in abstract:
            yield _attribute(element, "numId") or "", (of, abstract[of])


def _of_styles(styles: Element) -> Iterator[tuple[str, tuple[str, int]]]:
    for style in (child for child in styles if _name(child) == "style"):
        named = _listed(_child(style, "pPr"), {})
        if named is not None:
            yield _attribute(style, "styleId") or "", named


def _listed(properties: Element | None, of_styles: Mapping[str, tuple[str, int]]) -> tuple[str, int] | None:
    """The list and the level that a paragraph's properties, or its style, name."""
    if properties is None:
        return None
    style = of_styles.get(_attribute(_child(properties, "pStyle"), "val") or "")
    own = _child(properties, "numPr")
    if own is None:
        return style
    named = _attribute(_child(own, "numId"), "val") or (style[0] if style else "")
    return named, _number(_attribute(_child(own, "ilvl"), "val"), style[1] if style else 0)


def _paragraphs(parent: Element) -> Iterator[Element]:
    """The paragraphs outside tables."""
    for child in parent:
        name = _name(child)
        if name == "p":
            yield child
        elif name != "tbl":
            yield from _paragraphs(child)


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _child(element: Element, name: str) -> Element | None:
    return next((child for child in element if _name(child) == name), None)


def _attribute(element: Element | None, name: str) -> str | None:
    if element is None:
        return None
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), None)


def _number(printed: str | None, default: int) -> int:
    return int(printed) if printed is not None and printed.isdecimal() and len(printed) < 5 else default
