"""Politeness and safety: every bound is shown to act, on a real crawl of a web that needs it."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

import brotli  # pyright: ignore[reportMissingTypeStubs]
import pytest
from backports import zstd

from crawlers.archive import Archive, Root, RunSummary
from crawlers.asking import HOPS
from crawlers.spiders.base import LISTING_PAGES, SUB_LISTINGS
from tests.crawlers.web import (
    Answer,
    Hit,
    Page,
    Web,
    crawl_together,
    item,
    report,
    robots,
    title,
    trs_article,
    trs_listing,
    trs_pages,
    write_site,
)

COLUMN = "/zwgk/nb/"
CHALLENGE = "<html><script>$_ts=window['$_ts'];if(!$_ts)$_ts={};</script></html>"


def redirect(target: str) -> Answer:
    return Answer("", 302, {"Location": target})


def endless() -> dict[str, Page]:
    def page(hit: Hit) -> str:
        return trs_listing("", pages=100_000)

    return {COLUMN: page, **{f"{COLUMN}index_{n}.html": page for n in range(1, 400)}}


def many_attachments() -> dict[str, Page]:
    links = "".join(f"<a href='P02024012000{n}.pdf'>{n}</a>" for n in range(100))
    files: dict[str, Page] = {f"/zwgk/nb/202401/P02024012000{n}.pdf": f"{n}" for n in range(100)}
    return {**trs_pages(1), trs_article(1): report(1, text=links), **files}


def paths_in_names() -> dict[str, Page]:
    """Addresses and file names that would lead out of the root, if they were ever taken for paths."""
    disposition = {
        "Content-Disposition": 'attachment; filename="../../../../evil.pdf"',
        "Content-Type": "application/pdf",
    }
    file = "/zwgk/nb/download.jsp?filename=../../../../evil.pdf"
    article = "/zwgk/nb/..%2f..%2f..%2fevil/t20240120_2.html"
    items = item(trs_article(1), title(1)) + item(article, title(2))
    return {
        COLUMN: trs_listing(items),
        trs_article(1): report(1, text=f"<a href='{file}'>../../evil.pdf</a>"),
        file: Answer(b"%PDF-1.4 evil", 200, disposition),
        article: report(2),
    }


@dataclass(frozen=True)
class Case:
    """A web, and what its crawl has to come to. `kind` is that of the first error; `asked` are the most requests allowed."""

    outcome: str
    pages: dict[str, Page]
    kind: str | None = None
    says: str = ""
    asked: int = 1000
    never: tuple[str, ...] = ()
    more: str = ""
    reports: int | None = None


def many_listings() -> dict[str, Page]:
    """More agencies than a column may have listings below it."""
    names = {n: f"/zwgk/nb/a{n}/" for n in range(SUB_LISTINGS + 20)}
    links = "".join(f"<a href='{path}'>{chr(0x4E00 + n)}河镇</a>" for n, path in names.items())
    return {COLUMN: trs_listing(links), **{path: trs_listing("") for path in names.values()}}


def deep_listings() -> dict[str, Page]:
    """A year, in it a kind of agencies, in it an agency, in it what no site has."""
    below = {"2023/": "2023年", "bm/": "县直部门", "jyj/": "县教育局", "2/": "2022年"}
    pages: dict[str, Page] = {}
    path = COLUMN
    for folder, name in below.items():
        listed = item(f"/zwgk/nb/2023/bm/jyj/{trs_article(1)[9:]}", title(1)) if folder == "2/" else ""
        pages[path] = trs_listing(f"<a href='{path}{folder}'>{name}</a>{listed}")
        path += folder
    return {**pages, path: trs_listing(""), f"/zwgk/nb/2023/bm/jyj/{trs_article(1)[9:]}": report(1)}


def hop(number: int) -> str:
    return trs_article(50 + number)


def many_hops() -> dict[str, Page]:
    """A report that is a page that leads on, again and again."""
    stubs = {hop(n): f"<meta http-equiv='refresh' content='0;url={hop(n + 1)}'>" for n in range(HOPS + 2)}
    return {COLUMN: trs_listing(item(hop(0), title(1))), **stubs}


CASES: dict[str, Case] = {
    "empty": Case("empty", {COLUMN: trs_listing("")}),
    "other-layout": Case("broken", {COLUMN: "<html><ul><li>x</li></ul></html>"}, "fault", "is not laid out as trs sites are"),
    "moved-column": Case("broken", {}, "fault", "renew the column's address in moved-column.toml"),
    "server-error": Case("unreachable", {COLUMN: Answer("", 500)}, "http_500", asked=2),
    "entrance-403": Case("blocked", {COLUMN: Answer("no", 403)}, "refused", "answered 403", asked=1),
    "report-412": Case("blocked", {**trs_pages(30), trs_article(3): Answer("", 412)}, "refused", "answered 412", asked=5),
    "challenge": Case("blocked", {**trs_pages(30), trs_article(3): CHALLENGE}, "refused", "River Security", asked=5),
    "robots-forbids": Case("blocked", {**trs_pages(3), **robots("User-agent: *\nDisallow: /")}, "robots", asked=0),
    "robots-forbids-us": Case(
        "blocked", {**trs_pages(3), **robots("User-agent: *\nAllow: /\nUser-agent: Nianbao\nDisallow: /")}, "robots", asked=0
    ),
    "robots-forbids-one": Case(
        "ok", {**trs_pages(3), **robots(f"User-agent: *\nDisallow: {trs_article(2)}")}, never=(trs_article(2),), reports=2
    ),
    "robots-503": Case("blocked", {**trs_pages(3), **robots("", 503)}, "robots", "answers 503", asked=0),
    "robots-403": Case("ok", {**trs_pages(3), **robots("no", 403)}, reports=3),
    "robots-html": Case("ok", {**trs_pages(3), **robots("<html>Disallow: /</html>", media_type="text/html")}, reports=3),
    "report-gone": Case("ok", {**trs_pages(3), trs_article(2): Answer("", 410)}, reports=2),
    "report-500": Case("partial", {**trs_pages(3), trs_article(2): Answer("", 500)}, "http_500", "a page failed", reports=2),
    "redirect-within": Case(
        "ok", {**trs_pages(2), trs_article(1): redirect("/new/t20240120_1.html"), "/new/t20240120_1.html": report(1)}, reports=2
    ),
    "redirect-elsewhere": Case("partial", {**trs_pages(3), trs_article(2): redirect("http://127.0.0.1:9/x")}, "redirect", ":9,"),
    "redirect-to-private": Case(
        "partial", {**trs_pages(3), trs_article(2): redirect("http://169.254.169.254/latest/meta-data/")}, "redirect"
    ),
    "redirect-loop": Case("partial", {**trs_pages(3), trs_article(2): redirect(trs_article(2))}, "redirects", asked=10),
    "redirect-to-file": Case("partial", {**trs_pages(3), trs_article(2): redirect("file:///etc/passwd")}, "http_302"),
    "too-large": Case(
        "partial", {**trs_pages(3), trs_article(2): Answer(b"x", 200, {"Content-Length": str(2**30)})}, "too_large", reports=2
    ),
    "gzip-bomb": Case(
        "partial",
        {**trs_pages(3), trs_article(2): Answer(gzip.compress(b"\0" * (65 * 2**20)), 200, {"Content-Encoding": "gzip"})},
        "too_large",
        reports=2,
    ),
    "deflate-bomb": Case(
        "partial",
        {**trs_pages(3), trs_article(2): Answer(zlib.compress(b"\0" * (65 * 2**20)), 200, {"Content-Encoding": "deflate"})},
        "too_large",
        reports=2,
    ),
    "brotli-bomb": Case(
        "partial",
        {**trs_pages(3), trs_article(2): Answer(brotli.compress(b"\0" * (65 * 2**20), quality=1), 200, {"Content-Encoding": "br"})},
        "too_large",
        reports=2,
    ),
    "zstd-bomb": Case(
        "partial",
        {**trs_pages(3), trs_article(2): Answer(zstd.compress(b"\0" * (65 * 2**20)), 200, {"Content-Encoding": "zstd"})},
        "too_large",
        reports=2,
    ),
    "bomb-in-a-bomb": Case(
        "partial",
        {**trs_pages(3), trs_article(2): Answer(
            gzip.compress(gzip.compress(b"\0" * (65 * 2**20))), 200, {"Content-Encoding": "gzip, gzip"}
        )},
        "too_large",
        reports=2,
    ),
    "no-gzip": Case(
        "partial", {**trs_pages(3), trs_article(2): Answer(b"<html></html>", 200, {"Content-Encoding": "gzip"})}, "encoding",
        reports=2,
    ),
    "no-brotli": Case(
        "partial", {**trs_pages(3), trs_article(2): Answer(b"<html></html>", 200, {"Content-Encoding": "br"})}, "encoding",
        reports=2,
    ),
    "unknown-encoding": Case(
        "partial", {**trs_pages(3), trs_article(2): Answer(b"\x80\x01", 200, {"Content-Encoding": "exi"})}, "encoding",
        "encoded as exi", reports=2,
    ),
    "robots-of-a-megabyte": Case(
        "ok", {**trs_pages(3), **robots("User-agent: *\n" + "#" * 2**20 + "\nDisallow: /")}, reports=3
    ),
    "redirect-to-decimal": Case("partial", {**trs_pages(3), trs_article(2): redirect("http://2130706433:6379/")}, "redirect"),
    "redirect-to-mapped": Case(
        "partial", {**trs_pages(3), trs_article(2): redirect("http://[::ffff:127.0.0.1]:6379/")}, "redirect"
    ),
    "names-that-would-be-paths": Case("ok", paths_in_names(), reports=2),
    "cut-short": Case(
        "partial", {**trs_pages(3), trs_article(2): Answer(b"<", 200, {"Content-Length": "9", "Connection": "close"})}, "cut_short"
    ),
    "endless-pager": Case("partial", endless(), "limit", f"after {LISTING_PAGES} pages", asked=LISTING_PAGES),
    "many-listings": Case(
        "partial", many_listings(), "limit", f"{SUB_LISTINGS} listings were read below", asked=SUB_LISTINGS + 1
    ),
    "deep-listings": Case("ok", deep_listings(), never=("/zwgk/nb/2023/bm/jyj/2/",), reports=1),
    "many-hops": Case("partial", many_hops(), "limit", "lead on one to the next", never=(hop(HOPS + 1),), reports=0),
    "attachments": Case("partial", many_attachments(), "limit", "100 attachments, the first 60", asked=62),
    "budget": Case(
        "partial", trs_pages(30), "limit", "budget of 6 requests", asked=5,
        more='[overrides.budget]\nrequests = 6\nreason = "asked for by the site\'s owner"\n',
    ),
    "bytes-budget": Case(
        "partial", {**trs_pages(30), trs_article(1): "x" * 2**20}, "limit", "budget of 1 MB", asked=4,
        more='[overrides.budget]\nmegabytes = 1\nreason = "asked for by the site\'s owner"\n',
    ),
    "wait-too-long": Case(
        "partial", {**trs_pages(9), trs_article(2): Answer("", 429, {"Retry-After": "7200"})}, "limit", "7200 seconds", asked=4
    ),
}  # fmt: skip


@dataclass
class Crawled:
    summary: RunSummary
    web: Web
    root: Root


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Crawled]]:
    root = Root.open(tmp_path_factory.mktemp("bounds"), kind="sandbox")
    webs = {name: Web(case.pages).__enter__() for name, case in CASES.items()}
    sites = [write_site(root.path / "sites", name, web.url, more=CASES[name].more) for name, web in webs.items()]
    summaries = crawl_together(root, sites)
    yield {name: Crawled(summary, webs[name], root) for name, summary in summaries.items()}
    for web in webs.values():
        web.__exit__()


@pytest.mark.slow
@pytest.mark.parametrize("name", CASES)
def test_each_web_comes_to_its_outcome(crawled: dict[str, Crawled], name: str) -> None:
    case, found = CASES[name], crawled[name]
    summary = found.summary
    said = " ".join([summary.reason, *(error.message for error in summary.errors)])
    assert summary.outcome == case.outcome, said
    assert (summary.errors[0].kind if summary.errors else None) == case.kind or (
        case.kind is None and case.outcome == "partial"
    )
    assert case.says in said
    assert len(found.web.paths()) <= case.asked
    assert not set(case.never) & set(found.web.paths())
    if case.reports is not None:
        captures = Archive(found.root).captures(site_id=name, roles={"report"})
        assert len({one.url for one in captures if one.has_document}) == case.reports


@pytest.mark.slow
def test_a_challenge_page_is_archived_but_never_as_a_report(crawled: dict[str, Crawled]) -> None:
    captures = list(Archive(crawled["challenge"].root).captures(site_id="challenge"))
    [page] = [one for one in captures if (one.url or "").endswith(trs_article(3))]
    assert page.role == "other"


@pytest.mark.slow
def test_redirects_and_errors_are_archived(crawled: dict[str, Crawled]) -> None:
    captures = Archive(crawled["redirect-within"].root).captures(site_id="redirect-within")
    assert [one.status for one in captures if one.role == "report"].count(302) == 1


@pytest.mark.slow
def test_no_name_from_the_network_becomes_a_path(crawled: dict[str, Crawled]) -> None:
    root = crawled["names-that-would-be-paths"].root
    files = [path.relative_to(root.path) for path in root.path.rglob("*") if path.is_file()]
    assert {path.parts[0] for path in files} == {"archive", "runs", "sites", "root.toml"}
    assert list(root.path.parent.rglob("*evil*")) == []
    attachments = Archive(root).captures(site_id="names-that-would-be-paths", roles={"attachment"})
    assert [Archive(root).body(one) for one in attachments] == [b"%PDF-1.4 evil"], "it is kept all the same"


def test_pages_used_above_are_what_they_say() -> None:
    assert title(1) in trs_listing(item(trs_article(1), title(1)))
