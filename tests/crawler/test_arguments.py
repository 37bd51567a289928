"""The arguments of a crawl: what is given is taken as it is meant, or refused with a word on what would be right."""

from __future__ import annotations

import re

import pytest

from crawler.arguments import Arguments, read_arguments


def test_arguments_are_read() -> None:
    read = read_arguments(since="2024-01-01", limit="100", url="https://example.org/a")
    assert read == Arguments(since=1704067200.0, limit=100, url="https://example.org/a")
    assert read_arguments(since="2024-01-01T01:00+01:00").since == 1704067200.0
    assert read_arguments() == Arguments()


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("since", "yesterday", "since='yesterday'"),
        ("since", "2999-01-01", "since='2999-01-01' is still to come"),
        ("limit", "0", "limit='0'"),
        ("limit", "-3", "limit='-3'"),
        ("limit", "ten", "limit='ten'"),
        ("url", "ftp://example.org/x", "url='ftp://example.org/x'"),
        ("limt", "5", "did you mean 'limit'?"),
        ("zzz", "5", "known: since, limit, url"),
    ],
)
def test_what_is_wrong_is_told(name: str, value: str, message: str) -> None:
    with pytest.raises(ValueError, match=re.escape(message)):
        read_arguments(**{name: value})
