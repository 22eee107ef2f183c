"""Sites on WebBuilder of 新点 (Epoint): pages that are empty until a script has asked a REST endpoint.

What it looks like, from public scrapers of governments (xz.gov.cn and its bureaus, yingkou.gov.cn and its bureaus,
sthj.fushun.gov.cn, shcn.gov.cn) and of the trading centres that run the same system:

- columns: `/dynamic/zw/openlist.html?categorynum=003004`,
  `/dynamic/zwgk/govInfoPub.html?categorynum=003002&deptcode=…`, `/xxgk/001004/secondPage.html`,
  `/001/001004/list.html`; some are written as static pages, `2.html`, `3.html` beside them.
- the endpoints, their parameters and answers stand in `crawlers.calls`; where they are named and the site's
  `siteGuid` is told, in the page or in `/js/webBuilderCommon.js` or another of its scripts, which is then read.
- some answer only who shows the token that `POST …/rest/getOauthInfoAction/getNoUserAccessToken` gives any visitor: `{"custom":
  {"access_token": …}}`, sent as `Authorization: Bearer` (ggzyjy.weihai.cn, zfcg.szggzy.com, ggzy.xjyl.gov.cn).
- articles: `/001004/20240122/53e3d686-c8c3-48d5-b88f-6db297ed14a2.html`, `/govxxgk/11210800…/2024-01-22/UUID.html`;
  files: `/EpointWebBuilder/ WebbuilderMIS/attach/downloadZtbAttach.jspx?attachGuid=…`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, ClassVar
from urllib.parse import urljoin

from scrapy import Request
from scrapy.http import Response, TextResponse

from crawlers.archive import Provenance
from crawlers.calls import epoint_calls
from crawlers.following import Listing
from crawlers.middlewares import PROVENANCE
from crawlers.spiders.base import SiteSpider
from crawlers.urls import same_page

_SITE = re.compile(r"siteGuid['\"]?\s*[:=]\s*['\"][0-9a-f]{8}", re.I)
"""Where the site's number is told; scripts name it elsewhere too, without saying it."""
_TOKEN = re.compile(r"[\w./-]*rest/\w+/getNoUserAccessToken\w*")
_GIVEN = re.compile(r"access_token\\?\"\s*:\s*\\?\"([\w.-]+)")


class EpointSpider(SiteSpider):
    """新点 WebBuilder: listings by REST or action calls, articles by date and UUID."""

    name = "epoint"

    def __init__(self, name: str | None = None, **kwargs: Any) -> None:
        super().__init__(name, **kwargs)
        self._token: str | None = None

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
        told = self.scripts(response).text or response.text
        known = epoint_calls(told, response.url)
        is_stated = not all(call.is_guess for call in known) and _SITE.search(told)
        scripts = [] if is_stated else [*self._load_scripts(response, listing)]
        if scripts:
            yield from scripts
            return
        if self._token is None and (found := _TOKEN.search(told)) and known:
            root = known[0].url.partition("/rest/")[0]
            address = urljoin(response.url, found[0] if found[0].startswith("/") else f"{root}/{found[0]}")
            yield Request(
                address, method="POST", priority=20, dont_filter=True, callback=self.read_token, errback=self.listing_failed,
                cb_kwargs={"page": response, "listing": listing, "is_first": False},
                meta={PROVENANCE: Provenance("other", via=same_page(response.url))},
            )  # fmt: skip
            return
        stated = [
            call for call in self.scripts(response).calls() if call.is_paged and re.search(r"/rest/|\.action", call.url)
        ]
        for call in dict.fromkeys([*stated, *known]):
            yield from self.listing_call(call, listing)

    def read_token(self, response: Response, page: TextResponse, listing: Listing, is_first: bool) -> Iterator[Request]:
        """Take the token that any visitor is given, and go on; where none comes, without one."""
        found = _GIVEN.search(response.text) if isinstance(response, TextResponse) else None
        self._token = found[1] if found else ""
        yield from self.calls(page, listing)

    def listing_request(self, url: str, listing: Listing, **changes: Any) -> Iterator[Request]:
        """As for any site, with the token where one was given."""
        for request in super().listing_request(url, listing, **changes):
            yield (
                request.replace(headers={**request.headers, "Authorization": f"Bearer {self._token}"})
                if self._token
                else request
            )
