"""A date as a page states it → ISO 8601 (https://www.iso.org/iso-8601-date-and-time-format.html).

Read are ISO 8601 with its common misspellings, RFC 2822 (https://www.rfc-editor.org/rfc/rfc2822#section-3.3), seconds
and milliseconds since 1970, and dates in words or figures in the page's language; names of months are CLDR's
(https://cldr.unicode.org, through Babel). Relative dates ("two hours ago") are not read: they count from a moment that
the page does not tell.

A date without time stays a date. An offset stays as stated; a time without one gets the source's zone, if it has one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.dates import get_month_names

LONGEST = 200  # characters in which a date is looked for
EARLIEST = 1700  # no newspaper's archive begins before
FARTHEST = 14 * 60  # minutes from UTC: no zone lies farther
SLACK = timedelta(days=1)  # a page fetched in one zone may name the next day of another

ZONES = {
    "z": 0, "ut": 0, "utc": 0, "gmt": 0, "est": -300, "edt": -240, "cst": -360, "cdt": -300, "mst": -420, "mdt": -360,
    "pst": -480, "pdt": -420, "cet": 60, "cest": 120, "mez": 60, "mesz": 120,
}  # fmt: skip  # minutes; RFC 2822's, and the German and English names of Central European Time

TIME = re.compile(
    r"(?P<kl>kl(?:\.|okken)?\s?)?(?P<hour>\d{1,2})(?:[:h](?P<minute>\d{2})|\.(?P<dotted>\d{2})(?(kl)|(?=\s*uhr)))"
    r"(?::(?P<second>\d{2})(?:[.,]\d{1,9})?)?\s{0,3}(?P<half>[ap]\.?m\b)?",
    re.IGNORECASE,
)
OFFSET = re.compile(r"\s{0,3}(?:Uhr\s)?(?:(?:UTC|GMT)?(?P<sign>[+\u2212-])(?P<hours>\d{1,2}):?(?P<minutes>\d{2})?\b"
                    r"|\(?(?P<name>[A-Za-z]{1,4})\b)")  # fmt: skip
ISO = re.compile(r"(?<!\d)(?P<year>\d{4})(?P<mark>[-/.])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})(?!\d)")
COMPACT = re.compile(
    r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})(?:T?(?P<hour>\d{2})(?P<minute>\d{2})(?P<second>\d{2})?)?"
)
SINCE_1970 = re.compile(r"(\d{10})(\d{3})?(?:\.\d+)?")
FIGURES = re.compile(
    r"(?<![\d.])(?P<first>\d{1,2})(?P<mark>[./-])\s?(?P<second>\d{1,2})(?P=mark)\s?(?P<year>\d{4})(?!\d)"
)
SHORT_YEAR = re.compile(r"(?<![\d.])(?P<day>\d{2})\.(?P<month>\d{2})\.(?P<year>\d{2})(?![\d.])")  # 31.01.24
EAST_ASIAN = re.compile(r"(?P<year>\d{4})\s?[年년.]\s?(?P<month>\d{1,2})\s?[月월.]\s?(?P<day>\d{1,2})\s?[日일.]?")
YEAR = r"(?P<year>\d{4})(?!\d)"
DAY = r"(?<!\d)(?P<day>\d{1,2})(?!\d)(?:st|nd|rd|th|er|º|ª|\.|-)?"


@dataclass(frozen=True, slots=True)
class Dated:
    """A date found in a text: in ISO 8601, and how many characters stand before and behind the day."""

    iso: str
    before: int = 0
    behind: int = 0


def iso_date(text: str, *, zone: ZoneInfo | None = None, language: str | None = None) -> str | None:
    """The date, with its time if one stands there, in ISO 8601; None if no possible date is found.

    ``zone`` is that of a time without offset. ``language`` is a BCP 47 tag: it decides names of months and whether
    ``03/04/2024`` is in March or April; without knowing that, such a date is None.
    """
    found = find_date(text, zone=zone, language=language)
    return found.iso if found else None


def find_date(text: str, *, zone: ZoneInfo | None = None, language: str | None = None) -> Dated | None:
    """The first date in a text and its place; None if there is no possible one."""
    text = text.strip()[:LONGEST]
    stamp = SINCE_1970.fullmatch(text)
    try:
        if stamp:
            return Dated(datetime.fromtimestamp(int(stamp[1]), UTC).isoformat())
        if compact := COMPACT.fullmatch(text.rstrip("Zz")):
            return Dated(compact_date(compact, zone if text[-1] not in "Zz" else UTC))
        found = date_in(text, language)
        if found is None:
            return None
        day, match = found
        return Dated(with_time(day, around(text, match), zone), match.start(), len(text) - match.end())
    except (ValueError, OverflowError):  # a 31st of February, a 25th hour
        return None


def compact_date(match: re.Match[str], zone: ZoneInfo | timezone | None) -> str:
    """The ISO form of ``20240131`` or ``20240131T235900``. Raises ``ValueError`` if there is no such day or time."""
    day = date(int(match["year"]), int(match["month"]), int(match["day"]))
    if match["hour"] is None:
        return day.isoformat()
    clock = datetime(day.year, day.month, day.day, int(match["hour"]), int(match["minute"]), int(match["second"] or 0))  # noqa: DTZ001
    return clock.replace(tzinfo=zone).isoformat()


def date_in(text: str, language: str | None) -> tuple[date, re.Match[str]] | None:
    """The first date in a text and where it was found. Raises ``ValueError``."""
    for pattern in (ISO, EAST_ASIAN):
        if match := pattern.search(text):
            return date(int(match["year"]), int(match["month"]), int(match["day"])), match
    if match := FIGURES.search(text):
        day = day_of_figures(match, language)
        return (day, match) if day else None
    if match := SHORT_YEAR.search(text):
        century = 2000 if int(match["year"]) < 70 else 1900
        return date(century + int(match["year"]), int(match["month"]), int(match["day"])), match
    months, patterns = months_of((language or "en").partition("-")[0])
    lowered = text.casefold()
    for words in patterns:
        if match := words.search(lowered):
            return date(int(match["year"]), months[match["month"]], int(match["day"])), match
    return None


def around(text: str, match: re.Match[str]) -> str:
    """What follows a date, then what precedes it: a time stands after its date more often than before."""
    return text[match.end() :] + " \n " + text[: match.start()]


def day_of_figures(match: re.Match[str], language: str | None) -> date | None:
    """The day that ``03/04/2024`` is, None if that cannot be told. Raises ``ValueError``."""
    first, second, year = int(match["first"]), int(match["second"]), int(match["year"])
    if first == second or second > 12 or first > 12 or match["mark"] == ".":
        return date(year, first, second) if second > 12 else date(year, second, first)
    if language is None or language == "en":  # Americans put the month first, all others the day
        return None
    return date(year, first, second) if language == "en-US" else date(year, second, first)


@lru_cache(maxsize=64)
def months_of(language: str) -> tuple[dict[str, int], tuple[re.Pattern[str], ...]]:
    """The months by name in lower case, in a language and in English, and patterns of dates with them."""
    months: dict[str, int] = {}
    for name in ("en", language):
        try:
            locale = Locale.parse(name)
        except (UnknownLocaleError, ValueError):
            continue
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, month in get_month_names(width, context, locale).items():
                    if not month[:1].isdecimal():
                        months[month.casefold().rstrip(".")] = number
    months.setdefault("sept", 9)
    names = "|".join(re.escape(month) for month in sorted(months, key=lambda month: (-len(month), month)))
    month = rf"(?<!\w)(?P<month>{names})(?!\w)\.?"
    between = r"[\s,.]{0,3}(?:(?:de|del|of|d')\s{0,2})?"
    return months, (
        re.compile(rf"{DAY}{between}{month}{between}{YEAR}"),
        re.compile(rf"{month}\s{{0,3}}{DAY},?\s{{0,3}}{YEAR}"),
        re.compile(rf"{month}\s{{0,3}}{DAY}\s[\d:]{{5,8}}(?:\s[a-z]{{1,5}})?\s{YEAR}"),  # as C's ctime() prints it
    )


def with_time(day: date, rest: str, zone: ZoneInfo | None) -> str:
    """The day in ISO 8601, with the time and offset that are found in the text around it. Raises ``ValueError``."""
    match = TIME.search(rest)
    if match is None:
        return day.isoformat()
    hour = int(match["hour"])
    if match["half"]:
        hour = hour % 12 + (12 if match["half"][0] in "pP" else 0)
    minute, second = int(match["minute"] or match["dotted"]), int(match["second"] or 0)
    moment = datetime(day.year, day.month, day.day, hour, minute, second)  # noqa: DTZ001
    return moment.replace(tzinfo=offset_in(rest[match.end() :]) or zone).isoformat()


def offset_in(text: str) -> timezone | None:
    """The offset from UTC at the beginning of a text, None if there is none."""
    match = OFFSET.match(text)
    if match is None:
        return None
    if match["name"]:
        minutes = ZONES.get(match["name"].lower())
        return None if minutes is None else timezone(timedelta(minutes=minutes))
    minutes = int(match["hours"]) * 60 + int(match["minutes"] or 0)
    if minutes > FARTHEST:
        return None  # "15:30-17:00" is a span of time
    return timezone(timedelta(minutes=minutes if match["sign"] == "+" else -minutes))


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
