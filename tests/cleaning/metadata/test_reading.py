"""Numbers, truths and lists as sources state them."""

from __future__ import annotations

import pytest

from cleaning.metadata.reading import distinct, reading_of, truth, whole_number


@pytest.mark.parametrize(
    ("value", "number"),
    [
        (12, 12),
        ("12", 12),
        (" 0 ", 0),
        (True, None),
        (-1, None),
        ("1.5", None),
        ("9" * 30, None),
        (None, None),
        ([], None),
    ],
)
def test_whole_number(value: object, number: int | None) -> None:
    assert whole_number(value) == number


@pytest.mark.parametrize(
    ("value", "said"),
    [(True, True), ("False", False), ("https://schema.org/True", True), ("no", False), ("perhaps", None), (None, None)],
)
def test_truth(value: object, said: bool | None) -> None:
    assert truth(value) is said


def test_empty_and_repeated_values_are_left_out() -> None:
    assert distinct(["a", "", None, "b", "a"]) == ("a", "b")
    assert reading_of("x", {"title": ["", "t"]}).title == ("t",)
