"""What is fetched first: the newest, by what listings say. Pure; times are seconds since 1970."""

from __future__ import annotations

from cleaning.record import Discovery
from crawler.discovery.dates import instant
from crawler.model import Candidate, Kind

URGENT = 1 << 35  # rank of a URL that the user names
ROOT = 1 << 34  # rank of the listings that a source names: above any date


def rank_of(candidate: Candidate, now: float) -> int:
    """What is fetched first: the newest, by the date that the listing gives; what has none counts as new.

    The next page of a section comes after the pages that the one before it named.
    """
    announced = announced_at(candidate.discovery)
    if announced is None:
        announced = now - (candidate.kind is not Kind.PAGE)
    return int(min(announced, now))


def announced_at(discovery: Discovery) -> float | None:
    """The latest date that a listing gives, None if it gives none; one without an offset counts as UTC."""
    times = [time for value in (discovery.datePublished, discovery.dateModified) if (time := instant(value))]
    return max(times, default=None)
