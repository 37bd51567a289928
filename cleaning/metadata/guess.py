"""A page whose statements are silent → htmldate's opinion of its date: https://htmldate.readthedocs.io

htmldate reads anything that looks like a date. It gets a small page made for it: the address, and the short texts with
figures around the headline, so that it neither takes the masthead's or a comment's date nor needs long on a large page.
Its answers lie between fixed bounds that the caller gives: in its fast mode it reads no clock then, and its caches,
keyed by all that they depend on, answer the same whatever came before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from htmldate import find_date
from lxml import etree
from lxml.html import HtmlElement, document_fromstring

from cleaning.metadata.scan import MOST_TEXT, SILENT, belongs
from cleaning.metadata.surroundings import Near

MOST_CANDIDATES = 200
LONGEST = 120  # characters of a text that is mostly a date
EARLIEST = datetime(1995, 1, 1)  # noqa: DTZ001 -- htmldate's own bound; it compares times without zones
ATTRIBUTES = ("class", "id", "itemprop", "datetime", "title", "data-utime")


def guessed_date(near: Sequence[Near], url: str | None, apart: frozenset[HtmlElement], last: datetime) -> str | None:
    """The day on which the page was published as ``YYYY-MM-DD``, as far as htmldate can tell in its fast mode."""
    page = document_fromstring("<html><head></head><body></body></html>")
    for element in candidates(near, apart):
        attributes = {name: value[:MOST_TEXT] for name in ATTRIBUTES if (value := element.get(name))}
        etree.SubElement(page[1], str(element.tag), attributes).text = element.text
    latest = last.astimezone(UTC).replace(tzinfo=None)
    return find_date(
        page, extensive_search=False, original_date=True, url=url or "", min_date=EARLIEST, max_date=latest
    )


def candidates(near: Sequence[Near], apart: frozenset[HtmlElement]) -> Iterator[HtmlElement]:
    """The elements whose own text is short and holds a figure, in document order."""
    given = 0
    for _, element in near:
        text = element.text
        if element.tag in SILENT or not text or len(text) > LONGEST or not any(sign.isdigit() for sign in text):
            continue
        if belongs(element, apart):
            yield element
            given += 1
            if given == MOST_CANDIDATES:
                return
