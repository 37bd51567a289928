"""The five documents that the plain-text half was founded on, against what a reader marked in them by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cleaning.decode import decode
from cleaning.metadata.lines import metadata_of_text
from cleaning.model import Document, Page, RawPage
from cleaning.platforms.lines import Lines
from cleaning.text.body import body_of_text
from cleaning.text.label import label_text

FOLDER = Path(__file__).parents[4] / "shared" / "seeds"
FILES = sorted(FOLDER.glob("*.txt"))
pytestmark = pytest.mark.skipif(not FILES, reason=f"the founding documents are not here: {FOLDER}")


@pytest.fixture(params=FILES, ids=lambda file: file.stem[:3])
def document(request: pytest.FixtureRequest) -> tuple[Document, Any]:
    """A document as it comes out, and its gold."""
    file: Path = request.param
    page = decode(RawPage(body=file.read_bytes(), file=file.name), None)
    assert isinstance(page, Page)
    regions = label_text(page)
    doc = Document(page=page, regions=regions, metadata=metadata_of_text(page, regions))
    return doc, json.loads((FOLDER / "gold" / f"{file.stem}.json").read_text("utf-8"))


def test_the_body_is_the_golds_paragraph_for_paragraph(document: tuple[Document, Any]) -> None:
    doc, gold = document
    paragraphs = body_of_text(doc.page, doc.regions).text.split("\n\n")
    assert paragraphs[1:] == gold["body"][1:]
    assert paragraphs[0] in (gold["body"][0], gold["body_with_dateline"][0])


def test_the_comments_are_whole_and_alone(document: tuple[Document, Any]) -> None:
    doc, gold = document
    thread = Lines().thread(doc)
    assert [comment.text for comment in thread.comments] == [comment["text"] for comment in gold["comments"]]
    assert all(comment.author is None for comment in thread.comments)
    assert all(comment.datePublished is None and comment.datePublishedRaw is None for comment in thread.comments)


def test_headline_authors_date_and_standfirst_are_those_that_are_there(document: tuple[Document, Any]) -> None:
    doc, gold = document
    metadata = doc.metadata
    assert metadata.headline == gold["title"]
    assert metadata.description == gold["standfirst"]
    assert [person.name for person in metadata.author] == gold["authors"]
    assert (metadata.datePublishedRaw, metadata.datePublished) == (gold["date_raw"], gold["date_iso"])
