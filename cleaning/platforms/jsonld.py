"""Comments in the page's JSON-LD: https://schema.org/comment

Those of the node that is this page's article, or of a discussion that it is; what other nodes say is about others.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar

from lxml import etree

from cleaning.metadata.json_mend import json_values
from cleaning.metadata.jsonld_node import PageMarks, own_article, own_nodes
from cleaning.metadata.jsonld_value import first_text, links, members, types_of
from cleaning.model import Answer, Ask, Document, Page, Thread
from cleaning.threads.told import Told, comments_of, count, moment, text_of

MOST_COMMENTS = 10_000
DEEPEST = 40  # answers to answers
KINDS = {"comment", "usercomments", "correctioncomment"}

_SCRIPTS = etree.XPath("descendant::script[contains(@type, 'ld+json') and contains(., 'omment\"')][position() <= 20]")


class JsonLd:
    """Reads the comments that the article's node holds."""

    name: ClassVar[str] = "json-ld"
    marks: ClassVar[tuple[str, ...]] = ('Comment"',)
    is_askable: ClassVar[bool] = False

    def claims(self, page: Page, /) -> bool:
        """True for a page whose JSON-LD may hold comments."""
        return page.tree is not None and any(mark in page.text for mark in self.marks)

    def asks(self, page: Page, answers: Sequence[Answer], /) -> Sequence[Ask]:
        """Nothing: all that there is stands in the page."""
        return ()

    def thread(self, doc: Document, /) -> Thread:
        """The comments in the node's order, in threads."""
        tree = doc.page.tree
        scripts = _SCRIPTS(tree) if tree is not None else ()
        values = [value for script in scripts for value in json_values(script.text or "") or ()]
        nodes = [node for node in own_nodes(values) if node.get("comment")]
        urls = tuple(filter(None, (doc.page.raw.url, doc.metadata.canonicalUrl)))
        marks = PageMarks(urls=urls, titles=tuple(filter(None, (doc.metadata.headline,))))
        article = own_article(nodes, marks) or (nodes[0] if len(nodes) == 1 else None)
        comments = comments_of(told_below(article), self.name) if article is not None else ()
        return Thread(platform=self.name, comments=comments) if comments else Thread()


def told_below(article: Mapping[str, Any]) -> Iterator[Told]:
    """The comments of a node, each followed by those on it."""
    stack: list[tuple[Mapping[str, Any], str | None, int]] = []
    stack += [(node, None, 0) for node in reversed(nodes_in(article.get("comment")))]
    number = 0
    while stack and number < MOST_COMMENTS:
        node, above, depth = stack.pop()
        number += 1
        told = told_of(node, above, number)
        yield told
        if depth < DEEPEST:
            inner = nodes_in(node.get("comment")) or nodes_in(node.get("replies"))
            stack += [(one, told.id, depth + 1) for one in reversed(inner)]


def nodes_in(value: Any) -> list[Mapping[str, Any]]:
    """The comments that a value holds."""
    found = (one for one in members(value) if isinstance(one, dict))
    return [one for one in found if types_of(one) & KINDS or (not types_of(one) and one.get("text"))]


def told_of(node: Mapping[str, Any], above: str | None, number: int) -> Told:
    """A comment as its node tells it; ``above`` is the one that holds it."""
    own = first_text(node.get("@id")) or first_text(node.get("identifier"))
    raw = first_text(node.get("dateCreated")) or first_text(node.get("datePublished"))
    parent = node.get("parentItem")
    url = next(iter(links(node.get("url"))), None)
    said = first_text(node.get("text")) or first_text(node.get("articleBody")) or first_text(node.get("commentText"))
    return Told(
        id=own or f"c{number}",
        text=text_of(said or first_text(node.get("description"))),
        parent=above or (first_text(parent.get("@id")) if isinstance(parent, dict) else first_text(parent)),
        author=first_text(node.get("author")) or first_text(node.get("creator")),
        date=moment(raw),
        date_raw=raw,
        modified=moment(first_text(node.get("dateModified"))),
        up=count(node.get("upvoteCount")),
        down=count(node.get("downvoteCount")),
        status=first_text(node.get("creativeWorkStatus")),
        url=url if url and url.startswith(("http://", "https://")) else None,
    )
