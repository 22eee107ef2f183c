"""Sites on WebBuilder of 新点 (Epoint): pages that are empty until a script has asked a REST endpoint.

What it looks like, from public scrapers of governments (xz.gov.cn and its bureaus, yingkou.gov.cn and its bureaus,
sthj.fushun.gov.cn, shcn.gov.cn) and of the trading centres that run the same system:

- columns: `/dynamic/zw/openlist.html?categorynum=003004`,
  `/dynamic/zwgk/govInfoPub.html?categorynum=003002&deptcode=…`, `/xxgk/001004/secondPage.html`,
  `/001/001004/list.html`; some are written as static pages, `2.html`, `3.html` beside them.
- the endpoints, their parameters and answers stand in `crawlers.calls`; where they are named and the site's
  `siteGuid` is told, in the page or in `/js/webBuilderCommon.js` or another of its scripts, which is then read.
- articles: `/001004/20240122/53e3d686-c8c3-48d5-b88f-6db297ed14a2.html`, `/govxxgk/11210800…/2024-01-22/UUID.html`;
  files: `/EpointWebBuilder/ WebbuilderMIS/attach/downloadZtbAttach.jspx?attachGuid=…`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar

from scrapy import Request
from scrapy.http import Response, TextResponse

from crawlers.archive import Provenance
from crawlers.calls import epoint_calls
from crawlers.following import Listing
from crawlers.middlewares import PROVENANCE
from crawlers.selection import web_url
from crawlers.sites import endpoint
from crawlers.spiders.base import SiteSpider
from crawlers.urls import same_page

_SCRIPTS = 4
"""Scripts of one page that are read in search of its endpoint."""
_SITE = re.compile(r"siteGuid['\"]?\s*[:=]\s*['\"][0-9a-f]{8}", re.I)
"""Where the site's number is told; scripts name it elsewhere too, without saying it."""
_LIBRARY = re.compile(
    r"jquery|bootstrap|swiper|layui|layer|echarts|vue|mustache|respond|html5|polyfill|/lib/|\bmin\.js|share|counter|visit",
    re.I,
)
_TELLING = re.compile(r"webBuilderCommon|ajaxReq|siteinfo|xxgk|gov|list|page", re.I)


class EpointSpider(SiteSpider):
    """新点 WebBuilder: listings by REST or action calls, articles by date and UUID."""

    name = "epoint"

    layout: ClassVar[re.Pattern[str]] = re.compile(
        r"webBuilder|EpointWebBuilder|EWB[-_]|siteGuid|ewb-|categorynum|/rest/\w+|inteligentsearch|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}",
        re.I,
    )
    article: ClassVar[re.Pattern[str]] = re.compile(
        r"/\d{8}/[\w-]{8,}\.html?|/[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\.html?|infoid=[\w-]{8,}", re.I
    )
    listing: ClassVar[re.Pattern[str]] = re.compile(
        r"categorynum=|/\d{3,18}/(?:\w+\.html?)?(?:\?.*)?$|/(?:index|list|secondPage|subPage|moreinfo|\d{1,3})\w*\.html?|/$",
        re.I,
    )
    page_image: ClassVar[re.Pattern[str]] = re.compile(r"attach|/uploadfile|/picture|/images?/\d", re.I)

    def calls(self, response: TextResponse, listing: Listing) -> Iterator[Request]:
        """The calls that the page's script makes, or the scripts in which they are to be found."""
        inline = " ".join(response.xpath("//script[not(@src)]/text() | //@onload").getall()) or response.text
        known = epoint_calls(inline, response.url)
        scripts = [] if known and _SITE.search(inline) else self._scripts(response)
        if not scripts:
            for call in known:
                yield from self.listing_call(call, listing)
        else:
            yield from self._ask_for_script(scripts, inline, response.url, listing)

    def read_script(
        self, response: Response, text: str, rest: list[str], page: str, listing: Listing
    ) -> Iterator[Request]:
        """Look for the endpoint in a script, too; with the last one the calls are made."""
        if isinstance(response, TextResponse) and response.status == 200:
            text = f"{text}\n{response.text}"
        if rest:
            yield from self._ask_for_script(rest, text, page, listing)
            return
        for call in epoint_calls(text, page):
            yield from self.listing_call(call, listing)

    def _scripts(self, response: TextResponse) -> list[str]:
        """The addresses of the site's own scripts, those first whose names tell of listings."""
        urls = [web_url(source, response.url) for source in response.xpath("//script/@src").getall()]
        own = [url for url in urls if url and endpoint(url) in self.site.allowed_endpoints and not _LIBRARY.search(url)]
        return sorted(dict.fromkeys(own), key=lambda url: not _TELLING.search(url))[:_SCRIPTS]

    def _ask_for_script(self, scripts: list[str], text: str, page: str, listing: Listing) -> Iterator[Request]:
        first, *rest = scripts
        yield Request(
            first,
            priority=20,
            dont_filter=True,
            callback=self.read_script,
            errback=self.listing_failed,
            cb_kwargs={"text": text, "rest": rest, "page": page, "listing": listing},
            meta={PROVENANCE: Provenance("other", via=same_page(page))},
        )
