"""What was taken out on request: `reference/forgotten.csv`, one line a document and each address at which it was captured.

Reports name people now and then, and an agency may have to take one back. What is forgotten leaves everything that is made from
the archive, is not fetched again, and is not archived again under another address. The WARC files are not rewritten: the
decision, with its reason and its time, stands beside them and can be undone by deleting its lines.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

from crawlers.archive.captures import Capture
from crawlers.errors import ArchiveError

FORGOTTEN_FILE = "forgotten.csv"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: a document and an address (or the path of a document from disk) at which it was captured."""

    address: str
    document_sha256: str
    reason: str
    forgotten_at: str


@dataclass(frozen=True, slots=True)
class Forgotten:
    """All that was taken out, by address and by content."""

    entries: tuple[Entry, ...] = ()
    addresses: frozenset[str] = frozenset()
    documents: frozenset[str] = frozenset()

    @classmethod
    def read(cls, file: Path) -> Self:
        """Read the file, or nothing where there is none; raises ArchiveError on a line that cannot be used."""
        if not file.exists():
            return cls()
        names = [field.name for field in fields(Entry)]
        with file.open(encoding="utf-8-sig", newline="") as handle:
            reader = csv.DictReader(handle)
            entries: list[Entry] = []
            for row in reader:
                values = [(row.get(name) or "").strip() for name in names]
                try:
                    datetime.fromisoformat(values[-1])
                    is_usable = all(values)
                except ValueError:
                    is_usable = False
                if not is_usable:
                    raise ArchiveError(f"{file}:{reader.line_num}: a line needs {', '.join(names)}; mend or delete it")
                entries.append(Entry(*values))
        return cls(
            tuple(entries),
            frozenset(entry.address for entry in entries),
            frozenset(entry.document_sha256 for entry in entries),
        )

    def holds(self, capture: Capture) -> bool:
        """Whether a capture is of something that was taken out."""
        return (
            capture.document_sha256 in self.documents
            or capture.url in self.addresses
            or capture.source in self.addresses
        )

    @property
    def last_at(self) -> datetime | None:
        """When something was last taken out."""
        return max((datetime.fromisoformat(entry.forgotten_at) for entry in self.entries), default=None)

    def reason_for(self, documents: Iterable[str]) -> str | None:
        """Why these documents were taken out; None unless all were."""
        reasons = {entry.document_sha256: entry.reason for entry in self.entries}
        found = [reasons.get(document) for document in documents]
        return found[0] if found and all(found) else None


def forget(file: Path, captures: Sequence[Capture], reason: str) -> list[Entry]:
    """Add the documents of these captures to the file, with every address of each; returns the new lines."""
    before = Forgotten.read(file)
    known = {(entry.address, entry.document_sha256) for entry in before.entries}
    now = datetime.now(UTC).isoformat(timespec="seconds")
    pairs = dict.fromkeys((capture.url or capture.source or "", capture.document_sha256) for capture in captures)
    new = [Entry(address, digest, reason, now) for address, digest in pairs if (address, digest) not in known]
    if new:
        file.parent.mkdir(parents=True, exist_ok=True)
        unfinished = file.with_name(file.name + ".part")
        with unfinished.open("w", encoding="utf-8", newline="") as handle:
            writer = csv.writer(handle, lineterminator="\n")
            writer.writerow([field.name for field in fields(Entry)])
            writer.writerows(astuple(entry) for entry in (*before.entries, *new))
        unfinished.replace(file)
    return new
