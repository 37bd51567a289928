"""Who wrote a comment: by microdata, by names, by words such as "wrote:", by place, in this order of trust."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleaning.dates import find_date
from cleaning.markup.comment_item import Item
from cleaning.markup.comment_names import Part, parts_of
from cleaning.markup.comment_pool import AUTHOR_PROPERTIES, SAYS, SHORT, TOLD, is_date_line

if TYPE_CHECKING:
    from lxml.html import HtmlElement

Found = tuple["HtmlElement | None", str]

AUTHOR_ATTRIBUTES = ("data-author", "data-author-name", "data-username", "data-user-name")
LONGEST_NAME = 60  # characters
MOST_AROUND = 15  # characters beside a name in its element, such as "says:"
NAME_TAGS = frozenset({"cite", "a", "b", "strong"})
TITLE_TAGS = NAME_TAGS | {"h1", "h2", "h3", "h4", "h5", "h6", "em", "u", "dt", "address", "i", "span", "small"}
LABELS = frozenset({"autor", "author", "auteur", "autore", "verfasser", "op", "name", "von", "by"})
WEEKDAY_NAMES = """mo di mi do fr sa so montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mon tue
tues wed thu thur thurs fri sat sun monday tuesday wednesday thursday friday saturday sunday lundi mardi mercredi jeudi
vendredi samedi dimanche lun mar mer jeu ven sam dim lunes martes miércoles jueves viernes sábado domingo lunedì martedì
mercoledì giovedì venerdì sabato domenica"""
WEEKDAYS = frozenset(WEEKDAY_NAMES.split())  # they stand beside dates as names do
BY = re.compile(r"\W*(?:von|by|par|por|di|da|od|door|av|af|от)\s", re.IGNORECASE)
NAME_AND_DATE = re.compile(r"([^,|·•–—()\d]{2,40}?)\s*[,|·•–—(]")
BEFORE = re.compile(
    r"^\W*(?:#?\d+(?:\.\d+)*\W+)?(?:(?:comment(?:ed)?|kommentar|commentaire|comentario|commento|reply|antwort|eintrag|beitrag"
    r"|posted|written|geschrieben|publié|rédigé|écrit|von|by|par|por|di|autor|author|auteur|name|verfasser|from|od)\b"
    r"[\s:]*){1,3}(?=\W*\w)|^\W*#\d+(?:\.\d+)*\W+",
    re.IGNORECASE,
)
AFTER = re.compile(
    r"[\s,]*\b(?:says|said|wrote|writes|sagte?|schreibt|schrieb|meinte?|dit|a écrit|ha scritto|dice|dijo|escribió|pisze"
    r"|napisał\w?|schreef|zegt|skriver|disse|on|am|le|at|um|vom|el|il|à|於)[\s:,]*$",
    re.IGNORECASE,
)
PRESSED = re.compile(
    r"^\W*(?:#?\d*|repl(?:y|ies)(?: to .{0,40})?|antwort(?:en)?(?: auf .{0,40})?|répondre|responder|rispondi|odpowiedz"
    r"|beantwoorden|reageren|svara?|report(?: (?:comment|abuse))?|(?:kommentar )?melden|signaler|flag|share|teilen"
    r"|partager|permalink|link|edit|bearbeiten|quote|zitieren|zitat|cite|citer|like|unlike|gefällt mir|upvote|downvote"
    r"|delete|löschen|top|nach oben|log ?in to reply|zum antworten anmelden|show more|mehr(?: anzeigen| lesen)?"
    r"|read more|weiterlesen|回覆|回复|返信|답글|translate|übersetzen|thumbs (?:up|down)|daumen (?:hoch|runter)|cevapla"
    r"|yorumu cevapla|ответить|empfehlen|recommend)\W*$",
    re.IGNORECASE,
)


def clean_name(text: str) -> str:
    """A name without date and without the words around it ("Comment by …", "… says:"); "" if no name is left."""
    found = find_date(text)
    if found:
        text = text[: found.start] if found.start > 2 else text[found.end :]
    text = AFTER.sub("", AFTER.sub("", BEFORE.sub("", text, count=1))).strip(' \t\n:,;|·•–—-#@"„“”«»')
    if text.count("(") != text.count(")"):
        text = text.strip("( )")
    text = text.removeprefix("(").removesuffix(")") if text.startswith("(") and text.endswith(")") else text
    is_name = 0 < len(text) <= LONGEST_NAME and not text.isdigit() and text.lower() not in LABELS
    return text if is_name and any(letter.isalnum() for letter in text) else ""


def find_author(item: Item, host: HtmlElement | None) -> tuple[HtmlElement | None, str | None]:
    """The element that holds the author's name, and the name; ``host`` is the element of the date."""
    for finder in (_by_attribute, _by_property, _by_name, _by_glue, _by_line, _by_place, _beside_date):
        node, name = finder(item, host)
        if name:
            return node, name
    return None, None


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
    """By "Comment by …" and "… says:"."""
    for node, _ in item.own[1:]:
        text = item.line(node, SHORT)
        told = SAYS.search(text) or ((TOLD.search(text) or BY.match(text)) and is_date_line(text))
        if text and told and (name := clean_name(text)):
            return node, name
    return None, ""


def _by_line(item: Item, host: HtmlElement | None) -> Found:
    """By a line such as "Mia, 4 May 2021" or "Mia (4 May 2021)" that holds nothing else."""
    text = item.line(host, SHORT) if host is not None else ""
    found = find_date(text)
    named = NAME_AND_DATE.match(text[: found.start]) if found else None
    name = clean_name(named[1]) if named and not PRESSED.match(named[1]) else ""
    return (host, name) if name and name.lower() not in WEEKDAYS else (None, "")


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


def _beside_date(item: Item, host: HtmlElement | None) -> Found:
    """What else stands in the short line that the date is in, beside the element of the date alone."""
    if host is None or host is item.element:
        return None, ""
    core = host
    for node in host.iterdescendants("*"):
        if is_date_line(item.line(node, SHORT)):
            core = node
    line = host if core is not host else host.getparent()
    if line is None or line is item.element:
        return None, ""
    rest = item.line(line, SHORT).replace(item.line(core, SHORT), " ", 1)
    name = "" if PRESSED.match(rest) else clean_name(rest)
    is_name = 0 < len(name) <= LONGEST_NAME // 2 and name.lower() not in WEEKDAYS
    return (line, name) if is_name else (None, "")
