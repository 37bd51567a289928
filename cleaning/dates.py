"""Printed dates → ISO 8601, where they can be read surely.

In: a short piece of text as it stands on a page ("29. März 2020 um 16:45 Uhr", "July 11, 2011 at 12:25 pm", "vor 8
Stunden"). Out: ISO 8601 (https://www.rfc-editor.org/rfc/rfc3339), a date or a date with a time, with an offset where
one is printed; None where the text leaves a doubt. The clock is never read: relative dates need a base.

Why not dateparser: it takes about 1 ms a date (a page may have hundreds), reads no date inside other words, and did not
read a third of the printed shapes that comments on real pages have. Month names are those of Unicode's CLDR.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from cleaning.date_words import DAY_WORDS, MONTH_NAMES, PERSIAN_MONTHS, UNIT_OF

DIGITS = str.maketrans("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩０１２３４５６７８９", "0123456789" * 3)
FIRST_YEAR = 1900  # years before it are of another calendar, or history
SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 604800}

MONTH = r"(?:[^\W\d_]|[\u0900-\u0963\u0e30-\u0e4e]){3,12}"  # vowel signs are no letters to Python
YEAR = r"(?:19|20|1[34])\d\d"
YEAR_FIRST = re.compile(rf"(?<!\d)({YEAR})(?:[-/.]|\s?[年년]\s?)(\d{{1,2}})(?:[-/.]|\s?[月월]\s?)(\d{{1,2}})(?!\d)")
SPACED = re.compile(rf"(?<!\d)({YEAR})\.\s(\d{{1,2}})\.\s(\d{{1,2}})\.?(?!\d)")  # as Korean and Hungarian pages write
MONTH_NUMBER = re.compile(rf"(?<!\d)(\d{{1,2}})\s+tháng\s+(\d{{1,2}}),?\s+(?:năm\s+)?({YEAR})(?!\d)")  # Vietnamese
YEAR_MONTH_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)\.?\s([^\W\d_]{3,12})\.?\s(\d{1,2})(?!\d)")
DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})([./-])\s?(\d{1,2})(?:[./-]|,)\s?((?:19|20)\d\d|\d\d)(?!\d)")
DAY_MONTH = re.compile(
    rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th|er|re|[.ºª°])?[\s-]{{0,2}}(?:de\s|of\s)?({MONTH})"
    r"(?:[.,]{0,2}[\s-]{0,2}(?:de\s|del\s)?((?:19|20|1[34])\d\d)(?!\d))?"
)
MONTH_DAY = re.compile(
    rf"(?<!\w)({MONTH})\.?\s{{0,2}}(\d{{1,2}})(?:st|nd|rd|th)?(?!\w)(?:,?\s{{0,2}}((?:19|20)\d\d))?(?!\d)"
)
YEAR_BEFORE = re.compile(r"(?<!\d)((?:19|20)\d\d)\s[^\W\d_]{2,12}\s?,\s?$")
GLUED = re.compile(r"[^\W\d_][a-zß-ÿ]+(?=[A-ZÀ-Þ])")  # a month that a dump has run into the next line: "15 JulyCistern"
LONGEST_WEEKDAY = 22  # characters of a year and a weekday before the day
CLOCK = re.compile(
    r"(?<![\d.,])(\d{1,2})(?:\s?[:h]\s?|\.)(\d\d)(?::(\d\d)(?:[.,]\d{1,9})?)?(?![\d.:])(?:\s?([ap])\.?\s?m\b)?",
    re.IGNORECASE,
)
OFFSET = re.compile(r"\s?(?:(Z\b|(?:UTC|GMT)(?!\s?[+-]))|(?:UTC|GMT)?\s?([+-])([01]\d):?([0-5]\d)(?!\d))")
AMOUNT = r"(\d{1,3}|an?|eine[mr]?|une?|un[ao]?)\s?([^\W\d_]{1,9})(?!\w)"
AGO_FIRST = r"vor|il y a|hace|há|před|πριν|منذ|قبل"
AGO_LAST = r"ago|her|fa|geleden|temu|sedan|siden|atrás|назад|önce|sitten|ezelőtt|پیش|قبل"
BEFORE = re.compile(rf"(?<!\w)(?:{AGO_FIRST})\s{{1,2}}(?:etwa\s|environ\s|από\s)?{AMOUNT}", re.IGNORECASE)
AFTER = re.compile(
    rf"(?<![\w.,:]){AMOUNT}(?:,?\s(?:\d{{1,3}})\s[^\W\d_]{{1,9}})?\s{{1,2}}(?:{AGO_LAST})(?!\w)", re.IGNORECASE
)
WRITTEN_TOGETHER = re.compile(r"(\d{1,3})\s?([^\W\d_前전之以\s]{1,3})\s?(?:[之以]?前|전)")  # Chinese, Japanese, Korean
BARE = re.compile(
    r"(\d{1,3})\s?(min|h|hrs?|std|d|w|j|sem)\.?", re.IGNORECASE
)  # the whole text, as small players print it
DAY_WORD = re.compile(r"(?<![\w'])(?:" + "|".join(DAY_WORDS) + r")(?!\w)", re.IGNORECASE)
# In a text without a match there is no date: a first look that costs little.
HINT = re.compile(rf"\d|{DAY_WORD.pattern}|(?<!\w)(?:{AGO_FIRST}|{AGO_LAST})(?!\w)", re.IGNORECASE)
LONGEST = 160  # characters: no printed date is longer, and nothing beyond is searched
DAY_MONTH_ORDER = frozenset({"en-gb", "en-au", "en-ie", "en-nz", "en-in", "en-za"})  # English that writes the day first


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A date in a text: its characters from ``start`` to ``end``; ``iso`` is None where it cannot be read surely."""

    start: int
    end: int
    iso: str | None


Found = tuple[int, int, date | None]


@lru_cache(maxsize=1)
def _months() -> dict[str, dict[str, int]]:
    """Name → language → number of the month."""
    table: dict[str, dict[str, int]] = {}
    for line in MONTH_NAMES.replace("\\\n", " ").strip().splitlines():
        language, *names = line.split()
        for number, name in enumerate(names, 1):
            if name != "-":
                table.setdefault(name, {}).setdefault(language, number)
    return table


def _month(name: str, language: str | None) -> int | None:
    """The month's number; 0 if languages that have the name mean different months by it, None if it is no month."""
    if name in PERSIAN_MONTHS:
        return 0
    numbers = _months().get(name.lower())
    if not numbers:
        return None
    own = numbers.get((language or "")[:2])
    return own or (next(iter(numbers.values())) if len(set(numbers.values())) == 1 else 0)


FIRST_SHORT_YEAR = 70  # "85" is 1985 and "14" is 2014, as POSIX and most readers have it


def _date(year: int, month: int, day: int) -> date | None:
    if year <= 99:
        year += 1900 if year >= FIRST_SHORT_YEAR else 2000
    try:
        return date(year, month, day) if year >= FIRST_YEAR else None
    except ValueError:
        return None


def _day_first(first: int, separator: str, second: int, year: int, language: str | None) -> date | None:
    """The date of a numeric form whose year stands last; None if the order of day and month is in doubt."""
    language = (language or "").lower()
    american = second > 12 >= first or language == "en-us"
    if american and separator != ".":
        return _date(year, first, second)
    sure = separator == "." or first > 12 or first == second
    if sure or language in DAY_MONTH_ORDER or (language and not language.startswith("en")):
        return _date(year, second, first)
    return None


def _numeric(text: str, language: str | None) -> Found | None:
    if found := YEAR_FIRST.search(text) or SPACED.search(text):
        return found.start(), found.end(), _date(int(found[1]), int(found[2]), int(found[3]))
    if (found := DAY_FIRST.search(text)) and int(found[1]) <= 31 and int(found[3]) <= 31:
        day = _day_first(int(found[1]), found[2], int(found[3]), int(found[4]), language)
        return found.start(), found.end(), day
    if "tháng" in text and (found := MONTH_NUMBER.search(text)):
        return found.start(), found.end(), _date(int(found[3]), int(found[2]), int(found[1]))
    return None


def _named(text: str, language: str | None) -> Found | None:
    found = YEAR_MONTH_DAY.search(text)
    if found and (month := _month(found[2], language)):
        return found.start(), found.end(), _date(int(found[1]), month, int(found[3]))
    for pattern, name, number in ((DAY_MONTH, 2, 1), (MONTH_DAY, 1, 2)):
        for found in pattern.finditer(text):
            month, end = _month(found[name], language), found.end()
            if month is None and name == 2 and (glued := GLUED.match(found[name])):
                month, end = _month(glued[0], language), found.start(name) + glued.end()
            if month is None or not 1 <= int(found[number]) <= 31:
                continue
            start, year = (found.start(), found[3]) if found[3] else _year_before(text, found.start())
            return start, end, _date(int(year), month, int(found[number])) if month and year else None
    return None


def _year_before(text: str, start: int) -> tuple[int, str | None]:
    """Where a date begins whose year stands before it, "2025 Tuesday ,15 July", and that year; None if it has none."""
    found = YEAR_BEFORE.search(text, max(0, start - LONGEST_WEEKDAY), start)
    return (found.start(), found[1]) if found else (start, None)


def _clock(text: str, start: int, end: int) -> tuple[int, int, str]:
    """Where the time of day near a date begins and ends, and "Thh:mm:ss" with its offset; "" if there is none."""
    found = CLOCK.search(text, end, end + 24) or CLOCK.search(text, max(0, start - 16), start)
    if not found or int(found[1]) > 23 or int(found[2]) > 59 or int(found[3] or 0) > 59:
        return start, end, ""
    hour = int(found[1])
    if found[4]:
        hour = hour % 12 + (12 if found[4].lower() == "p" else 0)
    clock = f"T{hour:02d}:{int(found[2]):02d}:{int(found[3] or 0):02d}"
    stop = found.end()
    if offset := OFFSET.match(text, stop):
        clock += "+00:00" if offset[1] else f"{offset[2]}{int(offset[3]):02d}:{int(offset[4]):02d}"
        stop = offset.end()
    elif text[: found.start()].endswith(("GMT ", "UTC ")):
        clock += "+00:00"
    return min(start, found.start()), max(end, stop), clock


def _back(base: datetime, amount: int, unit: str) -> str:
    """The time ``amount`` units before ``base``: to the minute for hours and less, to the day for more."""
    if unit in SECONDS:
        then = base - timedelta(seconds=amount * SECONDS[unit])
        return then.date().isoformat() if SECONDS[unit] >= 86400 else then.isoformat(timespec="minutes")
    months = base.year * 12 + base.month - 1 - amount * (12 if unit == "year" else 1)
    last_day = (date((months + 1) // 12, (months + 1) % 12 + 1, 1) - timedelta(days=1)).day
    return date(months // 12, months % 12 + 1, min(base.day, last_day)).isoformat()


def _relative(text: str, base: datetime | None) -> PrintedDate | None:
    found = BEFORE.search(text) or AFTER.search(text) or WRITTEN_TOGETHER.search(text) or BARE.fullmatch(text.strip())
    if found and (unit := UNIT_OF.get(found[2].lower())):
        amount = int(found[1]) if found[1].isdigit() else 1
        end = text.find(found[0]) + len(found[0])
        return PrintedDate(end - len(found[0]), end, _back(base, amount, unit) if base else None)
    if found := DAY_WORD.search(text):
        start, end, clock = _clock(text, found.start(), found.end())
        day = base and (base - timedelta(days=DAY_WORDS[found[0].lower()])).date()
        return PrintedDate(start, end, f"{day}{clock}" if day else None)
    return None


def is_relative(text: str) -> bool:
    """True for a text whose date counts from the time at which it is read: "3 hours ago", "yesterday at 9:30"."""
    text = text[:LONGEST].translate(DIGITS)
    return not (_numeric(text, None) or _named(text, None)) and _relative(text, None) is not None


def find_date(text: str, *, language: str | None = None, base: datetime | None = None) -> PrintedDate | None:
    """The first date in a text; None if it holds none. Only its first 160 characters are searched.

    ``language`` is the page's BCP 47 tag, which tells "3/4/2020" from "4/3/2020"; ``base`` is the time that relative
    dates count from. A date without a year, or one whose order is in doubt, is found with ``iso`` None.
    """
    text = text[:LONGEST].translate(DIGITS)
    found = _numeric(text, language) or _named(text, language)
    if not found:
        return _relative(text, base)
    start, end, day = found
    start, end, clock = _clock(text, start, end)
    return PrintedDate(start, end, f"{day.isoformat()}{clock}" if day else None)


def parse_date(text: str, *, language: str | None = None, base: datetime | None = None) -> str | None:
    """The date in a text in ISO 8601, None if there is none that can be read surely. As ``find_date`` reads it."""
    found = find_date(text, language=language, base=base)
    return found.iso if found else None


def order_of(texts: Iterable[str]) -> str | None:
    """The tag of the English that orders day and month as one hand's dates do; None if they do not tell.

    One date such as "14/04/2020" among them shows how "05/04/2020" is to be read.
    """
    orders: set[str] = set()
    for text in texts:
        found = DAY_FIRST.search(text[:LONGEST])
        if found and found[2] != "." and not YEAR_FIRST.search(text[:LONGEST]):
            first, second = int(found[1]), int(found[3])
            if second <= 12 < first:
                orders.add("en-GB")
            elif first <= 12 < second:
                orders.add("en-US")
    return orders.pop() if len(orders) == 1 else None


def in_zone(iso: str, zone: ZoneInfo) -> str:
    """An ISO date with the zone's offset, if it has a time without one; else as it is."""
    moment = datetime.fromisoformat(iso)
    is_local = len(iso) > len("2025-03-04") and moment.tzinfo is None
    return moment.replace(tzinfo=zone).isoformat() if is_local else iso
