from __future__ import annotations

from pathlib import Path

import pytest
from scrapy.settings import Settings

from crawler.outputs import check_feeds


def settings(feed: Path, data: Path) -> Settings:
    return Settings({"FEEDS": {str(feed): {"format": "jsonlines"}}, "DATA_DIR": str(data)})


@pytest.mark.parametrize("file", ["records/a/records.jsonl", "archive/new.jsonl", "ledger.sqlite", "ledger.sqlite-wal"])
def test_a_feed_must_not_be_what_the_crawl_keeps_by_itself(tmp_path: Path, file: str) -> None:
    with pytest.raises(ValueError, match="name a file outside"):
        check_feeds(settings(tmp_path / "data" / file, tmp_path / "data"))


def test_a_feed_may_lie_beside_what_the_crawl_keeps(tmp_path: Path) -> None:
    check_feeds(settings(tmp_path / "data/fresh.jsonl", tmp_path / "data"))


def test_a_feed_must_not_overwrite_a_foreign_file(tmp_path: Path) -> None:
    (tmp_path / "notes.jsonl").write_text("{}\n")
    with pytest.raises(ValueError, match="no records of ours"):
        check_feeds(settings(tmp_path / "notes.jsonl", tmp_path / "data"))


def test_a_new_file_is_well(tmp_path: Path) -> None:
    check_feeds(settings(tmp_path / "out/new.jsonl", tmp_path / "data"))
