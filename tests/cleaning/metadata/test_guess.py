"""htmldate, asked last: bounded, without a clock, and the same answer whatever came before."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from lxml.html import HtmlElement

from cleaning.metadata.guess import MOST_CANDIDATES, candidates, guessed_date
from cleaning.metadata.surroundings import around_headline

Tree = Callable[[str], HtmlElement]
LAST = datetime(2024, 6, 2, tzinfo=UTC)


def guess(root: HtmlElement, url: str | None = None, last: datetime = LAST) -> str | None:
    return guessed_date(around_headline(root, ["The ferry returns"]), url, frozenset(), last)


def test_an_address_with_a_date(tree: Tree) -> None:
    assert guess(tree("<p>x</p>"), "https://x.example/2024/05/17/a") == "2024-05-17"
    assert guess(tree("<p>x</p>"), "https://x.example/2024/07/17/a") is None, "later than the fetch"


def test_a_page_without_a_date_has_none(tree: Tree) -> None:
    assert guess(tree("<html><body><h1>The ferry returns</h1><p>No day, no year.</p></body></html>")) is None


def test_the_same_answer_before_and_after_other_pages(tree: Tree) -> None:
    page = "<html><body><h1>The ferry returns</h1><p class='date'>17 May 2024</p><p>Text</p></body></html>"
    other = "<html><body><h1>The ferry returns</h1><p class='date'>3 March 2019</p><p>Text</p></body></html>"
    first = guess(tree(page))
    for _ in range(3):
        guess(tree(other))
        guess(tree(page), last=datetime(2020, 1, 1, tzinfo=UTC))
    assert guess(tree(page)) == first == "2024-05-17"
    assert guess(tree(page), last=datetime(2020, 1, 1, tzinfo=UTC)) is None


def test_a_tree_is_not_changed_and_little_of_it_is_read(tree: Tree) -> None:
    root = tree("<html><body>" + "<h1>The ferry returns</h1>" * 9 + "<p>17 May 2024</p>" * 5_000 + "</body></html>")
    before = len(list(root.iter()))
    guess(root)
    assert len(list(root.iter())) == before
    near = around_headline(root, ["The ferry returns"])
    assert len(list(candidates(near, frozenset()))) <= MOST_CANDIDATES
