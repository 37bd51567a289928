"""Whether a group of like elements is one of comments, by what its members have and what the page says of them.

In: a pool and a group of its elements. Out: yes or no. Names that are known by their place alone are weak evidence: a
single comment, or a thread without dates, then needs the section's heading or buttons to answer as well.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from typing import TYPE_CHECKING

from cleaning.dates import CLOCK, is_relative
from cleaning.markup.comments.around import has_form_beside, is_announced
from cleaning.markup.comments.doubts import SAMPLE, can_be_answered
from cleaning.markup.comments.groups import AUTHOR, Group
from cleaning.markup.comments.pool import Pool, count_between
from cleaning.markup.comments.section import NEAR, announced_in, section_of
from cleaning.markup.comments.words import DIGIT, SHORT
from cleaning.markup.comments.zones import WHOLE_PAGE
from cleaning.model import Span

if TYPE_CHECKING:
    from lxml.html import HtmlElement

ALONE = 0.6  # what a single comment needs at least: more than a date and some prose
DATELESS = 0.3  # where nothing has a date: what a member needs, by its name and number or by an author
MOST_AROUND = 5  # elements around a comment beside which its heading may stand
LONG, MOST_OF_PAGE = 300, 0.5  # characters; the share of the page's paragraphs that no single comment has
POSTING = re.compile(r"\b(?:post|posting|message|beitrag|reply)s?\b", re.IGNORECASE)


def is_good(pool: Pool, group: Group, enough: float) -> bool:
    """True if the members of a group are good enough; what they lack the section around them may say."""
    spans = [(index, pool.end[index]) for index in group.members]
    authors = [count_between(pool.marks.authors, first, last) for first, last in spans]
    if not pool.marks.dates and _is_form(pool, spans):
        return False
    if not pool.marks.dates and pool.guessed:
        if len(spans) < 2 or group.mean < DATELESS or not all(authors) or not _have_names(pool, spans):
            return False
        return group.mean - AUTHOR >= DATELESS or _is_confirmed(pool, group)
    if len(group.members) > 1:
        return group.mean >= enough
    if _is_the_article(pool.elements[group.members[0]]):
        return False
    known = group.mean - (AUTHOR if pool.guessed and authors[0] == count_between(pool.guessed, *spans[0]) else 0)
    return known >= max(enough, ALONE) or (group.mean >= ALONE and _is_confirmed(pool, group))


def _is_the_article(item: HtmlElement) -> bool:
    """True if a single element has most of the page's paragraphs: an opinion piece is called a comment as well."""
    inside = sum(len(text) for one in item.iter("p") for text in one.itertext())
    if inside < LONG:
        return False
    return inside > MOST_OF_PAGE * sum(len(text) for one in item.getroottree().iter("p") for text in one.itertext())


def _is_confirmed(pool: Pool, group: Group) -> bool:
    """True if the section's heading announces as many comments as the group has, or most of them can be answered."""
    items = [pool.elements[index] for index in group.members]
    answered = sum(can_be_answered([item]) for item in items[:SAMPLE])
    if len(items) > 1 and answered * 2 > len(items[:SAMPLE]):
        return True
    others = frozenset(items)
    numbers = (announced_in(place, others) for place in _places_of_a_heading(items))
    return any(number is not None and (number == len(items) or number > len(items) == 1) for number in numbers)


def _places_of_a_heading(items: Sequence[HtmlElement]) -> Iterator[HtmlElement]:
    """The section's own header and container, then what stands shortly before the first item or around it."""
    for region in section_of(items):
        if not isinstance(region.where, Span):
            yield region.where
    for node in islice(chain([items[0]], items[0].iterancestors()), MOST_AROUND):
        if node.tag in WHOLE_PAGE or next(node.iter("h1"), None) is not None:
            return
        yield from islice(node.itersiblings("*", preceding=True), NEAR)


def _have_names(pool: Pool, spans: Sequence[tuple[int, int]]) -> bool:
    """True if several people speak."""
    marks = pool.marks.authors
    names = {(pool.elements[marks[bisect_left(marks, first)]].text or "").strip() for first, _ in spans}
    return len(names) > 1


def _is_form(pool: Pool, spans: Sequence[tuple[int, int]]) -> bool:
    """True if one of the spans has a field to write in."""
    fields = [index for index, element in enumerate(pool.elements) if element.tag == "textarea"]
    return any(count_between(fields, first, last) for first, last in spans)


def is_talk(pool: Pool, spans: Sequence[tuple[int, int]]) -> bool:
    """True if what only may be a discussion shows that it is one. ``spans`` are its comments: first index, end.

    It can be answered, or is made of postings that have numbers of their own; where several people speak and all is
    dated, a heading that announces comments or just as many of anything, or the form for a new one, says so too.
    """
    elements = [pool.elements[first] for first, _ in spans]
    parts = [pool.elements[index] for first, last in spans[:SAMPLE] for index in _outermost(pool, first, last)]
    if not elements or can_be_answered(parts):
        return bool(elements)
    if len(elements) < 2 or not pool.marks.dates:
        return False
    numbered = all(DIGIT.search(element.get("id") or "") for element in elements)
    if numbered and POSTING.search(elements[0].get("class") or ""):
        return True
    to_the_minute = _are_to_the_minute(pool, spans)
    return (
        _are_authored(pool, spans)
        and (is_announced(elements, to_the_minute=to_the_minute) or (to_the_minute and has_form_beside(elements)))
        and not any(_is_the_article(element) for element in elements[:SAMPLE])
    )


def _are_to_the_minute(pool: Pool, spans: Sequence[tuple[int, int]]) -> bool:
    """True if most of the spans have a date with a time of the day, or one that counts from now."""
    dates = pool.marks.dates
    firsts = [dates[place] for first, last in spans if (place := bisect_left(dates, first)) < len(dates)]
    texts = [" ".join(pool.elements[index].text_content().split())[:SHORT] for index in firsts]
    return sum(CLOCK.search(text) is not None or is_relative(text) for text in texts) * 2 > len(spans)


def _outermost(pool: Pool, first: int, last: int) -> Iterator[int]:
    """The elements from the index ``first`` to before ``last`` that stand in no other of them."""
    while first < last:
        yield first
        first = pool.end[first]


def _are_authored(pool: Pool, spans: Sequence[tuple[int, int]]) -> bool:
    """True if each of the spans has an author, and not all of them the same."""
    marks = pool.marks.authors
    if not all(count_between(marks, first, last) for first, last in spans):
        return False
    names = {pool.elements[marks[bisect_left(marks, first)]].text_content().strip() for first, _ in spans}
    return len(names) > 1
