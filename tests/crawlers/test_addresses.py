"""Safety: which addresses may be fetched, whatever names, redirects, proxies and certificates say."""

from __future__ import annotations

import gzip
import socket
import ssl
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from twisted.internet.defer import Deferred, succeed
from twisted.internet.error import DNSLookupError

from crawlers.addresses import AddressPolicy, GuardedResolver
from crawlers.archive import Root
from crawlers.errors import SettingError
from tests.crawlers.web import (
    Web,
    crawl,
    trs_pages,
    write_site,
)


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


def test_a_setting_that_is_no_network_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NIANBAO_ALLOW_ADDRESSES", "127.0.0.1/32,loopback")
    with pytest.raises(SettingError, match=r"NIANBAO_ALLOW_ADDRESSES: 'loopback' is no network"):
        AddressPolicy.from_environment()
