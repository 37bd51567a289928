"""Which comment answers which?

In: the comments' elements in document order and what was split off them. Out: for each the index of the comment that
it answers, or None. Threads show by nesting in the tree, by a container of replies that follows the comment, by level
in a class or attribute, by numbers ("#1.1") and by links or words that name the comment that is answered.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice
from typing import TYPE_CHECKING

from cleaning.markup.comments.names import Part, parts_of_names
from cleaning.markup.comments.split import Said

if TYPE_CHECKING:
    from lxml.html import HtmlElement

Parents = list[int | None]

LEVEL = re.compile(
    r"(?:depth|level|lvl|ebene|indent(?:ed)?|nest(?:ed|ing)?|tiefe|niveau|nivel|livello)[-_]{0,2}(\d{1,2})(?!\d)",
    re.IGNORECASE,
)
LEVEL_ATTRIBUTE = re.compile(r"(?:^|-)(?:depth|level|indent|tier)$|nesting")
PARENT_ATTRIBUTE = re.compile(r"(?<!trans)parent")
ID_ATTRIBUTE = re.compile(r"-(?:id|key|cid|pid)$|^(?:commentid|postid)$")
MOST_INSIDE = 8  # elements in a comment that are looked at for its level
MARGIN = re.compile(r"(?:margin|padding)-(?:left|right|inline-start)\s*:\s*(\d{1,4})", re.IGNORECASE)
DIGITS = re.compile(r"\d+")


def parents_of(elements: Sequence[HtmlElement], said: Sequence[Said]) -> Parents:
    """For each comment the index of the one that it answers: always one before it."""
    told = _by_reference(elements, said)
    if all(parent is not None for parent in told):
        return told
    shown = _by_nesting(elements)
    for levels in (_levels(elements), _numbers(said), _margins(elements), _names(elements)):
        if any(parent is not None for parent in shown):
            break
        shown = _by_level(levels)
    return [first if first is not None else second for first, second in zip(told, shown, strict=True)]


# ------------------------------------------------------------------------------------------------------------- nesting


def _by_nesting(elements: Sequence[HtmlElement]) -> Parents:
    """By depth in the tree: a comment answers the last one before it that stands less deep.

    So a reply may be inside the comment or in a container after it. Where the two meet only in the container of all
    comments, the answered one must be a child of it: a highlighted comment in a box of its own answers nobody.
    """
    depths, meetings = _meetings(elements)
    top = min((depth for depth, _ in meetings[1:]), default=0)
    parents: Parents = []
    open_items: list[int] = []
    for index, (depth, (meeting, before)) in enumerate(zip(depths, meetings, strict=True)):
        while open_items and depths[open_items[-1]] >= depth:
            open_items.pop()
        if open_items and meeting == top and before is not elements[index - 1]:
            open_items.clear()
        parents.append(open_items[-1] if open_items else None)
        open_items.append(index)
    return parents


def _meetings(elements: Sequence[HtmlElement]) -> tuple[list[int], list[tuple[int, HtmlElement | None]]]:
    """Each element's depth; and the depth at which it meets the one before it, with the child there that leads to that.

    Each element of the tree is climbed over once, whatever the number of comments.
    """
    depth_of: dict[HtmlElement, int] = {}
    leads_to: dict[HtmlElement, HtmlElement] = {}
    depths: list[int] = []
    meetings: list[tuple[int, HtmlElement | None]] = []
    for element in elements:
        path: list[HtmlElement] = []
        node: HtmlElement | None = element
        while node is not None and node not in depth_of:
            path.append(node)
            node = node.getparent()
        depth = depth_of[node] if node is not None else -1
        before = leads_to.get(node, node) if node is not None else None
        meetings.append((depth, before))
        for place in reversed(path):
            depth += 1
            depth_of[place] = depth
            if node is not None:
                leads_to[node] = place
            node = place
        depths.append(depth_of[element])
    return depths, meetings


# -------------------------------------------------------------------------------------------------------------- levels


def _by_level(levels: Sequence[int | None]) -> Parents:
    """By levels: a comment answers the last one before it of a lower level; none without a level."""
    parents: Parents = []
    open_items: list[int] = []
    for index, level in enumerate(levels):
        while open_items and level is not None and (levels[open_items[-1]] or 0) >= level:
            open_items.pop()
        parents.append(open_items[-1] if open_items and level is not None else None)
        if level is not None:
            open_items.append(index)
    return parents


def _levels(elements: Sequence[HtmlElement]) -> list[int | None]:
    """Levels from attributes and class names such as ``depth-3``."""
    return [_level(element) for element in elements]


def _level(element: HtmlElement) -> int | None:
    for inner in islice(element.iter("*"), MOST_INSIDE):
        for name, value in inner.attrib.items():
            if LEVEL_ATTRIBUTE.search(str(name)) and str(value).isdecimal():
                return int(str(value)[:4])
    above = element.getparent()
    for node in (element, above):
        if node is not None and (found := LEVEL.search(node.get("class") or "")):
            return int(found[1])
    return None


def _numbers(said: Sequence[Said]) -> list[int | None]:
    """Levels from printed numbers: "#4" is 0, "#4.2" is 1."""
    return [one.number.count(".") if one.number else None for one in said]


def _margins(elements: Sequence[HtmlElement]) -> list[int | None]:
    """Levels from the indent in the style of an element or of the one around it, in pixels or whatever unit it is."""
    margins = []
    for element in elements:
        above = element.getparent()
        style = f"{element.get('style', '')};{above.get('style', '') if above is not None else ''}"
        found = MARGIN.search(style)
        margins.append(int(found[1]) if found else 0)
    return list(margins) if len(set(margins)) > 1 else [None] * len(margins)


def _names(elements: Sequence[HtmlElement]) -> list[int | None]:
    """Levels from names that say that a comment is a reply, where other comments of the page have none."""
    replies = [
        any(parts_of_names(name) & Part.REPLY for name in (element.get("class") or "").split()) for element in elements
    ]
    return [int(is_reply) for is_reply in replies] if len(set(replies)) > 1 else [None] * len(replies)


# ---------------------------------------------------------------------------------------------------------- references


def _by_reference(elements: Sequence[HtmlElement], said: Sequence[Said]) -> Parents:
    """By what a comment says of itself: the id or number of the comment that it answers."""
    place: dict[str, int] = {}
    parents: Parents = []
    for index, (element, one) in enumerate(zip(elements, said, strict=True)):
        parent = place.get(one.answers) if one.answers else None
        named = {str(name): str(value) for name, value in element.attrib.items() if "parent" in name or "id" in name}
        for attribute, value in named.items():
            if parent is None and value != "0" and PARENT_ATTRIBUTE.search(attribute):
                parent = place.get(value)
        parents.append(parent)
        own = (named[name] for name in named if ID_ATTRIBUTE.search(name) and not PARENT_ATTRIBUTE.search(name))
        for name in (*one.ids, *own):
            place.setdefault(name, index)
            if (digits := DIGITS.findall(name)) and len(digits[-1]) > 1:
                place.setdefault(digits[-1], index)
        if one.number:
            place[one.number] = index
    return parents
