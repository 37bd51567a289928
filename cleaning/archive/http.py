"""HTTP answers that archives hold: which are no pages, and how their bodies are unpacked.

https://www.rfc-editor.org/rfc/rfc9110 (status codes, Content-Encoding)
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping

from cleaning.archive.capped import GZIP, ReadFaultError, too_large
from cleaning.record import Reason

try:
    import brotli  # type: ignore[import-untyped,import-not-found,unused-ignore]  # ships no types
except ImportError:  # it comes with Scrapy; cleaning does without
    brotli = None


def check_status(url: str | None, status: int | None, headers: Mapping[str, str]) -> None:
    """Nothing, if the server sent a page; else ``ReadFaultError``. An unknown status counts as success."""
    if status is None or status < 300:
        return
    if status < 400:
        detail = f"the server answered {status} and sent the reader on to {headers.get('location', 'nowhere')}"
    else:
        detail = f"the server answered {status}: what it sent is no article"
    raise ReadFaultError(Reason.HTTP_ERROR, detail, url)


def unpack(body: bytes, content_encoding: str, max_bytes: int) -> bytes:
    """The body without its Content-Encoding. Raises ``ReadFaultError``.

    A body that does not begin as its encoding must is taken as it is: many archives keep the header of a body that they
    have unpacked.
    """
    for coding in reversed([part.strip().lower() for part in content_encoding.split(",")]):
        if coding in {"gzip", "x-gzip"} and body.startswith(GZIP):
            body = inflate(body, (31,), max_bytes)
        elif coding == "deflate":
            body = inflate(body, (15, -15), max_bytes)
        elif coding == "br":
            body = unbrotli(body, max_bytes)
        elif coding not in {"", "identity", "gzip", "x-gzip"}:
            raise ReadFaultError(Reason.UNREADABLE, f"the Content-Encoding {coding} cannot be unpacked")
    if len(body) > max_bytes:
        raise ReadFaultError(Reason.TOO_LARGE, too_large(max_bytes))
    return body


def inflate(body: bytes, windows: tuple[int, ...], max_bytes: int) -> bytes:
    """The inflated body by the first of zlib's window sizes that fits; the body itself if none does."""
    for window in windows:
        inflater = zlib.decompressobj(wbits=window)
        try:
            data = inflater.decompress(body, max_bytes + 1)
        except zlib.error:
            continue
        if not inflater.eof and len(data) <= max_bytes:
            detail = f"the compressed body ends after {len(data)} bytes, before its end mark"
            raise ReadFaultError(Reason.TRUNCATED, detail)
        return data
    if body.startswith(GZIP):
        raise ReadFaultError(Reason.UNREADABLE, "the gzip data of the body are damaged")
    return body


def unbrotli(body: bytes, max_bytes: int) -> bytes:
    """The body without Brotli (https://www.rfc-editor.org/rfc/rfc7932); the body itself if it is none."""
    if not hasattr(getattr(brotli, "Decompressor", None), "can_accept_more_data"):  # older ones cannot stop a bomb
        raise ReadFaultError(Reason.UNREADABLE, "the body is packed with Brotli: pip install 'brotli>=1.2'")
    unpacker = brotli.Decompressor()
    try:
        data = bytes(unpacker.process(body, output_buffer_limit=max_bytes + 1))
    except brotli.error:
        return body
    if len(data) <= max_bytes and not unpacker.is_finished():
        detail = f"the Brotli data of the body end after {len(data)} bytes, before their end mark"
        raise ReadFaultError(Reason.TRUNCATED, detail)
    return data
