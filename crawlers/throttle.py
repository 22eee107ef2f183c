"""The pace at which one host is asked: never faster than its robots.txt says, and not at all while it asks us to wait.

Scrapy 2.19 reads Crawl-delay and sends it with the `robots_parsed` signal, but does not act on it; AutoThrottle would
go below it. This extension keeps a floor for every host, and is loaded after AutoThrottle so that it has the last
word.
"""

from __future__ import annotations

import logging
from email.utils import parsedate_to_datetime
from time import monotonic
from typing import Self

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.robotstxt import ProtegoRobotParser, RobotParser

from crawlers.archive.captures import now

logger = logging.getLogger(__name__)

PATIENCE = 300.0
"""Seconds: a server that asks with Retry-After to wait for longer is left until the next night."""

FIRST_PAUSE, LONGEST_PAUSE = 5.0, 60.0
"""Seconds to pause after a 429 that does not say how long: doubled with each retry, up to the second."""

_TOO_MANY = 429


class PoliteThrottle:
    """Acts on Crawl-delay, Request-rate and Retry-After."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._floors: dict[str, float] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        throttle = cls(crawler)
        crawler.signals.connect(throttle.robots_parsed, signals.robots_parsed)
        crawler.signals.connect(throttle.response_downloaded, signals.response_downloaded)
        return throttle

    def robots_parsed(self, robotparser: RobotParser, request: Request) -> None:
        """Take the floor for a host from its robots.txt."""
        agent = self._crawler.settings["ROBOTSTXT_USER_AGENT"]
        floor = robotparser.crawl_delay(agent) or 0.0
        if isinstance(robotparser, ProtegoRobotParser) and (rate := robotparser.rp.request_rate(agent)):
            floor = max(floor, rate.seconds / rate.requests)
        if not floor:
            return
        downloader = self._crawler.engine.downloader
        host = downloader.get_slot_key(request)
        self._floors[host] = floor
        default = self._crawler.settings.getfloat("DOWNLOAD_DELAY")
        downloader.per_slot_settings[host] = {"delay": max(floor, default)}  # for a slot that is made anew
        if slot := downloader.slots.get(host):
            slot.delay = max(slot.delay, floor)
        logger.info("%s asks for %g seconds between requests", host, floor)

    def response_downloaded(self, response: Response, request: Request, spider: Spider) -> None:
        """Wait where the server asks to, the whole host and not this request alone; undo what AutoThrottle set too low.

        Scrapy sends this signal before it lets the next request go, which the retry middleware would be too late for.
        """
        downloader = self._crawler.engine.downloader
        host = downloader.get_slot_key(request)
        slot = downloader.slots.get(host)
        if slot is None:
            return
        slot.delay = max(slot.delay, self._floors.get(host, 0.0))
        wait = seconds_to_wait(response, request)
        if 0 < wait <= PATIENCE:
            slot.delay = max(slot.delay, 0.01)  # without a delay, Scrapy does not look at the time of the last request
            slot.lastseen = monotonic() + wait - slot.delay


def seconds_to_wait(response: Response, request: Request) -> float:
    """How long a response asks us to wait: Retry-After in seconds or as a date, else a pause after a 429."""
    if response.status not in {_TOO_MANY, 503}:
        return 0.0
    asked = (response.headers.get("Retry-After") or b"").decode("latin-1").strip()
    if asked.isdigit():
        return float(asked)
    if asked:
        try:
            return max(0.0, (parsedate_to_datetime(asked) - now()).total_seconds())
        except (ValueError, TypeError):
            pass  # a Retry-After that is neither says nothing
    if response.status != _TOO_MANY:
        return 0.0
    return min(FIRST_PAUSE * 2 ** request.meta.get("retry_times", 0), LONGEST_PAUSE)
