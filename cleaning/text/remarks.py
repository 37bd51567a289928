"""Lines as they occur around readers' comments: a line and its shape → what part of a comment section it may be.

Nothing is decided by one line: ``cleaning.text.discussion`` finds the section and puts the parts together.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from cleaning.text.lines import Line
from cleaning.text.phrases import match_phrases, set_phrases
from cleaning.text.shapes import QUOTES, Shape
from cleaning.text.stamps import Stamp
from cleaning.text.words import spoken_words, words_of

HEADER_SIZE = 140  # letters: "34 responses to" with the article's title
META_SIZE = 110  # letters: name, date, time and a few words
NAME_SIZE, NAME_WORDS = 48, 6
ARTICLE = 0.1  # share of such words among those beside a date
LONG_COUNT = 6  # figures: what is longer is no number of comments
COUNT = re.compile(r"\d+")
ONE = frozenset("one un une ein eine einen één uno una um uma jeden en én et yksi bir один одна واحد אחת".split())
NONE = frozenset("no keine kein aucun ningún sin nessun nenhum geen brak ingen inga ei нет לא 0".split())
TITLED = frozenset(
    "på till pe la на до ke k on to zu auf sur à en a su sobre op over na om til artikkeliin untuk".split()
)
VOTES = re.compile(r"[+–-]?\d{1,6}(?:[.,/ ]\d{1,6})?%?")
NUMBERED = re.compile(r"#?\d{1,4}[.):]?")  # a comment's number
EDGES = " \t\u00a0,.;:·•|/–—-()[]#»«→↓*©@" + "\u200b"
LEADS = frozenset("By by Von Par par Por por Door door Av Af".split())  # none begins a name so often as it leads one
INITIAL = re.compile(r"(?<![^\W\d_])[^\W\d_]\.$")  # the end of "Ann B."
JOINING = frozenset(
    """
    on at am um le à el il em om på den op von by par por de di da av af door vom said says from · 於 于 an the
    """.split()
)


class Kind(Enum):
    """What a line may be in a comment section."""

    HEADER = "header"  # "7 Comments", "34 responses to …"
    TOPIC = "topic"  # a header by its words alone: "Comments", "Discussion"
    WRITE = "write"  # "Leave a Reply", and the sentences of the form below it
    CLOSED = "closed"  # "Comments are closed"
    META = "meta"  # an author with a date, or with "says"
    DATE = "date"  # a date alone
    CONTROL = "control"  # "Reply", "Report", a vote
    OTHER = "other"  # a header of something else, footer, advertisement
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Remark:
    """A line with its kind; ``author`` and ``stamp`` of a META or DATE, ``count`` of a HEADER.

    ``says`` is True for "Ann says" or "Comment by Ann", ``closed`` if such a line ends with a colon.
    """

    kind: Kind
    author: str | None = None
    stamp: Stamp | None = None
    count: int | None = None
    says: bool = False
    closed: bool = False


def remark_of(line: Line, shape: Shape) -> Remark:
    """What a line may be in a comment section."""
    if shape.size > HEADER_SIZE:
        return Remark(Kind.WRITE if shape.matches.of("notice") > 0.3 else Kind.TEXT)
    return (
        _header(line, shape)
        or _form(shape)
        or _meta(line, shape)
        or _control(line, shape)
        or Remark(Kind.OTHER if _is_of_something_else(line, shape) else Kind.TEXT)
    )


def is_name(line: Line, shape: Shape) -> bool:
    """True if a line may be nothing but a name: short, few words, no sentence, no set phrase."""
    if not shape.words or shape.size > NAME_SIZE or spoken_words(shape.words) > NAME_WORDS:
        return False
    if shape.ends in ("!", "?", "…", ":", "。", "！", "？", "؟", ";") and shape.ends:
        return False
    if shape.ends == "." and len(shape.words) > 2 and not INITIAL.search(line.text):
        return False
    return shape.commas == 0 and not shape.address and shape.matches.of("respond", "related", "legal", "control") < 0.6


def name_in(text: str) -> str | None:
    """The name that is left of an author's line when dates are gone: without marks, numbers and joining words."""
    words = text.strip(EDGES).split()
    while words and (words[-1].strip(EDGES).casefold() in JOINING or not words[-1].strip(EDGES)):
        words.pop()
    while words and (not words[0].strip(EDGES) or words[0].strip(EDGES).isdigit()):
        words.pop(0)
    half = len(words) // 2
    if half and words[:half] == words[half:]:
        words = words[:half]  # a link and a picture's text, side by side
    name = " ".join(words).strip(EDGES + QUOTES)
    last = name.split(" ")[-1]
    name += "." if len(last) == 1 and last.isalpha() and f"{last}." in text else ""
    return name if any(character.isalnum() for character in name) and not is_initials(text) else None


def is_initials(text: str) -> bool:
    """True for the letters in the circle of someone who has no picture; "K." is a name."""
    letters = text.strip()
    return len(letters) <= 2 and letters.isalpha() and letters.isupper()


def _header(line: Line, shape: Shape) -> Remark | None:
    share, words = shape.matches.of("comments"), shape.words
    if (
        not share
        or (shape.stamp and shape.stamp.dated)
        or shape.matches.of("respond", "notice", "closed", "control", "says") > share
    ):
        return None
    number = COUNT.search(f"{line.marker} {line.text}")
    count = int(number[0]) if number and len(number[0]) <= LONG_COUNT else 1 if ONE & set(words[:2]) else None
    if count == 0 or (NONE & set(words[:1]) and not number):
        return Remark(Kind.WRITE)
    if count is not None and "comments" in shape.matches.leading and TITLED & set(words[1:3]):
        return Remark(Kind.HEADER, count=count)
    if shape.is_sentence:
        return None
    if count is not None and len(words) <= 8 and (share >= 0.6 or (len(words) <= 4 and share >= 0.3)):
        return Remark(Kind.HEADER, count=count)
    return Remark(Kind.TOPIC) if share >= 0.75 and len(words) <= 4 and not line.marker else None


def _form(shape: Shape) -> Remark | None:
    if shape.matches.of("closed") >= 0.5:
        return Remark(Kind.CLOSED)
    if shape.matches.of("control") >= 0.9:
        return None
    asked = shape.matches.of("respond", "notice")
    return Remark(Kind.WRITE) if asked >= 0.5 or (asked >= 0.25 and shape.size < 90) else None


def _meta(line: Line, shape: Shape) -> Remark | None:
    if shape.size > META_SIZE:
        return None
    stamp = shape.stamp
    if stamp and (stamp.dated or shape.size <= NAME_SIZE):
        rest = f"{line.text[: stamp.start]} {line.text[stamp.end :]}"
        words = words_of(rest)
        if not words or set(words) <= JOINING:
            return Remark(Kind.DATE, stamp=stamp) if stamp.dated else None
        if spoken_words(words) > NAME_WORDS + 2 or shape.is_sentence or _is_of_article(words):
            return None
        author, says = _without_says(rest if stamp.start else _without_joining(rest))
        return Remark(Kind.META, author=author, stamp=stamp, says=says) if author else None
    if shape.matches.of("says") and spoken_words(shape.words) <= NAME_WORDS + 2 and not shape.is_sentence:
        author, says = _without_says(line.text)
        closed = shape.ends == ":" or line.text.rstrip().casefold().endswith(("on", "am"))
        if says and author and (closed or shape.matches.leading & {"says"}):
            return Remark(Kind.META, author=author, says=True, closed=closed)
    return None


def _without_joining(text: str) -> str:
    """What stands behind a date, without "by" before the name."""
    words = text.split()
    while len(words) > 1 and words[0].casefold() in JOINING:
        words.pop(0)
    return " ".join(words)


def _is_of_article(words: Sequence[str]) -> bool:
    """True if words beside a date say when an article came out, or how long reading it takes; "posted by" does not."""
    matches = match_phrases(words)
    share = matches.of("published", "updated", "readtime")
    return share > ARTICLE and not ({"byline", "published"} <= matches.leading and matches.of("byline") >= share)


def _without_says(text: str) -> tuple[str | None, bool]:
    """The author's name without "says" or "comment by" around it, and whether there was one."""
    words = text.strip(EDGES.replace(".", "")).split()
    folded = [" ".join(words_of(word)) for word in words]
    for phrase in set_phrases("says"):
        size = len(phrase)
        if len(words) > size and tuple(folded[-size:]) == phrase:
            return name_in(" ".join(words[:-size])), True
        for at in (0, 1):  # "#1 Comment by …"
            if len(words) > size + at and tuple(folded[at : at + size]) == phrase and (at == 0 or not folded[0]):
                return name_in(" ".join(words[at + size :])), True
    return name_in(_without_lead(words, folded)), False


def _without_lead(words: Sequence[str], folded: Sequence[str]) -> str:
    """The words without "posted by" or its like before them."""
    for phrase in set_phrases("byline"):
        size = len(phrase)
        if len(words) > size > 1 and tuple(folded[:size]) == phrase:
            return " ".join(words[size:])
    if len(words) > 1 and words[0] in LEADS:
        return " ".join(words[1:])
    if len(words) > 1 and words[0].endswith((":", "：")) and (folded[0],) in set_phrases("byline"):
        return " ".join(words[1:])
    return " ".join(words)


def _control(line: Line, shape: Shape) -> Remark | None:
    if not shape.words:
        plain = VOTES.fullmatch(line.text) or NUMBERED.fullmatch(line.text) or _is_marks(line.text)
        return Remark(Kind.CONTROL) if plain else None
    share = shape.matches.of("control")
    if len(shape.words) <= NAME_WORDS + 2 and (share >= 0.9 or (share >= 0.6 and not shape.is_sentence)):
        return Remark(Kind.CONTROL)
    return Remark(Kind.CONTROL) if shape.matches.of("share", "ad") >= 0.9 and len(shape.words) <= 4 else None


def _is_marks(text: str) -> bool:
    """True for a line of punctuation, such as a rule; emoji are a comment's words."""
    return all(
        unicodedata.category(character)[0] in "PZCS" and unicodedata.category(character) != "So" for character in text
    )


def _is_of_something_else(line: Line, shape: Shape) -> bool:
    matches = shape.matches
    if line.text.startswith("©") or (matches.of("legal", "subscribe", "cookie") >= 0.6 and len(shape.words) >= 2):
        return True
    return matches.of("related") >= 0.75 and len(shape.words) <= 6
