from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaning.language.scripts import OTHER, SCRIPTS, weight_of, words_by_script

UNICODE_NAMES = {
    "latin": "LATIN", "cyrillic": "CYRILLIC", "greek": "GREEK", "hebrew": "HEBREW", "arabic": "ARABIC",
    "devanagari": "DEVANAGARI", "bengali": "BENGALI", "gurmukhi": "GURMUKHI", "gujarati": "GUJARATI", "tamil": "TAMIL",
    "telugu": "TELUGU", "kannada": "KANNADA", "malayalam": "MALAYALAM", "thai": "THAI", "hangul": "HANGUL",
    "han": "CJK",
}  # fmt: skip


@pytest.mark.parametrize("script", UNICODE_NAMES)
def test_letters_of_a_script_are_those_that_unicode_names_so(script: str) -> None:
    found = 0
    for code in range(0x250):  # the scripts' own blocks are tried below, by whole words
        letter = chr(code)
        if letter.isalpha() and unicodedata.name(letter, "").startswith(UNICODE_NAMES[script]):
            assert list(words_by_script(letter)) == [script], letter
            found += 1
    samples = {"latin": "Brücke", "cyrillic": "мост", "greek": "γέφυρα", "hebrew": "גשר", "arabic": "جسر",
               "devanagari": "पुल", "bengali": "সেতু", "gurmukhi": "ਪੁਲ", "gujarati": "પુલ", "tamil": "பாலம்",
               "telugu": "వంతెన", "kannada": "ಸೇತುವೆ", "malayalam": "പാലം", "thai": "สะพาน", "hangul": "다리", "han": "桥"}  # fmt: skip
    assert words_by_script(samples[script]) == {script: [samples[script]]}
    assert found > 50 or script != "latin"


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
def test_every_letter_is_in_one_script_and_nothing_else_is_in_any(text: str) -> None:
    words = [letter for found in words_by_script(text).values() for word in found for letter in word]
    assert len(words) <= len(text)
    letters = [letter for letter in text if letter.isalpha() and unicodedata.category(letter) != "Lm"]
    assert set(letters) <= set(words)
    assert set(words_by_script(text)) <= {*SCRIPTS, OTHER}
