"""Sites on JCMS of 大汉 (Hanweb): columns whose links stand in an XML island, further pages behind a proxy.

What its pages look like, from public scrapers (of Jiangsu, Zhejiang, Jiangxi and Shandong governments, of nhsa.gov.cn
and cnipa.gov.cn) and from the report URLs in the registry:

- columns: `/col/col33718/index.html`; articles: `/art/2024/1/22/art_5436_412675.html`; files:
  `/module/download/downfile.jsp?classid=0&filename=….pdf`, `/attach/…`; pictures of an article: `/picture/…`.
- a column holds its first records in `<script type="text/xml"><datastore><nextgroup><![CDATA[<a
  href="/module/web/jpage/
  dataproxy.jsp?page=1&appid=1&webid=1&path=/&columnid=33718&unitid=212860&webname=…">]]></nextgroup><recordset><record>
  <![CDATA[<li><a href=… title=…>…</a><span>2026-09-11</span></li>]]></record>…`; older templates in a JavaScript list
  `InitData49468=['…','…'];`.
- `$('#212860').jpage({totalRecord:4895, perPage:19, groupSize:3, proxyUrl:'/module/web/jpage/dataproxy.jsp',
  ajaxParam:{col:1, appid:'1', webid:60, path:'/', columnid:30067, unitid:'49468', webname:'…', permissiontype:0}})`.
  The script POSTs these parameters to `proxyUrl?startrecord=46&endrecord=90&perpage=15` and gets a `<datastore>` of
  records back. The proxy also stands at `/module/jpage/` and `/module/jslib/jquery/jpage/`. Newer versions encrypt
  the parameters in `<nextgroup>`; its link is then followed as it stands.
- the disclosure platform shows an agency's report of a year at
  `/module/xxgk/xxgkAnnualReport.jsp?area=11370685…&fbtime=2014`, with links, a `<select>` or scripts for the other
  years; elsewhere it lists by `search.jsp`, and newer versions (JPAAS, TRUECMS) by calls of their own, whose evidence
  stands in `crawlers.calls`. Huai'an on TRUECMS: `/col/4039_446643/art/17356608/17364738729029ffO7DUB.html`.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from typing import Any, ClassVar
from urllib.parse import parse_qsl, urlencode, urljoin

from scrapy import Request, Selector
from scrapy.http import Response, TextResponse

from crawlers.archive import Provenance
from crawlers.calls import jpaas_calls, search_calls, truecms_calls
from crawlers.following import Listing
from crawlers.listings import LISTING_PAGES
from crawlers.middlewares import PROVENANCE
from crawlers.selection import Link
from crawlers.sites import Column
from crawlers.spiders.base import SiteSpider

_PROXY = "/module/web/jpage/dataproxy.jsp"
_RECORD = re.compile(r"<record>\s*<!\[CDATA\[(.*?)\]\]>\s*</record>", re.S)
_NEXT_GROUP = re.compile(r"<nextgroup>\s*<!\[CDATA\[\s*<a\s+href=[\"']([^\"']*)[\"']", re.S)
_INITIAL_DATA = re.compile(r"InitData\w*\s*=\s*\[(.*?)\]\s*;", re.S)
_SCRIPT_STRING = re.compile(r"'((?:[^'\\]|\\.)*)'|\"((?:[^\"\\]|\\.)*)\"", re.S)
_TOTAL = re.compile(r"totalRecord['\"]?\s*:\s*['\"]?(\d+)|<totalrecord>\s*(\d+)\s*</totalrecord>", re.I)
_YEAR = re.compile(r"^\D{0,12}(20[012]\d)\D{0,6}$")
_YEARS_OFFERED = 20
_UNIT = re.compile(r"(?:<div[^>]*\bid=[\"']\d{4,}[\"'][^>]*>\s*)?<script[^>]*>\s*<datastore|InitData\d*\s*=\s*\[", re.I)
_PAGER = re.compile(r"\$\(['\"]#?(\d+)['\"]\)\.jpage\(\{.*?\}\s*\)", re.S)
_UNIT_OF = re.compile(r"unitid=(\d+)|id=[\"'](\d{4,})[\"']")
_PARAMETERS = ("col", "appid", "webid", "path", "columnid", "sourceContentType", "unitid", "webname", "permissiontype")
_PER_PAGE, _GROUP_SIZE = "15", "3"  # what the script takes where a page does not say


class HanwebSpider(SiteSpider):
    """大汉 JCMS: `col` columns with an XML island, `art` articles, `dataproxy.jsp` paging, `xxgkAnnualReport.jsp`."""

    name = "hanweb"

    layout: ClassVar[re.Pattern[str]] = re.compile(
        r"<datastore|\bjpage\b|/art/\d{4}/|/col/(?:col)?\d+|xxgkAnnualReport\.jsp|module/xxgk|jpaas|messageController|jcms"
    )
    article: ClassVar[re.Pattern[str]] = re.compile(
        r"/art/(?:\d{4}/\d{1,2}/\d{1,2}/)?(?:\d{4}/)?art_\w+\.html?|/art/\d+/\w+\.html?$"
    )
    annual_report: ClassVar[re.Pattern[str]] = re.compile(r"/module/xxgk/xxgkAnnualReport\.jsp\?.*\bfbtime=\d{4}")
    listing: ClassVar[re.Pattern[str]] = re.compile(
        r"/col/(?:col)?\d+|/jpage/dataproxy\.jsp|/xxgkAnnualReport\.jsp|/search\.jsp|/(?:index\.s?html?)?(?:\?.*)?$"
    )
    page_image: ClassVar[re.Pattern[str]] = re.compile(r"/picture/|/attach/|/module/download/")

    def __init__(self, name: str | None = None, **kwargs: Any) -> None:
        super().__init__(name, **kwargs)
        self._shown: dict[str, set[str]] = {}
        self._next_groups: dict[str, str] = {}

    def fragments(self, response: TextResponse) -> Iterable[Selector]:
        """The page itself, and the records of its XML island or JavaScript list."""
        yield response.selector
        if records := _records(response.text):
            yield Selector(text="".join(records), type="html")

    def calls(self, response: TextResponse, listing: Listing) -> Iterator[Request]:
        """The calls of the newer systems and of the disclosure module."""
        for call in (
            *jpaas_calls(response.text, response.url),
            *search_calls(response.text, response.url),
            *truecms_calls(response.text, response.url),
        ):
            yield from self.listing_call(call, listing)

    def more(self, response: TextResponse, listing: Listing) -> Iterator[Request]:
        """The records that the page does not hold, in the groups in which the page's own script asks for them."""
        if "dataproxy.jsp" in response.url:
            group = _NEXT_GROUP.search(response.text)
            next_group = urljoin(response.url, html.unescape(group[1])) if group else ""
            yield from self._after_proxy(response, set(_records(response.text)), next_group, listing)
            return
        if "xxgkAnnualReport.jsp" in response.url:
            yield from self._years(response, listing)
        units = _units(response.text)
        if not any(_records(unit) or _total(unit) for unit in units):
            yield from super().more(response, listing)
        for unit in units:
            yield from self._rest_of(unit, response, listing)

    def _rest_of(self, text: str, response: TextResponse, listing: Listing) -> Iterator[Request]:
        """The records of one unit of a page that it does not hold."""
        records, total = _records(text), _total(text)
        group = _NEXT_GROUP.search(text)
        next_group = urljoin(response.url, html.unescape(group[1])) if group else ""
        self._shown.setdefault(listing.url, set()).update(records)
        self._next_groups[listing.url] = next_group
        if len(records) >= total > 0:
            return
        parameters = _parameters(text, next_group)
        if total and "columnid" in parameters and "unitid" in parameters:
            proxy = urljoin(response.url, _option(text, "proxyUrl") or next_group.partition("?")[0] or _PROXY)
            yield from self._groups(proxy, text, parameters, range(len(records) + 1, total + 1), listing)
        elif next_group and records:
            yield from self.listing_request(next_group, listing)

    def _after_proxy(
        self, response: TextResponse, records: set[str], next_group: str, listing: Listing
    ) -> Iterator[Request]:
        """Go on from an answer of the proxy: by its own link to the next group, where it pays no heed to the records asked for."""
        shown = self._shown.setdefault(listing.url, set())
        is_new = not records <= shown
        shown |= records
        is_post = response.request is not None and response.request.method == "POST"
        following = self._next_groups.get(listing.url, "") if is_post else next_group
        if following and records and is_new != is_post:
            yield from self.listing_request(following, listing)

    def _groups(
        self, proxy: str, text: str, parameters: dict[str, str], missing: range, listing: Listing
    ) -> Iterator[Request]:
        per_page = int(_option(text, "perPage") or _PER_PAGE) or int(_PER_PAGE)
        step = per_page * (int(_option(text, "groupSize") or _GROUP_SIZE) or 1)
        for start in range(missing.start, missing.stop, step)[: LISTING_PAGES + 1]:
            end = min(start + step, missing.stop) - 1
            yield from self.listing_request(
                f"{proxy}?startrecord={start}&endrecord={end}&perpage={per_page}",
                listing,
                method="POST",
                body=urlencode(parameters),
                headers={"Content-Type": "application/x-www-form-urlencoded; charset=UTF-8"},
            )

    def read_report(self, response: Response, hops: int = 0) -> Iterator[Request]:
        """Besides its attachments, ask for the other years that a report of the disclosure platform offers."""
        yield from super().read_report(response, hops)
        if isinstance(response, TextResponse) and self.annual_report.search(response.url):
            provenance: Provenance = response.meta[PROVENANCE]
            yield from self._years(response, Listing(Column(url=provenance.via or response.url), response.url))

    def _years(self, response: TextResponse, listing: Listing) -> Iterator[Request]:
        """The reports of the years that a page of the disclosure platform offers in a list to choose from."""
        address, _, query = response.url.partition("?")
        fields = {name: value for name, value in parse_qsl(query) if name != "fbtime"}
        offered = response.xpath(
            "//option/@value | //option/text() | //li/text() | //li/a/text() | //@onclick"
        ).getall()
        years = {year for text in offered for year in _YEAR.findall(text)} if fields.get("area") else set[str]()
        for year in sorted(years, reverse=True)[:_YEARS_OFFERED]:
            link = Link(f"{address}?{urlencode({**fields, 'fbtime': year})}", f"{year}年")
            yield from self.ask(link.url, self._report(link, listing), self.read_report)


def _units(text: str) -> list[str]:
    """The parts of a page that each hold one list, with the options of its pager: tabs have one each."""
    starts = [found.start() for found in _UNIT.finditer(text)]
    if len(starts) < 2:
        return [text]
    parts = [text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]
    pagers = {found[1]: found[0] for found in _PAGER.finditer(text)}
    told = [_UNIT_OF.search(part) for part in parts]
    named = [next(filter(None, found.groups())) if found else "" for found in told]
    return [
        _PAGER.sub("", part) + pagers[unit] if unit in pagers else part for part, unit in zip(parts, named, strict=True)
    ]


def _records(text: str) -> list[str]:
    """The HTML of each record that a column's page, or the proxy's answer, holds."""
    if records := _RECORD.findall(text):
        return records
    initial = _INITIAL_DATA.search(text)
    if not initial:
        return []
    return [re.sub(r"\\(.)", r"\1", single or double) for single, double in _SCRIPT_STRING.findall(initial[1])]


def _total(text: str) -> int:
    """The number of records of the whole column, or 0 where the page does not say."""
    found = _TOTAL.search(text)
    return int(found[1] or found[2]) if found else 0


def _parameters(text: str, next_group: str) -> dict[str, str]:
    """The parameters of the proxy, from the script's options and from the link to the next group."""
    linked = dict(parse_qsl(next_group.partition("?")[2], keep_blank_values=True))
    found = {name: _option(text, name) or linked.get(name) for name in _PARAMETERS}
    return {name: value for name, value in found.items() if value}


def _option(text: str, name: str) -> str | None:
    """The value of an option in the page's scripts: `columnid:33718`, `unitid:'212860'`."""
    found = re.search(rf"\b{name}['\"]?\s*:\s*(?:'([^']*)'|\"([^\"]*)\"|([^'\",}}\s]+))", text)
    return next(filter(None, found.groups()), None) if found else None
