"""What happens to reports after they were first fetched: revised in silence, taken away, or only dressed anew."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from crawlers.sandbox.exchange import Request, Responder, Response, conditional
from crawlers.sandbox.faults.fault import Counts, Fault, Later
from crawlers.sandbox.site import Site

_A_FIGURE = re.compile(rb"(\d)((?:<[^>]*>|\s)*(?:\xe4\xbb\xb6|\xbc\xfe))")
"""A digit before 件, "items", in UTF-8 or in GB 18030."""


def latest(site: Site) -> str:
    """The path of a report of the last year, which is asked for every night."""
    return next(site.locations[report.key] for report in reversed(site.reports) if report.year == site.world.years[-1])


def revised(body: bytes) -> bytes:
    """The page with the last digit of its first figure changed: a silent revision."""
    return _A_FIGURE.sub(lambda found: b"%d" % ((int(found[1]) + 1) % 10) + found[2], body, count=1)


def _after_the_first(change: Callable[[Response], Response]) -> Callable[[Site, Responder], Responder]:
    """The latest report answers otherwise from the second time on."""

    def wrap(site: Site, responder: Responder) -> Responder:
        path, counts = latest(site), Counts()

        def respond(request: Request) -> Response:
            response = responder(request)
            if request.path != path or request.method != "GET":
                return response
            return change(response) if counts.next(path) > 1 else response

        return respond

    return wrap


def _is_revised(response: Response) -> Response:
    later = response.modified + timedelta(days=90) if response.modified else None
    return replace(response, body=revised(response.body), modified=later)


def _wrong_304(site: Site, responder: Responder) -> Responder:
    """A host that answers 304 to every condition, whatever has become of the page."""
    changing = _after_the_first(_is_revised)(site, responder)
    true = conditional(changing)

    def respond(request: Request) -> Response:
        if "if-none-match" in request.headers or "if-modified-since" in request.headers:
            return Response(304, b"")
        return true(request)

    return respond


def _restless(site: Site, responder: Responder) -> Responder:
    """A counter, a date, a token and a list of news that are another in every answer, on every page."""
    counts = Counts()

    def respond(request: Request) -> Response:
        response = responder(request)
        if response.status != 200 or not response.media_type.startswith("text/html"):
            return response
        n = counts.next("")
        news = "".join(
            f"<li><a href='/news/{n}{i}.html'>要闻{n}{i}</a><span>2026-11-28</span></li>" for i in range(n % 7 + 1)
        )
        around = f"<input type='hidden' name='token' value='{n:x}'/><p>今天是2026年11月28日 访问量：{1000 + n}</p><ul>{news}</ul>"
        encoding = "gb18030" if site.encoding == "gb2312" else "utf-8"
        return replace(response, body=response.body.replace(b"</body>", around.encode(encoding) + b"</body>"))

    return respond


FAULTS = [
    Fault("silent-revision", "a figure of the latest report is another from the second time on", "ok",
          wrap=_after_the_first(_is_revised), later=Later("ok", revised=1)),
    Fault("silent-revision-without-conditions", "the same on a host that knows no ETag and no Last-Modified", "ok",
          wrap=_after_the_first(_is_revised), later=Later("ok", revised=1), answers_conditions=False),
    Fault("wrong-304", "a host that answers 304 whatever has become of a page: noticed when it is fetched whole", "ok",
          wrap=_wrong_304, later=Later("unchanged"), answers_conditions=False),
    Fault("deleted", "the latest report answers 404 from the second time on", "ok",
          wrap=_after_the_first(lambda response: Response(404, b"")), later=Later("unchanged", gone=1)),
    Fault("restless", "counters, dates, tokens and news on every page, another in every answer", "ok",
          wrap=_restless, later=Later("unchanged")),
    Fault("no-conditions", "a host that knows no ETag and no Last-Modified", "ok", answers_conditions=False,
          later=Later("unchanged")),
]  # fmt: skip
