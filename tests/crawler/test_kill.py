"""Killed at any moment and started again: every page is archived once and has one line, and the ledger is in order."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.kill import run


@pytest.mark.parametrize("seed", [1, 2])
def test_no_page_is_lost_and_none_doubled(tmp_path: Path, seed: int) -> None:
    done = run(tmp_path, seed=seed, pages=150, kills=3)
    assert done.kills.total() >= 2
    assert (done.lost, done.doubled, done.faults) == (0, 0, [])
