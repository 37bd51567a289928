"""The header of a WARC record: which records are pages, and what a crawl of ours says of them there.

https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/ ; headers are parsed by warcio.

Pages are what a server answered (``response``), what a file held (``resource``) and what a page was turned into
(``conversion``, as the texts of Common Crawl's WET files). In the archive of a crawl a record's metadata tells which
answers are pages: the others are feeds, redirects, and what belongs to a page.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import BinaryIO

import msgspec
from warcio.limitreader import LimitReader
from warcio.statusandheaders import StatusAndHeaders, StatusAndHeadersParser, StatusAndHeadersParserException

from cleaning.archive.capped import ReadFaultError
from cleaning.record import Discovery, Reason

MAX_HEADER = 1 << 16  # bytes of one record's or one HTTP answer's header lines; real ones stay below 16 KiB

METADATA = "WARC-JSON-Metadata"  # as Webrecorder's tools call it

_VERSIONS = ["WARC/1.1", "WARC/1.0", "WARC/0.18", "WARC/0.17"]
_PAGE_SCHEMES = ("http:", "https:", "file:", "ftp:")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What an answer's metadata says of its question: what the answer's own record does not tell."""

    url: str | None = None
    method: str = "GET"
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Crawled:
    """A record's metadata in the archive of a crawl. ``answers`` counts those that follow it and belong to it."""

    source: str
    what: str
    discovery: Discovery | None = None
    reservations: tuple[str, ...] = ()
    answers: int = 0
    ask: Asked = Asked()


_decoder = msgspec.json.Decoder(Crawled)


@dataclass(frozen=True, kw_only=True)
class Header:
    """The header of a record: its lines, how many bytes they take, and how many bytes the block after them has."""

    lines: StatusAndHeaders
    size: int
    length: int

    @property
    def url(self) -> str | None:
        """The record's address, without the angle brackets that some writers put around it."""
        value = (self.lines.get_header("WARC-Target-URI") or "").strip()
        return value.removeprefix("<").removesuffix(">") or None

    @property
    def type(self) -> str:
        """The record's type, in lower case."""
        return (self.lines.get_header("WARC-Type") or "").lower()

    @cached_property
    def crawled(self) -> Crawled | None:
        """What a crawl says of the record; None in other archives, some of which have metadata of their own."""
        try:
            return _decoder.decode(self.lines.get_header(METADATA) or "")
        except (msgspec.MsgspecError, UnicodeError):
            return None

    @property
    def is_page(self) -> bool:
        """True if the record holds a page. Wget's logs and the like have addresses of their own."""
        if self.crawled:
            return self.type == "response" and self.crawled.what == "page"
        has_page_url = self.url is None or self.url.lower().startswith(_PAGE_SCHEMES)
        return self.type in {"response", "resource", "conversion"} and has_page_url


def read_header(stream: BinaryIO) -> Header:
    """The header of the record that the stream stands at. Raises ``ReadFaultError``."""
    limited = LimitReader(stream, MAX_HEADER)
    lines = read_lines(limited, _VERSIONS)
    length = lines.get_header("Content-Length") or ""
    if not re.fullmatch("[0-9]{1,15}", length.strip()):
        raise ReadFaultError(Reason.BROKEN_RECORD, f"its Content-Length is {length!r}, no number")
    return Header(lines=lines, size=limited.tell(), length=int(length))


def read_lines(limited: LimitReader, beginnings: list[str]) -> StatusAndHeaders:
    """Header lines up to the blank one, the first with one of these beginnings. Raises ``ReadFaultError``."""
    before = limited.limit
    try:
        lines = StatusAndHeadersParser(beginnings).parse(limited)
    except StatusAndHeadersParserException as error:
        seen = str(error.statusline).strip()[:40]
        detail = f"it begins with {seen!r}, not with {beginnings[0]} or the like"
        raise ReadFaultError(Reason.BROKEN_RECORD, detail) from error
    except EOFError as error:
        raise ReadFaultError(Reason.BROKEN_RECORD, "it has no header") from error
    if before - limited.limit >= MAX_HEADER:
        raise ReadFaultError(Reason.BROKEN_RECORD, f"its header is longer than {MAX_HEADER} bytes")
    return lines
