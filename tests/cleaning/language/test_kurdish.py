from __future__ import annotations

import pytest

from cleaning.language.kurdish import kurdish_in_arabic, kurdish_in_latin


def test_sorani_is_told_by_its_letters() -> None:
    text = "لە شارەکەمان پردێکی نوێ دروست دەکرێت بۆ خەڵک"
    assert kurdish_in_arabic(text.split()) == "ckb"


def test_badini_is_told_by_its_small_words() -> None:
    text = "ئەڤ پرە دێ ل سەر ڕویباری ژ نوی هێتە ئاڤاکرن"
    assert kurdish_in_arabic(text.split()) == "ku"


@pytest.mark.parametrize(
    "text",
    [
        "قرر المجلس إعادة بناء الجسر القديم فوق النهر",  # Arabic
        "شورا تصمیم گرفت پل قدیمی را دوباره بسازد",  # Persian
        "کونسل نے فیصلہ کیا کہ پرانا پل دوبارہ بنایا جائے گا",  # Urdu
        "شەھەرلىك كېڭىشى كونا كۆۋرۈكنى قايتا ياساشنى قارار قىلدى",  # Uyghur, which has ە and ۆ as well
    ],
)
def test_other_languages_in_arabic_letters_are_not_kurdish(text: str) -> None:
    assert kurdish_in_arabic(text.split()) is None


def test_kurmanji_is_told_by_letters_and_words() -> None:
    text = "Ew dixwazin ku pira kevn a li ser çem ji nû ve bê avakirin"
    assert kurdish_in_latin(text.split()) == "ku"


@pytest.mark.parametrize(
    "text",
    [
        "Belediye meclisi eski köprünün yeniden yapılmasına karar verdi",  # Turkish
        "Le maître a dit que la forêt brûle et que la fête est gâchée à cause de la tempête",  # French, with ê and î
        "à la pêche, de ne pas nous dire",  # French, with words that Kurmanji has as well
        "Consiliul a hotărât să reconstruiască vechiul pod în primăvară și încă înainte de iarnă",  # Romanian
        "",
    ],
)
def test_other_languages_in_latin_letters_are_not_kurmanji(text: str) -> None:
    assert kurdish_in_latin(text.split()) is None
