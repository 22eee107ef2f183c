"""What the archive knows of a site before a run: which pages were captured, when, and how they answered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from crawlers.archive import Archive, Capture
from crawlers.archive.captures import now
from crawlers.due import Turn, Visit
from crawlers.selection import year_in

GONE = frozenset({404, 410})
KEPT = frozenset({"report", "attachment"})
"""The roles of what is collected, as opposed to what leads to it."""


@dataclass(slots=True)
class KnownPage:
    """The captures of one address that matter: the last, the last that stands for a document, the last of these that was kept as
    a report or attachment, and the time of the last body.
    """

    last: Capture
    document: Capture | None = None
    kept: Capture | None = None
    body_at: datetime | None = None

    @property
    def is_gone(self) -> bool:
        """Whether the page answered 404 or 410 the last time, or has meanwhile done so twice."""
        return self.last.status in GONE

    @property
    def answers_conditions(self) -> bool:
        """Whether a conditional request is worth while: it sent a validator, and did not answer one with the same body."""
        document = self.document
        if document is None or not (document.etag or document.last_modified):
            return False
        return not (document.is_conditional and document.is_revisit and document.status == 200)

    @property
    def conditions(self) -> dict[str, str]:
        """The headers that ask for the page only if it has changed since it was captured."""
        if self.document is None:
            return {}
        values = {"If-None-Match": self.document.etag, "If-Modified-Since": self.document.last_modified}
        return {name: value for name, value in values.items() if value}

    def conditions_for(self, age: timedelta) -> dict[str, str]:
        """The same, and none for a host that does not answer them, or where the body is older than that."""
        is_fresh = self.body_at is not None and now() - self.body_at < age
        return self.conditions if is_fresh and self.answers_conditions else {}

    def take(self, capture: Capture) -> None:
        """Take note of a later capture of the same address."""
        self.last = capture
        if capture.has_document:
            self.document = capture
            if capture.role in KEPT:
                self.kept = capture
            if capture.status == 200:
                self.body_at = capture.fetched_at

    def visit(self, finished_runs: frozenset[str]) -> Visit:
        """What the policy has to know of this page."""
        return Visit(
            asked_at=self.last.fetched_at,
            body_at=self.body_at or self.last.fetched_at,
            run_finished=self.last.run_id in finished_runs,
            answers_conditions=self.answers_conditions and self.last.has_document,
            is_gone=self.is_gone,
        )


class History:
    """The pages of a site that the archive knows, kept up to date while a run goes on."""

    def __init__(self, archive: Archive, site_id: str) -> None:
        self._pages: dict[str, KnownPage] = {}
        self._originals: dict[str, Capture] = {}
        self._attachments: dict[str, dict[str, Capture]] = {}
        self._latest_year: int | None = None
        self._began = now()
        summaries = list(archive.summaries(site_id=site_id))
        self._finished = frozenset(summary.run for summary in summaries)
        self._runs_before = sum(summary.kind == "crawl" for summary in summaries)
        for capture in archive.captures(site_id=site_id):
            self.take(capture)

    def take(self, capture: Capture) -> None:
        """Take note of a capture."""
        if capture.url is None:
            return
        page = self._pages.setdefault(capture.url, KnownPage(capture))
        page.take(capture)
        if capture.role == "attachment" and capture.via:
            self._attachments.setdefault(capture.via, {})[capture.url] = capture
        if capture.role == "report" and capture.has_document:
            year = year_in(capture.anchor or "")
            if year is not None and year <= self._began.year:
                self._latest_year = max(year, self._latest_year or year)
        if not capture.is_revisit:
            self._originals.setdefault(capture.document_sha256, capture)

    def page(self, url: str) -> KnownPage | None:
        """What is known of an address, or None."""
        return self._pages.get(url)

    @property
    def turn(self) -> Turn:
        """What the policy has to know of the run that begins with this history."""
        return Turn(self._began, self._runs_before, self._latest_year)

    def was_finished(self, capture: Capture) -> bool:
        """Whether the run that made a capture came to its end, so that what hangs on the page was looked after."""
        return capture.run_id in self._finished

    def attachments(self, url: str) -> list[Capture]:
        """The last capture of every attachment that was ever asked for on account of a report."""
        return list(self._attachments.get(url, {}).values())

    def visit(self, url: str) -> Visit | None:
        """What the policy has to know of an address, or None when it was never asked for."""
        page = self._pages.get(url)
        return page.visit(self._finished) if page else None

    def original(self, document_sha256: str) -> Capture | None:
        """The capture of this site that holds a body, for a revisit to refer to."""
        return self._originals.get(document_sha256)

    def same_as(self, document: Capture) -> Capture | None:
        """The original of a document, with the validators that the document came with last."""
        original = self._originals.get(document.document_sha256)
        return original and replace(
            original,
            etag=document.etag,
            last_modified=document.last_modified,
            same_text_as=document.same_text_as,
        )

    def reports(self) -> Iterator[KnownPage]:
        """The addresses at which a report was ever captured."""
        return (page for page in self._pages.values() if page.kept and page.kept.role == "report")
