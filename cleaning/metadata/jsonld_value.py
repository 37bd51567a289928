"""Values in JSON-LD, which may be texts, nodes or lists of both, nested as far as a page likes → texts, links, members.

Everything here ends after a bounded number of steps and never recurses.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

Node = Mapping[str, Any]

DEEPEST = 8  # values inside values
MOST = 200  # texts or links of one value
MOST_MEMBERS = 5_000  # of one list


def texts(value: Any) -> Iterator[str]:
    """All texts of a value in order: itself, the members of a list, the name or value of a node."""
    queue = [(value, 0)]
    given = 0
    while queue and given < MOST:
        item, depth = queue.pop()
        if isinstance(item, str | int | float) and not isinstance(item, bool):
            if text := str(item).strip():
                given += 1
                yield text
        elif depth < DEEPEST and isinstance(item, list):
            queue += [(child, depth + 1) for child in reversed(item[:MOST])]
        elif depth < DEEPEST and isinstance(item, dict):
            inner = next(
                (item[name] for name in ("@value", "name", "headline", "alternateName") if item.get(name)), None
            )
            queue.append((inner, depth + 1))


def first_text(value: Any) -> str | None:
    """The first text of a value, None if it has none."""
    return next(texts(value), None)


def links(value: Any) -> Iterator[str]:
    """The addresses that a value gives: itself, or a node's ``url`` or ``@id``."""
    for item in value[:MOST] if isinstance(value, list) else [value]:
        link = item
        if isinstance(item, dict):
            link = next((item[name] for name in ("url", "contentUrl", "@id") if isinstance(item.get(name), str)), None)
        if isinstance(link, str) and link.strip():
            yield link.strip()


def members(value: Any) -> Iterator[Any]:
    """The members of a list, of lists in it, and of nodes that hold a list; a single value is its own member.

    A node with several names stands for as many nodes with one name each.
    """
    queue = [(value, 0)]
    seen = 0
    while queue and seen < MOST_MEMBERS:
        item, depth = queue.pop()
        seen += 1
        if depth < DEEPEST and (inner := inner_list(item)) is not None:
            queue += [(child, depth + 1) for child in reversed(inner)]
        else:
            yield item


def inner_list(item: Any) -> list[Any] | None:
    """The list that a value is, holds, or stands for; None if it is single."""
    if isinstance(item, list):
        return item[:MOST_MEMBERS]
    if not isinstance(item, dict):
        return None
    if isinstance(inner := item.get("@list"), list):
        return inner[:MOST_MEMBERS]
    names = item.get("name")
    if isinstance(names, list):
        return [{**item, "name": name} if isinstance(name, str) else name for name in names[:MOST]]
    return None


def types_of(node: Node) -> set[str]:
    """The node's types in lower case, without the vocabulary's address."""
    return {text.rpartition("/")[2].rpartition(":")[2].casefold() for text in texts(node.get("@type"))}
