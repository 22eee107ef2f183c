"""What `make run` runs: a night on the default sandbox, after which every published figure is held against the truth."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow


def test_every_figure_of_the_default_sandbox_is_published_as_it_is(tmp_path: Path) -> None:
    environment = {**os.environ, "NIANBAO_ROOT": str(tmp_path / "sandbox")}
    command = [sys.executable, "-m", "pipeline.cli", "sandbox", "--port", "0", "run"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=400, check=False)
    said = next((line for line in done.stdout.splitlines() if "figures equal the truth" in line), done.stderr[-2000:])
    equal, of = said.split(" figures")[0].split(" of ")
    assert equal == of, done.stdout
    assert "460 new" in done.stdout
    assert done.returncode == 0
