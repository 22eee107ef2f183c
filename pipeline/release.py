"""A release folder: the data as analysts get it, readable without this program.

nianbao.duckdb      schemas marts, raw and meta; tables only, in a storage version that DuckDB 1.0 opens
parquet/<mart>.parquet
datapackage.json    every mart's columns with type and meaning (https://datapackage.org)
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb

from pipeline.digest import TableDigest, content_digests, quoted, table_names
from pipeline.errors import PipelineError

DATABASE_FILE = "nianbao.duckdb"
STORAGE_VERSION = "v1.0.0"  # DuckDB 2 otherwise writes files that no 1.x client opens
MEMORY_LIMIT = "1GB"

_FIELD_TYPES = {
    "VARCHAR": "string",
    "BOOLEAN": "boolean",
    "TINYINT": "integer",
    "SMALLINT": "integer",
    "INTEGER": "integer",
    "BIGINT": "integer",
    "HUGEINT": "integer",
    "DOUBLE": "number",
    "FLOAT": "number",
    "DATE": "date",
    "TIMESTAMP": "datetime",
    "TIMESTAMP WITH TIME ZONE": "datetime",
    "JSON": "object",
}


class ReleaseDamagedError(PipelineError):
    """A release that was just written does not hold what the build holds; raised by `check_release`."""


@dataclass(frozen=True, slots=True)
class AcceptedLoss:
    """A report that may vanish from the published data, and why; `decided_on` is an ISO date."""

    report_id: str
    reason: str
    decided_on: str


def write_release(
    folder: Path,
    build_file: Path,
    *,
    release_id: str,
    digests: Mapping[str, TableDigest],
    accepted: Sequence[AcceptedLoss],
) -> None:
    """Writes the whole release into `folder`, which must not exist, and flushes it to the disk."""
    parquet = folder / "parquet"
    parquet.mkdir(parents=True)
    with duckdb.connect(config={"memory_limit": MEMORY_LIMIT}) as connection:
        connection.execute(f"attach {_text(build_file)} as build (read_only)")
        connection.execute(
            f"attach {_text(folder / DATABASE_FILE)} as release (storage_version {_text(STORAGE_VERSION)})"
        )
        connection.execute("create schema release.marts; create schema release.raw; create schema release.meta")
        marts = table_names(connection, "build", ["marts"])
        for name in marts:
            _copy_table(connection, name, order="order by all")
        for name in table_names(connection, "build", ["raw"]):
            if name != "raw.build":
                _copy_table(connection, name, order="")
        _write_meta(connection, release_id, digests, accepted)
        resources = [_write_parquet(connection, name, parquet) for name in marts]
        connection.execute("detach release")
    package = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "nianbao",
        "title": "Annual reports on government information disclosure of Chinese agencies",
        "version": release_id,
        "created": datetime.now(UTC).isoformat(timespec="seconds"),
        "resources": resources,
    }
    text = json.dumps(package, ensure_ascii=False, indent=2) + "\n"
    (folder / "datapackage.json").write_text(text, encoding="utf-8")
    _flush(folder)


def check_release(folder: Path, digests: Mapping[str, TableDigest]) -> None:
    """Opens a written release as a reader would; raises ReleaseDamagedError unless it holds what the build held."""
    with duckdb.connect(folder / DATABASE_FILE, read_only=True, config={"memory_limit": MEMORY_LIMIT}) as connection:
        database = Path(DATABASE_FILE).stem
        views = connection.execute("select count(*) from duckdb_views() where not internal").fetchone()
        if views != (0,):
            raise ReleaseDamagedError(f"{folder}: the release holds views; it may hold tables only")
        found = content_digests(connection, database)
        wrong = sorted(name for name, digest in digests.items() if found.get(name) != digest)
        if wrong:
            raise ReleaseDamagedError(
                f"{folder}: {', '.join(wrong)} differ from the build; check the disk, then publish again"
            )
        for name in table_names(connection, database, ["marts"]):
            file = folder / "parquet" / f"{name.removeprefix('marts.')}.parquet"
            rows = connection.execute("select count(*) from read_parquet($1)", [str(file)]).fetchone()
            if rows != (digests[name].row_count,):
                raise ReleaseDamagedError(f"{file}: rows are missing; check the disk, then publish again")


def _copy_table(connection: duckdb.DuckDBPyConnection, name: str, *, order: str) -> None:
    """One table or view of the build as a table of the release, with the comments of table and columns."""
    schema, table = name.split(".", 1)
    target = quoted("release", schema, table)
    connection.execute(f"create table {target} as from {quoted('build', schema, table)} {order}")
    comment = connection.execute(
        "select comment from duckdb_tables() where database_name = 'build' and schema_name = $1 and table_name = $2"
        " union all"
        " select comment from duckdb_views() where database_name = 'build' and schema_name = $1 and view_name = $2",
        [schema, table],
    ).fetchone()
    if comment and comment[0]:
        connection.execute(f"comment on table {target} is {_text(comment[0])}")
    for column, _, meaning in _columns(connection, "build", name):
        if meaning:
            connection.execute(f"comment on column {target}.{quoted(column)} is {_text(meaning)}")


def _write_meta(
    connection: duckdb.DuckDBPyConnection,
    release_id: str,
    digests: Mapping[str, TableDigest],
    accepted: Sequence[AcceptedLoss],
) -> None:
    """meta.build (one row: versions, times, counts), meta.tables (digests) and meta.accepted_losses."""
    counts = {name: digest.row_count for name, digest in digests.items()}
    connection.execute(
        "create table release.meta.build as select b.*, $1::varchar as release_id, $2::timestamptz as published_at,"
        " $3::json as counts from build.raw.build as b",
        [release_id, datetime.now(UTC), json.dumps(counts)],
    )
    connection.execute("create table release.meta.tables (table_name varchar, row_count bigint, digest varchar)")
    connection.executemany(
        "insert into release.meta.tables values (?, ?, ?)",
        [[digest.name, digest.row_count, digest.digest] for digest in digests.values()],
    )
    connection.execute("create table release.meta.accepted_losses (report_id varchar, reason varchar, decided_on date)")
    if accepted:
        connection.executemany(
            "insert into release.meta.accepted_losses values (?, ?, ?)",
            [[loss.report_id, loss.reason, loss.decided_on] for loss in accepted],
        )


def _write_parquet(connection: duckdb.DuckDBPyConnection, name: str, folder: Path) -> dict[str, Any]:
    """Writes one mart as Parquet; the resource of datapackage.json that describes it."""
    table = name.removeprefix("marts.")
    file = folder / f"{table}.parquet"
    connection.execute(f"copy {quoted('release', 'marts', table)} to {_text(file)} (format parquet, compression zstd)")
    comment = connection.execute(
        "select comment from duckdb_tables()"
        " where database_name = 'release' and schema_name = 'marts' and table_name = $1",
        [table],
    ).fetchone()
    with file.open("rb") as handle:
        digest = hashlib.file_digest(handle, "sha256").hexdigest()
    return {
        "name": table,
        "path": f"parquet/{file.name}",
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "description": (comment and comment[0]) or "",
        "bytes": file.stat().st_size,
        "hash": f"sha256:{digest}",
        "schema": {
            "fields": [
                {"name": column, "type": _field_type(kind), "description": meaning or ""}
                for column, kind, meaning in _columns(connection, "release", name)
            ]
        },
    }


def _columns(connection: duckdb.DuckDBPyConnection, database: str, name: str) -> list[tuple[str, str, str | None]]:
    """(name, DuckDB type, comment) of the table's columns in order."""
    schema, table = name.split(".", 1)
    return connection.execute(
        "select column_name, data_type, comment from duckdb_columns()"
        " where database_name = ? and schema_name = ? and table_name = ? order by column_index",
        [database, schema, table],
    ).fetchall()


def _field_type(kind: str) -> str:
    """The datapackage type of a DuckDB type."""
    if kind.endswith("[]"):
        return "array"
    return "number" if kind.startswith("DECIMAL") else _FIELD_TYPES.get(kind, "any")


def _text(value: Path | str) -> str:
    """`value` as a SQL string; for statements that take no parameters."""
    return "'" + str(value).replace("'", "''") + "'"


def _flush(folder: Path) -> None:
    """Waits until every file of the folder is on the disk, so that no link ever leads to a half-written one."""
    for path in [*folder.rglob("*"), folder]:
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
