"""Addresses: absolute ones, hosts, registered domains; and never a network."""

from __future__ import annotations

import socket

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaning.metadata.addresses import absolute, domain_of, host_of, is_root

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


def test_domains_are_told_without_a_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert domain_of("https://news.gazette.co.uk/x") == "gazette.co.uk"
    assert domain_of("https://www.gazette.com:8080/x") == "gazette.com"
    assert domain_of("http://127.0.0.1:8000/x") == "127.0.0.1"
    assert domain_of("http://localhost/x") == "localhost"
    assert domain_of(None) is None
    assert host_of("https://[broken") is None


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
    domain_of(found)
