"""Comments that the markup itself names as such: microdata, https://schema.org/Comment and the older UserComments.

Only where the labels show no comments: what is found by the shape of the page is found with its votes and states.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import urljoin

from lxml import etree

from cleaning.markup.prose import prose
from cleaning.model import Answer, Ask, Document, Label, Page, Thread
from cleaning.threads.script_values import address
from cleaning.threads.told import Told, comments_of, count, moment

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MOST_COMMENTS = 2_000
MOST_INNER = 500  # elements of one comment that are looked at
DEEPEST = 256  # ancestors
PING = re.compile(r"(?<![a-z])(?:ping|track)backs?(?![a-z])", re.IGNORECASE)
TEXTS, AUTHORS = ("text", "commenttext", "articlebody", "description"), ("author", "creator")
DATES = ("datecreated", "datepublished", "commenttime")

_ITEMS = etree.XPath(
    "descendant::*[@itemscope and (contains(@itemtype, 'schema.org/Comment') or contains(@itemtype, '/UserComments'))]"
    f"[position() <= {MOST_COMMENTS}]"
)


class Microdata:
    """Reads the items of the type of a comment."""

    name: ClassVar[str] = "microdata"
    marks: ClassVar[tuple[str, ...]] = ("schema.org/Comment", "schema.org/UserComments")
    is_askable: ClassVar[bool] = False

    def claims(self, page: Page, /) -> bool:
        """True for a page that names the type of a comment."""
        return page.tree is not None and any(mark in page.text for mark in self.marks)

    def asks(self, page: Page, answers: Sequence[Answer], /) -> Sequence[Ask]:
        """Nothing: all that there is stands in the page."""
        return ()

    def thread(self, doc: Document, /) -> Thread:
        """The comments in the page's order; one inside another answers it."""
        tree = doc.page.tree
        if tree is None or any(region.label is Label.COMMENT for region in doc.regions):
            return Thread()
        items = [item for item in _ITEMS(tree) if not PING.search(item.get("class") or "")]
        names = {item: item.get("id") or f"c{number}" for number, item in enumerate(items, 1)}
        comments = comments_of((told_of(item, names, doc.page.raw.url) for item in items), self.name)
        return Thread(platform=self.name, comments=comments) if comments else Thread()


def told_of(item: HtmlElement, names: dict[HtmlElement, str], base: str | None) -> Told:
    """A comment as its properties tell it."""
    said: dict[str, HtmlElement] = {}
    for name, element in properties(item, names):
        said.setdefault(name, element)
    above = next((names[node] for node in islice(item.iterancestors(), DEEPEST) if node in names), None)
    text, author, date, link = (first(said, *each) for each in (TEXTS, AUTHORS, DATES, ("url",)))
    raw = value_of(date) if date is not None else None
    target = value_of(link) if link is not None else None
    votes = {name: count(value_of(said[name])) for name in ("upvotecount", "downvotecount") if name in said}
    return Told(
        id=names[item],
        text=(text.get("content") or prose(text, frozenset(names))) if text is not None else "",
        parent=above,
        author=name_of(author) if author is not None else None,
        date=moment(raw),
        date_raw=raw,
        up=votes.get("upvotecount"),
        down=votes.get("downvotecount"),
        url=joined(base, target),
    )


def properties(item: HtmlElement, names: dict[HtmlElement, str]) -> Iterator[tuple[str, HtmlElement]]:
    """The item's own properties, names in lower case; those of items within it are theirs."""
    stack = list(reversed(item))
    left = MOST_INNER
    while stack and left:
        element, left = stack.pop(), left - 1
        if not isinstance(element.tag, str) or element in names:
            continue
        for name in (element.get("itemprop") or "").split()[:5]:
            yield name.lower(), element
        if element.get("itemscope") is None:
            stack += reversed(element)


def first(said: dict[str, HtmlElement], *names: str) -> HtmlElement | None:
    """The element of the first of these properties that there is."""
    return next((said[name] for name in names if name in said), None)


def value_of(element: HtmlElement) -> str | None:
    """A property's value: an attribute that was made for machines, else the text."""
    made = next((element.get(name) for name in ("content", "datetime", "href", "src") if element.get(name)), None)
    return (made or " ".join(prose(element).split()))[:1000] or None


def name_of(element: HtmlElement) -> str | None:
    """The name that an author's element gives: its property ``name``, else its text."""
    inner = islice(chain((element,), element.iterdescendants("*")), MOST_INNER)
    named = next((one for one in inner if "name" in (one.get("itemprop") or "").split()), element)
    return (named.get("content") or " ".join(prose(named).split()))[:200] or None


def joined(base: str | None, link: str | None) -> str | None:
    """The absolute address."""
    try:
        return address(urljoin(base or "", link)) if link else None
    except ValueError:
        return None
