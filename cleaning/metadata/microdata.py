"""``itemprop`` (microdata) and ``property`` (RDFa) → what they say of the article.

Formats: https://html.spec.whatwg.org/multipage/microdata.html and https://www.w3.org/TR/rdfa-lite/
A property counts if its item is an article, a page, or nothing that is named: a comment's author is not the article's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice

from lxml import etree
from lxml.html import HtmlElement

from cleaning.metadata.jsonld import ORGANIZATIONS
from cleaning.metadata.jsonld_node import ARTICLES
from cleaning.metadata.reading import MOST_AUTHORS, Credit, Picture, Reading, reading_of, truth, whole_number
from cleaning.metadata.scan import DEEPEST, MOST, MOST_TEXT, belongs, text_of

ORIGIN = "microdata"
MOST_DESCRIPTION = 2_000  # characters
MOST_INNER = 200  # elements below an author or an image that are looked at
PAGES = frozenset({"webpage", "creativework", "itempage", "blog", "website", ""})
FIELDS = {
    "headline": "title", "alternativeheadline": "second_title", "alternatename": "second_title",
    "description": "description", "datepublished": "published", "datecreated": "published", "datemodified": "modified",
    "keywords": "keywords", "articlesection": "section", "inlanguage": "language",
}  # fmt: skip
OTHERS = frozenset(
    {"author", "creator", "publisher", "image", "isaccessibleforfree", "commentcount", "interactioncount", "license"}
)
TELLING = frozenset({"headline", "datepublished", "author"})
LINKS = ("content", "src", "href", "data-src")


def read_microdata(items: Sequence[HtmlElement], apart: frozenset[HtmlElement]) -> Reading:
    """What properties in the page's markup say of the article."""
    found = properties(items, apart)
    fields: dict[str, list[str]] = {field: [] for field in FIELDS.values()}
    for name, field in FIELDS.items():
        most = MOST_DESCRIPTION if field == "description" else MOST_TEXT
        fields[field] += [value_of(element, most) for element in found.get(name, ())]
    fields["publisher"] = [credit.name for credit in named(found.get("publisher", ()))]
    fields["license"] = [target_of(element) for element in found.get("license", ())]
    return replace(
        reading_of(ORIGIN, fields),
        author=tuple(named(found.get("author") or found.get("creator") or ()))[:MOST_AUTHORS],
        image=tuple(pictures(found.get("image", ()))),
        free=next((truth(value_of(element)) for element in found.get("isaccessibleforfree", ())), None),
        comments=count(found),
    )


def properties(items: Sequence[HtmlElement], apart: frozenset[HtmlElement]) -> dict[str, list[HtmlElement]]:
    """The elements that state each property of the page's own item, in document order.

    A page has many items: the first article that has a headline, a date or an author is its own; later ones are
    teasers. What that article does not state may stand in the page's item, or in none.
    """
    scopes: dict[HtmlElement, HtmlElement | None] = {}
    by_scope: dict[HtmlElement | None, dict[str, list[HtmlElement]]] = {}
    for element in items:
        names = names_of(element)
        if not names or not belongs(element, apart, strict=False):
            continue
        scope = scope_of(element, scopes)
        kind = kind_of(scope) if scope is not None else ""
        if kind in ARTICLES or kind in PAGES:
            for name in names:
                members = by_scope.setdefault(scope if kind in ARTICLES else None, {}).setdefault(name, [])
                if len(members) < MOST:
                    members.append(element)
    rest = by_scope.pop(None, {})
    own = next((found for found in by_scope.values() if TELLING & found.keys()), {})
    return {**rest, **own}


def names_of(element: HtmlElement) -> list[str]:
    """The properties that an element gives and that are read here, in lower case, without prefixes."""
    names = (element.get("itemprop") or element.get("property") or "")[:MOST_TEXT].split()
    short = (name.rpartition("/")[2].rpartition(":")[2].lower() for name in names)
    return [name for name in short if name in FIELDS or name in OTHERS]


def scope_of(element: HtmlElement, known: dict[HtmlElement, HtmlElement | None]) -> HtmlElement | None:
    """The item that an element is a property of, None if it belongs to none. ``known`` remembers it for siblings."""
    parent = element.getparent()
    if parent is None:
        return None
    if parent not in known:
        known[parent] = next(
            (
                node
                for node in islice(chain((parent,), parent.iterancestors()), DEEPEST)
                if node.get("itemscope") is not None or node.get("typeof") is not None
            ),
            None,
        )
    return known[parent]


def kind_of(element: HtmlElement) -> str:
    """An item's type in lower case, without the vocabulary's address; "" if it has none."""
    types = (element.get("itemtype") or element.get("typeof") or "")[:MOST_TEXT].split()
    return types[0].rpartition("/")[2].rpartition(":")[2].lower() if types else ""


def value_of(element: HtmlElement, most: int = MOST_TEXT) -> str:
    """A property's value: an attribute that was made for machines, else the text."""
    for attribute in ("content", "datetime"):
        if value := element.get(attribute):
            return value
    return text_of(element, most)


def target_of(element: HtmlElement) -> str:
    """The address that a property gives, else its value."""
    return element.get("href") or element.get("resource") or value_of(element)


def named(elements: Sequence[HtmlElement]) -> Iterator[Credit]:
    """The persons and organisations that elements name."""
    for element in elements:
        inner = list(islice(element.iter(etree.Element), MOST_INNER))
        names = [value_of(child) for child in inner if "name" in (child.get("itemprop") or "").split()]
        kind = kind_of(element)
        link = element if element.tag == "a" else next((child for child in inner if child.tag == "a"), None)
        for name in names or [value_of(element)]:
            if name.strip():
                yield Credit(
                    name=name,
                    url=link.get("href") if link is not None else None,
                    kind="organization" if kind.endswith(ORGANIZATIONS) else "person" if kind == "person" else None,
                )


def pictures(elements: Sequence[HtmlElement]) -> Iterator[Picture]:
    """The pictures that elements are or hold."""
    for element in elements:
        holders = [
            element,
            *(
                child
                for child in islice(element.iter(etree.Element), MOST_INNER)
                if child.get("itemprop") in ("url", "contentUrl")
            ),
        ]
        url = next((url for holder in holders for name in LINKS if (url := holder.get(name))), None)
        if url:
            yield Picture(url=url)


def count(found: dict[str, list[HtmlElement]]) -> int | None:
    """How many comments are announced: a bare number, or ``UserComments:12`` as schema.org once had it."""
    for element in found.get("commentcount", ()):
        if (number := whole_number(value_of(element))) is not None:
            return number
    for element in found.get("interactioncount", ()):
        kind, _, told = value_of(element).partition(":")
        if kind.strip() == "UserComments":
            return whole_number(told)
    return None
