"""Record → what is wrong with it, before it is written. A wrong record is a fault of this project, never of a page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

import msgspec

from cleaning.record import SCHEMA_VERSION, Record
from cleaning.records.forms import FORMS, GREATEST, LEAST, TRACKED, VERSIONED
from cleaning.records.written import UNWRITTEN

LONGEST_QUOTE = 80


def fault_of(record: Record) -> str | None:
    """The first thing in a record that its schema does not allow, with its place; None if there is none."""
    try:
        msgspec.convert(msgspec.to_builtins(record), Record)
    except (msgspec.ValidationError, TypeError, UnicodeError) as error:
        return str(error)
    return next(_faults(record), None)


def _faults(record: Record) -> Iterator[str]:
    """What types cannot say."""
    if record.schemaVersion != SCHEMA_VERSION:
        yield f"$.schemaVersion is {record.schemaVersion!r}, not {SCHEMA_VERSION!r}"
    if tuple(record.provenance.fields) != TRACKED:
        yield f"$.provenance.fields names {', '.join(record.provenance.fields)}, not {', '.join(TRACKED)}"
    if tuple(record.provenance.versions) != VERSIONED:
        yield f"$.provenance.versions names {', '.join(record.provenance.versions)}, not {', '.join(VERSIONED)}"
    yield from _faults_of_object(record, "$")
    yield from _faults_of_thread(record)


def _faults_of_object(value: Any, place: str) -> Iterator[str]:
    """The faults of an object's fields and of the objects in it."""
    for field in fields(value):
        if (inner := getattr(value, field.name)) is not None:
            yield from _faults_of_value(inner, type(value).__name__, field.name, f"{place}.{field.name}")


def _faults_of_value(value: Any, type_: str, name: str, place: str) -> Iterator[str]:
    """The faults of one value: the field ``name`` of an object of this type, or a part of that field."""
    if isinstance(value, str):
        yield from _faults_of_string(value, type_, name, place)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        least, greatest = LEAST.get(type_, {}).get(name, value), GREATEST.get(type_, {}).get(name, value)
        if not least <= value <= greatest:
            yield f"{place} is {value}: out of range"
    elif is_dataclass(value):
        yield from _faults_of_object(value, place)
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _faults_of_value(inner, "Origin", key, f"{place}.{key}")
    elif isinstance(value, tuple):
        for number, inner in enumerate(value):
            yield from _faults_of_value(inner, type_, name, f"{place}[{number}]")


def _faults_of_string(text: str, type_: str, name: str, place: str) -> Iterator[str]:
    """The faults of a string."""
    if not text.strip():
        yield f"{place} is {text!r}: what is missing is null"
    if UNWRITTEN.search(text):
        yield f"{place} holds a control character or half a surrogate pair: {_quoted(text)}"
    form = FORMS.get(type_, {}).get(name)
    if form and not form.fits(text):
        yield f"{place} is not a {form.name}: {_quoted(text)}"


def _faults_of_thread(record: Record) -> Iterator[str]:
    """The faults that show only when all comments are seen together."""
    seen: set[str] = set()
    position = 0
    for number, comment in enumerate(record.comment):
        place = f"$.comment[{number}]"
        if comment.identifier in seen or not comment.identifier.startswith(f"{record.identifier}#"):
            yield f"{place}.identifier is taken, or not of this record: {_quoted(comment.identifier)}"
        if comment.position <= position:
            yield f"{place}.position is {comment.position}, after {position}"
        position = comment.position
        seen.add(comment.identifier)
    for number, comment in enumerate(record.comment):
        if comment.parentItem is not None and (
            comment.parentItem not in seen or comment.parentItem == comment.identifier
        ):
            yield f"$.comment[{number}].parentItem is no other comment of this record: {_quoted(comment.parentItem)}"


def _quoted(text: str) -> str:
    """A string for a message: in quotes, cut short."""
    return repr(text if len(text) <= LONGEST_QUOTE else f"{text[:LONGEST_QUOTE]}…")
