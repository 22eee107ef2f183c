"""What `transform` says when dbt does not succeed; the models themselves are tested in tests/sql."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from pipeline.transform import TransformError, transform

pytestmark = pytest.mark.slow

PROJECT = """\
name: broken
version: 0.1.0
profile: nianbao
flags: { send_anonymous_usage_stats: false }
"""
SCHEMA = """\
models:
  - name: counts
    columns:
      - name: request_count
        data_tests: [not_null]
"""


@pytest.fixture
def build_file(tmp_path: Path) -> Path:
    file = tmp_path / "20250301T000000Z.duckdb"
    with duckdb.connect(file):
        pass
    return file


def project(folder: Path, sql: str) -> Path:
    """A dbt project of two models: `counts` by the SQL given, with a test on it, and `lost`, which reads what is not there."""
    (folder / "models").mkdir(parents=True)
    (folder / "dbt_project.yml").write_text(PROJECT)
    (folder / "models" / "counts.yml").write_text(SCHEMA)
    (folder / "models" / "counts.sql").write_text(sql)
    (folder / "models" / "lost.sql").write_text("select request_count from nowhere")
    return folder


def test_failed_models_and_tests_are_named(build_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    build_file = build_file.relative_to(tmp_path)
    folder = project(tmp_path / "sql", "select cast(null as bigint) as request_count")
    with pytest.raises(TransformError) as caught:
        transform(build_file, project=folder)
    assert sorted(path.name for path in folder.iterdir()) == ["dbt_project.yml", "models"], (
        "nothing made in the project"
    )
    assert sorted(name.split(".")[2] for name, _ in caught.value.failures) == ["lost", "not_null_counts_request_count"]
    message = str(caught.value)
    assert message.startswith(f"2 model(s) or test(s) failed on {build_file}")
    for part in ("not_null_counts_request_count (Got 1 result", "nowhere does not exist", "dbt.log"):
        assert part in message


def test_a_project_that_cannot_be_read_is_named(build_file: Path, tmp_path: Path) -> None:
    with pytest.raises(TransformError, match="did not run any model"):
        transform(build_file, project=project(tmp_path / "sql", "{{ unclosed"))
