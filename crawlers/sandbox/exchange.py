"""One request and its answer, apart from sockets: what a site is asked, and what it says.

A `Responder` is all that a server needs to know of a site, and everything that a host does to an answer on its way is a
function from one responder to another (`conditional` here): behaviours stack, and a site is tested without a socket.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from urllib.parse import parse_qsl, urlsplit


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked. `headers` have lower-case names; `fields` are those of the query and of a form's body together."""

    method: str
    target: str
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    body: bytes = b""

    @property
    def path(self) -> str:
        """The path of the target."""
        return urlsplit(self.target).path

    @property
    def fields(self) -> dict[str, str]:
        """The fields of its query and of its body."""
        return dict(parse_qsl(urlsplit(self.target).query) + parse_qsl(self.body.decode("latin-1")))


@dataclass(frozen=True, slots=True)
class Wire:
    """How an answer goes over the wire where not whole and at once.

    `stall` seconds before it begins; `drip` seconds after every 16 bytes; only the first `sent` bytes of the body, after
    which the connection is closed; `length` as Content-Length in place of the true one; `is_reset`: no answer, but a reset.
    """

    stall: float = 0.0
    drip: float = 0.0
    sent: int | None = None
    length: int | None = None
    is_reset: bool = False


@dataclass(frozen=True, slots=True)
class Response:
    """What is answered; `modified` becomes the Last-Modified header of a host that sends one."""

    status: int
    body: bytes
    media_type: str = "text/html"
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    modified: datetime | None = None
    wire: Wire = Wire()


Responder = Callable[[Request], Response]


def conditional(responder: Responder) -> Responder:
    """`responder` with ETag and Last-Modified on every page, and 304 for a client that has it already (RFC 9110, 13)."""

    def respond(request: Request) -> Response:
        response = responder(request)
        if response.status != 200 or request.method == "POST":
            return response
        etag = f'"{hashlib.sha1(response.body, usedforsecurity=False).hexdigest()[:20]}"'
        headers = {**response.headers, "ETag": etag}
        if response.modified:
            headers["Last-Modified"] = format_datetime(response.modified.astimezone(UTC), usegmt=True)
        if _is_current(request, etag, response.modified):
            return replace(response, status=304, body=b"", headers=headers)
        return replace(response, headers=headers)

    return respond


def _is_current(request: Request, etag: str, modified: datetime | None) -> bool:
    """Whether the client's copy is this one: If-None-Match decides, If-Modified-Since only where it is absent."""
    known = request.headers.get("if-none-match")
    if known is not None:
        return etag in (tag.strip().removeprefix("W/") for tag in known.split(","))
    since = request.headers.get("if-modified-since")
    if since is None or modified is None:
        return False
    try:
        return modified <= parsedate_to_datetime(since)
    except ValueError:
        return False  # RFC 9110, 13.1.3: a date that cannot be read is ignored
