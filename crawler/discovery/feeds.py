"""A feed's bytes → the pages that it names, with what it says of each, and the feed's next page.

RSS (https://www.rssboard.org/rss-specification, https://web.resource.org/rss/1.0/spec) and Atom
(https://www.rfc-editor.org/rfc/rfc4287) are read by feedparser from a small well-formed excerpt of the feed, JSON Feed
(https://www.jsonfeed.org/version/1.1/) by msgspec. Feedparser is given bytes, never an address that it could fetch.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from typing import Any

import feedparser

from cleaning.decode.charset import to_text
from cleaning.record import Discovery
from crawler.discovery.dates import iso
from crawler.discovery.feed_excerpt import excerpt
from crawler.discovery.gunzip import gunzip
from crawler.discovery.json_feed import read_json_feed
from crawler.discovery.languages import tag_of
from crawler.discovery.order import each_once, newest_first
from crawler.discovery.plain import bare_name, plain
from crawler.model import Candidate, Kind, Listing
from crawler.urls import resolve

MAX_CHARACTERS = 10_000_000
MAX_BYTES = 4 * MAX_CHARACTERS  # of a feed that is packed with gzip, unpacked
MAX_AUTHORS = 20


def read_feed(body: bytes, url: str, content_type: str | None = None) -> Listing:
    """The pages that a feed names, newest first, and its next page, if it has one, as ``Kind.FEED``."""
    data, packing = gunzip(body, MAX_BYTES)
    text = to_text(data, content_type).text.lstrip("\ufeff \t\n\r")
    if not text:
        return Listing(warnings=(*packing, "no feed: it is empty"))
    if text.startswith(("{", "[")):
        return read_json_feed(text, url)
    small = excerpt(text[:MAX_CHARACTERS])
    if isinstance(small, str):
        return Listing(warnings=(*packing, f"no feed: {small}"))
    data, warnings = small[0], (*packing, *small[1])
    if len(text) > MAX_CHARACTERS:
        warnings += (f"the feed has {len(text)} characters: only {MAX_CHARACTERS} are read",)
    try:
        parsed = feedparser.parse(
            io.BytesIO(data),
            response_headers={"content-type": "application/xml; charset=utf-8", "content-location": url},
            sanitize_html=False,
            resolve_relative_uris=False,
        )
        found = list(candidates_of(parsed, url))
        next_page = resolve(next_link(parsed), url)
    except Exception as error:  # noqa: BLE001 - whatever a hostile feed makes the library raise is a warning
        return Listing(warnings=(*warnings, f"the feed cannot be read: {error!r}"))
    if not found:
        warnings += ("the feed has no entries with a link",)
    pages = newest_first(each_once(found))
    if next_page:
        pages += (Candidate(url=next_page, kind=Kind.FEED, discovery=Discovery(via="feed", url=url)),)
    return Listing(candidates=pages, warnings=warnings)


def candidates_of(parsed: Any, url: str) -> Iterator[Candidate]:
    """The entries that have a link, as candidates in the feed's order."""
    language = tag_of(parsed.feed.get("language"))
    is_atom = str(parsed.get("version", "")).startswith("atom")
    everyone = authors_of(parsed.feed) if is_atom else ()  # https://www.rfc-editor.org/rfc/rfc4287#section-4.2.1
    for entry in parsed.entries:
        link = resolve(link_of(entry), url)
        if link is None:
            continue
        published, modified = dates_of(entry, is_atom=is_atom)
        discovery = Discovery(
            via="feed",
            url=url,
            headline=plain(entry.get("title")),
            datePublished=published,
            dateModified=modified,
            author=authors_of(entry) or everyone,
            inLanguage=tag_of(entry.get("language") or (entry.get("title_detail") or {}).get("language")) or language,
        )
        yield Candidate(url=link, discovery=discovery)


def link_of(entry: Any) -> str:
    """The address of the entry's page as it stands there; "" if there is none.

    FeedBurner keeps the page's own address beside the one that counts its readers.
    """
    if original := entry.get("feedburner_origlink"):
        return str(original)
    links = [link for link in entry.get("links", ()) if link.get("href") and link.get("rel") in {None, "alternate"}]
    pages = [link for link in links if "html" in link.get("type", "html")]
    if pages or links:
        return str((pages or links)[0]["href"])
    link = entry.get("link") or (entry.get("id") if entry.get("guidislink") else None) or ""
    return str(link)


def dates_of(entry: Any, *, is_atom: bool) -> tuple[str | None, str | None]:
    """When the entry was published and last changed, ISO 8601; None where that is not said or cannot be read.

    Asked for ``updated``, feedparser may give ``published`` in its stead, so it is not asked but looked up. Where RSS
    has only ``dc:date``, which feedparser takes for a change, that is when the entry came out.
    """
    published, updated = iso(dict.get(entry, "published")), iso(dict.get(entry, "updated"))
    if is_atom or "published" in entry:
        return published, updated
    return updated, None


def authors_of(entry: Any) -> tuple[str, ...]:
    """The names of the authors of an entry or a feed, each once."""
    stated = [author.get("name") for author in entry.get("authors", ()) if author] or [entry.get("author")]
    names = dict.fromkeys(name for text in stated[:MAX_AUTHORS] if (name := bare_name(text)))
    return tuple(names)


def next_link(parsed: Any) -> str:
    """The address of the feed's next page (https://www.rfc-editor.org/rfc/rfc5005); "" if there is none.

    An archive's ``prev-archive`` is what comes next when one reads backwards.
    """
    links: Iterable[Any] = parsed.feed.get("links", ())
    for wanted in ("next", "prev-archive"):
        for link in links:
            if link.get("rel") == wanted and link.get("href"):
                return str(link["href"])
    return ""
