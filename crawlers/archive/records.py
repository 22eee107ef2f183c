"""WARC records: how a capture is written into one, and read back out of it.

Everything that a `Capture` says stands in its record: what HTTP knows in the HTTP headers, the rest in named fields
of our own (`Nianbao-…`; WARC 1.1 section 5 allows extension fields). Bodies are kept with their content-encoding
undone, so that the payload digest is the document's sha256 and two compressions of one page are one payload; the
header is renamed to `X-Archive-Orig-Content-Encoding`, as other archivers do.
"""

from __future__ import annotations

import hashlib
import io
import json
import zlib
from base64 import b32encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cached_property
from importlib.metadata import version
from typing import cast, get_args
from urllib.parse import quote

from pydantic import ValidationError
from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from crawlers.archive.captures import OK, Capture, Origin, Provenance, Role, RunSummary
from crawlers.errors import ArchiveError

SERVER_NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
SUMMARY_URN = "urn:nianbao:run:"
DOCUMENT_URN = "urn:nianbao:document:"

Headers = Sequence[tuple[str, str]]

_LEVEL = 6
_FIELD_LIMIT = 1000  # characters of an anchor or a path; a record's header is no place for a page's text
_PRINTABLE = "".join(map(chr, range(0x21, 0x7F)))
_CONDITIONS = frozenset({"if-none-match", "if-modified-since"})
_CAPTURED = ("response", "revisit", "resource")


@dataclass(frozen=True)
class Exchange:
    """One HTTP exchange, the body with its content-encoding undone.

    `content_encoding` is what was undone; `protocol` e.g. `HTTP/1.1`; header names and values as sent.
    """

    url: str
    method: str
    request_headers: Headers
    request_body: bytes
    status: int
    reason: str
    response_headers: Headers
    body: bytes
    fetched_at: datetime
    protocol: str = "HTTP/1.1"
    content_encoding: str | None = None
    address: str | None = None

    @cached_property
    def body_sha256(self) -> str:
        """The digest of the body, hexadecimal."""
        return hashlib.sha256(self.body).hexdigest()

    @property
    def is_conditional(self) -> bool:
        """Whether the page was asked for only if it has changed."""
        return any(name.lower() in _CONDITIONS for name, _ in self.request_headers)

    def header(self, name: str) -> str | None:
        """The first response header of this name, or None."""
        return next((value for key, value in self.response_headers if key.lower() == name.lower()), None)


@dataclass(slots=True)
class RecordBuilder:
    """Turns exchanges, documents and summaries of one site's run into the bytes of gzipped WARC records."""

    site_id: str | None
    run_id: str
    _buffer: io.BytesIO = field(default_factory=io.BytesIO)
    _record: io.BytesIO = field(default_factory=io.BytesIO)
    _writer: WARCWriter = field(init=False)

    def __post_init__(self) -> None:
        self._writer = WARCWriter(self._record, gzip=False, warc_version="WARC/1.1")

    def take(self) -> bytes:
        """Return the records built since the last call, and forget them."""
        data = self._buffer.getvalue()
        self._buffer.seek(0)
        self._buffer.truncate()
        return data

    def _put(self, record: ArcWarcRecord) -> int:
        """Add a record as a gzip member of its own, and return the member's length.

        (warcio's own level of compression, 9, takes twice the time of 6 for two per cent less.)
        """
        self._writer.write_record(record)
        gzip = zlib.compressobj(_LEVEL, zlib.DEFLATED, 16 + zlib.MAX_WBITS)
        member = gzip.compress(self._record.getvalue()) + gzip.flush()
        self._record.seek(0)
        self._record.truncate()
        self._buffer.write(member)
        return len(member)

    def warcinfo(self, filename: str) -> None:
        """The record that opens a file: what wrote it, and of which run it is part."""
        info = {
            "software": f"nianbao/{version('nianbao')} warcio/{version('warcio')}",
            "format": "WARC File Format 1.1",
            "isPartOf": self.run_id,
            "robots": "classic",
        }
        self._put(self._writer.create_warcinfo_record(filename, info))

    def exchange(
        self, exchange: Exchange, provenance: Provenance, known: Capture | None, same_text_as: str | None = None
    ) -> tuple[Capture, int]:
        """Build the response and request records; `known` is the capture that a revisit refers to.

        Returns the capture (offset and length not yet set) and the length of its member in `take()`'s bytes, where it
        stands first. A 304 has to come with `known`; a body that `known` has the digest of becomes a revisit too. What a
        web archive kept was asked for by others: it has no request record.
        """
        not_modified = exchange.status == 304 and known is not None
        sha256 = known.document_sha256 if not_modified and known else exchange.body_sha256
        is_revisit = not_modified or (known is not None and known.document_sha256 == sha256)
        fields = self._fields(provenance, sha256)
        if exchange.is_conditional:
            fields["Nianbao-Conditional"] = "yes"
        if same_text_as:
            fields["Nianbao-Same-Text-As"] = f"sha256:{same_text_as}"
        if exchange.address:
            fields["WARC-IP-Address"] = exchange.address
        fields["WARC-Date"] = _warc_date(exchange.fetched_at)
        if is_revisit and known is not None:
            fields |= _refers_to(known, not_modified=not_modified)
        if not_modified and known is not None:
            fields |= _remembered(known)
        else:
            fields["WARC-Payload-Digest"] = _digest(sha256)
        record = self._writer.create_warc_record(
            exchange.url,
            "revisit" if is_revisit else "response",
            payload=None if is_revisit else io.BytesIO(exchange.body),
            length=0 if is_revisit else len(exchange.body),
            warc_headers_dict=fields,
            http_headers=_response_headers(exchange),
        )
        length = self._put(record)
        if provenance.origin == "crawl":
            self._put(self._request(exchange, record))
        return _capture(record), length

    def _request(self, exchange: Exchange, response: ArcWarcRecord) -> ArcWarcRecord:
        """The record of the request that a response answered."""
        request = self._writer.create_warc_record(
            exchange.url,
            "request",
            payload=io.BytesIO(exchange.request_body),
            length=len(exchange.request_body),
            http_headers=StatusAndHeaders(
                f"{exchange.method} {_request_target(exchange.url)} HTTP/1.1",
                list(exchange.request_headers),
                is_http_request=True,
            ),
        )
        request.rec_headers.replace_header("WARC-Date", _header(response, "WARC-Date"))
        request.rec_headers.add_header("WARC-Concurrent-To", _header(response, "WARC-Record-ID"))
        return request

    def document(
        self, body: bytes, *, source: str, media_type: str | None, url: str | None, obtained: date | None
    ) -> tuple[Capture, int]:
        """Build a `resource` record of a document that somebody had on disk; returns as `exchange` does."""
        sha256 = hashlib.sha256(body).hexdigest()
        fields = self._fields(Provenance("report", origin="ingest", source=source), sha256)
        if obtained is not None:
            fields["Nianbao-Obtained"] = obtained.isoformat()
        if media_type is not None:
            fields["Nianbao-Content-Type"] = _one_line(media_type)
        fields["WARC-Payload-Digest"] = _digest(sha256)
        record = self._writer.create_warc_record(
            url or DOCUMENT_URN + sha256,
            "resource",
            payload=io.BytesIO(body),
            length=len(body),
            warc_headers_dict=fields,
            warc_content_type=fields.get("Nianbao-Content-Type", "application/octet-stream"),
        )
        length = self._put(record)
        return _capture(record), length

    def summary(self, summary: RunSummary) -> None:
        """Build the `metadata` record that holds the run's summary as JSON."""
        body = summary.model_dump_json(indent=1).encode()
        record = self._writer.create_warc_record(
            f"{SUMMARY_URN}{summary.run}:{summary.site}",
            "metadata",
            payload=io.BytesIO(body),
            length=len(body),
            warc_headers_dict={"Nianbao-Site": summary.site, "Nianbao-Run": summary.run},
            warc_content_type="application/json",
        )
        self._put(record)

    def _fields(self, provenance: Provenance, sha256: str) -> dict[str, str]:
        fields = {
            "Nianbao-Origin": provenance.origin,
            "Nianbao-Role": provenance.role,
            "Nianbao-Run": self.run_id,
            "Nianbao-Document-Digest": f"sha256:{sha256}",
        }
        if self.site_id is not None:
            fields["Nianbao-Site"] = self.site_id
        if provenance.via:
            fields["Nianbao-Via"] = _one_line(provenance.via)
        if provenance.anchor:
            fields["Nianbao-Anchor"] = _one_line(provenance.anchor)
        if provenance.source:
            fields["Nianbao-Source"] = _one_line(provenance.source)
        return fields


def parse_record(member: bytes) -> ArcWarcRecord:
    """Return the WARC record in the bytes of one unzipped member; raises ArchiveError when there is none."""
    try:
        return next(iter(ArchiveIterator(io.BytesIO(member))))
    except (StopIteration, ArchiveLoadFailed) as error:
        raise ArchiveError(f"no WARC record in {member[:60]!r}") from error


def read_record(record: ArcWarcRecord) -> Capture | RunSummary | None:
    """Return what a record stands for: a capture (offset and length not yet set), a run's summary, or None."""
    if record.rec_type in _CAPTURED and record.rec_headers.get_header("Nianbao-Role") is not None:
        return _capture(record)
    if record.rec_type == "metadata" and _header(record, "WARC-Target-URI").startswith(SUMMARY_URN):
        try:
            return RunSummary.model_validate_json(record.content_stream().read())
        except ValidationError as error:
            raise ArchiveError(f"{_header(record, 'WARC-Record-ID')}: no run summary ({error})") from error
    return None


def read_body(record: ArcWarcRecord) -> bytes:
    """Return a record's body with any content-encoding undone."""
    return record.content_stream().read()


def index_fields(capture: Capture) -> str:
    """The JSON part of a capture's index line."""
    return json.dumps(capture.to_json(), ensure_ascii=False)


def _capture(record: ArcWarcRecord) -> Capture:
    fields, http = record.rec_headers, record.http_headers

    def sent(name: str) -> str | None:
        return (http.get_header(name) if http else None) or fields.get_header("Nianbao-" + name)

    url = _header(record, "WARC-Target-URI")
    obtained = fields.get_header("Nianbao-Obtained")
    role, origin = _header(record, "Nianbao-Role"), _header(record, "Nianbao-Origin")
    if role not in get_args(Role) or origin not in get_args(Origin):
        raise ArchiveError(f"{_header(record, 'WARC-Record-ID')}: unknown role {role!r} or origin {origin!r}")
    return Capture(
        capture_id=_header(record, "WARC-Record-ID").removeprefix("<urn:uuid:").removesuffix(">"),
        url=None if url.startswith(DOCUMENT_URN) else url,
        fetched_at=datetime.fromisoformat(_header(record, "WARC-Date")),
        status=int(http.get_statuscode()) if http else OK,
        media_type=sent("Content-Type"),
        document_sha256=_header(record, "Nianbao-Document-Digest").removeprefix("sha256:"),
        role=cast(Role, role),
        origin=cast(Origin, origin),
        site_id=fields.get_header("Nianbao-Site"),
        run_id=_header(record, "Nianbao-Run"),
        via=fields.get_header("Nianbao-Via"),
        anchor=fields.get_header("Nianbao-Anchor"),
        source=fields.get_header("Nianbao-Source"),
        obtained=date.fromisoformat(obtained) if obtained else None,
        is_revisit=record.rec_type == "revisit",
        warc_file="",
        warc_offset=0,
        etag=sent("ETag"),
        last_modified=sent("Last-Modified"),
        is_conditional=fields.get_header("Nianbao-Conditional") is not None,
        same_text_as=(fields.get_header("Nianbao-Same-Text-As") or "").removeprefix("sha256:") or None,
    )


def _header(record: ArcWarcRecord, name: str) -> str:
    value = record.rec_headers.get_header(name)
    if value is None:
        raise ArchiveError(f"a {record.rec_type} record lacks {name}")
    return value


def _refers_to(known: Capture, *, not_modified: bool) -> Mapping[str, str]:
    profile = SERVER_NOT_MODIFIED if not_modified else WARCWriter.REVISIT_PROFILE_1_1
    fields = {
        "WARC-Profile": profile,
        "WARC-Refers-To": f"<urn:uuid:{known.capture_id}>",
        "WARC-Refers-To-Date": _warc_date(known.fetched_at),
    }
    if known.url:
        fields["WARC-Refers-To-Target-URI"] = known.url
    return fields


def _remembered(known: Capture) -> Mapping[str, str]:
    """What a 304 need not repeat, and the next conditional request will want."""
    values = {"Content-Type": known.media_type, "ETag": known.etag, "Last-Modified": known.last_modified}
    return {f"Nianbao-{name}": _one_line(value) for name, value in values.items() if value}


def _response_headers(exchange: Exchange) -> StatusAndHeaders:
    headers: list[tuple[str, str]] = []
    for name, value in exchange.response_headers:
        if exchange.content_encoding and name.lower() == "content-length":
            headers.append(("X-Archive-Orig-Content-Length", value))
        else:
            headers.append((name, value))
    if exchange.content_encoding:
        headers.append(("X-Archive-Orig-Content-Encoding", exchange.content_encoding))
        headers.append(("Content-Length", str(len(exchange.body))))
    return StatusAndHeaders(f"{exchange.status} {exchange.reason}".rstrip(), headers, protocol=exchange.protocol)


def _request_target(url: str) -> str:
    after_scheme = url.partition("://")[2].partition("#")[0]
    host = after_scheme.partition("/")[0].partition("?")[0]
    target = after_scheme[len(host) :]
    return quote(target if target.startswith("/") else "/" + target, safe=_PRINTABLE)


def _warc_date(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def _digest(sha256: str) -> str:
    """A payload digest as WARC tools compare it: base 32, as warcio writes its own."""
    return "sha256:" + b32encode(bytes.fromhex(sha256)).decode()


def _one_line(text: str) -> str:
    """`text` as a header holds it; bytes of a file's name that are no UTF-8 as the escapes that Python reads them as."""
    return " ".join(text.encode(errors="backslashreplace").decode().split())[:_FIELD_LIMIT]
