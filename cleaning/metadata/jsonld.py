"""JSON-LD scripts → what they say of the article. Vocabulary: https://schema.org/NewsArticle"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Literal

from cleaning.metadata.json_mend import json_values
from cleaning.metadata.jsonld_node import ARTICLES, PageMarks, index_of, own_article, own_nodes, own_page
from cleaning.metadata.jsonld_value import Node, first_text, links, members, texts, types_of
from cleaning.metadata.reading import MOST_AUTHORS, Credit, Picture, Reading, reading_of, truth, whole_number

ORIGIN = "json-ld"
MOST_SCRIPTS = 100
MOST_TYPES = 20
ORGANIZATIONS = ("organization", "corporation", "project", "brand")
FIELDS = {
    "second_title": ("alternativeHeadline", "alternateName"),
    "description": ("description", "abstract"),
    "published": ("datePublished", "uploadDate", "dateCreated"),
    "modified": ("dateModified",),
    "keywords": ("keywords",),
    "section": ("articleSection",),
    "canonical": ("url",),
    "language": ("inLanguage",),
}


def read_jsonld(scripts: Sequence[str], marks: PageMarks) -> tuple[Reading, tuple[str, ...]]:
    """What the JSON-LD says of the article of this page, and warnings about scripts that cannot be read."""
    values: list[Any] = []
    broken = 0
    for script in scripts[:MOST_SCRIPTS]:
        found = json_values(script)
        broken += found is None
        values += found or []
    warnings = (f"json-ld: {broken} of {len(scripts)} scripts cannot be read",) if broken else ()
    nodes = list(own_nodes(values))
    article = own_article(nodes, marks)
    chosen = [node for node in (article, own_page(nodes)) if node is not None]
    reading = reading_of_nodes(chosen, article, index_of(values))
    live = next((node for node in nodes if node.get("liveBlogUpdate") and "liveblogposting" in types_of(node)), None)
    return replace(reading, types=page_types(nodes, article), live=live), warnings


def page_types(nodes: Sequence[Node], article: Node | None) -> tuple[str, ...]:
    """What the page says that it is: the type of its own article, and those of its nodes that are no articles."""
    own = sorted(types_of(article) & ARTICLES)[:1] if article else []
    others = sorted(set().union(*map(types_of, nodes)) - ARTICLES)[:MOST_TYPES]
    return (*(f"article:{name}" for name in own), *others)


def reading_of_nodes(nodes: Sequence[Node], article: Node | None, index: Mapping[str, Node]) -> Reading:
    """What the article's node says, and where it is silent the page's."""
    fields: dict[str, Sequence[str | None]] = {field: first(nodes, names) for field, names in FIELDS.items()}
    fields["title"] = [first_text(article.get("headline")), first_text(article.get("name"))] if article else []
    fields["publisher"] = [credit.name for node in nodes for credit in named(node.get("publisher"), index)]
    fields["license"] = next((found for node in nodes if (found := licenses(node.get("license")))), [])
    return replace(
        reading_of(ORIGIN, fields),
        author=first_named(nodes, index),
        image=first_pictures(nodes, index),
        free=is_free(nodes),
        comments=comment_count(nodes),
    )


def first(nodes: Sequence[Node], names: Sequence[str]) -> list[str]:
    """The texts of the first property that a node has, the article's before the page's."""
    return next((found for node in nodes for name in names if (found := list(texts(node.get(name))))), [])


def licenses(value: Any) -> list[str]:
    """The licences that a value names, by their addresses where they have any."""
    return [*links(value)] or [*texts(value)]


def first_named(nodes: Sequence[Node], index: Mapping[str, Node]) -> tuple[Credit, ...]:
    """The authors of the first node that has any."""
    found = (tuple(named(node.get(name), index)) for node in nodes for name in ("author", "creator"))
    return next(filter(None, found), ())


def named(value: Any, index: Mapping[str, Node]) -> Iterator[Credit]:
    """The persons and organisations that a value names, references by ``@id`` resolved."""
    given = 0
    for item in members(value):
        if isinstance(item, dict):
            node = item if item.get("name") else index.get(str(item.get("@id")), item)
            name = first_text(node.get("name")) or full_name(node)
            url = next(links(node.get("url")), None)
            kind = kind_of(node)
        else:
            name, url, kind = item if isinstance(item, str) else None, None, None
        if name and name.strip():
            yield Credit(name=name, url=url, kind=kind)
            given += 1
            if given == MOST_AUTHORS:
                return


def full_name(node: Node) -> str | None:
    """A person's given and family name, where they stand apart."""
    parts = [first_text(node.get(field)) for field in ("givenName", "familyName")]
    return " ".join(filter(None, parts)) or None


def kind_of(node: Node) -> Literal["person", "organization"] | None:
    """What a node's type says it is."""
    types = types_of(node)
    if "person" in types:
        return "person"
    return "organization" if any(name.endswith(ORGANIZATIONS) for name in types) else None


def first_pictures(nodes: Sequence[Node], index: Mapping[str, Node]) -> tuple[Picture, ...]:
    """The pictures of the first node that has any."""
    found = (tuple(pictures(node.get(name), index)) for node in nodes for name in ("image", "thumbnailUrl"))
    return next(filter(None, found), ())


def pictures(value: Any, index: Mapping[str, Node]) -> Iterator[Picture]:
    """The pictures that a value holds, as addresses or as ImageObjects: https://schema.org/ImageObject"""
    for item in members(value):
        if isinstance(item, str) and item.strip():
            yield Picture(url=item.strip())
        elif isinstance(item, dict):
            node = item if item.get("url") or item.get("contentUrl") else index.get(str(item.get("@id")), item)
            owners = (node.get(field) for field in ("creditText", "creator", "author", "copyrightHolder"))
            credit = next((text for owner in owners for text in texts(owner)), None)
            for url in links(node.get("contentUrl") or node.get("url")):
                yield Picture(url=url, caption=first_text(node.get("caption")), credit=credit)


def is_free(nodes: Sequence[Node]) -> bool | None:
    """Whether the article can be read without paying; a part that cannot decides where the whole says nothing."""
    for node in nodes:
        if (free := truth(node.get("isAccessibleForFree"))) is not None:
            return free
        parts = (part for part in members(node.get("hasPart")) if isinstance(part, dict))
        if any(truth(part.get("isAccessibleForFree")) is False for part in parts):
            return False
    return None


def comment_count(nodes: Sequence[Node]) -> int | None:
    """How many comments are announced: https://schema.org/commentCount and https://schema.org/interactionStatistic"""
    for node in nodes:
        if (count := whole_number(node.get("commentCount"))) is not None:
            return count
        for counter in members(node.get("interactionStatistic")):
            if isinstance(counter, dict) and "CommentAction" in str(counter.get("interactionType"))[:200]:
                return whole_number(counter.get("userInteractionCount"))
    return None
