"""The text of a JSON Feed → the pages that it names: https://www.jsonfeed.org/version/1.1/ (and 1).

Each item is read for itself, so that one that is broken costs no other.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from cleaning.record import Discovery
from crawler.discovery.dates import iso
from crawler.discovery.languages import tag_of
from crawler.discovery.order import each_once, newest_first
from crawler.discovery.plain import bare_name, plain
from crawler.model import Candidate, Kind, Listing
from crawler.urls import resolve

MAX_CHARACTERS = 10_000_000
MAX_ITEMS = 2_000


def read_json_feed(text: str, url: str) -> Listing:
    """The pages that a JSON Feed names, newest first, and its next page, if it has one, as ``Kind.FEED``."""
    if len(text) > MAX_CHARACTERS:
        return Listing(warnings=(f"no feed: JSON of more than {MAX_CHARACTERS} characters",))
    try:
        feed = msgspec.json.decode(text.encode("utf-8", "replace"))
    except (msgspec.DecodeError, RecursionError) as error:
        return Listing(warnings=(f"no feed: JSON that cannot be read: {error}",))
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list):
        return Listing(warnings=("no feed: JSON without a list of items",))
    found = list(candidates_of(feed, items, url))
    warnings = []
    if "jsonfeed.org/version" not in str(feed.get("version"))[:200]:
        warnings.append("the JSON does not say that it is a JSON Feed")
    if not found:
        warnings.append("the feed has no entries with a link")
    pages = newest_first(each_once(found))
    if next_page := resolve(text_of(feed, "next_url"), url):
        pages += (Candidate(url=next_page, kind=Kind.FEED, discovery=Discovery(via="feed", url=url)),)
    return Listing(candidates=pages, warnings=tuple(warnings))


def candidates_of(feed: dict[str, Any], items: list[Any], url: str) -> Iterator[Candidate]:
    """The items that have a link, as candidates in the feed's order."""
    language, authors = tag_of(text_of(feed, "language")), authors_of(feed)
    for item in items[:MAX_ITEMS]:
        if not isinstance(item, dict):
            continue
        link = resolve(text_of(item, "url") or permalink(text_of(item, "id")), url)
        if link is None:
            continue
        discovery = Discovery(
            via="feed",
            url=url,
            headline=plain(item.get("title")),
            datePublished=iso(text_of(item, "date_published")),
            dateModified=iso(text_of(item, "date_modified")),
            author=authors_of(item) or authors,
            inLanguage=tag_of(text_of(item, "language")) or language,
        )
        yield Candidate(url=link, discovery=discovery)


def permalink(id: str) -> str:
    """The id if it is an address, as the format recommends; else ""."""
    return id if id.startswith(("http://", "https://")) else ""


def text_of(table: dict[str, Any], name: str) -> str:
    """The value of that name if it is a text; else ""."""
    value = table.get(name)
    return value if isinstance(value, str) else ""


def authors_of(table: dict[str, Any]) -> tuple[str, ...]:
    """The names of the authors of a feed or an item: ``authors``, in version 1 ``author``."""
    stated = table.get("authors")
    people = stated if isinstance(stated, list) and stated else [table.get("author")]
    names = (bare_name(person.get("name")) for person in people[:20] if isinstance(person, dict))
    return tuple(dict.fromkeys(name for name in names if name))
