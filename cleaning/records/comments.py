"""A page's thread → the comments of its record: identifiers that are unique everywhere, parents that are there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cleaning.model import Thread
from cleaning.record import UNDETERMINED, Comment, CommentAuthor
from cleaning.records.written import written, written_address


def written_comments(thread: Thread, languages: Sequence[str], article: str) -> tuple[Comment, ...]:
    """The comments that have a text, in the page's order, each with its language.

    ``languages`` are those of the thread's comments, in their order; ``article`` is the record's identifier.
    """
    told = [*languages, *[UNDETERMINED] * (len(thread.comments) - len(languages))]
    spoken = [
        (comment, language) for comment, language in zip(thread.comments, told, strict=False) if written(comment.text)
    ]
    comments = [comment for comment, _ in spoken]
    identifiers = unique_identifiers(comments, article)
    parents = parents_of(comments, identifiers)
    return tuple(
        _written(comment, identifier, parents[identifier], language, thread.platform)
        for (comment, language), identifier in zip(spoken, identifiers, strict=True)
    )


def unique_identifiers(comments: Sequence[Comment], article: str) -> list[str]:
    """An identifier each: the article's, ``#``, the comment's own or else its position; numbered where it is taken."""
    taken: dict[str, None] = {}
    times: dict[str, int] = {}
    for comment in comments:
        own = identifier = f"{article}#{written(comment.identifier) or comment.position}"
        while identifier in taken:
            times[own] = times.get(own, 1) + 1
            identifier = f"{own}-{times[own]}"
        taken[identifier] = None
    return list(taken)


def parents_of(comments: Sequence[Comment], identifiers: Sequence[str]) -> dict[str, str | None]:
    """The identifier of each comment's parent, None for one that is not there; no comment is its own ancestor.

    Where several comments bear the name of a parent, it is the last of them before the reply.
    """
    first: dict[str, str] = {}
    for comment, identifier in zip(comments, identifiers, strict=True):
        first.setdefault(comment.identifier, identifier)
    latest = dict(first)
    parents: dict[str, str | None] = {}
    for comment, identifier in zip(comments, identifiers, strict=True):
        parents[identifier] = latest.get(comment.parentItem) if comment.parentItem else None
        latest[comment.identifier] = identifier
    return _without_circles(parents)


def _without_circles(parents: dict[str, str | None]) -> dict[str, str | None]:
    """The same parents, but for those links that lead back to where one came from."""
    parents = dict(parents)
    safe: set[str] = set()
    for start in parents:
        path: dict[str, None] = {}
        here: str | None = start
        while here is not None and here not in safe and here not in path:
            path[here] = None
            last, here = here, parents[here]
        if here in path:
            parents[last] = None
        safe.update(path)
    return parents


def _written(comment: Comment, identifier: str, parent: str | None, language: str, platform: str | None) -> Comment:
    """The comment as it is written."""
    name = written(comment.author.name) if comment.author else None
    user = written(comment.author.identifier) if comment.author else None
    return replace(
        comment,
        identifier=identifier,
        parentItem=parent,
        author=CommentAuthor(name=name, identifier=user) if name else None,
        text=written(comment.text) or "",
        datePublished=written(comment.datePublished),
        datePublishedRaw=written(comment.datePublishedRaw),
        dateModified=written(comment.dateModified),
        creativeWorkStatus=written(comment.creativeWorkStatus),
        inLanguage=written(comment.inLanguage) or language,
        url=written_address(comment.url),
        platform=written(comment.platform) or written(platform),
    )
