"""The tables of the schema `raw`: one list of columns for all who write them.

The DDL of a build file, the Polars schemas and the Parquet parts of the store of extractions follow `RAW_TABLES`.
sql/models/staging/_sources.yml says what each column means.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import duckdb
import polars as pl

Columns = Mapping[str, str]
"""Column → DuckDB type, in the order of the table."""

Row = tuple[Any, ...]
"""One value for each of a table's columns, in their order."""

RAW_TABLES: dict[str, Columns] = {
    "captures": {
        "capture_id": "VARCHAR",
        "url": "VARCHAR",
        "fetched_at": "TIMESTAMPTZ",
        "http_status": "INTEGER",
        "media_type": "VARCHAR",
        "document_sha256": "VARCHAR",
        "role": "VARCHAR",
        "origin": "VARCHAR",
        "site_id": "VARCHAR",
        "run_id": "VARCHAR",
        "via_url": "VARCHAR",
        "anchor": "VARCHAR",
        "source": "VARCHAR",
        "obtained_date": "DATE",
        "is_revisit": "BOOLEAN",
        "same_text_as": "VARCHAR",
        "warc_file": "VARCHAR",
        "warc_offset": "BIGINT",
    },
    "documents": {
        "document_sha256": "VARCHAR",
        "media_type": "VARCHAR",
        "byte_count": "BIGINT",
        "extractor": "VARCHAR",
        "kind": "VARCHAR",
        "reason_code": "VARCHAR",
        "reason_message": "VARCHAR",
        "title": "VARCHAR",
        "agency_name": "VARCHAR",
        "report_year": "INTEGER",
        "scope": "VARCHAR",
        "scope_sentence": "VARCHAR",
        "published_date": "DATE",
        "form": "VARCHAR",
        "form_proactive": "VARCHAR",
        "form_requests": "VARCHAR",
        "form_disputes": "VARCHAR",
    },
    "cells": {
        "document_sha256": "VARCHAR",
        "ordinal": "INTEGER",
        "table_code": "VARCHAR",
        "item_code": "VARCHAR",
        "column_code": "VARCHAR",
        "value": "DECIMAL(20,6)",
        "raw_text": "VARCHAR",
        "status": "VARCHAR",
        "unit": "VARCHAR",
        "value_yuan": "DECIMAL(20,6)",
        "place_text": "VARCHAR",
        "place": "JSON",
        "label_item": "VARCHAR",
        "label_column": "VARCHAR",
        "suggested_value": "DECIMAL(20,6)",
        "suggested_because": "VARCHAR[]",
    },
    "claims": {
        "document_sha256": "VARCHAR",
        "indicator": "VARCHAR",
        "ordinal": "INTEGER",
        "value": "DECIMAL(20,6)",
        "is_approximate": "BOOLEAN",
        "reading": "VARCHAR",
        "sentence": "VARCHAR",
        "place_text": "VARCHAR",
        "place": "JSON",
    },
    "checks": {
        "document_sha256": "VARCHAR",
        "ordinal": "INTEGER",
        "check_code": "VARCHAR",
        "table_code": "VARCHAR",
        "item_code": "VARCHAR",
        "column_code": "VARCHAR",
        "left_value": "DECIMAL(20,6)",
        "right_value": "DECIMAL(20,6)",
        "status": "VARCHAR",
    },
    "notices": {
        "document_sha256": "VARCHAR",
        "ordinal": "INTEGER",
        "severity": "VARCHAR",
        "code": "VARCHAR",
        "message": "VARCHAR",
        "table_code": "VARCHAR",
        "item_code": "VARCHAR",
    },
    "attributions": {
        "document_sha256": "VARCHAR",
        "status": "VARCHAR",
        "agency_id": "VARCHAR",
        "agency_name": "VARCHAR",
        "division_code": "VARCHAR",
        "function_class": "VARCHAR",
        "report_year": "INTEGER",
        "scope": "VARCHAR",
        "score": "DOUBLE",
        "reason": "VARCHAR",
    },
    "candidates": {
        "document_sha256": "VARCHAR",
        "rank": "INTEGER",
        "agency_id": "VARCHAR",
        "agency_name": "VARCHAR",
        "score": "DOUBLE",
    },
    "evidence": {
        "document_sha256": "VARCHAR",
        "kind": "VARCHAR",
        "value": "VARCHAR",
        "agency_id": "VARCHAR",
        "report_year": "INTEGER",
        "weight": "DOUBLE",
    },
    "rejections": {
        "capture_id": "VARCHAR",
        "document_sha256": "VARCHAR",
        "url": "VARCHAR",
        "source": "VARCHAR",
        "code": "VARCHAR",
        "message": "VARCHAR",
    },
    "agencies": {
        "agency_id": "VARCHAR",
        "agency_name": "VARCHAR",
        "division_code": "VARCHAR",
        "function_class": "VARCHAR",
    },
    "divisions": {
        "division_code": "VARCHAR",
        "division_name": "VARCHAR",
        "level": "VARCHAR",
        "parent_code": "VARCHAR",
    },
    "function_classes": {
        "function_class": "VARCHAR",
        "name_zh": "VARCHAR",
        "name_en": "VARCHAR",
    },
    "sites": {
        "site_id": "VARCHAR",
        "name": "VARCHAR",
        "division_code": "VARCHAR",
        "home_url": "VARCHAR",
        "family": "VARCHAR",
        "status": "VARCHAR",
        "minimum_reports": "INTEGER",
    },
    "site_runs": {
        "run_id": "VARCHAR",
        "site_id": "VARCHAR",
        "outcome": "VARCHAR",
        "reason": "VARCHAR",
        "started_at": "TIMESTAMPTZ",
        "finished_at": "TIMESTAMPTZ",
        "fetches": "INTEGER",
        "bytes": "BIGINT",
        "reports_new": "INTEGER",
        "reports_revised": "INTEGER",
        "reports_unchanged": "INTEGER",
        "reports_gone": "INTEGER",
        "error_count": "INTEGER",
        "first_error": "VARCHAR",
    },
    "check_definitions": {
        "check_code": "VARCHAR",
        "name": "VARCHAR",
        "description": "VARCHAR",
        "formula": "VARCHAR",
        "severity": "VARCHAR",
        "computed_in": "VARCHAR",
    },
    "form_cells": {
        "form": "VARCHAR",
        "table_code": "VARCHAR",
        "item_code": "VARCHAR",
        "column_code": "VARCHAR",
        "label_item": "VARCHAR",
        "label_column": "VARCHAR",
        "unit": "VARCHAR",
    },
    "build": {
        "build_id": "VARCHAR",
        "built_at": "TIMESTAMPTZ",
        "extractor": "VARCHAR",
        "versions": "JSON",
    },
}
"""The columns of every table of the schema `raw`."""

SIGNALS_TABLE: Columns = {
    "document_sha256": "VARCHAR",
    "ordinal": "INTEGER",
    "kind": "VARCHAR",
    "value": "VARCHAR",
    "place_text": "VARCHAR",
}
"""Kept with the extractions, for the attribution; `raw` has what came of them in `evidence`."""

EXTRACTION_TABLES: dict[str, Columns] = {
    name: RAW_TABLES[name] for name in ("cells", "claims", "checks", "notices")
} | {"signals": SIGNALS_TABLE, "documents": RAW_TABLES["documents"]}
"""What one extraction becomes, `documents` last: a part of the store is complete when its documents are there."""

_POLARS_TYPES: dict[str, pl.DataType] = {
    "VARCHAR": pl.String(),
    "JSON": pl.String(),
    "VARCHAR[]": pl.List(pl.String()),
    "INTEGER": pl.Int32(),
    "BIGINT": pl.Int64(),
    "DOUBLE": pl.Float64(),
    "BOOLEAN": pl.Boolean(),
    "DATE": pl.Date(),
    "TIMESTAMPTZ": pl.Datetime("us", "UTC"),
    "DECIMAL(20,6)": pl.Decimal(20, 6),
}


def schema(columns: Columns) -> pl.Schema:
    """The Polars schema of a table's columns."""
    return pl.Schema({name: _POLARS_TYPES[kind] for name, kind in columns.items()})


def frame(columns: Columns, rows: Iterable[Row]) -> pl.DataFrame:
    """Rows (tuples in the order of `columns`) as a frame; raises polars errors on a value of another type."""
    values: Sequence[Sequence[Any]] = list(zip(*rows, strict=True)) or [()] * len(columns)
    return pl.DataFrame(
        [
            pl.Series(name, column, dtype=_POLARS_TYPES[kind])
            for (name, kind), column in zip(columns.items(), values, strict=True)
        ]
    )


def create_tables(connection: duckdb.DuckDBPyConnection) -> None:
    """Makes the schema `raw` with all its tables, empty."""
    connection.execute("create schema raw")
    for name, columns in RAW_TABLES.items():
        fields = ", ".join(f'"{column}" {kind}' for column, kind in columns.items())
        connection.execute(f'create table raw."{name}" ({fields})')


def insert(connection: duckdb.DuckDBPyConnection, table: str, rows: pl.DataFrame) -> None:
    """Appends a frame to a table of the schema `raw`, through Arrow and in its order."""
    connection.register("incoming", rows)
    connection.execute(f'insert into raw."{table}" from incoming')
    connection.unregister("incoming")
