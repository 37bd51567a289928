"""Scrapy's scheduler on the ledger: what is due is leased and becomes a request; nothing is kept but in the ledger.

Requests that the engine brings by itself (none but the spider's own ``data:`` one) wait in memory. A lease ends when a
step of ``steps`` has been committed for it; those that are left when the crawl stops, or dies, are queued again.
https://docs.scrapy.org/en/latest/topics/scheduler.html
"""

from __future__ import annotations

import asyncio
import logging
import sqlite3
import time
from collections import deque
from contextlib import suppress
from functools import partial
from typing import Self

from scrapy import Request, Spider
from scrapy.core.scheduler import BaseScheduler
from scrapy.crawler import Crawler
from scrapy.utils.defer import deferred_from_coro
from twisted.internet.defer import Deferred

from crawler.frontier import steps
from crawler.model import Lease
from crawler.spiders.news import News

log = logging.getLogger(__name__)
AHEAD = 32  # leases that wait in memory, so that the engine never waits for the ledger
SLEEP = 300.0  # seconds: what must wait longer than this is left to the next run


class LedgerScheduler(BaseScheduler):
    """Leases ahead as the engine takes. ``is_idle`` is True when nothing is left to fetch in this run."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._waiting: deque[Request] = deque()
        self._refill: asyncio.Task[None] | None = None
        self._alarm: asyncio.TimerHandle | None = None
        self._may_be_more = True
        self._is_stopped = False
        self._has_told = False

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """The scheduler of a crawl."""
        return cls(crawler)

    def open(self, spider: Spider) -> None:
        """Nothing; takes the spider's books, which are open already."""
        assert isinstance(spider, News)
        self._spider = spider
        spider.scheduler = self

    def close(self, reason: str) -> Deferred[None]:
        """When the books are closed; leases that were not fetched are queued again."""
        if self._alarm is not None:
            self._alarm.cancel()
        return deferred_from_coro(self._close())

    async def _close(self) -> None:
        if self._refill is not None:
            await asyncio.wait([self._refill])
        with suppress(OSError, sqlite3.Error):  # books that cannot be read are closed all the same
            await self._spider.count()
        await self._spider.keeper.close()

    @property
    def is_idle(self) -> bool:
        """True if no request waits here, and none can come from the ledger in this run as things stand."""
        return not (self._waiting or self._refill or self._alarm or self._may_be_more)

    def has_pending_requests(self) -> bool:
        """True if a request waits here, or may come from the ledger."""
        return not self.is_idle

    def enqueue_request(self, request: Request) -> bool:
        """True: every request is taken."""
        self._waiting.append(request)
        return True

    def next_request(self) -> Request | None:
        """The next request; None if there is none now."""
        if self._may_be_more and len(self._waiting) < AHEAD // 2:
            self._lease_soon()
        return self._waiting.popleft() if self._waiting else None

    def look_again(self) -> None:
        """Nothing; URLs were queued, or the limit has room again."""
        self._may_be_more = not self._is_stopped

    def stop(self, why: str) -> None:
        """Nothing; no further URL is fetched in this run, for the reason given. What waits is queued again."""
        if not self._is_stopped:
            log.warning("%s: the rest is left to the next run", why)
        self._is_stopped, self._may_be_more = True, False
        leased = [request for request in self._waiting if "lease" in request.cb_kwargs]
        for request in leased:
            self._waiting.remove(request)
            self._spider.forget(request)
        if self._alarm is not None:
            self._alarm.cancel()
            self._alarm = None

    def _lease_soon(self) -> None:
        if self._refill is None and not (self._is_stopped or self._spider.is_stopping):
            self._refill = asyncio.ensure_future(self._lease())

    async def _lease(self) -> None:
        spider, number = self._spider, min(AHEAD, self._spider.room)
        self._may_be_more = False  # whatever is queued from now on says so
        try:
            if number > 0:
                step = partial(steps.lease, number=number, floor=spider.floor, reading=spider.reading)
                leases, next_time = await spider.keeper.run(step)
                self._may_be_more |= len(leases) == number and not self._is_stopped
                self._set_alarm(next_time)
                self._hand_over(leases)
        except Exception as error:  # noqa: BLE001 - the books cannot be written: nothing can go on
            spider.give_up(error)
        finally:
            self._refill = None

    def _hand_over(self, leases: list[Lease]) -> None:
        """Nothing; brings the requests by the engine's own door, which wakes it up."""
        engine = self._crawler.engine
        if not (self._spider.is_stopping or self._is_stopped) and engine is not None:
            for lease in leases:
                engine.crawl(self._spider.request_of(lease))

    def _set_alarm(self, next_time: float | None) -> None:
        """Nothing; looks again when the next URL may be fetched, if that is soon enough for this run."""
        if next_time is None or self._is_stopped:
            return
        loop, seconds = asyncio.get_running_loop(), max(next_time - time.time(), 0.01)
        if seconds > SLEEP:
            if not self._has_told:
                log.warning("%s: URLs that must wait %.0f s are left to the next run", self._spider.name, seconds)
            self._has_told = True
        elif self._alarm is None or self._alarm.when() > loop.time() + seconds:
            if self._alarm is not None:
                self._alarm.cancel()
            self._alarm = loop.call_later(seconds, self._ring)

    def _ring(self) -> None:
        self._alarm = None
        self.look_again()
        self._lease_soon()
