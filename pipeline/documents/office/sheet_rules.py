"""The conditional formats that a sheet of an Excel workbook writes down → its `Rules`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from pipeline.documents.document import address
from pipeline.documents.office.conditions import (
    MAXIMUM_AREAS,
    Area,
    Met,
    Rule,
    Rules,
    always,
    areas,
    compared,
    of_formula,
    unknown,
)
from pipeline.documents.office.number_formats import Styles, shows_nothing

_START, _END = b"<conditionalFormatting", b"</conditionalFormatting>"
_ATTRIBUTE = re.compile(rb"""\b(sqref|type|dxfId|operator)=["']([^"']*)["']""")
_FORMULA = re.compile(rb"<formula>([^<]*)</formula>")
_NO_VALUE = re.compile(rb"""<(?:iconSet|dataBar)\b[^<>]*\bshowValue=["'](?:0|false)["']""")
_OPERATORS = {
    b"equal": "=",
    b"notEqual": "<>",
    b"lessThan": "<",
    b"lessThanOrEqual": "<=",
    b"greaterThan": ">",
    b"greaterThanOrEqual": ">=",
    b"between": "between",
    b"notBetween": "not-between",
}


def rules_of(sheet: bytes, styles: Styles) -> Rules:
    """The rules of a sheet, as `as_excel_writes` gives it."""
    return Rules(_rules(sheet, styles)) if _START in sheet else Rules(())


def _rules(sheet: bytes, styles: Styles) -> Iterator[Rule]:
    position = 0
    for _ in range(MAXIMUM_AREAS):
        start = sheet.find(_START, position)
        position = sheet.find(_END, start)
        if start < 0 or position < 0:
            return
        head, *rules = sheet[start:position].split(b"<cfRule")
        named = _attributes(head)
        found = tuple(areas(named.get(b"sqref", b"").decode("ascii", "replace")))
        for rule in rules:
            yield from _rule(rule, found, styles)


def _rule(rule: bytes, found: tuple[Area, ...], styles: Styles) -> Iterator[Rule]:
    if _NO_VALUE.search(rule):
        yield Rule(found, always, None, None, always)  # a sign or a bar stands for the figure
        return
    named = _attributes(rule[: rule.find(b">")])
    number = named.get(b"dxfId", b"")
    if not found or not number.isdigit() or int(number) >= len(styles.conditional):
        return
    ink, ground, shown = styles.conditional[int(number)]
    formulas = [unescape(text.decode("utf-8", "replace")) for text in _FORMULA.findall(rule)]
    yield Rule(found, _met(named, formulas, found[0]), ink, ground, shows_nothing(shown))


def _met(named: dict[bytes, bytes], formulas: list[str], first: Area) -> Met:
    kind = named.get(b"type", b"")
    if kind == b"cellIs":
        return compared(_OPERATORS.get(named.get(b"operator", b""), ""), formulas)
    if kind == b"expression" and formulas:
        return of_formula(formulas[0], address(first[0], first[2]))
    return unknown


def _attributes(tag: bytes) -> dict[bytes, bytes]:
    return dict(_ATTRIBUTE.findall(tag))
