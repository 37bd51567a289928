"""The date that is printed by the headline: read when no source states one.

Dates stand everywhere on a page: in the masthead (today's), in teasers, in captions, under comments, in the copyright
line. The article's own stands by the headline, nearly always below it and near; so the nearest one is taken, and one
that contradicts the address is not.

On 285 labelled pages whose stated dates had been taken away, this and the address give 251 right dates and 6 wrong
ones (all but one of them dates of a change, or right where the page's data are not); htmldate alone on the same pages
gives 245 and 22.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from lxml.html import HtmlElement

from cleaning.metadata.scan import MOST_TEXT, SILENT, belongs
from cleaning.metadata.stated_dates import Calendar, is_early, is_late, read_date
from cleaning.metadata.surroundings import FARTHEST_BELOW, Near

NEAR = 80  # a date farther away needs a telling class
VERY_NEAR = 25  # a date this near is believed even in a part named like a teaser
BARE = 60  # characters of a line without a telling class: a date, and hardly more
BESIDE = 25  # characters in such a line before the date, and behind it
LONGEST = 100  # characters of a line with a telling class
OPENING = 25  # characters in which a date is said to be that of a change
MOST_CANDIDATES = 100

ATTRIBUTES = ("datetime", "data-timestamp", "data-date")
HINT = re.compile(r"date|time|publi|posted|entry-meta|byline|stamp|datum|fecha|tarih|created|meta|info", re.IGNORECASE)
CHANGED = re.compile(
    r"updat|modif|aktuali|geändert|mis à jour|actuali|aggiorn|bijgewerkt|güncel|обновл|수정|更新|edited", re.IGNORECASE
)
FIRST = re.compile(r"publi|posted|created|erstellt|veröff|pubdate", re.IGNORECASE)
YEAR_LIKE = re.compile(r"(?:19|20)\d\d|\d\s?[./-]\s?\d")
URL_DATE = re.compile(
    r"/(?P<year>(?:19|20)\d\d)(?:[/-](?P<month>\d{1,2})(?:[/-](?P<day>\d{1,2}))?|(?P<m>\d\d)(?P<d>\d\d))(?=[/-]|$)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A date on the page: as printed, in ISO 8601, and how far from the headline, in elements.

    ``is_change`` is True where words say so. A class name may say so too: but where a theme shows a single date, its
    class is often ``updated`` (as hAtom wants it), so that this is only a ``doubt``.
    """

    raw: str
    iso: str
    is_change: bool
    doubt: bool
    distance: int


def printed_dates(
    near: Sequence[Near], apart: frozenset[HtmlElement], url: str | None, calendar: Calendar
) -> tuple[Printed | None, Printed | None]:
    """The dates of publication and of change printed nearest to the headline; the former must fit the address."""
    found = list(islice(candidates(near, apart, calendar), MOST_CANDIDATES))
    stem = date_in_url(url)
    published = (printed for printed in found if not printed.is_change and printed.iso.startswith(stem))
    changed = (printed for printed in found if printed.is_change)
    return min(published, key=by_distance, default=None), min(changed, key=by_distance, default=None)


def by_distance(printed: Printed) -> tuple[bool, int]:
    """What dates are compared by: those without doubt first, then the nearest."""
    return printed.doubt, printed.distance


def date_in_url(url: str | None) -> str:
    """The beginning of an ISO date that the path of an address holds: ``2024-01-31``, ``2024-01`` or ""."""
    match = URL_DATE.search(url or "")
    if match is None:
        return ""
    year, month, day = match["year"], match["month"] or match["m"], match["day"] or match["d"]
    if not 1 <= int(month) <= 12:
        return ""
    is_day = day is not None and 1 <= int(day) <= 31
    return "-".join(part.zfill(2) for part in (year, month, day if is_day else None) if part)


def candidates(near: Sequence[Near], apart: frozenset[HtmlElement], calendar: Calendar) -> Iterator[Printed]:
    """The possible dates near the headline, in document order."""
    for distance, element in near:
        if distance > FARTHEST_BELOW:
            continue
        for text in lines_of(element):
            names = f"{element.tag!s} {element.get('class') or ''}"[:MOST_TEXT]
            is_hinted = HINT.search(names) is not None
            if not is_hinted and (distance > NEAR or len(text) > BARE):
                continue
            date = read_date(text, calendar)
            if date is None or is_late(date.iso, calendar.last) or is_early(date.iso):
                continue
            if not is_hinted and max(date.before, date.behind) > BESIDE:
                continue
            if belongs(element, apart, strict=distance > VERY_NEAR):
                doubt = bool(CHANGED.search(names)) and not FIRST.search(names)
                yield Printed(
                    raw=text, iso=date.iso, is_change=tells_change(element, text), doubt=doubt, distance=distance
                )


def lines_of(element: HtmlElement) -> Iterator[str]:
    """The short texts of an element, and right behind it, that may hold a date; first what it states for machines."""
    stated = next((value for name in ATTRIBUTES if (value := element.get(name))), None)
    if stated:
        yield stated[:LONGEST]
    for text in (element.text if element.tag not in SILENT else None, element.tail):
        if text and len(text) < 2 * LONGEST and YEAR_LIKE.search(text) and len(text := text.strip()) < LONGEST:
            yield text


def tells_change(element: HtmlElement, text: str) -> bool:
    """True if a date's own words, or those right before it, say that it is the date of a change."""
    before = element.getprevious()
    if before is not None:
        words = (before.tail or before.text or "")[-OPENING:]
    else:
        parent = element.getparent()
        words = (parent.text or "")[-OPENING:] if parent is not None else ""
    own = (element.text or "")[:OPENING] if text != element.text else ""
    words = f"{words} {own} {text[:OPENING]}"
    return bool(CHANGED.search(words)) and not FIRST.search(words)
