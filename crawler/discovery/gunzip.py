"""Bytes that may be packed by gzip (https://www.rfc-editor.org/rfc/rfc1952) → bytes, no more than allowed."""

from __future__ import annotations

import zlib

_MAGIC = b"\x1f\x8b"
SLICE = 8_192  # bytes that are fed at a time: what follows a member is copied, so a file of many would take long


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
    member, rest, position = zlib.decompressobj(wbits=31), b"", 0
    while room > 0 and (rest or position < len(data)):
        if not rest:
            rest = data[position : position + SLICE]
            position += len(rest)
        try:
            pieces.append(member.decompress(rest, room))
        except zlib.error as error:
            odd.append(f"the gzip data is broken: {error}")
            break
        room -= len(pieces[-1])
        rest = member.unconsumed_tail
        if member.eof:
            rest = member.unused_data
            if not (rest or data[position : position + 2]).startswith(b"\x1f"):
                break  # what follows is padding
            member = zlib.decompressobj(wbits=31)
    else:
        if room > 0:
            odd.append("the gzip data ends too early")
    return b"".join(pieces)
