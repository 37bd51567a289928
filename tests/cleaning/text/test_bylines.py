"""Bylines and dates around the headline and below the text, and what stands there but is none."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from cleaning.model import Label

Find = Callable[[str, Label], list[str]]
HEADLINE = "Bell of Little Saul hung in its old tower"
TEXT = "\n\n".join(
    f"The {thing} of Little Saul was hung in the old tower on Monday. Nobody made a speech, and the rope was new."
    for thing in ("great bell", "second bell", "smallest bell", "spare bell")
)


@pytest.mark.parametrize(
    "line",
    [
        "Towers, Bells | Published: 3 May 2025 | Written by Ann Beller",
        "Ann Beller · The Lamp · Posted: May 03, 2025 4:00 AM",
        "Ann Beller – Journalist",
    ],
)
def test_a_part_of_a_line_may_name_the_author(line: str, with_label: Find) -> None:
    assert with_label(f"{HEADLINE}\n\n{line}\n\n{TEXT}", Label.BYLINE) == [line]


def test_names_below_by_alone_go_on_until_something_else(with_label: Find) -> None:
    front = "By\nAnn Beller,\nTom Grau &\nEva Roth 2\nThe bell on its way up"
    found = with_label(f"{HEADLINE}\n\n{front}\n\n{TEXT}", Label.BYLINE)
    assert found == ["By", "Ann Beller,", "Tom Grau &", "Eva Roth 2"]
    assert with_label(f"{HEADLINE}\n\nby\nThe bell on its way up\n\n{TEXT}", Label.BYLINE) == ["by"]


def test_a_lone_name_counts_if_a_note_or_a_box_below_names_it_again(with_label: Find) -> None:
    front = f"{HEADLINE}\n\nAnn Beller\n\n{TEXT}\n\n"
    assert "Ann Beller" in with_label(f"{front}Share\nPrint\nTweet\nMail\nSave\n\nAnn Beller", Label.BYLINE)
    note = f"{HEADLINE}\n\n{TEXT}\n\nAnn Beller\n\nAnn Beller is a writer in Little Saul and keeps its bells."
    assert with_label(note, Label.BYLINE) == ["Ann Beller"]
    assert with_label(f"{HEADLINE}\n\n{TEXT}\n\nAnn Beller\n\nTom Grau", Label.BYLINE) == []


def test_tags_that_are_names_are_no_authors(with_label: Find) -> None:
    front = "3 May 2025\nAnn Beller,\nLittle Saul,\nTom Grau"
    assert with_label(f"{HEADLINE}\n\n{front}\n\n{TEXT}", Label.BYLINE) == []


@pytest.mark.parametrize(
    ("above", "date"),
    [
        ("Towers\n\n3.5.2025, 14:05 Uhr", "3.5.2025, 14:05 Uhr"),
        ("Menu\nTowers\n\n03 May 2025", "03 May 2025"),
        ("Menu\n\n14:05 | 3 May 2025\nShare\nPrint", "14:05 | 3 May 2025"),
    ],
)
def test_a_date_right_above_the_headline_is_the_articles(above: str, date: str, with_label: Find) -> None:
    assert with_label(f"{above}\n\n{HEADLINE}\n\n{TEXT}", Label.DATE) == [date]


@pytest.mark.parametrize(
    "above",
    ["Saturday, 3 May 2025\nlogo", "3 May 2025", "GMT 06:40 2025 Saturday ,3 May\nMenu", "The Lamp, 3 May 2025\nMenu"],
)
def test_a_mastheads_date_is_not(above: str, with_label: Find) -> None:
    assert with_label(f"{above}\n\n{HEADLINE}\n\n{TEXT}", Label.DATE) == []


def test_a_date_right_below_the_text_counts_if_it_tells_the_time_or_says_published(with_label: Find) -> None:
    assert with_label(f"{HEADLINE}\n\n{TEXT}\n\n3 May 2025, 14:05", Label.DATE) == ["3 May 2025, 14:05"]
    assert with_label(f"{HEADLINE}\n\n{TEXT}\n\nFirst published 3 May 2025", Label.DATE) == [
        "First published 3 May 2025"
    ]
    assert with_label(f"{HEADLINE}\n\n{TEXT}\n\n3 May 2025", Label.DATE) == []
    listed = "3 May 2025, 14:05\nGoat sold at the fair\n2 May 2025, 10:00\nWell found"
    assert with_label(f"{HEADLINE}\n\n{TEXT}\n\n{listed}", Label.DATE) == []


def test_the_date_of_a_printed_issue_is_not_the_articles(with_label: Find) -> None:
    assert with_label(f"{HEADLINE}\n\nAus: Ausgabe vom 03.05.2025\n\n{TEXT}", Label.DATE) == []
