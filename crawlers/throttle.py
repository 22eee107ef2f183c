"""The pace at which one host is asked: never faster than its robots.txt says, and not at all while it asks us to wait.

Scrapy 2.19 reads Crawl-delay and sends it with the `robots_parsed` signal, but does not act on it; AutoThrottle would
go below it. This extension keeps a floor for every host, and is loaded after AutoThrottle so that it has the last
word.
"""

from __future__ import annotations

import logging
from time import monotonic
from typing import Self

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.robotstxt import ProtegoRobotParser, RobotParser

logger = logging.getLogger(__name__)


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
        """Undo what AutoThrottle has just set below the floor."""
        downloader = self._crawler.engine.downloader
        host = downloader.get_slot_key(request)
        if (slot := downloader.slots.get(host)) and (floor := self._floors.get(host)):
            slot.delay = max(slot.delay, floor)

    def hold(self, request: Request, seconds: float) -> None:
        """Send nothing more to the request's host for this many seconds."""
        downloader = self._crawler.engine.downloader
        if slot := downloader.slots.get(downloader.get_slot_key(request)):
            slot.delay = max(slot.delay, 0.01)  # without a delay, Scrapy does not look at the time of the last request
            slot.lastseen = monotonic() + seconds - slot.delay
