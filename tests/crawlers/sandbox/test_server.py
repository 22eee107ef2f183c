"""The sandbox over real HTTP: everything that the truth names can be reached, and hosts behave as real ones do."""

from __future__ import annotations

import http.client
import re
import socket
import time
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import lxml.html
import polars as pl
import pytest

from crawlers.archive.root import Root
from crawlers.errors import RootKindError
from crawlers.sandbox import PortTakenError, Sandbox, World, serve
from crawlers.sandbox.cms.hanweb import DATAPROXY
from crawlers.sandbox.site import Site, plan_sites
from crawlers.sites import families, load_site

SMALL: dict[str, Any] = {"governments": 4, "bureaus": 2, "years": (2019, 2020, 2021, 2022), "port": 0}


def load(root_path: Path, table: str) -> pl.DataFrame:
    """A table of the truth; values are decimals, years numbers, all else text."""
    schema = {"report_year": pl.Int64, "value": pl.Decimal(20, 6), "published_on": pl.Date}
    return pl.read_csv(root_path / "truth" / f"{table}.csv", infer_schema=False, schema_overrides=schema)


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    with serve(tmp_path_factory.mktemp("root"), unconditional=1, **SMALL) as served:
        yield served


def fetch(url: str, method: str = "GET", body: str | None = None, **headers: str) -> tuple[int, dict[str, str], bytes]:
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.netloc, timeout=10)
    target = parts.path + (f"?{parts.query}" if parts.query else "")
    connection.request(method, target, body, {name.replace("_", "-"): value for name, value in headers.items()})
    response = connection.getresponse()
    content = response.read()
    connection.close()
    return response.status, {name.lower(): value for name, value in response.getheaders()}, content


def text_of(site: Site, url: str) -> str:
    status, _, body = fetch(url)
    assert status == 200, url
    return body.decode("gb18030" if site.encoding == "gb2312" else "utf-8")


def test_every_url_of_the_truth_answers_with_its_report(sandbox: Sandbox) -> None:
    reports = load(sandbox.root.path, "reports")
    assert reports.height == len(sandbox.world.reports) > 40
    titles = {site.url(report): (site, report.title) for site in sandbox.sites for report in site.reports}
    assert set(titles) == set(reports["url"])
    for url, (site, title) in titles.items():
        assert title in text_of(site, url)


def test_columns_list_every_report(sandbox: Sandbox) -> None:
    for site in sandbox.sites:
        entries = [entry for column in site.report_columns for entry in column.entries]
        expected = set(site.locations.values())
        assert expected <= {entry.path for entry in entries}
        assert (
            len(entries) == len({entry.path for entry in entries}) >= len(expected) + 2
        )  # notices, other kinds of report
        for entry in entries:
            assert fetch(site.origin + entry.path)[0] == 200


def test_home_leads_to_every_column(sandbox: Sandbox) -> None:
    for site in sandbox.sites:
        articles = {entry.path for column in site.report_columns + site.other_columns for entry in column.entries}
        seen, queue = set[str](), [site.home]
        while queue and len(seen) < 60:
            url = queue.pop(0)
            if url in seen or url.removeprefix(site.origin) in articles or url.endswith(("css", "js")):
                continue
            seen.add(url)
            queue += [urljoin(url, href) for href in lxml.html.fromstring(text_of(site, url)).xpath("//a/@href")]
        assert {site.origin + column.path for column in site.entry_columns} <= seen


def test_dataproxy_answers_to_post_as_to_get(sandbox: Sandbox) -> None:
    site = next(site for site in sandbox.sites if site.family == "hanweb")
    column = site.report_columns[0]
    form = f"col=1&webid=2&columnid={column.number}&unitid={column.unit}"
    headers = {"Content_Type": "application/x-www-form-urlencoded"}
    url = f"{site.origin}{DATAPROXY}?startrecord=2&endrecord=4&perpage=3"
    status, answered, body = fetch(url, "POST", form, **headers)
    assert status == 200
    assert answered["content-type"].startswith("text/xml")
    assert re.findall(r'<li><a href="([^"]+)"', body.decode()) == [entry.path for entry in column.part(2, 4)]
    assert fetch(f"{site.origin}{DATAPROXY}?page=1&columnid=1&unitid=1")[0] == 404
    assert fetch(f"{site.origin}{DATAPROXY}?page=x&{form}")[0] == 404


def test_conditional_requests_are_answered_with_304(sandbox: Sandbox) -> None:
    plain, *others = sandbox.sites
    _, headers, _ = fetch(plain.url(plain.reports[0]))
    assert not {"etag", "last-modified"} & set(headers)
    for site in others:
        for url in (site.url(site.reports[0]), site.origin + site.report_columns[0].path, site.home):
            _, first, body = fetch(url)
            assert fetch(url, If_None_Match=first["etag"])[0] == 304
            status, _, nothing = fetch(url, If_Modified_Since=first["last-modified"])
            assert (status, nothing) == (304, b"")
            assert fetch(url, If_None_Match='"other"', If_Modified_Since=first["last-modified"])[0] == 200
            assert fetch(url, If_Modified_Since="Mon, 01 Jan 2018 00:00:00 GMT")[2] == body
            assert fetch(url, If_Modified_Since="yesterday")[0] == 200


def test_head_and_missing_pages(sandbox: Sandbox) -> None:
    site = sandbox.sites[1]
    status, headers, body = fetch(site.home, "HEAD")
    assert (status, body) == (200, b"")
    assert int(headers["content-length"]) == len(fetch(site.home)[2])
    assert fetch(f"{site.origin}/nowhere.html")[0] == 404
    assert fetch(site.home, "POST", "a=b")[0] == 405


def test_robots_forbid_what_exists_and_is_linked(sandbox: Sandbox) -> None:
    kinds = {None if site.robots is None else site.robots.split("\n")[0] for site in sandbox.sites}
    assert {None, "User-agent: *"} <= kinds
    for site in sandbox.sites:
        status, headers, _ = fetch(f"{site.origin}/robots.txt")
        assert (status == 404) is (site.robots is None)
        if site.robots and site.robots.startswith("User-agent"):
            assert headers["content-type"] == "text/plain"
            private = [entry for column in site.report_columns for entry in column.entries if "/private/" in entry.path]
            assert len(private) == 1
            assert any(path.startswith("/print/") for path in site.pages)


def test_every_request_is_recorded(sandbox: Sandbox) -> None:
    before = len(sandbox.hits)
    site = sandbox.sites[2]
    _, _, body = fetch(site.home)
    hits = sandbox.hits[before:]
    assert [(hit.site_id, hit.method, hit.target, hit.status, hit.bytes_sent) for hit in hits] == [
        (site.site_id, "GET", "/", 200, len(body))
    ]


def test_site_files_are_what_the_crawlers_read(sandbox: Sandbox) -> None:
    for site in sandbox.sites:
        assert site.family in families()
        read = load_site(sandbox.root.path / "sites" / f"{site.site_id}.toml")
        assert (read.site_id, read.name, read.division) == (site.site_id, site.name, site.division.code)
        assert (read.family, read.status, read.minimum_reports) == (site.family, "verified", len(site.reports))
        agencies = [column.agency for column in read.columns]
        assert agencies == [column.agency and column.agency.name for column in site.entry_columns]


def test_truth_holds_every_figure(sandbox: Sandbox) -> None:
    path, reports = sandbox.root.path, sandbox.world.reports
    cells, claims = load(path, "cells"), load(path, "claims")
    assert cells.height == sum(len(report.cells) for report in reports)
    assert claims.height == sum(len(report.claims) for report in reports)
    report = reports[-1]
    mine = cells.filter(agency_id=report.agency.agency_id, report_year=report.year, scope=report.scope or "unstated")
    assert {row[3:6]: row[6] for row in mine.iter_rows()} == {
        key: Decimal(value) for key, value in report.cells.items()
    }
    units = {row[3:6]: row[7] for row in mine.iter_rows() if row[7]}
    assert units == report.units


def test_a_second_start_leaves_no_stale_site(tmp_path: Path) -> None:
    with serve(tmp_path, **SMALL) as first:
        assert len(list((tmp_path / "sites").iterdir())) == len(first.sites)
    with serve(tmp_path, governments=1, bureaus=2, port=0) as second:
        assert len(list((tmp_path / "sites").iterdir())) == len(second.sites) == 2


def test_pages_do_not_depend_on_ports_or_order(sandbox: Sandbox) -> None:
    world = World(seed=1, governments=4, bureaus=2, years=(2019, 2020, 2021, 2022))
    for served, planned in zip(sandbox.sites, plan_sites(world), strict=True):
        assert list(served.pages) == list(planned.pages)
        for path in reversed(list(planned.pages)):
            assert served.pages[path].build() == planned.pages[path].build(), path


def test_a_taken_port_is_named(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(PortTakenError, match=rf"port {port} .* another first port"), serve(tmp_path, port=port):
            pass


def test_a_real_root_is_refused(tmp_path: Path) -> None:
    Root.open(tmp_path, kind="real")
    with pytest.raises(RootKindError), serve(tmp_path, port=0):
        pass


def test_four_hundred_reports_are_served_in_seconds(tmp_path: Path) -> None:
    start = time.process_time()
    with serve(tmp_path, port=0) as sandbox:
        for site in sandbox.sites:
            connection = http.client.HTTPConnection(urlsplit(site.origin).netloc)
            for path in site.locations.values():
                connection.request("GET", path)
                assert connection.getresponse().read()
            connection.close()
    assert time.process_time() - start < 8  # client and server together; 2.8 s when measured
