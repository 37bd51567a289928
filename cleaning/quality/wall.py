"""Evidence → is the page only a consent wall, or only an offer to subscribe? Both stand where the article should be.

A wall is judged by the text that was taken for the article's: on an article that merely carries a banner or an offer,
that text is the article's. So each rule asks how much of the body addresses the reader in the wall's set phrases.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from cleaning.quality.evidence import Evidence, says, speaks, title_that_says, words_in
from cleaning.quality.phrases import said_in
from cleaning.text.words import size_of

LONGEST_WALL = 8_000  # letters of a consent wall's text
LONGEST_OFFER = 1_500
LONGEST_PLAIN = 300  # letters of paragraphs that do not speak of consent, beside a wall's own
PARTLY, MOSTLY, WHOLLY = 0.4, 0.6, 0.85
LARGEST = 1_000_000  # characters of the source in which a box is looked for
LONGEST_BUTTON = 40  # letters
MOST_LINKS = 300
# Consent platforms by the names of their boxes. Articles carry them too, so they count only beside the text.
BOXES = re.compile(
    r"onetrust-banner|CybotCookiebot|sp_message_container|didomi-(?:popup|notice|host)|usercentrics-root|qc-cmp2|"
    r"cmpbox|fc-consent-root|truste_|trustarc|privacy-?gate|"
    r"(?:class|id|action)=[\"'][^\"'<>]{0,80}(?:consent|cookie|gdpr|rodo|dsgvo|rgpd|avg-|kvkk|cmp-)",
    re.IGNORECASE,
)


def consent_wall(seen: Evidence) -> str:
    """What shows that the page is only a consent wall; "" if it is not."""
    body = seen.body or tuple(line.text for line in seen.lines if line.linked < 0.5)
    told, size = spoken(body, "consent", least=2)
    if not told or told < PARTLY * size or size > LONGEST_WALL or size - told > LONGEST_PLAIN:
        return ""
    heading = title_that_says(seen, "consent", 0.4)
    if told < (PARTLY if heading else WHOLLY if seen.stated or seen.hinted else MOSTLY) * size:
        return ""
    button = next((text for text in short_texts(seen) if says(text, "accept", 0.6)), "")
    box = BOXES.search(seen.source[:LARGEST])
    if not button or other_heading(seen) or not (heading or box):
        return ""
    heading = f"the heading is {heading[:80]!r}" if heading else ""
    named = f"a box is named {box[0][:80]!r}" if box else ""
    text = f"{told} of {size} letters of text ask for consent; a button says {button!r}"
    return "; ".join(filter(None, (text, heading, named)))


def other_heading(seen: Evidence) -> bool:
    """True if a heading is that of an article: it neither speaks of consent nor names the site, and is repeated."""
    for heading in seen.headings:
        if not speaks(heading, "consent") and heading.casefold() in seen.title.casefold():
            return heading.casefold() != seen.title.casefold() or len(heading.split()) > 5
    return False


def offer_only(seen: Evidence) -> str:
    """What shows that the page holds nothing but an offer to subscribe; "" if it holds more."""
    body = seen.body or tuple(line.text for line in seen.lines if line.linked < 0.5 and line.size > 20)
    told, size = spoken(body, "offer")
    heading = title_that_says(seen, "offer", 0.5)
    least = PARTLY if heading and not seen.stated and not seen.hinted else WHOLLY
    if not told or size > LONGEST_OFFER or told < least * size:
        return ""
    phrases = sum(said_in(line.text).covered.get("offer", 0) for line in seen.lines if line.linked < 0.9)
    if seen.free is False or heading or (phrases >= 8 and not seen.stated):
        why = f"the heading is {heading!r}" if heading else "it says that it is not free" if seen.free is False else ""
        return "; ".join(filter(None, (f"{told} of {size} letters of text offer a subscription", why)))
    return ""


def spoken(texts: tuple[str, ...], family: str, least: int = 1) -> tuple[int, int]:
    """The letters of those texts that speak a family's phrases, and of all of them."""
    told = size = 0
    for text in texts:
        here = size_of(text)
        size += here
        said = said_in(text)
        covered = said.covered.get(family, 0)
        if covered >= 3 * least or covered >= said.words * 0.2 * least:
            told += here
    return told, size


def short_texts(seen: Evidence) -> Iterator[str]:
    """The words on buttons, and those of short lines and links, which may be buttons in disguise."""
    yield from seen.controls
    yield from (line.text for line in seen.lines if line.size <= LONGEST_BUTTON)
    yield from map(words_in, islice(seen.tree.iter("a"), MOST_LINKS))
