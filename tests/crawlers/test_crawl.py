"""Nights on small webs: what is found, what is asked for again, and what a killed run leaves to the next."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crawlers.archive import Archive, Capture, Root, RunSummary
from crawlers.due import Turn, Visit, way_to_ask
from crawlers.sites import Site, families
from pipeline.crawl import crawl_sites
from tests.crawlers.web import (
    Answer,
    Hit,
    Page,
    Web,
    crawl,
    item,
    loopback_allowed,
    report,
    scrapy,
    title,
    trs_article,
    trs_listing,
    trs_pages,
    write_site,
)

pytestmark = pytest.mark.slow

NEXT = "/module/web/jpage/dataproxy.jsp?page=1&webid=3&path=/&columnid=77&unitid=900"
LAST_NIGHT = Visit(datetime.now(UTC), datetime.now(UTC), run_finished=True, answers_conditions=False)
PIXEL = b"\x89PNG\r\n\x1a\n" + b"\0" * 40


def hanweb_article(number: int) -> str:
    return f"/art/2024/1/20/art_77_{number}.html"


def records(numbers: range) -> str:
    return "".join(f"<record><![CDATA[{item(hanweb_article(n), title(n))}]]></record>" for n in numbers)


def dataproxy(hit: Hit) -> Answer:
    asked = {key: int(value) for key, value in re.findall(r"(startrecord|endrecord)=(\d+)", hit.path)}
    if b"columnid=77" not in hit.body or b"unitid=900" not in hit.body or b"webid=3" not in hit.body:
        return Answer("<datastore></datastore>", headers={"Content-Type": "text/xml"})
    body = (
        f"<datastore><recordset>{records(range(asked['startrecord'], asked['endrecord'] + 1))}</recordset></datastore>"
    )
    return Answer(body, headers={"Content-Type": "text/xml; charset=utf-8"})


def hanweb_pages() -> dict[str, Page]:
    """A column of 11 reports: 4 in its page, 7 behind the proxy in groups of 2 x 2; and a report of the disclosure platform."""
    column = f"""<html><body><a href="/col/col77/index.html">政府信息公开年报</a>
        <a href="/module/xxgk/xxgkAnnualReport.jsp?area=11370685004267407B&fbtime=2014">2014</a>
        <div id="900"><script type="text/xml"><datastore><nextgroup><![CDATA[<a href="{NEXT}"></a>]]></nextgroup>
        <recordset>{records(range(1, 5))}</recordset></datastore></script></div>
        <script>$("#900").jpage({{totalRecord:11,perPage:2,groupSize:2,proxyUrl:'/module/web/jpage/dataproxy.jsp'}});</script>"""
    proxies = {
        f"/module/web/jpage/dataproxy.jsp?startrecord={a}&endrecord={b}&perpage=2": dataproxy
        for a, b in ((5, 8), (9, 11))
    }
    return {
        "/col/col77/index.html": column,
        "/module/xxgk/xxgkAnnualReport.jsp?area=11370685004267407B&fbtime=2014": report(99, 2014),
        **proxies,
        **{hanweb_article(n): report(n) for n in range(1, 12)},
    }


def old_hanweb_pages() -> dict[str, Page]:
    """An older template: a JavaScript list, and options in the script."""
    strings = ",".join("'" + item(hanweb_article(n), title(n)).replace("'", "\\'") + "'" for n in range(1, 4))
    column = f"""<html><script>var InitData900=[{strings}];$(function(){{$('#900').jpage({{totalRecord:5,dataStore:InitData900,
        proxyUrl:'/module/jslib/jquery/jpage/dataproxy.jsp',perPage:3,ajaxParam:{{col:1,appid:'1',webid:3,path:'/',columnid:77,
        unitid:'900',webname:'青禾市',permissiontype:0}}}});}});</script></html>"""
    proxy = "/module/jslib/jquery/jpage/dataproxy.jsp?startrecord=4&endrecord=5&perpage=3"
    return {"/col/col77/index.html": column, proxy: dataproxy, **{hanweb_article(n): report(n) for n in range(1, 6)}}


def trs_three_pages() -> dict[str, Page]:
    """Three listing pages of two reports each, of the years 2023 down to 2018; with noise that is no report."""
    pages: dict[str, Page] = {}
    for page in range(3):
        numbers = (2 * page + 1, 2 * page + 2)
        items = "".join(item(trs_article(n, 2024 - n), title(n, 2024 - n)) for n in numbers)
        noise = item("/zwgk/nb/202401/t20240120_900.html", "2023年法治政府建设年度报告")
        noise += "<a href='http://127.0.0.2/zwgk/nb/202401/t20240120_901.html'>乙市2023年政府信息公开工作年度报告</a>"
        pages["/zwgk/nb/" + (f"index_{page}.html" if page else "")] = trs_listing(items + noise, pages=3, current=page)
    return pages | {trs_article(n, 2024 - n): report(n, 2024 - n) for n in range(1, 7)}


def report_with_attachments() -> dict[str, Page]:
    scanned = (
        f"<html><body><h1>{title(2)}</h1><img src='./W020240120001.jpg'><img src='/images/logo.png'></body></html>"
    )
    linked = report(
        1,
        text="<a href='./P020240120.pdf'>附件：年报.pdf</a><a href='/module/download/downfile.jsp?filename=a.DOCX'>x</a>",
    )
    return {
        **trs_pages(2),
        trs_article(1): linked,
        trs_article(2): scanned,
        "/zwgk/nb/202401/P020240120.pdf": Answer(b"%PDF-1.4", headers={"Content-Type": "application/pdf"}),
        "/module/download/downfile.jsp?filename=a.DOCX": Answer(
            b"PK", headers={"Content-Type": "application/octet-stream"}
        ),
        "/zwgk/nb/202401/W020240120001.jpg": Answer(PIXEL, headers={"Content-Type": "image/jpeg"}),
    }


def second_page_is_2() -> dict[str, Page]:
    """The later TRS pager, with its div's name, on a site whose second page is `_2`."""
    script = "<script>createPageHTML('page_div', 2, 1, 'nb_list', 'shtml', 4)</script>"
    first = f"<ul>{item(trs_article(1), title(1))}</ul>" + script.replace(", 1,", ", 0,")
    second = f"<ul>{item(trs_article(2), title(2))}</ul>{script}"
    return {
        "/zwgk/nb/": first,
        "/zwgk/nb/nb_list_2.shtml": second,
        trs_article(1): report(1),
        trs_article(2): report(2),
    }


SITES: dict[str, tuple[str, str, dict[str, Page], int]] = {
    "hanweb": ("hanweb", "/col/col77/index.html", hanweb_pages(), 12),
    "hanweb-old": ("hanweb", "/col/col77/index.html", old_hanweb_pages(), 5),
    "trs": ("trs", "/zwgk/nb/", trs_three_pages(), 6),
    "trs-second-is-2": ("trs", "/zwgk/nb/", second_page_is_2(), 2),
    "attachments": ("trs", "/zwgk/nb/", report_with_attachments(), 2),
}


class Webs:
    """Several sites, their root, and the nights on them."""

    def __init__(self, root: Root) -> None:
        self.root = root
        self.webs: dict[str, Web] = {}
        self.sites: list[Site] = []

    def night(self, run: str, *site_ids: str) -> dict[str, RunSummary]:
        for web in self.webs.values():
            web.hits.clear()
        sites = [site for site in self.sites if not site_ids or site.site_id in site_ids]
        with loopback_allowed(self.root):
            return {summary.site: summary for summary in crawl_sites(self.root, sites, run_id=run)}

    def documents(self, site_id: str, role: str = "report") -> list[Capture]:
        return [one for one in Archive(self.root).captures(site_id=site_id, roles={role}) if one.has_document]


@pytest.fixture(scope="module")
def webs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Webs]:
    webs = Webs(Root.open(tmp_path_factory.mktemp("nights"), kind="sandbox"))
    try:
        for site_id, (family, column, pages, _) in SITES.items():
            web = Web(pages, validators=site_id != "trs").__enter__()
            webs.webs[site_id] = web
            webs.sites.append(write_site(webs.root.path / "sites", site_id, web.url, family, column))
        yield webs
    finally:
        for web in webs.webs.values():
            web.__exit__()


@pytest.fixture(scope="module")
def first(webs: Webs) -> dict[str, RunSummary]:
    return webs.night("n1")


@pytest.mark.parametrize("site_id", SITES)
def test_the_first_night_brings_every_report(first: dict[str, RunSummary], webs: Webs, site_id: str) -> None:
    count = SITES[site_id][3]
    summary = first[site_id]
    assert (summary.outcome, summary.reports_new, summary.errors) == ("ok", count, [])
    captures = webs.documents(site_id)
    assert len({one.url for one in captures}) == len(captures) == count
    assert all(one.anchor and (one.via or "").endswith(SITES[site_id][1]) for one in captures)
    assert {body.decode().startswith("<html>") for _, body in Archive(webs.root).bodies(captures)} == {True}


def test_a_report_is_captured_with_the_whole_title_of_its_link(first: dict[str, RunSummary], webs: Webs) -> None:
    assert sorted(str(one.anchor) for one in webs.documents("trs"))[0] == title(1, 2023)


def test_attachments_and_pictures_of_a_scanned_report_are_fetched(first: dict[str, RunSummary], webs: Webs) -> None:
    found = {(one.url or "").rpartition("/")[2]: one for one in webs.documents("attachments", "attachment")}
    assert set(found) == {"P020240120.pdf", "downfile.jsp?filename=a.DOCX", "W020240120001.jpg"}
    assert (found["P020240120.pdf"].via or "").endswith(trs_article(1))
    assert Archive(webs.root).body(found["W020240120001.jpg"]) == PIXEL
    assert "/images/logo.png" not in webs.webs["attachments"].paths()


def test_the_summary_is_a_file_and_a_record(first: dict[str, RunSummary], webs: Webs) -> None:
    written = json.loads((webs.root.runs / "n1" / "trs" / "summary.json").read_text())
    wanted = {"site", "outcome", "fetches", "bytes", "reports_new", "reports_revised", "reports_gone", "errors"}
    assert wanted <= set(written)
    assert written["fetches"] == 1 + 3 + 6
    assert RunSummary.model_validate(written) in list(Archive(webs.root).summaries(site_id="trs"))


def test_we_say_who_we_are(first: dict[str, RunSummary], webs: Webs) -> None:
    agents = {hit.headers["User-Agent"] for web in webs.webs.values() for hit in web.hits}
    assert len(agents) <= 1
    assert all(re.match(r"nianbao/\d.*contact: ", agent) for agent in agents)


def test_the_archive_is_what_other_tools_read(first: dict[str, RunSummary], webs: Webs) -> None:
    files = sorted(map(str, webs.root.archive.rglob("*.warc.gz")))
    checked = subprocess.run(
        [sys.executable, "-m", "warcio.cli", "check", *files], capture_output=True, text=True, check=False
    )
    assert (checked.returncode, checked.stdout) == (0, "")
    assert Archive(webs.root).verify() == []


def test_the_second_night_asks_on_condition_and_downloads_no_report(first: dict[str, RunSummary], webs: Webs) -> None:
    second = webs.night("n2")
    assert {summary.outcome for summary in second.values()} == {"unchanged"}
    for site_id in ("hanweb-old", "attachments"):
        hits = [hit for hit in webs.webs[site_id].hits if hit.method == "GET" and hit.path != "/robots.txt"]
        assert hits, "asked again"
        assert all("If-None-Match" in hit.headers for hit in hits)
    web = webs.webs["trs"]
    turn = Turn(datetime.now(UTC), runs_before=1, latest_year=2023)
    due = {
        path
        for n in range(1, 7)
        if way_to_ask(web.url + (path := trs_article(n, 2024 - n)), LAST_NIGHT, turn, report_year=2024 - n) == "whole"
    }
    assert {trs_article(1, 2023), trs_article(2, 2022)} <= due, "the two latest report years are due every night"
    assert set(web.paths()) == {"/zwgk/nb/", "/zwgk/nb/index_1.html", "/zwgk/nb/index_2.html"} | due, (
        "a host without ETag and Last-Modified: the listings, and no report before it is due"
    )
    assert second["attachments"].bytes < first["attachments"].bytes / 5
    assert second["attachments"].reports_unchanged == 2
    assert Archive(webs.root).verify() == []


def test_what_changes_is_noticed(first: dict[str, RunSummary], webs: Webs) -> None:
    """After the second night: a report is revised, one is new, one is gone and out of the listing, an attachment is revised."""
    web = webs.webs["attachments"]
    web.pages["/zwgk/nb/202401/P020240120.pdf"] = Answer(
        b"%PDF-1.7 revised", headers={"Content-Type": "application/pdf"}
    )
    attachments = webs.night("n3", "attachments")["attachments"]
    assert (attachments.outcome, attachments.reason) == ("ok", "reports: 1 revised")

    web = webs.webs["hanweb-old"]
    web.pages[hanweb_article(2)] = report(2, text="更正：收到申请四件。")
    del web.pages[hanweb_article(1)]
    column = str(web.pages["/col/col77/index.html"])
    web.pages["/col/col77/index.html"] = column.replace(hanweb_article(1), hanweb_article(6)).replace(
        title(1), title(6)
    )
    web.pages[hanweb_article(6)] = report(6)
    third = webs.night("n4", "hanweb-old")["hanweb-old"]
    assert (third.outcome, third.reports_new, third.reports_revised, third.reports_gone) == ("ok", 1, 1, 1)
    assert third.reason == "reports: 1 new, 1 revised, 1 gone"
    versions = [one for one in webs.documents("hanweb-old") if (one.url or "").endswith(hanweb_article(2))]
    assert len({one.document_sha256 for one in versions}) == 2, "what was archived stays"
    fourth = webs.night("n5", "hanweb-old")["hanweb-old"]
    assert (fourth.outcome, fourth.reports_gone) == ("unchanged", 0), "a report is gone once"


def test_a_killed_night_is_continued_and_nothing_is_fetched_twice(tmp_path: Path) -> None:
    root = Root.open(tmp_path, kind="sandbox")
    pages = {path: Answer(str(page), seconds=0.05 if "t2024" in path else 0) for path, page in trs_pages(40).items()}
    with Web(pages) as web, loopback_allowed(root) as environment:
        site = write_site(root.path / "sites", "slow", web.url)
        command = [sys.executable, "-m", "scrapy", "crawl", "trs", "-a", "site=slow", "-a", "run=killed"]
        process = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
        while len(web.hits) < 15:
            assert process.poll() is None, "the spider ended before it was killed"
            time.sleep(0.02)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        before = set(web.paths())
        warc = root.archive / "slow" / "killed.warc.gz"
        with warc.open("r+b") as file:  # what a power cut would do to the last record
            file.truncate(warc.stat().st_size - 3)
        kept = {one.url for one in Archive(root).captures(roles={"report"})}
        assert 8 <= len(kept) < 40
        web.hits.clear()
        [summary] = crawl_sites(root, [site], run_id="next")
        assert summary.outcome == "ok"
        again = [path for path in web.paths() if web.url + path in kept]
        assert again == [], "no report that was whole in the archive is asked for again"
        assert len(before & set(web.paths()) - {"/zwgk/nb/"}) <= 2, "only what was under way or cut off"
    assert len({one.url for one in Archive(root).captures(roles={"report"}) if one.has_document}) == 40
    assert Archive(root).verify() == []
    files = [str(path) for path in root.archive.rglob("*.warc.gz")]
    assert subprocess.run([sys.executable, "-m", "warcio.cli", "check", *files], check=False).returncode == 0


def test_the_attachments_of_a_report_that_was_captured_before_the_kill_are_not_lost(tmp_path: Path) -> None:
    root = Root.open(tmp_path, kind="sandbox")
    with Web(report_with_attachments()) as web:
        site = write_site(
            root.path / "sites", "a", web.url, more='[overrides.budget]\nrequests = 4\nreason = "stops before them"\n'
        )
        assert crawl(root, site, run="r1").outcome == "partial"
        [warc] = root.archive.rglob("*.warc.gz")
        warc.with_name("r1.cdxj").unlink()  # as if it had been killed: no summary, no index
        members = warc.read_bytes()
        warc.write_bytes(members[: members.rindex(b"\x1f\x8b\x08")])
        site = write_site(root.path / "sites", "a", web.url)
        web.hits.clear()
        assert crawl(root, site, run="r2").outcome == "ok"
        assert trs_article(1) not in web.paths()
        assert "/zwgk/nb/202401/P020240120.pdf" in web.paths()


def test_scrapy_works_by_itself(tmp_path: Path) -> None:
    root = Root.open(tmp_path, kind="sandbox")
    with Web(trs_pages(2)) as web, loopback_allowed(root) as environment:
        write_site(root.path / "sites", "a", web.url)
        assert set(scrapy(environment, "list").stdout.split()) >= {*families(), "backfill"}
        assert scrapy(environment, "crawl", "trs", "-a", "site=a").returncode == 0
        [run] = root.runs.iterdir()
        assert re.fullmatch(r"\d{8}T\d{6}Z", run.name)
        assert json.loads((run / "a" / "summary.json").read_text())["outcome"] == "ok"
        for arguments, says in (
            (("crawl", "trs", "-a", "site=b"), "no site 'b' in"),
            (("crawl", "hanweb", "-a", "site=a"), "a is a trs site: scrapy crawl trs -a site=a"),
        ):
            assert says in scrapy(environment, *arguments).stderr


def test_a_site_whose_process_dies_is_broken_and_the_others_go_on(tmp_path: Path) -> None:
    root = Root.open(tmp_path, kind="sandbox")
    with Web(trs_pages(1)) as good, loopback_allowed(root):
        sites = [write_site(root.path / "sites", "bad", good.url), write_site(root.path / "sites", "good", good.url)]
        (root.path / "sites" / "bad.toml").unlink()  # gone when its spider starts
        seen: list[tuple[int, int]] = []
        summaries = crawl_sites(root, sites, run_id="r1", on_progress=lambda done, total, _: seen.append((done, total)))
    assert [(one.site, one.outcome) for one in summaries] == [("bad", "broken"), ("good", "ok")]
    assert "no site 'bad' in" in summaries[0].reason
    assert "crawl.log" in summaries[0].reason
    assert list(dict.fromkeys(seen)) == [(0, 2), (1, 2), (2, 2)]
    assert (root.runs / "r1" / "bad" / "crawl.log").exists()


def test_a_site_that_takes_too_long_is_ended(tmp_path: Path) -> None:
    root = Root.open(tmp_path, kind="sandbox")
    with Web({"/zwgk/nb/": Answer("", seconds=20)}) as web, loopback_allowed(root):
        site = write_site(root.path / "sites", "slow", web.url)
        [summary] = crawl_sites(root, [site], run_id="r1", seconds_a_site=6)
    assert summary.outcome in {"broken", "partial"}  # partial when it had the time to say so itself
    assert "ended after 6 seconds" in summary.reason or "signal" in summary.reason
