"""Entries of a sitemap that are forms of one page → one candidate a page, the other forms as its alternates.

Editions in one primary language (``en-US``, ``en-GB``), ``x-default``, AMP and forms for small screens are one page.
Other languages are pages of their own, unless the source has a language and the page an edition in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from cleaning.record import Discovery
from crawler.discovery.languages import primary
from crawler.model import Candidate
from crawler.urls import key_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Another form of a page. ``language`` is None for ``x-default`` and where none is stated."""

    url: str
    language: str | None
    states_language: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A page that a sitemap names, and its other forms."""

    url: str
    discovery: Discovery
    links: tuple[Link, ...] = ()


@dataclass(slots=True)
class Member:
    """A URL of a group of forms: its entry, if it has one, and what the links say of it."""

    url: str
    entry: Entry | None = None
    language: str | None = None
    is_form: bool = False  # named as AMP or as the form for small screens


def folded(entries: Sequence[Entry], language: str | None) -> Iterator[Candidate]:
    """The candidates of a sitemap in the file's order. ``language`` is the source's."""
    if not any(entry.links for entry in entries):
        yield from (Candidate(url=entry.url, discovery=entry.discovery) for entry in entries)
        return
    for members in groups(entries):
        yield from candidates_of(members, primary(language.lower() if language else None))


def groups(entries: Iterable[Entry]) -> list[list[Member]]:
    """URLs that are linked as forms of one page, group by group, in the file's order."""
    group_of: dict[str, dict[str, Member]] = {}
    for entry in entries:
        keys = [key_of(entry.url), *(key_of(link.url) for link in entry.links)]
        known = {id(group): group for key in keys if (group := group_of.get(key)) is not None}
        group = max(known.values(), key=len, default={})
        for other in known.values():
            if other is not group:  # the smaller joins the larger, so that no URL moves often
                group |= other
                group_of |= dict.fromkeys(other, group)
        add(group, entry, keys)
        group_of |= dict.fromkeys(keys, group)
    distinct = {id(group): group for group in group_of.values()}
    return [list(group.values()) for group in distinct.values()]


def add(group: dict[str, Member], entry: Entry, keys: Sequence[str]) -> None:
    """Nothing: an entry and its links come into a group."""
    own = group.setdefault(keys[0], Member(url=entry.url))
    if own.entry is None:
        own.entry, own.url = entry, entry.url
        own.language = own.language or entry.discovery.inLanguage
    for key, link in zip(keys[1:], entry.links, strict=True):
        member = group.setdefault(key, Member(url=link.url))
        member.language = member.language or link.language
        if not link.states_language and member is not own:
            member.is_form = True


def candidates_of(members: Sequence[Member], wanted: str | None) -> Iterator[Candidate]:
    """One candidate a primary language; only that of the ``wanted`` language, if there is one."""
    if len(members) == 1 and (entry := members[0].entry):
        yield Candidate(url=entry.url, discovery=with_language(entry.discovery, members[0].language))
        return
    editions: dict[str | None, list[Member]] = {}
    for member in members:
        editions.setdefault(None if member.is_form else primary(member.language), []).append(member)
    chosen = home(editions, wanted)
    listing = next((member.entry.discovery.url for member in members if member.entry), None)
    loose = editions.pop(None, []) if chosen is not None else []
    for name, forms in editions.items():
        if wanted in editions and name != wanted:
            continue
        others = [member for other in editions.values() for member in other] if wanted in editions else forms
        yield candidate_of(forms, [*others, *(loose if name == chosen else ())], listing)


def home(editions: dict[str | None, list[Member]], wanted: str | None) -> str | None:
    """The language whose candidate takes the forms without a language: the wanted one, else the first with an entry."""
    named = [name for name in editions if name is not None]
    if wanted in named:
        return wanted
    with_entry = [name for name in named if any(member.entry for member in editions[name])]
    return next(iter(with_entry or named), None)


def candidate_of(forms: Sequence[Member], others: Iterable[Member], listing: str | None) -> Candidate:
    """The candidate of one language: the first of its forms that has an entry of its own, else the first.

    ``listing`` is the sitemap's address.
    """
    best = min(forms, key=lambda member: (member.entry is None, member.is_form))
    alternates = tuple(dict.fromkeys(member.url for member in others if member is not best))
    discovery = best.entry.discovery if best.entry is not None else Discovery(via="sitemap", url=listing)
    return Candidate(url=best.url, discovery=with_language(discovery, best.language), alternates=alternates)


def with_language(discovery: Discovery, language: str | None) -> Discovery:
    """The discovery with the language that the links state, if it has none itself."""
    return replace(discovery, inLanguage=language) if language and not discovery.inLanguage else discovery
