"""A page's tree and its titles → the elements around its headline: where the byline and the date stand.

Near is counted in elements in document order, which follow one another as the lines of a page do.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence

from lxml.html import HtmlElement

from cleaning.markup.blocks import layout_of
from cleaning.metadata.plain import key, plain
from cleaning.metadata.scan import MOST_TEXT, text_of

FARTHEST_BELOW = 150  # elements
FARTHEST_ABOVE = 12  # a masthead, with today's date, stands farther above
ABOVE = 6  # one element above weighs as much as so many below
HEADINGS = frozenset({"h1", "h2", "h3"})
SHORTEST_PART = 10  # letters of a heading that is a part of a title
LEAST_SHARE = 0.4  # of a title that the page shows as the headline; the rest names the site and its sections
PARTED = re.compile(r"\s*(?:$|[-–—_＿|｜·•»«])")
NOT_SHOWN = frozenset({"title", "script", "style", "noscript", "template", "option", "a"})
MOST_ELEMENTS = 20_000
MOST_HEADINGS = 100
MOST_SHOWN = 3  # places where the headline stands in no heading

Near = tuple[int, HtmlElement]


def around_headline(tree: HtmlElement, titles: Iterable[str]) -> list[Near]:
    """The elements around the headings that repeat a title, in document order, each with its distance."""
    known = {key(title) for title in titles} - {""}
    elements = layout_of(tree).elements[:MOST_ELEMENTS]
    headings = [place for place, element in enumerate(elements) if element.tag in HEADINGS]
    tops = [place for place in headings[:MOST_HEADINGS] if repeats(elements[place], known)]
    if not tops:  # older sites have the headline in any element
        tops = [place for place, element in enumerate(elements) if key(own_text(element)) in known][:MOST_SHOWN]
    places = {place for top in tops for place in range(max(0, top - FARTHEST_ABOVE), top + FARTHEST_BELOW + 1)}
    return [(distance_from(tops, place), elements[place]) for place in sorted(places) if place < len(elements)]


def shown_headline(tree: HtmlElement, title: str) -> str | None:
    """The longest text of an element that is all of a document's title but the names parted off at its end."""
    texts = {text for element in layout_of(tree).elements[:MOST_ELEMENTS] if (text := own_text(element))}
    shown = (text for text in texts if title.startswith(text) and PARTED.match(title[len(text) :]))
    found = max(shown, key=len, default="")
    return found if len(found) >= max(SHORTEST_PART, LEAST_SHARE * len(title)) else None


def own_text(element: HtmlElement) -> str:
    """The text with which an element begins, if it is one that a reader sees and no link; else ""."""
    text = element.text
    if text is None or len(text) > MOST_TEXT or element.tag in NOT_SHOWN or not text.strip():
        return ""
    return plain(text) or ""


def repeats(heading: HtmlElement, known: set[str]) -> bool:
    """True if a heading repeats a title: the whole of it, or for an ``h1`` a good part."""
    text = key(plain(text_of(heading)))
    if text in known:
        return True
    return heading.tag == "h1" and len(text) >= SHORTEST_PART and any(text in title or title in text for title in known)


def distance_from(tops: Sequence[int], place: int) -> int:
    """How far a place is from the nearest heading; above it, one element counts as ``ABOVE``."""
    at = bisect_right(tops, place)
    below = [place - tops[at - 1]] if at else []
    above = [ABOVE * (tops[at] - place)] if at < len(tops) else []
    return min(below + above)
