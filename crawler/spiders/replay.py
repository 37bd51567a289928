"""``scrapy crawl replay -a path=seeds -O out/articles.jsonl``: saved pages, cleaned as if they came from the web."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any, Self

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.http import Response

from cleaning.archive import find_pages
from cleaning.model import PageRef
from cleaning.record import Reject
from crawler.outputs import check_files, written_files

USAGE = "scrapy crawl replay -a path=seeds -O out/articles.jsonl"


class Replay(Spider):
    """Yields every saved page below the paths: folders, files, archives, globs, several with commas between."""

    name = "replay"
    custom_settings = {  # noqa: RUF012 - Scrapy declares it as an instance variable
        "CONCURRENT_ITEMS": 16,  # three times as many pages are under way, which is what a Ctrl-C still waits for
    }

    def __init__(self, path: str | None = None, **options: Any) -> None:
        if options:
            raise ValueError(f"unknown argument {', '.join(options)}: replay takes only -a path=PATH[,PATH…]")
        if not path:
            raise ValueError(f"no path given: {USAGE}")
        super().__init__()
        self.paths = [part for part in path.split(",") if part]

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """The spider. Raises ``ValueError`` before a feed is opened that is no output of ours, such as an input."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        check_files(written_files(crawler.settings))
        return spider

    async def start(self) -> AsyncIterator[Request]:
        """One request that fetches nothing: Scrapy paces the items of a callback, but not those of ``start``."""
        yield Request("data:,", callback=self.pages)

    async def pages(self, response: Response) -> AsyncIterator[PageRef | Reject]:
        """The pages, until there are no more or the crawl is stopped."""
        for page in find_pages(self.paths, leave_out=written_files(self.settings)):
            if not self.crawler.crawling:
                return
            yield page
