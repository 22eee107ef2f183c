"""The directory platform of Guangdong's governments and bureaus (政府信息公开目录管理平台, 开普): a shell filled from JSON.

What it looks like, from public scrapers (of www.gd.gov.cn, whly.gd.gov.cn, rsj.gz.gov.cn, sz.gov.cn and its bureaus,
yangjiang.gov.cn, zhaoqing.gov.cn) and from the report URLs in the registry (nr.gd, drc.gd, panyu):

- entries: `/gkmlpt/index`, `/gkmlpt/index#721`, `/gkmlpt/annualreport#2629`, below a bureau's folder too
  (`/yjzjj/gkmlpt/index`); the number behind `#` is the class. The page holds `window._CONFIG = {… SID: '175', … TREE:
  [{"id": 2629, "name": "年报", "children": […], "jump_url": ""}], SERVICE_AREA_ID: …}` and no article.
- `GET /gkmlpt/api/all/2629?page=1&sid=175` answers `{"classify": {…}, "total": 221, "offset": 0, "articles": [{"id":
  …, "title": …, "url": "https://…/gkmlpt/content/1/102/post_102.html", "post_url": "", "type": "normal"}]}`, 100 a
  page; `type` is `url` for a link elsewhere.
- a class with a `jump_url` stands elsewhere on the site, mostly as a column of its portal.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, ClassVar, cast
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.http import TextResponse

from crawlers.calls import gkmlpt_call, gkmlpt_site
from crawlers.following import DEPTH, Listing
from crawlers.selection import Link, names_reports, web_url
from crawlers.sites import endpoint
from crawlers.spiders.base import SiteSpider

_TREE = re.compile(r"\bTREE['\"]?\s*[:=]\s*(?=\[)")
_API = re.compile(r"/gkmlpt/api/all/(\d+)")


class GkmlptSpider(SiteSpider):
    """Guangdong's directory platform: classes of a tree, listed by `gkmlpt/api/all/CLASS`."""

    name = "gkmlpt"

    layout: ClassVar[re.Pattern[str]] = re.compile(r"gkmlpt|\"articles\"|\bSID\b")
    article: ClassVar[re.Pattern[str]] = re.compile(r"/m?post_\d+\.html?|/gkmlpt/content/")
    listing: ClassVar[re.Pattern[str]] = re.compile(
        r"/gkmlpt/(?:index|annual\w*|mindex|guide|policy)?/?(?:#.*)?$|/(?:index\w*\.html?)?$"
    )
    entrance: ClassVar[re.Pattern[str]] = re.compile(r"/gkmlpt/(?:index|mindex|annual\w*)?/?(?:#.*)?$")
    page_image: ClassVar[re.Pattern[str]] = re.compile(r"/attachment/|/img/|/picture/|/upload")

    def calls(self, response: TextResponse, listing: Listing) -> Iterator[Request]:
        """The lists of the classes of annual reports: the one that the column names, else those that are called so in the tree."""
        sid = gkmlpt_site(response.text)
        if sid is None or "/gkmlpt" not in listing.url:
            return
        named = urlsplit(listing.url).fragment.strip("#/")
        tree = _tree(response.text)
        nodes = _named(tree, named) if named.isdigit() else list(_of_reports(tree))
        if named.isdigit() and not nodes:
            nodes = [{"id": named}]
        if not nodes and listing.depth == 0:
            self.run.fault(
                response.url,
                f"the directory {response.url} names no annual reports: give its class, …/gkmlpt/annualreport#NUMBER",
            )
        for node in nodes:
            yield from self._listed_by(node, sid, response, listing)

    def more(self, response: TextResponse, listing: Listing) -> Iterator[Request]:
        """The columns that stand outside the directory go on by their pagers; a directory's own page has none."""
        if "/gkmlpt" not in response.url:
            yield from super().more(response, listing)

    def _listed_by(self, node: dict[str, Any], sid: str, response: TextResponse, listing: Listing) -> Iterator[Request]:
        """Ask for the list of a class and of those below it, or for the column to which it leads."""
        jump = web_url(str(node.get("jump_url") or ""), response.url)
        if jump and endpoint(jump) in self.site.allowed_endpoints:
            yield from self._sub_listing(Link(jump, str(node.get("name") or "")), listing)
        elif not jump:
            yield from self.listing_call(gkmlpt_call(listing.url, str(node.get("id")), sid), listing)
        for child in _children(node):
            title = f"{listing.title} {child.get('name') or ''}".strip()
            url = f"{listing.url.partition('#')[0]}#{child.get('id')}"
            below = Listing(listing.column, url, title, listing.depth + 1)
            if below.depth <= DEPTH:
                yield from self._listed_by(child, sid, response, below)


def _tree(text: str) -> list[dict[str, Any]]:
    """The classes of a directory, as its page's script holds them; none where it holds none that can be read."""
    found = _TREE.search(text)
    if not found:
        return []
    try:
        value, _ = json.JSONDecoder().raw_decode(text, found.end())
    except ValueError:
        return []
    return _nodes(value)


def _nodes(value: Any) -> list[dict[str, Any]]:
    return (
        [cast(dict[str, Any], node) for node in cast(list[Any], value) if isinstance(node, dict)]
        if isinstance(value, list)
        else []
    )


def _children(node: dict[str, Any]) -> list[dict[str, Any]]:
    return _nodes(node.get("children"))


def _of_reports(nodes: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The topmost classes whose names are those of annual reports."""
    for node in nodes:
        if names_reports(str(node.get("name") or "")):
            yield node
        else:
            yield from _of_reports(_children(node))


def _named(nodes: list[dict[str, Any]], class_id: str) -> list[dict[str, Any]]:
    """The class of a number, with what is below it; empty when the tree does not hold it."""
    for node in nodes:
        if str(node.get("id")) == class_id:
            return [node]
        if found := _named(_children(node), class_id):
            return found
    return []
