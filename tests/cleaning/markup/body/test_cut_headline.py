"""The headline once more, and what stands above it."""

from __future__ import annotations

import pytest
from lxml import html

from cleaning.markup.blocks import read_layout
from cleaning.markup.body.cut_headline import above_headline, repeated_headline
from cleaning.markup.body.draft import Draft

PROSE = (
    "<p>The council of Orl sold its last crane on Monday, and a museum in the next town will show it from June on.</p>"
)
TITLE = "Museum buys the last crane of Orl harbour"


def draft_of(markup: str, *headlines: str) -> Draft:
    layout = read_layout(html.document_fromstring(f"<html><body>{markup}</body></html>"))
    return Draft(
        layout=layout, regions=[None] * len(layout.blocks), taken=[*range(len(layout.blocks))], headlines=headlines
    )


@pytest.mark.parametrize(
    "printed",
    [
        f"<h1>{TITLE}</h1>",
        "<h1>Another title than the page states</h1>",
        f"<p>{TITLE.upper()}</p>",
        f"<div>“{TITLE}”</div>",
        f"<h2>Harbours: {TITLE}</h2>",
        "<h2>Museum buys the last crane</h2>",
        "<p>Museum buys the last cranes of Orl harbour</p>",
        f"<h1><span>{TITLE}</span></h1>",
    ],
)
def test_a_repeated_headline_is_known(printed: str) -> None:
    assert [i for i, _ in repeated_headline(draft_of(printed + PROSE * 3, TITLE))] == [0]


@pytest.mark.parametrize(
    "printed",
    [
        "<h2>Why cranes rust</h2>",
        "<p>The museum buys a crane.</p>",
        "<p>Orl</p>",
    ],
)
def test_other_first_lines_are_not(printed: str) -> None:
    assert list(repeated_headline(draft_of(printed + PROSE * 3, TITLE))) == []


def test_the_words_of_the_title_below_the_text_stay() -> None:
    assert list(repeated_headline(draft_of(PROSE * 3 + f"<p>{TITLE}</p><h1>Other</h1>", TITLE))) == []


def test_a_short_title_is_no_title() -> None:
    assert list(repeated_headline(draft_of(f"<p>Sport</p>{PROSE}", "Sport"))) == []


def test_what_stands_above_the_headline_is_not_the_article() -> None:
    draft = draft_of(f"<p>You use an old browser.</p><p>Harbours</p><h1>{TITLE}</h1>{PROSE}", TITLE)
    assert [i for i, _ in above_headline(draft)] == [0, 1]


def test_without_a_known_headline_nothing_is_above_it() -> None:
    assert list(above_headline(draft_of(f"<p>Notice</p><h1>Something else</h1>{PROSE}", TITLE))) == []
