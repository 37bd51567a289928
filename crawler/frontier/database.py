"""The file of the ledger: opened, and its tables made (``schema.sql``)."""

from __future__ import annotations

import sqlite3
from importlib.resources import files
from pathlib import Path

VERSION = 1  # of the tables; PRAGMA user_version


class LedgerError(RuntimeError):
    """The ledger cannot be used; the message says which file, why, and how to mend it."""


def open_database(path: Path) -> sqlite3.Connection:
    """The ledger's connection, its tables made if the file is new. Raises ``LedgerError``."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # Opened in one thread and used in another, never in both at once.
        db = sqlite3.connect(path, timeout=60, isolation_level=None, check_same_thread=False)
        db.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON")
        found = db.execute("PRAGMA user_version").fetchone()[0]
        if found == 0:
            schema = files("crawler.frontier").joinpath("schema.sql").read_text("utf-8")
            db.executescript(f"BEGIN IMMEDIATE; {schema} PRAGMA user_version = {VERSION}; COMMIT")
    except (OSError, sqlite3.Error) as error:
        raise LedgerError(
            f"{path}: cannot be used as a ledger: {error}; move it away, or name another DATA_DIR"
        ) from error
    if found not in (0, VERSION):
        raise LedgerError(
            f"{path}: a ledger of version {found}, but this program knows {VERSION}: name another DATA_DIR"
        )
    return db
