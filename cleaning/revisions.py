"""Two records of one article → what changed between them; and which records say nothing new.

The last record of an article and a later one come in; a ``Change`` goes out, or a ``Reject`` for a record that says
the same. A change is a mere correction of typing only if nothing that was stated can have changed with it: the words
are the same but for case, punctuation and accents, or for few that are spelled alike. Whatever adds or takes away a
word, or touches a number or a name, is substantive. In doubt a change is substantive, because a reader may skip the
others.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from enum import StrEnum
from functools import cached_property
from itertools import zip_longest
from typing import Any
from unicodedata import combining, normalize
from uuid import UUID

import msgspec

from cleaning.record import Outcome, Reason, Record, Reject

STATED = {"json-ld", "opengraph", "microdata", "meta"}  # where a date is not counted back from the time of the fetch
ANNOUNCED = {"feed", "news-sitemap"}

# Signs above, below and between letters, which Python counts as no part of a word.
MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
    "\u0730-\u074a\u07a6-\u07b0\u0900-\u0963\u0966-\u109f\u1780-\u17d3\u200c\u200d"
)
WORD = re.compile(rf"(?:[^\W_]|[{MARKS}])+|[$€£¥₹₽₩₺%‰]")
COUNTED = re.compile(r"[\d$€£¥₹₽₩₺%‰]")
# Scripts without spaces, in which a "word" is a clause: one sign of it may mean anything.
UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003ffff]")
ENDS_SENTENCE = re.compile(r"(?:[.!?…:؟۔]|^|\n)[\s\"'“”‘’«»„()\[\]–—-]*$")
BEFORE_WORD = 12  # characters before a word in which a sentence may end
CAPITAL_NOUNS = ("de", "lb")  # where every noun has a capital, so that it tells no name
# Of all words so many may be misspelled; beyond that a text is another edition, such as one in a new orthography.
MOST_MISSPELLED = 0.05
ALWAYS_ALLOWED = 2
LOOK_AHEAD = 3  # words that a correction may join, part or replace together
SHORTEST_SPELLED = 4  # letters of a word in which one may be wrong: in shorter ones it makes another word
SHORTEST_NOUN = 6  # as above where a capital may stand for a name: Iran, Irak


class Change(StrEnum):
    """What changed between two records of an article: the gravest of these."""

    REMOVED = "removed"  # the text is gone
    SUBSTANTIVE = "substantive"  # the text says something else
    HEADLINE = "headline"  # the headline says something else, the text does not
    TYPO = "typo"  # spelling, case, punctuation
    COMMENTS = "comments"  # nothing but the readers' comments
    METADATA = "metadata"  # nothing but authors and dates


# ------------------------------------------------------------------------------------------------------------ the same


def fingerprint(record: Record) -> bytes:
    """16 bytes that are the same for two records that say the same: headline, body, comments, authors, stated dates.

    A date that was printed on the page may count back from the fetch ("2 hours ago"), and what a feed said is not the
    page's: neither counts. Nor do votes and the dates of comments.
    """
    said = (record.headline, record.articleBody, comments_of(record), metadata_of(record))
    return hashlib.blake2b(msgspec.json.encode(said), digest_size=16).digest()


def comments_of(record: Record) -> list[tuple[str | None, str | None, str]]:
    """Who wrote each comment, what it answers, and what it says."""
    return [(each.author.name if each.author else None, each.parentItem, each.text) for each in record.comment]


def metadata_of(record: Record) -> tuple[Any, ...]:
    """The authors and dates that the page itself states, for comparison."""
    places = {name: origin["from"] if origin else None for name, origin in record.provenance.fields.items()}
    names = [person.name for person in record.author] if places.get("author") not in ANNOUNCED else []
    dates = [getattr(record, name) for name in ("datePublished", "dateModified") if places.get(name) in STATED]
    return names, dates


def unchanged(record: Record, last_fingerprint: bytes | None) -> Reject | None:
    """The reject of a record that says the same as the last one of its article; None if it says something new."""
    if last_fingerprint is None or fingerprint(record) != last_fingerprint:
        return None
    detail = "headline, text, comments, authors and dates are those of the last record of this article"
    file = record.provenance.file
    return Reject(url=record.url, file=file, stage="write", reason=Reason.UNCHANGED, detail=detail)


class Versions:
    """The last fingerprint of each crawled article of a run: some 200 bytes an article."""

    def __init__(self) -> None:
        self._last: dict[tuple[str | None, bytes], bytes] = {}

    def settle(self, outcome: Outcome) -> Outcome:
        """The outcome, or the reject of a crawled page's record that says the same as the last of its article."""
        if not isinstance(outcome, Record) or outcome.provenance.discovery is None:
            return outcome
        key = (outcome.provenance.source, UUID(outcome.identifier).bytes)
        if same := unchanged(outcome, self._last.get(key)):
            return same
        self._last[key] = fingerprint(outcome)
        return outcome


# -------------------------------------------------------------------------------------------------------- what changed


def change_of(before: Record, after: Record) -> Change:
    """The gravest change between two records of an article that differ in what their fingerprints cover."""
    body, headline = (before.articleBody or "", after.articleBody or ""), (before.headline or "", after.headline or "")
    language = after.inLanguage
    if body[0] and not body[1]:
        return Change.REMOVED
    if not is_correction(*body, language):
        return Change.SUBSTANTIVE
    if not is_correction(*headline, language):
        return Change.HEADLINE
    if body[0] != body[1] or headline[0] != headline[1]:
        return Change.TYPO
    return Change.COMMENTS if comments_of(before) != comments_of(after) else Change.METADATA


def is_correction(before: str, after: str, language: str) -> bool:
    """True if a text is the same as before but for typing."""
    if before == after:
        return True
    one, two = Words(before), Words(after)
    if one.folded == two.folded:
        return True
    found = differences(one.folded, two.folded)
    if found is None:
        return False
    changed = sum(max(end - start for start, end in pair) for pair in found)
    if changed > max(ALWAYS_ALLOWED, MOST_MISSPELLED * len(one.folded)):
        return False
    nouns = language.partition("-")[0] in CAPITAL_NOUNS
    return all(is_typing(one, two, *pair, names_show=not nouns) for pair in found)


class Words:
    """The words of a text: as they are, and as they count in a comparison."""

    def __init__(self, text: str) -> None:
        self.text = normalize("NFKC", text)
        self.found = list(WORD.finditer(self.text))
        self.folded = [match[0].casefold() for match in self.found]

    @cached_property
    def known(self) -> frozenset[str]:
        """The words without their order."""
        return frozenset(self.folded)

    @cached_property
    def names(self) -> frozenset[str]:
        """The words that somewhere have a capital which no sentence's beginning gave them."""
        capitals = [(match, word) for match, word in zip(self.found, self.folded, strict=True) if match[0][0].isupper()]
        return frozenset(word for match, word in capitals if not ENDS_SENTENCE.search(self.before(match)))

    def before(self, match: re.Match[str]) -> str:
        """The characters before a word in which a sentence may end."""
        return self.text[max(0, match.start() - BEFORE_WORD) : match.start()]


Span = tuple[int, int]


def differences(one: Sequence[str], two: Sequence[str]) -> list[tuple[Span, Span]] | None:
    """Where two lists of words differ: what of the first stands for what of the second.

    None if they do not come together again within a few words. Each word is looked at a few times.
    """
    found: list[tuple[Span, Span]] = []
    i = j = 0
    while i < len(one) or j < len(two):
        if i < len(one) and j < len(two) and one[i] == two[j]:
            i, j = i + 1, j + 1
            continue
        step = next((step for step in STEPS if meet(one, i + step[0], two, j + step[1])), None)
        if step is None:
            return None
        found.append(((i, i + step[0]), (j, j + step[1])))
        i, j = i + step[0], j + step[1]
    return found


# How many words of each side differ: few before many, as many on each side before others.
STEPS = sorted(
    ((x, y) for x in range(LOOK_AHEAD + 1) for y in range(LOOK_AHEAD + 1) if x or y),
    key=lambda step: (max(step), abs(step[0] - step[1]), step),
)


def meet(one: Sequence[str], i: int, two: Sequence[str], j: int) -> bool:
    """True if two lists have the same two words from these places on, or end there."""
    if i > len(one) or j > len(two):
        return False
    return list(one[i : i + 2]) == list(two[j : j + 2])


def is_typing(one: Words, two: Words, here: Span, there: Span, *, names_show: bool) -> bool:
    """True if words stand for others that only correct their typing."""
    old, new = one.folded[slice(*here)], two.folded[slice(*there)]
    if any(COUNTED.search(word) or UNSPACED.search(word) for word in (*old, *new)):
        return False
    if "".join(old) == "".join(new) or is_doubled(one, here, new) or is_doubled(two, there, old):
        return True
    if len(old) != len(new):
        return False
    for wrong, right in zip(old, new, strict=True):
        if wrong == right or bare(wrong) == bare(right):
            continue
        has_capital = wrong in one.names or right in two.names
        if has_capital and names_show and not (right in one.known and is_misspelling(wrong, right, SHORTEST_SPELLED)):
            return False  # a name may be corrected to what it is elsewhere in the text
        if not is_misspelling(wrong, right, SHORTEST_NOUN if has_capital else SHORTEST_SPELLED):
            return False
    return True


def is_doubled(words: Words, span: Span, others: Sequence[str]) -> bool:
    """True if one word, against none, is the one before it once more."""
    start, end = span
    return not others and end - start == 1 and start > 0 and words.folded[start - 1] == words.folded[start]


def is_misspelling(wrong: str, right: str, shortest: int) -> bool:
    """True if two words differ by one letter, not the first, or by two neighbours that have changed places.

    Those are four of five typing errors: https://doi.org/10.1145/363958.363994 ; and the first letter is seldom one of
    them, while it parts *million* from *billion*.
    """
    if wrong[0] != right[0]:
        return False
    start = next(i for i, (a, b) in enumerate(zip_longest(wrong, right)) if a != b)
    if wrong[start : start + 2] == right[start : start + 2][::-1] and wrong[start + 2 :] == right[start + 2 :]:
        return len(wrong) == len(right)
    if min(len(wrong), len(right)) < shortest:
        return False
    rests = ((start + 1, start + 1), (start + 1, start), (start, start + 1))
    return any(wrong[a:] == right[b:] for a, b in rests)


def bare(word: str) -> str:
    """The word without accents."""
    return "".join(sign for sign in normalize("NFKD", word) if not combining(sign))
