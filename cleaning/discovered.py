"""What a feed or a sitemap said of an article, beside what its page says: gaps are filled, contradictions named.

A ``Discovery`` comes in with the page's metadata or its record; metadata or warnings in plain words go out. What stood
on a section page counts for neither, because a link's words are often none of the article's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import MAXYEAR, MINYEAR, UTC, date, datetime, timedelta
from html import unescape
from typing import Any
from unicodedata import normalize

from cleaning.model import Metadata
from cleaning.record import UNDETERMINED, Discovery, Origin, Person, Record

NAMES = {"feed": "the feed", "sitemap": "the sitemap", "news-sitemap": "the news sitemap"}
FILLING = ("feed", "news-sitemap")  # plain sitemaps tell when a page was changed, not when it appeared

WORD = re.compile(r"[^\W_]+")
ELLIPSIS = re.compile(r"(?:\.\.\.|…)\s*$")
MOST_EXTRA = 6  # words of a site's name or section before or behind a headline
FEWEST_WORDS = 2  # of a headline that may be a part of the other one
# Two zones lie at least so far apart: a date in the wrong zone always shows, and the moments that pass between an
# article's publication and the making of the feed do not.
LAG = timedelta(minutes=15)
# An article's local day may begin so long before that day in UTC, and end so long after it.
EAST, WEST = timedelta(hours=14), timedelta(hours=12)
SLACK = timedelta(days=1)  # as for the dates of pages: one that lies later than the fetch by more is wrong
EPOCH = date(1970, 1, 1)
SAME_LANGUAGE = {"nb": "no", "nn": "no"}


# ------------------------------------------------------------------------------------------------------------- filling


def filled(metadata: Metadata, discovery: Discovery, fetched_at: datetime | None) -> Metadata:
    """The metadata; headline, authors and date where the page has none, with the feed or news sitemap as origin."""
    if discovery.via not in FILLING:
        return metadata
    values: dict[str, Any] = {}
    if metadata.headline is None and (headline := readable(discovery.headline)):
        values["headline"] = headline
    if not metadata.author:
        names = dict.fromkeys(filter(None, map(readable, discovery.author)))
        values["author"] = tuple(Person(name=name) for name in names)
    if metadata.datePublished is None and can_be(discovery.datePublished, fetched_at):
        values["datePublished"] = discovery.datePublished
    values = {name: value for name, value in values.items() if value}
    if not values:
        return metadata
    origin: Origin = {"from": discovery.via, "raw": None, "confidence": None}
    return replace(metadata, **values, origins={**metadata.origins, **dict.fromkeys(values, origin)})


def can_be(iso: str | None, fetched_at: datetime | None) -> bool:
    """True for a date that can be read, is not the zero of a computer's clock and does not lie after the fetch."""
    moment = read(iso)
    if moment is None or moment.date() == EPOCH:
        return False
    return fetched_at is None or in_utc(moment) <= in_utc(fetched_at) + SLACK


def readable(text: str | None) -> str | None:
    """The text without entities, white space folded; None if nothing is left."""
    return " ".join(unescape(text).split()) or None if text else None


# ----------------------------------------------------------------------------------------------------------- comparing


def contradictions(record: Record, discovery: Discovery) -> tuple[str, ...]:
    """In which fields the feed or sitemap says something else than the record, in words."""
    return tuple(differing(record, discovery)) if discovery.via in NAMES else ()


def differing(record: Record, said: Discovery) -> Iterator[str]:
    """A sentence for each field in which the two differ; what one of them does not say is no difference."""
    who = NAMES[said.via]
    titles = [title for title in (record.headline, record.alternativeHeadline) if title]
    if said.headline and titles and not any(same_headline(said.headline, title) for title in titles):
        yield f"{who} gives the headline “{readable(said.headline)}”, but the page “{record.headline}”"
    if said.datePublished and record.datePublished and not same_date(said.datePublished, record.datePublished):
        yield f"{who} says that it was published {said.datePublished}, but the page {record.datePublished}"
    names = [person.name for person in record.author]
    if said.author and names and not same_author(said.author, names):
        yield f"{who} names {' and '.join(said.author)} as author, but the page {' and '.join(names)}"
    if said.inLanguage and not same_language(said.inLanguage, record.inLanguage):
        yield f"{who} gives the language {said.inLanguage}, but the text is in {record.inLanguage}"


def same_headline(one: str, other: str) -> bool:
    """True if two headlines have the same words, or one has a few more at an end, or is cut short.

    Case, punctuation, entities and accents' encoding do not count.
    """
    first, second = words(one), words(other)
    short, long, longer = (first, second, other) if len(first) <= len(second) else (second, first, one)
    shorter = one if longer is other else other
    if first == second or not short:
        return True
    if len(short) < FEWEST_WORDS:
        return False
    if ELLIPSIS.search(unescape(shorter)):
        return long[: len(short) - 1] == short[:-1]  # its last word may be cut too
    return len(long) - len(short) <= MOST_EXTRA and short in (long[: len(short)], long[-len(short) :])


def same_date(one: str, other: str) -> bool:
    """True if two ISO dates can mean the same publication. A date that cannot be read is no difference.

    Moments may lie minutes apart; a day fits a moment that falls into it anywhere on earth, and a time without offset
    one that is the same on some clock.
    """
    first, second = read(one), read(other)
    if first is None or second is None:
        return True
    days = [is_day(one), is_day(other)]
    if all(days):
        return first.date() == second.date()
    if any(days):
        day, moment = (first, second) if days[0] else (second, first)
        if moment.tzinfo is None:
            return day.date() == moment.date()
        start = in_utc(day)
        return start - EAST <= moment < start + timedelta(days=1) + WEST
    if (first.tzinfo is None) != (second.tzinfo is None):
        ahead = in_utc(first) - in_utc(second)
        ahead = ahead if first.tzinfo is None else -ahead  # how far the clock without offset is ahead of UTC
        return -WEST - LAG <= ahead <= EAST + LAG
    return abs(in_utc(first) - in_utc(second)) < LAG


def same_author(said: Iterable[str], names: Iterable[str]) -> bool:
    """True if one of the names is, or is a part of, one of the others: feeds often give a first name or a byline."""
    here = [set(words(name)) for name in names]
    return any(set(words(name)) <= known or known <= set(words(name)) for name in said for known in here)


def same_language(one: str, other: str) -> bool:
    """True if two tags have the same language, whatever the region; an undetermined one is no difference."""
    first, second = (SAME_LANGUAGE.get(tag, tag) for tag in (primary(one), primary(other)))
    return first == second or UNDETERMINED in (first, second)


def primary(tag: str) -> str:
    """The language of a BCP 47 tag, without script and region."""
    return tag.replace("_", "-").partition("-")[0].lower()


def words(text: str) -> list[str]:
    """The words of a text as they count in a comparison."""
    return WORD.findall(normalize("NFKC", unescape(text)).casefold())


def read(iso: str | None) -> datetime | None:
    """The moment, or the beginning of the day, of an ISO date; None if it is none, or none that can be counted with."""
    try:
        moment = datetime.fromisoformat(iso) if iso else None
    except ValueError:
        return None
    return moment if moment and MINYEAR < moment.year < MAXYEAR else None


def is_day(iso: str) -> bool:
    """True if an ISO date has no time."""
    return len(iso) <= len("2026-03-04")


def in_utc(moment: datetime) -> datetime:
    """The moment in UTC; one without an offset is taken to be in UTC."""
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment
