"""Which words are the article? Labelled page → body."""

from __future__ import annotations

from typing import ClassVar

from cleaning.markup.body.find import body_of_markup
from cleaning.model import Body, Document
from cleaning.text.body import body_of_text


class FindBody:
    """Takes the article's text: by trafilatura from HTML, by the labels from plain text."""

    fills: ClassVar[str] = "body"
    reads: ClassVar[frozenset[str]] = frozenset({"page", "regions", "metadata", "thread"})

    def __call__(self, doc: Document, /) -> Body:
        """The body; empty if none was found."""
        return body_of_markup(doc) if doc.page.kind == "html" else body_of_text(doc.page, doc.regions)
