"""Bytes that may be packed by gzip (https://www.rfc-editor.org/rfc/rfc1952) → bytes, no more than allowed."""

from __future__ import annotations

import zlib

_MAGIC = b"\x1f\x8b"


def gunzip(data: bytes, max_bytes: int) -> tuple[bytes, list[str]]:
    """The bytes, unpacked if they are packed, and what was odd (twice, if it was packed twice)."""
    odd: list[str] = []
    for _ in range(2):
        if not data.startswith(_MAGIC):
            break
        data = inflated(data, max_bytes, odd)
    if len(data) > max_bytes:
        odd.append(f"the file has more than {max_bytes} bytes: the rest is not read")
    return data[:max_bytes], odd


def inflated(data: bytes, max_bytes: int, odd: list[str]) -> bytes:
    """The members of a gzip file one after the other, at most one byte more than allowed; what can be read of it."""
    pieces: list[bytes] = []
    room = max_bytes + 1
    while data.startswith(_MAGIC) and room > 0:
        member = zlib.decompressobj(wbits=31)
        try:
            piece = member.decompress(data, room)
        except zlib.error as error:
            odd.append(f"the gzip data is broken: {error}")
            break
        pieces.append(piece)
        room -= len(piece)
        if not member.eof:
            if room > 0:
                odd.append("the gzip data ends too early")
            break
        data = member.unused_data.lstrip(b"\0")
    return b"".join(pieces)
