"""Titles as pages state them → the headline without the site's name.

``og:title`` and ``<title>`` often carry more than the headline: ``Headline - Section | Site``. What is cut is only what
is known from elsewhere on the page: the site's names, the section, or everything after what another place gives as the
whole headline.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from cleaning.metadata.plain import key

MOST_CUTS = 4  # site, section, sub-site …
SHORTEST_TITLE = 10  # characters of a title that may decide where another one ends
SHORTEST_KEY = 3  # of a site's name that may stand inside a longer one
MOST_TAIL_WORDS = 6
MOST_BREAKS = 3

BREAK = re.compile(
    r"\s+[-–—|:•·»«›‹/~@]+\s+|\s*[|｜ㅣ│]\s*|\s+::\s+|[-–](?=[^-–\s]{1,20}$)|\s*[_＿](?=\S{1,20}$)|[:,]\s+"
)
DANGLING = re.compile(r"\s+[-–—|:•·/~›]+$")
FIRST_BREAK = re.compile(r"\s+[-–—|»:]+\s+|\s*[|｜ㅣ│]\s*|:\s+")
DOMAIN = re.compile(r"(?:[\w-]+\.)+[a-z]{2,10}", re.IGNORECASE)
ELLIPSIS = re.compile(r"\s*(?:\.\.\.|…)$")
ARCHIVE = re.compile(r"blog archiv\w{0,2}", re.IGNORECASE)  # what older WordPress themes put between site and title
ARTICLE_WORDS = re.compile(r"^(?:the|der|die|das|le|la|el|il)\s+", re.IGNORECASE)


def site_keys(names: Iterable[str | None], hosts: Iterable[str | None]) -> frozenset[str]:
    """The forms by which a site's name is known in a title: its names, its host, and the longer labels of the host."""
    keys = {key(form) for name in names if name for form in (name, ARTICLE_WORDS.sub("", name))}
    for host in hosts:
        if host:
            bare = host.lower().removeprefix("www.")
            labels = bare.split(".")
            keys |= {
                key(bare),
                key("".join(labels[-2:])),
                *(key(label) for label in labels[:-1] if len(label) > SHORTEST_KEY),
            }
    return frozenset(name for name in keys if len(name) > 1)


def without_site(title: str, sites: frozenset[str], sections: frozenset[str], others: Sequence[str] = ()) -> str:
    """The title without the site's name and section at its end or the site's name at its beginning.

    ``others`` are titles from other places: where one of them is the beginning of this one, the rest is cut if it
    begins with a mark that parts titles and the site's name is in it.
    """
    if not key(title):
        return title
    title = DANGLING.sub("", title)
    for _ in range(MOST_CUTS):
        cut = cut_tail(title, sites, sections)
        if cut is None:
            break
        title = cut
    for _ in range(MOST_CUTS):
        head, rest = split_head(title)
        if not rest or not (is_site(head, sites) or ARCHIVE.fullmatch(head)):
            break
        title = rest
    for other in others:
        rest = title[len(other) :]
        if len(other) >= SHORTEST_TITLE and title.startswith(other) and (BREAK.match(rest) or BREAK.match(" " + rest)):
            return other
    return title


def split_head(title: str) -> tuple[str, str]:
    """What stands before the first mark that parts titles, and what behind it ("" if there is none)."""
    match = FIRST_BREAK.search(title)
    return (title[: match.start()].strip(), title[match.end() :].strip()) if match else (title, "")


def cut_tail(title: str, sites: frozenset[str], sections: frozenset[str]) -> str | None:
    """The title without its last part, None if that part is not known as the site's or the section's name."""
    breaks = list(BREAK.finditer(title))[-MOST_BREAKS:]
    for place, match in reversed(list(enumerate(breaks))):
        head, tail = title[: match.start()].strip(), title[match.end() :].strip()
        if not head or len(tail.split()) > MOST_TAIL_WORDS:
            continue
        first = (
            tail if place + 1 == len(breaks) else title[match.end() : breaks[place + 1].start()]
        )  # "Site - Its Motto"
        if is_site(tail, sites) or is_site(first, sites) or is_section(match, tail, sections):
            return head
    return None


def is_section(match: re.Match[str], tail: str, sections: frozenset[str]) -> bool:
    """True if a title's last part is the section that the page names; a colon or a comma does not part it off."""
    return key(tail) in sections and match[0].strip() not in (":", ",")


def is_site(text: str, sites: frozenset[str]) -> bool:
    """True if a part of a title names the site."""
    form = key(ARTICLE_WORDS.sub("", text.strip()))
    if not form:
        return True
    if form in sites or key(text) in sites:
        return True
    if DOMAIN.fullmatch(text.strip()):
        return any(site in form for site in sites if len(site) >= SHORTEST_KEY)
    if len(text.split()) > 4:
        return False
    return any(
        (site in form and 2 * len(site) >= len(form)) or (form in site and 2 * len(form) >= len(site))
        for site in sites
        if min(len(site), len(form)) >= SHORTEST_KEY
    )


def is_cut_short(title: str) -> bool:
    """True if a title ends in an ellipsis."""
    return bool(ELLIPSIS.search(title))


def completed(title: str, others: Iterable[str]) -> str:
    """The title, or the other one that goes on where it was cut short."""
    if is_cut_short(title):
        start = ELLIPSIS.sub("", title)
        for other in others:
            if len(start) >= 20 and len(other) > len(title) and other.startswith(start) and not is_cut_short(other):
                return other
    return title
