"""Who wrote what, when and where? Labelled page → metadata."""

from __future__ import annotations

from typing import ClassVar

from cleaning.metadata.lines import metadata_of_text
from cleaning.metadata.merge import metadata_of_markup
from cleaning.model import Document, Metadata


class ReadMetadata:
    """Reads what a page says about its article, each field with where it was read."""

    fills: ClassVar[str] = "metadata"
    reads: ClassVar[frozenset[str]] = frozenset({"page", "regions"})

    def __call__(self, doc: Document, /) -> Metadata:
        """The metadata; empty fields where the page says nothing."""
        if doc.page.kind == "html":
            return metadata_of_markup(doc.page, doc.regions)
        return metadata_of_text(doc.page, doc.regions)
