"""Which links of a listing are annual reports, and which links of a report are its attachments.

Generous on purpose: whether a page is an annual report on government information disclosure is decided by the
extraction, from the page itself. What is kept out are menus, other kinds of annual report, and other listings.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import parse_qs, unquote, urljoin, urlsplit

from parsel import Selector

DOCUMENT_TYPES = frozenset({"pdf", "doc", "docx", "wps", "ofd", "xls", "xlsx", "et", "zip", "rar"})
IMAGE_TYPES = frozenset({"jpg", "jpeg", "png", "bmp", "tif", "tiff"})

_YEAR = re.compile(r"(?<!\d)(20[012]\d)(?!\d)")
_DISCLOSURE = re.compile(r"信息公开|政务公开")
_REPORT = re.compile(r"年报|年度?.{0,12}报告|报告.{0,6}年度?|总结报告|年度?工作报告|公开报告|公开工作报告")
_CUT_SHORT = re.compile(r"信息公开.{0,6}(?:…|\.{2,})$")
_OTHER_REPORT = re.compile(
    r"法治|依法行政|预算|决算|财政|审计|统计公报|国有资产|质量|环境|政府工作报告|网站.{0,4}(?:年度|工作)|普法|统计调查|社会责任|内部控制|安全生产"
)
_ABOUT_A_REPORT = re.compile(r"解读|图解|一图|看懂|读懂|指南|申请表|制度|办法|规定|条例")
_SESSION = re.compile(r";jsessionid=[^?#]*", re.I)
_NO_PAGE = ("javascript:", "mailto:", "tel:", "data:", "#")
_NAME_PARAMETERS = ("filename", "file", "fileName", "name", "title", "path", "url")


def plain(text: str) -> str:
    """Return a title as it is compared: half width, without white space.

    >>> plain("２０２３年　政府信息 公开年报 ")
    '2023年政府信息公开年报'
    """
    return "".join(unicodedata.normalize("NFKC", text).split())


def year_in(text: str) -> int | None:
    """Return the first year from 2000 to 2029 in a title: for a report's title, the year it reports on.

    >>> year_in("青禾市教育局2023年政府信息公开工作年度报告")
    2023
    """
    found = _YEAR.search(unicodedata.normalize("NFKC", text))
    return int(found.group(1)) if found else None


def is_report_title(title: str) -> bool:
    """Whether a title reads like that of an annual report on government information disclosure.

    >>> is_report_title("青禾市2023年政府信息公开工作年度报告")
    True
    >>> is_report_title("2023年法治政府建设年度报告")
    False
    >>> is_report_title("政府信息公开指南")
    False
    """
    text = plain(title)
    if _ABOUT_A_REPORT.search(text):
        return False
    if _DISCLOSURE.search(text):
        return bool(_REPORT.search(text) or (_CUT_SHORT.search(text) and _YEAR.search(text)))
    return bool(_YEAR.search(text) and _REPORT.search(text) and not _OTHER_REPORT.search(text))


def file_type(url: str) -> str:
    """Return the file type that a URL names, in its path or in a download handler's parameter; "" for none.

    >>> file_type("http://x.gov.cn/module/download/downfile.jsp?classid=0&filename=2301.PDF")
    'pdf'
    >>> file_type("http://x.gov.cn/art/2024/1/2/art_1_2.html")
    'html'
    """
    parts = urlsplit(url)
    types = DOCUMENT_TYPES | IMAGE_TYPES
    for value in (value for key in _NAME_PARAMETERS for value in parse_qs(parts.query).get(key, ())):
        if (named := _suffix(value)) in types:
            return named
    return _suffix(parts.path)


def clean_url(url: str) -> str:
    """Return a URL as it is requested and kept: without fragment and session id.

    >>> clean_url("http://x.gov.cn/a.jsp;jsessionid=AB12?id=1#top")
    'http://x.gov.cn/a.jsp?id=1'
    """
    return _SESSION.sub("", url.partition("#")[0])


def _suffix(path: str) -> str:
    name = unquote(path).rpartition("/")[2]
    return name.rpartition(".")[2].lower() if "." in name else ""


class Link(NamedTuple):
    """A link of a page: where it leads, without fragment and session id, and its title, as whole as the page gives it."""

    url: str
    title: str


def links_in(fragment: Selector, base: str) -> Iterator[Link]:
    """Yield the http links in a part of a page. The title is the longer of the link's text and its `title` attribute."""
    for anchor in fragment.xpath(".//a[@href]"):
        href = (anchor.attrib["href"] or "").strip()
        if not href or href.lower().startswith(_NO_PAGE):
            continue
        try:
            url = clean_url(urljoin(base, href))
            is_web = urlsplit(url).scheme in {"http", "https"} and bool(urlsplit(url).hostname)
        except ValueError:  # what stands in the page is no address: there is nothing to follow
            continue
        if is_web:
            text = " ".join(anchor.xpath("string()").get("").split())
            yield Link(url, max(text, " ".join(anchor.attrib.get("title", "").split()), key=len))
