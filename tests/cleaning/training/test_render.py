from __future__ import annotations

import pytest
from lxml.html import HtmlElement, fromstring

from cleaning.training.render import STYLES, main_part, render

PAGE = """<html><head><title>The Lamp</title><script>var a = 1;</script></head><body>
<ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li></ul>
<div id="story"><h1>Goose wins <em>the</em> race</h1>
<p>A goose that nobody had entered came first on Sunday, and the judges let the result of the long race stand.</p>
<p>The second place went to a man on stilts, who said that he had been overtaken only at the very last bridge.</p></div>
<div style="display: none">Hidden</div><div>Imprint</div></body></html>"""


@pytest.fixture
def tree() -> HtmlElement:
    return fromstring(PAGE)


def test_blocks_are_lines_and_paragraphs_stand_apart(tree: HtmlElement) -> None:
    lines = render(tree, STYLES["plain"]).splitlines()
    assert lines[:2] == ["  • Home", "  • Sport"]
    assert "Goose wins the race" in lines
    assert "" in lines
    assert not {"Hidden", "var a = 1;", "The Lamp"} & set(lines)


def test_a_tight_dump_has_no_blank_lines(tree: HtmlElement) -> None:
    assert "" not in render(tree, STYLES["tight"]).splitlines()


def test_markdown_marks_headings_and_items(tree: HtmlElement) -> None:
    lines = render(tree, STYLES["markdown"]).splitlines()
    assert "# Goose wins the race" in lines
    assert "- Home" in lines


def test_a_wrapped_dump_has_a_margin(tree: HtmlElement) -> None:
    assert max(map(len, render(tree, STYLES["wrapped"]).splitlines())) <= 72


def test_links_can_be_left_out(tree: HtmlElement) -> None:
    assert "Home" not in render(tree, STYLES["unlinked"])


def test_boxes_can_be_glued() -> None:
    boxes = fromstring("<body><div>Written by Ann</div><div>Designed by Tom</div></body>")
    assert render(boxes, STYLES["glued"]) == "Written by AnnDesigned by Tom\n"


def test_the_main_part_holds_the_paragraphs(tree: HtmlElement) -> None:
    paragraphs = [p.text_content() for p in tree.iter("p")]
    assert main_part(tree, paragraphs).get("id") == "story"
    assert main_part(tree, ["Nothing of the kind stands in this page, whatever one may look for in it."]) is tree
