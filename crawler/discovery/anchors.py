"""The tree of a page → its links, with their texts and what place of the page they stand in.

Places are told by elements (``nav``, ``header``), roles (https://www.w3.org/TR/wai-aria-1.2/#landmark_roles) and by the
names that sites give to their menus in ``class`` and ``id``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree
from lxml.html import HtmlElement

from crawler.urls import resolve

MAX_TEXT = 2_000  # characters of a link's text that are read

_MENU_TAGS = frozenset({"nav", "menu"})
_EDGE_TAGS = frozenset({"header", "footer"})
_CONTENT_TAGS = frozenset({"main", "article", "section", "li"})
_NEVER_MENU = frozenset({"html", "body", "main", "article", "h1", "h2", "h3", "h4", "h5", "h6"})
_MENU_ROLES = frozenset({"navigation", "menu", "menubar", "banner", "contentinfo", "search"})
_MENU_NAME = re.compile(
    r"(?:^|[\s_-])(?:(?:main|site|top|sub|mega|side|page|global|primary|secondary|mobile|footer|header)[_-]?)?"
    r"(?:nav|navi|navbar|navigation|menu|breadcrumbs?|footer|social(?:[_-]?(?:links|media|icons))?|cookies?)(?:[\s_-]|$)",
    re.IGNORECASE,
)
_NEXT_NAME = re.compile(r"(?:^|[\s_-])next(?:[\s_-]?(?:page|link|posts?))?(?:$|\s)", re.IGNORECASE)
_NEXT_TEXT = re.compile(
    r"(?:next(?: page)?|older(?: posts| entries| articles| stories)?|weiter|nächste(?: seite)?|ältere(?: beiträge)?"
    r"|suivant[es]?|page suivante|siguiente|próxim[ao]|avanti|successiv[ao]|volgende|następna|nästa|næste|neste|sonraki"
    r"|далее|следующая|التالي|التالية|הבא|下一页|下一頁|次へ|다음)? ?[›»→>]{0,2}",
    re.IGNORECASE,
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


@dataclass(frozen=True, slots=True)
class Anchor:
    """A link: where to, its text, and whether it stands in a menu or a heading, or leads to the next page."""

    url: str
    text: str = ""
    in_menu: bool = False
    in_heading: bool = False
    is_next: bool = False  # by its rel
    is_called_next: bool = False  # by its text or class


@dataclass(frozen=True, slots=True)
class Place:
    """What stands around a link."""

    menu: bool = False
    content: bool = False
    heading: bool = False


NOWHERE = Place()


def anchors_of(tree: HtmlElement, url: str) -> Iterator[Anchor]:
    """The links of a page to places on the web, in its order."""
    base = next((found for tag in tree.iter("base") if (found := resolve(tag.get("href", ""), url))), url)
    places: dict[etree._Element, Place] = {}
    holders = holders_of(tree)
    for element in tree.iter("a", "area", "link"):
        href = element.get("href")
        if not href or href[0] == "#" or (element.tag == "link" and "next" not in element.get("rel", "")):
            continue
        address = resolve(href, base)
        if address and address[:8].lower().startswith(("http://", "https://")):
            yield anchor_of(element, address, place_of(element, places, holders))


def holders_of(tree: HtmlElement) -> set[etree._Element]:
    """The elements that hold the page's main part or an article: none of them is a menu, whatever its name."""
    holders: set[etree._Element] = set()
    for content in tree.iter("main", "article"):
        above = content.getparent()
        while above is not None and above not in holders:
            holders.add(above)
            above = above.getparent()
    return holders


def place_of(element: etree._Element, places: dict[etree._Element, Place], holders: set[etree._Element]) -> Place:
    """The place that an element stands in. ``places`` remembers those of the elements above, so each is seen once."""
    above: list[etree._Element] = []
    place = NOWHERE
    parent = element.getparent()
    while parent is not None:
        known = places.get(parent)
        if known is not None:
            place = known
            break
        above.append(parent)
        parent = parent.getparent()
    for ancestor in reversed(above):
        place = places[ancestor] = inside(ancestor, place, is_holder=ancestor in holders)
    return place


def inside(element: etree._Element, place: Place, *, is_holder: bool) -> Place:
    """The place that the children of an element stand in, which itself stands in ``place``."""
    tag = element.tag if isinstance(element.tag, str) else ""
    menu = place.menu or tag in _MENU_TAGS or (tag in _EDGE_TAGS and not place.content)
    if not menu and not is_holder and tag not in _NEVER_MENU:
        menu = element.get("role", "").lower() in _MENU_ROLES or any(
            names_menu(name) for key in ("class", "id") if (name := element.get(key))
        )
    content, heading = place.content or tag in _CONTENT_TAGS, place.heading or tag in _HEADINGS
    if (menu, content, heading) == (place.menu, place.content, place.heading):
        return place
    return Place(menu, content, heading)


@lru_cache(maxsize=4096)
def names_menu(name: str) -> bool:
    """True for a class or an id by which sites call their menus."""
    return _MENU_NAME.search(name[:200]) is not None


def anchor_of(element: etree._Element, url: str, place: Place) -> Anchor:
    """The link that an element is."""
    rels = element.get("rel", "").lower().split()
    if element.tag == "link":
        return Anchor(url, in_menu=True, is_next="next" in rels)
    text, has_heading = text_of(element)
    called = _NEXT_NAME.search(element.get("class", "")[:200]) or (text and _NEXT_TEXT.fullmatch(text))
    return Anchor(
        url,
        text=text,
        in_menu=place.menu,
        in_heading=place.heading or has_heading,
        is_next="next" in rels,
        is_called_next=bool(called),
    )


def text_of(element: etree._Element) -> tuple[str, bool]:
    """The text of a link, of the heading in it if it has one, else its title; and whether it has a heading."""
    title: str = element.get("title", "")
    if not len(element):
        return " ".join((element.text or title)[:MAX_TEXT].split()), False
    heading = next(element.iter(*_HEADINGS), None)
    pieces: list[str] = []
    room = MAX_TEXT
    for piece in (element if heading is None else heading).itertext():
        pieces.append(piece[:room])
        room -= len(pieces[-1])
        if room <= 0:
            break
    text = " ".join("".join(pieces).split())
    return text or " ".join(title[:MAX_TEXT].split()), heading is not None
