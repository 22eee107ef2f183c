"""Whether an answer came whole: HTTP's own count of bytes is neither always right nor always there.

- Fewer bytes than announced: cut short, unless the page has its end; servers count wrongly.
- A gzip stream without its end: cut short; the connection itself ended as if all were well.
- A page that begins, and stops within a table, a block or a tag: suspicious, since a server that announces too few
  bytes cuts its pages and nobody is told. It is asked for once more, and then kept and reported, since some pages are
  written so.

What is cut short is asked for once more, then it has failed; it is not archived as a document.
"""

from __future__ import annotations

import re
import zlib
from typing import Protocol, Self, cast

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.retry import get_retry_request
from scrapy.exceptions import ResponseDataLossError
from scrapy.http import Response

from crawlers.archive.captures import OK
from crawlers.run import SiteRun

_GZIPPED = "gzipped_body"
_TAIL = 2000
_BEGINS = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?(?:<!--.*?-->\s*)?(?:<\?xml[^>]*>\s*)?(?:<!doctype\s+html|<html)", re.I | re.S
)
_ENDS = re.compile(rb"</(?:html|body)\s*>", re.I)


class _HasRun(Protocol):
    run: SiteRun


def has_its_end(body: bytes) -> bool:
    """Whether a page has an end tag of its document.

    >>> has_its_end(b"<html><body>1</BODY ></html>")
    True
    >>> has_its_end(b"<html><body>1")
    False
    """
    return bool(_ENDS.search(body, max(0, len(body) - _TAIL)) or _ENDS.search(body))


def stops_in_the_middle(body: bytes) -> bool:
    """Whether a page begins as a whole HTML document does, does not end, and stops within a table, a block or a tag.

    Pages that were written without an end tag, and are whole, are no rarity.

    >>> stops_in_the_middle(b"<!DOCTYPE html><html><body><table><tr><td>1"), stops_in_the_middle(b"<html><p>1</p>")
    (True, False)
    """
    if not _BEGINS.match(body[:1000]) or has_its_end(body):
        return False
    page = body.lower()
    is_open = page.count(b"<table") > page.count(b"</table") or page.count(b"<div") > page.count(b"</div")
    return is_open or not page.rstrip().endswith(b">")


def is_whole_gzip(stream: bytes) -> bool:
    """Whether a gzip stream has its end; what follows the first member is not looked at.

    >>> import gzip
    >>> is_whole_gzip(gzip.compress(b"1")), is_whole_gzip(gzip.compress(b"1")[:-1])
    (True, False)
    """
    unzip = zlib.decompressobj(16 + zlib.MAX_WBITS)
    try:
        while not unzip.eof:
            before = len(stream)
            unzip.decompress(stream, 1 << 20)
            stream = unzip.unconsumed_tail
            if not stream or len(stream) == before:
                break
    except zlib.error:
        return False
    return unzip.eof


class WholenessMiddleware:
    """Asks once more for what came cut short, then lets it fail; reports what may be cut short."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        middleware = cls(crawler)
        crawler.signals.connect(middleware.response_downloaded, signals.response_downloaded)
        return middleware

    def response_downloaded(self, response: Response, request: Request, spider: Spider) -> None:
        """Remember a compressed body whose end does not give a length that it could have."""
        if response.headers.get("Content-Encoding", b"").strip().lower() in {b"gzip", b"x-gzip"}:  # type: ignore[union-attr]
            request.meta[_GZIPPED] = response.body

    def process_response(self, request: Request, response: Response) -> Request | Response:
        zipped: bytes | None = request.meta.pop(_GZIPPED, None)
        if response.status != OK or request.method != "GET":
            return response
        if zipped is not None and len(response.body) % 2**32 != int.from_bytes(zipped[-4:], "little"):
            is_cut = not is_whole_gzip(zipped)
        else:
            is_cut = "dataloss" in response.flags and not has_its_end(response.body)
        is_suspicious = not is_cut and stops_in_the_middle(response.body)
        if not (is_cut or is_suspicious):
            return response
        assert self._crawler.spider is not None
        if again := get_retry_request(request, spider=self._crawler.spider, reason="cut short"):
            return again
        if is_cut:
            raise ResponseDataLossError("the answer was cut short")
        self._report(request, response)
        return response

    def _report(self, request: Request, response: Response) -> None:
        run = cast(_HasRun, self._crawler.spider).run
        if not run.knows(request.url, response.body):
            run.fail_page(request.url, "cut_short", "the page has no end: it may be cut short")
