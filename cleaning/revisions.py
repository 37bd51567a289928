"""Stub, to be replaced by the owner of this file."""

from __future__ import annotations

import hashlib
from enum import StrEnum

from cleaning.record import Record, Reject


class Change(StrEnum):
    """What changed."""

    TYPO = "typo"
    SUBSTANTIVE = "substantive"
    HEADLINE = "headline"
    REMOVED = "removed"


def fingerprint(record: Record) -> bytes:
    """A digest of what the record says."""
    said = repr((record.headline, record.articleBody, record.comment, record.author, record.datePublished, record.dateModified))
    return hashlib.sha256(said.encode()).digest()[:16]


def change_of(before: Record, after: Record) -> Change:
    """What changed."""
    return Change.HEADLINE if before.headline != after.headline else Change.SUBSTANTIVE


def unchanged(record: Record, last: bytes | None) -> Reject | None:
    """The reject of a record that says what the last one said."""
    return None
