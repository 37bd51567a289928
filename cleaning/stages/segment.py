"""What is every part of the page, and why? Page → regions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from cleaning.markup.label import label_markup
from cleaning.model import Document, Region
from cleaning.text.label import label_text


class Segment:
    """Labels the parts of a page; nothing is cut here."""

    fills: ClassVar[str] = "regions"
    reads: ClassVar[frozenset[str]] = frozenset({"page"})

    def __call__(self, doc: Document, /) -> Sequence[Region]:
        """The regions in document order."""
        return label_markup(doc.page) if doc.page.kind == "html" else label_text(doc.page)
