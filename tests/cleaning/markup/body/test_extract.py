"""What trafilatura is given, and how its answer is read."""

from __future__ import annotations

import pytest
from lxml import html
from lxml.etree import tostring
from lxml.html import HtmlElement

from cleaning.markup.blocks import read_layout
from cleaning.markup.body.extract import excess, long_look, main_part, quick_look, whole_page

LONG = "The last ferry of the season left on Sunday with eleven passengers, two goats and a piano for the school. "
ARTICLE = "".join(f"<p>Paragraph {n}. {LONG * 2}</p>" for n in range(1, 6))


def tree_of(markup: str) -> HtmlElement:
    return html.document_fromstring(f"<html><body>{markup}</body></html>")


def test_the_blocks_that_come_out_are_the_article() -> None:
    tree = tree_of(
        f"<nav><a href=/>Home</a> <a href=/s>Sport</a></nav><article>{ARTICLE}</article><footer>Rights</footer>"
    )
    layout = read_layout(tree)
    found = quick_look(tree, layout, frozenset())
    assert [layout.blocks[i].text[:11] for i in sorted(found.blocks)] == [f"Paragraph {n}" for n in range(1, 6)]
    found = long_look(tree, layout, frozenset())
    assert sorted(layout.blocks[i].text[:11] for i in found.blocks) == [f"Paragraph {n}" for n in range(1, 6)]
    assert found.text.startswith("Paragraph 1. The last ferry")


def test_the_tree_is_not_changed() -> None:
    tree = tree_of(f"<div class='{'x' * 5000}'>{ARTICLE}</div>")
    before = tostring(tree)
    for look in (quick_look, long_look):
        look(tree, read_layout(tree), frozenset(tree.iter("p")))
    assert tostring(tree) == before


def test_what_is_cut_is_not_seen() -> None:
    tree = tree_of(f"<article>{ARTICLE}<div id='talk'>{ARTICLE}</div></article>")
    layout = read_layout(tree)
    found = quick_look(tree, layout, frozenset({tree.get_element_by_id("talk")}))
    assert sorted(found.blocks) == [0, 1, 2, 3, 4]


def test_characters_of_the_page_that_look_like_marks_do_no_harm() -> None:
    tree = tree_of(f"<article>{ARTICLE}<p>\U000f0000\U000f0001{LONG * 3}</p></article>")
    layout = read_layout(tree)
    assert sorted(quick_look(tree, layout, frozenset()).blocks) == [0, 1, 2, 3, 4, 5]


def test_the_main_part_is_the_box_around_the_text_and_its_lead() -> None:
    markup = f"<div><nav>Home</nav><div id=story><p>Lead.</p><div>{ARTICLE}</div></div><div>{LONG}</div></div>"
    tree = tree_of(markup)
    layout = read_layout(tree)
    part = main_part(tree, layout, [None] * len(layout.blocks))
    assert part.element.get("id") == "story"


def test_text_in_regions_does_not_draw_the_main_part() -> None:
    tree = tree_of(f"<div id=story><div>{ARTICLE}</div></div><div id=talk>{ARTICLE * 3}</div>")
    layout = read_layout(tree)
    region = object()
    regions = [None if i < 5 else region for i in range(len(layout.blocks))]
    assert main_part(tree, layout, regions).element.get("id") == "story"  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("markup", "limit"),
    [
        (ARTICLE, ""),
        ("<p>x</p>" * 25_000, "more than 20000 elements"),
        (f"<p>{LONG * 12_000}</p>", "more than 1000000 letters"),
        ("<div>" * 180 + ARTICLE, "more than 150 levels"),
    ],
)
def test_pages_too_large_for_trafilatura_are_known_by_a_named_limit(markup: str, limit: str) -> None:
    tree = tree_of(markup)
    layout = read_layout(tree)
    assert excess(whole_page(tree, layout), layout) == limit
