"""Looks at a site, to find its report columns or to check its file: a subprocess each, as the crawl's are.

What it fetches it fetches through the crawl's own middlewares; it tells its events as JSON Lines, the last of them the
result. It ends with whoever started it (`pipeline.lifeline`).
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from tempfile import TemporaryFile
from typing import Any, cast

from crawlers.archive import Root
from crawlers.archive.root import ROOT_VARIABLE, SITES_VARIABLE
from crawlers.environment import check_environment
from pipeline.errors import PipelineError

_END_OF_LOG = 1500  # characters of what was logged that are enough to find the last error in

Event = dict[str, Any]


class LookError(PipelineError):
    """A look ended without a result, or said by itself what was wrong with its input."""


def look(root: Root, *arguments: str, on_page: Callable[[Event], None] | None = None) -> Event:
    """Run `python -m crawlers.discovery` with `arguments`, and return its result.

    `on_page` is called for every page, with `number`, `of`, `url`, `title` and `what` was found. Raises LookError where
    there is no result, with the reason, and SettingError when a setting for all sites cannot be used.
    """
    check_environment()
    environment = {
        **os.environ,
        ROOT_VARIABLE: str(root.path.resolve()),
        SITES_VARIABLE: str(root.sites.resolve()),
        "SCRAPY_SETTINGS_MODULE": "crawlers.settings",
    }
    command = [sys.executable, "-m", "crawlers.discovery", *arguments]
    with (
        TemporaryFile("w+", encoding="utf-8", errors="replace") as log,
        subprocess.Popen(
            [sys.executable, "-m", "pipeline.lifeline", *command],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            env=environment,
            start_new_session=True,
            text=True,
            encoding="utf-8",
        ) as process,
    ):
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            for line in process.stdout:
                event = _event(line)
                if event.get("event") == "page" and on_page is not None:
                    on_page(event)
                elif event.get("event") == "error":
                    raise LookError(str(event["message"]))
                elif event.get("event") == "result":
                    return event
        finally:
            process.stdin.close()
        process.wait()
        log.seek(0)
        said = log.read()[-_END_OF_LOG:].strip().splitlines()
        raise LookError(f"the look gave no result: {said[-1] if said else 'it ended without a word'}")


def _event(line: str) -> Event:
    try:
        return cast(Event, json.loads(line))
    except ValueError:  # a library printed something: it is no event
        return {}
