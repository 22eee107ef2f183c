"""Faults of what a page holds: where it redirects to, how it is encoded, and listings that are traps."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import count as counter

from crawlers.sandbox.exchange import Request, Responder, Response
from crawlers.sandbox.faults.fault import Fault, Later, one_page, report_paths, the_victim, victim
from crawlers.sandbox.site import Site

_MOVED = "/moved"


def _redirects(target: str, status: int = 302) -> Callable[[Site, Responder], Responder]:
    return one_page(lambda request, response, count: Response(status, b"", headers={"Location": target}))


def _in_a_circle(site: Site, responder: Responder) -> Responder:
    path = victim(site)

    def respond(request: Request) -> Response:
        if request.path in {path, _MOVED + path}:
            there = _MOVED + path if request.path == path else path
            return Response(302, b"", headers={"Location": there})
        return responder(request)

    return respond


def _moved(site: Site, responder: Responder) -> Responder:
    """Every third report has moved, and its old address says where to."""
    moved = set(report_paths(site)[::3])

    def respond(request: Request) -> Response:
        if request.path in moved:
            return Response(301, b"", headers={"Location": _MOVED + request.path})
        if request.path.startswith(_MOVED + "/"):
            return responder(replace(request, target=request.target.removeprefix(_MOVED)))
        return responder(request)

    return respond


def _redesigned(site: Site, responder: Responder) -> Responder:
    """Reports before the last two years stand in the layout of an earlier CMS: other ids and classes, nested tables."""
    old = {site.locations[report.key] for report in site.reports if report.year < site.world.years[-1] - 1}

    def respond(request: Request) -> Response:
        response = responder(request)
        if request.path not in old or not response.media_type.startswith("text/html") or response.status != 200:
            return response
        body = re.sub(rb' (?:class|id)="[^"]*"', b"", response.body)
        body = body.replace(b"<body>", b"<body><table><tr><td>", 1).replace(b"</body>", b"</td></tr></table></body>", 1)
        return replace(response, body=body)

    return respond


def _misnamed(response: Response) -> Response:
    """A charset in the header that is not that of the bytes."""
    kind = response.media_type.partition(";")[0]
    other = "iso-8859-1" if "gb2312" in response.media_type else "gb2312"
    return replace(response, media_type=f"{kind}; charset={other}")


def _endless(site: Site, responder: Responder) -> Responder:
    """The pager promises a hundred thousand pages, and every one of them answers."""

    def respond(request: Request) -> Response:
        response = responder(request)
        if response.status == 404 and re.search(r"/index_\d+\.html$", request.path):
            response = responder(replace(request, target=re.sub(r"index_\d+", "index", request.target)))
        body = re.sub(rb"(createPageHTML\((?:'\w+',)?|countPage = )\d+", rb"\g<1>100000", response.body)
        return replace(response, body=body)

    return respond


def _session_ids(site: Site, responder: Responder) -> Responder:
    """Every answer gives every report another address, by a session id."""
    sessions, names = counter(0x51), {path.rpartition("/")[2].encode() for path in report_paths(site)}

    def respond(request: Request) -> Response:
        response = responder(replace(request, target=re.sub(r";jsessionid=\w+", "", request.target)))
        if not response.media_type.startswith("text/"):
            return response
        body = response.body
        for name in names:
            body = body.replace(name + b'"', name + b";jsessionid=%X" % next(sessions) + b'"')
        return replace(response, body=body)

    return respond


FAULTS = [
    Fault("redirect-loop", "two addresses redirect to each other", "partial", "redirects", _in_a_circle,
          out_of_reach=the_victim),
    Fault("redirect-to-private", "a page redirects to the cloud's metadata service", "partial", "redirect",
          _redirects("http://169.254.169.254/latest/meta-data/"), out_of_reach=the_victim),
    Fault("redirect-to-loopback", "a page redirects to another port of this machine, in hexadecimal", "partial", "redirect",
          _redirects("http://0x7f000001:6379/"), out_of_reach=the_victim),
    Fault("redirect-elsewhere", "a page redirects to a domain that the site does not name", "partial", "redirect",
          _redirects("https://betting.example/"), out_of_reach=the_victim),
    Fault("moved", "every third report has moved, and its old address redirects there", "ok", wrap=_moved,
          later=Later("unchanged")),
    Fault("redesign", "older reports stand in the layout of an earlier CMS", "ok", wrap=_redesigned),
    Fault("wrong-charset", "a report's header names a charset that is not that of its bytes", "ok",
          wrap=one_page(lambda request, response, count: _misnamed(response))),
    Fault("endless-pager", "a listing promises a hundred thousand pages, and all of them answer", "partial", "limit",
          _endless, families=("trs",)),
    Fault("session-ids", "every listing gives every report another address, by a session id", "ok", wrap=_session_ids),
]  # fmt: skip
