"""The byline that is printed by the headline: read when no source names a person.

A name is believed where something says that it is an author's: a word before it ("By", "Von"), a link to an author's
page, a class name. Elements named like a biography or a picture's credit are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lxml.html import HtmlElement

from cleaning.metadata.byline_words import LEAD
from cleaning.metadata.persons import is_name, is_no_name, names_in
from cleaning.metadata.plain import plain
from cleaning.metadata.reading import Credit
from cleaning.metadata.scan import MOST_TEXT, belongs
from cleaning.metadata.surroundings import Near

FARTHEST = 60  # elements between the headline and its byline
VERY_NEAR = 25  # so near a word is enough, and a part named like a teaser is the article's own
TOGETHER = 12  # elements between the names of one byline
LONGEST = 120  # characters of a byline
CLIMB = 3  # ancestors whose class names are looked at

AUTHOR_CLASS = re.compile(
    r"author|byline|writer|contributor|autor|reporter|signature|verfasser|redacteur", re.IGNORECASE
)
SURE_CLASS = re.compile(r"author[-_]{0,2}(?:name|link|title)|\bfn\b|(?:^|\s)author(?:\s|$)|byline", re.IGNORECASE)
NO_BYLINE = re.compile(
    r"bio|about|descri|image|img|photo|picture|avatar|social|follow|share|caption|credit|figure|comment|tag|date|time|role|job",
    re.IGNORECASE,
)
AUTHOR_LINK = re.compile(
    r"/(?:authors?|autor(?:en|es)?|auteurs?|autore|autori|writers?|reporters?|contributors?|profil[es]?|staff"
    r"|journalists?|columnists?|by|verfasser|redaktion|yazar(?:lar)?|penulis|skribenter?)[/-]",
    re.IGNORECASE,
)
BY = re.compile(r"(?:^|\s)(?:by|von|par|por|door|di|av|af|przez)\s?:?$", re.IGNORECASE)
PICTURED = re.compile(r"(?:foto|photo|bild|image|illustration|grafik|video)s?\b", re.IGNORECASE)
ONE_WORD = re.compile(r"[^\W\d_]{2,20}")


def printed_byline(near: Sequence[Near], apart: frozenset[HtmlElement]) -> list[Credit]:
    """The authors named nearest below the headline; [] if no name there is said to be an author's.

    The names of one byline stand in elements of one kind: what follows in others is a role, a tag, a teaser.
    """
    found: dict[str, Credit] = {}
    kind, last = None, 0
    for place, (distance, element) in enumerate(near):
        if distance > FARTHEST:
            continue
        if found and place - last > TOGETHER:
            break
        own = (element.tag, element.get("class"))
        if (
            kind in (None, own)
            and (named := list(credits_in(element, distance)))
            and belongs(element, apart, strict=distance > VERY_NEAR)
        ):
            found.update((credit.name, credit) for credit in named if credit.name not in found)
            kind, last = own, place
    return list(found.values())


def credits_in(element: HtmlElement, distance: int) -> Iterator[Credit]:
    """The names that an element's own text gives as authors'."""
    text = plain(element.text[: 2 * LONGEST]) if element.text else None
    if text is None or len(text) > LONGEST or PICTURED.match(text):
        return
    classes = [(node.get("class") or "")[:MOST_TEXT] for node in lineage(element)]
    link = next((node.get("href") for node in lineage(element)[:2] if node.tag == "a"), None)
    if not LEAD.match(text) and any(map(is_profile, element)):  # what leads to a linked author, such as a dateline
        return
    if NO_BYLINE.search(classes[0]) and not SURE_CLASS.search(classes[0]):
        return
    profiled = is_profile(element) or AUTHOR_LINK.search(link or "") is not None
    sure = any(SURE_CLASS.search(name) for name in classes[:2])
    if profiled or sure or is_said(element, text, classes, distance):
        names = names_in(text)
        for name in names:
            if is_name(name) or (profiled and len(names) == 1 and is_first_name(name)):
                yield Credit(name=name, url=link if len(names) == 1 else None, kind="person")


def is_profile(element: HtmlElement) -> bool:
    """True for a link to an author's page."""
    return element.get("rel") == "author" or (
        element.tag == "a" and AUTHOR_LINK.search(element.get("href") or "") is not None
    )


def is_said(element: HtmlElement, text: str, classes: Sequence[str], distance: int) -> bool:
    """True if a word right below the headline or a class name says that a text is an author's name."""
    if distance <= VERY_NEAR and (LEAD.match(text) or BY.search(words_before(element))):
        return True
    return any(AUTHOR_CLASS.search(name) and not NO_BYLINE.search(name) for name in classes)


def is_first_name(name: str) -> bool:
    """True if a single word can be the name of a blog's author."""
    return bool(ONE_WORD.fullmatch(name)) and name[0].isupper() and not LEAD.match(name + " ") and not is_no_name(name)


def words_before(element: HtmlElement) -> str:
    """The end of the text right before an element."""
    before = element.getprevious()
    if before is not None:
        return (before.tail or before.text or "")[-LONGEST:].rstrip()
    parent = element.getparent()
    return (parent.text or "")[-LONGEST:].rstrip() if parent is not None else ""


def lineage(element: HtmlElement) -> list[HtmlElement]:
    """An element and its nearest ancestors."""
    nodes = [element]
    while len(nodes) <= CLIMB and (parent := nodes[-1].getparent()) is not None:
        nodes.append(parent)
    return nodes
