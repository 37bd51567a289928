"""A WARC file, packed or not → where each page's record begins.

A broken record is one reject; reading goes on with the next sound one.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator
from typing import BinaryIO, cast

from cleaning.archive.capped import GZIP, MAX_PAGE_BYTES, ReadFaultError, explained, open_raw, too_large
from cleaning.archive.members import BLOCK, WINDOW, Member, find_member
from cleaning.archive.warc import Header, read_header
from cleaning.model import PageRef
from cleaning.record import Reason, Reject

MAX_RECORD = 16 * MAX_PAGE_BYTES  # unpacked; a packed record that is larger still is not read to its end
ONE_STREAM = "holds several records in one gzip stream; mend the file: warcio recompress OLD.warc.gz NEW.warc.gz"

_RECORD_START = re.compile(rb"\nWARC/[01]\.[0-9]{1,2}\r?\n[A-Za-z-]+:")
OVERLAP = 128  # more than what this matches, so that it is found across blocks


class BrokenRecordError(Exception):
    """A record cannot be used: what was seen, and from where on the next one may be looked for."""

    def __init__(self, detail: str, resume: int, reason: Reason = Reason.BROKEN_RECORD) -> None:
        super().__init__(detail)
        self.resume, self.reason = resume, reason


def list_records(file: str) -> Iterator[PageRef | Reject]:
    """A reference for each record that holds a page, a reject for each stretch of the file that cannot be used.

    A file without a page is a reject too, unless it is of a crawl, where it may hold nothing but feeds.
    """
    try:
        with open_raw(file) as stream, explained():
            is_known = False
            for found in walk(file, stream, packed=is_packed(stream)):
                is_known = True
                if found is not None:
                    yield found
            if not is_known:
                raise ReadFaultError(Reason.EMPTY, "the file holds no record of a page")
    except ReadFaultError as fault:
        yield Reject(file=file, stage="read", reason=fault.reason, detail=fault.detail)


def is_packed(stream: BinaryIO) -> bool:
    """True if the records of the file are packed with gzip, which shows later on if the first one is damaged."""
    stream.seek(0)
    head = stream.read(5)
    return head.startswith(GZIP) or (head != b"WARC/" and find_packed(stream, 1) is not None)


def walk(file: str, stream: BinaryIO, *, packed: bool) -> Iterator[PageRef | Reject | None]:
    """The references and rejects of an open file, in the file's order; None for what a crawl kept besides pages."""
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
            elif header.crawled:
                yield None
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
