"""A value as a page states it → the same value as a reader would see it: no markup, no entities, single spaces."""

from __future__ import annotations

import re
from html import unescape

LONGEST = 20_000  # characters of one value that are looked at: no headline or summary is longer

TAG = re.compile(r"</?[a-zA-Z!][^<>]*>")  # a letter must follow: "1 < 2 and 3 > 2" holds no tag
INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff\x00-\x08\x0e-\x1f\x7f]")  # soft hyphen, zero-width signs, controls
SIGNS = re.compile(r"[^\W_]+")


def plain(value: str | None) -> str | None:
    """The value without tags, entities and invisible signs, white space folded; None if nothing is left."""
    if not value:
        return None
    value = value[:LONGEST]
    if "&" in value:
        value = unescape(value)
        if "&" in value:  # escaped twice, as happens where a template escapes what a database has escaped already
            value = unescape(value)
    if "<" in value:
        value = TAG.sub(" ", value)
    return " ".join(INVISIBLE.sub("", value).split()) or None


def key(value: str | None) -> str:
    """What two spellings of one name or title have in common: letters and digits in lower case."""
    return "".join(SIGNS.findall(value)).casefold() if value else ""
