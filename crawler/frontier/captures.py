"""The ledger's table of captures: each archived version of a page, in the archive's order, and what it became.

Nothing is committed here, as in ``ledger``.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """The last record of an article: what it says, in short, and where its line begins in the file of records."""

    fingerprint: bytes
    line: int


class Captures:
    """The captures of one source."""

    def __init__(self, db: sqlite3.Connection, source_id: int) -> None:
        self._db, self._source = db, source_id

    def add(self, url: int, file: str, offset: int) -> int:
        """The number of a new capture; later ones have higher numbers."""
        query = "INSERT INTO capture (source, url, file, offset) VALUES (?, ?, ?, ?)"
        return int(self._db.execute(query, (self._source, url, file, offset)).lastrowid or 0)

    def uncleaned(self, after: int, number: int) -> list[tuple[int, str, int, str]]:
        """Number, file, offset and URL of at most so many captures that have no outcome yet, those after one on."""
        query = """SELECT capture.id, file, offset, url.url FROM capture JOIN url ON url.id = capture.url
            WHERE capture.source = ? AND outcome IS NULL AND capture.id > ? ORDER BY capture.id LIMIT ?"""
        return self._db.execute(query, (self._source, after, number)).fetchall()

    def files(self) -> list[str]:
        """The names of all files of the archive that hold captures."""
        query = "SELECT DISTINCT file FROM capture WHERE source = ? ORDER BY file"
        return [name for (name,) in self._db.execute(query, (self._source,))]

    def count_uncleaned(self) -> int:
        """How many captures have no outcome yet."""
        query = "SELECT count(*) FROM capture WHERE source = ? AND outcome IS NULL"
        return int(self._db.execute(query, (self._source,)).fetchone()[0])

    def last_version(self, identifier: str) -> Version | None:
        """The last record that was written of an article, None if there is none."""
        query = """SELECT fingerprint, line FROM capture WHERE source = ? AND identifier = ? AND fingerprint IS NOT NULL
            ORDER BY id DESC LIMIT 1"""
        found = self._db.execute(query, (self._source, identifier)).fetchone()
        return Version(fingerprint=found[0], line=found[1]) if found else None

    def recorded(self, id: int, identifier: str, fingerprint: bytes, line: int, change: str | None) -> None:
        """Nothing; the capture became a record."""
        query = """UPDATE capture SET outcome = 'record', identifier = ?, fingerprint = ?, line = ?, change = ?
            WHERE id = ?"""
        self._db.execute(query, (identifier, fingerprint, line, change, id))

    def rejected(self, id: int, reason: str) -> None:
        """Nothing; the capture became a reject."""
        self._db.execute("UPDATE capture SET outcome = ? WHERE id = ?", (reason, id))

    def forget_outcomes(self) -> int:
        """How many captures are to be cleaned anew, because the files of what they became are gone."""
        query = """UPDATE capture SET outcome = NULL, identifier = NULL, fingerprint = NULL, line = NULL, change = NULL
            WHERE source = ? AND outcome IS NOT NULL"""
        return self._db.execute(query, (self._source,)).rowcount

    def identifier_of(self, url: int) -> str | None:
        """The identifier of the last record that a URL gave, None if it gave none."""
        query = "SELECT identifier FROM capture WHERE url = ? AND identifier IS NOT NULL ORDER BY id DESC LIMIT 1"
        found = self._db.execute(query, (url,)).fetchone()
        return found[0] if found else None

    # ---------------------------------------------------------------------------------------------------------- files

    def committed(self, room: str) -> tuple[str | None, int]:
        """The name of a room's current file and how many bytes of it are committed."""
        query = "SELECT name, size FROM file WHERE source = ? AND room = ?"
        found = self._db.execute(query, (self._source, room)).fetchone()
        return (found[0], found[1]) if found else (None, 0)

    def commit_size(self, room: str, name: str, size: int) -> None:
        """Nothing; the current file of a room has so many bytes."""
        query = """INSERT INTO file (source, room, name, size) VALUES (?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET name = excluded.name, size = excluded.size"""
        self._db.execute(query, (self._source, room, name, size))
