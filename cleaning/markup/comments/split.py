"""One comment's element → who, when, what.

In: the element of a comment and the elements of other comments inside it, which are left out. Out: ``Said``. The date
and the author are looked for first, by markup, then by names, then by place; the text is the element that is named as
such if it holds most of the prose, else everything that is neither date, author nor something to press.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from cleaning.dates import HINT, find_date, parse_date
from cleaning.markup.comments.author import Author, find_author
from cleaning.markup.comments.columns import aligned_authors
from cleaning.markup.comments.facts import ids_of, permalink_of, references_of, status_of, votes_of
from cleaning.markup.comments.habit import FEWEST, NEARLY_ALL, Habit, habit_of, label_of, shape_of
from cleaning.markup.comments.item import LONGEST_LINE, Item, between, item_of
from cleaning.markup.comments.names import Part
from cleaning.markup.comments.pool import DATE_PROPERTIES
from cleaning.markup.comments.words import (
    GLUE_LINE,
    LABELS,
    LONGEST_NAME,
    PRESSED,
    SAYS,
    SHORT,
    clean_name,
    is_date_line,
    is_glue,
)
from cleaning.markup.prose import prose

if TYPE_CHECKING:
    from lxml.html import HtmlElement

TEXT_PROPERTIES = frozenset({"text", "commenttext", "articlebody", "description", "reviewbody"})
PRESSABLE = frozenset({"a", "button", "span", "p", "li", "div", "small"})
MOST = 0.4  # the share of an item's prose that a text element must have to be believed
NO_TEXT = Part.ACTION | Part.AUTHOR | Part.DATE
LONGEST_INITIAL = 2  # characters
Dated = tuple["HtmlElement | None", "str | None", "str | None"]  # element, ISO 8601, as printed
MOST_SMALL = 0.6  # the share of an item's prose that small print may be

SEPARATORS = re.compile(r"[|·•/\s–—-]+")
SCORE = re.compile(r"[+±-]\d{1,5}|#?\d{1,4}[.)]?")  # votes, or a comment's number


@dataclass(frozen=True, slots=True)
class Said:
    """What one comment says. ``date`` is ISO 8601, ``date_raw`` as printed; what is not there is None, "" or ().

    ``ids`` are the ids and anchors of its elements, the outermost first; ``number`` is one printed as "#1.2";
    ``answers`` is the id or the number of the comment that it says it answers; ``link`` is its own address.
    """

    text: str
    author: str | None = None
    date: str | None = None
    date_raw: str | None = None
    up: int | None = None
    down: int | None = None
    link: str | None = None
    ids: tuple[str, ...] = ()
    number: str | None = None
    answers: str | None = None
    status: str | None = None


def split_comments(
    elements: Sequence[HtmlElement],
    others: Set[HtmlElement],
    *,
    language: str | None = None,
    base: datetime | None = None,
) -> list[Said]:
    """The parts of each comment of a page. ``others`` are all its comments; relative dates count from ``base``."""
    items = [item_of(element, others) for element in elements]
    habit = habit_of(items)
    dates = [_date(item, language, base) for item in items]
    authors = _authors(items, [date[0] for date in dates], habit)
    whole = zip(items, dates, authors, strict=True)
    return [_split(item, date, author, habit, language, base) for item, date, author in whole]


def _authors(items: Sequence[Item], hosts: Sequence[HtmlElement | None], habit: Habit) -> list[Author]:
    """The author of each item. A name that nearly all of them have is none, unless their markup says so."""
    found = [find_author(item, host, habit.labels) for item, host in zip(items, hosts, strict=True)]
    guessed = Counter(one.name for one in found if one.name and not one.is_sure)
    repeated = {label_of(name) for name, number in guessed.items() if number >= max(FEWEST, len(items) * NEARLY_ALL)}
    labels = habit.labels | repeated
    if repeated:
        found = [find_author(item, host, labels) for item, host in zip(items, hosts, strict=True)]
        found = [Author() if one.name and label_of(one.name) in repeated and not one.is_sure else one for one in found]
    return aligned_authors(items, found, labels)


def _split(
    item: Item, dated: Dated, written_by: Author, habit: Habit, language: str | None, base: datetime | None
) -> Said:
    host, date, raw = dated
    named, author = written_by.node, written_by.name
    if raw and author and author in raw:
        found = find_date(raw)
        raw = raw[found.start : found.end] if found else raw
    text = _text(item, {node for node in (host, named) if node is not None}, habit)
    if not raw or not author:
        text, name, printed = _first_line(text, author, raw)
        author = author or name
        if printed and not raw:
            raw, date = printed, parse_date(printed, language=language, base=base)
    text, status = status_of(_without_initial(text, author))
    up, down = votes_of(item)
    ids = ids_of(item)
    number, answers = references_of(item)
    link = permalink_of(item, ids)
    return Said(text, author, date, raw, up, down, link=link, ids=ids, number=number, answers=answers, status=status)


# --------------------------------------------------------------------------------------------------------------- dates


def _date(item: Item, language: str | None, base: datetime | None) -> Dated:
    """The element that holds the date and little else, the date in ISO 8601, and as printed."""
    for node, _ in item.own[1:]:
        if (stamp := _stamp(node)) and (date := parse_date(stamp)):
            shown = item.line(node, SHORT)
            host, shown = _widest(node, shown, item) if shown else (node, shown)
            return host, date, _printed(shown) or stamp
    for node, parts in item.own[1:]:
        shown = item.line(node, SHORT)
        if not shown or any(is_date_line(item.line(child, SHORT)) for child in node if isinstance(child.tag, str)):
            continue
        marked = node.tag == "time" or parts & Part.DATE
        if is_date_line(shown) or (marked and HINT.search(shown)) or (SAYS.search(shown) and find_date(shown)):
            host, shown = _widest(node, shown, item)
            title = parse_date(node.get("title") or "", language=language)
            return host, title or parse_date(shown, language=language, base=base), _printed(shown)
    for node, is_alone, text in item.pieces():
        shown = text.strip()
        if (
            node is not item.element
            and len(shown) <= SHORT
            and not is_alone
            and is_date_line(shown)
            and item.line(node, LONGEST_LINE)
        ):
            return node, parse_date(shown, language=language, base=base), _printed(shown)
    return None, None, None


def _stamp(node: HtmlElement) -> str | None:
    """The machine-readable date of an element, if it has one."""
    if node.tag == "time":
        return node.get("datetime")
    if node.tag == "abbr":
        return node.get("title")
    words = (node.get("itemprop") or "").lower().split()
    return None if DATE_PROPERTIES.isdisjoint(words) else node.get("content") or node.get("datetime")


def _widest(node: HtmlElement, shown: str, item: Item) -> tuple[HtmlElement, str]:
    """The outermost element around a date that still holds little else, such as the time of the day beside it."""
    while (above := node.getparent()) is not None and above is not item.element:
        text = item.line(above, SHORT)
        found = find_date(text) if text else None
        if not found or not is_glue(text[: found.start]) or not is_glue(text[found.end :]):
            break
        node, shown = above, text
    return node, shown


def _printed(shown: str) -> str:
    """The date as printed, without a longer text around it."""
    found = find_date(shown)
    is_labelled = found is not None and shown[: found.start].strip(" :").lower() in LABELS
    if not found or (len(shown) - (found.end - found.start) <= 16 and not is_labelled):
        return shown
    return shown[found.start : found.end]


# ---------------------------------------------------------------------------------------------------------------- text


def _text(item: Item, fixed: set[HtmlElement], habit: Habit) -> str:
    """The comment's prose without the elements of author and date, ``fixed``."""
    holders = {above for node in fixed for above in between(node, item.element)}
    skip = item.skip | fixed
    whole = len(prose(item.element, skip))
    small = {node for node, parts in item.own[1:] if node not in holders and _is_small_print(item, node, parts, whole)}
    labels = {node for node, is_alone, text in item.pieces() if is_alone and label_of(text) in habit.labels}
    rest = prose(item.element, skip | small | labels)
    if rest:
        small |= labels
    else:
        rest = prose(item.element, skip | small)
    if not rest or SCORE.fullmatch(rest):
        small -= {node for node, parts in item.own if parts & Part.META and not parts & NO_TEXT}
        rest = prose(item.element, skip | small)
    best = ""
    for node, parts in item.own[1:]:
        if (parts & Part.TEXT or _is_text_property(node)) and node not in holders | small | fixed:
            text = prose(node, skip | small)
            if len(text) > len(best):
                best = text
        if best and shape_of(node) == habit.text:
            return _without_glue(best)
    text = best if len(best) >= len(rest) * MOST else rest
    return _without_glue(text)


def _without_glue(text: str) -> str:
    """The text without first lines that only led from the author to it, such as "wrote:" or "on … said"."""
    lines = text.split("\n")
    while len(lines) > 1 and (not lines[-1] or SEPARATORS.fullmatch(lines[-1]) or GLUE_LINE.fullmatch(lines[-1])):
        lines.pop()
    while len(lines) > 1 and (
        not lines[0] or SEPARATORS.fullmatch(lines[0]) or GLUE_LINE.fullmatch(lines[0]) or SCORE.fullmatch(lines[0])
    ):
        lines.pop(0)
    return "\n".join(lines)


def _without_initial(text: str, author: str | None) -> str:
    """The text without a first line that is the author's initial, as it stands in place of a picture."""
    first, _, rest = text.partition("\n")
    is_initial = author and rest.strip() and 0 < len(first) <= LONGEST_INITIAL
    return rest.strip() if is_initial and author and author.casefold().startswith(first.casefold()) else text


def _is_text_property(node: HtmlElement) -> bool:
    return not TEXT_PROPERTIES.isdisjoint((node.get("itemprop") or "").lower().split())


def _is_small_print(item: Item, node: HtmlElement, parts: int, whole: int) -> bool:
    """True for what stands around a comment's text: buttons, votes, avatars, badges, words that introduce.

    ``whole`` is the length of the comment's prose: a longer line that is most of it is the text, whatever its name.
    """
    if parts & (Part.ACTION | Part.META | Part.AUTHOR | Part.DATE) and not parts & Part.TEXT:
        text = item.line(node, SHORT if parts & Part.ACTION else LONGEST_LINE)
        is_text = len(text) > LONGEST_NAME // 2 and len(text) > whole * MOST_SMALL and not parts & Part.ACTION
        if text and not is_text and node.find(".//p") is None:
            return True
    if node.tag not in PRESSABLE:
        return False
    text = item.line(node, LONGEST_NAME)
    return bool(text and PRESSED.match(text)) and (node.tag in {"a", "button"} or node.find(".//a") is not None)


def _first_line(text: str, author: str | None, raw: str | None) -> tuple[str, str | None, str | None]:
    """The text without a line of author and date at its top or its end; the name and the date of that line."""
    lines = text.split("\n")
    for place in (0, -1):
        line = lines[place]
        found = find_date(line) if len(line) <= SHORT and len(lines) > 1 else None
        if found and is_date_line(line):
            rest = lines[1:] if place == 0 else lines[:-1]
            return "\n".join(rest).strip(), author or clean_name(line) or None, raw or line[found.start : found.end]
    return text, None, None
