"""The files made from the code are up to date, and the schema allows what is written and nothing else."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import fields, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from cleaning.model import Body, Document, Language, Metadata, Page, Quality, RawPage, Thread
from cleaning.record import Comment, CommentAuthor, Image, Origin, Person, Publisher, Reason, Record, Reject
from cleaning.records.build import build_record
from cleaning.records.check import fault_of
from cleaning.records.example import example_record, example_reject
from cleaning.records.forms import TRACKED
from cleaning.records.jsonl import encode, open_output, read_records
from cleaning.records.reasons import REASONS
from cleaning.records.schema import RECORD_SCHEMA, REFERENCE, REJECT_SCHEMA, files, stale

RECORDS = Draft202012Validator(json.loads(RECORD_SCHEMA.read_text("utf-8")))
REJECTS = Draft202012Validator(json.loads(REJECT_SCHEMA.read_text("utf-8")))

TEXT = st.one_of(st.text(st.characters(), max_size=12), st.sampled_from(["", " ", "Bridge\r\nrebuilt", "\u2028"]))
MAYBE = st.one_of(st.none(), TEXT)
URLS = st.one_of(
    MAYBE, st.sampled_from(["https://example.org/a?utm_source=x", "http://[::1", "https://example.org/", "/a", "a:b c"])
)
DATES = st.one_of(
    st.none(),
    st.dates().map(lambda day: day.isoformat()),
    st.datetimes(timezones=st.sampled_from([None, UTC])).map(lambda moment: moment.isoformat()),
)
COUNTS = st.one_of(st.none(), st.integers(0, 10**6))
TAGS = st.sampled_from(["und", "de", "ckb", "zh", "pt-BR"])
ORIGINS: st.SearchStrategy[Origin | None] = st.one_of(
    st.none(),
    st.fixed_dictionaries({"from": TEXT, "raw": MAYBE, "confidence": st.one_of(st.none(), st.floats(0, 1))}),
)
COMMENTS = st.builds(
    Comment,
    identifier=TEXT,
    parentItem=MAYBE,
    position=st.just(1),
    author=st.one_of(st.none(), st.builds(CommentAuthor, name=TEXT, identifier=MAYBE)),
    text=TEXT,
    datePublished=DATES,
    datePublishedRaw=MAYBE,
    dateModified=DATES,
    upvoteCount=COUNTS,
    downvoteCount=COUNTS,
    creativeWorkStatus=MAYBE,
    inLanguage=st.one_of(st.none(), TAGS),
    url=URLS,
    platform=MAYBE,
)
THREADS = st.builds(
    Thread,
    platform=MAYBE,
    comments=st.lists(COMMENTS, max_size=4).map(
        lambda comments: tuple(replace(each, position=place) for place, each in enumerate(comments, 1))
    ),
    announced=COUNTS,
    complete=st.one_of(st.none(), st.booleans()),
    discussion_url=URLS,
)
METADATA = st.builds(
    Metadata,
    headline=MAYBE,
    alternativeHeadline=MAYBE,
    description=MAYBE,
    author=st.lists(st.builds(Person, name=TEXT, url=URLS), max_size=2).map(tuple),
    publisher=st.one_of(st.none(), st.builds(Publisher, name=MAYBE, domain=MAYBE)),
    datePublished=DATES,
    datePublishedRaw=MAYBE,
    dateModified=DATES,
    keywords=st.lists(TEXT, max_size=2).map(tuple),
    articleSection=MAYBE,
    image=st.lists(st.builds(Image, url=TEXT, caption=MAYBE, creditText=MAYBE), max_size=2).map(tuple),
    isAccessibleForFree=st.one_of(st.none(), st.booleans()),
    canonicalUrl=URLS,
    commentCount=COUNTS,
    origins=st.dictionaries(st.sampled_from([*TRACKED, "language"]), ORIGINS.filter(bool), max_size=3),
    warnings=st.lists(TEXT, max_size=2).map(tuple),
)
PAGES = st.builds(
    Page,
    raw=st.builds(
        RawPage,
        url=URLS,
        source=MAYBE,
        fetched_at=st.one_of(st.none(), st.datetimes(min_value=datetime(1990, 1, 1), timezones=st.just(UTC))),  # noqa: DTZ001 - hypothesis wants it so
        body=st.binary(max_size=4),
        file=MAYBE,
        status=st.none(),
        headers=st.just({}),
        answers=st.just(()),
    ),
    source=st.none(),
    kind=st.just("text"),
    text=st.just(""),
    tree=st.none(),
    encoding=st.just("utf-8"),
    encoding_from=st.just("bom"),
    warnings=st.lists(TEXT, max_size=2).map(tuple),
)
DOCUMENTS = st.builds(
    Document,
    page=PAGES,
    regions=st.just(()),
    metadata=METADATA,
    thread=THREADS,
    body=st.builds(Body, text=TEXT, method=TEXT, warnings=st.just(())),
    language=st.builds(
        Language, code=TAGS, confidence=st.one_of(st.none(), st.floats(0, 1)), detector=TEXT, comments=st.just(())
    ),
    quality=st.builds(Quality, reason=st.none(), words=st.integers(0, 10)),
)


@given(DOCUMENTS)
@settings(max_examples=80, deadline=None)
def test_whatever_was_found_the_record_fits_its_schema(doc: Document) -> None:
    record = build_record(doc)
    assert fault_of(record) is None
    value = json.loads(encode(record))
    RECORDS.validate(value)
    assert build_record(doc) == record


@given(DOCUMENTS)
@settings(max_examples=30, deadline=None)
def test_a_record_is_read_as_it_was_written(tmp_path_factory: pytest.TempPathFactory, doc: Document) -> None:
    path = tmp_path_factory.getbasetemp() / "record.jsonl"
    record = build_record(doc)
    with open_output(str(path)) as output:
        output.write(record)
    assert list(read_records(path)) == [record]


def test_the_examples_fit_their_schemas() -> None:
    RECORDS.validate(json.loads(encode(example_record())))
    REJECTS.validate(json.loads(encode(example_reject())))


@pytest.mark.parametrize("name", [field.name for field in fields(Record)])
def test_no_key_may_be_missing(name: str) -> None:
    value = json.loads(encode(example_record()))
    del value[name]
    assert not RECORDS.is_valid(value)


@pytest.mark.parametrize(
    "wrong",
    [
        {"headline": ""},
        {"datePublished": "yesterday"},
        {"identifier": "1"},
        {"url": "example.org"},
        {"keywords": [""]},
        {"wordCount": -1},
        {"schemaVersion": "2"},
        {"author": [{"name": "Ada"}]},
        {"other": None},
    ],
)
def test_what_the_check_refuses_the_schema_refuses(wrong: dict[str, Any]) -> None:
    assert not RECORDS.is_valid(json.loads(encode(example_record())) | wrong)


def test_a_reject_has_one_of_the_reasons_and_each_reason_is_explained() -> None:
    value = json.loads(encode(example_reject()))
    for reason in Reason:
        REJECTS.validate(value | {"reason": reason.value})
    assert not REJECTS.is_valid(value | {"reason": "other"})
    assert not REJECTS.is_valid(value | {"stage": "other"})
    assert list(REASONS) == list(Reason)


@pytest.mark.parametrize("path", files(), ids=lambda path: path.name)
def test_files_made_from_the_code_are_up_to_date(path: Path) -> None:
    assert not stale(path, files()[path]), "run `make docs`"


def test_the_schemas_are_schemas() -> None:
    for path in (RECORD_SCHEMA, REJECT_SCHEMA):
        Draft202012Validator.check_schema(json.loads(path.read_text("utf-8")))


def test_the_reference_explains_every_field_and_reason() -> None:
    text = REFERENCE.read_text("utf-8")
    for type_ in (Record, Comment, Reject):
        assert all(f"| `{field.name}` | " in text for field in fields(type_))
    assert all(f"| `{reason}` | " in text for reason in Reason)
    assert all(f"`{stage}`" in text for stage in ("read", "decode", "clean", "write"))


def test_the_command_that_writes_them_finds_nothing_to_do() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "cleaning.records.schema"], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
