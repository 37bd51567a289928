"""A plain-text page → its lines, with what white space says: indentation, bullets and numbers, blank lines.

Text dumps glue what stood side by side in the page ("…in the harbourDesigned by Example Ltd", a date that runs into
the next headline). Such a line is cut into parts here; ``cleaning.text.label`` joins again what turns out to belong
together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from cleaning.text.phrases import match_phrases
from cleaning.text.stamps import find_stamp
from cleaning.text.words import words_of

MARKER = re.compile(r"(?:[•◦‣▪●○∙·*–—-]|#?\d{1,4}(?:\.\d{1,3}){0,3}[.)]|[a-z]\))(?=\s)")
TAB = 8
MOST_LINES = 15_000  # a page of more is no article; what follows them is not looked at
# A small letter, a figure or a closing mark, and a capital right after it: where a dump may have glued two lines.
GLUE = re.compile(r"(?<=[a-zß-öø-ÿа-яα-ω0-9.!?…»”’\"')\]])(?=[A-ZÀ-ÖØ-ÞА-ЯΑ-Ω©])")
CLOSING = ".!?…»”’\"')]"
GLUED_TAIL = 200  # characters: a glued part at the end of a line is no longer
ZONE = re.compile("GMT|UTC")  # these begin a date even where capitals stand before them
MOST_CUTS = 20  # places in a line that are looked at
LEGAL_TAIL = 0.3  # share of legal words ("All rights reserved …") from which a tail is cut off


@dataclass(frozen=True, slots=True)
class Line:
    """A line, or a part of one: characters ``start`` to ``end`` of the page, without the white space around it.

    ``content`` is the character at which ``text`` begins: behind ``marker``, the bullet or number that the line begins
    with. ``indent`` counts columns, ``blanks`` the blank lines above. ``glued`` is True for a part that continues the
    line of the page before it.
    """

    start: int
    content: int
    end: int
    text: str
    marker: str
    indent: int
    blanks: int
    glued: bool


def cut_glued(lines: Sequence[Line]) -> list[Line]:
    """The lines, those that hold several things cut into them."""
    known = {line.text for line in lines if len(line.text) <= GLUED_TAIL}
    return [part for line in lines for part in _parts(line, known)]


def split_lines(text: str) -> tuple[list[Line], int | None]:
    """The lines that hold anything, and the character from which on the page was not read; None if all of it was.

    Only a page of too many lines is not read to its end.
    """
    lines: list[Line] = []
    at = blanks = 0
    while at < len(text):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        whole = text[at:end].rstrip()
        body = whole.lstrip()
        if not body:
            blanks += 1
        elif len(lines) == MOST_LINES:
            return lines, at
        else:
            start = at + len(whole) - len(body)
            marker = _marker(body)
            columns = _columns(text[at:start]) if start > at else 0
            told, stop = body[len(marker) :].lstrip(), at + len(whole)
            lines.append(Line(start, stop - len(told), stop, told, marker, columns, blanks, glued=False))
            blanks = 0
        at = end + 1
    return lines, None


def _marker(body: str) -> str:
    """The bullet or number that a line begins with; "" if it has none, or if the number is a date's day."""
    found = MARKER.match(body)
    if not found or (found[0][0].isdigit() and (day := find_stamp(body[:40])) and day.dated and day.start == 0):
        return ""
    return found[0]


def _columns(white: str) -> int:
    return sum(TAB if character == "\t" else 1 for character in white)


def _parts(line: Line, known: set[str]) -> Iterator[Line]:
    """The line, cut where something that stands by itself was glued to it."""
    cuts = sorted(_cuts(line.text, known))
    if not cuts:
        yield line
        return
    for at, (start, end) in enumerate(zip([0, *cuts], [*cuts, len(line.text)], strict=True)):
        text = line.text[start:end].rstrip()
        begins = line.content + start
        if at:
            yield Line(begins, begins, begins + len(text), text, "", line.indent, 0, glued=True)
        else:
            yield replace(line, end=begins + len(text), text=text)


def _cuts(text: str, known: set[str]) -> set[int]:
    """Where in a line one thing ends and the next begins without white space between."""
    tail = max(0, len(text) - GLUED_TAIL)
    places = [found.start() for found in GLUE.finditer(text, tail)][-MOST_CUTS:]
    cuts = {at for at in places if (text[at:] in known and _is_whole(text, at)) or _is_legal(text[at:])}
    stamp = find_stamp(text) if len(text) <= GLUED_TAIL and (places or ZONE.search(text)) else None
    if stamp and stamp.dated and stamp.year:
        before = text[stamp.start - 1] if stamp.start else " "
        if (before.isalnum() or before in CLOSING) and stamp.end >= len(text) - 1:
            cuts.add(stamp.start)
        elif stamp.start == 0 and text[stamp.end : stamp.end + 1].isupper():
            cuts.add(stamp.end)
    return cuts


def _is_whole(text: str, at: int) -> bool:
    """True if both sides of a place may be things of their own, not the halves of a name such as "McAllister"."""
    return text[at - 1] in CLOSING or (" " in text[:at] and " " in text[at:])


def _is_legal(tail: str) -> bool:
    matches = match_phrases(words_of(tail))
    return "legal" in matches.leading and matches.of("legal") >= LEGAL_TAIL
