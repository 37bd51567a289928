"""WARC files: which records are pages, what they say, and how a damaged file is read on."""

import gzip
import zlib
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaning.archive import find_pages, open_page
from cleaning.archive.warc import MAX_HEADER
from cleaning.model import PageRef, RawPage
from cleaning.record import Reason, Reject

HTML = b"<html><head><title>Bridge</title></head><body><p>The bridge is closed, said Mx %d.</p></body></html>"
Headers = list[tuple[str, str]]


def record(
    number: int = 0,
    *,
    body: bytes | None = None,
    type_: str = "response",
    status: str = "200 OK",
    headers: Headers | None = None,
    packed: bool = True,
    content_type: str = "application/http; msgtype=response",
    url: str | None = None,
) -> bytes:
    """One record; its block is an HTTP answer if it is a response."""
    block = HTML % number if body is None else body
    if type_ == "response":
        answer = [f"HTTP/1.1 {status}"]
        answer += [f"{name}: {value}" for name, value in headers or [("Content-Type", "text/html; charset=utf-8")]]
        block = "\r\n".join([*answer, "", ""]).encode() + block
    lines = [
        "WARC/1.0",
        f"WARC-Type: {type_}",
        f"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{number:012}>",
        f"WARC-Target-URI: {url or f'https://harbour.example/{number}'}",
        "WARC-Date: 2024-05-01T12:30:00Z",
        f"Content-Type: {content_type}",
        f"Content-Length: {len(block)}",
    ]
    data = "\r\n".join([*lines, "", ""]).encode() + block + b"\r\n\r\n"
    return gzip.compress(data, mtime=0) if packed else data


Save = Callable[[bytes], str]


@pytest.fixture
def save(tmp_path: Path) -> Save:
    def write(data: bytes) -> str:
        file = tmp_path / ("pages.warc.gz" if data[:2] == b"\x1f\x8b" else "pages.warc")
        file.write_bytes(data)
        return str(file)

    return write


def read(file: str) -> list[RawPage | Reject]:
    return [open_page(found) if isinstance(found, PageRef) else found for found in find_pages([file])]


def only(outcomes: list[RawPage | Reject]) -> RawPage | Reject:
    assert len(outcomes) == 1, outcomes
    return outcomes[0]


def reject_of(file: str) -> Reject:
    outcome = only(read(file))
    assert isinstance(outcome, Reject)
    return outcome


def page_of(file: str) -> RawPage:
    outcome = only(read(file))
    assert isinstance(outcome, RawPage), outcome
    return outcome


@pytest.mark.parametrize("packed", [True, False])
def test_a_response_becomes_a_page_with_all_that_is_known(save: Save, packed: bool) -> None:
    headers = [("Content-Type", "text/html"), ("Set-Cookie", "a=1"), ("set-cookie", "b=2")]
    file = save(record(7, headers=headers, packed=packed))
    page = page_of(file)
    assert page == RawPage(
        url="https://harbour.example/7",
        fetched_at=datetime(2024, 5, 1, 12, 30, tzinfo=UTC),
        status=200,
        headers={"content-type": "text/html", "set-cookie": "a=1, b=2"},
        body=HTML % 7,
        file=file,
    )


@pytest.mark.parametrize("packed", [True, False])
def test_a_record_is_opened_by_its_offset_alone(save: Save, packed: bool) -> None:
    parts = [record(n, packed=packed) for n in range(3)]
    file = save(b"".join(parts))
    offset = len(parts[0])
    assert list(find_pages([file]))[1] == PageRef(file=file, offset=offset)
    page = open_page(PageRef(file=file, offset=offset))
    assert isinstance(page, RawPage)
    assert page.body == HTML % 1


def test_a_resource_and_a_conversion_are_pages(save: Save) -> None:
    file = save(
        record(1, type_="resource", content_type="text/html") + record(2, type_="conversion", content_type="text/plain")
    )
    pages = read(file)
    assert [page.headers for page in pages if isinstance(page, RawPage)] == [
        {"content-type": "text/html"},
        {"content-type": "text/plain"},
    ]


@pytest.mark.parametrize("type_", ["warcinfo", "request", "metadata", "revisit", "continuation"])
def test_other_records_are_passed_over(save: Save, type_: str) -> None:
    file = save(record(1) + record(2, type_=type_, content_type="application/warc-fields") + record(3))
    assert [page.url for page in read(file)] == ["https://harbour.example/1", "https://harbour.example/3"]


def test_a_log_that_wget_keeps_as_a_resource_is_no_page(save: Save) -> None:
    log = record(1, type_="resource", content_type="text/plain", url="metadata://gnu.org/software/wget/warc/wget.log")
    assert [page.url for page in read(save(log + record(2)))] == ["https://harbour.example/2"]


def test_an_address_in_angle_brackets_is_read_without_them(save: Save) -> None:
    assert page_of(save(record(url="<https://harbour.example/a>"))).url == "https://harbour.example/a"


@pytest.mark.parametrize(
    ("headers", "status", "reason", "words"),
    [
        ([("Content-Type", "image/png")], "200 OK", Reason.NOT_A_PAGE, "image/png"),
        ([("Content-Type", "text/css")], "200 OK", Reason.NOT_A_PAGE, "text/css"),
        ([("Content-Type", "text/html")], "404 Not Found", Reason.HTTP_ERROR, "404"),
        ([("Content-Type", "text/html")], "503", Reason.HTTP_ERROR, "503"),
        ([("Location", "https://harbour.example/b")], "301 Moved", Reason.HTTP_ERROR, "https://harbour.example/b"),
        ([("Content-Type", "text/html")], "okay", Reason.BROKEN_RECORD, "okay"),
    ],
)
def test_an_answer_that_is_no_page_is_one_reject(
    save: Save, headers: Headers, status: str, reason: Reason, words: str
) -> None:
    reject = reject_of(save(record(status=status, headers=headers)))
    assert (reject.reason, reject.url) == (reason, "https://harbour.example/0")
    assert words in reject.detail


def test_an_answer_without_a_body_is_rejected_as_empty(save: Save) -> None:
    assert reject_of(save(record(body=b""))).reason == Reason.EMPTY


@pytest.mark.parametrize("coding", ["gzip", "deflate", "raw deflate", "br", "kept header"])
def test_the_content_encoding_is_taken_off(save: Save, coding: str) -> None:
    body = HTML % 1
    raw = zlib.compressobj(wbits=-15)
    packed = {
        "gzip": gzip.compress(body),
        "deflate": zlib.compress(body),
        "raw deflate": raw.compress(body) + raw.flush(),
        "kept header": body,
    }
    if coding == "br":
        packed["br"] = pytest.importorskip("brotli").compress(body)
    name = {"raw deflate": "deflate", "kept header": "gzip"}.get(coding, coding)
    headers = [("Content-Type", "text/html"), ("Content-Encoding", name)]
    assert page_of(save(record(body=packed[coding], headers=headers))).body == body


def test_chunks_are_put_together(save: Save) -> None:
    body = b"5\r\n<p>Th\r\n9;x=y\r\ne bridge.\r\n0\r\n\r\n"
    headers = [("Content-Type", "text/html"), ("Transfer-Encoding", "Chunked")]
    assert page_of(save(record(body=body, headers=headers))).body == b"<p>The bridge."


@pytest.mark.parametrize("coding", ["gzip", "br"])
def test_a_bomb_in_an_answer_is_too_large(save: Save, coding: str) -> None:
    bomb = b"\0" * 3_000_000
    packed = gzip.compress(bomb) if coding == "gzip" else pytest.importorskip("brotli").compress(bomb)
    file = save(record(body=packed, headers=[("Content-Type", "text/html"), ("Content-Encoding", coding)]))
    [ref] = find_pages([file])
    assert isinstance(ref, PageRef)
    outcome = open_page(ref, max_bytes=1_000_000)
    assert isinstance(outcome, Reject)
    assert outcome.reason == Reason.TOO_LARGE


@pytest.mark.parametrize("packed", [True, False])
def test_a_record_over_the_limit_is_too_large_and_the_next_is_read(save: Save, packed: bool) -> None:
    refs = list(find_pages([save(record(1, body=b"x" * 2000, packed=packed) + record(2, packed=packed))]))
    first, second = [open_page(ref, max_bytes=1000) for ref in refs if isinstance(ref, PageRef)]
    assert isinstance(first, Reject)
    assert first.reason == Reason.TOO_LARGE
    assert isinstance(second, RawPage)


@pytest.mark.parametrize(
    ("body", "coding", "reason"),
    [
        (gzip.compress(HTML * 9)[:-20], "gzip", Reason.TRUNCATED),
        (gzip.compress(HTML * 9)[:-8] + bytes(8), "gzip", Reason.UNREADABLE),
        (HTML, "zstd", Reason.UNREADABLE),
    ],
)
def test_a_body_that_cannot_be_unpacked_is_rejected(save: Save, body: bytes, coding: str, reason: Reason) -> None:
    file = save(record(body=body, headers=[("Content-Type", "text/html"), ("Content-Encoding", coding)]))
    assert reject_of(file).reason == reason


# ------------------------------------------------------------------------------------------------------------- damage


def test_a_broken_member_in_the_middle_is_one_reject_and_the_others_are_read(save: Save) -> None:
    parts = [record(n) for n in range(5)]
    damaged = bytearray(parts[2])
    damaged[len(damaged) // 2] ^= 0xFF
    outcomes = read(save(b"".join([*parts[:2], bytes(damaged), *parts[3:]])))
    assert [getattr(outcome, "body", None) for outcome in outcomes] == [HTML % 0, HTML % 1, None, HTML % 3, HTML % 4]
    reject = outcomes[2]
    assert isinstance(reject, Reject)
    assert reject.reason == Reason.BROKEN_RECORD
    assert f"byte {len(parts[0]) + len(parts[1])}" in reject.detail


@pytest.mark.parametrize("packed", [True, False])
def test_a_file_that_was_cut_off_is_one_reject_at_its_end(save: Save, packed: bool) -> None:
    outcomes = read(save((record(1, packed=packed) + record(2, packed=packed))[:-30]))
    assert [type(outcome) for outcome in outcomes] == [RawPage, Reject]
    assert isinstance(outcomes[1], Reject)
    assert outcomes[1].reason == Reason.BROKEN_RECORD


def test_a_wrong_length_in_an_unpacked_file_is_one_reject(save: Save) -> None:
    parts = [record(n, packed=False) for n in range(3)]
    for wrong in (b"Content-Length: 9\r\n", b"Content-Length: 987654\r\n", b"Content-Length: many\r\n", b""):
        head, _, tail = parts[1].partition(b"Content-Length: ")
        broken = head + wrong + tail.partition(b"\r\n")[2]
        outcomes = read(save(parts[0] + broken + parts[2]))
        assert [type(outcome) for outcome in outcomes] == [RawPage, Reject, RawPage], wrong


def test_several_records_in_one_gzip_stream_are_one_reject_with_the_mend(save: Save) -> None:
    reject = reject_of(save(gzip.compress(b"".join(record(n, packed=False) for n in range(9)))))
    assert "warcio recompress" in reject.detail


def test_an_endless_header_costs_no_memory_and_is_one_reject(save: Save) -> None:
    endless = b"WARC/1.0\r\nWARC-Type: " + b"x" * (2 * MAX_HEADER)
    outcomes = read(save(endless + b"\r\n" + record(1, packed=False)))
    assert [type(outcome) for outcome in outcomes] == [Reject, RawPage]


def test_what_is_no_warc_file_is_one_reject(save: Save) -> None:
    assert reject_of(save(b"<html>" + b"<p>not a record\n" * 9000)).reason == Reason.BROKEN_RECORD


def test_a_file_without_a_page_is_one_reject(save: Save) -> None:
    for data in (b"", b"\r\n", record(type_="warcinfo", body=b"software: none")):
        assert reject_of(save(data)).reason == Reason.EMPTY


def test_padding_at_the_end_is_no_record(save: Save) -> None:
    assert isinstance(only(read(save(record() + b"\0" * 1024))), RawPage)
    assert isinstance(only(read(save(record(packed=False) + b"\r\n\r\n"))), RawPage)


PACKED = [record(n) for n in range(5)]
PLAIN = [record(n, packed=False) for n in range(5)]


@given(st.integers(0, 4), st.data(), st.booleans())
def test_random_damage_to_one_record_costs_one_record(
    tmp_path_factory: pytest.TempPathFactory, victim: int, data: st.DataObject, packed: bool
) -> None:
    parts = list(PACKED if packed else PLAIN)
    part = parts[victim]
    start = data.draw(st.integers(0, len(part) - 1))
    width = data.draw(st.integers(0, min(40, len(part) - start)))
    if not packed:  # a plain file says nothing of its blocks: only damage to the header is seen
        width = min(width, max(1, part.index(b"\r\n\r\n") - start))
    junk = data.draw(st.binary(min_size=0, max_size=40) if packed else st.binary(min_size=width, max_size=width))
    parts[victim] = part[:start] + junk + part[start + width :]
    file = tmp_path_factory.mktemp("warc") / "a.warc"
    file.write_bytes(b"".join(parts))
    outcomes = read(str(file))
    sound = [n for n in range(5) if n != victim]
    bodies = [outcome.body for outcome in outcomes if isinstance(outcome, RawPage)]
    assert [HTML % n for n in sound if HTML % n in bodies] == [HTML % n for n in sound]
    rejects = len(outcomes) - len(bodies)
    assert rejects <= 1
    if packed:
        assert len(bodies) + rejects >= 5


@given(st.binary(max_size=3000), st.booleans())
def test_any_bytes_in_a_warc_file_give_pages_or_rejects(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, packed: bool
) -> None:
    body = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: %d\r\n\r\n" % len(data) + data
    file = tmp_path_factory.mktemp("warc") / "a.warc"
    file.write_bytes(gzip.compress(body) if packed else body + data)
    assert all(isinstance(outcome, RawPage | Reject) for outcome in read(str(file)))
