"""A line of a page → the date or time of day that is printed in it, with all that belongs to it.

``cleaning.dates`` reads the date; here it is widened to the whole stamp ("GMT 06:40 2025 Tuesday ,15 July",
"Mittwoch, 10. Mai um 16:14 Uhr"), so that what is left of the line is an author's name or a headline.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from cleaning.dates import find_date, parse_date

LONGEST = 160  # characters: `find_date` searches no further
KOREAN = str.maketrans("년월", "年月")  # one character for one, so that places in the text stay true
CLOCK = re.compile(r"(?<![\d:.,])([01]?\d|2[0-3]):([0-5]\d)(?::[0-5]\d)?(?:\s?[ap]\.?m\b\.?)?(?![\d:])", re.IGNORECASE)
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
DAY_OF_YEAR = re.compile(r"(\d{1,2})月\s?(\d{1,2})[日일]?")
NUMBER = re.compile(r"\d")
# Words, figures and marks; a zone's name, or a capital after a small letter, begins a word: dumps glue them to others.
TOKEN = re.compile(r"\d+|GMT|UTC|[^\W\d_](?:(?!GMT|UTC|(?<=[a-zß-ÿ])[A-ZÀ-Þ])[^\W\d_])*|[^\w\s]")
# What may stand in a stamp beside its numbers and its month: weekdays, time zones, "at", "o'clock".
AROUND = frozenset(
    """
    gmt utc est edt cst cdt mst mdt pst pdt bst cet cest ist eet eest msk jst kst aest wib z am pm a p m
    at on um uhr h o clock the of de le à a las los el alle ore il em às kl klo klokken om op den dne o godz v в во г
    saat noon midnight st nd rd th er 日 일 時 分 시 분 上午 下午 午前 午後 오전 오후 於 于 ngày lúc pukul jam
    monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun
    montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo di mi do fr sa so
    lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes miércoles jueves viernes sábado domingo
    lunedì martedì mercoledì giovedì venerdì sabato domenica segunda terça quarta quinta sexta feira
    maandag dinsdag woensdag donderdag vrijdag zaterdag zondag
    poniedziałek wtorek środa czwartek piątek sobota niedziela
    måndag tisdag onsdag torsdag fredag lördag söndag mandag tirsdag lørdag søndag
    maanantai tiistai keskiviikko torstai perjantai lauantai sunnuntai
    pazartesi salı çarşamba perşembe cuma cumartesi pazar
    понедельник вторник среда четверг пятница суббота воскресенье пн вт ср чт пт сб вс
    الأحد الإثنين الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت دوشنبه شنبه یکشنبه جمعه
    senin selasa rabu kamis jumat sabtu minggu 월 화 수 목 금 토 月 火 水 木 金 土
    """.split()
)
ZONES = ("gmt", "utc")  # these begin a date even where a dump has glued them to a word
JOINTS = frozenset(",.-–—|/:@()·•;،[]")
BETWEEN = "".join(JOINTS) + " \t\u00a0"
HALF_DAYS = re.compile("下午|午後|오후|晚上|مساء")  # the hour after these would have to be read on twelve more


@dataclass(frozen=True, slots=True)
class Stamp:
    """A date or time in a line: characters ``start`` to ``end``, ISO 8601 where sure, and what it gives.

    ``dated`` is True if it names a day (or a time ago), False for a time of day alone; ``year`` if the year stands too.
    """

    start: int
    end: int
    iso: str | None
    dated: bool
    year: bool


def find_stamp(text: str, language: str | None = None) -> Stamp | None:
    """The first date, or else time of day, in a line; None if its first 160 characters hold none."""
    text = text[:LONGEST]
    return _stamp(text, language) if NUMBER.search(text) else None


@lru_cache(maxsize=256)  # several steps ask about one line
def _stamp(text: str, language: str | None) -> Stamp | None:
    text = text.translate(KOREAN)
    found = find_date(text, language=language)
    if found and NUMBER.search(text, found.start, found.end):  # not "yesterday", which may be any word elsewhere
        return _widened(text, found.start, found.end, found.iso, language)
    core = DAY_OF_YEAR.search(text)
    if core:
        return _widened(text, core.start(), core.end(), None, language)
    clock = CLOCK.search(text)
    return Stamp(clock.start(), clock.end(), None, dated=False, year=False) if clock else None


def _widened(text: str, start: int, end: int, iso: str | None, language: str | None) -> Stamp:
    """The stamp with the weekdays, times and zones on both sides of the date that was found."""
    tokens = [(t.start(), t.end(), t[0].casefold()) for t in TOKEN.finditer(text)]
    for left, right, token in tokens:
        if left < end or token in JOINTS:
            continue
        if not _belongs(token) or text[end:left].strip(BETWEEN):
            break
        end = right
    for left, right, token in reversed(tokens):
        if right > start or token in JOINTS:
            continue
        glued = text[left - 1 : left].isalpha() if left else False
        glued = (glued and token not in ZONES) or (token.isdigit() and text[right:start] == "")
        if glued or not _belongs(token) or text[right:start].strip(BETWEEN):
            break
        start = left
    stamp = text[start:end]
    year = YEAR.search(stamp)
    if iso is None and year:
        bare = stamp[: year.start()] + " " + stamp[year.end() :]
        day = find_date(bare, language=language)
        iso = parse_date(f"{bare[day.start : day.end]} {year[0]}", language=language) if day else None
    if iso and HALF_DAYS.search(stamp):
        iso = iso[:10]
    return Stamp(start, end, iso, dated=True, year=bool(year or iso))


def _belongs(token: str) -> bool:
    return token in AROUND or (token.isdigit() and len(token) <= 4)
