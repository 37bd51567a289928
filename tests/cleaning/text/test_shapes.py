from __future__ import annotations

import pytest

from cleaning.text.lines import split_lines
from cleaning.text.shapes import Shape, shape_of, shapes_of


def shape(text: str) -> Shape:
    (line,), _ = split_lines(text)
    return shape_of(line)


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("The bell rang. Nobody came.", 2),
        ("«Никто не пришёл», — сказала она.", 1),
        ("鐘が鳴った。誰も来なかった。", 2),
        ("钟声响了！“没有人来。”", 2),
        ("دق الجرس. لماذا لم يأت أحد؟", 2),
        ("घंटी बजी।", 1),
        ("Bell rings at noon", 0),
    ],
)
def test_sentences_end_in_any_script(text: str, sentences: int) -> None:
    found = shape(text)
    assert found.sentences == sentences
    assert found.is_sentence == (sentences > 0)


def test_the_mark_at_the_end_is_found_behind_quotes_and_brackets() -> None:
    assert shape('"Only once."').ends == "."
    assert shape("(see below:)").ends == ":"
    assert shape("no mark").ends == ""


def test_measures_of_a_headline() -> None:
    found = shape("Harbour Cat Promoted, 3 Mice Flee | The Lantern")
    assert found.capitals == 1
    assert found.figures
    assert found.separators == 1
    assert found.commas == 1


def test_of_a_long_line_only_the_beginning_and_the_end_are_looked_at() -> None:
    found = shape("word " * 2_000_000 + "end.")
    assert found.size == 10_000_004
    assert len(found.words) == 400
    assert found.is_sentence


def test_a_repeated_line_is_measured_once() -> None:
    lines, _ = split_lines("Top\n\nTop")
    first, second = shapes_of(lines)
    assert first is second
