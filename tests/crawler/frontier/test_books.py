from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path
from sqlite3 import OperationalError
from tempfile import TemporaryDirectory
from threading import Barrier
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator

from cleaning.archive import find_pages, open_page
from cleaning.model import PageRef, RawPage
from cleaning.pipeline import clean
from cleaning.records.jsonl import encode
from cleaning.sources import Sources
from crawler.frontier import settling, steps
from crawler.frontier.books import BatchLostError, Books
from crawler.frontier.database import LedgerError
from crawler.model import Archived, Kind, Lease, Listing
from tests.crawler.frontier.places import SITE, SOURCE, answer, article, books_in, found


@pytest.fixture
def books(tmp_path: Path) -> Iterator[Books]:
    opened = books_in(tmp_path)
    yield opened
    opened.close()


def do(books: Books, *doings: Callable[[Books], Any]) -> list[Any]:
    """What the steps return, committed together."""
    books.begin_batch()
    results = [books.perform(doing) for doing in doings]
    books.commit()
    return results


def lease_all(books: Books) -> list[Lease]:
    ((leases, _),) = do(books, partial(steps.lease, number=100, floor=0))
    return list(leases)


def kept(books: Books, number: int, **given: Any) -> str:
    """What became of a page that was found, leased and answered."""
    books.ledger.add([found(f"/{number}")], 0.0)
    lease = next(each for each in lease_all(books) if each.url == f"{SITE}/{number}")
    return str(
        do(
            books,
            partial(steps.keep_page, lease=lease, fetch=steps.Fetch(main=answer(lease, article(number), **given))),
        )[0]
    )


def again(books: Books, number: int) -> Lease:
    """A new lease of a page that was fetched before."""
    assert books.ledger.demand(found(f"/{number}"), 0.0) is None
    return lease_all(books)[0]


def clean_all(books: Books) -> list[Any]:
    """What the archived pages became."""
    (waiting,) = do(books, partial(settling.uncleaned, after=0, number=1000))
    return do(books, *(partial(settling.settle, capture=each.id, outcome=outcome(each)) for each in waiting))


def outcome(archived: Archived) -> Any:
    raw = open_page(archived.page)
    return clean(raw, Sources()) if isinstance(raw, RawPage) else raw


def kinds_of(folder: Path) -> list[str]:
    """The types of the archive's records, requests and the files' heads left out."""
    found_kinds = []
    for file in sorted(folder.glob("archive/*/*.warc.gz")):
        with file.open("rb") as stream:
            for record in ArchiveIterator(stream, check_digests="raise"):
                record.raw_stream.read()
                found_kinds.append(record.rec_type)
    return [kind for kind in found_kinds if kind not in ("request", "warcinfo")]


def test_a_page_is_archived_once_and_becomes_one_line(books: Books, tmp_path: Path) -> None:
    assert kept(books, 1) == steps.ARCHIVED
    clean_all(books)
    assert clean_all(books) == []
    (line,) = (tmp_path / "records/hollin-gazette/records.jsonl").read_text("utf-8").splitlines()
    assert json.loads(line)["provenance"]["discovery"]["url"] == f"{SITE}/sitemap.xml"
    assert books.counts().uncleaned == 0


def test_the_same_bytes_again_are_a_revisit_and_no_line(books: Books, tmp_path: Path) -> None:
    kept(books, 1)
    lease = again(books, 1)
    fetch = steps.Fetch(main=answer(lease, article(1), seconds=60))
    assert do(books, partial(steps.keep_page, lease=lease, fetch=fetch)) == [steps.UNCHANGED]
    assert kinds_of(tmp_path) == ["response", "revisit"]
    assert len(clean_all(books)) == 1


def test_not_modified_is_a_revisit(books: Books, tmp_path: Path) -> None:
    kept(books, 1, etag='"a"')
    lease = again(books, 1)
    assert lease.etag == '"a"'
    assert do(books, partial(steps.unmodified, lease=lease, exchange=answer(lease, status=304))) == [steps.UNCHANGED]
    assert kinds_of(tmp_path) == ["response", "revisit"]


def test_a_changed_article_is_a_new_version_and_the_change_is_noted(books: Books, tmp_path: Path) -> None:
    kept(books, 1)
    clean_all(books)
    lease = again(books, 1)
    new = article(1).replace("Ferry late", "Ferry cancelled")
    do(books, partial(steps.keep_page, lease=lease, fetch=steps.Fetch(main=answer(lease, new, seconds=60))))
    clean_all(books)
    lines = (tmp_path / "records/hollin-gazette/records.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line)["headline"][:11] for line in lines] == ["Ferry late ", "Ferry cance"]
    (change,) = (tmp_path / "changes/hollin-gazette/changes.jsonl").read_text("utf-8").splitlines()
    assert json.loads(change)["change"] == "headline"


def test_a_removed_article_is_gone_and_noted(books: Books, tmp_path: Path) -> None:
    kept(books, 1)
    clean_all(books)
    lease = again(books, 1)
    assert do(books, partial(steps.gone, lease=lease, exchange=answer(lease, status=410))) == ["gone/removed"]
    (change,) = (tmp_path / "changes/hollin-gazette/changes.jsonl").read_text("utf-8").splitlines()
    assert json.loads(change)["change"] == "removed"


def test_other_bytes_that_say_the_same_are_a_reject(books: Books, tmp_path: Path) -> None:
    kept(books, 1)
    clean_all(books)
    lease = again(books, 1)
    new = article(1).replace("<body>", "<body data-visit='2'>")
    do(books, partial(steps.keep_page, lease=lease, fetch=steps.Fetch(main=answer(lease, new, seconds=60))))
    (reject,) = clean_all(books)
    assert reject.reason == "unchanged"
    assert len((tmp_path / "records/hollin-gazette/records.jsonl").read_text("utf-8").splitlines()) == 1


def test_a_listing_is_archived_but_is_no_page(books: Books, tmp_path: Path) -> None:
    books.open_run([found("/news", Kind.SECTION)])
    (lease,) = lease_all(books)
    listing = Listing(candidates=(found("/1"), found("/news?page=2", Kind.SECTION)))
    do(books, partial(steps.keep_listing, lease=lease, exchange=answer(lease, "<html>…"), listing=listing))
    assert sorted(each.url for each in lease_all(books)) == [f"{SITE}/1", f"{SITE}/news?page=2"]
    assert kinds_of(tmp_path) == ["response"]
    assert [each for each in find_pages([str(tmp_path / "archive")]) if isinstance(each, PageRef)] == []


def test_a_redirect_is_a_discovery(books: Books) -> None:
    books.ledger.add([found("/old")], 0.0)
    (lease,) = lease_all(books)
    moved = partial(steps.redirected, lease=lease, exchange=answer(lease, status=301), target=f"{SITE}/new")
    assert do(books, moved) == ["skipped/redirected"]
    (there,) = lease_all(books)
    assert (there.url, there.hops) == (f"{SITE}/new", 1)
    back = partial(steps.redirected, lease=there, exchange=answer(there, status=301), target=f"{SITE}/old")
    assert do(books, back) == ["failed/redirect-loop"]


def test_a_redirect_to_another_spelling_is_followed_a_few_times_only(books: Books) -> None:
    books.ledger.add([found("/a")], 0.0)
    became = []
    while leases := lease_all(books):
        step = partial(steps.redirected, lease=leases[0], exchange=answer(leases[0], status=302), target=f"{SITE}/a/")
        became += do(books, step)
    assert became == ["fetch/moved"] * 5 + ["failed/redirect-loop"]


def test_a_step_that_fails_leaves_nothing_behind(books: Books, tmp_path: Path) -> None:
    kept(books, 1)
    before = kinds_of(tmp_path), books.counts()
    books.ledger.add([found("/2")], 0.0)
    (lease,) = lease_all(books)

    def breaks(books: Books) -> None:
        steps.keep_page(books, lease, steps.Fetch(main=answer(lease, article(2))))
        raise RuntimeError("a fault")

    with pytest.raises(RuntimeError, match="a fault"):
        do(books, breaks)
    books.commit()
    assert kinds_of(tmp_path) == before[0]
    assert books.ledger.release() == 1


def test_two_crawls_of_one_source_at_once_are_refused(books: Books, tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="another crawl of hollin-gazette is running"):
        books_in(tmp_path)


@pytest.mark.parametrize("harm", [Path.unlink, lambda file: file.write_bytes(b"")])
def test_records_that_were_taken_away_are_made_anew(tmp_path: Path, harm: Callable[[Path], Any]) -> None:
    books = books_in(tmp_path)
    kept(books, 1)
    clean_all(books)
    books.close()
    file = tmp_path / "records/hollin-gazette/records.jsonl"
    before = file.read_bytes()
    harm(file)
    books = books_in(tmp_path)
    clean_all(books)
    books.close()
    assert file.read_bytes() == before


def test_an_archive_that_the_ledger_does_not_know_is_put_aside_and_not_deleted(tmp_path: Path) -> None:
    stray = tmp_path / "archive/hollin-gazette/hollin-gazette-00001-20260101T000000Z.warc.gz"
    stray.parent.mkdir(parents=True)
    stray.write_bytes(b"what another ledger knew")
    books_in(tmp_path).close()
    assert not stray.exists()
    assert (tmp_path / "uncommitted/hollin-gazette" / stray.name).read_bytes() == b"what another ledger knew"


crash = st.tuples(st.sampled_from(["committed", "uncommitted"]), st.binary(max_size=40))


@settings(max_examples=25, deadline=None)
@given(st.lists(crash, min_size=1, max_size=5))
def test_a_crash_at_any_point_costs_only_what_was_not_committed(crashes: list[tuple[str, bytes]]) -> None:
    with TemporaryDirectory() as name:
        folder, wanted = Path(name), set()
        for number, (last, torn) in enumerate(crashes):
            books = books_in(folder)
            clean_all(books)
            kept(books, 2 * number)
            wanted.add(2 * number)
            clean_all(books)
            if last == "uncommitted":
                books.ledger.add([found(f"/{2 * number + 1}")], 0.0)
                (lease,) = lease_all(books)
                books.begin_batch()
                books.perform(partial(steps.keep_page, lease=lease, fetch=steps.Fetch(main=answer(lease, article(99)))))
            abandon(books, torn)
        books = books_in(folder)
        clean_all(books)
        books.close()
        lines = (folder / "records/hollin-gazette/records.jsonl").read_bytes().splitlines()
        assert {int(json.loads(line)["url"].rsplit("/", 1)[1]) for line in lines} == wanted
        assert len(lines) == len(wanted)
        pages = [open_page(each) for each in find_pages([str(folder / "archive")]) if isinstance(each, PageRef)]
        assert [encode(clean(page, Sources())) for page in pages if isinstance(page, RawPage)] == lines


def abandon(books: Books, torn: bytes) -> None:
    """The process is killed: nothing is committed or closed in order, and a write may have been torn."""
    books._db.close()
    books._lock.release()
    books.archive.close()
    for lines in books.lines.values():
        lines.close()
    for file in books.data.glob("*/hollin-gazette/*"):
        with file.open("ab") as stream:
            stream.write(torn)


@pytest.mark.parametrize("time", range(3))
def test_sources_may_begin_a_ledger_at_the_same_moment(tmp_path: Path, time: int) -> None:
    start = Barrier(6)

    def begin(number: int) -> bool:
        start.wait()
        books = books_in(tmp_path, replace(SOURCE, id=f"source-{number}"))
        books.close()
        return True

    with ThreadPoolExecutor(6) as threads:
        assert all(threads.map(begin, range(6)))


def test_a_ledger_that_takes_back_a_batch_by_itself_takes_the_files_along(books: Books) -> None:
    """As SQLite does when the disk is full: https://www.sqlite.org/lang_transaction.html#rollback"""
    books.ledger.add([found("/1")], 0.0)
    (lease,) = lease_all(books)

    def full(books: Books) -> None:
        books._db.execute("ROLLBACK")
        raise OperationalError("database or disk is full")

    books.begin_batch()
    books.perform(partial(steps.keep_page, lease=lease, fetch=steps.Fetch(main=answer(lease, article(1)))))
    with pytest.raises(BatchLostError, match="disk is full"):
        books.perform(full)
    assert (books.archive.file, books.archive.size) == (None, 0)
    assert books.ledger.release() == 1
    assert books.counts().uncleaned == 0


def test_lines_stand_in_the_archives_order_even_if_there_was_no_room_for_one(books: Books) -> None:
    kept(books, 1)
    kept(books, 2)
    (waiting,) = do(books, partial(settling.uncleaned, after=0, number=9))
    second = partial(settling.settle, capture=waiting[1].id, outcome=outcome(waiting[1]))
    with pytest.raises(LedgerError, match="before"):
        do(books, second)
    books.commit()
    assert len(clean_all(books)) == 2


def test_a_record_that_was_edited_by_hand_does_not_stop_the_crawl(books: Books, tmp_path: Path) -> None:
    kept(books, 1)
    clean_all(books)
    file = tmp_path / "records/hollin-gazette/records.jsonl"
    file.write_bytes(b"#" * file.stat().st_size)
    lease = again(books, 1)
    new = article(1).replace("Ferry late", "Ferry cancelled")
    do(books, partial(steps.keep_page, lease=lease, fetch=steps.Fetch(main=answer(lease, new, seconds=60))))
    assert clean_all(books)[0].headline.startswith("Ferry cancelled")
    (change,) = (tmp_path / "changes/hollin-gazette/changes.jsonl").read_text("utf-8").splitlines()
    assert json.loads(change)["change"] == "substantive"


def test_a_disk_that_is_full_from_the_beginning_is_told_in_a_sentence(
    books: Books, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full() -> None:
        raise OperationalError("database or disk is full")

    monkeypatch.setattr(books, "begin_batch", full)
    with pytest.raises(LedgerError, match="database or disk is full; make room"):
        books.open_run([found("/news", Kind.SECTION)])


def test_a_file_of_the_archive_that_is_not_there_costs_no_page(tmp_path: Path) -> None:
    books = books_in(tmp_path, warc_max_bytes=1)
    for number in (1, 2):
        kept(books, number)
    first, _ = sorted((tmp_path / "archive/hollin-gazette").iterdir())
    elsewhere = first.rename(tmp_path / first.name)
    with pytest.raises(LedgerError, match=r"00001.* is not there: bring it back"):
        clean_all(books)
    books.commit()
    elsewhere.rename(first)
    assert len(clean_all(books)) == 2
    books.close()


def test_records_are_not_thrown_away_if_the_archive_cannot_make_them_anew(tmp_path: Path) -> None:
    books = books_in(tmp_path, warc_max_bytes=1)
    for number in (1, 2):
        kept(books, number)
    clean_all(books)
    books.close()
    records = tmp_path / "records/hollin-gazette/records.jsonl"
    before = records.read_bytes()
    first, _ = sorted((tmp_path / "archive/hollin-gazette").iterdir())
    elsewhere = first.rename(tmp_path / first.name)
    records.write_bytes(before[:-9])
    with pytest.raises(LedgerError, match=r"made anew from the archive, but .*00001"):
        books_in(tmp_path, warc_max_bytes=1)
    assert records.read_bytes() == before[:-9]
    elsewhere.rename(first)
    books = books_in(tmp_path, warc_max_bytes=1)
    clean_all(books)
    books.close()
    assert records.read_bytes() == before
