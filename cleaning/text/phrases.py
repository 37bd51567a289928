"""Set phrases of news pages in many languages: the words of a line → which families they belong to.

The phrases stand in ``phrases.json``: family → language → phrases. They are matched word by word, in any letter case
and without punctuation and figures, so that "7 Comments:" and "Comments (7)" are one phrase. A phrase says nothing
about a line by itself: a share of a line's words does, and only where the line's shape and place fit.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from cleaning.text.words import words_of

LOOKED_AT = 40  # words: what makes a line boilerplate stands at its beginning
SHORT = 12  # words: in longer lines a single word ("home", "share") is no phrase
Index = Mapping[tuple[str, str], Sequence[tuple[tuple[str, ...], str]]]


@dataclass(frozen=True, slots=True)
class Matches:
    """What families a line's words belong to: the share of its words each covers, and which one it begins with."""

    share: Mapping[str, float]
    leading: frozenset[str]

    def of(self, *families: str) -> float:
        """The greatest share that one of the families has."""
        best = 0.0
        if self.share:  # most lines have none: worth a test before the loop
            for family in families:
                share = self.share.get(family, 0.0)
                if share > best:
                    best = share
        return best


NOTHING = Matches({}, frozenset())


@lru_cache(maxsize=1)
def _families() -> Mapping[str, Sequence[tuple[str, ...]]]:
    """Family → its phrases in all languages, as words."""
    table = json.loads(files("cleaning.text").joinpath("phrases.json").read_text("utf-8"))
    return {
        family: sorted({tuple(words_of(phrase)) for phrases in languages.values() for phrase in phrases})
        for family, languages in table.items()
    }


def set_phrases(family: str) -> Sequence[tuple[str, ...]]:
    """The phrases of a family in all languages, each as its words."""
    return _families()[family]


@lru_cache(maxsize=1)
def _index() -> tuple[frozenset[str], Index]:
    """The first words of phrases, and: first two words → the phrases that begin so, longest first, with their family.

    A phrase of one word stands under that word and "".
    """
    index: dict[tuple[str, str], list[tuple[tuple[str, ...], str]]] = {}
    for family, phrases in _families().items():
        for words in phrases:
            index.setdefault((words[0], words[1] if len(words) > 1 else ""), []).append((words, family))
    ordered = {begin: sorted(phrases, key=lambda p: (-len(p[0]), p)) for begin, phrases in index.items()}
    return frozenset(first for first, _ in ordered), ordered


def match_phrases(words: Sequence[str]) -> Matches:
    """The families of a line, from its words without figures (as ``words_of`` gives them)."""
    (firsts, index), words, prose = _index(), words[:LOOKED_AT], len(words) > SHORT
    covered: dict[str, int] = {}  # family → words that it covers so far
    reach: dict[str, int] = {}  # family → the word up to which it covers the line
    leading = set()
    for at in [at for at, word in enumerate(words) if word in firsts]:  # most words begin none
        found = index.get((words[at], words[at + 1]), ()) if at + 1 < len(words) else ()
        if not (prose and at):
            found = (*found, *index.get((words[at], ""), ()))
        for phrase, family in found:
            length = len(phrase)
            end = at + length
            if end <= reach.get(family, 0) or (length > 2 and tuple(words[at:end]) != phrase):
                continue
            covered[family] = covered.get(family, 0) + end - max(at, reach.get(family, 0))
            reach[family] = end
            if at == 0:
                leading.add(family)
    if not covered:
        return NOTHING
    return Matches({family: n / len(words) for family, n in covered.items()}, frozenset(leading))
