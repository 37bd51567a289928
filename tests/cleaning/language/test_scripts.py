from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaning.language.scripts import OTHER, SCRIPTS, weight_of, words_by_script

BRIDGES = {
    "latin": "Brücke",
    "cyrillic": "мост",
    "greek": "γέφυρα",
    "hebrew": "גשר",
    "arabic": "جسر",
    "devanagari": "पुल",
    "bengali": "সেতু",
    "gurmukhi": "ਪੁਲ",
    "gujarati": "પુલ",
    "tamil": "பாலம்",
    "telugu": "వంతెన",
    "kannada": "ಸೇತುವೆ",
    "malayalam": "പാലം",
    "thai": "สะพาน",
    "hangul": "다리",
    "kana": "はし",
    "han": "桥",
}


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_word_is_in_its_script(script: str) -> None:
    assert words_by_script(BRIDGES[script]) == {script: [BRIDGES[script]]}


@pytest.mark.parametrize(("script", "name"), [("latin", "LATIN"), ("greek", "GREEK"), ("cyrillic", "CYRILLIC")])
def test_the_letters_of_an_alphabet_are_those_that_unicode_names_so(script: str, name: str) -> None:
    letters = [chr(code) for code in range(0x41, 0x530) if unicodedata.category(chr(code)) in ("Lu", "Ll")]
    mine = [letter for letter in letters if unicodedata.name(letter).startswith(f"{name} ") and letter < "\u0530"]
    phonetic = [letter for letter in mine if "\u0250" <= letter <= "\u02af"]  # no language is written with these
    assert len(mine) > 50
    assert {tuple(words_by_script(letter)) for letter in set(mine) - set(phonetic)} == {(script,)}


def test_words_are_sorted_by_script_in_their_order() -> None:
    text = "Die Brücke, мост; 3 ponts — 橋をわたる、다리. ხიდი 2024 l'eau"
    assert words_by_script(text) == {
        "latin": ["Die", "Brücke", "ponts", "l", "eau"],
        "cyrillic": ["мост"],
        "han": ["橋"],
        "kana": ["をわたる"],
        "hangul": ["다리"],
        OTHER: ["ხიდი"],
    }


def test_a_chinese_character_weighs_as_much_as_three_letters() -> None:
    assert weight_of("han", ["咸水", "镇"]) == 9
    assert weight_of("latin", ["abc"]) == 3
    assert weight_of(OTHER, ["ხიდი"]) == 4


@given(st.text(max_size=200))
def test_every_letter_is_in_a_script(text: str) -> None:
    found = words_by_script(text)
    letters = {letter for letter in text if unicodedata.category(letter) in ("Lu", "Ll", "Lo")}
    assert letters <= set("".join(word for words in found.values() for word in words))
    assert set(found) <= {*SCRIPTS, OTHER}
