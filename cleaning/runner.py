"""Many pages: references or raw pages go in, outcomes come out in the same order, whatever the number of workers.

Pages are cleaned in worker processes (pebble: https://pebble.readthedocs.io), because nothing within a process can stop
a C library that is lost in a page. A page over its deadline, or one that kills its worker twice, becomes one reject;
the worker is replaced and the run goes on.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError, Future
from concurrent.futures import TimeoutError as DeadlineError
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import Self

from pebble import ProcessExpired, ProcessPool

from cleaning.archive import MAX_PAGE_BYTES, open_page
from cleaning.model import PageRef, RawPage
from cleaning.pipeline import clean
from cleaning.record import Outcome, Reason, Reject
from cleaning.sources import Sources

DEADLINE = 20.0  # seconds a page may take; of 900 labelled pages the slowest takes 0.35
TRIES = 2  # a worker may die of something else, such as the system's lack of memory; then its page is not to blame
AHEAD = 16  # pages in flight for each worker: enough that a slow page does not starve the others
Job = PageRef | RawPage


def workers_here() -> int:
    """The number of processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a run may spend on a page (``deadline`` in seconds, ``max_page_bytes`` unpacked); where its sources are."""

    workers: int = field(default_factory=workers_here)
    deadline: float = DEADLINE
    max_page_bytes: int = MAX_PAGE_BYTES
    sources: Path | None = None


@lru_cache(maxsize=4)
def sources_in(folder: Path | None) -> Sources:
    """The sources of a folder, read once a process."""
    return Sources(folder=folder)


def clean_job(job: Job, limits: Limits) -> Outcome:
    """The outcome of one page; runs in a worker, which opens a referenced page by itself."""
    raw = open_page(job, max_bytes=limits.max_page_bytes) if isinstance(job, PageRef) else job
    return raw if isinstance(raw, Reject) else clean(raw, sources_in(limits.sources))


def leave_interrupts_to_parent() -> None:
    """Nothing; Ctrl-C reaches every process of a terminal, and the parent decides what is still finished."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def process_context() -> multiprocessing.context.BaseContext:
    """How workers are started: by a fork server that has the pipeline loaded, or afresh where there is none.

    A plain fork of this process is never safe: it may run threads, Scrapy's reactor and pebble's own among them.
    """
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["__main__", "cleaning.pipeline", "cleaning.archive"])
    return context


def reject_of(job: Job, error: BaseException, limits: Limits) -> Reject:
    """The reject of a page whose worker gave no answer."""
    url = job.url if isinstance(job, RawPage) else None
    if isinstance(error, DeadlineError):
        detail = f"not cleaned within {limits.deadline:g} s; a longer deadline may help"
        return Reject(url=url, file=job.file, stage="clean", reason=Reason.DEADLINE, detail=detail)
    if isinstance(error, ProcessExpired):
        detail = f"the worker process ended with exit status {error.exitcode} while it cleaned this page"
        return Reject(url=url, file=job.file, stage="clean", reason=Reason.WORKER_DIED, detail=detail)
    detail = f"{type(error).__name__}: {error}"
    return Reject(url=url, file=job.file, stage="clean", reason=Reason.FAULT, detail=detail)


class CleaningPool:
    """Worker processes that clean pages; a context manager that drops what is queued when left by an exception."""

    def __init__(self, limits: Limits, work: Callable[[Job, Limits], Outcome] = clean_job) -> None:
        self.limits = limits
        self._work = work
        self._pool = ProcessPool(
            max_workers=limits.workers,
            initializer=leave_interrupts_to_parent,
            context=process_context(),
        )

    def submit(self, job: Job) -> Future[Outcome]:
        """The future outcome of a page; its result is always a record or a reject, never an exception."""
        outcome: Future[Outcome] = Future()
        outcome.set_running_or_notify_cancel()
        self._attempt(job, outcome, TRIES)
        return outcome

    def _attempt(self, job: Job, outcome: Future[Outcome], tries: int) -> None:
        answer = self._pool.schedule(self._work, args=(job, self.limits), timeout=self.limits.deadline)

        def pass_on(done: Future[Outcome]) -> None:
            try:
                if tries > 1 and isinstance(done.exception(), ProcessExpired):
                    self._attempt(job, outcome, tries - 1)
                else:
                    outcome.set_result(done.result())
            except (Exception, CancelledError) as error:  # noqa: BLE001 - whatever befell the worker, the page has one outcome
                outcome.set_result(reject_of(job, error, self.limits))

        answer.add_done_callback(pass_on)

    def close(self, *, drop: bool = False) -> None:
        """Nothing; waits for what is in flight, or drops it, then ends the workers."""
        if drop:
            self._pool.stop()  # type: ignore[no-untyped-call]  # pebble types only a part of its methods
        else:
            self._pool.close()  # type: ignore[no-untyped-call]
        self._pool.join()

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
