"""Draft → draft without what is surely not the article, by general rules.

An extractor takes with the article what stands in its container: the headline once more, links to other stories,
offers, captions, bylines, portraits of the author. Each rule here knows one of these by its shape, its place or its
words (the phrases of ``cleaning.text.phrases``, in many languages), never by a site. A rule that would take away more
than its kind ever makes up does nothing. Gains were measured on labelled news pages in two halves of their sites.
"""

from __future__ import annotations

from collections.abc import Callable

from cleaning.markup.body.cut_headline import above_headline, repeated_headline
from cleaning.markup.body.cut_lines import (
    captions,
    contacts,
    headings_of_nothing,
    lines_above,
    offers_at_the_end,
    portraits,
    set_phrases,
)
from cleaning.markup.body.cut_links import after_related, links_alone, links_at_the_end, pointers
from cleaning.markup.body.draft import Cut, Cuts, Draft
from cleaning.markup.label import SOURCE_RULE
from cleaning.model import Label

NOT_BODY = frozenset(Label) - {Label.BODY, Label.SUBHEAD, Label.DATELINE, Label.HEADLINE, Label.STANDFIRST}


def trim(draft: Draft) -> None:
    """Cut from the draft what the rules find, each rule seeing what the ones before it left."""
    for rule, most in RULES:
        if not draft.taken:
            return
        cuts = dict(rule(draft))
        if not cuts:
            continue
        lost = sum(draft.layout.blocks[i].size for i in cuts)
        if lost <= most * draft.size():
            draft.cut(cuts)


def by_region(draft: Draft) -> Cuts:
    """Blocks in a part of the page whose name says that it is not the article."""
    for i in draft.taken:
        region = draft.regions[i]
        if region is not None and region.label in NOT_BODY and not region.reason.startswith(SOURCE_RULE):
            yield i, Cut(region.label, region.reason)


# In order; each with the largest share of the draft's letters that it may take away.
RULES: tuple[tuple[Callable[[Draft], Cuts], float], ...] = (
    (by_region, 0.4),
    (repeated_headline, 0.3),
    (above_headline, 0.2),
    (links_alone, 0.5),
    (pointers, 0.35),
    (after_related, 0.5),
    (set_phrases, 0.35),
    (captions, 0.35),
    (lines_above, 0.2),
    (contacts, 0.2),
    (links_at_the_end, 0.3),
    (offers_at_the_end, 0.2),
    (portraits, 0.25),
    (headings_of_nothing, 0.3),
)
