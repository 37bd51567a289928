"""A site crawled again: nothing twice, and of what has changed a new version. Every count is exact."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

from tests.crawled import (
    DESIGN,
    EDITS,
    HEADLINE,
    LISTINGS,
    REMOVED,
    SAME,
    SAME_UNVALIDATED,
    SUBSTANTIVE,
    TYPO,
    Story,
    record_of,
)
from tests.site import UNVALIDATED


def test_a_second_run_fetches_no_page(story: Story) -> None:
    read_again = set(LISTINGS) - {"/news/?page=2", "/news/?page=3"}  # the page before them has nothing new
    assert story.second.asked == Counter(read_again | {"/robots.txt", "/missing.xml"})
    for path in ("/feed.rss", "/feed.atom", "/feed.json"):
        assert "if-none-match" in story.second.headers[path]
    assert story.second.lines == story.first.lines
    new = story.second.kept[len(story.first.kept) :]
    assert {kept.type for kept in new} <= {"revisit", "request", "response", "warcinfo"}
    assert not [kept for kept in new if kept.type == "response" and kept.what in ("page", "part")]
    assert story.second.urls == story.first.urls


def test_only_what_was_announced_as_changed_is_asked_for_again(story: Story) -> None:
    pages = {path: n for path, n in story.third.asked.items() if path.startswith("/2")}
    assert pages == {story.site.paths[number]: 1 for number in EDITS}
    for number in EDITS:
        asked = story.third.headers[story.site.paths[number]]
        assert ("if-none-match" in asked) == (number % UNVALIDATED != 0)


def test_a_changed_article_is_a_new_version(story: Story) -> None:
    new = story.third.records[len(story.first.records) :]
    site = story.site
    assert story.third.lines.startswith(story.first.lines)
    assert {record["url"] for record in new} == {site.link(number) for number in (TYPO, SUBSTANTIVE, HEADLINE)}
    assert len(new) == 3
    old = {record["url"]: record for record in story.first.records}
    for record in new:
        assert record["identifier"] == old[record["url"]]["identifier"]
        assert record["dateModified"] > old[record["url"]]["dateModified"]
        assert record["datePublished"] == old[record["url"]]["datePublished"]


def test_what_changed_is_classed(story: Story) -> None:
    file = story.place.data / "changes" / "gazette" / "changes.jsonl"
    found = {line["url"]: line["change"] for line in map(json.loads, file.read_bytes().splitlines())}
    assert found == {story.site.link(n): EDITS[n] for n in (TYPO, SUBSTANTIVE, HEADLINE, REMOVED)}


def test_a_page_that_says_the_same_in_other_bytes_is_no_new_record(story: Story) -> None:
    (reject,) = story.third.rejects
    assert (reject["url"], reject["reason"]) == (story.site.link(DESIGN), "unchanged")


def test_an_unchanged_page_is_a_revisit_record(story: Story) -> None:
    new = story.third.kept[len(story.second.kept) :]
    profiles = {
        kept.url: kept.headers["warc-profile"].rstrip("/").rpartition("/")[2]
        for kept in new
        if kept.type == "revisit" and kept.url.removeprefix(story.site.url).startswith("/2")
    }
    assert profiles == {
        story.site.link(SAME): "server-not-modified",
        story.site.link(SAME_UNVALIDATED): "identical-payload-digest",
    }


def test_a_removed_article_is_gone_and_its_record_stays(story: Story) -> None:
    assert story.third.urls[story.site.link(REMOVED)] == ("gone", "removed")
    assert record_of(story.third, story.site.link(REMOVED))


def test_the_folder_holds_nothing_else(story: Story) -> None:
    found = {path.relative_to(story.place.data).parts[0] for path in story.place.data.rglob("*") if path.is_file()}
    assert found <= {"ledger.sqlite", "ledger.sqlite-wal", "ledger.sqlite-shm", "archive", "records", "rejects",
                     "changes", "locks"}  # fmt: skip
    assert not Path(story.place.data / "uncommitted").exists()
