"""Evidence → is the page a list of links to articles: a section, a tag, an author, search results, a front page?

A list alternates linked titles with little text. Articles are followed by such lists, and a short article may be
shorter than the teasers below it. So what the page says of itself must agree: its type in JSON-LD or OpenGraph, the
class that its system gives to archives, its address, its title.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from cleaning.quality.evidence import SHORTEST_TITLE, Evidence, says
from cleaning.text.words import size_of

FEWEST_TITLES = 5
LONG_TITLE = 40  # letters: a block of links that is longer holds several
LONGEST_TEXT = 900  # letters between two linked titles
LONGEST_TEASER = 150  # the same, where only hints say so: a round of links with remarks is an article
# Letters before the first linked title, by how much says that the page is a list. A section's or an author's
# description may be long; where little says so, not even one sentence may stand there, which may be a short article.
LONGEST_OPENING = {2: 60, 3: 150, 4: 600}
LIST_TYPES = frozenset(("collectionpage", "searchresultspage", "profilepage", "og:profile"))
WEAK_TYPES = frozenset(("itemlist", "website", "og:website", "og:blog", "blog"))
ARCHIVE_MARKS = re.compile(
    r"(?<![\w-])(?:archive|search-results|category|tag|author|home|blog|path-taxonomy|path-frontpage|page-taxonomy|"
    r"section-front|is-section|page-category|view-featured|front)(?![\w-])"
)
ARTICLE_MARKS = re.compile(
    r"(?<![\w-])(?:single|single-post|postid-\d+|page-node-type-article|node-type-article|article-page)"
)
# One short name behind them: an article's address may name its category too, and goes on with its title.
LIST_PATHS = re.compile(
    r"^/(?:[a-z]{2}/)?(?:category|categories|tags?|topics?|themen?|thema|authors?|autor(?:es)?|auteurs?|rubrik|rubrique|"
    r"archives?|sections?|categoria|etiqueta|schlagwort|kategorie)/(?:\w+-?){1,3}/?$|^/(?:search|suche|buscar|recherche)/?|"
    r"/page/\d+/?$",
    re.IGNORECASE,
)
LIST_QUERIES = re.compile(r"(?:^|&)(?:s|q|query|search)=", re.IGNORECASE)
INDEX = re.compile(r"Index of /")


@dataclass(frozen=True, slots=True)
class Alternation:
    """How linked titles and text alternate.

    Number of titles; letters before the first; most letters between two; letters between two in the middle of all.
    """

    titles: int
    opening: int
    longest: int
    typical: int


def listing(seen: Evidence) -> str:
    """What shows that the page is a list of links; "" if it is none."""
    if INDEX.match(seen.title) and seen.headings and INDEX.match(seen.headings[0]):
        return f"a server's list of files: {seen.title[:80]!r}"
    if seen.stated or any(size_of(text) > LONGEST_TEXT for text in seen.body):
        return ""
    found = alternation(seen)
    if found.titles < FEWEST_TITLES or found.longest > LONGEST_TEXT:
        return ""
    strong, weak = signs(seen)
    points = 2 * len(strong) + len(weak) - seen.hinted
    longest = LONGEST_OPENING.get(min(points, 4) if strong else min(points, 2), -1)
    if ARTICLE_MARKS.search(seen.marks) or found.opening > longest:
        return ""
    if not strong and found.longest > LONGEST_TEASER:
        return ""
    if points < 4 and found.longest > max(LONGEST_TEASER, 3 * found.typical):
        return ""
    told = f"{found.titles} linked titles with at most {max(found.longest, found.opening)} letters between them"
    return "; ".join((told, *strong, *weak))


def alternation(seen: Evidence) -> Alternation:
    """How linked titles and text alternate. A long run of links counts as several titles."""
    titles = opening = here = 0
    between: list[int] = []
    for line in seen.lines:
        if line.linked >= 0.7 and (line.size >= SHORTEST_TITLE or line.heading):
            if titles:
                between.append(here)
            titles += max(1, min(20, line.size // LONG_TITLE))
            here = 0
        elif line.linked < 0.5:
            here += int(line.size * (1 - line.linked))
            if not titles and line.text not in seen.headings:
                opening += line.size
    between = sorted([*between, here])
    return Alternation(titles, opening, between[-1], between[len(between) // 2])


def signs(seen: Evidence) -> tuple[list[str], list[str]]:
    """What says that the page is a list, and what only hints at it."""
    strong, weak = [], []
    if named := sorted(seen.types & LIST_TYPES):
        strong.append(f"its type is {named[0]}")
    elif named := sorted(seen.types & WEAK_TYPES):
        weak.append(f"its type is {named[0]}")
    if mark := ARCHIVE_MARKS.search(seen.marks):
        strong.append(f"the page's class says {mark[0]!r}")
    if place := list_address(seen.url):
        strong.append(f"its address is {place}")
    titles = [*seen.headings, seen.title]
    if title := next((title for title in titles if says(title, "listing", 0.5)), ""):
        strong.append(f"the title is {title[:80]!r}")
    elif all(is_short(heading) for heading in seen.headings):
        weak.append("no heading is longer than the name of a section")
    return strong, weak


def list_address(url: str | None) -> str:
    """What in a URL is that of a list; "" if nothing is."""
    try:
        parts = urlsplit(url or "x:///article")
    except ValueError:
        return ""
    if not parts.path.strip("/") and not parts.query:
        return "that of the front page"
    path = LIST_PATHS.search(parts.path)
    query = LIST_QUERIES.search(parts.query)
    return repr(path[0]) if path else repr(query[0]) if query else ""


def is_short(heading: str) -> bool:
    """True if a heading is no longer than the name of a section."""
    return len(heading.split()) <= 3 and len(heading) <= (30 if heading.isascii() else 24)
