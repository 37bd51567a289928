"""Paragraphs and headings that an extractor lost come back; other things do not."""

from __future__ import annotations

from lxml import html

from cleaning.markup.blocks import read_layout
from cleaning.markup.body.draft import Cut, Draft
from cleaning.markup.body.mend import mend, mend_headings
from cleaning.model import Label, Region

PROSE = "The council of Orl sold its last crane on Monday, and a museum in the next town will show it from June on."


def draft_of(markup: str, taken: list[int]) -> Draft:
    layout = read_layout(html.document_fromstring(f"<html><body>{markup}</body></html>"))
    return Draft(layout=layout, regions=[None] * len(layout.blocks), taken=taken)


def test_a_paragraph_beside_the_others_comes_back() -> None:
    draft = draft_of(
        f"<div><p>{PROSE}</p><p class=odd>{PROSE}</p><p>Short.</p><p>{PROSE}</p></div><p>{PROSE}</p>", [0, 3]
    )
    assert mend(draft) == 1
    assert draft.taken == [0, 1, 3]


def test_boxes_of_one_class_belong_together() -> None:
    post = f"<section><div class=post><p>{PROSE}</p></div></section>"
    draft = draft_of(post * 3 + f"<section><div class=ad><p>{PROSE}</p></div></section>", [1])
    assert mend(draft) == 2
    assert draft.taken == [0, 1, 2]


def test_boxes_without_a_class_do_not() -> None:
    draft = draft_of(f"<section><div><p>{PROSE}</p></div></section>" * 2, [0])
    assert mend(draft) == 0


def test_the_next_article_of_an_endless_page_stays_out() -> None:
    article = f"<article><h1>Title</h1><div class=text><p>{PROSE}</p><p>{PROSE}</p></div></article>"
    draft = draft_of(article * 2, [1, 2])
    assert mend(draft) == 0


def test_what_was_cut_or_stands_in_a_region_stays_out() -> None:
    draft = draft_of(f"<div><p>{PROSE}</p><p>{PROSE}</p><p>{PROSE}</p></div>", [0])
    draft.cuts[1] = Cut(Label.CAPTION, "a test")
    region = Region(label=Label.COMMENT, where=draft.layout.blocks[2].element, reason="a test")
    draft.regions = [None, None, region]
    assert mend(draft) == 0


def test_headings_above_a_paragraph_come_back() -> None:
    draft = draft_of(
        f"<h1>Title</h1><p>{PROSE}</p><h2>Why</h2><p>{PROSE}</p><h2><a href=x>Other</a></h2><p>{PROSE}</p>", [1, 3, 5]
    )
    assert mend_headings(draft) == 1
    assert draft.taken == [1, 2, 3, 5]


def test_text_right_in_the_container_of_the_paragraphs_comes_back() -> None:
    draft = draft_of(f"<div class=post>{PROSE} <p>{PROSE}</p><p>{PROSE}</p></div><div>{PROSE}</div>", [1, 2])
    assert mend(draft) == 1
    assert draft.taken == [0, 1, 2]
