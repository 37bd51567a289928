"""A language as a page states it (``de_AT``, ``EN-us``, ``ckb``) → a BCP 47 tag: https://www.rfc-editor.org/rfc/bcp47"""

from __future__ import annotations

import re

TAG = re.compile(r"([a-z]{2,3})(?:[-_]([a-z]{4}))?(?:[-_]([a-z]{2}|\d{3}))?(?:[-_.].{0,20})?", re.IGNORECASE)

# ISO 639-1 whole; of ISO 639-3 the languages that newspapers and blogs are written in without having a short code.
# https://www.loc.gov/standards/iso639-2/php/code_list.php
CODES = """
aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo es
et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu iw ja jv ka kg ki
kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mo mr ms mt my na nb nd ne ng nl nn no
nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq sr ss st su sv sw ta te
tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu
ace apc arz ary ast ban bar ckb cmn dsb fil frr fur gsw hak haw hsb kab kmr lad lld mai min mni nan nds pap sah sat scn
sco sdh smn tet vec wuu yue zza
"""
KNOWN = frozenset(CODES.split())
COUNTRIES = {"cz": "cs", "dk": "da", "gr": "el", "jp": "ja", "ua": "uk", "cn": "zh"}  # countries written as languages
OLD = {"iw": "he", "mo": "ro"}  # withdrawn codes that are still written


def language_tag(value: str | None) -> str | None:
    """The tag, its parts in the usual case; None if the value is no tag of a known language."""
    match = TAG.fullmatch((value or "").strip()[:40])
    if match is None:
        return None
    language = match[1].lower()
    language = COUNTRIES.get(language) or OLD.get(language) or language
    if language not in KNOWN:
        return None
    script, region = (match[2] or "").title(), (match[3] or "").upper()
    return "-".join(filter(None, (language, script, region)))
