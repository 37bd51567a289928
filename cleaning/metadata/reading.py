"""What one source on a page says about the article: the value that every reader returns and that ``merge`` weighs.

Values stand here as the source states them; ``merge`` makes them comparable, so that no source needs to know how a
title, a name or a date is cleaned.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

MOST_AUTHORS = 100  # of one page; longer lists are those of mass collaborations or of hostile pages


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """A named author. ``kind`` is None where the source does not tell a person from an organisation."""

    name: str
    url: str | None = None
    kind: Literal["person", "organization"] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """An image with what stands beside it; ``url`` may be relative."""

    url: str
    caption: str | None = None
    credit: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that one source says. Several values of one field stand in the order in which they are to be believed.

    ``types`` are what it says that the page is, spelled as in ``Metadata``. ``live`` is the node of a live blog, which
    is not read before the page's calendar is known.
    """

    origin: str
    title: tuple[str, ...] = ()
    second_title: tuple[str, ...] = ()
    description: tuple[str, ...] = ()
    author: tuple[Credit, ...] = ()
    publisher: tuple[str, ...] = ()
    published: tuple[str, ...] = ()
    modified: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    section: tuple[str, ...] = ()
    image: tuple[Picture, ...] = ()
    free: bool | None = None
    canonical: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    license: tuple[str, ...] = ()
    comments: int | None = None
    types: tuple[str, ...] = ()
    live: Mapping[str, Any] | None = None


def reading_of(origin: str, fields: Mapping[str, Iterable[str | None]]) -> Reading:
    """A reading of text fields by their names, each value once, empty ones left out."""
    return Reading(
        origin=origin,
        title=distinct(fields.get("title", ())),
        second_title=distinct(fields.get("second_title", ())),
        description=distinct(fields.get("description", ())),
        publisher=distinct(fields.get("publisher", ())),
        published=distinct(fields.get("published", ())),
        modified=distinct(fields.get("modified", ())),
        keywords=distinct(fields.get("keywords", ())),
        section=distinct(fields.get("section", ())),
        canonical=distinct(fields.get("canonical", ())),
        language=distinct(fields.get("language", ())),
        license=distinct(fields.get("license", ())),
    )


def whole_number(value: object) -> int | None:
    """A count of zero or more, None if the value is none."""
    if isinstance(value, bool):
        return None
    if isinstance(value, str) and value.strip().isdecimal() and len(value) < 12:
        value = int(value)
    return value if isinstance(value, int) and 0 <= value < 10**9 else None


def truth(value: object) -> bool | None:
    """What schema.org's Boolean says, however it is spelled; None if it says nothing: https://schema.org/Boolean"""
    word = str(value).strip().rpartition("/")[2].casefold()
    return {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}.get(word)


def distinct(values: Iterable[str | None]) -> tuple[str, ...]:
    """The values that are there, each once, in order."""
    return tuple(dict.fromkeys(value for value in values if value))
