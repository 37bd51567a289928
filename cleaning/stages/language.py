"""Which language is the article in? Body → language."""

from __future__ import annotations

from typing import ClassVar

from cleaning.language import DETECTOR
from cleaning.model import Document, Language


class TellLanguage:
    """Asks the detector about the body, or about the comments of a page that has no body."""

    fills: ClassVar[str] = "language"
    reads: ClassVar[frozenset[str]] = frozenset({"body", "thread"})

    def __call__(self, doc: Document, /) -> Language:
        return DETECTOR.tell(doc.body.text or "\n".join(comment.text for comment in doc.thread.comments))
