"""Section pages: links to articles are found, menus and lists left out, the next page is one."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaning.model import CrawlRules, Source
from crawler.discovery import read_section
from crawler.model import Kind, Listing

URL = "https://example.org/news/"
SOURCE = Source(id="x", domains=("example.org",), crawl=CrawlRules(sections=(URL, "https://example.org/sport")))


def read(html: str, url: str = URL, source: Source = SOURCE, depth: int = 0) -> Listing:
    return read_section(html.encode(), url, "text/html; charset=utf-8", source, depth)


def found(html: str, kind: Kind = Kind.PAGE, url: str = URL, source: Source = SOURCE) -> list[str]:
    pages = read(html, url, source).candidates
    return [page.url.removeprefix("https://example.org") for page in pages if page.kind is kind]


def test_a_section_page() -> None:
    html = """<html><head><link rel="alternate" hreflang="de" href="/de/news"><link rel="amphtml" href="/amp/news">
    <link rel="alternate" type="application/rss+xml" href="/feed"></head><body>
    <header class="top"><a href="/">The Lantern</a><nav><a href="/sport">Sport</a>
    <a href="/world/middle-and-far-east-news">Middle East</a>
    <a href="/2024/05/01/how-we-moved-the-lighthouse">How we moved the old lighthouse inland</a></nav></header>
    <main><h1>News</h1>
    <article><header><a href="/2024/05/02/ferry"><img src="f.jpg"></a>
      <h2><a href="/2024/05/02/ferry?utm_source=front">Ferry returns to the sound</a></h2></header>
      <p>Long ago <a href="/2024/05/02/ferry#comments">12 comments</a>
      <a href="/author/ana-marsh">Ana Marsh</a></p></article>
    <article><h2><a href="/ukraine">Grain ships leave the harbour again</a></h2><a href="/tag/grain">grain</a></article>
    <a href="/story.php?id=4711"></a><a href="/short-title"><h3>Short title</h3></a>
    <a href="/login">Log in to read all of this</a><a href="/video.mp4">Watch the film of the day</a>
    <a href="mailto:a@example.org">Write us a letter today please</a><a href="#top">Back to the top of page</a>
    <a href="https://elsewhere.example/2024/05/02/a-b-c-d">A story on another site</a></main>
    <footer><a href="/about">About</a><a href="/the-history-of-our-paper">Our history</a></footer></body></html>"""
    pages = read(html).candidates
    assert [(page.url.removeprefix("https://example.org"), page.discovery.headline) for page in pages] == [
        ("/2024/05/01/how-we-moved-the-lighthouse", "How we moved the old lighthouse inland"),
        ("/2024/05/02/ferry", "Ferry returns to the sound"),
        ("/ukraine", "Grain ships leave the harbour again"),
        ("/story.php?id=4711", None),
        ("/short-title", None),
    ]
    assert {(page.depth, page.kind, page.discovery.via, page.discovery.url) for page in pages} == {
        (1, Kind.PAGE, "section", URL)
    }


@pytest.mark.parametrize(
    "path",
    """
    /tag/ship /tags/a-b-c /author/ana-marsh-4711 /search?q=some+ship+or+other /?s=ship /?cat=575
    /users/12345 /page/2 /news/page/9 /login /account/register?next=/a-b-c-d /privacy-policy-a6184181.html /feed
    /2024/05/01/a-ship-sinks/feed /wp-content/uploads/x /wp-json/oembed?id=3 /2024/05/ /2024/05/01
    /news /news/ / /sport/
    /a-ship-sinks-off-the-coast/print /a-ship/comment-page-3 /logo.svg /index.php?action=print&x=1 /terms-and-conditions
    /a-ship/?share=twitter /a-ship/?replytocom=215 /2024/05/01/a-ship-sinks.pdf /cdn-cgi/l/email-protection
    """.split(),
)
def test_what_is_evidently_no_article(path: str) -> None:
    assert found(f'<main><h2><a href="{path}">A text as long as headlines are</a></h2></main>') == []


@pytest.mark.parametrize(
    "path",
    """
    /a-ship-sinks-off-the-coast /world/asia/a-ship-sinks-in-the-sound /2024/05/01/ship /article/12345 /a4711.html /?p=12
    /topics/world/2024/05/ship /archive/63076 /news/4711 /en/99999/ship /index.php?story=88 /tagesschau-vom-montag-abend
    /category/a-ship-sinks-off-the-northern-coast /%D8%B3%D9%81%D9%8A%D9%86%D8%A9-%D8%AA-%D8%A8-%D8%A7
    /page-turners-of-the-year
    /author-of-the-year-is-found /privacy-in-peril-as-law-passes https://m.example.org/2024-05-01/ship
    """.split(),
)
def test_what_looks_like_an_article_needs_no_text(path: str) -> None:
    assert len(found(f'<div><a href="{path}"><img src="x.jpg"></a></div>')) == 1


def test_what_looks_like_a_section_needs_the_text_of_an_article() -> None:
    assert found('<p><a href="/ship">Ship</a><a href="/south-asia">South Asia</a><a href="/x"></a>') == []
    assert found('<p><a href="/ship">A ship is found again</a>') == ["/ship"]
    assert found('<p><a href="/ship">船が再び見つかったと発表された</a>') == ["/ship"]
    assert found('<h3><a href="/old-ship">Old ship</a></h3>') == ["/old-ship"]
    assert found('<p><a href="/ship-found-again">Ship found again</a>') == ["/ship-found-again"]


@pytest.mark.parametrize(
    "menu",
    [
        "<nav>{}</nav>",
        "<header><div>{}</div></header>",
        "<footer>{}</footer>",
        '<div role="navigation">{}</div>',
        '<ul class="main-menu x">{}</ul>',
        '<div id="site_nav">{}</div>',
        '<ol class="breadcrumb">{}</ol>',
        '<div class="Footer">{}</div>',
        "<div hidden><menu>{}</menu></div>",
    ],
)
def test_menus(menu: str) -> None:
    assert found(menu.format('<a href="/news-from-middle-and-far-east">Middle and Far East</a>')) == []


@pytest.mark.parametrize(
    "place",
    [
        "<article><header>{}</header></article>",
        "<main><section><footer>{}</footer></section></main>",
        "<aside>{}</aside>",
        '<div class="has-nav-menu"><main>{}</main></div>',
        '<div class="navigational-aids-for-ships">{}</div>',
        "<table><tr><td>{}</table>",
    ],
)
def test_no_menus(place: str) -> None:
    assert found(place.format('<a href="/news-from-middle-and-far-east">Middle and Far East</a>')) != []


def test_follow_and_exclude_are_the_sources_word() -> None:
    crawl = CrawlRules(sections=(URL,), follow=("/tag/", r"/\d+$"), exclude=("/sponsored",))
    source = Source(id="x", domains=("example.org",), crawl=crawl)
    html = '<nav><a href="/tag/x">x</a></nav><a href="/sponsored/1">a</a><a href="/7">b</a><a href="/a-b-c-d-e">A</a>'
    assert found(html, source=source) == ["/tag/x", "/7"]


def test_pages_are_no_further_away_than_allowed() -> None:
    html = '<a href="/a-ship-sinks-off-the-coast"></a><a rel="next" href="?page=2">2</a>'
    assert read(html, depth=1).candidates == ()
    two = Source(id="x", domains=("example.org",), crawl=CrawlRules(depth=2))
    (page,) = read(html, source=two, depth=1).candidates
    assert (page.depth, page.kind) == (2, Kind.PAGE)


@pytest.mark.parametrize(
    ("url", "html", "following"),
    [
        (URL, '<link rel="next" href="/news/?start=20">', "/news/?start=20"),
        (URL, '<nav><a rel="next" href="/news/page/2/">»</a></nav>', "/news/page/2/"),
        (URL, '<a href="/news/page/3/">3</a><a href="/news/page/2/">2</a>', "/news/page/2/"),
        (f"{URL}page/2/", '<a href="/news/">1</a><a href="/news/page/3/">3</a>', "/news/page/3/"),
        (URL, '<a href="?page=1">1</a><a href="?page=2">2</a><a href="?page=3">3</a>', "/news/?page=2"),
        (f"{URL}?page=9", '<a href="?page=8">8</a><a href="?page=10">10</a>', "/news/?page=10"),
        (URL, '<a href="/news/2/">2</a><a href="/news/17/">17</a>', "/news/2/"),
        ("https://example.org/news.html", '<a href="/news-2.html">2</a>', "/news-2.html"),
        (URL, '<a class="next" href="/news/?before=77">Older</a>', "/news/?before=77"),
        (URL, '<a href="/news/?o=20">Next page ›</a>', "/news/?o=20"),
        (URL, '<a href="/news/?o=20">20</a><a href="/other/?page=2">2</a><a href="/news/page/4">4</a>', None),
        (URL, '<link rel="next" href="https://elsewhere.example/2">', None),
        (URL, '<link rel="next" href="/news/#top">', None),
    ],
)
def test_the_next_page(url: str, html: str, following: str | None) -> None:
    assert found(html, Kind.SECTION, url) == ([following] if following else [])


def test_what_stands_behind_the_end_counts() -> None:
    assert found('<html><body></body></html><a href="/a-ship-sinks-in-the-sound">x</a>') == [
        "/a-ship-sinks-in-the-sound"
    ]


def test_the_base_counts() -> None:
    assert found('<base href="/x/"><a href="a-ship-sinks-in-the-sound">x</a>') == ["/x/a-ship-sinks-in-the-sound"]


@pytest.mark.parametrize(
    ("html", "warning"),
    [
        ("", "no element"),
        ("<p>Nothing here</p>", "no page that may be an article"),
        ('<a href="https://elsewhere.example/a-b-c-d">A b c d e f</a>', "none of the source's domains"),
        ("".join(f'<a href="/article-{number}">x</a>' for number in range(10_000, 11_200)), "only the first 1000"),
        ('<a href="/a-b-c-d">x</a>' * 21_000, "more than 20000 links"),
        (" " * 5_000_001 + "<p>", "only 5000000 are read"),
        ("<a " + " ".join(f"a{number}=1" for number in range(6_000)) + ">", "cannot be read"),
    ],
    ids=range(7),
)
def test_warnings(html: str, warning: str) -> None:
    listing = read(html)
    assert any(warning in text for text in listing.warnings), listing.warnings
    assert len(listing.candidates) <= 1_000


@given(
    st.binary(max_size=300) | st.text("<anavh1 ref=/\"'>x-2&;#?:", max_size=200).map(str.encode), st.text(max_size=30)
)
def test_nothing_raises(page: bytes, url: str) -> None:
    assert isinstance(read_section(page, url, None, SOURCE), Listing)


@pytest.mark.parametrize(
    "piece",
    [
        "<div>",
        '<a href="/x">',
        "<a href=/a-b-c-d>some words of a headline</a>",
        "<table><tr><td>",
        "<nav><main>",
        "<a href=/x><h2>",
        "</b><i>",
    ],
)
def test_work_is_bounded(piece: str) -> None:
    start = time.process_time()
    read(piece * (1_500_000 // len(piece)))
    assert time.process_time() - start < 5
