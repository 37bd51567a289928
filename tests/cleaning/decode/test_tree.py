"""The tree of a page: no text is lost, nothing is too deep, and what would take for ever is refused."""

import copy
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from lxml.html import HtmlElement

from cleaning.decode.tree import MAX_ATTRIBUTES, MAX_DEPTH, UnparsableError, parse_html


def parsed(text: str) -> HtmlElement:
    root, _ = parse_html(text)
    assert root is not None
    return root


def words(root: HtmlElement) -> str:
    return " ".join(word for piece in root.itertext() for word in str(piece).split())


def depth_of(root: HtmlElement) -> int:
    return 1 + max((sum(1 for _ in element.iterancestors()) for element in root.iter()), default=0)


def recursed(element: HtmlElement) -> int:
    return 1 + sum(recursed(child) for child in element)


def test_an_ordinary_page_is_parsed() -> None:
    root = parsed("<!doctype html><html lang=en><body><p>The <b>ferry</b> runs.<!-- no --><?php no ?></body></html>")
    assert type(root) is HtmlElement
    assert etree.tostring(root, encoding="unicode") == (
        '<html lang="en"><body><p>The <b>ferry</b> runs.</p></body></html>'
    )


def test_a_declaration_of_another_encoding_is_of_no_account() -> None:
    text = '<?xml version="1.0" encoding="utf-16"?><html><head><meta charset="koi8-r"></head><body>Brücke</body></html>'
    assert words(parsed(text)) == "Brücke"


@pytest.mark.parametrize("text", ["", " \n", "<!-- only a comment -->", "<!DOCTYPE html>", "</p>"])
def test_a_page_without_any_element_has_no_tree(text: str) -> None:
    assert parse_html(text) == (None, ())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<p>One</p></body></html><p>Two</p> three", "One Two three"),
        ("<p>One</html> two</html> three<p>four", "One two three four"),
        (
            "<html><body>One</body></html><!-- no --><html><head><title>T</title></head><body> two<p>three",
            "One T two three",
        ),
        ("<p>One</p></html> <script>x</script>", "One x"),
        ("</html>One", "One"),
    ],
)
def test_what_comes_after_the_end_is_kept(text: str, expected: str) -> None:
    root = parsed(text)
    assert words(root) == expected
    assert root.getnext() is None


@pytest.mark.parametrize("count", [250, 260, 2_000, 50_000])
def test_no_text_is_lost_however_deep_it_is_nested(count: int) -> None:
    text = (
        "<html><body><p>before</p>"
        + "<div>a " * count
        + "<p>deep</p>"
        + "b </div>" * count
        + "<p>after</p></body></html>"
    )
    root, warnings = parse_html(text)
    assert root is not None
    assert words(root) == " ".join(["before", *"a" * count, "deep", *"b" * count, "after"])
    assert depth_of(root) <= MAX_DEPTH
    assert bool(warnings) == (count > 250)
    recursed(root)
    assert words(copy.deepcopy(root)) == words(root)
    assert etree.tostring(root)


@pytest.mark.parametrize("piece", ["<font>a <br>", "<ul><li>a ", "<table><tr><td>a ", "<b><i>a ", "<span>a <p>"])
def test_elements_that_are_never_closed_lose_no_text(piece: str) -> None:
    root, warnings = parse_html(piece * 1_000)
    assert root is not None
    assert words(root) == " ".join("a" * 1_000)
    assert warnings
    assert type(root) is type(root[0]) is HtmlElement


def test_attributes_are_kept_where_a_page_is_flattened() -> None:
    root = parsed('<div id="a" =x="1" on:click="2" a"b>' + "<div>" * 500 + "deep")
    element = root.get_element_by_id("a")
    assert element.get("on:click") == "2"
    assert words(element) == "deep"


def test_many_links_are_parsed() -> None:
    root = parsed("<body>" + "".join(f'<a href="/{number}">link {number}</a>\n' for number in range(100_000)))
    assert len(root[0]) == 100_000
    assert len(copy.deepcopy(root)[0]) == 100_000


@pytest.mark.parametrize("size", [5_000_000, 12_000_000])
def test_one_long_line_is_kept_whole(size: int) -> None:
    line = "word " * (size // 5)
    root = parsed(f"<html><body><p>{line}</p><script>{line}</script><p>after</p></body></html>")
    assert [len(element.text or "") for element in root[0]] == [size, size, 5]


@pytest.mark.parametrize("count", [MAX_ATTRIBUTES - 1, MAX_ATTRIBUTES + 1, 100_000])
def test_a_tag_with_too_many_attributes_is_refused(count: int) -> None:
    text = "<p>x</p><div " + " ".join(f'a{number}="{number}"' for number in range(count)) + ">text</div>"
    if count <= MAX_ATTRIBUTES:
        assert words(parsed(text)) == "x text"
    else:
        with pytest.raises(UnparsableError, match=str(MAX_ATTRIBUTES)):
            parse_html(text)


@pytest.mark.parametrize(
    "text",
    [
        '<div data-state="' + "word &quot; " * 20_000 + '">text</div>',
        "<script>for (i = 0; i<n; i++) go(); var a = '" + "word " * 20_000 + "'</script>text",
        "<style>a<b{" + "word " * 20_000 + "}</style>text",
        "<p " + "class=a " * 20_000 + ">text",
    ],
)
def test_a_long_tag_or_script_is_no_tag_with_many_attributes(text: str) -> None:
    assert words(parsed(text)).endswith("text")


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        ("&#1;", ""),
        ("&#x1F;", ""),
        ("&#0000031;", ""),
        ("&#13;", "\n"),
        ("&#x0c;", "\n"),
        ("&#xFFFF;", "\ufffd"),
        ("&#65534;", "\ufffd"),
        ("&#xD800;", "\ufffd"),
        ("&#0;", "\ufffd"),
        ("&#9;", "\t"),
        ("&#150;", "–"),
        ("&#x2019", "’"),
        ("&#128512;", "😀"),
        ("&#1234567890123;", "\ufffd"),
        ("&amp;#1;", "&#1;"),
    ],
)
def test_references_to_what_xml_forbids_do_not_reach_the_tree(reference: str, expected: str) -> None:
    root = parsed(f'<p title="a{reference}z">a{reference}z</p>')
    [p] = root.iter("p")
    assert p.text == f"a{expected}z"
    assert p.get("title") == f"a{expected}z"
    p.text = p.text


def test_stray_end_tags_on_a_deep_page_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cleaning.decode.tree.MAX_LOOKS", 1_000_000)
    with pytest.raises(UnparsableError, match="deeper than"):
        parse_html("<div>" * 3_000 + "</span>" * 1_000)


TAGS = (
    "<p> </p> <div x=1 > < </html> <html> <body> <script> </script> <table> <td> <br/> <frameset> <svg> <p:x> <a\u00e9>"
)
PIECES = st.sampled_from([*TAGS.split(" "), "&#0;", "&#xd800;", "&lt", "<!--", "-->", "<?", '"', "word", " ", "\n"])


@given(st.lists(PIECES).map("".join) | st.text())
def test_any_text_gives_a_tree_that_can_be_walked_and_copied(text: str) -> None:
    clean = "".join(c for c in text if c in "\t\n" or (ord(c) >= 32 and c not in "\ufffe\uffff")).encode(
        "utf-8", "ignore"
    )
    root, _ = parse_html(clean.decode())
    if root is not None:
        for element in root.iter():
            assert isinstance(element.tag, str)
            for value in (element.text, element.tail, *element.attrib.values()):
                (value or "").encode()
                etree.Element("copy").text = value
        assert root.getnext() is None
        assert len(list(copy.deepcopy(root).iter())) == recursed(root)


@given(st.lists(PIECES, min_size=1, max_size=8).map("".join))
def test_words_survive_the_flattening(text: str) -> None:
    deep = "<div>" * 300 + text + "</div>" * 300 + "<p>after"
    root, _ = parse_html(deep)
    assert root is not None
    assert depth_of(root) <= MAX_DEPTH
    assert sys.getrecursionlimit() > MAX_DEPTH
