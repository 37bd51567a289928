"""Rules that know the headline: what repeats it, and what stands above it."""

from __future__ import annotations

from cleaning.markup.blocks import HEADING, Block
from cleaning.markup.body.draft import Cut, Cuts, Draft, bare
from cleaning.model import Label

SHORTEST_TITLE = 8  # letters: a shorter "title" is a section's name
LONGEST_TITLE = 300


def repeated_headline(draft: Draft) -> Cuts:
    """The headline, where it stands before the text: as ``h1``, or in the words of a title that the page gives."""
    titles = bare_titles(draft)
    start = draft.first_prose()
    for i in draft.taken:
        if i > start + 1:
            break
        block = draft.layout.blocks[i]
        if is_h1(block) or is_title(block, titles):
            yield i, Cut(Label.HEADLINE, "repeats the headline")


def above_headline(draft: Draft) -> Cuts:
    """What stands above the headline: notices, section names, other stories."""
    titles = bare_titles(draft)
    for i, block in enumerate(draft.layout.blocks):
        if block.within & HEADING and not block.linked and is_h1(block) and is_title(block, titles):
            for j in draft.taken:
                if j >= i:
                    break
                yield j, Cut(Label.OTHER, "stands above the headline")
            break


def bare_titles(draft: Draft) -> list[str]:
    """The titles that the page gives, as far as they are long enough to be known again."""
    titles = [bare(title[:LONGEST_TITLE]) for title in draft.headlines]
    return [title for title in titles if len(title) >= SHORTEST_TITLE]


def is_h1(block: Block) -> bool:
    """True for a block that is a first-rank heading."""
    parent = block.element.getparent()
    return block.element.tag == "h1" or (parent is not None and parent.tag == "h1")


def is_title(block: Block, titles: list[str]) -> bool:
    """True if a block says what one of the bare titles says; a heading may say a part of it, or a kicker more."""
    words = bare(block.text) if len(block.text) <= LONGEST_TITLE else ""
    if len(words) < SHORTEST_TITLE:
        return False
    for title in titles:
        if words == title or _alike(words, title):
            return True
        if block.within & HEADING and (
            (len(words) >= 2 * SHORTEST_TITLE and words in title) or (title in words and len(words) < 1.6 * len(title))
        ):
            return True
    return False


def _alike(a: str, b: str) -> bool:
    """True if two bare titles share four of five of their runs of three letters."""
    if not 0.7 < len(a) / len(b) < 1.4:
        return False
    one, other = ({s[i : i + 3] for i in range(len(s) - 2)} for s in (a, b))
    return len(one & other) >= 0.8 * len(one | other)
