"""The scripts of a site, as a spider reads them: those in a page, and those that it loads, once somebody has asked for them."""

from __future__ import annotations

import re
from typing import Any

from scrapy.http import Response, TextResponse
from scrapy.utils.response import get_base_url

from crawlers.scripts import PageScripts, scripts_of
from crawlers.scripts.templates import Template, of_articles, templates_in
from crawlers.selection import web_url
from crawlers.sites import Site, endpoint

SCRIPTS = 4
"""Scripts of one page that are read in search of what its listing is fetched from."""

_LIBRARY = re.compile(
    r"jquery|bootstrap|swiper|layui|layer|echarts|vue|react|mustache|respond|html5|polyfill|/lib/|\bmin\.js|share|counter|visit"
    r"|wza|slide",
    re.I,
)
_TELLING = re.compile(r"webBuilderCommon|ajaxReq|siteinfo|xxgk|gov|list|page|nb|index|app|main", re.I)


class ScriptReader:
    """What a spider keeps of the scripts of its site: the texts of those that were asked for, and the page read last."""

    site: Site

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._loaded: dict[str, str] = {}
        self._page: tuple[TextResponse, PageScripts] | None = None

    def scripts(self, response: TextResponse) -> PageScripts:
        """What the scripts of a page say, those that it loads included as far as they were read."""
        if self._page is None or self._page[0] is not response:
            loaded = "\n".join(self._loaded.get(url, "") for url in self._sources(response)) if self._loaded else ""
            self._page = (response, scripts_of(response.url, response.selector, loaded))
        return self._page[1]

    def missing_scripts(self, response: TextResponse) -> list[str]:
        """The addresses of a page's own scripts that were not read yet, those first whose names tell of listings."""
        return [url for url in self._sources(response) if url not in self._loaded]

    def keep_script(self, url: str, response: Response) -> None:
        """Keep the text of a script that was asked for at an address; of one that is not there, that it is not."""
        is_there = isinstance(response, TextResponse) and response.status == 200
        self._loaded[url] = response.text if is_there else ""
        self._page = None

    def templates(self) -> list[Template]:
        """How the page that was read last makes addresses of records."""
        if self._page is None:
            return []
        page, scripts = self._page
        return of_articles(templates_in(f"{page.text}\n{scripts.text}"))

    def _sources(self, response: TextResponse) -> list[str]:
        urls = [web_url(source, get_base_url(response)) for source in response.xpath("//script/@src").getall()]
        own = [url for url in urls if url and endpoint(url) in self.site.allowed_endpoints and not _LIBRARY.search(url)]
        return sorted(dict.fromkeys(own), key=lambda url: not _TELLING.search(url))[:SCRIPTS]
