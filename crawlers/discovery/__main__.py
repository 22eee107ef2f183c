"""`python -m crawlers.discovery add URL ID` and `… check ID`: one look, in a process of its own, told as JSON Lines."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from scrapy.crawler import CrawlerProcess
from scrapy.settings import Settings
from scrapy.utils.project import get_project_settings

from crawlers.archive import Root
from crawlers.discovery import check, draft
from crawlers.discovery.check import CheckSpider
from crawlers.discovery.columns import judge
from crawlers.discovery.identity import identify
from crawlers.discovery.look import LookSpider
from crawlers.errors import CrawlError
from crawlers.sites import find_site


def add(home: str, site_id: str) -> None:
    """Look at a site, and tell the draft of its file; `toml` is null where no column was found."""
    look = _run(LookSpider, home=home, site_id=site_id, tell=_tell)
    identity = identify(look.front, urlsplit(home).netloc, Root.from_environment().reference)
    judgement = judge(look, identity.place)
    today = datetime.now(UTC).date()
    text = draft.draft(look, judgement, identity, today) if judgement.columns else None
    _tell(event="result", toml=text, **draft.as_json(look, judgement, identity))


def check_site(site_id: str) -> None:
    """Check a site file, and tell the findings."""
    root = Root.from_environment()
    find_site(root.sites, site_id)
    _tell(event="result", **check.as_json(_run(CheckSpider, site=site_id, tell=_tell)))


def _run(spider: type[Any], **arguments: Any) -> Any:
    """Run one spider to its end and return it."""
    process = CrawlerProcess(_settings())
    crawler = process.create_crawler(spider)
    process.crawl(crawler, **arguments)
    process.start()
    if crawler.spider is None:
        raise CrawlError("the look could not be started")
    return crawler.spider


def _settings() -> Settings:
    """The crawl's settings, without its archive."""
    settings = get_project_settings()
    settings.set("LOG_LEVEL", "WARNING")
    settings.set("CONCURRENT_REQUESTS", 1)
    settings.set("DOWNLOAD_MAXSIZE", 24 * 2**20)  # a portal's home page has some MB, a sitemap too
    settings.set("CLOSESPIDER_TIMEOUT", 1800)
    middlewares = dict(settings.getdict("DOWNLOADER_MIDDLEWARES"))
    middlewares["crawlers.middlewares.CaptureMiddleware"] = None
    middlewares["crawlers.middlewares.RobotsMiddleware"] = None
    middlewares["crawlers.discovery.looking.LookRobotsMiddleware"] = 100
    middlewares["crawlers.discovery.looking.LookMiddleware"] = 585
    settings.set("DOWNLOADER_MIDDLEWARES", middlewares)
    extensions = dict(settings.getdict("EXTENSIONS"))
    extensions["crawlers.recorder.RunRecorder"] = None
    settings.set("EXTENSIONS", extensions)
    return settings


def _tell(**event: Any) -> None:
    sys.stdout.write(json.dumps(event, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def main(arguments: list[str]) -> int:
    """Run one of the two; an error that names its input is told as an event, with exit status 1."""
    try:
        match arguments:
            case ["add", home, site_id]:
                add(home, site_id)
            case ["check", site_id]:
                check_site(site_id)
            case _:
                sys.stderr.write("python -m crawlers.discovery add URL ID | check ID\n")
                return 2
    except CrawlError as error:
        _tell(event="error", message=str(error))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
