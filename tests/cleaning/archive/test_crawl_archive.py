"""The archive of a crawl, read: which records are pages, and what comes with them."""

from __future__ import annotations

import gzip
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaning.archive import find_pages, open_page
from cleaning.archive.writer import ArchiveWriter, Exchange
from cleaning.model import Answer, Ask, PageRef, RawPage
from cleaning.record import Discovery, Reason, Reject

AT = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)
HTML = b"<title>Ferry</title><p>The ferry runs again from Monday, said Mx %d.</p>"
SITEMAP = Discovery(via="news-sitemap", url="https://lantern.example/news.xml", datePublished="2026-03-04T05:00:00Z")
PART = Ask(url="https://lantern.example/1?page=2", kind="part")
ASK = Ask(
    url="https://talk.example/ask",
    method="POST",
    headers={"Content-Type": "application/json"},
    body=b'{"q": "\xc3\xa9"}',
)


def exchange(number: int, **changes: Any) -> Exchange:
    given: dict[str, Any] = {
        "url": f"https://lantern.example/{number}",
        "status": 200,
        "headers": (("Content-Type", "text/html; charset=utf-8"),),
        "body": HTML % number,
        "fetched_at": AT,
    }
    return Exchange(**{**given, **changes})


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[ArchiveWriter]:
    with closing(ArchiveWriter(tmp_path / "lantern", "lantern")) as writer:
        yield writer


def write(writer: ArchiveWriter, number: int, answers: Sequence[tuple[Ask, Exchange]] = ()) -> PageRef:
    place = writer.write_page(exchange(number), answers, discovery=SITEMAP, reservations=("noai",))
    return PageRef(file=place.file, offset=place.offset)


def refs(writer: ArchiveWriter) -> list[PageRef | Reject]:
    return list(find_pages([str(writer.folder)]))


def opened(ref: PageRef | Reject, **limits: int) -> RawPage:
    assert isinstance(ref, PageRef)
    page = open_page(ref, **limits)
    assert isinstance(page, RawPage), page
    return page


def rejected(ref: PageRef | Reject, **limits: int) -> Reject:
    assert isinstance(ref, PageRef)
    reject = open_page(ref, **limits)
    assert isinstance(reject, Reject), reject
    return reject


def test_a_page_comes_back_with_all_that_was_kept_with_it(writer: ArchiveWriter) -> None:
    answers = [(PART, exchange(2, url="https://lantern.example/1/2", status=404)), (ASK, exchange(3, url=ASK.url))]
    ref = write(writer, 1, answers)
    headers = {"content-type": "text/html; charset=utf-8", "content-length": str(len(HTML) - 1)}
    assert opened(ref) == RawPage(
        url="https://lantern.example/1",
        source="lantern",
        fetched_at=AT,
        status=200,
        headers=headers,
        body=HTML % 1,
        file=writer.file,
        answers=(
            Answer(ask=PART, status=404, fetched_at=AT, headers=headers, body=HTML % 2),
            Answer(ask=ASK, status=200, fetched_at=AT, headers=headers, body=HTML % 3),
        ),
        discovery=SITEMAP,
        reservations=("noai",),
    )


def test_pages_are_listed_in_the_order_of_writing_and_nothing_else_is(writer: ArchiveWriter) -> None:
    writer.write_other(exchange(8, body=b"<rss/>", headers=(("Content-Type", "text/xml"),)), "feed")
    written = [write(writer, 1, [(PART, exchange(2))])]
    writer.write_other(exchange(3, status=301), "redirect")
    writer.write_revisit(
        exchange(1), url="https://lantern.example/1", date=AT, digest="sha1:A", record_id="urn:uuid:1", unmodified=False
    )
    written.append(write(writer, 4))
    assert refs(writer) == written
    assert [opened(ref).body for ref in written] == [HTML % 1, HTML % 4]


def test_a_file_that_holds_nothing_but_a_feed_is_no_fault(writer: ArchiveWriter) -> None:
    writer.write_other(exchange(8, body=b"<rss/>"), "feed")
    assert refs(writer) == []


def test_an_unpacked_archive_is_read_alike(writer: ArchiveWriter, tmp_path: Path) -> None:
    write(writer, 1)
    packed = Path(write(writer, 4, [(PART, exchange(5)), (ASK, exchange(6))]).file)
    plain = tmp_path / packed.name.removesuffix(".gz")
    plain.write_bytes(gzip.decompress(packed.read_bytes()))
    pages = [opened(ref) for ref in find_pages([str(plain)])]
    assert [page.body for page in pages] == [HTML % 1, HTML % 4]
    assert [answer.body for answer in pages[1].answers] == [HTML % 5, HTML % 6]


def test_packed_bodies_are_unpacked(writer: ArchiveWriter) -> None:
    packed = {"headers": (("Content-Type", "text/html"), ("Content-Encoding", "gzip"))}
    part = exchange(2, body=gzip.compress(HTML % 2), **packed)
    place = writer.write_page(exchange(1, body=gzip.compress(HTML % 1), **packed), [(PART, part)], discovery=SITEMAP)
    page = opened(PageRef(file=place.file, offset=place.offset))
    assert (page.body, page.answers[0].body) == (HTML % 1, HTML % 2)


@pytest.mark.parametrize("ask", [PART, ASK])
def test_a_body_that_cannot_be_unpacked_costs_the_page_only_if_it_is_of_the_article(
    writer: ArchiveWriter, ask: Ask
) -> None:
    broken = exchange(2, body=gzip.compress(HTML)[:-9], headers=(("Content-Encoding", "gzip"),))
    ref = write(writer, 1, [(ask, broken)])
    if ask is ASK:
        assert opened(ref).answers[0].body == b""
    else:
        reject = rejected(ref)
        assert reject.reason == Reason.TRUNCATED
        assert "answer 1 of 1 that belong to it" in reject.detail


def test_a_group_that_has_lost_an_answer_is_one_reject_with_its_address(writer: ArchiveWriter) -> None:
    first, second = write(writer, 1, [(PART, exchange(2)), (ASK, exchange(3))]), write(writer, 4)
    data = bytearray(Path(first.file).read_bytes())
    assert first.offset is not None
    assert second.offset is not None
    middle = (first.offset + second.offset) // 2
    data[middle : middle + 20] = bytes(20)
    Path(first.file).write_bytes(data)
    reject = rejected(first)
    assert (reject.reason, reject.url, reject.file) == (Reason.BROKEN_RECORD, "https://lantern.example/1", writer.file)
    assert opened(second).body == HTML % 4
    Path(first.file).write_bytes(data[: second.offset - 5])
    assert rejected(first).reason == Reason.BROKEN_RECORD


def test_a_group_with_fewer_answers_than_it_says_takes_none_of_the_next_page(writer: ArchiveWriter) -> None:
    ref = write(writer, 1, [(PART, exchange(2))])
    size = writer.size
    write(writer, 4)
    data = Path(ref.file).read_bytes()
    page = gzip.decompress(data[ref.offset : size]).replace(b'"answers":1', b'"answers":2')
    Path(ref.file).write_bytes(
        data[: ref.offset] + gzip.compress(page[: page.index(b"WARC/1.1\r\nWARC-Type: request")])
    )
    assert rejected(ref).reason == Reason.BROKEN_RECORD


def test_answers_that_are_too_large_together_cost_the_page(writer: ArchiveWriter) -> None:
    ref = write(writer, 1, [(PART, exchange(2)), (PART, exchange(3))])
    assert len(opened(ref, max_bytes=2 * len(HTML)).answers) == 2
    assert rejected(ref, max_bytes=2 * len(HTML) - 4).reason == Reason.TOO_LARGE


def test_metadata_of_other_programs_does_not_matter(writer: ArchiveWriter, tmp_path: Path) -> None:
    ref = write(writer, 1)
    data = gzip.decompress(Path(ref.file).read_bytes())
    for theirs in (b'{"pageId": 7}', b'{"source": 1, "what": "feed"}', b"[]", b"{", b"\xff", b""):
        start = data.index(b"WARC-JSON-Metadata: ") + len(b"WARC-JSON-Metadata: ")
        file = tmp_path / "theirs.warc"
        file.write_bytes(data[:start] + theirs + data[data.index(b"\r\n", start) :])
        [found] = find_pages([str(file)])
        page = opened(found)
        assert (page.file, page.source, page.discovery, page.body) == (str(file), None, None, HTML % 1)


def test_an_answer_without_a_body_is_a_reject_that_names_the_archive_file_alone(writer: ArchiveWriter) -> None:
    place = writer.write_page(exchange(1, body=b""), discovery=SITEMAP)
    reject = rejected(PageRef(file=place.file, offset=place.offset))
    assert (reject.reason, reject.file) == (Reason.EMPTY, writer.file)


def group_of(folder: Path) -> bytes:
    """The bytes of an archive with two pages, each with two answers."""
    with closing(ArchiveWriter(folder, "lantern")) as writer:
        for number in (1, 4):
            ref = write(writer, number, [(PART, exchange(2)), (ASK, exchange(3))])
    return Path(ref.file).read_bytes()


@settings(max_examples=80, deadline=None)
@given(st.floats(0, 1), st.integers(0, 40), st.binary(max_size=30), st.booleans())
def test_any_damage_gives_pages_or_rejects(
    tmp_path_factory: pytest.TempPathFactory, place: float, width: int, junk: bytes, packed: bool
) -> None:
    folder = tmp_path_factory.mktemp("archive")
    data = group_of(folder / "sound")
    data = data if packed else gzip.decompress(data)
    start = round(place * len(data))
    file = folder / "a.warc"
    file.write_bytes(data[:start] + junk + data[start + width :])
    for found in find_pages([str(file)]):
        outcome = open_page(found) if isinstance(found, PageRef) else found
        assert isinstance(outcome, RawPage | Reject)
