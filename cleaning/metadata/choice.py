"""Readings → the first value of a field that stands, with its origin: what the choosers of single fields share."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from cleaning.metadata.reading import Reading
from cleaning.record import Origin

T = TypeVar("T")

LONGEST_RAW = 500  # characters of a raw value that a record keeps
LONGEST_QUOTE = 60  # characters of a value in a warning


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice(Generic[T]):
    """The value that a field gets, where it was read (None if the field stays empty), and what was odd on the way."""

    value: T
    origin: Origin | None = None
    warnings: tuple[str, ...] = ()


def stated(readings: Mapping[str, Reading], order: Sequence[str], field: str) -> Iterator[tuple[str, str]]:
    """Each source's name with each value that it states for a field of ``Reading``, in the order of trust."""
    for name in order:
        if name in readings:
            for value in getattr(readings[name], field):
                yield name, value


def first_that_stands(
    readings: Mapping[str, Reading], order: Sequence[str], field: str, clean: Callable[[str], str | None]
) -> Choice[str | None]:
    """The first value of a text field that ``clean`` does not refuse."""
    for name, raw in stated(readings, order, field):
        if value := clean(raw):
            return Choice(value=value, origin=origin_of(name, raw, value))
    return Choice(value=None)


def origin_of(name: str, raw: str | None, value: object) -> Origin:
    """The origin of a value; the raw form only where it was changed."""
    return {"from": name, "raw": None if raw is None or raw == value else raw[:LONGEST_RAW], "confidence": None}


def quoted(value: str) -> str:
    """A value for a warning: in quotes, cut short."""
    return repr(value if len(value) <= LONGEST_QUOTE else value[: LONGEST_QUOTE - 1] + "…")
