"""Comments as data: threads, texts, dates."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaning.threads.told import Told, comments_of, count, first_name, moment, text_of, with_offset


def told(id: str, parent: str | None = None, text: str = "Yes.") -> Told:
    return Told(id=id, text=text, parent=parent)


def shape(*all_told: Told) -> list[tuple[str, str | None]]:
    return [(one.identifier, one.parentItem) for one in comments_of(all_told, "here")]


def test_answers_stand_below_what_they_answer_in_their_order() -> None:
    assert shape(told("1"), told("2"), told("3", "1"), told("4", "3"), told("5", "1")) == [
        ("1", None), ("3", "1"), ("4", "3"), ("5", "1"), ("2", None),
    ]  # fmt: skip


def test_a_parent_that_is_not_there_is_none() -> None:
    assert shape(told("1", "9"), told("2", "2")) == [("1", None), ("2", None)]


def test_comments_without_words_and_repeated_ones_are_left_out() -> None:
    assert shape(told("1", text=""), told("2"), told("2"), told("3", "1")) == [("2", None), ("3", None)]


def test_a_circle_loses_no_comment() -> None:
    assert sorted(shape(told("1", "2"), told("2", "1"), told("3"))) == [("1", "2"), ("2", "1"), ("3", None)]


def test_a_long_chain_is_no_recursion() -> None:
    chain = [told(str(n), str(n - 1) if n else None) for n in range(5000)]
    assert len(shape(*chain)) == 5000


@given(st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8)), max_size=12))
def test_every_comment_comes_out_once(pairs: list[tuple[int, int]]) -> None:
    found = shape(*(told(str(one), str(parent)) for one, parent in pairs))
    assert sorted(name for name, _ in found) == sorted({str(one) for one, _ in pairs})


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>One.</p>\n<p>Two<br>lines.</p>", "One.\n\nTwo\nlines."),
        ("One.\n\nTwo\r\nlines.", "One.\n\nTwo\nlines."),
        ("a < b &amp; c", "a < b & c"),
        ("<script>alert(1)</script><p>Yes</p>", "Yes"),
        ("<blockquote><p>No</p></blockquote>Yes", "No\n\nYes"),
        ("   ", ""),
        ("\x00\x07", ""),
        ("<p></p>", ""),
        (None, ""),
        (7, ""),
        ("<" * 50 + "b" * 50, "<" * 50 + "b" * 50),
    ],
)
def test_texts(markup: Any, text: str) -> None:
    assert text_of(markup) == text


@given(st.text(alphabet=st.characters() | st.sampled_from("<>&/pb"), max_size=60))
def test_no_text_raises(markup: str) -> None:
    assert text_of(markup) == text_of(markup).strip()


@pytest.mark.parametrize(
    ("value", "iso"),
    [
        ("2026-03-04T10:00:00Z", "2026-03-04T10:00:00Z"),
        ("2026-03-04T10:00:00.123+02:00", "2026-03-04T10:00:00+02:00"),
        ("2026-03-04 10:00:00", "2026-03-04T10:00:00"),
        ("2026-03-04", "2026-03-04"),
        (1772611200, "2026-03-04T08:00:00Z"),
        (1772611200000, "2026-03-04T08:00:00Z"),
        ("1772611200", "2026-03-04T08:00:00Z"),
        (12, None),
        (True, None),
        ("yesterday", None),
        ("2026-99-04", None),
        (float("nan"), None),
        (float("inf"), None),
        (None, None),
    ],
)
def test_moments(value: Any, iso: str | None) -> None:
    assert moment(value) == iso


def test_an_offset_is_what_two_clocks_show() -> None:
    assert with_offset("2026-03-04T10:00:00", "2026-03-04T08:00:00") == "2026-03-04T10:00:00+02:00"
    assert with_offset("2026-03-04T03:30:00", "2026-03-04T13:00:00") == "2026-03-04T03:30:00-09:30"
    assert with_offset("2026-03-04T10:00:00", "2020-01-01T00:00:00") == "2026-03-04T10:00:00"
    assert with_offset("2026-03-04T10:00:00", None) == "2026-03-04T10:00:00"
    assert with_offset(None, "2026-03-04T08:00:00") == "2026-03-04T08:00:00Z"
    assert with_offset(None, None) is None


def test_names_and_numbers() -> None:
    assert first_name([None, "", {"a": 1}, " Mia \n M. "]) == "Mia M."
    assert first_name([7]) is None
    assert [count(value) for value in (3, "4", -1, "x", True, None, 2.5)] == [3, 4, None, None, None, None, None]
