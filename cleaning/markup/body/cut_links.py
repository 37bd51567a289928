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
    """All from a line such as “Related stories” on, if little running text follows it."""
    blocks = draft.layout.blocks
    least = (1 - LITTLE_AFTER) * draft.prose()
    before = 0
    for place, i in enumerate(draft.taken):
        is_late = place > 0 and before >= least and blocks[i].size <= 80
        if is_late and "related" in draft.phrases(i).leading and draft.phrases(i).of("related") >= 0.9:
            for j in draft.taken[place:]:
                yield j, Cut(Label.RELATED, f"after “{blocks[i].text[:40]}”")
            return
        before += blocks[i].prose


LITTLE_AFTER = 0.15  # share of the running text
