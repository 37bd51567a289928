"""The progress of a run on a terminal; nothing is shown where the output is not one."""

from __future__ import annotations

from collections.abc import Callable
from threading import Thread
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bar

from cleaning.summary import Summary


class Screen(Console):
    """A console that goes quiet when nobody reads it any more; rich's own would end the run where it stands."""

    def on_broken_pipe(self) -> None:
        """Nothing; what is said from now on is not shown."""
        self.quiet = True


class Progress:
    """One line that tells how far a run is.

    ``count`` gives the number of pages. It may take as long as it likes: it runs in a thread of its own, and until it
    is done the line shows that something moves, but not how far.
    """

    def __init__(self, console: Console, count: Callable[[], int] | None = None) -> None:
        self._count = count
        self._bar = Bar(
            BarColumn(bar_width=30),
            TextColumn("{task.description}"),
            TimeElapsedColumn(),
            console=console,
            transient=True,
            disable=not console.is_terminal,
        )
        self._task = self._bar.add_task("reading", total=None)

    @property
    def is_shown(self) -> bool:
        """Whether anybody sees the line: the console is a terminal."""
        return not self._bar.disable

    def start(self) -> None:
        """Nothing; shows the line."""
        self._bar.start()
        if self._count is not None and self.is_shown:
            Thread(target=self._set_total, args=(self._count,), daemon=True).start()

    def _set_total(self, count: Callable[[], int]) -> None:
        self._bar.update(self._task, total=count())

    def show(self, summary: Summary) -> None:
        """Nothing; brings the line up to date."""
        done = summary.records + summary.rejects.total()
        rate = done / max(summary.seconds, 0.1)
        self.tell(done, f"{summary.records:,} records, {summary.rejects.total():,} rejects, {rate:,.0f} pages/s")

    def tell(self, done: int, line: str) -> None:
        """Nothing; shows a line of the caller's own. ``done`` is how many pages are done with."""
        self._bar.update(self._task, completed=done, description=line)

    def stop(self) -> None:
        """Nothing; takes the line away."""
        self._bar.stop()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
