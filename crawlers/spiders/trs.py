"""Sites on TRS WCM (拓尔思): static pages, written by the CMS whenever something is published.

What its addresses look like, from public scrapers and from the report URLs in the registry:

- articles: `…/202401/t20240115_3271106.html` (also .htm, .shtml): month folder, date, number. Attachments stand
  beside the article as `P020240115….pdf`, pictures of its text as `W020240115….jpg`.
- listings: `index.html`, then `index_1.html` to `index_N-1.html`. The number of pages stands in a script,
  `createPageHTML(N, current, "index", "html")`; some sites call it `createPage`, and a later template writes
  `createPageHTML('page_div', N, current, 'name', 'shtml', records)`, where sites differ in whether the second page is
  `_1` or `_2` (Suzhou, Wuxi and Zhenjiang bureaus; a scraper of those asks for both): both ends are asked for, and
  one of them may be missing (`crawlers.pagers`). Others write `var countPage = 5` and their links themselves.
- a column of reports is often a tree: `/zfxxgknb/nb_2022n/` of Shuicheng, `/zfxxgknb/gknb2017/` of Miyun.
- `…/t20210120_1_wap.html` is the mobile view of `…/t20210120_1.html`: one page.
"""

from __future__ import annotations

import re
from typing import ClassVar

from crawlers.spiders.base import SiteSpider


class TrsSpider(SiteSpider):
    """TRS WCM: `index_1.html` paging, `tYYYYMMDD_N.html` articles."""

    name = "trs"

    layout: ClassVar[re.Pattern[str]] = re.compile(
        r"createPage(?:HTML)?\(|/t20\d{6}_\d+\.s?html?|TRS_|TRSWCM|countPage", re.I
    )
    article: ClassVar[re.Pattern[str]] = re.compile(r"/t(?:19|20)\d{6}_\d+(?:_\w+)?(?:\.s?html?)?$|/t\d{6,}\.s?html?$")
    listing: ClassVar[re.Pattern[str]] = re.compile(
        r"/(?:(?:index|list|default)\w*\.s?html?)?(?:\?.*)?$|/\w*list\w*\.s?html?$"
    )
    page_image: ClassVar[re.Pattern[str]] = re.compile(r"/[WP]020\d{6,}\w*\.\w+$")
