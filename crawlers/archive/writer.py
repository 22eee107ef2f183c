"""The writer of one WARC file: `archive/SITE/RUN.warc.gz`, or `archive/ingest/RUN.warc.gz` for documents from disk.

Every record is a gzip member of its own, and the members of one exchange go to the file in one write, so a process
that is killed leaves at most one record cut short, at the end. The file is locked while it is written. A lock dies
with its process: a file that is not locked and has no index was left by one that was killed, and `recover` closes it.
"""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from crawlers.archive.captures import INGEST, Capture, Provenance, RunSummary
from crawlers.archive.index import index_path, scan, write_index
from crawlers.archive.members import whole_length
from crawlers.archive.records import Exchange, RecordBuilder
from crawlers.errors import ArchiveError, ArchiveInUseError

_LOCK_PATIENCE_SECONDS = 5.0


class WarcWriter:
    """Appends to one site's or the ingest's WARC file of one run; use it as a context manager, or call `close`."""

    def __init__(self, archive: Path, *, site_id: str | None, run_id: str) -> None:
        """Open the file and lock it; what an earlier, killed process left of it is closed at its last whole record.

        Raises:
            ArchiveInUseError: Another process is writing it.
            ArchiveError: The run's or the site's name cannot be a file name, or the file is damaged.
        """
        for name in (site_id, run_id):
            if name is not None and (not name or name.startswith(".") or "/" in name or "\\" in name):
                raise ArchiveError(f"{name!r} cannot be the name of a file; take letters, digits, - and _")
        self.path = archive / (site_id or INGEST) / f"{run_id}.warc.gz"
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self._file = self.path.open("ab")
        try:
            lock(self._file, self.path, patience=_LOCK_PATIENCE_SECONDS)
            index_path(self.path).unlink(missing_ok=True)
            self._file.truncate(whole_length(self.path))
            self._contents = scan(self.path, archive)
        except ArchiveError:
            self._file.close()
            raise
        self._name = self.path.relative_to(archive).as_posix()
        self._builder = RecordBuilder(site_id, run_id)
        if self._file.tell() == 0:
            self._builder.warcinfo(self.path.name)
            self._append()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def write_exchange(
        self,
        exchange: Exchange,
        provenance: Provenance,
        known: Capture | None = None,
        *,
        same_text_as: str | None = None,
    ) -> Capture:
        """Append a response with its request, and return its capture.

        `known` is an earlier capture of the same payload: with a 304, or when the body has its digest, a `revisit`
        record is written instead of the body. `same_text_as` is the document of this address that says the same.
        """
        capture, length = self._builder.exchange(exchange, provenance, known, same_text_as)
        return self._place(capture, length)

    def write_document(
        self, body: bytes, *, source: str, media_type: str | None, url: str | None, obtained: date | None
    ) -> Capture:
        """Append a document that somebody had on disk, and return its capture."""
        capture, length = self._builder.document(body, source=source, media_type=media_type, url=url, obtained=obtained)
        return self._place(capture, length)

    def write_summary(self, summary: RunSummary) -> None:
        """Append the summary of the run as a `metadata` record."""
        self._builder.summary(summary)
        self._append()
        self._contents.summaries.append(summary)

    def close(self) -> None:
        """Write the index and give the lock back. Closing twice does nothing."""
        if self._file.closed:
            return
        os.fsync(self._file.fileno())
        write_index(self.path, self._contents)
        self._file.close()

    def _place(self, capture: Capture, length: int) -> Capture:
        capture = replace(capture, warc_file=self._name, warc_offset=self._append(), warc_length=length)
        self._contents.captures.append(capture)
        return capture

    def _append(self) -> int:
        offset = self._file.tell()
        self._file.write(self._builder.take())
        self._file.flush()
        return offset


def close_cut_short(warc: Path, archive: Path) -> bool:
    """Close a WARC file that a killed process left, at its last whole record, and index it.

    Returns whether there was anything to do; a file that is indexed, or is being written, is left alone.
    """
    if index_path(warc).exists():
        return False
    with warc.open("r+b") as file:
        try:
            lock(file, warc, patience=0)
        except ArchiveInUseError:
            return False
        file.truncate(whole_length(warc))
        write_index(warc, scan(warc, archive))
    return True


@contextmanager
def locked(warc: Path) -> Generator[None]:
    """Hold a WARC file's lock; raises ArchiveInUseError when it is being written."""
    with warc.open("r+b") as file:
        lock(file, warc, patience=0)
        yield


def lock(file: BinaryIO, path: Path, *, patience: float) -> None:
    """Lock an open file against other writers, waiting `patience` seconds; raises ArchiveInUseError."""
    deadline = time.monotonic() + patience
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            if time.monotonic() >= deadline:
                raise ArchiveInUseError(f"{path}: another run is writing this file; wait for it, or end it") from error
            time.sleep(0.05)
        else:
            return
