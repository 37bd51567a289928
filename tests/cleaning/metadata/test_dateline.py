"""The date that is printed by the headline, among all the others."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from cleaning.metadata.dateline import date_in_url
from cleaning.model import Metadata, Source

Read = Callable[..., Metadata]
HEAD = "<h1>The ferry returns to the old harbour</h1>"
FILLER = "<p>Many people stood on the pier.</p>" * 90


def published(read: Read, body: str, **rest: object) -> str | None:
    rest.setdefault("url", "https://www.harbour-gazette.example/town/ferry")
    return read(f"<html lang='en-GB'><body>{body}</body></html>", **rest).datePublished


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("<time datetime='2024-05-17T08:30:00+02:00'>today</time>", "2024-05-17T08:30:00+02:00"),
        ("<p>Published on 17 May 2024, 08:30</p>", "2024-05-17T08:30:00"),
        ("<span class='date'>17/05/2024</span>", "2024-05-17"),
        ("<div><b>Date:</b> 17.05.2024</div>", "2024-05-17"),
        ("<div class='stamp' data-timestamp='1715927400'></div>", "2024-05-17T06:30:00+00:00"),
        ("<p>On 17 May 2024 the mayor opened the new pier, and hundreds of people came.</p>", None),
        ("<p>two hours ago</p>", None),
        ("", None),
    ],
)
def test_a_date_below_the_headline(read: Read, line: str, expected: str | None) -> None:
    assert published(read, f"{HEAD}{line}{FILLER}") == expected


def test_the_masthead_and_the_footer_are_other_dates(read: Read) -> None:
    body = f"<p class='date'>1 June 2024</p>{'<a>menu</a>' * 30}{HEAD}<p>17 May 2024</p>{FILLER}<p>31 May 2024</p>"
    assert published(read, body) == "2024-05-17"
    assert published(read, body.replace("<p>17 May 2024</p>", "")) is None


def test_comments_and_teasers_are_other_dates(read: Read) -> None:
    comment = "<div class='comment' id='c'><time datetime='2024-05-20'>20 May 2024</time></div>"
    teaser = "<div class='related'><time datetime='2024-05-21'>21 May 2024</time></div>"
    assert published(read, f"{HEAD}{FILLER[:900]}{teaser}{comment}") is None
    assert published(read, f"{HEAD}<div id='c'><time>20 May 2024</time></div>", apart=["c"]) is None


def test_the_date_of_a_change_is_told_apart(read: Read) -> None:
    html = f"<html lang=en><body>{HEAD}<p>Updated: 18 May 2024</p><p>Published: 17 May 2024</p></body></html>"
    found = read(html, url="https://x.example/a")
    assert (found.datePublished, found.dateModified) == ("2024-05-17", "2024-05-18")
    assert found.datePublishedRaw == "Published: 17 May 2024"
    assert found.origins["datePublished"]["from"] == "visible"


def test_a_class_alone_makes_no_change_of_a_single_date(read: Read) -> None:
    assert published(read, f"{HEAD}<time class='entry-date updated'>17 May 2024</time>") == "2024-05-17"
    two = f"{HEAD}<time class='updated'>18 May 2024</time><time class='published'>17 May 2024</time>"
    assert published(read, two) == "2024-05-17"


def test_the_address_decides(read: Read) -> None:
    body = f"{HEAD}<p>16 May 2024</p><p>17 May 2024, 9:15</p>"
    assert published(read, body, url="https://x.example/2024/05/17/ferry") == "2024-05-17T09:15:00"
    assert published(read, HEAD + FILLER, url="https://x.example/2024/05/17/ferry") == "2024-05-17"


def test_the_source_s_zone(read: Read) -> None:
    source = Source(id="gazette", timezone="Europe/Lisbon")
    assert published(read, f"{HEAD}<p>17 May 2024, 08:30</p>", source=source) == "2024-05-17T08:30:00+01:00"


@pytest.mark.parametrize(
    ("url", "stem"),
    [
        ("https://x.example/2024/05/17/a", "2024-05-17"),
        ("https://x.example/2024/5/7/a", "2024-05-07"),
        ("https://x.example/2024/05/a.html", "2024-05"),
        ("https://x.example/20240517/a", "2024-05-17"),
        ("https://x.example/2024/a", ""),
        ("https://x.example/a-2024-05-17-b", ""),
        (None, ""),
    ],
)
def test_dates_in_addresses(url: str | None, stem: str) -> None:
    assert date_in_url(url) == stem
