"""The container and the heading of a page's comments, and the number of comments that they announce.

In: the elements of the comments. Out: regions that hold nothing but the comment section, so that all of them can be
cut from the article: the container if it is one of comments, and the heading before it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from itertools import islice
from typing import TYPE_CHECKING

from cleaning.markup.comments.around import lowest_around
from cleaning.markup.comments.names import Part, parts_of
from cleaning.markup.comments.zones import HEADING, SHORT, WHOLE_PAGE
from cleaning.markup.prose import prose
from cleaning.model import Label, Region

if TYPE_CHECKING:
    from lxml.html import HtmlElement

LIST_TAGS = frozenset({"ol", "ul", "dl", "table", "tbody"})
HEADLINE_OR_ARTICLE = ("h1", "main")
MOST_LINES = 40  # of a section that are searched for its number
MOST_OTHER = 1500  # characters beside the comments that a section may have: rules of the house, notes on privacy
MOST_CHILDREN = 8  # of an element that is a heading
NEAR = 3  # siblings before the section that may be its heading


def section_of(items: Sequence[HtmlElement]) -> list[Region]:
    """The heading before the comments and the container of them all, where there are such; in document order."""
    if not items:
        return []
    regions: list[Region] = []
    container = _container(items)
    before = items[0] if container is None else container
    heading = next((node for node in islice(before.itersiblings("*", preceding=True), NEAR) if _is_heading(node)), None)
    if heading is not None:
        regions.append(Region(label=Label.COMMENT_HEADER, where=heading, reason="a heading before the comments"))
    if container is not None:
        regions.append(Region(label=Label.COMMENT_HEADER, where=container, reason="the container of the comments"))
    return regions


def _is_heading(node: HtmlElement) -> bool:
    if len(node) > MOST_CHILDREN or node.tag == "h1" or next(node.iter("h1", "form", "textarea"), None) is not None:
        return False
    text = " ".join(node.text_content().split())
    return 0 < len(text) < SHORT and HEADING.search(text) is not None


def _container(items: Sequence[HtmlElement]) -> HtmlElement | None:
    """The outermost element that holds all comments and is named as their section; None if it holds more than that."""
    node = lowest_around(items)
    best: HtmlElement | None = None
    comments = frozenset(items)
    while node is not None and node.tag not in WHOLE_PAGE and next(node.iter(*HEADLINE_OR_ARTICLE), None) is None:
        named = parts_of(node) & Part.COMMENT
        if not named and not (best is None and node.tag in LIST_TAGS):
            break
        if len(prose(node, comments)) > MOST_OTHER:
            break
        best = node
        node = node.getparent()
    return best


def announced_in(section: HtmlElement, items: Set[HtmlElement]) -> int | None:
    """The number of comments that a section's or a heading's own short lines give; None if they give none."""
    for line in prose(section, items).split("\n")[:MOST_LINES]:
        found = HEADING.search(line) if len(line) < SHORT else None
        if found and (number := found["inside"] or found["before"] or found["after"] or found["counted"]):
            return _number(number)
    return None


def _number(text: str) -> int:
    """The number that digits or a word stand for."""
    digits = re.sub(r"\D", "", text)
    if digits:
        return int(digits)
    return 0 if text.lower().startswith(("no", "kein")) else 1
