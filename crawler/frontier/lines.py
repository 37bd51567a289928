"""A file of lines of which the ledger knows how much is committed: what lies beyond is cut off when it is opened."""

from __future__ import annotations

import os
from pathlib import Path

from crawler.frontier.database import LedgerError


class LineFile:
    """Appends whole lines; opened at the first of them. ``size`` counts the bytes so far."""

    def __init__(self, path: Path, size: int) -> None:
        """Cuts the file to its committed size. Raises ``LedgerError`` if it is shorter than that."""
        self.path, self.size = path, size
        self._file: int | None = None
        self._dirty = False
        found = path.stat().st_size if path.exists() else 0
        if found < size:
            raise LedgerError(f"{path} has {found} bytes, but {size} were written: it was changed or taken away")
        if found > size:
            os.truncate(path, size)

    def append(self, line: bytes) -> int:
        """Where the line begins, in bytes; its line end is added. Raises ``OSError``."""
        if self._file is None:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._file = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o644)
        start, rest = self.size, memoryview(line + b"\n")
        self._dirty = True
        while rest:
            written = os.write(self._file, rest)
            self.size += written
            rest = rest[written:]
        return start

    def line_at(self, start: int) -> bytes:
        """The line that begins there, without its line end."""
        with self.path.open("rb") as file:
            file.seek(start)
            return file.readline().rstrip(b"\n")

    def cut(self, size: int) -> None:
        """Nothing; takes back what was appended since the file had this size."""
        if size < self.size:
            os.truncate(self.path, size)
            self.size = size

    def sync(self) -> None:
        """Nothing; what was appended is on disk, also after a loss of power. Raises ``OSError``."""
        if self._file is not None and self._dirty:
            os.fsync(self._file)
            self._dirty = False

    def close(self) -> None:
        """Nothing; closes the file."""
        if self._file is not None:
            os.close(self._file)
            self._file = None
