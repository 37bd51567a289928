"""Language tags as feeds and sitemaps write them → BCP 47 (https://www.rfc-editor.org/rfc/rfc5646#section-2.1)."""

from __future__ import annotations

import re

_TAG = re.compile(r"([A-Za-z]{2,3})((?:[-_][A-Za-z0-9]{2,8}){0,4})", re.ASCII)


def tag_of(text: str | None) -> str | None:
    """The tag with its case as usual (``pt-BR``, ``zh-Hant-TW``); None for what is no tag, such as ``x-default``."""
    match = _TAG.fullmatch(text.strip()) if text and len(text) < 60 else None
    if match is None or match[1].lower() == "und":
        return None
    rest = (cased(part) for part in re.split("[-_]", match[2])[1:])
    return "-".join([match[1].lower(), *rest])


def cased(subtag: str) -> str:
    """A subtag in its usual case: regions in capitals, scripts with a capital."""
    if len(subtag) == 2:
        return subtag.upper()
    return subtag.title() if len(subtag) == 4 and subtag.isalpha() else subtag.lower()


def primary(tag: str | None) -> str | None:
    """The primary language of a tag: ``pt`` of ``pt-BR``."""
    return tag.partition("-")[0] if tag else None
