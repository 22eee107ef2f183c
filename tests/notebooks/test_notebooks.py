"""Every notebook runs on a published snapshot, says so when there is none, and prints as HTML."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.conftest import Published
from tests.notebooks.browser import CHROMIUM, open_page

FOLDER = Path(__file__).resolve().parents[2] / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.py"))


def run(*command: str | Path, root: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *command],
        env={**os.environ, "NIANBAO_ROOT": str(root)},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs_on_a_snapshot(notebook: Path, published: Published):
    result = run(notebook, root=published.root.path)
    assert result.returncode == 0, result.stderr
    assert "Warning" not in result.stderr


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_says_that_nothing_is_published(notebook: Path, tmp_path: Path):
    made = tmp_path / "made.html"
    result = run("-m", "marimo", "export", "html", notebook, "-o", made, root=tmp_path)
    assert result.returncode == 0, result.stderr
    assert "Nothing is published" in made.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("agencies", "years", "said"),
    [([], ("2020", "2021"), "No agency is chosen"), (["a"], ("2021", "2020"), "2021 to 2020 runs backwards")],
)
def test_a_choice_that_leaves_nothing_to_draw_is_named(
    agencies: list[str], years: tuple[str, str], said: str, published: Published, monkeypatch: pytest.MonkeyPatch
):
    from notebooks.explore import app

    monkeypatch.setenv("NIANBAO_ROOT", str(published.root.path))
    monkeypatch.syspath_prepend(FOLDER)
    first, last = (SimpleNamespace(value=year) for year in years)
    chosen = {"agency_choice": SimpleNamespace(value=agencies), "first_year": first, "last_year": last}
    outputs, _ = app.run(defs={**chosen, **dict.fromkeys(("agencies", "governments", "names", "years"))})
    assert any(said in getattr(output, "text", "") for output in outputs)


def test_the_explorer_prints_as_html(published: Published, tmp_path: Path):
    made = tmp_path / "made.html"
    result = run("-m", "marimo", "export", "html", FOLDER / "explore.py", "-o", made, root=published.root.path)
    assert result.returncode == 0, result.stderr
    text = made.read_text(encoding="utf-8")
    for part in ("Coverage", "Disclosure volume", "Request outcomes", "Litigation", "Places"):
        assert part in text
    assert "marimo-error" not in text


@contextmanager
def explorer(published: Published) -> Generator[int]:
    """The port on which `nianbao explore` serves, until it is interrupted, which it says nothing of."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "pipeline.cli", "explore", "--headless", "--port", str(port)],
        env={**os.environ, **published.environment},
        stderr=subprocess.PIPE,
    )
    try:
        deadline = time.monotonic() + 60
        while True:
            assert server.poll() is None, server.stderr and server.stderr.read()
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5) as page:
                    assert b"<title>" in page.read()
                    break
            except OSError:
                assert time.monotonic() < deadline
                time.sleep(0.2)
        yield port
    finally:
        server.send_signal(signal.SIGINT)
        said = server.communicate(timeout=20)[1].decode()
    assert server.returncode == 0
    assert said.count("\n") == 1, said


def test_explore_serves_the_app_until_it_is_ended(published: Published):
    with explorer(published) as port:
        taken = run("-m", "pipeline.cli", "explore", "--headless", "--port", str(port), root=published.root.path)
        assert taken.returncode == 2
        assert "--port" in taken.stderr


@pytest.mark.slow
@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")
def test_every_page_of_the_explorer_is_drawn_in_a_browser(published: Published, tmp_path: Path):
    drawn = "canvas, svg.marks, table"
    with explorer(published) as port, open_page(f"http://127.0.0.1:{port}/", tmp_path / "browser") as page:
        page.wait_for(drawn)
        names = page.each("[role=tab]", "one.innerText")
        assert [name.split(" ")[0] for name in names] == [
            "Coverage",
            "Disclosure",
            "Request",
            "Litigation",
            "Figures",
            "Places",
        ]
        for number in range(len(names)):
            x, y = page.each("[role=tab]", "[one.getBoundingClientRect().x + 9, one.getBoundingClientRect().y + 9]")[
                number
            ]
            for event in ("mousePressed", "mouseReleased"):
                page.call("Input.dispatchMouseEvent", type=event, x=x, y=y, button="left", clickCount=1)
            page.wait_for(f"[role=tab][data-state=active]:nth-child({number + 1})")
            page.wait_for(drawn, "one.getBoundingClientRect().height > 50", is_enough=any)
            assert page.each("marimo-error, .marimo-error, [data-testid=cell-error]", "one.innerText") == []
