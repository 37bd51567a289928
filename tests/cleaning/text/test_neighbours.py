from __future__ import annotations

from cleaning.text.neighbours import MOST, block_distances, moved, runs, since, window


def test_neighbours_outside_of_the_page_are_told_from_others() -> None:
    assert list(moved([1, 2, 3], 1)) == [2, 3, MOST]
    assert list(moved([1, 2, 3], -2)) == [MOST, MOST, 1]
    assert list(moved([1], 4)) == [MOST]


def test_a_window_leaves_the_line_itself_out() -> None:
    assert window([10, 0, 10], [10, 10, 10], 1) == [0, 200, 0]


def test_runs_and_distances() -> None:
    assert runs([True, True, False, True]) == [2, 2, 0, 1]
    assert since([0, 1, 0, 0]) == [MOST, MOST, 1, 2]


def test_the_best_block_is_the_run_of_the_greatest_sum() -> None:
    distances = block_distances([-1, 5, -1, 5, -9, 3], "block")
    assert distances["block_above"] == [1, 0, 0, 0, 0, 0]
    assert distances["block_below"] == [0, 0, 0, 0, 1, 2]
    assert distances["block_from"] == [0, 1, 2, 3, 0, 0]
