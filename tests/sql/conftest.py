"""One dbt build over all reports that are made by hand, for all tests of this folder that ask it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from pipeline.transform import PROJECT, DbtReport, transform
from tests.sql import pages
from tests.sql.reports import write_build


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, DbtReport]:
    """The build file of all cases after `dbt build`, and its report; the project's copy has corrections."""
    folder = tmp_path_factory.mktemp("marts")
    project = shutil.copytree(PROJECT, folder / "sql", ignore=shutil.ignore_patterns("target", "logs"))
    with (project / "seeds" / "corrections.csv").open("a", encoding="utf-8") as seed:
        seed.write(pages.CORRECTIONS)
    file = folder / "build1.duckdb"
    write_build(file, pages.PAGES)
    return file, transform(file, project=project)


@pytest.fixture(scope="session")
def marts(built: tuple[Path, DbtReport]) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(built[0], read_only=True) as connection:
        yield connection
