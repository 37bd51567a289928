"""Comments in pages whose names say nothing and whose headings are in no list, and what only looks alike."""

from __future__ import annotations

import pytest
from lxml import html

from cleaning.markup.comments.find import find_comments
from cleaning.markup.comments.unnamed import repeated_zones
from cleaning.model import Document, Page, RawPage
from cleaning.platforms.rendered import Rendered

ARTICLE = """<main><h1>A new ferry for the bay</h1><p>3 May 2021</p>
<p>The council bought a second-hand ferry on Monday, and the crew painted it yellow within a day.</p>
<p>From June on it will cross the bay four times a day, said the harbour master, if the engine holds.</p></main>"""
SAID = (
    ("Mia", "4 May 2021, 9:30", "Yellow is a fine colour for a ferry."),
    ("Ole Brandt", "5 May 2021, 10:05", "I would like to cross with my bicycle."),
    ("tide77", "6 May 2021, 23:11", "No."),
)
ITEM = "<div class='x7a'><div class='k2'>{a}</div><div class='q9'>{d}</div><div class='z1'>{t}</div>{more}</div>"


def said(markup: str) -> list[tuple[str | None, str | None, str]]:
    """Author, printed date and text of each comment."""
    tree = html.document_fromstring(f"<html><body>{ARTICLE}{markup}</body></html>")
    raw = RawPage(url="https://harbour-post.example/ferry", body=b"")
    page = Page(raw=raw, source=None, kind="html", text="", tree=tree, encoding="utf-8", encoding_from="default")
    comments = Rendered().thread(Document(page=page, regions=find_comments(page))).comments
    return [(one.author.name if one.author else None, one.datePublishedRaw, one.text) for one in comments]


def items(more: str = "") -> str:
    return "".join(ITEM.format(a=a, d=d, t=t, more=more) for a, d, t in SAID)


@pytest.mark.parametrize(
    "markup",
    [
        f"<div class='p1'><div class='p2'>Gedachten (3)</div><div class='p3'>{items()}</div></div>",
        f"<div class='p1'><div class='p3'>{items()}</div><form><textarea></textarea></form></div>",
        f"<div class='p1'><div class='p3'>{items('<span class=r>Yanıtla</span>')}</div></div>",
        f"<div class='p1'><h3>Discussion</h3><div class='p3'>{items()}</div></div>",
    ],
    ids=["a title with their number", "a form for a new one", "can be answered", "a title"],
)
def test_dated_records_are_comments_if_what_is_around_them_says_so(markup: str) -> None:
    assert said(markup) == list(SAID)


def test_a_number_and_days_are_not_enough() -> None:
    days = items().replace(", 9:30", "").replace(", 10:05", "").replace(", 23:11", "")
    assert said(f"<section><h3>Episodes (3)</h3><div class='p3'>{days}</div></section>") == []


@pytest.mark.parametrize(
    "markup",
    [
        f"<div class='p1'><div class='p3'>{items()}</div></div>",
        f"<div class='p1'><h3>Recent comments</h3><div class='p3'>{items()}</div></div>",
        f"<div class='p1'><h3>Events in 2021</h3><div class='p3'>{items()}</div></div>",
    ],
    ids=["nothing says so", "comments of the whole site", "another title"],
)
def test_dated_records_alone_are_no_comments(markup: str) -> None:
    assert said(markup) == []


def test_the_list_with_the_most_dates_comes_first() -> None:
    few = "<ul><li>1 May 2021</li><li>2 May 2021</li></ul>"
    root = html.document_fromstring(f"<html><body><h1>A</h1>{few}<section>{items()}</section></body></html>")
    assert [family[0].tag for family in repeated_zones(root)] == ["section", "ul"]


def test_heads_whose_texts_follow_them_are_comments_with_these() -> None:
    rows = "".join(f"<tr><td><b>{a}</b>, {d}</td></tr><tr><td><div>{t * 3}</div></td></tr>" for a, d, t in SAID)
    found = said(f"<h3>3 comments</h3><table><tbody>{rows}</tbody></table>")
    assert [text for _, _, text in found] == [text * 3 for _, _, text in SAID]
    assert [name for name, _, _ in found] == [name for name, _, _ in SAID]


def test_the_place_of_a_name_is_told_by_the_other_comments() -> None:
    names = ("Mia", "old_ferryman", "K", "the man who rang the bell")
    rows = "".join(
        f"<div class='comment'><div class='w'>{name}</div><div>I said it {'often ' * day}and say it again.</div>"
        f"<i>{day} May 2021</i><p>Member</p></div>"
        for day, name in enumerate(names, 4)
    )
    found = said(f"<div id='comments'>{rows}</div>")
    assert [name for name, _, _ in found] == list(names)
    assert [text for _, _, text in found] == [f"I said it {'often ' * day}and say it again." for day in range(4, 8)]
