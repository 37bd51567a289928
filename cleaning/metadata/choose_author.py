"""Who wrote the article?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from cleaning.metadata.choice import Choice, origin_of, quoted
from cleaning.metadata.persons import is_agency, is_desk, is_name, names_in
from cleaning.metadata.plain import key, plain
from cleaning.metadata.reading import MOST_AUTHORS, Credit, Reading
from cleaning.record import Person

SHORTEST_SITE = 4  # letters of a site's name that may begin a longer one ("Example Sport")
DECLARED = ("json-ld", "microdata")  # sources that say "author" on purpose: a desk or the house is believed from them


def choose_author(
    readings: Mapping[str, Reading],
    order: Sequence[str],
    sites: frozenset[str],
    absolute: Callable[[str | None], str | None],
) -> Choice[tuple[Person, ...]]:
    """The persons of the first source that names any; else the desk or house that a source declares as the author."""
    choices = [choice for name in order if (choice := choice_of(readings[name], sites, absolute)).value]
    with_persons = [choice for choice in choices if names_person(choice.value, sites)]
    houses = [choice for choice in choices if choice.origin and choice.origin["from"] in DECLARED]
    if not with_persons:
        return next(iter(houses), Choice(value=()))
    first = with_persons[0]
    other = next((choice for choice in with_persons[1:] if not agree(first, choice)), None)
    return replace(first, warnings=(contradiction(first, other),)) if other else first


def choice_of(
    reading: Reading, sites: frozenset[str], absolute: Callable[[str | None], str | None]
) -> Choice[tuple[Person, ...]]:
    """The authors that one source names; from one that does not declare them, only what has the form of a name."""
    named = reading.author
    if reading.origin not in DECLARED:
        named = tuple(credit for credit in named if not opens_with_house(credit.name, sites))
    persons = persons_of(named, absolute)
    if reading.origin == "meta":
        persons = tuple(person for person in persons if is_name(person.name) or is_agency(person.name))
    return Choice(value=persons, origin=origin_of(reading.origin, shown(named), shown(persons)))


def agree(one: Choice[tuple[Person, ...]], other: Choice[tuple[Person, ...]]) -> bool:
    """True if two sources have a family name in common, or if one of them names nobody by a person's name."""
    families = [
        {key(person.name.split()[-1]) for person in choice.value if is_name(person.name)} for choice in (one, other)
    ]
    return not all(families) or bool(families[0] & families[1])


def contradiction(one: Choice[tuple[Person, ...]], other: Choice[tuple[Person, ...]]) -> str:
    """A warning that two sources name different persons, and which is taken."""
    sources = [choice.origin["from"] for choice in (one, other) if choice.origin]
    names = [quoted(shown(choice.value)) for choice in (one, other)]
    return f"author: {sources[0]} says {names[0]}, {sources[1]} says {names[1]}: {sources[0]} taken"


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
    """The persons that credits name, each once; a byline of several names is taken apart, an organisation's is not."""
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
