"""Extension: how far a run is while it runs, and the summary at its end.

On a terminal a line tells it all the time. Without one, so that the log of a long crawl shows life, a crawl prints a
line once in so many seconds (PROGRESS_SECONDS); a replay prints none.
"""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Awaitable
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol, Self, runtime_checkable

from scrapy import Spider, signals
from scrapy.crawler import Crawler

from cleaning.progress import Progress, Screen
from cleaning.record import Record
from cleaning.summary import CountError, Summary, print_rows, summary_rows
from crawler.account import Account, bytes_in, crawl_rows, progress_line
from crawler.cleaner import Rejected
from crawler.model import Counts
from crawler.outputs import rejects_file

log = logging.getLogger(__name__)
ON_A_TERMINAL = 1.0  # seconds between two looks at the ledger's counts


@runtime_checkable
class Crawling(Protocol):
    """What is read of a spider that keeps a ledger. ``counts`` are the last known; ``count`` brings them up to date."""

    name: str
    counts: Counts
    limit: int | None

    def count(self) -> Awaitable[object]:
        """Nothing; sets ``counts``."""
        ...


class Report:
    """Counts what leaves the pipelines, which is told apart from what went in: the two must agree at the end."""

    def __init__(self, crawler: Crawler) -> None:
        assert crawler.stats is not None
        self._crawler, self._stats = crawler, crawler.stats
        self._summary = Summary()
        self._written: Counter[str] = Counter()
        self._reason = "never begun"
        self._console = Screen(stderr=True)
        self._progress = Progress(self._console)
        self._telling: asyncio.Future[None] | None = None
        self._archived_before = 0

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """The extension, told of every page that is done."""
        report = cls(crawler)
        crawler.signals.connect(report.opened, signal=signals.spider_opened)
        crawler.signals.connect(report.scraped, signal=signals.item_scraped)
        crawler.signals.connect(report.dropped, signal=signals.item_dropped)
        crawler.signals.connect(report.exported, signal=signals.feed_slot_closed)
        crawler.signals.connect(report.closed, signal=signals.spider_closed)
        crawler.signals.connect(report.stopped, signal=signals.engine_stopped)
        return report

    # ------------------------------------------------------------------------------------------------- while it runs

    def opened(self, spider: Spider) -> None:
        """Nothing; shows the progress."""
        self._progress.start()
        if isinstance(spider, Crawling):
            self._archived_before = bytes_in(self._folder("archive"))
            seconds = ON_A_TERMINAL if self._progress.is_shown else self._crawler.settings.getfloat("PROGRESS_SECONDS")
            if seconds:
                self._telling = asyncio.ensure_future(self._tell(spider, seconds))

    async def _tell(self, spider: Crawling, seconds: float) -> None:
        while True:
            await asyncio.sleep(seconds)
            try:
                await spider.count()
            except Exception:  # noqa: BLE001 - books that cannot be read end the crawl, which says so
                return
            line = progress_line(self._account(spider))
            self._progress.tell(self._summary.records + self._summary.rejects.total(), line)
            if not self._progress.is_shown:
                self._console.print(f"{datetime.now():%Y-%m-%d %H:%M:%S} {line}", soft_wrap=True, highlight=False)  # noqa: DTZ005 - as in the log

    def scraped(self, item: Any) -> None:
        """Nothing; counts a record that has been committed, or gone to the feeds."""
        if isinstance(item, Record):
            self._summary.count(item)
            self._show()

    def dropped(self, exception: BaseException) -> None:
        """Nothing; counts a reject that has been written."""
        if isinstance(exception, Rejected):
            self._summary.count(exception.reject)
            self._show()

    def _show(self) -> None:
        if not isinstance(self._crawler.spider, Crawling):
            self._progress.show(self._summary)

    # ---------------------------------------------------------------------------------------------------- at its end

    def exported(self, slot: Any) -> None:
        """Nothing; counts what a feed holds, which is less than there was if the disk was full."""
        self._written[slot.uri_template] += slot.itemcount

    def closed(self, reason: str) -> None:
        """Nothing; keeps why the crawl ended."""
        self._reason = reason
        if self._telling is not None:
            self._telling.cancel()

    def stopped(self) -> None:
        """Nothing; prints the summary and logs an error if a page was lost."""
        self._progress.stop()
        self._summary.pages = self._stats.get_value("cleaning/pages", 0)
        spider = self._crawler.spider
        if isinstance(spider, Crawling):
            print_rows(list(crawl_rows(self._account(spider))), self._console)
        else:
            files = {"records in": ", ".join(self._feeds) or "nowhere: add -O FILE.jsonl"}
            files["rejects in"] = str(rejects_file(self._crawler.settings))
            print_rows(list(summary_rows(self._summary, files)), self._console)
            if self._reason != "finished":
                self._console.print(
                    f"stopped early ({self._reason}): every page that was begun is written", style="yellow"
                )
        for file in self._summary.not_found:
            self._console.print(f"not found: {file}", style="red", soft_wrap=True)
        self._check()

    def _check(self) -> None:
        """Nothing; logs an error if a page was lost on its way, or a record on its way to a feed."""
        try:
            self._summary.check()
        except CountError as error:
            log.error("%s", error)
            self._stats.inc_value("crawl/incomplete")
        for uri, options in self._crawler.settings.getdict("FEEDS").items():
            is_whole = not (options.get("item_classes") or options.get("item_filter"))
            if is_whole and self._written[str(uri)] < self._summary.records:
                log.error(
                    "%s holds %d of %d records: see above why", uri, self._written[str(uri)], self._summary.records
                )
                self._stats.inc_value("crawl/incomplete")

    def _account(self, spider: Crawling) -> Account:
        folder = self._folder("archive")
        archived = bytes_in(folder)
        files = {"archive in": str(folder)}
        for room in ("records", "rejects", "changes"):
            if (file := self._folder(room) / f"{room}.jsonl").is_file():
                files[f"{room} in"] = str(file)
        if self._feeds:
            files["records also in"] = ", ".join(self._feeds)
        return Account(
            source=spider.name,
            counts=spider.counts,
            stats=self._stats.get_stats(),
            summary=self._summary,
            is_cleaning=self._crawler.settings.getbool("CLEAN"),
            limit=spider.limit,
            reason=self._reason,
            grown=archived - self._archived_before,
            archived=archived,
            files=files | {"ledger in": str(Path(self._crawler.settings["DATA_DIR"]) / "ledger.sqlite")},
        )

    @property
    def _feeds(self) -> list[str]:
        return list(map(str, self._crawler.settings.getdict("FEEDS")))

    def _folder(self, room: str) -> Path:
        assert self._crawler.spider is not None
        return Path(self._crawler.settings["DATA_DIR"]) / room / self._crawler.spider.name
