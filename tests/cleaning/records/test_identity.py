from __future__ import annotations

import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaning.records.identity import domain_of, identifier_of, names_page, normal

DIGEST = "sha256:" + 64 * "0"


def test_the_identifier_of_an_address_is_fixed_for_ever() -> None:
    assert identifier_of("https://example.org/news/1", DIGEST) == "78e8f0d1-081b-57d4-959e-a8b4507f2bb1"
    assert identifier_of(None, DIGEST) == "8b928ac8-b712-5b3c-b468-4401a24dece7"


@given(st.one_of(st.none(), st.text(max_size=40)))
def test_every_identifier_is_a_uuid_of_version_5(url: str | None) -> None:
    assert uuid.UUID(identifier_of(url, DIGEST)).version == 5


@pytest.mark.parametrize(
    "same",
    [
        "HTTPS://Example.ORG/news/1?b=2&a=1",
        "https://example.org/news/1?a=1&b=2#comments",
        "https://example.org/news/1?utm_source=feed&a=1&b=2&fbclid=x",
        "https://example.org/news/../news/1?a=1&b=2",
    ],
)
def test_what_does_not_matter_in_an_address(same: str) -> None:
    assert normal(same) == "https://example.org/news/1?a=1&b=2"


@pytest.mark.parametrize(
    "other",
    [
        "https://example.org/news/1",
        "https://example.org/News/1?id=7",
        "http://example.org/news/1?id=7",
        "https://www.example.org/news/1?id=7",
        "https://example.org/news/1/?id=7",
        "https://example.org/news/1?id=8",
        "https://example.org/news/1?id=7&ref=8",
    ],
)
def test_what_does_matter_in_an_address(other: str) -> None:
    assert normal(other) != normal("https://example.org/news/1?id=7")


@pytest.mark.parametrize("broken", ["https://[::1", "http://a:b:c/", "\x00", "%", "//"])
def test_a_broken_address_makes_an_identifier_too(broken: str) -> None:
    assert identifier_of(broken, DIGEST) != identifier_of(None, DIGEST)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://example.org/", False),
        ("https://example.org", False),
        ("https://example.org//", False),
        ("https://example.org/?p=1", True),
        ("https://example.org/a", True),
        ("https://[::1/a", False),
    ],
)
def test_a_front_page_names_no_page(url: str, expected: bool) -> None:
    assert names_page(url) is expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://www.example.co.uk/a", "example.co.uk"),
        ("https://user:secret@News.Example.org:8080/", "example.org"),
        ("https://www.brackwater-courier.example/a", "brackwater-courier.example"),
        ("http://localhost:8000/a", "localhost"),
        ("http://192.0.2.1/a", "192.0.2.1"),
        ("http://[2001:db8::1]/a", "2001:db8::1"),
        ("https://[::1/a", None),
        ("not an address", None),
        (None, None),
    ],
)
def test_the_registered_domain_of_an_address(url: str | None, expected: str | None) -> None:
    assert domain_of(url) == expected
