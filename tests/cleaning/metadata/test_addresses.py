"""Addresses: absolute ones, hosts, registered domains; and never a network."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaning.metadata.addresses import absolute, host_of, is_root

BASE = "https://www.gazette.example/town/ferry.html"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("/a.jpg", "https://www.gazette.example/a.jpg"),
        ("b.jpg", "https://www.gazette.example/town/b.jpg"),
        ("//cdn.example/c.jpg", "https://cdn.example/c.jpg"),
        (" https://x.example/d ", "https://x.example/d"),
        ("javascript:alert(1)", None),
        ("data:image/png;base64,AAAA", None),
        ("mailto:a@b.example", None),
        ("https://[broken", None),
        ("http://a b.example/", None),
        ("https://x.example/" + "a" * 5000, None),
        ("", None),
        (None, None),
    ],
)
def test_absolute(url: str | None, expected: str | None) -> None:
    assert absolute(url, BASE) == expected


def test_without_a_base_only_whole_addresses_stand() -> None:
    assert absolute("/a", None) is None
    assert absolute("https://x.example/a", None) == "https://x.example/a"


def test_a_host_is_that_of_a_sound_address() -> None:
    assert host_of("https://News.Gazette.co.uk:8080/x") == "news.gazette.co.uk"
    assert host_of("https://[broken") is None
    assert host_of(None) is None


def test_front_pages() -> None:
    assert is_root("https://x.example")
    assert is_root("https://x.example/#top")
    assert not is_root("https://x.example/?p=12")
    assert not is_root("https://x.example/a")


@settings(deadline=None)
@given(st.text(max_size=80))
def test_any_text_gives_an_address_or_none(url: str) -> None:
    found = absolute(url, BASE)
    assert found is None or found.startswith(("http://", "https://"))
