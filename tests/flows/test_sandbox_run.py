"""What `make run` runs: a night on the default sandbox, after which every published figure is held against the truth."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow


def test_every_figure_of_the_default_sandbox_is_published_as_it_is(tmp_path: Path) -> None:
    environment = {**os.environ, "NIANBAO_ROOT": str(tmp_path / "sandbox")}

    def nianbao(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "pipeline.cli", *arguments]
        return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=400, check=False)

    done = nianbao("sandbox", "--port", "0", "run")
    said = next((line for line in done.stdout.splitlines() if "figures equal the truth" in line), done.stderr[-2000:])
    equal, of = said.split(" figures")[0].split(" of ")
    assert equal == of, done.stdout
    assert "460 new" in done.stdout
    assert done.returncode == 0
    assert "0 reports with doubtful figures" in nianbao("status").stdout  # its figures are what they should be
