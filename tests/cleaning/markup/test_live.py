"""Live blogs in markup: posts with their times, in the page's order; tickers of links and comments are none."""

from __future__ import annotations

import json

import pytest

from cleaning.model import RawPage
from cleaning.pipeline import clean
from cleaning.record import BlogPosting, Record
from cleaning.sources import Sources

POSTS = (
    ("19:40", "The ferry to Ansel will not sail tonight, the company says."),
    ("19:05", "A tree has fallen on the line to the harbour; nobody was hurt."),
    ("18:22", "The fire brigade counts 140 calls since noon, as many as in three months."),
    ("17:50", "The weather service has raised its warning to the highest level."),
)


def record_of(body: str, title: str = "Storm on the coast: live blog") -> Record:
    main = f"<h1>{title}</h1><p>The storm is here.</p>{body}"
    html = f"<html><head><title>{title}</title></head><body><main>{main}</main></body></html>"
    outcome = clean(RawPage(body=html.encode(), headers={"content-type": "text/html; charset=utf-8"}), Sources())
    assert isinstance(outcome, Record)
    return outcome


def as_written(*, headings: bool = False, dates: bool = False) -> list[BlogPosting]:
    return [
        BlogPosting(
            headline=f"News {number}" if headings else None,
            datePublished=f"2025-03-04T{clock}:00+01:00" if dates else None,
            datePublishedRaw=clock,
            articleBody=text,
        )
        for number, (clock, text) in enumerate(POSTS)
    ]


def test_posts_that_stand_in_the_page_s_data_alone_are_in_the_body_too() -> None:
    updates = [
        {"headline": "Late", "datePublished": f"2025-03-04T{clock}:00Z", "articleBody": text} for clock, text in POSTS
    ]
    data = json.dumps({"@type": "LiveBlogPosting", "headline": "Storm", "liveBlogUpdate": updates})
    record = record_of(f'<p>All the news here.</p><script type="application/ld+json">{data}</script>')
    assert len(record.liveBlogUpdate) == len(POSTS)
    assert f"2025-03-04T19:40:00Z\n\nLate\n\n{POSTS[0][1]}" in (record.articleBody or "")


def test_posts_in_elements_of_their_own() -> None:
    body = "".join(
        f'<div class="post"><time datetime="2025-03-04T{clock}:00+01:00">{clock}</time>'
        f"<h3>News {i}</h3><p>{text}</p></div>"
        for i, (clock, text) in enumerate(POSTS)
    )
    assert list(record_of(body).liveBlogUpdate) == as_written(headings=True, dates=True)


def test_posts_that_follow_one_another() -> None:
    body = "".join(f'<h4 class="when">{clock}</h4><p>{text}</p>' for clock, text in POSTS)
    assert list(record_of(body).liveBlogUpdate) == as_written()


def test_a_time_at_the_beginning_of_the_text() -> None:
    body = "".join(f"<p><strong>{clock}</strong> {text}</p>" for clock, text in POSTS)
    assert list(record_of(body).liveBlogUpdate) == as_written()


def test_the_body_has_the_time_before_each_post() -> None:
    body = "".join(f'<li class="ticker-entry"><span>{clock}</span><p>{text}</p></li>' for clock, text in POSTS)
    record = record_of(f"<ol>{body}</ol>")
    told = "\n\n".join(f"{clock}\n\n{text}" for clock, text in POSTS)
    assert told in (record.articleBody or "")
    assert record.comment == ()


def test_posts_with_an_author_and_buttons_are_no_comments() -> None:
    body = "".join(
        '<article class="live-entry"><header><span class="author">Ada Fenwick</span>'
        f' <time datetime="2025-03-04T{clock}:00Z">'
        f"{clock}</time></header><p>{text}</p><button>Share</button></article>"
        for clock, text in POSTS
    )
    record = record_of(body)
    assert record.comment == ()
    assert [post.articleBody for post in record.liveBlogUpdate] == [text for _, text in POSTS]


@pytest.mark.parametrize("title", ["Storm on the coast", "Where to live on the coast"])
def test_nothing_is_live_without_posts(title: str) -> None:
    assert (
        record_of(
            "<p>At 19:40 the ferry stayed in the harbour, and the last lamp went out.</p>" * 5, title
        ).liveBlogUpdate
        == ()
    )


def test_a_ticker_of_links_is_no_live_blog() -> None:
    links = "".join(f'<li><time>{clock}</time> <a href="/{i}">{text}</a></li>' for i, (clock, text) in enumerate(POSTS))
    text = "<p>The ferry stayed in the harbour, and the last lamp on the pier went out before midnight.</p>" * 3
    assert record_of(f'{text}<ul class="news-ticker">{links}</ul>').liveBlogUpdate == ()


def test_a_page_that_does_not_say_that_it_is_live_has_no_posts() -> None:
    body = "".join(f'<h4 class="when">{clock}</h4><p>{text}</p>' for clock, text in POSTS)
    assert record_of(body, "The timetable of a storm").liveBlogUpdate == ()


def test_readers_comments_are_no_posts() -> None:
    comments = "".join(
        f'<li class="comment" id="comment-{i}"><cite class="fn">Tom {i}</cite> <time>{clock}</time><p>{text}</p>'
        f'<a href="#respond">Reply</a></li>'
        for i, (clock, text) in enumerate(POSTS)
    )
    record = record_of(
        f"<p>{'The ferry stayed in the harbour tonight. ' * 9}</p>"
        f"<div id='comments'><h2>4 comments</h2><ol>{comments}</ol></div>"
    )
    assert record.liveBlogUpdate == ()
    assert len(record.comment) == 4
