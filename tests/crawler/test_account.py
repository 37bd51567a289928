"""What a crawl has done, in words: the line while it runs, the rows at its end."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from cleaning.summary import Summary
from crawler.account import Account, bytes_in, crawl_rows, progress_line, size
from crawler.model import Counts, State, Why

COUNTS = Counts(
    states={
        (State.FAILED, Why.TIMEOUT): 1,
        (State.SKIPPED, Why.REDIRECTED): 4,
        (State.SKIPPED, Why.ROBOTS): 3,
        (State.QUEUED, None): 1200,
        (State.FETCHING, None): 34,
        (State.ARCHIVED, None): 5,
        (State.GONE, Why.NOT_FOUND): 0,
    },
    uncleaned=2,
)
STATS = {"fetch/archived": 1500, "fetch/listed": 2, "retry/timeout": 1, "retry/http-status": 3, "start_time": "noon"}


def account(**more: object) -> Account:
    summary = Summary(pages=4, records=3, comments=7, rejects=Counter({"clean/no-article": 1}))
    return replace(Account(source="ferry", counts=COUNTS, stats=STATS, summary=summary), **more)  # type: ignore[arg-type]


def test_the_line_tells_what_waits_what_is_done_and_how_fast() -> None:
    told = account()
    told.summary.started -= 751
    line = progress_line(told)
    assert line == "ferry: 1,234 queued, 1,502 fetched, 3 records, 7 comments, 1 rejects, 2.0 pages/s"


def test_every_url_is_in_one_row_of_the_states_in_the_order_of_the_closed_lists() -> None:
    rows = list(crawl_rows(account()))
    states = [row for row in rows if row[0].startswith("  ") and row[0] != "  clean/no-article"]
    assert states == [
        ("  queued", "1,200"),
        ("  fetching", "34"),
        ("  archived", "5"),
        ("  skipped/robots", "3"),
        ("  skipped/redirected", "4"),
        ("  failed/timeout", "1"),
    ]
    assert dict(rows)["URLs known"] == "1,247"


def test_the_rows_tell_this_run_and_where_things_are() -> None:
    rows = dict(crawl_rows(account(files={"ledger in": "data/ledger.sqlite"}, grown=1_250_000, archived=7_600_000_000)))
    assert rows["fetched now"] == "archived 1,500, listings 2"
    assert rows["failed tries"] == "http-status 3, timeout 1"
    assert (rows["records"], rows["rejects"], rows["comments"]) == ("3", "1", "7")
    assert rows["archive"] == "1.2 MB now, 7.6 GB in all"
    assert rows["ledger in"] == "data/ledger.sqlite"


def test_a_crawl_that_only_archives_tells_no_records() -> None:
    rows = dict(crawl_rows(account(is_cleaning=False)))
    assert "records" not in rows
    assert rows["left to clean"] == "2: CLEAN is off"


@pytest.mark.parametrize(
    ("how", "why"),
    [
        ({"reason": "shutdown"}, "1,234: stopped early (shutdown)"),
        ({"limit": 100}, "1,234: this run was limited to 100"),
        ({}, "1,234: they are to be tried again later, or left out by the arguments of this run"),
    ],
)
def test_what_waits_for_the_next_run_is_told_with_its_cause(how: dict[str, object], why: str) -> None:
    assert dict(crawl_rows(account(**how)))["left to fetch"] == why


def test_nothing_is_left_when_all_is_done() -> None:
    rows = dict(crawl_rows(account(counts=Counts(states={(State.ARCHIVED, None): 5}))))
    assert not [name for name in rows if name.startswith("left")]


def test_a_crawl_that_fetched_nothing_says_so() -> None:
    assert dict(crawl_rows(account(stats={})))["fetched now"] == "nothing"


@pytest.mark.parametrize(("count", "text"), [(0, "0.0 kB"), (999_949, "999.9 kB"), (1e6, "1.0 MB"), (3.25e9, "3.2 GB")])
def test_sizes_are_told_for_people(count: int, text: str) -> None:
    assert size(count) == text


def test_the_archive_is_as_large_as_its_files(tmp_path: Path) -> None:
    assert bytes_in(tmp_path / "none") == 0
    (tmp_path / "one.warc.gz").write_bytes(b"12345")
    (tmp_path / "two.warc.gz").write_bytes(b"123")
    (tmp_path / "notes.txt").write_bytes(b"1")
    assert bytes_in(tmp_path) == 8
