"""One site's run: what it knows, what it has done so far, and what that comes to. No Scrapy in here.

Spider, middlewares and recorder tell it what happens. `finish` writes the summary, as a WARC `metadata` record and as
`runs/RUN/SITE/summary.json`, for people and programs.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Literal

from crawlers.archive import Archive, Capture, Exchange, PageError, Provenance, Root, RunSummary, WarcWriter
from crawlers.archive.captures import OK, PROGRESS_FILE, GonePage, now
from crawlers.archive.text import says_the_same
from crawlers.extent import Extents
from crawlers.history import GONE, KEPT, History
from crawlers.outcome import Facts, judge
from crawlers.sites import Site

_NAMED = 5
"""Addresses that a notice names."""
ERRORS_KEPT = 50
"""Of a site that fails a thousand times, the first fifty errors are enough to see why."""


@dataclass(frozen=True, slots=True)
class Budget:
    """How much a site may be asked for in one run."""

    requests: int
    bytes: int


class SiteRun:
    """The state of one site's run. `open` it before the first request, `finish` it after the last.

    `endpoints` are what may be asked at all: those of the site file, or a web archive's. `stopped` says why nothing more is
    to be asked for, or None; `asked` are the reports and attachments that were asked for in this run, redirects included, each
    as `urls.same_page` gives it.
    """

    def __init__(self, site: Site, run_id: str, root: Root, budget: Budget) -> None:
        self.site = site
        self.kind: Literal["crawl", "backfill"] = "crawl"
        self.endpoints = site.allowed_endpoints
        self.run_id = run_id
        self.root = root
        self.budget = budget
        self.archive = Archive(root)
        self.stopped: str | None = None
        self.asked: set[str] = set()
        self._history: History | None = None
        self._writer: WarcWriter | None = None
        self._started_at = now()
        self._requests = self._fetches = self._bytes = 0
        self._listings_read = 0
        self._below: dict[str, bool] = {}
        self._new = self._unchanged = self._documents_changed = 0
        self._revised: set[str] = set()
        self._gone: list[GonePage] = []
        self._notices: dict[str, None] = {}
        self._entrance_failure: str | None = None
        self._forbidden_listing: str | None = None
        self._refusal: str | None = None
        self._fault: str | None = None
        self._limit: str | None = None
        self._pages_failed = 0
        self._errors: list[PageError] = []
        self.extents = Extents()
        self._short: str | None = None
        self._problems = 0

    @property
    def folder(self) -> Path:
        """Where the run leaves what people read about this site."""
        return self.root.runs / self.run_id / self.site.site_id

    @property
    def history(self) -> History:
        """What is known of the site's pages; `open` reads it."""
        assert self._history is not None, "the run is not open"
        return self._history

    @property
    def is_complete(self) -> bool:
        """Whether every listing asked for so far was read and nothing stopped the run."""
        return (self._listings_read > 0 or not self.site.columns) and not (
            self.stopped or self._entrance_failure or self._forbidden_listing or self._fault or self._limit
        )

    def open(self) -> None:
        """Close what a killed run left, read the history, and open the WARC file; raises ArchiveError."""
        self._started_at = now()
        self.archive.recover(site_id=self.site.site_id)
        self._history = History(self.archive, self.site.site_id)
        self._writer = WarcWriter(self.root.archive, site_id=self.site.site_id, run_id=self.run_id)

    def may_ask(self) -> bool:
        """Take one request from the budget; false, and the run stopped, when it is spent."""
        if self.stopped:
            return False
        if self._requests >= self.budget.requests:
            self.limit(f"the budget of {self.budget.requests} requests is spent")
        elif self._bytes >= self.budget.bytes:
            self.limit(f"the budget of {self.budget.bytes // 2**20} MB is spent")
        if self.stopped:
            return False
        self._requests += 1
        return True

    def received(self, byte_count: int) -> None:
        """Count a response and the bytes of its body on the wire."""
        self._fetches += 1
        self._bytes += byte_count

    def record(self, exchange: Exchange, provenance: Provenance) -> Capture:
        """Archive an exchange, as a revisit where the body is known, count it, and return its capture."""
        assert self._writer is not None, "the run is not open"
        page = self.history.page(exchange.url)
        last, before = (page.document, page.kept) if page else (None, None)
        was_gone = page is not None and page.is_gone
        if exchange.status == 304 and last is not None:
            known = self.history.same_as(last)
        else:
            known = self.history.original(exchange.body_sha256) if exchange.status == OK else None
        same_text = self._same_text(exchange, known, before) if provenance.role in KEPT else None
        capture = self._writer.write_exchange(exchange, provenance, known, same_text_as=same_text)
        self.history.take(capture)
        if capture.has_document:
            self._count(capture, before)
        elif capture.status in GONE and before is not None and not was_gone and capture.role == "report":
            assert page is not None
            self._gone.append(GonePage(url=exchange.url, last_seen=before.fetched_at))
        return capture

    def _same_text(self, exchange: Exchange, known: Capture | None, before: Capture | None) -> str | None:
        """The digest of the earlier document of this address that says the same as a body that differs from it."""
        if before is None or exchange.status not in {OK, 304}:
            return None
        if known is not None and known.document_sha256 == before.document_sha256:
            return before.same_text_as
        original = self.history.original(before.document_sha256)
        if original is None or (exchange.status != OK and known is None):
            return None
        body, digest = exchange.body, exchange.body_sha256
        if exchange.status != OK and known is not None:  # not modified since it was read as a listing
            body, digest = self.archive.body(known), known.document_sha256
        if digest == before.text_sha256:
            return None
        media_types = (before.media_type, exchange.header("Content-Type"))
        is_same = says_the_same(self.archive.body(original), body, media_types=media_types)
        return before.text_sha256 if is_same else None

    def say_progress(self) -> None:
        """Leave for whoever watches the crawl how far it is: pages, new reports, problems."""
        progress = {"pages": self._fetches, "reports_new": self._new, "problems": self._problems}
        unfinished = self.folder / f"{PROGRESS_FILE}.part"
        unfinished.write_text(json.dumps(progress), encoding="utf-8")
        unfinished.replace(self.folder / PROGRESS_FILE)

    def knows(self, url: str, body: bytes) -> bool:
        """Whether this very body is what was archived of an address last."""
        page = self.history.page(url.partition("#")[0])
        return bool(page and page.document and page.document.document_sha256 == sha256(body).hexdigest())

    def unchanged(self) -> None:
        """Count a known report that was not due, or could be left alone."""
        self._unchanged += 1

    def notice(self, what: str) -> None:
        """Say something in the summary, once."""
        self._notices.setdefault(what)

    def read_listing(self) -> None:
        """Count a listing page that was read."""
        self._listings_read += 1

    def read_below(self, url: str, *, brings: bool) -> None:
        """Take note of a page of a listing below the columns: whether it names reports, or further listings."""
        self._below[url] = self._below.get(url, False) or brings

    def refuse(self, url: str, how: str) -> None:
        """The site refuses us: nothing more is asked for."""
        self._refusal = self._refusal or f"{how} at {url}"
        self.stopped = self.stopped or how
        self._note(url, "refused", how)

    def limit(self, what: str) -> None:
        """A bound was reached that ends the run."""
        self._limit = self._limit or what
        self.stopped = self.stopped or what
        self._note(None, "limit", what)

    def bound(self, url: str, what: str) -> None:
        """A bound was reached that leaves part of the site out; the rest goes on."""
        self._limit = self._limit or what
        self._note(url, "limit", what)

    def fault(self, url: str | None, message: str) -> None:
        """Something that should not happen: an exception, or a layout that is not the family's."""
        self._fault = self._fault or message
        self._note(url, "fault", message)

    def fail_entrance(self, url: str, kind: str, message: str) -> None:
        """A listing could not be had, for a reason of the network or of the server."""
        self._entrance_failure = self._entrance_failure or f"{kind}: {message}"
        self._note(url, kind, message)

    def forbid_listing(self, url: str, message: str) -> None:
        """robots.txt forbids a listing."""
        self._forbidden_listing = self._forbidden_listing or message
        self._note(url, "robots", message)

    def fail_page(self, url: str, kind: str, message: str) -> None:
        """A page other than an entrance failed."""
        self._pages_failed += 1
        self._note(url, kind, message)

    def _compare_extents(self) -> None:
        """Say of which listings less was read than they state; a run that was cut short says so already."""
        for what in self.extents.withheld():
            self.notice(what)
        if self.stopped:
            return
        if bare := [url for url, brings in self._below.items() if not brings]:
            which = ", ".join(bare[:_NAMED]) + (" …" if len(bare) > _NAMED else "")
            self.notice(f"{len(bare)} of {len(self._below)} listings below the columns name no report: {which}")
        for url, what in self.extents.losses():
            message = (
                f"the listing {url} {what}: look how it goes on, and name its further pages in {self.site.site_id}.toml "
                "([listing], pages or next)"
            )
            self._short = self._short or message
            self._note(url, "short_listing", message)

    def finish(self) -> RunSummary:
        """Judge the run, write its summary, and close the WARC file; returns the summary."""
        self._compare_extents()
        known = sum(1 for _ in self._history.reports()) if self._history else 0
        first = next((error for error in self._errors if error.kind not in {"limit", "fault", "short_listing"}), None)
        verdict = judge(
            Facts(
                has_columns=bool(self.site.columns),
                listings_read=self._listings_read,
                entrance_failure=self._entrance_failure,
                refusal=self._refusal,
                forbidden_listing=self._forbidden_listing,
                fault=self._fault,
                limit=self._limit,
                short=self._short,
                pages_failed=self._pages_failed,
                first_failure=first.line if first else None,
                reports_new=self._new,
                reports_revised=len(self._revised),
                reports_gone=len(self._gone),
                reports_known=known,
                documents_changed=self._documents_changed,
            )
        )
        summary = RunSummary(
            site=self.site.site_id,
            run=self.run_id,
            kind=self.kind,
            outcome=verdict.outcome,
            reason=verdict.reason,
            started_at=self._started_at,
            finished_at=now(),
            fetches=self._fetches,
            bytes=self._bytes,
            listings=self._listings_read,
            reports_new=self._new,
            reports_revised=len(self._revised),
            reports_unchanged=self._unchanged,
            reports_gone=len(self._gone),
            reports_known=known,
            gone=self._gone,
            notices=list(self._notices),
            errors=self._errors,
        )
        if self._writer is not None:
            self._writer.write_summary(summary)
            self._writer.close()
        summary.save(self.folder)
        return summary

    def _count(self, capture: Capture, before: Capture | None) -> None:
        if capture.role not in KEPT:
            return
        changed = before is None or before.text_sha256 != capture.text_sha256
        self._documents_changed += changed
        if before is not None and changed:
            self._revised.add((capture.via if capture.role == "attachment" else None) or capture.url or "")
        if capture.role == "report":
            self._new += before is None
            self._unchanged += not changed

    def _note(self, url: str | None, kind: str, message: str) -> None:
        self._problems += 1
        if len(self._errors) < ERRORS_KEPT:
            self._errors.append(PageError(url=url, kind=kind, message=message))
