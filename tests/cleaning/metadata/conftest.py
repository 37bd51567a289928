"""Pages of our own, read as the pipeline reads them."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

import pytest
from lxml import etree
from lxml import html as lxml_html
from lxml.html import HtmlElement

from cleaning.metadata.merge import metadata_of_markup
from cleaning.model import Label, Metadata, Page, RawPage, Region, Source

FETCHED = datetime(2024, 6, 1, 12, tzinfo=UTC)
URL = "https://www.harbour-gazette.example/town/2024/ferry-returns.html"

Read = Callable[..., Metadata]


def parse(html: str) -> HtmlElement:
    """The tree of a page, as decoding makes it."""
    return lxml_html.document_fromstring(html.encode(), parser=lxml_html.HTMLParser(encoding="utf-8", huge_tree=True))


@pytest.fixture
def tree() -> Callable[[str], HtmlElement]:
    return parse


@pytest.fixture
def read() -> Read:
    """Metadata of a page given as HTML; ``apart`` names the ids of elements that are labelled as comments."""

    def of(
        html: str,
        *,
        url: str | None = URL,
        fetched_at: datetime | None = FETCHED,
        source: Source | None = None,
        apart: Sequence[str] = (),
    ) -> Metadata:
        root = parse(html)
        raw = RawPage(url=url, fetched_at=fetched_at, body=html.encode())
        regions = [
            Region(label=Label.COMMENT, where=element, reason="test", score=1.0)
            for element in root.iter(etree.Element)
            if element.get("id") in apart
        ]
        page = Page(raw=raw, source=source, kind="html", text=html, tree=root, encoding="utf-8", encoding_from="meta")
        return metadata_of_markup(page, regions)

    return of


@pytest.fixture
def with_jsonld(read: Read) -> Read:
    """Metadata of a page whose head holds the given values as JSON-LD; a text stands as it is."""

    def of(*values: object, body: str = "<h1>The ferry returns to the old harbour</h1>", **rest: object) -> Metadata:
        texts = [value if isinstance(value, str) else json.dumps(value) for value in values]
        scripts = "".join(f'<script type="application/ld+json">{text}</script>' for text in texts)
        return read(f"<html><head>{scripts}</head><body>{body}</body></html>", **rest)

    return of
