"""Worker processes: a question goes in by a pipe, an answer comes back, within a deadline or not at all.

A worker may be lost at any moment, to a C library that crashes, to the system's lack of memory, or to whoever kills it;
nothing but its own pipe is shared with it, so nothing but its own question is lost.
https://docs.python.org/3/library/multiprocessing.html
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from multiprocessing import forkserver, get_all_start_methods, get_context, resource_tracker
from multiprocessing.connection import Connection
from multiprocessing.context import BaseContext
from typing import Any

PATIENCE = 10  # times the deadline by the clock: a machine that is busy with other things gives a worker little of it
PRELOADED = ["__main__", "cleaning.pipeline", "cleaning.archive"]


class WorkerDiedError(Exception):
    """The worker process ended before it answered."""


class DeadlineError(Exception):
    """The worker process was ended because it did not answer in time."""


def process_context() -> BaseContext:
    """How workers are started: by a fork server that has the pipeline loaded, or afresh where there is none.

    A plain fork of this process is never safe: it may run threads, those of Scrapy's reactor among them.
    """
    if "forkserver" not in get_all_start_methods():
        return get_context("spawn")
    context = get_context("forkserver")
    context.set_forkserver_preload(PRELOADED)
    start_fork_server()
    return context


def start_fork_server() -> None:
    """Nothing; what the server inherits, all workers do.

    Ctrl-C, which reaches every process of a terminal, is the parent's alone to answer. Modules come from where the
    parent has them, never from the current folder, where a user may have a file of the same name.
    """
    resource_tracker.ensure_running()  # it unblocks the signal, so it comes first
    inherited = {"PYTHONSAFEPATH": "1", "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    before = {name: os.environ.get(name) for name in inherited}
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    os.environ.update(inherited)
    try:
        forkserver.ensure_running()
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)


def serve(pipe: Connection, work: Callable[[Any], object], niceness: int) -> None:
    """Nothing; runs in a worker: says that it is ready, then answers one question after the other."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if niceness and hasattr(os, "nice"):
        os.nice(niceness)
    pipe.send(None)
    while True:
        try:
            question, seconds = pipe.recv()
            allow(seconds)
            answer = work(question)
            allow(0)
            pipe.send(answer)
        except (EOFError, OSError):  # the parent is gone, or has closed the pipe
            return


def allow(seconds: float) -> None:
    """Nothing; the system ends this process after so many seconds of processor time, 0 for never, where it can.

    The same page takes as much of it on a machine that is busy as on one that is not.
    """
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_PROF, seconds)


def was_late(exit_status: int | None) -> bool:
    """True for the exit status of a process that the system ended as ``allow`` asked for."""
    return hasattr(signal, "SIGPROF") and exit_status == -signal.SIGPROF


class Worker:
    """One worker process and the pipe to it. ``work`` must be importable by its name, and must not raise.

    The higher its ``niceness``, the more it leaves the processors to others (man 2 nice).
    """

    def __init__(self, context: BaseContext, work: Callable[[Any], object], niceness: int = 0) -> None:
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=serve, args=(theirs, work, niceness), daemon=True)  # type: ignore[attr-defined]
        self._process.start()
        theirs.close()
        try:
            self._pipe.recv()
        except (EOFError, OSError) as error:
            self.end()
            raise WorkerDiedError("a worker process ended before it was ready") from error

    @property
    def is_alive(self) -> bool:
        """True as long as the process runs."""
        return bool(self._process.is_alive())

    def ask(self, question: object, seconds: float) -> Any:
        """The answer, which may take so many seconds of processor time, and ``PATIENCE`` times as many by the clock.

        Raises ``DeadlineError`` or ``WorkerDiedError``; then the worker has ended.
        """
        try:
            self._pipe.send((question, seconds))
            if self._pipe.poll(PATIENCE * seconds):
                return self._pipe.recv()
        except (EOFError, OSError) as error:
            self.end()
            if was_late(self._process.exitcode):
                raise DeadlineError from error
            raise WorkerDiedError(f"the worker process ended with exit status {self._process.exitcode}") from error
        self.end()
        raise DeadlineError

    def end(self) -> None:
        """Nothing; kills the process."""
        self._process.kill()
        self._process.join()
        self._pipe.close()
