"""A page's lines and the article's text, known from elsewhere → which lines are the text's, and how much each weighs.

A line belongs to the text if most of its words stand there in the same order. Lines that are printed twice and short
lines whose words stand anywhere are settled by order: of all places that fit, those are taken that follow one another
in the text as they do in the page, and match most words.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from cleaning.text.words import WORD

RUN = 4  # words that must stand in a row
SHARE = 0.6  # share of a line's words that must stand in the text
MOST_PLACES = 12  # places of a run in the text that are tried


@dataclass(frozen=True, slots=True)
class Match:
    """A line that may be the text's: it fits at words ``start`` to ``end`` of the text and matches so many of them."""

    line: int
    start: int
    end: int
    words: int


def tokens_of(text: str) -> list[str]:
    """The words with their figures, in lower case; in scripts without spaces, the characters."""
    return WORD.findall(text.lower())


def align(lines: Sequence[str], text: str) -> list[bool]:
    """For each line, whether it is part of the text."""
    gold = tokens_of(text)
    runs: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at in range(len(gold) - RUN + 1):
        runs[tuple(gold[at : at + RUN])].append(at)
    paragraphs = _paragraphs(text)
    matches: list[Match] = []
    for at, line in enumerate(lines):
        matches += _matches(at, tokens_of(line), gold, runs, paragraphs)
    inside = [False] * len(lines)
    for match in _chain(matches):
        inside[match.line] = True
    return inside


def _paragraphs(text: str) -> dict[tuple[str, ...], list[int]]:
    """The short paragraphs of a text, each with the words at which it begins."""
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    start = 0
    for paragraph in text.split("\n"):
        words = tokens_of(paragraph)
        places[tuple(words)].append(start)
        start += len(words)
    return places


def _matches(
    at: int,
    words: list[str],
    gold: list[str],
    runs: dict[tuple[str, ...], list[int]],
    paragraphs: dict[tuple[str, ...], list[int]],
) -> list[Match]:
    """The places of the text where a line fits."""
    if not words:
        return []
    if whole := paragraphs.get(tuple(words)):
        return [Match(at, start, start + len(words), len(words)) for start in whole[:MOST_PLACES]]
    if len(words) < RUN:
        return []
    found = []
    for begin in sorted({place - shift for shift, place in _first_places(words, runs)}):
        taken = _overlap(words, gold, begin)
        if taken and taken[2] >= SHARE * len(words):
            found.append(Match(at, *taken))
    return found


def _first_places(words: list[str], runs: dict[tuple[str, ...], list[int]]) -> list[tuple[int, int]]:
    """Where a line's first runs stand: the word of the line, and that of the text."""
    places: list[tuple[int, int]] = []
    for shift in range(len(words) - RUN + 1):
        places += [(shift, place) for place in runs.get(tuple(words[shift : shift + RUN]), ())[:MOST_PLACES]]
        if places and shift > RUN:
            break
    return places


def _overlap(words: list[str], gold: list[str], begin: int) -> tuple[int, int, int] | None:
    """First and last word of the text that a line covers if it begins at one, and how many words are the same."""
    start, end = max(0, begin), min(len(gold), begin + len(words) + len(words) // 8)
    rest = gold[start:end]
    same, last, at = 0, 0, 0
    for word in words:  # both go on together; a word that the text lacks is passed over
        near = rest[at : at + RUN]
        if word in near:
            at += near.index(word) + 1
            same, last = same + 1, at
    return (start, start + last, same) if same else None


def _chain(matches: list[Match]) -> list[Match]:
    """The matches that follow one another in page and text and have most words together."""
    ordered = sorted(matches, key=lambda m: (m.line, m.start))
    ends: list[int] = []  # ends in the text of the best chains, rising
    sums: list[int] = []  # words of the best chain that ends there
    tails: list[int] = []  # its last match
    before: list[int] = []
    at = 0
    while at < len(ordered):
        stop = at
        while stop < len(ordered) and ordered[stop].line == ordered[at].line:
            stop += 1
        new = []
        for i in range(at, stop):  # matches of one line exclude each other: they are added together
            place = bisect_left(ends, ordered[i].start + 1) - 1
            before.append(tails[place] if place >= 0 else -1)
            new.append((ordered[i].end, (sums[place] if place >= 0 else 0) + ordered[i].words, i))
        for end, total, i in new:
            _insert(ends, sums, tails, (end, total, i))
        at = stop
    chain = []
    i = tails[-1] if tails else -1
    while i >= 0:
        chain.append(ordered[i])
        i = before[i]
    return chain[::-1]


def _insert(ends: list[int], sums: list[int], tails: list[int], new: tuple[int, int, int]) -> None:
    """Nothing; adds a chain, unless one that ends no later has as many words, and drops those it makes needless."""
    end, total, i = new
    place = bisect_left(ends, end + 1)
    if place and sums[place - 1] >= total:
        return
    if place and ends[place - 1] == end:
        place -= 1
    stop = place
    while stop < len(ends) and sums[stop] <= total:
        stop += 1
    ends[place:stop], sums[place:stop], tails[place:stop] = [end], [total], [i]
