"""What the walk over a page finds, and which parts may speak for the article."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from lxml.html import HtmlElement

from cleaning.metadata.scan import belongs, scan, text_of, texts_of
from cleaning.model import Label, Region

Tree = Callable[[str], HtmlElement]


def test_places(tree: Tree) -> None:
    html = (
        '<html lang="de"><head><base href="/b/"><title>T</title><meta name=" Author " content="Ann">'
        '<meta property="og:title" content="O"><meta http-equiv="Content-Language" content="de"><meta name="x">'
        '<link rel="alternate Canonical" href="/c"><script type="application/LD+JSON">{}</script></head>'
        "<body><svg><title>drawing</title></svg><h1>H</h1><figure></figure><b itemprop=author>x</b></body></html>"
    )
    found = scan(tree(html), html, ())
    assert (found.language, found.base, found.title) == ("de", "/b/", "T")
    assert found.metas == (("author", "Ann"), ("og:title", "O"), ("content-language", "de"))
    assert found.canonical == ("/c",)
    assert found.scripts == ("{}",)
    assert [element.tag for element in (*found.h1, *found.figures, *found.items)] == ["h1", "figure", "b"]


def test_text_is_read_in_order_and_without_scripts(tree: Tree) -> None:
    root = tree("<div id=x>a<!-- c --><b>b<i>c</i>d</b>e<script>no</script>f<style>no</style>g</div>")
    assert texts_of(root.get_element_by_id("x")) == list("abcdefg")
    assert len(text_of(tree("<p>" + "<b>word</b> " * 10_000 + "</p>"))) < 1_000


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<article><p id=x></p></article>", True),
        ("<body class='has-comments sidebar-right'><main class='widget'><p id=x></p></main></body>", True),
        ("<nav><p id=x></p></nav>", False),
        ("<aside><p id=x></p></aside>", False),
        ("<div class='related-items'><p id=x></p></div>", False),
        ("<div id='Comments'><p id=x></p></div>", False),
    ],
)
def test_parts_that_are_apart(tree: Tree, html: str, *, expected: bool) -> None:
    element = tree(html).get_element_by_id("x")
    assert belongs(element, frozenset()) is expected
    assert belongs(element, frozenset(), strict=False) is True


def test_labels_set_parts_apart(tree: Tree) -> None:
    root = tree("<div><section id=c><p id=x></p></section><p id=y></p></div>")
    section = root.get_element_by_id("c")
    regions = [
        Region(label=Label.COMMENT, where=section, reason="test"),
        Region(label=Label.BODY, where=root.get_element_by_id("y"), reason="test"),
    ]
    apart = scan(root, "", regions).apart
    assert not belongs(root.get_element_by_id("x"), apart, strict=False)
    assert belongs(root.get_element_by_id("y"), apart, strict=False)
