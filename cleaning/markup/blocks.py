"""A page's tree → its blocks of text in document order, and its parts with what their names say.

A **block** is an unbroken run of text as a reader sees it: a paragraph, a heading, a list item, a cell, or the text
between two of them; two ``<br>`` in a row part blocks, one is a line end. Which elements begin a block follows the
rendering section of the HTML standard: https://html.spec.whatwg.org/multipage/rendering.html#flow-content-3

A **part** is an element whose tag, class, id or role says something (``cleaning.markup.signs``), with the range of
blocks that stand in it. All further work on a page is done on these two flat lists, so the tree is walked once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

from cleaning.markup.prose import HIDDEN_STYLE, SPOKEN_CLASSES
from cleaning.markup.signs import HIDDEN, LONGEST_NAME, OF_ROLE, OF_TAG, signs_of_name
from cleaning.text.words import size_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

UNSEEN = frozenset(
    """script style noscript template head svg iframe frame frameset object embed applet audio video canvas map select
    datalist textarea input option progress meter rp rt rtc noframes""".split()
)
FLOW = frozenset(
    """address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset figcaption
    figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre search section summary
    table tbody td tfoot th thead tr ul""".split()
)

# Where a block stands: bits of ``Block.within``.
HEADING = 1 << 0
ITEM = 1 << 1
CELL = 1 << 2
QUOTE = 1 << 3
FIGURE = 1 << 4
PICTURED = 1 << 5  # a picture stands right before it
_WITHIN = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), HEADING),
    **dict.fromkeys(("li", "dd", "dt"), ITEM),
    **dict.fromkeys(("td", "th"), CELL),
    "blockquote": QUOTE,
    "figure": FIGURE,
}

SHORTEST_PROSE = 80  # letters outside links: fewer are as likely a label, a caption or a teaser as prose


@dataclass(slots=True)
class Block:
    """A run of text: the element that holds it, and its text.

    ``size`` is the text's length in letters of an alphabet (``cleaning.text.words``), ``linked`` the share of it that
    stands in links, ``prose`` the size of what reads as running text: what is outside links, 0 if that is little.
    ``first`` is where the text begins in the tree: an element, and True if it is that element's tail.
    """

    element: HtmlElement
    text: str
    size: int
    linked: float
    prose: int
    within: int
    first: tuple[HtmlElement, bool]


@dataclass(slots=True)
class Part:
    """An element that says what it is (bits of ``cleaning.markup.signs``), and its blocks ``start`` to ``stop``."""

    element: HtmlElement
    signs: int
    start: int
    stop: int


class Layout:
    """The blocks and parts of a page. ``prose_before[i]`` is the prose in the blocks before block ``i``."""

    __slots__ = ("blocks", "elements", "parts", "prose_before")

    def __init__(self, blocks: Sequence[Block], parts: Sequence[Part], elements: int) -> None:
        self.blocks = blocks
        self.parts = parts
        self.elements = elements
        self.prose_before = [0, *accumulate(block.prose for block in blocks)]

    def prose(self, part: Part) -> int:
        """Characters of running text in a part."""
        return self.prose_before[part.stop] - self.prose_before[part.start]


def _own_signs(element: HtmlElement, tag: str) -> int:
    signs = OF_TAG.get(tag, 0)
    attributes = element.attrib
    if not attributes:
        return signs
    for name, value in attributes.items():
        if name in ("class", "id", "data-testid"):
            signs |= signs_of_name(value[:LONGEST_NAME])
            if name == "class" and not SPOKEN_CLASSES.isdisjoint(value[:LONGEST_NAME].split()):
                signs |= HIDDEN
        elif name == "role":
            signs |= OF_ROLE.get(value, 0)
        elif (name == "hidden" and value != "until-found") or (name == "style" and HIDDEN_STYLE.search(value[:500])):
            signs |= HIDDEN
    return signs

_LINE_END = "\x00"  # stands for <br> in a run: no parser lets it through as text
_PICTURES = frozenset(("img", "picture", "video", "iframe", "amp-img"))
_INVISIBLE = {ord(c): None for c in "\u00ad\u200b\u2060\ufeff"}  # soft hyphen, zero-width space, word joiner, BOM

_Piece = tuple["HtmlElement", bool, str, bool]  # element, is it the tail, text, does it stand in a link


def folded(text: str) -> str:
    """The text with its white space folded and without characters that only say where a line may break."""
    text = " ".join(text.split())
    return text if text.isascii() else text.translate(_INVISIBLE) if _has_invisible(text) else text


def _has_invisible(text: str) -> bool:
    return "\u00ad" in text or "\u200b" in text or "\u2060" in text or "\ufeff" in text


class _Writer:
    """Collects pieces of text into blocks."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.run: list[_Piece] = []
        self.pictured = False

    def add(self, element: HtmlElement, is_tail: bool, text: str, linked: bool) -> None:
        self.run.append((element, is_tail, text, linked))

    def flush(self, element: HtmlElement, within: int) -> None:
        """End the run that stands in this element."""
        run = self.run
        if not run:
            return
        self.run = []
        paragraph: list[_Piece] = []
        breaks = 0
        for piece in run:
            if piece[2] is _LINE_END:
                breaks += 1
            elif not piece[2].isspace():
                if breaks > 1:
                    self._end(paragraph, element, within)
                    paragraph = []
                breaks = 0
            paragraph.append(piece)
        self._end(paragraph, element, within)

    def _end(self, pieces: list[_Piece], element: HtmlElement, within: int) -> None:
        raw = "".join([piece[2] for piece in pieces])
        if _LINE_END in raw:
            lines = [folded(line) for line in raw.split(_LINE_END)]
            text = "\n".join(line for line in lines if line)
        else:
            text = folded(raw)
        if not text:
            return
        linked = min(1.0, sum([len(folded(piece[2])) for piece in pieces if piece[3]]) / len(text))
        first = next(piece for piece in pieces if piece[2] is not _LINE_END and folded(piece[2]))
        if self.pictured:
            within |= PICTURED
            self.pictured = False
        size = size_of(text)
        free = int(size * (1 - linked))
        prose = free if free >= SHORTEST_PROSE and not within & FIGURE else 0
        self.blocks.append(Block(element, text, size, linked, prose, within, (first[0], first[1])))


@dataclass(slots=True)
class _Open:
    """An element whose children are being walked, and what its text inherits from above."""

    element: HtmlElement
    children: Iterator[HtmlElement]
    holder: HtmlElement
    within: int
    linked: bool
    is_flow: bool
    part: Part | None


def _open(child: HtmlElement, tag: str, above: _Open, writer: _Writer, parts: list[Part]) -> _Open | None:
    """The child, opened for its own children; None if a reader sees nothing of it."""
    signs = _own_signs(child, tag)
    is_flow = tag in FLOW
    if signs & HIDDEN and (not is_flow or _is_spoken(child)):
        return None
    if not is_flow:
        opened = _Open(child, iter(child), above.holder, above.within, above.linked or tag == "a", False, None)
    else:
        writer.flush(above.holder, above.within)
        part = None
        if signs:
            part = Part(child, signs, len(writer.blocks), 0)
            parts.append(part)
        within = above.within | _WITHIN.get(tag, 0)
        opened = _Open(child, iter(child), child, within, above.linked, True, part)
    text = child.text
    if text:
        writer.add(child, False, text.replace("\n", _LINE_END) if tag == "pre" else text, opened.linked)
    return opened


def _is_spoken(element: HtmlElement) -> bool:
    return not SPOKEN_CLASSES.isdisjoint(element.get("class", "")[:LONGEST_NAME].split())


def _skip(child: HtmlElement, tag: str, above: _Open, writer: _Writer) -> None:
    if tag == "br":
        writer.add(child, False, _LINE_END, False)
    elif tag in _PICTURES:
        writer.pictured = True


@lru_cache(maxsize=1)
def layout_of(tree: HtmlElement) -> Layout:
    """The blocks and parts of a page, in one walk without recursion; the last page's are kept, as two stages ask."""
    writer = _Writer()
    parts: list[Part] = []
    elements = 0
    stack = [_Open(tree, iter(tree), tree, 0, False, True, None)]
    while stack:
        above = stack[-1]
        child = next(above.children, None)
        if child is None:
            stack.pop()
            if above.is_flow:
                writer.flush(above.holder, above.within)
                if above.part is not None:
                    above.part.stop = len(writer.blocks)
            if stack and (tail := above.element.tail):
                writer.add(above.element, True, tail, stack[-1].linked)
            continue
        elements += 1
        tag = child.tag
        opened = None
        if isinstance(tag, str):
            if tag in UNSEEN or tag in _EMPTY:
                _skip(child, tag, above, writer)
            else:
                opened = _open(child, tag, above, writer, parts)
        if opened is not None:
            stack.append(opened)
        elif tail := child.tail:
            writer.add(child, True, tail, above.linked)
    return Layout(writer.blocks, parts, elements)


_EMPTY = frozenset(("br", "img", "picture", "amp-img", "wbr", "input", "source", "link", "meta"))
