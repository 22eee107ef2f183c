"""The crawl of many sites: one `scrapy crawl` subprocess a site, judged by the summary that it writes.

Scrapy's `crawl` exits 0 even when a callback raises, and its reactor does not start twice: so each site has a process of
its own, and what counts is `runs/RUN/SITE/summary.json`. A process that leaves none, or is ended for taking too long, is a
site that is `broken`; what it captured until then is in the archive all the same. Its log stands beside the summary.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Sequence
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import Condition, Event

from pydantic import ValidationError

from crawlers.archive import Archive, PageError, Root, RunSummary
from crawlers.archive.captures import PROGRESS_FILE
from crawlers.archive.root import ROOT_VARIABLE, SITES_VARIABLE
from crawlers.sites import Site
from pipeline.run_page import write_run_page

SECONDS_A_SITE = 5 * 3600.0
"""After this a site's process is ended; the spider itself stops an hour earlier, and writes its summary."""

_INTERVAL = 0.2  # seconds between two looks at whether the crawl was interrupted
_LOOK = 1.0  # seconds between two looks at how far the sites are
_WEB_ARCHIVES = frozenset({("web archives", 0)})  # what every backfill asks
_GRACE = 15.0  # seconds that a process has to close its files; the lifeline kills it after five
_END_OF_LOG = 2000  # bytes of a log that are enough to find its last error in


def crawl_sites(
    root: Root,
    sites: Iterable[Site],
    *,
    run_id: str,
    workers: int = 2,
    on_progress: Callable[[int, int, str], None] | None = None,
    seconds_a_site: float = SECONDS_A_SITE,
    spider: Sequence[str] = (),
) -> list[RunSummary]:
    """Crawl the sites, `workers` at a time, and return their summaries in the order of the sites.

    `spider` is the name of another spider than that of the site's family, with its arguments: the backfill's.
    `on_progress` is called with the number of sites done and of all, and with how far those under way are, in a few words.
    The page of the run, `runs/RUN/index.html`, is written at the end (see `pipeline.run_page`). Never raises for a site's
    failure: a process that leaves no summary gives one with the outcome `broken`. When the crawl itself is interrupted, the
    processes are ended before the interruption goes on; when it is killed, they end too (`pipeline.lifeline`).
    """
    sites = list(sites)
    hosts = _Hosts()
    summaries: dict[str, RunSummary] = {}
    interrupted = Event()
    if on_progress:
        on_progress(0, len(sites), "")
    with ThreadPoolExecutor(max_workers=max(1, workers)) as pool:
        try:
            runs = [
                pool.submit(_crawl_alone, hosts, root, site, run_id, seconds_a_site, interrupted, spider)
                for site in sites
            ]
            waiting = set(runs)
            while waiting:
                done, waiting = wait(waiting, timeout=_LOOK, return_when=FIRST_COMPLETED)
                summaries |= {summary.site: summary for summary in (run.result() for run in done)}
                if on_progress:
                    on_progress(len(summaries), len(sites), _how_far(root, run_id))
        except BaseException:
            interrupted.set()
            raise
    found = [summaries[site.site_id] for site in sites]
    write_run_page(root, run_id, found)
    return found


class _Hosts:
    """Which hosts are being crawled: two site files that share one wait for each other, since a host is asked once at a time."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._taken: set[tuple[str, int]] = set()

    @contextmanager
    def alone(self, mine: frozenset[tuple[str, int]], interrupted: Event) -> Generator[None]:
        """Have these hosts to oneself."""
        with self._changed:
            while mine & self._taken and not interrupted.is_set():
                self._changed.wait(_LOOK)
            self._taken |= mine
        try:
            yield
        finally:
            with self._changed:
                self._taken -= mine
                self._changed.notify_all()


def _crawl_alone(
    hosts: _Hosts, root: Root, site: Site, run_id: str, seconds: float, interrupted: Event, spider: Sequence[str]
) -> RunSummary:
    mine = _WEB_ARCHIVES if spider else site.allowed_endpoints
    with hosts.alone(mine, interrupted):
        return _crawl_site(root, site, run_id, seconds, interrupted, spider)


def _how_far(root: Root, run_id: str) -> str:
    """Pages, new reports and problems of all sites of the run so far."""
    counts: Counter[str] = Counter()
    for file in (root.runs / run_id).glob(f"*/{PROGRESS_FILE}"):
        counts.update(json.loads(file.read_bytes()))
    return f"{counts['pages']:,} pages, {counts['reports_new']:,} new reports, {counts['problems']} problems"


def _crawl_site(
    root: Root, site: Site, run_id: str, seconds: float, interrupted: Event, spider: Sequence[str]
) -> RunSummary:
    folder = root.runs / run_id / site.site_id
    folder.mkdir(parents=True, exist_ok=True)
    written, log = folder / "summary.json", folder / "crawl.log"
    written.unlink(missing_ok=True)
    started = datetime.now(UTC)
    ended = _run_scrapy(root, site, run_id, log, seconds, interrupted, spider or [site.family])
    try:
        return RunSummary.model_validate_json(written.read_bytes())
    except FileNotFoundError:
        return _broken(root, site, run_id, started, f"{ended or _last_line(log)}; no summary was written, see {log}")
    except ValidationError as error:
        return _broken(root, site, run_id, started, f"{written} is no summary: {error.error_count()} errors, see {log}")


def _run_scrapy(
    root: Root, site: Site, run_id: str, log: Path, seconds: float, interrupted: Event, spider: Sequence[str]
) -> str | None:
    """Run the site's spider to its end; returns why it was ended, or None when it ended by itself."""
    command = ["scrapy", "crawl", *spider, "-a", f"site={site.site_id}", "-a", f"run={run_id}"]
    environment = {
        **os.environ,
        ROOT_VARIABLE: str(root.path.resolve()),
        SITES_VARIABLE: str(root.sites.resolve()),
        "SCRAPY_SETTINGS_MODULE": "crawlers.settings",
    }
    with (
        log.open("wb") as output,
        subprocess.Popen(
            [sys.executable, "-m", "pipeline.lifeline", sys.executable, "-m", *command],
            stdin=subprocess.PIPE,
            stdout=output,
            stderr=output,
            env=environment,
            start_new_session=True,  # an interruption at the terminal reaches it through the lifeline, once
        ) as process,
    ):
        assert process.stdin is not None
        looks = max(1, int(seconds / _INTERVAL))
        for _ in range(looks):
            if interrupted.is_set():
                break
            try:
                process.wait(_INTERVAL)
            except subprocess.TimeoutExpired:
                continue
            return None
        process.stdin.close()
        try:
            process.wait(_GRACE)
        except subprocess.TimeoutExpired:
            process.kill()
        return "the crawl was interrupted" if interrupted.is_set() else f"ended after {seconds:g} seconds"


def _broken(root: Root, site: Site, run_id: str, started: datetime, reason: str) -> RunSummary:
    """The summary of a run that left none: kept where the others are, so that it is not forgotten."""
    summary = RunSummary(
        site=site.site_id,
        run=run_id,
        outcome="broken",
        reason=reason,
        started_at=started,
        finished_at=datetime.now(UTC),
        errors=[PageError(url=None, kind="fault", message=reason)],
    )
    Archive(root).add_summary(summary)
    summary.save(root.runs / run_id / site.site_id)
    return summary


def _last_line(log: Path) -> str:
    with log.open("rb") as file:
        file.seek(max(0, log.stat().st_size - _END_OF_LOG))
        lines = file.read().decode("utf-8", "replace").strip().splitlines()
    return lines[-1] if lines else "the process ended without a word"
