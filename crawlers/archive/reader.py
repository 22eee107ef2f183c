"""Reading the archive: captures, bodies and run summaries; taking documents in; keeping its files in order."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from types import TracebackType
from typing import Self

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from crawlers.archive.captures import INGEST, Capture, Problem, RunSummary
from crawlers.archive.forgotten import FORGOTTEN_FILE, Entry, Forgotten, forget
from crawlers.archive.index import find_warcs, index_path, read_contents, scan, write_index
from crawlers.archive.members import members
from crawlers.archive.records import parse_record, read_body
from crawlers.archive.root import Root
from crawlers.archive.writer import WarcWriter, close_cut_short, locked
from crawlers.errors import ArchiveError, ArchiveInUseError, MissingBodyError

_READ = 1 << 20


class Archive:
    """The archive of a root. Reading needs no clean-up; after `add_document`, close it or use it in a `with`.

    (A document that was added is there at once, closed or not; closing writes the index that makes reading it fast.)
    """

    def __init__(self, root: Root) -> None:
        self.root = root
        self.folder = root.archive
        self._writer: WarcWriter | None = None
        self._writer_run: str | None = None
        self._digests: set[str] | None = None
        self.forgotten = Forgotten.read(root.reference / FORGOTTEN_FILE)
        self._originals: dict[str | None, dict[str, Capture]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close and index the WARC file that `add_document` writes, if there is one."""
        if self._writer is not None:
            self._writer.close()
            self._writer = None

    def captures(self, *, site_id: str | None = None, roles: Collection[str] | None = None) -> Iterator[Capture]:
        """Yield the captures of the archive, or of one site, in the order in which they were fetched.

        `roles` leaves out all others. Captures of runs that were killed, or are under way, are among them. Of each
        capture `has_document` says whether it stands for a document; redirects and errors are captures too. What was
        forgotten is left out.
        """
        found = [
            capture
            for capture in self._everything(site_id)
            if (roles is None or capture.role in roles) and not self.forgotten.holds(capture)
        ]
        found.sort(key=lambda capture: (capture.fetched_at, capture.capture_id))
        yield from found

    def forget(self, address: str, reason: str) -> list[Entry]:
        """Take the documents captured at an address (or taken in from that path) out of all that is made of the archive.

        Copies with the same content are taken out with them. Returns what was added, one entry a document and address;
        nothing where it was forgotten already. Raises ArchiveError when the archive has no such document.
        """
        documents = {
            capture.document_sha256
            for capture in self._everything(None)
            if capture.has_document and address in (capture.url, capture.source)
        }
        if not documents:
            raise ArchiveError(f"the archive has no document of {address}; give the address under which it was fetched")
        found = [capture for capture in self._everything(None) if capture.document_sha256 in documents]
        added = forget(self.root.reference / FORGOTTEN_FILE, found, reason)
        self.forgotten = Forgotten.read(self.root.reference / FORGOTTEN_FILE)
        return added

    def summaries(self, *, site_id: str | None = None) -> Iterator[RunSummary]:
        """Yield the summary of every site's run, or of one site's, oldest first."""
        found = [summary for warc in self._warcs(site_id) for summary in read_contents(warc, self.folder).summaries]
        found.sort(key=lambda summary: (summary.finished_at, summary.site))
        yield from found

    def body(self, capture: Capture) -> bytes:
        """Return a capture's body, content-encoding undone; for a revisit, that of the capture it refers to.

        Raises MissingBodyError when the archive does not hold it, ArchiveError when it holds another.
        """
        return next(body for _, body in self.bodies([capture]))

    def bodies(self, captures: Iterable[Capture]) -> Iterator[tuple[Capture, bytes]]:
        """Yield each capture with its body, file by file and in the order of the file; a body is read once.

        Raises as `body` does.
        """
        placed = [(self._original(capture), capture) for capture in captures]
        placed.sort(key=lambda pair: (pair[0].warc_file, pair[0].warc_offset))
        for original, same in groupby(placed, key=lambda pair: pair[0]):
            body = self._read(original)
            for _, capture in same:
                yield capture, body

    def add_document(
        self,
        body: bytes,
        *,
        source: str,
        media_type: str | None,
        url: str | None,
        obtained: date | None,
        run_id: str,
    ) -> Capture | None:
        """Take a document from disk into the archive; returns its capture, or None when its content is already there.

        `source` is the path as given (`a.zip!b.docx`), `obtained` when its owner got it. What was forgotten is not taken
        in again: None too.
        """
        if self._digests is None:
            self._digests = {capture.document_sha256 for capture in self.captures() if capture.has_document}
            self._digests |= self.forgotten.documents
        digest = sha256(body).hexdigest()
        if digest in self._digests:
            return None
        if self._writer is None or self._writer_run != run_id:
            self.close()
            self._writer, self._writer_run = WarcWriter(self.folder, site_id=None, run_id=run_id), run_id
        capture = self._writer.write_document(body, source=source, media_type=media_type, url=url, obtained=obtained)
        self._digests.add(digest)
        return capture

    def add_summary(self, summary: RunSummary) -> None:
        """Append the summary of a run that could not write its own; what it left of its file is closed first."""
        with WarcWriter(self.folder, site_id=summary.site, run_id=summary.run) as writer:
            writer.write_summary(summary)

    def recover(self, *, site_id: str | None = None) -> list[Path]:
        """Close every WARC file that a killed run left, at its last whole record; returns those that were closed."""
        return [warc for warc in self._warcs(site_id) if close_cut_short(warc, self.folder)]

    def reindex(self) -> int:
        """Rebuild every index from the WARC files alone; returns the number of captures. Files in use are left out."""
        count = 0
        for warc in self._warcs(None):
            try:
                with locked(warc):
                    contents = scan(warc, self.folder)
                    write_index(warc, contents)
            except ArchiveInUseError:
                continue
            count += len(contents.captures)
        return count

    def verify(self) -> list[Problem]:
        """Check the digests of every record, every index against its file, and that every revisit has its body."""
        problems: list[Problem] = []
        known: set[str] = set()
        revisits: list[Capture] = []
        for warc in self._warcs(None):
            name = warc.relative_to(self.folder).as_posix()
            try:
                found = scan(warc, self.folder)
                problems += _check_digests(warc, name)
                if index_path(warc).exists() and _as_set(read_contents(warc, self.folder).captures) != _as_set(
                    found.captures
                ):
                    problems.append(Problem(name, None, "the index does not agree with the file; reindex"))
            except ArchiveError as error:
                problems.append(Problem(name, None, str(error)))
                continue
            except ArchiveLoadFailed:  # its message quotes the bytes
                problems.append(Problem(name, None, "holds what is no WARC record; restore the file from a copy"))
                continue
            known |= {capture.document_sha256 for capture in found.captures if not capture.is_revisit}
            revisits += [capture for capture in found.captures if capture.is_revisit]
        problems += [
            Problem(capture.warc_file, capture.warc_offset, f"revisits {capture.document_sha256}, which is nowhere")
            for capture in revisits
            if capture.document_sha256 not in known
        ]
        return problems

    def _everything(self, site_id: str | None) -> Iterator[Capture]:
        for warc in self._warcs(site_id):
            yield from read_contents(warc, self.folder).captures

    def _warcs(self, site_id: str | None) -> list[Path]:
        if not self.folder.is_dir():
            return []
        folders = self.folder.iterdir() if site_id is None else [self.folder / site_id]
        return find_warcs(folder for folder in folders if folder.is_dir())

    def _original(self, capture: Capture) -> Capture:
        """The capture whose record holds the body: a revisit refers to one of the same site."""
        if not capture.is_revisit:
            return capture
        site = capture.site_id
        original = self._originals.get(site, {}).get(capture.document_sha256)
        if original is None:
            self._originals[site] = {
                one.document_sha256: one for one in self.captures(site_id=site or INGEST) if not one.is_revisit
            }
            original = self._originals[site].get(capture.document_sha256)
        if original is None:
            raise MissingBodyError(
                f"capture {capture.capture_id} of {capture.url} repeats {capture.document_sha256}, which is nowhere in "
                f"{self.folder / (site or INGEST)}; restore its WARC files from a copy"
            )
        return original

    def _read(self, capture: Capture) -> bytes:
        warc = self.folder / capture.warc_file
        try:
            member = next(members(warc, capture.warc_offset), None)
        except FileNotFoundError as error:
            raise MissingBodyError(f"{warc} is gone; restore it from a copy") from error
        if member is None:
            raise MissingBodyError(f"{warc}: no whole record at byte {capture.warc_offset}; restore it from a copy")
        body = read_body(parse_record(member.data))
        if sha256(body).hexdigest() != capture.document_sha256:
            raise ArchiveError(
                f"{warc}: the body at byte {capture.warc_offset} is not the one that the index names; reindex"
            )
        return body


def _check_digests(warc: Path, name: str) -> list[Problem]:
    problems: list[Problem] = []
    with warc.open("rb") as file:
        records = ArchiveIterator(file, check_digests=True)
        for record in records:
            stream = record.content_stream()
            while stream.read(_READ):
                pass
            if record.digest_checker.passed is False:
                offset = records.get_record_offset()
                problems += [Problem(name, offset, message) for message in record.digest_checker.problems]
    return problems


def _as_set(captures: Iterable[Capture]) -> set[tuple[str, int, str]]:
    return {(capture.capture_id, capture.warc_offset, capture.document_sha256) for capture in captures}
