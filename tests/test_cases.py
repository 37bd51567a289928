"""Every saved page gives the record that is expected of it, checked field by field."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from cleaning.cases import comparable, find_cases, load_case
from cleaning.pipeline import clean
from cleaning.sources import Sources

HERE = Path(__file__).parent
SOURCES = Sources(folder=HERE.parent / "seeds")
ABSENT = object()


def fields() -> list[tuple[Path, str]]:
    """Folder and field of everything that is to be checked."""
    return [(folder, name) for folder in find_cases(HERE / "cases") for name in load_case(folder).expected]


found: dict[Path, dict[str, Any]] = {}


def outcome_of(folder: Path) -> dict[str, Any]:
    """What the case's page gives now; each page is cleaned once."""
    if folder not in found:
        found[folder] = comparable(clean(load_case(folder).raw, SOURCES))
    return found[folder]


@pytest.mark.parametrize(
    ("folder", "name"), fields(), ids=lambda value: value.name if isinstance(value, Path) else value
)
def test_field(folder: Path, name: str) -> None:
    expected = load_case(folder).expected[name]
    assert outcome_of(folder).get(name, ABSENT) == expected


@pytest.mark.parametrize("folder", find_cases(HERE / "cases"), ids=lambda folder: folder.name)
def test_no_field_is_missing_from_the_expectation(folder: Path) -> None:
    assert list(outcome_of(folder)) == list(load_case(folder).expected)
