"""What all comments of a page have in common, and so shows what their parts are.

In: the items of a page. Out: a ``Habit``: the kind of element that their texts stand in, and the words that stand in
nearly all of them, such as "Reply" or "Member", which no reader wrote.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cleaning.markup.comments.item import Item
from cleaning.markup.comments.names import Part
from cleaning.markup.comments.words import SHORT

if TYPE_CHECKING:
    from lxml.html import HtmlElement

Shape = tuple[str, str]  # tag and classes
DIGITS = re.compile(r"\d+")
NEARLY_ALL = 0.8  # the share of the items
FEWEST = 3  # items that make a habit
DEEPEST = 8  # elements named as texts, one in the other
MOST_PROSE = 0.4  # the share of all words that the texts must have to be believed


@dataclass(frozen=True, slots=True)
class Habit:
    """``text`` is the shape of the element that the texts stand in, None if no name tells; ``labels`` are words."""

    text: Shape | None = None
    labels: frozenset[str] = frozenset()


def shape_of(element: HtmlElement) -> Shape:
    """An element's tag and classes without numbers."""
    return str(element.tag), DIGITS.sub("", element.get("class") or "")


def label_of(text: str) -> str:
    """A short text without its numbers, which differ from comment to comment: "Show 3 answers"."""
    return DIGITS.sub("#", text.strip())


def habit_of(items: Sequence[Item]) -> Habit:
    """The habit of a page's comments; an empty one if they are too few."""
    if len(items) < FEWEST:
        return Habit()
    labels: Counter[str] = Counter()
    shapes: Counter[Shape] = Counter()
    words: Counter[Shape] = Counter()
    total = 0
    for item in items:
        named = {node: shape_of(node) for node, parts in item.own[1:] if parts & Part.TEXT and not parts & Part.AUTHOR}
        inside: dict[HtmlElement, frozenset[Shape]] = {item.element: frozenset()}
        for node, _ in item.own[1:]:
            above = node.getparent()
            above_shapes = inside.get(above, frozenset()) if above is not None else frozenset()
            is_text = node in named and len(above_shapes) < DEEPEST
            inside[node] = above_shapes | {named[node]} if is_text else above_shapes
        pieces = item.pieces()
        around = (text for node, _, text in pieces if len(text) <= SHORT and not _may_be_said(node, inside))
        labels.update({label_of(text) for text in around})
        shapes.update(set(named.values()))
        for node, _, text in pieces:
            total += len(text)
            words.update(dict.fromkeys(inside[node], len(text)))
    enough = len(items) * NEARLY_ALL
    usual = [shape for shape, number in shapes.items() if number >= enough and words[shape] >= total * MOST_PROSE]
    return Habit(
        text=max(usual, key=lambda shape: (words[shape], shape), default=None),
        labels=frozenset(text for text, number in labels.items() if number >= enough),
    )


def _may_be_said(node: HtmlElement, inside: Mapping[HtmlElement, frozenset[Shape]]) -> bool:
    """True for a place named as the text: several readers may say the same."""
    return bool(inside.get(node))
