"""The records of an exchange: headers that fit the body as it is stored, and nothing that other tools stumble over."""

from __future__ import annotations

import gzip
import io
import json
import zlib
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from warcio.archiveiterator import ArchiveIterator

from cleaning.archive import exchange as exchange_module
from cleaning.archive.exchange import (
    LONGEST,
    Exchange,
    asked,
    id_of,
    moment,
    payload_digest,
    request_record,
    response_record,
)
from cleaning.model import Ask

AT = datetime(2026, 3, 4, 5, 6, 7, 890, tzinfo=UTC)
URL = "https://lantern.example/1?a=1"
ID = id_of("lantern", 1)


def exchange(**changes: Any) -> Exchange:
    return Exchange(**{"url": URL, "status": 200, "reason": "OK", "body": b"ninebytes", "fetched_at": AT, **changes})


def only(packed: bytes) -> Any:
    """The one record in the bytes, with its content; its digests are checked."""
    [record] = [record for record in ArchiveIterator(io.BytesIO(packed), check_digests="raise") if read(record)]
    return record


def read(record: Any) -> bool:
    record.content = record.raw_stream.read()
    return True


def stored(given: Exchange, **ours: object) -> Any:
    return only(response_record(given, ID, payload_digest(given.body), ours))


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ([("Content-Length", "7")], [("X-Crawler-Content-Length", "7"), ("Content-Length", "9")]),
        ([("content-length", "9")], [("content-length", "9")]),
        (
            [("Content-Length", "9"), ("Content-Length", "9")],
            [("Content-Length", "9"), ("X-Crawler-Content-Length", "9")],
        ),
        ([("Transfer-Encoding", "chunked")], [("X-Crawler-Transfer-Encoding", "chunked"), ("Content-Length", "9")]),
        ([("Content-Encoding", "br"), ("X", "ü")], [("Content-Encoding", "br"), ("X", "ü"), ("Content-Length", "9")]),
        ([("X", "a\r\n b: c\0")], [("X", "a b: c "), ("Content-Length", "9")]),
        ([("", "a")], [("X-Empty", "a"), ("Content-Length", "9")]),
    ],
)
def test_headers_describe_the_body_as_it_is_stored(given: list[tuple[str, str]], kept: list[tuple[str, str]]) -> None:
    record = stored(exchange(headers=tuple(given)))
    assert [(name, value.rstrip()) for name, value in kept] == record.http_headers.headers
    assert record.content == b"ninebytes"


def test_header_bytes_are_stored_as_they_came() -> None:
    value = b"caf\xe9 \xc3\xa9".decode("latin-1")
    given = exchange(headers=(("X-Name", value), ("X-Half", "a\ud800b 海")))
    data = gzip.decompress(response_record(given, ID, "sha1:A", {}))
    assert b"X-Name: caf\xe9 \xc3\xa9\r\nX-Half: a?b \xe6\xb5\xb7\r\n" in data


def test_a_page_that_a_browser_rendered_is_not_packed() -> None:
    record = stored(exchange(headers=(("Content-Type", "text/html"), ("Content-Encoding", "gzip"))), rendered=True)
    assert record.http_headers.get_header("Content-Encoding") is None
    assert record.http_headers.get_header("X-Crawler-Content-Encoding") == "gzip"


def test_an_answer_over_a_newer_http_can_be_read_by_other_tools() -> None:
    record = stored(exchange(protocol="h2", reason=""))
    assert (record.http_headers.protocol, record.http_headers.statusline) == ("HTTP/1.1", "200")
    assert record.rec_headers.get_header("WARC-Protocol") == "h2"


def test_an_address_stands_in_ascii() -> None:
    record = stored(exchange(url="https://lantern.example/brücke a\r\nX: y"))
    assert record.rec_headers.get_header("WARC-Target-URI") == "https://lantern.example/br%C3%BCcke%20a%0D%0AX:%20y"


def test_a_time_is_written_in_utc_to_the_second() -> None:
    here = timezone(timedelta(hours=2))
    assert moment(AT) == moment(AT.replace(tzinfo=None)) == moment(AT.astimezone(here)) == "2026-03-04T05:06:07Z"


def test_a_request_is_stored_with_its_body_and_its_host() -> None:
    given = exchange(url="https://ada:secret@lantern.example/ask", method="POST", request_body=b'{"q": 1}')
    record = only(request_record(given, id_of(ID, "request"), ID))
    assert (record.http_headers.protocol, record.http_headers.statusline) == ("POST", "/ask HTTP/1.1")
    assert record.http_headers.get_header("Host") == "lantern.example"
    assert record.content == b'{"q": 1}'
    assert record.rec_headers.get_header("WARC-Concurrent-To") == f"<{ID}>"


def test_a_record_says_the_same_whichever_library_packs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    given = exchange(body=b"<p>The ferry runs again." * 99)
    fast = response_record(given, ID, "sha1:A", {})
    monkeypatch.setattr(exchange_module, "PACKER", zlib)
    assert gzip.decompress(response_record(given, ID, "sha1:A", {})) == gzip.decompress(fast)


def test_metadata_that_would_make_a_header_too_long_is_cut() -> None:
    said = {"url": "https://lantern.example/feed", "headline": "海" * 90_000, "author": ["é" * 900] * 900}
    text = stored(exchange(), source="lantern", discovery=said).rec_headers.get_header("WARC-JSON-Metadata")
    assert len(text) < 2 * LONGEST
    assert json.loads(text) == {
        "source": "lantern",
        "discovery": {"url": said["url"], "headline": "海" * 200, "author": ["é" * 200] * 10},
    }


def test_what_an_answers_own_record_does_not_tell_of_its_question_is_kept() -> None:
    assert asked(Ask(url=URL), exchange()) == {}
    ask = Ask(url="https://talk.example/q", method="POST", headers={"A": "b"}, body=b"{}")
    assert asked(ask, exchange()) == {
        "ask": {"url": "https://talk.example/q", "method": "POST", "headers": {"A": "b"}, "body": "e30="}
    }
