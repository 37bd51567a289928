"""Bylines and the persons in them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaning.metadata.persons import is_agency, is_desk, is_name, last_first, names_in


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("Ann Beller", ["Ann Beller"]),
        ("By Ann Beller", ["Ann Beller"]),
        ("by ANN BELLER", ["ANN BELLER"]),
        ("By Ann Beller and Tom Grau, Reporters", ["Ann Beller", "Tom Grau"]),
        ("Written by: Ann Beller", ["Ann Beller"]),
        ("Von Ann Beller und Tom Grau", ["Ann Beller", "Tom Grau"]),
        ("Ein Kommentar von Ann Beller", ["Ann Beller"]),
        ("Par Anne Belle et Tom Gris", ["Anne Belle", "Tom Gris"]),
        ("Por José Ortega y Gasset", ["José Ortega y Gasset"]),
        ("Ana Soler y Marta Ruiz", ["Ana Soler", "Marta Ruiz"]),
        ("Di Stefano", ["Di Stefano"]),
        ("Di Marco Verdi", ["Marco Verdi"]),
        ("Ann Beller, Tom Grau & Lee Arno", ["Ann Beller", "Tom Grau", "Lee Arno"]),
        ("Ann Beller; Tom Grau", ["Ann Beller", "Tom Grau"]),
        ("Ann Beller | Reporter", ["Ann Beller"]),
        ("Ann Beller / Journalist", ["Ann Beller"]),
        ("Ann Beller - Political Editor", ["Ann Beller"]),
        ("Ann Beller Senior Reporter", ["Ann Beller"]),
        ("ANN BELLER, Coast News Political Writer", ["ANN BELLER"]),
        ("Senior Political Correspondent", []),
        ("Ann Beller (abe)", ["Ann Beller"]),
        ("Ann Beller ann.beller@gazette.example", ["Ann Beller"]),
        ("Ann Beller und Tom Grau, Lissabon", ["Ann Beller", "Tom Grau"]),
        ("Ann Beller und Tom Grau, dpa", ["Ann Beller", "Tom Grau", "dpa"]),
        ("Ann Beller, Professorin der Universität für Meereskunde in Altstadt, gazette.example", ["Ann Beller"]),
        ("Ann Beller, Jr.", ["Ann Beller, Jr."]),
        ("Ann Beller, PhD", ["Ann Beller"]),
        ("Ann Beller, Ann Beller", ["Ann Beller"]),
        ("<a href='/x'>Ann&nbsp;Beller</a>", ["Ann Beller"]),
        ("김바다 기자", ["김바다"]),
        ("山川海子、森田空", ["山川海子", "森田空"]),
        ("Анна Белова и Олег Серов", ["Анна Белова", "Олег Серов"]),
        ("AFP", ["AFP"]),
        ("admin", []),
        ("Redaktion", []),
        ("Staff Writer", []),
        ("November 20", []),
        ("https://social.example/annbeller", []),
        ("@annbeller", []),
        ("", []),
        (None, []),
        (", , ;", []),
    ],
)
def test_names_in(byline: str | None, names: list[str]) -> None:
    assert names_in(byline) == names


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ann Beller", True),
        ("ANN BELLER", True),
        ("Ann van der Beller", True),
        ("Ludwig von Beethoven-Straße", True),
        ("김바다", True),
        ("Ann", False),
        ("ann beller", False),
        ("Share This Article", False),
        ("The Harbour", False),
        ("Ann Beller's Stories", False),
        ("Ann Beller 3", False),
        ("Ann Beller: the boat", False),
        ("Editorial Board Members of the Gazette", False),
        ("News Desk", False),
        ("", False),
    ],
)
def test_is_name(text: str, *, expected: bool) -> None:
    assert is_name(text) is expected


def test_desks_agencies_and_library_names() -> None:
    assert is_desk("BR Redaktion")
    assert is_desk("Gazette Staff")
    assert not is_desk("Ann Beller")
    assert is_agency("dpa")
    assert is_agency("AFP")
    assert not is_agency("Ann")
    assert last_first("Beller, Ann") == "Ann Beller"
    assert last_first("Ann Beller") == "Ann Beller"
    assert last_first("Beller, Ann, Grau, Tom") == "Beller, Ann, Grau, Tom"


WORDS = ["By", "von", "and", ",", ";", "&", "Ann", "Beller", "(", ")", "/", "-", "기자", "@", "Jr.", "dpa"]


@settings(deadline=None)
@given(st.text(max_size=80) | st.lists(st.sampled_from(WORDS)).map(" ".join))
def test_any_byline_gives_names_without_marks(byline: str) -> None:
    for name in names_in(byline):
        assert name == name.strip()
        assert name
        assert "@" not in name


@pytest.mark.parametrize(
    ("byline", "names"),
    [("作者：王文 责任编辑：小婷", ["王文"]), ("作者：未知 责任编辑：小婷", []), ("name", []), ("责任编辑：小婷", [])],
)
def test_chinese_labels_and_placeholders(byline: str, names: list[str]) -> None:
    assert names_in(byline) == names
