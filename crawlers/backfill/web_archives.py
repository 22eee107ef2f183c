"""The public web archives: what their indexes are asked, how an answer reads, and how a kept page is had back as it was.

Internet Archive. `/cdx/search/cdx?url=…&output=json` answers with a JSON array whose first row names the fields; where the
answer goes on, an empty row and a resume key end it (CDX server of the Wayback Machine, its README). `/web/TIMEid_/URL` is the
body as captured, without the replay's banner and links; a time at which there is no capture redirects to the nearest one, so
the time of a page is that of the address that answered. The server's own headers come back as `X-Archive-Orig-…`.

Common Crawl. `/collinfo.json` lists the crawls, the newest first; each has an index that answers `?url=…&output=json` with a
JSON object a line, or 404 where it has nothing. `filename`, `offset` and `length` say which bytes of which WARC file, to be had
by a Range request from the data host. Payloads beyond its size limit are cut, and say so (`truncated`).
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, ClassVar, Literal, Protocol, cast
from urllib.parse import urlencode, urlsplit, urlunsplit

from crawlers.archive import Exchange, Origin
from crawlers.archive.records import parse_record, read_body
from crawlers.errors import ArchiveError, CrawlError

Match = Literal["exact", "prefix"]

LINES = 5000
"""Lines of an index that one request asks for."""
_TIME = re.compile(r"/web/(\d{14})id_/")
_CRAWL = re.compile(r"CC-MAIN-(\d{4})-(\d{2,4})$")
_AFTER_DEADLINE = 14
"""The first week of a year in which all reports are due: governments' by 31 March (Article 50)."""
_ORIGINAL = "x-archive-orig-"
_DEFAULT_PORTS = {"http": 80, "https": 443}


class WebArchiveError(CrawlError):
    """An index or a replay answered with something that it is not known to answer (from `read_index`, `unwrap`)."""


@dataclass(frozen=True, slots=True)
class Lookup:
    """What an index is asked for: one address, or all that begin with it."""

    url: str
    match: Match


@dataclass(frozen=True, slots=True)
class PastCapture:
    """A page that a web archive kept: its own address, when it was captured, and where it is to be had (`replay`)."""

    url: str
    captured_at: datetime
    media_type: str
    digest: str
    replay: str
    bytes: tuple[int, int] | None = None
    """First and last byte of the record in the file at `replay`; None where that is the page itself."""
    is_cut: bool = False
    """Whether the archive kept only the beginning of it."""


class WebArchive(Protocol):
    """One public web archive."""

    origin: ClassVar[Origin]

    @property
    def homes(self) -> Sequence[str]:
        """The addresses of its services."""
        ...

    def index_addresses(self, lookup: Lookup) -> Iterator[str]:
        """The addresses to ask for a lookup."""
        ...

    def read_index(self, body: bytes) -> tuple[list[PastCapture], str | None]:
        """The captures that an answer lists, and the key with which it goes on; raises WebArchiveError."""
        ...

    def unwrap(self, exchange: Exchange, capture: PastCapture) -> Exchange:
        """The exchange that the archive kept, out of the one in which it was had back; raises WebArchiveError."""
        ...


@dataclass(frozen=True, slots=True)
class InternetArchive:
    """The Wayback Machine; captures of the years `first` to `last`."""

    origin: ClassVar[Origin] = "internet_archive"
    home: str
    first: int
    last: int

    @property
    def homes(self) -> Sequence[str]:
        return (self.home,)

    def index_addresses(self, lookup: Lookup) -> Iterator[str]:
        fields = {
            "url": lookup.url,
            "matchType": lookup.match,
            "output": "json",
            "fl": "timestamp,original,mimetype,statuscode,digest",
            "filter": "statuscode:200",
            "collapse": "digest",
            "from": str(self.first),
            "to": str(self.last),
            "limit": str(LINES),
            "showResumeKey": "true",
        }
        yield f"{self.home}/cdx/search/cdx?{urlencode(fields)}"

    def read_index(self, body: bytes) -> tuple[list[PastCapture], str | None]:
        try:
            rows = cast(list[list[str]], json.loads(body or b"[]"))
            key = None
            if len(rows) > 2 and rows[-2] == []:
                key, rows = rows[-1][0], rows[:-2]
            names = rows[0] if rows else []
            found = [dict(zip(names, row, strict=True)) for row in rows[1:]]
            captures = [
                PastCapture(
                    url=plain_address(line["original"]),
                    captured_at=moment(line["timestamp"]),
                    media_type=line["mimetype"],
                    digest=line["digest"],
                    replay=f"{self.home}/web/{line['timestamp']}id_/{line['original']}",
                )
                for line in found
            ]
        except (ValueError, KeyError, IndexError, TypeError) as error:
            raise WebArchiveError(f"the index of the Internet Archive answers {body[:80]!r}: {error}") from error
        return captures, key

    def unwrap(self, exchange: Exchange, capture: PastCapture) -> Exchange:
        time = _TIME.search(exchange.url)
        if time is None:
            raise WebArchiveError(f"{exchange.url} is no replay of the Internet Archive")
        headers = [
            (name[len(_ORIGINAL) :], value)
            for name, value in exchange.response_headers
            if name.lower().startswith(_ORIGINAL)
        ]
        kept = {name.lower() for name, _ in headers}
        headers += [
            (name, value)
            for name, value in exchange.response_headers
            if name.lower() == "content-type" and "content-type" not in kept
        ]
        headers = [(name, value) for name, value in headers if name.lower() not in _OF_THE_TRANSFER]
        return replace(
            exchange,
            url=capture.url,
            response_headers=headers,
            fetched_at=moment(time[1]),
            content_encoding=None,
            address=None,
        )


@dataclass(frozen=True, slots=True)
class CommonCrawl:
    """One index of Common Crawl for each of `crawls` (ids such as CC-MAIN-2024-10)."""

    origin: ClassVar[Origin] = "common_crawl"
    index_home: str
    data_home: str
    crawls: tuple[str, ...] = ()

    @property
    def homes(self) -> Sequence[str]:
        return self.index_home, self.data_home

    @property
    def list_address(self) -> str:
        """Where the crawls are listed."""
        return f"{self.index_home}/collinfo.json"

    def with_crawls(self, body: bytes, first: int, last: int) -> CommonCrawl:
        """This archive with the crawls that `body`, the list of all, has for the years; raises WebArchiveError."""
        try:
            ids = [str(entry["id"]) for entry in cast(list[dict[str, Any]], json.loads(body))]
        except (ValueError, KeyError, TypeError) as error:
            raise WebArchiveError(f"the list of crawls of Common Crawl is {body[:80]!r}: {error}") from error
        return replace(self, crawls=tuple(chosen_crawls(ids, first, last)))

    def index_addresses(self, lookup: Lookup) -> Iterator[str]:
        fields = {
            "url": lookup.url,
            "matchType": lookup.match,
            "output": "json",
            "filter": "=status:200",
            "limit": str(LINES),
        }
        for crawl in self.crawls:
            yield f"{self.index_home}/{crawl}-index?{urlencode(fields)}"

    def read_index(self, body: bytes) -> tuple[list[PastCapture], str | None]:
        try:
            lines = [cast(dict[str, str], json.loads(line)) for line in body.splitlines() if line.strip()]
            captures = [
                PastCapture(
                    url=plain_address(line["url"]),
                    captured_at=moment(line["timestamp"]),
                    media_type=line.get("mime-detected") or line["mime"],
                    digest=line["digest"],
                    replay=f"{self.data_home}/{line['filename']}",
                    bytes=(int(line["offset"]), int(line["offset"]) + int(line["length"]) - 1),
                    is_cut="truncated" in line,
                )
                for line in lines
            ]
        except (ValueError, KeyError, TypeError) as error:
            raise WebArchiveError(f"an index of Common Crawl answers {body[:80]!r}: {error}") from error
        return captures, None

    def unwrap(self, exchange: Exchange, capture: PastCapture) -> Exchange:
        try:
            record = parse_record(exchange.body)
        except ArchiveError as error:
            raise WebArchiveError(f"{exchange.url} holds no WARC record where the index says: {error}") from error
        address = record.rec_headers.get_header("WARC-Target-URI") or ""
        if record.rec_type != "response" or plain_address(address) != capture.url or record.http_headers is None:
            raise WebArchiveError(f"{exchange.url} holds a {record.rec_type} of {address}, not {capture.url}")
        if record.rec_headers.get_header("WARC-Truncated"):
            raise WebArchiveError(f"{capture.url} was cut short by Common Crawl")
        body = read_body(record)
        headers = [(str(name), str(value)) for name, value in record.http_headers.headers]
        return replace(
            exchange,
            url=capture.url,
            status=int(record.http_headers.get_statuscode()),
            reason="OK",
            response_headers=[(name, value) for name, value in headers if name.lower() not in _OF_THE_TRANSFER],
            body=body,
            fetched_at=capture.captured_at,
            content_encoding=None,
            address=None,
        )


_OF_THE_TRANSFER = frozenset({"content-encoding", "transfer-encoding", "content-length", "connection"})
"""Headers of how a body was sent, which the archive undid, or that it renamed."""


def web_archives(names: Sequence[str], first: int, last: int) -> list[WebArchive]:
    """The archives of these origins, at the addresses that the environment gives or at their public ones."""

    def home(variable: str, public: str) -> str:
        return (os.environ.get(variable) or public).rstrip("/")

    known: Mapping[str, WebArchive] = {
        InternetArchive.origin: InternetArchive(
            home("NIANBAO_INTERNET_ARCHIVE", "https://web.archive.org"), first, last
        ),
        CommonCrawl.origin: CommonCrawl(
            home("NIANBAO_COMMON_CRAWL_INDEX", "https://index.commoncrawl.org"),
            home("NIANBAO_COMMON_CRAWL_DATA", "https://data.commoncrawl.org"),
        ),
    }
    unknown = [name for name in names if name not in known]
    if unknown:
        raise WebArchiveError(f"no web archive {unknown[0]!r}; known are {', '.join(known)}")
    return [known[name] for name in names]


def chosen_crawls(ids: Sequence[str], first: int, last: int) -> list[str]:
    """Of each year the first crawl in which all reports can be, and its last: there are a hundred, mostly of the same pages.

    Oldest first, so that of a page that stayed the same the earliest capture is taken.

    >>> chosen_crawls(["CC-MAIN-2024-10", "CC-MAIN-2024-18", "CC-MAIN-2024-26", "CC-MAIN-2024-51"], 2020, 2024)
    ['CC-MAIN-2024-18', 'CC-MAIN-2024-51']
    >>> chosen_crawls(["CC-MAIN-2012", "CC-MAIN-2009-2010"], 2008, 2024)
    ['CC-MAIN-2009-2010', 'CC-MAIN-2012']
    """
    years: dict[int, list[tuple[int, str]]] = {}
    chosen: list[str] = []
    for name in ids:
        found = _CRAWL.match(name)
        if found and len(found[2]) == 2:
            if first <= int(found[1]) <= last:
                years.setdefault(int(found[1]), []).append((int(found[2]), name))
        elif any(first <= int(year) <= last for year in re.findall(r"\d{4}", name)):
            chosen.append(name)
    for crawls in years.values():
        crawls.sort()
        due = next((name for week, name in crawls if week >= _AFTER_DEADLINE), crawls[-1][1])
        chosen += dict.fromkeys((due, crawls[-1][1]))
    return sorted(chosen)


def moment(timestamp: str) -> datetime:
    """The time that 14 digits of an index stand for (UTC)."""
    return datetime.strptime(timestamp, "%Y%m%d%H%M%S").replace(tzinfo=UTC)


def plain_address(url: str) -> str:
    """An address as the live site's own captures have it: without a default port, with a path, without a fragment.

    >>> plain_address("http://www.example.gov.cn:80")
    'http://www.example.gov.cn/'
    """
    parts = urlsplit(url)
    netloc = parts.netloc.lower()
    if parts.port == _DEFAULT_PORTS.get(parts.scheme):
        netloc = netloc.rpartition(":")[0]
    return urlunsplit((parts.scheme, netloc, parts.path or "/", parts.query, ""))
