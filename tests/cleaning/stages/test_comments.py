"""The thread of a page: times without an offset are those of the source's zone."""

from __future__ import annotations

import pytest

from cleaning.model import Source, Thread
from cleaning.record import Comment
from cleaning.stages.comments import with_offsets

DUBLIN = Source(id="hill-herald", timezone="Europe/Dublin")


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("2025-01-02T03:04:05", "2025-01-02T03:04:05+00:00"),
        ("2025-07-02T03:04:05", "2025-07-02T03:04:05+01:00"),
        ("2025-07-02T03:04:05-05:00", "2025-07-02T03:04:05-05:00"),
        ("2025-07-02", "2025-07-02"),
        (None, None),
    ],
)
def test_a_local_time_gets_the_offset_of_its_zone(said: str | None, read: str | None) -> None:
    thread = Thread(comments=(Comment(identifier="c1", position=1, text="Well.", datePublished=said),))
    assert with_offsets(thread, DUBLIN).comments[0].datePublished == read
    assert with_offsets(thread, None) == thread
    assert with_offsets(thread, Source(id="nowhere")) == thread
