"""An invented page's record, and a reject: what the documentation shows, made by the code that makes real ones."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from cleaning.model import Body, Document, Language, Metadata, Page, Quality, RawPage, Source, Thread
from cleaning.record import Comment, CommentAuthor, Discovery, Image, Origin, Person, Publisher, Reason, Record, Reject
from cleaning.records.build import build_record

ADDRESS = "https://www.brackwater-courier.example/2026/03/old-bridge/"
BODY = """The town council of Brackwater has decided to rebuild the old bridge over the river.

Work begins in spring. The road to the harbour will be closed for six weeks."""
# Those of the libraries on the day of the example: the installed ones would make the documentation differ.
VERSIONS = {"gleaner": "0.1.0", "trafilatura": "2.3.1", "langdetect": "1.0.9", "htmldate": "1.11.0", "lxml": "6.1.3"}


def example_record() -> Record:
    """The record of an invented article with two comments."""
    record = build_record(_document())
    return replace(record, provenance=replace(record.provenance, versions=VERSIONS))


def example_reject() -> Reject:
    """The reject of an invented file."""
    detail = "the gzip data end after 1,024 bytes: fetch the page again"
    return Reject(file="saved/bridge.html.gz", stage="read", reason=Reason.TRUNCATED, detail=detail)


def _document() -> Document:
    return Document(
        page=Page(
            raw=RawPage(
                url=f"{ADDRESS}?utm_source=newsletter",
                fetched_at=datetime(2026, 3, 4, 7, 30, tzinfo=UTC),
                body=b"<!doctype html><title>Council votes for a new bridge</title>",
                file="brackwater-courier-00001-20260304T072958Z.warc.gz",
                discovery=Discovery(
                    via="feed",
                    url="https://www.brackwater-courier.example/feed",
                    headline="Council votes for a new bridge",
                    datePublished="2026-03-03T17:05:00+00:00",
                    author=("Ada Fenwick",),
                    inLanguage="en-GB",
                ),
            ),
            source=Source(id="brackwater-courier"),
            kind="html",
            text="",
            tree=None,
            encoding="utf-8",
            encoding_from="meta",
        ),
        metadata=_metadata(),
        thread=_thread(),
        body=Body(text=BODY, method="trafilatura"),
        language=Language(code="en", confidence=1.0, detector="langdetect", comments=("en", "und")),
        quality=Quality(words=30),
    )


def _metadata() -> Metadata:
    published = _origin("json-ld", "2026-03-03T18:05:00+0100")
    return Metadata(
        headline="Council votes for a new bridge",
        description="The old one is to be rebuilt from spring.",
        author=(Person(name="Ada Fenwick", url="https://www.brackwater-courier.example/by/ada-fenwick/"),),
        publisher=Publisher(name="Brackwater Courier", domain="brackwater-courier.example"),
        datePublished="2026-03-03T18:05:00+01:00",
        datePublishedRaw="2026-03-03T18:05:00+0100",
        keywords=("bridge", "council"),
        articleSection="Town",
        image=(
            Image(
                url="https://www.brackwater-courier.example/img/bridge.jpg",
                caption="The old bridge in winter",
                creditText="Ada Fenwick",
            ),
        ),
        canonicalUrl=ADDRESS,
        language="en",
        commentCount=2,
        origins={
            "canonicalUrl": _origin("html"),
            "headline": _origin("json-ld"),
            "description": _origin("opengraph"),
            "author": _origin("json-ld"),
            "publisher": _origin("opengraph"),
            "datePublished": published,
            "datePublishedRaw": published,
            "keywords": _origin("meta"),
            "articleSection": _origin("opengraph"),
            "image": _origin("visible"),
        },
    )


def _origin(place: str, raw: str | None = None) -> Origin:
    return {"from": place, "raw": raw, "confidence": None}


def _thread() -> Thread:
    first = Comment(
        identifier="41",
        position=1,
        author=CommentAuthor(name="Tom"),
        text="They should have asked the shopkeepers first.",
        datePublished="2026-03-03T19:10:00",
        datePublishedRaw="3 March 2026 at 7:10 pm",
        upvoteCount=3,
        url=f"{ADDRESS}#comment-41",
    )
    reply = Comment(identifier="42", parentItem="41", position=2, author=CommentAuthor(name="Mara"), text="So true!")
    return Thread(platform="wordpress", comments=(first, reply), announced=2, complete=True)
