from __future__ import annotations

import json
from importlib.resources import files

import pytest

from cleaning.text.phrases import match_phrases, set_phrases
from cleaning.text.words import words_of


@pytest.mark.parametrize(
    ("line", "family"),
    [
        ("7 Comments:", "comments"),
        ("Kommentare (3)", "comments"),
        ("1 Comment(s)", "comments"),
        ("留言列表 (42)", "comments"),
        ("تعليقات", "comments"),
        ("Комментарии: 12", "comments"),
        ("LEAVE A REPLY", "respond"),
        ("Schreibe einen Kommentar", "respond"),
        ("コメントを残す", "respond"),
        ("Deja un comentario", "respond"),
        ("Lees ook:", "related"),
        ("Читайте также", "related"),
        ("관련기사", "related"),
        ("All rights reserved", "legal"),
        ("Tüm hakları saklıdır", "legal"),
        ("4 min read", "readtime"),
        ("Annons", "ad"),
        ("Vastaa", "control"),
        ("Odpowiedz", "control"),
    ],
)
def test_a_phrase_covers_its_line_whatever_case_marks_and_figures(line: str, family: str) -> None:
    matches = match_phrases(words_of(line))
    assert matches.of(family) == 1
    assert family in matches.leading


def test_a_single_word_is_no_phrase_in_prose() -> None:
    prose = "The sailors wanted to share the cost of the new harbour light with their neighbours at home"
    assert match_phrases(words_of(prose)).of("share", "nav") == 0


def test_overlapping_phrases_cover_a_word_once() -> None:
    assert match_phrases(words_of("leave a comment")).of("respond") == 1
    assert match_phrases(words_of("share this article today please")).of("share") == pytest.approx(3 / 5)


def test_no_words_match_nothing() -> None:
    assert match_phrases([]).of("nav", "comments") == 0


def test_each_family_knows_phrases_of_many_languages() -> None:
    table = json.loads(files("cleaning.text").joinpath("phrases.json").read_text("utf-8"))
    for family, languages in table.items():
        assert len(languages) >= 16, family
        assert {"en", "de", "fr", "es", "ru", "zh"} <= set(languages) | ({"zh", "fr"} if family == "updated" else set())
        assert all(set_phrases(family)), family
