"""Politeness and safety between the spider and the network, and the archiving of what comes back.

A request passes, in this order: `SafetyMiddleware` (scheme, host, address, budget), `RobotsMiddleware`, Scrapy's own.
A response passes the other way: decompression, `CaptureMiddleware` (archived; a refusal ends the run; a 304 is given
its body back), Scrapy's redirects, `PatientRetryMiddleware`. A request that is not made ends as a `Refused` with a
kind, never in silence.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from http.client import responses as reason_phrases
from typing import Protocol, Self, cast
from urllib.parse import urlsplit

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.retry import RetryMiddleware
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
)
from scrapy.http import HtmlResponse, Response, TextResponse
from scrapy.responsetypes import responsetypes
from scrapy.robotstxt import RobotParser
from twisted.internet.defer import Deferred

from crawlers.addresses import AddressPolicy, as_address
from crawlers.archive import Capture, Exchange, Provenance
from crawlers.archive.captures import OK, now
from crawlers.archive.text import encoding_of
from crawlers.due import WHOLE_AFTER
from crawlers.errors import CrawlError
from crawlers.following import A_STUB, reads_as_report, redirect_in
from crawlers.refusals import refusal
from crawlers.run import SiteRun
from crawlers.selection import web_url
from crawlers.sites import endpoint
from crawlers.throttle import PATIENCE, seconds_to_wait
from crawlers.urls import same_page
from crawlers.window import Window

PROVENANCE, ENCODING, UNWRAP = "provenance", "wire_encoding", "unwrap"
"""Keys of a request's meta: how the page was come by; the content-encoding that its response came with; and, where a web
archive answers, the function that gives the exchange that it kept."""

_UNREACHABLE = (CannotResolveHostError, DownloadConnectionRefusedError, DownloadFailedError, DownloadTimeoutError)
_SECRET = frozenset({b"Proxy-Authorization", b"Authorization"})
"""What is between us and a proxy, and nothing of the exchange; and a token that any visitor is given for half an hour."""
_ROBOTS_READ = 512_000
"""Bytes of a robots.txt that are read: as many as RFC 9309, 2.5, has every crawler read."""
_WRAPPED = frozenset({OK, 206})
_HTML = re.compile(rb"\s*(?:<!doctype|<html|<head|<body|<script)", re.I)


class _HasRun(Protocol):
    run: SiteRun


class Refused(IgnoreRequest):
    """A request that is not made.

    `kind`: stopped, scheme, host, redirect, redirects (a loop), known (a redirect to a page that was asked for already),
    address, forgotten (on request), robots, robots_unreachable, web_archive (it answered with no page that it kept),
    encoding (its content-encoding cannot be undone), dns (behind a proxy), or refused (by the site).
    """

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(message)
        self.kind = kind


class ForbidsAll(RobotParser):
    """What a robots.txt that cannot be had stands for (RFC 9309, 2.3.1.4)."""

    def __init__(self, kind: str, message: str) -> None:
        self.kind = kind
        self.message = message

    @classmethod
    def from_crawler(cls, crawler: Crawler, robotstxt_body: bytes) -> Self:
        raise NotImplementedError("there is nothing to parse")

    def allowed(self, url: str | bytes, user_agent: str | bytes) -> bool:
        return False


class SafetyMiddleware:
    """Lets through http and https, to the hosts that the site's TOML names, at public or allowed addresses, within the budget.

    Redirects come this way too. Names are checked by `GuardedResolver`, at the moment they become an address.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._policy = AddressPolicy.from_environment()
        self._window = Window.from_environment()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        run = _run_of(self._crawler)
        if not run.stopped and not self._window.is_open(now()):
            run.limit(f"sites are asked {self._window} only")
        if run.stopped:
            raise Refused("stopped", run.stopped)
        parts = urlsplit(request.url)
        if parts.scheme not in {"http", "https"}:
            raise Refused("scheme", f"{parts.scheme} addresses are not fetched")
        if endpoint(request.url) not in run.endpoints:
            redirected = "redirect_urls" in request.meta
            raise Refused(
                "redirect" if redirected else "host",
                f"{'redirected' if redirected else 'leads'} to {parts.netloc}, another site; if it is this one's, name it "
                f"under [overrides.hosts] in {run.site.site_id}.toml",
            )
        _check_redirect(run, request)
        if request.url.partition("#")[0] in run.archive.forgotten.addresses:
            raise Refused("forgotten", "it was taken out on request, and is not fetched again")
        address = as_address(parts.hostname or "")
        if address is not None and not self._policy.permits(address):
            raise Refused("address", f"{address} may not be fetched: it is not a public address")
        if not run.may_ask():
            raise Refused("stopped", run.stopped or "")


class RobotsMiddleware(RobotsTxtMiddleware):
    """Obeys robots.txt: 5xx and time-outs forbid everything, 4xx and an HTML page at its address count as absent."""

    def process_request_2(self, rp: RobotParser | None, request: Request) -> None:
        agent = self.crawler.settings["ROBOTSTXT_USER_AGENT"]
        if rp is None or rp.allowed(request.url, agent):
            return
        if isinstance(rp, ForbidsAll):
            raise Refused(rp.kind, rp.message)
        raise Refused("robots", f"robots.txt forbids {urlsplit(request.url).path}")

    async def _parse_robots(self, response: Response, netloc: str, request: Request) -> None:
        if response.status >= 500:
            why = f"robots.txt answers {response.status}, which forbids everything"
            self._settle(netloc, ForbidsAll("robots", why))
        elif response.status >= 300 or _HTML.match(response.body):
            self._settle(netloc, None)
        else:
            await super()._parse_robots(response.replace(body=response.body[:_ROBOTS_READ]), netloc, request)

    def _robots_error(self, exc: Exception, netloc: str) -> None:
        if isinstance(exc, IgnoreRequest):
            self._settle(netloc, None)  # not asked for, or not as a text of sensible size: as good as absent
        else:
            kind = "robots_unreachable" if isinstance(exc, _UNREACHABLE) else "robots"
            self._settle(netloc, ForbidsAll(kind, f"robots.txt cannot be had ({exc or type(exc).__name__})"))

    def _settle(self, netloc: str, parser: RobotParser | None) -> None:
        waiting = self._parsers[netloc]
        assert isinstance(waiting, Deferred)
        self._parsers[netloc] = parser
        waiting.callback(parser)


class CaptureMiddleware:
    """Archives every response, notices refusals, and gives a page that was not modified its archived body back."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        middleware = cls(crawler)
        crawler.signals.connect(middleware.response_downloaded, signals.response_downloaded)
        return middleware

    def response_downloaded(self, response: Response, request: Request, spider: Spider) -> None:
        """Count the response as it came over the wire, and remember its encoding before that is undone."""
        _run_of(self._crawler).received(len(response.body))
        encoding = response.headers.get("Content-Encoding")
        request.meta[ENCODING] = encoding.decode("latin-1") if encoding else None

    def process_response(self, request: Request, response: Response) -> Response:
        run = _run_of(self._crawler)
        is_robots = urlsplit(request.url).path == "/robots.txt"
        provenance: Provenance = request.meta.get(PROVENANCE) or Provenance("robots" if is_robots else "other")
        if provenance.role == "report" and _leads_on(run, response):
            provenance = Provenance("other", provenance.via, provenance.anchor)  # the report is where it leads to
        if provenance.role == "listing" and request.method == "GET" and _is_itself_report(run, response):
            provenance = request.meta[PROVENANCE] = Provenance("report", provenance.via, provenance.anchor)
        exchange = _exchange(request, response)
        how = None if is_robots else refusal(response.status, response.body)
        if how:
            run.record(exchange, Provenance("other", provenance.via, provenance.anchor))
            run.refuse(request.url, how)
            raise Refused("refused", how)
        if response.status == OK and (unknown := response.headers.get("Content-Encoding")):
            run.record(exchange, Provenance("other", provenance.via, provenance.anchor))
            raise Refused("encoding", f"the answer is encoded as {unknown.decode('latin-1')}, which cannot be undone")
        unwrap: Callable[[Exchange], Exchange] | None = request.meta.get(UNWRAP)
        if unwrap and response.status in _WRAPPED:
            try:
                exchange = unwrap(exchange)
            except CrawlError as error:
                raise Refused("web_archive", str(error)) from error
            _check_forgotten(run, exchange)
            return archived_response(run, request, run.record(exchange, provenance))
        if unwrap:  # the web archive says that it has no such page, or sends us on: that is nothing of the page's
            provenance = Provenance("other", via=provenance.via)
        _check_forgotten(run, exchange)
        capture = run.record(exchange, provenance)
        if response.status == 304 and capture.is_revisit and provenance.role != "attachment":
            return archived_response(run, request, capture)
        return legible(response)


class PatientRetryMiddleware(RetryMiddleware):
    """Scrapy's retries, after the wait that `PoliteThrottle` keeps; the run ends when a server asks for too long a one."""

    def process_response(
        self, request: Request, response: Response, spider: Spider | None = None
    ) -> Request | Response:
        wait = seconds_to_wait(response, request)
        if wait > PATIENCE:
            _run_of(self.crawler).limit(f"the server asks to wait {wait:.0f} seconds (Retry-After)")
            return response
        return super().process_response(request, response)


def archived_response(run: SiteRun, request: Request, capture: Capture) -> Response:
    """The response that a capture stands for, as if it had just come."""
    body = run.archive.body(capture)
    headers = {"Content-Type": capture.media_type} if capture.media_type else {}
    kind = responsetypes.from_args(headers=headers, url=request.url, body=body)  # type: ignore[arg-type]
    return legible(kind(capture.url or request.url, status=OK, headers=headers, body=body, request=request))


def _leads_on(run: SiteRun, response: Response) -> bool:
    """Whether a page does nothing but lead on to another of the site's."""
    if response.status != OK or not isinstance(response, TextResponse) or len(response.body) > A_STUB:
        return False
    target = redirect_in(response.text)
    led = web_url(target, response.url) if target else None
    return led is not None and endpoint(led) in run.endpoints and same_page(led) != same_page(response.url)


def _check_redirect(run: SiteRun, request: Request) -> None:
    """Refuse a redirect that leads back, or to a page that this run has asked for already."""
    url = request.url.partition("#")[0]
    before: list[str] = request.meta.get("redirect_urls", [])
    if not before or request.meta.get("retry_times"):
        return
    if url in before:
        raise Refused("redirects", "redirected in a circle")
    page = same_page(url)
    if page in run.asked and page not in map(same_page, before):
        raise Refused("known", f"redirected to {url}, which was asked for already")
    run.asked.add(page)
    if known := run.history.page(url):
        request.headers.update(known.conditions_for(WHOLE_AFTER))  # the page that redirects had none of its own


def _is_itself_report(run: SiteRun, response: Response) -> bool:
    """Whether what was asked for as a listing is a report, and nobody has asked for it as one: it need not come twice."""
    if same_page(response.url) in run.asked:
        return False
    if response.status == 304:
        page = run.history.page(response.url)
        return page is not None and page.document is not None and page.document.role == "report"
    page = legible(response) if response.status == OK else None
    return isinstance(page, HtmlResponse) and reads_as_report(page.text)


def _check_forgotten(run: SiteRun, exchange: Exchange) -> None:
    """Refuse what was taken out on request, under whatever address it comes."""
    forgotten = run.archive.forgotten
    if forgotten.documents and (exchange.url in forgotten.addresses or exchange.body_sha256 in forgotten.documents):
        raise Refused("forgotten", "it was taken out on request, and is not archived again")


def _run_of(crawler: Crawler) -> SiteRun:
    return cast(_HasRun, crawler.spider).run


def legible(response: Response) -> Response:
    """A page in the encoding that its bytes are in: what is declared is often that of another template."""
    if not isinstance(response, TextResponse):
        return response
    declared = (response.headers.get("Content-Type") or b"").decode("latin-1")
    encoding = encoding_of(response.body, declared)
    return response if encoding == response.encoding else response.replace(encoding=encoding)


def _exchange(request: Request, response: Response) -> Exchange:
    parts = urlsplit(request.url)
    headers = [("Host", parts.netloc), *_pairs(request)]
    if request.body:
        headers.append(("Content-Length", str(len(request.body))))
    return Exchange(
        url=request.url.partition("#")[0],
        method=request.method,
        request_headers=headers,
        request_body=request.body,
        status=response.status,
        reason=reason_phrases.get(response.status, ""),
        response_headers=_pairs(response),
        body=response.body,
        fetched_at=now(),
        protocol=response.protocol or "HTTP/1.1",
        content_encoding=None if "Content-Encoding" in response.headers else request.meta.get(ENCODING),
        address=str(response.ip_address) if response.ip_address else None,
    )


def _pairs(message: Request | Response) -> list[tuple[str, str]]:
    return [
        (name.decode("latin-1"), value.decode("latin-1"))
        for name, values in message.headers.items()
        if name not in _SECRET
        for value in values
    ]
