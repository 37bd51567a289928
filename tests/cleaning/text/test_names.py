"""What has the form of a person's name, and what only looks like one."""

from __future__ import annotations

import pytest

from cleaning.text.names import are_persons, is_person, is_person_with_role


@pytest.mark.parametrize(
    "text",
    ["Ann Beller", "Ann-Marie O'Dell", "Tom van der Grau", "Khalid al-Saad", "J. R. Tench", "José Luis Peña Vidal"],
)
def test_two_to_four_words_with_capitals_may_be_a_name(text: str) -> None:
    assert is_person(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Ann",
        "Download PDF",
        "Zur Playlist Anhören",
        "Read More",
        "Breaking News",
        "Ann Beller, Tom Grau",
        "Bell Tower Opens Again On Monday",
        "Tuesday Morning",
        "Son Güncelleme",
        "Ann 2",
        "ann beller",
        "林晓",
    ],
)
def test_menus_headlines_and_single_words_are_no_names(text: str) -> None:
    assert not is_person(text)


@pytest.mark.parametrize("text", ["Ann Beller and Tom Grau", "Ann Beller, Tom Grau und Eva Roth", "Ann Beller and AFP"])
def test_names_may_be_joined(text: str) -> None:
    assert are_persons(text)


def test_an_agency_alone_is_no_person_and_a_role_needs_a_name() -> None:
    assert not are_persons("AFP")
    assert not are_persons("Reuters and Ann Beller")
    assert is_person_with_role("Ann Beller Deputy News Editor")
    assert not is_person_with_role("Deputy News Editor")
    assert not is_person_with_role("Ann Beller Garden Show")
