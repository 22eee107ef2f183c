"""HTML extraction as a multiple of parsing: `extract` (result objects, no JSON) over `lxml.html.fromstring` plus its text.

Both run in turn on the same pages in this process; processor time, the least of several rounds, so that other work on the
machine weighs little. Printed: the median ratio over pages as a CMS and Word write them, of layouts that have been read before
and of layouts that come once; over the golden pages, most of them a table's bare bones in 6 KB, which a parser has done with at
once; and the gain of a second process, for each of the two things that the product makes of a batch: rows for the store
(`nianbao build`), lines of JSON (`nianbao extract`). The processes start as those of an installed package do: from bytecode, and
from a main module that imports nothing (`python -m tests.bench extract`; each imports that module again).
"""

from __future__ import annotations

import compileall
import math
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from lxml import html

from crawlers.sandbox.render import STYLES, render_report
from crawlers.sandbox.world import World
from pipeline.batch import render_many
from pipeline.documents.web import known_tables, page_grids
from pipeline.extract import extract
from pipeline.extractions import stored
from pipeline.forms import planned
from pipeline.json_lines import extraction_line

GOLDEN = Path(__file__).parents[1] / "golden"
PACKAGE = Path(__file__).parents[2] / "pipeline"
MEDIA_TYPE = "text/html; charset=utf-8"
ROUNDS = 12
SECONDS = 0.2
"""Rounds of a page, at least, and their time: a short page's twelve rounds may all fall into one moment of other work."""
PAGES = 16
GAIN_ROUNDS = 2
BATCH = 2400
"""Pages of the batch: a worker starts in a third of a second, the time of eighty pages."""


def pages() -> list[bytes]:
    """Reports as pages of both forms, as a CMS and as Word writes them."""
    reports = World(9, governments=6, bureaus=4).reports[::7][:PAGES]
    styles = [STYLES["tables"], STYLES["word"]]
    return [render_report(report, styles[number % 2]).body for number, report in enumerate(reports)]


def golden_pages() -> list[bytes]:
    """The golden reports that are HTML."""
    bodies = [path.read_bytes() for path in sorted(GOLDEN.glob("*.html"))]
    return [body for body in bodies if extract(body, MEDIA_TYPE).cells]


def forget_layouts() -> None:
    """As if no page had been read yet."""
    page_grids._sightings.cache_clear()
    page_grids.layout_of.cache_clear()
    known_tables._sightings.cache_clear()
    known_tables._writings.cache_clear()
    known_tables._known.cache_clear()
    planned._plans.cache_clear()


def least_times(
    work: Callable[[], object], base: Callable[[], object], before: Callable[[], None] | None = None
) -> tuple[float, float]:
    """Least processor times of `work`, each after `before`, and of `base`, which take turns."""
    work()
    base()
    found = [math.inf, math.inf]
    begun = time.process_time()
    rounds = 0
    while rounds < ROUNDS or time.process_time() - begun < SECONDS:
        rounds += 1
        if before is not None:
            before()
        for number, one in enumerate((work, base)):
            start = time.process_time()
            one()
            found[number] = min(found[number], time.process_time() - start)
    return found[0], found[1]


def main() -> None:
    bodies = pages()
    for name, measured, before in (
        ("CMS and Word, known layouts", bodies, None),
        ("CMS and Word, layouts that come once", bodies, forget_layouts),
        ("golden pages", golden_pages(), None),
    ):
        times = [
            least_times(
                partial(extract, body, MEDIA_TYPE), lambda body=body: html.fromstring(body).text_content(), before
            )
            for body in measured
        ]
        ratios = [ours / base for ours, base in times]
        size = statistics.median(len(body) for body in measured) / 1024
        print(
            f"extract, {name}: {statistics.median(ratios):.1f} × lxml.html.fromstring + text_content"
            f" (median of {len(ratios)} pages of {size:.0f} KB; slowest page {max(ratios):.1f} ×)"
        )
    if (os.cpu_count() or 1) > 1:
        many = [bodies[number % len(bodies)] + b" " * number for number in range(BATCH)]
        with bytecode():
            rows = gain(stored, [(((str(number), None), len(body)), body, None) for number, body in enumerate(many)])
            lines = gain(
                partial(extraction_line, None), [((number, "page"), body, None) for number, body in enumerate(many)]
            )
        print(f"extract, two processes: rows {rows:.2f} ×, JSON {lines:.2f} × one ({BATCH} pages, start included)")


@contextmanager
def bytecode() -> Generator[None]:
    """The package's bytecode for processes started within, where a checkout may write none: half of a start is its making."""
    before, environment = sys.pycache_prefix, os.environ.copy()
    with TemporaryDirectory() as folder:
        sys.pycache_prefix = os.environ["PYTHONPYCACHEPREFIX"] = folder
        try:
            compileall.compile_dir(PACKAGE, quiet=1)
            yield
        finally:
            sys.pycache_prefix = before
            os.environ.clear()
            os.environ.update(environment)


def gain(render: Callable[[Any, Any], object], items: list[tuple[Any, bytes, str | None]]) -> float:
    """How many times as fast two processes are as one: the least time of each, in turn, by the clock."""
    seconds: dict[int, list[float]] = {1: [], 2: []}
    for _ in range(GAIN_ROUNDS):
        for workers, times in seconds.items():
            start = time.perf_counter()
            for _ in render_many(items, render, workers):
                pass
            times.append(time.perf_counter() - start)
    return min(seconds[1]) / min(seconds[2])


if __name__ == "__main__":  # the processes import the main module again: it must be one that imports nothing
    sys.exit(subprocess.run([sys.executable, "-m", "tests.bench", "extract"], check=False).returncode)
