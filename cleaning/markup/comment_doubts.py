"""What looks like comments and is not.

In: the elements of a group. Out: yes or no. Comments on other pages link to those pages; teasers are mostly a linked
headline; trackbacks quote between "[…]" or say what they are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from lxml.html import HtmlElement

SAMPLE = 12  # members that are looked at: as many tell as well as all
PING = re.compile(r"^\W{0,4}(?:ping|track)back\w{0,3}\b(?:\s*[:\-–]|\s+(?:von|by|from|de|di|par|z|:)\b)", re.IGNORECASE)
CUT = r"\[\s?(?:…|\.\.\.)\s?\]"
QUOTED = re.compile(CUT + r"\s*(?P<quote>.{0,1200}?)\s*" + CUT + r"(?P<after>.{0,60})\s*$", re.DOTALL)
COMMENT_FRAGMENT = re.compile(r"comment|komment|^c\d|reply|^p?\d+$", re.IGNORECASE)
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
PERSON_PAGE = re.compile(r"user|profil|author|autor|member|mitglied|people|nutzer|u/|@", re.IGNORECASE)


def is_ping(element: HtmlElement) -> bool:
    """True for a trackback or pingback: another page that links here, not a reader."""
    text = element.text_content().strip()
    if PING.search(text[:100]):
        return True
    if len(text) > 1500:
        return False
    found = QUOTED.search(text)
    return bool(found) and found is not None and found.start() < 160


def _place(href: str) -> tuple[str, str]:
    """A link without its scheme, query and fragment: which page it leads to."""
    try:
        parts = urlsplit(href)
    except ValueError:
        return "", ""
    return parts.netloc.lower().removeprefix("www."), parts.path.rstrip("/").lower()


def are_elsewhere(elements: Sequence[HtmlElement], url: str | None) -> bool:
    """True if the members link to comments on several pages, or on one that is not this one."""
    places: set[tuple[str, str]] = set()
    linking = 0
    sample = elements[:SAMPLE]
    for element in sample:
        own = {
            _place(href)
            for link in element.iter("a")
            if "#" in (href := link.get("href") or "")
            and COMMENT_FRAGMENT.search(href.rsplit("#", 1)[1])
            and href[0] != "#"
        }
        linking += bool(own)
        places |= own
    if linking * 2 <= len(sample) or not places:
        return False
    return len(places) > max(1, len(sample) // 3)


def are_teasers(elements: Sequence[HtmlElement]) -> bool:
    """True if most members are led by a heading that links to a page, as teasers are, or are mostly links."""
    return sum(_is_teaser(element) for element in elements[:SAMPLE]) * 2 > len(elements[:SAMPLE])


def _is_teaser(element: HtmlElement) -> bool:
    for heading in element.iter(*HEADINGS):
        link = heading.find(".//a")
        around = heading.getparent()
        if link is None and around is not None and around.tag == "a":
            link = around
        if (
            link is not None
            and len(link.text_content().strip()) > 30
            and not PERSON_PAGE.search(link.get("href") or "")
        ):
            return True
    return False
