"""What archived pages become → the books: which of them are to be cleaned, and their records, rejects and changes.

Each function that takes the ``Books`` is one step, as in ``steps``.
"""

from __future__ import annotations

import logging

import msgspec

from cleaning.model import PageRef
from cleaning.record import Outcome, Record
from cleaning.records.jsonl import encode
from cleaning.revisions import Change, change_of, fingerprint, unchanged
from crawler.frontier.books import Books
from crawler.frontier.database import LedgerError
from crawler.frontier.lines import LineFile
from crawler.model import Archived

log = logging.getLogger(__name__)
_record = msgspec.json.Decoder(Record)


def uncleaned(books: Books, after: int, number: int) -> list[Archived]:
    """At most so many captures that are to be cleaned, in the archive's order, from the first after one on.

    Raises ``LedgerError`` if one of their files is not there.
    """
    folder = books.data / "archive" / books.source.id
    found = books.captures.uncleaned(after, number)
    books.check_archive(sorted({file for _, file, _, _ in found}))
    return [
        Archived(id=capture, page=PageRef(file=str(folder / file), offset=offset, url=url))
        for capture, file, offset, url in found
    ]


def settle(books: Books, capture: int, outcome: Outcome) -> Outcome:
    """What a capture becomes: the record, a reject, or a reject because the record says what the last one said.

    Raises ``LedgerError`` if one before it is not settled, as when the disk had no room for its record: the lines stand
    in the archive's order.
    """
    if books.captures.uncleaned(0, 1)[0][0] != capture:
        raise LedgerError(f"archived page {capture} cannot be settled before those that were archived before it")
    if not isinstance(outcome, Record):
        return reject(books, capture, outcome)
    print_ = fingerprint(outcome)
    last = books.captures.last_version(outcome.identifier)
    if same := unchanged(outcome, last.fingerprint if last else None):
        return reject(books, capture, same)
    change = None
    if last is not None:
        change = change_since(books.lines["records"], last.line, outcome)
        note_change(books, outcome.identifier, outcome.url, change, outcome.dateDownloaded)
    line = books.lines["records"].append(encode(outcome))
    books.captures.recorded(capture, outcome.identifier, print_, line, change)
    return outcome


def change_since(records: LineFile, line: int, record: Record) -> Change:
    """What changed since an article's record that begins there. Substantive if that cannot be read: it was edited, or
    another version of this program wrote it."""
    try:
        return change_of(_record.decode(records.line_at(line)), record)
    except msgspec.DecodeError as error:
        log.warning("%s: no record can be read at byte %d: %s", records.path, line, error)
        return Change.SUBSTANTIVE


def reject(books: Books, capture: int, outcome: Outcome) -> Outcome:
    """The reject, written."""
    assert not isinstance(outcome, Record)
    books.lines["rejects"].append(encode(outcome))
    books.captures.rejected(capture, f"{outcome.stage}/{outcome.reason}")
    return outcome


def note_change(books: Books, identifier: str, url: str | None, change: Change, seen: str | None) -> None:
    """Nothing; one line among the changes: which article, what kind of change, and when it was seen (UTC)."""
    line = {"identifier": identifier, "url": url, "change": change, "seen": seen}
    books.lines["changes"].append(msgspec.json.encode(line))
