"""A feed's bytes → the pages that it names, with what it says of each, and the feed's next page.

RSS (https://www.rssboard.org/rss-specification, https://web.resource.org/rss/1.0/spec) and Atom
(https://www.rfc-editor.org/rfc/rfc4287) are read by feedparser, JSON Feed (https://www.jsonfeed.org/version/1.1/) by
msgspec. Feedparser is given text in UTF-8 without a document type and named HTML entities, since these are what most
feeds that are no XML fail by; what is still broken goes to its loose parser. It is given bytes, never an address.
"""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterable, Iterator
from typing import Any
from xml.sax import SAXParseException

import feedparser

from cleaning.decode.charset import to_text
from cleaning.record import Discovery
from crawler.discovery.dates import iso
from crawler.discovery.doctype import without_doctype
from crawler.discovery.json_feed import read_json_feed
from crawler.discovery.languages import tag_of
from crawler.discovery.order import each_once, newest_first
from crawler.discovery.plain import bare_name, plain
from crawler.model import Candidate, Kind, Listing
from crawler.urls import resolve

MAX_ENTRIES = 5_000  # the largest feeds of news sites name some hundred
MAX_CHARACTERS = 10_000_000
MAX_LOOSE_CHARACTERS = 1_000_000  # the loose parser takes some ten times as long, and longer still over hostile text
MAX_AUTHORS = 20

_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z][A-Za-z0-9]{1,31});")
_BARE_AMPERSAND = re.compile(r"&(?!#[0-9]{1,7};|#[xX][0-9a-fA-F]{1,6};|[A-Za-z][A-Za-z0-9]{1,31};)")
_FEED_ROOT = re.compile(r"<(?:\w{1,20}:)?(rss|feed|RDF|channel)\b", re.IGNORECASE)
_HTML_ROOT = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_XML_DECLARATION = re.compile(r"\s*<\?xml\b[^>]{0,500}\?>")


def read_feed(body: bytes, url: str, content_type: str | None = None) -> Listing:
    """The pages that a feed names, newest first, and its next page, if it has one, as ``Kind.FEED``."""
    text = to_text(body, content_type).text.lstrip("\ufeff \t\n\r")
    if not text:
        return Listing(warnings=("the feed is empty",))
    if text.startswith(("{", "[")):
        return read_json_feed(text, url)
    warnings = []
    if len(text) > MAX_CHARACTERS:
        warnings.append(f"the feed has {len(text)} characters: only {MAX_CHARACTERS} are read")
        text = text[:MAX_CHARACTERS]
    if _FEED_ROOT.search(text, 0, 100_000) is None:
        return Listing(warnings=(f"no feed: {what_instead(text)}",))
    text, declares = without_doctype(text)
    if declares:
        warnings.append("the feed's document type declares entities: they are not expanded")
    parsed, odd = parse(mended(_XML_DECLARATION.sub("", text, count=1)), url)
    found = list(candidates_of(parsed, url))
    next_page = resolve(next_link(parsed), url)
    pages = newest_first(each_once(found))
    if next_page:
        pages += (Candidate(url=next_page, kind=Kind.FEED, discovery=Discovery(via="feed", url=url)),)
    if not found:
        odd = (*odd, "the feed has no entries with a link")
    return Listing(candidates=pages, warnings=(*warnings, *odd))


def what_instead(text: str) -> str:
    """What stands there instead of a feed, in words."""
    if _HTML_ROOT.search(text, 0, 10_000):
        title = re.search(r"<title[^>]{0,200}>([^<]{0,200})", text[:100_000], re.IGNORECASE)
        return "an HTML page" + (f" titled {plain(title[1])!r}" if title and plain(title[1]) else "")
    return f"the text begins with {' '.join(text[:60].split())!r}"


# --------------------------------------------------------------------------------------------------------- parsing


def mended(text: str) -> str:
    """The text with characters for HTML's named entities, which XML does not know, and ``&amp;`` for a bare ``&``.

    In CDATA sections nothing is touched.
    """
    if "&" not in text:
        return text
    pieces, position = [], 0
    while (start := text.find("<![CDATA[", position)) >= 0 and (end := text.find("]]>", start)) >= 0:
        pieces += [without_entities(text[position:start]), text[start : end + 3]]
        position = end + 3
    return "".join([*pieces, without_entities(text[position:])])


def without_entities(text: str) -> str:
    """The text with characters for named entities and escaped bare ampersands."""
    if "&" not in text:
        return text
    return _BARE_AMPERSAND.sub("&amp;", _ENTITY.sub(character_of, text))


def character_of(match: re.Match[str]) -> str:
    """The character that HTML's entity means; an entity that it does not know is text."""
    character = html.unescape(match[0])
    return character if character != match[0] else f"&amp;{match[1]};"


def parse(text: str, url: str) -> tuple[Any, tuple[str, ...]]:
    """What feedparser makes of a feed, and what was odd."""
    headers = {"content-type": "application/xml; charset=utf-8", "content-location": url}
    data = text.encode("utf-8", "replace")
    odd: tuple[str, ...] = ()
    try:
        parsed = feedparser.parse(
            io.BytesIO(data), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
        )
    except Exception as error:  # noqa: BLE001 - whatever a hostile feed makes the library raise is a warning
        return feedparser.FeedParserDict(feed={}, entries=[]), (f"the feed cannot be read: {error!r}",)
    if parsed.get("bozo"):
        odd = (f"the feed is no well-formed XML ({reason(parsed.get('bozo_exception'))}): read loosely",)
    return parsed, odd


def reason(error: object) -> str:
    """What a parser's error says, and in which line."""
    if isinstance(error, SAXParseException):
        return f"line {error.getLineNumber()}: {error.getMessage()}"
    return str(error)


# --------------------------------------------------------------------------------------------------------- entries


def candidates_of(parsed: Any, url: str) -> Iterator[Candidate]:
    """The entries that have a link, as candidates in the feed's order."""
    language = tag_of(parsed.feed.get("language"))
    for entry in parsed.entries[:MAX_ENTRIES]:
        link = resolve(link_of(entry), url)
        if link is None:
            continue
        published, modified = dates_of(entry, is_atom=str(parsed.get("version", "")).startswith("atom"))
        discovery = Discovery(
            via="feed",
            url=url,
            headline=plain(entry.get("title")),
            datePublished=published,
            dateModified=modified,
            author=authors_of(entry),
            inLanguage=tag_of((entry.get("title_detail") or {}).get("language")) or language,
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
    """The names of the entry's authors, each once."""
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
