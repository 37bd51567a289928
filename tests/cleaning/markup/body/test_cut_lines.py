"""Single lines that are not the article: offers, forms, captions, bylines, dates, portraits."""

from __future__ import annotations

import pytest
from lxml import html

from cleaning.markup.blocks import read_layout
from cleaning.markup.body.cut_lines import (
    captions,
    contacts,
    headings_of_nothing,
    is_date_line,
    lines_above,
    offers_at_the_end,
    portraits,
    set_phrases,
)
from cleaning.markup.body.draft import Draft

PROSE = (
    "<p>The council of Orl sold its last crane on Monday, and a museum in the next town will show it from June on.</p>"
)


def draft_of(markup: str, *authors: str) -> Draft:
    layout = read_layout(html.document_fromstring(f"<html><body>{markup}</body></html>"))
    return Draft(
        layout=layout, regions=[None] * len(layout.blocks), taken=[*range(len(layout.blocks))], authors=authors
    )


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("Sign up for our newsletter and get the harbour in your inbox.", "promotion"),
        ("Abonnieren Sie unseren Newsletter", "promotion"),
        ("Inscrivez-vous à notre newsletter", "promotion"),
        ("Advertisement", "promotion"),
        ("Anzeige", "promotion"),
        ("Share this article", "navigation"),
        ("Leave a comment", "form"),
        ("Photo: Ada Quill", "caption"),
        ("Foto: Ada Quill", "caption"),
        ("Copyright. All rights reserved.", "footer"),
        ("Tags:", "navigation"),
        ("Uppdaterad 15.59 | Publicerad 14.14", "date"),
    ],
)
def test_set_phrases_name_a_line(line: str, label: str) -> None:
    assert [cut.label.value for _, cut in set_phrases(draft_of(f"{PROSE}<p>{line}</p>"))] == [label]


@pytest.mark.parametrize(
    "line",
    [
        "The newspaper lost two thousand subscribers in a year, and then its only printing press broke.",
        "He took the photo from the roof of the mill.",
        "She declined to comment.",
    ],
)
def test_sentences_with_such_words_stay(line: str) -> None:
    assert list(set_phrases(draft_of(f"{PROSE}<p>{line}</p>"))) == []


@pytest.mark.parametrize("markup", ["<h2>Weather</h2>", "<ul><li>Weather</li></ul>", "<table><tr><td>Weather</table>"])
def test_a_word_of_menus_stays_as_heading_item_or_cell(markup: str) -> None:
    assert list(set_phrases(draft_of(PROSE + markup))) == []
    assert [i for i, _ in set_phrases(draft_of(f"{PROSE}<p>Weather</p>"))] == [1]


def test_offers_at_the_end_go() -> None:
    draft = draft_of(f"{PROSE}<p>Like this story? Share it with a friend!</p>")
    assert [i for i, _ in offers_at_the_end(draft)] == [1]
    assert list(offers_at_the_end(draft_of(PROSE))) == []


def test_captions_stand_in_figures_and_right_below_pictures() -> None:
    draft = draft_of(
        f"{PROSE}<figure><img src=x><p>The crane.</p></figure><img src=x><p>The crane at dawn</p>{PROSE}"
        "<img src=x><p>It leaves on Monday.</p><img src=x><h3>What follows</h3><img src=x><p>Three things:</p>"
    )
    assert [draft.layout.blocks[i].text for i, _ in captions(draft)] == ["The crane.", "The crane at dawn"]


def test_a_caption_that_stands_outside_of_its_figure_is_known_by_its_words_or_its_credit() -> None:
    draft = draft_of(
        "<p>The crane on its last day. It leaves on Monday.</p>"
        f"{PROSE}<p>The barge that will carry it. [Photo courtesy of the harbour board]</p>{PROSE}"
    )
    draft.captions = ["The crane on its last day. It leaves on Monday."]
    assert [draft.layout.blocks[i].text[:10] for i, _ in captions(draft)] == ["The crane ", "The barge "]


@pytest.mark.parametrize(
    "line",
    [
        "10.11.2025 17:59",
        "5:45 AM PST 11/19/2019 by Ada Quill",
        "20 Nisan 2026•Güncelleme: 20 Nisan 2026",
        "2025年1月13日 21時37分",
    ],
)
def test_date_lines(line: str) -> None:
    assert is_date_line(line)


@pytest.mark.parametrize(
    "line", ["The flood of 12 May 2021 took the mill.", "Palm Bay 70-44", "Founded in the year of the flood"]
)
def test_other_lines_with_figures(line: str) -> None:
    assert not is_date_line(line)


def test_bylines_and_dates_above_the_text_go() -> None:
    draft = draft_of(f"<p>By Ada Quill</p><p>3 May 2021, 10:45</p><p>Orl</p>{PROSE}<p>Ada Quill</p>", "Ada Quill")
    assert [i for i, _ in lines_above(draft)] == [0, 1]


def test_addresses_alone_go() -> None:
    draft = draft_of(
        f"{PROSE}<p>ada@post.example</p><p>@adaquill</p><p>https://post.example/ada</p><p>Write to a@b.example now</p>"
    )
    assert [i for i, _ in contacts(draft)] == [1, 2, 3]


def test_a_portrait_of_a_known_author_goes() -> None:
    portrait = "<p>Our reporter Ada Quill has written about cranes and harbours for twenty years and owns neither.</p>"
    assert [i for i, _ in portraits(draft_of(PROSE * 3 + portrait, "Ada Quill"))] == [3]
    assert list(portraits(draft_of(PROSE * 3 + portrait))) == []
    assert list(portraits(draft_of(portrait + PROSE * 6, "Ada Quill"))) == []


def test_headings_with_nothing_below_go() -> None:
    draft = draft_of(f"<h2>One</h2>{PROSE}<h2>Two</h2><h3>Three</h3>")
    assert [i for i, _ in headings_of_nothing(draft)] == [3, 2]


def test_what_the_author_says_in_a_transcript_is_no_portrait() -> None:
    said = "ANN BELLER: According to the council, it is a wake-up call for the harbour and for the town behind it."
    told = "About the author: Ann Beller writes about harbours, mills and what is left of them, and lives in Orl."
    draft = draft_of(f"{PROSE}<p>{said}</p><p>{told}</p>", "Ann Beller")
    assert [i for i, _ in portraits(draft)] == [2]


def test_a_table_in_a_figure_is_no_caption() -> None:
    table = "<table><tr><td>Cranes</td><td>9</td></tr></table>"
    draft = draft_of(f"{PROSE}<figure>{table}<figcaption>What was sold</figcaption></figure>")
    assert [draft.layout.blocks[i].text for i, _ in captions(draft)] == ["What was sold"]
