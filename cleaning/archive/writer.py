"""HTTP exchanges → WARC files of a source, one gzip member a record, that can be cut back to any committed size.

A page is written as one group: its answer and request, then those of its parts and of its comments. Nothing is safe
before ``sync`` has returned; whoever keeps the books then notes ``file`` and ``size``, and after a crash gives them to
``resume``, which cuts off all that was written later. So a group is in the archive whole, or not at all.
"""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from cleaning import __version__
from cleaning.archive.exchange import (
    Earlier,
    Exchange,
    asked,
    id_of,
    pair,
    payload_digest,
    request_record,
    revisit_record,
    warcinfo_record,
)
from cleaning.model import Ask
from cleaning.record import Discovery

__all__ = ["ArchiveError", "ArchiveWriter", "Exchange", "Place", "payload_digest"]

log = logging.getLogger(__name__)

MAX_BYTES = 1 << 30  # as large as the files of the large archives, and small enough to be moved around
DISCOVERY = tuple(field.name for field in fields(Discovery))
CONFORMS_TO = "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/"


class ArchiveError(OSError):
    """The archive cannot be written or is not as the books say: what was seen, and how to mend it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a group was written: ``length`` counts its bytes in the file; the rest is of its first record.

    ``file`` is a path; ``digest`` is ``sha1:`` and the payload's digest in Base32; ``record_id`` is ``urn:uuid:…``.
    """

    file: str
    offset: int
    length: int
    digest: str
    record_id: str


class ArchiveWriter:
    """Writes the WARC files of one source into a folder. One thread at a time, one process at a time.

    A file that has ``max_bytes`` gets no further group. Files are named ``SOURCE-SERIAL-TIME.warc.gz``, so that their
    names sort in the order of writing; the time is that of the first exchange.
    """

    def __init__(self, folder: Path, source: str, *, max_bytes: int = MAX_BYTES, operator: str | None = None) -> None:
        self.folder, self.source = folder, source
        self.max_bytes, self.operator = max_bytes, operator
        self.file: str | None = None  # the name within the folder; None before the first group
        self.size = 0  # bytes of this file so far, synced or not
        self._name = re.compile(rf"{re.escape(source)}-([0-9]{{5,}})-[0-9]{{8}}T[0-9]{{6}}Z\.warc\.gz")
        self._stream: IO[bytes] | None = None
        self._dirty: list[str] = []  # names of files that were written to since the last sync
        self._made: list[str] = []  # names of files that this writer has begun
        self._unlisted: list[Path] = []  # folders that have got new entries since the last sync

    # ------------------------------------------------------------------------------------------------------- the books

    def next_name(self, at: datetime) -> str:
        """The name that a file begun at this time would get, its serial the one after the highest in the folder.

        Books that note it with the size 0 *before* the first group of all is written can tell after a crash that this
        file was never committed.
        """
        serials = [serial for name in self._names() if (serial := self._serial(name))]
        known = at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
        return f"{self.source}-{max(serials, default=0) + 1:05d}-{known:%Y%m%dT%H%M%SZ}.warc.gz"

    def resume(self, file: str | None, size: int) -> None:
        """Nothing; the next group goes to this file, cut to ``size`` bytes; with None to a new one.

        Files with a higher serial were begun by a run that was killed before it could commit them: they are removed. A
        file of size 0 need not be there. Raises ``ArchiveError``.
        """
        self.close()
        if file is None:
            self.file, self.size = None, 0
            return
        serial = self._serial(file)
        if not serial:
            raise ArchiveError(f"{file!r} is no name of a file of {self.source}: the ledger is of another archive")
        self._check_size(self.folder / file, size)
        self._remove(name for name in self._names() if self._serial(name) > serial)
        self._reopen(file, size)

    def rollback(self, file: str | None, size: int) -> None:
        """Nothing; all that was written since the writer stood at this file and size is gone. Raises ``ArchiveError``.

        As ``resume``, but removes files only that this writer has begun.
        """
        self.close()
        serial = self._serial(file) if file else 0
        self._remove(name for name in self._made if self._serial(name) > serial)
        if file is None:
            self.file, self.size = None, 0
        else:
            self._check_size(self.folder / file, size)
            self._reopen(file, size)

    def sync(self) -> None:
        """Nothing; all that was written is on the disk. Raises ``ArchiveError``."""
        try:
            for name in self._dirty:
                with (self.folder / name).open("r+b", buffering=0) as stream:
                    os.fsync(stream.fileno())
            for folder in self._unlisted:
                sync_folder(folder)
        except OSError as error:
            raise ArchiveError(f"{self.folder}: cannot be synced: {error.strerror or error}") from error
        self._dirty, self._unlisted = [], []

    def close(self) -> None:
        """Nothing; closes the file, without syncing it."""
        if self._stream is not None:
            self._stream.close()
        self._stream = None

    # ------------------------------------------------------------------------------------------------------ the groups

    def write_page(
        self,
        main: Exchange,
        answers: Sequence[tuple[Ask, Exchange]] = (),
        *,
        discovery: Discovery,
        reservations: Sequence[str] = (),
        rendered: bool = False,
    ) -> Place:
        """The place of a page, written with the answers that belong to it. Raises ``ArchiveError``."""
        ours: dict[str, object] = {"source": self.source, "what": "page"}
        ours["discovery"] = {name: value for name in DISCOVERY if (value := getattr(discovery, name))}
        if reservations:
            ours["reservations"] = list(reservations)
        if answers:
            ours["answers"] = len(answers)
        if rendered:
            ours["rendered"] = True
        digest = payload_digest(main.body)

        def group(id_: str) -> Iterator[bytes]:
            yield from pair(main, id_, digest, ours)
            for number, (ask, answer) in enumerate(answers):
                about = {"source": self.source, "what": ask.kind, **asked(ask, answer)}
                yield from pair(answer, id_of(id_, number), payload_digest(answer.body), about)

        return self._write(main, digest, group)

    def write_other(self, exchange: Exchange, what: str) -> Place:
        """The place of an exchange that is kept and is no page: a feed, a redirect, an error. ``ArchiveError``."""
        digest = payload_digest(exchange.body)
        ours = {"source": self.source, "what": what}
        return self._write(exchange, digest, lambda id_: pair(exchange, id_, digest, ours))

    def write_revisit(
        self, exchange: Exchange, *, url: str, date: datetime, digest: str, record_id: str, unmodified: bool
    ) -> Place:
        """The place of an answer that says the same as the earlier record that is named. Raises ``ArchiveError``.

        ``unmodified`` is True if the server said so (304), False if the payload that it sent had the same digest.
        """
        digest = digest if unmodified else payload_digest(exchange.body)
        earlier = Earlier(url=url, date=date, digest=digest, record_id=record_id)
        ours = {"source": self.source, "what": "revisit"}

        def group(id_: str) -> Iterator[bytes]:
            yield revisit_record(exchange, id_, earlier, ours, unmodified=unmodified)
            yield request_record(exchange, id_of(id_, "request"), id_)

        return self._write(exchange, digest, group)

    def _write(self, main: Exchange, digest: str, group: Callable[[str], Iterable[bytes]]) -> Place:
        """The place of a group, made for its first record's id and written in one piece, all of it or nothing."""
        head = self._begin(main.fetched_at)
        offset = self.size + len(head)
        id_ = id_of(self.file, offset, main.url)
        self._append(b"".join((head, *group(id_))))
        file = str(self.folder / (self.file or ""))
        return Place(file=file, offset=offset, length=self.size - offset, digest=digest, record_id=id_)

    # ------------------------------------------------------------------------------------------------------- the files

    def _begin(self, at: datetime) -> bytes:
        """What is to be written before a group: a record about the file if it is a new one, else nothing."""
        if self.file is None or self.size >= self.max_bytes:
            self.close()
            self.file, self.size = self.next_name(at), 0
        if self.size:
            return b""
        about = {"software": f"gleaner/{__version__}", "format": "WARC File Format 1.1", "conformsTo": CONFORMS_TO}
        about |= {"isPartOf": self.source, "robots": "obey"}
        if self.operator:
            about["operator"] = self.operator
        return warcinfo_record(self.file, at, id_of(self.file, at), about)

    def _append(self, data: bytes) -> None:
        """Nothing; the bytes stand at the end of the file, all of them or none. Raises ``ArchiveError``."""
        assert self.file is not None
        path = self.folder / self.file
        try:
            if self._stream is None:
                self._open(path)
            assert self._stream is not None
            if self.file not in self._dirty:
                self._dirty.append(self.file)
            rest = memoryview(data)
            while rest:
                rest = rest[self._stream.write(rest) :]
        except OSError as error:
            if self._stream is not None:
                with suppress(OSError):
                    self._stream.truncate(self.size)
                    self._stream.seek(self.size)
            detail = f"{path}: cannot be written: {error.strerror or error}"
            raise ArchiveError(f"{detail}; make room or name another DATA_DIR, then start again") from error
        self.size += len(data)

    def _open(self, path: Path) -> None:
        """Nothing; the new file is there, empty and open, and its folders are."""
        for folder in (self.folder, *self.folder.parents):
            if folder not in self._unlisted:
                self._unlisted.append(folder)
            if folder.is_dir():
                break
        self.folder.mkdir(parents=True, exist_ok=True)
        self._made.append(path.name)
        self._stream = path.open("w+b", buffering=0)

    def _reopen(self, file: str, size: int) -> None:
        """Nothing; the file is open and cut to the size. One of size 0 is begun anew at the next group."""
        self.file, self.size = file, size
        path = self.folder / file
        try:
            if size:
                self._stream = path.open("r+b", buffering=0)
                self._stream.truncate(size)
                self._stream.seek(size)
            else:
                self._remove([file] if path.exists() else [])
        except OSError as error:
            raise ArchiveError(f"{path}: cannot be written: {error.strerror or error}") from error

    def _check_size(self, path: Path, size: int) -> None:
        """Nothing, if the file has at least so many bytes; else ``ArchiveError``."""
        mend = "bring the file back, or begin anew with an empty DATA_DIR"
        if size and not path.is_file():
            raise ArchiveError(f"{path}: the ledger counts {size} bytes in this file, but it is not there: {mend}")
        if size and (seen := path.stat().st_size) < size:
            raise ArchiveError(f"{path}: the ledger counts {size} bytes, but the file has {seen}: {mend}")

    def _names(self) -> list[str]:
        """The names of this source's files, sorted."""
        return sorted(path.name for path in self.folder.glob("*.warc.gz")) if self.folder.is_dir() else []

    def _serial(self, name: str) -> int:
        """The serial in the name of one of this source's files, 0 for any other name."""
        match = self._name.fullmatch(name)
        return int(match[1]) if match else 0

    def _remove(self, names: Iterable[str]) -> None:
        """Nothing; the files are gone."""
        gone = set(names)
        for name in sorted(gone):
            log.warning("%s: removed, because it was never committed", self.folder / name)
            (self.folder / name).unlink(missing_ok=True)
        self._made = [name for name in self._made if name not in gone]
        self._dirty = [name for name in self._dirty if name not in gone]


def sync_folder(folder: Path) -> None:
    """Nothing; the folder's list of files is on the disk. Not every system can open a folder."""
    if hasattr(os, "O_DIRECTORY"):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
