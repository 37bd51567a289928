"""What did readers say? Labelled page → thread."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar
from zoneinfo import ZoneInfo

from cleaning.dates import in_zone
from cleaning.model import Document, Source, Thread
from cleaning.platforms import PLATFORMS
from cleaning.threads.merge import merged


class ReadComments:
    """Asks every platform that claims the page, in order of trust, and makes one thread of what they say."""

    fills: ClassVar[str] = "thread"
    reads: ClassVar[frozenset[str]] = frozenset({"page", "regions", "metadata"})

    def __call__(self, doc: Document, /) -> Thread:
        """The thread; empty if the page has no comments."""
        page = doc.page
        told = (platform for platform in PLATFORMS if page.raw.answers or not platform.is_askable)
        threads = [platform.thread(doc) for platform in told if platform.claims(page)]
        return with_offsets(merged(threads), doc.page.source)


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
