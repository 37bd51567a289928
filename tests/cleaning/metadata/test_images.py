"""Pictures, their captions and credits."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from lxml.html import HtmlElement

from cleaning.metadata.images import caption_and_credit, picture_key
from cleaning.model import Metadata

Read = Callable[..., Metadata]
Tree = Callable[[str], HtmlElement]


@pytest.mark.parametrize(
    ("caption", "expected"),
    [
        ("The boat at dawn.", ("The boat at dawn.", None)),
        ("The boat at dawn. Photo: Lee Arno", ("The boat at dawn.", "Lee Arno")),
        ("The boat at dawn. (Foto: Lee Arno/dpa)", ("The boat at dawn.", "Lee Arno/dpa")),
        ("The boat at dawn. © Lee Arno", ("The boat at dawn.", "Lee Arno")),
        ("The boat. <span class='credit'>Photo: Lee Arno</span>", ("The boat.", "Lee Arno")),
        ("<span class='copyright'>Lee Arno</span>", (None, "Lee Arno")),
        ("A photo of the boat", ("A photo of the boat", None)),
        ("", (None, None)),
    ],
)
def test_caption_and_credit(tree: Tree, caption: str, expected: tuple[str | None, str | None]) -> None:
    element = tree(f"<figure><figcaption>{caption}</figcaption></figure>").find(".//figcaption")
    assert caption_and_credit(element) == expected


def test_one_picture_in_several_sizes_is_one(read: Read) -> None:
    found = read(
        '<html><head><meta property="og:image" content="https://cdn.example/ferry.jpg?w=1200">'
        '<meta property="og:image" content="/site-logo.png"></head><body><h1>The ferry returns</h1>'
        '<figure><img src="data:image/gif;base64,x" data-src="/img/ferry-800x600.jpg">'
        "<figcaption>The boat. Photo: Lee Arno"
        "</figcaption></figure><figure><img src='/img/pier.jpg'></figure>"
        "<figure><img src='/i/dot.jpg' width=1></figure>"
        "<aside><figure><img src='/img/other.jpg'></figure></aside><figure></figure></body></html>"
    )
    assert [(i.url, i.caption, i.creditText) for i in found.image] == [
        ("https://cdn.example/ferry.jpg?w=1200", "The boat.", "Lee Arno"),
        ("https://www.harbour-gazette.example/img/pier.jpg", None, None),
    ]


def test_keys() -> None:
    assert picture_key("https://a.example/x/boat-300x200.jpg?q=1") == picture_key("https://b.example/Boat.jpg")
    assert picture_key("https://a.example/i/1") != picture_key("https://b.example/i/1")
