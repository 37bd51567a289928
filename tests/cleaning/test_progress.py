"""The line that tells how far a run is: on a terminal only."""

from __future__ import annotations

import io
from threading import Event

from rich.console import Console

from cleaning.progress import Progress
from cleaning.summary import Summary


def test_a_terminal_is_told_how_far_the_run_is() -> None:
    counted = Event()

    def count() -> int:
        counted.set()
        return 8

    stream = io.StringIO()
    with Progress(Console(file=stream, force_terminal=True, width=120), count) as progress:
        assert counted.wait(timeout=10)
        progress.show(Summary(records=4))
    assert "4 records, 0 rejects" in stream.getvalue()


def test_a_file_is_told_nothing_and_nothing_is_counted_for_it() -> None:
    def count() -> int:
        raise AssertionError("counted for nobody")

    stream = io.StringIO()
    with Progress(Console(file=stream), count) as progress:
        progress.show(Summary(records=4))
    assert stream.getvalue() == ""


def test_a_caller_may_tell_a_line_of_its_own() -> None:
    stream = io.StringIO()
    with Progress(Console(file=stream, force_terminal=True, width=120)) as progress:
        assert progress.is_shown
        progress.tell(4, "ferry: 9 queued")
    assert "ferry: 9 queued" in stream.getvalue()
    assert not Progress(Console(file=stream)).is_shown
