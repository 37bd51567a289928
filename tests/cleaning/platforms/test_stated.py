"""Comments that JSON-LD and microdata state."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaning.decode import decode
from cleaning.model import Document, Label, Metadata, Page, RawPage, Region, Thread
from cleaning.platforms.jsonld import JsonLd
from cleaning.platforms.microdata import Microdata

URL = "https://quill.example/2026/harbour-bell"
MIA = {
    "@type": "Comment", "@id": f"{URL}#c1", "text": "It rang <b>twice</b>.", "dateCreated": "2026-03-04T08:00:00Z",
    "author": {"@type": "Person", "name": "Mia"}, "upvoteCount": 3, "url": f"{URL}#c1",
}  # fmt: skip
OLU = {"@type": "Comment", "text": "Three times.", "author": "Olu", "datePublished": "2026-03-04"}


def page_of(markup: str) -> Page:
    page = decode(RawPage(url=URL, body=f"<!doctype html><html><body><h1>The bell</h1>{markup}".encode()), None)
    assert isinstance(page, Page)
    return page


def stated(value: object) -> Thread:
    page = page_of(f'<script type="application/ld+json">{json.dumps(value)}</script>')
    doc = Document(page=page, metadata=Metadata(headline="The bell"))
    return JsonLd().thread(doc) if JsonLd().claims(page) else Thread()


def shape(thread: Thread) -> list[tuple[str | None, str, bool]]:
    return [(one.author.name if one.author else None, one.text, one.parentItem is not None) for one in thread.comments]


BOTH = [("Mia", "It rang twice.", False), ("Olu", "Three times.", True)]


@pytest.mark.parametrize(
    "value",
    [
        {"@type": "NewsArticle", "headline": "The bell", "comment": [{**MIA, "comment": [OLU]}]},
        {"@graph": [{"@type": "WebPage"}, {"@type": "BlogPosting", "comment": {"@list": [{**MIA, "comment": OLU}]}}]},
        {"@type": "Article", "comment": [MIA, {**OLU, "parentItem": {"@id": MIA["@id"]}}]},
        {"@type": "WebPage", "mainEntity": {"@type": "DiscussionForumPosting", "comment": [{**MIA, "comment": [OLU]}]}},
    ],
)
def test_json_ld(value: object) -> None:
    thread = stated(value)
    assert shape(thread) == BOTH
    first = thread.comments[0]
    assert (first.datePublished, first.upvoteCount, first.url) == ("2026-03-04T08:00:00Z", 3, f"{URL}#c1")
    assert thread.platform == "json-ld"


def test_of_several_articles_the_pages_own_is_taken() -> None:
    others = [{"@type": "Article", "headline": f"Ferry {n}", "url": f"{URL}/{n}", "comment": [OLU]} for n in range(3)]
    assert (
        shape(stated([*others, {"@type": "Article", "headline": "The bell", "url": URL, "comment": [MIA]}])) == BOTH[:1]
    )


@pytest.mark.parametrize(
    "value",
    [
        {"@type": "NewsArticle", "commentCount": 4},
        {"@type": "NewsArticle", "comment": []},
        {"@type": "NewsArticle", "comment": "12 Comment"},
        {"@type": "Comment", "text": "Alone."},
        {"@type": "NewsArticle", "comment": [{"@type": "Article", "text": "No Comment"}]},
    ],
)
def test_what_states_no_comment_has_none(value: object) -> None:
    assert stated(value) == Thread()


ANY = st.recursive(
    st.none() | st.integers() | st.text(max_size=10),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*MIA, "comment", "name"]), inner, max_size=5)
    ),
    max_leaves=20,
)


@given(ANY)
def test_no_json_ld_makes_it_raise(value: Any) -> None:
    stated({"@type": "NewsArticle", "comment": value, "x": "Comment"})


ITEMS = """<div itemscope itemtype="https://schema.org/Comment" id="c1"><span itemprop="author" itemscope
    itemtype="https://schema.org/Person"><b itemprop="name">Mia</b></span> <meta content="2026-03-04T08:00:00Z"
    itemprop="dateCreated"><div itemprop="text"><p>It rang twice.</p></div><a href="#c1" itemprop="url">link</a>
    <div class="answers"><div itemtype="http://schema.org/UserComments" itemscope id="c2"><i itemprop="creator">Olu</i>
    <time itemprop="commentTime" datetime="2026-03-04">4 March</time><p itemprop="commentText">Three times.</p></div>
    </div></div>"""


def marked(markup: str, *regions: Region) -> Thread:
    page = page_of(markup)
    return Microdata().thread(Document(page=page, regions=regions)) if Microdata().claims(page) else Thread()


def test_microdata() -> None:
    thread = marked(ITEMS)
    assert shape(thread) == BOTH
    assert [(one.identifier, one.parentItem, one.datePublished) for one in thread.comments] == [
        ("c1", None, "2026-03-04T08:00:00Z"),
        ("c2", "c1", "2026-03-04"),
    ]
    assert thread.comments[0].url == f"{URL}#c1"


def test_microdata_says_nothing_where_comments_are_labelled() -> None:
    page = page_of(ITEMS)
    assert page.tree is not None
    region = Region(label=Label.COMMENT, where=page.tree, reason="test")
    assert Microdata().thread(Document(page=page, regions=[region])) == Thread()


def test_pings_and_items_without_words_are_none() -> None:
    assert (
        marked('<li class="pingback" itemscope itemtype="https://schema.org/Comment"><p itemprop="text">A link</p>')
        == Thread()
    )
    assert (
        marked('<li itemscope itemtype="https://schema.org/Comment"><p>Words that no property holds.</p>') == Thread()
    )


PIECES = [piece + ">" for piece in ITEMS.split(">") if piece.strip()]


@given(st.lists(st.sampled_from(PIECES), max_size=30))
def test_no_markup_makes_it_raise(pieces: list[str]) -> None:
    thread = marked("".join(pieces))
    assert all(one.text for one in thread.comments)
