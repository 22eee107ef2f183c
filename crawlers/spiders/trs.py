"""Sites on TRS WCM (拓尔思): static pages, written by the CMS whenever something is published.

What its addresses look like, from public scrapers and from the report URLs in the registry:

- articles: `…/202401/t20240115_3271106.html` (also .htm, .shtml): month folder, date, number. Attachments stand
beside the
  article as `P020240115….pdf`, pictures of its text as `W020240115….jpg`.
- listings: `index.html`, then `index_1.html` to `index_N-1.html`. The number of pages stands in a script,
  `createPageHTML(N, current, "index", "html")`; some sites call it `createPage`, and a later template writes
  `createPageHTML('page_div', N, current, 'name', 'shtml', records)`, where sites differ in whether the second page is
  `_1` or `_2` (Suzhou, Wuxi and Zhenjiang bureaus; a scraper of those asks for both): both ends are asked for, and
  one of them may be missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar
from urllib.parse import urljoin

from scrapy import Request
from scrapy.http import TextResponse

from crawlers.sites import Column
from crawlers.spiders.base import LISTING_PAGES, SiteSpider

_PAGER = re.compile(
    r"createPage(?:HTML)?\(\s*(?P<div>['\"][^'\"]*['\"]\s*,\s*)?(?P<pages>\d+)\s*,\s*(?P<current>\d+)\s*,"
    r"\s*['\"](?P<name>[\w.-]+)['\"]\s*,\s*['\"](?P<type>\w+)['\"]"
)


class TrsSpider(SiteSpider):
    """TRS WCM: `index_1.html` paging, `tYYYYMMDD_N.html` articles."""

    name = "trs"

    layout: ClassVar[re.Pattern[str]] = re.compile(r"createPage(?:HTML)?\(|/t20\d{6}_\d+\.s?html?|TRS_|TRSWCM", re.I)
    article: ClassVar[re.Pattern[str]] = re.compile(r"/t20\d{6}_\d+(?:_\w+)?\.s?html?$")
    listing: ClassVar[re.Pattern[str]] = re.compile(r"/(?:(?:index|list)\w*\.s?html?)?(?:\?.*)?$")
    page_image: ClassVar[re.Pattern[str]] = re.compile(r"/[WP]020\d{6,}\w*\.\w+$")

    def more(self, response: TextResponse, column: Column) -> Iterator[Request]:
        """The further pages that the pager's script names; it is read on the first page only."""
        pager = _PAGER.search(response.text)
        if not pager or int(pager["current"]) != 0:
            return
        pages = int(pager["pages"])
        last = pages if pager["div"] else pages - 1
        for number in range(1, min(last, LISTING_PAGES) + 1):
            may_miss = bool(pager["div"]) and number in {1, last}
            url = urljoin(response.url, f"{pager['name']}_{number}.{pager['type']}")
            yield from self.listing_request(url, column, may_miss=may_miss)
