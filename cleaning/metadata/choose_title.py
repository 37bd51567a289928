"""Which of the page's titles is the headline, and which is a second one?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cleaning.metadata.choice import Choice, origin_of, stated
from cleaning.metadata.plain import key, plain
from cleaning.metadata.reading import Reading
from cleaning.metadata.titles import completed, is_site, without_site

SECOND_TITLES = (
    "opengraph",
    "visible",
    "microdata",
)  # where a title that differs from the headline is one in its own right
LONGEST_SECOND = 250  # characters; what is longer is a summary
DRESSED = ("opengraph", "html")  # where more than the headline is usual: a section, the site, words for search engines

Titles = list[tuple[str, str, str]]  # source, raw, clean


def choose_titles(
    readings: Mapping[str, Reading], order: Sequence[str], sites: frozenset[str]
) -> tuple[Choice[str | None], Choice[str | None]]:
    """The headline and the alternative headline, both without the site's name."""
    found = clean_titles(readings, order, sites)
    headline: Choice[str | None] = Choice(value=None)
    if found:
        name, raw, value = found[0]
        value = completed(value, [other for _, _, other in found])
        headline = Choice(value=value, origin=origin_of(name, raw, value))
    return headline, second_title(readings, order, found, headline.value)


def clean_titles(readings: Mapping[str, Reading], order: Sequence[str], sites: frozenset[str]) -> Titles:
    """All titles of the page in the order of trust, those that only name the site left out."""
    raws = [(name, raw, text) for name, raw in stated(readings, order, "title") if (text := plain(raw))]
    sections = frozenset(key(value) for _, value in stated(readings, order, "section"))
    others = [text for name, _, text in raws if name not in DRESSED]
    cleaned = [
        (name, raw, without_site(text, sites, sections, others if name in DRESSED else ())) for name, raw, text in raws
    ]
    return [(name, raw, text) for name, raw, text in cleaned if key(text) and not is_site(text, sites)]


def second_title(
    readings: Mapping[str, Reading], order: Sequence[str], found: Titles, headline: str | None
) -> Choice[str | None]:
    """The stated alternative headline, else a title of another place that is not a part of the headline."""
    if headline is None:
        return Choice(value=None)
    for name, raw in stated(readings, order, "second_title"):
        value = plain(raw)
        if value and key(value) != key(headline) and len(value) <= LONGEST_SECOND:
            return Choice(value=value, origin=origin_of(name, raw, value))
    for name, raw, value in found:
        if name not in SECOND_TITLES or key(value) in key(headline) or key(headline) in key(value):
            continue
        if name != "visible" or shares_words(value, headline):
            return Choice(value=value, origin=origin_of(name, raw, value))
    return Choice(value=None)


def shares_words(one: str, other: str) -> bool:
    """True if a third of the shorter title's words stand in the other: two titles of one article, not of two boxes."""
    words, others = set(one.casefold().split()), set(other.casefold().split())
    return 3 * len(words & others) >= min(len(words), len(others)) and len(words & others) > 1
