"""A browser as a user has one: Chromium without a window, spoken to over its debugging protocol."""

from __future__ import annotations

import itertools
import json
import shutil
import subprocess
import time
import urllib.request
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from websockets.sync.client import connect
from websockets.sync.connection import Connection

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")

_ALL = """
const found = [], walk = root => { for (const one of root.querySelectorAll('*')) {
    if (one.matches(selector)) found.push(one); if (one.shadowRoot) walk(one.shadowRoot) } };
walk(document);
"""
"""Elements of a page, those in the shadow roots of its components included."""


class Page:
    """The one page of a browser."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._numbers = itertools.count(1)

    def call(self, method: str, **parameters: Any) -> dict[str, Any]:
        """What the browser answers to a command of its protocol."""
        number = next(self._numbers)
        self._connection.send(json.dumps({"id": number, "method": method, "params": parameters}))
        while True:
            answer = json.loads(self._connection.recv(timeout=60))
            if answer.get("id") == number:
                return answer["result"]

    def each(self, selector: str, value: str) -> list[Any]:
        """The `value`, an expression on `one`, of every element that the selector finds."""
        script = f"(selector => {{ {_ALL} return found.map(one => {value}) }})({json.dumps(selector)})"
        return self.call("Runtime.evaluate", expression=script, returnByValue=True)["result"]["value"]

    def wait_for(
        self, selector: str, value: str = "true", *, is_enough: Callable[[list[Any]], bool] = bool, seconds: float = 60
    ) -> list[Any]:
        """As `each`, once it is enough, by default one; fails when it is not in time."""
        until = time.monotonic() + seconds
        while not is_enough(found := self.each(selector, value)):
            assert time.monotonic() < until, f"{selector} on the page: {found}"
            time.sleep(0.3)
        return found


@contextmanager
def open_page(url: str, folder: Path) -> Generator[Page]:
    """The page at `url` in a browser that keeps its files in `folder`."""
    assert CHROMIUM is not None
    command = [CHROMIUM, "--headless=new", "--no-sandbox", "--disable-gpu", "--remote-debugging-port=0"]
    browser = subprocess.Popen(
        [*command, "--window-size=1280,1600", f"--user-data-dir={folder}", "about:blank"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        port = _port(folder / "DevToolsActivePort")
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/json", timeout=10) as answer:
            (address, *_) = [one["webSocketDebuggerUrl"] for one in json.load(answer) if one["type"] == "page"]
        with connect(address, max_size=2**28) as connection:
            page = Page(connection)
            page.call("Page.navigate", url=url)
            yield page
    finally:
        browser.terminate()
        browser.wait(20)


def _port(file: Path) -> int:
    until = time.monotonic() + 60
    while not file.exists() or not file.read_text(encoding="utf-8").strip():
        assert time.monotonic() < until, "the browser does not start"
        time.sleep(0.2)
    return int(file.read_text(encoding="utf-8").split()[0])
