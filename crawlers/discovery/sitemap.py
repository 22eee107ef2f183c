"""Sitemaps (sitemaps.org): the addresses that one names, or the sitemaps that an index of them does; packed or not."""

from __future__ import annotations

import re
import zlib
from html import unescape
from urllib.parse import urljoin

from scrapy.http import Response

BYTES = 20 * 2**20
"""Of a sitemap, unpacked; the protocol allows 50 MB."""
ADDRESSES = 50_000
"""What the protocol allows in one."""

_LOCATION = re.compile(r"<loc>\s*(?:<!\[CDATA\[)?\s*([^<\]\s]+)")
_SITEMAP = re.compile(r"\.xml(?:\.gz)?$", re.I)


def sitemap_addresses(response: Response) -> list[str]:
    """The addresses that a sitemap names, in its order."""
    found = (unescape(address) for address in _LOCATION.findall(unpacked(response.body)))
    return [urljoin(response.url, address) for address, _ in zip(found, range(ADDRESSES), strict=False)]


def is_sitemap(url: str) -> bool:
    """Whether an address in a sitemap is that of another one.

    >>> is_sitemap("http://a.gov.cn/sitemap_2.xml.gz"), is_sitemap("http://a.gov.cn/zwgk/")
    (True, False)
    """
    return bool(_SITEMAP.search(url.partition("?")[0]))


def unpacked(body: bytes) -> str:
    """The text of a sitemap, unpacked where it is a gzip, and cut where it is larger than it may be."""
    if body[:2] == b"\x1f\x8b":
        try:
            body = zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(body, BYTES)
        except zlib.error:  # no sitemap then
            return ""
    return body[:BYTES].decode("utf-8", "replace")
