"""What did readers say? Labelled page → thread."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar
from zoneinfo import ZoneInfo

from cleaning.dates import in_zone
from cleaning.model import Document, Source, Thread
from cleaning.platforms import PLATFORMS


class ReadComments:
    """Takes the thread of the first platform that claims the page and gives any comments."""

    fills: ClassVar[str] = "thread"
    reads: ClassVar[frozenset[str]] = frozenset({"page", "regions", "metadata"})

    def __call__(self, doc: Document, /) -> Thread:
        """The thread; empty if the page has no comments."""
        best = Thread()
        for platform in PLATFORMS:
            if not platform.claims(doc.page):
                continue
            thread = platform.thread(doc)
            if thread.comments:
                return with_offsets(thread, doc.page.source)
            if best.platform is None:
                best = thread
        return best


def with_offsets(thread: Thread, source: Source | None) -> Thread:
    """The thread; times without an offset are those of the source's zone, if it names one."""
    if source is None or source.timezone is None:
        return thread
    zone = ZoneInfo(source.timezone)
    comments = tuple(
        replace(comment, datePublished=in_zone(comment.datePublished, zone)) if comment.datePublished else comment
        for comment in thread.comments
    )
    return replace(thread, comments=comments)
