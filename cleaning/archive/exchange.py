"""An HTTP exchange → the bytes of its WARC records, each a gzip member of its own.

WARC 1.1: https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/ ; warcio writes the records.
What is ours about a record stands in its metadata, which ``warc`` reads.
"""

from __future__ import annotations

import base64
import hashlib
import io
import json
import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import import_module
from types import ModuleType
from typing import Any
from urllib.parse import quote, urlsplit
from uuid import UUID, uuid5

from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from cleaning.archive.warc import METADATA
from cleaning.model import Ask

VERSION = "WARC/1.1"
NAMESPACE = UUID("6b1f6b4e-5f0e-4c3e-9d0a-1e2f7f6f1d55")
# Most bodies are packed already, and higher levels cost more than they save: of 100 KB of HTML zlib keeps 19 % at level
# 1 and 16 % at level 9, which takes four times as long.
LEVEL = 1
# Intel's deflate packs 100 KB of HTML in 0.08 ms where zlib takes 0.45, no worse, and 25 KB that are packed already in
# 0.03 ms instead of 0.16.
PACKER: ModuleType = zlib
with suppress(ImportError):  # there is no build of it for every machine
    PACKER = import_module("isal.isal_zlib")
_GZIP_WINDOW = 31  # zlib: the largest window, and a gzip header and trailer
PROFILE = "http://netpreserve.org/warc/1.1/revisit/"
_CONTENT_TYPES = {
    "response": "application/http; msgtype=response",
    "revisit": "application/http; msgtype=response",
    "request": "application/http; msgtype=request",
    "warcinfo": "application/warc-fields",
}
LONGEST = 16_384  # characters of our metadata: readers give up on a record's header of more than 64 KiB
_BREAKS = re.compile(r"[\r\n\0]+\s*")
_PRINTABLE = "".join(map(chr, range(0x21, 0x7F)))

Headers = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """A request and what the server answered. ``fetched_at`` is in UTC, ``ip`` the server's address.

    ``url`` is what was asked for. ``headers`` are the answer's lines in their order, their bytes taken as Latin-1 (RFC
    9110, 5.5), so that they are stored as they were sent. ``body`` is as it was sent too: without HTTP's chunks, its
    Content-Encoding kept.
    """

    url: str
    method: str = "GET"
    request_headers: tuple[tuple[str, str], ...] = ()
    request_body: bytes = b""
    status: int
    reason: str = ""
    protocol: str = "HTTP/1.1"
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    fetched_at: datetime
    ip: str | None = None


class HttpHead(StatusAndHeaders):  # type: ignore[misc]  # warcio ships no types
    """The first line and the header lines of an HTTP message, written as they were sent."""

    def to_ascii_bytes(self, filter_func: object = None) -> bytes:
        """The lines in bytes; warcio would percent-encode an address in UTF-8 so that it can no longer be followed."""
        text: str = self.to_str(filter_func)
        if text.isascii():
            return text.encode() + b"\r\n"
        return b"\r\n".join(map(line_bytes, text.split("\r\n"))) + b"\r\n"


def line_bytes(line: str) -> bytes:
    """A header line as it was sent; one that no bytes were decoded to is put into UTF-8."""
    try:
        return line.encode("latin-1")
    except UnicodeEncodeError:
        return line.encode("utf-8", "replace")


def payload_digest(body: bytes) -> str:
    """The digest of a body as sent, in the form that WARC files have it: ``sha1:`` and Base32."""
    return "sha1:" + base64.b32encode(hashlib.sha1(body, usedforsecurity=False).digest()).decode()


def id_of(*parts: object) -> str:
    """The ``urn:uuid:…`` of the record that these parts name; the same parts give the same one."""
    return f"urn:uuid:{uuid5(NAMESPACE, ' '.join(map(str, parts)))}"


def response_record(exchange: Exchange, id_: str, digest: str, ours: Mapping[str, object]) -> bytes:
    """The packed record of an answer. ``ours`` goes into its metadata; one of them may be ``rendered``."""
    head = answer_head(exchange, packed=not ours.get("rendered"))
    about = {**about_exchange("response", exchange, id_), "WARC-Payload-Digest": digest, METADATA: as_json(ours)}
    return packed_record("response", about, head, exchange.body)


def pair(exchange: Exchange, id_: str, digest: str, ours: Mapping[str, object]) -> Iterator[bytes]:
    """The packed records of an answer and of its request."""
    yield response_record(exchange, id_, digest, ours)
    yield request_record(exchange, id_of(id_, "request"), id_)


def asked(ask: Ask, answer: Exchange) -> dict[str, object]:
    """The metadata of an answer's question: what the answer's own record does not tell."""
    said: dict[str, object] = {}
    if ask.url != answer.url:
        said["url"] = ask.url
    if ask.method != "GET":
        said["method"] = ask.method
    if ask.headers:
        said["headers"] = dict(ask.headers)
    if ask.body:
        said["body"] = base64.b64encode(ask.body[:LONGEST]).decode()
    return {"ask": said} if said else {}


def request_record(exchange: Exchange, id_: str, answer_id: str) -> bytes:
    """The packed record of a request, tied to the record of its answer."""
    parts = urlsplit(exchange.url)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    lines = tidy(exchange.request_headers)
    if not any(name.lower() == "host" for name, _ in lines):
        lines.insert(0, ("Host", parts.netloc.rpartition("@")[2]))
    head = HttpHead(f"{address(target)} HTTP/1.1", lines, protocol=one_line(exchange.method))
    about = {**about_exchange("request", exchange, id_), "WARC-Concurrent-To": f"<{answer_id}>"}
    return packed_record("request", about, head, exchange.request_body)


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """The record of an earlier answer that had the same payload: its target, its date, its payload's digest, its id."""

    url: str
    date: datetime
    digest: str
    record_id: str


def revisit_record(
    exchange: Exchange, id_: str, earlier: Earlier, ours: Mapping[str, object], *, unmodified: bool
) -> bytes:
    """The packed record of an answer whose payload is stored already; only its header lines are kept."""
    about = about_exchange("revisit", exchange, id_) | {
        "WARC-Profile": PROFILE + ("server-not-modified" if unmodified else "identical-payload-digest"),
        "WARC-Refers-To": f"<{earlier.record_id}>",
        "WARC-Refers-To-Target-URI": address(earlier.url),
        "WARC-Refers-To-Date": moment(earlier.date),
        "WARC-Payload-Digest": earlier.digest,
        METADATA: as_json(ours),
    }
    return packed_record("revisit", about, answer_head(exchange, packed=True), b"")


def warcinfo_record(name: str, at: datetime, id_: str, fields: Mapping[str, str]) -> bytes:
    """The packed record that begins a file and says who made it."""
    about = {
        "WARC-Type": "warcinfo",
        "WARC-Record-ID": f"<{id_}>",
        "WARC-Date": moment(at),
        "WARC-Filename": name,
    }
    lines = "".join(f"{key}: {one_line(value)}\r\n" for key, value in fields.items())
    return packed_record("warcinfo", about, None, lines.encode("utf-8", "replace"))


def about_exchange(type_: str, exchange: Exchange, id_: str) -> dict[str, str]:
    """The header of a record of an exchange, as far as all its records share it."""
    about = {
        "WARC-Type": type_,
        "WARC-Record-ID": f"<{id_}>",
        "WARC-Date": moment(exchange.fetched_at),
        "WARC-Target-URI": address(exchange.url),
    }
    if exchange.ip:
        about["WARC-IP-Address"] = one_line(exchange.ip)
    if not exchange.protocol.upper().startswith("HTTP/1"):
        about["WARC-Protocol"] = one_line(exchange.protocol.lower())
    return about


def answer_head(exchange: Exchange, *, packed: bool) -> HttpHead:
    """The header of an answer, fitting its body as it is stored.

    What described it on its way is kept under a name with ``X-Crawler-`` before it, as Common Crawl's files have it. A
    body that is not ``packed`` as the server sent it, such as one that a browser rendered, has no Content-Encoding.
    Other tools know no version of HTTP above 1.1, so that stands in the record's own header.
    """
    outdated = {"transfer-encoding"} if packed else {"transfer-encoding", "content-encoding"}
    length = str(len(exchange.body))
    lines: list[tuple[str, str]] = []
    fits = False
    for name, value in tidy(exchange.headers):
        key = name.lower()
        if key == "content-length" and exchange.body and (fits or value.strip() != length):
            key, name = "x-crawler-content-length", "X-Crawler-Content-Length"  # noqa: PLW2901
        fits = fits or key == "content-length"
        lines.append((f"X-Crawler-{name}" if key in outdated else name, value))
    if exchange.body and not fits:
        lines.append(("Content-Length", length))
    protocol = exchange.protocol if exchange.protocol in {"HTTP/1.0", "HTTP/1.1"} else "HTTP/1.1"
    return HttpHead(f"{exchange.status:03d} {one_line(exchange.reason)}".strip(), lines, protocol=protocol)


def packed_record(type_: str, about: Mapping[str, str], head: HttpHead | None, body: bytes) -> bytes:
    """A record as one gzip member."""
    header = StatusAndHeaders("", list(about.items()), protocol=VERSION)
    record = ArcWarcRecord("warc", type_, header, io.BytesIO(body), head, _CONTENT_TYPES[type_], len(body))
    record.payload_length = len(body)
    plain = io.BytesIO()
    WARCWriter(plain, gzip=False, warc_version=VERSION).write_record(record)
    pack = PACKER.compressobj(LEVEL, zlib.DEFLATED, _GZIP_WINDOW)
    packed: bytes = pack.compress(plain.getbuffer()) + pack.flush()
    return packed


def as_json(ours: Mapping[str, object]) -> str:
    """Our metadata on one line, in ASCII, because not every tool reads UTF-8 in a record's header."""
    text = json.dumps(ours, separators=(",", ":"))
    return text if len(text) <= LONGEST else json.dumps(shortened(ours), separators=(",", ":"))


def shortened(value: Any) -> Any:
    """The value, its lists and strings cut, but for addresses."""
    if isinstance(value, Mapping):
        return {key: inner if key == "url" else shortened(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [shortened(inner) for inner in value[:10]]
    return value[:200] if isinstance(value, str) else value


def moment(time: datetime) -> str:
    """A time in UTC, to the second: ``2026-01-02T03:04:05Z``. One without an offset is taken to be in UTC."""
    known = time.replace(tzinfo=UTC) if time.tzinfo is None else time.astimezone(UTC)
    return known.strftime("%Y-%m-%dT%H:%M:%SZ")


def tidy(headers: Headers) -> list[tuple[str, str]]:
    """The header lines, none of them broken in two."""
    return [(one_line(name).strip() or "X-Empty", one_line(value)) for name, value in headers]


def one_line(text: str) -> str:
    """The text without line ends."""
    return text if text.isprintable() else _BREAKS.sub(" ", text)


def address(url: str) -> str:
    """An address in printable ASCII, what is not percent-encoded."""
    return url if url.isascii() and url.isprintable() and " " not in url else quote(url, _PRINTABLE, errors="replace")
