"""WordPress: where a post's comments can be asked for, what is asked in turn, and what the answers say."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaning.decode import decode
from cleaning.model import Answer, Ask, CrawlRules, Document, Page, RawPage, Source, Thread
from cleaning.platforms.wordpress import WordPress, post_of

SITE = "https://ropewalk.example"
URL = f"{SITE}/2026/03/the-old-bell/"
ROOT = f'<link rel="https://api.w.org/" href="{SITE}/wp-json/">'
POST = f'<link rel="alternate" title="JSON" type="application/json" href="{SITE}/wp-json/wp/v2/posts/62">'
FEED = f'<link rel="alternate" type="application/rss+xml" title="Comments on the old bell" href="{URL}feed/">'
ITEM = '<ol class="comment-list"><li id="comment-5"><p>Fine bell.</p></li></ol>'
API = f"{SITE}/wp-json/wp/v2/comments?post=62&per_page=100&page="
NOW = datetime(2026, 3, 5, tzinfo=UTC)
PLATFORM = WordPress()


def page_of(
    head: str = "", body: str = "", *, url: str | None = URL, classes: str = "", answers: Sequence[Answer] = (),
    ask: str = "announced", link: str = "",
) -> Page:  # fmt: skip
    markup = f"<!doctype html><html><head>{head}</head><body class='{classes}'><p>The bell.</p>{body}</body></html>"
    headers = {"link": link} if link else {}
    raw = RawPage(url=url, body=markup.encode(), answers=tuple(answers), headers=headers)
    source = Source(id="ropewalk", crawl=CrawlRules(ask_comments=ask))  # type: ignore[arg-type]  # one of the three
    page = decode(raw, source)
    assert isinstance(page, Page)
    return page


def said(number: int, *items: object, status: int = 200, **headers: str) -> Answer:
    body = json.dumps(items).encode()
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Answer(ask=Ask(url=f"{API}{number}"), status=status, fetched_at=NOW, headers=named, body=body)


def item(number: int, text: str = "<p>A fine bell.</p>", **more: object) -> dict[str, Any]:
    return {
        "id": number, "post": 62, "parent": 0, "author": 0, "author_name": "Mia &amp; Olu", "type": "comment",
        "date": f"2026-03-04T10:{number:02}:00", "date_gmt": f"2026-03-04T08:{number:02}:00", "status": "approved",
        "content": {"rendered": text}, "link": f"{URL}#comment-{number}",
    } | more  # fmt: skip


def thread_of(*answers: Answer) -> Thread:
    return PLATFORM.thread(Document(page=page_of(ROOT + POST, answers=answers)))


def urls(page: Page, *answers: Answer) -> list[str]:
    return [ask.url for ask in PLATFORM.asks(page, answers)]


@pytest.mark.parametrize(
    "page",
    [
        page_of(ROOT + POST),
        page_of(f"<link href='{SITE}/wp-json/' rel='https://api.w.org/'>", classes="single postid-62 single-format"),
        page_of(f"<link href={SITE}/wp-json/ rel=https://api.w.org/>", classes="page page-id-62"),
        page_of(ROOT + f"<link href='{SITE}/?p=62' rel='shortlink'>"),
        page_of(ROOT, '<form><input type="hidden" value="62" id="x" name="comment_post_ID"></form>'),
        page_of(ROOT, "<form><input name='comment_post_ID' value='62'></form>"),
        page_of(POST.replace("posts", "story")),
        page_of(
            link=f'<{SITE}/wp-json/>; rel="https://api.w.org/", <{SITE}/wp-json/wp/v2/posts/62>; rel="alternate"',
            body="<script src=/wp-includes/js/embed.js></script>",
        ),
        page_of('<link rel="https://api.w.org/" href="/wp-json/">' + POST),
    ],
)
def test_a_post_is_known_by_what_its_page_links(page: Page) -> None:
    post = post_of(page, PLATFORM.marks)
    assert post is not None
    assert (post.number, post.api) == ("62", API)
    assert PLATFORM.claims(page)


def test_an_api_behind_a_query_is_asked_by_it() -> None:
    head = f'<link rel="https://api.w.org/" href="{SITE}/?rest_route=/"><link href="/wp-content/a.css">'
    page = page_of(head, ITEM, classes="postid-62")
    assert urls(page) == [f"{SITE}/?rest_route=/wp/v2/comments&post=62&per_page=100&page=1"]


@pytest.mark.parametrize(
    "page",
    [
        page_of(ROOT),
        page_of(ROOT + POST.replace("posts/62", "categories/7")),
        page_of(ROOT.replace(SITE, "http://[bad"), classes="postid-62"),
        page_of("<p>wp-json</p>", classes="postid-62"),
        page_of(classes="postid-62"),
    ],
)
def test_what_is_no_post_of_wordpress_is_not_claimed(page: Page) -> None:
    assert post_of(page, PLATFORM.marks) is None
    assert not PLATFORM.claims(page)
    assert PLATFORM.asks(page, ()) == ()


@pytest.mark.parametrize(
    ("head", "body", "is_asked"),
    [
        ("", ITEM, True),
        ('<script type="application/ld+json">{"commentCount": 3}</script>', "", True),
        ('<script type="application/ld+json">{"commentCount": "0"}</script>', "", False),
        (FEED, '<div id="comments"></div><button>Show comments</button>', True),
        (FEED, '<div id="comments"></div><form id="commentform"></form>', False),
        (FEED, "", False),
        ("", '<div id="respond"></div>', False),
        ("", "", False),
    ],
)
def test_a_page_is_asked_about_only_where_it_shows_comments(head: str, body: str, is_asked: bool) -> None:
    assert urls(page_of(ROOT + POST + head, body)) == [f"{API}1"] * is_asked
    assert urls(page_of(ROOT + POST + head, body, ask="always")) == [f"{API}1"]
    assert urls(page_of(ROOT + POST + head, body, ask="never")) == []


def test_pages_are_asked_for_one_after_the_other_up_to_the_last() -> None:
    page = page_of(ROOT + POST, ITEM)
    first, second = (said(n, item(n), x_wp_total="102", x_wp_totalpages="2") for n in (1, 2))
    assert urls(page, first) == [f"{API}2"]
    assert urls(page, first, second) == []


def test_without_a_number_of_pages_a_full_one_is_followed_by_another() -> None:
    page = page_of(ROOT + POST, ITEM)
    assert urls(page, said(1, *map(item, range(1, 60)))) == []
    assert urls(page, said(1, *(item(n % 60, id=n) for n in range(1, 101)))) == [f"{API}2"]


def test_there_is_an_end_whatever_the_api_says() -> None:
    page = page_of(ROOT + POST, ITEM)
    answers = [said(n, item(1), x_wp_totalpages="99999") for n in range(1, 21)]
    assert urls(page, *answers[:-1]) == [f"{API}20"]
    assert urls(page, *answers) == []


@pytest.mark.parametrize("refusal", [said(1, status=401), said(1, status=404), said(1, status=200).__class__(
    ask=Ask(url=f"{API}1"), status=200, fetched_at=NOW, body=b"<html>blocked</html>")])  # fmt: skip
def test_where_the_api_does_not_answer_the_feed_is_asked_once(refusal: Answer) -> None:
    page = page_of(ROOT + POST + FEED, ITEM)
    assert urls(page, refusal) == [f"{URL}feed/"]
    given = Answer(ask=Ask(url=f"{URL}feed/"), status=404, fetched_at=NOW)
    assert urls(page, refusal, given) == []
    assert urls(page_of(ROOT + POST, ITEM), refusal) == []


@pytest.mark.parametrize("feed", [f"{SITE}/feed/", f"{SITE}/comments/feed/", f"{SITE}/2026/03/other/feed/"])
def test_the_sites_feeds_are_not_the_posts(feed: str) -> None:
    page = page_of(ROOT + POST + FEED.replace(f"{URL}feed/", feed), ITEM)
    assert urls(page, said(1, status=403)) == []


def test_comments_are_told_in_full_and_in_threads() -> None:
    thread = thread_of(
        said(1, item(9), item(7, "<p>Yes.</p>\n<p>And no.</p>", parent=3, author=4), x_wp_total="4"),
        said(2, item(5, type="pingback"), item(3)),
    )
    assert [(one.identifier, one.parentItem, one.position) for one in thread.comments] == [
        ("comment-3", None, 1), ("comment-7", "comment-3", 2), ("comment-9", None, 3),
    ]  # fmt: skip
    reply = thread.comments[1]
    assert (reply.text, reply.author and (reply.author.name, reply.author.identifier)) == (
        "Yes.\n\nAnd no.",
        ("Mia & Olu", "4"),
    )
    assert (reply.datePublished, reply.datePublishedRaw) == ("2026-03-04T10:07:00+02:00", "2026-03-04T10:07:00")
    assert (reply.url, reply.creativeWorkStatus, reply.platform) == (f"{URL}#comment-7", None, "wordpress")
    assert (thread.announced, thread.complete) == (4, False)


def test_all_comments_are_there_if_as_many_came_as_the_api_counts() -> None:
    assert thread_of(said(1, item(1), item(2), x_wp_total="2")).complete is True
    assert thread_of(said(1, item(1), item(2))).complete is None


def test_an_answer_without_comments_is_no_platform_but_a_number() -> None:
    assert thread_of(said(1, x_wp_total="0")) == Thread(announced=0, complete=True)
    assert thread_of(said(1, status=403)) == Thread()
    assert thread_of() == Thread()


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=12,
)
ODD_ITEMS = st.fixed_dictionaries(
    {},
    optional=dict.fromkeys(item(1), ANYTHING) | {"id": st.integers() | ANYTHING, "parent": st.integers() | ANYTHING},
)


@given(st.lists(ODD_ITEMS | ANYTHING, max_size=5))
def test_no_answer_makes_it_raise(items: list[Any]) -> None:
    thread = thread_of(Answer(ask=Ask(url=f"{API}1"), status=200, fetched_at=NOW, body=json.dumps(items).encode()))
    assert len({one.identifier for one in thread.comments}) == len(thread.comments)


@given(st.binary(max_size=200))
def test_no_bytes_make_it_raise(body: bytes) -> None:
    for url in (f"{API}1", f"{URL}feed/"):
        answer = Answer(ask=Ask(url=url), status=200, fetched_at=NOW, body=body)
        thread_of(answer)
        PLATFORM.asks(page_of(ROOT + POST + FEED, ITEM), [answer])


def test_nesting_without_end_is_no_answer() -> None:
    body = b"[" * 200_000 + b"]" * 200_000
    assert thread_of(Answer(ask=Ask(url=f"{API}1"), status=200, fetched_at=NOW, body=body)) == Thread()
