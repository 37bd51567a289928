"""A record of a WARC file → its RawPage, in the archive of a crawl with what was fetched besides the page.

There a page is one group: its answer and request, then the answers and requests of its parts and of its comments, as
``writer`` writes them.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import PurePath
from typing import BinaryIO, cast

from warcio.bufferedreaders import ChunkedDataReader
from warcio.limitreader import LimitReader
from warcio.statusandheaders import StatusAndHeaders

from cleaning.archive.capped import GZIP, ReadFaultError, explained, open_raw, too_large
from cleaning.archive.http import check_status, unpack
from cleaning.archive.members import BLOCK, Member
from cleaning.archive.sidecar import join_headers, utc
from cleaning.archive.warc import MAX_HEADER, read_header, read_lines
from cleaning.model import Answer, Ask, PageRef, RawPage
from cleaning.record import Reason
from cleaning.sniff import foreign_type, media_type

_PROTOCOLS = ["HTTP/1.1", "HTTP/1.0", "HTTP/2.0", "HTTP/2", "HTTP/3.0", "HTTP/3"]
KINDS = ("part", "comments")
PADDING = 4  # the two line ends after a record


class OpenRecord:
    """The record at an offset of a file: its header, and its block to be read. Raises ``ReadFaultError``."""

    def __init__(self, stream: BinaryIO, offset: int) -> None:
        stream.seek(offset)
        packed = stream.read(len(GZIP)) == GZIP
        stream.seek(offset)
        self._member = Member(stream, offset) if packed else None
        self._content = io.BufferedReader(self._member, BLOCK) if self._member else stream
        self.header = read_header(self._content)
        self.block = LimitReader(self._content, self.header.length)
        self._plain_end = offset + self.header.size + self.header.length + PADDING

    def end(self) -> int:
        """The offset of the next record; the rest of this one is read."""
        while self._member and self._content.read(BLOCK):
            pass
        return cast("int", self._member.end) if self._member else self._plain_end


def open_record(ref: PageRef, offset: int, max_bytes: int) -> RawPage:
    """The page of the record that begins at ``offset``; all its answers together have at most ``max_bytes`` too.

    Raises ``ReadFaultError``, also if an answer that belongs to the page cannot be read: half an article is none.
    """
    with open_raw(ref.file) as stream, explained():
        record = OpenRecord(stream, offset)
        crawled, file = record.header.crawled, ref.file
        try:
            if crawled is None:
                return page_of(record, file, max_bytes)
            file = PurePath(file).name
            page = page_of(record, file, max_bytes)
            return replace(
                page,
                source=crawled.source,
                discovery=crawled.discovery,
                reservations=crawled.reservations,
                answers=tuple(answers_after(stream, record, crawled.answers, max_bytes)),
            )
        except ReadFaultError as fault:
            fault.url, fault.file = record.header.url, file
            raise


def page_of(record: OpenRecord, file: str, max_bytes: int) -> RawPage:
    """The page that a record's block holds. Raises ``ReadFaultError``."""
    header = record.header
    status: int | None = None
    if header.type == "response":
        status, headers = read_http(record.block)
    else:
        content_type = header.lines.get_header("Content-Type")
        headers = {"content-type": content_type.strip()} if content_type else {}
    check_status(header.url, status, headers)
    type_ = media_type(headers.get("content-type"))
    if foreign_type(type_):
        raise ReadFaultError(Reason.NOT_A_PAGE, f"the answer's Content-Type is {type_}")
    body = read_body(record.block, headers if status is not None else {}, max_bytes)
    if not body:
        raise ReadFaultError(Reason.EMPTY, "the server's answer has no body")
    return RawPage(
        url=header.url,
        fetched_at=utc(header.lines.get_header("WARC-Date") or ""),
        status=status,
        headers=headers,
        body=body,
        file=file,
    )


def read_http(block: LimitReader) -> tuple[int, dict[str, str]]:
    """The status and the headers of an HTTP answer, the block read up to its body. Raises ``ReadFaultError``."""
    answer = read_lines(LimitReader(block, MAX_HEADER), _PROTOCOLS)
    return status_of(answer), join_headers(answer.headers)


def status_of(answer: StatusAndHeaders) -> int:
    """The status code of an HTTP answer. Raises ``ReadFaultError``."""
    code = cast("str", answer.statusline).strip().partition(" ")[0]
    if not re.fullmatch("[0-9]{3}", code):
        raise ReadFaultError(Reason.BROKEN_RECORD, f"the HTTP answer has no status code, but {code[:40]!r}")
    return int(code)


def read_body(block: LimitReader, headers: Mapping[str, str], max_bytes: int) -> bytes:
    """The rest of a block, without HTTP's packing. Raises ``ReadFaultError``."""
    length = block.limit
    if length > max_bytes:
        raise ReadFaultError(Reason.TOO_LARGE, too_large(max_bytes))
    body: bytes = block.read()
    if len(body) < length:
        raise ReadFaultError(Reason.BROKEN_RECORD, f"the block ends {length - len(body)} bytes too early")
    if headers.get("transfer-encoding", "").lower() == "chunked":
        body = ChunkedDataReader(io.BytesIO(body)).read()
    return unpack(body, headers.get("content-encoding", ""), max_bytes)


# --------------------------------------------------------------------------------------------- what belongs to a page


def answers_after(stream: BinaryIO, page: OpenRecord, number: int, max_bytes: int) -> Iterator[Answer]:
    """The answers that stand after a page's record and belong to it. Raises ``ReadFaultError``."""
    record, left = page, max_bytes
    for done in range(number):
        try:
            record = next_answer(stream, record)
            answer = answer_of(record, left)
        except (ReadFaultError, EOFError, zlib.error) as error:
            reason = error.reason if isinstance(error, ReadFaultError) else Reason.BROKEN_RECORD
            raise ReadFaultError(reason, f"answer {done + 1} of {number} that belong to it: {error}") from error
        left -= len(answer.body)
        yield answer


def next_answer(stream: BinaryIO, record: OpenRecord) -> OpenRecord:
    """The next record of an answer in a group. Raises ``ReadFaultError``, also where the group has no more."""
    record = OpenRecord(stream, record.end())
    if record.header.type == "request":
        record = OpenRecord(stream, record.end())
    about = record.header.crawled
    if record.header.type != "response" or about is None or about.what not in KINDS:
        raise ReadFaultError(Reason.BROKEN_RECORD, "another record stands in its place")
    return record


def answer_of(record: OpenRecord, max_bytes: int) -> Answer:
    """The answer in a record. One about comments whose body cannot be unpacked has none: the article is still there."""
    header, about = record.header, record.header.crawled
    assert about is not None
    status, headers = read_http(record.block)
    try:
        body = read_body(record.block, headers, max_bytes)
    except ReadFaultError as fault:
        if about.what != "comments" or fault.reason == Reason.BROKEN_RECORD:
            raise
        body = b""
    ask = Ask(
        url=about.ask.url or header.url or "",
        kind="part" if about.what == "part" else "comments",
        method=about.ask.method,
        headers=about.ask.headers,
        body=about.ask.body,
    )
    fetched_at = utc(header.lines.get_header("WARC-Date") or "")
    if fetched_at is None:
        raise ReadFaultError(Reason.BROKEN_RECORD, "its WARC-Date is no time")
    return Answer(ask=ask, status=status, fetched_at=fetched_at, headers=headers, body=body)
