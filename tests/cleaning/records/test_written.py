from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaning.records.written import written, written_address, written_all, written_path

ANY_TEXT = st.text(st.characters(), max_size=60)  # half surrogate pairs and control characters included


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (None, None),
        ("", None),
        (" \n\t ", None),
        ("\x00\x1b", None),
        ("  a\tb\n\nc ", "a\tb\n\nc"),
        ("one\r\ntwo\rthree\x0b", "one\ntwo\nthree"),
        ("a\x00b\x7fc\x85d\x9fe", "abcde"),
        ("a\ud83db", "ab"),
        ("\U0001f600 \u2028 \u00a0x", "\U0001f600 \u2028 \u00a0x"),
    ],
)
def test_what_is_written(text: str | None, expected: str | None) -> None:
    assert written(text) == expected


@given(ANY_TEXT)
def test_what_is_written_can_be_encoded_and_stays_as_it_is(text: str) -> None:
    result = written(text)
    assert result is None or written(result) == result
    if result is not None:
        assert result.encode("utf-8")
        assert all(char in "\n\t" or unicodedata.category(char) not in ("Cc", "Cs") for char in result)


def test_empty_texts_are_left_out_of_a_list() -> None:
    assert written_all(("", "a ", "\x01", "b")) == ("a", "b")


def test_a_path_shows_its_odd_bytes() -> None:
    assert written_path("pages/br\udcfccke.html") == "pages/br\\xfccke.html"
    assert written_path("pages/brücke.html") == "pages/brücke.html"
    assert written_path(None) is None


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://example.org/a b\n", "https://example.org/a%20b"),
        ("example.org/a", None),
        ("/a", None),
        ("https:", None),
        ("", None),
        (None, None),
    ],
)
def test_an_address_is_absolute_and_without_blanks(url: str | None, expected: str | None) -> None:
    assert written_address(url) == expected
