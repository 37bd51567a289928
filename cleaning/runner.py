"""Many pages: references or raw pages go in, outcomes come out in the same order, whatever the number of workers.

Pages are cleaned in worker processes, because nothing within a process can stop a C library that is lost in a page. A
page over its deadline, or one that kills its worker twice, becomes one reject; the worker is replaced and the run goes
on.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass, field
from functools import lru_cache, partial
from pathlib import Path
from queue import SimpleQueue
from threading import Event, Thread
from types import TracebackType
from typing import Self

from cleaning.archive import MAX_PAGE_BYTES, open_page
from cleaning.model import PageRef, RawPage
from cleaning.record import Outcome, Reason, Record, Reject
from cleaning.records.pseudonyms import pseudonymised
from cleaning.site_memory import memories_in
from cleaning.sources import Sources
from cleaning.workers import DeadlineError, Worker, WorkerDiedError, process_context

DEADLINE = 20.0  # seconds of processor time a page may take; of 900 labelled pages the slowest takes 0.35
TRIES = 2  # a worker may die of something else, such as the system's lack of memory; then its page is not to blame
AHEAD = 16  # pages in flight for each worker: enough that a slow page does not starve the others
Job = PageRef | RawPage


def workers_here() -> int:
    """The number of processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a run may spend on a page, ``deadline`` in seconds of processor time, ``max_page_bytes`` unpacked; where its
    sources are.

    Workers of a higher ``niceness`` leave the processors to others. With a ``pseudonym_key`` commenters' names are
    replaced by hashes before a record leaves its worker.
    """

    workers: int = field(default_factory=workers_here)
    deadline: float = DEADLINE
    max_page_bytes: int = MAX_PAGE_BYTES
    sources: Path | None = None
    site_memory: Path | None = None
    niceness: int = 0
    pseudonym_key: bytes | None = field(default=None, repr=False)


@lru_cache(maxsize=4)
def sources_in(folder: Path | None) -> Sources:
    """The sources of a folder, read once a process."""
    return Sources(folder=folder)


def clean_job(job: Job, limits: Limits) -> Outcome:
    """The outcome of one page; runs in a worker, which opens a referenced page by itself."""
    from cleaning.pipeline import clean  # noqa: PLC0415 - only the workers clean: others start a third faster without it

    raw = open_page(job, max_bytes=limits.max_page_bytes) if isinstance(job, PageRef) else job
    if isinstance(raw, Reject):
        return raw
    outcome = clean(raw, sources_in(limits.sources), memories_in(limits.site_memory))
    if isinstance(outcome, Record) and limits.pseudonym_key is not None:
        return pseudonymised(outcome, limits.pseudonym_key)
    return outcome


def answer(job: Job, work: Callable[[Job, Limits], Outcome], limits: Limits) -> Outcome:
    """The outcome of one page, whatever the work raises; runs in a worker."""
    try:
        return work(job, limits)
    except BaseException as error:  # noqa: BLE001 - also what would end the process: the page has one outcome
        return reject_of(job, Reason.FAULT, f"{type(error).__name__}: {error}")


def reject_of(job: Job, reason: Reason, detail: str) -> Reject:
    """The reject of a page that was given up."""
    return Reject(url=job.url, file=job.file, stage="clean", reason=reason, detail=detail)


class CleaningPool:
    """Worker processes that clean pages, each kept by a thread of its own, which hands it one page after the other.

    A context manager that drops what is queued when it is left by an exception. Why not a pool from a library: those
    tried share one channel among their workers, and break as a whole when a worker is killed while it holds it.
    """

    def __init__(self, limits: Limits, work: Callable[[Job, Limits], Outcome] = clean_job) -> None:
        self.limits = limits
        self._answer = partial(answer, work=work, limits=limits)
        self._context = process_context()
        self._jobs: SimpleQueue[tuple[Job, Future[Outcome]] | None] = SimpleQueue()
        self._dropped = Event()
        self._keepers = [Thread(target=self._keep, daemon=True) for _ in range(limits.workers)]
        for keeper in self._keepers:
            keeper.start()

    def submit(self, job: Job) -> Future[Outcome]:
        """The future outcome of a page; its result is always a record or a reject, never an exception."""
        outcome: Future[Outcome] = Future()
        outcome.set_running_or_notify_cancel()
        self._jobs.put((job, outcome))
        return outcome

    def _keep(self) -> None:
        worker: Worker | None = None
        while (task := self._jobs.get()) is not None and not self._dropped.is_set():
            job, outcome = task
            found, worker = self._settle(job, worker)
            outcome.set_result(found)
        if worker is not None:
            worker.end()

    def _settle(self, job: Job, worker: Worker | None) -> tuple[Outcome, Worker | None]:
        """The outcome of a page, and the worker that is still there after it."""
        death = ""
        for _ in range(TRIES):
            try:
                if worker is None or not worker.is_alive:
                    worker = Worker(self._context, self._answer, self.limits.niceness)
                return worker.ask(job, self.limits.deadline), worker
            except WorkerDiedError as error:
                worker, death = None, f"{error} while it cleaned this page"
            except DeadlineError:
                detail = f"not cleaned within {self.limits.deadline:g} s of processor time; a longer deadline may help"
                return reject_of(job, Reason.DEADLINE, detail), None
            except Exception as error:  # noqa: BLE001 - what cannot be sent to a worker, or no process left to start
                return reject_of(job, Reason.FAULT, f"{type(error).__name__}: {error}"), worker
        return reject_of(job, Reason.WORKER_DIED, death), None

    def close(self, *, drop: bool = False) -> None:
        """Nothing; waits for what is queued, or drops all but what is being cleaned, then ends the workers."""
        if drop:
            self._dropped.set()
        for _ in self._keepers:
            self._jobs.put(None)
        for keeper in self._keepers:
            keeper.join()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close(drop=kind is not None)


def clean_all(jobs: Iterable[Job | Reject], pool: CleaningPool) -> Iterator[Outcome]:
    """The outcome of every job, in the jobs' order. Jobs are drawn only as fast as outcomes are taken."""
    window = AHEAD * pool.limits.workers
    waiting: deque[Future[Outcome]] = deque()
    for job in jobs:
        if isinstance(job, Reject):
            ready: Future[Outcome] = Future()
            ready.set_result(job)
            waiting.append(ready)
        else:
            waiting.append(pool.submit(job))
        while waiting and (waiting[0].done() or len(waiting) >= window):
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()
