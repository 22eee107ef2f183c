"""Every address that a page or script names in quotes, with what stands beside it: where nothing that is understood has led to
a report, what is only named may.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

_QUOTED = re.compile(
    r"(['\"`])((?:\.{0,2}/)?[\w-]+(?:/[\w.-]*)+(?:\?[\w=&;%.-]*)?|[\w-]+\.(?:s?html?|jspx?|aspx?|php|do)(?:\?[\w=&;%.-]*)?)\1"
)
_NO_PAGE = re.compile(
    r"\.(?:css|js|png|jpe?g|gif|ico|svg|swf|woff2?|mp[34]|xml|pdf|docx?|xlsx?|od[ts])(?:\?|$)|^(?:text|application|image)/",
    re.I,
)
_AFTER = re.compile(r"[^<>;{}]{0,40}?(?:>\s*([^<>]{2,40}?)\s*<|['\"]([^'\"<>]*[一-鿿][^'\"<>]*)['\"])")
_BEFORE = re.compile(r"['\"]([^'\"<>]*[一-鿿][^'\"<>]*)['\"][^<>;{}]{0,40}$")
_HAN = re.compile(r"[一-鿿]")
_BESIDE = 120
MOST = 400
"""Addresses of one page; more are data."""


def named_addresses(text: str) -> Iterator[tuple[str, str]]:
    """The addresses that a text has in quotes, each with the Chinese text that stands in the same call, object or element; "" where
    there is none.

    >>> [*named_addresses("d.go(3, '2024年', '/col/col12/index.html'); load('css/a.css');")]
    [('/col/col12/index.html', '2024年')]
    >>> [*named_addresses("<li data-to='nb/list.do?id=7'>年报</li>")]
    [('nb/list.do?id=7', '年报')]
    """
    for number, found in enumerate(_QUOTED.finditer(text)):
        if number >= MOST:
            return
        if _NO_PAGE.search(found[2]):
            continue
        before = _BEFORE.search(text, max(0, found.start() - _BESIDE), found.start())
        after = _AFTER.match(text, found.end(), found.end() + _BESIDE)
        beside = [part for match in (before, after) if match for part in match.groups() if part and _HAN.search(part)]
        yield unescape(found[2]), beside[0] if beside else ""
