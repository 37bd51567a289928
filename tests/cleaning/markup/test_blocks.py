"""Blocks of text: where one ends and the next begins, what of a page is no text, and what is known of each."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from cleaning.markup.blocks import CELL, FIGURE, HEADING, ITEM, PICTURED, QUOTE, Layout, read_layout
from cleaning.markup.signs import BYLINE, CAPTION, FOOTER, NAVIGATION, PROMOTION, RELATED, SPOKEN, signs_of_name


def layout(markup: str) -> Layout:
    return read_layout(html.document_fromstring(f"<html><body>{markup}</body></html>"))


def texts(markup: str) -> list[str]:
    return [block.text for block in layout(markup).blocks]


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p>One</p><p>Two</p>", ["One", "Two"]),
        ("<div>One<p>Two</p>three</div>", ["One", "Two", "three"]),
        ("<p>The <b>old</b> <a href=x>mill</a>\n  stands.</p>", ["The old mill stands."]),
        ("<div>One<br>two<br>three</div>", ["One\ntwo\nthree"]),
        ("<div>One<br><br>Two<br>\n<br/> <br>Three</div>", ["One", "Two", "Three"]),
        ("<ul><li>One</li><li>Two<ul><li>Three</li></ul></li></ul>", ["One", "Two", "Three"]),
        ("<table><tr><td>One<td>Two</table>", ["One", "Two"]),
        ("<pre>One\n  two\n\nThree</pre>", ["One\ntwo\nThree"]),
        ("<span>One</span><custom-box>two</custom-box>", ["Onetwo"]),
        ("<a href=x><div>One</div><div>Two</div></a>", ["One", "Two"]),
        ("<p>ein Haus&shy;boot am Fluss&#8203;ufer</p>", ["ein Hausboot am Flussufer"]),
        ("<p>می&#8204;خواهم</p>", ["می\u200cخواهم"]),  # the zero-width non-joiner is a letter's shape, and stays
        ("<p> \n </p><div></div>", []),
    ],
)
def test_blocks_begin_and_end_as_a_reader_sees_it(markup: str, expected: list[str]) -> None:
    assert texts(markup) == expected


@pytest.mark.parametrize(
    "unseen",
    [
        "<script>x</script>",
        "<style>x</style>",
        "<noscript>x</noscript>",
        "<template><p>x</p></template>",
        "<select><option>x</option></select>",
        "<textarea>x</textarea>",
        "<svg><title>x</title></svg>",
        "<!-- x -->",
        "<span hidden>x</span>",
        "<span style='display: none'>x</span>",
        "<span class='sr-only'>x</span>",
        "<div class='screen-reader-text'>x</div>",
        "<span style='border:0;clip:rect(0 0 0 0);position:absolute'>x</span>",
    ],
)
def test_what_no_reader_sees_is_no_text(unseen: str) -> None:
    assert "".join(texts(f"<p>before {unseen} after</p>")).replace(" ", "") == "beforeafter"


def test_a_hidden_box_keeps_its_blocks_for_the_label() -> None:
    assert texts("<div style='display:none'><p>One</p></div>") == ["One"]


def test_a_block_knows_where_it_stands() -> None:
    found = layout(
        "<h2>Head</h2><ul><li>Item</li></ul><table><tr><td>Cell</td></tr></table><blockquote><p>Quote</p></blockquote>"
        "<figure><img src=x><figcaption>Caption</figcaption></figure><p>Plain</p>"
    )
    kinds = [HEADING, ITEM, CELL, QUOTE, FIGURE | PICTURED, 0]
    assert [block.within for block in found.blocks] == kinds


def test_links_are_measured_by_their_letters() -> None:
    whole, half, none = layout("<p><a href=x>1234567890</a></p><p>12345<a href=x>67890</a></p><p>12345</p>").blocks
    assert (whole.linked, half.linked, none.linked) == (1.0, 0.5, 0.0)


def test_running_text_is_long_and_not_linked() -> None:
    long = "The mayor opened the new bridge on Friday, and the old ferry made its last crossing at noon. " * 2
    markup = f"<p>{long}</p><p>Short.</p><p><a href=x>{long}</a></p><figure><p>{long}</p></figure>"
    assert [block.prose > 0 for block in layout(markup).blocks] == [True, False, False, False]


def test_a_chinese_line_weighs_more_than_its_characters() -> None:
    (block,) = layout("<p>市長は金曜日に新しい橋を開通させ、古い渡し船は正午に最後の航海を終えた。</p>").blocks
    assert block.prose > len(block.text)


def test_parts_hold_the_blocks_below_them() -> None:
    found = layout("<p>One</p><nav><ul><li>Two</li><li>Three</li></ul></nav><p>Four</p>")
    part = next(part for part in found.parts if part.element.tag == "nav")
    assert [found.blocks[i].text for i in range(part.start, part.stop)] == ["Two", "Three"]
    assert part.signs == NAVIGATION


@pytest.mark.parametrize(
    ("name", "signs"),
    [
        ("c-article__caption", CAPTION),
        ("relatedPosts", RELATED),
        ("most-read", RELATED),
        ("newsletter-signup box", PROMOTION),
        ("site_footer", FOOTER),
        ("author-bio", BYLINE),
        ("sr-only", SPOKEN),
        ("navy column", 0),  # a colour, not a menu
        ("correlated", 0),
        ("", 0),
    ],
)
def test_names_are_read_by_whole_words(name: str, signs: int) -> None:
    assert signs_of_name(name) == signs


TAGS = st.sampled_from(
    ["div", "p", "span", "a", "b", "ul", "li", "h2", "table", "td", "br", "img", "nav", "figure", "pre"]
)
SOUP = st.recursive(
    st.text(alphabet="abc .\n<&\u00ad\u200f", max_size=8),
    lambda inside: st.tuples(TAGS, st.lists(inside, max_size=4)).map(lambda t: f"<{t[0]}>{''.join(t[1])}</{t[0]}>"),
    max_leaves=25,
)


@given(SOUP)
def test_every_word_of_a_page_stands_in_one_block(soup: str) -> None:
    tree = html.document_fromstring(f"<html><body>x{soup}</body></html>")
    found = read_layout(tree)
    in_blocks = "".join("".join(block.text.split()) for block in found.blocks)
    on_page = "".join("".join(tree.text_content().split()).replace("\u00ad", ""))
    assert in_blocks == on_page
    assert all(0 <= part.start <= part.stop <= len(found.blocks) for part in found.parts)
