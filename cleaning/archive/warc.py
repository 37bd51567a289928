"""A WARC file, packed or not → where each page's record begins, and the RawPage of a record.

https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/ ; headers are parsed by warcio.

Pages are what a server answered (``response``), what a file held (``resource``) and what a page was turned into
(``conversion``, as the texts of Common Crawl's WET files). Other records are passed over. A broken record is one
reject; reading goes on with the next sound one.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, cast

from warcio.bufferedreaders import ChunkedDataReader
from warcio.limitreader import LimitReader
from warcio.statusandheaders import StatusAndHeaders, StatusAndHeadersParser, StatusAndHeadersParserException

from cleaning.archive.capped import GZIP, MAX_PAGE_BYTES, ReadFaultError, explained, open_raw, too_large
from cleaning.archive.http import check_status, unpack
from cleaning.archive.members import BLOCK, WINDOW, Member, find_member
from cleaning.archive.sidecar import join_headers, utc
from cleaning.model import PageRef, RawPage
from cleaning.record import Reason, Reject
from cleaning.sniff import foreign_type, media_type

MAX_HEADER = 1 << 16  # bytes of one record's or one HTTP answer's header lines; real ones stay below 16 KiB
MAX_RECORD = 16 * MAX_PAGE_BYTES  # unpacked; a packed record that is larger still is not read to its end
ONE_STREAM = "holds several records in one gzip stream; mend the file: warcio recompress OLD.warc.gz NEW.warc.gz"

_VERSIONS = ["WARC/1.1", "WARC/1.0", "WARC/0.18", "WARC/0.17"]
_PROTOCOLS = ["HTTP/1.1", "HTTP/1.0", "HTTP/2.0", "HTTP/2", "HTTP/3.0", "HTTP/3"]
_RECORD_START = re.compile(rb"\nWARC/[01]\.[0-9]{1,2}\r?\n[A-Za-z-]+:")
OVERLAP = 128  # more than what this matches, so that it is found across blocks
_PAGE_SCHEMES = ("http:", "https:", "file:", "ftp:")


@dataclass(frozen=True, slots=True, kw_only=True)
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
    def is_page(self) -> bool:
        """True if the record is of a type that holds a page. Wget's logs and the like have addresses of their own."""
        kind = (self.lines.get_header("WARC-Type") or "").lower()
        has_page_url = self.url is None or self.url.lower().startswith(_PAGE_SCHEMES)
        return kind in {"response", "resource", "conversion"} and has_page_url


class BrokenRecordError(Exception):
    """A record cannot be used: what was seen, and from where on the next one may be looked for."""

    def __init__(self, detail: str, resume: int, reason: Reason = Reason.BROKEN_RECORD) -> None:
        super().__init__(detail)
        self.resume, self.reason = resume, reason


# ------------------------------------------------------------------------------------------------------------- listing


def list_records(file: str) -> Iterator[PageRef | Reject]:
    """A reference for each record that holds a page, a reject for each stretch of the file that cannot be used."""
    try:
        with open_raw(file) as stream, explained():
            found = None
            for found in walk(file, stream, packed=is_packed(stream)):
                yield found
            if found is None:
                raise ReadFaultError(Reason.EMPTY, "the file holds no record of a page")
    except ReadFaultError as fault:
        yield Reject(file=file, stage="read", reason=fault.reason, detail=fault.detail)


def is_packed(stream: BinaryIO) -> bool:
    """True if the records of the file are packed with gzip, which shows later on if the first one is damaged."""
    stream.seek(0)
    head = stream.read(5)
    return head.startswith(GZIP) or (head != b"WARC/" and find_packed(stream, 1) is not None)


def walk(file: str, stream: BinaryIO, *, packed: bool) -> Iterator[PageRef | Reject]:
    """The references and rejects of an open file, in the file's order."""
    survey, find_next = (survey_member, find_packed) if packed else (survey_plain, find_plain)
    offset: int | None = 0
    while offset is not None and (offset := skip_padding(stream, offset)) is not None:
        try:
            header, end = survey(stream, offset)
        except BrokenRecordError as error:
            detail = f"the record at byte {offset}: {error}"
            yield Reject(file=file, stage="read", reason=error.reason, detail=detail)
            offset = find_next(stream, max(offset + 1, error.resume))
        else:
            if header.is_page:
                yield PageRef(file=file, offset=offset)
            offset = end


def skip_padding(stream: BinaryIO, offset: int) -> int | None:
    """The offset of the next byte that is neither a line end nor zero; None at the file's end."""
    stream.seek(offset)
    while block := stream.read(BLOCK):
        rest = block.lstrip(b"\r\n\0")
        if rest:
            return offset + len(block) - len(rest)
        offset += len(block)
    return None


def survey_member(stream: BinaryIO, offset: int) -> tuple[Header, int]:
    """The header of the record in the gzip member at the offset, and where the member ends.

    All is unpacked, piece by piece, so that a damaged member is known here. Raises ``BrokenRecordError``.
    """
    member = Member(stream, offset)
    content = io.BufferedReader(member, BLOCK)
    try:
        header = read_header(content)
        size, after = drain(content, header.length)
    except (EOFError, zlib.error) as error:
        raise BrokenRecordError(f"{error}: copy or fetch the file again", stream.tell() - WINDOW) from error
    except ReadFaultError as fault:
        resume = stream.tell() - (0 if fault.reason == Reason.TOO_LARGE else WINDOW)
        raise BrokenRecordError(fault.detail, resume, fault.reason) from fault
    end = cast("int", member.end)
    if size < header.length:
        detail = f"its block has {size} bytes, but its Content-Length is {header.length}"
        raise BrokenRecordError(detail, end)
    if after.strip(b"\r\n"):
        detail = ONE_STREAM if _RECORD_START.search(after) else "its block is longer than its Content-Length"
        raise BrokenRecordError(detail, end)
    return header, end


def drain(content: BinaryIO, length: int) -> tuple[int, bytes]:
    """How much of a block's length there was, and the beginning of what came after it; all is read."""
    total, after = 0, b""
    while piece := content.read(BLOCK):
        if len(after) < 256 and total + len(piece) > length:
            after += piece[max(0, length - total) :][:256]
        total += len(piece)
        if total > MAX_RECORD:
            raise ReadFaultError(Reason.TOO_LARGE, too_large(MAX_RECORD))
    return min(total, length), after


def find_packed(stream: BinaryIO, start: int) -> int | None:
    """The offset of the next gzip member that holds a record."""
    return find_member(stream, start, b"WARC/")


def survey_plain(stream: BinaryIO, offset: int) -> tuple[Header, int]:
    """The header of the record at the offset of an unpacked file, and where its block ends.

    The block itself is not read. What comes after it tells whether its length is right: two line ends, or the next
    record. Raises ``BrokenRecordError``.
    """
    stream.seek(offset)
    try:
        header = read_header(stream)
    except (EOFError, ReadFaultError) as error:
        raise BrokenRecordError(str(error), stream.tell() - 4) from error
    end = offset + header.size + header.length
    size = stream.seek(0, io.SEEK_END)
    if end > size:
        detail = f"the file ends {end - size} bytes before the end that its Content-Length {header.length} gives"
        raise BrokenRecordError(detail, offset + header.size - 4)
    stream.seek(end)
    after = stream.read(16)
    if (following := after.find(b"WARC/")) >= 0:
        return header, end + following
    if after.strip(b"\r\n") and not after.startswith(b"\r\n\r\n"):
        raise BrokenRecordError(f"its Content-Length {header.length} is wrong", offset + header.size - 4)
    return header, end


def find_plain(stream: BinaryIO, start: int) -> int | None:
    """The offset of the next line, from ``start`` > 0 on, that begins a record; None if there is none."""
    start -= 1  # the line end before tells a line's beginning
    while True:
        stream.seek(start)
        block = stream.read(BLOCK)
        if match := _RECORD_START.search(block):
            return start + match.start() + 1
        if len(block) < BLOCK:
            return None
        start += len(block) - OVERLAP


# ------------------------------------------------------------------------------------------------------------- opening


def open_record(ref: PageRef, offset: int, max_bytes: int) -> RawPage:
    """The page of the record that begins at ``offset``. Raises ``ReadFaultError``."""
    with open_raw(ref.file) as stream, explained():
        stream.seek(offset)
        packed = stream.read(2) == GZIP
        stream.seek(offset)
        content = io.BufferedReader(Member(stream, offset), BLOCK) if packed else stream
        header = read_header(content)
        try:
            return page_of(ref, header, LimitReader(content, header.length), max_bytes)
        except ReadFaultError as fault:
            fault.url = header.url
            raise


def page_of(ref: PageRef, header: Header, block: LimitReader, max_bytes: int) -> RawPage:
    """The page that a record's block holds. Raises ``ReadFaultError``."""
    status: int | None = None
    if is_http(header):
        answer = read_lines(LimitReader(block, MAX_HEADER), _PROTOCOLS)
        headers = join_headers(answer.headers)
        status = status_of(answer)
    else:
        content_type = header.lines.get_header("Content-Type")
        headers = {"content-type": content_type.strip()} if content_type else {}
    check_status(header.url, status, headers)
    type_ = media_type(headers.get("content-type"))
    if foreign_type(type_):
        raise ReadFaultError(Reason.NOT_A_PAGE, f"the answer's Content-Type is {type_}")
    return RawPage(
        url=header.url,
        fetched_at=utc(header.lines.get_header("WARC-Date") or ""),
        status=status,
        headers=headers,
        body=read_body(block, headers if status is not None else {}, max_bytes),
        file=ref.file,
    )


def is_http(header: Header) -> bool:
    """True if the record's block begins with the header of an HTTP answer."""
    return (header.lines.get_header("WARC-Type") or "").lower() == "response"


def status_of(answer: StatusAndHeaders) -> int:
    """The status code of an HTTP answer. Raises ``ReadFaultError``."""
    code = cast("str", answer.statusline).strip().partition(" ")[0]
    if not re.fullmatch("[0-9]{3}", code):
        raise ReadFaultError(Reason.BROKEN_RECORD, f"the HTTP answer has no status code, but {code[:40]!r}")
    return int(code)


def read_body(block: LimitReader, headers: dict[str, str], max_bytes: int) -> bytes:
    """The rest of a block as the page's bytes, without HTTP's packing. Raises ``ReadFaultError``."""
    length = block.limit
    if length > max_bytes:
        raise ReadFaultError(Reason.TOO_LARGE, too_large(max_bytes))
    body: bytes = block.read()
    if len(body) < length:
        raise ReadFaultError(Reason.BROKEN_RECORD, f"the block ends {length - len(body)} bytes too early")
    if headers.get("transfer-encoding", "").lower() == "chunked":
        body = ChunkedDataReader(io.BytesIO(body)).read()
    body = unpack(body, headers.get("content-encoding", ""), max_bytes)
    if not body:
        raise ReadFaultError(Reason.EMPTY, "the server's answer has no body")
    return body


# ------------------------------------------------------------------------------------------------------- header lines


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
