"""What a link of a listing leads to: a report, another listing of reports, or nothing of ours.

A column of annual reports is often a small tree: a page of years, below each a page of departments or townships,
below it the reports (密云 `/zfxxgknb/gknb2017/201802/t20180223_195744.html`, 大兴 `/zfxxgk/dxqzf69/2017n/xzjd/`, 天水
`/zfxxgknb/a2024.htm`). Its links say a year, or an agency's name, and no more. So a title is judged together with
where the link leads: an article of the column, a page below the column, or a menu.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal
from urllib.parse import parse_qsl, urlsplit

from crawlers.selection import (
    DOCUMENT_TYPES,
    IMAGE_TYPES,
    Link,
    file_type,
    is_only_a_year,
    is_report_title,
    may_be_cut_report,
    names_agencies,
    names_agency_and_year,
    names_groups,
    names_reports,
    year_in,
)
from crawlers.sites import Column

Role = Literal["report", "listing"]

DEPTH = 3
"""Listings below a column of the site's file: years, then kinds of agencies, then each agency."""

_NAMES_A_FILE = re.compile(rf"\.(?:{'|'.join(sorted(DOCUMENT_TYPES))})$", re.I)
_NO_PAGE = re.compile(r"\.(?:css|js|ico|gif|svg|swf|mp[34]|apk|exe|xml|rss)$", re.I)


@dataclass(frozen=True, slots=True)
class Addresses:
    """What the addresses of a CMS family look like: articles, listings, what is an annual report by its address alone, and the
    entrances of directories that hold all of an agency's information.
    """

    article: re.Pattern[str]
    listing: re.Pattern[str]
    annual_report: re.Pattern[str]
    entrance: re.Pattern[str] = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True)
class Listing:
    """A listing that is being read: a column of the site's file, or one below it. `url` is its first page, `title` its link's.

    `is_called_report`: its link is called as one report is, and it may be one.
    """

    column: Column
    url: str
    title: str = ""
    depth: int = 0
    is_called_report: bool = False


def role_of(link: Link, listing: Listing, addresses: Addresses, *, lists_reports: bool) -> Role | None:
    """What a link of `listing` leads to; `lists_reports` says whether links of the page have titles of reports.

    Where the page turns out to be the report itself, the reading of the listing notices (`reads_as_report`).
    """
    if addresses.annual_report.search(link.url):
        return "report"
    named = file_type(link.url)
    if _NO_PAGE.search(urlsplit(link.url).path) or named in IMAGE_TYPES:
        return None
    is_article = (
        named in DOCUMENT_TYPES
        or named == "txt"
        or bool(_NAMES_A_FILE.search(link.title) or addresses.article.search(link.url))
    )
    is_listing = not is_article and bool(addresses.listing.search(link.url))
    says_which = year_in(link.title) is not None
    if is_report_title(link.title) and (is_article or (says_which and not is_listing)):
        return "report"
    if lists_reports and is_article and may_be_cut_report(link.title):
        return "report"
    if is_listing and addresses.entrance.search(link.url):
        is_listed = not (listing.depth or listing.column.agency or addresses.entrance.search(listing.url))
        return "listing" if is_listed else None
    below = is_below(link.url, listing.url)
    if is_only_a_year(link.title) and is_article:
        return "report"
    if is_article and (names_agencies(link.title) or names_agency_and_year(link.title)):
        return "report" if below or listing.depth or not lists_reports else None
    if is_article or listing.depth >= DEPTH or not (is_listing or below):
        return None
    return "listing" if _may_list(link, listing, below=below, lists_reports=lists_reports) else None


def _may_list(link: Link, listing: Listing, *, below: bool, lists_reports: bool) -> bool:
    """Whether a page that is no article may list reports of this column; of one agency's column only what lies below it."""
    if is_only_a_year(link.title):
        return True
    if listing.column.agency and not below:
        return False
    if names_reports(link.title):
        return True
    return names_agencies(link.title) and (below or not (lists_reports or _is_above(link, listing)))


def _is_above(link: Link, listing: Listing) -> bool:
    """Whether a link leads back to the list of agencies in which a listing stands, or to the home page, by the name in its logo."""
    parts = urlsplit(link.url)
    is_home = parts.netloc == urlsplit(listing.url).netloc and parts.path in {"", "/"} and not parts.query
    return is_home or (names_groups(link.title) and is_below(listing.url, link.url))


def is_below(url: str, first: str) -> bool:
    """Whether an address lies in the folder that a listing has for itself; the site's root is no such folder.

    >>> is_below("http://a.gov.cn/zwgk/nb/2023/", "http://a.gov.cn/zwgk/nb/index.html")
    True
    >>> is_below("http://a.gov.cn/zwgk/nb/a2023.htm", "http://a.gov.cn/zwgk/nb.htm")
    True
    >>> is_below("http://a.gov.cn/zwgk/", "http://a.gov.cn/zwgk/nb/index.html")
    False
    >>> is_below("http://a.gov.cn/list.do?id=7&year=2023", "http://a.gov.cn/list.do?id=7")
    True
    """
    one, other = urlsplit(url), urlsplit(first)
    if one.netloc == other.netloc and one.path == other.path and one.query:
        mine, theirs = dict(parse_qsl(one.query)), dict(parse_qsl(other.query))
        return mine != theirs and all(mine.get(name) == value for name, value in theirs.items())
    folder, _, name = other.path.rpartition("/")
    base = name.rpartition(".")[0] or name
    stem = (
        f"{folder}/"
        if not base or base.isdigit() or re.match(r"(?:index|default|list)", base, re.I)
        else f"{folder}/{base}/"
    )
    return one.netloc == other.netloc and stem.count("/") > 1 and one.path.startswith(stem) and one.path != other.path


_STATUTORY = re.compile(
    r"新收政府信息公开申请|本年度办理结果|结转下年度继续办理|第二十条第.{0,3}一.{0,3}项|主动公开政府信息情况"
)


_NARRATIVE = re.compile(
    r"行政复议|行政诉讼|存在的?(?:主要)?问题|减免|收费|依申请公开.{0,8}情况|主动公开.{0,10}情况|本报告|咨询"
)


def reads_as_report(text: str) -> bool:
    """Whether a page that was taken for a listing is a report itself: some columns show the latest one in place of a list.

    The tables of 2019 and later are known by their labels, the reports before by the matters that the regulation names
    (Article 32 of 2007).
    """
    return len(set(_STATUTORY.findall(text))) >= 2 or len(set(_NARRATIVE.findall(text))) >= 5


_REFRESH = re.compile(
    r"<meta[^>]+http-equiv\s*=\s*['\"]?refresh['\"]?[^>]+content\s*=\s*['\"]?\s*\d+\s*;\s*url\s*=\s*['\"]?([^'\">\s]+)",
    re.I,
)
_LOCATION = re.compile(
    r"(?:(?:window|self|top|parent|document)\.)*location(?:\.href)?\s*=\s*['\"]([^'\"]+)['\"]\s*(?:[;<}\"']|$)"
    r"|location\.(?:replace|assign)\(\s*['\"]([^'\"]+)['\"]\s*\)"
)
A_STUB = 3000
"""Characters: what is longer is no page that only leads on."""


def redirect_in(text: str) -> str | None:
    """Where a page sends its reader by `meta refresh` or a script, when it is hardly more than that; None for a real page.

    >>> redirect_in("<script>window.location.href='/zwgk/nb/index.html';</script>")
    '/zwgk/nb/index.html'
    """
    if len(text) > A_STUB or text.lower().count("<a ") > 3:
        return None
    found = _REFRESH.search(text) or _LOCATION.search(text)
    return next(filter(None, found.groups()), None) if found else None
