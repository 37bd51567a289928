"""A crawl's archive is cleaned: versions of an article, what was said of it where it was found, wherever it lies."""

from __future__ import annotations

import gzip
import json
import shutil
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from cleaning.archive.writer import ArchiveWriter, Exchange
from cleaning.cli import main
from cleaning.model import Ask
from cleaning.record import Discovery

HTML = """<html lang="en"><head><title>{title}</title><meta name="cache" content="{noise}">
<link rel="canonical" href="{url}"></head><body><article><h1>{title}</h1>
<p>The harbour master of Quill closed the east pier on Monday after a crack was found in its oldest beam.</p>
<p>Two ferries now leave from the west pier, and the timetable was shifted by a quarter of an hour for the season.</p>
<p>{last}</p></article></body></html>"""
LAST = "Repairs begin next week, said the harbour master, who expects the pier to open again before the herring fair."
FEED = Discovery(via="feed", url="https://quill.example/feed", datePublished="2026-03-03T09:00:00+00:00")


def page(number: int, noise: str = "a", last: str = LAST) -> Exchange:
    url = f"https://quill.example/{number}"
    body = HTML.format(title=f"Pier {number} of Quill is closed", noise=noise, url=url, last=last).encode()
    headers = (("Content-Type", "text/html; charset=utf-8"), ("Content-Encoding", "gzip"))
    at = datetime(2026, 3, 4, 5, 6, number, tzinfo=UTC)
    return Exchange(url=url, status=200, headers=headers, body=gzip.compress(body, mtime=0), fetched_at=at)


def write(folder: Path, source: str = "quill") -> None:
    """Two articles; the first comes again with other bytes, then with other words, then as it was."""
    with closing(ArchiveWriter(folder / source, source, max_bytes=3000)) as writer:
        part = (Ask(url="https://quill.example/2/2", kind="part"), page(3, last="The pier has forty-one lamps in all."))
        writer.write_other(page(9), "redirect")
        for exchange, answers in (
            (page(1), ()),
            (page(2), (part,)),
            (page(1, noise="b"), ()),
            (page(1, last="The pier opened again on Friday, two days before the herring fair and its visitors."), ()),
            (page(1, noise="c"), ()),
        ):
            writer.write_page(exchange, answers, discovery=FEED)


def cleaned(archive: Path, out: Path) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    assert main(["clean", str(archive), "-o", str(out), "--workers", "2"]) == 0
    files = (out, out.with_name(f"{out.stem}.rejects.jsonl"))
    records, rejects = ([json.loads(line) for line in file.read_text("utf-8").splitlines()] for file in files)
    return records, rejects


def test_each_version_of_an_article_is_one_record(tmp_path: Path) -> None:
    write(tmp_path / "archive")
    assert len(list((tmp_path / "archive" / "quill").iterdir())) > 1
    records, rejects = cleaned(tmp_path / "archive", tmp_path / "out.jsonl")
    assert [record["url"][-1] for record in records] == ["1", "2", "1", "1"]
    assert [(reject["url"][-1], reject["stage"], reject["reason"]) for reject in rejects] == [
        ("1", "write", "unchanged")
    ]
    first, second = records[:2]
    assert first["datePublished"] == FEED.datePublished
    assert first["provenance"]["fields"]["datePublished"]["from"] == "feed"
    assert first["provenance"]["discovery"]["url"] == FEED.url
    assert (first["provenance"]["source"], first["provenance"]["file"]) == (
        "quill",
        "quill-00001-20260304T050609Z.warc.gz",
    )
    assert second["articleBody"].endswith(f"{LAST}\n\nThe pier has forty-one lamps in all.")


def test_an_article_of_two_sources_has_a_record_in_each(tmp_path: Path) -> None:
    write(tmp_path / "archive", "pier")
    write(tmp_path / "archive", "quill")
    records, rejects = cleaned(tmp_path / "archive", tmp_path / "out.jsonl")
    assert [record["provenance"]["source"] for record in records] == ["pier"] * 4 + ["quill"] * 4
    assert len(rejects) == 2


@pytest.mark.parametrize("place", ["elsewhere", "deep/down"])
def test_the_records_are_the_same_wherever_the_archive_lies(tmp_path: Path, place: str) -> None:
    write(tmp_path / "archive")
    cleaned(tmp_path / "archive", tmp_path / "one.jsonl")
    shutil.copytree(tmp_path / "archive", tmp_path / place)
    cleaned(tmp_path / place, tmp_path / "two.jsonl")
    assert (tmp_path / "one.jsonl").read_bytes() == (tmp_path / "two.jsonl").read_bytes()
    rejects = [tmp_path / f"{name}.rejects.jsonl" for name in ("one", "two")]
    assert rejects[0].read_bytes() == rejects[1].read_bytes()


def test_pages_that_were_not_crawled_are_all_recorded(tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.html").write_bytes(gzip.decompress(page(1).body))
    records, rejects = cleaned(folder, tmp_path / "out.jsonl")
    assert (len(records), len(rejects)) == (3, 0)
