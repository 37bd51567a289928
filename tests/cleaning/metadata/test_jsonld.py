"""JSON-LD: which node is the page's, and what it says."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaning.metadata.jsonld import read_jsonld
from cleaning.metadata.jsonld_node import PageMarks
from cleaning.model import Metadata

URL = "https://www.harbour-gazette.example/town/2024/ferry-returns.html"
ARTICLE = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": "The ferry returns to the old harbour",
    "datePublished": "2024-05-17T08:30:00+02:00",
}
Read = Callable[..., Metadata]


def names(metadata: Metadata) -> list[str]:
    return [person.name for person in metadata.author]


def test_an_article_says_everything(with_jsonld: Read) -> None:
    found = with_jsonld(
        {
            **ARTICLE,
            "alternativeHeadline": "Why the boat sails again",
            "description": "After <b>nine</b> years the boat sails &amp; rings its bell.",
            "author": {"@type": "Person", "name": "Ina Quell", "url": "/people/ina"},
            "publisher": {"@type": "Organization", "name": "Harbour Gazette"},
            "dateModified": "2024-05-17T10:00:00+02:00",
            "keywords": "ferry, harbour; Ferry",
            "articleSection": ["Town", "Transport"],
            "image": {"@type": "ImageObject", "url": "/i/ferry.jpg", "caption": "The boat", "creditText": "Lee Arno"},
            "isAccessibleForFree": "False",
            "inLanguage": "en_gb",
            "commentCount": "12",
        }
    )
    assert found.headline == "The ferry returns to the old harbour"
    assert found.alternativeHeadline == "Why the boat sails again"
    assert found.description == "After nine years the boat sails & rings its bell."
    assert found.author[0].url == "https://www.harbour-gazette.example/people/ina"
    assert found.publisher is not None
    assert found.publisher.name == "Harbour Gazette"
    assert found.datePublished == "2024-05-17T08:30:00+02:00"
    assert found.dateModified == "2024-05-17T10:00:00+02:00"
    assert found.keywords == ("ferry", "harbour")
    assert found.articleSection == "Town"
    assert [(i.url.rpartition("/")[2], i.caption, i.creditText) for i in found.image] == [
        ("ferry.jpg", "The boat", "Lee Arno")
    ]
    assert found.isAccessibleForFree is False
    assert found.language == "en-GB"
    assert found.commentCount == 12
    assert {origin["from"] for origin in found.origins.values()} == {"json-ld"}
    assert found.origins["description"]["raw"] == "After <b>nine</b> years the boat sails &amp; rings its bell."


def test_a_graph_with_references(with_jsonld: Read) -> None:
    found = with_jsonld(
        {
            "@graph": [
                {"@type": "WebSite", "@id": "#site", "name": "Harbour Gazette"},
                {"@type": "WebPage", "@id": URL, "dateModified": "2024-05-18T09:00:00Z"},
                {"@type": ["Article", "NewsArticle"], "headline": "A", "author": [{"@id": "#p2"}, {"@id": "#p1"}]},
                {"@type": "Person", "@id": "#p1", "name": "Tom Grau"},
                {"@type": "Person", "@id": "#p2", "givenName": "Ann", "familyName": "Beller"},
            ]
        }
    )
    assert names(found) == ["Ann Beller", "Tom Grau"]
    assert found.dateModified == "2024-05-18T09:00:00+00:00"


def test_the_page_s_own_article_among_several_is_known_by_its_address(with_jsonld: Read) -> None:
    others = [
        {"@type": "NewsArticle", "headline": f"Other news {n}", "url": f"https://x.example/{n}", "author": f"Other {n}"}
        for n in range(5)
    ]
    own = {"@type": "NewsArticle", "headline": "Anything", "mainEntityOfPage": {"@id": URL}, "author": "Ina Quell"}
    assert names(with_jsonld([*others[:2], own, *others[2:]])) == ["Ina Quell"]


def test_the_page_s_own_article_among_several_is_known_by_its_title(with_jsonld: Read) -> None:
    others = [{"@type": "NewsArticle", "headline": f"Other news {n}", "author": f"Other Man {n}"} for n in range(5)]
    assert names(with_jsonld(*others, {**ARTICLE, "author": "Ina Quell"})) == ["Ina Quell"]


def test_a_list_of_teasers_is_not_the_page(with_jsonld: Read) -> None:
    teasers = [{"@type": "NewsArticle", "headline": f"News {n}", "datePublished": "2024-01-01"} for n in range(8)]
    found = with_jsonld({"@type": "ItemList", "itemListElement": teasers}, teasers, body="<h1>Town</h1>")
    assert found.datePublished is None
    assert found.headline == "Town"


def test_an_article_below_its_page(with_jsonld: Read) -> None:
    found = with_jsonld({"@type": "WebPage", "name": "x", "mainEntity": {**ARTICLE, "author": ["Ina Quell"]}})
    assert names(found) == ["Ina Quell"]


@pytest.mark.parametrize(
    ("author", "expected"),
    [
        ("Ann Beller and Tom Grau", ["Ann Beller", "Tom Grau"]),
        ({"@type": "Person", "name": "By Ann Beller, Reporter"}, ["Ann Beller"]),
        ({"@type": "Person", "name": ["Ann Beller", "Tom Grau"]}, ["Ann Beller", "Tom Grau"]),
        ({"@type": "Organization", "name": "Coast and River Agency"}, ["Coast and River Agency"]),
        ([{"@type": "Person", "name": "Ann Beller"}, {"@type": "Organization", "name": "dpa"}], ["Ann Beller", "dpa"]),
        ({"@list": [{"name": "Ann Beller"}, "Tom Grau"]}, ["Ann Beller", "Tom Grau"]),
        ([["Ann Beller"], [["Tom Grau"]]], ["Ann Beller", "Tom Grau"]),
        ({"@type": "Person", "name": "admin"}, []),
        ({"@type": "Person", "name": ""}, []),
        (None, []),
        (17, []),
        ({"@type": "Person", "name": {"@value": "Ann Beller", "@language": "en"}}, ["Ann Beller"]),
    ],
)
def test_authors_in_all_shapes(with_jsonld: Read, author: object, expected: list[str]) -> None:
    assert names(with_jsonld({**ARTICLE, "author": author})) == expected


def test_a_part_behind_a_paywall_tells_of_the_whole(with_jsonld: Read) -> None:
    part = {"@type": "WebPageElement", "isAccessibleForFree": "http://schema.org/False"}
    assert with_jsonld({**ARTICLE, "hasPart": part}).isAccessibleForFree is False
    assert with_jsonld({**ARTICLE, "isAccessibleForFree": True, "hasPart": part}).isAccessibleForFree is True


def test_comments_counted_by_an_interaction_counter(with_jsonld: Read) -> None:
    counters = [
        {"interactionType": "https://schema.org/ShareAction", "userInteractionCount": 9},
        {"interactionType": {"@type": "CommentAction"}, "userInteractionCount": 4},
    ]
    assert with_jsonld({**ARTICLE, "interactionStatistic": counters}).commentCount == 4


def test_a_script_that_cannot_be_read_is_said(with_jsonld: Read) -> None:
    found = with_jsonld('{"@type": "NewsArticle", "headline": oops', ARTICLE)
    assert found.headline == ARTICLE["headline"]
    assert found.warnings == ("json-ld: 1 of 2 scripts cannot be read",)


KEY_WORDS = """
@type @id @graph @list @value name headline alternativeHeadline author creator publisher datePublished dateModified
mainEntity mainEntityOfPage url image caption keywords articleSection isAccessibleForFree hasPart inLanguage
commentCount
interactionStatistic interactionType userInteractionCount givenName description
"""
KEYS = st.sampled_from(KEY_WORDS.split())
LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False),
    st.text(max_size=20),
    st.sampled_from(["NewsArticle", "Article", "WebPage", "Person", "#1", URL, "2024-05-17T08:30:00Z", "https://[x"]),
)
SOUP: st.SearchStrategy[Any] = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=6), max_leaves=25
)


@settings(deadline=None)
@given(SOUP)
def test_no_value_makes_it_fail(value: object) -> None:
    reading, warnings = read_jsonld(
        [json.dumps({"@type": "NewsArticle", "author": value, "mainEntity": value})], PageMarks(urls=(URL,))
    )
    again, _ = read_jsonld([json.dumps(value)], PageMarks(titles=("A title",)))
    assert reading.origin == again.origin == "json-ld"
    assert warnings == ()
