"""What a run did: the counts, the check, and the table."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from cleaning.record import Provenance, Reason, Record, Reject
from cleaning.summary import CountError, Summary, languages_line, print_summary


def record(language: str = "en") -> Record:
    provenance = Provenance(digest="sha256:0", encoding="utf-8", encodingFrom="default", fields={}, versions={})
    return Record(identifier="one", inLanguage=language, wordCount=1, provenance=provenance)


def reject(reason: Reason = Reason.EMPTY) -> Reject:
    return Reject(file="one.html", stage="read", reason=reason)


def test_pages_are_counted_as_they_are_drawn() -> None:
    summary = Summary()
    drawn = summary.incoming(["a", "b"])
    next(drawn)
    assert summary.pages == 1
    assert list(drawn) == ["b"]
    assert summary.pages == 2


def test_pages_in_are_records_and_rejects() -> None:
    summary = Summary(pages=3)
    for outcome in (record(), reject(), reject(Reason.NOT_FOUND)):
        summary.count(outcome)
    summary.check()
    assert summary.rejects == {"read/empty": 1, "read/not-found": 1}
    assert summary.not_found == ["one.html"]


def test_a_lost_page_is_a_fault() -> None:
    summary = Summary(pages=3)
    summary.count(record())
    with pytest.raises(CountError, match="3 pages went in, but 1 records and 0 rejects came out"):
        summary.check()


def test_languages_stand_by_number_then_by_name() -> None:
    summary = Summary()
    for language in ["de", "en", "en", "ar", "fr", "it", "es", "pt", "ja"]:
        summary.count(record(language))
    assert languages_line(summary.languages) == "en 2, ar 1, de 1, es 1, fr 1, it 1, 2 more 2"


def test_the_table_names_counts_and_files_without_folding_a_path() -> None:
    summary = Summary(pages=2000)
    summary.count(reject())
    path = "out/" + "long/" * 60 + "articles.jsonl"
    stream = io.StringIO()
    print_summary(summary, {"records in": path}, Console(file=stream))
    lines = [line.split(maxsplit=2) for line in stream.getvalue().splitlines()]
    assert ["pages", "in", "2,000"] in lines
    assert ["read/empty", "1"] in lines
    assert ["records", "in", path] in lines
    assert ["languages", "none"] in lines
