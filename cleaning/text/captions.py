"""Captions in text: which lines belong to a picture, by the credit that they end or begin with.

"… in the harbour on Monday. REUTERS/Ann Beller", "… [Photo courtesy of the ministry]", "Foto: Ann Beller", "© Agency".
A sentence that tells what an agency reported ("…, he told Reuters.") is none.
"""

from __future__ import annotations

import re

from cleaning.text.phrases import Matches, match_phrases
from cleaning.text.words import words_of

LONGEST = 600  # letters of a caption
SHORT = 12  # words: all phrases of a line that is no longer are known, those of a longer one are not
TAIL = 70  # characters at a line's end that may be its credit
LEAD = 24  # characters before the colon of "Photo by the harbour authority:"
LED = 60  # characters behind that colon
CREDIT = 0.25  # share of a credit's words that must be words of credits
FULL_STOPS = ".!?…。！？؟۔।"
IN_BRACKETS = re.compile(r"[\[(（【]([^\[\]()（）【】]{2,90})[\])）】]\.?$")
BREAK = re.compile(r"[.!?…。]\s+|\s[|–—©]\s?|©\s?|\s{2,}")
SLASHED = re.compile(
    r"(?:^|[\s(])[A-Z][\w&.-]{1,20}(?:\s[A-Z][\w&.-]{1,20}){0,3}\s?/"
    r"\s?[A-Z][\w&.-]{1,20}(?:\s(?:[A-Z][\w&.-]{0,20}|v[ao]n|de[nr]?|d[aiu])){0,3}\)?$"
)
NAMES = re.compile(r"[A-Z][\w.’' -]{1,40}/\s?[A-Z][\w.’' -]{1,40}")  # "[Courier/Ann Beller]"
AGENCY = re.compile(r"\b(?:[A-Z]{2,8}|[A-Z][a-z]+\sImages|dpa|imago)\b")


def is_credited(text: str, size: int, words: int, matches: Matches) -> bool:
    """True if a line, of so many letters and words, begins or ends with the credit of a picture."""
    if size > LONGEST or not text:
        return False
    slashed = "/" in text[-TAIL:] and SLASHED.search(text[-TAIL:])
    if slashed and AGENCY.search(slashed[0]):
        return True
    if words <= SHORT and "credit" not in matches.share:
        return False
    return _leads(text) or _trails(text)


def _leads(text: str) -> bool:
    """True for "Photo: Ann Beller": a word of credits before a colon, and little behind it."""
    head, colon, rest = text[: LEAD + LED + 20].partition(":")
    return bool(colon) and len(head) <= LEAD and len(rest) <= LED and _is_credit(head)


def _trails(text: str) -> bool:
    """True for "… on Monday. REUTERS" and "… on Monday [Photo courtesy of the ministry]"."""
    if text[-1] in "])）】" or text.endswith((").", "].")):
        bracket = IN_BRACKETS.search(text[-100:])
        return bracket is not None and (_is_credit(bracket[1]) or NAMES.fullmatch(bracket[1]) is not None)
    if text[-1] in FULL_STOPS:
        return False
    parts = [part for part in BREAK.split(text[-TAIL:]) if part.strip()]
    return (len(parts) > 1 or len(text) <= TAIL) and _is_credit(parts[-1])


def _is_credit(text: str) -> bool:
    words = words_of(text)
    return bool(words) and match_phrases(words).of("credit") >= CREDIT
