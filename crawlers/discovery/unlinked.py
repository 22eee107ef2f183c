"""Errands for the addresses that no link leads to: those that sitemaps list, and those that pages and scripts only name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin

from scrapy.http import HtmlResponse, Response, TextResponse

from crawlers.discovery.frontier import Errand, Frontier
from crawlers.discovery.leads import NO_MENU_SCRIPT
from crawlers.discovery.looking import LookRun
from crawlers.discovery.named import named_addresses
from crawlers.discovery.sitemap import is_sitemap, sitemap_addresses
from crawlers.discovery.trial import is_article
from crawlers.discovery.words import HINT, NEVER, OPENNESS, OTHER, worth

SITEMAPS = 3
"""Sitemaps that a look starts with at most; what an index names is followed to one fewer."""
SITEMAP_LINKS = 400
"""Addresses of one sitemap that promise something and are kept, and as many that say nothing."""


def named_errands(answer: TextResponse) -> Iterator[Errand]:
    """What a page or script only names: the scripts of its own that are read last, and the addresses that stand in quotes."""
    for source in answer.xpath("//script/@src").getall() if isinstance(answer, HtmlResponse) else ():
        if not NO_MENU_SCRIPT.search(source):
            yield Errand(urljoin(answer.url, source), [], HINT - 5, answer.url, "script", depth=2)
    for address, title in named_addresses(answer.text):
        url = urljoin(answer.url, address)
        if (value := worth(title, url)) != NEVER and not is_article(url):
            yield Errand(url, [title] if title else [], value, answer.url, depth=2)


@dataclass(slots=True)
class Sitemaps:
    """The sitemaps of a site, as far as they are asked for, and what they put on the list of errands."""

    frontier: Frontier
    _asked: int = 0

    def start(self, home: str, run: LookRun) -> None:
        """Ask for the sitemaps that robots.txt names and for the usual one, once."""
        if self._asked:
            return
        self._asked = 1
        for url in [*run.sitemaps(), urljoin(home, "/sitemap.xml")][:SITEMAPS]:
            self.frontier.add(Errand(url, [], OPENNESS - 1, kind="sitemap", depth=1))

    def take(self, response: Response, run: LookRun) -> tuple[int, int]:
        """Put what a sitemap lists on the list; how many addresses it has comes back, and how many of them promise something."""
        addresses = sitemap_addresses(response)
        promising = listed = 0
        for url in addresses:
            value = worth("", url)
            if not run.admits(url) or self.frontier.knows(url) or is_article(url):
                continue
            if is_sitemap(url):
                if self._asked < SITEMAPS:
                    self._asked += 1
                    self.frontier.add(Errand(url, [], OPENNESS - 1, kind="sitemap", via=response.url, depth=1))
            elif value > OTHER and promising < SITEMAP_LINKS:
                promising += 1
                self.frontier.add(Errand(url, [], value - 5, via=response.url, depth=2))
            elif value == OTHER and listed < SITEMAP_LINKS:
                listed += 1
                self.frontier.add(Errand(url, [], OTHER, via=response.url, depth=2))
        return len(addresses), promising
