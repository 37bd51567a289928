"""Paywalls: an article of which the page says that it shows only the beginning is not free."""

from __future__ import annotations

import pytest

from cleaning.model import RawPage
from cleaning.pipeline import clean
from cleaning.record import Record
from cleaning.sources import Sources

LEAD = (
    "<h1>Ferry is back</h1><p>The first boat in six years left the pier at Ansel Water on Monday with eleven people,"
    " two bicycles and a dog.</p>"
)


def record_of(body: str, head: str = "") -> Record:
    html = f"<html><head><title>Ferry is back</title>{head}</head><body><article>{body}</article></body></html>"
    outcome = clean(RawPage(body=html.encode(), headers={"content-type": "text/html; charset=utf-8"}), Sources())
    assert isinstance(outcome, Record)
    return outcome


@pytest.mark.parametrize(
    "line",
    [
        "Subscribe to continue reading.",
        "This article is for subscribers only.",
        "Um diesen Artikel zu lesen, benötigen Sie ein Abo.",
        "Il vous reste 71 % de cet article à lire. La suite est réservée aux abonnés.",
        "Suscríbete para seguir leyendo",
        "Чтобы читать дальше, оформите подписку.",
        "この記事は会員限定です。",
    ],
)
def test_a_line_about_the_rest_of_the_article(line: str) -> None:
    record = record_of(f"{LEAD}<div class='wall'><p>{line}</p></div>")
    assert record.isAccessibleForFree is False
    origin = record.provenance.fields["isAccessibleForFree"]
    assert origin is not None
    assert origin["from"] == "visible"


@pytest.mark.parametrize(
    "rest",
    [
        "<p>The boat runs four times a day.</p>",
        "<p>Subscribe to our newsletter.</p>",
        "<section class='related'><h2>More</h2><a href='/b'>For subscribers only: what the crew drinks</a></section>",
        "<p>“Subscribe to continue reading,” the notice on the pier said in four languages, and nobody who waited there"
        " in the rain with children and suitcases knew what it was that they were to subscribe to, or what for.</p>"
        * 20,
    ],
)
def test_other_lines_say_nothing(rest: str) -> None:
    assert record_of(LEAD + rest).isAccessibleForFree is None


def test_the_page_s_data_are_believed_first() -> None:
    stated = '<script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": true}</script>'
    assert record_of(f"{LEAD}<p>Subscribe to continue reading.</p>", stated).isAccessibleForFree is True
