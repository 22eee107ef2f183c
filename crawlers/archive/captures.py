"""What the archive holds, as objects: captures, and the summary of each site's run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

Role = Literal["report", "attachment", "listing", "robots", "other"]
Origin = Literal["crawl", "ingest", "internet_archive", "common_crawl"]
"""The live site, a disk, or a public web archive that kept the page."""
Outcome = Literal["unreachable", "blocked", "broken", "partial", "ok", "empty", "unchanged"]

OK = 200
PROGRESS_FILE = "progress.json"
"""What a site's run leaves in its folder while it goes on."""
INGEST = "ingest"
"""The folder of the archive, beside those of the sites, that documents on disk are taken into."""


@dataclass(frozen=True, slots=True)
class Capture:
    """One fetched response, or one document taken in from disk.

    `warc_file` is relative to the archive folder; `warc_offset` and `warc_length` bound the record's gzip member in it.
    `document_sha256` is the digest of the body with any content-encoding undone; for a revisit, of the body that it
    refers to. `media_type` is the Content-Type as sent, charset included. A capture may have any HTTP status:
    `has_document` says whether it stands for a document. `is_conditional` says that it was asked for only if it has
    changed. `same_text_as` is the digest of the earlier document of this address that says the same (`archive.text`),
    where the body differs from it in menus, counters and the like only: such a capture is no new version.
    """

    capture_id: str
    url: str | None
    fetched_at: datetime
    status: int
    media_type: str | None
    document_sha256: str
    role: Role
    origin: Origin
    site_id: str | None
    run_id: str
    via: str | None
    anchor: str | None
    source: str | None
    obtained: date | None
    is_revisit: bool
    warc_file: str
    warc_offset: int
    warc_length: int = 0
    etag: str | None = None
    last_modified: str | None = None
    is_conditional: bool = False
    same_text_as: str | None = None

    @property
    def text_sha256(self) -> str:
        """What captures that say the same have in common: the digest of the first document of this address that did."""
        return self.same_text_as or self.document_sha256

    @property
    def has_document(self) -> bool:
        """Whether a document came back: status 200, or a revisit of one that is already here."""
        return self.is_revisit or self.status == OK

    def to_json(self) -> dict[str, Any]:
        """The capture as a JSON object, absent fields left out: the extension part of its index line."""
        values: dict[str, Any] = {
            "id": self.capture_id,
            "url": self.url,
            "fetched": self.fetched_at.isoformat(),
            "status": str(self.status),
            "mime": self.media_type,
            "digest": f"sha256:{self.document_sha256}",
            "role": self.role,
            "origin": self.origin,
            "site": self.site_id,
            "run": self.run_id,
            "via": self.via,
            "anchor": self.anchor,
            "source": self.source,
            "obtained": self.obtained.isoformat() if self.obtained else None,
            "revisit": self.is_revisit or None,
            "filename": self.warc_file,
            "offset": str(self.warc_offset),
            "length": str(self.warc_length),
            "etag": self.etag,
            "last_modified": self.last_modified,
            "conditional": self.is_conditional or None,
            "same_text_as": f"sha256:{self.same_text_as}" if self.same_text_as else None,
        }
        return {key: value for key, value in values.items() if value is not None}

    @classmethod
    def from_json(cls, line: Mapping[str, Any]) -> Capture:
        """The reverse of `to_json`; raises KeyError or ValueError on a line that is not one."""
        obtained = line.get("obtained")
        return cls(
            capture_id=line["id"],
            url=line.get("url"),
            fetched_at=datetime.fromisoformat(line["fetched"]),
            status=int(line["status"]),
            media_type=line.get("mime"),
            document_sha256=line["digest"].removeprefix("sha256:"),
            role=line["role"],
            origin=line["origin"],
            site_id=line.get("site"),
            run_id=line["run"],
            via=line.get("via"),
            anchor=line.get("anchor"),
            source=line.get("source"),
            obtained=date.fromisoformat(obtained) if obtained else None,
            is_revisit=bool(line.get("revisit")),
            warc_file=line["filename"],
            warc_offset=int(line["offset"]),
            warc_length=int(line["length"]),
            etag=line.get("etag"),
            last_modified=line.get("last_modified"),
            is_conditional=bool(line.get("conditional")),
            same_text_as=line.get("same_text_as", "").removeprefix("sha256:") or None,
        )


@dataclass(frozen=True, slots=True)
class Provenance:
    """How a page was come by: what the HTTP exchange itself does not say, and a capture has to keep."""

    role: Role
    via: str | None = None
    anchor: str | None = None
    origin: Origin = "crawl"
    source: str | None = None
    """Where it was had from, when that is not its own address: the replay of a web archive."""


class PageError(BaseModel):
    """One page that went wrong: `kind` is stable (`timeout`, `http_500`, `too_large` …), `message` is for people."""

    model_config = ConfigDict(frozen=True)

    url: str | None
    kind: str
    message: str

    @property
    def line(self) -> str:
        """The failure in a line, with its address once."""
        is_named = self.url is None or self.url in self.message
        return f"{self.kind}: {self.message}" + ("" if is_named else f" ({self.url})")


class GonePage(BaseModel):
    """A report that answers 404 or 410; what was archived of it stays."""

    model_config = ConfigDict(frozen=True)

    url: str
    last_seen: datetime


class RunSummary(BaseModel):
    """What one site's run did. It is judged by this, never by an exit code.

    `fetches` counts responses, `bytes` the bodies as they came over the wire. Of the report pages asked for,
    `reports_new` were never seen before, `reports_revised` came with another main text or attachment than the last time,
    `reports_unchanged` say the same or came not at all (304), and `reports_gone` answered 404 or 410; `gone` says which,
    and when each was last seen. `notices` are for people: what this run did otherwise than they may think.
    `reports_known` is the number of different reports that the archive holds of this site after the run. A `backfill` asked
    web archives, not the site: its outcome says nothing of how the site does.
    """

    model_config = ConfigDict(frozen=True)

    site: str
    run: str
    kind: Literal["crawl", "backfill"] = "crawl"
    outcome: Outcome
    reason: str
    started_at: datetime
    finished_at: datetime
    fetches: int = 0
    bytes: int = 0
    listings: int = 0
    reports_new: int = 0
    reports_revised: int = 0
    reports_unchanged: int = 0
    reports_gone: int = 0
    reports_known: int = 0
    gone: list[GonePage] = []
    notices: list[str] = []
    errors: list[PageError] = []

    def save(self, folder: Path) -> None:
        """Write `summary.json` into a folder in one rename, so that there is a whole one or none."""
        folder.mkdir(parents=True, exist_ok=True)
        unfinished = folder / "summary.json.part"
        unfinished.write_text(self.model_dump_json(indent=2) + "\n", encoding="utf-8")
        unfinished.replace(folder / "summary.json")

    @property
    def first_error(self) -> str | None:
        """The first error in one line, for tables."""
        return self.errors[0].line if self.errors else None


@dataclass(frozen=True, slots=True)
class Problem:
    """What `Archive.verify` found wrong: the file, the record's offset in it where one is at fault, and what."""

    warc_file: str
    offset: int | None
    message: str


@dataclass(frozen=True, slots=True)
class WarcContents:
    """What one WARC file holds: its captures in file order, and the summaries of the runs that wrote it."""

    captures: list[Capture] = field(default_factory=list["Capture"])
    summaries: list[RunSummary] = field(default_factory=list["RunSummary"])


def now() -> datetime:
    """The present moment, UTC, as captures carry it."""
    return datetime.now(UTC)
