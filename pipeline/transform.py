"""The models of sql/ on a build file: one dbt subprocess, judged by the results that it writes.

    build/dbt/build.duckdb    the build file by a second name (a hard link): dbt parses the project anew whenever its database
                              has another path
    build/dbt/target, logs    what dbt writes, run_results.json among it

dbt's own process holds the file's lock and lets go of it; nothing of dbt runs in ours. Telemetry is off.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from crawlers.shipped import shipped
from pipeline.errors import PipelineError

PROJECT = shipped("sql")
PROFILES = shipped("profiles.yml").parent
_FAILED = frozenset({"error", "fail", "runtime error"})
_NAMED_AT_MOST = 5


class TransformError(PipelineError):
    """dbt could not run, or models or tests failed; `failures` names them with their messages. Raised by `transform`."""

    def __init__(self, message: str, failures: tuple[tuple[str, str], ...] = ()) -> None:
        super().__init__(message)
        self.failures = failures


@dataclass(frozen=True, slots=True)
class DbtReport:
    """What dbt did: nodes by kind, and the seconds of the whole process."""

    model_count: int
    test_count: int
    seed_count: int
    seconds: float


def transform(build_file: Path, *, project: Path = PROJECT) -> DbtReport:
    """Builds seeds, models and tests of the dbt project (sql/) in the build file.

    Raises:
        TransformError: dbt did not start, or a model or test failed; the message says which and where the log is.
    """
    folder = build_file.parent.absolute() / "dbt"  # dbt takes a relative path as one within its project
    link = _link(folder, build_file)
    results_file = folder / "target" / "run_results.json"
    results_file.unlink(missing_ok=True)
    started = time.monotonic()
    process = subprocess.run(
        [
            *(
                sys.executable,
                "-m",
                "dbt.cli.main",
                "--no-use-colors",
                "--log-level-file",
                "info",
                "--log-path",
                folder / "logs",
                "build",
            ),
            *("--project-dir", project, "--profiles-dir", PROFILES, "--target-path", folder / "target"),
        ],
        env={
            **os.environ,
            "NIANBAO_BUILD_FILE": str(link),
            "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
            "DO_NOT_TRACK": "1",
            "PYTHONWARNINGS": "ignore",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    seconds = time.monotonic() - started
    if not results_file.exists():
        raise TransformError(f"dbt did not run any model on {build_file}: {_last_lines(process)}")
    results: list[dict[str, Any]] = json.loads(results_file.read_text(encoding="utf-8"))["results"]
    failures = tuple(
        (result["unique_id"], " ".join((result.get("message") or "").split()))
        for result in results
        if result["status"] in _FAILED
    )
    if failures or process.returncode:
        raise TransformError(_explain(build_file, failures, folder, process), failures)
    kinds = [result["unique_id"].partition(".")[0] for result in results]
    return DbtReport(
        model_count=kinds.count("model"),
        test_count=kinds.count("test"),
        seed_count=kinds.count("seed"),
        seconds=seconds,
    )


def _link(folder: Path, build_file: Path) -> Path:
    """The constant path under which dbt finds the build file; what a killed run left there is removed."""
    folder.mkdir(parents=True, exist_ok=True)
    link = folder / "build.duckdb"
    for old in (link, link.with_name(link.name + ".wal")):
        old.unlink(missing_ok=True)
    link.hardlink_to(build_file)
    return link


def _explain(
    build_file: Path, failures: tuple[tuple[str, str], ...], folder: Path, process: subprocess.CompletedProcess[str]
) -> str:
    if not failures:
        return f"dbt ended with status {process.returncode} on {build_file}: {_last_lines(process)}"
    named = "; ".join(f"{name.split('.')[2]} ({message})" for name, message in failures[:_NAMED_AT_MOST])
    more = f" and {len(failures) - _NAMED_AT_MOST} more" if len(failures) > _NAMED_AT_MOST else ""
    return (
        f"{len(failures)} model(s) or test(s) failed on {build_file}: {named}{more};"
        f" the compiled SQL is under {folder / 'target'}, the log is {folder / 'logs' / 'dbt.log'}"
    )


def _last_lines(process: subprocess.CompletedProcess[str]) -> str:
    lines = [line.strip() for line in (process.stdout + process.stderr).splitlines() if line.strip()]
    return " | ".join(lines[-3:]) or "it printed nothing"
