"""What stands around a group of like elements: the words before it, and the form in which one writes a new comment.

In: the elements of a group. Out: whether what is around them says that they are comments. A number needs no language:
where a title says "5" and five records follow, it counts them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from typing import TYPE_CHECKING

from cleaning.markup.comments.doubts import lead_elsewhere
from cleaning.markup.comments.words import is_date_line
from cleaning.markup.comments.zones import SHORT, TALK_TITLE, WHOLE_PAGE, is_heading

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MOST_LEVELS = 5  # elements around the group beside which its title may stand
MOST_AROUND = 3  # elements around all of them in which the form may stand
MOST_AT_TOP = 8  # elements of a list that may be its title
MOST_BESIDE = 3  # siblings before the group
FEWEST_COUNTED = 3  # elements that a bare number may count: "2" stands before many things
FIELD = ("textarea",)
NUMBER = re.compile(r"\d{1,5}")


def is_announced(elements: Sequence[HtmlElement], *, to_the_minute: bool) -> bool:
    """True if a short text before the elements is a heading for comments.

    A title such as "Discussion", or one with a letter and the number of the elements, stands before many things: it
    counts where the dates are ``to_the_minute``, as those of events, episodes and articles hardly are.
    """
    for text in _texts_before(elements[0]):
        if is_heading(text):
            return True
        if not to_the_minute or lead_elsewhere(elements):
            continue
        numbers = [int(number) for number in NUMBER.findall(text)]
        is_counted = len(elements) >= FEWEST_COUNTED and len(elements) in numbers
        if TALK_TITLE.fullmatch(text) or (is_counted and any(letter.isalpha() for letter in text)):
            return True
    return False


def may_be_announced(zones: Sequence[HtmlElement]) -> bool:
    """True unless nothing around zones could announce the comments in them: a first look, which costs little.

    What it looks for is the form, a heading, or a short text with a number that is no date, before or at their top.
    """
    if has_form_beside(zones):
        return True
    inside = (" ".join((child.text or "").split()) for child in islice(zones[0].iter("*"), MOST_AT_TOP))
    return any(
        is_heading(text) or TALK_TITLE.fullmatch(text) or (NUMBER.search(text) and not is_date_line(text))
        for text in chain(_texts_before(zones[0]), (text for text in inside if 0 < len(text) <= SHORT))
    )


def _texts_before(element: HtmlElement) -> Iterator[str]:
    """The short texts shortly before an element, from near to far, up to the first long one."""
    node: HtmlElement | None = element
    for _ in range(MOST_LEVELS):
        if node is None or node.tag in WHOLE_PAGE:
            return
        for sibling in islice(node.itersiblings("*", preceding=True), MOST_BESIDE):
            text = " ".join(sibling.text_content().split())
            if len(text) > SHORT:
                return
            if text:
                yield text
        node = node.getparent()


def has_form_beside(elements: Sequence[HtmlElement]) -> bool:
    """True if a field for a longer text stands beside the elements or shortly before or after all of them."""
    node = lowest_around(elements)
    for _ in range(MOST_AROUND):
        if node is None or node.tag in WHOLE_PAGE or next(node.iter("h1"), None) is not None:
            return False
        if next(node.iter(*FIELD), None) is not None:
            return True
        node = node.getparent()
    return False


def lowest_around(items: Sequence[HtmlElement]) -> HtmlElement | None:
    """The lowest element that holds all items and is none of them. Each element is climbed over once."""
    path = list(items[0].iterancestors())
    place = {node: number for number, node in enumerate(path)}
    seen: set[HtmlElement] = {items[0]}
    lowest = 0
    for item in items[1:]:
        node: HtmlElement | None = item
        while node is not None and node not in seen and node not in place:
            seen.add(node)
            node = node.getparent()
        if node is not None and node in place:
            lowest = max(lowest, place[node])
    return path[lowest] if path else None
