"""A file of gzip members, one a record → the bytes of one member, and where the next one begins.

WARC files are packed so (https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/#annex-d): each
record is a gzip stream of its own, so that one can be read without those before it.
"""

from __future__ import annotations

import io
import zlib
from typing import BinaryIO

BLOCK = 1 << 16
MAGIC = b"\x1f\x8b\x08"
# Damage shows within so many bytes: at the latest where a stored block, at most 64 KiB long, has ended.
WINDOW = 2 * BLOCK
_GZIP_WINDOW = 31  # zlib: the largest window, and a gzip header and trailer that are checked


class Member(io.RawIOBase):
    """The unpacked bytes of the gzip member at an offset of a file. Raises ``EOFError`` and ``zlib.error``.

    ``end`` is the offset of the next member, known once all is read.
    """

    def __init__(self, file: BinaryIO, offset: int) -> None:
        super().__init__()
        self.file = file
        self.inflater = zlib.decompressobj(wbits=_GZIP_WINDOW)
        self.waiting = b""
        self.end: int | None = None
        file.seek(offset)

    def readable(self) -> bool:
        """True: it can be read."""
        return True

    def readinto(self, buffer: bytearray | memoryview, /) -> int:  # type: ignore[override]  # all that `io` passes
        """How many bytes were put into the buffer, 0 at the member's end."""
        while self.end is None:
            block = self.waiting or self.file.read(BLOCK)
            data = self.inflater.decompress(block, len(buffer))
            self.waiting = self.inflater.unconsumed_tail
            if self.inflater.eof:
                self.end = self.file.tell() - len(self.inflater.unused_data)
            elif not block and not data:
                raise EOFError("the file ends within a gzip member")
            if data:
                buffer[: len(data)] = data
                return len(data)
        return 0


def find_member(file: BinaryIO, start: int, beginning: bytes) -> int | None:
    """The offset of the next gzip member from ``start`` on whose content has this beginning; None if there is none."""
    while True:
        file.seek(start)
        block = file.read(BLOCK)
        if len(block) < len(MAGIC):
            return None
        found = block.find(MAGIC)
        while found >= 0:
            if begins_with(file, start + found, beginning):
                return start + found
            found = block.find(MAGIC, found + 1)
        start += len(block) - len(MAGIC) + 1


def begins_with(file: BinaryIO, offset: int, beginning: bytes) -> bool:
    """True if a gzip member begins at the offset and its content so."""
    file.seek(offset)
    try:
        return zlib.decompressobj(wbits=_GZIP_WINDOW).decompress(file.read(512), len(beginning)) == beginning
    except zlib.error:
        return False
