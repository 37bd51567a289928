"""The books of one source: its ledger, its archive and its files of records, which are committed together.

The ledger says how many bytes of each file count. So a process may be killed at any moment: what lies beyond is cut
off when the books are opened again, and the URLs that it belonged to are still to be fetched or cleaned. Nothing here
may be called from two threads. Times are seconds since 1970.
"""

from __future__ import annotations

import logging
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from filelock import FileLock, Timeout

from cleaning.archive.writer import ArchiveError, ArchiveWriter
from cleaning.model import Source
from cleaning.record import Discovery
from crawler.frontier.captures import Captures
from crawler.frontier.database import LedgerError, open_database
from crawler.frontier.ledger import Ledger
from crawler.frontier.lines import LineFile
from crawler.frontier.revisit import BACKOFF
from crawler.frontier.rules import judge_anew
from crawler.model import Candidate, Counts, Why

T = TypeVar("T")
log = logging.getLogger(__name__)
ROOMS = ("records", "rejects", "changes")


class BatchLostError(RuntimeError):
    """Nothing of a batch was done, not even the steps that had succeeded."""


class Books:
    """What the steps in ``steps`` write to. ``newest`` is the number of the last capture; other threads may read it."""

    def __init__(
        self,
        data: Path,
        source: Source,
        *,
        warc_max_bytes: int,
        operator: str | None,
        revisit_days: Sequence[float],
        backoff: Sequence[float] = BACKOFF,
    ) -> None:
        """Opens the books and mends what a killed run left. Raises ``LedgerError``."""
        self.data, self.source, self.revisit_days, self.backoff = data, source, revisit_days, backoff
        self.newest = 0
        self._lock = take_lock(data, source)
        with FileLock(data / "locks" / ".ledger.lock"):  # two sources may begin a new ledger together
            self._db = open_database(data / "ledger.sqlite")
        self.archive = ArchiveWriter(
            data / "archive" / source.id, source.id, max_bytes=warc_max_bytes, operator=operator
        )
        try:
            with told(data):
                self.ledger = Ledger(self._db, source)
                self.captures = Captures(self._db, self.ledger.source_id)
                self._open_archive()
                self._open_lines()
                self.ledger.release()
        except BaseException:
            self.archive.close()
            self._db.close()
            self._lock.release()
            raise

    def _open_archive(self) -> None:
        name, size = self.captures.committed("archive")
        folder = self.data / "archive" / self.source.id
        for file in sorted(folder.glob("*.warc.gz")):
            if name is None or file.name > name:
                aside = self.data / "uncommitted" / self.source.id / file.name
                aside.parent.mkdir(parents=True, exist_ok=True)
                file.rename(aside)
                log.warning("%s: the ledger knows nothing of it; moved to %s", file, aside)
        self.archive.resume(name, size)

    def _open_lines(self) -> None:
        try:
            self.lines = {room: LineFile(self._path(room), self.captures.committed(room)[1]) for room in ROOMS}
        except LedgerError as error:
            self.check_archive(self.captures.files(), f"{error}; what was lost can be made anew from the archive, but ")
            number = self.captures.forget_outcomes()
            log.warning("%s; its %d archived pages are cleaned anew", error, number)
            self.lines = {room: LineFile(self._path(room), 0) for room in ROOMS}

    def check_archive(self, names: Iterable[str], why: str = "") -> None:
        """Nothing, if these files of the archive are there; else ``LedgerError``: a page that cannot be read would be
        rejected for good."""
        folder = self.data / "archive" / self.source.id
        for name in names:
            if not (folder / name).is_file():
                raise LedgerError(f"{why}{folder / name} is not there: bring it back")

    def _path(self, room: str) -> Path:
        return self.data / room / self.source.id / f"{room}.jsonl"

    def open_run(self, roots: Iterable[Candidate], url: str | None = None) -> Why | None:
        """None, and queues the source's listings and what is due; or, of one URL, why it cannot be fetched.

        Raises ``LedgerError``.
        """
        now = time.time()
        why = None
        with told(self.data):
            self.begin_batch()
            judge_anew(self._db, self.ledger.source_id, self.source)
            if url is None:
                self.ledger.begin(roots, now, revisits=bool(self.revisit_days))
            else:
                why = self.ledger.demand(Candidate(url=url, discovery=Discovery(via="argument")), now)
            self.commit()
        return why

    # ------------------------------------------------------------------------------------------------- many, together

    def perform(self, step: Callable[[Books], T]) -> T:
        """What the step returns. If it raises, all that it wrote is taken back; the batch goes on.

        Raises ``BatchLostError`` if it does not, because the database has taken back all of it: a full disk does that.
        """
        archive, sizes = (self.archive.file, self.archive.size), {room: self.lines[room].size for room in ROOMS}
        self._db.execute("SAVEPOINT step")
        try:
            result = step(self)
        except BaseException as error:
            if not self._db.in_transaction:
                self._take_back()
                raise BatchLostError(f"the ledger cannot be written: {error}") from error
            self._db.execute("ROLLBACK TO step")
            self._db.execute("RELEASE step")
            self._cut(archive, sizes)
            raise
        self._db.execute("RELEASE step")
        return result

    def begin_batch(self) -> None:
        """Nothing; the steps that follow are committed together."""
        self._db.execute("BEGIN IMMEDIATE")

    def commit(self) -> None:
        """Nothing; what the steps of the batch wrote is safe on disk: files first, then what the ledger says of them.

        Raises ``OSError`` or ``sqlite3.Error`` if the disk cannot take it; then nothing of the batch was done.
        """
        try:
            self.archive.sync()
            for room, lines in self.lines.items():
                lines.sync()
                if lines.size != self.captures.committed(room)[1]:
                    self.captures.commit_size(room, lines.path.name, lines.size)
            if self.archive.file is not None:
                self.captures.commit_size("archive", self.archive.file, self.archive.size)
            self._db.execute("COMMIT")
        except (OSError, sqlite3.Error):
            self._take_back()
            raise

    def _take_back(self) -> None:
        """Nothing; the batch was never begun."""
        if self._db.in_transaction:
            self._db.execute("ROLLBACK")
        self._cut(self.captures.committed("archive"), {room: self.captures.committed(room)[1] for room in ROOMS})

    def _cut(self, archive: tuple[str | None, int], sizes: dict[str, int]) -> None:
        self.archive.rollback(*archive)
        for room, size in sizes.items():
            self.lines[room].cut(size)

    def close(self) -> Counts:
        """The counts at the end; queues what was leased and not fetched, and closes everything."""
        self.ledger.release()
        counts = self.counts()
        self.archive.close()
        for lines in self.lines.values():
            lines.close()
        self._db.close()
        self._lock.release()
        return counts

    def counts(self) -> Counts:
        """How many URLs are in each state, and how many captures are to be cleaned."""
        return Counts(states=self.ledger.counts(), uncleaned=self.captures.count_uncleaned())


@contextmanager
def told(data: Path) -> Iterator[None]:
    """Within it, errors of the disk and of the database become a ``LedgerError`` that says how to mend it."""
    try:
        yield
    except sqlite3.Error as error:
        raise LedgerError(f"{data / 'ledger.sqlite'}: {error}; make room, or name another DATA_DIR") from error
    except ArchiveError:  # says it already
        raise
    except OSError as error:
        raise LedgerError(f"{error}; make room, or name another DATA_DIR") from error


def take_lock(data: Path, source: Source) -> FileLock:
    """The lock that one crawl of a source holds as long as it runs. Raises ``LedgerError``."""
    path = data / "locks" / f"{source.id}.lock"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = FileLock(path, thread_local=False)  # the thread that closes the books releases it
        lock.acquire(timeout=0)
    except Timeout as error:
        raise LedgerError(
            f"another crawl of {source.id} is running with the data in {data}: wait until it ends"
        ) from error
    except OSError as error:
        raise LedgerError(f"{path}: cannot be written: {error.strerror}; name another DATA_DIR") from error
    return lock
