"""A date as a source states it → ISO 8601 with its offset: what a page's data add to the forms that are printed.

``cleaning.dates`` reads printed dates; here come the forms of machines (ISO 8601, RFC 2822, C's ``ctime``, seconds and
milliseconds since 1970), offsets written shortly or as names, the source's time zone, and what no date can be.

A date without time stays a date. An offset stays as stated; a time without one gets the source's zone, if it has one.
Formats: https://www.rfc-editor.org/rfc/rfc3339 and https://www.rfc-editor.org/rfc/rfc2822#section-3.3
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import parsedate_tz
from zoneinfo import ZoneInfo

from cleaning.dates import find_date

LONGEST = 200  # characters in which a date is looked for
EARLIEST = 1700  # no newspaper's archive begins before
FARTHEST = timedelta(hours=14)  # from UTC: no zone lies farther
SLACK = timedelta(days=1)  # a page fetched in one zone may name the next day of another

# Hours from UTC: RFC 2822's names, and the English and German ones of Central European Time.
ZONES = {
    "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7, "CET": 1, "CEST": 2,
    "MEZ": 1, "MESZ": 2,
}  # fmt: skip
SINCE_1970 = re.compile(r"(\d{10})(\d{3})?(?:\.\d+)?")
ZONE_NAME = re.compile(r"(?<![A-Za-z])(" + "|".join(ZONES) + r")(?![A-Za-z])")
SHORT_OFFSET = re.compile(r"\s?(?:UTC|GMT)?(?P<sign>[+-])(?P<hours>\d{1,2})(?::?(?P<minutes>\d{2}))?(?!\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """What is needed to read a date: the zone of times without offset, the language, the last possible moment."""

    zone: ZoneInfo | None
    language: str | None
    last: datetime


@dataclass(frozen=True, slots=True)
class Dated:
    """A date found in a text: in ISO 8601, and how many characters stand before and behind it."""

    iso: str
    before: int = 0
    behind: int = 0


def read_date(text: str, calendar: Calendar) -> Dated | None:
    """The first date in a text; None if there is none that can be read surely."""
    text = text.strip()[:LONGEST]
    try:
        if iso := by_machines(text, calendar.zone):
            return Dated(iso)
        printed = find_date(text, language=calendar.language)
        if printed is not None and printed.iso is not None:
            iso = with_offset(printed.iso, text, printed.end, calendar.zone)
            return Dated(iso, printed.start, len(text) - printed.end)
        if fields := parsedate_tz(text):
            return Dated(datetime(*fields[:6], tzinfo=timezone(timedelta(seconds=fields[9] or 0))).isoformat())
    except (ValueError, OverflowError, TypeError):  # a 31st of February, a 25th hour, an offset of days
        return None
    return None


def by_machines(text: str, zone: ZoneInfo | None) -> str | None:
    """The date of a text that is nothing but ISO 8601 or a number of seconds; None for others."""
    if stamp := SINCE_1970.fullmatch(text):
        return datetime.fromtimestamp(int(stamp[1]), UTC).isoformat()
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        pass
    try:
        moment = datetime.fromisoformat(text).replace(microsecond=0)
    except ValueError:
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).isoformat()


def with_offset(iso: str, text: str, end: int, zone: ZoneInfo | None) -> str:
    """A printed date with the offset that stands behind it, or a zone's name beside it, or else with the source's."""
    moment = datetime.fromisoformat(iso)
    if "T" not in iso or moment.tzinfo:
        return iso
    if match := SHORT_OFFSET.match(text, end):
        offset = timedelta(hours=int(match["hours"]), minutes=int(match["minutes"] or 0))
        if offset <= FARTHEST:
            return moment.replace(tzinfo=timezone(offset if match["sign"] == "+" else -offset)).isoformat()
    if match := ZONE_NAME.search(text):
        return moment.replace(tzinfo=timezone(timedelta(hours=ZONES[match[1]]))).isoformat()
    return moment.replace(tzinfo=zone).isoformat()


def now() -> datetime:
    """The present moment in UTC: the only place in which cleaning reads a clock."""
    return datetime.now(UTC)


def last_possible(fetched_at: datetime | None) -> datetime:
    """The moment after which nothing on the page can have happened: its fetch, or now, and a day for zones."""
    fetched_at = fetched_at or now()
    return (fetched_at if fetched_at.tzinfo else fetched_at.replace(tzinfo=UTC)) + SLACK


def is_late(iso: str, last: datetime) -> bool:
    """True if an ISO date lies after a moment. A time without offset is taken as UTC."""
    moment = datetime.fromisoformat(iso)
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)) > last


def is_early(iso: str) -> bool:
    """True if an ISO date lies before all newspapers, or is the zero of a computer's clock."""
    return int(iso[:4]) < EARLIEST or iso.startswith("1970-01-01T00:00:00")
