"""What stands around the headline, and how near."""

from __future__ import annotations

from collections.abc import Callable

from lxml.html import HtmlElement

from cleaning.metadata.headings import headings
from cleaning.metadata.surroundings import ABOVE, FARTHEST_ABOVE, FARTHEST_BELOW, around_headline, shown_headline

Tree = Callable[[str], HtmlElement]


def test_distances(tree: Tree) -> None:
    root = tree("<body>" + "<i></i>" * 50 + "<h1>The ferry returns</h1>" + "<b></b>" * 500 + "</body>")
    near = around_headline(root, ["The Ferry Returns!"])
    assert [distance for distance, element in near if element.tag == "i"] == [
        ABOVE * n for n in range(FARTHEST_ABOVE, 0, -1)
    ]
    assert [distance for distance, element in near if element.tag == "b"] == list(range(1, FARTHEST_BELOW + 1))


def test_a_heading_may_hold_a_part_of_the_title(tree: Tree) -> None:
    assert around_headline(tree("<body><h1>The ferry returns</h1></body>"), ["Harbour: The ferry returns"])
    assert not around_headline(tree("<body><h2>The ferry returns</h2></body>"), ["Harbour: The ferry returns"])
    assert not around_headline(tree("<body><h1>Ferry</h1></body>"), ["The ferry returns"])
    assert not around_headline(tree("<body><h1></h1></body>"), ["", "The ferry returns"])


def test_the_heading_that_most_titles_repeat_comes_first(tree: Tree) -> None:
    root = tree("<body><div id=c><h1>A comment</h1></div><h1>Gazette</h1><h1>The ferry returns</h1></body>")
    apart = frozenset({root.get_element_by_id("c")})
    found = headings(list(root.iter("h1")), apart, ["The ferry returns | Gazette", "The ferry returns"])
    assert found == ["The ferry returns", "Gazette"]


def test_a_headline_in_no_heading_is_found_by_its_words(tree: Tree) -> None:
    root = tree("<body><a>The ferry returns</a><div>The ferry returns</div><i></i></body>")
    assert [(distance, element.tag) for distance, element in around_headline(root, ["The ferry returns"])][-2:] == [
        (0, "div"),
        (1, "i"),
    ]


def test_what_the_page_shows_of_its_title_is_the_headline(tree: Tree) -> None:
    for tail in ("_港口报", "-Harbour Daily News", " | News | Gazette", ""):
        root = tree("<body><a>The ferry</a><div>The ferry returns to Orl</div></body>")
        assert shown_headline(root, f"The ferry returns to Orl{tail}") == "The ferry returns to Orl"


def test_a_part_of_a_headline_is_none(tree: Tree) -> None:
    root = tree("<body><div>The ferry</div><b>The ferry returns</b><a>The ferry returns to Orl</a></body>")
    assert shown_headline(root, "The ferry returns to Orl") is None
    assert shown_headline(root, "The ferry - why nobody in Orl has asked for it in thirty years") is None
