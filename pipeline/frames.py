"""The objects of the pipeline as frames of the tables in tables.py.

Numbers become DECIMAL(20,6), exact. A figure with more than six decimal places is rounded to six, with a notice; one with
more than fourteen digits before the point fits nowhere: its value is null, a cell's status `unreadable`, and a warning says so.
What was printed stands in `raw_text` in either case.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from json import JSONEncoder

import polars as pl

from crawlers.archive import Capture
from pipeline.contract import Cell, Claim, Extraction, Notice, Number, Place, place_json
from pipeline.tables import EXTRACTION_TABLES, RAW_TABLES, Row, frame

_SIX_PLACES = Decimal("0.000001")
_LIMIT = 10**14
_ON_ONE_LINE = JSONEncoder(ensure_ascii=False, separators=(",", ":"))
"""Kept, since making one takes as long as what it encodes: each cell has a place, and these were two thirds of a report's rows."""
_YUAN_PER_UNIT = {
    "yuan": Decimal(1),
    "1k_yuan": Decimal(1_000),
    "10k_yuan": Decimal(10_000),
    "100m_yuan": Decimal(10**8),
}


def extraction_frames(extractions: Iterable[tuple[Extraction, int]]) -> dict[str, pl.DataFrame]:
    """The frames of EXTRACTION_TABLES, each in the order given; an extraction comes with the size of its document in bytes."""
    rows: dict[str, list[Row]] = {name: [] for name in EXTRACTION_TABLES}
    for extraction, byte_count in extractions:
        for name, new in _extraction_rows(extraction, byte_count).items():
            rows[name].extend(new)
    return {name: frame(EXTRACTION_TABLES[name], rows[name]) for name in EXTRACTION_TABLES}


def captures_frame(captures: Iterable[Capture]) -> pl.DataFrame:
    """`raw.captures`, one row a capture."""
    return frame(
        RAW_TABLES["captures"],
        (
            (
                capture.capture_id,
                capture.url,
                capture.fetched_at,
                capture.status,
                capture.media_type,
                capture.document_sha256,
                capture.role,
                capture.origin,
                capture.site_id,
                capture.run_id,
                capture.via,
                capture.anchor,
                capture.source,
                capture.obtained,
                capture.is_revisit,
                capture.same_text_as,
                capture.warc_file,
                capture.warc_offset,
            )
            for capture in captures
        ),
    )


def exact(number: Number | None) -> Decimal | None:
    """The number at six decimal places; None where DECIMAL(20,6) has no room for it."""
    if number is None or abs(number) >= _LIMIT:
        return None
    return Decimal(number).quantize(_SIX_PLACES)


def in_yuan(value: Decimal | None, unit: str | None) -> Decimal | None:
    """The amount in yuan; None without a currency unit, and where DECIMAL(20,6) has no room for it."""
    if value is None or unit not in _YUAN_PER_UNIT:
        return None
    return exact(value * _YUAN_PER_UNIT[unit])


def _extraction_rows(extraction: Extraction, byte_count: int) -> Mapping[str, Sequence[Row]]:
    sha256 = extraction.sha256
    notices = (*extraction.notices, *_unfit(extraction.cells), *_unfit(extraction.claims))
    return {
        "cells": [_cell_row(sha256, ordinal, cell) for ordinal, cell in enumerate(extraction.cells, 1)],
        "claims": _claim_rows(sha256, extraction.claims),
        "checks": [
            (
                sha256,
                ordinal,
                check.check,
                check.table,
                check.item,
                check.column,
                exact(check.left),
                exact(check.right),
                check.status,
            )
            for ordinal, check in enumerate(extraction.checks, 1)
        ],
        "notices": [
            (sha256, ordinal, notice.severity, notice.code, notice.message, notice.table, notice.item)
            for ordinal, notice in enumerate(notices, 1)
        ],
        "signals": [
            (sha256, ordinal, signal.kind, signal.value, signal.place.text)
            for ordinal, signal in enumerate(extraction.signals, 1)
        ],
        "documents": [
            (
                sha256,
                extraction.media_type,
                byte_count,
                extraction.extractor,
                extraction.kind,
                extraction.reason.code if extraction.reason else None,
                extraction.reason.message if extraction.reason else None,
                extraction.title,
                extraction.agency_name,
                extraction.report_year,
                extraction.scope,
                extraction.scope_sentence,
                extraction.published_on,
                extraction.form,
                extraction.forms.get("proactive"),
                extraction.forms.get("requests"),
                extraction.forms.get("disputes"),
            )
        ],
    }


def _cell_row(sha256: str, ordinal: int, cell: Cell) -> Row:
    value = exact(cell.value)
    return (
        sha256,
        ordinal,
        cell.table,
        cell.item,
        cell.column,
        value,
        cell.raw,
        "unreadable" if value is None and cell.value is not None else cell.status,
        cell.unit,
        in_yuan(value, cell.unit),
        cell.place.text,
        _json(cell.place),
        cell.label_item,
        cell.label_column,
        exact(cell.suggested),
        list(cell.because) if cell.suggested is not None else None,
    )


def _claim_rows(sha256: str, claims: Iterable[Claim]) -> list[Row]:
    """One row a claim; `ordinal` counts the claims of one indicator."""
    ordinals: dict[str, int] = {}
    rows: list[Row] = []
    for claim in claims:
        ordinals[claim.indicator] = ordinal = ordinals.get(claim.indicator, 0) + 1
        rows.append(
            (
                sha256,
                claim.indicator,
                ordinal,
                exact(claim.value),
                claim.approximate,
                claim.reading,
                claim.sentence,
                claim.place.text,
                _json(claim.place),
            )
        )
    return rows


def _unfit(figures: Iterable[Cell | Claim]) -> Iterable[Notice]:
    """A notice for each figure that DECIMAL(20,6) cannot hold as printed."""
    for figure in figures:
        value = exact(figure.value)
        if value == figure.value:
            continue
        table, item = (figure.table, figure.item) if isinstance(figure, Cell) else (None, figure.indicator)
        where = f"{figure.place.text}: {figure.value}"
        if value is None:
            yield Notice("warning", "value_out_of_range", f"{where} has more than fourteen digits", table, item)
        else:
            yield Notice("info", "value_rounded", f"{where} is kept as {value}, at six decimal places", table, item)


def _json(place: Place) -> str:
    """The place as the contract prints it, on one line."""
    return _ON_ONE_LINE.encode(place_json(place))
