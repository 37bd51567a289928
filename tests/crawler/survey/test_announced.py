"""What a front page and a robots.txt announce."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaning.decode import decode
from cleaning.model import Page, RawPage
from crawler.survey.announced import (
    feeds_in,
    language_of,
    name_of,
    news_first,
    offsets_of,
    read_robots,
    sections_in,
    timezone_in,
)

SITE = "https://www.hillherald.example/"
STORIES = "".join(f'<a href="/harbour/boat-number-{n}-sails-at-last">Boat {n} sails at last</a>' for n in range(4))
FRONT = f"""<!doctype html><html lang="en_IE"><head><title>Home — The Hill Herald</title>
<meta property="og:site_name" content=" The Hill  Herald ">
<link rel="alternate" type="application/rss+xml" title="Hill Herald" href="/feed">
<link rel="alternate" type="application/rss+xml" title="Hill Herald: Comments" href="/comments/feed">
<link rel="alternate" type="application/json+oembed" href="/oembed?url=1">
<link rel="stylesheet" href="/style.css"></head><body>
<header><a href="/">Home</a><a href="/login">Log in</a></header>
<ul class="main-menu"><li><a href="/world/">World</a><li><a href="https://hillherald.example/sport">Sport</a>
<li><a href="/ga/">Gaeilge</a><li><a href="/ga/nuacht">Nuacht</a><li><a href="/about-us">About us</a>
<li><a href="/category/hill-walking-and-more">Walking</a><li><a href="https://shop.other.example/shop">Shop</a>
<li><a href="/2024/05/01/the-mayor-has-left-the-hill">The mayor has left</a><li><a href="/topic?id=7">Topic</a></ul>
<main>{STORIES}<a href="/rss/harbour.xml">RSS</a><a href="javascript:void(0)">x</a><a href="http://[broken">y</a></main>
<footer><nav><a href="/imprint">Imprint</a><a href="/careless">Careless</a></nav></footer></body></html>"""


def page(text: str, url: str = SITE) -> Page:
    found = decode(RawPage(url=url, body=text.encode()), None)
    assert isinstance(found, Page)
    return found


def test_feeds_of_comments_and_players_are_left_out() -> None:
    assert [one.value for one in feeds_in(page(FRONT))] == [f"{SITE}feed", f"{SITE}rss/harbour.xml"]
    assert feeds_in(page(FRONT))[0].evidence == "announced by the front page as 'Hill Herald'"
    assert feeds_in(page(FRONT))[1].evidence.startswith("linked from the front page")


def test_sections_are_in_the_menu_or_have_articles_below_them() -> None:
    sections = sections_in(page(FRONT))
    paths = ["world/", "ga/nuacht", "category/hill-walking-and-more"]
    assert [one.value for one in sections] == [SITE + "world/", "https://hillherald.example/sport"] + [
        SITE + path for path in paths[1:]
    ]
    assert sections[0].evidence == "in the menu as 'World'"


def test_a_section_without_a_menu_is_known_by_what_lies_below_it() -> None:
    text = f'<html><body><a href="/harbour/">Harbour</a>{STORIES}<a href="/hill/">Hill</a></body></html>'
    found = sections_in(page(text))
    assert [one.value for one in found] == [f"{SITE}harbour/"]
    assert found[0].evidence == "4 links of the front page lie below it"


def test_a_page_of_prose_has_no_sections() -> None:
    assert sections_in(page("<html><body><p>One word.</p></body></html>")) == ()


def test_language_and_name() -> None:
    language, name = language_of(page(FRONT)), name_of(page(FRONT))
    assert language is not None
    assert language.value == "en-IE"
    assert name is not None
    assert name.value == "The Hill Herald"
    assert language_of(page("<html lang='?'><body>x</body></html>")) is None
    title = name_of(page("<html><head><title>Hill Herald | News</title></head><body>x</body></html>"))
    assert title is not None
    assert title.value == "Hill Herald"


@pytest.mark.parametrize(
    ("scripts", "zone"),
    [
        ('{"timezone":"Europe/Dublin"}', "Europe/Dublin"),
        (r'{"tz":"America\/Argentina\/Salta"}', "America/Argentina/Salta"),
        ('{"a":"Europe/Dublin","b":"Asia/Muscat"}', None),
        ('{"a":"Europe/Atlantis"}', None),
        ("Europe/Dublin is a path", None),
    ],
)
def test_a_time_zone_is_taken_if_there_is_one_alone(scripts: str, zone: str | None) -> None:
    found = timezone_in([page(f"<html><body><script>{scripts}</script><p>x</p></body></html>")])
    assert (found.value if found else None) == zone


def test_offsets_most_frequent_first() -> None:
    dates = ["2024-05-01T10:00:00+03:00", "2024-05-01", None, "2024-05-01T10:00:00Z", "2024-05-02T10:00:00+03:00"]
    assert offsets_of(dates) == ["+03:00", "+00:00"]


def test_sitemaps_of_news_come_first_and_those_of_pictures_not_at_all() -> None:
    names = ["sitemap.xml", "image-sitemap.xml", "post-sitemap.xml", "author-sitemap.xml", "news.xml"]
    assert news_first(SITE + name for name in names) == [
        SITE + name for name in ("post-sitemap.xml", "news.xml", "sitemap.xml")
    ]


def test_robots_tell_delay_and_sitemaps() -> None:
    text = (
        "User-agent: *\nCrawl-delay: 7\nDisallow: /private\nSitemap: /map.xml\nSitemap: /map.xml\nSitemap: ftp://x/\n"
    )
    rules = read_robots(text, SITE, "gleaner")
    assert rules.delay == 7
    assert rules.sitemaps == (f"{SITE}map.xml",)
    assert not rules.forbids_all
    assert read_robots("User-agent: gleaner\nDisallow: /\n", SITE, "gleaner").forbids_all
    assert read_robots("<html>no robots</html>", SITE, "gleaner").delay is None


@given(st.text(max_size=300))
def test_nothing_in_a_page_makes_it_raise(text: str) -> None:
    found = decode(RawPage(url=SITE, body=f"<html><nav><a href='{text}'>{text}</a>{text}</nav></html>".encode()), None)
    if isinstance(found, Page):
        assert len(sections_in(found)) <= 8
        feeds_in(found)
        timezone_in([found])
        name_of(found)
    read_robots(text, SITE, "gleaner")
