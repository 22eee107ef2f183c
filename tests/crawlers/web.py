"""Small web servers on loopback, one a site, and the two ways to crawl them: as Scrapy does it, and as the pipeline does."""

from __future__ import annotations

import json
import os
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import MappingProxyType
from typing import Any

from crawlers.archive import Root, RunSummary
from crawlers.sites import Site, load_sites


@dataclass(frozen=True)
class Answer:
    body: str | bytes = ""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    seconds: float = 0.0  # before the answer begins
    drip: float = 0.0  # between two bytes of the body


@dataclass(frozen=True)
class Hit:
    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes
    at: float


Page = str | bytes | Answer | Callable[[Hit], Any]


class Web:
    """One host: `pages` by path (with query), `hits` in the order in which they came. A path that has no page answers 404."""

    def __init__(self, pages: Mapping[str, Page] | None = None, *, validators: bool = False) -> None:
        self.pages: dict[str, Page] = dict(pages or {})
        self.hits: list[Hit] = []
        self.validators = validators
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self.port: int = self._server.server_address[1]
        self.url = f"http://127.0.0.1:{self.port}"

    def __enter__(self) -> Web:
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def wrap(self, context: ssl.SSLContext) -> None:
        """Speak TLS from now on."""
        self._server.socket = context.wrap_socket(self._server.socket, server_side=True)

    def paths(self) -> list[str]:
        """The paths asked for, robots.txt left out."""
        return [hit.path for hit in self.hits if hit.path != "/robots.txt"]

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        web = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True
            wbufsize = -1

            def handle_one_request(self) -> None:
                try:
                    super().handle_one_request()
                except ConnectionError:  # the client was killed
                    self.close_connection = True

            def do_GET(self) -> None:
                length = int(self.headers.get("Content-Length") or 0)
                hit = Hit(self.command, self.path, dict(self.headers), self.rfile.read(length), time.monotonic())
                web.hits.append(hit)
                page = web.pages.get(self.path, Answer("no such page", 404))
                page = page(hit) if callable(page) else page
                answer = page if isinstance(page, Answer) else Answer(page)
                body = answer.body.encode() if isinstance(answer.body, str) else answer.body
                headers = {
                    "Content-Type": "text/html; charset=utf-8",
                    "Content-Length": str(len(body)),
                    **answer.headers,
                }
                status = answer.status
                if web.validators and status == 200 and self.command == "GET":
                    headers["ETag"] = f'"{hash(body) & 0xFFFFFFFF:x}"'
                    if hit.headers.get("If-None-Match") == headers["ETag"]:
                        status, body = 304, b""
                        del headers["Content-Length"], headers["Content-Type"]
                time.sleep(answer.seconds)
                try:
                    self.send_response(status)
                    for name, value in headers.items():
                        self.send_header(name, value)
                    self.end_headers()
                    if not answer.drip:
                        self.wfile.write(body)
                    else:
                        for byte in body:
                            self.wfile.write(bytes([byte]))
                            self.wfile.flush()
                            time.sleep(answer.drip)
                except ConnectionError:
                    self.close_connection = True

            do_POST = do_GET  # noqa: N815 - the name that http.server calls

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as it is called
                """Say nothing: the hits are kept."""

        return Handler


def report(number: int, year: int = 2023, text: str = "") -> str:
    """A report page, its text long enough not to be taken for a frame of pictures."""
    prose = "本年度共收到政府信息公开申请三件。" * 40
    return f"<html><body><h1>青禾市第{number}局{year}年政府信息公开工作年度报告</h1><p>{prose}</p><p>{text}</p></body></html>"


def title(number: int, year: int = 2023) -> str:
    return f"青禾市第{number}局{year}年政府信息公开工作年度报告"


def item(href: str, text: str) -> str:
    return f"<li><a href='{href}' title='{text}'>{text[:12]}…</a><span>2024-01-20</span></li>"


def trs_listing(items: str, pages: int = 1, current: int = 0) -> str:
    menu = "<a href='/zwgk/'>政务公开</a> <a href='/zwgk/nb/index.html'>政府信息公开年报</a>"
    pager = f'<script>createPageHTML({pages},{current},"index","html");</script>'
    return f"<html><body>{menu}<ul>{items}</ul>{pager}</body></html>"


def trs_article(number: int, year: int = 2023) -> str:
    return f"/zwgk/nb/{year + 1}01/t{year + 1}0120_{number}.html"


def robots(text: str, status: int = 200, media_type: str = "text/plain") -> dict[str, Page]:
    """A robots.txt of this text."""
    return {"/robots.txt": Answer(text, status, {"Content-Type": media_type})}


def flaky(answers: list[Answer]) -> Callable[[Hit], Answer]:
    """A page that gives these answers one after the other, and a report from then on."""
    rest = iter(answers)
    return lambda hit: next(rest, Answer(report(1)))


def trs_pages(count: int, year: int = 2023) -> dict[str, Page]:
    """A TRS column of `count` reports on one page, with the reports."""
    items = "".join(item(trs_article(n, year), title(n, year)) for n in range(1, count + 1))
    return {"/zwgk/nb/": trs_listing(items), **{trs_article(n, year): report(n, year) for n in range(1, count + 1)}}


def write_site(
    folder: Path, site_id: str, url: str, family: str = "trs", column: str = "/zwgk/nb/", more: str = ""
) -> Site:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{site_id}.toml").write_text(
        f'name = "{site_id}"\ndivision = "990100"\nhome = "{url}/"\nfamily = "{family}"\n{more}'
        f'{chr(10)}[[columns]]\nurl = "{url}{column}"\n',
        encoding="utf-8",
    )
    return load_sites(folder).find(site_id)


@contextmanager
def loopback_allowed(root: Root, networks: str = "127.0.0.1/32", delay: str = "0") -> Generator[dict[str, str]]:
    """The environment that a crawl of loopback needs, set for the pipeline and returned for a subprocess."""
    values = {
        "NIANBAO_ROOT": str(root.path),
        "NIANBAO_SITES": str(root.path / "sites"),
        "NIANBAO_ALLOW_ADDRESSES": networks,
        "NIANBAO_DELAY": delay,
        "SCRAPY_SETTINGS_MODULE": "crawlers.settings",
    }
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield dict(os.environ)
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name)
            else:
                os.environ[name] = value


def scrapy(environment: Mapping[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "scrapy", *arguments]
    return subprocess.run(command, env=dict(environment), capture_output=True, text=True, timeout=120, check=False)


_TOGETHER = """
import json, sys
from scrapy.crawler import CrawlerProcess
from scrapy.utils.project import get_project_settings
settings = get_project_settings()
settings.update(json.loads(sys.argv[2]), priority="cmdline")
process = CrawlerProcess(settings)
for site in sys.argv[3:]:
    family, site_id = site.split(":")
    process.crawl(family, site=site_id, run=sys.argv[1])
process.start()
"""


def crawl_together(
    root: Root, sites: list[Site], *, run: str = "r1", settings: Mapping[str, str] = MappingProxyType({})
) -> dict[str, RunSummary]:
    """Crawl many sites in one Scrapy process, which takes a fraction of the time; returns their summaries by id."""
    with loopback_allowed(root) as environment:
        names = [f"{site.family}:{site.site_id}" for site in sites]
        done = subprocess.run(
            [sys.executable, "-c", _TOGETHER, run, json.dumps(dict(settings)), *names],
            env=environment,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
    written = {site.site_id: root.runs / run / site.site_id / "summary.json" for site in sites}
    assert all(path.exists() for path in written.values()), done.stderr[-3000:]
    return {site_id: RunSummary.model_validate_json(path.read_bytes()) for site_id, path in written.items()}


def crawl(
    root: Root, site: Site, *settings: str, run: str = "r1", networks: str = "127.0.0.1/32", delay: str = "0"
) -> RunSummary:
    """`scrapy crawl` of one site with settings `NAME=VALUE`; returns the summary that it wrote."""
    extra = [part for setting in settings for part in ("-s", setting)]
    with loopback_allowed(root, networks, delay) as environment:
        done = scrapy(environment, "crawl", site.family, "-a", f"site={site.site_id}", "-a", f"run={run}", *extra)
    written = root.runs / run / site.site_id / "summary.json"
    assert written.exists(), done.stderr[-3000:]
    return RunSummary.model_validate_json(written.read_bytes())
