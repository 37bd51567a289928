"""The ``h1`` elements of a page → its headings, the article's first."""

from __future__ import annotations

from collections.abc import Sequence

from lxml.html import HtmlElement

from cleaning.metadata.plain import key, plain
from cleaning.metadata.scan import belongs, text_of

SHORTEST = 6  # letters of a heading or title that can be told from a part of any other


def headings(h1s: Sequence[HtmlElement], apart: frozenset[HtmlElement], titles: Sequence[str]) -> list[str]:
    """The page's headings, the one that its titles repeat first; those apart from the article left out."""
    found = [text for h1 in h1s if belongs(h1, apart, strict=False) and (text := plain(text_of(h1)))]
    known = [key(title) for title in titles]
    return sorted(dict.fromkeys(found), key=lambda text: -likeness(key(text), known))


def likeness(heading: str, titles: Sequence[str]) -> int:
    """How many titles a heading is a part of, or the other way round."""
    return sum(heading in title or title in heading for title in titles if min(len(heading), len(title)) >= SHORTEST)
