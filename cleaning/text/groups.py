"""A comment section → its comments, each the lines of its author and date and the lines of its text.

Comments are told apart by what the page offers, the surest first: numbers or bullets of a list, lines with an author
or a date (above the text, or below it), controls such as "Reply" between them; else the section is one comment, or as
many paragraphs as its header announces.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from cleaning.text.lines import Line
from cleaning.text.remarks import Kind, Remark, is_name, name_in
from cleaning.text.shapes import Shape
from cleaning.text.stamps import Stamp

LINKED_BACK = re.compile(r"(?:ping|track)backs?\s?:", re.IGNORECASE)  # another page's link, not a reader
FORM_LINES = 45  # lines of a form that may stand between the header and the first comment
NEAR = 3  # lines between a name and its date
NAMED = 0.6  # share of the comments that must begin with a name before such lines are taken as authors
SPARE = 1.3  # paragraphs per announced comment, at most, for each paragraph to be taken as one
FOREIGN = 0.07  # share of words about cookies, law or subscriptions in a line that may follow the last comment
TAIL_SIZE = 70  # letters: a shorter line after a blank one may be what follows the last comment


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


@dataclass(frozen=True, slots=True)
class Head:
    """Lines ``first`` to ``last`` that say who wrote a comment and when; ``stamped`` is the line of the date."""

    first: int
    last: int
    author: str | None
    stamp: Stamp | None
    says: bool
    stamped: int | None = None


class Section:
    """The lines after a start, each with its remark, as far as the comments may reach."""

    def __init__(
        self, start: int, limit: int, lines: Sequence[Line], shapes: Sequence[Shape], remarks: Sequence[Remark]
    ) -> None:
        self.start, self.lines, self.shapes, self.remarks = start, lines, shapes, remarks
        self.first = self._first(start, limit)
        self.end = self._end(limit)

    def after_form(self) -> Section | None:
        """The section without what stands above a form near its top; None if there is no form."""
        if self.end >= len(self.lines) or self.remarks[self.end].kind is not Kind.WRITE:
            return None
        if self.end - self.start > FORM_LINES:
            return None
        return Section(self.end, min(len(self.lines), self.end + 6_000), self.lines, self.shapes, self.remarks)

    def _first(self, start: int, limit: int) -> int:
        """The first line that is neither header nor form nor control."""
        for at in range(start + 1, limit):
            if self.remarks[at].kind in (Kind.META, Kind.DATE) or (self.is_text(at) and not self._is_field(at)):
                return at
        return limit

    def _is_field(self, at: int) -> bool:
        """True for a line of the form above the comments: "Name *", "Website", what an editor offers."""
        if at - self.start > FORM_LINES or self.shapes[at].size > 60 or self.lines[at].marker:
            return False
        return self.remarks[at].kind is not Kind.TEXT or self.shapes[at].matches.of("field", "subscribe", "nav") >= 0.6

    def _end(self, limit: int) -> int:
        """The first line after the comments' first one that cannot belong to them."""
        for at in range(self.first + 1, limit):
            kind = self.remarks[at].kind
            if kind in (Kind.CLOSED, Kind.WRITE, Kind.HEADER):
                return at
            signed = self.remarks[at - 1].kind in (Kind.META, Kind.DATE)
            if kind in (Kind.OTHER, Kind.TOPIC) and self.lines[at].blanks and not signed:
                return at
        return limit

    def is_text(self, at: int) -> bool:
        """True for a line that may be what a reader wrote."""
        return self.remarks[at].kind in (Kind.TEXT, Kind.TOPIC, Kind.OTHER)

    def is_reply(self, at: int) -> bool:
        """True for a control in words, such as "Reply"; not for a vote."""
        return self.remarks[at].kind is Kind.CONTROL and self.shapes[at].matches.of("control") >= 0.6

    @property
    def count(self) -> int | None:
        """How many comments the lines before the first one announce."""
        counts = (self.remarks[at].count for at in range(max(0, self.start), min(self.first, len(self.lines))))
        return next((count for count in counts if count is not None), None)

    @cached_property
    def replies(self) -> int:
        """How many controls in words the section has."""
        return sum(self.is_reply(at) for at in range(self.first, self.end))

    @property
    def closing(self) -> bool:
        """True if a form, or a line that says that comments are closed, ends the section."""
        return self.end < len(self.lines) and self.remarks[self.end].kind in (Kind.CLOSED, Kind.WRITE)

    @cached_property
    def heads(self) -> list[Head]:
        """The lines with authors and dates, put together; without the "Ann said:" of quotes where others have dates."""
        heads: list[Head] = []
        for at in range(self.first, self.end):
            remark = self.remarks[at]
            if remark.kind is Kind.META:
                heads.append(Head(at, at, remark.author, remark.stamp, remark.says, at if remark.stamp else None))
            elif remark.kind is Kind.DATE:
                last = heads[-1] if heads else None
                if last and last.stamp is None and at - last.last <= NEAR - 1:
                    heads[-1] = Head(last.first, at, last.author, remark.stamp, last.says, at)
                elif last and at == last.last + 1 and self.remarks[last.last].kind is Kind.DATE:
                    heads[-1] = replace(last, last=at)  # "April 5, 2018", "6:32 PM"
                else:
                    name = self._name_above(at)
                    author = name_in(self.lines[name].text) if name is not None else None
                    heads.append(Head(at if name is None else name, at, author, remark.stamp, says=False, stamped=at))
        dated = [head for head in heads if head.stamp]
        return dated if len(dated) * 2 > len(heads) else heads

    def _name_above(self, at: int) -> int | None:
        """The line of the name that stands above a date, at most three lines up."""
        for above in range(at - 1, max(self.first - 1, at - 1 - NEAR), -1):
            if self.remarks[above].kind is Kind.CONTROL:
                continue
            return above if self.is_text(above) and is_name(self.lines[above], self.shapes[above]) else None
        return None


def groups_of(section: Section) -> tuple[str, list[Group]]:
    """How the comments of a section are told apart, and the comments."""
    for method, split in (("numbers", _by_marks), ("authors and dates", _by_heads), ("controls", _by_controls)):
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
    return list(zip(starts, [*starts[1:], end], strict=True))


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
    ranges, start = [], section.first
    for at in range(section.first, section.end):
        if section.is_reply(at) and any(section.is_text(line) for line in range(start, at)):
            end = _with_controls(section, at + 1)
            ranges.append((start, end))
            start = end
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
        stop = _cut_tail(section, ranges[:at], start, end) if at == len(ranges) - 1 else end
        rest = [line for line in range(start, stop) if line not in meta]
        text = [line for line in rest if section.is_text(line) or section.remarks[line].kind in (Kind.META, Kind.DATE)]
        drafts.append((head, meta, text, [line for line in rest if line not in text]))
    named = _named(section, [(head, text) for head, _, text, _ in drafts])
    return [
        _group(section, head, meta, text, control, named)
        for head, meta, text, control in drafts
        if text and not LINKED_BACK.match(section.lines[text[0]].text)
    ]


def _named(section: Section, drafts: Iterable[tuple[Head | None, Sequence[int]]]) -> bool:
    """True if most comments that have no author yet begin with a line that may be one."""
    open_ones = [text for head, text in drafts if text and (head is None or head.author is None)]
    begin = [text for text in open_ones if _begins_with_name(section, text)]
    return bool(begin) and len(begin) >= NAMED * len(open_ones)


def _begins_with_name(section: Section, text: Sequence[int]) -> bool:
    if len(text) < 2 or not is_name(section.lines[text[0]], section.shapes[text[0]]):
        return False
    shape = section.shapes[text[0]]
    return (section.lines[text[1]].blanks > 0 or text[1] > text[0] + 1) and not shape.is_sentence


def _group(
    section: Section, head: Head | None, meta: list[int], text: list[int], control: list[int], named: bool
) -> Group:
    author = head.author if head else None
    if named and author is None and _begins_with_name(section, text):
        author, meta, text = name_in(section.lines[text[0]].text), [*meta, text[0]], text[1:]
    lines = tuple(sorted(meta)), tuple(text), tuple(control)
    if head is None:
        return Group(*lines, author)
    return Group(*lines, author, head.stamp, head.stamped, head.says)


def _cut_tail(section: Section, before: Sequence[tuple[int, int]], start: int, end: int) -> int:
    """Where the last comment ends: at its control, if the others have one; else where another thing may begin."""
    ended = sum(section.remarks[last - 1].kind is Kind.CONTROL for _, last in before)
    if ended * 2 >= len(before):
        told = False
        for at in range(start, end):
            control = section.remarks[at].kind is Kind.CONTROL
            if told and (section.is_reply(at) or (control and before)):
                return _with_controls(section, at)
            told = told or (section.is_text(at) and section.shapes[at].size > 0)
    if section.closing:
        return end
    told = False
    for at in range(start, end):
        shape, line = section.shapes[at], section.lines[at]
        short = shape.size < TAIL_SIZE and not shape.is_sentence
        foreign = shape.matches.of("cookie", "legal", "subscribe", "related") >= FOREIGN
        if (
            told
            and line.blanks
            and not line.marker
            and (short or foreign)
            and line.indent <= section.lines[start].indent
        ):
            return at
        told = told or (section.is_text(at) and not is_name(line, shape))
    return end
