"""A page's tree and its titles → the elements around its headline: where the byline and the date stand.

Near is counted in elements in document order, which follow one another as the lines of a page do.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from lxml.html import HtmlElement

from cleaning.markup.blocks import layout_of
from cleaning.metadata.plain import key, plain
from cleaning.metadata.scan import text_of

FARTHEST_BELOW = 150  # elements
FARTHEST_ABOVE = 12  # a masthead, with today's date, stands farther above
ABOVE = 6  # one element above weighs as much as so many below
HEADINGS = frozenset({"h1", "h2", "h3"})
SHORTEST_PART = 10  # letters of a heading that is a part of a title
MOST_ELEMENTS = 20_000
MOST_HEADINGS = 100

Near = tuple[int, HtmlElement]


def around_headline(tree: HtmlElement, titles: Iterable[str]) -> list[Near]:
    """The elements around the headings that repeat a title, in document order, each with its distance."""
    known = {key(title) for title in titles} - {""}
    elements = layout_of(tree).elements[:MOST_ELEMENTS]
    headings = [place for place, element in enumerate(elements) if element.tag in HEADINGS]
    tops = [place for place in headings[:MOST_HEADINGS] if repeats(elements[place], known)]
    places = {place for top in tops for place in range(max(0, top - FARTHEST_ABOVE), top + FARTHEST_BELOW + 1)}
    return [(distance_from(tops, place), elements[place]) for place in sorted(places) if place < len(elements)]


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
