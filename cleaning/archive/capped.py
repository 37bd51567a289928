"""A file → its bytes, decompressed, never more than asked for.

Gzip (RFC 1952: https://www.rfc-editor.org/rfc/rfc1952) is told by its first bytes, whatever the name, and is unpacked
piece by piece, so that a small file which unpacks to gigabytes costs no memory.
"""

from __future__ import annotations

import gzip
import stat
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from cleaning.record import Reason

MAX_PAGE_BYTES = 32 * 1024 * 1024  # decompressed; the largest of the labelled pages has 5 MiB
GZIP = b"\x1f\x8b"
PIECE = 1 << 18  # gzip unpacks a page in pieces of this size a third faster than in one of unknown size


class ReadFaultError(Exception):
    """A page cannot be read: why, and what was seen. Becomes a ``Reject`` at the door of the archive.

    ``file`` is the name that the page's record would have had, where it is not the path as given.
    """

    def __init__(self, reason: Reason, detail: str, url: str | None = None) -> None:
        super().__init__(detail)
        self.reason, self.detail, self.url = reason, detail, url
        self.file: str | None = None


@contextmanager
def explained() -> Iterator[None]:
    """Nothing; what the system and gzip raise inside becomes a ``ReadFaultError`` in words."""
    try:
        yield
    except EOFError as error:
        detail = "the gzip data end before their end mark: the file was cut off; copy or fetch it again"
        raise ReadFaultError(Reason.TRUNCATED, detail) from error
    except (gzip.BadGzipFile, zlib.error) as error:
        detail = f"the gzip data are damaged ({error}): copy or fetch the file again"
        raise ReadFaultError(Reason.UNREADABLE, detail) from error
    except OSError as error:
        raise ReadFaultError(Reason.UNREADABLE, f"cannot be read: {error.strerror or error}") from error
    except ValueError as error:
        raise ReadFaultError(Reason.UNREADABLE, f"no path of this system: {error}") from error


def open_raw(file: str) -> BinaryIO:
    """The opened file, as it is on disk. Raises ``ReadFaultError``, also for what is no regular file."""
    path = Path(file)
    with explained():
        if path.is_symlink() and not path.exists():
            raise ReadFaultError(Reason.UNREADABLE, f"a symbolic link to {path.readlink()}, which does not exist")
        mode = path.stat().st_mode
        if not stat.S_ISREG(mode):
            what = "a folder" if stat.S_ISDIR(mode) else "a pipe, socket or device"
            raise ReadFaultError(Reason.NOT_A_PAGE, f"{what}, not a file")
        return path.open("rb")


def open_unpacked(file: str) -> BinaryIO:
    """The opened file, gzip unpacked while it is read. Raises ``ReadFaultError``; read it under ``explained``."""
    raw = open_raw(file)
    try:
        with explained():
            packed = raw.read(2) == GZIP
            raw.seek(0)
    except ReadFaultError:
        raw.close()
        raise
    return cast("BinaryIO", OwningGzipFile(raw)) if packed else raw


class OwningGzipFile(gzip.GzipFile):
    """Unpacks a file and closes it too, which ``gzip.GzipFile`` leaves to its caller."""

    def __init__(self, raw: BinaryIO) -> None:
        super().__init__(fileobj=raw, mode="rb")
        self.raw = raw

    def close(self) -> None:
        """Nothing: both are closed."""
        super().close()
        self.raw.close()


def read_page(file: str, max_bytes: int) -> bytes:
    """The bytes of a file that is one page, at least one and at most ``max_bytes``. Raises ``ReadFaultError``."""
    pieces: list[bytes] = []
    size = 0
    with open_unpacked(file) as stream, explained():
        packed = isinstance(stream, gzip.GzipFile)
        while piece := stream.read(PIECE):
            pieces.append(piece)
            size += len(piece)
            if size > max_bytes:
                raise ReadFaultError(Reason.TOO_LARGE, too_large(max_bytes))
    if not size:
        what = "the gzip file unpacks to 0 bytes" if packed else "the file has 0 bytes"
        raise ReadFaultError(Reason.EMPTY, f"{what}: fetch the page again")
    return b"".join(pieces)


def head_of(file: str, size: int) -> bytes:
    """The first ``size`` unpacked bytes of a file, fewer if it is shorter. Raises ``ReadFaultError``."""
    with open_unpacked(file) as stream, explained():
        return stream.read(size)


def too_large(max_bytes: int) -> str:
    """The detail of a reject for size."""
    return f"more than {max_bytes / 1024 / 1024:g} MiB: no news page is so large"
