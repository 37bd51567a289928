"""Pictures, their captions and credits."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from lxml.html import HtmlElement

from cleaning.metadata.images import bare_credit, caption_and_credit, picture_key
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


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://a.example/x/boat-300x200.jpg?q=1", "https://b.example/Boat.jpg", True),
        ("/1757_v16_9_1200.jpeg", "/1757_v4_3_800.jpeg", True),
        ("/boat_w1200_r1.77_fpx45.jpg", "/boat_w948_r1.33_fpx45.jpg", True),
        ("/boat-16to9__retina.jpg", "/boat-1to1__xlarge.jpg", True),
        ("/boat.original_1024.jpg", "/boat.jpg", True),
        ("/img_1234.jpg", "/img_1235.jpg", False),
        ("/boat-1.jpg", "/boat-2.jpg", False),
        ("https://a.example/i/1", "https://b.example/i/1", False),
    ],
)
def test_copies_of_one_picture(one: str, other: str, *, same: bool) -> None:
    assert (picture_key(one) == picture_key(other)) is same


def test_credits_without_their_word() -> None:
    assert bare_credit("Foto: Lee Arno (Coast Pictures)") == "Lee Arno (Coast Pictures)"
    assert bare_credit("© Lee Arno") == "Lee Arno"
    assert bare_credit("Lee Arno") == "Lee Arno"
    assert bare_credit("Photo:") is None
    assert bare_credit(None) is None
