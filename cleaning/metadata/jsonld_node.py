"""The values of a page's JSON-LD scripts → the node that is about this page.

A page may hold several scripts, graphs, lists, references by ``@id``, and more articles than its own (teasers, related
ones). The page's own is known by its type, its place, its address and its title. JSON-LD:
https://www.w3.org/TR/json-ld11/ · types: https://schema.org/Article
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from cleaning.metadata.jsonld_value import Node, first_text, links, types_of
from cleaning.metadata.plain import key

MOST_NODES = 5_000  # of one page that are looked at
FEW = 3  # articles among which the best is taken although neither address nor title are the page's

ARTICLE_TYPES = """
newsarticle article blogposting reportagenewsarticle opinionnewsarticle analysisnewsarticle backgroundnewsarticle
reviewnewsarticle askpublicnewsarticle liveblogposting techarticle scholarlyarticle medicalscholarlyarticle report
satiricalarticle advertisercontentarticle socialmediaposting discussionforumposting
"""
PAGE_TYPES = "webpage itempage creativework qapage faqpage recipe review videoobject podcastepisode"
ARTICLES = frozenset(ARTICLE_TYPES.split())
PAGES = frozenset(PAGE_TYPES.split())
# Where a page's own node may stand below another; elsewhere (hasPart, mentions, itemListElement …) are other things.
WAYS_DOWN = ("@graph", "mainEntity", "mainEntityOfPage", "article", "@list")


@dataclass(frozen=True, slots=True, kw_only=True)
class PageMarks:
    """What is known of the page from elsewhere: its addresses and its titles, by which its own node is known."""

    urls: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()


def own_nodes(values: Sequence[Any]) -> Iterator[Node]:
    """The nodes that can be this page's, in order: roots, members of graphs, main entities."""
    queue = list(reversed(values))
    seen = 0
    while queue and seen < MOST_NODES:
        value = queue.pop()
        seen += 1
        if isinstance(value, list):
            queue += reversed(value[:MOST_NODES])
        elif isinstance(value, dict):
            if len(value) > 1:
                yield value
            queue += [value[way] for way in reversed(WAYS_DOWN) if isinstance(value.get(way), dict | list)]


def index_of(values: Sequence[Any]) -> dict[str, Node]:
    """All nodes that carry more than their ``@id``, by it."""
    index: dict[str, Node] = {}
    queue = list(values)
    for seen, value in enumerate(queue):
        if seen > MOST_NODES:
            break
        if isinstance(value, dict):
            if isinstance(name := value.get("@id"), str) and len(value) > 1:
                index.setdefault(name, value)
            queue += [child for child in value.values() if isinstance(child, dict | list)][:MOST_NODES]
        elif isinstance(value, list):
            queue += [child for child in value[:MOST_NODES] if isinstance(child, dict | list)]
    return index


def own_article(nodes: Sequence[Node], marks: PageMarks) -> Node | None:
    """The article that this page is about; None if there is none, or too many of which none is known."""
    articles = [node for node in nodes if types_of(node) & ARTICLES]
    urls = {address(url) for url in marks.urls} - {""}
    titles = [title for title in map(key, marks.titles) if title]
    ranked = sorted(articles, key=lambda node: rank(node, urls, titles), reverse=True)  # sorted() keeps ties in order
    if not ranked or (len(ranked) > FEW and (urls or titles) and not rank(ranked[0], urls, titles)[0]):
        return None
    return ranked[0]


def rank(node: Node, urls: set[str], titles: Sequence[str]) -> tuple[int, int]:
    """How well a node is known as this page's: by address and title, then by how much it says."""
    places = (node.get("mainEntityOfPage"), node.get("url"), node.get("@id"))
    by_address = any(address(url) in urls for place in places for url in links(place))
    title = key(first_text(node.get("headline")))
    by_title = bool(title) and any(title in other or other in title for other in titles)
    return 2 * by_address + by_title, sum(bool(node.get(field)) for field in ("headline", "datePublished", "author"))


def own_page(nodes: Sequence[Node]) -> Node | None:
    """The node of the page as such, which may say what the article's does not."""
    return next((node for node in nodes if types_of(node) & PAGES), None)


def address(url: str) -> str:
    """What two spellings of one address have in common: the host without ``www.`` and the path; "" for a front page."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return ""
    host = parts.netloc.lower().removeprefix("www.")
    return host + parts.path.rstrip("/") if parts.path.strip("/") else ""
