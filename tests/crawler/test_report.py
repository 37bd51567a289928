"""The report of a run: a line once in a while where there is no terminal, and what a feed lost."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from scrapy import Spider
from scrapy.utils.test import get_crawler

from cleaning.record import Provenance, Record
from crawler.model import Counts, State
from crawler.report import Crawling, Report

RECORD = Record(
    identifier="one",
    inLanguage="en",
    wordCount=1,
    comment=(),
    provenance=Provenance(digest="sha256:0", encoding="utf-8", encodingFrom="default", fields={}, versions={}),
)


class Ferry(Spider):
    """A spider that keeps a ledger, as far as the report can see."""

    name = "ferry"
    limit: int | None = None

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.counts = Counts()
        self.counted: asyncio.Queue[int] = asyncio.Queue()

    async def count(self) -> None:
        self.counts = Counts(states={(State.QUEUED, None): self.counted.qsize() + 7})
        self.counted.put_nowait(1)


def report_of(spider: type[Spider], data: Path, **settings: Any) -> tuple[Report, Spider]:
    crawler = get_crawler(spider, {"DATA_DIR": str(data), "CLEAN": True, "PROGRESS_SECONDS": 0, **settings})
    crawler.spider = crawler._create_spider("ferry")
    return Report.from_crawler(crawler), crawler.spider


def test_without_a_terminal_a_crawl_tells_how_far_it_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    async def crawl() -> None:
        report, spider = report_of(Ferry, tmp_path, PROGRESS_SECONDS=0.001)
        assert isinstance(spider, Ferry)
        assert isinstance(spider, Crawling)
        report.opened(spider)
        report.scraped(RECORD)
        for _ in range(3):
            await spider.counted.get()
        report.closed("finished")
        report.stopped()

    asyncio.run(crawl())
    told = capsys.readouterr().err
    assert re.search(r"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d ferry: 7 queued, 0 fetched, 1 records, 0 comments,", told, re.M)
    assert re.search(r"^source +ferry$", told, re.M)
    assert re.search(rf"^ledger in +{re.escape(str(tmp_path))}/ledger.sqlite$", told, re.M)


@pytest.mark.parametrize(("spider", "seconds"), [(Ferry, 0), (Spider, 0.001)])
def test_nothing_is_told_meanwhile_if_nobody_wants_it(spider: type[Spider], seconds: float, tmp_path: Path) -> None:
    async def crawl() -> None:
        report, made = report_of(spider, tmp_path, PROGRESS_SECONDS=seconds)
        report.opened(made)
        assert len(asyncio.all_tasks()) == 1

    asyncio.run(crawl())


@pytest.mark.parametrize(("written", "is_told"), [(1, True), (2, False)])
def test_a_record_that_a_feed_lost_is_told(
    written: int, is_told: bool, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    report, _ = report_of(
        Spider, tmp_path, FEEDS={"out.jsonl": {"format": "jsonl"}, "some.jsonl": {"item_classes": [str]}}
    )
    report.scraped(RECORD)
    report.scraped(RECORD)
    report._stats.set_value("cleaning/pages", 2)
    report.exported(SimpleNamespace(uri_template="out.jsonl", itemcount=written))
    report.stopped()
    assert ("out.jsonl holds 1 of 2 records" in caplog.text) is is_told
    assert "some.jsonl" not in caplog.text
