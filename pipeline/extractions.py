"""The store of extractions: what was read out of a document is kept, and read again only by another extractor.

    build/extractions/EXTRACTOR/documents/PART.parquet
                                cells/PART.parquet  claims/…  checks/…  notices/…  signals/…

A key is (document sha256, media type as sent, extractor id). A part holds the extractions of one batch and is named by a
digest of their keys; each of its files is written beside its place and renamed, the documents last: a part without documents
was cut short and counts for nothing. Success: every key is read once, so that a night costs what is new. Deleting the folder
loses nothing but time; a finished build removes what earlier extractors read, but for the last one (`prune`).
"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import polars as pl

from crawlers.archive import Archive, Capture, Root
from pipeline.batch import render_many
from pipeline.contract import Extraction
from pipeline.extractor import extractor_id
from pipeline.frames import extraction_frames
from pipeline.tables import EXTRACTION_TABLES

Key = tuple[str, str | None]
"""Document sha256 and media type as sent."""

Progress = Callable[[int, int], None]
"""Called with the number of documents done and the number of all."""

DECLARED_MEDIA_TYPE = "declared_media_type"
"""The column that `documents` has in the store beyond those of `raw.documents`: the second half of the key."""

DOCUMENTS_PER_PART = 500
"""Some 100,000 cells: what a killed run has to read again at most, and what stands in memory at once."""

KEPT_EXTRACTORS = 2
"""The one that reads now, and the one before it, to which somebody may go back."""

INPUT_ROLES = frozenset({"report", "attachment"})
_PARTIAL = ".partial"


@dataclass(frozen=True, slots=True)
class ExtractionReport:
    """What `extract_archive` did: documents in the archive, of them read now, and the kinds of those read now."""

    extractor: str
    document_count: int
    extracted_count: int
    kinds: Mapping[str, int]


class StoredExtraction(NamedTuple):
    """An extraction as the store keeps it, its tables as Arrow streams by their names.

    The processes that read make it: to make rows of a report takes half as long as to read it, and the one process that all
    others answer to would be left with the rows of all.
    """

    key: Key
    kind: str
    tables: Mapping[str, bytes]


def stored(document: tuple[Key, int], extraction: Extraction) -> StoredExtraction:
    """The extraction of a document with this key and size in bytes."""
    key, byte_count = document
    frames = extraction_frames([(extraction, byte_count)])
    media_type = pl.Series(DECLARED_MEDIA_TYPE, [key[1]], dtype=pl.String())
    frames["documents"] = frames["documents"].hstack([media_type])
    tables: dict[str, bytes] = {}
    for table, rows in frames.items():
        stream = BytesIO()
        rows.write_ipc_stream(stream)
        tables[table] = stream.getvalue()
    return StoredExtraction(key, extraction.kind, tables)


class ExtractionStore:
    """The extractions of one extractor; every write is one complete part."""

    def __init__(self, root: Root, extractor: str) -> None:
        self.folder = root.build / "extractions" / extractor

    def parts(self) -> list[str]:
        """The names of the complete parts, sorted."""
        return sorted(path.stem for path in (self.folder / "documents").glob("*.parquet"))

    def files(self, table: str) -> list[str]:
        """The files of one of EXTRACTION_TABLES, one a complete part, in the order of `parts`."""
        return [str(self._file(table, part)) for part in self.parts()]

    def keys(self) -> set[Key]:
        """What has been read already."""
        files = self.files("documents")
        if not files:
            return set()
        return set(pl.read_parquet(files, columns=["document_sha256", DECLARED_MEDIA_TYPE]).iter_rows())

    def add(self, batch: Sequence[StoredExtraction]) -> None:
        """Writes a batch as one part. A document may stand in a batch once; raises ValueError otherwise."""
        if len({extraction.key[0] for extraction in batch}) != len(batch):
            raise ValueError("a part of the store holds each document once")
        batch = sorted(batch, key=lambda extraction: extraction.key[0])
        keys = "\n".join(f"{digest} {media_type}" for digest, media_type in (extraction.key for extraction in batch))
        part = sha256(keys.encode()).hexdigest()[:16]
        for table in EXTRACTION_TABLES:
            rows = pl.concat([pl.read_ipc_stream(extraction.tables[table]) for extraction in batch], rechunk=True)
            file = self._file(table, part)
            file.parent.mkdir(parents=True, exist_ok=True)
            partial = file.with_suffix(_PARTIAL)
            rows.write_parquet(partial, compression="zstd")
            partial.replace(file)

    def _file(self, table: str, part: str) -> Path:
        return self.folder / table / f"{part}.parquet"


def prune(root: Root) -> list[str]:
    """Remove the extractions of all extractors but the present one and those that wrote last; returns the ids removed."""
    present = extractor_id()
    others = [folder for folder in (root.build / "extractions").glob("*/") if folder.name != present]
    others.sort(key=_last_written, reverse=True)
    outdated = others[KEPT_EXTRACTORS - 1 :]
    for folder in outdated:
        shutil.rmtree(folder)
    return sorted(folder.name for folder in outdated)


def _last_written(folder: Path) -> float:
    documents = folder / "documents"
    return (documents if documents.is_dir() else folder).stat().st_mtime


def extract_archive(root: Root, *, workers: int, on_progress: Progress | None = None) -> ExtractionReport:
    """Reads every document of the archive that this extractor has not read yet.

    Documents are reports, their attachments, and whatever was ingested. Raises what the archive raises when a body is missing;
    a document that cannot be read is an extraction of kind `unreadable`, never an error.
    """
    extractor = extractor_id()
    store = ExtractionStore(root, extractor)
    archive = Archive(root)
    inputs = input_captures(archive.captures())
    done = store.keys()
    missing = {key: capture for key, capture in inputs.items() if key not in done}
    kinds: Counter[str] = Counter()
    batch: dict[str, StoredExtraction] = {}
    for extraction in _extract(archive, missing, workers):
        digest = extraction.key[0]
        if digest in batch or len(batch) == DOCUMENTS_PER_PART:
            store.add(list(batch.values()))
            batch.clear()
        batch[digest] = extraction
        kinds[extraction.kind] += 1
        if on_progress is not None:
            on_progress(kinds.total(), len(missing))
    if batch:
        store.add(list(batch.values()))
    return ExtractionReport(extractor, len(inputs), kinds.total(), dict(sorted(kinds.items())))


def input_captures(captures: Iterable[Capture]) -> dict[Key, Capture]:
    """Of each document and media type the first capture.

    A revisit repeats a document and may come without a media type: it counts only where the document itself was captured in
    another role.
    """
    firsts: dict[Key, Capture] = {}
    revisits: dict[str, Capture] = {}
    for capture in captures:
        if not is_input(capture) or not capture.has_document:
            continue
        if capture.is_revisit:
            revisits.setdefault(capture.document_sha256, capture)
        else:
            firsts.setdefault((capture.document_sha256, capture.media_type), capture)
    known = {digest for digest, _ in firsts}
    for digest, capture in revisits.items():
        if digest not in known:
            firsts[digest, capture.media_type] = capture
    return firsts


def is_input(capture: Capture) -> bool:
    """Whether a capture was made for a report: not a listing, a robots.txt or a page on the way."""
    return capture.role in INPUT_ROLES or capture.origin == "ingest"


def _extract(archive: Archive, captures: Mapping[Key, Capture], workers: int) -> Iterator[StoredExtraction]:
    """The extractions of the captures' documents, as they are done."""
    keys = {capture.capture_id: key for key, capture in captures.items()}

    def items() -> Iterator[tuple[tuple[Key, int], bytes, str | None]]:
        for capture, body in archive.bodies(captures.values()):
            key = keys[capture.capture_id]
            yield (key, len(body)), body, key[1]

    for _, extraction in render_many(items(), stored, workers):
        yield extraction
