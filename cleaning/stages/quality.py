"""Is the page worth a record? Everything → verdict."""

from __future__ import annotations

from typing import ClassVar

from cleaning.model import Document, Quality
from cleaning.quality.paywall import says_locked
from cleaning.quality.verdict import verdict_on
from cleaning.record import Reason
from cleaning.text.words import count_words


class JudgeQuality:
    """Refuses a page that is no article, or has neither an article's text nor comments."""

    fills: ClassVar[str] = "quality"
    reads: ClassVar[frozenset[str]] = frozenset({"page", "regions", "metadata", "thread", "body"})

    def __call__(self, doc: Document, /) -> Quality:
        """The verdict."""
        words = count_words(doc.body.text)
        verdict = verdict_on(doc)
        if verdict is not None:
            return Quality(reason=verdict.reason, detail=verdict.detail, words=words)
        if words or doc.thread.comments:
            return Quality(words=words, is_locked=doc.metadata.isAccessibleForFree is None and bool(says_locked(doc)))
        detail = f"no article text and no comments in {len(doc.page.text)} characters of {doc.page.kind}"
        return Quality(reason=Reason.NO_ARTICLE, detail=detail)
