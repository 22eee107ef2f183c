"""Any other site: a page of links, some of whose titles are those of annual reports.

Works without a word in the site's file where a listing is a page of links that goes on by "next page" links, numbers
or a count of pages, or a shell whose own script names what it fetches. Where it does not, the file says how to read
it:

    [listing]
    links = "ul.news li a"        # the links that count: CSS, or XPath from "/" or "(" on
    next = "a.next"               # the link to the next page
    pages = "index_{n}.html"      # or the addresses of further pages, beside the column
    second = 1                    # {n} of the second page; 2 where nothing is said

Seen in the registry's report URLs, and read by this family: 安徽 `/XxgkAnnualReport/show/3965.html`,
`/Xxgknb/show/2535.html`, `/OpennessAnnualReport/show/N.html` behind `/opennessAnnualReport/?branch_id=…`; 江西
`/202401/0f3a….shtml` (32 hexadecimal digits); 辽宁 `/html/HCS/202401/0170567….html`; 山西, 北京 `/gknb/5f…html`,
`/zfxxgknb/2023/`; 湖南 `/content_1234567.html`; 四川 `/gongkai/show/HASH.html`, `/public/6600041/13987654.html`; 云南
`/InfoPublic.aspx?cid=1019&page=1`; `/govinfo/contents/1287/1.html`.
"""

from __future__ import annotations

import re
from typing import ClassVar

from crawlers.spiders.base import SiteSpider


class GenericSpider(SiteSpider):
    """A page of links. What is an article is told by titles: an address says little."""

    name = "generic"

    layout: ClassVar[re.Pattern[str]] = re.compile(r"<a\b|<iframe\b|<script\b|^\s*[\[{]", re.I)
    article: ClassVar[re.Pattern[str]] = re.compile(
        r"/(?:show|download|detail|view|contents?|article|doc|info|item)/[\w/-]*\d[\w-]*(?:\.\w+)?$|/[0-9a-f]{24,32}\.s?html?$|/\d{6,}\w*\.s?html?$"
        r"|/(?:content|t|c|art|post|doc)[_-]?\d{4,}\w*\.s?html?$|[?&](?:id|articleid|articlekey|infoid|newsid)=[\w-]+", re.I
    )  # fmt: skip
    listing: ClassVar[re.Pattern[str]] = re.compile(
        r"/$|/[a-z_-]*(?:index|list|default|more|channel|column)[\w-]*\.\w+|/[a-z_-]+\.s?html?$|/[^./?]+$|\.(?:jsp|aspx?|php|do|action)(?:\?|$)"
        r"|[?&](?:page\w*|cid|catid|cat_id|columnid|channelid|branch_id|typeid|deptid)=", re.I
    )  # fmt: skip
    page_image: ClassVar[re.Pattern[str]] = re.compile(
        r"/(?:upload\w*|attach\w*|files?|picture|pic|\d{6,8})/|/[WP]020\d{6}", re.I
    )
