"""Comments that stand in the HTML of the page itself, whatever system wrote them.

In: a page whose comments are labelled. Out: the thread. Identifiers are the elements' own where they are unique on the
page, else "c" and the place of the comment.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import urljoin

from lxml.html import Element

from cleaning.dates import order_of, parse_date
from cleaning.markup.comments.find import BEGINS, GOES_ON
from cleaning.markup.comments.section import announced_in
from cleaning.markup.comments.split import Said, split_comments
from cleaning.markup.comments.threads import parents_of
from cleaning.model import Answer, Ask, Document, Label, Page, Span, Thread
from cleaning.record import Comment, CommentAuthor

if TYPE_CHECKING:
    from lxml.html import HtmlElement

LANGUAGE = re.compile(r"^[a-z]{2,3}(?:[-_][a-z0-9]{2,8})*$", re.IGNORECASE)


class Rendered:
    """Reads the comments that the labels show."""

    name: ClassVar[str] = "rendered"
    marks: ClassVar[tuple[str, ...]] = ()
    is_askable: ClassVar[bool] = False

    def claims(self, page: Page, /) -> bool:
        """True for every HTML page."""
        return page.kind == "html"

    def asks(self, page: Page, answers: Sequence[Answer], /) -> Sequence[Ask]:
        """Nothing: all that there is stands in the page."""
        return ()

    def thread(self, doc: Document, /) -> Thread:
        """The comments in the page's order, each with the one it answers."""
        runs = _runs(doc)
        others = frozenset(element for run in runs for element in run)
        announced = _announced(doc, others)
        if not runs:
            return Thread(announced=announced)
        page = doc.page
        language, base = _language(page), page.raw.fetched_at
        wholes = [run[0] if len(run) == 1 else _joined(run) for run in runs]
        said = _dated(split_comments(wholes, others, language=language, base=base), base)
        elements = [run[0] for run in runs]
        comments = _comments(said, parents_of(elements, said), page.raw.url or doc.metadata.canonicalUrl, self.name)
        complete = None if announced is None or announced < len(comments) else announced == len(comments)
        return Thread(platform=self.name, comments=comments, announced=announced, complete=complete)


def _elements(doc: Document, label: Label) -> list[HtmlElement]:
    return [region.where for region in doc.regions if region.label is label and not isinstance(region.where, Span)]


def _runs(doc: Document) -> list[list[HtmlElement]]:
    """The elements of each comment: one, or siblings that belong together."""
    runs: list[list[HtmlElement]] = []
    for region in doc.regions:
        if region.label not in {Label.COMMENT, Label.COMMENT_META} or isinstance(region.where, Span):
            continue
        if region.reason == GOES_ON and runs:
            runs[-1].append(region.where)
        elif region.label is Label.COMMENT or region.reason == BEGINS:
            runs.append([region.where])
    return runs


def _joined(run: Sequence[HtmlElement]) -> HtmlElement:
    """A copy of sibling elements in one; the page's own tree stays as it is."""
    whole = Element("div")
    whole.extend(deepcopy(element) for element in run)
    return whole


def _language(page: Page) -> str | None:
    """The language that the page gives as its own, else that of its source."""
    if page.tree is not None:
        stated = (page.tree.get("lang") or page.tree.get("xml:lang") or "").strip()
        if LANGUAGE.match(stated):
            return stated.replace("_", "-")
    return page.source.language if page.source else None


def _announced(doc: Document, items: frozenset[HtmlElement]) -> int | None:
    """The number of comments that the section's heading gives, else the page's metadata."""
    for element in _elements(doc, Label.COMMENT_HEADER):
        number = announced_in(element, items)
        if number is not None:
            return number
    return doc.metadata.commentCount


def _dated(said: list[Said], base: datetime | None) -> list[Said]:
    """The comments with the dates that could be read only when others of the page showed the order of day and month."""
    order = order_of(one.date_raw or "" for one in said) if any(not one.date and one.date_raw for one in said) else None
    if not order:
        return said
    return [
        replace(one, date=parse_date(one.date_raw, language=order, base=base)) if not one.date and one.date_raw else one
        for one in said
    ]


def _comments(
    said: Sequence[Said], parents: Sequence[int | None], url: str | None, platform: str
) -> tuple[Comment, ...]:
    """The comments that say anything; a reply to one that says nothing answers what that one answers."""
    names = _identifiers(said)
    shown = _shown(said)
    comments: list[Comment] = []
    for index, one in enumerate(said):
        if not shown[index]:
            continue
        parent = parents[index]
        while parent is not None and not shown[parent]:
            parent = parents[parent]
        comments.append(
            Comment(
                identifier=names[index],
                parentItem=None if parent is None else names[parent],
                position=len(comments) + 1,
                author=CommentAuthor(name=one.author) if one.author else None,
                text=one.text,
                datePublished=one.date,
                datePublishedRaw=one.date_raw,
                upvoteCount=one.up,
                downvoteCount=one.down,
                creativeWorkStatus=one.status,
                url=_absolute(one.link, url),
                platform=platform,
            )
        )
    return tuple(comments)


def _shown(said: Sequence[Said]) -> list[bool]:
    """For each comment whether it is to be written: it says something, and is not one that the page shows twice.

    Two comments with the same words are two; one comment in two places, such as a box of favourites, has the same id.
    """
    seen: set[tuple[str, str]] = set()
    shown: list[bool] = []
    for one in said:
        keys = {(name, one.text) for name in one.ids[:1]}
        shown.append(bool(one.text) and seen.isdisjoint(keys))
        seen |= keys
    return shown


def _identifiers(said: Sequence[Said]) -> list[str]:
    """For each comment the first of its ids that no other comment has, else its place."""
    shown = _shown(said)
    seen = Counter(name for one, is_shown in zip(said, shown, strict=True) if is_shown for name in one.ids)
    return [next((name for name in one.ids if seen[name] == 1), f"c{place}") for place, one in enumerate(said, 1)]


def _absolute(link: str | None, url: str | None) -> str | None:
    """The comment's address, absolute; None if the page's own is not known or one of them is broken."""
    if not link:
        return None
    try:
        joined = urljoin(url or "", link)
    except ValueError:
        return None
    return joined if joined.startswith(("http://", "https://")) else None
