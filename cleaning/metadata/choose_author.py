"""Who wrote the article?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from cleaning.metadata.choice import Choice, origin_of
from cleaning.metadata.persons import is_desk, names_in
from cleaning.metadata.plain import key, plain
from cleaning.metadata.reading import MOST_AUTHORS, Credit, Reading
from cleaning.model import Person

SHORTEST_SITE = 4  # letters of a site's name that may begin a longer one ("Example Sport")
DECLARED = ("json-ld", "microdata")  # sources that say "author" on purpose: a desk or the house is believed from them


def choose_author(
    readings: Mapping[str, Reading],
    order: Sequence[str],
    sites: frozenset[str],
    absolute: Callable[[str | None], str | None],
) -> Choice[tuple[Person, ...]]:
    """The persons of the first source that names any; else the desk or house that a source declares as the author."""
    house: Choice[tuple[Person, ...]] | None = None
    for name in order:
        named = readings[name].author
        if name not in DECLARED:
            named = tuple(credit for credit in named if not opens_with_house(credit.name, sites))
        persons = persons_of(named, absolute)
        choice = Choice(value=persons, origin=origin_of(name, shown(named), shown(persons)))
        if names_person(persons, sites):
            return choice
        if persons and name in DECLARED:
            house = house or choice
    return house or Choice(value=())


def with_byline(
    author: Choice[tuple[Person, ...]],
    named: Iterable[Credit],
    sites: frozenset[str],
    absolute: Callable[[str | None], str | None],
) -> Choice[tuple[Person, ...]]:
    """The persons of the printed byline, or the author as stated if it names none."""
    persons = tuple(person for person in persons_of(named, absolute) if not is_house(person.name, sites))
    return replace(author, value=persons, origin=origin_of("visible", None, persons)) if persons else author


def names_person(persons: Iterable[Person], sites: frozenset[str]) -> bool:
    """True if anyone among the authors is more than the house."""
    return any(not is_house(person.name, sites) for person in persons)


def shown(named: Iterable[Credit | Person]) -> str:
    """Names in one line, as an origin shows them."""
    return "; ".join(one.name for one in named)


def persons_of(named: Iterable[Credit], absolute: Callable[[str | None], str | None]) -> tuple[Person, ...]:
    """The persons that named name, each once; a byline of several names is taken apart, an organisation's is not."""
    persons: dict[str, Person] = {}
    for credit in named:
        whole = plain(credit.name)
        names = [whole] if credit.kind == "organization" and whole else names_in(credit.name)
        for name in names:
            url = absolute(credit.url) if len(names) == 1 else None
            persons.setdefault(key(name), Person(name=name, url=url))
        if len(persons) >= MOST_AUTHORS:
            break
    persons.pop("", None)
    return tuple(persons.values())[:MOST_AUTHORS]


def opens_with_house(byline: str, sites: frozenset[str]) -> bool:
    """True for a byline of the house, whatever follows: ``"example.com, Springfield"`` names no person."""
    return is_house((plain(byline) or "").partition(",")[0], sites)


def is_house(name: str, sites: frozenset[str]) -> bool:
    """True for the name of the site or of its publisher, alone or with more words behind it, and of a desk."""
    form = key(name)
    return form in sites or is_desk(name) or any(len(site) >= SHORTEST_SITE and form.startswith(site) for site in sites)
