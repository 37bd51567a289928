"""A sitemap's bytes → the pages and further sitemaps that it names, with what it says of each.

Formats: https://www.sitemaps.org/protocol.html (urlset, index, text), Google's news extension
(https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap) and the links to editions in other
languages (https://developers.google.com/search/docs/specialty/international/localized-versions#sitemap). Extensions
for pictures and videos are passed over. The XML is read as a stream, without document type, entities and network.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from cleaning.decode.charset import to_text
from cleaning.record import Discovery
from crawler.discovery.dates import iso
from crawler.discovery.editions import Entry, Link, folded
from crawler.discovery.gunzip import gunzip
from crawler.discovery.languages import tag_of
from crawler.discovery.order import each_once, newest_first
from crawler.discovery.plain import bare_name, plain
from crawler.discovery.xml_text import PARSER_OPTIONS, document_of, oddity
from crawler.model import Candidate, Kind, Listing
from crawler.urls import resolve

MAX_BYTES = 52_428_800  # uncompressed, as the protocol has it
MAX_ENTRIES = 50_000  # as the protocol has it
MAX_LINKS = 500  # to other editions of one page


@dataclass(slots=True)
class Reading:
    """What was read so far of an XML sitemap."""

    entries: list[Entry] = field(default_factory=list)
    sitemaps: list[Candidate] = field(default_factory=list)
    odd: list[str] = field(default_factory=list)

    @property
    def size(self) -> int:
        """How many entries there are."""
        return len(self.entries) + len(self.sitemaps)


def read_sitemap(
    body: bytes,
    url: str,
    content_type: str | None = None,
    *,
    language: str | None = None,
    max_bytes: int = MAX_BYTES,
) -> Listing:
    """The pages, newest first, and the sitemaps (as ``Kind.SITEMAP``) that a sitemap names.

    ``language`` is the source's: of the editions of one page the others are not fetched. ``max_bytes`` is the most that
    is read of the unpacked sitemap.
    """
    data, warnings = gunzip(body, max_bytes)
    text = to_text(data, content_type).text.lstrip("\ufeff \t\n\r")
    if not text:
        return Listing(warnings=(*warnings, "no sitemap: it is empty"))
    document = document_of(text, "urlset|sitemapindex", ("url", "sitemap"))
    if isinstance(document, str):
        return read_text(text, url, document, warnings)
    reading = read_xml(document.text, url)
    pages = newest_first([*reading.sitemaps, *each_once(folded(reading.entries, language))])
    odd = document.warnings or tuple(reading.odd)
    if not pages:
        odd += ("the sitemap names no URLs",)
    return Listing(candidates=pages, warnings=(*warnings, *odd))


def read_text(text: str, url: str, instead: str, warnings: list[str]) -> Listing:
    """The pages of a text sitemap, one URL a line; if it is none, a warning that says what is there ``instead``."""
    lines = [line.strip() for line in text.splitlines()[: MAX_ENTRIES + 1]]
    urls = [line for line in lines[:MAX_ENTRIES] if line.startswith(("http://", "https://")) and " " not in line]
    if not urls or len(urls) * 2 < sum(1 for line in lines if line):
        return Listing(warnings=(*warnings, f"no sitemap: {instead}"))
    if len(lines) > MAX_ENTRIES:
        warnings.append(f"the sitemap has more than {MAX_ENTRIES} entries: the rest is not read")
    discovery = Discovery(via="sitemap", url=url)
    pages = each_once(Candidate(url=line, discovery=discovery) for line in urls)
    return Listing(candidates=tuple(pages), warnings=tuple(warnings))


def read_xml(text: str, url: str) -> Reading:
    """The entries of a sitemap or an index in the file's order; what stands behind a break is lost."""
    reading = Reading()
    data = io.BytesIO(text.encode("utf-8", "replace"))
    stream = etree.iterparse(data, events=("end",), **PARSER_OPTIONS)
    try:
        for _, element in stream:
            take(element, url, reading)
            if reading.size >= MAX_ENTRIES:
                reading.odd.append(f"the sitemap has {MAX_ENTRIES} entries: what may follow is not read")
                break
    except etree.LxmlError as error:
        reading.odd.append(f"no well-formed XML ({error}): read as far as it can be")
    return Reading(reading.entries, reading.sitemaps, [*reading.odd, *oddity(stream.error_log)][:1])


def take(element: etree._Element, url: str, reading: Reading) -> None:
    """Nothing: an element that has ended is read and emptied, if it is an entry."""
    name = local(element)
    if name == "url":
        if entry := entry_of(element, url):
            reading.entries.append(entry)
    elif name == "sitemap":
        if candidate := sitemap_of(element, url):
            reading.sitemaps.append(candidate)
    else:
        return
    element.clear()
    parent = element.getparent()
    while parent is not None and parent.getparent() is None and element.getprevious() is not None:
        del parent[0]


def local(element: etree._Element | None) -> str:
    """An element's name without its namespace, which some sitemaps state wrongly; "" for no element."""
    tag = element.tag if element is not None else ""
    return tag.rpartition("}")[2].rpartition(":")[2].lower() if isinstance(tag, str) else ""


def texts(element: etree._Element) -> Iterator[tuple[str, str]]:
    """Local name and text of an element's children."""
    for child in element:
        yield local(child), (child.text or "").strip()


def sitemap_of(element: etree._Element, url: str) -> Candidate | None:
    """The sitemap that an entry of an index names."""
    stated = dict(texts(element))
    address = resolve(stated.get("loc", ""), url)
    if address is None:
        return None
    discovery = Discovery(via="sitemap", url=url, dateModified=iso(stated.get("lastmod")))
    return Candidate(url=address, kind=Kind.SITEMAP, discovery=discovery)


def entry_of(element: etree._Element, url: str) -> Entry | None:
    """The page that an entry names, and its other forms."""
    address = modified = None
    news: dict[str, str] = {}
    links: list[Link] = []
    for child in element:
        name = local(child)
        if name == "loc" and address is None:
            address = resolve(child.text or "", url)
        elif name == "lastmod":
            modified = iso(child.text)
        elif name == "news":
            news = news_of(child)
        elif name == "link" and len(links) < MAX_LINKS and (link := link_of(child, url)):
            links.append(link)
    if address is None:
        return None
    discovery = Discovery(
        via="news-sitemap" if news else "sitemap",
        url=url,
        headline=plain(news.get("title")),
        datePublished=iso(news.get("publication_date")),
        dateModified=modified,
        author=tuple(name for name in (bare_name(news.get("author")),) if name),
        inLanguage=tag_of(news.get("language")),
    )
    return Entry(url=address, discovery=discovery, links=tuple(links))


def news_of(element: etree._Element) -> dict[str, str]:
    """What the news extension says, by local names; the publication's own parts stand beside the page's."""
    stated = {name: text for name, text in texts(element) if text}
    for child in element:
        if local(child) == "publication":
            stated |= {name: text for name, text in texts(child) if text}
    return stated


def link_of(element: etree._Element, url: str) -> Link | None:
    """The other form of a page that a link names: an edition in a language, AMP, or one for small screens."""
    rels = element.get("rel", "").lower().split()
    address = resolve(element.get("href", ""), url)
    if address is None:
        return None
    if "amphtml" in rels or ("alternate" in rels and element.get("media")):
        return Link(url=address, language=None)
    stated = element.get("hreflang", "").strip()
    language = tag_of(stated)
    if "alternate" in rels and (language or stated.lower() == "x-default"):
        return Link(url=address, language=language, states_language=True)
    return None
