"""The Scrapy extension that closes a run: whatever happened, its summary is written."""

from __future__ import annotations

from typing import Self, cast

from scrapy import Spider, signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from twisted.internet.task import LoopingCall
from twisted.python.failure import Failure

from crawlers.spiders.base import SiteSpider

PROGRESS_SECONDS = 1.0
_REASONS_TO_STOP = {
    "closespider_timeout": "the time for one site is spent",
    "memusage_exceeded": "the memory for one site is spent",
    "shutdown": "the run was stopped by a signal",
}


class RunRecorder:
    """Notes exceptions of callbacks, and finishes the run when the spider closes."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        recorder = cls()
        crawler.signals.connect(recorder.spider_opened, signals.spider_opened)
        crawler.signals.connect(recorder.spider_error, signals.spider_error)
        crawler.signals.connect(recorder.spider_closed, signals.spider_closed)
        return recorder

    def __init__(self) -> None:
        self._progress: LoopingCall | None = None

    def spider_opened(self, spider: Spider) -> None:
        """Say every second how far the run is."""
        run = cast(SiteSpider, spider).run
        run.folder.mkdir(parents=True, exist_ok=True)
        self._progress = LoopingCall(run.say_progress)
        self._progress.start(PROGRESS_SECONDS, now=False)

    def spider_error(self, failure: Failure, response: Response, spider: Spider) -> None:
        """A callback raised: the run is broken, and says where."""
        error = cast(BaseException, failure.value)  # pyright: ignore[reportUnknownMemberType]
        cast(SiteSpider, spider).run.fault(getattr(response, "url", None), f"{type(error).__name__}: {error}")

    def spider_closed(self, spider: Spider, reason: str) -> None:
        """Finish the run; a reason other than `finished` is a limit that was reached, or a fault."""
        run = cast(SiteSpider, spider).run
        if self._progress and self._progress.running:
            self._progress.stop()
        if reason in _REASONS_TO_STOP:
            run.limit(_REASONS_TO_STOP[reason])
        elif reason != "finished":
            run.fault(None, f"the spider was closed: {reason}")
        summary = run.finish()
        run.say_progress()
        spider.logger.info("%s: %s (%s)", summary.site, summary.outcome, summary.reason)
