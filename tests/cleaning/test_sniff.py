"""What is a page and what is not, and whether a page is HTML or plain text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaning.sniff import Kind, first_tag, foreign_bytes, foreign_text, foreign_type, kind_of, media_type

DOCUMENT = "<!DOCTYPE html><html><head><title>T</title></head><body><p>The ferry runs.</p></body></html>"


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7\n",
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff\xe0\x00\x10JFIF",
        b"GIF89a",
        b"RIFF\x10\x00\x00\x00WEBP",
        b"\x00\x00\x00\x18ftypmp42",
        b"PK\x03\x04",
        b"\x1f\x8b\x08",
        b"WARC/1.0\r\n",
        bytes(range(256)) * 4,
    ],
)
def test_data_are_no_page(data: bytes) -> None:
    assert foreign_bytes(data)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"BM is a place.",
        b"MZ and PK met.",
        DOCUMENT.encode(),
        DOCUMENT.encode("utf-16"),
        DOCUMENT.encode("utf-16-le"),
        DOCUMENT.encode("utf-32"),
        b"A stray \0 in a longer text is no sign of data, nor is an escape \x1b or two in a page.",
        "Мост закрыт.".encode("koi8-r"),
    ],
)
def test_texts_may_be_pages(data: bytes) -> None:
    assert foreign_bytes(data) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('{"a": [1, 2]}', "JSON"),
        (' \n[{"a": 1}]\n', "JSON"),
        ('{"a": 1}\n{"a": 2}\n', "JSON"),
        ('<?xml version="1.0"?>\n<rss version="2.0"><channel/></rss>', "<rss>"),
        ("<!-- made by us --><feed xmlns='x'></feed>", "<feed>"),
        ('<?xml version="1.0"?><!DOCTYPE note SYSTEM "n.dtd"><note>x</note>', "<note>"),
        ("<rdf:RDF></rdf:RDF>", "<rdf:rdf>"),
        ("<svg viewBox='0 0 1 1'></svg>", "<svg>"),
        ('<?xml version="1.0"?><urlset></urlset>', "<urlset>"),
    ],
)
def test_data_in_text_form_are_no_page(text: str, words: str) -> None:
    assert words in (foreign_text(text) or "")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[Updated] The ferry runs again. [end]",
        "{broken} is what it is}",
        '<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml"><body/></html>',
        '<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "x"><html></html>',
        '<?xml version="1.0"?><div>A piece</div>',
        "<article-body>A piece of HTML with an element of its own</article-body>",
        DOCUMENT,
    ],
)
def test_other_texts_may_be_pages(text: str) -> None:
    assert foreign_text(text) is None


@pytest.mark.parametrize(
    ("text", "hint", "kind"),
    [
        (DOCUMENT, None, "html"),
        (DOCUMENT, "text", "html"),
        ("\n<!-- saved -->\n<?xml version='1.0'?>\n<HTML>", "text", "html"),
        ("<body>x", "text", "html"),
        ("Just words.", "html", "text"),
        ("2 < 3 and <3 and a <- b", "html", "text"),
        ("<p>A paragraph", "html", "html"),
        ("PHP Warning: oops\n" + DOCUMENT, "html", "html"),
        ("PHP Warning: oops\n" + DOCUMENT, None, "html"),
        ("Use <b> for bold and <i> for italics; close them with </b> and </i>.", "text", "text"),
        ("Use <b> for bold; close it with </b>.", None, "text"),
        ("<b> makes words bold until </b>", "text", "text"),
        ('<div class="story"><p>The ferry runs.</p></div>\n', "text", "html"),
        ("<p>One.</p>\n<p>Two.</p>", None, "html"),
        ("One.<p>Two.</p><p>Three.</p><p>Four.</p>", None, "html"),
        ("Just words.", None, "text"),
        ("", None, "text"),
    ],
)
def test_the_kind_of_a_page(text: str, hint: Kind | None, kind: Kind) -> None:
    assert kind_of(text, hint) == kind


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<!DOCTYPE HTML><Html lang=en>", ("html", "html", False)),
        ("<?xml version='1.0'?><rss>", (None, "rss", True)),
        ("<!-- a --> <!-- b --><p>", (None, "p", False)),
        ("<!-- never closed", (None, None, False)),
        ("<!doctype html", ("html", None, False)),
        ("words", (None, None, False)),
    ],
)
def test_the_first_tag(text: str, expected: tuple[str | None, str | None, bool]) -> None:
    assert first_tag(text) == expected


@pytest.mark.parametrize("header", ["image/png", "text/css; charset=utf-8", "Application/JSON", "application/pdf"])
def test_media_types_of_data(header: str) -> None:
    assert foreign_type(media_type(header))


@pytest.mark.parametrize("header", [None, "", "text/html", "text/plain;x", "application/xhtml+xml", "text/xml", "odd"])
def test_media_types_that_may_be_pages(header: str | None) -> None:
    assert not foreign_type(media_type(header))


@given(st.text(st.sampled_from("<>!-?/ abhtmlx\n\"'=")), st.sampled_from([None, "html", "text"]))
def test_any_text_has_a_kind(text: str, hint: Kind | None) -> None:
    assert kind_of(text, hint) in {"html", "text"}
    foreign_text(text)


@pytest.mark.parametrize("piece", ["<!--", "<?", "<!-- a -->", "<!", "< ", "[", '{"a":', "</p"])
def test_repeated_pieces_take_no_longer_than_long_texts_do(piece: str) -> None:
    text = piece * 200_000
    assert kind_of(text, None) in {"html", "text"}
    foreign_text(text)
