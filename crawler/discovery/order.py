"""Candidates as a listing names them → newest first, each page once."""

from __future__ import annotations

from collections.abc import Iterable

from crawler.discovery.dates import instant
from crawler.model import Candidate
from crawler.urls import key_of


def newest_first(candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """The candidates by date, newest first; after them those without a date, in the order in which they came."""
    return tuple(sorted(candidates, key=lambda candidate: -(moment_of(candidate) or float("-inf"))))


def moment_of(candidate: Candidate) -> float | None:
    """When the page was published, else last changed, by what the listing says; seconds since 1970."""
    said = candidate.discovery
    return instant(said.datePublished or said.dateModified)


def each_once(candidates: Iterable[Candidate]) -> list[Candidate]:
    """The candidates, of those with one key and kind the first."""
    seen: dict[tuple[str, str], Candidate] = {}
    for candidate in candidates:
        seen.setdefault((key_of(candidate.url), candidate.kind), candidate)
    return list(seen.values())
