"""A page's scripts and attributes → the values that they give a comment system. Nothing is executed.

Scripts that run later are read as well: those of a type that no browser knows, and code that an attribute holds in
Base64 until its reader scrolls to it or agrees to it.
"""

from __future__ import annotations

import re
from base64 import b64decode
from binascii import Error as Base64Error
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from lxml import etree

from cleaning.markup.blocks import layout_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

LONGEST = 400_000  # characters of one script that are searched: what is longer is a library
LONGEST_LOADER = 20_000  # characters of a script that loads something; longer ones are libraries and data
MOST_SCRIPTS = 40  # of a page
MOST_ELEMENTS = 200  # that one expression gives
LONGEST_VALUE = 1_000  # characters of a key, an identifier or an address
MOST_CODE = 40_000  # characters of code in an attribute
SHORTEST_CODE = 40
HIDDEN_CODE = re.compile(r"[A-Za-z0-9+/\s]+={0,2}\s*")

PART_OF_NAME = re.compile(r"[\w$-]\Z")
VALUE = re.compile(
    rf"(?P<quote>\\?[\"'])?\s{{0,4}}[:=]\s{{0,4}}"
    rf"(?:\\?\"(?P<double>(?:[^\"\\\n]|\\[^\"\n]){{0,{LONGEST_VALUE}}})\\?\""
    rf"|'(?P<single>(?:[^'\\\n]|\\.){{0,{LONGEST_VALUE}}})'|`(?P<tick>[^`$\\\n]{{0,{LONGEST_VALUE}}})`"
    r"|(?P<number>\d{1,20})(?![\w.])|(?P<name>[A-Za-z_$][\w$]{0,60})(?![\w$]*[.(\[]))"
)

_CODED = etree.XPath("descendant::*/@*[contains(name(), 'code') or contains(name(), 'script')]")
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))", re.DOTALL)


def compiled(expression: str) -> etree.XPath:
    """An XPath over a page's tree, relative to its root, that gives at most ``MOST_ELEMENTS`` elements."""
    return etree.XPath(f"({expression})[position() <= {MOST_ELEMENTS}]")


def scripts_with(tree: HtmlElement, *marks: str) -> str:
    """The code of those of the page's scripts that hold one of the marks, one after another; else such hidden code."""
    texts = [text for text in scripts_of(tree) if any(mark in text for mark in marks)][:MOST_SCRIPTS]
    return "\n".join(texts or (code for code in hidden_code(tree) if any(mark in code for mark in marks)))


@lru_cache(maxsize=1)  # the page that is being read: several platforms look at the same scripts
def scripts_of(tree: HtmlElement) -> tuple[str, ...]:
    """The code of the page's scripts."""
    return tuple(text[:LONGEST] for script in tree.iter("script") if (text := script.text))


@lru_cache(maxsize=1)
def loading_signs(tree: HtmlElement) -> str:
    """The names of a page's elements and metas, the attributes of scripts and frames, and the code of short scripts.

    It is what loads something into a page, and where. On real pages it is a sixth of the text, so that the marks of
    all platforms can be looked for in it at little cost.
    """
    parts = list(dict.fromkeys(layout_of(tree).names))
    for element in tree.iter("script", "iframe", "amp-iframe", "embed", "meta"):
        if element.tag == "meta":
            parts.append(element.get("name") or element.get("property") or "")
            continue
        parts += map(str, element.attrib.values())
        if element.tag == "script" and (text := element.text) and len(text) <= LONGEST_LOADER:
            parts.append(text)
    return "\n".join(parts)


def sources_with(tree: HtmlElement, mark: str) -> list[HtmlElement]:
    """The elements (scripts, frames) whose ``src`` holds the mark, in document order."""
    found = (element for element in tree.iter("script", "iframe", "embed") if mark in (element.get("src") or ""))
    return list(islice(found, MOST_SCRIPTS))


def hidden_code(tree: HtmlElement) -> Iterator[str]:
    """The code that attributes hold in Base64, such as ``data-lazyload-code``."""
    for value in islice(_CODED(tree), MOST_ELEMENTS):
        if SHORTEST_CODE <= len(value) <= MOST_CODE and HIDDEN_CODE.fullmatch(value):
            try:
                yield b64decode("".join(value.split())).decode("utf-8")
            except (Base64Error, ValueError):
                continue


def value_in(code: str, *names: str) -> str | None:
    """The first text or number that the code gives one of these names: ``name = 'x'``, ``"name": "x"``, ``a.name=7``.

    The names are tried in their order. One that is given another name (``identifier = PAGE_ID``) has that one's value.
    """
    for name in names:
        for match in islice(assigned(code, name), MOST_SCRIPTS):
            if found := text_of(match):
                return found
            if (other := match["name"]) and other != name:
                for again in islice(assigned(code, other), MOST_SCRIPTS):
                    if found := text_of(again):
                        return found
    return None


def assigned(code: str, name: str) -> Iterator[re.Match[str]]:
    """The places in which the code gives a name its value."""
    at = code.find(name)
    while at >= 0:
        end = at + len(name)
        before = code[max(0, at - 2) : at]
        quoted = before.endswith(('"', "'"))
        if quoted or not PART_OF_NAME.search(before):
            match = VALUE.match(code, end)
            if match is not None and bool(match["quote"]) is quoted:
                yield match
        at = code.find(name, end)


def text_of(match: re.Match[str]) -> str | None:
    """What an assignment gives, its escapes resolved; None for an empty text."""
    value = match["double"] or match["single"] or match["tick"] or match["number"] or ""
    return unescaped(value).strip() or None


def unescaped(text: str) -> str:
    r"""The text with the escapes of JavaScript resolved: ``\/``, ``\u0026``."""
    if "\\" not in text:
        return text
    return _ESCAPE.sub(lambda found: chr(int(found[1] or found[2], 16)) if found[1] or found[2] else found[3], text)


def attribute(elements: Iterable[HtmlElement], *names: str) -> str | None:
    """The first of these attributes that any of the elements has and that is not empty, the names in their order."""
    elements = list(elements)
    for name in names:
        for element in elements:
            if value := (element.get(name) or "").strip():
                return value[:LONGEST_VALUE]
    return None


def address(text: str | None) -> str | None:
    """The text, if it is an absolute web address; one without a scheme has https."""
    if not text or len(text) > LONGEST_VALUE or text.split() != [text]:
        return None
    whole = f"https:{text}" if text.startswith("//") else text
    try:
        parts = urlsplit(whole)
        usable = parts.scheme in ("http", "https") and "." in (parts.hostname or "")
    except ValueError:
        return None
    return whole if usable else None


def whole_number(text: str | None) -> int | None:
    """The number that a text is, its groups of thousands joined; None for any other text."""
    digits = re.sub(r"[\s.,'’]", "", text or "")
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) < 10 else None
