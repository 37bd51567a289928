from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from cleaning.text.trees import TOGETHER, Forest

NAMES = ["size", "stop", "own"]
BYTES = st.integers(0, 254)
QUESTIONS = [[measure, bound] for measure in range(3) for bound in (0, 1, 100, 253, 254)]
TREES = st.recursive(
    st.integers(0, 500),
    lambda trees: st.tuples(st.integers(0, len(QUESTIONS) - 1), trees, trees).map(list),
    max_leaves=12,
)


def forest(trees: Sequence[Any], base: int = 0) -> Forest:
    return Forest({"measures": NAMES, "unit": 256, "base": base, "questions": QUESTIONS, "trees": trees})


def walked(tree: Any, row: tuple[int, int, int]) -> int:
    """What one line comes to in one tree, step by step."""
    while not isinstance(tree, int):
        measure, bound = QUESTIONS[tree[0]]
        tree = tree[1] if row[measure] > bound else tree[2]
    return int(tree)


@settings(deadline=None)
@given(
    st.lists(st.tuples(BYTES, BYTES, BYTES), min_size=1, max_size=20), st.lists(TREES, max_size=5), st.integers(-99, 0)
)
def test_all_lines_at_once_come_to_what_each_comes_to_alone(
    rows: list[tuple[int, int, int]], trees: list[Any], base: int
) -> None:
    columns = dict(zip(NAMES, zip(*rows, strict=True), strict=True))
    assert forest(trees, base).sums(columns) == [base + sum(walked(tree, row) for tree in trees) for row in rows]


def test_long_pages_go_through_in_parts() -> None:
    column = [at % 255 for at in range(2 * TOGETHER + 3)]
    sums = forest([[2, 7, 3]]).sums({"size": column, "stop": column, "own": column})
    assert sums == [7 if value > 100 else 3 for value in column]
