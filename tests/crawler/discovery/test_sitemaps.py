"""Sitemaps: all kinds, news, editions of one page folded, broken ends, caps."""

from __future__ import annotations

import gzip
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.discovery import read_sitemap
from crawler.model import Candidate, Kind

URL = "https://example.org/sitemap.xml"
HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
"""


def urlset(*entries: str) -> bytes:
    return f"{HEAD}{''.join(f'<url>{entry}</url>' for entry in entries)}</urlset>".encode()


def loc(path: str, more: str = "") -> str:
    return f"<loc>https://example.org/{path}</loc>{more}"


def alternate(language: str, path: str) -> str:
    return f'<xhtml:link rel="alternate" hreflang="{language}" href="https://example.org/{path}"/>'


def paths(pages: tuple[Candidate, ...]) -> list[str]:
    return [page.url.removeprefix("https://example.org/") for page in pages]


def test_newest_first_and_undated_as_in_the_file() -> None:
    body = urlset(
        loc("old", "<lastmod>2020-01-01</lastmod>"),
        loc("u1"),
        loc("new", "<lastmod>2024-01-01T00:00:00-05:00</lastmod>"),
        loc("u2", "<lastmod>last week</lastmod>"),
        loc("mid", "<lastmod>2024-01-01T04:59:59Z</lastmod>"),
        loc("old?utm_source=again"),
    )
    listing = read_sitemap(body, URL)
    assert paths(listing.candidates) == ["new", "mid", "old", "u1", "u2"]
    assert listing.warnings == ()
    assert listing.candidates[0].discovery.dateModified == "2024-01-01T00:00:00-05:00"
    assert listing.candidates[2].discovery.dateModified == "2020-01-01"
    assert listing.candidates[4].discovery.dateModified is None
    assert {page.discovery.via for page in listing.candidates} == {"sitemap"}


def test_what_a_news_sitemap_says_is_kept() -> None:
    news = """<lastmod>2024-05-02</lastmod><image:image><image:loc>https://example.org/i.jpg</image:loc></image:image>
    <news:news><news:publication><news:name>The Lantern</news:name><news:language>zh-cn</news:language>
    </news:publication><news:publication_date>2024-05-01T10:00+02:00</news:publication_date>
    <news:title>Ferry &amp;amp; <![CDATA[tram]]></news:title></news:news>"""
    (page,) = read_sitemap(urlset(loc("a", news)), URL).candidates
    said = page.discovery
    assert (page.url, said.via, said.url) == ("https://example.org/a", "news-sitemap", URL)
    assert (said.headline, said.inLanguage) == ("Ferry & tram", "zh-CN")
    assert (said.datePublished, said.dateModified) == ("2024-05-01T10:00:00+02:00", "2024-05-02")


def test_an_index_names_sitemaps() -> None:
    body = b"""<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
    <sitemap><loc>/a.xml.gz</loc><lastmod>2024-05-01</lastmod></sitemap>
    <sitemap><loc> https://example.org/b.xml?x=1&amp;y=2 </loc><lastmod>2024-06-01</lastmod></sitemap></sitemapindex>"""
    pages = read_sitemap(body, URL).candidates
    assert paths(pages) == ["b.xml?x=1&y=2", "a.xml.gz"]
    assert {page.kind for page in pages} == {Kind.SITEMAP}
    assert pages[0].discovery.dateModified == "2024-06-01"


def test_a_text_sitemap() -> None:
    pages = read_sitemap(
        b"\xef\xbb\xbfhttps://example.org/a\r\n\r\nhttps://example.org/b\n", URL, "text/plain"
    ).candidates
    assert paths(pages) == ["a", "b"]


# ------------------------------------------------------------------------------------------------------- editions

GROUP = alternate("en-GB", "gb/a") + alternate("en-US", "us/a") + alternate("de", "de/a") + alternate("x-default", "a")


@pytest.mark.parametrize(
    ("language", "wanted"),
    [
        (None, {"us/a": {"gb/a", "a"}, "de/a": set()}),
        ("en", {"us/a": {"gb/a", "a", "de/a"}}),
        ("de-AT", {"de/a": {"gb/a", "us/a", "a"}}),
        ("fr", {"us/a": {"gb/a", "a"}, "de/a": set()}),
    ],
)
@pytest.mark.parametrize("linked", [(True, True, True), (True, False, False), (False, True, False)])
def test_editions_fold(language: str | None, wanted: dict[str, set[str]], linked: tuple[bool, ...]) -> None:
    entries = [loc(path, GROUP if has else "") for path, has in zip(("us/a", "de/a", "gb/a"), linked, strict=True)]
    pages = read_sitemap(urlset(*entries, loc("b")), URL, language=language).candidates
    found = {path: set(page.alternates) for path, page in zip(paths(pages), pages, strict=True)}
    assert found == {path: {f"https://example.org/{form}" for form in forms} for path, forms in wanted.items()} | {
        "b": set()
    }


def test_an_edition_without_an_entry_is_a_page_of_its_own() -> None:
    pages = read_sitemap(urlset(loc("a", alternate("en", "a") + alternate("fr", "fr/a"))), URL).candidates
    assert paths(pages) == ["a", "fr/a"]
    assert [page.discovery.inLanguage for page in pages] == ["en", "fr"]
    assert pages[1].discovery.url == URL


def test_amp_and_forms_for_small_screens_are_no_pages() -> None:
    forms = """<xhtml:link rel="amphtml" href="https://example.org/amp/a"/>
    <xhtml:link rel="alternate" media="only screen and (max-width: 640px)" href="https://m.example.org/a"/>"""
    (page,) = read_sitemap(urlset(loc("amp/a"), loc("a", forms)), URL).candidates
    assert page.url == "https://example.org/a"
    assert set(page.alternates) == {"https://example.org/amp/a", "https://m.example.org/a"}


# --------------------------------------------------------------------------------------------------- what is broken


def test_gzip_is_known_by_its_bytes() -> None:
    packed = gzip.compress(urlset(loc("a")))
    for body in (
        packed,
        gzip.compress(packed),
        packed + b"\0" * 99,
        gzip.compress(urlset(loc("a"))[:99]) + gzip.compress(urlset(loc("a"))[99:]),
    ):
        listing = read_sitemap(body, URL)
        assert (paths(listing.candidates), listing.warnings) == (["a"], ())


@pytest.mark.parametrize(
    ("body", "found", "warning"),
    [
        (urlset(loc("a"), loc("b"), loc("cut-off"))[:-30], ["a", "b"], "breaks off"),
        (gzip.compress(urlset(*(loc(f"{n:x}{n * n}") for n in range(999))))[:-99], None, "ends too early"),
        (gzip.compress(urlset(loc("a")))[:10] + b"\xff" * 40, [], "gzip data is broken"),
        (urlset(loc("a?x=1&y=2&eacute;"), loc("b")), ["a?x=1&y=2é", "b"], None),
        (urlset(loc("a", "<x>"), loc("b")), ["b", "a"], "no well-formed XML"),
        (urlset("<lastmod>2024-01-01</lastmod>", loc("b")), ["b"], None),
        (b"\n\n  " + urlset(loc("a")), ["a"], None),
        (urlset(loc("a")).replace(b"http://www.sitemaps.org/schemas/sitemap/0.9", b"x"), ["a"], None),
        (urlset(loc("a", "<n:news><n:title>T</n:title></n:news>")), ["a"], None),
        (urlset(), [], "names no URLs"),
        (b"", [], "empty"),
        (b"<html><title>Not here</title>", [], "an HTML page titled 'Not here'"),
        (b"Nothing\nto\nsee", [], "begins with 'Nothing to see'"),
        (urlset(loc("a")) + b"<p>", ["a"], "no well-formed XML"),
    ],
    ids=range(14),
)  # fmt: skip
def test_broken_sitemaps(body: bytes, found: list[str] | None, warning: str | None) -> None:
    listing = read_sitemap(body, URL)
    if found is not None:
        assert paths(listing.candidates) == found, listing
    else:
        assert listing.candidates
    if warning is None:
        assert listing.warnings == ()
    else:
        assert any(warning in text for text in listing.warnings), listing.warnings


def test_no_more_is_read_than_allowed() -> None:
    body = urlset(*(loc(f"article-{number}") for number in range(1_000)))
    listing = read_sitemap(gzip.compress(body), URL, max_bytes=10_000)
    assert 100 < len(listing.candidates) < 300
    assert "more than 10000 bytes" in listing.warnings[0]
    bomb = gzip.compress(b" " * 100_000_000)
    assert read_sitemap(bomb, URL, max_bytes=1_000_000).candidates == ()


def test_no_more_entries_are_read_than_the_protocol_allows() -> None:
    listing = read_sitemap(urlset(*(loc(str(number)) for number in range(50_010))), URL)
    assert len(listing.candidates) == 50_000
    assert "50000 entries" in listing.warnings[0]


def test_entities_are_neither_expanded_nor_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("treasure")
    body = f"""<!DOCTYPE urlset [<!ENTITY a "boom"><!ENTITY f SYSTEM "{secret.as_uri()}">]>
    <urlset><url><loc>https://example.org/&a;&f;</loc></url></urlset>""".encode()
    listing = read_sitemap(body, URL)
    assert paths(listing.candidates) == ["&a;&f;"]
    assert "declares entities" in listing.warnings[0]


@given(
    st.binary(max_size=300)
    | st.text("<>/urlsetoc&;=\"' !-[]x:", max_size=200).map(lambda text: b"<urlset>" + text.encode())
)
def test_nothing_raises(body: bytes) -> None:
    listing = read_sitemap(body, URL, language="en")
    assert listing.candidates or listing.warnings


LINKS = st.lists(st.tuples(st.sampled_from(["en", "en-US", "de", "x-default", "?"]), st.integers(0, 9)))
ENTRIES = st.lists(st.tuples(st.integers(0, 6), LINKS))


@given(ENTRIES, st.sampled_from([None, "en", "de", "fr"]))
def test_each_url_of_a_group_is_a_page_or_an_alternate(
    entries: list[tuple[int, list[tuple[str, int]]]], language: str | None
) -> None:
    body = urlset(
        *(loc(str(own), "".join(alternate(tag, str(other)) for tag, other in links)) for own, links in entries)
    )
    pages = read_sitemap(body, URL, language=language).candidates
    named = [*paths(pages), *(url.removeprefix("https://example.org/") for page in pages for url in page.alternates)]
    known = {str(tag) for own, links in entries for tag in (own, *(number for name, number in links if name != "?"))}
    assert set(named) == known
    assert len(set(named)) == len(named)


@pytest.mark.parametrize(
    "inside",
    [
        "<url>" * 100_000,
        "<url><loc>https://example.org/a</loc></url>" * 60_000,
        "<url>" + "<loc>a</loc>" * 100_000 + "</url>",
        "<url><loc>https://example.org/a</loc>" + alternate("en", "b") * 20_000 + "</url>",
        "".join(f"<url>{loc(str(n), alternate('en', str(n + 1)))}</url>" for n in range(5_000, 0, -1)),
        "<a/>" * 250_000,
        "&" * 1_000_000,
        "<" * 1_000_000,
    ],
    ids=range(8),
)
def test_work_is_bounded(inside: str) -> None:
    body = f"{HEAD}{inside}</urlset>".encode()
    start = time.process_time()
    read_sitemap(body, URL, language="de")
    assert time.process_time() - start < 5


def test_a_gzip_file_of_very_many_members_takes_no_long() -> None:
    start = time.process_time()
    read_sitemap(gzip.compress(b"") * 100_000, URL)
    assert time.process_time() - start < 5
