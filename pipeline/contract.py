"""What an extraction is: the objects that `nianbao extract` prints and the warehouse loads.

One `Extraction` a document. It keeps what was printed (`raw`) next to what it means (`value`), says with `status` which of
them a reader may rely on, and gives every figure its `Place` on the document. Nothing here reads or decides anything.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, fields
from datetime import date
from decimal import Decimal
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Literal, Protocol

Kind = Literal["annual_report", "not_annual_report", "unreadable"]
Scope = Literal["own", "whole"]
CellStatus = Literal["reported", "blank", "not_applicable", "unreadable"]
CheckStatus = Literal["pass", "fail", "not_assessable"]
Severity = Literal["info", "warning", "error"]
Reading = Literal["new", "with_carried_in", "unknown"]
Number = int | Decimal

UNKNOWN = "unknown"
"""The item or column code of a row or column that the form does not know."""

FORM_TABLES = ("proactive", "requests", "disputes", "statistics")
"""The statutory tables, in the order of the forms; `statistics` is the one table of the 2014 form."""


@dataclass(slots=True)  # not frozen, like Cell: a report has hundreds, and freezing triples what making one costs
class Place:
    """Where a figure stands: `text` for people, the rest enough to mark it on the archived document.

    `table`, `row`, `column` count from 1 in the document as printed, spans expanded; `start`, `end` are offsets into the
    document's text; `bbox` is (left, top, right, bottom) in points of the page.
    """

    text: str
    page: int | None = None
    bbox: tuple[float, float, float, float] | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    sheet: str | None = None
    cell: str | None = None
    start: int | None = None
    end: int | None = None


class Places(Protocol):
    """What knows where entries stand."""

    def place(self, entry: Any, /) -> Place:
        """The place of one of them."""
        ...

    def bounds(self, entry: Any, /) -> tuple[int, int]:
        """Where that begins and ends."""
        ...


class _PlacedWhenAsked:
    """The place of a cell, made the first time that something asks for it: it costs as much as the cell."""

    __slots__ = ("entry", "places")
    places: Places
    entry: object
    """What knows the place, and the entry whose it is."""

    if TYPE_CHECKING:
        place: Place
    else:  # to a reader of types it is a field like others

        def __getattr__(self, name: str) -> Place:
            if name != "place":
                raise AttributeError(name)
            self.place = self.places.place(self.entry)
            del self.places, self.entry
            return self.place

    @property
    def bounds(self) -> tuple[int | None, int | None]:
        """Where its place begins and ends in the document's text; asking for these alone does not make it."""
        if (places := getattr(self, "places", None)) is not None:
            return places.bounds(self.entry)
        return self.place.start, self.place.end


@dataclass(slots=True)
class Cell(_PlacedWhenAsked):
    """One entry of a statutory table; `table`, `item`, `column` are codes of the forms, or `unknown` with the label."""

    table: str
    item: str
    column: str
    value: Number | None
    raw: str
    status: CellStatus
    unit: str | None
    place: Place
    label_item: str | None = None
    label_column: str | None = None
    suggested: Number | None = None
    because: tuple[str, ...] = ()


unmade: Callable[[type[Cell]], Cell] = object.__new__
"""A cell of which every field is still to be set, and of these `place`, or `places` and `entry`: a report has hundreds to make."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A figure stated in prose, with its sentence."""

    indicator: str
    value: Number
    sentence: str
    place: Place
    approximate: bool = False
    reading: Reading | None = None


@dataclass(slots=True)
class Check:
    """One identity applied to this document: both sides, and whether they agree."""

    check: str
    table: str | None
    item: str | None
    column: str | None
    left: Number | None
    right: Number | None
    status: CheckStatus


@dataclass(frozen=True, slots=True)
class Notice:
    """Anything else that a user of the figures should know; `code` is stable.

    `table` and `item` say which figures it touches; without them it touches the whole document.
    """

    severity: Severity
    code: str
    message: str
    table: str | None = None
    item: str | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a document is no annual report, or could not be read."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Signal:
    """A trace in the text of who published it.

    Kinds: `phone` (area code and number as printed), `postcode`, `email`, `host`, `document_number` (the issuing organ's
    abbreviation, 潍政办字), `place_name`, `page_name` (whom only the page around a report names that does not say whose it is).
    """

    kind: str
    value: str
    place: Place


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that one document says. `cells`, `claims`, `checks` are empty unless `kind` is `annual_report`."""

    sha256: str
    media_type: str | None
    extractor: str
    kind: Kind
    reason: Reason | None = None
    title: str | None = None
    agency_name: str | None = None
    report_year: int | None = None
    scope: Scope | None = None
    scope_sentence: str | None = None
    published_on: date | None = None
    form: str | None = None
    forms: dict[str, str | None] = field(default_factory=dict[str, str | None])
    """Table → form; None for disputes that stand alone, which look the same on every form."""
    cells: tuple[Cell, ...] = ()
    claims: tuple[Claim, ...] = ()
    checks: tuple[Check, ...] = ()
    notices: tuple[Notice, ...] = ()
    signals: tuple[Signal, ...] = ()


def as_json(extraction: Extraction, source: str) -> dict[str, Any]:
    """The JSON object of one input, in the order of the contract; numbers stay `int` or `Decimal`."""
    is_report = extraction.kind == "annual_report"
    result: dict[str, Any] = {
        "source": source,
        "sha256": extraction.sha256,
        "media_type": extraction.media_type,
        "extractor": extraction.extractor,
        "kind": extraction.kind,
        "reason": _fields(extraction.reason) if extraction.reason else None,
        "title": extraction.title,
        "agency_name": extraction.agency_name,
        "report_year": extraction.report_year,
        "scope": extraction.scope,
    }
    if extraction.scope_sentence is not None:
        result["scope_sentence"] = extraction.scope_sentence
    result["published_on"] = extraction.published_on.isoformat() if extraction.published_on else None
    if is_report:
        result |= {
            "form": extraction.form,
            "forms": extraction.forms,
            "cells": [_cell_json(cell) for cell in extraction.cells],
            "claims": [_claim_json(claim) for claim in extraction.claims],
            "checks": [_fields(check) for check in extraction.checks],
        }
    result["notices"] = [
        _without_none(_fields(notice), keep=("severity", "code", "message")) for notice in extraction.notices
    ]
    result["signals"] = [_fields(signal) | {"place": place_json(signal.place)} for signal in extraction.signals]
    return result


_PLACE = tuple(field.name for field in fields(Place))
_place_values = attrgetter(*_PLACE)


def place_json(place: Place) -> dict[str, Any]:
    """`place` with only what applies."""
    return {name: value for name, value in zip(_PLACE, _place_values(place), strict=True) if value is not None}


def _cell_json(cell: Cell) -> dict[str, Any]:
    result: dict[str, Any] = {  # by name: a report has hundreds
        "table": cell.table,
        "item": cell.item,
        "column": cell.column,
        "value": cell.value,
        "raw": cell.raw,
        "status": cell.status,
        "unit": cell.unit,
        "place": place_json(cell.place),
    }
    if cell.label_item is not None:
        result["label_item"] = cell.label_item
    if cell.label_column is not None:
        result["label_column"] = cell.label_column
    if cell.suggested is not None:
        result["suggested"] = cell.suggested
    if cell.because:
        result["because"] = list(cell.because)
    return result


def _claim_json(claim: Claim) -> dict[str, Any]:
    result = _fields(claim) | {"place": place_json(claim.place)}
    if not claim.approximate:
        del result["approximate"]
    return _without_none(result, keep=("indicator", "value", "sentence"))


def _fields(obj: object) -> dict[str, Any]:
    return {name: getattr(obj, name) for name in obj.__slots__}  # type: ignore[attr-defined]


def _without_none(values: dict[str, Any], keep: tuple[str, ...]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None or name in keep}
