"""Digests of tables: two databases hold the same data exactly when their digests agree.

A table's digest covers its columns (names and types, in order) and its rows, sorted, so that neither the order of
insertion nor the file's layout counts. The gate of `publish` and `nianbao rebuild` compare by it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass

import duckdb

OBSERVATION_TABLES = frozenset({"raw.build", "raw.captures", "raw.site_runs"})
"""Tables that say when somebody looked, not what was seen: they grow every night, changed pages or not."""

OBSERVATION_COLUMNS = frozenset({"last_captured_at"})
"""Columns of other tables of which the same is true."""

_BATCH = 50_000


@dataclass(frozen=True, slots=True)
class TableDigest:
    """One table: `name` is `schema.table`, `digest` a hex sha256 that `ORDER BY` and storage do not change."""

    name: str
    row_count: int
    digest: str


def quoted(*names: str) -> str:
    """The names as one SQL identifier, each part quoted."""
    return ".".join('"' + name.replace('"', '""') + '"' for name in names)


def table_names(connection: duckdb.DuckDBPyConnection, database: str, schemas: Collection[str]) -> list[str]:
    """`schema.table` of every table and view of the schemas, sorted."""
    rows = connection.execute(
        "select schema_name || '.' || table_name from duckdb_tables() where database_name = $database"
        " and list_contains($schemas, schema_name) union all "
        "select schema_name || '.' || view_name from duckdb_views() where database_name = $database"
        " and not internal and list_contains($schemas, schema_name) order by 1",
        {"database": database, "schemas": list(schemas)},
    ).fetchall()
    return [name for (name,) in rows]


def content_digests(
    connection: duckdb.DuckDBPyConnection, database: str, schemas: Collection[str] = ("marts", "raw")
) -> dict[str, TableDigest]:
    """The digest of every table of the schemas by name, without what only says when somebody looked."""
    names = [name for name in table_names(connection, database, schemas) if name not in OBSERVATION_TABLES]
    return {name: table_digest(connection, database, name, without=OBSERVATION_COLUMNS) for name in names}


def table_digest(
    connection: duckdb.DuckDBPyConnection, database: str, name: str, *, without: Collection[str] = ()
) -> TableDigest:
    """The digest of one table or view, without the columns named."""
    schema, table = name.split(".", 1)
    columns = connection.execute(
        "select column_name, data_type from duckdb_columns()"
        " where database_name = ? and schema_name = ? and table_name = ? order by column_index",
        [database, schema, table],
    ).fetchall()
    kept = [(column, kind) for column, kind in columns if column not in without]
    whole = hashlib.sha256(repr(kept).encode())
    fields = ", ".join(quoted(column) for column, _ in kept)
    connection.execute("set TimeZone = 'UTC'")  # a time is printed in the session's zone
    rows = connection.execute(
        f"select sha256(to_json(row({fields}))::varchar) as row_digest"  # noqa: S608 - identifiers are quoted
        f" from {quoted(database, schema, table)} order by row_digest"
    )
    row_count = 0
    while batch := rows.fetchmany(_BATCH):
        row_count += len(batch)
        whole.update("".join(digest for (digest,) in batch).encode())
    return TableDigest(name, row_count, whole.hexdigest())
