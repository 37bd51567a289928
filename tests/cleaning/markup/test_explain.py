"""What becomes of each block of a page, told for ``show``."""

from __future__ import annotations

from lxml import html

from cleaning.markup.body.find import body_of_markup
from cleaning.markup.explain import blocks, explain
from cleaning.markup.label import label_markup
from cleaning.model import Document, Metadata, Page, RawPage

ONE = "The council of Orl sold its last crane on Monday, and a museum in the next town will show it from June on."
TWO = "“It lifted the church bell in the year of the flood,” said the harbour master, who will keep the crane's key."
THREE = "The last load was a piano for the school, which stands in the hall now and is tuned by the crane's driver."
MARKUP = f"""<html><body><nav><a href=/>Home</a></nav><p>Orl Post</p><article><h1>A crane leaves</h1><p>{ONE}</p>
<h2>What it lifted</h2><p>{TWO}</p><p>{THREE}</p><p>In pictures: <a href=/f>Flood takes mill wheel</a></p></article>
<footer>All rights</footer></body></html>"""


def document(markup: str = MARKUP) -> Document:
    page = Page(
        raw=RawPage(body=markup.encode()), source=None, kind="html", text=markup, tree=html.document_fromstring(markup),
        encoding="utf-8", encoding_from="default",
    )  # fmt: skip
    return Document(page=page, regions=label_markup(page), metadata=Metadata(headline="A crane leaves"))


def test_each_block_has_a_label_and_a_reason() -> None:
    assert explain(document()) == [
        ("navigation", "navigation", "Home"),
        ("other", "not taken by trafilatura", "Orl Post"),
        ("headline", "repeats the headline", "A crane leaves"),
        ("body", "trafilatura", ONE),
        ("subhead", "trafilatura", "What it lifted"),
        ("body", "trafilatura", TWO),
        ("body", "trafilatura", THREE),
        ("related", "a few words that lead to a link", "In pictures: Flood takes mill wheel"),
        ("footer", "footer", "All rights"),
    ]


def test_body_and_subheads_are_what_the_record_holds() -> None:
    told = explain(document())
    assert (
        "\n\n".join(text for label, _, text in told if label in ("body", "subhead")) == body_of_markup(document()).text
    )


def test_the_blocks_stand_in_document_order_with_their_elements() -> None:
    found = list(blocks(document().page))
    assert [text for _, text in found] == [text for _, _, text in explain(document())]
    assert [element.tag for element, _ in found][:4] == ["nav", "p", "h1", "p"]


def test_a_page_without_a_body_is_told_too() -> None:
    assert explain(document("<html><body><p>Orl Post</p></body></html>")) == [
        ("other", "no body was found", "Orl Post")
    ]
