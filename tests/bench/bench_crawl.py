"""Crawl rate as a share of a bare Scrapy spider's that fetches the same pages and writes the same records with warcio.

    python tests/bench/bench_crawl.py [--reports 300] [--rounds 3]

Both crawl one loopback site, without delay, with the same concurrency, each in a process of its own. The bare one is given the
addresses: it reads no listing and judges nothing. Rates are responses a second, from the first request to the close of the WARC
file; beside them stand rates by the processor time of the crawling process, which other programs on the machine disturb less.
The aim is 0.9.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from typing import NamedTuple, cast

BARE = """
import io, json, sys, time
from scrapy import Request, Spider
from scrapy.crawler import CrawlerProcess
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter


def pairs(message):
    return [(k.decode("latin-1"), v.decode("latin-1")) for k, vs in message.headers.items() for v in vs]


class Bare(Spider):
    name = "bare"

    async def start(self):
        self.file = open(sys.argv[1], "wb")
        self.writer = WARCWriter(self.file, gzip=True, warc_version="1.1")
        self.began, self.cpu, self.count = time.monotonic(), time.process_time(), 0
        for url in json.load(sys.stdin):
            yield Request(url, callback=self.keep)

    def keep(self, response):
        self.count += 1
        sent = response.request
        answer = StatusAndHeaders("200 OK", pairs(response), protocol="HTTP/1.1")
        asked = StatusAndHeaders("GET " + response.url + " HTTP/1.1", pairs(sent), is_http_request=True)
        make = self.writer.create_warc_record
        record = make(response.url, "response", io.BytesIO(response.body), len(response.body), http_headers=answer)
        request = make(response.url, "request", io.BytesIO(b""), 0, http_headers=asked)
        self.writer.write_request_response_pair(request, record)

    def closed(self, reason):
        self.file.close()
        print(json.dumps({"count": self.count, "seconds": time.monotonic() - self.began,
                          "cpu": time.process_time() - self.cpu}))


process = CrawlerProcess({"CONCURRENT_REQUESTS": 2, "CONCURRENT_REQUESTS_PER_DOMAIN": 1, "LOG_LEVEL": "INFO",
                          "SCHEDULER_MEMORY_QUEUE": "scrapy.squeues.FifoMemoryQueue"})
process.crawl(Bare)
process.start()
"""


OURS = """
import json, resource, time
from scrapy import signals
from scrapy.crawler import CrawlerProcess
from scrapy.utils.project import get_project_settings

process = CrawlerProcess(get_project_settings())
crawler = process.create_crawler("trs")
times = []


def note():
    times.append((time.monotonic(), time.process_time()))


def begin():
    note()
    crawler.signals.connect(note, signals.spider_closed)  # after the recorder, which closes the WARC file


crawler.signals.connect(begin, signals.spider_opened)
process.crawl(crawler, site="bench", run="r1")
process.start()
(began, cpu_before), (ended, cpu_after) = times
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({"seconds": ended - began, "cpu": cpu_after - cpu_before, "peak_mb": peak}))
"""


class Rate(NamedTuple):
    """Responses a second of the clock, and of the processor; the peak memory of the process."""

    clock: float
    cpu: float
    peak_mb: float = 0.0


class Site(ThreadingHTTPServer):
    """A TRS column of reports of some 30 kB each, all in memory."""

    def __init__(self, reports: int) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server_address[1]}"
        self.pages: dict[str, bytes] = {}
        items: list[str] = []
        for number in range(reports):
            path, title = f"/nb/202401/t20240120_{number}.html", f"青禾市第{number}局2023年政府信息公开工作年度报告"
            rows = "".join(f"<tr><td>{row}</td>" + "<td>0</td>" * 7 + "</tr>" for row in range(200))
            prose = "".join(f"<p>第{number}局{line}：本年度共收到政府信息公开申请{line}件。</p>" for line in range(100))
            self.pages[path] = f"<html><body><h1>{title}</h1>{prose}<table>{rows}</table></body></html>".encode()
            items.append(f"<li><a href='{path}' title='{title}'>{title}</a></li>")
        self.addresses = [self.url + path for path in self.pages]
        listing = f"<ul>{''.join(items)}</ul><script>createPageHTML(1,0,'index','html');</script>"
        self.pages |= {"/nb/": listing.encode(), "/robots.txt": b"User-agent: *\nAllow: /\n"}


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1

    def do_GET(self) -> None:
        body = cast(Site, self.server).pages[self.path]
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as it is called
        """Say nothing."""


def bare_rate(site: Site, folder: Path) -> Rate:
    """The rate of the bare spider."""
    command = [sys.executable, "-c", BARE, str(folder / "bare.warc.gz")]
    done = subprocess.run(command, input=json.dumps(site.addresses), capture_output=True, text=True, check=True)
    found = json.loads(done.stdout)
    assert found["count"] == len(site.addresses), done.stderr
    return Rate(found["count"] / found["seconds"], found["count"] / found["cpu"])


def our_rate(site: Site, folder: Path) -> Rate:
    """The rate of what `scrapy crawl trs` runs, robots.txt and listing included."""
    (folder / "sites").mkdir(parents=True)
    (folder / "root.toml").write_text('kind = "sandbox"\n')
    (folder / "sites" / "bench.toml").write_text(
        f'name = "bench"\ndivision = "990100"\nhome = "{site.url}/"\nfamily = "trs"\n[[columns]]\nurl = "{site.url}/nb/"\n'
    )
    environment = {
        **os.environ,
        "NIANBAO_ROOT": str(folder),
        "NIANBAO_SITES": str(folder / "sites"),
        "NIANBAO_ALLOW_ADDRESSES": "127.0.0.1/32",
        "NIANBAO_DELAY": "0",
        "SCRAPY_SETTINGS_MODULE": "crawlers.settings",
    }
    done = subprocess.run([sys.executable, "-c", OURS], env=environment, capture_output=True, text=True, check=True)
    summary = json.loads((folder / "runs" / "r1" / "bench" / "summary.json").read_text())
    assert summary["reports_new"] == len(site.addresses), done.stderr
    found = json.loads(done.stdout)
    return Rate(summary["fetches"] / found["seconds"], summary["fetches"] / found["cpu"], found["peak_mb"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    site = Site(options.reports)
    threading.Thread(target=site.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    ours: list[Rate] = []
    bare: list[Rate] = []
    for _ in range(options.rounds):  # in turn, so that both see the same machine
        with tempfile.TemporaryDirectory() as folder:
            bare.append(bare_rate(site, Path(folder)))
            ours.append(our_rate(site, Path(folder) / "root"))
    ratio = median(one.clock / other.clock for one, other in zip(ours, bare, strict=True))
    by_cpu = median(one.cpu / other.cpu for one, other in zip(ours, bare, strict=True))
    print(
        f"crawl rate: {ratio:.2f} of a bare Scrapy spider that writes the same records with warcio, {by_cpu:.2f} by processor "
        f"time (ours {median(rate.clock for rate in ours):.0f}, bare {median(rate.clock for rate in bare):.0f} responses a "
        f"second; {options.rounds} rounds of {options.reports}; aim 0.90); "
        f"our peak memory {max(rate.peak_mb for rate in ours):.0f} MB (aim 400)"
    )


if __name__ == "__main__":
    main()
