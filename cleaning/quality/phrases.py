"""Set phrases of pages that are no articles, in many languages: a text → how many of its words each family covers.

The phrases stand in ``phrases.json``: family → language → phrases. They are compared word by word, in lower case and
without punctuation, so that "Can't" and "can’t" are one; in scripts without spaces, character by character. A phrase
proves nothing by itself, because articles are written about cookies, captchas and passwords too: the rules beside this
file ask how much of a title or a page the phrases of one family make up, and what else speaks for it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files

from cleaning.text.words import WORD

LONGEST_LOOK = 1_500  # characters of a text: set phrases stand in short ones
Index = Mapping[str, Sequence[tuple[tuple[str, ...], str]]]


@dataclass(frozen=True, slots=True)
class Said:
    """How many words a text has, and how many of them the phrases of each family cover."""

    words: int = 0
    covered: Mapping[str, int] = field(default_factory=dict)

    def share(self, family: str) -> float:
        """The share of the words that a family's phrases cover."""
        return self.covered.get(family, 0) / max(1, self.words)


@lru_cache(maxsize=1)
def _index() -> Index:
    """First word → the phrases that begin with it, longest first, each with its family."""
    table = json.loads(files("cleaning.quality").joinpath("phrases.json").read_text("utf-8"))
    index: dict[str, set[tuple[tuple[str, ...], str]]] = {}
    for family, languages in table.items():
        for phrases in languages.values():
            for phrase in phrases:
                words = tuple(words_of(phrase))
                index.setdefault(words[0], set()).add((words, family))
    return {first: sorted(phrases, key=lambda p: (-len(p[0]), p)) for first, phrases in index.items()}


def words_of(text: str) -> list[str]:
    """The words and numbers of a text in lower case; in scripts without spaces, the characters."""
    return WORD.findall(text[:LONGEST_LOOK].casefold())


@lru_cache(maxsize=512)
def said_in(text: str) -> Said:
    """What the set phrases in a text are of."""
    index, words = _index(), words_of(text)
    covered: dict[str, int] = {}
    reach: dict[str, int] = {}  # family → the word up to which it covers the text
    for at, word in enumerate(words):
        for phrase, family in index.get(word, ()):
            end = at + len(phrase)
            if end > reach.get(family, 0) and (len(phrase) == 1 or tuple(words[at:end]) == phrase):
                covered[family] = covered.get(family, 0) + end - max(at, reach.get(family, 0))
                reach[family] = end
    return Said(len(words), covered)
