"""The text of an element, in paragraphs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from cleaning.markup.prose import prose


def read(markup: str) -> str:
    return prose(html.fragment_fromstring(markup, create_parent="div"))


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>One.</p><p>Two.</p>", "One.\n\nTwo."),
        ("<div>One.<div>Two.</div>Three.</div>", "One.\n\nTwo.\n\nThree."),
        ("One.<br>Two.<br/><br/>Three.<br> <br> <br>Four.", "One.\nTwo.\n\nThree.\n\nFour."),
        ("<p>One.<br></p><p><br></p><p>Two.</p>", "One.\n\nTwo."),
        ("a<b>b</b>c <i>d</i>\n\t e&nbsp;f", "abc d e f"),
        ("<ul><li>milk</li><li>eggs</li></ul>then", "milk\neggs\n\nthen"),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc"),
        ("<dl><dt>who</dt><dd>what</dd></dl>", "who\nwhat"),
        ("<pre>one\ntwo\n\nthree</pre>", "one\ntwo\n\nthree"),
        ("a<!-- note -->b<?pi x?>c", "abc"),
        ("a <script>var x = 1;</script>b <style>p{}</style>c <template><p>d</p></template>e", "a b c e"),
        ("a <button>Send</button><select><option>x</option></select><textarea>y</textarea>b", "a b"),
        ("a <span hidden>b</span><span style='Display : none'>c</span><i class='x sr-only'>d</i>e", "a e"),
        ("so <img class='wp-smiley' alt=':-)'> it <img alt='photo' src='x.jpg'>is", "so :-) it is"),
        ("", ""),
    ],
)
def test_paragraphs_and_lines(markup: str, text: str) -> None:
    assert read(markup) == text


def test_skipped_elements_leave_what_follows_them() -> None:
    element = html.fragment_fromstring("<div>Mia <time>noon</time> wrote <p>this</p>.</div>")
    assert prose(element, frozenset(element.xpath("time|p"))) == "Mia wrote ."


def test_a_hidden_element_is_read_when_asked_for() -> None:
    assert prose(html.fragment_fromstring("<div hidden>words</div>")) == "words"


def test_deep_nesting_is_no_recursion() -> None:
    element = html.Element("div")
    element.text = "top"
    inner = element
    for _ in range(20_000):
        child = html.Element("div")
        inner.append(child)
        inner = child
    inner.text = "bottom"
    assert prose(element) == "top\n\nbottom"


@given(st.lists(st.sampled_from(["<p>", "</p>", "<br>", "<b>", "</b>", "<li>", "<pre>", "x", " ", "\n", "<td>"])))
def test_no_blank_space_is_left_over(pieces: list[str]) -> None:
    text = read("".join(pieces))
    assert text == text.strip()
    assert "\n\n\n" not in text
    assert all(line == " ".join(line.split()) for line in text.split("\n"))
    assert text.count("x") == pieces.count("x")
