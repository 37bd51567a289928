"""Texts, links and members of JSON-LD values."""

from __future__ import annotations

from typing import Any

import pytest

from cleaning.metadata.jsonld_value import DEEPEST, MOST, links, members, texts, types_of


def nested(value: Any, depth: int) -> Any:
    for _ in range(depth):
        value = [value]
    return value


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("a", ["a"]),
        (["a", " b ", ""], ["a", "b"]),
        ({"name": "a"}, ["a"]),
        ([{"@value": "a", "@language": "en"}, {"name": ["b", "c"]}], ["a", "b", "c"]),
        ({"@type": "Thing"}, []),
        (7, ["7"]),
        (True, []),
        (None, []),
        (nested("a", DEEPEST), ["a"]),
        (nested("a", DEEPEST + 1), []),
    ],
)
def test_texts(value: Any, expected: list[str]) -> None:
    assert list(texts(value)) == expected


def test_work_is_bounded() -> None:
    assert len(list(texts(["a"] * 100_000))) == MOST
    assert len(list(texts(nested([["a"] * 500] * 500, 2)))) == MOST


def test_links() -> None:
    assert list(links(["/a", {"url": "/b"}, {"@id": "/c"}, {"url": {"x": 1}}, 4, ""])) == ["/a", "/b", "/c"]


def test_a_node_with_several_names_is_several_members() -> None:
    node = {"@type": "Person", "name": ["Ann", {"name": "Tom"}, 3]}
    assert list(members([node, "x"])) == [{"@type": "Person", "name": "Ann"}, {"name": "Tom"}, 3, "x"]


def test_types_without_their_vocabulary() -> None:
    assert types_of({"@type": ["https://schema.org/NewsArticle", "schema:Article"]}) == {"newsarticle", "article"}
    assert types_of({}) == set()
