"""Values without markup."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaning.metadata.plain import LONGEST, key, plain


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("  two\n\twords\u00a0more ", "two words more"),
        ("Fish &amp; chips", "Fish & chips"),
        ("Fish &amp;amp; chips", "Fish & chips"),
        ("It&#039;s", "It's"),
        ("a <b>bold</b> word<br/>here", "a bold word here"),
        ("1 < 2 and 3 > 2", "1 < 2 and 3 > 2"),
        ("&lt;i&gt;leaning&lt;/i&gt;", "leaning"),
        ("Hub\u00adschrau\u00adber\u200b", "Hubschrauber"),
        ("a\x00b", "ab"),
        ("", None),
        ("&nbsp; <br>", None),
        (None, None),
    ],
)
def test_plain(value: str | None, expected: str | None) -> None:
    assert plain(value) == expected


def test_keys_of_two_spellings_are_one() -> None:
    assert key("The «Ferry» – returns!") == key("the ferry RETURNS")
    assert key(None) == key("—") == ""


@settings(deadline=None)
@given(st.text())
def test_a_plain_value_is_short_and_folded(value: str) -> None:
    found = plain(value)
    assert found is None or (found == " ".join(found.split()) and len(found) <= LONGEST)
