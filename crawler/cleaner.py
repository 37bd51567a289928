"""Item pipeline: a page comes in, its ``Record`` goes on; rejects go to their own file.

Cleaning runs in worker processes, so the event loop never waits for it. Items leave in the order in which they came,
so that the same input gives the same file.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from pathlib import Path
from typing import Any, Self

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem
from scrapy.settings import BaseSettings

from cleaning.model import PageRef, RawPage
from cleaning.record import Outcome, Record, Reject
from cleaning.records.jsonl import Output, open_output
from cleaning.records.pseudonyms import read_key
from cleaning.runner import CleaningPool, Limits, workers_here
from crawler.model import Archived
from crawler.outputs import rejects_file
from crawler.spiders.news import News

NICENESS = 5  # of the workers: where they take all processors, the event loop that feeds them comes first


class Rejected(DropItem):
    """A page that gave no record; ``reject`` says why."""

    def __init__(self, reject: Reject) -> None:
        super().__init__(f"{reject.url or reject.file}: {reject.reason}: {reject.detail}", log_level="INFO")
        self.reject = reject


class Cleaner:
    """Cleans what spiders yield; other items pass. Pages of a crawl are settled in the spider's books."""

    def __init__(self, crawler: Crawler) -> None:
        assert crawler.stats is not None
        self._crawler, self._stats = crawler, crawler.stats
        self._limits = limits_of(crawler.settings)
        self._rejects: Output | None = None
        self._pool: CleaningPool | None = None
        self._last: asyncio.Future[None] | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """The pipeline with the run's settings."""
        return cls(crawler)

    def open_spider(self) -> None:
        """Nothing; opens the file of rejects where a spider keeps no books."""
        settings = self._crawler.settings
        if not isinstance(self._crawler.spider, News):
            append = not all(options.get("overwrite", False) for options in settings.getdict("FEEDS").values())
            self._rejects = open_output(str(rejects_file(settings)), append=append)

    def close_spider(self) -> None:
        """Nothing; ends the workers and closes the file."""
        if self._pool is not None:
            self._pool.close()
        if self._rejects is not None:
            self._rejects.close()

    async def process_item(self, item: Any) -> Any:
        """The record of a page. Raises ``Rejected`` after the reject has been written to its file."""
        if not isinstance(item, Archived | RawPage | PageRef | Reject):
            return item
        self._stats.inc_value("cleaning/pages")
        before, self._last = self._last, asyncio.get_running_loop().create_future()
        mine = self._last
        try:
            outcome = await self._clean(item)
            if before is not None:
                await before
            settling = self._settle(item, outcome)  # begun here, so that the order holds, though it may take a while
        finally:
            mine.set_result(None)
        try:
            settled = await settling
        except Exception as error:
            raise DropItem(f"not written, left to the next run: {error}", log_level="DEBUG") from error
        return self._counted(settled)

    async def _clean(self, item: Archived | RawPage | PageRef | Reject) -> Outcome:
        if isinstance(item, Reject):
            return item
        if self._pool is None:  # a crawl that finds nothing new, or only archives, pays for no workers
            self._pool = CleaningPool(self._limits)
        page = item.page if isinstance(item, Archived) else item
        return await asyncio.wrap_future(self._pool.submit(page))

    def _settle(self, item: object, outcome: Outcome) -> Awaitable[Outcome]:
        """What became of a page, when it is written."""
        spider = self._crawler.spider
        if isinstance(item, Archived):
            assert isinstance(spider, News)
            return spider.settled(item, outcome)
        written: asyncio.Future[Outcome] = asyncio.get_running_loop().create_future()
        if isinstance(outcome, Reject) and self._rejects is not None:
            self._rejects.write(outcome)
        written.set_result(outcome)
        return written

    def _counted(self, outcome: Outcome) -> Record:
        if isinstance(outcome, Record):
            self._stats.inc_value("cleaning/records")
            return outcome
        self._stats.inc_value(f"{outcome.stage}/{outcome.reason}")
        raise Rejected(outcome)


def limits_of(settings: BaseSettings) -> Limits:
    """What a run may spend, from its settings."""
    return Limits(
        workers=settings.getint("WORKERS") or workers_here(),
        deadline=settings.getfloat("DEADLINE"),
        max_page_bytes=settings.getint("MAX_PAGE_BYTES"),
        sources=Path(settings["SOURCES_DIR"]),
        site_memory=Path(settings["SITE_MEMORY_DIR"]) if settings["SITE_MEMORY_DIR"] else None,
        niceness=NICENESS,
        pseudonym_key=read_key(Path(settings["PSEUDONYM_KEY"])) if settings.get("PSEUDONYM_KEY") else None,
    )
