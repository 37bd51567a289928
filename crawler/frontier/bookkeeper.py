"""One thread that keeps the books: steps are queued from the event loop, and their results come when they are on disk.

Steps that queue up while others are being written are committed together, so that a slow disk slows nothing down but
the news of what is safe. The event loop itself never waits for a disk.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any, TypeVar

from crawler.frontier.books import BatchLostError, Books
from crawler.model import Counts

T = TypeVar("T")
log = logging.getLogger(__name__)
BATCH = 256  # steps in one commit at most
Step = Callable[[Books], Any]
Task = tuple[Step, "asyncio.Future[Any]"]


class Bookkeeper:
    """Runs steps on the books, one after the other. ``on_commit`` is called in the event loop after each batch.

    ``counts`` are those of the last ``count``, and of the end.
    """

    def __init__(self, books: Books) -> None:
        self.books = books
        self.counts = Counts()
        self.on_commit: list[Callable[[], None]] = []
        self._tasks: SimpleQueue[Task | None] = SimpleQueue()
        self._thread = Thread(target=self._keep, name="bookkeeper", daemon=True)
        self._loop: asyncio.AbstractEventLoop | None = None

    def run(self, step: Callable[[Books], T]) -> asyncio.Future[T]:
        """The future result of a step, which comes once it is safe on disk; or what the step, or the disk, raised."""
        if self._loop is None:
            self._loop = asyncio.get_running_loop()
            self._thread.start()
        future: asyncio.Future[T] = self._loop.create_future()
        self._tasks.put((step, future))
        return future

    async def count(self) -> None:
        """Nothing; brings ``counts`` up to date."""
        self.counts = await self.run(Books.counts)

    async def close(self) -> None:
        """Nothing; waits for the steps that are queued, then closes the books."""
        if self._loop is None:
            self.counts = self.books.close()
            return
        self._tasks.put(None)
        await asyncio.to_thread(self._thread.join)

    def _keep(self) -> None:
        ended = False
        while not ended:
            batch = self._batch()
            ended = batch[-1] is None
            settled = self._settle([task for task in batch if task is not None])
            assert self._loop is not None
            self._loop.call_soon_threadsafe(self._tell, settled)
        try:
            self.counts = self.books.close()
        except Exception:
            log.exception("the books could not be closed; what is committed is safe")

    def _batch(self) -> list[Task | None]:
        """The next task, and those that are waiting behind it; None ends the work."""
        batch = [self._tasks.get()]
        while batch[-1] is not None and len(batch) < BATCH:
            try:
                batch.append(self._tasks.get_nowait())
            except Empty:
                break
        return batch

    def _settle(self, tasks: list[Task]) -> list[tuple[asyncio.Future[Any], Any, BaseException | None]]:
        """Each task's future with its result or its error, after all of them have been committed, or none."""
        if not tasks:
            return []
        settled: list[tuple[asyncio.Future[Any], Any, BaseException | None]] = []
        try:
            self.books.begin_batch()
            for step, future in tasks:
                try:
                    settled.append((future, self.books.perform(step), None))
                except BatchLostError:
                    raise
                except Exception as error:  # noqa: BLE001 - whoever asked for the step is told
                    settled.append((future, None, error))
            self.books.commit()
        except Exception as error:  # noqa: BLE001 - the disk is full, or the ledger is locked
            return [(future, None, error) for _, future in tasks]
        return settled

    def _tell(self, settled: list[tuple[asyncio.Future[Any], Any, BaseException | None]]) -> None:
        for future, result, error in settled:
            if future.done():  # whoever asked has been cancelled
                continue
            if error is None:
                future.set_result(result)
            else:
                future.set_exception(error)
        for listener in self.on_commit:
            listener()
