"""Who wrote a comment: by microdata, by names, by words such as "wrote:", by place, in this order of trust."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cleaning.markup.comments.habit import label_of
from cleaning.markup.comments.item import Item
from cleaning.markup.comments.names import Part, parts_of
from cleaning.markup.comments.pool import AUTHOR_PROPERTIES, NEAR
from cleaning.markup.comments.words import (
    BY,
    LONGEST_NAME,
    PRESSED,
    SAYS,
    SHORT,
    TOLD,
    clean_name,
    is_date_line,
    may_be_name,
    name_beside_date,
)

if TYPE_CHECKING:
    from lxml.html import HtmlElement

Found = tuple["HtmlElement | None", str]

AUTHOR_ATTRIBUTES = ("data-author", "data-author-name", "data-username", "data-user-name")
MOST_AROUND = 15  # characters beside a name in its element, such as "says:"
NAME_TAGS = frozenset({"cite", "a", "b", "strong"})
TITLE_TAGS = NAME_TAGS | {"h1", "h2", "h3", "h4", "h5", "h6", "em", "u", "dt", "address", "i", "span", "small"}
MOST_AROUND_DATE = 4  # elements around a date that may be the line with the name


@dataclass(frozen=True, slots=True)
class Author:
    """The element that holds an author's name, and the name; ``is_sure`` if markup, names or words told it."""

    node: HtmlElement | None = None
    name: str | None = None
    is_sure: bool = False


def find_author(item: Item, host: HtmlElement | None, labels: Set[str]) -> Author:
    """Who wrote a comment, by this comment alone.

    ``host`` is the element of the date, ``labels`` words that stand in all comments: no names, unless none is left.
    """
    last = Author()
    for finder in (*TOLD_BY, *GUESSED_BY):
        node, name = finder(item, host)
        if name and (label_of(name) not in labels or finder is _by_name):
            return Author(node, name, is_sure=finder in TOLD_BY)
        last = Author(node, name) if name and not last.name else last
    return last


def _by_attribute(item: Item, host: HtmlElement | None) -> Found:
    """By an attribute of the comment's own element, as forums write it."""
    for name in AUTHOR_ATTRIBUTES:
        if value := clean_name(item.element.get(name) or ""):
            return next(((node, value) for node, _ in item.own[1:] if item.line(node, SHORT) == value), (None, value))
    return None, ""


def _by_property(item: Item, host: HtmlElement | None) -> Found:
    """By ``itemprop``: the name inside the author before the author as a whole."""
    best: Found = None, ""
    for node, _ in item.own[1:]:
        words = (node.get("itemprop") or "").lower().split()
        if not words or AUTHOR_PROPERTIES.isdisjoint(words):
            continue
        name = clean_name(node.get("content") or item.line(node, SHORT))
        if name and "name" in words:
            return node, name
        if name and not best[1]:
            best = node, name
    return best


def _by_name(item: Item, host: HtmlElement | None) -> Found:
    """By class or id: the first element named so that has a short text, and in it what is most surely the name."""
    for node, parts in item.own[1:]:
        if not parts & Part.AUTHOR or (parts & Part.ACTION and not parts & Part.COMMENT):
            continue
        text = item.line(node, SHORT)
        if not text:
            continue
        inner, name = _name_in(node, item)
        if name and len(text) - len(name) <= MOST_AROUND:
            return node, name
        if name:
            return inner, name
        if name := clean_name(text):
            return node, name
    return None, ""


def _name_in(node: HtmlElement, item: Item) -> Found:
    for inner in node.iterdescendants("*"):
        parts = parts_of(inner)
        if not (parts & Part.AUTHOR or inner.tag in NAME_TAGS) or parts & (Part.META | Part.DATE | Part.ACTION):
            continue
        text = item.line(inner, LONGEST_NAME)
        if text and not is_date_line(text) and not PRESSED.match(text) and (name := clean_name(text)):
            return inner, name
    return None, ""


def _by_glue(item: Item, host: HtmlElement | None) -> Found:
    """By "Comment by …" and "… says:", in the shortest line that has such words."""
    best: Found = None, ""
    shortest = SHORT + 1
    for node, _ in item.own[1:]:
        text = item.line(node, shortest - 1)
        told = SAYS.search(text) or ((TOLD.search(text) or BY.match(text)) and is_date_line(text))
        if text and told and (name := clean_name(text)):
            best, shortest = (node, name), len(text)
    return best


def _by_line(item: Item, host: HtmlElement | None) -> Found:
    """By a line such as "Mia, 4 May 2021" that holds nothing else: the date's own element or one around it."""
    node = host
    names = {clean_name(text) for _, _, text in item.pieces()} if host is not None else set()
    for _ in range(MOST_AROUND_DATE):
        if node is None or (node is item.element and node is not host):
            break
        name = name_beside_date(item.line(node, SHORT))
        if name and (node is host or name in names):
            return node, name
        node = node.getparent()
    return None, ""


def _by_place(item: Item, host: HtmlElement | None) -> Found:
    """The first short bold, linked or titled words of the item, if they stand before any longer text."""
    for node, parts in item.own[1:]:
        if node.tag == "p" and not item.line(node, SHORT) and node.text_content().strip():
            break
        if node.tag not in TITLE_TAGS or parts & (Part.ACTION | Part.DATE | Part.TEXT) or node is host:
            continue
        text = item.line(node, LONGEST_NAME)
        if text and not is_date_line(text) and not PRESSED.match(text) and (name := clean_name(text)):
            return node, name
    return None, ""


def _by_signature(item: Item, host: HtmlElement | None) -> Found:
    """By a last line such as "by Mia"."""
    node, is_alone, text = (item.pieces() or [(item.element, False, "")])[-1]
    is_signature = is_alone and BY.match(text) and may_be_name(text)
    return (node, clean_name(text)) if is_signature else (None, "")


def _near_date(item: Item, host: HtmlElement | None) -> Found:
    """The few words that stand alone nearest to the date, before it rather than after it; without one, a first line."""
    pieces = item.pieces()
    if host is None:
        small = [(node, alone, text) for node, alone, text in pieces[:1] if parts_of(node) & Part.META]
        return _name_among(small)
    inside = {host, *host.iterdescendants()}
    places = [place for place, (node, _, _) in enumerate(pieces) if node in inside]
    if not places:
        return None, ""
    date = next((place for place in places if is_date_line(pieces[place][2].strip()[:SHORT])), places[0])
    before = _name_among(pieces[max(0, date - NEAR) : date][::-1])
    return before if before[1] else _name_among(pieces[date + 1 : date + 1 + NEAR])


def _name_among(pieces: Sequence[tuple[HtmlElement, bool, str]]) -> Found:
    """The first piece that may be a name, up to the first that is prose."""
    for node, is_alone, text in pieces:
        if may_be_name(text):
            return (node if is_alone else None), clean_name(text)
        if len(text.strip()) > LONGEST_NAME:
            break
    return None, ""


TOLD_BY = (_by_attribute, _by_property, _by_name, _by_glue)
GUESSED_BY = (_by_line, _by_place, _by_signature, _near_date)
