"""A comment section → its comments, each the lines of its author and date and the lines of its text.

Comments are told apart by what the page offers, the surest first: numbers or bullets of a list, lines with an author
or a date (above the text, or below it), controls such as "Reply" between them; else the section is one comment, or as
many paragraphs as its header announces.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from cleaning.text.remarks import INITIAL, Kind, is_name, name_in
from cleaning.text.section import Head, Section
from cleaning.text.stamps import Stamp
from cleaning.text.words import spoken_words

LINKED_BACK = re.compile(r"(?:ping|track)backs?\s?:", re.IGNORECASE)  # another page's link, not a reader
NUMBER = re.compile(r"#?(\d{1,4})[.):]?")
NAMED = 0.6  # share of the comments that must begin with a name before such lines are taken as authors
SHORT_NAME = 4  # words of a name that stands right above the text
SPARE = 1.3  # paragraphs per announced comment, at most, for each paragraph to be taken as one
FOREIGN = 0.07  # share of words about cookies, law or subscriptions in a line that may follow the last comment
TAIL_SIZE = 70  # letters: a shorter line after a blank one may be what follows the last comment


class Named(Enum):
    """Whether comments begin with their author's name, and how it stands there."""

    NOT = 0
    APART = 1  # with a blank line between name and text
    ABOVE = 2  # right above the text


@dataclass(frozen=True, slots=True)
class Group:
    """One comment: the lines of its author and date, of its text, and of its controls (votes, "Reply").

    ``stamped`` is the line that holds ``stamp``; ``says`` is True if a line says "Ann says".
    """

    meta: tuple[int, ...]
    text: tuple[int, ...]
    control: tuple[int, ...]
    author: str | None = None
    stamp: Stamp | None = None
    stamped: int | None = None
    says: bool = False


def groups_of(section: Section) -> tuple[str, list[Group]]:
    """How the comments of a section are told apart, and the comments."""
    for method, split in (
        ("numbers", _by_marks),
        ("numbers", _by_numbers),
        ("authors and dates", _by_heads),
        ("controls", _by_controls),
    ):
        ranges = split(section)
        if ranges:
            return method, _groups(section, ranges)
    return "the whole", _groups(section, _as_announced(section))


def _by_marks(section: Section) -> list[tuple[int, int]]:
    """Ranges of lines, each from a number or bullet to the next; empty if the section is no list."""
    lines, first = section.lines, section.first
    if first >= section.end:
        return []
    while first - 1 > section.start and section.remarks[first - 1].kind is Kind.CONTROL and not lines[first].marker:
        first -= 1  # a vote may stand beside the first number
    if not lines[first].marker:
        return []
    margin = lines[first].indent
    end = next((at for at in range(first, section.end) if lines[at].indent < margin), section.end)
    starts = [first] + [at for at in range(first + 1, end) if _opens(section, at)]
    if len(starts) < len(section.heads):
        return []
    return _with_text(section, list(zip(starts, [*starts[1:], end], strict=True)))


def _by_numbers(section: Section) -> list[tuple[int, int]]:
    """Ranges of lines, each from a line that is a number alone to the next; they count up from 1, or down to it."""
    at = range(max(0, section.start + 1), section.end)
    found = [(i, int(number[1])) for i in at if (number := NUMBER.fullmatch(section.lines[i].text))]
    counted = [value for _, value in found]
    upwards = list(range(1, len(counted) + 1))
    if len(counted) < 2 or counted not in (upwards, upwards[::-1]) or found[0][0] > section.first:
        return []
    starts = [i for i, _ in found]
    return list(zip(starts, [*starts[1:], section.end], strict=True))


def _with_text(section: Section, ranges: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The ranges, those that hold only an author's name and date put before the text that follows."""
    authors = {head.author for head in section.heads if head.author}
    joined: list[tuple[int, int]] = []
    begin: int | None = None
    for start, end in ranges:
        text = [at for at in range(start, end) if section.is_text(at)]
        if all(section.lines[at].text in authors for at in text):
            begin = start if begin is None else begin
            continue
        joined.append((start if begin is None else begin, end))
        begin = None
    return joined


def _opens(section: Section, at: int) -> bool:
    """True if a number or bullet opens a comment: not the items of a list within one, not those of a menu."""
    lines = section.lines
    if not lines[at].marker:
        return False
    if section.remarks[at].kind is Kind.CONTROL:
        below = _with_controls(section, at)
        return below < section.end and not lines[below].marker and lines[below].indent > lines[at].indent
    return lines[at].blanks > 0 or not lines[at - 1].marker or not section.is_text(at - 1)


def _by_heads(section: Section) -> list[tuple[int, int]]:
    """Ranges of lines, each with one line of author or date at its top or at its bottom."""
    heads = section.heads
    if not heads:
        return []
    ends = [_with_controls(section, head.last + 1) for head in heads]
    told_after = any(section.is_text(at) for at in range(ends[-1], section.end))
    if heads[0].first <= section.first or (told_after and section.closing):
        starts = [head.first for head in heads]
        return list(zip(starts, [*starts[1:], section.end], strict=True))
    return list(zip([section.first, *ends[:-1]], ends, strict=True))


def _with_controls(section: Section, at: int) -> int:
    while at < section.end and section.remarks[at].kind is Kind.CONTROL:
        at += 1
    return at


def _by_controls(section: Section) -> list[tuple[int, int]]:
    """Ranges of lines, each ending with "Reply" or the like."""
    ranges, start, told = [], section.first, False
    for at in range(section.first, section.end):
        if told and section.is_reply(at):
            end = _with_controls(section, at + 1)
            ranges.append((start, end))
            start, told = end, False
        told = told or section.is_text(at)
    return ranges


def _as_announced(section: Section) -> list[tuple[int, int]]:
    """The section as one comment, or its paragraphs as one each, if that is about what its header announces."""
    text = [at for at in range(section.first, section.end) if section.is_text(at)]
    paragraphs = [at for at in text if section.lines[at].blanks or at == section.first]
    count = section.count
    if not count or not text:
        return []
    if count == 1:
        return [(section.first, section.end)]
    if count <= len(paragraphs) <= SPARE * count:
        return list(zip(paragraphs, [*paragraphs[1:], section.end], strict=True))
    return []


def _groups(section: Section, ranges: Sequence[tuple[int, int]]) -> list[Group]:
    """A comment for each range of lines that holds text."""
    if not ranges:
        return []
    heads = {head.first: head for head in section.heads}
    drafts = []
    for at, (start, end) in enumerate(ranges):
        head = next((heads[line] for line in range(start, end) if line in heads), None)
        meta = [line for line in range(head.first, head.last + 1) if not section.is_reply(line)] if head else []
        stop = _cut_tail(section, ranges[:at], start, end, meta) if at == len(ranges) - 1 else end
        rest = [line for line in range(start, stop) if line not in meta]
        text = [line for line in rest if section.is_said(line)]
        drafts.append((head, meta, text, [line for line in rest if not section.is_said(line)]))
    named = _named(section, [(head, text) for head, _, text, _ in drafts])
    return [
        _group(section, head, meta, text, control, named)
        for head, meta, text, control in drafts
        if text and not LINKED_BACK.match(section.lines[text[0]].text)
    ]


def _named(section: Section, drafts: Sequence[tuple[Head | None, Sequence[int]]]) -> Named:
    """How the comments that have no author yet begin: with a name that stands apart, with one right above, or neither.

    Right above the text a name is not told from a short paragraph but by all of them having one.
    """
    open_ones = [text for head, text in drafts if text and (head is None or head.author is None)]
    begin = [text for text in open_ones if _begins_with_name(section, text)]
    apart = [text for text in begin if section.lines[text[1]].blanks > 0 or text[1] > text[0] + 1]
    if apart and len(apart) >= NAMED * len(open_ones):
        return Named.APART
    dated = all(head is not None for head, _ in drafts)
    short = all(spoken_words(section.shapes[text[0]].words) <= SHORT_NAME for text in begin)
    told = dated and short and len(begin) == len(open_ones) > 1
    return Named.ABOVE if told else Named.NOT


def _begins_with_name(section: Section, text: Sequence[int]) -> bool:
    if len(text) < 2 or not is_name(section.lines[text[0]], section.shapes[text[0]]):
        return False
    return not section.shapes[text[0]].is_sentence or INITIAL.search(section.lines[text[0]].text) is not None


def _group(
    section: Section, head: Head | None, meta: list[int], text: list[int], control: list[int], named: Named
) -> Group:
    author = head.author if head else None
    apart = named is Named.ABOVE or (len(text) > 1 and (section.lines[text[1]].blanks > 0 or text[1] > text[0] + 1))
    if named is not Named.NOT and author is None and apart and _begins_with_name(section, text):
        author, meta, text = name_in(section.lines[text[0]].text), [*meta, text[0]], text[1:]
    lines = tuple(sorted(meta)), tuple(text), tuple(control)
    if head is None:
        return Group(*lines, author)
    return Group(*lines, author, head.stamp, head.stamped, head.says)


def _cut_tail(section: Section, before: Sequence[tuple[int, int]], start: int, end: int, meta: Sequence[int]) -> int:
    """Where the last comment ends: at its control, if the others have one; else where another thing may begin."""
    text = [at for at in range(start, end) if section.is_text(at) and at not in meta]
    if not text:
        return end
    ended = sum(section.remarks[last - 1].kind is Kind.CONTROL for _, last in before)
    if ended * 2 >= len(before):
        for at in range(text[0], end):
            if section.is_reply(at) or (before and section.remarks[at].kind is Kind.CONTROL):
                return _with_controls(section, at)
    if section.closing:
        return end
    named = is_name(section.lines[text[0]], section.shapes[text[0]]) and len(text) > 1 and not meta
    told = text[1:] if named else text
    margin = section.lines[start].indent
    return next((at for at in told[1:] if section.lines[at].indent <= margin and _is_foreign(section, at)), end)


def _is_foreign(section: Section, at: int) -> bool:
    """True if a line below the last comment may be another thing: short below a blank one, or about the site."""
    line, shape = section.lines[at], section.shapes[at]
    short = shape.size < TAIL_SIZE and not shape.is_sentence
    site = shape.matches.of("cookie", "legal", "subscribe", "related") >= FOREIGN
    return line.blanks > 0 and not line.marker and (short or site)
