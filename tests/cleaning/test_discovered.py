"""What feeds and sitemaps say: how it fills gaps, and when it contradicts a page."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaning.discovered import contradictions, filled, same_author, same_date, same_headline, same_language
from cleaning.model import Metadata, RawPage
from cleaning.pipeline import clean
from cleaning.record import Discovery, Person, Record
from cleaning.records.example import example_record
from cleaning.sources import Sources

FETCHED = datetime(2026, 3, 4, 7, 30, tzinfo=UTC)
FEED = Discovery(
    via="feed",
    url="https://quay.example/feed",
    headline="Quay &amp; crane saved",
    datePublished="2026-03-03T18:05:00+00:00",
    author=("Ada Fenwick",),
    inLanguage="en-GB",
)
PAGE = b"""<html lang="en"><title>Quay and crane</title><body><article><h1>Quay and crane</h1>
<p>The crane on the old quay stays where it is, the harbour board decided on Tuesday evening after a long debate.</p>
<p>Two members had wanted to sell it for scrap; a third asked what it would cost to paint it once more.</p>
<p>The painter of the lighthouse has offered to do it for the price of the paint, if somebody lends her a ladder.</p>
</article></body></html>"""
EMPTY = Metadata(origins={"keywords": {"from": "meta", "raw": None, "confidence": None}})


class TestFilling:
    @pytest.mark.parametrize("via", ["feed", "news-sitemap"])
    def test_what_the_page_does_not_say_is_taken_and_its_origin_told(self, via: Any) -> None:
        found = filled(EMPTY, replace(FEED, via=via), FETCHED)
        assert found.headline == "Quay & crane saved"
        assert found.author == (Person(name="Ada Fenwick"),)
        assert found.datePublished == "2026-03-03T18:05:00+00:00"
        assert found.datePublishedRaw is None
        assert {name: origin["from"] for name, origin in found.origins.items()} == {
            "keywords": "meta",
            "headline": via,
            "author": via,
            "datePublished": via,
        }

    def test_what_the_page_says_stays(self) -> None:
        page = Metadata(headline="Crane", author=(Person(name="Tom"),), datePublished="2026-03-01")
        assert filled(page, FEED, FETCHED) is page

    @pytest.mark.parametrize("via", ["sitemap", "section", "page", "argument"])
    def test_other_places_fill_nothing(self, via: Any) -> None:
        assert filled(EMPTY, replace(FEED, via=via), FETCHED) is EMPTY

    def test_a_feed_that_says_nothing_fills_nothing(self) -> None:
        assert filled(EMPTY, Discovery(via="feed", headline=" ", author=("",)), FETCHED) is EMPTY

    @pytest.mark.parametrize(
        "date", ["2026-03-06", "2027-01-01T00:00:00Z", "soon", "1970-01-01T00:00:00Z", "0001-01-01"]
    )
    def test_a_date_that_cannot_be_is_not_taken(self, date: str) -> None:
        assert filled(EMPTY, replace(FEED, datePublished=date), FETCHED).datePublished is None

    def test_a_page_without_a_date_gets_that_of_its_feed(self) -> None:
        outcome = clean(RawPage(url="https://quay.example/1", body=PAGE, discovery=FEED), Sources())
        assert isinstance(outcome, Record)
        assert outcome.datePublished == FEED.datePublished
        origin = outcome.provenance.fields["datePublished"]
        assert origin == {"from": "feed", "raw": None, "confidence": None}
        assert outcome.provenance.discovery == FEED


class TestComparing:
    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("Quay &amp; crane “saved”", 'quay & crane "SAVED"'),
            ("Council votes for a new bridge", "Council votes for a new bridge - The Brackwater Courier"),
            ("LIVE: Council votes for a new bridge", "Council votes for a new bridge"),
            (
                "Council votes for a new bri…",
                "Council votes for a new bridge over the river, but not for the road to it",
            ),
            ("Brücke wird neu gebaut", "Bru\u0308cke wird neu gebaut"),
            ("…", "Council votes"),
        ],
    )
    def test_the_same_headline(self, one: str, other: str) -> None:
        assert same_headline(one, other)
        assert same_headline(other, one)

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("Council votes for a new bridge", "Council votes for a new road"),
            ("Bridge", "Bridge to be rebuilt"),
            ("Council votes", "Council votes for the bridge and the road and the harbour and the ferry"),
            ("Council vo…", "Town votes for the bridge and the road"),
        ],
    )
    def test_another_headline(self, one: str, other: str) -> None:
        assert not same_headline(one, other)
        assert not same_headline(other, one)

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("2026-03-03T18:05:00Z", "2026-03-03T19:05:30+01:00"),
            ("2026-03-03T18:05:00Z", "2026-03-03T18:15:00Z"),
            ("2026-03-03", "2026-03-03"),
            ("2026-03-04", "2026-03-03T23:30:00Z"),
            ("2026-03-03", "2026-03-04T03:30:00Z"),
            ("2026-03-03", "2026-03-03T23:30:00"),
            ("2026-03-03T18:05:00", "2026-03-03T17:05:00Z"),
            ("2026-03-03T18:05:00", "2026-03-03T18:05:20"),
            ("yesterday", "2026-03-03"),
        ],
    )
    def test_the_same_date(self, one: str, other: str) -> None:
        assert same_date(one, other)
        assert same_date(other, one)

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("2026-03-03T18:05:00Z", "2026-03-03T18:05:00+01:00"),
            ("2026-03-03T18:05:00+05:30", "2026-03-03T18:05:00+05:45"),
            ("2026-03-03", "2026-03-04"),
            ("2026-03-03", "2026-03-05T01:00:00Z"),
            ("2026-03-03", "2026-03-04T01:00:00"),
            ("2026-03-03T18:05:00", "2026-03-04T17:05:00Z"),
        ],
    )
    def test_another_date(self, one: str, other: str) -> None:
        assert not same_date(one, other)
        assert not same_date(other, one)

    def test_names_and_languages(self) -> None:
        assert same_author(["ADA FENWICK"], ["Tom Reed", "Ada Fenwick"])
        assert same_author(["Ada"], ["Ada Fenwick"])
        assert not same_author(["Mara"], ["Ada Fenwick"])
        assert same_language("en-GB", "en")
        assert same_language("nb-NO", "no")
        assert same_language("fr", "und")
        assert not same_language("fr-CA", "en-CA")

    @given(st.datetimes(), st.datetimes(timezones=st.timezones()), st.dates())
    def test_any_two_dates_can_be_compared_in_either_order(self, one: Any, other: Any, day: Any) -> None:
        isos = [value.isoformat() for value in (one, other, day)]
        for first in isos:
            assert same_date(first, first)
            for second in isos:
                assert same_date(first, second) == same_date(second, first)

    def test_each_contradiction_is_one_sentence(self) -> None:
        record = example_record()
        assert record.provenance.discovery is not None
        assert contradictions(record, record.provenance.discovery) == ()
        assert record.provenance.warnings == ()
        said = Discovery(
            via="news-sitemap",
            headline="Old bridge to stay",
            datePublished="2026-03-01",
            author=("Tom Reed", "Mara Quill"),
            inLanguage="fr",
        )
        assert contradictions(record, said) == (
            "the news sitemap gives the headline “Old bridge to stay”, but the page “Council votes for a new bridge”",
            "the news sitemap says that it was published 2026-03-01, but the page 2026-03-03T18:05:00+01:00",
            "the news sitemap names Tom Reed and Mara Quill as author, but the page Ada Fenwick",
            "the news sitemap gives the language fr, but the text is in en",
        )
        assert contradictions(record, replace(said, via="section")) == ()

    def test_a_contradiction_stands_among_the_warnings(self) -> None:
        outcome = clean(
            RawPage(url="https://quay.example/1", body=PAGE, discovery=replace(FEED, inLanguage="fr")), Sources()
        )
        assert isinstance(outcome, Record)
        assert outcome.provenance.warnings[-1] == "the feed gives the language fr, but the text is in en"


class TestWriting:
    def test_what_cannot_be_written_is_left_out_of_the_record(self) -> None:
        odd = Discovery(
            via="feed",
            url="not an address",
            headline="\x00",
            datePublished="3 March",
            dateModified="2026-02-31",
            author=("", "Ada\x07"),
            inLanguage="english",
        )
        outcome = clean(RawPage(url="https://quay.example/1", body=PAGE, discovery=odd), Sources())
        assert isinstance(outcome, Record), outcome
        assert outcome.provenance.discovery == Discovery(via="feed", author=("Ada",))

    @pytest.mark.parametrize(
        ("tag", "written"), [("EN_gb", "en-GB"), ("zh-hans-cn", "zh-Hans-CN"), ("es-419", "es-419")]
    )
    def test_a_language_tag_is_written_in_the_usual_case(self, tag: str, written: str) -> None:
        said = Discovery(via="section", inLanguage=tag)
        outcome = clean(RawPage(url="https://quay.example/1", body=PAGE, discovery=said), Sources())
        assert isinstance(outcome, Record), outcome
        assert outcome.provenance.discovery == Discovery(via="section", inLanguage=written)
