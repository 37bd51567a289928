from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path
from sqlite3 import OperationalError
from threading import get_ident

import pytest

from crawler.frontier import settling, steps
from crawler.frontier.bookkeeper import Bookkeeper, Step
from crawler.frontier.books import BatchLostError, Books
from tests.crawler.frontier.places import answer, article, books_in, found


async def leased_page(keeper: Bookkeeper) -> Step:
    """The step that keeps a page, which is leased."""
    keeper.books.ledger.add([found("/1")], 0.0)
    (lease,), _ = await keeper.run(partial(steps.lease, number=1, floor=0))
    return partial(steps.keep_page, lease=lease, fetch=steps.Fetch(main=answer(lease, article(1))))


def test_results_come_in_the_order_of_the_steps_from_another_thread(tmp_path: Path) -> None:
    async def crawl() -> list[int]:
        keeper, heard = Bookkeeper(books_in(tmp_path)), []
        keeper.on_commit.append(lambda: heard.append(1))
        results = await asyncio.gather(*(keeper.run(partial(number_of, number=n)) for n in range(600)))
        await keeper.close()
        assert heard, "whoever listens is told of each batch"
        assert get_ident() not in threads
        return list(results)

    threads = set()

    def number_of(books: Books, number: int) -> int:
        threads.add(get_ident())
        return number

    assert asyncio.run(crawl()) == list(range(600))


def test_a_step_that_raises_harms_no_other(tmp_path: Path) -> None:
    def breaks(books: Books) -> None:
        raise ValueError("odd")

    async def crawl() -> list[object]:
        keeper = Bookkeeper(books_in(tmp_path))
        page = await leased_page(keeper)
        results = await asyncio.gather(keeper.run(breaks), keeper.run(page), return_exceptions=True)
        await keeper.close()
        return list(results)

    error, became = asyncio.run(crawl())
    assert isinstance(error, ValueError)
    assert became == steps.ARCHIVED


def test_a_disk_that_is_full_is_told_and_costs_what_was_not_committed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full() -> None:
        raise OSError(28, "No space left on device")

    async def crawl() -> int:
        keeper = Bookkeeper(books_in(tmp_path))
        page = await leased_page(keeper)
        with monkeypatch.context() as patch:
            patch.setattr(keeper.books.archive, "sync", full)
            with pytest.raises(OSError, match="No space left"):
                await keeper.run(page)
        assert await keeper.run(partial(settling.uncleaned, after=0, number=9)) == []
        assert await keeper.run(page) == steps.ARCHIVED, "the lease still holds, and there is room again"
        waiting = await keeper.run(partial(settling.uncleaned, after=0, number=9))
        await keeper.close()
        return len(waiting)

    assert asyncio.run(crawl()) == 1


def test_books_that_nothing_was_asked_of_are_closed_all_the_same(tmp_path: Path) -> None:
    asyncio.run(Bookkeeper(books_in(tmp_path)).close())
    books_in(tmp_path).close()


def test_all_who_asked_hear_of_a_batch_that_was_lost(tmp_path: Path) -> None:
    def full(books: Books) -> None:
        books._db.execute("ROLLBACK")
        raise OperationalError("database or disk is full")

    async def crawl() -> list[object]:
        keeper = Bookkeeper(books_in(tmp_path))
        page = await leased_page(keeper)
        results = await asyncio.gather(keeper.run(page), keeper.run(full), keeper.run(page), return_exceptions=True)
        assert await keeper.run(page) == steps.ARCHIVED
        await keeper.close()
        return list(results)

    assert [type(each) for each in asyncio.run(crawl())] == [BatchLostError] * 3
