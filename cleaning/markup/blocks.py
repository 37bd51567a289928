"""A page's tree → its blocks of text in document order, and its parts with what their names say.

A **block** is an unbroken run of text as a reader sees it: a paragraph, a heading, a list item, a cell, or the text
between two of them; two ``<br>`` in a row part blocks, one is a line end. Which elements begin a block follows the
rendering section of the HTML standard: https://html.spec.whatwg.org/multipage/rendering.html#flow-content-3

A **part** is an element that begins and ends blocks, with the range of blocks that stand in it and with what its tag,
class, id or role says (``cleaning.markup.signs``).

Beside them stand all elements of the page and the names that each has. All further work on a page is done on these flat
lists, so the tree is walked once. They also keep lxml's elements alive, which it would make anew in each further walk.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, cast

from cleaning.markup.prose import hides
from cleaning.markup.signs import HIDDEN, LONGEST_NAME, OF_ROLE, OF_TAG, SPOKEN, signs_of_name
from cleaning.text.words import size_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

NO_TEXT = """script style noscript template head svg iframe frame frameset object embed applet audio video canvas map
select datalist textarea input option progress meter rp rt rtc noframes img picture amp-img wbr source link meta br"""
UNSEEN = frozenset(NO_TEXT.split())
BEGINS_A_BLOCK = """address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset
figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre search section
summary table tbody td tfoot th thead tr ul"""
FLOW = frozenset(BEGINS_A_BLOCK.split())
PICTURES = frozenset(("img", "picture", "video", "iframe", "amp-img"))

# Where a block stands: bits of ``Block.within``.
HEADING = 1 << 0
ITEM = 1 << 1
CELL = 1 << 2
QUOTE = 1 << 3
FIGURE = 1 << 4
PICTURED = 1 << 5  # a picture stands right before it
WITHIN = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), HEADING),
    **dict.fromkeys(("li", "dd", "dt"), ITEM),
    **dict.fromkeys(("td", "th"), CELL),
    "blockquote": QUOTE,
    "figure": FIGURE,
}

SHORTEST_PROSE = 80  # letters outside links: fewer are as likely a label, a caption or a teaser as prose
LITTLE_PROSE = 300  # letters: on a page with less, short lines are all that there is to weigh
MOST_LINKED = 0.7  # share of a block in links: above it the block is a list of links, however long


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
    """An element, what it says that it is (bits of ``cleaning.markup.signs``), and its blocks ``start`` to ``stop``."""

    element: HtmlElement
    signs: int
    start: int
    stop: int


class Layout:
    """The blocks and parts of a page, all its elements, the names of each, and how many levels they stand in another.

    ``names[i]`` are the values of those attributes of ``elements[i]`` that name it, and its tag if the site made it up.
    """

    __slots__ = ("_before", "blocks", "depth", "elements", "names", "parts")

    def __init__(
        self,
        blocks: Sequence[Block],
        parts: Sequence[Part],
        elements: Sequence[HtmlElement],
        names: Sequence[str],
        depth: int,
    ) -> None:
        self.blocks = blocks
        self.parts = parts
        self.elements = elements
        self.names = names
        self.depth = depth
        weights = [block.prose for block in blocks]
        if sum(weights) < LITTLE_PROSE:
            weights = [int(block.size * (1 - block.linked)) for block in blocks]
        self._before = [0, *accumulate(weights)]

    def share(self, part: Part) -> float:
        """The share of the page's running text that stands in a part; of all unlinked text, where there is little."""
        return (self._before[part.stop] - self._before[part.start]) / max(1, self._before[-1])


NAMED = ("class", "id", "data-testid")
TYPED = ("itemprop", "itemtype")
TELLING = {name: name in NAMED for name in (*NAMED, *TYPED)}  # True for an attribute that its author chose freely
SHOWING = frozenset(("role", "hidden", "style"))
LONGEST_NAMES = 1_000  # characters of an attribute that names an element
LONGEST_STYLE = 500  # characters of an inline style that are looked at
# Clipped to nothing, for assistive technology alone: https://www.w3.org/WAI/WCAG22/Techniques/css/C7
CLIPPED = re.compile(r"clip\s*:\s*rect\(\s*[01]|clip-path\s*:\s*inset\(\s*(?:50|100)%")
LINE_END = "\x00"  # stands for <br> in a run: no parser lets it through as text
# Soft hyphen, zero-width space, word joiner, byte order mark: they only say where a line may break. And what no text
# has: control characters and halves of surrogate pairs.
INVISIBLE = dict.fromkeys((0xAD, 0x200B, 0x2060, 0xFEFF, *range(0x20), *range(0x7F, 0xA0), *range(0xD800, 0xE000)))

Piece = tuple["HtmlElement", bool, str, bool]  # element, is it the element's tail, text, does it stand in a link


def folded(text: str) -> str:
    """The text with its white space folded and without what no reader sees."""
    text = " ".join(text.split())
    return text if text.isprintable() else text.translate(INVISIBLE)


class _Writer:
    """Collects pieces of text into blocks."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.run: list[Piece] = []
        self.pictured = False

    def flush(self, element: HtmlElement, within: int) -> None:
        """End the run that stands in this element; two line ends in a row part it into blocks."""
        run, self.run = self.run, []
        if len(run) == 1:
            self._end(run, element, within)
            return
        paragraph: list[Piece] = []
        breaks = 0
        for piece in run:
            if piece[2] is LINE_END:
                breaks += 1
            elif breaks and not piece[2].isspace():
                if breaks > 1:
                    self._end(paragraph, element, within)
                    paragraph = []
                breaks = 0
            paragraph.append(piece)
        self._end(paragraph, element, within)

    def _end(self, pieces: list[Piece], element: HtmlElement, within: int) -> None:
        raw = "".join([piece[2] for piece in pieces])
        if LINE_END in raw:
            lines = [folded(line) for line in raw.split(LINE_END)]
            text = "\n".join(line for line in lines if line)
        else:
            text = folded(raw)
        if not text:
            return
        if len(pieces) == 1:
            first, linked = pieces[0], 1.0 if pieces[0][3] else 0.0
        else:
            first = next((piece for piece in pieces if piece[2] is not LINE_END and not piece[2].isspace()), pieces[0])
            linked = min(1.0, sum([len(folded(piece[2])) for piece in pieces if piece[3]]) / len(text))
        if self.pictured:
            within |= PICTURED
            self.pictured = False
        size = size_of(text)
        free = int(size * (1 - linked))
        is_prose = free >= SHORTEST_PROSE and linked <= MOST_LINKED and not within & FIGURE
        prose = free if is_prose else 0
        self.blocks.append(Block(element, text, size, linked, prose, within, (first[0], first[1])))


# An element whose children are being walked; the element and the bits for the blocks of its own text; does it stand in
# a link; its part, None if it does not begin a block; False if no reader sees its text. A plain tuple, because one is
# made for each element of a page, and a named one costs five times as much.
Open = tuple["HtmlElement", "HtmlElement", int, bool, "Part | None", bool]


@lru_cache(maxsize=1)
def layout_of(tree: HtmlElement) -> Layout:
    """The blocks and parts of a page; the last page's are kept, because all stages ask for them."""
    return read_layout(tree)


def read_layout(tree: HtmlElement) -> Layout:
    """The blocks and parts of a page, in one walk without recursion."""
    writer = _Writer()
    parts: list[Part] = []
    elements, names = [tree], [names_and_signs(str(tree.tag), tree.items())[0]]
    above: Open = (tree, tree, 0, False, Part(tree, 0, 0, 0), True)
    stack = [above]
    depth = 1
    if tree.text and not tree.text.isspace():
        writer.run.append((tree, False, tree.text, False))
    for element in tree.iterdescendants():
        parent = element.getparent()
        while above[0] is not parent:
            above = _close(stack, writer)
        tag, attributes = cast("str", element.tag), element.items()
        name, signs = names_and_signs(tag, attributes) if attributes or "-" in str(tag) else ("", 0)
        elements.append(element)
        names.append(name)
        if above[5]:
            above = _open(element, tag, signs, above, writer, parts)
        else:
            above = (element, element, 0, False, None, False)
        stack.append(above)
        if len(stack) > depth:
            depth = len(stack)
    while len(stack) > 1:
        _close(stack, writer)
    if writer.run:
        writer.flush(tree, 0)
    return Layout(writer.blocks, parts, elements, names, depth)


def _close(stack: list[Open], writer: _Writer) -> Open:
    """The element around the innermost one, which ends here; its tail is text of the one around it."""
    element, holder, within, _, part, _ = stack.pop()
    above = stack[-1]
    if part is not None:
        if writer.run:
            writer.flush(holder, within)
        part.stop = len(writer.blocks)
    if above[5]:
        tail = element.tail
        if tail and (writer.run or not tail.isspace()):
            writer.run.append((element, True, tail, above[3]))
    return above


def _open(
    element: HtmlElement,
    tag: str,
    signs: int,
    above: Open,
    writer: _Writer,
    parts: list[Part],
) -> Open:
    """An element in one that is seen, opened for its own children."""
    if tag in UNSEEN or type(tag) is not str:
        if tag == "br":
            if writer.run:
                writer.run.append((element, False, LINE_END, False))
        elif tag in PICTURES:
            writer.pictured = True
        return element, element, 0, False, None, False
    _, holder, within, linked, _, _ = above
    part = None
    if signs & (SPOKEN if tag in FLOW else SPOKEN | HIDDEN):
        return element, element, 0, False, None, False
    if tag in FLOW:
        if writer.run:
            writer.flush(holder, within)
        part = Part(element, signs | OF_TAG.get(tag, 0), len(writer.blocks), 0)
        parts.append(part)
        holder, within = element, within | WITHIN.get(tag, 0)
    elif tag == "a":
        linked = True
    text = element.text
    if text and (writer.run or not text.isspace()):
        writer.run.append((element, False, text.replace("\n", LINE_END) if tag == "pre" else text, linked))
    return element, holder, within, linked, part, True


def names_and_signs(tag: str, attributes: Iterable[tuple[str, str]]) -> tuple[str, int]:
    """The names that an element has, and what its attributes say that it is.

    Names are classes, id, microdata, the name for tests, and a tag that the site made up.
    """
    names, signs = [], 0
    for name, value in attributes:
        is_free = TELLING.get(name)
        if is_free is not None:
            names.append(value[:LONGEST_NAMES])
            if is_free:
                signs |= signs_of_name(value[:LONGEST_NAME])
        elif name in SHOWING:
            signs |= signs_of_showing(name, value)
    if type(tag) is str and "-" in tag:
        names.append(tag)
    return names[0] if len(names) == 1 else " ".join(names), signs


def signs_of_showing(name: str, value: str) -> int:
    """What the attributes say by which an element is shown or not."""
    if name == "role":
        return OF_ROLE.get(value, 0)
    if name == "hidden":
        return HIDDEN if value != "until-found" else 0
    style = value[:LONGEST_STYLE]
    return (HIDDEN if hides(style) else 0) | (SPOKEN if CLIPPED.search(style) else 0)
