"""Verdicts: sides that must agree, texts that stand in scripts, and pages made to cost time."""

from __future__ import annotations

import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaning.model import RawPage
from cleaning.pipeline import clean, examine
from cleaning.quality.verdict import verdict_on
from cleaning.record import Reason, Record, Reject
from cleaning.sources import Sources

STORY = (
    "The first boat in six years left the pier at Ansel Water on Monday with eleven passengers and a dog.",
    "“We did not think we would see it again,” said Mara Linden, who had brought coffee for the crew of the ferry.",
    "The company had stopped the line in 2019, when the old ferry failed its survey and nobody paid for a new one.",
)


def outcome_of(html: str, url: str | None = None) -> Record | Reject:
    return clean(RawPage(body=html.encode(), url=url, headers={"content-type": "text/html; charset=utf-8"}), Sources())


def page(title: str, body: str, head: str = "") -> str:
    return f"<!doctype html><html><head><title>{title}</title>{head}</head><body>{body}</body></html>"


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def test_a_title_alone_refuses_nothing() -> None:
    assert isinstance(outcome_of(page("Page not found", f"<h1>Page not found</h1>{paragraphs(*STORY)}")), Record)


def test_first_lines_alone_refuse_nothing() -> None:
    body = f"<h1>A clerk’s nightmare</h1><p>The page you are looking for does not exist.</p>{paragraphs(*STORY)}"
    assert isinstance(outcome_of(page("A clerk’s nightmare", body)), Record)


def test_both_together_do() -> None:
    body = "<h1>Page not found</h1><p>The page you are looking for does not exist.</p>"
    outcome = outcome_of(page("Page not found", body))
    assert isinstance(outcome, Reject)
    assert outcome.reason is Reason.SOFT_404
    assert "'Page not found'" in outcome.detail


def test_scripts_of_a_protected_site_are_no_challenge() -> None:
    script = "<script src='/cdn-cgi/challenge-platform/scripts/jsd/main.js'></script>"
    assert isinstance(outcome_of(page("Ferry", f"<h1>Ferry</h1>{paragraphs(*STORY * 4)}{script}")), Record)


def test_a_shell_whose_article_stands_in_a_script_is_an_article() -> None:
    state = json.dumps({"contentHtml": paragraphs(*STORY * 3)}).replace("</", "<\\/")
    shell = '<noscript>Please enable JavaScript.</noscript><div id="app"></div>'
    body = f'{shell}<script type="application/json">{state}</script>'
    outcome = outcome_of(page("Ferry", body))
    assert isinstance(outcome, Record)
    assert "coffee" in (outcome.articleBody or "")


@pytest.mark.parametrize("path", ["/", "/tag/ferry/", "/?s=ferry"])
def test_an_address_alone_makes_no_list(path: str) -> None:
    body = f"<h1>The ferry is back</h1>{paragraphs(*STORY)}"
    assert isinstance(outcome_of(page("The ferry is back", body), f"https://ansel.example{path}"), Record)


def test_a_consent_wall_on_the_address_of_an_article_is_a_wall() -> None:
    wall = (
        "<div class='consent-layer'><h2>We value your privacy</h2><p>We and our partners store and access information"
        " on your device, such as cookies, and process personal data for personalised ads. You can withdraw your"
        " consent at any time.</p><button>Accept all</button></div>"
    )
    stated = '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Ferry is back"}</script>'
    outcome = outcome_of(page("Ferry is back", wall, stated))
    assert isinstance(outcome, Reject)
    assert outcome.reason is Reason.CONSENT_WALL


@pytest.mark.parametrize(
    "body",
    [
        "<div class='error-404'>" * 3_000 + "Page not found",
        "<h1>404</h1>" + "<a href='/x'>a title of twenty letters</a><p>x</p>" * 30_000,
        "<button>" * 2_000 + "Accept",
        "<noscript>" + "<i></i>" * 60_000 + "</noscript><div id=root></div>",
        "<time>10:30</time><p>live</p>" * 20_000,
        "<p>we and our partners use cookies " * 5_000,
    ],
    ids=["nested", "links", "buttons", "noscript", "times", "consent"],
)
def test_a_page_made_to_cost_time_costs_little(body: str) -> None:
    doc = examine(RawPage(body=page("404", body).encode()), Sources())
    assert not isinstance(doc, Reject)
    start = time.process_time()
    verdict_on(doc)
    assert time.process_time() - start < 2


WORDS = st.sampled_from(
    ["404", "Login", "cookies", "Accept all", "ferry", "Page not found", "12:30", "Subscribe now", "live"]
)
TAGS = st.sampled_from(
    ["p", "h1", "h2", "a", "button", "form", "noscript", "li", "time", "div class='live-blog'", "ul"]
)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(TAGS, WORDS), max_size=25))
def test_any_page_gets_one_outcome(parts: list[tuple[str, str]]) -> None:
    html = page("Log in", "".join(f"<{tag}>{word}</{tag.split()[0]}>" for tag, word in parts))
    outcome = outcome_of(html)
    assert isinstance(outcome, Record) or outcome.reason is not Reason.FAULT
