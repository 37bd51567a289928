"""Two URLs → whether the second is the page after the first, by the number in it: ``/2``, ``?page=2``, ``-2.html``.

The number stands where sites put it: as the last segment of the path, at the end of the last segment, or in an argument
that is named so. The first page usually has none. Nothing is said of other rows of numbers, such as articles' ids.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

from crawler.urls import key_of

MOST = 9_999  # listings may be long; a number beyond is an id
MOST_PARTS = 99  # of one article
_WORD = r"(?:page|paged|seite|pagina|p[aá]gina|pag|pg|part|teil|sayfa|strana|strona|side|sida|sivu|halaman|oldal|стр|p)"
_NAMES = frozenset(
    "page paged pg p pn pageno page_no pagenum page_num pagenumber currentpage pageindex seite pagina página pag sayfa "
    "strana strona part teil".split()
)
_SEGMENT = re.compile(r"(.*)/(\d{1,4})", re.ASCII | re.DOTALL)
_WORD_SEGMENT = re.compile(rf"(.*)/{_WORD}[/_:-]?(\d{{1,4}})", re.IGNORECASE | re.DOTALL)
_WORD_SUFFIX = re.compile(rf"(.*[^/])[,_.;-]{_WORD}[_-]?(\d{{1,4}})((?:\.[a-z]{{3,5}})?)", re.IGNORECASE | re.DOTALL)
_FILE_SUFFIX = re.compile(r"(.*[^/\d])[,_-](\d{1,2})(\.[a-z]{3,5})", re.IGNORECASE | re.ASCII | re.DOTALL)
_DIGIT = re.compile(r"\d", re.ASCII)
_YEAR = re.compile(r"(?:19|20|21)\d\d", re.ASCII)
_SLUG = re.compile(r"[^/]*[^\W\d][^/]*[-_.][^/]*|\d{4,}|[^/]{20,}")


@dataclass(frozen=True, slots=True)
class Numbered:
    """A URL's key without its number, the number, and whether a word says that it is a page's number."""

    stem: str
    number: int
    is_named: bool = True


def readings(url: str) -> list[Numbered]:
    """The ways to read a number of a page out of a URL."""
    try:
        parts = urlsplit(key_of(url))
    except ValueError:
        return []
    head, path, query = f"//{parts.netloc}", parts.path.rstrip("/"), parts.query
    found: list[Numbered] = []
    arguments = query.split("&") if query else []
    for argument in arguments:
        name, _, value = argument.partition("=")
        if name.lower() in _NAMES and value.isascii() and value.isdigit() and len(value) <= 4:
            rest = "&".join(other for other in arguments if other is not argument)
            found.append(Numbered(f"{head}{path}?{rest}", int(value)))
    for pattern, is_named in ((_WORD_SEGMENT, True), (_WORD_SUFFIX, True), (_SEGMENT, False), (_FILE_SUFFIX, False)):
        if match := pattern.fullmatch(path):
            end = match[3] if match.re.groups > 2 else ""
            found.append(Numbered(f"{head}{match[1]}{end}?{query}", int(match[2]), is_named))
    return found


def follows(url: str, other: str) -> bool:
    """True if ``other`` is, by its number, the page of a listing that comes after ``url``."""
    if not _DIGIT.search(other):
        return False
    before = stems(url)
    return any(before.get(after.stem) == after.number - 1 for after in readings(other))


def continues(url: str, other: str) -> bool:
    """True if ``other`` is, by its number, the next part of the article at ``url``.

    Stricter than ``follows``: a bare number must stand behind what names an article, since ``/posts/7`` and
    ``/posts/8`` are neighbours and not parts.
    """
    before = stems(url)
    for after in readings(other):
        if before.get(after.stem) != after.number - 1 or after.number > MOST_PARTS:
            continue
        if after.is_named or is_article(after.stem):
            return True
    return False


@lru_cache(maxsize=64)
def stems(url: str) -> dict[str, int]:
    """The URL as an unnumbered first page, and as each page that its number may mean: stem → number."""
    try:
        parts = urlsplit(key_of(url))
    except ValueError:
        return {}
    own = f"//{parts.netloc}{parts.path.rstrip('/')}?{parts.query}"
    return {own: 1} | {reading.stem: reading.number for reading in readings(url) if reading.number > 0}


def is_article(stem: str) -> bool:
    """True if the last segment of the path looks like an article's name or id, and not like a year or a section."""
    last = stem.partition("?")[0].rpartition("/")[2]
    return _SLUG.fullmatch(last) is not None and not _YEAR.fullmatch(last)
