"""What is fetched first: the newest, by what listings say. Pure; times are seconds since 1970."""

from __future__ import annotations

from cleaning.record import Discovery
from crawler.discovery.dates import instant
from crawler.model import Candidate, Kind

URGENT = 1 << 35  # rank of a URL that the user names
ROOT = 1 << 34  # rank of the listings that a source names: above any date
UNDATED = {Kind.PAGE: 0.0, Kind.SITEMAP: 7 * 86_400.0}  # seconds that are taken off


def rank_of(candidate: Candidate, now: float) -> int:
    """What is fetched first: the newest, by the date that the listing gives; a page that has none counts as new.

    The next page of a section comes after the pages that the one before it named, and a sitemap without a date, which
    may be of any age, after what is known to be of this week.
    """
    announced = announced_at(candidate.discovery)
    if announced is None:
        announced = now - UNDATED.get(candidate.kind, 1.0)
    return int(min(announced, now))


def announced_at(discovery: Discovery) -> float | None:
    """The latest date that a listing gives, None if it gives none; one without an offset counts as UTC."""
    times = [time for value in (discovery.datePublished, discovery.dateModified) if (time := instant(value))]
    return max(times, default=None)
