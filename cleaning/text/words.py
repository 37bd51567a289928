"""Words of a text in any script."""

from __future__ import annotations

import re

# Thai, Lao, Burmese, Khmer, Japanese and Chinese put no spaces between words: each character counts as one.
NO_SPACES = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
WORD = re.compile(rf"[{NO_SPACES}]|[^\W{NO_SPACES}]+")


def count_words(text: str) -> int:
    """The number of words; in scripts without spaces, of characters."""
    return sum(1 for _ in WORD.finditer(text))
