"""What earlier crawls had, read from the ends of their record files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from crawler.health import history
from crawler.health.history import History, Known, read_history


def line(n: int, *, comments: int = 0, words: int = 200, date: str | None = "2024-05-01") -> str:
    record: dict[str, object] = {
        "url": f"https://one.example/{n}",
        "datePublished": date,
        "wordCount": words,
        "comment": [{}] * comments,
    }
    return json.dumps(record | {"headline": "x"}) + "\n"


def test_the_last_record_of_a_page_counts(tmp_path: Path) -> None:
    lines = [line(1, comments=2), line(2, date=None), "no json\n", "[]\n", '{"url": null}\n', line(1, comments=3)]
    (tmp_path / "records.jsonl").write_text("".join(lines) + line(3)[:20], "utf-8")
    found = read_history(tmp_path)
    assert [(page.url[-1], page.comments, page.dated) for page in found.pages] == [("2", 0, False), ("1", 3, True)]
    assert found.dated == 0.5


def test_there_may_be_no_history(tmp_path: Path) -> None:
    assert read_history(tmp_path / "none") == History()
    assert History().dated == 0
    assert History().worth_asking(4) == ()


def test_only_the_end_of_a_long_file_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "records.jsonl").write_text("".join(line(n) for n in range(1000)), "utf-8")
    monkeypatch.setattr(history, "TAIL", 1000)
    pages = read_history(tmp_path).pages
    assert 3 < len(pages) < 20
    assert pages[-1].url.endswith("/999")


def test_pages_that_can_show_a_loss_are_asked_for() -> None:
    pages = [Known(url=str(n), dated=n != 8, words=200 if n != 7 else 20, comments=n % 4 == 0) for n in range(10)]
    assert [page.url for page in History(pages=tuple(pages)).worth_asking(4)] == ["8", "4", "9", "6"]
