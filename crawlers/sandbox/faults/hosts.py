"""Faults of a whole host: its robots.txt, its walls, its listings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from crawlers.sandbox.exchange import Request, Response, Wire
from crawlers.sandbox.faults.fault import Fault, all_reports, every_page, one_page, report_paths
from crawlers.sandbox.site import Page, Site

CHALLENGE = b"<html><head><meta charset='utf-8'></head><script>$_ts=window['$_ts'];if(!$_ts)$_ts={};</script></html>"


def _robots(text: str) -> Callable[[Site, Sequence[Site]], None]:
    def arrange(site: Site, sites: Sequence[Site]) -> None:
        site.pages["/robots.txt"] = Page(text.encode, "text/plain", datetime(2019, 1, 2, tzinfo=UTC))

    return arrange


def _robots_for_some(site: Site, sites: Sequence[Site]) -> None:
    rules = "".join(f"Disallow: {path}\n" for path in sorted(_every_third(site)))
    _robots(f"User-agent: *\nDisallow: /private/\nDisallow: /print/\n{rules}")(site, sites)


def _every_third(site: Site) -> set[str]:
    return set(report_paths(site)[::3])


def _robots_answers(status: int) -> Callable[[Site, object], Callable[[Request], Response]]:
    def wrap(site: Site, responder: object) -> Callable[[Request], Response]:
        def respond(request: Request) -> Response:
            return Response(status, b"") if request.path == "/robots.txt" else site.respond(request)

        return respond

    return wrap


def _no_entries(site: Site, sites: Sequence[Site]) -> None:
    for column in site.report_columns:
        column.entries.clear()


def _column_is(body: str) -> Callable[[Site, Sequence[Site]], None]:
    def arrange(site: Site, sites: Sequence[Site]) -> None:
        for column in (*site.entry_columns, *site.report_columns):
            site.pages[column.path] = replace(site.pages[column.path], build=body.encode)

    return arrange


def _busy(request: Request, response: Response, count: int, *, status: int, wait: str) -> Response:
    return Response(status, b"", headers={"Retry-After": wait}) if count == 1 else response


FAULTS = [
    Fault(
        "server-error", "every page but robots.txt answers 500", "unreachable", "http_500",
        every_page(lambda request, response, count: Response(500, b"")), out_of_reach=all_reports,
    ),
    Fault(
        "no-answer", "no page but robots.txt ever answers", "unreachable", "timeout",
        every_page(lambda request, response, count: replace(response, wire=Wire(stall=3600))), out_of_reach=all_reports,
    ),
    Fault(
        "too-busy", "every page asks once to come again in a second (429 with Retry-After)", "ok",
        wrap=one_page(lambda request, response, count: _busy(request, response, count, status=429, wait="1")),
    ),
    Fault(
        "unavailable-once", "a page answers 503 once, with Retry-After", "ok",
        wrap=one_page(lambda request, response, count: _busy(request, response, count, status=503, wait="1")),
    ),
    Fault(
        "wait-until-tomorrow", "a page asks to come again in a day (429 with Retry-After)", "partial", "limit",
        one_page(lambda request, response, count: Response(429, b"", headers={"Retry-After": "86400"})),
        out_of_reach=all_reports, further=1,
    ),
    Fault(
        "forbidden", "a page answers 403", "blocked", "refused",
        one_page(lambda request, response, count: Response(403, b"")), out_of_reach=all_reports, further=5,
    ),
    Fault(
        "precondition-failed", "a page answers 412, as walls do to clients that run no script", "blocked", "refused",
        one_page(lambda request, response, count: Response(412, b"")), out_of_reach=all_reports, further=5,
    ),
    Fault(
        "challenge", "a page is a challenge", "blocked", "refused",
        one_page(lambda request, response, count: Response(200, CHALLENGE, "text/html")),
        out_of_reach=all_reports, further=5,
    ),
    Fault(
        "robots-forbids-all", "robots.txt forbids everything", "blocked", "robots",
        arrange=_robots("User-agent: *\nDisallow: /\n"), out_of_reach=all_reports, further=0,
    ),
    Fault(
        "robots-forbids-some", "robots.txt forbids a third of the reports", "ok",
        arrange=_robots_for_some, out_of_reach=_every_third,
    ),
    Fault(
        "robots-fails", "robots.txt answers 503, which forbids everything", "blocked", "robots",
        _robots_answers(503), out_of_reach=all_reports, further=1,
    ),
    Fault("robots-refused", "robots.txt answers 404, which allows everything", "ok", wrap=_robots_answers(404)),
    Fault(
        "crawl-delay", "robots.txt asks for 0.3 seconds between requests", "ok",
        arrange=_robots("User-agent: *\nCrawl-delay: 0.3\nDisallow: /private/\nDisallow: /print/\n"),
    ),
    Fault("empty-listing", "the listings are empty", "empty", arrange=_no_entries, out_of_reach=all_reports),
    Fault(
        "other-layout", "the listings are laid out as no family's are", "broken", "fault",
        arrange=_column_is("<html><body><div id='app'><ul><li>2024</li></ul></div></body></html>"), out_of_reach=all_reports,
        families=("hanweb", "trs"),
    ),
]  # fmt: skip
