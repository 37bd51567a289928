"""Draft → draft with the paragraphs that the extractor lost.

An extractor loses paragraphs for their class names, their links or a frame around them. A paragraph belongs to the
article if it stands beside one that was taken: under the same parent with the same tag, or (where an article is split
over several boxes, as live reports are) in the same classes. What was there stays, so nothing can be lost by mending.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaning.markup.blocks import FIGURE, HEADING, Block
from cleaning.markup.body.cut_headline import bare_titles, is_h1, is_title
from cleaning.markup.body.cut_lines import wording_of
from cleaning.markup.body.draft import Draft
from cleaning.markup.live import find_posts

if TYPE_CHECKING:
    from lxml.html import HtmlElement

Kind = tuple[object, str | None, object, str | None]


def mend(draft: Draft) -> int:
    """The number of paragraphs that were added to the draft."""
    blocks = draft.layout.blocks
    kept = set(draft.taken)
    parents: set[tuple[HtmlElement | None, object]] = set()
    kinds: set[Kind] = set()
    for i in draft.taken:
        if blocks[i].prose:
            parents.add(place_of(blocks[i]))
            kinds.add(kind_of(blocks[i]))
    kinds.discard((None, None, None, None))
    holders = {parent for parent, tag in parents if tag == "p"}  # what stands right in them is a paragraph as well
    start = draft.first_prose()
    found, is_next_article = [], False
    for i, block in enumerate(blocks):
        is_next_article |= i > start and block.element.tag == "h1"
        if not block.prose or block.within & FIGURE or i in kept or i in draft.cuts or draft.regions[i] is not None:
            continue
        near = place_of(block) in parents or block.element in holders
        near = near or (not is_next_article and kind_of(block) in kinds)
        if near and wording_of(draft, i) is None:
            found.append(i)
    draft.taken = sorted([*draft.taken, *found])
    return len(found)


def mend_headings(draft: Draft) -> int:
    """The number of headings that were added: those right above a block that was taken, under the same parent."""
    blocks = draft.layout.blocks
    titles = bare_titles(draft)
    start = draft.first_prose()
    found = []
    for above, i in zip(draft.taken, draft.taken[1:], strict=False):
        heading = blocks[i - 1]
        if above == i - 1 or i - 1 in draft.cuts or draft.regions[i - 1] is not None or i <= start:
            continue
        if not heading.within & HEADING or heading.linked or is_h1(heading) or is_title(heading, titles):
            continue
        if heading.element.getparent() is blocks[i].element.getparent():
            found.append(i - 1)
    draft.taken = sorted([*draft.taken, *found])
    return len(found)


def mend_posts(draft: Draft) -> int:
    """The number of lines that were added before a live blog's posts: their times, as the page shows them."""
    kept = set(draft.taken)
    found: set[int] = set()
    for post in find_posts(draft.layout, draft.regions, is_live=draft.is_live):
        if not kept.isdisjoint(post.text):
            found.add(post.stamp)
    draft.taken = sorted(kept | found)
    return len(found - kept)


def place_of(block: Block) -> tuple[HtmlElement | None, object]:
    """Under which element, and as what tag."""
    return block.element.getparent(), block.element.tag


def kind_of(block: Block) -> Kind:
    """Tag and class of a block's element and of its parent; all None if neither has a class."""
    element = block.element
    parent = element.getparent()
    own, above = element.get("class"), parent.get("class") if parent is not None else None
    if not own and not above:
        return None, None, None, None
    return element.tag, own, parent.tag if parent is not None else None, above
