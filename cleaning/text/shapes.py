"""A line by itself → its shape: how long it is, how it begins and ends, which set phrases and dates it holds.

No line is judged here: the measures are weighed in ``cleaning.text.scores``. All of them mean the same in any script:
lengths count a Chinese or Korean character as 2.5 letters, and sentence ends and quotes are those of all scripts.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from cleaning.text.captions import is_credited
from cleaning.text.lines import Line
from cleaning.text.phrases import Matches, match_phrases
from cleaning.text.stamps import Stamp, find_stamp
from cleaning.text.words import size_of, words_of

LOOKED_AT = 2_000  # characters: a line that is longer is a paragraph, whatever follows
STAMPED = 140  # letters: in longer lines a date is part of what is told
QUOTES = "\"'“”„‟«»‹›‘’‚「」『』《》〈〉"
SENTENCE_ENDS = ".!?…。！？؟۔।॥․:;"
FULL_STOPS = ".!?…。！？؟۔।॥"
CLOSERS = ")]）】 " + QUOTES
MEASURED = 300  # characters that are enough to tell how a line is written
FIGURE = re.compile(r"\d")
QUOTE_MARKS = frozenset(QUOTES)
END_MARKS = frozenset(FULL_STOPS)
SEPARATOR_MARKS = frozenset("|»›·•→←>/-–—")
ADDRESS_MARKS = frozenset("@.:")
GLUE = re.compile("[a-zß-öø-ÿа-яα-ω.!?][A-ZÀ-ÖØ-ÞА-ЯΑ-Ω]")  # a capital right behind a small letter or a full stop
END = re.compile(r"[.!?…。！？؟۔।](?:[\s\"'”’»)」』]|$)|[。！？]")
COMMA = re.compile("[,،、，;؛；]")
SEPARATOR = re.compile(r"[|»›·•→←>]|\s/\s|\s[-–—]\s")
ADDRESS = re.compile(r"https?://|www\.|@\w|\w@\w")


class Shape(NamedTuple):
    """The measures of one line; a tuple, which is made in half the time of a frozen dataclass.

    ``words`` are its words in lower case without figures, ``size`` its length in letters, ``capitals`` the share of
    its words that begin with a capital, ``figures`` whether it has any and ``digits`` their share of its characters in
    half percents, ``quotes`` its quotation marks, ``glue`` the places where a capital stands right behind a small
    letter or a full stop, ``ends`` the mark at its end ("" if none), ``sentences`` how many sentences end in it,
    ``credited`` whether it begins or ends with a picture's credit.
    """

    words: Sequence[str]
    size: int
    ends: str
    begins_low: bool
    quoted: bool
    sentences: int
    commas: int
    capitals: float
    figures: bool
    digits: int
    quotes: int
    glue: int
    separators: int
    address: bool
    credited: bool
    matches: Matches
    stamp: Stamp | None

    @property
    def is_sentence(self) -> bool:
        """True if it ends as a sentence does."""
        return self.ends != "" and self.ends in FULL_STOPS


def shape_of(line: Line, language: str | None = None) -> Shape:
    """The shape of a line. Of a very long one only the first 2,000 characters are measured, and its end."""
    text = line.text[:LOOKED_AT]
    start = text[:MEASURED]
    marks = set(start)  # most lines have few kinds of marks: what is not there need not be searched for
    words = words_of(text)
    size = size_of(text) if len(text) == len(line.text) else len(line.text)
    last = line.text[-8:].rstrip(CLOSERS)[-1:]
    heads = [word[0] for word in start.split() if word[0].isalpha()]
    matches = match_phrases(words)
    begins = text[:8].lstrip(QUOTES + "([")[:1]
    digits = len(FIGURE.findall(start))
    return Shape(
        words=words,
        size=size,
        ends=last if last and last in SENTENCE_ENDS else "",
        begins_low=begins.islower(),
        quoted=text[:1] in QUOTES,
        sentences=len(END.findall(text)) if marks & END_MARKS or len(text) > MEASURED else 0,
        commas=len(COMMA.findall(text)) if not text.isascii() else text.count(",") + text.count(";"),
        capitals=len([head for head in heads if head.isupper()]) / max(1, len(heads)),
        figures=digits > 0,
        digits=200 * digits // (len(start) or 1),
        quotes=sum(map(start.count, marks & QUOTE_MARKS)),
        glue=min(20, len(GLUE.findall(start))),
        separators=len(SEPARATOR.findall(start)) if marks & SEPARATOR_MARKS else 0,
        address=bool(marks & ADDRESS_MARKS and ADDRESS.search(start)),
        credited=is_credited(line.text, size, len(words), matches),
        matches=matches,
        stamp=find_stamp(line.text, language) if size <= STAMPED and digits else None,
    )


def shapes_of(lines: Sequence[Line], language: str | None = None) -> list[Shape]:
    """The shapes of a page's lines; lines that repeat are measured once."""
    seen: dict[str, Shape] = {}
    shapes = []
    for line in lines:
        shape = seen.get(line.text)
        if shape is None:
            shape = seen[line.text] = shape_of(line, language)
        shapes.append(shape)
    return shapes


def repeats(lines: Sequence[Line]) -> Counter[str]:
    """How often each line's text stands in the page, in any letter case."""
    return Counter(line.text.casefold() for line in lines)
