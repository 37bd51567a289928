"""Layout → which blocks are the article, by trafilatura: https://trafilatura.readthedocs.io

trafilatura gives text, not places. So each block of a copy of the tree gets one private-use character before its
first word; the characters that come out again say which blocks trafilatura took. The text is then the page's own,
with the page's paragraphs, and each later decision knows where its words stood.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Set
from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING

import trafilatura
from trafilatura.settings import Extractor

from cleaning.markup.blocks import Block, Layout

if TYPE_CHECKING:
    from lxml.html import HtmlElement

FIRST_MARK = 0xF0000  # Unicode's private planes 15 and 16: no text in any script
MOST_MARKS = 0x10FFFE - FIRST_MARK
MARKS = re.compile("[\U000f0000-\U0010ffff]")

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What trafilatura took: blocks by number, and its own text, which counts where no block came out."""

    blocks: frozenset[int] = frozenset()
    text: str = ""


def _marked_copy(tree: HtmlElement, layout: Layout, cut: Set[HtmlElement]) -> HtmlElement:
    """A copy of the tree without the elements in ``cut``, each block marked by its number."""
    places: dict[HtmlElement, list[tuple[bool, int]]] = {}
    for number, block in enumerate(layout.blocks):
        element, is_tail = block.first
        places.setdefault(element, []).append((is_tail, number))
    copied = deepcopy(tree)
    doomed = []
    for original, twin in zip(tree.iter(), copied.iter(), strict=True):
        for is_tail, number in places.get(original, ()):
            _mark(twin, is_tail, chr(FIRST_MARK + number))
        if original in cut:
            doomed.append(twin)
    for twin in doomed:
        if twin.getparent() is not None:
            twin.drop_tree()
    return copied


def _mark(element: HtmlElement, is_tail: bool, mark: str) -> None:
    text = MARKS.sub("", (element.tail if is_tail else element.text) or "")
    start = len(text) - len(text.lstrip())
    marked = text[:start] + mark + text[start:]
    if is_tail:
        element.tail = marked
    else:
        element.text = marked


def extract(tree: HtmlElement, layout: Layout, cut: Set[HtmlElement], *, fast: bool = False, recall: bool = False) -> Found:
    """The blocks that trafilatura takes for the article. The tree is not changed."""
    options = Extractor(fast=fast, recall=recall, comments=False, output_format="python")
    found = trafilatura.bare_extraction(_marked_copy(tree, layout, cut), options=options)
    if found is None:
        return Found()
    text = "".join(found.body.itertext())
    numbers = frozenset(ord(mark) - FIRST_MARK for mark in MARKS.findall(text))
    return Found(blocks=frozenset(n for n in numbers if n < len(layout.blocks)), text=MARKS.sub("", found.text or ""))


def text_of(blocks: list[Block]) -> str:
    """The blocks' text, a blank line between them."""
    return "\n\n".join(block.text for block in blocks)
