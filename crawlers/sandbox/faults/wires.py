"""Faults between server and client: answers that do not come, not whole, or larger than they say."""

from __future__ import annotations

import gzip
from dataclasses import replace

from crawlers.sandbox.exchange import Response, Wire
from crawlers.sandbox.faults.fault import Fault, one_page, the_victim

_BOMB = gzip.compress(b"\0" * (70 * 2**20))


def _cut(response: Response) -> Response:
    """Half of the body, where the whole was announced."""
    return replace(response, wire=Wire(sent=len(response.body) // 2))


def _gzip_cut(response: Response) -> Response:
    """A compressed body of which the end is missing, its length announced as if that were all."""
    return replace(
        response,
        body=gzip.compress(response.body)[: len(response.body) // 20],
        headers={**response.headers, "Content-Encoding": "gzip"},
    )


def _says(response: Response, length: int) -> Response:
    return replace(response, wire=Wire(length=length))


def _bomb(response: Response) -> Response:
    return Response(200, _BOMB, "text/html", {"Content-Encoding": "gzip"})


FAULTS = [
    Fault(
        "timeout", "a page never answers", "partial", "timeout",
        one_page(lambda request, response, count: replace(response, wire=Wire(stall=3600))), out_of_reach=the_victim,
    ),
    Fault(
        "slow-drip", "a page comes at 16 bytes a second", "partial", "timeout",
        one_page(lambda request, response, count: replace(response, wire=Wire(drip=1))), out_of_reach=the_victim,
    ),
    Fault(
        "reset", "a page's connection is always reset", "partial", "connection",
        one_page(lambda request, response, count: replace(response, wire=Wire(is_reset=True))), out_of_reach=the_victim,
    ),
    Fault(
        "reset-once", "a page's connection is reset the first time", "ok",
        wrap=one_page(lambda request, response, count: replace(response, wire=Wire(is_reset=count == 1))),
    ),
    Fault(
        "cut-short", "a page's connection ends in the middle of the body", "partial", "cut_short",
        one_page(lambda request, response, count: _cut(response)), out_of_reach=the_victim,
    ),
    Fault(
        "cut-short-once", "a page's connection ends in the middle of the body the first time", "ok",
        wrap=one_page(lambda request, response, count: _cut(response) if count == 1 else response),
    ),
    Fault(
        "gzip-cut-short", "a page's compressed body lacks its end", "partial", "cut_short",
        one_page(lambda request, response, count: _gzip_cut(response)), out_of_reach=the_victim,
    ),
    Fault(
        "length-too-large", "a page announces more bytes than it has, always", "ok",
        wrap=one_page(lambda request, response, count: _says(response, len(response.body) + 1000)),
    ),
    Fault(
        "length-too-small", "a page announces half of its bytes, always: the half is kept, and reported",
        "partial", "cut_short", one_page(lambda request, response, count: _says(response, len(response.body) // 2)),
    ),
    Fault(
        "gzip-bomb", "a page of 70 MB comes in 70 kB", "partial", "too_large",
        one_page(lambda request, response, count: _bomb(response)), out_of_reach=the_victim,
    ),
    Fault(
        "too-large", "a page announces a gigabyte", "partial", "too_large",
        one_page(lambda request, response, count: _says(response, 2**30)), out_of_reach=the_victim,
    ),
]  # fmt: skip
