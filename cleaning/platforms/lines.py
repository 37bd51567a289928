"""Comments that stand in a plain-text page, whatever system wrote them.

In: a page whose lines have been read (``cleaning.text.reading``, which keeps its last reading). Out: the thread.
Identifiers are "c" and the comment's place. Replies are known by their indentation alone: where a page shows none,
every comment stands by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar

from cleaning.dates import order_of, parse_date
from cleaning.model import Answer, Ask, Document, Page, Thread
from cleaning.record import Comment, CommentAuthor
from cleaning.text.groups import Group
from cleaning.text.lines import Line
from cleaning.text.reading import read_page


class Lines:
    """Reads the comments that the lines show."""

    name: ClassVar[str] = "lines"
    marks: ClassVar[tuple[str, ...]] = ()
    is_askable: ClassVar[bool] = False

    def claims(self, page: Page, /) -> bool:
        """True for every plain-text page."""
        return page.kind == "text"

    def asks(self, page: Page, answers: Sequence[Answer], /) -> Sequence[Ask]:
        """Nothing: all that there is stands in the page."""
        return ()

    def thread(self, doc: Document, /) -> Thread:
        """The comments in the page's order, each with the one it answers; no platform if the page has no section."""
        page = doc.page
        language = page.source.language if page.source else None
        reading = read_page(page.text, language)
        found = reading.discussion
        if found is None:
            return Thread(announced=doc.metadata.commentCount)
        raws = [_raw_date(group, reading.lines) for group in found.groups]
        order = language or order_of(raw for raw in raws if raw)
        parents = _parents(found.groups, reading.lines)
        comments = tuple(
            Comment(
                identifier=f"c{at + 1}",
                parentItem=parents[at],
                position=at + 1,
                author=CommentAuthor(name=group.author) if group.author else None,
                text=_text(group, reading.lines),
                datePublished=_iso(raws[at], group, order, page.raw.fetched_at),
                datePublishedRaw=raws[at],
                platform=self.name,
            )
            for at, group in enumerate(found.groups)
        )
        complete = None
        if found.announced is not None and len(comments) <= found.announced:
            complete = len(comments) == found.announced
        return Thread(platform=self.name, comments=comments, announced=found.announced, complete=complete)


def _raw_date(group: Group, lines: Sequence[Line]) -> str | None:
    """The date as it is printed, from the line that has it."""
    if group.stamp is None or group.stamped is None:
        return None
    return lines[group.stamped].text[group.stamp.start : group.stamp.end].strip() or None


def _iso(raw: str | None, group: Group, language: str | None, base: datetime | None) -> str | None:
    """The date in ISO 8601 where it can be read surely; "2 days ago" counts from when the page was fetched."""
    if raw is None or group.stamp is None:
        return None
    return group.stamp.iso or parse_date(raw, language=language, base=base)


def _text(group: Group, lines: Sequence[Line]) -> str:
    """The comment's words: its lines, with a blank line where the page has one."""
    text = lines[group.text[0]].text
    for at in group.text[1:]:
        text += ("\n\n" if lines[at].blanks else "\n") + lines[at].text
    return text


def _parents(groups: Sequence[Group], lines: Sequence[Line]) -> list[str | None]:
    """For each comment the identifier of the nearest one above that stands further out, None if there is none."""
    open_ones: list[tuple[int, str]] = []  # indentation and identifier, from the outermost inwards
    parents: list[str | None] = []
    for at, group in enumerate(groups):
        indent = lines[min((*group.meta, *group.text))].indent
        while open_ones and open_ones[-1][0] >= indent:
            open_ones.pop()
        parents.append(open_ones[-1][1] if open_ones else None)
        open_ones.append((indent, f"c{at + 1}"))
    return parents
