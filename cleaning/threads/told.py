"""Comments as data, in whatever order a system gives them → the comments of a thread, answers after what they answer.

Texts may be HTML or plain; nothing of either is executed or followed. What a system does not say stays None.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from html import unescape
from typing import Any

from lxml import etree, html

from cleaning.markup.prose import prose
from cleaning.record import Comment, CommentAuthor

MOST_COMMENTS = 10_000  # of one thread
LONGEST_TEXT = 100_000  # characters of one comment that are read
TAG = re.compile(r"<[/!a-zA-Z][^<>]{0,2000}>")
BREAKS = re.compile(r"[ \t\r\f\v]*\n[ \t\r\f\v]*")
UNREADABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
FIRST_SECOND, LAST_SECOND = 631_152_000, 4_102_444_800  # of 1990 and of 2100: what counts seconds lies between


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A comment as a system tells it. ``id`` is its own; ``parent`` is that of the one it answers."""

    id: str
    text: str
    parent: str | None = None
    author: str | None = None
    author_id: str | None = None
    date: str | None = None
    date_raw: str | None = None
    modified: str | None = None
    up: int | None = None
    down: int | None = None
    status: str | None = None
    url: str | None = None


def comments_of(told: Iterable[Told], platform: str) -> tuple[Comment, ...]:
    """The comments that say anything, each once, in threads: an answer stands below what it answers, the order kept."""
    known: dict[str, Told] = {}
    for one in told:
        if one.text and len(known) < MOST_COMMENTS:
            known.setdefault(one.id, one)
    return tuple(
        Comment(
            identifier=one.id,
            parentItem=one.parent if one.parent in known and one.parent != one.id else None,
            position=place,
            author=CommentAuthor(name=one.author, identifier=one.author_id) if one.author else None,
            text=one.text,
            datePublished=one.date,
            datePublishedRaw=one.date_raw,
            dateModified=one.modified,
            upvoteCount=one.up,
            downvoteCount=one.down,
            creativeWorkStatus=one.status,
            url=one.url,
            platform=platform,
        )
        for place, one in enumerate(in_threads(known), 1)
    )


def in_threads(known: Mapping[str, Told]) -> Iterator[Told]:
    """All comments, each followed by its answers; those whose parents lead in a circle come last."""
    answers: dict[str | None, list[Told]] = defaultdict(list)
    for one in known.values():
        answers[one.parent if one.parent in known and one.parent != one.id else None].append(one)
    left = dict(known)
    stack = answers[None][::-1]
    while stack:
        one = stack.pop()
        del left[one.id]
        yield one
        stack += answers[one.id][::-1]
    yield from left.values()


def text_of(markup: Any) -> str:
    """The words of a comment given as HTML or as plain text: a blank line between paragraphs; "" if it is no text."""
    if not isinstance(markup, str):
        return ""
    markup = UNREADABLE.sub("", markup[:LONGEST_TEXT]).strip()
    if TAG.search(markup):
        try:
            return prose(html.fragment_fromstring(markup, create_parent="div"))
        except (etree.LxmlError, ValueError, AssertionError, RecursionError):
            markup = TAG.sub(" ", markup)
    paragraphs = re.split(r"\n{2,}", BREAKS.sub("\n", unescape(markup) if "&" in markup else markup))
    lines = ([" ".join(line.split()) for line in part.split("\n")] for part in paragraphs)
    return "\n\n".join(filter(None, ("\n".join(filter(None, part)) for part in lines)))


def moment(value: Any) -> str | None:
    """A date that a system gives, in ISO 8601: as such already, or in seconds or milliseconds since 1970; else None."""
    if isinstance(value, str) and value.strip().isdecimal() and 10 <= len(value.strip()) <= 13:
        value = int(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        seconds = value / 1000 if value > LAST_SECOND else value
        if not FIRST_SECOND <= seconds <= LAST_SECOND:
            return None
        return datetime.fromtimestamp(int(seconds), UTC).isoformat().replace("+00:00", "Z")
    if not isinstance(value, str) or not re.match(r"\s*\d{4}-\d\d-\d\d", value):
        return None
    try:
        read = datetime.fromisoformat(value.strip())
    except ValueError:
        return None
    if len(value.strip()) == 10:
        return value.strip()
    return read.replace(microsecond=0).isoformat().replace("+00:00", "Z")


def with_offset(local: Any, utc: Any) -> str | None:
    """A local time with the offset that the same moment in UTC shows; without one where that is none of the world's."""
    here, there = moment(local), moment(utc)
    if here is None or there is None:
        return here or (f"{there}Z" if there and "T" in there and not there.endswith("Z") else there)
    first, second = datetime.fromisoformat(here), datetime.fromisoformat(there)
    if first.tzinfo or len(here) == 10 or len(there) == 10:
        return here
    offset = first - second.replace(tzinfo=None)
    if abs(offset) > timedelta(hours=14) or offset.seconds % 900:
        return here
    return first.replace(tzinfo=timezone(offset)).isoformat()


def first_name(values: Sequence[Any]) -> str | None:
    """The first of the values that is a name."""
    found = (" ".join(text_of(value).split()) for value in values if isinstance(value, str))
    return next((name[:200] for name in found if name), None)


def count(value: Any) -> int | None:
    """A number of votes; None for what is no whole number from 0 on."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    text = str(value).strip()
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None
