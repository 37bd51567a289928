from __future__ import annotations

import pytest

from cleaning.text.words import count_words, size_of, spoken_words, words_of


@pytest.mark.parametrize(
    ("text", "count"),
    [("", 0), ("The ferry's late.", 4), ("渡船开航", 4), ("ลม", 2), ("나룻배가 다시", 2), ("— · —", 0), ("№ 7", 1)],
)
def test_words_are_counted_in_any_script(text: str, count: int) -> None:
    assert count_words(text) == count


def test_words_are_in_lower_case_without_figures() -> None:
    assert words_of("7 Comments (12), ÉTÉ") == ["comments", "été"]


def test_a_chinese_character_says_more_than_a_letter() -> None:
    assert size_of("渡船开航了") == 12
    assert size_of("ferry") == 5
    assert size_of("تعليق") == 5


def test_three_characters_without_spaces_are_about_a_word() -> None:
    assert spoken_words(words_of("渡船开")) == pytest.approx(1)
    assert spoken_words(["ann", "de", "vere"]) == 3
