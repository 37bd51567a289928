"""A stretch of lines that may hold readers' comments: how far it reaches, and who wrote what when in it.

In: the lines of a page with their remarks, and the line that opens the stretch. ``cleaning.text.groups`` takes it
apart into comments.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from cleaning.text.lines import Line
from cleaning.text.remarks import Kind, Remark, is_name, name_in
from cleaning.text.shapes import Shape
from cleaning.text.stamps import Stamp

MOST_LINES = 12_000  # lines of one section
FORM_LINES = 45  # lines of a form that may stand between the header and the first comment
GUESTS = frozenset(
    """
    guest visitor anonymous gast besucher invité visiteur invitado visitante ospite gość gæst gjest vieras гость 訪客
    """.split()
)
BUTTON, BUTTON_WORDS = 0.3, 6  # share of the words about comments on a button of a form; its words
NEAR = 3  # lines between a name and its date


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
        return Section(self.end, min(len(self.lines), self.end + MOST_LINES), self.lines, self.shapes, self.remarks)

    def _first(self, start: int, limit: int) -> int:
        """The first line that is neither header nor form nor control."""
        for at in range(start + 1, limit):
            if self.remarks[at].kind in (Kind.META, Kind.DATE) or (self.is_text(at) and not self._is_field(at)):
                guest = at - 1 > start and self.lines[at - 1].text.casefold() in GUESTS
                return at - 1 if guest and self.remarks[at].kind is Kind.DATE else at
        return limit

    def _is_field(self, at: int) -> bool:
        """True for a line of the form above the comments: "Name *", "Website", what an editor offers."""
        if at - self.start > FORM_LINES or self.shapes[at].size > 60 or self.lines[at].marker:
            return False
        matches = self.shapes[at].matches
        if len(self.shapes[at].words) <= BUTTON_WORDS and matches.of("comments", "respond") >= BUTTON:
            return True  # "Post comment", in whatever words
        return self.remarks[at].kind is not Kind.TEXT or matches.of("field", "subscribe", "nav") >= 0.6

    def _end(self, limit: int) -> int:
        """The first line after the comments' first one that cannot belong to them."""
        for at in range(self.first + 1, limit):
            kind = self.remarks[at].kind
            if kind in (Kind.CLOSED, Kind.WRITE, Kind.HEADER):
                return at
            signed = self.remarks[at - 1].kind in (Kind.META, Kind.DATE)
            apart = self.lines[at].blanks > 0 or self.lines[at].text.startswith("©")
            if kind in (Kind.OTHER, Kind.TOPIC) and apart and not signed:
                return at
        return limit

    def is_text(self, at: int) -> bool:
        """True for a line that may be what a reader wrote."""
        return self.remarks[at].kind in (Kind.TEXT, Kind.TOPIC, Kind.OTHER)

    def is_said(self, at: int) -> bool:
        """True for a line that is a comment's, unless it says who wrote it: quotes in it may name others."""
        return self.is_text(at) or self.remarks[at].kind in (Kind.META, Kind.DATE)

    def is_reply(self, at: int) -> bool:
        """True for a control in words, such as "Reply"; not for a vote."""
        matches = self.shapes[at].matches
        return self.remarks[at].kind is Kind.CONTROL and matches.of("control") >= 0.6 and matches.of("share") < 0.6

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

    def _is_guest(self, at: int) -> bool:
        """True for "Guest" where no other name stands right above it."""
        if self.lines[at].text.casefold() not in GUESTS:
            return False
        if self.lines[at].blanks or at == self.first or not self.is_text(at - 1):
            return True
        return not is_name(self.lines[at - 1], self.shapes[at - 1])

    def _name_above(self, at: int) -> int | None:
        """The line of the name that stands above a date, at most three lines up."""
        for above in range(at - 1, max(self.first - 1, at - 1 - NEAR), -1):
            if self.remarks[above].kind is Kind.CONTROL:
                if self._is_guest(above):
                    return above
                if self.is_reply(above) and self.lines[above].text.casefold() not in GUESTS:
                    return None
                continue
            return above if self.is_text(above) and is_name(self.lines[above], self.shapes[above]) else None
        return None
