"""Words of a text in any script."""

from __future__ import annotations

import re
from collections.abc import Sequence

# Thai, Lao, Burmese, Khmer, Japanese and Chinese put no spaces between words: each character counts as one.
NO_SPACES = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
WORD = re.compile(rf"[{NO_SPACES}]|[^\W{NO_SPACES}]+")
ASCII_LETTERS = re.compile("[a-z]+")  # a small set is searched for twice as quickly
LETTERS = re.compile(rf"[{NO_SPACES}]|[^\W\d_{NO_SPACES}]+")
WIDE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uac00-\ud7af]")
PIECE = 100_000  # characters whose words are counted at once
WIDTH = 1.5  # a Chinese, Japanese or Korean character says as much as 2.5 letters of an alphabet


def count_words(text: str) -> int:
    """The number of words; in scripts without spaces, of characters."""
    count = start = 0
    while start < len(text):  # in pieces, because the list of all words would take more memory than the text
        stop = text.find(" ", start + PIECE)
        stop = stop if stop >= 0 else len(text)
        count += len(WORD.findall(text, start, stop))
        start = stop
    return count


def words_of(text: str) -> list[str]:
    """The words in lower case, without figures; in scripts without spaces, the characters."""
    return ASCII_LETTERS.findall(text.lower()) if text.isascii() else LETTERS.findall(text.casefold())


def spoken_words(words: Sequence[str]) -> float:
    """About how many words there are, where three characters of a script without spaces make one."""
    return sum(1 if len(word) > 1 or word.isascii() else 1 / 3 for word in words)


def size_of(text: str) -> int:
    """How much a text says: its length in letters of an alphabet, where a Chinese or Korean character counts more."""
    if text.isascii():
        return len(text)
    return len(text) + int(WIDTH * sum(1 for _ in WIDE.finditer(text)))
