"""All sources of a page together: who is believed, what is refused, and what is said of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import fields
from datetime import UTC, datetime
from html import escape
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html

from cleaning.metadata.merge import CONFIDENCE, TRUST, metadata_of_markup
from cleaning.model import Metadata, Page, RawPage, Source

Read = Callable[..., Metadata]
URL = "https://www.harbour-gazette.example/town/2024/ferry-returns.html"
TITLE = "The ferry returns to the old harbour"


def head(*metas: tuple[str, str], rest: str = "") -> str:
    return "".join(f'<meta property="{name}" content="{content}">' for name, content in metas) + rest


def page(inside_head: str, body: str = "") -> str:
    return f"<html><head>{inside_head}</head><body>{body}</body></html>"


def jsonld(**values: object) -> str:
    node = {"@type": "NewsArticle", "headline": TITLE, **values}
    return f'<script type="application/ld+json">{json.dumps(node)}</script>'


def source_of(metadata: Metadata, field: str) -> str:
    return metadata.origins[field]["from"]


# ------------------------------------------------------------------------------------------------------------- titles


def test_the_headline_of_the_data_is_believed_first(read: Read) -> None:
    found = read(page(jsonld() + head(("og:title", "Why a boat sails again | Harbour Gazette")), f"<h1>{TITLE}</h1>"))
    assert found.headline == TITLE
    assert found.alternativeHeadline == "Why a boat sails again"
    assert found.origins["headline"] == {
        "from": "json-ld",
        "raw": None,
        "confidence": CONFIDENCE["headline", "json-ld"],
    }


def test_the_site_s_name_is_cut_from_a_title(read: Read) -> None:
    metas = head(("og:site_name", "Harbour Gazette"), ("og:title", f"{TITLE} - Harbour Gazette"))
    found = read(page(metas))
    assert found.headline == TITLE
    assert found.origins["headline"]["raw"] == f"{TITLE} - Harbour Gazette"


def test_the_right_heading_is_the_one_that_the_title_repeats(read: Read) -> None:
    body = f"<h1>Harbour Gazette</h1><h1>Read on</h1><h1>{TITLE}</h1>"
    found = read(page(f"<title>{TITLE} | Harbour Gazette</title>", body))
    assert (found.headline, source_of(found, "headline")) == (TITLE, "visible")


def test_a_document_s_title_comes_last(read: Read) -> None:
    found = read(page(f"<title>{TITLE} | harbour-gazette.example</title>"))
    assert (found.headline, source_of(found, "headline")) == (TITLE, "html")


def test_a_title_that_only_names_the_site_is_none(read: Read) -> None:
    found = read(page("<title>Harbour Gazette</title>" + head(("og:site_name", "Harbour Gazette"))))
    assert found.headline is None
    assert "headline" not in found.origins


def test_a_headline_cut_short_is_completed(read: Read) -> None:
    node = jsonld(headline="The ferry returns to the old …")
    assert read(page(node, f"<h1>{TITLE}</h1>")).headline == TITLE


def test_a_second_title_shares_words_with_the_first(read: Read) -> None:
    body = "<h1>Back after nine years: the ferry returns to us</h1><h1>Need a hand?</h1>"
    assert read(page(jsonld(), body)).alternativeHeadline == "Back after nine years: the ferry returns to us"
    assert read(page(jsonld(), "<h1>Need a hand?</h1>")).alternativeHeadline is None


# ------------------------------------------------------------------------------------------------------------ authors


def names(metadata: Metadata) -> list[str]:
    return [person.name for person in metadata.author]


def test_a_person_anywhere_is_believed_before_the_house(read: Read) -> None:
    node = jsonld(author={"@type": "Organization", "name": "Harbour Gazette"}, publisher={"name": "Harbour Gazette"})
    assert names(read(page(node))) == ["Harbour Gazette"]
    found = read(page(node + '<meta name="author" content="Ann Beller">'))
    assert (names(found), source_of(found, "author")) == (["Ann Beller"], "meta")


def test_the_site_is_no_author_where_it_does_not_declare_itself(read: Read) -> None:
    site = head(("og:site_name", "Harbour Gazette"))
    assert names(read(page(site + '<meta name="author" content="Harbour Gazette">'))) == []
    assert names(read(page(site + '<meta name="author" content="Harbour Gazette, Altstadt, Germany">'))) == []


def test_a_contradiction_of_names_is_said(read: Read) -> None:
    found = read(page(jsonld(author="Ann Beller") + '<meta name="author" content="Tom Grau">'))
    assert names(found) == ["Ann Beller"]
    assert found.warnings == ("author: json-ld says 'Ann Beller', meta says 'Tom Grau': json-ld taken",)
    assert read(page(jsonld(author="Ann M. Beller") + '<meta name="author" content="Ann Beller">')).warnings == ()


# -------------------------------------------------------------------------------------------------------------- dates


def test_published_and_modified_are_two_things(read: Read) -> None:
    metas = head(("article:modified_time", "2024-05-18T09:00:00Z"))
    found = read(page(metas))
    assert (found.datePublished, found.dateModified) == (None, "2024-05-18T09:00:00+00:00")


def test_a_day_becomes_precise_by_another_source(read: Read) -> None:
    metas = head(("article:published_time", "2024-05-17T08:30:00+02:00"))
    assert read(page(jsonld(datePublished="2024-05-17") + metas)).datePublished == "2024-05-17T08:30:00+02:00"
    assert read(page(jsonld(datePublished="2024-05-16") + metas)).datePublished == "2024-05-16"
    assert read(page(jsonld(datePublished="2024-05-17T08:30:00") + metas)).datePublished == "2024-05-17T08:30:00+02:00"


def test_a_contradiction_of_days_is_said(read: Read) -> None:
    metas = head(("article:published_time", "2024-03-01T08:30:00Z"))
    found = read(page(jsonld(datePublished="2024-05-17") + metas))
    assert found.datePublished == "2024-05-17"
    assert found.warnings == ("datePublished: json-ld says 2024-05-17, opengraph says 2024-03-01T08:30:00+00:00: json-ld taken",)  # fmt: skip  # noqa: E501


def test_a_date_after_the_fetch_is_refused(read: Read) -> None:
    found = read(page(jsonld(datePublished="2031-01-01", dateModified="2031-01-02")))
    assert (found.datePublished, found.dateModified) == (None, None)
    assert found.warnings == (
        "datePublished '2031-01-01' (json-ld) lies after the fetch: refused",
        "dateModified '2031-01-02' (json-ld) lies after the fetch: refused",
    )
    both = page(jsonld(datePublished="2031-01-01") + head(("article:published_time", "2024-05-17")))
    assert read(both).datePublished == "2024-05-17"


def test_the_day_after_the_fetch_is_a_matter_of_zones(read: Read) -> None:
    fetched = datetime(2024, 5, 17, 23, tzinfo=UTC)
    assert read(page(jsonld(datePublished="2024-05-18")), fetched_at=fetched).datePublished == "2024-05-18"
    assert read(page(jsonld(datePublished="2024-05-19T01:00:00Z")), fetched_at=fetched).datePublished is None


def test_the_zero_of_a_clock_is_no_date(read: Read) -> None:
    found = read(page(jsonld(datePublished="0001-01-01T00:00:00Z", dateModified="1970-01-01T00:00:00Z")))
    assert (found.datePublished, found.dateModified) == (None, None)
    assert len(found.warnings) == 2


def test_the_fetch_is_never_a_date(read: Read) -> None:
    for fetched_at in (datetime(2024, 5, 17, 9, tzinfo=UTC), None):
        found = read(page("<title>x</title>", f"<h1>{TITLE}</h1><p>No date here, 9:00.</p>"), fetched_at=fetched_at)
        assert (found.datePublished, found.datePublishedRaw, found.dateModified) == (None, None, None)


def test_the_source_s_zone_is_that_of_times_without_offset(read: Read) -> None:
    source = Source(id="gazette", timezone="Europe/Lisbon")
    html = page(jsonld(datePublished="2024-05-17T08:30:00", dateModified="2024-01-17 08:30"))
    found = read(html, source=source)
    assert (found.datePublished, found.dateModified) == ("2024-05-17T08:30:00+01:00", "2024-01-17T08:30:00+00:00")
    assert found.datePublishedRaw == "2024-05-17T08:30:00"
    assert read(html).datePublished == "2024-05-17T08:30:00"


# -------------------------------------------------------------------------------------------------------- other fields


def test_a_canonical_address(read: Read) -> None:
    found = read(page('<link rel="canonical" href="/town/ferry">' + head(("og:url", "https://x.example/other"))))
    assert found.canonicalUrl == "https://www.harbour-gazette.example/town/ferry"
    assert found.origins["canonicalUrl"]["raw"] == "/town/ferry"


def test_a_front_page_is_not_the_address_of_an_article(read: Read) -> None:
    front = '<link rel="canonical" href="https://www.harbour-gazette.example/">'
    found = read(page(front + head(("og:url", URL))))
    assert found.canonicalUrl == URL
    assert found.warnings == ("canonicalUrl 'https://www.harbour-gazette.example/' (html) is the site's front page: refused",)  # fmt: skip  # noqa: E501
    assert read(page(front), url="https://www.harbour-gazette.example").canonicalUrl is not None


@pytest.mark.parametrize("href", ["javascript:void(0)", "", "https://[x", "ftp://x.example/a"])
def test_no_address(read: Read, href: str) -> None:
    assert read(page(f'<link rel="canonical" href="{href}">')).canonicalUrl is None


def test_a_page_without_address(read: Read) -> None:
    found = read(
        page('<link rel="canonical" href="https://x.example/a"><meta property="og:image" content="/i.jpg">'), url=None
    )
    assert found.canonicalUrl == "https://x.example/a"
    assert found.image[0].url == "https://x.example/i.jpg"
    nothing = read("<p>x</p>", url=None)
    assert nothing.publisher is None
    assert nothing.canonicalUrl is None


def test_publisher_language_and_words(read: Read) -> None:
    found = read(
        '<html lang="de_AT"><head><meta property="og:site_name" content="https://harbour-gazette.example">'
        '<meta name="publisher" content="Harbour Gazette"><meta property="og:locale" content="en_GB">'
        '<meta name="keywords" content=" ferry;harbour,, Ferry ,"></head></html>'
    )
    assert found.publisher is not None
    assert found.publisher.name == "Harbour Gazette"
    assert found.language == "de-AT"
    assert found.keywords == ("ferry", "harbour")


def test_comments_are_not_counted_from_visible_text(read: Read) -> None:
    assert read(page("", "<h1>x</h1><h2>12 comments</h2>")).commentCount is None


def test_every_filled_field_has_an_origin_and_no_other(read: Read) -> None:
    found = read(page(jsonld(datePublished="2024-05-17", author="Ann Beller"), f"<h1>{TITLE}</h1>"))
    without = {"origins", "warnings", "types", "reservations"}
    filled = {f.name for f in fields(Metadata) if getattr(found, f.name)} - without
    assert set(found.origins) == filled
    assert TRUST.keys() <= {f.name for f in fields(Metadata)}


def test_plain_text_has_no_markup() -> None:
    raw = RawPage(body=b"x")
    text = Page(raw=raw, source=None, kind="text", text="x", tree=None, encoding="utf-8", encoding_from="default")
    assert metadata_of_markup(text, ()) == Metadata()


# -------------------------------------------------------------------------------------------------------- any page

NAME_WORDS = """
og:title og:url og:image og:locale article:published_time article:author author date description keywords
citation_author
dc.date comment_count og:site_name
"""
NAMES = st.sampled_from(NAME_WORDS.split())
VALUES = st.one_of(
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30),
    st.sampled_from(
        ["https://[x", "//x", "2024-05-17T08:30:00Z", "By Ann Beller", "17.5.2024", "a | b - c", "&amp;lt;b>"]
    ),
)
TAGS = st.sampled_from(
    [
        "h1",
        "h2",
        "p",
        "time",
        "div class=byline",
        "div class=comment",
        "a rel=author",
        "span class=date",
        "figure",
        "figcaption",
        "div itemscope itemtype=http://schema.org/Article",
        "b itemprop=author",
    ]
)


@settings(deadline=None)
@given(st.lists(st.tuples(NAMES, VALUES), max_size=6), st.lists(st.tuples(TAGS, VALUES), max_size=12), VALUES)
def test_any_page_is_read_twice_alike(
    metas: list[tuple[str, str]], parts: list[tuple[str, str]], canonical: str
) -> None:
    top = "".join(f'<meta name="{name}" content="{escape(value)}">' for name, value in metas)
    top += f'<link rel=canonical href="{escape(canonical)}"><title>{escape(canonical)}</title>'
    body = "".join(f"<{tag}>{escape(value)}" for tag, value in parts)
    html = f"<html><head>{top}</head><body>{body}</body></html>"
    raw = RawPage(url=URL, fetched_at=datetime(2024, 6, 1, tzinfo=UTC), body=html.encode())
    results: list[Any] = []
    for _ in range(2):
        tree = lxml_html.document_fromstring(html.encode(), parser=lxml_html.HTMLParser(encoding="utf-8"))
        one = Page(raw=raw, source=None, kind="html", text=html, tree=tree, encoding="utf-8", encoding_from="meta")
        results.append(metadata_of_markup(one, ()))
    assert results[0] == results[1]
    assert all(value != "" for value in (results[0].headline, results[0].description, results[0].canonicalUrl))
