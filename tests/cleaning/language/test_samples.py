from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaning.language.samples import SAMPLE, samples_of


@given(st.text(max_size=3 * SAMPLE * 3), st.integers(min_value=1, max_value=8))
def test_there_are_as_many_samples_as_asked_for_at_most_and_none_is_long(text: str, count: int) -> None:
    samples = samples_of(text, count)
    assert 1 <= len(samples) <= count
    # A compatibility character may unfold to up to 18 others.
    assert all(len(sample) <= 18 * SAMPLE for sample in samples)


def test_samples_come_from_the_whole_text_and_hold_whole_words() -> None:
    words = [f"word{number}" for number in range(1000)]
    samples = samples_of(" ".join(words), 3)
    places = [words.index(sample.split()[0]) for sample in samples]
    assert places[0] == 0
    assert 480 < places[1] < 520
    assert places[2] > 975
    assert samples[-1].split()[-1] == "word999"
    assert all(set(sample.split()) <= set(words) for sample in samples)


def test_a_text_without_spaces_is_sampled_all_the_same() -> None:
    assert samples_of("\u6c34" * 1000, 3) == ["\u6c34" * SAMPLE] * 3


@pytest.mark.parametrize("noise", ["https://example.org/path", "www.example.org", "reader@example.org"])
def test_addresses_are_left_out(noise: str) -> None:
    assert samples_of(f"before {noise} after", 3) == ["before after"]
