"""When was the article published, and when changed?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from cleaning.metadata.choice import Choice, origin_of, quoted
from cleaning.metadata.stated_dates import Calendar, is_early, is_late, read_date

FAR = 1  # days between two sources' dates from which on they contradict each other; less is a matter of zones


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """A possible date that a source states: as it stands there, and in ISO 8601."""

    source: str
    raw: str
    iso: str


def choose_date(field: str, claims: Iterable[tuple[str, str]], calendar: Calendar) -> Choice[str | None]:
    """The first possible date, made more precise by others of the same day."""
    possible: list[Stated] = []
    warnings: list[str] = []
    for source, raw in claims:
        found = read_date(raw, calendar)
        if found is None:
            continue
        iso = found.iso
        if is_late(iso, calendar.last):
            warnings.append(f"{field} {quoted(iso)} ({source}) lies after the fetch: refused")
        elif is_early(iso):
            warnings.append(f"{field} {quoted(iso)} ({source}) is no date of an article: refused")
        else:
            possible.append(Stated(source=source, raw=raw, iso=iso))
    warnings = list(dict.fromkeys(warnings))[:3]
    if not possible:
        return Choice(value=None, warnings=tuple(warnings))
    best = most_precise(possible)
    if field == "datePublished" and (other := contradiction(possible)):
        first = possible[0]
        warnings.append(
            f"{field}: {first.source} says {first.iso}, {other.source} says {other.iso}: {first.source} taken"
        )
    return Choice(value=best.iso, origin=origin_of(best.source, best.raw, best.iso), warnings=tuple(warnings))


def most_precise(possible: list[Stated]) -> Stated:
    """The first date, or if it is a day without a time, or a time without an offset, a fuller form of the same."""
    first = possible[0]
    same_day = [stated for stated in possible if stated.iso[:10] == first.iso[:10] and len(stated.iso) > len(first.iso)]
    if len(first.iso) == len("2024-01-31"):
        return max([first, *same_day], key=lambda stated: min(len(stated.iso), len("2024-01-31T00:00:00+")))
    if len(first.iso) == len("2024-01-31T00:00:00"):
        return next((stated for stated in same_day if stated.iso.startswith(first.iso[:16])), first)
    return first


def contradiction(possible: list[Stated]) -> Stated | None:
    """The first date of another source that is not the day of the first, nor the day before or after."""
    day = date.fromisoformat(possible[0].iso[:10])
    for stated in possible[1:]:
        if stated.source != possible[0].source and abs((date.fromisoformat(stated.iso[:10]) - day).days) > FAR:
            return stated
    return None
