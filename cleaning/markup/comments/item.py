"""A comment's element and what is in it, seen without the other comments inside it.

In: the element of a comment and the elements of other comments. Out: an ``Item``, its own elements in document order
with the bits of their names, which all that split a comment read.
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cleaning.markup.comments.names import Part, parts_of
from cleaning.markup.comments.pool import DEAD_TAGS

if TYPE_CHECKING:
    from lxml.html import HtmlElement


@dataclass(frozen=True, slots=True)
class Item:
    """One comment. ``own`` begins with the element itself; ``skip`` are elements that are no text of the comment."""

    element: HtmlElement
    own: list[tuple[HtmlElement, int]]
    skip: frozenset[HtmlElement]
    lines: dict[HtmlElement, str] = field(default_factory=dict)

    def line(self, node: HtmlElement, longest: int) -> str:
        """The node's text on one line if it has at most ``longest`` characters, else ""; other comments left out."""
        text = self.lines.get(node)
        if text is None:
            text = self.lines[node] = _line(node, self.skip)
        return text if len(text) <= longest else ""

    def pieces(self) -> list[tuple[HtmlElement, bool, str]]:
        """The item's own text nodes in order: element, whether the text is all that it holds, text."""
        found: list[tuple[HtmlElement, bool, str]] = []
        waiting: list[HtmlElement | tuple[HtmlElement, str]] = [self.element]
        while waiting:
            node = waiting.pop()
            if isinstance(node, tuple):
                found.append((node[0], False, node[1]))
                continue
            if node.text and not node.text.isspace():
                found.append((node, len(node) == 0, node.text))
            for child in reversed(node):
                if child.tail and not child.tail.isspace():
                    waiting.append((node, child.tail))
                if child not in self.skip and isinstance(child.tag, str):
                    waiting.append(child)
        return found


LONGEST_LINE = 160  # characters: what is longer is prose


def _line(node: HtmlElement, skip: Set[HtmlElement]) -> str:
    """The folded text below a node, cut off soon after ``LONGEST_LINE`` characters."""
    pieces = [node.text or ""]
    length = 0
    waiting: list[HtmlElement | str] = list(reversed(node))
    while waiting and length <= LONGEST_LINE * 2:
        child = waiting.pop()
        if isinstance(child, str):
            piece = child
        else:
            if child.tail:
                waiting.append(child.tail)
            if child in skip or not isinstance(child.tag, str):
                continue
            waiting.extend(reversed(child))
            piece = child.text or ""
            if child.tag in {"br", "p", "div", "li"}:
                piece = f" {piece}"
        pieces.append(piece)
        length += 0 if piece.isspace() else len(piece)
    return " ".join("".join(pieces).split())


def item_of(element: HtmlElement, others: Set[HtmlElement]) -> Item:
    """The item of a comment's element; ``others`` are the elements of other comments."""
    own: list[tuple[HtmlElement, int]] = []
    skip: set[HtmlElement] = set()
    waiting = [element]
    while waiting:
        node = waiting.pop()
        own.append((node, parts_of(node)))
        for child in reversed(node):
            if child in others or (child.tag in DEAD_TAGS and not _names_author(child)):
                skip.add(child)
            elif isinstance(child.tag, str):
                waiting.append(child)
    return Item(element=element, own=own, skip=frozenset(skip))


def _names_author(node: HtmlElement) -> bool:
    """True for a button that shows who wrote the comment: scripts make one of a link to a profile."""
    return node.tag == "button" and bool(parts_of(node) & Part.AUTHOR)


def between(node: HtmlElement, top: HtmlElement) -> set[HtmlElement]:
    """The elements above a node up to and with ``top``."""
    above: set[HtmlElement] = set()
    while node is not top:
        parent = node.getparent()
        if parent is None:
            break
        node = parent
        above.add(node)
    return above
