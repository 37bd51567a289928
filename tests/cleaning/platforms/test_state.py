"""Comments in a page's scripts: every shape of state, and what stands there and is none."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaning.decode import decode
from cleaning.model import Document, Page, RawPage, Thread
from cleaning.pipeline import clean
from cleaning.platforms.state import State
from cleaning.record import Record
from cleaning.sources import Sources

URL = "https://quill.example/2026/harbour-bell"
MIA = {
    "id": 41,
    "author": {"id": "u7", "displayName": "Mia"},
    "body": "<p>It rang twice.</p>",
    "createdAt": "2026-03-04T08:00:00Z",
}
OLU = {
    "id": 42,
    "author": {"id": "u8", "displayName": "Olu"},
    "body": "<p>Three times.</p>",
    "createdAt": 1772611260000,
    "parentId": 41,
}


def page_of(markup: str) -> Page:
    page = decode(RawPage(url=URL, body=f"<!doctype html><html><body><h1>The bell</h1>{markup}".encode()), None)
    assert isinstance(page, Page)
    return page


def read(markup: str) -> Thread:
    page = page_of(markup)
    return State().thread(Document(page=page)) if State().claims(page) else Thread()


def script(code: str, kind: str = "") -> str:
    return f"<script{kind}>{code}</script>"


def as_json(value: object) -> str:
    return json.dumps(value)


IN_STRING = json.dumps(json.dumps({"story": {"comments": [MIA, OLU]}}))
SHAPES = {
    "next": script(
        as_json({"props": {"pageProps": {"comments": [MIA, OLU]}}}), ' id="__NEXT_DATA__" type="application/json"'
    ),
    "a variable": script(f"window.__INITIAL_STATE__ = {as_json({'article': {'commentList': [MIA, OLU]}})};"),
    "a longer name": script(f'window.store={{"initialComments":{as_json([MIA, OLU])}}}'),
    "an object with a list": script(as_json({"comments": {"total": 2, "items": [MIA, OLU]}})),
    "a graph's edges": script(
        as_json({"comments": {"edges": [{"node": MIA, "cursor": "a"}, {"node": OLU, "cursor": "b"}]}})
    ),
    "by their ids": script(as_json({"comments": {"byId": {"41": MIA, "42": OLU}, "allIds": [41, 42]}})),
    "a cache of entities": script(
        "window.__APOLLO_STATE__=" + as_json({"Comment:41": {"__typename": "Comment", **MIA}, "Comment:42": OLU})
    ),
    "a text that is parsed later": script(f"var state = JSON.parse({IN_STRING});"),
    "flight data": script(f"self.__next_f.push([1,{IN_STRING}])"),
    "not JSON around it": script(f"(function(a){{return {{data:a,'comments': {as_json([MIA, OLU])}, x:void 0}}}})(1)"),
    "answers inside": script(
        as_json({"comments": [{**MIA, "replies": [{key: value for key, value in OLU.items() if key != "parentId"}]}]})
    ),
    "answers in a connection": script(
        as_json({"comments": [{**MIA, "replies": {"edges": [{"node": {**OLU, "parentId": None}}]}}]})
    ),
    "in two places": script(as_json({"comments": [MIA, OLU]})) + script(as_json({"again": {"comments": [MIA, OLU]}})),
}


@pytest.mark.parametrize("markup", SHAPES.values(), ids=SHAPES.keys())
def test_a_state_is_read_whatever_its_shape(markup: str) -> None:
    thread = read(markup)
    assert [(one.identifier, one.parentItem, one.text) for one in thread.comments] == [
        ("41", None, "It rang twice."),
        ("42", "41", "Three times."),
    ]
    first = thread.comments[0]
    assert first.author
    assert (first.author.name, first.author.identifier, first.datePublished) == ("Mia", "u7", "2026-03-04T08:00:00Z")
    assert (thread.comments[1].datePublished, thread.platform) == ("2026-03-04T08:01:00Z", "state")


WORDINGS: list[dict[str, Any]] = [
    {
        "com_id": 1, "com_final_text": "It rang.", "com_final_author": "Mia", "com_date": "2026-03-04",
        "com_final_date": "2026-03-05", "com_plus": 5, "com_minus": 2,
    },
    {"_id": "1", "text": "It rang.", "nickname": "Mia", "createdAt": "2026-03-04", "votes": {"up": 5, "down": 2}},
    {
        "uuid": "1", "content": {"rendered": "It rang."}, "user": {"username": "Mia"}, "published_at": "2026-03-04",
        "likes": 5, "dislikes": 2,
    },
    {
        "commentId": 1, "commentText": "It rang.", "userName": "Mia", "creationDate": "2026-03-04",
        "upvotes": "5", "downvotes": "2",
    },
    {"id": 1, "message": "It rang.", "author": "Mia", "timestamp": "2026-03-04", "likeCount": 5, "dislikeCount": 2},
    {"id": 1, "body": "It rang.", "author": {"firstName": "Mia"}, "date": "2026-03-04", "up": 5, "down": 2},
]  # fmt: skip


@pytest.mark.parametrize("item", WORDINGS)
def test_keys_are_told_by_their_words(item: dict[str, Any]) -> None:
    (comment,) = read(script(as_json({"comments": [item]}))).comments
    assert comment.author
    assert (comment.text, comment.author.name, comment.datePublished) == ("It rang.", "Mia", "2026-03-04")
    assert (comment.identifier, comment.upvoteCount, comment.downvoteCount) == ("1", 5, 2)


def test_the_number_beside_the_list_is_announced() -> None:
    assert read(SHAPES["an object with a list"]).announced == 2
    assert read(script(as_json({"comment": {"error": False, "comments": [MIA], "count": 9}}))).announced == 9
    assert read(script(as_json({"count": 9, "comments": [MIA]}))).announced is None


def test_a_state_of_moderation_is_kept_where_it_is_one() -> None:
    items = [{**MIA, "status": "approved"}, {**OLU, "state": "pending"}, {**MIA, "id": 9, "status": 1}]
    states = [one.creativeWorkStatus for one in read(script(as_json({"comments": items}))).comments]
    assert states == [None, "pending", None]


NONE = {
    "the latest of the site": {"recentComments": [MIA, OLU]},
    "the best of the site": {"topComments": [MIA], "mostCommented": [MIA]},
    "comments on other articles": {"comments": [{**MIA, "articleTitle": "A ferry"}, {**OLU, "articleTitle": "A road"}]},
    "comments with their articles": {"comments": [{**MIA, "article": {"title": "A ferry", "url": "/f"}}]},
    "settings": {"comments": {"enabled": True, "provider": {"name": "x", "url": "y"}}, "commentCount": 7},
    "words for the page": {"comments": {"title": "Comments", "messages": [{"id": 1, "text": "Write one"}]}},
    "a number": {"comments": 12, "commentsCount": {"total": 3}},
    "no list of comments": {"comments": [{"id": 1, "label": "a"}, {"id": 2, "label": "b"}]},
    "articles": {"commentary": [MIA]},
    "an empty list": {"comments": []},
    "posts of a live report": {"liveblog": {"posts": [MIA, OLU]}},
}


@pytest.mark.parametrize("state", NONE.values(), ids=NONE.keys())
def test_what_is_no_comment_on_this_article_is_none(state: dict[str, Any]) -> None:
    assert read(script(as_json(state))) == Thread()


def test_json_ld_and_scripts_that_are_cut_off_are_left_alone() -> None:
    assert read(script(as_json({"comments": [MIA]}), ' type="application/ld+json"')) == Thread()
    assert read(script(as_json({"comments": [MIA, OLU]})[:-30])) == Thread()


def test_one_comment_in_the_state_and_on_the_page_is_one() -> None:
    shown = """<section id="comments"><h2>Comments</h2><ol><li class="comment" id="c-41"><b class="author">Mia</b>
        <time datetime="2026-03-04T08:00:00Z">4 March</time><p>It rang twice.</p><span class="likes">3</span></li>
        <li class="comment" id="c-50"><b class="author">Ned</b> <time datetime="2026-03-04T09:00:00Z">4 March</time>
        <p>I was at sea that day and heard nothing.</p></li></ol></section>"""
    text = (
        "<p>The bell of the old harbour was hung again on Sunday, after forty years in a shed behind the quay.</p>" * 4
    )
    body = f"<html><body><article><h1>The bell</h1>{text}</article>{shown}{SHAPES['a variable']}</body></html>"
    record = clean(RawPage(url=URL, body=body.encode()), Sources())
    assert isinstance(record, Record)
    said = [(one.author.name if one.author else None, one.text) for one in record.comment]
    assert sorted(said) == [
        ("Mia", "It rang twice."), ("Ned", "I was at sea that day and heard nothing."), ("Olu", "Three times."),
    ]  # fmt: skip
    by_text = {one.text: one for one in record.comment}
    assert by_text["Three times."].parentItem == by_text["It rang twice."].identifier
    assert record.articleBody
    assert "rang twice" not in record.articleBody


KEYS = """comments comment id text body author user createdAt date replies parentId votes node edges status likes name
Comment:1""".split()
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=15),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(KEYS) | st.text(max_size=6),
        inner,
        max_size=5,
    ),
    max_leaves=25,
)  # fmt: skip


@given(VALUES)
def test_no_state_makes_it_raise(value: object) -> None:
    thread = read(script(as_json({"comments": value}).replace("</", "<\\/")))
    assert len({one.identifier for one in thread.comments}) == len(thread.comments)
    assert all(one.text for one in thread.comments)


@given(st.text(st.sampled_from('{}[]":,\\omments ="1n'), max_size=80))
def test_no_script_makes_it_raise(code: str) -> None:
    read(script(f'"comments":[{{{code}'))


@pytest.mark.parametrize(
    "code",
    [
        '{"comments":' + "[{" * 1 + '"replies":[' * 20_000,
        '"comments":[{' * 20_000,
        '"comments":' + "[" * 100_000,
        '{"comments":[' + ",".join(['{"id":1,"text":"a","author":"b"}'] * 30_000) + "]}",
        "omment" * 200_000,
        '{"comments":{' + ",".join(f'"k{n}":{{"a":{{}}}}' for n in range(20_000)) + "}}",
    ],
)
def test_the_work_on_hostile_scripts_is_bounded(code: str) -> None:
    read(script(code))
