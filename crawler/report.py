"""Extension: progress on a terminal while a crawl runs, and the summary at its end."""

from __future__ import annotations

import logging
from typing import Any, Self

from rich.console import Console
from scrapy import signals
from scrapy.crawler import Crawler

from cleaning.progress import Progress
from cleaning.record import Record
from cleaning.summary import CountError, Summary, print_summary
from crawler.cleaner import Rejected
from crawler.outputs import rejects_file

log = logging.getLogger(__name__)


class Report:
    """Counts what leaves the pipelines, which is told apart from what went in: the two must agree at the end."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._summary = Summary()
        self._reason = "never begun"
        self._console = Console(stderr=True)
        self._progress = Progress(self._console)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """The extension, told of every page that is done."""
        report = cls(crawler)
        crawler.signals.connect(report.opened, signal=signals.spider_opened)
        crawler.signals.connect(report.scraped, signal=signals.item_scraped)
        crawler.signals.connect(report.dropped, signal=signals.item_dropped)
        crawler.signals.connect(report.closed, signal=signals.spider_closed)
        crawler.signals.connect(report.stopped, signal=signals.engine_stopped)
        return report

    def opened(self) -> None:
        """Nothing; shows the progress on a terminal."""
        self._progress.start()

    def scraped(self, item: Any) -> None:
        """Nothing; counts a record that has gone to the feeds."""
        if isinstance(item, Record):
            self._summary.count(item)
            self._progress.show(self._summary)

    def dropped(self, exception: BaseException) -> None:
        """Nothing; counts a reject that has been written."""
        if isinstance(exception, Rejected):
            self._summary.count(exception.reject)
            self._progress.show(self._summary)

    def closed(self, reason: str) -> None:
        """Nothing; keeps why the crawl ended."""
        self._reason = reason

    def stopped(self) -> None:
        """Nothing; prints the summary and logs an error if a page was lost."""
        self._progress.stop()
        assert self._crawler.stats is not None
        self._summary.pages = self._crawler.stats.get_value("cleaning/pages", 0)
        files = {
            "records in": ", ".join(map(str, self._crawler.settings.getdict("FEEDS"))) or "nowhere: add -O FILE.jsonl"
        }
        print_summary(self._summary, files | {"rejects in": str(rejects_file(self._crawler.settings))}, self._console)
        if self._reason != "finished":
            self._console.print(f"stopped early ({self._reason}): every page that was begun is written", style="yellow")
        for file in self._summary.not_found:
            self._console.print(f"not found: {file}", style="red", soft_wrap=True)
        try:
            self._summary.check()
        except CountError as error:
            log.error("%s", error)
