from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cleaning.training.align import align, tokens_of

TEXT = """The mill on the Orr turned again on Monday after nine quiet years.

How it turned

The council paid for the wheel, and the miller for the bread."""


def test_lines_of_the_text_are_found_among_others() -> None:
    lines = [
        "Menu",
        "The mill on the Orr turned again on Monday after nine quiet years.",
        "How it turned",
        "Share this",
    ]
    assert align(lines, TEXT) == [False, True, True, False]


def test_a_line_that_is_printed_twice_is_taken_once() -> None:
    lines = ["The council paid for the wheel, and the miller for the bread."]
    lines += ["The mill on the Orr turned again on Monday after nine quiet years.", "How it turned", *lines]
    assert align(lines, TEXT) == [False, True, True, True]


def test_a_line_with_a_word_more_or_less_is_still_the_texts() -> None:
    assert align(["The mill on the Orr turned once again on Monday after nine years."], TEXT) == [True]


def test_a_short_line_counts_as_a_whole_paragraph_only() -> None:
    assert align(["the mill", "how it turned", "bread"], TEXT) == [False, True, False]


@given(st.lists(st.lists(st.sampled_from("oak elm ash fir yew".split()), min_size=4, max_size=9), max_size=6))
def test_the_lines_of_any_text_are_all_its_own(paragraphs: list[list[str]]) -> None:
    lines = [f"{at} {' '.join(words)}" for at, words in enumerate(paragraphs)]
    assert align(lines, "\n\n".join(lines)) == [True] * len(lines)


def test_scripts_without_spaces_are_read_by_characters() -> None:
    assert tokens_of("渡し船 2") == ["渡", "し", "船", "2"]
    assert align(["首页", "渡船每天往返二十四次，票价两元"], "渡船每天往返二十四次，票价两元。") == [False, True]
