"""Serving a world over HTTP on loopback, one port a site, and writing what the pipeline needs to know of it.

Sockets are all that is done here: what a site answers is its `respond`, and how a host behaves is stacked upon that (see
`exchange`). Every request is recorded in `Sandbox.hits`, so that a test can say what a crawler has fetched.
"""

from __future__ import annotations

import errno
import socket
import socketserver
import struct
import sys
import threading
from collections.abc import Generator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import cast

from crawlers.archive.root import Root
from crawlers.errors import CrawlError
from crawlers.sandbox import truth
from crawlers.sandbox.exchange import Request, Responder, Response, Wire, conditional
from crawlers.sandbox.faults import Fault, assign
from crawlers.sandbox.site import Site, plan_sites
from crawlers.sandbox.world import World

ADDRESS = "127.0.0.1"
_WHOLE = Wire()
_DROP = 16
FIRST_PORT = 18600


class PortTakenError(CrawlError):
    """Something else listens on a port that a site of the sandbox should have (from `serve`)."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One request that was answered: `bytes_sent` is the length of the body."""

    site_id: str
    method: str
    target: str
    status: int
    bytes_sent: int


@dataclass(slots=True)
class Sandbox:
    """A world that is being served: its sites with their origins, and every request so far, in order of their answers."""

    root: Root
    world: World
    sites: list[Site]
    hits: list[Hit] = field(default_factory=list[Hit])
    faults: dict[str, Fault] = field(default_factory=dict[str, Fault])

    @property
    def environment(self) -> dict[str, str]:
        """The settings with which a crawl of this sandbox is allowed, and not slowed down."""
        return {
            "NIANBAO_ROOT": str(self.root.path),
            "NIANBAO_SITES": str(self.root.path / "sites"),
            "NIANBAO_ALLOW_ADDRESSES": f"{ADDRESS}/32",
            "NIANBAO_DELAY": "0",
        }


@contextmanager
def serve(
    root_path: Path,
    *,
    seed: int = 1,
    governments: int = 12,
    bureaus: int = 5,
    years: Sequence[int] = tuple(range(2019, 2025)),
    port: int = FIRST_PORT,
    unconditional: int = 0,
    faults: Sequence[str] = (),
) -> Generator[Sandbox]:
    """Serve the world of these options while the context lasts; the pages are up when it begins.

    Writes `sites/`, `reference/` and `truth/` under `root_path`, which is marked as a sandbox's root. Sites take the ports
    from `port` on, or free ones for 0. The first `unconditional` sites know no ETag, Last-Modified or 304. Each of `faults`
    (names of `sandbox.faults.FAULTS`) befalls a site of its own; `truth/faults.csv` says which, and what has to come of it.

    Raises:
        PortTakenError: A port is in use.
        RootError: `root_path` cannot be a sandbox's root.
        ValueError: An option is out of range, or there are fewer sites than faults.
    """
    world = World(seed, governments, bureaus, years)
    root = Root.open(root_path, kind="sandbox")
    sandbox = Sandbox(root, world, plan_sites(world))
    with ExitStack() as stack:
        sandbox.faults = assign(faults, sandbox.sites)
        for index, site in enumerate(sandbox.sites):
            fault = sandbox.faults.get(site.site_id)
            responder = fault.respond(site) if fault else site.respond
            if index >= unconditional and not (fault and not fault.answers_conditions):
                responder = conditional(responder)
            server = _SiteServer(port + index if port else 0, site.site_id, responder, sandbox.hits)
            stack.callback(server.server_close)
            site.origin = f"http://{ADDRESS}:{server.server_address[1]}"
            stack.enter_context(_running(server))
        truth.write(root_path, world, sandbox.sites, sandbox.faults)
        yield sandbox


@contextmanager
def serve_one(site_id: str, responder: Responder, hits: list[Hit], *, port: int = 0) -> Generator[int]:
    """Serve a single responder, on a free port unless one is given, while the context lasts; yields the port."""
    server = _SiteServer(port, site_id, responder, hits)
    with ExitStack() as stack:
        stack.callback(server.server_close)
        stack.enter_context(_running(server))
        yield server.server_address[1]


@contextmanager
def _running(server: _SiteServer) -> Generator[None]:
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.closing.set()
        server.shutdown()
        thread.join()


class _SiteServer(ThreadingHTTPServer):
    """One listening port; a thread a connection."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, port: int, site_id: str, responder: Responder, hits: list[Hit]) -> None:
        self.site_id, self.responder, self.hits = site_id, responder, hits
        self.closing = threading.Event()
        try:
            super().__init__((ADDRESS, port), _Handler)
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise
            raise PortTakenError(
                f"port {port} of {ADDRESS} is in use: stop what listens there (another sandbox?), "
                "or give another first port, or 0 for free ones"
            ) from error

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of clients that have gone while they were answered; anything else is an error of ours."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]

    def server_bind(self) -> None:
        socketserver.TCPServer.server_bind(self)  # HTTPServer's own would ask the DNS for a name of 127.0.0.1
        self.server_name, self.server_port = ADDRESS, self.server_address[1]


class _Handler(BaseHTTPRequestHandler):
    """One connection, kept alive over many requests."""

    protocol_version = "HTTP/1.1"
    server_version, sys_version = "nginx", ""
    wbufsize = -1  # headers and body leave in one packet
    disable_nagle_algorithm = True
    timeout = 60

    def handle_one_request(self) -> None:
        try:
            super().handle_one_request()
        except (ConnectionError, TimeoutError):
            self.close_connection = True  # the client has gone, as crawlers that are killed do

    def do_GET(self) -> None:
        length = self.headers.get("Content-Length", "")
        body = self.rfile.read(int(length)) if length.isdigit() else b""
        headers = {name.lower(): value for name, value in self.headers.items()}
        server = cast(_SiteServer, self.server)
        response = server.responder(Request(self.command, self.path, headers, body))
        if response.wire.stall:
            server.closing.wait(response.wire.stall)
        if response.wire.is_reset:
            self._reset()
        sent = 0 if response.wire.is_reset else self._answer(response)
        server.hits.append(Hit(server.site_id, self.command, self.path, response.status, sent))

    do_HEAD = do_POST = do_GET  # noqa: N815 (the names that http.server calls)

    def _answer(self, response: Response) -> int:
        """Send a response; returns the length of the body that was sent."""
        has_body = self.command != "HEAD" and response.status != 304
        self.send_response(response.status)
        if response.status != 304:
            self.send_header("Content-Type", response.media_type)
            self.send_header("Content-Length", str(response.wire.length or len(response.body)))
        for name, value in response.headers.items():
            self.send_header(name, value)
        self.end_headers()
        body = response.body[: response.wire.sent] if has_body else b""
        if response.wire != _WHOLE:
            self.close_connection = True
        if response.wire.drip:
            return self._drip(body, response.wire.drip)
        return self.wfile.write(body)

    def _drip(self, body: bytes, seconds: float) -> int:
        closing = cast(_SiteServer, self.server).closing
        for start in range(0, len(body), _DROP):
            self.wfile.write(body[start : start + _DROP])
            self.wfile.flush()
            if closing.wait(seconds):
                break
        return len(body)

    def _reset(self) -> None:
        """Close the connection so that the client sees it reset, not ended."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.close_connection = True
        self.connection.close()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the name in http.server)
        """Nothing: `hits` is the record."""
