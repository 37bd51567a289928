"""What a crawl wrote, changed from outside: uncommitted ends are cut off, lost records made anew, the rest is told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from subprocess import DEVNULL

import pytest

from benchmarks.newspaper import newspaper
from benchmarks.server import Server
from benchmarks.workplace import Workplace

PAGES = 8


@pytest.fixture
def site() -> Iterator[Server]:
    with Server() as server:
        server.routes.update(newspaper(server.url, PAGES, heavy=False))
        yield server


@pytest.fixture
def place(tmp_path: Path, site: Server) -> Workplace:
    return Workplace(tmp_path, "newspaper", sitemaps=[f"{site.url}/sitemap.xml"])


def archive_file(place: Workplace) -> Path:
    (file,) = place.archive.glob("*.warc.gz")
    return file


def test_torn_ends_are_cut_off_and_records_that_were_taken_away_are_made_anew(place: Workplace, site: Server) -> None:
    assert place.crawl("-a", "limit=4").returncode == 0
    before = place.records_file.read_bytes()
    for file, torn in ((archive_file(place), b"\x1f\x8b\x08\x00torn"), (place.records_file, b'{"url": "torn')):
        with file.open("ab") as end:
            end.write(torn)
    assert place.crawl().returncode == 0
    complete, asked = place.records_file.read_bytes(), len(site.visits)
    assert complete.startswith(before)
    assert len(place.records()) == PAGES
    assert place.pages().total() == PAGES
    assert all(kept.digest_is_sound is not False for kept in place.kept())
    place.records_file.unlink()
    assert place.crawl().returncode == 0
    assert place.records_file.read_bytes() == complete
    assert {visit.path for visit in site.visits[asked:]} == {"/robots.txt", "/sitemap.xml", "/sitemap-1.xml"}


def test_an_archive_that_lost_bytes_is_told_and_nothing_is_written(place: Workplace) -> None:
    assert place.crawl(CLEAN="0").returncode == 0
    file = archive_file(place)
    file.write_bytes(file.read_bytes()[:-100])
    left = file.stat().st_size
    done = place.crawl(CLEAN="0")
    assert done.returncode == 2
    assert file.name in done.stderr
    assert "Traceback" not in done.stderr
    assert file.stat().st_size == left


def test_two_sources_share_one_ledger_at_the_same_time(tmp_path: Path, site: Server) -> None:
    places = [Workplace(tmp_path, name, sitemaps=[f"{site.url}/sitemap.xml"]) for name in ("one", "two")]
    with places[0].start(DEVNULL, CLEAN="0") as one, places[1].start(DEVNULL, CLEAN="0") as two:
        assert (one.wait(60), two.wait(60)) == (0, 0)
    rows = places[0].query(
        "SELECT name, state, count(*) FROM url JOIN source ON source.id = source GROUP BY name, state"
    )
    assert rows == [("one", "archived", PAGES + 2), ("two", "archived", PAGES + 2)]
    for place in places:
        assert set(place.pages().values()) == {1}
        assert place.pages().total() == PAGES
    assert set(Counter(visit.path for visit in site.visits).values()) == {2}
