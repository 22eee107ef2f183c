"""Runs the nightly flow with a Prefect server of its own, for the time of the night.

The server is a process beside ours that ends when we do, however we end (`pipeline.lifeline`); what it prints goes to
`runs/prefect/server.log`, and its history stays in `runs/prefect`, so `PREFECT_HOME=data/runs/prefect prefect server
start` shows the runs and their summaries. Nothing in here imports Prefect: the server starts while the flow is imported.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import PipelineError

if TYPE_CHECKING:
    from pipeline.flows import NightReport

START_SECONDS = 180.0  # it takes 12 s on an idle machine; the first start also makes the database

_QUIET = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_LOGGING_LEVEL": "CRITICAL",  # errors reach the user as one line, not as Prefect's stack traces
    "PREFECT_LOGGING_TO_API_ENABLED": "false",
    "PREFECT_CLI_PROMPT": "false",
}
_SMALL = {  # what a server for one run needs no part of
    "PREFECT__SERVER_EPHEMERAL": "1",
    "PREFECT_SERVER_UI_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_SCHEDULER_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_LATE_RUNS_ENABLED": "false",
}


class ServerStartError(PipelineError):
    """Prefect's server did not start; raised by `run_night`."""


def run_night(home: Path) -> NightReport:
    """Runs the flow `nightly` and returns its report; Prefect's files are kept in `home`.

    Raises ServerStartError, and whatever the flow raises.
    """
    with _server(home) as (server, url):
        os.environ.update(_QUIET, PREFECT_HOME=str(home.resolve()), PREFECT_API_URL=url)
        from pipeline.flows import nightly  # noqa: PLC0415 - reads the settings above, while the server starts

        _wait_for(server, url, home)
        return nightly()


@contextmanager
def _server(home: Path) -> Generator[tuple[subprocess.Popen[bytes], str]]:
    """A starting server and its URL; it ends with the context, or with this process."""
    home.mkdir(parents=True, exist_ok=True)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "uvicorn", "--factory", "prefect.server.api.server:create_app"]
    address = ["--host", "127.0.0.1", "--port", str(port), "--log-level", "error", "--lifespan", "on"]
    with (home / "server.log").open("wb") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "pipeline.lifeline", *command, *address],
            stdin=subprocess.PIPE,
            stdout=log,
            stderr=log,
            env={**os.environ, **_QUIET, **_SMALL, "PREFECT_HOME": str(home.resolve())},
            start_new_session=True,  # an interrupt is ours to handle
        )
        try:
            yield server, f"http://127.0.0.1:{port}/api"
        finally:
            assert server.stdin is not None
            server.stdin.close()
            server.wait()


def _wait_for(server: subprocess.Popen[bytes], url: str, home: Path) -> None:
    """Returns once the server answers."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urllib.request.urlopen(f"{url}/health", timeout=5):  # noqa: S310 - our own address
                return
        except (urllib.error.URLError, TimeoutError, ConnectionError):
            time.sleep(0.1)
    raise ServerStartError(f"Prefect's server did not start; {home / 'server.log'} says why")
