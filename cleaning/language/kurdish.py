"""Words → whether they are Kurdish. langdetect has no profile of it and is sure that it is Persian or Turkish.

Central Kurdish (Sorani) is told by letters that Arabic, Persian and Urdu do not have, Northern Kurdish (Kurmanji) by
its commonest words and the letters ê, î, û. The alphabets: https://en.wikipedia.org/wiki/Kurdish_alphabets
"""

from __future__ import annotations

from collections.abc import Sequence

SORANI = frozenset("ەێۆڕڵڤ")
SORANI_WITHOUT_E = SORANI - {"ە"}  # older keyboards write ە as ه and a zero-width space
UYGHUR = frozenset("ۇۈۋېڭ")  # shares ە and ۆ with Sorani, and has these besides
KURMANJI = frozenset("êîûÊÎÛ")
KURMANJI_TEXT = """
û di ji bi li ku jî yên yê xwe dê wê wî bû hat kir ew ev ên ê vê vî lê ser bo bê nav gelek piştî dike dikin heye tê
hatin kirin wan min ez tu em hûn va ve re da de ne na ya
"""
KURMANJI_WORDS = frozenset(KURMANJI_TEXT.split())
# In Arabic letters too: small words that Northern Kurdish (as written in Duhok) has and Central Kurdish has not.
NORTHERN_WORDS = frozenset(["ل", "ژ", "ب", "د", "ژی", "دگەل", "کو", "ئەڤ", "ئەڤێ", "دێ", "یا", "یێ", "یێن"])
CENTRAL_WORDS = frozenset(["لە", "بە", "بۆ", "لەگەڵ", "کە", "ئەم", "ئەو", "ئەوەی", "دەکات", "کرد", "بوو", "لەسەر"])

# Shares of letters or words. In running Sorani the six letters are a quarter of all, in running Kurmanji the three are
# a tenth and the listed words four in ten. Of 50 other languages Romanian comes nearest (one letter in 70, one word in
# 20); Uyghur has a tenth of Sorani's letters, but its own besides.
ENOUGH_SORANI = 0.1
ENOUGH_WITHOUT_E = 0.05
ENOUGH_KURMANJI = 0.03
ENOUGH_KURMANJI_WORDS = 0.2
TOO_MUCH_UYGHUR = 0.03


def kurdish_in_arabic(words: Sequence[str]) -> str | None:
    """``ckb`` or ``ku`` for words in Arabic letters that are Kurdish, else None."""
    letters = "".join(words)
    enough = _share(letters, SORANI) >= ENOUGH_SORANI or _share(letters, SORANI_WITHOUT_E) >= ENOUGH_WITHOUT_E
    if not enough or _share(letters, UYGHUR) > TOO_MUCH_UYGHUR:
        return None
    northern = sum(word in NORTHERN_WORDS for word in words)
    central = sum(word in CENTRAL_WORDS for word in words)
    return "ku" if northern > central else "ckb"


def kurdish_in_latin(words: Sequence[str]) -> str | None:
    """``ku`` for words in Latin letters that are Kurmanji, else None."""
    if _share("".join(words), KURMANJI) < ENOUGH_KURMANJI:
        return None
    known = [word for word in map(str.lower, words) if word in KURMANJI_WORDS]
    return "ku" if len(known) >= ENOUGH_KURMANJI_WORDS * len(words) and len(set(known)) > 2 else None


def _share(letters: str, of: frozenset[str]) -> float:
    """How large a part of the letters is among those."""
    return sum(map(letters.count, of)) / max(1, len(letters))
