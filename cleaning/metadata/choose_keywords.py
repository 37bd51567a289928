"""What is the article about, in the page's own words?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from cleaning.metadata.choice import Choice, origin_of
from cleaning.metadata.plain import key, plain
from cleaning.metadata.reading import Reading

MOST_KEYWORDS = 50
LONGEST_KEYWORD = 100  # characters
LONGEST_KEYWORDS = 10_000

BREAK = re.compile(r"[,;|，；、،؛｜]")
HAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")


def choose_keywords(
    readings: Mapping[str, Reading], order: Sequence[str], headline: str | None
) -> Choice[tuple[str, ...]]:
    """The keywords of the first source that has any, each once; the headline is none."""
    for name in order:
        raws = readings[name].keywords if name in readings else ()
        words: dict[str, str] = {}
        for raw in raws:
            for part in parted(plain(raw[:LONGEST_KEYWORDS]) or ""):  # before the cut: entities end with a semicolon
                if len(part) <= LONGEST_KEYWORD and key(part) and not {"<", ">"} & set(part):
                    words.setdefault(key(part), part)
        words.pop(key(headline), None)
        if words:
            values = tuple(words.values())[:MOST_KEYWORDS]
            return Choice(value=values, origin=origin_of(name, ", ".join(raws), ", ".join(values)))
    return Choice(value=())


def parted(text: str) -> Iterator[str]:
    """The keywords in one text, parted by commas and their like; in scripts without spaces else by spaces."""
    parts = BREAK.split(text)
    if len(parts) == 1 and HAN.search(text):
        parts = text.split()
    return (part.strip() for part in parts)
