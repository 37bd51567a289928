"""Any page at all: no fault, regions in order, nothing said twice, no slowness."""

from __future__ import annotations

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html
from lxml.html import HtmlElement

from cleaning.markup.comments.find import find_comments
from cleaning.model import Document, Label, Page, RawPage, Region, Span
from cleaning.platforms.rendered import Rendered


def page_of(tree: HtmlElement) -> Page:
    raw = RawPage(body=b"")
    return Page(raw=raw, source=None, kind="html", text="", tree=tree, encoding="utf-8", encoding_from="default")


TAGS = ["div", "li", "ul", "p", "article", "b", "a", "time", "h3", "dl", "dt", "dd", "span", "form", "noscript", "cite"]
CLASSES = [
    "comment",
    "comments",
    "comment-list",
    "author",
    "date",
    "comment-text",
    "reply",
    "children",
    "depth-2",
    "x9",
]
WORDS = [
    "Mia",
    "3 Kommentare",
    "4 May 2021",
    "vor 2 Stunden",
    "says:",
    "Yellow it is.",
    "#1.1",
    "Pingback: x",
    "[…]",
    "Reply",
]
ATTRIBUTES = [
    "id='comment-{n}'",
    "class='{c}'",
    "itemprop='comment'",
    "datetime='2021-05-04'",
    "href='#comment-{n}'",
    "hidden",
]


@st.composite
def soup(draw: st.DrawFn) -> str:
    pieces: list[str] = []
    for n in range(draw(st.integers(0, 60))):
        kind = draw(st.integers(0, 3))
        tag = draw(st.sampled_from(TAGS))
        if kind == 0:
            pieces.append(draw(st.sampled_from(WORDS)))
        elif kind == 1:
            pieces.append(f"</{tag}>")
        else:
            attribute = draw(st.sampled_from(ATTRIBUTES)).format(n=n % 7, c=draw(st.sampled_from(CLASSES)))
            pieces.append(f"<{tag} {attribute}>")
    return "".join(pieces)


def element_of(region: Region) -> HtmlElement:
    assert not isinstance(region.where, Span)
    return region.where


@settings(max_examples=400, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(soup())
def test_soup(markup: str) -> None:
    tree = html.document_fromstring(f"<html><body><h1>x</h1>{markup}</body></html>")
    before = html.tostring(tree)
    page = page_of(tree)
    regions = find_comments(page)
    order = {element: number for number, element in enumerate(tree.iter())}
    places = [order[element_of(region)] for region in regions if region.label is Label.COMMENT]
    assert places == sorted(set(places))
    thread = Rendered().thread(Document(page=page, regions=regions))
    identifiers = [comment.identifier for comment in thread.comments]
    assert len(set(identifiers)) == len(identifiers)
    assert [comment.position for comment in thread.comments] == list(range(1, len(identifiers) + 1))
    for place, comment in enumerate(thread.comments):
        assert comment.text == comment.text.strip() != ""
        assert comment.parentItem is None or comment.parentItem in identifiers[:place]
    assert html.tostring(tree) == before


@settings(max_examples=150, deadline=None)
@given(st.lists(st.integers(0, 4), min_size=1, max_size=25))
def test_no_words_twice_and_none_lost(depths: list[int]) -> None:
    """Each comment's word stands in exactly that comment, however replies nest."""
    root = html.document_fromstring("<html><body><div id='comments'><ol></ol></div></body></html>")
    lists = [root.find(".//ol")]
    parents: list[int | None] = []
    open_items: list[int] = []
    for number, wanted in enumerate(depths):
        depth = min(wanted, len(lists) - 1)
        item = html.fragment_fromstring(
            f"<li class='comment' id='comment-{number}'><b class='author'>Reader {number}</b> <time>4 May 2021</time>"
            f"<p>word{number}</p><ol class='children'></ol></li>"
        )
        del lists[depth + 1 :], open_items[depth:]
        target = lists[depth]
        assert target is not None
        target.append(item)
        parents.append(open_items[-1] if open_items else None)
        open_items.append(number)
        lists.append(item.find("ol"))
    page = page_of(root)
    thread = Rendered().thread(Document(page=page, regions=find_comments(page)))
    assert [comment.text for comment in thread.comments] == [f"word{number}" for number in range(len(depths))]
    names = [comment.identifier for comment in thread.comments]
    assert [comment.parentItem for comment in thread.comments] == [
        None if parent is None else names[parent] for parent in parents
    ]


def nested(count: int) -> HtmlElement:
    root = html.document_fromstring("<html><body></body></html>")
    inner = root.find("body")
    for number in range(count):
        assert inner is not None
        child = html.fragment_fromstring(
            f"<div class='comment' id='comment-{number}'><b class='author'>A</b><time>4 May 2021</time><p>so</p></div>"
        )
        inner.append(child)
        inner = child
    return root


HOSTILE = {
    "links": "<div id='comments'>" + "<a href='/x#comment-1'>3 Kommentare</a>" * 30_000 + "</div>",
    "headings": "<h3>3 Kommentare</h3><p>so</p>" * 10_000,
    "headlines": "<div class='comments'><h1>x</h1></div>" * 10_000,
    "dates": "<div class='comments'><div class='comment'><b class='author'>A</b>" + "on 4 May 2021 <br>" * 20_000,
    "long": "<div class='comments'><div class='comment'><b class='author'>A</b><i>4 May 2021</i>"
    + "so it is " * 200_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pages_are_done_soon(name: str) -> None:
    page = page_of(html.document_fromstring(f"<html><body>{HOSTILE[name]}</body></html>"))
    start = time.process_time()
    Rendered().thread(Document(page=page, regions=find_comments(page)))
    assert time.process_time() - start < 5


def test_deep_threads_are_no_recursion_and_linear() -> None:
    page = page_of(nested(4000))
    start = time.process_time()
    thread = Rendered().thread(Document(page=page, regions=find_comments(page)))
    assert time.process_time() - start < 5
    assert len(thread.comments) == 4000
    assert thread.comments[-1].parentItem == thread.comments[-2].identifier
