"""Set phrases: what they cover of a text, and that the table holds nothing twice or empty."""

from __future__ import annotations

import json
from importlib.resources import files

from hypothesis import given
from hypothesis import strategies as st

from cleaning.quality.phrases import said_in, words_of

TABLE = json.loads(files("cleaning.quality").joinpath("phrases.json").read_text("utf-8"))


def test_every_phrase_has_words_and_stands_once_in_its_language() -> None:
    for family, languages in TABLE.items():
        for language, phrases in languages.items():
            assert all(words_of(phrase) for phrase in phrases), (family, language)
            assert len(set(phrases)) == len(phrases), (family, language)


def test_letter_case_and_apostrophes_do_not_matter() -> None:
    assert said_in("Oops! That PAGE CAN’T BE FOUND.").covered["not-found"] == 6
    assert said_in("that page can't be found").share("not-found") == 5 / 6


def test_a_text_without_spaces_is_read_by_characters() -> None:
    assert said_in("抱歉，页面不存在").share("not-found") == 1.0


def test_a_word_is_counted_once_where_phrases_overlap() -> None:
    said = said_in("reject all accept all cookies")
    assert said.covered["consent"] <= said.words


@given(st.text(max_size=300))
def test_no_family_covers_more_words_than_there_are(text: str) -> None:
    said = said_in(text)
    assert all(0 < covered <= said.words for covered in said.covered.values())
