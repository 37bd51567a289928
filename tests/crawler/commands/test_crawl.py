"""``scrapy crawl``: what is wrong is told in one sentence, and exit codes say how it ended."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "scrapy", "crawl", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["marow-courier"], "no source 'marow-courier' in the folder seeds: did you mean 'marrow-courier'?"),
        (["marrow-courier", "-a", "limit=many"], "limit"),
        (["marrow-courier", "-s", "DATA_DIR="], "DATA_DIR is '', but must be a folder"),
        (["replay"], "no path given: scrapy crawl replay -a path=seeds"),
    ],
)
def test_what_the_user_gave_wrong_is_told_in_a_sentence(arguments: list[str], message: str) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert done.stderr.startswith("scrapy crawl: ")
    assert message in done.stderr
    assert done.stderr.count("\n") == 1


def test_the_help_shows_examples() -> None:
    assert "scrapy crawl marrow-courier -a since=2024-01-01" in run("--help").stdout
