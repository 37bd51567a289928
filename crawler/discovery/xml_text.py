"""The text of a feed or a sitemap, as broken as they are found → XML that a forgiving parser loses little of.

What stands before the root element is cut off, and with it the document type (https://www.w3.org/TR/xml/#dt-doctype):
no entity can be declared, so none is expanded or fetched. HTML's named entities, which XML does not know, become
characters, and a bare ``&`` is escaped. A last entry that is not complete is cut off. The parser is libxml2's with
entities, network and its "huge" option off, and recovery on.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

HEAD = 100_000  # characters in which the root element begins
PARSER_OPTIONS: Mapping[str, Any] = {
    "encoding": "utf-8",
    "recover": True,
    "resolve_entities": False,
    "load_dtd": False,
    "no_network": True,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}
_HTML_ROOT = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_TITLE = re.compile(r"<title[^>]{0,200}>([^<]{0,200})", re.IGNORECASE)
_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z][A-Za-z0-9]{1,31});")
_BARE_AMPERSAND = re.compile(r"&(?!#[0-9]{1,7};|#[xX][0-9a-fA-F]{1,6};|(?:amp|lt|gt|quot|apos);)")


@dataclass(frozen=True, slots=True)
class Document:
    """XML from the root element's start on, the root's name without prefix in lower case, and what was odd."""

    text: str
    root: str
    warnings: tuple[str, ...]


def document_of(text: str, roots: str, entries: Sequence[str]) -> Document | str:
    """The document, if its root is one of ``roots`` (names with ``|`` between them); else what is there, in words.

    ``entries`` are the names of the elements that are entries.
    """
    root = re.compile(rf"<((?:\w{{1,20}}:)?)({roots})(?=[\s>/])", re.IGNORECASE).search(text, 0, HEAD)
    page = _HTML_ROOT.search(text, 0, HEAD)
    if root is None or (page and page.start() < root.start()):
        return what_instead(text, page)
    kind = root[2]
    warnings = []
    if "<!ENTITY" in text[: root.start()]:
        warnings.append(f"a document type declares entities: they are not expanded ({kind})")
    whole, ends = complete(text[root.start() :], root[1], kind, entries)
    if not whole:
        return f"the {kind} breaks off before its first entry ends"
    if not ends:
        warnings.append(f"the {kind} breaks off: what came before is kept")
    return Document(mended(whole), kind.lower(), tuple(warnings))


def what_instead(text: str, page: re.Match[str] | None) -> str:
    """What stands there, in words."""
    if page is None:
        return f"the text begins with {' '.join(text[:60].split())!r}"
    title = _TITLE.search(text[:HEAD])
    name = " ".join(html.unescape(title[1]).split()) if title else ""
    return "it is an HTML page" + (f" titled {name!r}" if name else "")


def complete(text: str, prefix: str, root: str, entries: Sequence[str]) -> tuple[str, bool]:
    """The text up to its last complete entry, and whether the root ends in it."""
    if text.rfind(f"</{prefix}{root}") >= 0:
        return text, True
    end = max(text.rfind(f"</{prefix}{name}") for name in entries)
    close = text.find(">", end) if end >= 0 else -1
    return text[: close + 1] if close >= 0 else "", False


def mended(text: str) -> str:
    """The text with characters for HTML's named entities and ``&amp;`` for a bare ``&``; not in CDATA sections."""
    if "&" not in text:
        return text
    pieces, position = [], 0
    while (start := text.find("<![CDATA[", position)) >= 0 and (end := text.find("]]>", start)) >= 0:
        pieces += [mended_markup(text[position:start]), text[start : end + 3]]
        position = end + 3
    return "".join([*pieces, mended_markup(text[position:])])


def mended_markup(text: str) -> str:
    """As ``mended``, for a text without CDATA sections."""
    return _BARE_AMPERSAND.sub("&amp;", _ENTITY.sub(character_of, text)) if "&" in text else text


def character_of(match: re.Match[str]) -> str:
    """The character that HTML's entity means; an entity that it does not know stays text."""
    character = html.unescape(match[0])
    return match[0] if character == match[0] or character in "<>&\"'" else character


def oddity(log: Iterable[Any]) -> tuple[str, ...]:
    """What a parser's log says first, if anything: where the XML is broken. Prefixes without a namespace are common."""
    for entry in log:
        if entry.domain_name != "NAMESPACE":
            return (f"no well-formed XML (line {entry.line}: {entry.message.strip()[:100]}): read as far as it can be",)
    return ()
