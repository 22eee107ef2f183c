"""Where the system names a proxy: requests go through it, and what it hides is checked otherwise.

Behind a proxy the address that is connected to is the proxy's: `GuardedResolver` never sees the site's. So the name is
resolved here before every request, and refused where any of its addresses may not be fetched, or where it has none; the
run's summary says that this is all that could be checked. Addresses that NIANBAO_ALLOW_ADDRESSES names are asked directly.
"""

from __future__ import annotations

import asyncio
import socket
from ipaddress import ip_address
from typing import Protocol, Self, cast
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.httpproxy import HttpProxyMiddleware
from scrapy.exceptions import NotConfigured

from crawlers.addresses import AddressPolicy, as_address
from crawlers.middlewares import Refused
from crawlers.run import SiteRun


class _HasRun(Protocol):
    run: SiteRun


class ProxyMiddleware(HttpProxyMiddleware):
    """Scrapy's proxies, with the check of the name that stands in for the check of the connection."""

    def __init__(self, crawler: Crawler, auth_encoding: str) -> None:
        super().__init__(auth_encoding)
        self._crawler = crawler
        self._policy = AddressPolicy.from_environment()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        middleware = cls(crawler, crawler.settings.get("HTTPPROXY_AUTH_ENCODING"))
        if not middleware.proxies:
            raise NotConfigured
        return middleware

    async def process_request(self, request: Request) -> None:  # type: ignore[override]
        parts = urlsplit(request.url)
        host = parts.hostname or ""
        if self._policy.names(host):
            request.meta["proxy"] = None
        super().process_request(request)
        proxy = request.meta.get("proxy")
        if proxy is None:
            return
        cast(_HasRun, self._crawler.spider).run.notice(
            f"asked through the proxy {urlsplit(str(proxy)).hostname}, which hides the addresses that are connected to: "
            "what each name resolves to here was checked instead"
        )
        if as_address(host) is None:  # an address itself was checked by SafetyMiddleware
            await self._check(host, parts.port)

    async def _check(self, host: str, port: int | None) -> None:
        try:
            found = await asyncio.get_running_loop().getaddrinfo(host, port or 80, type=socket.SOCK_STREAM)
        except OSError as error:
            message = f"{host} does not resolve here, and what a proxy would connect to could not be checked ({error})"
            raise Refused("dns", message) from error
        for *_, address in found:
            if not self._policy.permits(ip_address(str(address[0]).partition("%")[0])):
                raise Refused("address", f"{host} resolves to {address[0]}, which may not be fetched")
