from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from cleaning.record import Person, Record
from cleaning.records.check import fault_of
from cleaning.records.example import example_record

GOOD = example_record()


def with_comment(number: int, **values: Any) -> Record:
    comments = list(GOOD.comment)
    comments[number] = replace(comments[number], **values)
    return replace(GOOD, comment=tuple(comments))


def with_provenance(**values: Any) -> Record:
    return replace(GOOD, provenance=replace(GOOD.provenance, **values))


def test_a_good_record_has_no_fault() -> None:
    assert fault_of(GOOD) is None


@pytest.mark.parametrize(
    ("place", "wrong"),
    [
        ("$.headline", lambda: replace(GOOD, headline="")),
        ("$.headline", lambda: replace(GOOD, headline=" \n")),
        ("$.headline", lambda: replace(GOOD, headline="a\x00b")),
        ("$.headline", lambda: replace(GOOD, headline=7)),  # type: ignore[arg-type]  # that is what is tried
        ("$.keywords[1]", lambda: replace(GOOD, keywords=("a", ""))),
        ("$.author[0].name", lambda: replace(GOOD, author=(Person(name=""),))),
        ("$.author[0].url", lambda: replace(GOOD, author=(Person(name="Ada", url="/ada"),))),
        ("$.identifier", lambda: replace(GOOD, identifier="1")),
        ("$.url", lambda: replace(GOOD, url="www.example.org")),
        ("$.datePublished", lambda: replace(GOOD, datePublished="3 March 2026")),
        ("$.datePublished", lambda: replace(GOOD, datePublished="2026-02-30")),
        ("$.datePublished", lambda: replace(GOOD, datePublished="2026-03-03T25:00")),
        ("$.dateDownloaded", lambda: replace(GOOD, dateDownloaded="2026-03-03T05:00:00+01:00")),
        ("$.inLanguage", lambda: replace(GOOD, inLanguage="English")),
        ("$.wordCount", lambda: replace(GOOD, wordCount=-1)),
        ("$.commentCount", lambda: replace(GOOD, commentCount=-1)),
        ("$.schemaVersion", lambda: replace(GOOD, schemaVersion="0")),
        ("$.comment[1].text", lambda: with_comment(1, text="")),
        ("$.comment[0].position", lambda: with_comment(0, position=0)),
        ("$.comment[1].position", lambda: with_comment(1, position=1)),
        ("$.comment[1].identifier", lambda: with_comment(1, identifier=GOOD.comment[0].identifier)),
        ("$.comment[0].identifier", lambda: with_comment(0, identifier="41")),
        ("$.comment[0].parentItem", lambda: with_comment(0, parentItem=GOOD.comment[0].identifier)),
        ("$.comment[1].parentItem", lambda: with_comment(1, parentItem=f"{GOOD.identifier}#40")),
        ("$.comment[1].upvoteCount", lambda: with_comment(1, upvoteCount=-2)),
        ("$.provenance.digest", lambda: with_provenance(digest="sha1:00")),
        ("$.provenance.fields", lambda: with_provenance(fields={})),
        ("$.provenance.versions", lambda: with_provenance(versions={"gleaner": "1"})),
        (
            "$.provenance.fields.headline.confidence",
            lambda: with_provenance(
                fields={**GOOD.provenance.fields, "headline": {"from": "meta", "raw": None, "confidence": 1.5}}
            ),
        ),
        (
            "$.provenance.fields.headline.from",
            lambda: with_provenance(
                fields={**GOOD.provenance.fields, "headline": {"from": "", "raw": None, "confidence": None}}
            ),
        ),
    ],
)
def test_a_fault_is_named_with_its_place(place: str, wrong: Callable[[], Record]) -> None:
    assert place in str(fault_of(wrong()))


def test_half_a_surrogate_pair_is_a_fault() -> None:
    assert fault_of(replace(GOOD, headline="\ud800")) is not None


@pytest.mark.parametrize(
    "date",
    ["2026-03-03", "2026-03-03T18:05", "2026-03-03T18:05:00", "2026-03-03T18:05:00.5Z", "2026-03-03T18:05-03:30"],
)
def test_dates_have_the_precision_that_the_page_gives(date: str) -> None:
    assert fault_of(replace(GOOD, datePublished=date)) is None
