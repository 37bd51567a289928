"""What looks like comments and is not.

In: the elements of a group. Out: yes or no. Comments on other pages link to those pages; teasers are mostly a linked
headline; trackbacks quote between "[…]" or say what they are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from lxml import etree

from cleaning.markup.comments.names import Part, parts_of
from cleaning.markup.comments.words import ANSWERING, is_date_line

if TYPE_CHECKING:
    from lxml.html import HtmlElement

SAMPLE = 12  # members that are looked at: as many tell as well as all
LONGEST_PING = 1500  # characters
LATEST_QUOTE = 160  # characters before the quote of a trackback: the name of the other page and the date
PING = re.compile(r"^\W{0,4}(?:ping|track)back\w{0,3}\b(?:\s*[:\-–]|\s+(?:von|by|from|de|di|par|z|:)\b)", re.IGNORECASE)
CUT = re.compile(r"\[\s?(?:…|\.\.\.)\s?\]")
QUOTED = re.compile(rf"{CUT.pattern}.{{0,1200}}?{CUT.pattern}.{{0,60}}$", re.DOTALL)
MOST_LINKS = 50  # of a member that are looked at
TARGET = etree.XPath("//*[@id = $name or @name = $name]")
COMMENT_FRAGMENT = re.compile(r"comment|komment|reply|\d$", re.IGNORECASE)
SHORTEST_TITLE = 25  # characters: a shorter link may be a long name
MOST_WITH_TITLE = 0.7  # the share of members with a linked title of their own: comments that all have one are none
SHORTEST_HEADLINE = 15  # characters: a shorter linked heading may be a reader's name
OF_A_READER = re.compile(r"nofollow|ugc|external")  # how blogs mark the links of readers' names
ANSWER = re.compile(rf"\W*(?:{ANSWERING})", re.IGNORECASE)
ANSWER_ALONE = re.compile(rf"\W*(?:{ANSWERING})\W*$", re.IGNORECASE)
LONGEST_LABEL = 30  # characters of what can be pressed
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
PERSON_PAGE = re.compile(r"user|profil|author|autor|member|mitglied|people|nutzer|u/|@", re.IGNORECASE)


def is_ping(element: HtmlElement) -> bool:
    """True for a trackback or pingback: another page that links here, not a reader."""
    start = _first_words(element, LATEST_QUOTE)
    if PING.search(start[:100]):
        return True
    if not CUT.search(start):
        return False
    text = _first_words(element, LONGEST_PING)
    return len(text) <= LONGEST_PING and QUOTED.search(text) is not None


def _first_words(element: HtmlElement, longest: int) -> str:
    """The text of an element; if that is longer, a little more than its first ``longest`` characters."""
    pieces: list[str] = []
    left = longest
    for piece in element.itertext():
        text = str(piece).strip()
        if text:
            pieces.append(text)
            left -= len(text)
            if left < 0:
                break
    return " ".join(pieces)


def _place(href: str) -> tuple[str, str]:
    """A link without its scheme, query and fragment: which page it leads to."""
    try:
        parts = urlsplit(href)
    except ValueError:
        return "", ""
    return parts.netloc.lower().removeprefix("www."), parts.path.rstrip("/").lower()


def are_elsewhere(elements: Sequence[HtmlElement]) -> bool:
    """True if most members link to comments on several pages, and what they link to does not stand on this one."""
    places: set[tuple[str, str]] = set()
    fragments: list[str] = []
    sample = elements[:SAMPLE]
    for element in sample:
        for link in islice(element.iter("a"), MOST_LINKS):
            page, _, fragment = (link.get("href") or "").partition("#")
            if page and COMMENT_FRAGMENT.search(fragment):
                places.add(_place(page))
                fragments.append(fragment)
                break
    if len(fragments) * 2 <= len(sample) or (len(places) == 1 and len(sample) > 1):
        return False
    return not any(_is_on_page(sample[0], fragment) for fragment in fragments[:3])


def _is_on_page(element: HtmlElement, fragment: str) -> bool:
    """True if the page that an element is on has the target of a fragment."""
    return bool(TARGET(element, name=fragment))


def are_teasers(elements: Sequence[HtmlElement]) -> bool:
    """True if most members are led by a heading that links to another page, or each links a title of its own."""
    sample = elements[:SAMPLE]
    if sum(_is_teaser(element) for element in sample) * 2 > len(sample):
        return True
    titles = {title for element in sample if (title := _linked_title(element))}
    return len(sample) > 1 and len(titles) > len(sample) * MOST_WITH_TITLE


def _linked_title(element: HtmlElement) -> str:
    """The text of the first link that may be a title: long, to a page, neither to a person nor out of a blog."""
    for link in islice(element.iter("a"), MOST_LINKS):
        href = link.get("href") or ""
        if not href or "#" in href or OF_A_READER.search(link.get("rel") or "") or PERSON_PAGE.search(href):
            continue
        text = " ".join(link.text_content().split())
        if len(text) >= SHORTEST_TITLE and not is_date_line(text[:SHORTEST_TITLE]):
            return text
    return ""


def _is_teaser(element: HtmlElement) -> bool:
    for heading in islice(element.iter(*HEADINGS), 3):
        around = heading.getparent()
        link = around if around is not None and around.tag == "a" else heading.find(".//a")
        if link is None or parts_of(heading) & Part.AUTHOR:
            continue
        href = link.get("href") or ""
        personal = OF_A_READER.search(link.get("rel") or "") or PERSON_PAGE.search(href)
        if "#" not in href and not personal and len(link.text_content().strip()) >= SHORTEST_HEADLINE:
            return True
    return False


def lead_elsewhere(elements: Sequence[HtmlElement]) -> bool:
    """True if most members link to another page that is neither a person's nor a reader's: events, teasers, posts."""
    sample = elements[:SAMPLE]
    return sum(any(map(_leads_elsewhere, islice(one.iter("a"), MOST_LINKS))) for one in sample) * 2 > len(sample)


def _leads_elsewhere(link: HtmlElement) -> bool:
    href = link.get("href") or ""
    is_page = bool(href) and "#" not in href and "?" not in href and not href.startswith(("javascript:", "mailto:"))
    return is_page and not OF_A_READER.search(link.get("rel") or "") and not PERSON_PAGE.search(href)


def can_be_answered(elements: Sequence[HtmlElement], most: int = MOST_LINKS) -> bool:
    """True if one of the ``most`` first links or buttons of a member answers it: a discussion, whatever its name.

    What is neither link nor button must say so and nothing else: many sites press plain elements by script.
    """
    return any(
        (ANSWER if control.tag in {"a", "button"} else ANSWER_ALONE).match(
            " ".join(control.text_content().split())[:40]
        )
        for element in elements[:SAMPLE]
        for control in islice(element.iter("a", "button", "span", "div", "small", "i"), most)
        if control.tag in {"a", "button"} or (len(control) < 2 and len(control.text or "") < LONGEST_LABEL)
    )
