"""Politeness and safety: every bound is shown to act, on a real crawl of a web that needs it."""

from __future__ import annotations

import gzip
import itertools
import socket
import ssl
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import brotli  # pyright: ignore[reportMissingTypeStubs]
import pytest
from backports import zstd
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from twisted.internet.defer import Deferred, succeed
from twisted.internet.error import DNSLookupError

from crawlers.addresses import AddressPolicy, GuardedResolver
from crawlers.archive import Archive, Root, RunSummary
from crawlers.asking import HOPS, delay_for
from crawlers.errors import CrawlError, SettingError
from crawlers.spiders.base import LISTING_PAGES, SUB_LISTINGS
from crawlers.window import BEIJING, Window
from pipeline.crawl import crawl_sites
from tests.crawlers.web import (
    Answer,
    Hit,
    Page,
    Web,
    crawl,
    crawl_together,
    item,
    loopback_allowed,
    report,
    title,
    trs_article,
    trs_listing,
    trs_pages,
    write_site,
)

COLUMN = "/zwgk/nb/"
CHALLENGE = "<html><script>$_ts=window['$_ts'];if(!$_ts)$_ts={};</script></html>"


def robots(text: str, status: int = 200, media_type: str = "text/plain") -> dict[str, Page]:
    return {"/robots.txt": Answer(text, status, {"Content-Type": media_type})}


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


def flaky(answers: list[Answer]) -> Callable[[Hit], Answer]:
    rest = iter(answers)
    return lambda hit: next(rest, Answer(report(1)))


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


@pytest.fixture
def root(tmp_path: Path) -> Root:
    return Root.open(tmp_path, kind="sandbox")


@pytest.mark.slow
class TestTime:
    def test_crawl_delay_is_kept(self, root: Root) -> None:
        with Web({**trs_pages(2), **robots("User-agent: *\nCrawl-delay: 0.7")}) as web:
            assert crawl(root, write_site(root.path / "sites", "a", web.url)).outcome == "ok"
        gaps = [later.at - earlier.at for earlier, later in itertools.pairwise(web.hits)]
        assert len(gaps) == 3
        assert min(gaps[1:]) >= 0.69

    def test_request_rate_is_kept(self, root: Root) -> None:
        with Web({**trs_pages(1), **robots("User-agent: *\nRequest-rate: 2/2s")}) as web:
            assert crawl(root, write_site(root.path / "sites", "a", web.url)).outcome == "ok"
        assert web.hits[2].at - web.hits[1].at >= 0.99

    def test_the_whole_host_waits_as_long_as_retry_after_says(self, root: Root) -> None:
        busy = flaky([Answer("", 429, {"Retry-After": "2"})])
        with Web({**trs_pages(3), trs_article(1): busy}) as web:
            site = write_site(root.path / "sites", "a", web.url)
            summary = crawl(root, site, "AUTOTHROTTLE_START_DELAY=0.05", delay="0.05")
        assert (summary.outcome, summary.reports_new) == ("ok", 3)
        [first] = [index for index, hit in enumerate(web.hits) if hit.path == trs_article(1)][:1]
        assert web.hits[first + 1].at - web.hits[first].at >= 1.9

    def test_the_default_delay_is_two_seconds_and_one_request_at_a_time(self, root: Root) -> None:
        with Web(trs_pages(1)) as web:
            assert crawl(root, write_site(root.path / "sites", "a", web.url), delay="2").outcome == "ok"
        assert min(later.at - earlier.at for earlier, later in itertools.pairwise(web.hits)) >= 1.9

    def test_a_slow_drip_is_ended(self, root: Root) -> None:
        with Web({**trs_pages(2), trs_article(1): Answer("x" * 1000, drip=0.1)}) as web:
            summary = crawl(root, write_site(root.path / "sites", "a", web.url), "DOWNLOAD_TIMEOUT=1")
        assert (summary.outcome, summary.errors[0].kind, summary.reports_new) == ("partial", "timeout", 1)

    def test_a_host_that_does_not_answer_is_unreachable(self, root: Root) -> None:
        with Web({"/robots.txt": Answer("", seconds=5)}) as web:
            summary = crawl(root, write_site(root.path / "sites", "a", web.url), "DOWNLOAD_TIMEOUT=1")
        assert summary.outcome == "unreachable"
        assert web.paths() == []

    def test_the_time_for_one_site_is_bounded(self, root: Root) -> None:
        pages = {path: Answer(str(page), seconds=0.3) for path, page in trs_pages(30).items()}
        with Web(pages) as web:
            summary = crawl(root, write_site(root.path / "sites", "a", web.url), "CLOSESPIDER_TIMEOUT=2")
        assert (summary.outcome, summary.reason) == ("partial", "the time for one site is spent")
        assert summary.reports_new < 30


@pytest.mark.slow
class TestAddresses:
    def test_a_closed_port_is_unreachable(self, root: Root) -> None:
        assert crawl(root, write_site(root.path / "sites", "a", "http://127.0.0.1:9")).outcome == "unreachable"

    def test_loopback_is_refused_unless_it_is_allowed(self, root: Root) -> None:
        with Web(trs_pages(1)) as web:
            summary = crawl(root, write_site(root.path / "sites", "a", web.url), networks="", delay="")
        assert (summary.outcome, summary.errors[0].kind) == ("unreachable", "address")
        assert web.hits == []

    def test_a_name_that_resolves_to_loopback_is_refused(self, root: Root) -> None:
        with Web(trs_pages(1)) as web:
            site = write_site(root.path / "sites", "a", f"http://localhost:{web.port}")
            summary = crawl(root, site, networks="10.0.0.0/8", delay="")
        assert (summary.outcome, summary.errors[0].kind) == ("unreachable", "address")
        assert "localhost resolves to 127.0.0.1" in summary.reason
        assert web.hits == []


@pytest.mark.parametrize(
    ("address", "permitted"),
    [
        ("8.8.8.8", True),
        ("2400:3200::1", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.100.100.200", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("::1", False),
        ("fe80::1", False),
        ("fd00::1", False),
        ("::ffff:127.0.0.1", False),
        ("::127.0.0.1", False),
        ("2002:7f00:1::", False),
        ("2002:a01:203::1", False),
        ("64:ff9b::7f00:1", False),
        ("64:ff9b::808:808", True),
        ("2001:0:0:0:0:0:80ff:fffe", False),
        ("10.9.0.1", True),
    ],
)
def test_addresses(monkeypatch: pytest.MonkeyPatch, address: str, permitted: bool) -> None:
    monkeypatch.setenv("NIANBAO_ALLOW_ADDRESSES", "10.9.0.0/16, 10.8.0.1")
    assert AddressPolicy.from_environment().permits(ip_address(address)) is permitted


@pytest.mark.parametrize("host", ["2130706433", "0x7f000001", "0x7f.1", "0177.0.0.1", "127.1", "localhost"])
def test_every_way_to_write_loopback_is_refused_where_it_becomes_an_address(
    host: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NIANBAO_ALLOW_ADDRESSES", raising=False)
    monkeypatch.setattr(
        "crawlers.addresses.CachingThreadedResolver.getHostByName", lambda *_: succeed(socket.gethostbyname(host))
    )
    assert isinstance(resolved(host), DNSLookupError)


def test_a_name_that_changes_its_address_is_checked_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """The address that was checked is the one that is connected to: the resolver's answer is all that Twisted has."""
    monkeypatch.delenv("NIANBAO_ALLOW_ADDRESSES", raising=False)
    answers = iter(["93.184.216.34", "169.254.169.254", "93.184.216.34"])
    monkeypatch.setattr("crawlers.addresses.CachingThreadedResolver.getHostByName", lambda *_: succeed(next(answers)))
    found = [resolved("www.example.gov.cn") for _ in range(3)]
    assert [found[0], found[2]] == ["93.184.216.34"] * 2
    assert isinstance(found[1], DNSLookupError)


def resolved(host: str) -> object:
    """What the resolver answers: an address, or the error."""
    found: list[object] = []
    asked: Deferred[str] = GuardedResolver(reactor=None, cache_size=0, timeout=1).getHostByName(host)  # type: ignore[arg-type]
    asked.addCallbacks(found.append, lambda failure: found.append(failure.value))  # type: ignore[arg-type]
    return found[0]


@pytest.mark.slow
def test_a_proxy_of_the_system_is_used_and_the_name_checked(root: Root, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "")
    with Web(trs_pages(1)) as web, Web() as proxy:
        proxy.pages = {f"http://localhost:{web.port}{path}": page for path, page in web.pages.items()}
        monkeypatch.setenv("http_proxy", f"http://someone:secret@127.0.0.1:{proxy.port}")
        site = write_site(root.path / "sites", "a", f"http://localhost:{web.port}")
        summary = crawl(root, site, "DOWNLOAD_DELAY=0", run="r1", networks="127.0.0.1/32,::1/128", delay="")
        assert (summary.outcome, len(proxy.hits), len(web.hits)) == ("ok", 3, 0)
        assert "through the proxy 127.0.0.1, which hides the addresses" in summary.notices[0]
        assert b"secret" not in b"".join(gzip.decompress(one.read_bytes()) for one in root.archive.rglob("*.gz"))
        refused = crawl(root, site, run="r2", networks="10.0.0.0/8", delay="")
        assert (refused.outcome, refused.errors[0].kind) == ("unreachable", "address")
        direct = write_site(root.path / "sites", "b", web.url)
        assert crawl(root, direct, run="r3").outcome == "ok"
        assert len(web.hits) == 3, "an address that is allowed by name is asked directly"


@pytest.mark.slow
def test_a_certificate_that_cannot_be_verified_is_an_error_unless_the_site_file_says_why(
    root: Root, tmp_path: Path
) -> None:
    with Web(trs_pages(1)) as web:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self_signed(tmp_path / "localhost.pem"))
        web.wrap(context)
        url = f"https://127.0.0.1:{web.port}"
        summary = crawl(root, write_site(root.path / "sites", "a", url), "RETRY_TIMES=0")
        assert summary.outcome == "unreachable"
        assert "certificate verify failed" in summary.reason
        assert web.hits == []
        more = '[overrides.tls]\nverify = false\nreason = "their certificate ended in 2024"\n'
        assert crawl(root, write_site(root.path / "sites", "b", url, more=more)).outcome == "ok"


def self_signed(file: Path) -> Path:
    """A key and a certificate for 127.0.0.1 that nobody vouches for."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    began = datetime(2024, 1, 1, tzinfo=UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(began)
        .not_valid_after(began + timedelta(days=36500))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    secret = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    file.write_bytes(secret + certificate.public_bytes(pem))
    return file


@pytest.mark.slow
def test_outside_of_the_window_nothing_is_asked(root: Root, monkeypatch: pytest.MonkeyPatch) -> None:
    hour = datetime.now(BEIJING).hour
    monkeypatch.setenv("NIANBAO_WINDOW", f"{(hour + 2) % 24}:00-{(hour + 4) % 24}:00")
    with Web(trs_pages(1)) as web:
        summary = crawl(root, write_site(root.path / "sites", "a", web.url))
        assert (summary.outcome, summary.reason.partition(" asked ")[0]) == ("partial", "sites are")
        assert web.hits == []


@pytest.mark.parametrize("named", ["always", "22-6", "25:00-03:00", "22:00"])
def test_a_window_that_is_none_is_named(monkeypatch: pytest.MonkeyPatch, named: str) -> None:
    monkeypatch.setenv("NIANBAO_WINDOW", named)
    with pytest.raises(SettingError, match=f"NIANBAO_WINDOW: '{named}' is no window"):
        Window.from_environment()


@pytest.mark.slow
def test_two_site_files_of_one_host_are_crawled_one_after_the_other(root: Root) -> None:
    with (
        Web({path: Answer(str(page), seconds=0.05) for path, page in trs_pages(8).items()}) as web,
        loopback_allowed(root),
    ):
        sites = [write_site(root.path / "sites", name, web.url) for name in ("a", "b")]
        summaries = crawl_sites(root, sites, run_id="r1", workers=2)
    first, second = sorted(summaries, key=lambda summary: summary.started_at)
    assert [one.outcome for one in summaries] == ["ok", "ok"]
    assert first.finished_at <= second.started_at


def test_a_setting_that_is_no_network_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NIANBAO_ALLOW_ADDRESSES", "127.0.0.1/32,loopback")
    with pytest.raises(SettingError, match=r"NIANBAO_ALLOW_ADDRESSES: 'loopback' is no network"):
        AddressPolicy.from_environment()


@pytest.mark.parametrize(
    ("url", "named", "more", "seconds"),
    [
        ("http://127.0.0.1:1", "0", "", 0.0),
        ("http://127.0.0.1:1", "0.5", "", 0.5),
        ("http://127.0.0.1:1", "", "", 2.0),
        ("http://127.0.0.1:1", "5", "", 5.0),
        ("http://www.example.gov.cn", "0", "", 2.0),
        ("http://www.example.gov.cn", "0.5", "", 2.0),
        ("http://www.example.gov.cn", "9", "", 9.0),
        ("http://127.0.0.2:1", "0", "", 2.0),
        ("http://www.example.gov.cn", "", '[overrides.delay]\nseconds = 20\nreason = "a very small server"\n', 20.0),
    ],
)
def test_the_delay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, url: str, named: str, more: str, seconds: float
) -> None:
    monkeypatch.setenv("NIANBAO_ALLOW_ADDRESSES", "127.0.0.1/32")
    monkeypatch.setenv("NIANBAO_DELAY", named)
    assert delay_for(write_site(tmp_path, "a", url, more=more), AddressPolicy.from_environment()) == seconds


@pytest.mark.parametrize("named", ["soon", "-1", "nan", "inf"])
def test_a_delay_that_is_none_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named: str) -> None:
    monkeypatch.setenv("NIANBAO_DELAY", named)
    with pytest.raises(CrawlError, match=f"NIANBAO_DELAY: '{named}' is no number of seconds"):
        delay_for(write_site(tmp_path, "a", "http://www.example.gov.cn"), AddressPolicy())


def test_pages_used_above_are_what_they_say() -> None:
    assert title(1) in trs_listing(item(trs_article(1), title(1)))


def test_the_memory_of_the_process_that_starts_a_run_is_not_the_runs(tmp_path: Path) -> None:
    root = Root.open(tmp_path, kind="sandbox")
    ballast = bytearray(b"x" * (1 << 20)) * 800  # more than a run may have; its peak is passed on to what is started
    with Web(trs_pages(1)) as web:
        site = write_site(root.path / "sites", "a", web.url)
        free = crawl(root, site)
        bounded = crawl(root, site, "MEMUSAGE_LIMIT_MB=20", run="r2")
    assert len(ballast) > 700 << 20
    assert (free.outcome, free.reports_new) == ("ok", 1)
    assert bounded.reason == "the memory for one site is spent"
