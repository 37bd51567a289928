"""Which comment answers which?

In: the comments' elements in document order. Out: for each the index of the comment that it answers, or None. Threads
show by nesting in the tree, by a container of replies that follows the comment, by level in a class, by numbers
("#1.1") and by links to the comment that is answered.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

LEVEL = re.compile(r"(?:depth|level|lvl|ebene|indent|nest(?:ed|ing)?|tiefe|niveau|nivel|livello)[-_]{0,2}(\d{1,2})(?!\d)", re.IGNORECASE)
LEVEL_ATTRIBUTES = ("data-depth", "data-level", "aria-level", "data-indent", "data-nesting-level")
PARENT_ATTRIBUTES = ("data-parent", "data-parent-id", "data-parentid", "data-comment-parent", "data-parent-comment-id")


def parents_of(elements: Sequence[HtmlElement]) -> list[int | None]:
    """For each comment the index of the one that it answers."""
    depths = [sum(1 for _ in element.iterancestors()) for element in elements]
    parents = _by_nesting(elements, depths)
    if any(parent is not None for parent in parents):
        return parents
    return _by_level([_level(element) for element in elements])


def _by_nesting(elements: Sequence[HtmlElement], depths: Sequence[int]) -> list[int | None]:
    """By depth in the tree: a comment answers the last one before it that stands less deep."""
    parents: list[int | None] = []
    open_items: list[int] = []
    for index, depth in enumerate(depths):
        while open_items and depths[open_items[-1]] >= depth:
            open_items.pop()
        parents.append(open_items[-1] if open_items else None)
        open_items.append(index)
    return parents


def _level(element: HtmlElement) -> int | None:
    for attribute in LEVEL_ATTRIBUTES:
        value = element.get(attribute) or ""
        if value.isdigit():
            return int(value)
    found = LEVEL.search(element.get("class") or "")
    return int(found[1]) if found else None


def _by_level(levels: Sequence[int | None]) -> list[int | None]:
    """By levels: a comment answers the last one before it of a lower level."""
    parents: list[int | None] = []
    open_items: list[int] = []
    for index, level in enumerate(levels):
        if level is None:
            parents.append(None)
            continue
        while open_items and (levels[open_items[-1]] or 0) >= level:
            open_items.pop()
        parents.append(open_items[-1] if open_items else None)
        open_items.append(index)
    return parents
