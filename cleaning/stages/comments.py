"""What did readers say? Labelled page → thread."""

from __future__ import annotations

from typing import ClassVar

from cleaning.model import Document, Thread
from cleaning.platforms import PLATFORMS


class ReadComments:
    """Takes the thread of the first platform that claims the page and gives any comments."""

    fills: ClassVar[str] = "thread"
    reads: ClassVar[frozenset[str]] = frozenset({"page", "regions", "metadata"})

    def __call__(self, doc: Document, /) -> Thread:
        """The thread; empty if the page has no comments."""
        best = Thread(announced=doc.metadata.commentCount)
        for platform in PLATFORMS:
            if not platform.claims(doc.page):
                continue
            thread = platform.thread(doc)
            if thread.comments:
                return thread
            if best.platform is None:
                best = thread
        return best
