"""Rules that know links: blocks of nothing else, and pointers to other stories."""

from __future__ import annotations

import re

from cleaning.markup.blocks import HEADING, ITEM, Block
from cleaning.markup.body.draft import Cut, Cuts, Draft
from cleaning.markup.body.running_text import ends_as_sentence
from cleaning.model import Label
from cleaning.text.phrases import match_phrases
from cleaning.text.words import words_of

ALL_LINK = 0.8  # share of a block in links; between 0.75 and 0.85 the F1 is the same within 0.001
MOSTLY_LINK = 0.5
LEAD_IN = re.compile(r"^([^:：|»>]{2,50})[:：|»>]")


def links_alone(draft: Draft) -> Cuts:
    """Blocks that are nothing but links, unless they are a sentence."""
    for i in draft.taken:
        block = draft.layout.blocks[i]
        if block.linked >= ALL_LINK and not _is_linked_sentence(block):
            yield i, Cut(Label.RELATED, "nothing but links")
        elif block.linked >= MOSTLY_LINK and not ends_as_sentence(block) and _leads_to_link(block):
            yield i, Cut(Label.RELATED, "a few words that lead to a link")


def _is_linked_sentence(block: Block) -> bool:
    """True for a sentence that is a link from its first word to its last, as a lead to a source may be."""
    return 60 <= block.size < 250 and not block.within & (HEADING | ITEM) and ends_as_sentence(block)


def _leads_to_link(block: Block) -> bool:
    """True if what follows the first colon or bar of a block is one link: “In pictures: The flood”, in any language."""
    lead = LEAD_IN.match(block.text)
    return lead is not None and abs(len(block.text) * (1 - block.linked) - lead.end()) <= 3


def links_at_the_end(draft: Draft) -> Cuts:
    """Short blocks at the very end that are mostly links."""
    for i in reversed(draft.taken):
        block = draft.layout.blocks[i]
        if block.linked < 0.7 or block.size > 250:
            break
        yield i, Cut(Label.RELATED, "mostly links, at the end")


def pointers(draft: Draft) -> Cuts:
    """“Read also”, “Lire aussi”, “اقرأ أيضا” and what they point to."""
    for i in draft.taken:
        block = draft.layout.blocks[i]
        if block.size > 400:
            continue
        found = draft.phrases(i)
        if "related" not in found.leading:
            continue
        share = found.of("related")
        is_linked = block.linked >= 0.4 and (share >= 0.3 or not ends_as_sentence(block))
        if share >= 0.9 or is_linked or (block.size < 200 and _is_lead_in(block.text)):
            yield i, Cut(Label.RELATED, "points to another story")


def _is_lead_in(text: str) -> bool:
    """True if a pointer's words alone stand before the first colon."""
    lead = LEAD_IN.match(text)
    return lead is not None and match_phrases(words_of(lead[1])).of("related") >= 0.9


def after_related(draft: Draft) -> Cuts:
    """All from a line such as “Related stories” on, or from a list of links, if the article does not go on below it.

    It goes on where running text follows in a shape that stands above as well; then only a line of these words is
    believed, and only if little text follows it.
    """
    blocks, kept = draft.layout.blocks, set(draft.taken)
    total = left = draft.prose()
    if not total:
        return
    last_of = {_shape(blocks[i]): i for i in draft.taken if blocks[i].prose}
    reach = links = 0
    for i in range(draft.first_prose(), draft.taken[-1] + 1):
        block = blocks[i]
        if block.prose and i in kept:
            left -= block.prose
            reach, links = max(reach, last_of[_shape(block)]), 0
            continue
        links += block.linked >= MOSTLY_LINK
        is_little, is_over = left <= LITTLE_AFTER * total, reach < i
        if not (is_over and left <= MUCH_AFTER * total) and not (is_little and i in kept):
            continue
        if _says_related(draft, i, least=0.3 if is_over else 0.9) or (is_over and is_little and links >= LIST):
            for j in draft.taken:
                if j >= i:
                    yield j, Cut(Label.RELATED, f"after “{block.text[:40]}”")
            return


def _shape(block: Block) -> tuple[object, ...]:
    """Tag and first class of a block's element and of its parent; further classes often differ between paragraphs."""
    element, parent = block.element, block.element.getparent()
    shape: list[object] = []
    for one in (element, parent):
        shape += (one.tag, (one.get("class") or "").partition(" ")[0]) if one is not None else ()
    return tuple(shape)


def _says_related(draft: Draft, i: int, *, least: float) -> bool:
    """True for a short block that says that other stories follow, in at least this share of its words."""
    if draft.layout.blocks[i].size > LONGEST_HEADING:
        return False
    found = draft.phrases(i)
    return "related" in found.leading and found.of("related") >= least


LITTLE_AFTER, MUCH_AFTER = 0.15, 0.5  # shares of the running text
LIST = 3  # links one after another
LONGEST_HEADING = 80  # letters
