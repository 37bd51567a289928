"""JSON in a page's scripts → the lists of comments in it, read as data and never executed.

Server-rendered applications leave their state in the page (``__NEXT_DATA__``, ``__INITIAL_STATE__``, Apollo's cache),
each in a shape of its own. Only what stands under a key that speaks of comments is decoded, wherever that key stands;
the script around it need not be JSON, nor be unescaped.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any, NamedTuple

Item = dict[str, Any]

LONGEST = 8_000_000  # characters of one script
MOST_KEYS = 60  # that are looked at in one page
MOST_STEPS = 20_000  # values that are looked at below one key
DEEPEST = 12
STEM = "omment"
TOTALS = ("total", "totalCount", "total_count", "totalComments", "commentCount", "commentsCount", "count")

# A key that ends in "comment" or "comments" or has such a part, before an object or a list of objects.
KEY = re.compile(
    r"omments?(?P<rest>(?:[A-Z_-][A-Za-z_-]{0,30}|:[\w:=-]{1,80})?)(?P<quote>\\{0,3}[\"'])\s{0,20}:\s{0,20}"
    r"(?P<value>\[\s{0,20}\{|\{)"
)
BEFORE = re.compile(r"[\"']([\w$-]{0,40}[cC])\Z")
# Comments on other articles, and what is no list of them.
OTHER = re.compile(
    r"recent|latest|last|top|most|popular|trending|related|sidebar|teaser|config|setting|option|label|translation|"
    r"message|form|policy|count|rule|permission|template|style",
    re.IGNORECASE,
)
ENTITY = re.compile(r":[\w:=-]+")  # Apollo's cache has each comment under "Comment:ID"
_DECODER = json.JSONDecoder(strict=False)


class Listed(NamedTuple):
    """Objects of one list, and how many there are of them in all, where that stands beside the list."""

    items: list[Item]
    total: int | None = None


def lists_in(script: str) -> Iterator[Listed]:
    """The lists of objects that stand under keys of comments, in the script's order; cached single ones as one list."""
    if len(script) > LONGEST:
        return
    entities: list[Item] = []
    texts = [script, unescaped(script)] if '\\"' in script else [script]
    for text in texts:
        end = 0
        for match in islice(keys_in(text), MOST_KEYS):
            if match.start() < end or len(match["quote"]) > 1:
                continue
            value, end = decoded(text, match.start("value"))
            if ENTITY.fullmatch(match["rest"]) and isinstance(value, dict):
                entities.append(value)
            elif value is not None:
                total = total_in(value)
                yield from (Listed(items, total) for items in lists_below(value))
    if entities:
        yield Listed(entities)


def total_in(value: Any) -> int | None:
    """The number of all comments that an object with a list of them gives."""
    numbers = (value.get(name) for name in TOTALS) if isinstance(value, dict) else ()
    return next((one for one in numbers if isinstance(one, int) and not isinstance(one, bool) and one >= 0), None)


def keys_in(text: str) -> Iterator[re.Match[str]]:
    """The keys of this article's comments in a text, each with the beginning of its value, escaped ones too."""
    at = text.find(STEM)
    while at >= 0:
        match = KEY.match(text, at)
        if match is not None:
            before = BEFORE.search(text, max(0, at - 45), at)
            if before is not None and not OTHER.search(before[1] + match["rest"]):
                yield match
        at = text.find(STEM, at + len(STEM))


def decoded(text: str, at: int) -> tuple[Any, int]:
    """The JSON value that begins there, and where it ends; None, and its beginning, if none does."""
    try:
        return _DECODER.raw_decode(text, at)
    except (ValueError, RecursionError):
        return None, at


def unescaped(script: str) -> str:
    r"""The script as it reads inside a string: ``\"`` is a quote there."""
    return script.replace('\\"', '"').replace("\\\\", "\\")


def lists_below(value: Any) -> Iterator[list[Item]]:
    """The outermost lists of objects in a value: itself, or inside objects such as ``{"edges": [{"node": …}]}``."""
    queue: list[tuple[Any, int]] = [(value, 0)]
    for _ in range(MOST_STEPS):
        if not queue:
            return
        inner, depth = queue.pop(0)
        if isinstance(inner, list):
            items = [unwrapped(item) for item in inner if isinstance(item, dict)]
            if items:
                yield items
        elif isinstance(inner, dict) and depth < DEEPEST:
            objects = [child for child in inner.values() if isinstance(child, dict)]
            if len(objects) == len(inner) and len(objects) > 0 and all(len(child) > 3 for child in objects):
                yield [{"id": key, **child} for key, child in inner.items()]  # by their ids
            queue += [
                (child, depth + 1)
                for key, child in islice(inner.items(), 200)
                if isinstance(child, dict | list) and not OTHER.search(str(key)[:60])
            ]


def unwrapped(item: Item) -> Item:
    """The object itself; of an edge of a graph, its node."""
    for key in ("node", "comment", "attributes"):
        inner = item.get(key)
        if isinstance(inner, dict) and len(item) <= 4:
            return {**{name: item[name] for name in ("id", "replies", "children") if name in item}, **inner}
    return item
