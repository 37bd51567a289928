"""A JSONL file of raw pages → where each line begins, and the RawPage of a line. Lines: https://jsonlines.org

    {"url", "source", "fetchedAt", "status", "headers", "body"}

All keys but one are those of a sidecar. The page is under ``bodyBase64`` (bytes), or as text under ``body``, ``html``
or ``text``; the first of these that is there counts. Text becomes UTF-8, whatever the page says of itself. An offset
is counted in the unpacked file.
"""

from __future__ import annotations

import base64
import binascii
import os
from collections.abc import Iterator
from typing import BinaryIO

from cleaning.archive.capped import GZIP, MAX_PAGE_BYTES, ReadFaultError, explained, open_raw, open_unpacked, too_large
from cleaning.archive.http import check_status
from cleaning.archive.sidecar import Fetch, WrongValueError, fetch_of, json_object
from cleaning.model import PageRef, RawPage
from cleaning.record import Reason, Reject

MAX_LINE = 4 * MAX_PAGE_BYTES  # base64 and JSON's escapes lengthen a page
BODY_KEYS = ("bodyBase64", "body", "html", "text")


def list_lines(file: str) -> Iterator[PageRef | Reject]:
    """A reference for each line that holds a page, a reject for each other line that is not blank."""
    number = offset = seen = 0
    try:
        with open_unpacked(file) as stream, explained():
            while line := stream.readline(MAX_LINE):
                number, start = number + 1, offset
                offset += len(line)
                if not line.endswith(b"\n") and len(line) == MAX_LINE:
                    offset += skip_line(stream)
                    detail = f"line {number}: {too_large(MAX_LINE)}"
                    yield Reject(file=file, stage="read", reason=Reason.TOO_LARGE, detail=detail)
                elif line.isspace():
                    continue
                else:
                    yield judge(file, start, number, line)
                seen += 1
        if not seen:
            raise ReadFaultError(Reason.EMPTY, "the file holds no line")
    except ReadFaultError as fault:
        where = f"after line {number}: " if number else ""
        yield Reject(file=file, stage="read", reason=fault.reason, detail=where + fault.detail)


def judge(file: str, offset: int, number: int, line: bytes) -> PageRef | Reject:
    """The reference of a line, or the reject if it is no raw page."""
    try:
        table = json_object(line)
        fetch_of(table)
        body_of(table)
    except WrongValueError as error:
        return Reject(file=file, stage="read", reason=Reason.BROKEN_RECORD, detail=f"line {number}: {error}")
    return PageRef(file=file, offset=offset)


def skip_line(stream: BinaryIO) -> int:
    """How many bytes of the line were left; the stream stands after it."""
    skipped = 0
    while piece := stream.readline(1 << 20):
        skipped += len(piece)
        if piece.endswith(b"\n"):
            break
    return skipped


def open_line(ref: PageRef, offset: int, max_bytes: int) -> RawPage:
    """The page of the line that begins at ``offset``. Raises ``ReadFaultError``."""
    try:
        table = json_object(read_line(ref.file, offset))
        fetch = fetch_of(table)
        body = body_of(table)
    except WrongValueError as error:
        raise ReadFaultError(Reason.BROKEN_RECORD, f"{error}") from error
    check_status(fetch.url, fetch.status, fetch.headers)
    check_size(fetch, body, max_bytes)
    return RawPage(
        url=fetch.url,
        source=fetch.source,
        fetched_at=fetch.fetched_at,
        status=fetch.status,
        headers=fetch.headers,
        body=body,
        file=ref.file,
    )


def check_size(fetch: Fetch, body: bytes, max_bytes: int) -> None:
    """Nothing, if there is a body within the limit; else ``ReadFaultError``."""
    if not body:
        raise ReadFaultError(Reason.EMPTY, "the body is empty", fetch.url)
    if len(body) > max_bytes:
        raise ReadFaultError(Reason.TOO_LARGE, too_large(max_bytes), fetch.url)


def body_of(table: dict[str, object]) -> bytes:
    """The page's bytes. Raises ``WrongValueError``."""
    key = next((key for key in BODY_KEYS if table.get(key) is not None), None)
    if key is None:
        raise WrongValueError(f"holds no page: none of the keys {', '.join(BODY_KEYS)}")
    value = table[key]
    if not isinstance(value, str):
        raise WrongValueError(f"{key} must be a string")
    if key != "bodyBase64":
        return value.encode("utf-8", "replace")
    try:
        return base64.b64decode(value, validate=True)
    except (binascii.Error, ValueError) as error:
        raise WrongValueError(f"bodyBase64 is no base64: {error}") from error


# ------------------------------------------------------------------------------------------------- reading at an offset

Place = tuple[object, ...]  # which file, in which state, opened by which process
_unpacking: list[tuple[Place, BinaryIO]] = []  # at most one, see `read_line`


def read_line(file: str, offset: int) -> bytes:
    """The line that begins at ``offset``. Raises ``ReadFaultError``.

    Gzip can only be read from its beginning. A worker asks for one line after the other, so the last packed file stays
    open between two calls, and each file is unpacked once and not once a line.
    """
    with open_raw(file) as raw, explained():
        if raw.read(2) != GZIP:
            raw.seek(offset)
            return raw.readline(MAX_LINE)
        status = os.fstat(raw.fileno())
    place = (file, status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, os.getpid())
    stream = take(place, offset) or open_unpacked(file)
    try:
        with explained():
            stream.seek(offset)
            line = stream.readline(MAX_LINE)
    except ReadFaultError:
        stream.close()
        raise
    _unpacking.append((place, stream))
    return line


def take(place: Place, offset: int) -> BinaryIO | None:
    """The stream that is open at this place and not yet beyond the offset, now the caller's; any other is closed."""
    kept = None
    while _unpacking:
        at, stream = _unpacking.pop()
        if kept is None and at == place and stream.tell() <= offset:
            kept = stream
        else:
            stream.close()
    return kept
