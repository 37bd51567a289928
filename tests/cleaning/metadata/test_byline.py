"""The byline that is printed by the headline."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from cleaning.model import Metadata

Read = Callable[..., Metadata]
HEAD = "<h1>The ferry returns to the old harbour</h1>"


def names(read: Read, body: str, **rest: object) -> list[str]:
    return [person.name for person in read(f"<html><body>{body}</body></html>", **rest).author]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("<p>By Ann Beller</p>", ["Ann Beller"]),
        ("<p>By <a href='/x'>Ann Beller</a> and <a href='/y'>Tom Grau</a></p>", ["Ann Beller"]),
        ("<p>Von <b>Ann Beller</b></p>", ["Ann Beller"]),
        ("<a href='/authors/ann'>Ann Beller</a><a href='/authors/tom'>Tom Grau</a>", ["Ann Beller", "Tom Grau"]),
        ("<a rel='author' href='/x'>Ann</a>", ["Ann"]),
        ("<div class='byline'><span>Ann Beller</span><span>Tom Grau</span></div>", ["Ann Beller", "Tom Grau"]),
        ("<span class='author-name'>Ann Beller</span><span class='role'>Harbour Correspondent</span>", ["Ann Beller"]),
        ("<span class='author'>Share This Article</span>", []),
        ("<figcaption class='author'>Photo: Lee Arno</figcaption>", []),
        ("<p>Lee Arno</p>", []),
        ("<p>By the harbour stood many people who had waited for years.</p>", []),
        ("<div class='author-bio'>Ann Beller</div>", []),
    ],
)
def test_lines_below_the_headline(read: Read, line: str, expected: list[str]) -> None:
    assert names(read, f"{HEAD}{line}<p>Text.</p>") == expected


def test_a_reader_is_no_author(read: Read) -> None:
    comment = "<div id='c'><span class='author'>Lee Arno</span></div>"
    assert names(read, f"{HEAD}<p>Text.</p>{comment}", apart=["c"]) == []
    assert names(read, HEAD + "<p>Text.</p>" * 80 + comment) == []


def test_the_house_alone_gives_way_to_a_printed_name(read: Read) -> None:
    script = '<script type="application/ld+json">{"@type": "Article", "headline": "The ferry returns to the old harbour", "author": {"@type": "Organization", "name": "Harbour Gazette"}, "publisher": {"name": "Harbour Gazette"}}</script>'  # fmt: skip  # noqa: E501
    assert names(read, f"{script}{HEAD}<p>By Ann Beller</p>") == ["Ann Beller"]
    assert names(read, f"{script}{HEAD}<p>Text.</p>") == ["Harbour Gazette"]


def test_links_are_absolute(read: Read) -> None:
    found = read(f"<html><body>{HEAD}<a href='/author/ann'>Ann Beller</a></body></html>")
    assert found.author[0].url == "https://www.harbour-gazette.example/author/ann"
    assert found.origins["author"]["from"] == "visible"
