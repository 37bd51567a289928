from __future__ import annotations

import gc

import pytest

from cleaning.language.profiles import profiles_of
from cleaning.language.scripts import SCRIPTS


@pytest.mark.parametrize("script", [name for name, script in SCRIPTS.items() if script.by_profile])
def test_every_script_has_the_profiles_that_its_table_names(script: str) -> None:
    profiles = profiles_of(script)
    assert tuple(profiles.factory.langlist) == SCRIPTS[script].languages
    assert all(0.5 < usual < 1 for usual in profiles.usual.values())


def test_profiles_are_loaded_once_and_the_collector_is_on_afterwards() -> None:
    assert profiles_of("cyrillic") is profiles_of("cyrillic")
    assert gc.isenabled()


def test_a_text_fits_its_language_better_than_another() -> None:
    text = "они хотят чтобы их выслушали прежде чем сдвинут первый камень старого моста"
    profiles = profiles_of("cyrillic")
    fits = {code: profiles.fit(text.split(), code).trigrams for code in SCRIPTS["cyrillic"].languages}
    assert max(fits, key=fits.__getitem__) == "ru"
    assert fits["ru"] > 0.85 > fits["uk"]


def test_letters_that_a_language_lacks_lower_its_fit() -> None:
    profiles = profiles_of("cyrillic")
    assert profiles.fit(["біля", "мосту"], "ru").letters == pytest.approx(8 / 9)
    assert profiles.fit(["біля", "мосту"], "uk").letters == 1


def test_words_without_any_known_n_gram_have_no_likely_language() -> None:
    assert profiles_of("cyrillic").likeliest(["\u0520\u0520\u0520"], None) == {}


def test_no_words_fit_nothing() -> None:
    assert profiles_of("cyrillic").fit([], "ru").trigrams == 0
