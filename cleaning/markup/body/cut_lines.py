"""Rules that know single lines: offers, forms, captions, bylines, dates, portraits of the author."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import NamedTuple

from cleaning.markup.blocks import CELL, FIGURE, HEADING, ITEM, PICTURED, Block
from cleaning.markup.body.draft import Cut, Cuts, Draft, bare
from cleaning.markup.body.running_text import SENTENCE_END
from cleaning.model import Label
from cleaning.text.captions import is_credited
from cleaning.text.phrases import match_phrases
from cleaning.text.stamps import find_stamp
from cleaning.text.words import words_of

UNFINISHED = re.compile(r"[:：,，、;؛]$")
CONTACT = re.compile(r"\W*(?:mailto:)?(?:[\w.+-]{1,64}@[\w.-]{3,64}|@\w{2,30}|(?:https?://|www\.)\S{3,200})\W*")
LONGEST_WORDED = 300  # letters of a block that set phrases can name
LAST_BLOCKS = 4  # so many at the end are looked at for what stands only there
LONGEST_BESIDE, SHORTEST_BESIDE = 60, 24  # letters beside an author's name, with and without a word for "by"
SHORTEST_NAME = 6  # letters of an author's name that are enough to know it again
OFFERED = ("subscribe", "share", "legal", "respond")


class Wording(NamedTuple):
    """A family of phrases: the share of a block's words at which it names the block, and as what."""

    family: str
    share: float
    leading: bool
    label: Label


# Read off the short blocks that trafilatura takes on the labelled pages: at these shares a family is mostly right.
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
    Wording("legal", 0.6, True, Label.FOOTER),
    Wording("credit", 0.25, True, Label.CAPTION),
    Wording("published", 0.5, True, Label.DATE),
    Wording("readtime", 0.5, False, Label.OTHER),
)
# Words that are as well a heading, an item or a cell of the article ("Weather", "Next").
BARE_WORDINGS = (Wording("control", 1.0, True, Label.FORM), Wording("nav", 1.0, True, Label.NAVIGATION))


def set_phrases(draft: Draft) -> Cuts:
    """Short blocks in the words of an offer, a form, a credit line or a footer."""
    for i in draft.taken:
        if wording := wording_of(draft, i):
            yield i, Cut(wording.label, f"worded as {wording.family}")


def wording_of(draft: Draft, i: int) -> Wording | None:
    """The family of phrases that a short block is worded in, None if it is in none of those that are no article."""
    block = draft.layout.blocks[i]
    if block.size > LONGEST_WORDED:
        return None
    found = draft.phrases(i)
    if not found.share:
        return None
    for wording in WORDINGS if block.within & (HEADING | ITEM | CELL) else WORDINGS + BARE_WORDINGS:
        enough = found.share.get(wording.family, 0.0) >= wording.share
        if enough and (not wording.leading or wording.family in found.leading):
            return wording
    return None


def offers_at_the_end(draft: Draft) -> Cuts:
    """Short blocks at the very end that speak of subscribing, following, sharing or rights."""
    for i in reversed(draft.taken[-LAST_BLOCKS:]):
        block = draft.layout.blocks[i]
        if block.size > 220 or draft.phrases(i).of(*OFFERED) < 0.15:
            break
        yield i, Cut(Label.PROMOTION, "an offer at the end")


def captions(draft: Draft) -> Cuts:
    """What stands in a figure, what a picture's caption reads, what is credited, short lines right below a picture."""
    known = {bare(caption) for caption in draft.captions}
    for i in draft.taken:
        block = draft.layout.blocks[i]
        if block.within & (FIGURE | CELL) == FIGURE:
            yield i, Cut(Label.CAPTION, "in a figure")
        elif known and bare(block.text) in known:
            yield i, Cut(Label.CAPTION, "reads as a picture's caption")
        elif is_credited(block.text, block.size, len(words_of(block.text)), draft.phrases(i)):
            yield i, Cut(Label.CAPTION, "ends or begins with a picture's credit")
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
        if name in names or is_named(name, names, byline="byline" in found.leading):
            yield i, Cut(Label.BYLINE, "the author's name above the text")
        elif is_date_line(block.text):
            yield i, Cut(Label.DATE, "a date above the text")


def is_named(line: str, names: Collection[str], *, byline: bool) -> bool:
    """True if a line above the text, bared, is an author's name with a place, a role or "By" beside it."""
    beside = LONGEST_BESIDE if byline else SHORTEST_BESIDE
    return any(name in line and len(line) - len(name) <= beside for name in names if len(name) >= SHORTEST_NAME)


def is_date_line(text: str) -> bool:
    """True if a date or a time makes up most of a line."""
    stamp = find_stamp(text)
    if stamp is None or SENTENCE_END.search(text):
        return False
    rest = words_of(text[: stamp.start] + " " + text[stamp.end :])
    return (stamp.dated and len(rest) <= 4) or match_phrases(rest).of("published", "byline") >= 0.3


def contacts(draft: Draft) -> Cuts:
    """Addresses that stand alone."""
    for i in draft.taken:
        if CONTACT.fullmatch(draft.layout.blocks[i].text[:300]):
            yield i, Cut(Label.BYLINE, "an address alone")


def portraits(draft: Draft) -> Cuts:
    """The author's portrait at the end: blocks that name a known author in their first words, and do not quote them."""
    names = [name for name in map(bare, draft.authors) if len(name) >= SHORTEST_NAME]
    if not names:
        return
    start = draft.first_prose()
    for i in draft.taken[-LAST_BLOCKS:]:
        block = draft.layout.blocks[i]
        opening = block.text[:80]
        speaker, colon, _ = opening.partition(":")
        is_portrayed = any(name in bare(opening) for name in names)
        is_speech = bool(colon) and any(name in bare(speaker) for name in names)
        if i > start and 60 <= block.size <= 600 and is_portrayed and not is_speech:
            yield i, Cut(Label.BYLINE, "a portrait of the author")


def headings_of_nothing(draft: Draft) -> Cuts:
    """Headings at the end, with nothing below them."""
    for i in reversed(draft.taken):
        if not draft.layout.blocks[i].within & HEADING:
            break
        yield i, Cut(Label.OTHER, "a heading with nothing below it")
