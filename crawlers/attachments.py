"""The files of a report's page: linked, embedded, or named in a script that shows them.

Evidence: `/module/download/downfile.jsp?classid=0&filename=….pdf` (大汉),
`/system/_content/download.jsp?urltype=news.DownloadAttachUrl &wbfileid=…` whose file type stands in the link's text
alone, and `showVsbpdfIframe("/__local/….pdf")` (博达), `attachGuid=…` with `data-attachname` (Epoint),
`/pdfjs/web/viewer.html?file=…`, `<embed>` and `<object>`, `onclick="window.open('….pdf')"`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import parse_qs, urlsplit

from parsel import Selector

from crawlers.selection import DOCUMENT_TYPES, IMAGE_TYPES, Link, document_shown, file_type, plain, web_url

_TYPES = "|".join(sorted(DOCUMENT_TYPES, key=len, reverse=True))
_NAMES_A_FILE = re.compile(rf"\.(?:{'|'.join(DOCUMENT_TYPES | IMAGE_TYPES)})\b")
_NAMES_A_HANDLER = re.compile(r"download\.(?:jsp|do|action|as[hp]x|php)")
_HANDLERS = ("downfile", "downloadattach", "attachguid")
_HANDLER = re.compile(r"downfile|download|attach(?:ment|guid)?[./?=]|openfile|getfile|virtual_attach", re.I)
_ENDS_IN_A_TYPE = re.compile(rf"\.(?:{_TYPES})(?:[)）\]】\s]|$)", re.I)
_QUOTED = re.compile(
    rf"(['\"])((?:(?!\1)[^\\\n<>]|\\/|\\u002[fF]){{1,400}}?\.(?:{_TYPES})(?:\?(?:(?!\1)[^\\\s<>])*)?)\1", re.I
)
_CARRIERS = (
    "//iframe/@src | //frame/@src | //embed/@src | //object/@data | //source/@src | //@data-href | //@data-url | //@data-src"
    " | //@data-file | //@data-pdf | //@pdfsrc | //@_src"
)
_WITH_SCRIPT = "//@onclick | //script[not(@src)]/text() | //a[starts-with(@href,'javascript')]/@href"


def may_have_attachments(text: str) -> bool:
    """Whether a page names a file at all: most reports do not, and need not be parsed."""
    text = text.lower()  # and not a pattern that ignores case: every page is searched, and that takes ten times as long
    return bool(_NAMES_A_FILE.search(text) or any(name in text for name in _HANDLERS) or _NAMES_A_HANDLER.search(text))


def documents_in(selector: Selector, base: str) -> Iterator[Link]:
    """Every document that a page at `base` links to, embeds, or names in a script; some more than once."""
    for anchor in selector.xpath("//a[@href]"):
        label = plain(
            f"{anchor.xpath('string()').get('')} {anchor.attrib.get('title', '')} {anchor.attrib.get('data-attachname', '')}"
        )
        url = web_url(anchor.attrib["href"] or "", base)
        if url and (_is_document(url) or (_HANDLER.search(url) and _ENDS_IN_A_TYPE.search(label))):
            yield Link(url, " ".join(anchor.xpath("string()").get("").split()))
        elif url:
            yield from _shown(url, base)
    for value in selector.xpath(_CARRIERS).getall():
        url = web_url(value, base)
        if url and _is_document(url):
            yield Link(url, "")
        elif url:
            yield from _shown(url, base)
    for value in selector.xpath(_WITH_SCRIPT).getall():
        for _, quoted in _QUOTED.findall(value):
            url = web_url(re.sub(r"\\/|\\u002f", "/", unescape(quoted), flags=re.I), base)
            if url and _is_document(url):
                yield Link(url, "")


def pictures_in(selector: Selector, base: str) -> Iterator[str]:
    """The pictures of a page, those that a script loads when they come into view included."""
    for value in selector.xpath("//img/@src | //img/@data-src | //img/@data-original | //img/@original").getall():
        url = web_url(value, base)
        if url and file_type(url) in IMAGE_TYPES:
            yield url


def _shown(url: str, base: str) -> Iterator[Link]:
    """The document that a viewer's address carries."""
    if shown := document_shown(url, base):
        yield Link(shown, "")


def _is_document(url: str) -> bool:
    """Whether an address is that of a document itself, not of a page that shows one."""
    parts = urlsplit(url)
    if re.search(r"\.s?html?$|viewer", parts.path, re.I) and parse_qs(parts.query):
        return False
    return file_type(url) in DOCUMENT_TYPES
