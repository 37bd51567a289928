"""Item pipeline: a page (``RawPage`` or ``PageRef``) comes in, its ``Record`` goes on; rejects go to their own file.

Cleaning runs in worker processes, so the event loop never waits for it. Items leave in the order in which they came,
so that the same input gives the same file.
"""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any, Self

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem
from scrapy.settings import BaseSettings
from scrapy.statscollectors import StatsCollector

from cleaning.model import PageRef, RawPage
from cleaning.record import Outcome, Record, Reject
from cleaning.records.jsonl import open_output
from cleaning.runner import CleaningPool, Limits, workers_here
from crawler.outputs import rejects_file


class Rejected(DropItem):
    """A page that gave no record; ``reject`` says why."""

    def __init__(self, reject: Reject) -> None:
        super().__init__(f"{reject.url or reject.file}: {reject.reason}: {reject.detail}", log_level="INFO")
        self.reject = reject


class Cleaner:
    """Cleans what spiders yield; other items pass."""

    def __init__(self, limits: Limits, rejects: Path, *, append: bool, stats: StatsCollector) -> None:
        self._limits = limits
        self._rejects_path = rejects
        self._append = append
        self._stats = stats
        self._last: asyncio.Future[None] | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """The pipeline with the run's settings."""
        assert crawler.stats is not None
        append = not all(options.get("overwrite", False) for options in crawler.settings.getdict("FEEDS").values())
        return cls(limits_of(crawler.settings), rejects_file(crawler.settings), append=append, stats=crawler.stats)

    def open_spider(self) -> None:
        """Nothing; opens the file of rejects and starts the workers."""
        self._rejects = open_output(str(self._rejects_path), append=self._append)
        self._pool = CleaningPool(self._limits)

    def close_spider(self) -> None:
        """Nothing; ends the workers and closes the file."""
        self._pool.close()
        self._rejects.close()

    async def process_item(self, item: Any) -> Any:
        """The record of a page. Raises ``Rejected`` after the reject has been written to its file."""
        if not isinstance(item, RawPage | PageRef | Reject):
            return item
        self._stats.inc_value("cleaning/pages")
        before, self._last = self._last, asyncio.get_running_loop().create_future()
        mine = self._last
        try:
            outcome = item if isinstance(item, Reject) else await asyncio.wrap_future(self._pool.submit(item))
            if before is not None:
                await before
            return self._settle(outcome)
        finally:
            mine.set_result(None)

    def _settle(self, outcome: Outcome) -> Record:
        if isinstance(outcome, Record):
            self._stats.inc_value("cleaning/records")
            return outcome
        self._rejects.write(outcome)
        self._stats.inc_value(f"{outcome.stage}/{outcome.reason}")
        raise Rejected(outcome)


def limits_of(settings: BaseSettings) -> Limits:
    """What a run may spend, from its settings."""
    return Limits(
        workers=settings.getint("WORKERS") or workers_here(),
        deadline=settings.getfloat("DEADLINE"),
        max_page_bytes=settings.getint("MAX_PAGE_BYTES"),
        sources=Path(settings["SOURCES_DIR"]),
    )
