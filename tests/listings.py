"""What a news site lists its articles in: RSS, Atom, JSON Feed, sitemaps, section pages. Values in, bytes out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from email.utils import format_datetime
from html import escape

from benchmarks.markup import SITE
from benchmarks.newsroom import Article

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
NEWS = "http://www.google.com/schemas/sitemap-news/0.9"
XHTML = "http://www.w3.org/1999/xhtml"
Listed = tuple[str, Article]  # the address as the listing spells it, and the article


def rss(url: str, items: Iterable[Listed], more: str = "") -> bytes:
    entries = "".join(
        f"<item><title>{escape(story.headline)}</title><link>{escape(link)}</link><dc:creator>{story.author}</dc:creator>"
        f'<guid isPermaLink="false">{story.number}</guid><pubDate>{format_datetime(story.published)}</pubDate></item>'
        for link, story in items
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>{SITE}</title><link>{url}/</link>
<language>en</language><description>All that is new</description>{entries}{more}</channel></rss>""".encode()


def atom(url: str, items: Iterable[Listed]) -> bytes:
    entries = "".join(
        f'<entry><title>{escape(story.headline)}</title><link rel="alternate" href="{escape(link)}"/>'
        f"<id>urn:{story.number}</id><author><name>{story.author}</name></author><published>{story.published.isoformat()}</published>"
        f"<updated>{story.modified.isoformat()}</updated></entry>"
        for link, story in items
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>{SITE}</title><id>{url}/</id>{entries}</feed>""".encode()


def json_feed(url: str, items: Iterable[Listed]) -> bytes:
    entries = [
        {
            "id": str(story.number),
            "url": link,
            "title": story.headline,
            "date_published": story.published.isoformat(),
            "date_modified": story.modified.isoformat(),
            "authors": [{"name": story.author}],
        }
        for link, story in items
    ]
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": SITE, "home_page_url": url, "language": "en"}
    return json.dumps(feed | {"items": entries}).encode()


def sitemap_index(children: Iterable[str]) -> bytes:
    inside = "".join(f"<sitemap><loc>{escape(child)}</loc></sitemap>" for child in children)
    return xml(f'<sitemapindex xmlns="{SITEMAP}">{inside}</sitemapindex>')


def sitemap(items: Iterable[Listed], editions: Mapping[int, Sequence[tuple[str, str]]] | None = None) -> bytes:
    """``editions`` are, by the article's number, the language and address of each of its forms."""
    inside = "".join(
        f"<url><loc>{escape(link)}</loc><lastmod>{story.modified.isoformat()}</lastmod>"
        + "".join(
            f'<xhtml:link rel="alternate" hreflang="{language}" href="{escape(address)}"/>'
            for language, address in (editions or {}).get(story.number, ())
        )
        + "</url>"
        for link, story in items
    )
    return xml(f'<urlset xmlns="{SITEMAP}" xmlns:xhtml="{XHTML}">{inside}</urlset>')


def plain_sitemap(links: Iterable[str]) -> bytes:
    """A sitemap that says nothing of its addresses."""
    return xml(f'<urlset xmlns="{SITEMAP}">{"".join(f"<url><loc>{escape(x)}</loc></url>" for x in links)}</urlset>')


def news_sitemap(items: Iterable[Listed]) -> bytes:
    inside = "".join(
        f"<url><loc>{escape(link)}</loc><news:news><news:publication><news:name>{SITE}</news:name><news:language>en"
        f"</news:language></news:publication><news:publication_date>{story.published.isoformat()}"
        f"</news:publication_date><news:title>{escape(story.headline)}</news:title></news:news></url>"
        for link, story in items
    )
    return xml(f'<urlset xmlns="{SITEMAP}" xmlns:news="{NEWS}">{inside}</urlset>')


def section(items: Iterable[Listed], others: Iterable[str] = (), following: str | None = None) -> bytes:
    """``others`` are further links, ``following`` is the next page."""
    cards = "".join(
        f'<article><h2><a href="{escape(link)}">{escape(story.headline)}</a></h2>'
        f"<p>{escape(story.description)}</p></article>"
        for link, story in items
    )
    more = "".join(f'<li><a href="{escape(link)}">See also this page of ours</a></li>' for link in others)
    head = f'<link rel="next" href="{escape(following)}">' if following else ""
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>News | {SITE}</title>{head}</head>
<body><main>{cards}</main><aside><ul>{more}</ul></aside></body></html>""".encode()


def xml(text: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}'.encode()
