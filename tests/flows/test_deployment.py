"""`prefect deploy --all` registers the night, with its schedule, on a server that somebody runs."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

REPOSITORY = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The environment in which Prefect's commands reach a server of their own."""
    home = tmp_path_factory.mktemp("prefect")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {
        **os.environ,
        "PREFECT_HOME": str(home),
        "PREFECT_API_URL": f"http://127.0.0.1:{port}/api",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "DO_NOT_TRACK": "1",
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "prefect", "server", "start", "--port", str(port)],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        deadline = time.monotonic() + 180
        while True:
            try:
                with urllib.request.urlopen(f"{environment['PREFECT_API_URL']}/health", timeout=5):
                    break
            except OSError:
                assert process.poll() is None
                assert time.monotonic() < deadline
                time.sleep(0.3)
        yield environment
    finally:
        process.terminate()
        process.wait(30)


def prefect(*arguments: str, environment: dict[str, str]) -> str:
    result = subprocess.run(
        [sys.executable, "-m", "prefect", "--no-prompt", *arguments],
        cwd=REPOSITORY,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


def test_the_night_is_deployed_at_half_past_two_in_shanghai(server: dict[str, str]):
    prefect("work-pool", "create", "nianbao", "--type", "process", environment=server)
    prefect("deploy", "--all", environment=server)
    request = urllib.request.Request(
        f"{server['PREFECT_API_URL']}/deployments/filter", data=b"{}", headers={"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request) as answer:
        (deployment,) = json.load(answer)
    assert deployment["name"] == "nightly"
    assert deployment["entrypoint"] == "pipeline/flows.py:nightly"
    schedules = {(one["schedule"]["cron"], one["schedule"]["timezone"]) for one in deployment["schedules"]}
    assert schedules == {("30 2 * * *", "Asia/Shanghai"), ("30 14 * 1-3 *", "Asia/Shanghai")}
