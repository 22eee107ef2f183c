"""What public web archives kept of the sandbox's sites: an Internet Archive and a Common Crawl on loopback, on one port.

They answer as the real ones do (see `crawlers.backfill.web_archives`), from pages that are given to them: `/cdx/search/cdx`,
`/web/TIMEid_/URL`, `/collinfo.json`, `/CC-MAIN-…-index`, and byte ranges of `/crawl-data/…warc.gz`.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
from base64 import b32encode
from collections.abc import Generator, Iterable, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from crawlers.sandbox.exchange import Request, Response
from crawlers.sandbox.server import ADDRESS, Hit, serve_one
from crawlers.sandbox.site import Site

_REPLAY = re.compile(r"/web/(\d{14})id_/(.+)")
_INDEX = re.compile(r"/(CC-MAIN-\d{4}-\d{2})-index")
_RANGE = re.compile(r"bytes=(\d+)-(\d+)")


@dataclass(frozen=True, slots=True)
class Kept:
    """A page that both archives captured at a time; `is_cut` where Common Crawl kept only its beginning."""

    url: str
    captured_at: datetime
    body: bytes
    media_type: str = "text/html"
    is_cut: bool = False

    @property
    def timestamp(self) -> str:
        """The capture time as CDX indexes write it."""
        return f"{self.captured_at.astimezone(UTC):%Y%m%d%H%M%S}"

    @property
    def digest(self) -> str:
        """SHA-1 of the body in base 32, as CDX indexes write it."""
        return b32encode(hashlib.sha1(self.body, usedforsecurity=False).digest()).decode()


@dataclass(slots=True)
class Past:
    """The two archives, being served at `origin`; `hits` are the requests so far."""

    kept: Sequence[Kept]
    page: int = 1000
    """Lines of one answer of the Internet Archive's index."""
    origin: str = ""
    hits: list[Hit] = field(default_factory=list[Hit])
    _files: dict[str, bytes] = field(default_factory=dict[str, bytes])

    @property
    def environment(self) -> dict[str, str]:
        """The settings with which a backfill asks this past."""
        names = ("NIANBAO_INTERNET_ARCHIVE", "NIANBAO_COMMON_CRAWL_INDEX", "NIANBAO_COMMON_CRAWL_DATA")
        return dict.fromkeys(names, self.origin)

    def respond(self, request: Request) -> Response:
        """Answer as the archive whose address it is."""
        if request.path == "/cdx/search/cdx":
            return self._cdx(request.fields)
        if replay := _REPLAY.fullmatch(request.target):
            return self._replay(replay[1], replay[2])
        if request.path == "/collinfo.json":
            crawls = sorted({_crawl_of(kept) for kept in self.kept}, reverse=True)
            return _json([{"id": crawl, "name": crawl, "cdx-api": f"{self.origin}/{crawl}-index"} for crawl in crawls])
        if index := _INDEX.fullmatch(request.path):
            return self._index(index[1], request.fields)
        data = self._files.get(request.path)
        span = _RANGE.fullmatch(request.headers.get("range", ""))
        if data is not None and span is not None:
            first, last = int(span[1]), int(span[2])
            headers = {"Content-Range": f"bytes {first}-{last}/{len(data)}"}
            return Response(206, data[first : last + 1], "application/octet-stream", headers)
        return Response(404, b"not found", "text/plain")

    def _matching(self, fields: dict[str, str]) -> list[Kept]:
        is_prefix = fields.get("matchType") == "prefix"
        found = [
            kept
            for kept in self.kept
            if (kept.url.startswith(fields["url"]) if is_prefix else kept.url == fields["url"])
        ]
        return sorted(found, key=lambda kept: (kept.url, kept.captured_at))

    def _cdx(self, fields: dict[str, str]) -> Response:
        lines: list[list[str]] = []
        for kept in self._matching(fields):
            line = [kept.timestamp, kept.url, kept.media_type.partition(";")[0], "200", kept.digest]
            is_within = fields["from"] <= kept.timestamp[:4] <= fields["to"]
            if is_within and not (lines and lines[-1][1:] == line[1:]):  # collapse=digest
                lines.append(line)
        if not lines:
            return _json([])
        start = int(fields.get("resumeKey") or 0)
        answer: list[list[str]] = [fields["fl"].split(","), *lines[start : start + self.page]]
        if start + self.page < len(lines):
            answer += [[], [str(start + self.page)]]
        return _json(answer)

    def _replay(self, timestamp: str, url: str) -> Response:
        captures = [kept for kept in self.kept if kept.url == url]
        if not captures:
            return Response(404, b"not archived", "text/plain")
        nearest = min(captures, key=lambda kept: abs(int(kept.timestamp) - int(timestamp)))
        if nearest.timestamp != timestamp:
            return Response(302, b"", headers={"Location": f"{self.origin}/web/{nearest.timestamp}id_/{url}"})
        headers = {"X-Archive-Orig-Content-Type": nearest.media_type, "X-Archive-Orig-Server": "nginx"}
        return Response(200, nearest.body, nearest.media_type, headers)

    def _index(self, crawl: str, fields: dict[str, str]) -> Response:
        found = [kept for kept in self._matching(fields) if _crawl_of(kept) == crawl]
        if not found:
            return Response(404, b'{"message": "No Captures found"}', "application/json")
        path = (
            f"/crawl-data/{crawl}/{hashlib.sha1(str(fields).encode(), usedforsecurity=False).hexdigest()[:12]}.warc.gz"
        )
        lines: list[str] = []
        data = b""
        for kept in found:
            record = _record(kept)
            line = {
                "timestamp": kept.timestamp,
                "url": kept.url,
                "mime": kept.media_type.partition(";")[0],
                "status": "200",
                "digest": kept.digest,
                "length": str(len(record)),
                "offset": str(len(data)),
                "filename": path[1:],
            }
            lines.append(json.dumps(line | ({"truncated": "length"} if kept.is_cut else {})))
            data += record
        self._files[path] = data
        return Response(200, "\n".join(lines).encode(), "text/x-ndjson")


@contextmanager
def serve_past(kept: Sequence[Kept], *, port: int = 0, page: int = 1000) -> Generator[Past]:
    """Serve what was kept, on a free port unless one is given, while the context lasts."""
    past = Past(kept, page)
    with serve_one("past", past.respond, past.hits, port=port) as bound:
        past.origin = f"http://{ADDRESS}:{bound}"
        yield past


def everything_of(sites: Iterable[Site]) -> list[Kept]:
    """Every page of these sites, as both archives would have captured it in the April after the reports were due."""
    kept: list[Kept] = []
    for site in sites:
        for path, page in site.pages.items():
            response = site.respond(Request("GET", path))
            if response.status == 200:
                captured_at = datetime(page.modified.year, 4, 10, tzinfo=UTC)
                kept.append(Kept(site.origin + path, captured_at, response.body, response.media_type))
    return kept


def _crawl_of(kept: Kept) -> str:
    year, week, _ = kept.captured_at.isocalendar()
    return f"CC-MAIN-{year}-{week:02d}"


def _record(kept: Kept) -> bytes:
    buffer = io.BytesIO()
    writer = WARCWriter(buffer, gzip=True)
    headers = StatusAndHeaders("200 OK", [("Content-Type", kept.media_type)], protocol="HTTP/1.1")
    writer.write_record(
        writer.create_warc_record(
            kept.url, "response", payload=io.BytesIO(kept.body), length=len(kept.body), http_headers=headers
        )
    )
    return buffer.getvalue()


def _json(value: object) -> Response:
    return Response(200, json.dumps(value).encode(), "application/json")
