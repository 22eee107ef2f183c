"""Extractions on their way between processes: by columns, and not object by object.

A report is hundreds of small objects of few kinds. Sent as the columns of their fields they take half of the time to pack and
two thirds to unpack, which is most of what the process that all others answer to does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from operator import attrgetter
from typing import Any

from pipeline.contract import Cell, Check, Claim, Extraction, Notice, Place, Signal

_FIELDS: dict[type[Any], attrgetter[Any]] = {
    kind: attrgetter(*(field.name for field in fields(kind)))
    for kind in (Cell, Check, Claim, Extraction, Notice, Place, Signal)
}
"""The fields of what an extraction is made of, in the order in which its constructor takes them."""
_PLACES: dict[type[Any], int] = {
    kind: next(number for number, field in enumerate(fields(kind)) if field.name == "place")
    for kind in (Cell, Claim, Signal)
}
"""Which field of them is a `Place`."""
_PARTS: dict[int, type[Any]] = {
    number: kind
    for number, field in enumerate(fields(Extraction))
    for name, kind in (("cells", Cell), ("claims", Claim), ("checks", Check), ("notices", Notice), ("signals", Signal))
    if field.name == name
}
"""Which fields of an extraction hold objects, and of what kind."""

Columns = list[Any]


def _columns(kind: type[Any], objects: Sequence[Any]) -> Columns:
    columns: Columns = list(zip(*map(_FIELDS[kind], objects), strict=True))
    if columns and kind in _PLACES:
        columns[_PLACES[kind]] = _columns(Place, columns[_PLACES[kind]])
    return columns


def _objects(kind: type[Any], columns: Columns) -> tuple[Any, ...]:
    if not columns:
        return ()
    if kind in _PLACES:
        columns[_PLACES[kind]] = _objects(Place, columns[_PLACES[kind]])
    return tuple(map(kind, *columns))


def pack(extraction: Extraction) -> Columns:
    """An extraction's fields, each part that holds objects as the columns of their fields."""
    values: Columns = list(_FIELDS[Extraction](extraction))
    for number, kind in _PARTS.items():
        values[number] = _columns(kind, values[number])
    return values


def unpack(values: Columns) -> Extraction:
    """The extraction that `pack` made `values` of; they are used up."""
    for number, kind in _PARTS.items():
        values[number] = _objects(kind, values[number])
    return Extraction(*values)
