"""What a comment system must answer. Pure functions and no IO, so one file serves crawling and cleaning."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Protocol

from cleaning.model import Answer, Ask, Document, Page, Thread


class Platform(Protocol):
    """A comment system.

    A page in which none of the ``marks`` stands is not its own, whatever else it holds; without marks any page may be.
    ``is_askable`` is True if its server answers questions of everybody: a crawl passes the others by.
    """

    name: ClassVar[str]
    marks: ClassVar[tuple[str, ...]]
    is_askable: ClassVar[bool]

    def claims(self, page: Page, /) -> bool:
        """True if this system's comments are, or would be, on this page."""
        ...

    def asks(self, page: Page, answers: Sequence[Answer], /) -> Sequence[Ask]:
        """What is still to be fetched, given the answers so far; empty when nothing is left."""
        ...

    def thread(self, doc: Document, /) -> Thread:
        """The comments, from the labelled page and from the answers stored with it (``doc.page.raw.answers``)."""
        ...
