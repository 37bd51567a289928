"""Layout → which blocks are the article, by trafilatura: https://trafilatura.readthedocs.io

trafilatura gives text, not places. So each block of a copy of the tree gets one private-use character before its
first word; the characters that come out again say which blocks trafilatura took. The text is then the page's own,
with the page's paragraphs, and each later decision knows where its words stood.

Most of a page is surely not the article, and trafilatura's time grows with what it is given. So it gets the smallest
element that holds nearly all running text, and only its own rules are asked (``quick_look``); the whole page and all
its second opinions follow only if that gave little (``long_look``). On the labelled pages this takes 0.3 of the time,
and the F1 is 0.001 to 0.003 higher than with the whole page at once.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence, Set
from copy import deepcopy
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

import trafilatura
from lxml.html import Element
from trafilatura.htmlprocessing import convert_tags, tree_cleaning
from trafilatura.main_extractor import extract_content
from trafilatura.settings import Extractor

from cleaning.markup.blocks import Layout, Part
from cleaning.markup.signs import LONGEST_NAME
from cleaning.model import Region

if TYPE_CHECKING:
    from lxml.etree import _Element
    from lxml.html import HtmlElement

FIRST_MARK = 0xF0000  # Unicode's private planes 15 and 16: no text in any script
MARKS = re.compile("[\U000f0000-\U0010ffff]")
MOST_MARKS = 0x10FFFF - FIRST_MARK
MAIN_SHARE = 0.9  # of the running text: at 0.8 and at 0.95 the F1 is the same within 0.001
# trafilatura needs 0.1 ms for an element, far more for deeply nested ones, and 70 bytes for a letter. News pages have
# 300 to 4,000 elements in 15 to 40 levels; a million letters are a book of 500 pages.
MOST_ELEMENTS = 20_000
MOST_LEVELS = 150
MOST_LETTERS = 1_000_000

OWN_RULES = Extractor(fast=True, comments=False, output_format="python")
ALL_OPINIONS = Extractor(fast=False, comments=False, output_format="python")

# It warns of every page that it finds nothing on; the caller says so in words of its own.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What trafilatura took: blocks by number, and its own text, which counts where no block came out."""

    blocks: frozenset[int] = frozenset()
    text: str = ""

    def prose(self, layout: Layout) -> int:
        """Letters of running text in the blocks."""
        return sum(layout.blocks[i].prose for i in self.blocks)


def main_part(tree: HtmlElement, layout: Layout, regions: Sequence[Region | None]) -> Part:
    """The parent of the smallest element that holds nearly all running text which stands in no region.

    The parent, because a lead paragraph or a standfirst often stands beside the box of the text.
    """
    before = [0, *accumulate(0 if r else b.prose for b, r in zip(layout.blocks, regions, strict=True))]
    whole = whole_page(tree, layout)
    enough, best, least = MAIN_SHARE * before[-1], whole, before[-1] + 1
    parts = {whole.element: whole}
    for part in layout.parts:
        parts[part.element] = part
        prose = before[part.stop] - before[part.start]
        if enough <= prose <= least and prose:
            best, least = part, prose
    above = best.element.getparent()
    while above is not None and above not in parts:
        above = above.getparent()
    return best if above is None else parts[above]


def whole_page(tree: HtmlElement, layout: Layout) -> Part:
    """The page as one part."""
    return Part(tree, 0, 0, len(layout.blocks))


def excess(part: Part, layout: Layout) -> str:
    """The limit that a part of the page exceeds, and that trafilatura is not given it for; "" if it may have it."""
    if sum(block.size for block in layout.blocks[part.start : part.stop]) > MOST_LETTERS:
        return f"more than {MOST_LETTERS} letters"
    if layout.depth > MOST_LEVELS:
        return f"more than {MOST_LEVELS} levels"
    if len(layout.elements) > MOST_ELEMENTS and any(
        number > MOST_ELEMENTS for number, _ in enumerate(part.element.iter())
    ):
        return f"more than {MOST_ELEMENTS} elements"
    return ""


def quick_look(part: HtmlElement, layout: Layout, cut: Set[HtmlElement]) -> Found:
    """The blocks below ``part``, but for the elements in ``cut``, that trafilatura's own rules take for the article.

    The tree is not changed. trafilatura's steps are called one by one, as its ``bare_extraction`` does, but without the
    copies that it makes for second opinions, and without the text that it writes.
    """
    try:
        tree = convert_tags(tree_cleaning(_marked_copy(part, layout, cut), OWN_RULES), OWN_RULES)
        body, _ = extract_content(tree, OWN_RULES)
    except (TypeError, ValueError):  # as in bare_extraction: markup that its rules do not expect
        return Found()
    return Found(blocks=marked_in(body, layout))


def long_look(page: HtmlElement, layout: Layout, cut: Set[HtmlElement]) -> Found:
    """The blocks of a page, but for the elements in ``cut``, that trafilatura takes when it asks all its opinions."""
    found = trafilatura.bare_extraction(_marked_copy(page, layout, cut), options=ALL_OPINIONS)
    if found is None or isinstance(found, dict):
        return Found()
    return Found(blocks=marked_in(found.body, layout), text=MARKS.sub("", found.text or ""))


def marked_in(body: _Element, layout: Layout) -> frozenset[int]:
    """The blocks whose marks are in an extracted text."""
    marks = {ord(mark) - FIRST_MARK for text in body.itertext() for mark in MARKS.findall(str(text))}
    return frozenset(number for number in marks if number < len(layout.blocks))


def _marked_copy(part: HtmlElement, layout: Layout, cut: Set[HtmlElement]) -> HtmlElement:
    """A page that holds a copy of the element, without those in ``cut``, each block marked by its number."""
    places: dict[HtmlElement, list[tuple[bool, int]]] = {}
    for number, block in enumerate(layout.blocks[:MOST_MARKS]):
        element, is_tail = block.first
        places.setdefault(element, []).append((is_tail, number))
    copied = deepcopy(part)
    copied.tail = None
    doomed = []
    for original, twin in zip(part.iter(), copied.iter(), strict=True):
        for is_tail, number in places.get(original, ()):
            if not (is_tail and twin is copied):
                _mark(twin, is_tail, chr(FIRST_MARK + number))
        if original in cut and twin is not copied:
            doomed.append(twin)
        _shorten_names(twin)
    for twin in doomed:
        if twin.getparent() is not None:
            twin.drop_tree()
    return _page_around(copied, part)


def _mark(element: HtmlElement, is_tail: bool, mark: str) -> None:
    text = MARKS.sub("", (element.tail if is_tail else element.text) or "")
    start = len(text) - len(text.lstrip())
    marked = text[:start] + mark + text[start:]
    if is_tail:
        element.tail = marked
    else:
        element.text = marked


def _shorten_names(element: HtmlElement) -> None:
    """Cut endless class names, through which trafilatura's regular expressions would search again and again."""
    name = element.get("class")
    if name is not None and len(name) > 5 * LONGEST_NAME:
        element.set("class", name[: 5 * LONGEST_NAME])


def _page_around(copied: HtmlElement, original: HtmlElement) -> HtmlElement:
    """A page that holds the copy as an article, if the original stands in one or there is none in it.

    trafilatura looks for an article by tags and names, and these may stand above the part that was copied.
    """
    if copied.tag in ("html", "body"):
        return copied
    is_article = next(original.iterancestors("article"), None) is not None or next(copied.iter("article"), None) is None
    page, body, frame = Element("html"), Element("body"), Element("article" if is_article else "div")
    page.append(body)
    body.append(frame)
    frame.append(copied)
    return page
