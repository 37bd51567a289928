"""Feeds: every dialect, every way in which they are broken, and nothing that makes reading them take long."""

from __future__ import annotations

import gzip
import json
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.discovery import read_feed
from crawler.model import Kind

URL = "https://example.org/feeds/news.xml"
RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/"
 xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"><channel><title>The Lantern</title>
<link>https://example.org/</link><language>en_us</language>{head}
{items}
</channel></rss>"""
ITEM = "<item><title>{title}</title><link>https://example.org/{slug}</link>{more}</item>"


def rss(*items: str, head: str = "") -> bytes:
    return RSS.format(items="\n".join(items), head=head).encode()


def test_what_rss_says_of_a_page_is_kept() -> None:
    item = ITEM.format(
        title="Divers &amp;amp; songs &lt;b&gt;return&lt;/b&gt;",
        slug="divers",
        more="<pubDate>Mon, 06 Sep 2021 16:45:00 +0200</pubDate><atom:updated>2021-09-07T01:02:03Z</atom:updated>"
        "<dc:creator>By Ana Marsh</dc:creator><author>desk@example.org (Ben Ode)</author>"
        "<media:title>Not the title</media:title><content:encoded><![CDATA[<p>Long</p>]]></content:encoded>",
    )
    listing = read_feed(rss(item), URL, "application/rss+xml")
    (page,) = listing.candidates
    assert listing.warnings == ()
    assert (page.url, page.kind, page.depth) == ("https://example.org/divers", Kind.PAGE, 0)
    said = page.discovery
    assert (said.via, said.url, said.inLanguage) == ("feed", URL, "en-US")
    assert said.headline == "Divers & songs return"
    assert said.datePublished == "2021-09-06T16:45:00+02:00"
    assert said.dateModified == "2021-09-07T01:02:03+00:00"
    assert said.author == ("Ana Marsh", "Ben Ode")


def test_rss_1_has_its_items_beside_the_channel() -> None:
    feed = b"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
    xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://example.org/"><title>T</title>
    <link>https://example.org/</link><dc:language>de</dc:language></channel>
    <item rdf:about="https://example.org/a"><title>Eis</title><link>https://example.org/a</link>
    <dc:date>2020-01-02T03:04:05+01:00</dc:date><dc:creator>Uta Brand</dc:creator></item></rdf:RDF>"""
    (page,) = read_feed(feed, URL).candidates
    said = page.discovery
    assert (page.url, said.headline, said.author, said.inLanguage) == (
        "https://example.org/a",
        "Eis",
        ("Uta Brand",),
        "de",
    )
    assert (said.datePublished, said.dateModified) == ("2020-01-02T03:04:05+01:00", None)


def test_atom() -> None:
    feed = b"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr-ca" xml:base="https://example.org/fr/">
    <link rel="self" href="/atom.xml"/><link rel="next" href="/atom.xml?page=2"/>
    <author><name>La Lanterne</name></author>
    <entry><title type="html">Le &lt;i&gt;pont&lt;/i&gt; &amp;eacute;troit</title><id>tag:1</id>
    <link rel="enclosure" href="/a.mp3"/><link href="pont"/><published>2024-05-01T10:00:00-04:00</published>
    <updated>2024-05-02T10:00:00-04:00</updated><author><name>Luc Roy</name></author><content type="xhtml"><div
    xmlns="http://www.w3.org/1999/xhtml"><a href="x">x</a></div></content></entry>
    <entry><title>Sans auteur</title><link rel="alternate" href="/autre"/><updated>2024-05-03</updated></entry>
    </feed>"""
    first, second, following = read_feed(feed, URL).candidates
    assert (first.url, second.url) == ("https://example.org/autre", "https://example.org/fr/pont")
    assert first.discovery.author == ("La Lanterne",)
    assert first.discovery.dateModified == "2024-05-03"
    assert first.discovery.datePublished is None
    assert second.discovery.headline == "Le pont étroit"
    assert second.discovery.author == ("Luc Roy",)
    assert second.discovery.inLanguage == "fr-CA"
    assert (second.discovery.datePublished, second.discovery.dateModified) == (
        "2024-05-01T10:00:00-04:00",
        "2024-05-02T10:00:00-04:00",
    )
    assert (following.url, following.kind) == ("https://example.org/atom.xml?page=2", Kind.FEED)


def json_feed(**parts: object) -> bytes:
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": [], **parts}).encode()


def test_json_feed() -> None:
    items = [
        {"id": "1", "url": "/a", "title": "A &amp; b", "date_published": "2024-01-01T00:00:00Z", "language": "pt-br"},
        {
            "id": "https://example.org/b",
            "date_modified": "2024-02-01T00:00:00Z",
            "authors": [{"name": "Ida"}, {"url": "x"}],
        },
        {"id": 3},
        "no item",
    ]
    feed = json_feed(items=items, next_url="/feed.json?2", language="pt", author={"name": "Desk"})
    second, first, following = read_feed(feed, URL).candidates
    assert (first.url, first.discovery.headline, first.discovery.inLanguage) == (
        "https://example.org/a",
        "A & b",
        "pt-BR",
    )
    assert first.discovery.author == ("Desk",)
    assert (second.url, second.discovery.author) == ("https://example.org/b", ("Ida",))
    assert second.discovery.inLanguage == "pt"
    assert (following.url, following.kind) == ("https://example.org/feed.json?2", Kind.FEED)


def test_newest_first_and_undated_as_in_the_feed() -> None:
    dates = {
        "old": "Mon, 06 Sep 2021 16:45:00 +0000",
        "x": "",
        "new": "Mon, 06 Sep 2021 14:45:00 -0500",
        "y": "yesterday",
    }
    items = [ITEM.format(title=slug, slug=slug, more=f"<pubDate>{date}</pubDate>") for slug, date in dates.items()]
    found = read_feed(rss(*items), URL).candidates
    assert [page.discovery.headline for page in found] == ["new", "old", "x", "y"]
    assert found[-1].discovery.datePublished is None


@pytest.mark.parametrize(
    ("more", "link"),
    [
        ("<link>/a b</link>", "https://example.org/a b"),
        ("<link><![CDATA[ https://example.org/?a=1&b=2 ]]></link>", "https://example.org/?a=1&b=2"),
        ("<link>https://example.org/?a=1&b=2&copy=3</link>", "https://example.org/?a=1&b=2&copy=3"),
        ("<guid>https://example.org/g</guid>", "https://example.org/g"),
        ("<guid isPermaLink='false'>https://example.org/g</guid>", None),
        ("<guid>tag:7</guid><link>https://example.org/l</link>", "https://example.org/l"),
        (
            "<link>https://proxy.example/r</link><feedburner:origLink>https://example.org/o</feedburner:origLink>",
            "https://example.org/o",
        ),
        ("<atom:link href='https://example.org/at'/>", "https://example.org/at"),
        ("<link></link>", None),
    ],
)
def test_the_link_of_an_item(more: str, link: str | None) -> None:
    found = read_feed(rss(f"<item><title>T</title>{more}</item>"), URL).candidates
    assert [page.url for page in found] == ([link] if link else [])


A = ITEM.format(title="A", slug="a", more="")
B = ITEM.format(title="B", slug="brok", more="")
LEGACY = rss(A).replace(b"<title>A", b"<title>Gr\xfc\xdfe").replace(b"\xc3\xbc", b"\xfc")


@pytest.mark.parametrize(
    ("feed", "urls", "warning"),
    [
        (b"  \n\xef\xbb\xbf\n" + rss(A), 1, None),
        (b"<br /><b>Warning</b>: x\n" + rss(A), 1, None),
        (rss(ITEM.format(title="Caf&eacute; &nbsp;& co &madeup; <br>", slug="a", more=""), B), 2, "no well-formed XML"),
        (rss(ITEM.format(title="\x02A", slug="a", more="<x:y>z</x:y>")), 1, None),
        (rss(A, B)[:-60], 1, "breaks off"),
        (LEGACY, 1, None),
        (rss(A).decode().encode("utf-16"), 1, None),
        (b"<!doctype html><html><head><title>Moved &amp; gone</title></head>", 0, "HTML page titled 'Moved & gone'"),
        (b"", 0, "empty"),
        (b"404 not found", 0, "begins with '404 not found'"),
        (rss(), 0, "no entries with a link"),
        (b'{"version": "https://jsonfeed.org/version/1", "items": {}}', 0, "without a list of items"),
        (b'{"items": [', 0, "JSON that cannot be read"),
        (b"<rss><channel><item>", 0, "breaks off before its first entry"),
    ],
    ids=range(14),
)
def test_broken_feeds(feed: bytes, urls: int, warning: str | None) -> None:
    listing = read_feed(feed, URL)
    assert len(listing.candidates) == urls, listing
    if warning is None:
        assert listing.warnings == ()
    else:
        assert any(warning in text for text in listing.warnings), listing.warnings


def test_a_feed_may_be_packed() -> None:
    packed = gzip.compress(rss("<item><title>Boats</title><link>https://example.org/a</link></item>"))
    assert [page.url for page in read_feed(packed, URL).candidates] == ["https://example.org/a"]
    listing = read_feed(packed[:-20], URL)
    assert "the gzip data ends too early" in listing.warnings


def test_entities_are_neither_expanded_nor_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("hidden treasure")
    feed = f"""<?xml version="1.0"?><!DOCTYPE rss SYSTEM "{secret.as_uri()}" [<!ENTITY a "boom"><!ENTITY b "&a;&a;&a;">
    <!ENTITY f SYSTEM "{secret.as_uri()}"> <!ENTITY % p SYSTEM "{secret.as_uri()}"> %p;]>
    <rss version="2.0"><channel><item><title>x &a; &b; &f;</title><link>https://example.org/a</link></item></channel></rss>"""
    listing = read_feed(feed.encode(), URL)
    assert [page.discovery.headline for page in listing.candidates] == ["x &a; &b; &f;"]
    assert "treasure" not in repr(listing)
    assert "declares entities" in listing.warnings[0]


@given(
    st.binary(max_size=400)
    | st.text("<>/rsfeditmln&;=\"' !-[]CDAT", max_size=200).map(lambda text: b"<rss>" + text.encode())
)
def test_nothing_raises(feed: bytes) -> None:
    listing = read_feed(feed, URL)
    assert listing.candidates or listing.warnings


NAMES = "url id title authors author name items language date_published".split()
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=4),
    max_leaves=12,
)


@given(VALUES)
def test_no_json_raises(value: object) -> None:
    assert read_feed(json_feed(items=[value], authors=value, next_url=value), URL).candidates is not None


OPEN = b"<rss><channel><item>"
CLOSE = b"</item></channel></rss>"


@pytest.mark.parametrize(
    "inside",
    [
        b"<item>" * 200_000,
        b"<title>t</title><link>http://example.org/a</link></item><item>" * 25_000,
        b"<title>" + b"&lt;b&gt;" * 125_000 + b"</title>",
        b"<title>" + b"<b>" * 250_000,
        b"<author>a</author>" * 75_000,
        b"<x " + b" ".join(b"a%d=''" % number for number in range(75_000)) + b"/>",
        b"".join(b"<x xmlns:n%d='u'/>" % number for number in range(50_000)),
        b"<![CDATA[" * 125_000,
        b"<!--" * 250_000,
        b"&" * 1_250_000,
        b"<" * 1_250_000,
        b"</a>" * 250_000,
        b"<pubDate>" + b"1 " * 500_000 + b"</pubDate>",
    ],
    ids=range(13),
)
def test_work_is_bounded(inside: bytes) -> None:
    start = time.process_time()
    read_feed(OPEN + inside + CLOSE, URL)
    assert time.process_time() - start < 5
