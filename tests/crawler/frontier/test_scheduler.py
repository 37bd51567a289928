from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, cast

import pytest
from scrapy import Request
from scrapy.crawler import Crawler

from crawler.frontier import scheduler as module
from crawler.frontier.bookkeeper import Bookkeeper
from crawler.frontier.scheduler import LedgerScheduler
from crawler.model import Lease
from tests.crawler.frontier.places import books_in, found


class Crawl:
    """What the scheduler sees of a crawl: its engine and its spider in one."""

    name, floor, room, reading, is_stopping = "hollin-gazette", 0, 100, 0, False

    def __init__(self, folder: Path) -> None:
        self.keeper, self.engine = Bookkeeper(books_in(folder)), self
        self.scheduler = LedgerScheduler(cast("Crawler", self))
        self.scheduler._spider = cast("Any", self)
        self.forgotten: list[str] = []

    def request_of(self, lease: Lease) -> Request:
        return Request(lease.url, cb_kwargs={"lease": lease})

    def crawl(self, request: Request) -> None:
        self.scheduler.enqueue_request(request)

    def forget(self, request: Request) -> None:
        self.forgotten.append(request.url)

    def give_up(self, error: Exception) -> None:
        raise error

    async def count(self) -> None:
        await self.keeper.count()

    async def add(self, number: int) -> None:
        await self.keeper.run(lambda books: books.ledger.add([found(f"/{n}") for n in range(number)], 0.0))

    async def wait(self, number: int, seconds: float) -> None:
        """Nothing; so many of the queued URLs are to be fetched only after so many seconds."""
        query = "UPDATE url SET not_before = ? WHERE id IN (SELECT id FROM url ORDER BY not_before LIMIT ?)"
        await self.keeper.run(lambda books: books._db.execute(query, (time.time() + seconds, number)))

    async def leased(self) -> None:
        """Nothing; the scheduler was asked until it asked the ledger for nothing more."""
        self.scheduler._lease_soon()
        while self.scheduler._refill is not None:
            await asyncio.wait([self.scheduler._refill])
            self.scheduler.next_request()


def crawled(folder: Path, doing: Callable[[Crawl], Awaitable[None]]) -> None:
    async def run() -> None:
        crawl = Crawl(folder)
        await doing(crawl)
        await crawl.scheduler._close()

    asyncio.run(run())


def test_nothing_is_leased_any_more_once_the_crawl_is_stopped_though_a_lease_was_under_way(tmp_path: Path) -> None:
    async def stop(crawl: Crawl) -> None:
        await crawl.add(300)
        crawl.scheduler._lease_soon()
        crawl.scheduler.stop("enough")
        await crawl.leased()
        assert crawl.scheduler.is_idle
        fetching = await crawl.keeper.run(lambda books: sum(books.ledger.counts().values()) - books.ledger.release())
        assert fetching == 300 - module.AHEAD, "only what was under way"

    crawled(tmp_path, stop)


def test_what_waits_is_forgotten_when_the_crawl_is_stopped_but_not_the_spiders_own_request(tmp_path: Path) -> None:
    async def stop(crawl: Crawl) -> None:
        await crawl.add(3)
        crawl.crawl(Request("data:,"))
        crawl.scheduler._lease_soon()
        assert crawl.scheduler._refill is not None
        await asyncio.wait([crawl.scheduler._refill])
        crawl.scheduler.stop("enough")
        assert len(crawl.forgotten) == 3
        assert crawl.scheduler.has_pending_requests()

    crawled(tmp_path, stop)


def test_the_alarm_rings_for_what_may_be_fetched_first(tmp_path: Path) -> None:
    async def wait(crawl: Crawl) -> None:
        await crawl.add(2)
        for seconds in (200.0, 20.0, 100.0):
            await crawl.wait(2 if seconds == 200.0 else 1, seconds)
            await crawl.leased()
        alarm = crawl.scheduler._alarm
        assert alarm is not None
        assert 10 < alarm.when() - asyncio.get_running_loop().time() < 21

    crawled(tmp_path, wait)


def test_what_must_wait_too_long_is_told_once(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    async def wait(crawl: Crawl) -> None:
        await crawl.add(1)
        await crawl.wait(1, module.SLEEP + 60)
        for _ in range(3):
            crawl.scheduler.look_again()
            await crawl.leased()
        assert crawl.scheduler.is_idle

    with caplog.at_level(logging.WARNING):
        crawled(tmp_path, wait)
    assert caplog.text.count("left to the next run") == 1
