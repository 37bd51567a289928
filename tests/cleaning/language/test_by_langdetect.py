"""Languages of texts of our own: right where there is a profile, undetermined where there is none."""

from __future__ import annotations

import itertools
import os
import subprocess
import sys
import tomllib
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaning.language import DETECTOR
from cleaning.model import Language

TEXTS = tomllib.loads((Path(__file__).parent / "texts.toml").read_text("utf-8"))
KNOWN: dict[str, str] = TEXTS["known"]
LACKING: dict[str, str] = TEXTS["lacking"]
WIDE = ["en", "de", "fr", "tr", "ru", "ar", "ckb", "ku", "he", "zh", "ja", "ko", "th", "hi"]
UND = Language()


@pytest.mark.parametrize("code", KNOWN)
def test_a_paragraph_is_told(code: str) -> None:
    told = DETECTOR.tell(KNOWN[code])
    assert told.code == code
    assert told.confidence is not None
    assert 0.7 <= told.confidence <= 1
    assert told.detector


@pytest.mark.parametrize("code", LACKING)
@pytest.mark.parametrize("times", [1, 20])
def test_a_language_without_a_profile_is_undetermined_and_not_the_nearest_one(code: str, times: int) -> None:
    assert DETECTOR.tell("\n\n".join([LACKING[code]] * times)) == UND


@pytest.mark.parametrize(("first", "second"), list(itertools.permutations(WIDE, 2)))
def test_halves_in_two_languages_are_undetermined(first: str, second: str) -> None:
    assert DETECTOR.tell(f"{KNOWN[first]}\n\n{KNOWN[second]}") == UND


@pytest.mark.parametrize("code", WIDE)
def test_a_quotation_in_another_language_does_not_change_the_text_around_it(code: str) -> None:
    quotation = KNOWN["es"] if code != "es" else KNOWN["en"]
    text = "\n\n".join([KNOWN[code]] * 3 + [quotation] + [KNOWN[code]] * 3)
    assert DETECTOR.tell(text).code == code


def test_a_foreign_first_sample_is_outweighed_by_the_rest() -> None:
    assert DETECTOR.tell("\n\n".join([KNOWN["fr"], *[KNOWN["de"]] * 12])).code == "de"


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n",
        "Danke!",
        "ok, good one",
        "Спасибо",
        "شكرا",
        "謝謝",
        "12.05.2024, 14:30",
        "😀😀😀😀😀😀😀😀😀😀😀😀",
        "https://example.org/a/very/long/address/that/is/no/language/at/all someone@example.org",
    ],
)
@pytest.mark.parametrize("hint", [None, "en", "ar"])
def test_what_is_short_or_no_text_is_undetermined_whatever_the_page_declares(text: str, hint: str | None) -> None:
    assert DETECTOR.tell(text, hint) == UND


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("de", "Das ist doch nur Geldverschwendung, die Brücke steht noch gut."),
        ("en", "They should have asked the shopkeepers first, in my opinion."),
        ("fr", "Je ne comprends pas pourquoi personne ne nous a demandé."),
        ("ckb", "زۆر سوپاس بۆ ئەم هەواڵە، دەستتان خۆش بێت"),
        ("ku", "Gelek spas ji bo vê nûçeyê, ez jî li wî bajarî mezin bûm"),
        ("ar", "لماذا لم يسألوا أصحاب المتاجر قبل أن يقرروا بناء الجسر من جديد؟"),
        ("fa", "چرا از مغازه‌دارها نپرسیدند که این کار درست است یا نه؟"),
        ("ja", "誰も私たちに聞いてくれませんでした。残念です。"),
        ("zh", "没有人问过我们的意见，真的很遗憾。"),
    ],
)
def test_a_comment_of_one_sentence_is_told(code: str, text: str) -> None:
    assert DETECTOR.tell(text).code == code


def test_kurdish_of_the_north_in_arabic_letters_is_kurdish() -> None:
    text = "ئەنجومەنا باژێڕی بڕیار دا کو پرا کەڤن ل سەر ڕویباری ژ نوی بهێتە ئاڤاکرن و دێ ل بهارێ دەست ب کاری کەن"
    assert DETECTOR.tell(text).code == "ku"


def test_sorani_typed_with_heh_and_a_zero_width_space_is_sorani() -> None:
    text = KNOWN["ckb"].replace("ە", "ه\u200c")
    assert DETECTOR.tell(text).code == "ckb"


@pytest.mark.parametrize("code", ["ar", "ckb"])
def test_a_persian_page_that_quotes_is_not_kurdish_and_not_arabic(code: str) -> None:
    assert DETECTOR.tell("\n\n".join([KNOWN["fa"]] * 4 + [KNOWN[code]] + [KNOWN["fa"]] * 4)).code == "fa"


def test_names_of_another_language_and_script_do_not_matter() -> None:
    assert DETECTOR.tell(f"Çiğdem Yıldız und Иван Петров (Şafak Sesi): {KNOWN['de']} Ağrı, Řež.").code == "de"


def test_accents_as_combining_marks_are_the_same_text() -> None:
    for code in ("fr", "vi", "cs"):
        assert DETECTOR.tell(unicodedata.normalize("NFD", KNOWN[code])).code == code


def test_arabic_with_vowel_signs_is_arabic() -> None:
    signs = itertools.cycle("\u064e\u064f\u0650")
    vocalised = "".join(letter + (next(signs) if letter.isalpha() else "") for letter in KNOWN["ar"])
    assert DETECTOR.tell(vocalised).code == "ar"


def test_a_text_of_five_megabytes_takes_no_longer_than_a_short_one() -> None:
    # Bounded work shows in what is looked at: the text around the samples can be anything.
    long = (KNOWN["de"] + " ") * 15_000
    assert DETECTOR.tell(long).code == "de"
    assert DETECTOR.tell("a" * 5_000_000) == UND
    assert DETECTOR.tell("haha " * 1_000_000) == UND


@given(st.text(max_size=400), st.one_of(st.none(), st.text(max_size=8)))
@settings(max_examples=150, deadline=None)
def test_every_text_has_an_answer_and_always_the_same(text: str, hint: str | None) -> None:
    assert DETECTOR.tell(text, hint) == DETECTOR.tell(text, hint)


@given(st.lists(st.sampled_from(sorted(KNOWN)), max_size=4), st.sampled_from(["en", "no", "id", "hr", "ar"]))
@settings(max_examples=20, deadline=None)
def test_an_answer_does_not_depend_on_what_was_asked_before(before: list[str], code: str) -> None:
    text = KNOWN.get(code, KNOWN["cs"])
    answer = DETECTOR.tell(text)
    for other in before:
        DETECTOR.tell(KNOWN[other])
    assert DETECTOR.tell(text) == answer


def test_an_answer_does_not_depend_on_the_process() -> None:
    program = (
        "import sys; from cleaning.language import DETECTOR\n"
        "for text in sys.argv[1:]: print(DETECTOR.tell(text), DETECTOR.tell(text[:45], 'de'))"
    )
    texts = [KNOWN[code] for code in ("no", "da", "es", "pt", "ar")]
    runs = []
    for seed, ordered in (("1", texts), ("2", texts[::-1])):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONUTF8": "1"}
        command = [sys.executable, "-c", program, *ordered]
        runs.append(subprocess.run(command, capture_output=True, check=True, env=environment).stdout.splitlines())
    assert runs[0] == runs[1][::-1]
