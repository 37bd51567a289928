"""Titles and names of feeds and sitemaps, which may hold markup and entities → plain text."""

from __future__ import annotations

import html
import re

LONGEST_TITLE = 1_000  # characters; no headline is as long
_TAG = re.compile(r"<[/!]?[A-Za-z][^<>]{0,2000}>|<!--.{0,2000}?-->", re.DOTALL)
_MAIL_AND_NAME = re.compile(r"\S{1,100}@\S{1,100}\s*\(([^()]{1,200})\)")
_MAIL = re.compile(r"\s*[<(]?[^\s<>()@]{1,100}@[^\s<>()@]{1,100}[>)]?\s*")


def plain(text: object) -> str | None:
    """The text without tags and entities, with single spaces; None if nothing is left or it is no text."""
    if not isinstance(text, str):
        return None
    text = text[: 4 * LONGEST_TITLE]
    if "&" in text:
        text = html.unescape(text)
    if "<" in text:
        text = html.unescape(_TAG.sub(" ", text)) if "&" in text else _TAG.sub(" ", text)
    return " ".join(text.split())[:LONGEST_TITLE].rstrip() or None


def bare_name(text: object) -> str | None:
    """The name of an author, without the mail address that RSS asks for; None if only that is there."""
    name = plain(text)
    if name and "@" in name:
        named = _MAIL_AND_NAME.fullmatch(name)
        name = named[1].strip() if named else _MAIL.sub(" ", name).strip()
    if name and re.match(r"by\s+\S", name, re.IGNORECASE):
        name = name[2:].strip()
    return name or None
