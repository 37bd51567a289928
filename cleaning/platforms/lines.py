"""Comments that stand in a plain-text page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from cleaning.model import Answer, Ask, Document, Page, Thread


class Lines:
    """Reads the comments that the labels show. (A first sketch.)"""

    name: ClassVar[str] = "lines"

    def claims(self, page: Page, /) -> bool:
        """True for every plain-text page."""
        return page.kind == "text"

    def asks(self, page: Page, answers: Sequence[Answer], /) -> Sequence[Ask]:
        """Nothing: all that there is stands in the page."""
        return ()

    def thread(self, doc: Document, /) -> Thread:
        """The comments as a thread."""
        return Thread()
