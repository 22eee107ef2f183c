"""The published snapshot as the commands read it: read-only, and unable to touch anything else."""

from __future__ import annotations

import os
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from pipeline.commands.matching import choose
from pipeline.commands.output import records
from pipeline.errors import PipelineError
from pipeline.publish import published_file


class NothingPublishedError(PipelineError):
    """There is no published snapshot under the root."""


def published_link() -> Path:
    """The link to the current release under NIANBAO_ROOT.

    As `Root.published`; but a reader need not know the root's kind, nor wait for the archive's modules.
    """
    return Path(os.environ.get("NIANBAO_ROOT") or "data") / "published"


def find_snapshot() -> Path:
    """The published file of NIANBAO_ROOT; raises NothingPublishedError."""
    file = published_file(published_link())
    if file is None:
        trial = published_link().with_name("sandbox")
        hint = "or `nianbao sandbox run` for a trial"
        if published_file(trial / "published"):
            hint = f"or set NIANBAO_ROOT={trial} for what `nianbao sandbox run` made"
        raise NothingPublishedError(f"{published_link()}: nothing is published yet; run `nianbao nightly`, {hint}")
    return file


class OtherVersionError(PipelineError):
    """The published snapshot lacks a table or column that this version reads; raised by `snapshot`."""


@contextmanager
def snapshot() -> Generator[duckdb.DuckDBPyConnection]:
    """A connection to the published data of NIANBAO_ROOT; raises NothingPublishedError, and OtherVersionError.

    It can write nothing, read no other file and load no extension, whatever SQL it is given.
    """
    file = find_snapshot()
    with duckdb.connect(file, read_only=True) as connection:
        connection.execute("set TimeZone = 'UTC'; set enable_external_access = false; set lock_configuration = true")
        try:
            yield connection
        except (duckdb.CatalogException, duckdb.BinderException) as error:
            lacks = str(error).splitlines()[0]
            raise OtherVersionError(
                f"{file} was published by another version of nianbao ({lacks}); `nianbao rebuild` makes it anew"
            ) from error


def rows(
    connection: duckdb.DuckDBPyConnection, sql: str, parameters: dict[str, Any] | None = None
) -> list[dict[str, Any]]:
    """The result as objects by column name."""
    result = connection.execute(sql, parameters or {})
    return records([column[0] for column in result.description or ()], result.fetchall())


def choose_agencies(connection: duckdb.DuckDBPyConnection, words: Sequence[str], option: str) -> list[str]:
    """The ids of the agencies meant, or of all when no word is given: by division, its government first."""
    known = connection.execute(
        "select agency_id, any_value(agency_name order by report_year desc) from marts.reports group by agency_id"
        " order by any_value(division_code), any_value(function_class) <> 'government', agency_id"
    ).fetchall()
    return choose(words, known, what="agency", option=option) if words else [agency_id for agency_id, _ in known]
