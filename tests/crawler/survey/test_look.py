"""A look at sites of many kinds, without a network: what is asked for, what is found, what is written."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaning.model import RawPage
from cleaning.pipeline import clean
from cleaning.record import Outcome
from cleaning.sources import Sources, read_source
from crawler.model import Kind, Why
from crawler.survey.look import Look, Looker
from crawler.survey.source_file import id_of, quoted, source_text
from crawler.survey.technology import Finding
from crawler.survey.visit import Visit

SITE = "https://hillherald.example"
BODY = (
    "<p>The boats of the harbour came home before the storm, and nobody on the hill had expected them so early.</p>" * 6
)
ARTICLE = (
    '<html lang="en"><head><title>Boats come home</title></head><body><article><h1>Boats come home</h1>'
    f'{BODY}</article><div id="disqus_thread"></div><script src="https://hill.disqus.com/embed.js"></script></body></html>'
)
ITEMS = "".join(
    f"<item><title>Boat {n}</title><link>{SITE}/boats/{n}</link>"
    f"<pubDate>Wed, 0{n} May 2024 10:00:00 +0100</pubDate></item>"
    for n in range(1, 5)
)
RSS = f'<?xml version="1.0"?><rss version="2.0"><channel><title>Herald</title>{ITEMS}</channel></rss>'
SITEMAP = (
    '<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    f"<url><loc>{SITE}/boats/1</loc><lastmod>2024-05-01</lastmod></url></urlset>"
)
FRONT = (
    '<html lang="en"><head><title>Hill Herald</title>'
    '<link rel="alternate" type="application/rss+xml" href="/rss"></head>'
    '<body><nav><a href="/boats/">Boats</a></nav><p>Welcome</p></body></html>'
)
SECTION = (
    "<html><body>"
    + "".join(f'<a href="/boats/{n}">Boat number {n} comes home</a>' for n in range(1, 4))
    + "</body></html>"
)
SHELL = '<html><head><title>Hill</title></head><body><div id="root"></div><script src="/app.js"></script></body></html>'
PAGES = {f"/boats/{n}": ARTICLE for n in range(1, 5)} | {"/": FRONT, "/rss": RSS, "/boats/": SECTION}


def look(pages: dict[str, str], start: str = f"{SITE}/") -> Look:
    async def fetch(url: str, kind: Kind = Kind.FEED, /) -> Visit:
        path = url.removeprefix(SITE)
        if path not in pages:
            return Visit(url=url, final=url, status=404, body=b"<title>Not found</title>")
        text = pages[path]
        if text in [why.value for why in Why]:
            return Visit(url=url, fault=Why(text), detail="as the test says")
        kind_of_text = (
            "text/html" if text.startswith("<html") else "text/plain" if path == "/robots.txt" else "text/xml"
        )
        headers, at = {"content-type": kind_of_text}, datetime(2024, 5, 6, tzinfo=UTC)
        return Visit(url=url, final=url, status=200, headers=headers, body=text.encode(), fetched_at=at)

    async def cleaned(raw: RawPage) -> Outcome:
        return clean(raw, Sources())

    return asyncio.run(Looker(start, fetch, cleaned, "gleaner").run())


def paths(found: Look) -> list[str]:
    return [visit.url.removeprefix(SITE) for visit in found.asked]


def values(findings: list[Finding]) -> list[str]:
    return [one.value.removeprefix(SITE) for one in findings]


def test_a_site_that_announces_all(tmp_path: Path) -> None:
    robots = f"User-agent: *\nCrawl-delay: 4\nSitemap: {SITE}/map.xml\n"
    found = look(PAGES | {"/robots.txt": robots, "/map.xml": SITEMAP})
    assert paths(found) == ["/", "/robots.txt", "/rss", "/map.xml", "/boats/", "/boats/4", "/boats/3", "/boats/2"]
    assert (values(found.feeds), values(found.sitemaps), values(found.sections)) == (
        ["/rss"],
        ["/map.xml"],
        ["/boats/"],
    )
    assert found.feeds[0].evidence == "announced by the front page: 4 entries, the newest of 2024-05-04"
    assert [one.value for one in found.comments] == ["disqus"]
    assert found.delay == 4
    assert found.render is None
    assert "dates are given with the offset +01:00 from UTC" in found.notes
    source = written(found, tmp_path)
    assert source.crawl.feeds == (f"{SITE}/rss",)
    assert source.crawl.delay == 4
    assert source.domains == ("hillherald.example",)
    assert source.language == "en"


def written(found: Look, folder: Path):  # type: ignore[no-untyped-def]  # a Source
    file = folder / "hillherald" / "source.toml"
    file.parent.mkdir()
    file.write_text(source_text(found, "hillherald", date(2024, 5, 6)), "utf-8")
    return read_source(file)


def test_a_site_that_announces_nothing_is_tried_at_usual_places() -> None:
    bare = {path: text for path, text in PAGES.items() if path not in ("/", "/rss")}
    found = look(bare | {"/": "<html><body><p>Welcome</p></body></html>", "/feed/": RSS, "/sitemap.xml": SITEMAP})
    assert values(found.feeds) == ["/feed/"]
    assert values(found.sitemaps) == ["/sitemap.xml"]
    assert found.feeds[0].evidence.startswith("found at a usual place: 4 entries")
    assert len(found.asked) < 12


def test_a_site_with_nothing_gives_nothing() -> None:
    found = look({"/": "<html><body><p>Welcome</p></body></html>"})
    assert not found.is_crawlable
    assert found.problem is None
    assert len(found.asked) == 12


def test_a_feed_that_is_announced_but_dead_is_noted() -> None:
    found = look({path: text for path, text in PAGES.items() if path != "/rss"})
    assert found.feeds == []
    assert any("the feed https://hillherald.example/rss is announced" in note for note in found.notes)
    assert values(found.sections) == ["/boats/"]


def test_the_address_given_may_be_a_feed() -> None:
    found = look(PAGES, f"{SITE}/rss")
    assert values(found.feeds) == ["/rss"]
    assert found.feeds[0].evidence.startswith("the address given: 4 entries")
    assert paths(found).count("/rss") == 1
    assert values(found.sections) == ["/boats/"]


def test_a_front_page_that_is_missing_does_not_hide_the_feed() -> None:
    found = look({path: text for path, text in PAGES.items() if path != "/"} | {"/rss.xml": RSS})
    assert values(found.feeds) == ["/rss.xml"]
    assert any("gives no page: HTTP 404" in note for note in found.notes)


@pytest.mark.parametrize(
    ("why", "words"), [("robots", "robots"), ("private-address", "--allow-private"), ("dns", "dns")]
)
def test_a_site_that_cannot_be_looked_at_says_why(why: str, words: str) -> None:
    found = look({"/": why})
    assert found.problem is not None
    assert words in found.problem
    assert len(found.asked) == 1


def test_articles_that_need_a_browser(tmp_path: Path) -> None:
    found = look(PAGES | {f"/boats/{n}": SHELL for n in range(1, 5)})
    assert found.render is not None
    assert "'root' for an application" in found.render
    assert written(found, tmp_path).crawl.render


def test_wordpress_tells_its_time_zone() -> None:
    front = FRONT.replace("<title>", '<meta name="generator" content="WordPress 6.4"><title>')
    found = look(PAGES | {"/": front, "/wp-json/": json.dumps({"timezone_string": "Europe/Dublin"})})
    assert found.timezone == Finding(value="Europe/Dublin", evidence="timezone_string of the site's /wp-json/")
    for answer in ('{"timezone_string": ""}', '{"timezone_string": "+01:00"}', "[1]", "no json"):
        assert look(PAGES | {"/": front, "/wp-json/": answer}).timezone is None


def test_the_articles_own_language_is_believed_before_the_pages() -> None:
    found = look(PAGES | {"/": FRONT.replace('lang="en"', 'lang="ar"')})
    assert found.language is not None
    assert found.language.value == "en"
    assert "though the front page's <html lang> says 'ar'" in found.language.evidence


@pytest.mark.parametrize(
    ("url", "id"),
    [
        ("https://www.hillherald.com/", "hillherald"),
        ("https://www.hillherald.co.uk/", "hillherald"),
        ("https://english.hillherald.com/", "hillherald-english"),
        ("http://127.0.0.1:8000/", "127-0-0-1"),
        ("http://localhost:8000/", "localhost"),
    ],
)
def test_ids(url: str, id: str) -> None:
    assert id_of(url) == id


@given(st.text())
def test_any_text_fits_on_a_line_of_toml(text: str) -> None:
    import tomllib  # noqa: PLC0415

    found = Look(
        f"{SITE}/{text}", name=Finding(value=text, evidence=text), domains=[Finding(value="a.example", evidence=text)]
    )
    found.feeds = [Finding(value=SITE, evidence=text)]
    found.notes = [text]
    table = tomllib.loads(source_text(found, "hill", date(2024, 5, 6)))
    assert table["name"] == json.loads(quoted(text))
    assert table["crawl"] == {"feeds": [SITE]}
