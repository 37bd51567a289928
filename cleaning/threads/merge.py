"""Several readings of one page's comments → one thread: what stands in the state and on the page is one comment.

The readings come in order of trust. The first that has comments is the thread; what the others say besides fills what
it leaves open, and comments that it has not are put in where they stand. Nothing is counted twice: the same comment is
known by its own id, or by who said what.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from cleaning.model import Thread
from cleaning.record import Comment

WORD = re.compile(r"[^\W_]+")
OWN_ID = re.compile(r"(?<![^\W_])(\d{2,20}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{24})\Z")
FEWEST_WORDS = 6  # of a text that is known by its beginning, as where a page shows it cut short
ALIKE = 0.8  # share of two texts' words that are the same, if one reader wrote both
MOST_PAIRS = 20_000  # of comments that are compared word by word
OPEN = ("author", "datePublished", "datePublishedRaw", "dateModified", "upvoteCount", "downvoteCount",
        "creativeWorkStatus", "url")  # fmt: skip


def merged(threads: Sequence[Thread]) -> Thread:
    """One thread of all; it has the platform and the number of the first that has comments, else of the first."""
    spoken = [thread for thread in threads if thread.comments]
    whole = spoken[0] if spoken else next((thread for thread in threads if thread.platform), Thread())
    for other in spoken[1:]:
        whole = joined(whole, other)
    elsewhere = next((thread for thread in threads if thread.discussion_url), whole)
    numbers = (thread.announced for thread in (whole, *threads))
    announced = next((number for number in numbers if number is not None), None)
    return replace(
        whole,
        announced=announced,
        complete=is_complete(whole, announced),
        discussion_url=elsewhere.discussion_url,
        discussion_from=elsewhere.discussion_from,
    )


def is_complete(thread: Thread, announced: int | None) -> bool | None:
    """Whether all comments are here: as the thread says, else by the number that is announced."""
    if thread.complete is not None or not thread.comments or announced is None or announced < len(thread.comments):
        return thread.complete
    return announced == len(thread.comments)


def joined(first: Thread, other: Thread) -> Thread:
    """The first thread with what the other knows besides."""
    partners = partners_of(first.comments, other.comments)
    back = {there: here for here, there in partners.items()}
    names = {other.comments[there].identifier: first.comments[here].identifier for here, there in partners.items()}
    taken = {comment.identifier for comment in first.comments}
    for comment in other.comments:
        if comment.identifier not in names:
            names[comment.identifier] = free_name(comment.identifier, taken)
            taken.add(names[comment.identifier])
    filled = [completed(comment, other.comments, partners.get(at), names) for at, comment in enumerate(first.comments)]
    new = {
        at: replace(
            comment,
            identifier=names[comment.identifier],
            parentItem=names.get(comment.parentItem) if comment.parentItem else None,
        )
        for at, comment in enumerate(other.comments)
        if at not in back
    }
    ordered = list(in_order(filled, new, back, len(other.comments)))
    comments = tuple(replace(comment, position=place) for place, comment in enumerate(ordered, 1))
    return replace(first, comments=comments, complete=None if new else first.complete)


def in_order(filled: Sequence[Comment], new: dict[int, Comment], back: dict[int, int], size: int) -> Iterator[Comment]:
    """The comments: as the other reading has them where it has them all, else those it adds after the one before."""
    if len(back) == len(filled):
        for at in range(size):
            yield new[at] if at in new else filled[back[at]]
        return
    after: dict[int, list[Comment]] = defaultdict(list)
    last = -1
    for at in range(size):
        if at in new:
            after[last].append(new[at])
        else:
            last = back[at]
    yield from after[-1]
    for at, comment in enumerate(filled):
        yield comment
        yield from after[at]


def completed(comment: Comment, others: Sequence[Comment], at: int | None, names: dict[str, str]) -> Comment:
    """The comment with what its partner says and it does not; the longer text, if the other is its beginning."""
    if at is None:
        return comment
    other = others[at]
    said = {name: getattr(comment, name) for name in OPEN}
    values = {name: getattr(other, name) for name, value in said.items() if value is None}
    if comment.parentItem is None and other.parentItem:
        values["parentItem"] = names.get(other.parentItem)
    if len(other.text) > len(comment.text) and begins(saying_of(other).words, saying_of(comment).words):
        values["text"] = other.text
    return replace(comment, **values) if values else comment


class Saying(NamedTuple):
    """Who said what, in a form that two spellings of it have in common; and the ids that the comment bears."""

    name: str
    words: list[str]
    day: str
    ids: list[str]


def saying_of(comment: Comment) -> Saying:
    """A comment's author, its words (its signs, if it has no words), its day ("" if unknown) and its own ids."""
    return Saying(
        name=" ".join(WORD.findall(comment.author.name.casefold())) if comment.author else "",
        words=WORD.findall(comment.text.casefold()) or comment.text.split(),
        day=(comment.datePublished or "")[:10],
        ids=[match[1] for text in (comment.identifier, comment.url) if text and (match := OWN_ID.search(text))],
    )


def partners_of(first: Sequence[Comment], others: Sequence[Comment]) -> dict[int, int]:
    """The place of each comment's partner among the others; each has at most one.

    First by their ids, then by author and words, then by words that one reading changes a little or cuts short.
    """
    mine, theirs = [saying_of(comment) for comment in first], [saying_of(comment) for comment in others]
    partners: dict[int, int] = {}
    left = dict.fromkeys(range(len(theirs)))
    for keys, fits in ((ids_of, are_one), (phrases_of, lambda one, other: True)):
        places: dict[object, list[int]] = defaultdict(list)
        for at in left:
            for key in keys(theirs[at]):
                places[key].append(at)
        for here, one in enumerate(mine):
            if here not in partners:
                found = (at for key in keys(one) for at in places.get(key, ()) if at in left and fits(one, theirs[at]))
                take(partners, left, here, next(found, None))
    rest = [here for here in range(len(mine)) if here not in partners]
    if len(left) * len(rest) <= MOST_PAIRS:
        for here in rest:
            take(partners, left, here, next((at for at in left if alike(mine[here], theirs[at])), None))
    return partners


def take(partners: dict[int, int], left: dict[int, None], here: int, there: int | None) -> None:
    """Nothing; the two are partners, if there is one."""
    if there is not None:
        partners[here] = there
        del left[there]


def ids_of(said: Saying) -> Iterator[object]:
    """The keys of a comment by the ids that the system itself gave it."""
    yield from said.ids


def phrases_of(said: Saying) -> Iterator[object]:
    """The keys of a comment by who said what: with the day where it is known, without, and long words alone."""
    words = tuple(said.words)
    if said.day:
        yield said.name, words, said.day
    yield said.name, words, ""
    if len(words) >= FEWEST_WORDS:
        yield words


def are_one(one: Saying, other: Saying) -> bool:
    """True if two comments with one id may be one: numbers that count the comments of a page are no ids."""
    return (bool(one.name) and one.name == other.name) or nearly_same(one.words, other.words)


def alike(one: Saying, other: Saying) -> bool:
    """True if one reader wrote both, in nearly the same words, or in words that one reading cuts short."""
    if one.name and other.name and one.name != other.name:
        return False
    if min(len(one.words), len(other.words)) < FEWEST_WORDS:
        return False
    return begins(one.words, other.words) or begins(other.words, one.words) or nearly_same(one.words, other.words)


def nearly_same(mine: Sequence[str], theirs: Sequence[str]) -> bool:
    """True if two texts have most of their words in common."""
    longest = max(len(mine), len(theirs))
    return (
        min(len(mine), len(theirs)) >= ALIKE * longest and (Counter(mine) & Counter(theirs)).total() >= ALIKE * longest
    )


def begins(whole: Sequence[str], part: Sequence[str]) -> bool:
    """True if a text of some length is the beginning of another."""
    return FEWEST_WORDS <= len(part) <= len(whole) and whole[: len(part)] == part


def free_name(name: str, taken: set[str]) -> str:
    """The identifier, numbered where it is taken."""
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{name}-{number}"
    return free
