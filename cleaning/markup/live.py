"""Layout → the posts of a live blog: where each begins and ends, and where its time stands.

A live blog is a page on which at least three posts stand in a row, each with a time of its own and a text. Teasers of a
news ticker and readers' comments look alike: so a post must have text outside links and stand in none of the parts that
are labelled otherwise, and the page must say somewhere that it is live: by its type, its title, or the names of the
posts' elements. schema.org's view of it: https://schema.org/LiveBlogPosting
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from cleaning.markup.blocks import HEADING, Block, Layout, Part
from cleaning.markup.signs import LONGEST_NAME
from cleaning.model import Label, Region

if TYPE_CHECKING:
    from lxml.html import HtmlElement

FEWEST_POSTS = 3
MOST_POSTS = 2_000
MOST_BLOCKS = 20_000  # of a page that are looked at
FIGURE = re.compile(r"\d")  # a time has one, and most blocks have none in their first words
LONGEST_STAMP = 45  # characters of a line that is a time and hardly more
SHORTEST_POST = 20  # letters outside links
MOST_LINKED = 0.7
FEWEST_TOLD = 0.6  # share of the posts that have such a text
LEVELS = 8  # ancestors whose names are looked at
MOST_LEVELS = 40  # between a time and the element of its post
APART = frozenset((Label.COMMENT, Label.COMMENT_META, Label.COMMENT_HEADER, Label.RELATED, Label.NAVIGATION,
                   Label.FOOTER, Label.HIDDEN))  # fmt: skip
NO_TEXT = APART | {Label.FORM, Label.PROMOTION, Label.CAPTION, Label.BYLINE, Label.DATE}

CLOCK = re.compile(r"(?<![\d.:])(?:[01]?\d|2[0-3])\s?[:.hH٫]\s?[0-5]\d(?![\d.])")
STAMP = re.compile(
    r"\W{0,3}(?:[01]?\d|2[0-3])\s?[:.hH]\s?[0-5]\d(?:[:.][0-5]\d)?\s?(?:Uhr|h|hrs|Hrs|[AaPp]\.?[Mm]\.?|GMT|BST|CET|CEST|ET|UTC)?\W{0,3}"
)
LEAST_LETTERS = 12  # of a line that holds a time, beside it: the name of a month, a zone, "Updated"
LIVE_NAMES = re.compile(
    r"live[-_]?(?:blog|ticker|post|feed|entr|event|update|text|report|stream|coverage|item)|(?<![a-z])ticker|"
    r"minute[-_]?by[-_]?minute|en[-_]?direct|en[-_]?vivo|(?<![a-z])directo",
    re.IGNORECASE,
)
LIVE_WORDS = re.compile(
    r"\b(?:live|live-?blog|live-?ticker|ticker|newsblog|minute by minute|as it happened|latest updates|"
    r"en direct|en vivo|en directo|minuto a minuto|última hora|in diretta|diretta|ao vivo|ao minuto|na żywo|relacja|"
    r"онлайн|прямая трансляция|наживо|canlı|liverapport|livestudio|direkterapport|direkte|seuraa|online přenos|živě|"
    r"élőben|ζωντανά)\b|مباشر|لحظة بلحظة|直播|ライブ|速報中|실시간",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Post:
    """A post: the number of the block with its time, of its heading if it has one, and of those with its text.

    Where the time stands at the beginning of the text, ``stamp`` is also the first of ``text``.
    """

    stamp: int
    heading: int | None
    text: tuple[int, ...]


def says_live(types: Iterable[str], titles: Iterable[str | None]) -> bool:
    """True if a page's type or one of its titles says that it is live."""
    return any("liveblogposting" in name for name in types) or any(LIVE_WORDS.search(title or "") for title in titles)


def find_posts(layout: Layout, regions: Sequence[Region | None], *, is_live: bool) -> list[Post]:
    """The posts in the page's order; none if the page is no live blog. ``regions`` are those of the blocks."""
    groups: dict[str, list[int]] = {}
    for number in stamped(layout):
        region = regions[number]
        if region is None or region.label not in APART:
            groups.setdefault(signature(layout.blocks[number].element), []).append(number)
    stamps = max(groups.values(), key=len, default=[])[:MOST_POSTS]
    if len(stamps) < FEWEST_POSTS:
        return []
    if not is_live and not any(named_live(layout.blocks[number].element) for number in stamps[:FEWEST_POSTS]):
        return []
    posts = [
        post_of(stamp, extent, layout, regions) for stamp, extent in zip(stamps, extents(stamps, layout), strict=True)
    ]
    told = [post for post in posts if post.text]
    return told if len(told) >= max(FEWEST_POSTS, FEWEST_TOLD * len(posts)) else []


@lru_cache(maxsize=1)
def stamped(layout: Layout) -> tuple[int, ...]:
    """The blocks that are the time of a post, or begin with one; the last page's are kept, for two stages ask."""
    return tuple(number for number, block in enumerate(layout.blocks[:MOST_BLOCKS]) if is_stamped(block))


def is_stamped(block: Block) -> bool:
    """True if a block is the time of a post, or begins with one that is set apart."""
    start = block.text[:LONGEST_STAMP]
    if (FIGURE.search(start) is None or CLOCK.search(start) is None) and not is_time(block):
        return False
    if len(block.text) <= LONGEST_STAMP:
        rest = sum(map(str.isalpha, CLOCK.sub("", block.text)))
        return rest <= LEAST_LETTERS or (is_time(block) and block.linked < MOST_LINKED)
    element, is_tail = block.first
    return not is_tail and element is not block.element and STAMP.fullmatch((element.text or "").strip()) is not None


def is_time(block: Block) -> bool:
    """True if a block's text begins in a ``time`` element."""
    element, is_tail = block.first
    return not is_tail and element.tag == "time"


def signature(element: HtmlElement) -> str:
    """The tag and the first class name of an element, figures left out: what stamps of one kind have in common."""
    names = (element.get("class") or "")[:LONGEST_NAME].split()
    return (
        f"{element.tag!s} {''.join(sign for sign in names[0] if not sign.isdigit())}" if names else f"{element.tag!s}"
    )


def named_live(element: HtmlElement) -> bool:
    """True if the name of an element or of one around it says that it is live."""
    above: HtmlElement | None = element
    for _ in range(LEVELS):
        if above is None or above.tag in ("body", "html"):
            return False
        if any(LIVE_NAMES.search((above.get(name) or "")[:LONGEST_NAME]) for name in ("class", "id")):
            return True
        above = above.getparent()
    return False


def extents(stamps: Sequence[int], layout: Layout) -> list[tuple[int, int]]:
    """The blocks of each post, first and last but one: the largest element that holds its stamp and no other.

    Where posts have no element of their own, each goes on to the next stamp, the last one to the end of the element
    around them.
    """
    parts = {part.element: part for part in layout.parts}
    owns = [largest_with(number, stamps, parts, layout) for number in stamps]
    kinds = Counter(signature(part.element) for part in owns if part is not None)
    usual = kinds.most_common(1)[0] if kinds else ("", 0)
    if usual[1] * 2 > len(stamps):
        kept = [part if part is not None and signature(part.element) == usual[0] else None for part in owns]
        if any(part is not None and part.stop - part.start > 1 for part in kept):
            return [(part.start, part.stop) if part else (0, 0) for part in kept]
    end = last_of(stamps, parts, layout)
    return list(zip(stamps, (*stamps[1:], end), strict=True))


def largest_with(number: int, stamps: Sequence[int], parts: dict[HtmlElement, Part], layout: Layout) -> Part | None:
    """The largest element that holds this stamp and no other."""
    best = None
    above: HtmlElement | None = layout.blocks[number].element
    for _ in range(MOST_LEVELS):
        if above is None:
            break
        part = parts.get(above)
        if part is not None:
            if bisect_left(stamps, part.stop) - bisect_left(stamps, part.start) > 1:
                break
            best = part
        above = above.getparent()
    return best


def last_of(stamps: Sequence[int], parts: dict[HtmlElement, Part], layout: Layout) -> int:
    """Where the smallest element ends that holds the last two stamps."""
    above: HtmlElement | None = layout.blocks[stamps[-1]].element
    while above is not None:
        part = parts.get(above)
        if part is not None and part.start <= stamps[-2]:
            return part.stop
        above = above.getparent()
    return len(layout.blocks)


def post_of(stamp: int, extent: tuple[int, int], layout: Layout, regions: Sequence[Region | None]) -> Post:
    """The post that stands in a range of blocks, without text if it has none outside links."""
    heading, size = None, 0
    text: list[int] = []
    for number in range(*extent):
        block, region = layout.blocks[number], regions[number]
        if region is not None and region.label in NO_TEXT and number != stamp:
            continue
        if number == stamp and len(block.text) <= LONGEST_STAMP:
            continue
        if heading is None and not text and block.within & HEADING:
            heading = number
            continue
        text.append(number)
        size += int(block.size * (1 - block.linked)) if block.linked <= MOST_LINKED else 0
    return Post(stamp, heading, tuple(text) if size >= SHORTEST_POST else ())
