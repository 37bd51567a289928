"""The feed of a post's comments: who, when, what, and whom it answers."""

from __future__ import annotations

import pytest

from cleaning.threads.comment_feed import read_comment_feed

URL = "https://ropewalk.example/bell/"
NAMES = 'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"'


def feed(*items: str) -> bytes:
    return f'<?xml version="1.0"?><rss version="2.0" {NAMES}><channel>{"".join(items)}</channel></rss>'.encode()


def item(n: int, text: str = "<p>A fine bell.</p><p>Twice.</p>", more: str = "") -> str:
    return f"""<item><title>By: Mia</title><link>{URL}#comment-{n}</link><dc:creator>Mia</dc:creator>
    <pubDate>Wed, 04 Mar 2026 08:0{n}:00 +0000</pubDate><description>short</description>
    <content:encoded><![CDATA[{text}]]></content:encoded>{more}</item>"""


def test_the_oldest_comes_first_with_all_that_the_feed_says() -> None:
    second, first = item(2), item(1)
    told = read_comment_feed(feed(second, first))
    assert [one.id for one in told] == ["comment-1", "comment-2"]
    assert told[0].text == "A fine bell.\n\nTwice."
    assert (told[0].author, told[0].date, told[0].date_raw) == (
        "Mia",
        "2026-03-04T08:01:00Z",
        "Wed, 04 Mar 2026 08:01:00 +0000",
    )
    assert told[0].url == f"{URL}#comment-1"


def test_an_answer_says_whom_it_answers_and_that_is_no_part_of_its_words() -> None:
    text = f'<p>In reply to <a href="{URL}#comment-1">Olu</a>.</p>\n<p>Not so.</p>'
    told = read_comment_feed(feed(item(2, text), item(1)))
    assert (told[1].parent, told[1].text) == ("comment-1", "Not so.")


def test_articles_are_no_comments() -> None:
    assert read_comment_feed(feed("<item><title>News</title><link>https://ropewalk.example/n/</link></item>")) == []


def test_a_comment_without_its_full_text_has_its_short_one() -> None:
    markup = f"<item><guid>{URL}#comment-3</guid><description>Yes &amp; no</description></item>"
    (told,) = read_comment_feed(feed(markup))
    assert (told.text, told.author, told.date, told.url) == ("Yes & no", None, None, None)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html><body>no</body></html>",
        b"<rss",
        b'<!DOCTYPE rss [<!ENTITY a "aaaa">]><rss><channel><item><link>#comment-1</link>&a;</item></channel></rss>',
        b"\x00" * 50,
        b"<rss>" + b"<item>" * 3000,
    ],
)
def test_what_is_no_feed_gives_nothing(body: bytes) -> None:
    assert read_comment_feed(body) == []
