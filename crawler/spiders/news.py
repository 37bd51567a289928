"""One spider for every source: ``scrapy crawl SOURCE -a since=2024-01-01 -a limit=100``.

The ledger says what to fetch, the archive takes what came back, and the spider yields the archived pages as items, in
the archive's order and those of earlier runs first: it replays its own archive while the crawl fills it. So cleaning is
the same as of saved pages, and may lag behind, stop, and be taken up again.
"""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from collections.abc import AsyncIterator, Awaitable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Self

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.settings import BaseSettings
from twisted.python.failure import Failure

from cleaning.archive.writer import Exchange
from cleaning.model import Ask, Source
from cleaning.record import Outcome
from cleaning.runner import workers_here
from crawler.arguments import Arguments, read_arguments
from crawler.exchanges import SKIPPED, exchange_of, plain_meta, why_of
from crawler.frontier import settling, steps
from crawler.frontier.bookkeeper import Bookkeeper, Step
from crawler.frontier.books import Books
from crawler.frontier.rank import ROOT, URGENT
from crawler.model import Archived, Counts, Kind, Lease, Why
from crawler.outputs import check_feeds
from crawler.politeness import NotSentError
from crawler.render import render_meta, render_settings, was_rendered
from crawler.scope import roots_of
from crawler.setting_checks import times_of
from crawler.verdicts import Answer, step_of

if TYPE_CHECKING:
    from crawler.frontier.scheduler import LedgerScheduler

log = logging.getLogger(__name__)
TAKEN_AT_ONCE = 64  # archived pages that are looked up in the ledger together
LOOK_EVERY = 0.2  # seconds between two looks whether the crawl has been stopped
OFF = (
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware",  # the ledger refuses what is not the source's
    "scrapy.downloadermiddlewares.retry.RetryMiddleware",  # the ledger says when a URL is tried again
    "scrapy.downloadermiddlewares.redirect.MetaRefreshMiddleware",
    "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware",  # the archive keeps what the server sent
)
JUDGED = (  # by the ledger already
    "scrapy.spidermiddlewares.httperror.HttpErrorMiddleware",
    "scrapy.spidermiddlewares.urllength.UrlLengthMiddleware",
    "scrapy.spidermiddlewares.depth.DepthMiddleware",
)
ENCODINGS = "gzip, deflate"  # that cleaning can unpack everywhere


class News(Spider):
    """Crawls a source. The loader makes a class of each folder of sources, with its ``name`` and ``source``."""

    source: ClassVar[Source]
    scheduler: LedgerScheduler  # sets itself

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        """Nothing; what the source asks for, and what stands in the way of the ledger. Raises ``ValueError``."""
        super().update_settings(settings)
        settings.set("SCHEDULER", "crawler.frontier.scheduler.LedgerScheduler", "spider")
        for name, off in (("DOWNLOADER_MIDDLEWARES", OFF), ("SPIDER_MIDDLEWARES", JUDGED)):
            settings.set(name, settings.getdict(name) | dict.fromkeys(off), "spider")
        # As many tasks are made for each answer; and so many pages are cleaned, or wait for it, at a time.
        settings.set("CONCURRENT_ITEMS", 4 * (settings.getint("WORKERS") or workers_here()), "spider")
        render_settings(settings, cls.source)

    def __init__(self, arguments: Arguments, books: Books, crawler: Crawler) -> None:
        super().__init__()
        self.limit = arguments.limit
        self.floor = URGENT if arguments.url else int(arguments.since or 0)
        self.keeper = Bookkeeper(books)
        self.in_flight: dict[int, Lease] = {}
        self._pages = 0  # that were asked for, with success or without
        self._failure: Exception | None = None
        self._queued = 0
        self._committed = asyncio.Event()
        self._is_cleaning = crawler.settings.getbool("CLEAN")
        self.keeper.on_commit.append(self._look_up)

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """The spider, its books open. Raises ``ValueError`` for a wrong argument, ``LedgerError`` for lost books."""
        arguments = read_arguments(*args, **kwargs)
        check_feeds(crawler.settings)
        if not arguments.url and not roots_of(cls.source):
            raise ValueError(f"{cls.name}: its source.toml names no feeds, sitemaps or sections under [crawl]")
        settings = crawler.settings
        books = Books(
            Path(settings["DATA_DIR"]),
            cls.source,
            warc_max_bytes=settings.getint("WARC_MAX_BYTES"),
            operator=settings["CONTACT"],
            revisit_days=times_of(settings, "REVISIT_DAYS"),
            backoff=times_of(settings, "RETRY_SECONDS"),
        )
        if why := books.open_run(roots_of(cls.source), arguments.url):
            books.close()
            raise ValueError(f"{arguments.url} is not fetched: {why}; see [crawl] and domains of {cls.name}")
        spider = cls(arguments, books, crawler)
        spider._set_crawler(crawler)
        return spider

    async def start(self) -> AsyncIterator[Request]:
        """One request that fetches nothing: its callback lasts as long as the crawl."""
        yield Request("data:,", callback=self.archived_pages, dont_filter=True)

    # ------------------------------------------------------------------------------------------------------- the run

    @property
    def is_stopping(self) -> bool:
        """True once no further request may be sent, and no further page cleaned."""
        slot = getattr(self.crawler.engine, "_slot", None)  # the engine says nowhere else that it is closing
        return not self.crawler.crawling or (slot is not None and slot.closing is not None)

    @property
    def room(self) -> int:
        """How many pages may still be asked for in this run."""
        pages = sum(1 for lease in self.in_flight.values() if lease.kind is Kind.PAGE)
        return TAKEN_AT_ONCE if self.limit is None else self.limit - self._pages - pages

    @property
    def reading(self) -> int:
        """The highest rank of the listings that are being fetched; 0 if none is."""
        return max((lease.rank for lease in self.in_flight.values() if lease.kind is not Kind.PAGE), default=0)

    @property
    def counts(self) -> Counts:
        """How many URLs were in each state when they were last counted."""
        return self.keeper.counts

    async def count(self) -> None:
        """Nothing; counts anew."""
        await self.keeper.count()

    def give_up(self, error: Exception) -> None:
        """Nothing; ends the crawl because the books cannot be kept. What is committed stays."""
        if self._failure is None:
            self._failure = error
            log.error(
                "%s: the crawl ends, because its books cannot be kept: %s; mend that, as by making room, and start the"
                " same command again: it goes on from here",
                self.name,
                error,
            )
            if self.crawler.engine is not None:
                asyncio.ensure_future(self.crawler.engine.close_spider_async(reason="books-failed"))  # noqa: RUF006

    def _look_up(self) -> None:
        """Nothing; something was committed: new URLs to fetch, or new pages to clean."""
        if self._queued != self.keeper.books.ledger.queued:
            self._queued = self.keeper.books.ledger.queued
            self.scheduler.look_again()
        self._committed.set()

    async def archived_pages(self, response: Response) -> AsyncIterator[Archived]:
        """The archived pages that are not cleaned yet, until nothing is left to fetch or the crawl is stopped."""
        try:
            async for page in self._archived_pages():
                yield page
        except Exception as error:  # noqa: BLE001 - the books cannot be read: nothing would be cleaned any more
            self.give_up(error)

    async def _archived_pages(self) -> AsyncIterator[Archived]:
        last, may_be_more = 0, self._is_cleaning
        while not self.is_stopping:
            if may_be_more:
                found = await self.keeper.run(partial(settling.uncleaned, after=last, number=TAKEN_AT_ONCE))
                for page in found:
                    last = page.id
                    yield page
                may_be_more = len(found) == TAKEN_AT_ONCE
            elif self._is_cleaning and self.keeper.books.newest > last:
                may_be_more = True
            elif self.in_flight or not self.scheduler.is_idle:
                self._committed.clear()
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._committed.wait(), LOOK_EVERY)
            else:
                return

    # ------------------------------------------------------------------------------------------------------ a request

    def request_of(self, lease: Lease) -> Request:
        """The request for a leased URL; conditional if it was answered before (RFC 9110, 13)."""
        self.in_flight[lease.id] = lease
        validators = {"If-None-Match": lease.etag, "If-Modified-Since": lease.last_modified}
        return Request(
            lease.url,
            headers={"Accept-Encoding": ENCODINGS} | {name: value for name, value in validators.items() if value},
            callback=self.answered,
            errback=self.unanswered,
            cb_kwargs={"lease": lease},
            meta={**plain_meta(), **render_meta(self.source, lease.kind)},
            dont_filter=True,
        )

    async def answered(self, response: Response, lease: Lease) -> None:
        """Nothing; what the server answered is in the books."""
        assert response.request is not None
        try:
            answer = Answer(
                lease=lease,
                exchange=exchange_of(response),
                source=self.source,
                reservations=tuple(response.request.meta.get("reservations", ())),
                rendered=was_rendered(response),
                pause=response.request.meta.get("retry_after"),
            )
            step = await step_of(answer, partial(self._download, referrer=response.url))
        except Exception as error:  # noqa: BLE001 - of a further part of the page, or of this program
            step = self._step_after(lease, error)
        await self._keep(lease, step)

    async def unanswered(self, failure: Failure) -> None:
        """Nothing; why there was no answer is in the books."""
        lease: Lease = failure.request.cb_kwargs["lease"]  # type: ignore[attr-defined]  # Scrapy sets it
        await self._keep(lease, self._step_after(lease, failure.value))

    async def _download(self, ask: Ask, referrer: str) -> Exchange:
        """What a server answers for what belongs to a page, asked by the same rules as the page."""
        assert self.crawler.engine is not None
        request = Request(
            ask.url,
            method=ask.method,
            body=ask.body,
            headers={"Referer": referrer, "Accept-Encoding": ENCODINGS, **ask.headers},
            meta={**plain_meta(), **(render_meta(self.source, Kind.PAGE) if ask.kind == "part" else {})},
        )
        return exchange_of(await self.crawler.engine.download_async(request))

    def _step_after(self, lease: Lease, error: BaseException | None) -> Step:
        """The step that keeps why there is no answer."""
        assert error is not None
        if isinstance(error, NotSentError):
            if error.retry_after is not None:
                self.scheduler.stop(f"{lease.url}: its server asks for a pause of {error.retry_after:.0f} s")
            return partial(steps.put_back, lease=lease, pause=error.retry_after or 0.0)
        why = why_of(error)
        said = str(error) or type(error).__name__
        log.log(logging.ERROR if why is Why.FAULT else logging.INFO, "%s: %s: %s", lease.url, why, said)
        if why in SKIPPED:
            return partial(steps.skipped, lease=lease, why=why)
        return partial(steps.failed, lease=lease, why=why, pause=getattr(error, "retry_after", None))

    async def _keep(self, lease: Lease, step: Step) -> None:
        """Nothing; the step is done, and the lease has ended."""
        try:
            self._count(lease, await self._done(lease, step))
        except Exception as error:  # noqa: BLE001 - the disk or the ledger: what cannot be kept must not be fetched
            self.give_up(error)
        finally:
            self.in_flight.pop(lease.id, None)
            self.scheduler.look_again()

    async def _done(self, lease: Lease, step: Step) -> str:
        """What became of the lease. An answer so odd that it cannot be kept costs itself alone."""
        try:
            return str(await self.keeper.run(step))
        except (OSError, sqlite3.Error):
            raise
        except Exception:
            log.exception("%s: the answer could not be kept", lease.url)
            return await self.keeper.run(partial(steps.failed, lease=lease, why=Why.FAULT))

    def _count(self, lease: Lease, became: str) -> None:
        """Nothing; counts what became of a lease, and says so if it was one that the source names."""
        assert self.crawler.stats is not None
        self.crawler.stats.inc_value(became)
        self._pages += lease.kind is Kind.PAGE and not became.startswith(steps.ONWARD)
        if lease.rank >= ROOT and became not in (steps.ARCHIVED, steps.UNCHANGED, steps.LISTED):
            log.warning("%s: %s", lease.url, became)
            self.crawler.stats.inc_value("listings/unread")

    def settled(self, item: Archived, outcome: Outcome) -> Awaitable[Outcome]:
        """What an archived page became, when that is in the books."""
        written = self.keeper.run(partial(settling.settle, capture=item.id, outcome=outcome))
        written.add_done_callback(self._give_up_if_failed)
        return written

    def _give_up_if_failed(self, written: asyncio.Future[Outcome]) -> None:
        if not written.cancelled() and isinstance(error := written.exception(), Exception):
            self.give_up(error)

    def forget(self, request: Request) -> None:
        """Nothing; the request will not be sent in this run."""
        if "lease" in request.cb_kwargs:
            self.in_flight.pop(request.cb_kwargs["lease"].id, None)
