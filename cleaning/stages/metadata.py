"""Who wrote what, when and where? Labelled page → metadata."""

from __future__ import annotations

from typing import ClassVar

from cleaning.discovered import filled
from cleaning.metadata.lines import metadata_of_text
from cleaning.metadata.merge import metadata_of_markup
from cleaning.model import Document, Metadata


class ReadMetadata:
    """Reads what a page says about its article, each field with where it was read."""

    fills: ClassVar[str] = "metadata"
    reads: ClassVar[frozenset[str]] = frozenset({"page", "regions"})

    def __call__(self, doc: Document, /) -> Metadata:
        """The metadata; empty fields where neither the page nor, for a crawled one, its feed says anything."""
        of_kind = metadata_of_markup if doc.page.kind == "html" else metadata_of_text
        found, raw = of_kind(doc.page, doc.regions), doc.page.raw
        return filled(found, raw.discovery, raw.fetched_at) if raw.discovery else found
