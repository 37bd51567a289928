"""Records of documents: what goes into each field, and where it says that it comes from."""

from __future__ import annotations

import hashlib
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from cleaning.model import Body, Document, Language, Metadata, Page, Quality, RawPage, Source, Thread
from cleaning.record import Comment, Image, Origin, Person, Publisher, Record
from cleaning.records.build import build_record
from cleaning.records.check import fault_of
from cleaning.records.forms import TRACKED, VERSIONED
from cleaning.records.identity import identifier_of

URL = "https://www.brackwater-courier.example/2026/bridge"
BYTES = b"<p>bridge</p>"
DIGEST = f"sha256:{hashlib.sha256(BYTES).hexdigest()}"


def document(raw: RawPage | None = None, **values: Any) -> Document:
    page = Page(
        raw=raw or RawPage(url=URL, body=BYTES),
        source=None,
        kind="html",
        text="bridge",
        tree=None,
        encoding="utf-8",
        encoding_from="default",
    )
    return Document(page=page, **values)


def test_an_empty_document_makes_a_whole_record_of_nulls() -> None:
    record = build_record(document())
    assert fault_of(record) is None
    said = {field.name for field in fields(Record) if getattr(record, field.name) not in (None, ())}
    assert said == {"schemaVersion", "identifier", "url", "publisher", "inLanguage", "wordCount", "provenance"}
    assert record.publisher == Publisher(domain="brackwater-courier.example")
    assert (record.inLanguage, record.wordCount, record.commentsComplete) == ("und", 0, None)


def test_body_language_and_words_are_those_found() -> None:
    doc = document(
        body=Body(text=" One.\r\n\r\nTwo.\x00 ", method="trafilatura", warnings=("cut",)),
        language=Language(code="en", confidence=0.9, detector="langdetect"),
        quality=Quality(words=2),
    )
    record = build_record(doc)
    assert (record.articleBody, record.inLanguage, record.wordCount) == ("One.\n\nTwo.", "en", 2)
    origins = record.provenance.fields
    assert origins["articleBody"] == {"from": "trafilatura", "raw": None, "confidence": None}
    assert origins["inLanguage"] == {"from": "langdetect", "raw": None, "confidence": 0.9}


class TestAddresses:
    CANONICAL = "https://www.brackwater-courier.example/2026/bridge-rebuilt"

    def of(self, url: str | None, canonical: str | None) -> Record:
        return build_record(document(RawPage(url=url, body=BYTES), metadata=Metadata(canonicalUrl=canonical)))

    def test_the_canonical_address_makes_the_identifier(self) -> None:
        record = self.of(URL, self.CANONICAL)
        assert (record.url, record.canonicalUrl) == (URL, self.CANONICAL)
        assert record.identifier == identifier_of(self.CANONICAL, DIGEST)

    def test_a_local_page_has_its_canonical_address(self) -> None:
        record = self.of(None, self.CANONICAL)
        assert record.url == self.CANONICAL
        assert record.publisher == Publisher(domain="brackwater-courier.example")

    def test_a_page_without_any_address_is_known_by_its_bytes(self) -> None:
        record = self.of(None, None)
        assert (record.url, record.publisher) == (None, None)
        assert record.identifier == identifier_of(None, DIGEST)

    def test_a_front_page_as_the_canonical_address_of_an_article_is_not_believed(self) -> None:
        front = "https://www.brackwater-courier.example/"
        assert self.of(URL, front).identifier == identifier_of(URL, DIGEST)
        assert self.of(None, front).identifier == identifier_of(None, DIGEST)
        assert self.of(None, front).url is None

    def test_what_is_no_address_is_left_out(self) -> None:
        record = self.of("brackwater/bridge", "/2026/bridge")
        assert (record.url, record.canonicalUrl) == (None, None)
        assert fault_of(record) is None


@pytest.mark.parametrize(
    ("fetched", "expected"),
    [
        (None, None),
        (datetime(2026, 1, 2, 3, 4, 5, 999_999, tzinfo=UTC), "2026-01-02T03:04:05Z"),
        (datetime(2026, 1, 2, 3, 4, 5, tzinfo=timezone(timedelta(hours=3))), "2026-01-02T00:04:05Z"),
    ],
)
def test_the_fetch_time_is_in_utc(fetched: datetime | None, expected: str | None) -> None:
    record = build_record(document(RawPage(url=URL, fetched_at=fetched, body=BYTES)))
    assert record.dateDownloaded == expected
    assert record.datePublished is None


def test_metadata_is_written_without_what_is_empty() -> None:
    found = Metadata(
        headline=" A bridge\x00 ",
        description="",
        author=(Person(name=" "), Person(name="Ada Fenwick", url="/ada")),
        keywords=("bridge", " ", "\ud800"),
        image=(Image(url=" "), Image(url="/img/bridge.jpg", caption="")),
        publisher=Publisher(name=" Brackwater Courier "),
        isAccessibleForFree=False,
    )
    record = build_record(document(metadata=found))
    assert fault_of(record) is None
    assert (record.headline, record.description) == ("A bridge", None)
    assert record.author == (Person(name="Ada Fenwick"),)
    assert record.keywords == ("bridge",)
    assert record.image == (Image(url="/img/bridge.jpg"),)
    assert record.publisher == Publisher(name="Brackwater Courier", domain="brackwater-courier.example")
    assert record.isAccessibleForFree is False


class TestComments:
    COMMENT = Comment(identifier="7", position=1, text="True.")

    def test_a_comment_has_the_language_that_was_told(self) -> None:
        doc = document(thread=Thread(comments=(self.COMMENT,)), language=Language(comments=("nl",)))
        record = build_record(doc)
        assert record.comment[0].inLanguage == "nl"
        assert record.comment[0].identifier == f"{record.identifier}#7"
        assert fault_of(record) is None

    @pytest.mark.parametrize(
        ("announced", "stated", "expected"), [(None, None, None), (None, 4, 4), (0, 4, 0), (3, None, 3)]
    )
    def test_the_platforms_number_goes_before_the_pages(
        self, announced: int | None, stated: int | None, expected: int | None
    ) -> None:
        thread = Thread(platform="rendered", announced=announced, complete=None)
        origins: dict[str, Origin] = {"commentCount": {"from": "json-ld", "raw": None, "confidence": None}}
        record = build_record(document(thread=thread, metadata=Metadata(commentCount=stated, origins=origins)))
        origin = record.provenance.fields["commentCount"]
        assert record.commentCount == expected
        assert record.commentsComplete is (None if expected is None else expected == 0)
        place = None if expected is None else "rendered" if announced is not None else "json-ld"
        assert (origin and origin["from"]) == place


class TestProvenance:
    def test_every_tracked_field_is_named_and_those_without_a_value_have_no_origin(self) -> None:
        origins: dict[str, Origin] = {
            "headline": {"confidence": None, "raw": "A  bridge", "from": "json-ld"},
            "description": {"from": "meta", "raw": None, "confidence": None},
        }
        found = Metadata(headline="A bridge", description="", origins=origins)
        fields_ = build_record(document(metadata=found)).provenance.fields
        assert tuple(fields_) == TRACKED
        assert list((fields_["headline"] or {}).items()) == [
            ("from", "json-ld"),
            ("raw", "A  bridge"),
            ("confidence", None),
        ]
        assert fields_["description"] is None

    def test_the_page_it_was_made_from(self) -> None:
        raw = RawPage(url=URL, file="pages/br\udcfccke.html", body=BYTES, source="courier")
        provenance = build_record(document(raw)).provenance
        assert provenance.file == "pages/br\\xfccke.html"
        assert (provenance.source, provenance.digest) == ("courier", DIGEST)
        assert tuple(provenance.versions) == VERSIONED
        assert all(provenance.versions.values())

    def test_the_source_that_was_found_goes_before_the_one_that_was_named(self) -> None:
        doc = document()
        doc = replace(doc, page=replace(doc.page, source=Source(id="brackwater-courier")))
        assert build_record(doc).provenance.source == "brackwater-courier"

    def test_dates_that_count_from_the_fetch_are_told_of(self) -> None:
        doc = document()
        doc = replace(
            doc, page=replace(doc.page, raw=replace(doc.page.raw, fetched_at=datetime(2026, 1, 2, 12, tzinfo=UTC)))
        )
        printed = (("2 hours ago", "2026-01-02T10:00+00:00"), ("1 hour ago", "2026-01-02T11:00:07+00:00"), ("?", None))
        comments = tuple(
            Comment(identifier=raw, position=place, text="Yes.", datePublishedRaw=raw, datePublished=date)
            for place, (raw, date) in enumerate(printed, 1)
        )
        (warning,) = build_record(replace(doc, thread=Thread(comments=comments))).provenance.warnings
        assert warning == "dates of 1 comments are counted back from the time of the fetch"

    def test_warnings_stand_in_the_order_of_the_work(self) -> None:
        doc = document(metadata=Metadata(warnings=("second", "")), body=Body(warnings=("third",)))
        doc = replace(doc, page=replace(doc.page, warnings=("first",)))
        assert build_record(doc).provenance.warnings == ("first", "second", "third")
