"""Draft → draft without what is surely not the article, by general rules.

An extractor takes with the article what stands in its container: the headline once more, links to other stories,
offers, captions, bylines, portraits of the author. Each rule here knows one of these by its shape, its place or its
words (the phrases of ``cleaning.text.phrases``, in many languages), never by a site. A rule that would take away more
than its kind ever makes up does nothing. Gains were measured on labelled news pages in two halves of their sites.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from cleaning.markup.blocks import FIGURE, HEADING, ITEM, PICTURED, Block
from cleaning.markup.draft import Cut, Draft, bare
from cleaning.markup.label import SOURCE_RULE
from cleaning.markup.running_text import SENTENCE_END
from cleaning.model import Label
from cleaning.text.phrases import match_phrases
from cleaning.text.stamps import find_stamp
from cleaning.text.words import words_of

UNFINISHED = re.compile(r"[:：,，、;؛]$")
LEAD_IN = re.compile(r"^([^:：|»>]{2,50})[:：|»>]")
CONTACT = re.compile(r"\W*(?:mailto:)?(?:[\w.+-]{1,64}@[\w.-]{3,64}|@\w{2,30}|(?:https?://|www\.)\S{3,200})\W*")

Cuts = Iterator[tuple[int, Cut]]


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


NOT_BODY = frozenset(Label) - {Label.BODY, Label.SUBHEAD, Label.DATELINE, Label.HEADLINE, Label.STANDFIRST}


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


SHORTEST_TITLE = 8  # letters: a shorter "title" is a section's name
LONGEST_TITLE = 300


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


def links_alone(draft: Draft) -> Cuts:
    """Blocks that are nothing but links, unless they are a sentence."""
    for i in draft.taken:
        block = draft.layout.blocks[i]
        if block.linked >= ALL_LINK and not _is_linked_sentence(block):
            yield i, Cut(Label.RELATED, "nothing but links")
        elif block.linked >= MOSTLY_LINK and not SENTENCE_END.search(block.text) and _leads_to_link(block):
            yield i, Cut(Label.RELATED, "a few words that lead to a link")


ALL_LINK = 0.8
MOSTLY_LINK = 0.5


def _is_linked_sentence(block: Block) -> bool:
    """True for a sentence that is a link from its first word to its last, as a lead to a source may be."""
    return 60 <= block.size < 250 and not block.within & (HEADING | ITEM) and bool(SENTENCE_END.search(block.text))


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
        if found.of("related") >= 0.9 or block.linked >= 0.4 or (block.size < 200 and _is_lead_in(block.text)):
            yield i, Cut(Label.RELATED, "points to another story")


def _is_lead_in(text: str) -> bool:
    """True if a pointer's words alone stand before the first colon."""
    lead = LEAD_IN.match(text)
    return lead is not None and match_phrases(words_of(lead[1])).of("related") >= 0.9


def after_related(draft: Draft) -> Cuts:
    """All from a heading such as “Related stories” on, if little running text follows it."""
    for place, i in enumerate(draft.taken):
        block = draft.layout.blocks[i]
        if not place or block.size > 80:
            continue
        found = draft.phrases(i)
        if "related" in found.leading and found.of("related") >= (0.34 if block.within & HEADING else 0.9):
            rest = draft.taken[place:]
            if sum(draft.layout.blocks[j].prose for j in rest) <= 0.15 * draft.prose():
                for j in rest:
                    yield j, Cut(Label.RELATED, f"after “{block.text[:40]}”")
                return


class Wording(NamedTuple):
    """A family of phrases: the share of a block's words at which it names the block, and as what."""

    family: str
    share: float
    leading: bool
    label: Label


# Shares at which, among 3,600 short blocks that trafilatura took on labelled pages, the family was right.
WORDINGS = (
    Wording("subscribe", 0.12, False, Label.PROMOTION),
    Wording("cookie", 0.1, False, Label.PROMOTION),
    Wording("ad", 0.5, False, Label.PROMOTION),
    Wording("share", 0.5, True, Label.NAVIGATION),
    Wording("respond", 0.5, True, Label.FORM),
    Wording("notice", 0.5, False, Label.FORM),
    Wording("closed", 0.5, True, Label.FORM),
    Wording("rating", 0.5, True, Label.FORM),
    Wording("comments", 1.0, True, Label.COMMENT_HEADER),
    Wording("tags", 0.9, True, Label.NAVIGATION),
    Wording("credit", 0.25, True, Label.CAPTION),
    Wording("legal", 0.6, True, Label.FOOTER),
    Wording("published", 0.5, True, Label.DATE),
    Wording("readtime", 0.5, False, Label.OTHER),
)
BARE_WORDINGS = (Wording("control", 1.0, True, Label.FORM), Wording("nav", 1.0, True, Label.NAVIGATION))


def set_phrases(draft: Draft) -> Cuts:
    """Short blocks in the words of an offer, a form, a credit line or a footer."""
    for i in draft.taken:
        block = draft.layout.blocks[i]
        if block.size > 300:
            continue
        found = draft.phrases(i)
        if not found.share:
            continue
        for wording in WORDINGS if block.within & HEADING else WORDINGS + BARE_WORDINGS:
            enough = found.share.get(wording.family, 0.0) >= wording.share
            if enough and (not wording.leading or wording.family in found.leading):
                yield i, Cut(wording.label, f"worded as {wording.family}")
                break


def offers_at_the_end(draft: Draft) -> Cuts:
    """Short blocks at the very end that speak of subscribing, following, sharing or rights."""
    for i in reversed(draft.taken[-LAST_BLOCKS:]):
        block = draft.layout.blocks[i]
        if block.size > 220 or draft.phrases(i).of(*OFFERED) < 0.15:
            break
        yield i, Cut(Label.PROMOTION, "an offer at the end")


OFFERED = ("subscribe", "share", "legal", "respond")


def captions(draft: Draft) -> Cuts:
    """What stands in a figure, and short lines without an end right below a picture."""
    for i in draft.taken:
        block = draft.layout.blocks[i]
        if block.within & FIGURE:
            yield i, Cut(Label.CAPTION, "in a figure")
        elif block.within & PICTURED and _is_caption(block):
            yield i, Cut(Label.CAPTION, "a line below a picture")


def _is_caption(block: Block) -> bool:
    text = block.text
    return (
        block.size <= 120
        and not block.linked
        and not block.within & (HEADING | ITEM)
        and "\n" not in text
        and not SENTENCE_END.search(text)
        and not UNFINISHED.search(text)
    )


def lines_above(draft: Draft) -> Cuts:
    """Date lines and names of authors above the text."""
    start = draft.first_prose()
    names = {bare(name) for name in draft.authors}
    for i in draft.taken:
        block = draft.layout.blocks[i]
        if i >= start or block.size > 90:
            break
        if block.within & HEADING:
            continue
        found = draft.phrases(i)
        name = bare(block.text)
        if name in names or ("byline" in found.leading and any(name.endswith(known) for known in names if known)):
            yield i, Cut(Label.BYLINE, "the author's name above the text")
        elif is_date_line(block.text):
            yield i, Cut(Label.DATE, "a date above the text")


def is_date_line(text: str) -> bool:
    """True if a date or a time makes up most of a line."""
    stamp = find_stamp(text)
    if stamp is None or SENTENCE_END.search(text):
        return False
    rest = words_of(text[: stamp.start] + " " + text[stamp.end :])
    return len(rest) <= 4 or match_phrases(rest).of("published", "byline") >= 0.3


def contacts(draft: Draft) -> Cuts:
    """Addresses that stand alone."""
    for i in draft.taken:
        if CONTACT.fullmatch(draft.layout.blocks[i].text[:300]):
            yield i, Cut(Label.BYLINE, "an address alone")


def portraits(draft: Draft) -> Cuts:
    """The author's portrait at the end: blocks that begin with a known author's name."""
    names = [name for name in map(bare, draft.authors) if len(name) >= SHORTEST_NAME]
    if not names:
        return
    start = draft.first_prose()
    for i in draft.taken[-LAST_BLOCKS:]:
        block = draft.layout.blocks[i]
        if i > start and 60 <= block.size <= 600 and any(name in bare(block.text[:80]) for name in names):
            yield i, Cut(Label.BYLINE, "a portrait of the author")


SHORTEST_NAME = 6
LAST_BLOCKS = 4


def headings_of_nothing(draft: Draft) -> Cuts:
    """Headings at the end, with nothing below them."""
    for i in reversed(draft.taken):
        if not draft.layout.blocks[i].within & HEADING:
            break
        yield i, Cut(Label.OTHER, "a heading with nothing below it")


# In order; each with the largest share of the draft's letters that it may take away.
RULES: tuple[tuple[Callable[[Draft], Cuts], float], ...] = (
    (by_region, 0.4),
    (repeated_headline, 0.3),
    (above_headline, 0.25),
    (links_alone, 0.5),
    (pointers, 0.35),
    (after_related, 0.35),
    (set_phrases, 0.35),
    (captions, 0.35),
    (lines_above, 0.2),
    (contacts, 0.2),
    (links_at_the_end, 0.3),
    (offers_at_the_end, 0.2),
    (portraits, 0.25),
    (headings_of_nothing, 0.3),
)
