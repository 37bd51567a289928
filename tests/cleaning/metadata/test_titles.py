"""Titles without what is not the headline."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaning.metadata.titles import completed, is_site, site_keys, without_site

SITES = site_keys(["The Harbour Gazette", "@harbourgazette"], ["www.harbour-gazette.example"])
SECTIONS = frozenset({"national", "정치"})


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("The ferry returns | Harbour Gazette", "The ferry returns"),
        ("The ferry returns - The Harbour Gazette", "The ferry returns"),
        ("The ferry returns – harbour-gazette.example", "The ferry returns"),
        ("The ferry returns - National | Harbour Gazette", "The ferry returns"),
        ("The ferry returns › Harbour Gazette", "The ferry returns"),
        ("The ferry returns » Harbour Gazette - Your Daily Paper", "The ferry returns"),
        ("페리가 돌아왔다-정치ㅣHarbour Gazette", "페리가 돌아왔다"),
        ("Harbour Gazette: The ferry returns", "The ferry returns"),
        ("Harbour Gazette | The ferry returns", "The ferry returns"),
        ("The ferry returns -", "The ferry returns"),
        ("The ferry returns - to the old harbour", "The ferry returns - to the old harbour"),
        ("Traffic: National roads are closed", "Traffic: National roads are closed"),
        ("Ferry, Gazette and bell: a day at the harbour", "Ferry, Gazette and bell: a day at the harbour"),
        ("»A boat«", "»A boat«"),
        ("Harbour Gazette", "Harbour Gazette"),
        ("- - -", "- - -"),
        ("Harbour Gazette » Blog Archive » The ferry returns", "The ferry returns"),
        ("Blog Archive of a village: how it began", "Blog Archive of a village: how it began"),
    ],
)
def test_without_site(title: str, expected: str) -> None:
    assert without_site(title, SITES, SECTIONS) == expected


def test_what_follows_the_whole_headline_of_another_place_is_cut() -> None:
    others = ["The ferry returns to the harbour"]
    assert without_site("The ferry returns to the harbour | Some Words", frozenset(), frozenset(), others) == others[0]
    longer = "The ferry returns to the harbour of the north"
    assert without_site(longer, frozenset(), frozenset(), others) == longer


def test_a_title_cut_short_is_completed() -> None:
    whole = "The ferry returns to the old harbour after nine years"
    assert completed("The ferry returns to the old harbour…", ["Else", whole]) == whole
    assert completed("The ferry returns to the old ...", ["Else", whole]) == whole
    assert completed("Why?...", ["Why?... and more of this"]) == "Why?..."
    assert completed("The ferry returns", [whole]) == "The ferry returns"


def test_names_of_a_site() -> None:
    assert is_site("Harbour Gazette", SITES)
    assert is_site("harbourgazette", SITES)
    assert not is_site("Harbour", site_keys(["A"], []))
    assert not is_site("A long sentence that names the Harbour Gazette", SITES)


@settings(deadline=None)
@given(st.text(alphabet="ab -|–:»·.ㅣ", max_size=50))
def test_a_title_keeps_something_and_gains_nothing(title: str) -> None:
    found = without_site(title, SITES, SECTIONS)
    assert found in title
    assert found.strip() or not title.strip()
