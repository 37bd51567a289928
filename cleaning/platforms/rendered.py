"""Comments that stand in the HTML of the page itself, whatever system wrote them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from cleaning.model import Answer, Ask, Document, Page, Thread


class Rendered:
    """Reads the comments that the labels show. (A first sketch.)"""

    name: ClassVar[str] = "rendered"

    def claims(self, page: Page, /) -> bool:
        """True for every HTML page."""
        return page.kind == "html"

    def asks(self, page: Page, answers: Sequence[Answer], /) -> Sequence[Ask]:
        """Nothing: all that there is stands in the page."""
        return ()

    def thread(self, doc: Document, /) -> Thread:
        """The comments as a thread."""
        return Thread()
