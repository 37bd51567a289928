"""A language as a page states it (``de_AT``, ``EN-us``, ``ckb``) → a BCP 47 tag: https://www.rfc-editor.org/rfc/bcp47"""

from __future__ import annotations

import re

from babel.core import get_global

TAG = re.compile(r"([a-z]{2,3})(?:[-_]([a-z]{4}))?(?:[-_]([a-z]{2}|\d{3}))?(?:[-_.].{0,20})?", re.IGNORECASE)
NO_LANGUAGE = frozenset({"und", "mul", "zxx", "mis", "xx"})  # ISO 639-2: undetermined, several, none, uncoded
COUNTRIES = {"cz": "cs", "dk": "da", "gr": "el", "jp": "ja", "ua": "uk", "cn": "zh"}  # countries written as languages


def language_tag(value: str | None) -> str | None:
    """The tag, its parts in the usual case; None if the value is no tag of a language that CLDR knows."""
    match = TAG.fullmatch((value or "").strip()[:40])
    if match is None:
        return None
    language = COUNTRIES.get(match[1].lower(), match[1].lower())
    if language in NO_LANGUAGE or language not in get_global("likely_subtags"):
        return None
    script, region = (match[2] or "").title(), (match[3] or "").upper()
    return "-".join(filter(None, (language, script, region)))
