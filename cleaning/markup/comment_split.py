"""One comment's element → who, when, what.

In: the element of a comment and the elements of other comments inside it, which are left out. Out: ``Said``. The date
and the author are looked for first, by markup, then by names, then by place; the text is the element that is named as
such if it holds most of the prose, else everything that is neither date, author nor something to press.
"""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from cleaning.dates import find_date, parse_date
from cleaning.markup.comment_names import Part, parts_of
from cleaning.markup.comment_pool import (
    AUTHOR_PROPERTIES,
    DATE_PROPERTIES,
    DEAD_TAGS,
    SAYS,
    SHORT,
    is_date_line,
)
from cleaning.markup.prose import prose

if TYPE_CHECKING:
    from lxml.html import HtmlElement

LONGEST_NAME = 60  # characters
TEXT_PROPERTIES = frozenset({"text", "commenttext", "articlebody", "description", "reviewbody"})
TITLES = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "b", "strong", "cite", "a", "em", "u", "dt", "address", "i", "span"})
GLUE = re.compile(
    r"^\W*(?:\#?\d+(?:\.\d+)*\W+)?(?:(?:comment(?:ed)?|kommentar|commentaire|comentario|reply|antwort|eintrag|beitrag|posted|written"
    r"|geschrieben|publié|rédigé|écrit|von|by|par|por|di|autor|author|name|verfasser|od|da)\b[\s:]*){0,3}(?=\W*\w)"
    r"|\W*\b(?:says|said|wrote|writes|sagte?|schreibt|schrieb|meinte?|dit|a écrit|ha scritto|dice|dijo|escribió|pisze"
    r"|napisał|schreef|zegt|skriver|disse|on|am|le|at|um|vom|el|il)?\b[\s:,;|·•–—@(\[-]*$",
    re.IGNORECASE,
)
PRESSED = re.compile(
    r"^\W*(?:#?\d*|repl(?:y|ies)(?: to .{0,40})?|antwort(?:en)?(?: auf .{0,40})?|répondre|responder|rispondi|odpowiedz"
    r"|beantwoorden|reageren|svara?|svar|report(?: comment)?|melden|kommentar melden|signaler|flag|share|teilen|partager"
    r"|permalink|link|edit|bearbeiten|quote|zitieren|zitat|cite|citer|like|unlike|gefällt mir|upvote|downvote|delete|löschen"
    r"|top|nach oben|log in to reply|zum antworten anmelden|show more|mehr(?: anzeigen| lesen)?|read more|回覆|回复|返信|답글"
    r"|translate|übersetzen|thumbs (?:up|down)|daumen (?:hoch|runter)|löschen|yorumu cevapla|cevapla|ответить)\W*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Said:
    """What one comment says. ``date`` is ISO 8601, ``date_raw`` as printed; what is not there is None or ""."""

    text: str
    author: str | None = None
    date: str | None = None
    date_raw: str | None = None
    up: int | None = None
    down: int | None = None
    link: str | None = None


@dataclass(slots=True)
class _Item:
    """An item's own elements in document order, with the flags of their names."""

    element: HtmlElement
    own: list[tuple[HtmlElement, Part]]
    skip: set[HtmlElement]


def split_comment(
    element: HtmlElement, inner: Set[HtmlElement], *, language: str | None = None, base: datetime | None = None
) -> Said:
    """The parts of one comment. ``inner`` are other comments below it; ``base`` is what relative dates count from."""
    item = _Item(element, _own_elements(element, inner), set(inner))
    for child, _ in item.own:
        if child.tag in DEAD_TAGS:
            item.skip.add(child)
    host, date, raw = _date(item, language, base)
    named, author = _author(item, host)
    text = _text(item, host, named)
    if not raw or not author:
        text, line_author, line_date = _first_line(text, author, raw)
        author = author or line_author
        if line_date and not raw:
            raw, date = line_date, parse_date(line_date, language=language, base=base)
    up, down = _votes(item)
    return Said(text=text, author=author, date=date, date_raw=raw, up=up, down=down, link=_permalink(item))


def _own_elements(element: HtmlElement, inner: Set[HtmlElement]) -> list[tuple[HtmlElement, Part]]:
    """The element and all below it, without other comments, with what their names say."""
    own: list[tuple[HtmlElement, Part]] = []
    waiting = [element]
    while waiting:
        node = waiting.pop()
        own.append((node, parts_of(node.get("class"), node.get("id"))))
        waiting.extend(child for child in reversed(node) if isinstance(child.tag, str) and child not in inner)
    return own


# --------------------------------------------------------------------------------------------------------------- dates


def _date(
    item: _Item, language: str | None, base: datetime | None
) -> tuple[HtmlElement | None, str | None, str | None]:
    """The element that holds the date and nothing else, the date in ISO 8601, and as printed."""
    for node, parts in item.own:
        stamp = _stamp(node)
        shown = _short_text(node)
        if stamp is None and not shown:
            continue
        marked = stamp is not None or parts & Part.DATE or (node.tag == "time")
        if shown and (is_date_line(shown) or (marked and re.search(r"\d", shown))):
            node, shown = _widest(node, shown, item)
            return node, (stamp and parse_date(stamp)) or parse_date(shown, language=language, base=base), _printed(shown)
        if stamp and parse_date(stamp):
            return node, parse_date(stamp), shown or stamp
    return None, None, None


def _stamp(node: HtmlElement) -> str | None:
    """The machine-readable date of an element, if it has one."""
    if node.tag == "time" and (stamp := node.get("datetime")):
        return stamp
    words = (node.get("itemprop") or "").lower().split()
    if not DATE_PROPERTIES.isdisjoint(words):
        return node.get("content") or node.get("datetime")
    return node.get("title") if node.tag == "abbr" else None


def _short_text(node: HtmlElement, longest: int = SHORT) -> str:
    """The text of an element, folded, if it is short; else ""."""
    if len(node) > 12:
        return ""
    pieces = []
    left = longest * 3
    for piece in node.itertext(etree_element := None) if False else node.itertext():
        pieces.append(piece)
        left -= len(piece.strip())
        if left < 0:
            return ""
    text = " ".join("".join(pieces).split())
    return text if len(text) <= longest else ""


def _widest(node: HtmlElement, shown: str, item: _Item) -> tuple[HtmlElement, str]:
    """The outermost element around a date that still holds little else, such as the time of the day beside it."""
    while node is not item.element:
        above = node.getparent()
        if above is None or above is item.element:
            break
        text = _short_text(above)
        found = find_date(text) if text else None
        if not found or len(text) - (found.end - found.start) > 12:
            break
        node, shown = above, text
    return node, shown


def _printed(shown: str) -> str:
    """The date as printed, without a longer text around it."""
    found = find_date(shown)
    if not found or len(shown) - (found.end - found.start) <= 16:
        return shown
    return shown[found.start : found.end]


# ------------------------------------------------------------------------------------------------------------- authors


def clean_name(text: str) -> str:
    """A name without the words that introduce it ("Comment by …", "… says:"); "" if nothing like a name is left."""
    found = find_date(text)
    if found and len(text) > found.end - found.start:
        text = text[: found.start] if found.start > 2 else text[found.end :]
    text = GLUE.sub("", text, count=2).strip(" \t\n:,;|·•–—-()[]#\"„“”«»")
    return text if 0 < len(text) <= LONGEST_NAME and not text.isdigit() else ""


def _author(item: _Item, host: HtmlElement | None) -> tuple[HtmlElement | None, str | None]:
    """The element that holds the author's name, and the name."""
    for finder in (_author_by_property, _author_by_name, _author_by_glue, _author_by_place):
        node, name = finder(item, host)
        if name:
            return node, name
    return None, None


def _author_by_property(item: _Item, host: HtmlElement | None) -> tuple[HtmlElement | None, str]:
    best: tuple[HtmlElement | None, str] = (None, "")
    for node, _ in item.own:
        words = (node.get("itemprop") or "").lower().split()
        if words and not AUTHOR_PROPERTIES.isdisjoint(words):
            name = clean_name(node.get("content") or _short_text(node))
            if name and (not best[1] or "name" in words):
                best = node, name
                if "name" in words:
                    break
    return best


def _author_by_name(item: _Item, host: HtmlElement | None) -> tuple[HtmlElement | None, str]:
    """By class or id: of nested elements named so, the innermost, and in it a link before the words around."""
    for node, parts in item.own[1:]:
        if not parts & Part.AUTHOR or parts & Part.ACTION and not parts & Part.COMMENT:
            continue
        if (text := _short_text(node)) and (name := _name_in(node, text)):
            return node, name
    return None, ""


def _name_in(node: HtmlElement, text: str) -> str:
    for inner in node.iter("*"):
        if inner is node:
            continue
        parts = parts_of(inner.get("class"), inner.get("id"))
        own = _short_text(inner)
        if own and (parts & Part.AUTHOR or inner.tag in {"cite", "a", "b", "strong"}) and not is_date_line(own):
            if parts & Part.META and not parts & Part.AUTHOR:
                continue
            if (name := clean_name(own)) and not PRESSED.match(own):
                return name
    return clean_name(text)


def _author_by_glue(item: _Item, host: HtmlElement | None) -> tuple[HtmlElement | None, str]:
    """By "Comment by …" and "… says:"."""
    for node, _ in item.own[1:]:
        text = _short_text(node)
        if text and SAYS.search(text) and (name := clean_name(text)):
            return node, name
    return None, ""


def _author_by_place(item: _Item, host: HtmlElement | None) -> tuple[HtmlElement | None, str]:
    """The first short bold, linked or titled words of the item."""
    for node, parts in item.own[1:]:
        if node.tag not in TITLES or parts & (Part.ACTION | Part.DATE) or node is host:
            continue
        text = _short_text(node, LONGEST_NAME)
        if text and not is_date_line(text) and not PRESSED.match(text) and (name := clean_name(text)):
            return node, name
        if not text and node.text_content().strip():
            break
    return None, ""


# ---------------------------------------------------------------------------------------------------------------- text


def _text(item: _Item, host: HtmlElement | None, named: HtmlElement | None) -> str:
    """The comment's prose."""
    fixed = {node for node in (host, named) if node is not None}
    holders = {above for node in fixed for above in _ancestors(node, item.element)}
    skip = item.skip | fixed
    for node, parts in item.own[1:]:
        if node not in holders and _is_small_print(node, parts):
            skip.add(node)
    rest = prose(item.element, skip)
    best = ""
    for node, parts in item.own[1:]:
        if (parts & Part.TEXT or _is_text_property(node)) and node not in holders and node not in skip:
            text = prose(node, skip)
            if len(text) > len(best):
                best = text
    return best if len(best) >= len(rest) * 0.4 else rest


def _ancestors(node: HtmlElement, top: HtmlElement) -> set[HtmlElement]:
    above = set()
    while node is not top:
        parent = node.getparent()
        if parent is None:
            break
        node = parent
        above.add(node)
    return above


def _is_text_property(node: HtmlElement) -> bool:
    return not TEXT_PROPERTIES.isdisjoint((node.get("itemprop") or "").lower().split())


def _is_small_print(node: HtmlElement, parts: Part) -> bool:
    """True for what stands around a comment's text: buttons, votes, avatars, badges, glue words."""
    small = parts & (Part.ACTION | Part.META | Part.AUTHOR | Part.DATE)
    if small and not parts & Part.TEXT:
        text = _short_text(node, SHORT if parts & Part.ACTION else 2 * SHORT)
        if text and node.find(".//p") is None:
            return True
    if node.tag in {"a", "button", "span", "p", "li", "div", "label"}:
        text = _short_text(node, LONGEST_NAME)
        return bool(text) and bool(PRESSED.match(text)) and (node.tag in {"a", "button"} or node.find(".//a") is not None)
    return False


def _first_line(text: str, author: str | None, raw: str | None) -> tuple[str, str | None, str | None]:
    """The text without a line of author and date at its top or end, and what that line said."""
    lines = text.split("\n")
    for place in (0, -1):
        line = lines[place].strip()
        found = find_date(line) if len(line) <= SHORT else None
        if found and is_date_line(line) and len(lines) > 1:
            name = clean_name(line)
            rest = lines[1:] if place == 0 else lines[:-1]
            return "\n".join(rest).strip(), author or name or None, raw or line[found.start : found.end]
    return text, None, None


# ------------------------------------------------------------------------------------------------------- votes and link


def _votes(item: _Item) -> tuple[int | None, int | None]:
    """Votes for and against, where a number stands alone in an element named so."""
    up = down = None
    for node, parts in item.own:
        if parts & (Part.UP | Part.DOWN):
            text = _short_text(node, 12)
            number = re.fullmatch(r"\D{0,4}?(\d{1,6})\D{0,2}", text)
            if number and parts & Part.DOWN:
                down = int(number[1]) if down is None else down
            elif number:
                up = int(number[1]) if up is None else up
    return up, down


def _permalink(item: _Item) -> str | None:
    """The address of the comment itself: a link with a fragment that an own element has as its id."""
    own = {identifier for node, _ in item.own if (identifier := node.get("id"))}
    for node, _ in item.own:
        if node.tag == "a" and (href := node.get("href")) and "#" in href:
            fragment = href.rsplit("#", 1)[1]
            if fragment and (fragment in own):
                return href
    return None
