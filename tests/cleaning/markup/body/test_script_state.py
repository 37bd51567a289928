"""The article out of a page's scripts, where it stands nowhere else."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from cleaning.markup.body.script_state import text_in_scripts

ONE = "The council of Orl sold its last crane on Monday, and a museum in the next town will show it from June on."
TWO = "“It lifted the church bell in the year of the flood,” said the harbour master, who will keep the crane's key."
THREE = "The last load was a piano for the school, which stands in the hall now and is tuned by the crane's driver."
FIGURE = "<figure><figcaption>Photo: Quill</figcaption></figure>"
HTML = f"<p>{ONE}</p><h3>What it lifted</h3><p>{TWO}</p>{FIGURE}<p>{THREE}</p>"
TEXT = f"{ONE}\n\nWhat it lifted\n\n{TWO}\n\n{THREE}"


def text_of(script: str) -> str:
    return text_in_scripts(
        html.document_fromstring(f"<html><body><script>{script}</script><div id=root></div></body></html>")
    )


def test_html_in_the_state_of_a_framework() -> None:
    state = json.dumps({"article": {"id": 7, "teaser": ONE, "contentHtml": HTML}}).replace("<", "\\u003c")
    assert text_of(f"window.__STATE__ = {state};") == TEXT


def test_json_within_a_string_of_json() -> None:
    state = json.dumps([1, json.dumps({"body": HTML})]).replace("<", "\\u003c")
    assert text_of(f"self.push({state})") == TEXT


def test_plain_text_with_line_ends() -> None:
    state = json.dumps({"@type": "NewsArticle", "articleBody": f"{ONE}\n\n{TWO}\n{THREE} It costs < 5 & > 3.\n{ONE}"})
    assert text_of(state) == f"{ONE}\n\n{TWO}\n\n{THREE} It costs < 5 & > 3.\n\n{ONE}"


def test_the_longest_running_text_is_taken() -> None:
    state = json.dumps({"a": HTML, "b": HTML + HTML, "style": "a{color:red} " * 200})
    assert text_of(state.replace("</", "<\\/")).count(ONE) == 2


def test_code_and_settings_are_no_article() -> None:
    assert text_of('var a = "' + "x.y(z); " * 200 + '"; var b = {"c": "' + "0123456789" * 100 + '"}') == ""


def test_halves_of_surrogate_pairs_are_left_out() -> None:
    found = text_of('{"body": "' + HTML.replace('"', "'").replace("<", "\\u003c") + ' \\ud83d"}')
    found.encode()
    assert found.startswith(ONE)


@given(st.text(alphabet='"\\{}[],: abcu0\n<p>', max_size=400))
def test_any_script_is_read_without_a_fault(script: str) -> None:
    tree = html.document_fromstring("<html><body><script></script></body></html>")
    tree.find(".//script").text = script + '"' + "a" * 500 + "." + script  # type: ignore[union-attr]
    assert isinstance(text_in_scripts(tree), str)
