"""``scrapy crawl replay -a path=seeds -O out/articles.jsonl``: saved pages, cleaned as if they came from the web."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any, Self

from scrapy import Spider, signals
from scrapy.crawler import Crawler

from cleaning.archive import find_pages
from cleaning.model import PageRef, Reject
from cleaning.runner import AHEAD, workers_here


class Replay(Spider):
    """Yields every saved page below the paths: folders, files, archives, globs, several with commas between."""

    name = "replay"

    def __init__(self, path: str | None = None, **options: Any) -> None:
        if options:
            raise ValueError(f"unknown argument {', '.join(options)}: replay takes only -a path=PATH[,PATH…]")
        if not path:
            raise ValueError("no path given: scrapy crawl replay -a path=seeds -O out/articles.jsonl")
        super().__init__()
        self.paths = [part for part in path.split(",") if part]

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """The spider, told of every page that is done."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        spider.window = AHEAD * (crawler.settings.getint("WORKERS") or workers_here())
        spider.room = asyncio.Semaphore(spider.window)
        for done in (signals.item_scraped, signals.item_dropped, signals.item_error):
            crawler.signals.connect(spider.page_done, signal=done)
        return spider

    def page_done(self) -> None:
        """Nothing; makes room for another page."""
        self.room.release()

    async def start(self) -> AsyncIterator[PageRef | Reject]:
        """The pages, as fast as they are cleaned: Scrapy holds back requests by itself, but not items of ``start``."""
        for page in find_pages(self.paths):
            await self.room.acquire()
            yield page
        for _ in range(self.window):  # the spider is idle, and closed, when its last page is done
            await self.room.acquire()
