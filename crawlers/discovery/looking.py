"""What a look at a site needs of a run: the same state that a crawl keeps, without archive and history.

Pages that are looked at are not archived: they are asked for again, by the crawl, once there is a site file.
"""

from __future__ import annotations

from typing import Any, cast
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.http import Response
from scrapy.robotstxt import RobotParser

from crawlers.archive import Provenance, Root
from crawlers.discovery.words import plain_host
from crawlers.history import History
from crawlers.middlewares import CaptureMiddleware, Refused, RobotsMiddleware, legible
from crawlers.refusals import refusal
from crawlers.run import Budget, SiteRun
from crawlers.sites import HostsOverride, Overrides, Site, endpoint

ROBOTS_AGENT = "nianbao"
PROVENANCE = "provenance"


_NO_SITE = "-"
"""No site has this id, so nothing is in the archive under it: what a look knows of earlier captures."""


class LookRun(SiteRun):
    """The state of a look: hosts that may be asked, the budget, and what robots.txt says.

    `faults` are messages, `forbidden` the addresses that robots.txt forbade.
    """

    def __init__(self, site: Site, root: Root, budget: Budget) -> None:
        super().__init__(site, "look", root, budget)
        self._history = History(self.archive, _NO_SITE)
        self.robots: dict[str, RobotParser | None] = {}
        self.faults: list[str] = []
        self.forbidden: list[str] = []

    @property
    def requests(self) -> int:
        """How many requests were made, robots.txt and redirects included."""
        return self._requests

    def open(self) -> None:
        """There is nothing to open: a look knows no earlier captures, and writes no archive."""

    def fault(self, url: str | None, message: str) -> None:
        """Keep the message; a look ends by itself."""
        self.faults.append(message)

    def may_fetch(self, url: str) -> bool:
        """Whether robots.txt allows an address, as far as the host's was read."""
        parser = self.robots.get(urlsplit(url).netloc)
        return parser is None or parser.allowed(url, ROBOTS_AGENT)

    def sitemaps(self) -> list[str]:
        """The sitemaps that the home's robots.txt names."""
        parser = cast(Any, self.robots.get(urlsplit(self.site.home).netloc))
        return list(parser.rp.sitemaps) if parser is not None and hasattr(parser, "rp") else []

    def admits(self, url: str) -> bool:
        """Whether an address is of the site: its host and port, or a sibling host that a link to reports has named."""
        return endpoint(url) in self.site.allowed_endpoints

    def admit(self, url: str) -> bool:
        """Take a sibling host (`xxgk.place.gov.cn` beside `www.place.gov.cn`) in; false where it is another site's."""
        if self.admits(url):
            return True
        parts = urlsplit(url)
        home = urlsplit(self.site.home)
        if plain_host(parts.hostname or "") != plain_host(home.hostname or "") or parts.port not in {None, home.port}:
            return False
        named = [*(self.site.overrides.hosts.allow if self.site.overrides.hosts else []), parts.netloc]
        hosts = HostsOverride.model_construct(allow=named, reason="named by a link to reports")
        fields: dict[str, Any] = dict(self.site) | {"overrides": Overrides.model_construct(hosts=hosts)}
        self.site = Site.model_construct(**fields)  # a copy would keep the hosts that were worked out before
        self.endpoints = self.site.allowed_endpoints
        return True


def site_of(home: str, site_id: str) -> Site:
    """A site of which no more than the home page is known."""
    return Site.model_construct(site_id=site_id, name=site_id, home=home, family="", columns=(), overrides=Overrides())


class LookMiddleware(CaptureMiddleware):
    """Counts responses and notices refusals as the crawl does, and archives nothing."""

    def process_response(self, request: Request, response: Response) -> Response:
        is_robots = urlsplit(request.url).path == "/robots.txt"
        how = None if is_robots else refusal(response.status, response.body)
        if how:
            run_of(self).refuse(request.url, how)
            raise Refused("refused", how)
        return legible(response)


class LookRobotsMiddleware(RobotsMiddleware):
    """Obeys robots.txt as the crawl does, and remembers what it says for the links that are only read."""

    def process_request_2(self, rp: RobotParser | None, request: Request) -> None:
        run_of(self).robots[urlsplit(request.url).netloc] = rp
        super().process_request_2(rp, request)


def run_of(middleware: Any) -> LookRun:
    """The run of the spider that a middleware serves."""
    crawler = getattr(middleware, "crawler", None) or middleware._crawler
    return cast(LookRun, crawler.spider.run)


def role_of(request: Request) -> str:
    """What a family's spider asks for a page as: `listing`, `report` or `attachment`."""
    provenance = cast(Provenance | None, request.meta.get(PROVENANCE))
    return provenance.role if provenance else "other"


def say_nothing(**event: object) -> None:
    """What a look tells its events where nobody listens."""
