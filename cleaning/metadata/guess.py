"""A page whose statements are silent → htmldate's opinion of its date: https://htmldate.readthedocs.io

htmldate reads anything that looks like a date. It gets a small page made for it: the address, and the short texts with
figures of the article's own part, so that it neither takes a comment's date nor needs long on a large page. Its answers
lie between fixed bounds that the caller gives: it reads no clock, and its caches, keyed by all that they depend on,
answer the same whatever came before.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from htmldate import find_date
from lxml import etree
from lxml.html import HtmlElement, document_fromstring

from cleaning.metadata.scan import MOST_TEXT, belongs

MOST_CANDIDATES = 200
MOST_LOOKED_AT = 20_000  # elements
LONGEST = 120  # characters of a text that is mostly a date
EARLIEST = datetime(1995, 1, 1)  # noqa: DTZ001 -- htmldate's own bound; it compares times without zones
ATTRIBUTES = ("class", "id", "itemprop", "datetime", "title", "data-utime")


def guessed_date(tree: HtmlElement, url: str | None, apart: frozenset[HtmlElement], last: datetime) -> str | None:
    """The day on which the page was published as ``YYYY-MM-DD``, as far as htmldate can tell in its fast mode."""
    page = document_fromstring("<html><head></head><body></body></html>")
    body = page[1]
    for element in candidates(tree, apart):
        copy = etree.SubElement(body, element.tag, {k: v[:MOST_TEXT] for k in ATTRIBUTES if (v := element.get(k))})
        copy.text = element.text
    latest = last.astimezone(UTC).replace(tzinfo=None)
    return find_date(
        page, extensive_search=False, original_date=True, url=url or "", min_date=EARLIEST, max_date=latest
    )


def candidates(tree: HtmlElement, apart: frozenset[HtmlElement]) -> Iterator[HtmlElement]:
    """Elements of the article's own part whose own text is short and holds a figure, in document order."""
    given = 0
    for looked_at, element in enumerate(
        tree.iter("p", "div", "span", "time", "abbr", "li", "td", "small", "em", "h4", "h5")
    ):
        if given == MOST_CANDIDATES or looked_at == MOST_LOOKED_AT:
            return
        text = element.text
        if text and len(text) < LONGEST and any(sign.isdigit() for sign in text) and belongs(element, apart):
            given += 1
            yield element
